//! Who may do what: the one table of the newsroom, asked by every verb and
//! shown by every screen. It knows roles, ownership and sections; it knows
//! nothing of sessions or tokens.

use crate::{PersonId, SectionId};
use serde::{Deserialize, Serialize};

/// What a person is in the newsroom, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes and submits their own drafts.
    Contributor,
    /// Also uses the wire and the picture library.
    Reporter,
    /// Reviews and publishes in their sections.
    Editor,
    /// Publishes everywhere, governs people and the house.
    Chief,
    /// A chief who may also erase, export all and name owners.
    Owner,
}

impl Role {
    /// All roles, from least to most.
    pub const ALL: [Self; 5] = [
        Self::Contributor,
        Self::Reporter,
        Self::Editor,
        Self::Chief,
        Self::Owner,
    ];

    /// Its name in forms, on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contributor => "contributor",
            Self::Reporter => "reporter",
            Self::Editor => "editor",
            Self::Chief => "chief",
            Self::Owner => "owner",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What a role may or may not do: the rows of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Begin a draft, edit and submit one's own.
    Write,
    /// Use wire items and pictures.
    UseMedia,
    /// Edit another's draft, send back, approve.
    Review,
    /// Publish, update, fix, correct, schedule, embargo.
    Publish,
    /// Withdraw, curate fronts, breaking bar, topics, stories.
    Curate,
    /// People, roles, sections, house settings, tokens.
    Govern,
    /// Erase, export all, the owner's role.
    Own,
}

impl Right {
    /// All rights, in the table's order.
    pub const ALL: [Self; 7] = [
        Self::Write,
        Self::UseMedia,
        Self::Review,
        Self::Publish,
        Self::Curate,
        Self::Govern,
        Self::Own,
    ];

    /// The least role that has the right.
    #[must_use]
    pub const fn from_role(self) -> Role {
        match self {
            Self::Write => Role::Contributor,
            Self::UseMedia => Role::Reporter,
            Self::Review | Self::Publish | Self::Curate => Role::Editor,
            Self::Govern => Role::Chief,
            Self::Own => Role::Owner,
        }
    }
}

/// The person who acts, with what they may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
    /// The sections an editor is confined to; `None` is the whole house. A
    /// section stands for all below it: the store widens the list when it loads it.
    pub sections: Option<Vec<SectionId>>,
}

impl Actor {
    /// Whether the person has the right at all.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.role >= right.from_role()
    }

    /// Whether the person has the right in this section.
    #[must_use]
    pub fn may_in(&self, right: Right, section: SectionId) -> bool {
        let inside = self.role >= Role::Chief
            || self
                .sections
                .as_ref()
                .is_none_or(|sections| sections.contains(&section));
        self.may(right) && inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_called_alike_in_forms_and_in_json() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert_eq!(Role::named("Owner"), None);
    }

    /// The table of the newsroom's rules, written out once more by hand.
    #[test]
    fn the_table_of_rights_is_the_newsrooms() {
        let table = [
            (Right::Write, "yes yes yes yes yes"),
            (Right::UseMedia, "no yes yes yes yes"),
            (Right::Review, "no no yes yes yes"),
            (Right::Publish, "no no yes yes yes"),
            (Right::Curate, "no no yes yes yes"),
            (Right::Govern, "no no no yes yes"),
            (Right::Own, "no no no no yes"),
        ];
        for (right, row) in table {
            for (role, expected) in Role::ALL.into_iter().zip(row.split(' ')) {
                let actor = Actor {
                    person: PersonId(uuid::Uuid::nil()),
                    role,
                    sections: None,
                };
                assert_eq!(actor.may(right), expected == "yes", "{role:?} {right:?}");
            }
        }
    }

    #[test]
    fn an_editor_is_confined_to_their_sections_and_a_chief_is_not() {
        let (mine, other) = (SectionId(uuid::Uuid::nil()), SectionId(uuid::Uuid::max()));
        let mut actor = Actor {
            person: PersonId(uuid::Uuid::nil()),
            role: Role::Editor,
            sections: Some(vec![mine]),
        };
        assert!(actor.may_in(Right::Publish, mine));
        assert!(!actor.may_in(Right::Publish, other));
        actor.role = Role::Chief;
        assert!(actor.may_in(Right::Publish, other));
    }
}
