//! From the editor's document to a body.

use crate::body::json::{Object, type_of};
use crate::body::problem::{BodyProblem, BodyProblemKind as Kind, Path};
use crate::body::read::mark_of;
use crate::body::{
    Block, Embed, FactBox, Gallery, Item, KeyPoints, Layout, Level, List, Mark, Paragraph, Passage,
    Picture, Provider, PullQuote, Quotation, Related, Run, Subhead, Table, Text, limits,
};
use serde_json::{Map, Value};
use std::sync::LazyLock;

type Read<T> = Result<T, BodyProblem>;

static NO_ATTRIBUTES: LazyLock<Value> = LazyLock::new(|| Value::Object(Map::new()));

pub(super) fn document(doc: &Object<'_>) -> Read<Vec<Block>> {
    if doc.string("type")? != "doc" {
        return Err(Path::Root.field("type").problem(Kind::UnknownBlock));
    }
    doc.each_if_any("content", block)
}

fn block(value: &Value, at: &Path<'_>) -> Read<Block> {
    Ok(match type_of(value, at)? {
        "paragraph" => Block::Paragraph(paragraph(value, at)?),
        "heading" => Block::Subhead(Subhead {
            level: attributes(value, at, &["level"], |attrs| {
                let number = attrs.number("level")?;
                Level::of(number)
                    .ok_or_else(|| at.field("attrs").field("level").problem(Kind::UnknownValue))
            })?,
            runs: inline(value, at, &["type", "attrs", "content"])?,
        }),
        "bullet_list" | "ordered_list" => Block::List(list(value, at, 1)?),
        "quotation" => quotation(value, at)?,
        "pull_quote" => pull_quote(value, at)?,
        "picture" => Block::Picture(picture(value, at)?),
        "gallery" => {
            let object = Object::of(value, at, &["type", "content"])?;
            Block::Gallery(Gallery {
                pictures: object.each("content", |value, at| {
                    expect_type(value, at, "picture")?;
                    picture(value, at)
                })?,
            })
        }
        "fact_box" => fact_box(value, at)?,
        "key_points" => {
            let object = Object::of(value, at, &["type", "content"])?;
            Block::KeyPoints(KeyPoints {
                points: object.each("content", |value, at| {
                    expect_type(value, at, "key_point")?;
                    Ok(Paragraph {
                        runs: inline(value, at, &["type", "content"])?,
                    })
                })?,
            })
        }
        "table" => Block::Table(table(value, at)?),
        "related" => Block::Related(leaf(value, at, &["article"], |attrs| {
            Ok(Related {
                article: attrs.parsed("article", Kind::NotAnIdentity)?,
            })
        })?),
        "embed" => Block::Embed(leaf(value, at, &["url", "provider", "title"], |attrs| {
            Ok(Embed {
                url: attrs.string("url")?.to_owned(),
                provider: attrs.named("provider", Kind::UnknownProvider, Provider::named)?,
                title: attrs.string("title")?.to_owned(),
            })
        })?),
        "horizontal_rule" => {
            Object::of(value, at, &["type"])?;
            Block::Divider
        }
        _ => return Err(at.field("type").problem(Kind::UnknownBlock)),
    })
}

/// The attributes of a thing, none when it has none.
fn attributes<T>(
    value: &Value,
    at: &Path<'_>,
    allowed: &[&str],
    read: impl FnOnce(&Object<'_>) -> Read<T>,
) -> Read<T> {
    let attrs = value.get("attrs").filter(|attrs| !attrs.is_null());
    let at = at.field("attrs");
    read(&Object::of(attrs.unwrap_or(&NO_ATTRIBUTES), &at, allowed)?)
}

/// A thing that has attributes and no content.
fn leaf<T>(
    value: &Value,
    at: &Path<'_>,
    allowed: &[&str],
    read: impl FnOnce(&Object<'_>) -> Read<T>,
) -> Read<T> {
    Object::of(value, at, &["type", "attrs"])?;
    attributes(value, at, allowed, read)
}

fn expect_type(value: &Value, at: &Path<'_>, name: &str) -> Read<()> {
    if type_of(value, at)? == name {
        Ok(())
    } else {
        Err(at.field("type").problem(Kind::UnknownBlock))
    }
}

fn paragraph(value: &Value, at: &Path<'_>) -> Read<Paragraph> {
    expect_type(value, at, "paragraph")?;
    Ok(Paragraph {
        runs: inline(value, at, &["type", "content"])?,
    })
}

fn list(value: &Value, at: &Path<'_>, level: usize) -> Read<List> {
    if level > limits::LIST_LEVELS {
        return Err(at.problem(Kind::ListTooDeep));
    }
    let ordered = match type_of(value, at)? {
        "ordered_list" => true,
        "bullet_list" => false,
        _ => return Err(at.field("type").problem(Kind::UnknownBlock)),
    };
    let object = Object::of(value, at, &["type", "attrs", "content"])?;
    // The list schema's `order` is where counting begins; ours begin at one.
    let allowed: &[&str] = if ordered { &["order"] } else { &[] };
    attributes(value, at, allowed, |attrs| match attrs.optional("order") {
        Some(_) if attrs.number("order")? != 1 => {
            Err(at.field("attrs").field("order").problem(Kind::UnknownValue))
        }
        _ => Ok(()),
    })?;
    Ok(List {
        ordered,
        items: object.each("content", |value, at| item(value, at, level))?,
    })
}

fn item(value: &Value, at: &Path<'_>, level: usize) -> Read<Item> {
    expect_type(value, at, "list_item")?;
    let content = content(value, at, &["type", "content"])?;
    let inside = at.field("content");
    let Some((first, rest)) = content.split_first() else {
        return Ok(Item::default());
    };
    let runs = paragraph(first, &inside.index(0))?.runs;
    let list = rest
        .first()
        .map(|inner| list(inner, &inside.index(1), level + 1))
        .transpose()?;
    match rest.get(1) {
        Some(_) => Err(inside.index(2).problem(Kind::UnknownBlock)),
        None => Ok(Item { runs, list }),
    }
}

fn quotation(value: &Value, at: &Path<'_>) -> Read<Block> {
    let content = content(value, at, &["type", "content"])?;
    let inside = at.field("content");
    let mut quoted = Quotation {
        paragraphs: Vec::new(),
        attribution: None,
    };
    for (index, child) in content.iter().enumerate() {
        let at = inside.index(index);
        if index + 1 == content.len() && type_of(child, &at)? == "attribution" {
            quoted.attribution = some(plain(child, &at, "attribution")?);
        } else {
            quoted.paragraphs.push(paragraph(child, &at)?);
        }
    }
    Ok(Block::Quotation(quoted))
}

fn pull_quote(value: &Value, at: &Path<'_>) -> Read<Block> {
    let content = content(value, at, &["type", "content"])?;
    let inside = at.field("content");
    let text = content
        .first()
        .ok_or_else(|| inside.problem(Kind::Missing))?;
    if content.get(2).is_some() {
        return Err(inside.index(2).problem(Kind::UnknownBlock));
    }
    Ok(Block::PullQuote(PullQuote {
        text: plain(text, &inside.index(0), "pull_text")?,
        attribution: match content.get(1) {
            Some(child) => some(plain(child, &inside.index(1), "attribution")?),
            None => None,
        },
    }))
}

fn fact_box(value: &Value, at: &Path<'_>) -> Read<Block> {
    let content = content(value, at, &["type", "content"])?;
    let inside = at.field("content");
    let (title, rest) = content
        .split_first()
        .ok_or_else(|| inside.problem(Kind::Missing))?;
    let title = plain(title, &inside.index(0), "fact_title")?;
    let mut blocks = Vec::with_capacity(rest.len());
    for (index, child) in rest.iter().enumerate() {
        let at = inside.index(index + 1);
        blocks.push(match type_of(child, &at)? {
            "paragraph" => Passage::Paragraph(paragraph(child, &at)?),
            _ => Passage::List(list(child, &at, 1)?),
        });
    }
    Ok(Block::FactBox(FactBox { title, blocks }))
}

fn picture(value: &Value, at: &Path<'_>) -> Read<Picture> {
    leaf(value, at, &["media", "alt", "caption", "layout"], |attrs| {
        Ok(Picture {
            media: attrs.parsed("media", Kind::NotAnIdentity)?,
            alt: attrs.optional_string("alt")?,
            caption: attrs.optional_string("caption")?,
            layout: match attrs.optional("layout") {
                None => Layout::default(),
                Some(_) => attrs.named("layout", Kind::UnknownValue, Layout::of)?,
            },
        })
    })
}

fn table(value: &Value, at: &Path<'_>) -> Read<Table> {
    let rows = content(value, at, &["type", "attrs", "content"])?;
    let caption = attributes(value, at, &["caption"], |attrs| {
        attrs.optional_string("caption")
    })?;
    let mut table = Table {
        caption,
        header: Vec::new(),
        rows: Vec::with_capacity(rows.len()),
    };
    let inside = at.field("content");
    for (index, value) in rows.iter().enumerate() {
        let at = inside.index(index);
        expect_type(value, &at, "table_row")?;
        let name = if index == 0 && first_cell_is_header(value) {
            "table_header"
        } else {
            "table_cell"
        };
        let cells = Object::of(value, &at, &["type", "content"])?
            .each_if_any("content", |value, at| cell(value, at, name))?;
        if name == "table_header" {
            table.header = cells;
        } else {
            table.rows.push(cells);
        }
    }
    Ok(table)
}

fn first_cell_is_header(row: &Value) -> bool {
    row.pointer("/content/0/type").and_then(Value::as_str) == Some("table_header")
}

/// A cell holds one paragraph and is merged with no other: the table schema's
/// attributes are accepted where they say just that.
fn cell(value: &Value, at: &Path<'_>, name: &str) -> Read<Paragraph> {
    expect_type(value, at, name)?;
    let content = content(value, at, &["type", "attrs", "content"])?;
    attributes(value, at, &["colspan", "rowspan", "colwidth"], |attrs| {
        for span in ["colspan", "rowspan"] {
            if attrs.optional(span).is_some() && attrs.number(span)? != 1 {
                return Err(at.field("attrs").field(span).problem(Kind::MergedCells));
            }
        }
        match attrs.optional("colwidth") {
            Some(_) => Err(at
                .field("attrs")
                .field("colwidth")
                .problem(Kind::UnknownField)),
            None => Ok(()),
        }
    })?;
    let inside = at.field("content");
    match content {
        [] => Ok(Paragraph::default()),
        [one] => paragraph(one, &inside.index(0)),
        _ => Err(inside.index(1).problem(Kind::UnknownBlock)),
    }
}

fn content<'v>(value: &'v Value, at: &Path<'_>, allowed: &[&str]) -> Read<&'v [Value]> {
    Object::of(value, at, allowed)?;
    match value.get("content") {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(content)) => Ok(content),
        Some(_) => Err(at.field("content").problem(Kind::WrongType)),
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// The text of a thing that holds nothing but text.
fn plain(value: &Value, at: &Path<'_>, name: &str) -> Read<String> {
    expect_type(value, at, name)?;
    let inside = at.field("content");
    let mut text = String::new();
    for (index, child) in content(value, at, &["type", "content"])?.iter().enumerate() {
        let at = inside.index(index);
        expect_type(child, &at, "text")?;
        text.push_str(Object::of(child, &at, &["type", "text"])?.string("text")?);
    }
    Ok(text)
}

fn inline(value: &Value, at: &Path<'_>, allowed: &[&str]) -> Read<Vec<Run>> {
    Object::of(value, at, allowed)?.each_if_any("content", run)
}

fn run(value: &Value, at: &Path<'_>) -> Read<Run> {
    match type_of(value, at)? {
        "text" => {
            let object = Object::of(value, at, &["type", "text", "marks"])?;
            Ok(Run::Text(Text {
                text: object.string("text")?.to_owned(),
                marks: object.each_if_any("marks", mark)?,
            }))
        }
        // The editor marks a break within marked text; there a mark means nothing.
        "hard_break" => {
            Object::of(value, at, &["type", "marks"])?.each_if_any("marks", mark)?;
            Ok(Run::Break)
        }
        _ => Err(at.field("type").problem(Kind::UnknownBlock)),
    }
}

fn mark(value: &Value, at: &Path<'_>) -> Read<Mark> {
    Object::of(value, at, &["type", "attrs"])?;
    let (name, allowed): (&str, &[&str]) = match type_of(value, at)? {
        "strong" => ("strong", &[]),
        "em" => ("emphasis", &[]),
        "left_to_right" => ("left_to_right", &[]),
        "link" => ("link", &["href"]),
        "foreign" => ("foreign", &["language"]),
        "provenance" => ("provenance", &["item", "source"]),
        _ => return Err(at.field("type").problem(Kind::UnknownMark)),
    };
    attributes(value, at, allowed, |attrs| mark_of(name, attrs, at))
}
