//! What is sought: the words of a question as the index knows them, each with what it may
//! be meant by.

use super::super::entry::Space;
use super::super::error::Error;
use super::super::index::Index;
use super::super::question::Question;
use super::super::repair::{self, Near};
use super::Asking;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// A word that no text has, or so few have, may be a slip of the keyboard; so may one that is
/// not common, where a neighbour is many times commoner.
const RARE: u64 = 6;
const SELDOM: u64 = 60;
/// Few are fewer than one in so many: of a hundred texts most words stand in one or two, and are
/// spelled as they should be.
const RARE_IN: u64 = 1_000;
const SELDOM_IN: u64 = 100;
/// So many times commoner a neighbour is than a word that some texts have: one that
/// stands twice is no slip for a neighbour that stands three times.
const OUTNUMBERED: u64 = 10;
/// What a repaired word weighs beside one that was typed so: of a rare word, of another.
const REPAIRED: f32 = 0.7;
const SUSPECTED: f32 = 0.2;
/// So many neighbours are tried for a word.
const MOST_NEAR: usize = 6;
/// Only so many words of a question are repaired, and of longer questions none: they say
/// enough without it.
const MOST_REPAIRED: usize = 6;
/// What ends a half-typed word weighs so much.
const COMPLETED: f32 = 0.8;
/// What a noun weighs beside the one that was typed, where its plural is broken: «نهر» for «أنهار».
const OTHER_NUMBER: f32 = 0.5;
/// A word that more than one of so many texts have, and more than so many, finds nothing by
/// itself while there are others, and is meant by no slip.
const COMMON_ONE_IN: u64 = 5;
const COMMON_TEXTS: u64 = 12;

/// One way in which a word may be meant, in one space.
#[derive(Debug, Clone)]
pub struct Way {
    /// Its stem, with the mark of its space.
    pub stem: String,
    /// Its surface, with the mark of its space; none where only the stem is known.
    pub surface: Option<String>,
    /// What it weighs, 1 for the word as it was typed.
    pub weight: f32,
    /// The rarer, the more it says: ln(1 + (N − n + ½) / (n + ½)).
    pub idf: f32,
    /// In how many texts it stands.
    texts: u64,
}

/// A word of the question.
#[derive(Debug, Clone)]
pub struct SoughtWord {
    /// How it may be meant; the first is how it was typed.
    pub ways: Vec<Way>,
    /// What it says, at most.
    pub idf: f32,
    /// Whether so many texts have it that it finds nothing by itself.
    pub is_common: bool,
    /// The word that is probably meant, where hardly any text has the one that was typed.
    meant: Option<String>,
}

impl SoughtWord {
    fn of(ways: Vec<Way>, entries: u64) -> Self {
        let idf = ways.iter().map(|way| way.idf).fold(f32::INFINITY, f32::min);
        Self {
            is_common: idf < idf_of(entries, common(entries)),
            ways,
            idf,
            meant: None,
        }
    }
}

/// The question as the index knows it.
#[derive(Debug, Clone)]
pub struct Sought {
    /// Its words, in their order.
    pub words: Vec<SoughtWord>,
    /// How many entries there are.
    pub entries: u64,
}

impl Sought {
    /// Looks the words of a question up.
    pub fn of(index: &Index, searcher: &Searcher, asking: &Asking<'_>) -> Result<Self, Error> {
        let look = Look::new(index, searcher, asking.spaces);
        let asked = &asking.question.words;
        let repairs = asked.len() <= super::super::question::MOST_WORDS / 2;
        let mut words = Vec::with_capacity(asked.len());
        let mut repaired = 0;
        for (place, word) in asked.iter().enumerate() {
            let is_last = place + 1 == asked.len();
            if asking.is_typing && is_last && !words.is_empty() && is_letter(word) {
                break;
            }
            let typed = look.cut(word);
            let mut sought = look.word(&typed)?;
            // A noun of the list is no slip, whether texts have it or not.
            let is_known = look.number(&typed, &mut sought)?;
            if asking.is_typing && is_last {
                look.complete(&typed, &mut sought)?;
            } else if repairs
                && !is_known
                && repaired < MOST_REPAIRED
                && look.repair(&typed, &mut sought)?
            {
                repaired += 1;
            }
            words.push(sought);
        }
        if words.iter().all(|word| word.is_common) {
            for word in &mut words {
                word.is_common = false;
            }
        }
        Ok(Self {
            words,
            entries: look.entries,
        })
    }

    /// Looks stems up, each with a weight of its own, and keeps the `most` that say most of those
    /// that `least` texts have.
    pub fn of_stems<'s>(
        index: &Index,
        searcher: &Searcher,
        asking: &Asking<'_>,
        stems: impl Iterator<Item = (&'s str, f32)>,
        (most, least): (usize, u64),
    ) -> Result<Self, Error> {
        let look = Look::new(index, searcher, asking.spaces);
        let mut words = Vec::new();
        for (stem, weight) in stems {
            let mut ways = Vec::new();
            for space in asking.spaces {
                let way = look.way(&space.mark(), stem, None, weight)?;
                if way.texts >= least {
                    ways.push(way);
                }
            }
            if !ways.is_empty() {
                words.push(SoughtWord::of(ways, look.entries));
            }
        }
        words.retain(|word| !word.is_common);
        let says = |word: &SoughtWord| word.idf * word.ways.first().map_or(0.0, |way| way.weight);
        words.sort_by(|a, b| says(b).total_cmp(&says(a)));
        words.truncate(most);
        Ok(Self {
            words,
            entries: look.entries,
        })
    }

    /// The stems that are looked for, without their marks, each with what it says.
    pub fn stems(&self) -> Vec<(String, f32)> {
        let mut stems: Vec<(String, f32)> = Vec::new();
        for word in self.words.iter().filter(|word| !word.is_common) {
            for way in &word.ways {
                let stem = way.stem.split_once(' ').map_or("", |(_, stem)| stem);
                if !stems.iter().any(|(known, _)| known == stem) {
                    stems.push((stem.to_owned(), way.weight * word.idf));
                }
            }
        }
        stems
    }

    /// The question with the words put right that hardly any text has.
    pub fn meant(&self, question: &Question) -> Option<String> {
        let mut is_other = false;
        let words = question.words.iter().zip(&self.words);
        let words: Vec<&str> = words
            .map(|(typed, word)| match &word.meant {
                Some(meant) => {
                    is_other = true;
                    meant.as_str()
                }
                None => typed.as_str(),
            })
            .collect();
        is_other.then(|| words.join(" "))
    }
}

/// A word of the question as the index would hold it.
#[derive(Default)]
struct Typed {
    surface: String,
    stem: String,
}

/// Looks words up.
struct Look<'a> {
    index: &'a Index,
    searcher: &'a Searcher,
    spaces: &'a [Space],
    entries: u64,
}

impl<'a> Look<'a> {
    fn new(index: &'a Index, searcher: &'a Searcher, spaces: &'a [Space]) -> Self {
        let segments = searcher.segment_readers().iter();
        Self {
            index,
            searcher,
            spaces,
            entries: segments.map(|segment| u64::from(segment.max_doc())).sum(),
        }
    }

    fn word(&self, typed: &Typed) -> Result<SoughtWord, Error> {
        let mut ways = Vec::new();
        for space in self.spaces {
            ways.push(self.way(&space.mark(), &typed.stem, Some(&typed.surface), 1.0)?);
        }
        Ok(SoughtWord::of(ways, self.entries))
    }

    /// Adds the broken plurals of a noun, or the singulars of one. Answers whether it is one
    /// that the list of nouns has.
    fn number(&self, typed: &Typed, word: &mut SoughtWord) -> Result<bool, Error> {
        let others = siraj_arabic::other_numbers(&typed.stem);
        for other in others {
            for space in self.spaces {
                let way = self.way(&space.mark(), other, None, OTHER_NUMBER)?;
                if way.texts > 0 {
                    word.ways.push(way);
                }
            }
        }
        Ok(!others.is_empty())
    }

    /// The surface and the stem of a word.
    fn cut(&self, word: &str) -> Typed {
        let mut typed = Typed::default();
        self.index.analyser().each(word, |_, terms| {
            terms.surface.clone_into(&mut typed.surface);
            terms.stem.clone_into(&mut typed.stem);
        });
        typed
    }

    fn way(
        &self,
        mark: &str,
        stem: &str,
        surface: Option<&str>,
        weight: f32,
    ) -> Result<Way, Error> {
        let stem = [mark, stem].concat();
        let texts = self.texts_with(&stem)?;
        Ok(Way {
            idf: idf_of(self.entries, texts.max(1)),
            texts,
            surface: surface.map(|surface| [mark, surface].concat()),
            stem,
            weight,
        })
    }

    /// In how many texts a stem stands, in the headline or after it.
    fn texts_with(&self, stem: &str) -> Result<u64, Error> {
        let fields = &self.index.fields;
        let mut most = 0;
        for field in [fields.body, fields.title, fields.names] {
            most = most.max(self.frequency(field, stem)?);
        }
        Ok(most)
    }

    fn frequency(&self, field: Field, term: &str) -> Result<u64, Error> {
        Ok(self
            .searcher
            .doc_freq(&Term::from_field_text(field, term))?)
    }

    /// From how many texts on a word does not stand in few: a word that none has always does.
    fn few(&self, most: u64, one_in: u64) -> u64 {
        (self.entries / one_in).clamp(1, most)
    }

    /// Adds what a word may be meant by. Answers whether there was something.
    fn repair(&self, typed: &Typed, word: &mut SoughtWord) -> Result<bool, Error> {
        let Typed { surface, stem } = typed;
        let mut is_repaired = false;
        for space in self.spaces {
            let mark = space.mark();
            let texts = self.texts_with(&[&*mark, stem].concat())?;
            if texts >= self.few(SELDOM, SELDOM_IN) {
                continue;
            }
            let is_rare = texts < self.few(RARE, RARE_IN);
            let surfaces = self
                .frequency(self.index.fields.body_surface, &[&*mark, surface].concat())?
                .max(self.frequency(self.index.fields.title_surface, &[&*mark, surface].concat())?);
            let asked = repair::Asked {
                surface,
                stem,
                mark: &mark,
            };
            let near = repair::near(self.index, self.searcher, &asked)?;
            let least = OUTNUMBERED.saturating_mul(texts).max(surfaces + 1);
            let is_meant = |near: &Near| (least..=common(self.entries)).contains(&near.texts);
            let near: Vec<Near> = near.into_iter().filter(is_meant).take(MOST_NEAR).collect();
            if texts == 0 && word.meant.is_none() {
                word.meant = near.iter().find_map(|near| near.surface.clone());
            }
            let weight = if is_rare { REPAIRED } else { SUSPECTED };
            for near in near {
                is_repaired = true;
                word.ways.push(self.way(&mark, &near.stem, None, weight)?);
            }
        }
        Ok(is_repaired)
    }

    /// Adds the commonest words that begin as a half-typed one does.
    fn complete(&self, typed: &Typed, word: &mut SoughtWord) -> Result<(), Error> {
        for space in self.spaces {
            let mark = space.mark();
            for longer in repair::beginning(self.index, self.searcher, &mark, &typed.surface)? {
                if longer.stem != typed.stem {
                    let way =
                        self.way(&mark, &longer.stem, longer.surface.as_deref(), COMPLETED)?;
                    word.ways.push(way);
                }
            }
        }
        Ok(())
    }
}

/// Whether a word is one letter: it is begun, and says nothing yet.
fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// What a word says that stands in so many texts of all.
#[expect(
    clippy::cast_precision_loss,
    reason = "a count of texts within a logarithm"
)]
pub fn idf_of(all: u64, texts: u64) -> f32 {
    let (all, texts) = (all.max(texts) as f32, texts as f32);
    (1.0 + (all - texts + 0.5) / (texts + 0.5)).ln()
}

/// Of so many texts, in how many a word stands at most that is not common.
fn common(all: u64) -> u64 {
    (all / COMMON_ONE_IN).max(COMMON_TEXTS)
}
