//! Sections: nested, of one edition, each perhaps with a counterpart in another.

use crate::{EditionId, SectionId};
use serde::{Deserialize, Serialize};

/// How deep sections nest.
pub const MOST_SECTION_LEVELS: usize = 5;

/// A part of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Which.
    pub id: SectionId,
    /// Of which edition.
    pub edition: EditionId,
    /// The section around it.
    #[serde(default)]
    pub parent: Option<SectionId>,
    /// Its path, unique in the edition whatever its depth.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// One line about it.
    #[serde(default)]
    pub description: String,
    /// Its place among its neighbours, from 0.
    #[serde(default)]
    pub position: i64,
    /// The same section of other editions.
    #[serde(default)]
    pub counterparts: Vec<SectionId>,
    /// Its articles are opinion and are shown so.
    #[serde(default)]
    pub opinion: bool,
}

/// The section and all around it, from the outermost inwards. A loop in the
/// data ends the walk instead of hanging it.
#[must_use]
pub fn trail(all: &[Section], id: SectionId) -> Vec<&Section> {
    let mut trail = Vec::new();
    let mut next = Some(id);
    while let Some(section) = next.and_then(|id| all.iter().find(|section| section.id == id)) {
        if trail.len() == MOST_SECTION_LEVELS {
            break;
        }
        trail.push(section);
        next = section.parent;
    }
    trail.reverse();
    trail
}

/// The section and all below it.
#[must_use]
pub fn with_descendants(all: &[Section], id: SectionId) -> Vec<SectionId> {
    all.iter()
        .filter(|section| trail(all, section.id).iter().any(|above| above.id == id))
        .map(|section| section.id)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn section(number: u128, parent: Option<u128>) -> Section {
        Section {
            id: SectionId(Uuid::from_u128(number)),
            edition: EditionId(Uuid::nil()),
            parent: parent.map(|n| SectionId(Uuid::from_u128(n))),
            slug: format!("s{number}"),
            name: String::new(),
            description: String::new(),
            position: 0,
            counterparts: Vec::new(),
            opinion: false,
        }
    }

    #[test]
    fn a_trail_leads_from_the_outermost_section_inwards() {
        let all = [section(1, None), section(2, Some(1)), section(3, Some(2))];
        let slugs: Vec<_> = trail(&all, all[2].id)
            .iter()
            .map(|s| s.slug.as_str())
            .collect();
        assert_eq!(slugs, ["s1", "s2", "s3"]);
        assert_eq!(with_descendants(&all, all[1].id), [all[1].id, all[2].id]);
    }

    #[test]
    fn a_loop_of_sections_ends() {
        let all = [section(1, Some(2)), section(2, Some(1))];
        assert_eq!(trail(&all, all[0].id).len(), MOST_SECTION_LEVELS);
    }
}
