//! The menus of an edition: which sections and static pages stand in the masthead and
//! in the foot, and in which order, where somebody chose them.

use crate::refusal::MenuRefused;
use crate::role::{Actor, Right};
use crate::{PageId, SectionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Most entries of the masthead's menu: it is one row.
pub const MOST_IN_MASTHEAD: usize = 9;
/// Most entries of the foot.
pub const MOST_IN_FOOT: usize = 40;

/// An entry of a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Entry {
    /// A section.
    Section(SectionId),
    /// A static page.
    Page(PageId),
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(id) => write!(f, "section:{id}"),
            Self::Page(id) => write!(f, "page:{id}"),
        }
    }
}

impl FromStr for Entry {
    type Err = crate::id::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("section", id)) => id.parse().map(Self::Section),
            Some(("page", id)) => id.parse().map(Self::Page),
            _ => Err(crate::id::NotAnId),
        }
    }
}

impl From<Entry> for String {
    fn from(entry: Entry) -> Self {
        entry.to_string()
    }
}

impl TryFrom<String> for Entry {
    type Error = crate::id::NotAnId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The menus of an edition. A menu that nobody chose is made of what there is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menus {
    /// The row under the masthead, home not counted.
    #[serde(default)]
    pub masthead: Option<Vec<Entry>>,
    /// The foot: sections and pages, each in its column.
    #[serde(default)]
    pub foot: Option<Vec<Entry>>,
}

impl Menus {
    /// Whether somebody may set them so, where there are these entries.
    ///
    /// # Errors
    /// Not a chief; an entry twice, of something that is not there, or one too many.
    pub fn set(self, actor: &Actor, known: &BTreeSet<Entry>) -> Result<Self, MenuRefused> {
        if !actor.may(Right::Govern) {
            return Err(MenuRefused::NotAllowed);
        }
        for (menu, most) in [
            (&self.masthead, MOST_IN_MASTHEAD),
            (&self.foot, MOST_IN_FOOT),
        ] {
            let entries = menu.as_deref().unwrap_or_default();
            let distinct: BTreeSet<&Entry> = entries.iter().collect();
            if distinct.len() < entries.len() {
                return Err(MenuRefused::Repeated);
            }
            if entries.iter().any(|entry| !known.contains(entry)) {
                return Err(MenuRefused::Unknown);
            }
            if entries.len() > most {
                return Err(MenuRefused::TooMany {
                    most: u64::try_from(most).unwrap_or(u64::MAX),
                });
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PersonId;
    use crate::role::Role;
    use uuid::Uuid;

    #[test]
    fn a_menu_holds_what_there_is_once_and_no_more_than_fits() {
        let chief = Actor {
            person: PersonId(Uuid::nil()),
            role: Role::Chief,
            sections: None,
        };
        let entry = |number: u128| Entry::Section(SectionId(Uuid::from_u128(number)));
        let page = Entry::Page(PageId(Uuid::from_u128(1)));
        let known: BTreeSet<Entry> = (1..=60).map(entry).chain([page]).collect();
        let masthead = |entries: Vec<Entry>| Menus {
            masthead: Some(entries),
            foot: None,
        };
        let good = masthead(vec![entry(2), page, entry(1)]);
        assert_eq!(good.clone().set(&chief, &known), Ok(good.clone()));
        for (entries, why) in [
            (vec![entry(1), entry(1)], MenuRefused::Repeated),
            (vec![entry(99)], MenuRefused::Unknown),
            (
                (1..=10).map(entry).collect(),
                MenuRefused::TooMany { most: 9 },
            ),
        ] {
            assert_eq!(masthead(entries).set(&chief, &known), Err(why));
        }
        let editor = Actor {
            role: Role::Editor,
            ..chief
        };
        assert_eq!(
            good.clone().set(&editor, &known),
            Err(MenuRefused::NotAllowed)
        );
        let text = serde_json::to_string(&good).unwrap();
        assert_eq!(serde_json::from_str::<Menus>(&text).unwrap(), good);
    }
}
