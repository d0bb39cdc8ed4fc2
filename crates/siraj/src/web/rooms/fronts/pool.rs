//! What may come onto a front: the newest public articles of its edition, looked
//! through by word and by section.

use crate::store::Result;
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::lists;
use crate::store::live::Card;
use siraj_editorial::front::FrontOf;
use siraj_editorial::{SectionId, Timestamp};

/// How many of the newest are looked through.
const LOOKED: i64 = 400;
/// How many are shown.
const SHOWN: usize = 24;

/// What may come.
#[derive(Debug, Default)]
pub struct Pool {
    /// The newest that match.
    pub cards: Vec<Card>,
    /// Whether there are more that match.
    pub more: bool,
    /// How far back was looked, where not everything was.
    pub since: Option<Timestamp>,
}

/// Reads it.
pub fn read(c: &mut Conn<'_>, of: FrontOf, words: &str, within: &str) -> Result<Pool> {
    let section: Option<SectionId> = within.parse().ok();
    let list = match section.or(of.section.filter(|_| within.is_empty())) {
        Some(section) => List::Section(section),
        None => List::Latest(of.edition),
    };
    let newest = lists::head(c, &list, LOOKED)?;
    let full = i64::try_from(newest.len()).unwrap_or_default() == LOOKED;
    let since = newest.last().map(|card| card.first_at).filter(|_| full);
    let wanted: Vec<String> = siraj_arabic::fold(words)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut cards: Vec<Card> = newest
        .into_iter()
        .filter(|card| card.edition == of.edition && matches(card, &wanted))
        .collect();
    let more = cards.len() > SHOWN;
    cards.truncate(SHOWN);
    Ok(Pool { cards, more, since })
}

/// Whether all words stand in the headline or around it.
fn matches(card: &Card, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let text = format!("{} {} {}", card.kicker, card.headline, card.standfirst);
    let text = siraj_arabic::fold(&text);
    wanted.iter().all(|word| text.contains(word.as_str()))
}
