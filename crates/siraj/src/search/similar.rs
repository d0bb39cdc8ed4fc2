//! Likeness: which entries are about what a text is about.
//!
//! The text becomes a question of the words that say most of it: rare in all texts, often
//! or early in this one. Answers are weighed as any other's, and those from about the same
//! days before others: what happened then is told again then.

use super::entry::{Space, Tag};
use super::error::Error;
use super::index::Index;
use super::question::Question;
use super::rank::{self, Asking, Hit};
use std::collections::HashMap;

/// So many words say what a text is about; more of them say more of what it is not.
const WORDS: usize = 28;
/// Only so much of a text is read for it.
const MOST_WORDS: usize = 1_500;
/// A word at the beginning says so much more; after so many words a third of that.
const EARLY: f32 = 1.0;
const EARLY_WORDS: f32 = 40.0;
/// A text this many days away weighs half.
const DAYS: f32 = 10.0;
const DAY: f32 = 86_400.0;

/// A text to which others are like.
#[derive(Debug, Clone)]
pub struct Likeness<'t> {
    /// Its headline.
    pub headline: &'t str,
    /// Its passages, in their order.
    pub passages: &'t [&'t str],
    /// Itself, which is not like itself.
    pub key: Option<u64>,
    /// When it was published, in seconds of Unix time, if that is to count.
    pub moment: Option<i64>,
}

/// A word of the text.
#[derive(Default)]
struct Said {
    times: u32,
    first: usize,
}

impl Index {
    /// What is like a text, in a space: the most alike first.
    ///
    /// # Errors
    /// When the index is damaged or its files cannot be read.
    pub fn like(
        &self,
        text: &Likeness<'_>,
        space: Space,
        tags: &[Tag],
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let searcher = self.searcher();
        let mut said: HashMap<String, Said> = HashMap::new();
        let mut at = 0;
        for piece in std::iter::once(&text.headline).chain(text.passages) {
            if at > MOST_WORDS {
                break;
            }
            self.analyser().each(piece, |_, terms| {
                let word = said.entry(terms.stem.to_owned()).or_insert(Said {
                    times: 0,
                    first: at,
                });
                word.times += 1;
                at += 1;
            });
        }
        let spaces = [space];
        let question = Question::default();
        let asking = Asking {
            tags,
            limit: 4 * limit,
            ..Asking::new(&question, &spaces)
        };
        // What only the text itself says, says nothing of others.
        let least = match text.key {
            Some(key) if self.has(key, space)? => 2,
            _ => 1,
        };
        let said = said
            .iter()
            .map(|(stem, word)| (stem.as_str(), word.weight()));
        let mut hits = rank::by_stems(self, &searcher, &asking, said, (WORDS, least))?;
        hits.retain(|hit| Some(hit.key) != text.key);
        if let Some(moment) = text.moment {
            for hit in &mut hits {
                #[expect(clippy::cast_precision_loss, reason = "a distance in days")]
                let days = hit.moment.saturating_sub(moment).unsigned_abs() as f32 / DAY;
                hit.weight /= 1.0 + days / DAYS;
            }
        }
        hits.sort_by(|a, b| {
            b.weight
                .total_cmp(&a.weight)
                .then_with(|| a.key.cmp(&b.key))
        });
        hits.truncate(limit);
        Ok(hits)
    }
}

impl Said {
    /// What the word says of its text, beside how rare it is.
    fn weight(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of words")]
        let (times, first) = (self.times as f32, self.first as f32);
        (1.0 + times.ln()) * (1.0 + EARLY * (-first / EARLY_WORDS).exp())
    }
}
