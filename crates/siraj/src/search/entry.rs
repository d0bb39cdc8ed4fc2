//! Entries: what the index is told of a text.

use siraj_editorial::EditionId;
use std::fmt::Write as _;
use uuid::Uuid;

/// Who may find an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everybody: the public face of an article.
    Public,
    /// The newsroom: a text that differs from its public face, or has none.
    Newsroom,
}

/// A scope of an edition. The terms of two spaces are different terms, so a question that
/// is asked in one cannot meet a text of another, whatever it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Space {
    /// Who may find it.
    pub scope: Scope,
    /// The edition it belongs to.
    pub edition: EditionId,
}

impl Space {
    /// What stands before each term of this space: as good as an edition's own id, and
    /// short.
    pub(super) fn mark(self) -> String {
        let scope = match self.scope {
            Scope::Public => 'p',
            Scope::Newsroom => 'n',
        };
        let mixed = self.edition.0.as_u128() % 0xFFFF_FFFB;
        format!("{scope}{mixed:x} ")
    }
}

/// By what a search may be narrowed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Tag {
    /// A section, by its id.
    Section(Uuid),
    /// A topic, by its id.
    Topic(Uuid),
    /// A person of the by-line, by their id.
    Person(Uuid),
    /// A running story, by its id.
    Story(Uuid),
    /// The format of an article, by its name in the store.
    Format(&'static str),
}

impl Tag {
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = match self {
            Self::Section(id) => write!(text, "s{}", id.simple()),
            Self::Topic(id) => write!(text, "t{}", id.simple()),
            Self::Person(id) => write!(text, "p{}", id.simple()),
            Self::Story(id) => write!(text, "y{}", id.simple()),
            Self::Format(name) => write!(text, "f{name}"),
        };
        text
    }
}

/// A text as the index takes it in.
#[derive(Debug, Clone)]
pub struct Entry<'t> {
    /// By which it is found again: an article's short id.
    pub key: u64,
    /// Where it may be found.
    pub space: Space,
    /// The headline.
    pub headline: &'t str,
    /// Everything that is read after it, in that order: standfirst, body, captions.
    pub passages: Vec<&'t str>,
    /// What it is told by besides: by-lines, topics with their other names.
    pub names: Vec<&'t str>,
    /// By what it may be narrowed.
    pub tags: Vec<Tag>,
    /// When it was published, or last written, in seconds of Unix time.
    pub moment: i64,
}
