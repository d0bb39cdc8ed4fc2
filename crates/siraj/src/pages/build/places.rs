//! Where things stand: the address of a front, a section, an article and all
//! else, after the edition's prefix and percent-encoded. The prefix and the host
//! are put before it by [`crate::pages::site::Site`].

use crate::pages::route::{FeedForm, Of};
use crate::pages::site::segment;
use crate::store::live::Card;
use siraj_editorial::ShortId;
use siraj_editorial::section::Section;

/// Where the public corrections stand.
const CORRECTIONS: &str = "/corrections";

/// Where readers search; what is asked follows a question mark.
pub const SEARCH: &str = "/search";
/// Where a page's script asks what a beginning of a name may be.
pub const SUGGEST: &str = "/search/suggest";
/// How a browser is told to search here.
pub const OPEN_SEARCH: &str = "/opensearch.xml";

/// A list: its head, or one of its numbered pages.
#[must_use]
pub fn list(of: &Of, page: Option<i64>) -> String {
    let base = base(of);
    match page {
        Some(n) => numbered(&base, n),
        None => base,
    }
}

/// A numbered page of what stands at `head`.
#[must_use]
pub fn numbered(head: &str, n: i64) -> String {
    format!("{head}/page/{n}")
}

/// The public corrections: their head, or one of their numbered pages.
#[must_use]
pub fn corrections(page: Option<i64>) -> String {
    page.map_or_else(|| CORRECTIONS.to_owned(), |n| numbered(CORRECTIONS, n))
}

/// A feed of a list; the feed of everything stands at the edition's root.
#[must_use]
pub fn feed(of: &Of, form: FeedForm) -> String {
    let base = match of {
        Of::Latest => String::new(),
        other => base(other),
    };
    match form {
        FeedForm::Rss => format!("{base}/feed.xml"),
        FeedForm::Json => format!("{base}/feed.json"),
    }
}

fn base(of: &Of) -> String {
    match of {
        Of::Latest => "/latest".to_owned(),
        Of::Section(slug) => named(slug),
        Of::Topic(slug) => format!("/topic/{}", segment(slug)),
        Of::Author(slug) => format!("/author/{}", segment(slug)),
        Of::Story(slug) => format!("/story/{}", segment(slug)),
    }
}

/// A section or a static page.
#[must_use]
pub fn named(slug: &str) -> String {
    format!("/{}", segment(slug))
}

/// The short address of an article.
#[must_use]
pub fn short(id: ShortId) -> String {
    format!("/a/{id}")
}

/// A post of an article, wherever it stands.
#[must_use]
pub fn post(id: ShortId, number: i64) -> String {
    format!("{}/{number}", short(id))
}

/// The newest posts of an article alone.
#[must_use]
pub fn new_posts(id: ShortId) -> String {
    format!("{}/newest", short(id))
}

/// The place of a post on a page.
#[must_use]
pub fn anchor(number: i64) -> String {
    format!("post-{number}")
}

/// The address of an article. A headline without a letter leaves no slug.
#[must_use]
pub fn article(card: &Card, sections: &[Section]) -> String {
    let section = sections.iter().find(|section| section.id == card.section);
    match section {
        Some(section) if card.slug.is_empty() => {
            format!("/{}/{}", segment(&section.slug), card.short_id)
        }
        Some(section) => format!(
            "/{}/{}/{}",
            segment(&section.slug),
            card.short_id,
            segment(&card.slug)
        ),
        // An article always has a section; should the row be gone, the short address still leads here.
        None => short(card.short_id),
    }
}
