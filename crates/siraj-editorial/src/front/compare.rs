//! What differs between two arrangements of a front, one difference a decision, so
//! that it can be said in words.

use super::{Arrangement, Container, Wording};
use crate::{ArticleId, Timestamp};

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// An article was given a place, or another one.
    Placed {
        /// Which.
        article: ArticleId,
        /// Where.
        container: Container,
        /// At which place of it, from 0.
        place: u8,
        /// Whether it had a place before.
        moved: bool,
    },
    /// An article lost its place.
    Released(ArticleId),
    /// A pin ends at another moment, or by hand.
    Ends(ArticleId, Option<Timestamp>),
    /// A card reads otherwise; `None` when it reads as the article does.
    Worded(ArticleId, Option<Wording>),
    /// A card stands out.
    Boosted(ArticleId),
    /// It does no more.
    Unboosted(ArticleId),
    /// An article is kept away.
    Hidden(ArticleId),
    /// It may come again.
    Shown(ArticleId),
    /// The front became sombre, or as it always is.
    Sombre(bool),
}

impl Arrangement {
    /// What is different here from an earlier arrangement.
    #[must_use]
    pub fn since(&self, before: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        if self.sombre != before.sombre {
            found.push(Difference::Sombre(self.sombre));
        }
        for pin in &self.pins {
            let old = before.pin(pin.article);
            if old.is_none_or(|old| (old.container, old.place) != (pin.container, pin.place)) {
                found.push(Difference::Placed {
                    article: pin.article,
                    container: pin.container,
                    place: pin.place,
                    moved: old.is_some(),
                });
            }
            if old.map_or(pin.until.is_some(), |old| old.until != pin.until) {
                found.push(Difference::Ends(pin.article, pin.until));
            }
        }
        for pin in &before.pins {
            if self.pin(pin.article).is_none() {
                found.push(Difference::Released(pin.article));
            }
        }
        for (article, words) in &self.words {
            if before.words.get(article) != Some(words) {
                found.push(Difference::Worded(*article, Some(words.clone())));
            }
        }
        let unworded = before.words.keys();
        found.extend(
            unworded
                .filter(|article| !self.words.contains_key(article))
                .map(|article| Difference::Worded(*article, None)),
        );
        let boosted = self.boosted.difference(&before.boosted).copied();
        found.extend(boosted.map(Difference::Boosted));
        let unboosted = before.boosted.difference(&self.boosted).copied();
        found.extend(unboosted.map(Difference::Unboosted));
        let hidden = self.hidden.difference(&before.hidden).copied();
        found.extend(hidden.map(Difference::Hidden));
        let shown = before.hidden.difference(&self.hidden).copied();
        found.extend(shown.map(Difference::Shown));
        found
    }
}
