//! A body as passages that can be set beside another's: each block as the words that a
//! reader sees, and in which form they are.

use crate::body::query::plain;
use crate::body::{Block, Body, Item, List, Passage as Boxed, Picture};

/// A block's words, or a field's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Passage {
    /// What it is: `headline`, `paragraph`, `picture` …
    pub kind: &'static str,
    /// Its words.
    pub text: String,
    /// Its form: equal words may differ in it.
    pub form: String,
    /// Whether it is a field of the article rather than a block of its text.
    pub is_field: bool,
}

impl Passage {
    /// A field of the article.
    #[must_use]
    pub fn field(kind: &'static str, text: impl Into<String>) -> Self {
        Self {
            kind,
            text: text.into(),
            form: String::new(),
            is_field: true,
        }
    }
}

/// The blocks of a body.
#[must_use]
pub fn passages(body: &Body) -> Vec<Passage> {
    body.blocks
        .iter()
        .map(|block| Passage {
            kind: kind(block),
            text: text(block),
            form: serde_json::to_string(block).unwrap_or_default(),
            is_field: false,
        })
        .collect()
}

const fn kind(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) => "paragraph",
        Block::Subhead(_) => "subhead",
        Block::List(_) => "list",
        Block::Quotation(_) => "quotation",
        Block::PullQuote(_) => "pull_quote",
        Block::Picture(_) => "picture",
        Block::Gallery(_) => "gallery",
        Block::FactBox(_) => "fact_box",
        Block::KeyPoints(_) => "key_points",
        Block::Table(_) => "table",
        Block::Related(_) => "related",
        Block::Embed(_) => "embed",
        Block::Divider => "divider",
    }
}

fn text(block: &Block) -> String {
    let mut lines: Vec<String> = Vec::new();
    match block {
        Block::Paragraph(it) => lines.push(plain(&it.runs)),
        Block::Subhead(it) => lines.push(plain(&it.runs)),
        Block::List(it) => list(it, &mut lines),
        Block::Quotation(it) => {
            lines.extend(it.paragraphs.iter().map(|one| plain(&one.runs)));
            lines.extend(it.attribution.clone());
        }
        Block::PullQuote(it) => {
            lines.push(it.text.clone());
            lines.extend(it.attribution.clone());
        }
        Block::Picture(it) => picture(it, &mut lines),
        Block::Gallery(it) => it.pictures.iter().for_each(|one| picture(one, &mut lines)),
        Block::FactBox(it) => {
            lines.push(it.title.clone());
            for one in &it.blocks {
                match one {
                    Boxed::Paragraph(one) => lines.push(plain(&one.runs)),
                    Boxed::List(one) => list(one, &mut lines),
                }
            }
        }
        Block::KeyPoints(it) => lines.extend(it.points.iter().map(|one| plain(&one.runs))),
        Block::Table(it) => {
            lines.extend(it.caption.clone());
            for row in std::iter::once(&it.header).chain(&it.rows) {
                let cells: Vec<String> = row.iter().map(|cell| plain(&cell.runs)).collect();
                if !cells.is_empty() {
                    lines.push(cells.join(" | "));
                }
            }
        }
        Block::Related(_) | Block::Divider => {}
        Block::Embed(it) => lines.extend([it.title.clone(), it.url.clone()]),
    }
    lines.join("\n")
}

fn list(list: &List, lines: &mut Vec<String>) {
    for Item { runs, list: inner } in &list.items {
        lines.push(plain(runs));
        if let Some(inner) = inner {
            self::list(inner, lines);
        }
    }
}

fn picture(picture: &Picture, lines: &mut Vec<String>) {
    lines.extend(picture.caption.clone());
    lines.extend(picture.alt.clone());
}
