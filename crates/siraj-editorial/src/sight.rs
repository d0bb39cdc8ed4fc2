//! Who sees which article in the newsroom's rooms: one rule, asked of an article by its
//! page and turned into a condition by the lists. What may be done there is `role`'s.

use crate::article::{Article, State};
use crate::role::{Actor, Right, Role};
use crate::{PersonId, SectionId, Timestamp};

/// How far somebody sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// Every article.
    Everything,
    /// What stands in these sections, what is one's own, and what is published.
    Sections(PersonId, Vec<SectionId>),
    /// What is one's own, and what is published.
    Own(PersonId),
}

impl Sight {
    /// How far this person sees: contributors and reporters their own and what is
    /// published, editors also what is in their sections, chiefs all.
    #[must_use]
    pub fn of(actor: &Actor) -> Self {
        if actor.role >= Role::Chief {
            return Self::Everything;
        }
        match (&actor.sections, actor.may(Right::Review)) {
            (None, true) => Self::Everything,
            (Some(sections), true) => Self::Sections(actor.person, sections.clone()),
            (_, false) => Self::Own(actor.person),
        }
    }

    /// Whether an article begun by somebody, in a section and a state, is seen.
    #[must_use]
    pub fn sees(&self, begun_by: PersonId, section: SectionId, state: State) -> bool {
        let public = state == State::Published;
        match self {
            Self::Everything => true,
            Self::Sections(person, sections) => {
                public || begun_by == *person || sections.contains(&section)
            }
            Self::Own(person) => public || begun_by == *person,
        }
    }
}

impl Article {
    /// Whether this person sees the article in the rooms.
    #[must_use]
    pub fn is_seen_by(&self, actor: &Actor, now: Timestamp) -> bool {
        Sight::of(actor).sees(self.created_by, self.section, self.state(now))
    }

    /// Whether this person has to do with the text: it is theirs, or in an editor's
    /// sections. Notes are for them, and for whoever is named in one.
    #[must_use]
    pub fn concerns(&self, actor: &Actor) -> bool {
        self.created_by == actor.person || actor.may_in(Right::Review, self.section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    /// Role by whose article, where, and in which state: written out by hand.
    #[test]
    fn everybody_sees_what_is_theirs_to_see() {
        let (me, other) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let (mine, elsewhere) = (SectionId(Uuid::from_u128(3)), SectionId(Uuid::from_u128(4)));
        let cases = [
            // own anywhere, other's in my section, other's elsewhere, other's published
            (Role::Contributor, "yes no no yes"),
            (Role::Reporter, "yes no no yes"),
            (Role::Editor, "yes yes no yes"),
            (Role::Chief, "yes yes yes yes"),
            (Role::Owner, "yes yes yes yes"),
        ];
        let unpublished = [
            State::Draft,
            State::InReview,
            State::Approved,
            State::Scheduled,
            State::Held,
            State::Withdrawn,
            State::Binned,
        ];
        for (role, row) in cases {
            let actor = Actor {
                person: me,
                role,
                sections: Some(vec![mine]),
            };
            let sight = Sight::of(&actor);
            for state in unpublished {
                let seen = [
                    sight.sees(me, elsewhere, state),
                    sight.sees(other, mine, state),
                    sight.sees(other, elsewhere, state),
                    sight.sees(other, elsewhere, State::Published),
                ];
                let told = seen.map(|seen| if seen { "yes" } else { "no" }).join(" ");
                assert_eq!(told, row, "{role:?} {state:?}");
            }
        }
    }

    #[test]
    fn an_editor_of_the_whole_house_sees_all_and_a_reporter_with_sections_does_not() {
        let actor = |role, sections| Actor {
            person: PersonId(Uuid::nil()),
            role,
            sections,
        };
        assert_eq!(Sight::of(&actor(Role::Editor, None)), Sight::Everything);
        let sections = Some(vec![SectionId(Uuid::nil())]);
        let reporter = Sight::of(&actor(Role::Reporter, sections));
        assert_eq!(reporter, Sight::Own(PersonId(Uuid::nil())));
        let everywhere = Sight::of(&actor(Role::Contributor, None));
        assert_eq!(everywhere, Sight::Own(PersonId(Uuid::nil())));
    }
}
