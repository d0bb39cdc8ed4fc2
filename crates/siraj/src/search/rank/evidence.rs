//! The second step: candidates weighed by everything that is known of them.
//!
//! The weights were found on news and questions by their answers; `bench/search` measures
//! them. None is worth more than a few thousandths by itself, but for how early a word comes.

use super::super::error::Error;
use super::super::index::Index;
use super::Hit;
use super::candidates::Candidates;
use super::words::{Sought, SoughtWord, Way, idf_of};
use std::time::Instant;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Searcher, Term};

/// BM25's share of length.
const LENGTH: f32 = 0.75;
/// What a word weighs by its stem and by its surface, in the headline and in the passages,
/// and by its stem in names.
const TITLE: f32 = 4.0;
const TITLE_SURFACE: f32 = 2.0;
const BODY: f32 = 1.0;
const BODY_SURFACE: f32 = 0.4;
const NAMES: f32 = 1.5;
/// After so many words it weighs a third of what it does at the beginning to stand there.
const EARLY_WORDS: f32 = 40.0;
/// What two words side by side weigh; so many words apart it is a third of that.
const NEARNESS: f32 = 0.3;
const NEARNESS_WORDS: f32 = 8.0;
/// What two words of the headline in the order of the question weigh.
const ORDER: f32 = 1.0;
/// So many places of a word are looked at, and so many words for their nearness.
const MOST_PLACES: usize = 32;
const MOST_NEAR: usize = 12;
/// A new text weighs so much more, one of so many days half of that.
const RECENCY: f32 = 0.06;
const RECENCY_DAYS: f32 = 30.0;
const DAY: f32 = 86_400.0;

/// What differs between answers to a question and texts that are like one.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// BM25's saturation: the greater, the more each further time counts.
    saturation: f32,
    /// What the mere presence of a word weighs.
    presence: f32,
    /// What it weighs to stand at the beginning.
    early: f32,
}

/// Of a question every word counts.
pub const ANSWERING: Weights = Weights {
    saturation: 1.2,
    presence: 0.2,
    early: 0.8,
};

/// Of a text most words stand anywhere: what another begins with and comes back to is what
/// it is about.
pub const ALIKE: Weights = Weights {
    saturation: 2.0,
    presence: 0.0,
    early: 2.4,
};

/// A candidate with its weight.
#[derive(Debug, Clone)]
pub struct Weighed {
    key: u64,
    moment: i64,
    weight: f32,
    /// How much of what the question says it has a word for.
    pub cover: f32,
}

/// What is known of one word in one candidate.
#[derive(Debug, Clone, Default)]
struct Evidence {
    weight: f32,
    idf: f32,
    /// Where it stands in the passages, and first in the headline.
    places: Vec<u32>,
    in_title: Option<u32>,
}

/// Weighs the candidates, as far as time allows.
pub fn weigh(
    index: &Index,
    searcher: &Searcher,
    sought: &Sought,
    candidates: &Candidates,
    weights: Weights,
    deadline: Instant,
) -> Result<Vec<Weighed>, Error> {
    let lengths = Lengths::of(index, searcher)?;
    let mut weighed = Vec::new();
    for (ord, docs) in (0u32..).zip(&candidates.segments) {
        if docs.is_empty() {
            continue;
        }
        let mut all = vec![vec![Evidence::default(); sought.words.len()]; docs.len()];
        let weighing = Weighing {
            index,
            searcher,
            segment: searcher.segment_reader(ord),
            lengths: &lengths,
            weights,
            entries: sought.entries,
            docs,
        };
        for (place, word) in sought.words.iter().enumerate() {
            if Instant::now() > deadline {
                break;
            }
            weighing.word(word, place, &mut all)?;
        }
        let whole: f32 = sought.words.iter().map(|word| word.idf).sum();
        // Opened once for all of a segment: for each candidate it took longer than all the rest.
        let fast = weighing.segment.fast_fields();
        let (keys, moments) = (fast.u64("key")?, fast.i64("moment")?);
        for (doc, words) in docs.iter().zip(&all) {
            let cover: f32 = words.iter().map(|word| word.idf).sum();
            weighed.push(Weighed {
                key: keys.first(*doc).unwrap_or_default(),
                moment: moments.first(*doc).unwrap_or_default(),
                weight: words.iter().map(|word| word.weight).sum::<f32>()
                    + nearness(words)
                    + order(words),
                cover: cover / whole.max(f32::MIN_POSITIVE),
            });
        }
    }
    Ok(weighed)
}

impl Weighed {
    /// The answer that a candidate becomes.
    pub fn hit(&self, now: Option<i64>) -> Hit {
        let newer = now.map_or(0.0, |now| {
            #[expect(clippy::cast_precision_loss, reason = "an age in days")]
            let days = now.saturating_sub(self.moment).max(0) as f32 / DAY;
            RECENCY / (1.0 + days / RECENCY_DAYS)
        });
        Hit {
            key: self.key,
            moment: self.moment,
            weight: self.weight * (1.0 + newer),
        }
    }
}

/// How long the fields are on average, in words.
struct Lengths {
    title: f32,
    body: f32,
    names: f32,
}

impl Lengths {
    fn of(index: &Index, searcher: &Searcher) -> Result<Self, Error> {
        let average = |field: Field| -> Result<f32, Error> {
            let (mut words, mut texts) = (0, 0);
            for segment in searcher.segment_readers() {
                words += segment.inverted_index(field)?.total_num_tokens();
                texts += u64::from(segment.max_doc());
            }
            #[expect(clippy::cast_precision_loss, reason = "an average length")]
            let average = words as f32 / texts.max(1) as f32;
            Ok(average.max(1.0))
        };
        let fields = &index.fields;
        Ok(Self {
            title: average(fields.title)?,
            body: average(fields.body)?,
            names: average(fields.names)?,
        })
    }
}

/// A field as a word is looked up in it.
struct Part<'a> {
    field: Field,
    term: &'a str,
    weight: f32,
    average: f32,
    record: IndexRecordOption,
}

/// The candidates of one segment while they are weighed.
struct Weighing<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
    segment: &'a SegmentReader,
    lengths: &'a Lengths,
    weights: Weights,
    entries: u64,
    docs: &'a [DocId],
}

impl Weighing<'_> {
    fn word(
        &self,
        word: &SoughtWord,
        place: usize,
        all: &mut [Vec<Evidence>],
    ) -> Result<(), Error> {
        for way in &word.ways {
            let mut found = vec![Evidence::default(); self.docs.len()];
            for part in self.parts(way) {
                self.part(&part, way, &mut found)?;
            }
            for (evidence, words) in found.into_iter().zip(all.iter_mut()) {
                if let Some(best) = words.get_mut(place)
                    && evidence.weight * way.weight > best.weight
                {
                    *best = Evidence {
                        weight: evidence.weight * way.weight,
                        ..evidence
                    };
                }
            }
        }
        Ok(())
    }

    fn parts<'w>(&self, way: &'w Way) -> Vec<Part<'w>> {
        let fields = &self.index.fields;
        let placed = IndexRecordOption::WithFreqsAndPositions;
        let counted = IndexRecordOption::WithFreqs;
        let stem = way.stem.as_str();
        let part = |field, term, weight, average, record| Part {
            field,
            term,
            weight,
            average,
            record,
        };
        let mut parts = vec![
            part(fields.title, stem, TITLE, self.lengths.title, placed),
            part(fields.body, stem, BODY, self.lengths.body, placed),
            part(fields.names, stem, NAMES, self.lengths.names, counted),
        ];
        if let Some(surface) = &way.surface {
            let (title, body) = (self.lengths.title, self.lengths.body);
            parts.push(part(
                fields.title_surface,
                surface,
                TITLE_SURFACE,
                title,
                counted,
            ));
            parts.push(part(
                fields.body_surface,
                surface,
                BODY_SURFACE,
                body,
                counted,
            ));
        }
        parts
    }

    /// Weighs one word in one field of every candidate.
    fn part(&self, part: &Part<'_>, way: &Way, found: &mut [Evidence]) -> Result<(), Error> {
        let term = Term::from_field_text(part.field, part.term);
        let inverted = self.segment.inverted_index(part.field)?;
        let Some(mut postings) = inverted.read_postings(&term, part.record)? else {
            return Ok(());
        };
        let lengths = self.segment.get_fieldnorms_reader(part.field)?;
        let weight = part.weight * idf_of(self.entries, self.searcher.doc_freq(&term)?);
        for (doc, evidence) in self.docs.iter().zip(found) {
            if postings.doc() < *doc {
                postings.seek(*doc);
            }
            if postings.doc() != *doc {
                continue;
            }
            if evidence.idf == 0.0 {
                evidence.idf = way.idf;
                evidence.weight += self.weights.presence * way.idf;
            }
            evidence.weight += weight * self.saturated(&postings, &lengths, part.average);
            self.places(part, way, &mut postings, evidence);
        }
        Ok(())
    }

    /// Notes where the word stands, and weighs how early.
    fn places(
        &self,
        part: &Part<'_>,
        way: &Way,
        postings: &mut SegmentPostings,
        evidence: &mut Evidence,
    ) {
        let fields = &self.index.fields;
        if part.field == fields.title {
            let mut places = Vec::new();
            postings.positions(&mut places);
            evidence.in_title = places.first().copied();
        } else if part.field == fields.body {
            postings.positions(&mut evidence.places);
            evidence.places.truncate(MOST_PLACES);
            if let Some(first) = evidence.places.first() {
                #[expect(clippy::cast_precision_loss, reason = "a place in a text")]
                let first = *first as f32;
                evidence.weight += self.weights.early * way.idf * (-first / EARLY_WORDS).exp();
            }
        }
    }

    /// BM25 of a word in a field, without its idf.
    fn saturated(
        &self,
        postings: &SegmentPostings,
        lengths: &FieldNormReader,
        average: f32,
    ) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of words")]
        let (times, length) = (
            postings.term_freq() as f32,
            lengths.fieldnorm(postings.doc()) as f32,
        );
        let long = 1.0 - LENGTH + LENGTH * length / average;
        let saturation = self.weights.saturation;
        times * (saturation + 1.0) / (times + saturation * long)
    }
}

/// What it weighs that words stand near each other in the passages.
fn nearness(words: &[Evidence]) -> f32 {
    let mut placed: Vec<&Evidence> = words
        .iter()
        .filter(|word| !word.places.is_empty())
        .collect();
    if placed.len() > MOST_NEAR {
        placed.sort_by(|a, b| b.idf.total_cmp(&a.idf));
        placed.truncate(MOST_NEAR);
    }
    let mut weight = 0.0;
    for (at, one) in placed.iter().enumerate() {
        for other in placed.iter().skip(at + 1) {
            let apart = apart(&one.places, &other.places);
            weight += one.idf.min(other.idf) * (-(apart - 1.0) / NEARNESS_WORDS).exp();
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of words")]
    let others = placed.len().saturating_sub(1).max(1) as f32;
    NEARNESS * weight / others
}

/// How many words apart two words stand where they stand nearest.
fn apart(one: &[u32], other: &[u32]) -> f32 {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut least = u32::MAX;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        least = least.min(x.abs_diff(**y));
        if x < y {
            a.next();
        } else {
            b.next();
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a distance in words")]
    let least = least as f32;
    least
}

/// What it weighs that words stand in the headline in the order of the question.
fn order(words: &[Evidence]) -> f32 {
    let titled: Vec<(f32, u32)> = words
        .iter()
        .filter_map(|word| Some((word.idf, word.in_title?)))
        .collect();
    let pairs = titled.iter().zip(titled.iter().skip(1));
    pairs
        .filter(|((_, one), (_, other))| other > one)
        .map(|((idf, one), (other_idf, other))| {
            #[expect(clippy::cast_precision_loss, reason = "a distance in words")]
            let apart = (other - one) as f32;
            ORDER * idf.min(*other_idf) / apart.sqrt()
        })
        .sum()
}
