//! What a page can depend on, and the lists that articles stand in. A key names
//! something a page asked for, found or not; a change names the keys it touched;
//! a page is stale exactly when the two meet. Keys are written into the log as
//! text, so their spelling is part of the store's format.

use siraj_editorial::front::FrontOf;
use siraj_editorial::placement::Slot;
use siraj_editorial::{
    ArticleId, EditionId, MediaId, PageId, PersonId, SectionId, ShortId, StoryId, TopicId,
};
use std::fmt;

/// A public list, newest first; of articles, but for the last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Everything of an edition.
    Latest(EditionId),
    /// A section with all below it.
    Section(SectionId),
    /// A topic, in one edition.
    Topic(EditionId, TopicId),
    /// What a person signed, in one edition.
    Author(EditionId, PersonId),
    /// A running story, in one edition.
    Story(EditionId, StoryId),
    /// What was first published in a month (`202611`), for the sitemap.
    Month(EditionId, u32),
    /// The posts of a live article. They are rows of a table of their own
    /// ([`super::posts`]).
    Posts(ArticleId),
    /// The public corrections of an edition. Its entries are corrections, not
    /// articles, in a table of their own ([`super::corrections`]).
    Corrections(EditionId),
}

impl List {
    /// Reads the spelling that [`List`]'s `Display` writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        if kind == "section" {
            return rest.parse().ok().map(Self::Section);
        }
        if kind == "latest" {
            return rest.parse().ok().map(Self::Latest);
        }
        if kind == "posts" {
            return rest.parse().ok().map(Self::Posts);
        }
        if kind == "corrections" {
            return rest.parse().ok().map(Self::Corrections);
        }
        let (edition, what) = rest.split_once(':')?;
        let edition = edition.parse().ok()?;
        match kind {
            "topic" => what.parse().ok().map(|id| Self::Topic(edition, id)),
            "author" => what.parse().ok().map(|id| Self::Author(edition, id)),
            "story" => what.parse().ok().map(|id| Self::Story(edition, id)),
            "month" => what.parse().ok().map(|month| Self::Month(edition, month)),
            _ => None,
        }
    }

    /// Whether the list has numbered archive pages.
    #[must_use]
    pub const fn is_paged(&self) -> bool {
        !matches!(self, Self::Month(..))
    }

    /// The edition of a list whose page search engines are told of only while
    /// something stands in it: of a topic, an author, a running story.
    #[must_use]
    pub const fn told_while_filled(&self) -> Option<EditionId> {
        match self {
            Self::Topic(edition, _) | Self::Author(edition, _) | Self::Story(edition, _) => {
                Some(*edition)
            }
            _ => None,
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Latest(edition) => write!(f, "latest:{edition}"),
            Self::Section(section) => write!(f, "section:{section}"),
            Self::Topic(edition, topic) => write!(f, "topic:{edition}:{topic}"),
            Self::Author(edition, person) => write!(f, "author:{edition}:{person}"),
            Self::Story(edition, story) => write!(f, "story:{edition}:{story}"),
            Self::Month(edition, month) => write!(f, "month:{edition}:{month}"),
            Self::Posts(article) => write!(f, "posts:{article}"),
            Self::Corrections(edition) => write!(f, "corrections:{edition}"),
        }
    }
}

/// Something that a page depends on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The publication's identity and its editions.
    Identity,
    /// The sections of an edition (names, paths, order) and its menus.
    Menu(EditionId),
    /// The static pages of an edition, as the foot of the page lists them.
    Pages(EditionId),
    /// The names of agencies and networks.
    Sources,
    /// The breaking bar.
    Breaking(EditionId),
    /// What stands in a slot.
    Placement(EditionId, Slot),
    /// What was decided about a front.
    Front(FrontOf),
    /// Which day it is for an edition.
    Day(EditionId),
    /// Where an edition's news sitemap begins.
    NewsWindow(EditionId),
    /// Which months an edition has articles of.
    Months(EditionId),
    /// Which running stories there are.
    Stories,
    /// Which topics there are, and at which paths.
    Topics,
    /// Who there is, and at which paths.
    People,
    /// Which topics, authors and running stories have something in an edition.
    Filled(EditionId),
    /// Everything public about an article.
    Article(ArticleId),
    /// What a card shows of it.
    Card(ArticleId),
    /// How the coverage of a live article stands: running, ended, its key points.
    Coverage(ArticleId),
    /// What stands at a short id.
    Address(ShortId),
    /// An article's counterparts.
    Counterpart(ArticleId),
    /// An article's related articles.
    Related(ArticleId),
    /// What stands at a section's path.
    SectionAt(EditionId, String),
    /// A topic.
    Topic(TopicId),
    /// What stands at a topic's path.
    TopicAt(String),
    /// A person.
    Person(PersonId),
    /// What stands at an author's path.
    PersonAt(String),
    /// A running story.
    Story(StoryId),
    /// What stands at a story's path.
    StoryAt(String),
    /// A static page.
    Page(PageId),
    /// What stands at a static page's path.
    PageAt(EditionId, String),
    /// A picture: its words, focal point, version.
    Media(MediaId),
    /// Whether anything public shows a picture.
    Shown(MediaId),
    /// The newest of a list.
    ListHead(List),
    /// An archive page of a list.
    ListPage(List, i64),
}

impl Key {
    /// All kinds, as [`Key::kind`] names them.
    pub const KINDS: [&str; 33] = [
        "identity",
        "menu",
        "pages",
        "sources",
        "breaking",
        "placement",
        "front",
        "day",
        "news_window",
        "months",
        "stories",
        "topics",
        "people",
        "filled",
        "article",
        "card",
        "coverage",
        "address",
        "counterpart",
        "related",
        "section_at",
        "topic",
        "topic_at",
        "person",
        "person_at",
        "story",
        "story_at",
        "page",
        "page_at",
        "media",
        "shown",
        "list_head",
        "list_page",
    ];

    /// The kind, in one word: the text before the first colon.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Menu(_) => "menu",
            Self::Pages(_) => "pages",
            Self::Sources => "sources",
            Self::Breaking(_) => "breaking",
            Self::Placement(..) => "placement",
            Self::Front(_) => "front",
            Self::Day(_) => "day",
            Self::NewsWindow(_) => "news_window",
            Self::Months(_) => "months",
            Self::Stories => "stories",
            Self::Topics => "topics",
            Self::People => "people",
            Self::Filled(_) => "filled",
            Self::Article(_) => "article",
            Self::Card(_) => "card",
            Self::Coverage(_) => "coverage",
            Self::Address(_) => "address",
            Self::Counterpart(_) => "counterpart",
            Self::Related(_) => "related",
            Self::SectionAt(..) => "section_at",
            Self::Topic(_) => "topic",
            Self::TopicAt(_) => "topic_at",
            Self::Person(_) => "person",
            Self::PersonAt(_) => "person_at",
            Self::Story(_) => "story",
            Self::StoryAt(_) => "story_at",
            Self::Page(_) => "page",
            Self::PageAt(..) => "page_at",
            Self::Media(_) => "media",
            Self::Shown(_) => "shown",
            Self::ListHead(_) => "list_head",
            Self::ListPage(..) => "list_page",
        }
    }

    /// Whether nearly every page depends on it. The page cache answers a change
    /// of such a key with an epoch compared on read instead of a walk over all pages.
    #[must_use]
    pub const fn is_global(&self) -> bool {
        matches!(
            self,
            Self::Identity
                | Self::Menu(_)
                | Self::Pages(_)
                | Self::Sources
                | Self::Breaking(_)
                | Self::Day(_)
                | Self::Placement(_, Slot::Top)
        )
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Self::Identity | Self::Sources | Self::Stories | Self::Topics | Self::People => {
                f.write_str(kind)
            }
            Self::Menu(edition)
            | Self::Pages(edition)
            | Self::Breaking(edition)
            | Self::Day(edition)
            | Self::NewsWindow(edition)
            | Self::Months(edition)
            | Self::Filled(edition) => write!(f, "{kind}:{edition}"),
            Self::Front(front) => write!(f, "{kind}:{front}"),
            Self::Placement(edition, slot) => write!(f, "{kind}:{edition}:{}", slot.name()),
            Self::Article(id)
            | Self::Card(id)
            | Self::Coverage(id)
            | Self::Counterpart(id)
            | Self::Related(id) => write!(f, "{kind}:{id}"),
            Self::Address(id) => write!(f, "{kind}:{id}"),
            Self::SectionAt(edition, slug) | Self::PageAt(edition, slug) => {
                write!(f, "{kind}:{edition}:{slug}")
            }
            Self::Topic(id) => write!(f, "{kind}:{id}"),
            Self::Person(id) => write!(f, "{kind}:{id}"),
            Self::Story(id) => write!(f, "{kind}:{id}"),
            Self::Page(id) => write!(f, "{kind}:{id}"),
            Self::Media(id) | Self::Shown(id) => write!(f, "{kind}:{id}"),
            Self::TopicAt(slug) | Self::PersonAt(slug) | Self::StoryAt(slug) => {
                write!(f, "{kind}:{slug}")
            }
            Self::ListHead(list) => write!(f, "{kind}:{list}"),
            Self::ListPage(list, n) => write!(f, "{kind}:{n}:{list}"),
        }
    }
}

/// Whether a key's text names one that nearly every page depends on: the same
/// answer as [`Key::is_global`], for keys read back from the log.
#[must_use]
pub fn is_global_text(text: &str) -> bool {
    let kind = text.split_once(':').map_or(text, |(kind, _)| kind);
    match kind {
        "identity" | "menu" | "pages" | "sources" | "breaking" | "day" => true,
        "placement" => text.ends_with(":top"),
        _ => false,
    }
}
