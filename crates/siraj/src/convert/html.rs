//! Reading HTML: the one module that does. Tags and text come from html5ever's
//! tokenizer, by the rules of the standard; what they mean is the builder's.
//!
//! No tree is built: a tree of hostile HTML can be larger than its text by any
//! factor and deeper than any stack. How much is read, how many tags are open and
//! how many attributes a tag has are bounded.

use super::builder::Builder;
use super::report::DroppedKind;
use super::style::Attributes;
use super::{Converted, Surroundings};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use siraj_editorial::body::Body;
use std::cell::{Cell, RefCell};

/// Bytes of an input that are read; the rest is reported and left.
pub const INPUT_BYTES: usize = 10 * 1024 * 1024;
/// Bytes given to the tokenizer at a time.
const PORTION: usize = 8 * 1024;
/// Signs that separate attributes, read without a tag having ended: beyond this the
/// rest is left, because the tokenizer compares each attribute of a tag with all
/// others. Word's longest comments stay far below.
const SEPARATORS: usize = 12_000;
/// Runs of Base64 longer than this are pictures within addresses.
const BASE64_RUN: usize = 1_000;

/// The body of a piece of HTML, and what was dropped of it. Never fails: whatever
/// the bytes are, there is something to keep or something to report.
#[must_use]
pub fn from_html(html: &str, around: Surroundings<'_>) -> Converted {
    let builder = read_into(Builder::new(around), html);
    let (blocks, drops) = builder.finish();
    let (body, removed) = Body::new(blocks).clean();
    Converted {
        body,
        report: drops.into_report(removed),
    }
}

/// Reads more HTML into a builder.
pub(super) fn read_into<'a>(mut builder: Builder<'a>, html: &str) -> Builder<'a> {
    let (html, rest) = html.split_at(html.floor_char_boundary(INPUT_BYTES));
    if !rest.is_empty() {
        builder.drops().add(DroppedKind::Rest, rest);
    }
    let html = without_base64(html);
    let sink = Sink {
        builder: RefCell::new(builder),
        tokens: Cell::new(0),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = html.as_str();
    let mut separators = 0_usize;
    while !rest.is_empty() {
        let (portion, after) = rest.split_at(rest.floor_char_boundary(PORTION));
        rest = after;
        separators += portion.bytes().filter(|byte| is_separator(*byte)).count();
        input.push_back(StrTendril::from(portion));
        let _ = tokenizer.feed(&input);
        if tokenizer.sink.tokens.take() > 0 {
            separators = 0;
        }
        let full = tokenizer.sink.builder.borrow().is_full();
        if full || separators > SEPARATORS {
            tokenizer
                .sink
                .builder
                .borrow_mut()
                .drops()
                .add(DroppedKind::Rest, rest);
            break;
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.into_inner()
}

fn is_separator(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// Pictures within addresses are taken out beforehand: they are not kept in any
/// case, and they may be most of what Word and mail programs put on the clipboard.
fn without_base64(html: &str) -> String {
    const LEAD: &str = ";base64,";
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split(LEAD);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(LEAD);
        let rest = part.trim_start_matches(|c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')
        });
        let long = part.len() - rest.len() > BASE64_RUN;
        out.push_str(if long { rest } else { part });
    }
    out
}

struct Sink<'a> {
    builder: RefCell<Builder<'a>>,
    /// Tokens since the tokenizer was last asked.
    tokens: Cell<usize>,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                self.count();
                return self.tag(tag);
            }
            Token::CharacterTokens(text) => {
                self.count();
                self.builder.borrow_mut().text(&text);
            }
            // Comments are nobody's words; Word hides whole documents in them.
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.count(),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink<'_> {
    fn count(&self) {
        self.tokens.set(self.tokens.get().saturating_add(1));
    }

    fn tag(&self, tag: Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            self.builder.borrow_mut().end(name);
            return TokenSinkResult::Continue;
        }
        let attributes = tag
            .attrs
            .iter()
            .map(|attribute| {
                (
                    attribute.name.local.to_string(),
                    attribute.value.to_string(),
                )
            })
            .collect();
        self.builder
            .borrow_mut()
            .start(name, &Attributes(attributes));
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            "plaintext" => TokenSinkResult::Plaintext,
            _ => TokenSinkResult::Continue,
        }
    }
}
