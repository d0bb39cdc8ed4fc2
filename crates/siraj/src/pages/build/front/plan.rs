//! What stands where on a front: a pure choice from what the lists hold and what
//! editors placed. Who was given a place has it; the rest is filled around them. No
//! article stands twice; the time of day has no say, so the same lists always make
//! the same front.

mod pinned;

use crate::pages::model::BlockLayout;
use crate::store::live::Card;
use pinned::whole;
use siraj_editorial::front::Container;
use siraj_editorial::revision::Format;
use siraj_editorial::{ArticleId, SectionId, StoryId};
use std::collections::{BTreeMap, HashSet};

pub(super) use pinned::Pins;
pub(in crate::pages::build) use pinned::filled;

/// How much newer an article must be to outweigh one step of prominence: three
/// hours, so that a full mark (9) holds the lead for about a day.
const SECONDS_A_STEP: i64 = 3 * 60 * 60;

/// Rows beside the lead.
const ROWS: usize = 5;
/// Headlines under it, from the same running story.
const SUB_LINKS: usize = 3;
/// The latest, with their times.
const LATEST: usize = 8;
/// Opinions in their row.
const OPINIONS: usize = 4;
/// A section with fewer articles left than this shares its line with another.
const WHOLE_LINE: usize = 4;

/// What a front may show.
#[derive(Debug, Default)]
pub(super) struct Stock {
    /// The newest of everything.
    pub latest: Vec<Card>,
    /// The outermost sections in their order, each with its newest.
    pub sections: Vec<(SectionId, Vec<Card>)>,
    /// The opinion section with its newest.
    pub opinion: Option<(SectionId, Vec<Card>)>,
    /// Running stories, each with its newest.
    pub stories: Vec<(StoryId, Vec<Card>)>,
    /// Who was given a place.
    pub pins: Pins,
}

/// The top of the front.
#[derive(Debug)]
pub(super) struct Package {
    /// What leads.
    pub lead: Card,
    /// What stands beside it.
    pub rows: Vec<Card>,
    /// What stands under it.
    pub sub_links: Vec<Card>,
}

/// One block.
#[derive(Debug)]
pub(super) enum Choice {
    Latest(Vec<Card>),
    Section(SectionId, BlockLayout, Vec<Card>),
    Pair((SectionId, Vec<Card>), (SectionId, Vec<Card>)),
    Opinion(SectionId, Vec<Card>),
    LongRead(Box<Card>),
    Story(StoryId, BlockLayout, Vec<Card>),
}

/// The whole front.
#[derive(Debug)]
pub(super) struct Plan {
    pub lead: Option<Package>,
    pub blocks: Vec<Choice>,
}

impl Plan {
    /// All cards, in the order in which the blocks hold them.
    pub(super) fn cards(&self) -> impl Iterator<Item = &Card> {
        let package = self.lead.iter().flat_map(|package| {
            std::iter::once(&package.lead)
                .chain(&package.rows)
                .chain(&package.sub_links)
        });
        package.chain(self.blocks.iter().flat_map(Choice::cards))
    }
}

impl Choice {
    fn cards(&self) -> Vec<&Card> {
        match self {
            Self::Latest(cards)
            | Self::Section(_, _, cards)
            | Self::Opinion(_, cards)
            | Self::Story(_, _, cards) => cards.iter().collect(),
            Self::Pair(first, second) => first.1.iter().chain(&second.1).collect(),
            Self::LongRead(card) => vec![card],
        }
    }
}

/// How much an article belongs on top.
fn weight(card: &Card) -> (i64, ArticleId) {
    let prominence = i64::from(card.prominence).saturating_mul(SECONDS_A_STEP);
    let seconds = card.first_at.micros() / 1_000_000;
    (seconds.saturating_add(prominence), card.article)
}

/// What has been placed already.
#[derive(Default)]
struct Placed(HashSet<ArticleId>);

impl Placed {
    /// Takes up to `most` of these that fit and stand nowhere yet.
    fn take<'c>(
        &mut self,
        cards: impl IntoIterator<Item = &'c Card>,
        most: usize,
        fits: impl Fn(&Card) -> bool,
    ) -> Vec<Card> {
        let mut taken = Vec::new();
        for card in cards {
            if taken.len() == most {
                break;
            }
            if fits(card) && self.0.insert(card.article) {
                taken.push(card.clone());
            }
        }
        taken
    }

    /// Takes note of who was given a place.
    fn pinned(pins: &Pins) -> Self {
        Self(
            pins.values()
                .flat_map(BTreeMap::values)
                .map(|card| card.article)
                .collect(),
        )
    }

    fn left(&self, cards: &[Card]) -> usize {
        cards
            .iter()
            .filter(|card| !self.0.contains(&card.article))
            .count()
    }
}

/// Chooses the front.
pub(super) fn plan(stock: &Stock) -> Plan {
    let mut placed = Placed::pinned(&stock.pins);
    let lead = package(stock, &mut placed);
    let long = long_read(stock, &mut placed);
    let opinion = stock.opinion.as_ref().map(|(section, cards)| {
        let pins = stock.pinned_in(Container::Section(*section));
        let places = OPINIONS.max(whole(&pins));
        let by_itself = placed.take(cards, places.saturating_sub(pins.len()), |card| {
            card.format == Format::Opinion
        });
        (*section, filled(pins, by_itself))
    });
    let stories = story_blocks(stock, &mut placed);
    let latest = placed.take(&stock.latest, LATEST, |_| true);
    let mut blocks = section_blocks(stock, &mut placed);
    // From the back, so that earlier places do not move.
    if let Some(long) = long {
        blocks.insert(blocks.len().min(4), Choice::LongRead(Box::new(long)));
    }
    if let Some((section, cards)) = opinion.filter(|(_, cards)| !cards.is_empty()) {
        blocks.insert(blocks.len().min(2), Choice::Opinion(section, cards));
    }
    for story in stories.into_iter().rev() {
        blocks.insert(0, story);
    }
    if !latest.is_empty() {
        blocks.insert(0, Choice::Latest(latest));
    }
    Plan { lead, blocks }
}

fn package(stock: &Stock, placed: &mut Placed) -> Option<Package> {
    let mut heaviest: Vec<&Card> = stock.latest.iter().collect();
    heaviest.sort_by_key(|card| std::cmp::Reverse(weight(card)));
    let report = |card: &Card| !matches!(card.format, Format::Opinion | Format::Brief);
    let mut pins = stock.pinned_in(Container::Top);
    let lead = pins
        .remove(&0)
        .or_else(|| placed.take(heaviest.iter().copied(), 1, report).pop())
        .or_else(|| placed.take(heaviest.iter().copied(), 1, |_| true).pop())
        .or_else(|| pins.pop_first().map(|(_, card)| card))?;
    let same_story = stock
        .stories
        .iter()
        .find(|(story, _)| lead.story == Some(*story))
        .map_or(stock.latest.as_slice(), |(_, cards)| cards.as_slice());
    let sub_links = placed.take(same_story, SUB_LINKS, |card| {
        card.story.is_some() && card.story == lead.story
    });
    let rows = placed.take(heaviest, ROWS.saturating_sub(pins.len()), |card| {
        card.format != Format::Opinion
    });
    // Of the rows the first is the second place.
    let pins = pins.into_iter();
    let rows = filled(pins.map(|(place, card)| (place - 1, card)).collect(), rows);
    Some(Package {
        lead,
        rows,
        sub_links,
    })
}

/// The weightiest long piece that has a picture to carry it.
fn long_read(stock: &Stock, placed: &mut Placed) -> Option<Card> {
    if let Some(card) = stock.pinned_in(Container::LongRead).remove(&0) {
        return Some(card);
    }
    let mut features: Vec<&Card> = stock
        .sections
        .iter()
        .flat_map(|(_, cards)| cards)
        .chain(&stock.latest)
        .filter(|card| card.format == Format::Feature && card.picture.is_some())
        .collect();
    features.sort_by_key(|card| std::cmp::Reverse(weight(card)));
    placed.take(features, 1, |_| true).pop()
}

/// A running story has a block of its own when a whole line of its articles stands
/// nowhere yet: fewer would leave a hole beside them.
fn story_blocks(stock: &Stock, placed: &mut Placed) -> Vec<Choice> {
    let mut blocks = Vec::new();
    for (story, cards) in &stock.stories {
        let left = placed.left(cards);
        if left >= WHOLE_LINE {
            let mut cards = placed.take(cards, WHOLE_LINE, |_| true);
            pictured_first(&mut cards, large(BlockLayout::Quartet));
            blocks.push(Choice::Story(*story, BlockLayout::Quartet, cards));
        }
    }
    blocks
}

/// Sections in their order. Layouts take turns, so that neighbours differ; small
/// sections stand side by side.
fn section_blocks(stock: &Stock, placed: &mut Placed) -> Vec<Choice> {
    let turns = [
        (BlockLayout::LeadAndRows, 5),
        (BlockLayout::Quartet, 4),
        (BlockLayout::DuetAndList, 6),
    ];
    let mut turns = turns.into_iter().cycle();
    let mut blocks = Vec::new();
    let mut waiting: Option<(SectionId, Vec<Card>)> = None;
    for (section, cards) in &stock.sections {
        let pins = stock.pinned_in(Container::Section(*section));
        let left = placed.left(cards) + pins.len();
        if left == 0 {
            continue;
        }
        if left < WHOLE_LINE {
            let cards = block(
                pins,
                placed.take(cards, WHOLE_LINE, |_| true),
                large(BlockLayout::Half),
            );
            match waiting.take() {
                Some(first) => blocks.push(Choice::Pair(first, (*section, cards))),
                None => waiting = Some((*section, cards)),
            }
            continue;
        }
        let (layout, wanted) = turns.next().unwrap_or((BlockLayout::Quartet, WHOLE_LINE));
        let (layout, wanted) = if left < wanted {
            (BlockLayout::Quartet, WHOLE_LINE)
        } else {
            (layout, wanted)
        };
        // More was placed here than stands in a line.
        let (layout, wanted) = match whole(&pins) {
            pinned if pinned > wanted => (BlockLayout::LeadAndRows, pinned),
            _ => (layout, wanted),
        };
        let by_itself = placed.take(cards, wanted.saturating_sub(pins.len()), |_| true);
        let cards = block(pins, by_itself, large(layout));
        blocks.push(Choice::Section(*section, layout, cards));
    }
    if let Some((section, cards)) = waiting {
        blocks.push(Choice::Section(section, BlockLayout::Quartet, cards));
    }
    blocks
}

/// How many cards of a layout stand large: without a picture, one of them would
/// leave a hole beside the others. Of four equal ones a phone shows the first large.
const fn large(layout: BlockLayout) -> usize {
    match layout {
        BlockLayout::DuetAndList => 2,
        BlockLayout::Quartet | BlockLayout::LeadAndRows | BlockLayout::Half => 1,
    }
}

/// The cards of a section's block: of those that came by themselves one with a
/// picture takes each large place that nobody was given.
fn block(pins: BTreeMap<usize, Card>, mut by_itself: Vec<Card>, large: usize) -> Vec<Card> {
    let free = (0..large).filter(|place| !pins.contains_key(place)).count();
    pictured_first(&mut by_itself, free);
    filled(pins, by_itself)
}

/// Brings as many cards with a picture to the front; all others keep their order.
fn pictured_first(cards: &mut [Card], count: usize) {
    for place in 0..count.min(cards.len()) {
        let mut later = cards.iter().skip(place);
        let found = later.position(|card| card.picture.is_some());
        if let Some(slice) = found.and_then(|after| cards.get_mut(place..=place + after)) {
            slice.rotate_right(1);
        }
    }
}
