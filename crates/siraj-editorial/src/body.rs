//! The typed body of an article: the one stored truth, as JSON of a stable form
//! (`{"version":1,"blocks":[{"type":"paragraph","runs":[…]}]}`).
//!
//! There is no block of raw HTML, so stored script cannot exist. HTML is read and
//! written at the program's edges; the editor's document maps onto this one to
//! one (`prosemirror`). A body enters by [`Body::read`], [`Body::clean`] and
//! [`Body::validate`], in that order, or by [`Body::accept`], which is all three.

#[cfg(any(test, feature = "arbitrary"))]
pub mod arbitrary;
mod clean;
mod embed;
mod json;
pub mod limits;
mod mark;
mod problem;
pub mod prosemirror;
pub mod query;
mod read;
#[cfg(test)]
mod tests;
mod texts;
mod validate;
mod walk;

pub use embed::Provider;
pub use mark::{Href, Mark, is_allowed_address};
pub use problem::{BodyProblem, BodyProblemKind};

use crate::id::{ArticleId, MediaId};
use serde::{Serialize, Serializer};

/// The form written today. A body of another version is refused, never guessed at.
pub const BODY_VERSION: u16 = 1;

/// An article's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Body {
    /// The form of the stored document; see [`BODY_VERSION`].
    pub version: u16,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

impl Default for Body {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Body {
    /// A body of today's form.
    #[must_use]
    pub fn new(blocks: Vec<Block>) -> Self {
        Self {
            version: BODY_VERSION,
            blocks,
        }
    }
}

/// One block of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph of text.
    Paragraph(Paragraph),
    /// A heading within the text.
    Subhead(Subhead),
    /// A list, numbered or not.
    List(List),
    /// Somebody's words, at length.
    Quotation(Quotation),
    /// A sentence pulled out of the text to be shown large.
    PullQuote(PullQuote),
    /// A picture.
    Picture(Picture),
    /// Several pictures together.
    Gallery(Gallery),
    /// Background in a box.
    FactBox(FactBox),
    /// What the article says, in a few lines.
    KeyPoints(KeyPoints),
    /// A table.
    Table(Table),
    /// A card that leads to another article.
    Related(Related),
    /// A card that leads to something at a known provider; never its code.
    Embed(Embed),
    /// A break between parts.
    Divider,
}

/// Text in one line of thought. Also an item of a list, a point, a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// The text, cut where its marks change.
    pub runs: Vec<Run>,
}

impl Paragraph {
    /// A paragraph without marks.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::plain(text)],
        }
    }
}

/// A piece of text whose marks are the same throughout, or a line break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Run {
    /// Text with its marks.
    Text(Text),
    /// A line break that the writer wants.
    Break,
}

impl Run {
    /// Text without marks.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text(Text {
            text: text.into(),
            marks: Vec::new(),
        })
    }
}

/// Text with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The letters.
    pub text: String,
    /// What they are marked as, in canonical order, one of each kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// A heading within the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subhead {
    /// How deep it stands.
    pub level: Level,
    /// Its words.
    pub runs: Vec<Run>,
}

/// The depth of a subhead; the article's own headline is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A part of the article.
    Two,
    /// A part of a part.
    Three,
}

impl Level {
    /// 2 or 3.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The level of a number that names one.
    #[must_use]
    pub fn of(number: u64) -> Option<Self> {
        match number {
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            _ => None,
        }
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.number())
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct List {
    /// Whether the items are numbered.
    pub ordered: bool,
    /// The items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its words.
    pub runs: Vec<Run>,
    /// A list under it, at most [`limits::LIST_LEVELS`] deep in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<List>,
}

/// Somebody's words, at length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// The words.
    pub paragraphs: Vec<Paragraph>,
    /// Who said or wrote them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
}

/// A sentence pulled out of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PullQuote {
    /// The sentence.
    pub text: String,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
}

/// A picture in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Which one.
    pub media: MediaId,
    /// What it shows, said for this article; else the picture's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// A caption for this article; else the picture's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// How much room it takes.
    pub layout: Layout,
}

/// How much room a picture takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// As wide as the text.
    #[default]
    Column,
    /// Wider than the text, where the page has room.
    Wide,
}

impl Layout {
    /// The name in the stored form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Wide => "wide",
        }
    }

    /// The layout of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        [Self::Column, Self::Wide]
            .into_iter()
            .find(|layout| layout.name() == name)
    }
}

/// Several pictures together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gallery {
    /// The pictures, in order.
    pub pictures: Vec<Picture>,
}

/// Background in a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactBox {
    /// What the box is about.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Passage>,
}

/// What may stand in a fact box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Passage {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(List),
}

/// What the article says, in a few lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeyPoints {
    /// The points.
    pub points: Vec<Paragraph>,
}

/// A table: every row has as many cells as the header, or as the first row where
/// there is no header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The columns' names; empty for none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub header: Vec<Paragraph>,
    /// The rows.
    pub rows: Vec<Vec<Paragraph>>,
}

/// A card that leads to another article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// Which one.
    pub article: ArticleId,
}

/// A card that leads to something at a known provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// Where it is, by https.
    pub url: String,
    /// Who keeps it; always the one to whom the address belongs.
    pub provider: Provider,
    /// What it is.
    pub title: String,
}
