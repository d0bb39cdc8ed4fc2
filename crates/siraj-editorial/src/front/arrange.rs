//! One step of arranging a front: an article is placed, let go, worded, made to
//! stand out, kept away. A step that cannot be taken changes nothing.

use super::{Arrangement, Container, FrontOf, Pin, Wording};
use crate::refusal::CurateRefused;
use crate::{ArticleId, Timestamp};

/// Articles that one front may word or keep away: more are taken for a mistake.
const MOST: usize = 100;
/// A pin that would end later than in a year is taken for a slip.
const FARTHEST_SECONDS: i64 = 366 * 24 * 3600;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Gives an article a place.
    Put {
        /// Which article.
        article: ArticleId,
        /// In which container.
        container: Container,
        /// At which place.
        place: u8,
        /// The place of this container at which it stood by itself.
        from: Option<u8>,
    },
    /// Lets an article go where it goes by itself.
    Release(ArticleId),
    /// Sets when its pin ends.
    Until(ArticleId, Option<Timestamp>),
    /// Makes its card stand out, or no more.
    Boost(ArticleId, bool),
    /// Has its card read otherwise; empty words give back the article's own.
    Word(ArticleId, Wording),
    /// Keeps an article away.
    Hide(ArticleId),
    /// Lets it come again.
    Show(ArticleId),
    /// Makes the front sombre, or as it always is.
    Sombre(bool),
    /// Puts another arrangement in its place: an earlier version.
    Replace(Box<Arrangement>),
}

impl Step {
    /// The article that it puts before the public, which must be there.
    #[must_use]
    pub const fn shows(&self) -> Option<ArticleId> {
        match self {
            Self::Put { article, .. }
            | Self::Boost(article, true)
            | Self::Word(article, _)
            | Self::Hide(article) => Some(*article),
            _ => None,
        }
    }
}

impl Arrangement {
    /// Takes a step.
    ///
    /// # Errors
    /// No such place; an end that has passed or is too far; more than a front may hold.
    pub fn take(&mut self, of: FrontOf, step: &Step, now: Timestamp) -> Result<(), CurateRefused> {
        match step {
            Step::Put {
                article,
                container,
                place,
                from,
            } => {
                if *place >= of.places(*container) {
                    return Err(CurateRefused::NoPlace);
                }
                self.put(of, *article, (*container, *place), *from);
            }
            Step::Release(article) => self.pins.retain(|pin| pin.article != *article),
            Step::Until(article, until) => {
                if let Some(until) = until {
                    in_time(*until, now)?;
                }
                let pin = self.pins.iter_mut().find(|pin| pin.article == *article);
                pin.ok_or(CurateRefused::NotPinned)?.until = *until;
            }
            Step::Boost(article, true) => {
                self.boosted.insert(*article);
            }
            Step::Boost(article, false) => {
                self.boosted.remove(article);
            }
            Step::Word(article, words) if words.is_empty() => {
                self.words.remove(article);
            }
            Step::Word(article, words) => {
                self.words.insert(*article, words.clone());
            }
            Step::Hide(article) => {
                self.pins.retain(|pin| pin.article != *article);
                self.hidden.insert(*article);
            }
            Step::Show(article) => {
                self.hidden.remove(article);
            }
            Step::Sombre(sombre) => self.sombre = *sombre,
            Step::Replace(other) => *self = other.at(now),
        }
        let full = [self.words.len(), self.boosted.len(), self.hidden.len()];
        if full.iter().any(|held| *held > MOST) {
            return Err(CurateRefused::TooMany);
        }
        Ok(())
    }

    /// Places an article. Within its container the others close up behind it and make
    /// room before it, as in a list that one reorders; from elsewhere it pushes those
    /// that stand there down, and who has no place left goes free.
    fn put(
        &mut self,
        of: FrontOf,
        article: ArticleId,
        (container, place): (Container, u8),
        from: Option<u8>,
    ) {
        let before = self.pin(article).cloned();
        let from = match &before {
            Some(pin) if pin.container == container => Some(pin.place),
            Some(_) => None,
            None => from.filter(|from| *from < of.places(container)),
        };
        self.pins.retain(|pin| pin.article != article);
        self.hidden.remove(&article);
        match from {
            Some(from) => self.close_up(container, from, place),
            None => self.make_room(container, place),
        }
        let most = of.places(container);
        self.pins
            .retain(|pin| pin.container != container || pin.place < most);
        self.pins.push(Pin {
            article,
            container,
            place,
            until: before.and_then(|pin| pin.until),
        });
        self.pins.sort_by_key(|pin| (pin.container, pin.place));
    }

    fn close_up(&mut self, container: Container, from: u8, to: u8) {
        for pin in self
            .pins
            .iter_mut()
            .filter(|pin| pin.container == container)
        {
            if from < pin.place && pin.place <= to {
                pin.place -= 1;
            } else if to <= pin.place && pin.place < from {
                pin.place += 1;
            }
        }
    }

    /// Only those who stand shoulder to shoulder from the place on move.
    fn make_room(&mut self, container: Container, place: u8) {
        let mut taken = place;
        let stands = |pins: &[Pin], at: u8| {
            pins.iter()
                .any(|pin| pin.container == container && pin.place == at)
        };
        while stands(&self.pins, taken) {
            taken = taken.saturating_add(1);
        }
        for pin in self
            .pins
            .iter_mut()
            .filter(|pin| pin.container == container)
        {
            if (place..taken).contains(&pin.place) {
                pin.place = pin.place.saturating_add(1);
            }
        }
    }
}

fn in_time(until: Timestamp, now: Timestamp) -> Result<(), CurateRefused> {
    if until <= now {
        Err(CurateRefused::InThePast)
    } else if until > now.plus_seconds(FARTHEST_SECONDS) {
        Err(CurateRefused::TooFarAhead)
    } else {
        Ok(())
    }
}
