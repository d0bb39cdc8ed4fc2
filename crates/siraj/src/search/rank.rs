//! Ranking: which entries answer a question, the best first.
//!
//! In two steps. First the entries that the stems of the words weigh most in, by BM25 over
//! headline, passages and names, which the index answers from blocks without reading most
//! of them. Then those few hundred are weighed again by everything that is known: surfaces,
//! how early a word comes, how near they stand to each other, in which order in the
//! headline, which words are there at all, and a little by how new the text is.

mod candidates;
mod evidence;
mod words;

use super::entry::{Space, Tag};
use super::error::Error;
use super::index::Index;
use super::question::Question;
use std::time::{Duration, Instant};
use tantivy::Searcher;
use words::Sought;

/// So many candidates are weighed again at least, and no more than so many in all.
const LEAST_CANDIDATES: usize = 200;
const MOST_CANDIDATES: usize = 600;
/// What covers less than this share of what the best covers is not shown.
const LEAST_COVER: f32 = 0.4;
/// A question is answered within this time by what has been found until then.
const BUDGET: Duration = Duration::from_millis(400);

/// How answers are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// What answers best first.
    #[default]
    Relevance,
    /// Of what has all the words, the newest first.
    Newest,
}

/// What is asked, and how.
#[derive(Debug, Clone)]
pub struct Asking<'q> {
    /// The words.
    pub question: &'q Question,
    /// Where is looked: one space, or several whose entries are weighed together.
    pub spaces: &'q [Space],
    /// Every one of these an entry must have.
    pub tags: &'q [Tag],
    /// One of these it must have, if there are any: a section or those below it.
    pub any: &'q [Tag],
    /// Not before this moment, in seconds of Unix time.
    pub from: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// How answers are sorted.
    pub order: Order,
    /// The moment of asking, if newer texts are to weigh a little more.
    pub now: Option<i64>,
    /// Whether the last word may be half typed.
    pub is_typing: bool,
    /// How many answers are wanted.
    pub limit: usize,
}

impl<'q> Asking<'q> {
    /// A question to these spaces, by relevance, with nothing narrowed.
    #[must_use]
    pub fn new(question: &'q Question, spaces: &'q [Space]) -> Self {
        Self {
            question,
            spaces,
            tags: &[],
            any: &[],
            from: None,
            until: None,
            order: Order::Relevance,
            now: None,
            is_typing: false,
            limit: 10,
        }
    }
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The entry's key.
    pub key: u64,
    /// When it was published or written.
    pub moment: i64,
    /// Its weight; only compared within one answer.
    pub weight: f32,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The best first.
    pub hits: Vec<Hit>,
    /// The stems that were looked for, with what each says: [`super::Marker`] marks them.
    pub stems: Vec<(String, f32)>,
    /// What may be meant, where a word of the question stands in hardly any text: the
    /// question with that word put right.
    pub meant: Option<String>,
    /// Whether the time ran out: there may be better answers.
    pub is_short: bool,
}

/// What answers a question of stems, each with what it says of the text that asks; the
/// `most` that say most are looked for, of those that stand in `least` texts.
pub(super) fn by_stems<'s>(
    index: &Index,
    searcher: &Searcher,
    asking: &Asking<'_>,
    stems: impl Iterator<Item = (&'s str, f32)>,
    (most, least): (usize, u64),
) -> Result<Vec<Hit>, Error> {
    let sought = Sought::of_stems(index, searcher, asking, stems, (most, least))?;
    if sought.words.is_empty() {
        return Ok(Vec::new());
    }
    let deadline = Instant::now() + BUDGET;
    let candidates = candidates::choose(
        index,
        searcher,
        asking,
        &sought,
        LEAST_CANDIDATES.max(asking.limit),
    )?;
    let weighed = evidence::weigh(
        index,
        searcher,
        &sought,
        &candidates,
        evidence::ALIKE,
        deadline,
    )?;
    Ok(weighed.iter().map(|one| one.hit(None)).collect())
}

impl Index {
    /// Answers a question.
    ///
    /// # Errors
    /// When the index is damaged or its files cannot be read.
    pub fn ask(&self, asking: &Asking<'_>) -> Result<Found, Error> {
        let searcher = self.searcher();
        let deadline = Instant::now() + BUDGET;
        let sought = Sought::of(self, &searcher, asking)?;
        if sought.words.is_empty() {
            return Ok(Found::default());
        }
        let wanted = asking.limit.clamp(LEAST_CANDIDATES, MOST_CANDIDATES);
        let candidates = candidates::choose(self, &searcher, asking, &sought, wanted)?;
        let mut weighed = evidence::weigh(
            self,
            &searcher,
            &sought,
            &candidates,
            evidence::ANSWERING,
            deadline,
        )?;
        let best = weighed.iter().map(|one| one.cover).fold(0.0, f32::max);
        weighed.retain(|one| one.cover >= LEAST_COVER * best);
        let mut hits: Vec<Hit> = weighed.iter().map(|one| one.hit(asking.now)).collect();
        match asking.order {
            Order::Relevance => hits.sort_by(|a, b| {
                b.weight
                    .total_cmp(&a.weight)
                    .then_with(|| b.moment.cmp(&a.moment))
                    .then_with(|| a.key.cmp(&b.key))
            }),
            Order::Newest => hits.sort_by_key(|hit| (std::cmp::Reverse(hit.moment), hit.key)),
        }
        let mut seen = std::collections::HashSet::new();
        hits.retain(|hit| seen.insert(hit.key));
        hits.truncate(asking.limit);
        Ok(Found {
            hits,
            stems: sought.stems(),
            meant: sought.meant(asking.question),
            is_short: candidates.is_short || Instant::now() > deadline,
        })
    }
}
