//! From an entry to the document that tantivy keeps: its texts, each with the mark of its
//! space before it, and the tokenizers that cut them.
//!
//! tantivy cuts texts itself, on the threads on which it writes, so nothing is held twice.

use super::analyser::Analyser;
use super::entry::Entry;
use super::lexicon::Lexicon;
use super::schema::{Fields, STEMS, SURFACES};
use std::collections::VecDeque;
use std::iter::Peekable;
use std::sync::Arc;
use tantivy::TantivyDocument;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// So many words are left out between two passages: no phrase reaches across.
const BETWEEN_PASSAGES: usize = 8;
/// Stands between the mark of a space and the text, and between two passages: controls that
/// are no part of any word.
const AFTER_MARK: char = '\u{1F}';
const BETWEEN: char = '\u{1E}';

/// The document of an entry.
pub fn document(entry: &Entry<'_>, fields: &Fields) -> TantivyDocument {
    let mark = entry.space.mark();
    let of = |texts: &[&str]| {
        let length = texts.iter().map(|text| text.len() + 2).sum::<usize>() + mark.len();
        let mut all = String::with_capacity(length);
        all.push_str(&mark);
        all.push(AFTER_MARK);
        for text in texts {
            all.push_str(text);
            all.push(BETWEEN);
        }
        all
    };
    let mut document = TantivyDocument::new();
    document.add_u64(fields.key, entry.key);
    document.add_i64(fields.moment, entry.moment);
    document.add_text(fields.tags, &mark);
    for tag in &entry.tags {
        document.add_text(fields.tags, tag.text());
    }
    let title = of(&[entry.headline]);
    document.add_text(fields.title, &title);
    document.add_text(fields.title_surface, title);
    let body = of(&entry.passages);
    document.add_text(fields.body, &body);
    document.add_text(fields.body_surface, body);
    document.add_text(fields.names, of(&entry.names));
    document
}

/// Tells an index how its texts are cut.
pub fn teach(tokenizers: &TokenizerManager, lexicon: &Arc<Lexicon>) {
    for (name, is_stem) in [(STEMS, true), (SURFACES, false)] {
        let cutter = Cutter {
            lexicon: lexicon.clone(),
            is_stem,
        };
        tokenizers.register(name, cutter);
    }
}

/// Cuts texts that begin with a mark.
#[derive(Clone)]
struct Cutter {
    lexicon: Arc<Lexicon>,
    is_stem: bool,
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Cut<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut<'a> {
        let (mark, text) = text.split_once(AFTER_MARK).unwrap_or(("", text));
        Cut {
            analyser: Analyser::new(&self.lexicon),
            is_stem: self.is_stem,
            mark,
            passages: text.split(BETWEEN).peekable(),
            words: siraj_arabic::words(""),
            more: VecDeque::new(),
            next: 0,
            in_passage: 0,
            token: Token::default(),
        }
    }
}

/// A text while it is cut.
struct Cut<'a> {
    analyser: Analyser<'a>,
    is_stem: bool,
    mark: &'a str,
    passages: Peekable<std::str::Split<'a, char>>,
    words: siraj_arabic::segment::Words<'a>,
    /// Further terms of a word that is several: a ligature.
    more: VecDeque<String>,
    next: usize,
    in_passage: usize,
    token: Token,
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        if let Some(term) = self.more.pop_front() {
            self.take(&term);
            return true;
        }
        loop {
            if let Some(word) = self.words.next() {
                if self.cut(&word) {
                    return true;
                }
                continue;
            }
            let Some(passage) = self.passages.next() else {
                return false;
            };
            if self.in_passage > 0 {
                self.next += BETWEEN_PASSAGES;
                self.in_passage = 0;
            }
            self.words = siraj_arabic::words(passage);
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Cut<'_> {
    /// Takes the terms of a word; `false` if it has none.
    fn cut(&mut self, word: &siraj_arabic::Word<'_>) -> bool {
        let (is_stem, mark) = (self.is_stem, self.mark);
        let (token, more) = (&mut self.token, &mut self.more);
        let mut is_first = true;
        self.analyser.word(word, |terms| {
            let term = if is_stem { terms.stem } else { terms.surface };
            if std::mem::take(&mut is_first) {
                token.text.clear();
                token.text.push_str(mark);
                token.text.push_str(term);
            } else {
                more.push_back(term.to_owned());
            }
        });
        if !is_first {
            self.place();
        }
        !is_first
    }

    fn take(&mut self, term: &str) {
        self.token.text.clear();
        self.token.text.push_str(self.mark);
        self.token.text.push_str(term);
        self.place();
    }

    fn place(&mut self) {
        self.token.position = self.next;
        self.next += 1;
        self.in_passage += 1;
    }
}
