//! The first step: a few hundred entries by the stems of the words alone.

use super::super::entry::Tag;
use super::super::error::Error;
use super::super::index::Index;
use super::words::{Sought, SoughtWord};
use super::{Asking, Order};
use std::ops::Bound;
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Searcher, Term};

/// What a stem weighs in the headline, in the passages, in names.
const TITLE: f32 = 3.0;
const BODY: f32 = 1.0;
const NAMES: f32 = 1.0;

/// The entries of each segment of the index that are weighed again, in their order.
#[derive(Debug, Default)]
pub struct Candidates {
    pub segments: Vec<Vec<DocId>>,
    pub is_short: bool,
}

impl Candidates {
    fn of(searcher: &Searcher, addresses: impl IntoIterator<Item = DocAddress>) -> Self {
        let mut segments = vec![Vec::new(); searcher.segment_readers().len()];
        for address in addresses {
            if let Some(docs) = segments.get_mut(address.segment_ord as usize) {
                docs.push(address.doc_id);
            }
        }
        for docs in &mut segments {
            docs.sort_unstable();
        }
        Self {
            segments,
            is_short: false,
        }
    }
}

/// Chooses the candidates.
pub fn choose(
    index: &Index,
    searcher: &Searcher,
    asking: &Asking<'_>,
    sought: &Sought,
    wanted: usize,
) -> Result<Candidates, Error> {
    let query = Clauses { index, asking };
    if asking.order == Order::Newest {
        let all = query.narrowed(query.all(sought))?;
        let newest =
            TopDocs::with_limit(wanted).order_by_fast_field::<i64>("moment", tantivy::Order::Desc);
        let found = searcher.search(&all, &newest)?;
        if !found.is_empty() {
            return Ok(Candidates::of(
                searcher,
                found.into_iter().map(|(_, at)| at),
            ));
        }
    }
    let any = query.narrowed(query.any(sought))?;
    let best = TopDocs::with_limit(wanted).order_by_score();
    let found = searcher.search(&any, &best)?;
    Ok(Candidates::of(
        searcher,
        found.into_iter().map(|(_, at)| at),
    ))
}

/// Builds queries of tantivy.
struct Clauses<'a> {
    index: &'a Index,
    asking: &'a Asking<'a>,
}

fn term(field: Field, text: &str, record: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), record))
}

/// What an entry must have and what weighs nothing.
fn must(query: Box<dyn Query>) -> (Occur, Box<dyn Query>) {
    (Occur::Must, Box::new(ConstScoreQuery::new(query, 0.0)))
}

impl Clauses<'_> {
    fn fields(&self) -> [(Field, f32); 3] {
        let fields = &self.index.fields;
        [
            (fields.title, TITLE),
            (fields.body, BODY),
            (fields.names, NAMES),
        ]
    }

    /// Every way of a word in every field. A union of nothing but terms is what the index
    /// answers without reading all of them.
    fn ways(&self, word: &SoughtWord) -> Vec<(Occur, Box<dyn Query>)> {
        let mut ways = Vec::new();
        for way in &word.ways {
            for (field, weight) in self.fields() {
                let term = term(field, &way.stem, IndexRecordOption::WithFreqs);
                let weight = weight * way.weight;
                ways.push((
                    Occur::Should,
                    Box::new(BoostQuery::new(term, weight)) as Box<dyn Query>,
                ));
            }
        }
        ways
    }

    /// What has any of the words.
    fn any(&self, sought: &Sought) -> Vec<(Occur, Box<dyn Query>)> {
        let words = sought.words.iter().filter(|word| !word.is_common);
        words.flat_map(|word| self.ways(word)).collect()
    }

    /// What has all of the words.
    fn all(&self, sought: &Sought) -> Vec<(Occur, Box<dyn Query>)> {
        let words = sought.words.iter().filter(|word| !word.is_common);
        words
            .map(|word| {
                let ways: Box<dyn Query> = Box::new(BooleanQuery::new(self.ways(word)));
                (Occur::Must, ways)
            })
            .collect()
    }

    /// The same, narrowed by what else is asked for.
    fn narrowed(&self, words: Vec<(Occur, Box<dyn Query>)>) -> Result<BooleanQuery, Error> {
        let mut narrow: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let tagged = |tag: &Tag| {
            let tags = self.index.fields.tags;
            term(tags, &tag.text(), IndexRecordOption::Basic)
        };
        for tag in self.asking.tags {
            narrow.push(must(tagged(tag)));
        }
        if !self.asking.any.is_empty() {
            let any = self.asking.any.iter();
            let any = any.map(|tag| (Occur::Should, tagged(tag))).collect();
            narrow.push(must(Box::new(BooleanQuery::new(any))));
        }
        if self.asking.from.is_some() || self.asking.until.is_some() {
            let moment = |moment| Term::from_field_i64(self.index.fields.moment, moment);
            let range = RangeQuery::new(
                self.asking
                    .from
                    .map_or(Bound::Unbounded, |from| Bound::Included(moment(from))),
                self.asking
                    .until
                    .map_or(Bound::Unbounded, |until| Bound::Excluded(moment(until))),
            );
            narrow.push(must(Box::new(range)));
        }
        for phrase in &self.asking.question.phrases {
            if let Some(phrase) = self.phrase(phrase) {
                narrow.push(must(phrase));
            }
        }
        for word in &self.asking.question.without {
            for without in self.without(word) {
                narrow.push((Occur::MustNot, without));
            }
        }
        if narrow.is_empty() {
            return Ok(BooleanQuery::new(words));
        }
        narrow.push((Occur::Must, Box::new(BooleanQuery::new(words))));
        Ok(BooleanQuery::new(narrow))
    }

    /// Words side by side, as they are spelled, in the headline or in a passage.
    fn phrase(&self, phrase: &str) -> Option<Box<dyn Query>> {
        let mut surfaces = Vec::new();
        self.index
            .analyser()
            .each(phrase, |_, terms| surfaces.push(terms.surface.to_owned()));
        let fields = &self.index.fields;
        let mut either: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for space in self.asking.spaces {
            let mark = space.mark();
            for field in [fields.title_surface, fields.body_surface] {
                let terms: Vec<Term> = surfaces
                    .iter()
                    .map(|surface| {
                        Term::from_field_text(field, &[mark.as_str(), surface.as_str()].concat())
                    })
                    .collect();
                let query: Box<dyn Query> = match terms.as_slice() {
                    [] => return None,
                    [one] => Box::new(TermQuery::new(one.clone(), IndexRecordOption::Basic)),
                    _ => Box::new(PhraseQuery::new(terms)),
                };
                either.push((Occur::Should, query));
            }
        }
        Some(Box::new(BooleanQuery::new(either)))
    }

    /// What has a word in any of its forms.
    fn without(&self, word: &str) -> Vec<Box<dyn Query>> {
        let mut stems = Vec::new();
        self.index
            .analyser()
            .each(word, |_, terms| stems.push(terms.stem.to_owned()));
        let mut without = Vec::new();
        for stem in &stems {
            for space in self.asking.spaces {
                for (field, _) in self.fields() {
                    let stem = [space.mark().as_str(), stem.as_str()].concat();
                    without.push(term(field, &stem, IndexRecordOption::Basic));
                }
            }
        }
        without
    }
}
