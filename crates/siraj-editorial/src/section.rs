//! Sections: nested, of one edition, each perhaps with a counterpart in another.

use crate::refusal::{HouseRefused, MergeRefused};
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

/// Whether these sections of an edition are a tree that is not too deep.
///
/// # Errors
/// They contain each other, or lie deeper than [`MOST_SECTION_LEVELS`].
pub fn is_tree(all: &[Section]) -> Result<(), HouseRefused> {
    for section in all {
        let above = trail(all, section.id);
        let inside = above.iter().filter(|one| one.id == section.id).count() > 1;
        if inside || section.parent == Some(section.id) {
            return Err(HouseRefused::SectionLoop);
        }
        if above.first().is_some_and(|top| top.parent.is_some()) {
            return Err(if above.len() >= MOST_SECTION_LEVELS {
                HouseRefused::TooDeep
            } else {
                HouseRefused::SectionLoop
            });
        }
    }
    Ok(())
}

/// The sections right below one, or the outermost, in their order.
#[must_use]
pub fn below(all: &[Section], parent: Option<SectionId>) -> Vec<&Section> {
    let mut found: Vec<&Section> = all.iter().filter(|one| one.parent == parent).collect();
    found.sort_by_key(|one| (one.position, one.id));
    found
}

/// A step of a section through its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Before the one before it.
    Up,
    /// After the one after it.
    Down,
    /// Into the one before it, as its last.
    In,
    /// Out of the one around it, to the place after that.
    Out,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Up, Self::Down, Self::In, Self::Out];

    /// Its name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::In => "in",
            Self::Out => "out",
        }
    }

    /// The step of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

/// The sections that differ when one has taken a step; none where there is no way.
#[must_use]
pub fn stepped(all: &[Section], id: SectionId, step: Step) -> Vec<Section> {
    try_step(all, id, step).unwrap_or_default()
}

fn try_step(all: &[Section], id: SectionId, step: Step) -> Option<Vec<Section>> {
    let section = all.iter().find(|one| one.id == id)?;
    let mut row = below(all, section.parent);
    let at = row.iter().position(|one| one.id == id)?;
    let (row, parent) = match step {
        Step::Up => {
            row.swap(at.checked_sub(1)?, at);
            (row, section.parent)
        }
        Step::Down => {
            row.get(at + 1)?;
            row.swap(at, at + 1);
            (row, section.parent)
        }
        Step::In => {
            let around = row.get(at.checked_sub(1)?)?.id;
            let mut inside = below(all, Some(around));
            inside.push(section);
            (inside, Some(around))
        }
        Step::Out => {
            let around = all.iter().find(|one| Some(one.id) == section.parent)?;
            let mut outside = below(all, around.parent);
            let after = outside.iter().position(|one| one.id == around.id)? + 1;
            outside.insert(after, section);
            (outside, around.parent)
        }
    };
    let mut changed = Vec::new();
    for (position, before) in (0..).zip(row) {
        let now = Section {
            parent,
            position,
            ..before.clone()
        };
        if now != *before {
            changed.push(now);
        }
    }
    Some(changed)
}

/// Whether a section may become part of another; `all` are those of its edition.
///
/// # Errors
/// The two are one, of different editions, or one inside the other; what lies inside
/// would lie too deep.
pub fn may_merge(all: &[Section], from: &Section, into: &Section) -> Result<(), MergeRefused> {
    if from.id == into.id {
        return Err(MergeRefused::Itself);
    }
    if from.edition != into.edition {
        return Err(MergeRefused::OtherEdition);
    }
    if with_descendants(all, from.id).contains(&into.id) {
        return Err(MergeRefused::Inside);
    }
    let mut after: Vec<Section> = all.to_vec();
    after.retain(|one| one.id != from.id);
    for inside in &mut after {
        if inside.parent == Some(from.id) {
            inside.parent = Some(into.id);
        }
    }
    is_tree(&after).map_err(|_| MergeRefused::TooDeep)
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

    fn ids(changed: &[Section]) -> Vec<(u128, Option<u128>, i64)> {
        let number = |id: SectionId| id.0.as_u128();
        changed
            .iter()
            .map(|one| (number(one.id), one.parent.map(number), one.position))
            .collect()
    }

    #[test]
    fn a_section_steps_through_its_tree_and_stops_at_its_ends() {
        let all = [section(1, None), section(2, None), section(3, Some(2))];
        let step = |n: usize, step| ids(&stepped(&all, all[n].id, step));
        assert_eq!(step(1, Step::Up), [(1, None, 1)]);
        assert_eq!(step(0, Step::Down), [(1, None, 1)]);
        assert_eq!(step(1, Step::In), [(2, Some(1), 0)]);
        assert_eq!(step(2, Step::Out), [(2, None, 1), (3, None, 2)]);
        for (n, at_its_end) in [
            (0, Step::Up),
            (1, Step::Down),
            (0, Step::In),
            (0, Step::Out),
        ] {
            assert_eq!(step(n, at_its_end), [], "{n} {at_its_end:?}");
        }
        for one in Step::ALL {
            assert_eq!(Step::named(one.name()), Some(one));
        }
    }

    #[test]
    fn a_section_becomes_part_of_another_unless_that_would_break_the_tree() {
        let mut all: Vec<Section> = (1..=6).map(|n| section(n, None)).collect();
        all[1].parent = Some(all[0].id);
        let may = |all: &[Section], from: usize, into: usize| {
            may_merge(all, &all[from].clone(), &all[into].clone())
        };
        assert_eq!(may(&all, 1, 0), Ok(()));
        assert_eq!(may(&all, 0, 2), Ok(()));
        assert_eq!(may(&all, 0, 0), Err(MergeRefused::Itself));
        assert_eq!(may(&all, 0, 1), Err(MergeRefused::Inside));
        for n in 2..6 {
            all[n].parent = Some(all[n - 1].id);
        }
        all.push(section(7, None));
        all[1].parent = None;
        all.push(section(8, Some(7)));
        assert_eq!(may(&all, 6, 5), Err(MergeRefused::TooDeep));
        all[6].edition = EditionId(Uuid::max());
        assert_eq!(may(&all, 6, 0), Err(MergeRefused::OtherEdition));
    }

    #[test]
    fn sections_in_a_loop_or_too_deep_are_no_tree() {
        assert_eq!(is_tree(&[section(1, None), section(2, Some(1))]), Ok(()));
        let looped = [section(1, Some(2)), section(2, Some(1))];
        assert_eq!(is_tree(&looped), Err(HouseRefused::SectionLoop));
        let deep: Vec<Section> = (1..=6)
            .map(|n| section(n, Some(n - 1).filter(|n| *n > 0)))
            .collect();
        assert_eq!(is_tree(&deep), Err(HouseRefused::TooDeep));
        assert_eq!(is_tree(&deep[..5]), Ok(()));
    }
}
