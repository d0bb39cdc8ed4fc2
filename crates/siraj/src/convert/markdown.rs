//! Reading Markdown: CommonMark with tables, the blocks of the house, and HTML
//! within it by the rules of HTML. Its events are told to the builder as tags, so
//! both forms become blocks in one place.

use super::builder::Builder;
use super::directives::{self, Segment};
use super::html::{INPUT_BYTES, read_into};
use super::report::{DroppedKind, Drops};
use super::style::Attributes;
use super::{Converted, Surroundings};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use siraj_editorial::body::Block;
use siraj_editorial::body::Body;

/// The body of a Markdown text, and what was dropped of it.
///
/// Beside CommonMark's: tables, `[words](article:KEY)`, `![words](PICTURE)`, a last
/// line `— name` in a quotation, and the blocks `:::pull`, `:::key-points`,
/// `:::facts TITLE`, `:::picture KEY`, `:::gallery KEY KEY`, `:::related KEY` and
/// `:::embed ADDRESS`, each ended by a line `:::`.
#[must_use]
pub fn from_markdown(markdown: &str, around: Surroundings<'_>) -> Converted {
    let mut drops = Drops::default();
    let (markdown, rest) = markdown.split_at(markdown.floor_char_boundary(INPUT_BYTES));
    if !rest.is_empty() {
        drops.add(DroppedKind::Rest, rest);
    }
    let mut blocks = Vec::new();
    for segment in directives::segments(markdown) {
        match segment {
            Segment::Markdown(text) => blocks.extend(blocks_of(&text, around, &mut drops)),
            Segment::Directive(directive) => {
                blocks.extend(directives::blocks(&directive, around, &mut drops));
            }
        }
    }
    let (body, removed) = Body::new(blocks).clean();
    Converted {
        body,
        report: drops.into_report(removed),
    }
}

/// The blocks of Markdown without blocks of the house.
pub(super) fn blocks_of(markdown: &str, around: Surroundings<'_>, drops: &mut Drops) -> Vec<Block> {
    let (blocks, dropped) = read(Builder::new(around), markdown).finish();
    drops.merge(dropped);
    blocks
}

/// The blocks of Markdown that is the inside of a quotation.
pub(super) fn quoted_blocks_of(
    markdown: &str,
    around: Surroundings<'_>,
    drops: &mut Drops,
) -> Vec<Block> {
    let mut builder = Builder::new(around);
    builder.start("blockquote", &Attributes::default());
    let (blocks, dropped) = read(builder, markdown).finish();
    drops.merge(dropped);
    blocks
}

fn read<'a>(mut builder: Builder<'a>, markdown: &str) -> Builder<'a> {
    let mut html = String::new();
    let mut in_alt = 0_usize;
    let mut events = Parser::new_ext(markdown, Options::ENABLE_TABLES).peekable();
    while let Some(event) = events.next() {
        // A block of HTML comes line by line and is read as one piece.
        if let Event::Html(text) = &event {
            html.push_str(text);
            continue;
        }
        if !html.is_empty() {
            builder = read_into(builder, &std::mem::take(&mut html));
        }
        match event {
            // The words of a picture are its alternative text, not text.
            Event::Start(Tag::Image { dest_url, .. }) => {
                in_alt += 1;
                let alt = alt_text(&mut events, &mut in_alt);
                let attributes = vec![
                    ("src".to_owned(), dest_url.into_string()),
                    ("alt".to_owned(), alt),
                ];
                builder.start("img", &Attributes(attributes));
            }
            Event::Start(tag) => start(&mut builder, tag),
            Event::End(tag) => {
                if let Some(name) = end_name(tag) {
                    builder.end(name);
                }
            }
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                builder.text(&text);
            }
            Event::Code(code) => {
                builder.start("span", &attribute("dir", "ltr"));
                builder.text(&code);
                builder.end("span");
            }
            Event::InlineHtml(tag) => builder = read_into(builder, &tag),
            Event::SoftBreak => match events.peek() {
                // «— name» on a line of its own is the name under a quotation.
                Some(Event::Text(next)) if next.starts_with(['\u{2014}', '\u{2015}']) => {
                    builder.flush();
                }
                _ => builder.text(" "),
            },
            Event::HardBreak => builder.break_line(),
            Event::Rule => builder.start("hr", &Attributes::default()),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Html(_) => {}
        }
    }
    if html.is_empty() {
        builder
    } else {
        read_into(builder, &html)
    }
}

/// The text up to the end of a picture.
fn alt_text<'e>(events: &mut impl Iterator<Item = Event<'e>>, depth: &mut usize) -> String {
    let mut alt = String::new();
    for event in events.by_ref() {
        match event {
            Event::Start(Tag::Image { .. }) => *depth += 1,
            Event::End(TagEnd::Image) => *depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
        if *depth == 0 {
            break;
        }
    }
    alt
}

fn attribute(name: &str, value: &str) -> Attributes {
    Attributes(vec![(name.to_owned(), value.to_owned())])
}

fn start(builder: &mut Builder<'_>, tag: Tag<'_>) {
    let none = Attributes::default();
    match tag {
        Tag::Paragraph => builder.start("p", &none),
        Tag::Heading { level, .. } => builder.start(&level.to_string(), &none),
        Tag::BlockQuote(_) => builder.start("blockquote", &none),
        Tag::CodeBlock(_) => builder.start("pre", &none),
        Tag::List(None) => builder.start("ul", &none),
        Tag::List(Some(_)) => builder.start("ol", &none),
        Tag::Item => builder.start("li", &none),
        Tag::Table(_) => builder.start("table", &none),
        Tag::TableHead => builder.start("thead", &none),
        Tag::TableRow => builder.start("tr", &none),
        Tag::TableCell => {
            let name = if builder.in_table_head() { "th" } else { "td" };
            builder.start(name, &none);
        }
        Tag::Emphasis => builder.start("em", &none),
        Tag::Strong => builder.start("strong", &none),
        Tag::Link { dest_url, .. } => builder.start("a", &attribute("href", &dest_url)),
        _ => {}
    }
}

fn end_name(tag: TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(level) => match level as u8 {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        },
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::CodeBlock => "pre",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Table => "table",
        TagEnd::TableHead => "thead",
        TagEnd::TableRow => "tr",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Link => "a",
        // A cell ends with the next cell, its row or its table.
        _ => return None,
    })
}
