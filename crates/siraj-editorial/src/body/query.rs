//! What others ask of a body: its words, its length, and what it refers to.

use super::walk::Met;
use super::{Block, Body, Href, Mark, Run};
use crate::Language;
use crate::id::{ArticleId, MediaId};
use std::collections::BTreeSet;

/// Words of Arabic that an adult reads in a minute, rounded from 181.
/// Source: M. Brysbaert, “How many words do we read per minute?”, Journal of
/// Memory and Language 109 (2019), table of rates by language.
pub const ARABIC_WORDS_A_MINUTE: usize = 180;
/// The same for English, and for languages that are not measured here.
pub const WORDS_A_MINUTE: usize = 238;

/// Counts words in texts that go on one after the other.
#[derive(Default)]
struct WordCount {
    words: usize,
    /// Whether the piece that is being read has been counted.
    counted: bool,
}

impl WordCount {
    fn read(&mut self, text: &str) {
        for c in text.chars() {
            // Arabic letters first, which Unicode's own tables take long to find.
            let is_letter = matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}');
            if !is_letter && c.is_whitespace() {
                self.counted = false;
            } else if !self.counted && (is_letter || c.is_alphanumeric()) {
                self.counted = true;
                self.words += 1;
            }
        }
    }

    fn end(&mut self) {
        self.counted = false;
    }
}

/// How many minutes it takes to read so many words, rounded up; nothing takes none.
#[must_use]
pub fn reading_minutes(words: usize, language: &Language) -> usize {
    let pace = if *language == Language::arabic() {
        ARABIC_WORDS_A_MINUTE
    } else {
        WORDS_A_MINUTE
    };
    words.div_ceil(pace)
}

/// The text of runs, line breaks as line breaks, marks forgotten.
#[must_use]
pub fn plain(runs: &[Run]) -> String {
    let mut out = String::new();
    push_plain(runs, &mut out);
    out
}

fn push_plain(runs: &[Run], out: &mut String) {
    for run in runs {
        match run {
            Run::Text(run) => out.push_str(&run.text),
            Run::Break => out.push('\n'),
        }
    }
}

impl Body {
    /// All words that a reader of the page sees, a line for each paragraph, title
    /// and caption. Alternative texts and marks are not among them.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut out = String::new();
        self.walk(&mut |met| {
            let before = out.len();
            match met {
                Met::Runs(runs) => push_plain(runs, &mut out),
                Met::Plain(text) => out.push_str(text),
                Met::Picture(_) => {}
            }
            if out.len() > before {
                out.push('\n');
            }
        });
        out.truncate(out.trim_end().len());
        out
    }

    /// How many words there are: pieces between spaces that hold a letter or a
    /// digit, so a dash on its own is none.
    #[must_use]
    pub fn words(&self) -> usize {
        let mut count = WordCount::default();
        self.walk(&mut |met| {
            count.end();
            match met {
                Met::Runs(runs) => runs.iter().for_each(|run| match run {
                    Run::Text(run) => count.read(&run.text),
                    Run::Break => count.end(),
                }),
                Met::Plain(text) => count.read(text),
                Met::Picture(_) => {}
            }
        });
        count.words
    }

    /// The pictures, each once.
    #[must_use]
    pub fn media_ids(&self) -> BTreeSet<MediaId> {
        let mut found = BTreeSet::new();
        self.walk(&mut |met| {
            if let Met::Picture(picture) = met {
                found.insert(picture.media);
            }
        });
        found
    }

    /// The own articles that are linked or shown as cards, each once.
    #[must_use]
    pub fn article_refs(&self) -> BTreeSet<ArticleId> {
        let mut found: BTreeSet<_> = self
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Related(related) => Some(related.article),
                _ => None,
            })
            .collect();
        self.each_link(|href| {
            if let Href::Article(id) = href {
                found.insert(*id);
            }
        });
        found
    }

    /// The addresses elsewhere to which the text links, in reading order, each once.
    #[must_use]
    pub fn links(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        self.each_link(|href| {
            if let Href::Address(address) = href
                && seen.insert(address.as_str())
            {
                found.push(address.as_str());
            }
        });
        found
    }

    /// Every link as the page shows it, in reading order: runs that go on with the
    /// same link are one. For the numbered notes of the print edition.
    #[must_use]
    pub fn link_places(&self) -> Vec<&Href> {
        let mut found = Vec::new();
        self.walk(&mut |met| {
            let Met::Runs(runs) = met else { return };
            let mut open: Option<&Href> = None;
            for run in runs {
                let Run::Text(run) = run else { continue };
                let link = run.marks.iter().find_map(|mark| match mark {
                    Mark::Link { href } => Some(href),
                    _ => None,
                });
                if link != open {
                    found.extend(link);
                }
                open = link;
            }
        });
        found
    }

    /// The text of the first paragraph, for a summary where there is none.
    #[must_use]
    pub fn first_paragraph(&self) -> Option<String> {
        self.blocks.iter().find_map(|block| match block {
            Block::Paragraph(paragraph) => Some(plain(&paragraph.runs)),
            _ => None,
        })
    }

    fn each_link<'a>(&'a self, mut meet: impl FnMut(&'a Href)) {
        self.walk(&mut |met| {
            let Met::Runs(runs) = met else { return };
            for run in runs {
                let Run::Text(run) = run else { continue };
                for mark in &run.marks {
                    if let Mark::Link { href } = mark {
                        meet(href);
                    }
                }
            }
        });
    }
}
