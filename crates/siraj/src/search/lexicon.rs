//! The lexicon: in how many texts each word stands.
//!
//! The stemmer asks it whether the first letter of a word belongs to the word. It is counted
//! from the newsroom's own texts when an index is made and stays as it is for as long as
//! that index lives: a word that was taken in under one stem must be asked for under it.

use super::error::Error;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// So many words are kept, the commoner ones: a million texts have more than a million,
/// and of a word that stands in one of them nothing can be said.
const MOST_WORDS: usize = 400_000;
/// What the file begins with.
const HEADING: &str = "siraj lexicon 1";

/// The words of the newsroom's texts.
#[derive(Debug, Default)]
pub struct Lexicon {
    texts: u32,
    words: HashMap<Box<str>, u32>,
}

impl siraj_arabic::Lexicon for Lexicon {
    fn texts_with(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }
}

impl Lexicon {
    /// How many texts were counted.
    #[must_use]
    pub fn texts(&self) -> u32 {
        self.texts
    }

    /// As a file holds it: a heading with the number of texts and of words, then a word a
    /// line with its count.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut words: Vec<(&str, u32)> = self.words.iter().map(|(w, n)| (&**w, *n)).collect();
        words.sort_unstable();
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = writeln!(text, "{HEADING} {} {}", self.texts, words.len());
        for (word, count) in words {
            let _ = writeln!(text, "{word} {count}");
        }
        text
    }

    /// Reads what [`Self::to_text`] wrote.
    ///
    /// # Errors
    /// When it is not whole.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        let damaged = || Error::Damaged("its lexicon is not whole".to_owned());
        let mut lines = text.lines();
        let numbers = lines
            .next()
            .and_then(|line| line.strip_prefix(HEADING)?.trim().split_once(' '))
            .ok_or_else(damaged)?;
        let texts = numbers.0.parse().map_err(|_| damaged())?;
        let expected: usize = numbers.1.parse().map_err(|_| damaged())?;
        let mut words = HashMap::with_capacity(expected.min(MOST_WORDS));
        for line in lines {
            let (word, count) = line.rsplit_once(' ').ok_or_else(damaged)?;
            words.insert(word.into(), count.parse().map_err(|_| damaged())?);
        }
        if words.len() != expected {
            return Err(damaged());
        }
        Ok(Self { texts, words })
    }
}

/// Counts texts for a lexicon.
#[derive(Debug, Default)]
pub struct Counting {
    texts: u32,
    words: HashMap<Box<str>, u32>,
    seen: HashSet<Box<str>>,
}

impl Counting {
    /// Counts the words of one text, given in pieces.
    pub fn text<'t>(&mut self, pieces: impl IntoIterator<Item = &'t str>) {
        self.texts = self.texts.saturating_add(1);
        self.seen.clear();
        let mut surface = String::new();
        for piece in pieces {
            for word in siraj_arabic::words(piece) {
                word.fold_into(&mut surface);
                if self.seen.contains(surface.as_str()) {
                    continue;
                }
                self.seen.insert(surface.as_str().into());
                match self.words.get_mut(surface.as_str()) {
                    Some(count) => *count = count.saturating_add(1),
                    None => {
                        self.words.insert(surface.as_str().into(), 1);
                    }
                }
            }
        }
        if self.words.len() > 2 * MOST_WORDS {
            self.words.retain(|_, count| *count > 1);
        }
    }

    /// The lexicon of what was counted.
    #[must_use]
    pub fn finish(self) -> Lexicon {
        let mut words = self.words;
        if words.len() > MOST_WORDS {
            let mut counts: Vec<u32> = words.values().copied().collect();
            let (_, least, _) = counts.select_nth_unstable_by(MOST_WORDS, |a, b| b.cmp(a));
            let least = *least;
            words.retain(|_, count| *count > least);
        }
        words.shrink_to_fit();
        Lexicon {
            texts: self.texts,
            words,
        }
    }
}
