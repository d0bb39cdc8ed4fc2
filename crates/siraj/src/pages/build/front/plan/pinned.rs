//! Places that were given: who has which, and how the others stand around them.

use super::Stock;
use crate::store::live::Card;
use siraj_editorial::ArticleId;
use siraj_editorial::front::Container;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Who was given which place, by container.
pub(in crate::pages::build::front) type Pins = HashMap<Container, BTreeMap<usize, Card>>;

impl Stock {
    /// Who was given a place in a container.
    pub(super) fn pinned_in(&self, container: Container) -> BTreeMap<usize, Card> {
        self.pins.get(&container).cloned().unwrap_or_default()
    }

    /// Takes out what is not to come by itself.
    pub(in crate::pages::build::front) fn keep_away(&mut self, hidden: &BTreeSet<ArticleId>) {
        let sections = self.sections.iter_mut().map(|(_, cards)| cards);
        let opinion = self.opinion.iter_mut().map(|(_, cards)| cards);
        let stories = self.stories.iter_mut().map(|(_, cards)| cards);
        for cards in sections
            .chain(opinion)
            .chain(stories)
            .chain([&mut self.latest])
        {
            cards.retain(|card| !hidden.contains(&card.article));
        }
    }
}

/// How many places there must be so that everybody has the one that they were given.
pub(super) fn whole(pins: &BTreeMap<usize, Card>) -> usize {
    pins.last_key_value().map_or(0, |(place, _)| place + 1)
}

/// Those who were given a place at it, the others in their order around them. Where
/// the others do not reach, whoever stands further down comes up.
pub(in crate::pages::build) fn filled(
    mut pins: BTreeMap<usize, Card>,
    by_itself: Vec<Card>,
) -> Vec<Card> {
    let mut cards = Vec::with_capacity(pins.len() + by_itself.len());
    let mut by_itself = by_itself.into_iter();
    loop {
        let next = pins.remove(&cards.len()).or_else(|| by_itself.next());
        let next = next.or_else(|| pins.pop_first().map(|(_, card)| card));
        match next {
            Some(card) => cards.push(card),
            None => return cards,
        }
    }
}
