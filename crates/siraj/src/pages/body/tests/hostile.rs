//! Whatever a body holds and however it was made, its HTML has only known tags with
//! known attributes, all of them closed in order.

use super::*;
use crate::convert::tests::VECTORS;
use crate::convert::{NothingOfOurs, Surroundings, from_html, from_markdown};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use proptest::prelude::*;
use siraj_editorial::body::{Block, Href, Mark, Paragraph, Run, arbitrary};
use std::cell::RefCell;

const TAGS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "blockquote",
    "footer",
    "aside",
    "figure",
    "figcaption",
    "picture",
    "source",
    "img",
    "section",
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "strong",
    "em",
    "a",
    "span",
    "bdi",
    "details",
    "summary",
];
const ATTRIBUTES: &[&str] = &[
    "id",
    "dir",
    "lang",
    "class",
    "href",
    "rel",
    "role",
    "tabindex",
    "aria-label",
    "scope",
    "type",
    "srcset",
    "sizes",
    "src",
    "width",
    "height",
    "alt",
    "loading",
    "decoding",
];

#[derive(Default)]
struct Checker {
    open: RefCell<Vec<String>>,
    wrong: RefCell<Vec<String>>,
}

impl TokenSink for Checker {
    type Handle = ();
    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.complain("comment"),
            Token::ParseError(error) => self.complain(&error),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Checker {
    fn complain(&self, what: &str) {
        self.wrong.borrow_mut().push(what.to_owned());
    }

    fn tag(&self, tag: &Tag) {
        let name = tag.name.to_string();
        if !TAGS.contains(&name.as_str()) {
            self.complain(&name);
        }
        for attribute in &tag.attrs {
            let key = attribute.name.local.to_string();
            if !ATTRIBUTES.contains(&key.as_str()) {
                self.complain(&key);
            }
            let value = attribute.value.trim().to_lowercase();
            let goes = ["https://", "http://", "mailto:", "tel:", "/"]
                .iter()
                .any(|it| value.starts_with(it));
            if matches!(key.as_str(), "href" | "src") && !goes {
                self.complain(&value);
            }
        }
        if matches!(name.as_str(), "br" | "hr" | "img" | "source") {
            return;
        }
        if tag.kind == TagKind::StartTag {
            self.open.borrow_mut().push(name);
        } else if self.open.borrow_mut().pop().as_deref() != Some(&name) {
            self.complain("not in order");
        }
    }
}

#[track_caller]
fn check_html(html: &str) {
    let tokenizer = Tokenizer::new(Checker::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    assert!(
        tokenizer.sink.wrong.borrow().is_empty(),
        "{:?} in {html}",
        tokenizer.sink.wrong.borrow()
    );
    assert!(tokenizer.sink.open.borrow().is_empty(), "{html}");
}

fn both_forms(body: &Body) {
    let around = surrounding();
    check_html(&render(body, around.context()).to_string());
    check_html(&render_for_feed(body, around.context(), "https://siraj.example").to_string());
}

#[test]
fn no_disguise_of_script_survives_to_the_page() {
    let language = Language::arabic();
    let around = Surroundings {
        language: &language,
        resolver: &NothingOfOurs,
    };
    for vector in VECTORS {
        both_forms(&from_html(vector, around).body);
        both_forms(&from_markdown(vector, around).body);
        both_forms(&Body::new(vec![Block::Paragraph(Paragraph::plain(
            *vector,
        ))]));
    }
}

#[test]
fn an_address_that_should_never_have_been_stored_is_not_written() {
    for address in [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://e.org/\"onclick=\"x",
        "//e.org",
    ] {
        let mut body = Body::new(vec![Block::Paragraph(Paragraph::plain("رابط"))]);
        if let Some(Block::Paragraph(paragraph)) = body.blocks.first_mut()
            && let Some(Run::Text(text)) = paragraph.runs.first_mut()
        {
            text.marks.push(Mark::Link {
                href: Href::Address(address.to_owned()),
            });
        }
        let html = render(&body, surrounding().context()).to_string();
        assert_eq!(html, "<p>رابط</p>");
    }
}

proptest! {
    #[test]
    fn any_valid_body_becomes_known_tags_closed_in_order(body in arbitrary::valid_body()) {
        both_forms(&body);
    }

    #[test]
    fn even_a_body_that_does_not_validate_does(body in arbitrary::any_body()) {
        let around = surrounding();
        let html = render(&body, around.context()).to_string();
        prop_assert!(!html.contains("<script"));
    }
}
