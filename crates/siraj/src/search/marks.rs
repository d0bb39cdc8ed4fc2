//! Marks: the words of a text that a question is about, in their own spelling; and the
//! piece of a long text that says most of it.
//!
//! A text is cut by the index's own analyser, so what is marked is what was found:
//! «وبالمدرسةِ» for «مدرسه».

use super::index::Index;
use super::rank::Found;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// So many words a piece of a text has.
const WORDS: usize = 34;
/// So many of them stand before the first that is marked.
const BEFORE: usize = 6;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'t> {
    /// As it stands in the text.
    pub text: &'t str,
    /// Whether it is what the question is about.
    pub is_found: bool,
}

/// A part of a text that answers a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet<'t> {
    /// Its pieces, in their order.
    pub pieces: Vec<Piece<'t>>,
    /// Whether the passage goes on before it, and behind it.
    pub is_cut_before: bool,
    /// See [`Self::is_cut_before`].
    pub is_cut_after: bool,
}

/// A word of a passage that is about the question.
struct Place {
    word: usize,
    range: Range<usize>,
    stem: String,
}

/// Marks what a question was about.
pub struct Marker<'a> {
    index: &'a Index,
    stems: HashMap<&'a str, f32>,
}

impl<'a> Marker<'a> {
    /// For the answers to a question.
    #[must_use]
    pub fn new(index: &'a Index, found: &'a Found) -> Self {
        let stems = found.stems.iter();
        Self {
            index,
            stems: stems
                .map(|(stem, weight)| (stem.as_str(), *weight))
                .collect(),
        }
    }

    /// The whole text, in pieces.
    #[must_use]
    pub fn mark<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let (places, _) = self.places(text);
        pieces(text, 0..text.len(), &places)
    }

    /// The part of the passages that says most of what was asked, or the beginning of the
    /// first where none says any of it.
    #[must_use]
    pub fn snippet<'t>(&self, passages: &[&'t str]) -> Snippet<'t> {
        let mut best: Option<(f32, Snippet<'t>)> = None;
        for passage in passages {
            let (places, words) = self.places(passage);
            let Some((weight, first)) = self.densest(&places) else {
                if best.is_none() && !words.is_empty() {
                    best = Some((0.0, part(passage, &words, 0, &places)));
                }
                continue;
            };
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                let from = first.saturating_sub(BEFORE);
                best = Some((weight, part(passage, &words, from, &places)));
            }
        }
        best.map(|(_, snippet)| snippet).unwrap_or_default()
    }

    /// The words of a text that are about the question, and where each of its words stands.
    fn places(&self, text: &str) -> (Vec<Place>, Vec<Range<usize>>) {
        let (mut places, mut words) = (Vec::new(), Vec::<Range<usize>>::new());
        self.index.analyser().each(text, |word, terms| {
            // A ligature is several words in one place.
            if words.last() != Some(&word.range) {
                words.push(word.range.clone());
            }
            if self.stems.contains_key(terms.stem) {
                places.push(Place {
                    word: words.len() - 1,
                    range: word.range.clone(),
                    stem: terms.stem.to_owned(),
                });
            }
        });
        (places, words)
    }

    /// Where the part begins that has most of what was asked, each word counted once.
    fn densest(&self, places: &[Place]) -> Option<(f32, usize)> {
        let mut best: Option<(f32, usize)> = None;
        for (at, first) in places.iter().enumerate() {
            let mut seen = HashSet::new();
            let weight: f32 = places
                .iter()
                .skip(at)
                .take_while(|place| place.word < first.word + WORDS - BEFORE)
                .filter(|place| seen.insert(place.stem.as_str()))
                .filter_map(|place| self.stems.get(place.stem.as_str()))
                .sum();
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, first.word));
            }
        }
        best
    }
}

/// A part of a passage that begins with its word `from`.
fn part<'t>(
    passage: &'t str,
    words: &[Range<usize>],
    from: usize,
    places: &[Place],
) -> Snippet<'t> {
    // A passage that is hardly longer is shown whole, and a part near its end reaches back.
    let from = if words.len() <= WORDS + BEFORE {
        0
    } else {
        from.min(words.len() - WORDS)
    };
    let to = if from == 0 && words.len() <= WORDS + BEFORE {
        words.len()
    } else {
        (from + WORDS).min(words.len())
    };
    let start = match from {
        0 => 0,
        _ => words.get(from).map_or(0, |word| word.start),
    };
    let end = match words.get(to) {
        None => passage.len(),
        Some(_) => words.get(to - 1).map_or(passage.len(), |word| word.end),
    };
    Snippet {
        pieces: pieces(passage, start..end, places),
        is_cut_before: from > 0,
        is_cut_after: to < words.len(),
    }
}

/// A range of a text, cut at its marked words.
fn pieces<'t>(text: &'t str, range: Range<usize>, places: &[Place]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut take = |range: Range<usize>, is_found| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            pieces.push(Piece { text, is_found });
        }
    };
    let mut at = range.start;
    for place in places {
        if place.range.start < at || place.range.end > range.end {
            continue;
        }
        take(at..place.range.start, false);
        take(place.range.clone(), true);
        at = place.range.end;
    }
    take(at..range.end, false);
    pieces
}
