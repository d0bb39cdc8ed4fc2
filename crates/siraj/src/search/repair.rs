//! Repair: words near one that hardly any text has.
//!
//! Answers by which stems a word may be meant: a letter too few, too many, another one, or
//! two that changed places. The first letter is believed.

use super::error::Error;
use super::index::Index;
use std::collections::HashMap;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Shorter words have too many neighbours to mean one of them.
const LEAST_LETTERS: usize = 4;
/// So many terms are looked at in a part of the index at most.
const MOST_TERMS: usize = 400;

/// So many words with one beginning are counted in a part of the index, and so many taken.
const MOST_BEGUN: usize = 2_000;
const MOST_LONGER: usize = 8;

/// A stem that may be meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The stem.
    pub stem: String,
    /// The commonest word near what was typed that has this stem; `None` where only the
    /// stems are near each other.
    pub surface: Option<String>,
    /// In how many texts it stands.
    pub texts: u64,
    /// In how many texts that surface stands.
    commonest: u64,
}

impl Near {
    /// Of a stem of which nothing is known yet.
    fn of(stem: String) -> Self {
        Self {
            stem,
            surface: None,
            texts: 0,
            commonest: 0,
        }
    }
}

/// What a word is asked to be near to.
pub struct Asked<'a> {
    /// Folded.
    pub surface: &'a str,
    /// Its stem.
    pub stem: &'a str,
    /// The mark of the space.
    pub mark: &'a str,
}

/// The stems near a word, the commonest first.
pub fn near(index: &Index, searcher: &Searcher, asked: &Asked<'_>) -> Result<Vec<Near>, Error> {
    let mut found: HashMap<String, Near> = HashMap::new();
    let fields = &index.fields;
    let mut analyser = index.analyser();
    let surfaces = [fields.body_surface, fields.title_surface];
    for (surface, texts) in neighbours(searcher, surfaces, asked.mark, asked.surface)? {
        let mut stem = String::new();
        analyser.each(&surface, |_, terms| terms.stem.clone_into(&mut stem));
        if stem == asked.stem || stem.is_empty() {
            continue;
        }
        let near = found.entry(stem.clone()).or_insert_with(|| Near::of(stem));
        if texts > near.commonest {
            near.commonest = texts;
            near.surface = Some(surface);
        }
        near.texts += texts;
    }
    let stems = [fields.body, fields.title];
    for (stem, texts) in neighbours(searcher, stems, asked.mark, asked.stem)? {
        if stem == asked.stem {
            continue;
        }
        let near = found.entry(stem.clone()).or_insert_with(|| Near::of(stem));
        near.texts = near.texts.max(texts);
    }
    let mut found: Vec<Near> = found.into_values().collect();
    found.sort_by(|a, b| b.texts.cmp(&a.texts).then_with(|| a.stem.cmp(&b.stem)));
    Ok(found)
}

/// The terms of fields at one edit from a word, with the first letter that it has, and in
/// how many texts each stands.
fn neighbours(
    searcher: &Searcher,
    fields: [Field; 2],
    mark: &str,
    word: &str,
) -> Result<HashMap<String, u64>, Error> {
    let mut found = HashMap::new();
    let mut letters = word.chars();
    let Some(first) = letters.next() else {
        return Ok(found);
    };
    if first.is_numeric() || letters.count() + 1 < LEAST_LETTERS {
        return Ok(found);
    }
    let whole = [mark, word].concat();
    let [field, _] = fields;
    // Making it costs more than walking through the words of a small index.
    let automaton =
        FuzzyTermQuery::new(Term::from_field_text(field, &whole), 1, true).automaton()?;
    let from = format!("{mark}{first}");
    // U+10FFFF is greater than any letter that may follow.
    let to = format!("{from}\u{10FFFF}");
    for field in fields {
        for segment in searcher.segment_readers() {
            let terms = segment.inverted_index(field)?;
            let words = terms.terms().search(&automaton).ge(&from).lt(&to);
            let mut words = words.into_stream()?;
            let mut left = MOST_TERMS;
            while left > 0 && words.advance() {
                left -= 1;
                let term = std::str::from_utf8(words.key()).unwrap_or_default();
                let Some(term) = term.strip_prefix(mark) else {
                    continue;
                };
                if term != word && term.chars().count() >= 3 {
                    *found.entry(term.to_owned()).or_insert(0) += u64::from(words.value().doc_freq);
                }
            }
        }
    }
    Ok(found)
}

/// The words that begin as this one does, the commonest first, each with its stem.
pub fn beginning(
    index: &Index,
    searcher: &Searcher,
    mark: &str,
    begun: &str,
) -> Result<Vec<Near>, Error> {
    let mut found: HashMap<String, u64> = HashMap::new();
    if begun.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let from = [mark, begun].concat();
    let to = format!("{from}\u{10FFFF}");
    for field in [index.fields.title_surface, index.fields.body_surface] {
        for segment in searcher.segment_readers() {
            let terms = segment.inverted_index(field)?;
            let mut stream = terms.terms().range().ge(&from).lt(&to).into_stream()?;
            let mut left = MOST_BEGUN;
            while left > 0 && stream.advance() {
                left -= 1;
                let term = std::str::from_utf8(stream.key()).unwrap_or_default();
                if let Some(term) = term.strip_prefix(mark) {
                    let texts = u64::from(stream.value().doc_freq);
                    *found.entry(term.to_owned()).or_insert(0) += texts;
                }
            }
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    found.truncate(MOST_LONGER);
    let mut analyser = index.analyser();
    let longer = found.into_iter().map(|(surface, texts)| {
        let mut stem = String::new();
        analyser.each(&surface, |_, terms| terms.stem.clone_into(&mut stem));
        Near {
            stem,
            surface: Some(surface),
            texts,
            commonest: texts,
        }
    });
    Ok(longer.filter(|near| !near.stem.is_empty()).collect())
}
