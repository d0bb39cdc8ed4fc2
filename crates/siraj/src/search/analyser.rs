//! The analyser: what the words of a text are in the index.
//!
//! Answers two terms a word: its surface, folded, and its stem. Texts and questions pass
//! through the same code, or they would not meet.

use super::lexicon::Lexicon;
use frostem::{Algorithm, Stemmer};
use siraj_arabic::{Script, Word};

/// Cuts texts into terms.
pub struct Analyser<'l> {
    lexicon: &'l Lexicon,
    english: Stemmer,
    surface: String,
}

/// A word as the index holds it.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// Folded, nothing cut off.
    pub surface: &'a str,
    /// What it is about.
    pub stem: &'a str,
}

impl<'l> Analyser<'l> {
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            english: Stemmer::new(Algorithm::English),
            surface: String::new(),
        }
    }

    /// Hands on the terms of each word of a text, in its order.
    pub fn each(&mut self, text: &str, mut take: impl FnMut(&Word<'_>, Terms<'_>)) {
        for word in siraj_arabic::words(text) {
            self.word(&word, |terms| take(&word, terms));
        }
    }

    /// Hands on the terms of a word: one, but for ligatures, which are several words.
    pub fn word(&mut self, word: &Word<'_>, mut take: impl FnMut(Terms<'_>)) {
        word.fold_into(&mut self.surface);
        for surface in self.surface.split(' ').filter(|part| !part.is_empty()) {
            match word.script {
                Script::Arabic => {
                    let stem = siraj_arabic::stem(surface, self.lexicon);
                    take(Terms { surface, stem });
                }
                Script::Latin => {
                    let stem = &self.english.stem(surface);
                    take(Terms { surface, stem });
                }
                Script::Number | Script::Other => take(Terms {
                    surface,
                    stem: surface,
                }),
            }
        }
    }
}
