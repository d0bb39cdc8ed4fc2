//! What editors decide about the articles that an article names beside it: some are pinned and
//! come first, some are banned and never come. The rest is chosen by the related-articles follower.

use crate::ArticleId;
use crate::Timestamp;
use crate::article::{Article, State};
use crate::refusal::RelateRefused;
use crate::role::{Actor, Right};

/// How many others a page shows beside its article: so many may be pinned.
pub const SHOWN: usize = 4;
/// How many are chosen, so that one which goes leaves no gap until the next is chosen.
pub const NAMED: usize = SHOWN + 1;
/// How many may be banned from one article.
pub const MOST_BANNED: usize = 100;

/// What is decided about one other article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is named at this place, counted from 0; at the end of the pinned without one.
    Pinned(Option<usize>),
    /// It is never named.
    Banned,
    /// Nothing: it is named when the follower chooses it.
    Open,
}

/// All that is decided about the related articles of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Named first, in this order, while they are public.
    pub pinned: Vec<ArticleId>,
    /// Never named.
    pub banned: Vec<ArticleId>,
}

impl Choices {
    /// Decides about one, in the place of what was decided about it before.
    ///
    /// # Errors
    /// More than fit.
    pub fn decide(&mut self, other: ArticleId, choice: Choice) -> Result<(), RelateRefused> {
        let mut after = self.clone();
        after.pinned.retain(|one| *one != other);
        match choice {
            Choice::Pinned(place) => {
                let last = after.pinned.len();
                after.pinned.insert(place.unwrap_or(last).min(last), other);
                after.banned.retain(|one| *one != other);
            }
            Choice::Banned if after.banned.contains(&other) => {}
            Choice::Banned => after.banned.push(other),
            Choice::Open => after.banned.retain(|one| *one != other),
        }
        for (chosen, most) in [(&after.pinned, SHOWN), (&after.banned, MOST_BANNED)] {
            if chosen.len() > most {
                let most = u64::try_from(most).unwrap_or(u64::MAX);
                return Err(RelateRefused::TooMany { most });
            }
        }
        *self = after;
        Ok(())
    }

    /// Whether the choice of this one is left to the follower.
    #[must_use]
    pub fn leaves(&self, other: ArticleId) -> bool {
        !self.pinned.contains(&other) && !self.banned.contains(&other)
    }

    /// What is named: those of the pinned that are public, then `chosen`, without what is decided
    /// otherwise.
    #[must_use]
    pub fn arrange(
        &self,
        is_public: impl Fn(ArticleId) -> bool,
        chosen: &[ArticleId],
    ) -> Vec<ArticleId> {
        let pinned = self.pinned.iter().filter(|one| is_public(**one));
        let others = chosen.iter().filter(|one| self.leaves(**one));
        pinned.chain(others).take(NAMED).copied().collect()
    }
}

impl Article {
    /// Whether this person decides about the related articles: the editors of its section do.
    #[must_use]
    pub fn may_relate(&self, actor: &Actor) -> bool {
        actor.may_in(Right::Review, self.section)
    }

    /// Checks that it may be decided so about another article.
    ///
    /// # Errors
    /// See [`RelateRefused`].
    pub fn relate(
        &self,
        other: &Self,
        choice: Choice,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<(), RelateRefused> {
        if !self.may_relate(actor) {
            return Err(RelateRefused::NotAllowed);
        }
        if choice == Choice::Open {
            return Ok(());
        }
        if other.id == self.id {
            return Err(RelateRefused::Itself);
        }
        if other.edition != self.edition {
            return Err(RelateRefused::OtherEdition);
        }
        if matches!(choice, Choice::Pinned(_)) && other.state(now) != State::Published {
            return Err(RelateRefused::NotPublic);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn id(n: u128) -> ArticleId {
        ArticleId(Uuid::from_u128(n))
    }

    #[test]
    fn the_pinned_lead_and_the_banned_are_missing() {
        let mut choices = Choices::default();
        for (other, choice) in [
            (1, Choice::Pinned(None)),
            (2, Choice::Pinned(None)),
            (3, Choice::Banned),
            (4, Choice::Pinned(Some(0))),
            (1, Choice::Pinned(Some(9))),
        ] {
            choices.decide(id(other), choice).unwrap();
        }
        assert_eq!(choices.pinned, [id(4), id(2), id(1)]);
        let chosen = [id(5), id(3), id(2), id(6), id(7), id(8)];
        let named = choices.arrange(|one| one != id(2), &chosen);
        assert_eq!(named, [id(4), id(1), id(5), id(6), id(7)]);
    }

    #[test]
    fn the_last_decision_about_one_holds() {
        let mut choices = Choices::default();
        choices.decide(id(1), Choice::Pinned(None)).unwrap();
        choices.decide(id(1), Choice::Banned).unwrap();
        choices.decide(id(1), Choice::Banned).unwrap();
        assert_eq!((choices.pinned.len(), choices.banned.len()), (0, 1));
        choices.decide(id(1), Choice::Open).unwrap();
        assert!(choices.leaves(id(1)));
        assert_eq!(choices, Choices::default());
    }

    #[test]
    fn no_more_are_pinned_than_are_shown() {
        let mut choices = Choices::default();
        for n in 0..4 {
            choices.decide(id(n), Choice::Pinned(None)).unwrap();
        }
        let before = choices.clone();
        assert_eq!(
            choices.decide(id(9), Choice::Pinned(None)),
            Err(RelateRefused::TooMany { most: 4 })
        );
        assert_eq!(choices, before);
        choices.decide(id(0), Choice::Pinned(None)).unwrap();
        assert_eq!(choices.pinned.last(), Some(&id(0)));
    }
}
