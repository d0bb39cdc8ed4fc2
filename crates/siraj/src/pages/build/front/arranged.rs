//! What editors decided, put to use: who was given a place and may still be shown, and
//! how their cards read.

use super::plan::Pins;
use crate::pages::build::Press;
use crate::pages::model::Card;
use crate::store::Result;
use crate::store::live::Card as Listed;
use siraj_editorial::front::Arrangement;
use siraj_editorial::{ArticleId, SectionId};

impl Press<'_, '_> {
    /// Who was given a place and is public in this edition: who is not leaves it.
    pub(super) fn pinned(&mut self, arrangement: &Arrangement) -> Result<Pins> {
        let ids: Vec<ArticleId> = arrangement.pins.iter().map(|pin| pin.article).collect();
        let cards = self.view.cards(&ids)?;
        let mut pins = Pins::new();
        for card in cards {
            let Some(pin) = arrangement.pin(card.article) else {
                continue;
            };
            if card.edition == self.edition.id {
                let container = pins.entry(pin.container).or_default();
                container.insert(usize::from(pin.place), card);
            }
        }
        Ok(pins)
    }

    /// These articles as cards of a front.
    pub(in crate::pages::build) fn arranged<'c>(
        &mut self,
        listed: impl Iterator<Item = &'c Listed>,
        arrangement: &Arrangement,
        within: Option<SectionId>,
    ) -> Result<Vec<Card>> {
        let listed: Vec<Listed> = listed.map(|card| worded(card, arrangement)).collect();
        let mut cards = self.dress(&listed, within)?;
        for (card, listed) in cards.iter_mut().zip(&listed) {
            card.boosted = arrangement.boosted.contains(&listed.article);
        }
        Ok(cards)
    }
}

/// A card in the words of its front.
fn worded(card: &Listed, arrangement: &Arrangement) -> Listed {
    let mut card = card.clone();
    if let Some(words) = arrangement.words.get(&card.article) {
        if !words.headline.is_empty() {
            card.headline.clone_from(&words.headline);
        }
        if !words.kicker.is_empty() {
            card.kicker.clone_from(&words.kicker);
        }
    }
    card
}
