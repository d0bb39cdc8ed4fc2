//! From HTML and Markdown to the typed body, with a report of what was dropped.
//!
//! Everything that comes from outside as markup (paste, import, wire, write API)
//! passes here and nowhere else. What a body has is kept, what it has not is named
//! in the report, and nothing that is dropped stays as markup somewhere. The result
//! is normalised; whether it may be stored is asked of `Body::validate`.

mod builder;
mod directives;
mod figure;
mod html;
mod line;
mod markdown;
mod names;
mod report;
mod style;
mod table;
mod written;

pub use html::{INPUT_BYTES, from_html};
pub use markdown::from_markdown;
pub use report::{Dropped, DroppedKind, Report};
pub use written::to_markdown;

use siraj_editorial::Language;
use siraj_editorial::body::Body;
use siraj_editorial::id::{ArticleId, MediaId};

/// A body made of markup, and what is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The body, normalised.
    pub body: Body,
    /// What was dropped and what was cleaned away.
    pub report: Report,
}

/// What surrounds the markup that is converted.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The language of the article: runs of another language are marked as foreign.
    pub language: &'a Language,
    /// Who knows our own articles and pictures.
    pub resolver: &'a dyn Resolver,
}

/// Knows the articles and pictures that markup refers to.
pub trait Resolver {
    /// The article of a reference: a key after `article:`, or an address of our own.
    fn article(&self, reference: &str) -> Option<ArticleId>;
    /// The picture of a reference: a key, or an address of our own.
    fn picture(&self, reference: &str) -> Option<MediaId>;
}

/// Knows nothing: for markup that cannot refer to anything of ours.
#[derive(Debug, Clone, Copy, Default)]
pub struct NothingOfOurs;

impl Resolver for NothingOfOurs {
    fn article(&self, _: &str) -> Option<ArticleId> {
        None
    }
    fn picture(&self, _: &str) -> Option<MediaId> {
        None
    }
}

#[cfg(test)]
pub(crate) mod tests;
