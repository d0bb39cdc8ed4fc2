//! From an entry to the document that tantivy keeps: its words, cut and marked with their
//! space.

use super::analyser::Analyser;
use super::entry::Entry;
use super::schema::Fields;
use tantivy::TantivyDocument;
use tantivy::tokenizer::{PreTokenizedString, Token};

/// So many words are left out between two passages: no phrase reaches across.
const BETWEEN_PASSAGES: usize = 8;

/// The terms of a text as they stand, stems and surfaces side by side.
#[derive(Default)]
struct Placed {
    stems: Vec<Token>,
    surfaces: Vec<Token>,
    next: usize,
}

impl Placed {
    fn take(&mut self, analyser: &mut Analyser<'_>, mark: &str, text: &str) {
        let Self {
            stems,
            surfaces,
            next,
        } = self;
        let before = *next;
        analyser.each(text, |_, terms| {
            stems.push(token(mark, terms.stem, *next));
            surfaces.push(token(mark, terms.surface, *next));
            *next += 1;
        });
        if *next > before {
            *next += BETWEEN_PASSAGES;
        }
    }
}

/// A term of a space.
fn token(mark: &str, term: &str, position: usize) -> Token {
    Token {
        text: [mark, term].concat(),
        position,
        ..Token::default()
    }
}

fn cut(tokens: Vec<Token>) -> PreTokenizedString {
    PreTokenizedString {
        text: String::new(),
        tokens,
    }
}

/// The document of an entry.
pub fn document(
    entry: &Entry<'_>,
    fields: &Fields,
    analyser: &mut Analyser<'_>,
) -> TantivyDocument {
    let mark = entry.space.mark();
    let of = |analyser: &mut Analyser<'_>, texts: &[&str]| {
        let mut placed = Placed::default();
        for text in texts {
            placed.take(analyser, &mark, text);
        }
        placed
    };
    let title = of(analyser, &[entry.headline]);
    let body = of(analyser, &entry.passages);
    let names = of(analyser, &entry.names);
    let mut tags: Vec<Token> = entry
        .tags
        .iter()
        .map(|tag| token("", &tag.text(), 0))
        .collect();
    tags.push(token("", &mark, 0));
    let mut document = TantivyDocument::new();
    document.add_u64(fields.key, entry.key);
    document.add_i64(fields.moment, entry.moment);
    document.add_pre_tokenized_text(fields.tags, cut(tags));
    document.add_pre_tokenized_text(fields.title, cut(title.stems));
    document.add_pre_tokenized_text(fields.title_surface, cut(title.surfaces));
    document.add_pre_tokenized_text(fields.body, cut(body.stems));
    document.add_pre_tokenized_text(fields.body_surface, cut(body.surfaces));
    document.add_pre_tokenized_text(fields.names, cut(names.stems));
    document
}
