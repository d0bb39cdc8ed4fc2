//! From the words of an address to what they name: the edition, and the section,
//! topic, person, story or page at a path. What is not found as it was written is
//! looked for as our own slugs would have it («مرسى النور» for «مرسى-النور»).

use crate::pages::build::Press;
use crate::pages::build::lists::Listing;
use crate::pages::route::Of;
use crate::pages::view::{At, View};
use crate::store::{Error, Result};
use askama::Template;
use siraj_editorial::edition::{Edition, StaticPage};
use siraj_editorial::person::Person;
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;

/// The edition that a path belongs to: the one whose prefix it begins with, else
/// the one at the root, else the first. `None` before there is any.
pub(super) fn own_edition(editions: &[Edition], path: &str) -> Option<Edition> {
    let first = path.split('/').nth(1).unwrap_or_default();
    let prefixed = editions
        .iter()
        .find(|edition| !edition.prefix.is_empty() && edition.prefix.eq_ignore_ascii_case(first));
    let root = || editions.iter().find(|edition| edition.prefix.is_empty());
    prefixed.or_else(root).or_else(|| editions.first()).cloned()
}

/// All addresses of ours are in lower case.
pub(super) fn lower(segments: &[String]) -> Vec<String> {
    segments.iter().map(|part| part.to_lowercase()).collect()
}

/// What a list is of.
#[derive(Debug)]
pub(super) enum Listed {
    Latest,
    Section(Section),
    Topic(Topic),
    Author(Person),
    Story(Story),
}

/// What stands at the path of a list.
#[derive(Debug)]
pub(super) enum Found {
    Here(Listed),
    Moved(Of),
    Nothing,
}

impl Listed {
    /// The list as addresses say it.
    pub(super) fn of(&self) -> Of {
        match self {
            Self::Latest => Of::Latest,
            Self::Section(section) => Of::Section(section.slug.clone()),
            Self::Topic(topic) => Of::Topic(topic.slug.clone()),
            Self::Author(person) => Of::Author(person.slug.clone()),
            Self::Story(story) => Of::Story(story.slug.clone()),
        }
    }

    /// What a content network knows its pages by.
    pub(super) fn about(&self) -> String {
        match self {
            Self::Latest => "latest".to_owned(),
            Self::Section(section) => format!("section:{}", section.id),
            Self::Topic(topic) => format!("topic:{}", topic.id),
            Self::Author(person) => format!("author:{}", person.id),
            Self::Story(story) => format!("story:{}", story.id),
        }
    }

    /// The list with its title, for archive pages.
    pub(super) fn listing(&self, press: &Press<'_, '_>) -> Listing {
        match self {
            Self::Latest => press.latest_listing(),
            Self::Section(section) => press.section_listing(section),
            Self::Topic(topic) => press.topic_listing(topic),
            Self::Author(person) => press.author_listing(person),
            Self::Story(story) => press.story_listing(story),
        }
    }

    /// The page at the head of the list.
    pub(super) fn head(&self, press: &mut Press<'_, '_>) -> Result<Vec<u8>> {
        let html = match self {
            Self::Latest => press.latest()?.render(),
            Self::Section(section) => press.section_page(section)?.render(),
            Self::Topic(topic) => press.topic(topic)?.render(),
            Self::Author(person) => press.author(person)?.render(),
            Self::Story(story) => press.story(story)?.render(),
        };
        html.map(String::into_bytes).map_err(Error::other)
    }
}

/// What a list is of, at its path.
pub(super) fn list(view: &mut View<'_>, edition: &Edition, of: &Of) -> Result<Found> {
    Ok(match of {
        Of::Latest => Found::Here(Listed::Latest),
        Of::Section(slug) => found(section(view, edition, slug)?, Listed::Section, Of::Section),
        Of::Topic(slug) => {
            let at = forgiving(slug, |slug| view.topic_at(slug))?;
            found(at, Listed::Topic, Of::Topic)
        }
        Of::Author(slug) => {
            let at = forgiving(slug, |slug| view.person_at(slug))?;
            found(at, Listed::Author, Of::Author)
        }
        Of::Story(slug) => {
            let at = forgiving(slug, |slug| view.story_at(slug))?;
            found(at, Listed::Story, Of::Story)
        }
    })
}

/// The section at a path.
pub(super) fn section(view: &mut View<'_>, edition: &Edition, slug: &str) -> Result<At<Section>> {
    forgiving(slug, |slug| view.section_at(edition.id, slug))
}

/// The static page at a path.
pub(super) fn static_page(
    view: &mut View<'_>,
    edition: &Edition,
    slug: &str,
) -> Result<At<StaticPage>> {
    forgiving(slug, |slug| view.static_page_at(edition.id, slug))
}

fn found<T>(at: At<T>, here: impl FnOnce(T) -> Listed, of: impl FnOnce(String) -> Of) -> Found {
    match at {
        At::Here(thing) => Found::Here(here(thing)),
        At::Moved(slug) => Found::Moved(of(slug)),
        At::Nothing => Found::Nothing,
    }
}

fn forgiving<T>(slug: &str, mut at: impl FnMut(&str) -> Result<At<T>>) -> Result<At<T>> {
    let found = at(slug)?;
    if !matches!(found, At::Nothing) {
        return Ok(found);
    }
    let own = siraj_arabic::slug(slug);
    if own.is_empty() || own == slug {
        return Ok(At::Nothing);
    }
    at(&own)
}
