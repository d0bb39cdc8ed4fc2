//! Reading the stored form. Strict: an unknown block, mark or field is refused
//! with its place, never dropped, because what is dropped in silence is lost.
//! How much there may be and what addresses may say is validation's business.

use super::json::{Object, each, type_of};
use super::problem::{BodyProblem, BodyProblemKind as Kind, Path};
use super::{
    BODY_VERSION, Block, Body, Embed, FactBox, Gallery, Href, Item, KeyPoints, Layout, Level, List,
    Mark, Paragraph, Passage, Picture, Provider, PullQuote, Quotation, Related, Run, Subhead,
    Table, Text, limits,
};
use crate::text::Removed;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

impl Body {
    /// Reads the stored form.
    ///
    /// # Errors
    /// The first place that is not of the form, and what is wrong there.
    pub fn read(document: &Value) -> Result<Self, BodyProblem> {
        let body = Object::of(document, &Path::Root, &["version", "blocks"])?;
        let version = body.number("version")?;
        if version != u64::from(BODY_VERSION) {
            return Err(Path::Root.field("version").problem(Kind::UnknownVersion));
        }
        Ok(Self::new(body.each("blocks", block)?))
    }

    /// Reads, cleans and validates a body that comes from outside. Beside it, what
    /// cleaning took away.
    ///
    /// # Errors
    /// Every place that is wrong; one only where the form itself is.
    pub fn accept(document: &Value) -> Result<(Self, Removed), Vec<BodyProblem>> {
        let (body, removed) = Self::read(document)
            .map_err(|problem| vec![problem])?
            .clean();
        body.validate()?;
        Ok((body, removed))
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = Value::deserialize(deserializer)?;
        Self::read(&document).map_err(serde::de::Error::custom)
    }
}

type Read<T> = Result<T, BodyProblem>;

fn block(value: &Value, at: &Path<'_>) -> Read<Block> {
    Ok(match type_of(value, at)? {
        "paragraph" => Block::Paragraph(typed_paragraph(value, at)?),
        "subhead" => {
            let object = Object::of(value, at, &["type", "level", "runs"])?;
            let level = Level::of(object.number("level")?)
                .ok_or_else(|| at.field("level").problem(Kind::UnknownValue))?;
            Block::Subhead(Subhead {
                level,
                runs: object.each("runs", run)?,
            })
        }
        "list" => Block::List(list(value, at, 1, &["type", "ordered", "items"])?),
        "quotation" => {
            let object = Object::of(value, at, &["type", "paragraphs", "attribution"])?;
            Block::Quotation(Quotation {
                paragraphs: object.each("paragraphs", paragraph)?,
                attribution: object.optional_string("attribution")?,
            })
        }
        "pull_quote" => {
            let object = Object::of(value, at, &["type", "text", "attribution"])?;
            Block::PullQuote(PullQuote {
                text: object.string("text")?.to_owned(),
                attribution: object.optional_string("attribution")?,
            })
        }
        "picture" => Block::Picture(picture(value, at)?),
        "gallery" => {
            let object = Object::of(value, at, &["type", "pictures"])?;
            Block::Gallery(Gallery {
                pictures: object.each("pictures", picture)?,
            })
        }
        "fact_box" => {
            let object = Object::of(value, at, &["type", "title", "blocks"])?;
            Block::FactBox(FactBox {
                title: object.string("title")?.to_owned(),
                blocks: object.each("blocks", passage)?,
            })
        }
        "key_points" => {
            let object = Object::of(value, at, &["type", "points"])?;
            Block::KeyPoints(KeyPoints {
                points: object.each("points", paragraph)?,
            })
        }
        "table" => Block::Table(table(value, at)?),
        "related" => {
            let object = Object::of(value, at, &["type", "article"])?;
            Block::Related(Related {
                article: object.parsed("article", Kind::NotAnIdentity)?,
            })
        }
        "embed" => embed(value, at)?,
        "divider" => {
            Object::of(value, at, &["type"])?;
            Block::Divider
        }
        _ => return Err(at.field("type").problem(Kind::UnknownBlock)),
    })
}

fn typed_paragraph(value: &Value, at: &Path<'_>) -> Read<Paragraph> {
    let object = Object::of(value, at, &["type", "runs"])?;
    Ok(Paragraph {
        runs: object.each("runs", run)?,
    })
}

fn paragraph(value: &Value, at: &Path<'_>) -> Read<Paragraph> {
    let object = Object::of(value, at, &["runs"])?;
    Ok(Paragraph {
        runs: object.each("runs", run)?,
    })
}

fn passage(value: &Value, at: &Path<'_>) -> Read<Passage> {
    match type_of(value, at)? {
        "paragraph" => typed_paragraph(value, at).map(Passage::Paragraph),
        "list" => list(value, at, 1, &["type", "ordered", "items"]).map(Passage::List),
        _ => Err(at.field("type").problem(Kind::UnknownBlock)),
    }
}

/// The depth is checked here already, so that reading cannot be led down without end.
fn list(value: &Value, at: &Path<'_>, level: usize, fields: &[&str]) -> Read<List> {
    if level > limits::LIST_LEVELS {
        return Err(at.problem(Kind::ListTooDeep));
    }
    let object = Object::of(value, at, fields)?;
    Ok(List {
        ordered: object.boolean("ordered")?,
        items: object.each("items", |value, at| {
            let item = Object::of(value, at, &["runs", "list"])?;
            Ok(Item {
                runs: item.each("runs", run)?,
                list: item
                    .optional("list")
                    .map(|inner| list(inner, &at.field("list"), level + 1, &["ordered", "items"]))
                    .transpose()?,
            })
        })?,
    })
}

fn picture(value: &Value, at: &Path<'_>) -> Read<Picture> {
    let object = Object::of(value, at, &["type", "media", "alt", "caption", "layout"])?;
    Ok(Picture {
        media: object.parsed("media", Kind::NotAnIdentity)?,
        alt: object.optional_string("alt")?,
        caption: object.optional_string("caption")?,
        layout: match object.optional("layout") {
            None => Layout::default(),
            Some(_) => object.named("layout", Kind::UnknownValue, Layout::of)?,
        },
    })
}

fn table(value: &Value, at: &Path<'_>) -> Read<Table> {
    let object = Object::of(value, at, &["type", "caption", "header", "rows"])?;
    Ok(Table {
        caption: object.optional_string("caption")?,
        header: object.each_if_any("header", paragraph)?,
        rows: object.each("rows", |row, at| each(row, at, paragraph))?,
    })
}

/// The provider may be left out: the address tells it.
fn embed(value: &Value, at: &Path<'_>) -> Read<Block> {
    let object = Object::of(value, at, &["type", "url", "provider", "title"])?;
    let url = object.string("url")?.to_owned();
    let provider = match object.optional("provider") {
        Some(_) => object.named("provider", Kind::UnknownProvider, Provider::named)?,
        None => Provider::of(&url).ok_or_else(|| at.field("url").problem(Kind::UnknownProvider))?,
    };
    Ok(Block::Embed(Embed {
        url,
        provider,
        title: object.string("title")?.to_owned(),
    }))
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
        "break" => Object::of(value, at, &["type"]).map(|_| Run::Break),
        _ => Err(at.field("type").problem(Kind::UnknownValue)),
    }
}

fn mark(value: &Value, at: &Path<'_>) -> Read<Mark> {
    let fields: &[&str] = match type_of(value, at)? {
        "strong" | "emphasis" | "left_to_right" => &["type"],
        "link" => &["type", "href"],
        "foreign" => &["type", "language"],
        "provenance" => &["type", "item", "source"],
        _ => return Err(at.field("type").problem(Kind::UnknownMark)),
    };
    let object = Object::of(value, at, fields)?;
    mark_of(object.string("type")?, &object, at)
}

/// A mark from its name in the stored form and the object that holds its values.
pub(super) fn mark_of(name: &str, values: &Object<'_>, at: &Path<'_>) -> Read<Mark> {
    Ok(match name {
        "strong" => Mark::Strong,
        "emphasis" => Mark::Emphasis,
        "left_to_right" => Mark::LeftToRight,
        "link" => Mark::Link {
            href: Href::read(values.string("href")?),
        },
        "foreign" => Mark::Foreign {
            language: values.parsed("language", Kind::NotALanguage)?,
        },
        "provenance" => Mark::Provenance {
            item: values.string("item")?.to_owned(),
            source: values.string("source")?.to_owned(),
        },
        _ => return Err(at.field("type").problem(Kind::UnknownMark)),
    })
}
