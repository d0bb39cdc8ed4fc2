//! Searching, as far as it is a matter of the view: which edition is searched at a path, by
//! what a question is narrowed, and the page that is drawn of what came of it.

use super::resolve::{self, Found, Listed, own_edition};
use super::{Answer, Rendered, html};
use crate::pages::build::search::{Narrowed, Searched};
use crate::pages::build::words::Words;
use crate::pages::build::{Press, notices, places};
use crate::pages::inquiry::{Amiss, Inquiry, Narrowing};
use crate::pages::names as known;
use crate::pages::route::Of;
use crate::pages::view::{At, View};
use crate::search::answers::Asked;
use crate::search::{Order, Tag};
use crate::store::Result;
use siraj_editorial::edition::Edition;
use siraj_editorial::person::Person;
use siraj_editorial::section::{Section, trail};
use siraj_editorial::topic::Topic;
use siraj_editorial::{SectionId, Timestamp};

/// What is asked for at a path.
#[derive(Debug)]
pub enum Here {
    /// To search in this edition.
    Search(Edition),
    /// What a beginning may be, in this edition.
    Suggest(Edition),
    /// To search, at another spelling of its address.
    Moved(String),
    /// Nothing of the search's.
    Nothing,
}

/// What is asked for at a path inside the site.
#[must_use]
pub fn here(view: &View<'_>, path: &str) -> Here {
    let Some(edition) = own_edition(view.editions(), path) else {
        return Here::Nothing;
    };
    let base = edition.base();
    let rest = path
        .get(..base.len())
        .filter(|start| start.eq_ignore_ascii_case(&base))
        .and_then(|_| path.get(base.len()..))
        .unwrap_or_default();
    let is_exact = path.starts_with(base.as_str());
    match rest {
        places::SEARCH if is_exact => Here::Search(edition),
        places::SUGGEST if is_exact => Here::Suggest(edition),
        rest if rest
            .trim_end_matches('/')
            .eq_ignore_ascii_case(places::SEARCH) =>
        {
            Here::Moved(view.site().path(&edition, places::SEARCH))
        }
        _ => Here::Nothing,
    }
}

/// By what an inquiry is narrowed. What there is not is taken out of it and told of.
///
/// # Errors
/// The store's.
pub fn narrowed(view: &mut View<'_>, edition: &Edition, inquiry: &mut Inquiry) -> Result<Narrowed> {
    let section = match &inquiry.section {
        Some(slug) => section(view, edition, slug)?,
        None => None,
    };
    let topic = match &inquiry.topic {
        Some(slug) => topic(view, edition, slug)?,
        None => None,
    };
    let author = match &inquiry.author {
        Some(slug) => author(view, edition, slug)?,
        None => None,
    };
    let mut settle = |asked: &mut Option<String>, found: Option<String>, what| {
        if let Some(written) = asked.take()
            && found.is_none()
        {
            inquiry.amiss.push(Amiss { what, written });
        }
        *asked = found;
    };
    settle(
        &mut inquiry.section,
        section.as_ref().map(|one| one.slug.clone()),
        Narrowing::Section,
    );
    settle(
        &mut inquiry.topic,
        topic.as_ref().map(|one| one.slug.clone()),
        Narrowing::Topic,
    );
    settle(
        &mut inquiry.author,
        author.as_ref().map(|one| one.slug.clone()),
        Narrowing::Author,
    );
    Ok(Narrowed {
        section,
        topic,
        author,
    })
}

fn section(view: &mut View<'_>, edition: &Edition, slug: &str) -> Result<Option<Section>> {
    Ok(match resolve::section(view, edition, slug)? {
        At::Here(section) => Some(section),
        At::Moved(slug) => match resolve::section(view, edition, &slug)? {
            At::Here(section) => Some(section),
            _ => None,
        },
        At::Nothing => None,
    })
}

fn topic(view: &mut View<'_>, edition: &Edition, slug: &str) -> Result<Option<Topic>> {
    let listed = listed(view, edition, Of::Topic(slug.to_owned()))?;
    Ok(match listed {
        Some(Listed::Topic(topic)) => Some(topic),
        _ => None,
    })
}

fn author(view: &mut View<'_>, edition: &Edition, slug: &str) -> Result<Option<Person>> {
    let listed = listed(view, edition, Of::Author(slug.to_owned()))?;
    Ok(match listed {
        Some(Listed::Author(person)) => Some(person),
        _ => None,
    })
}

/// What a list is of; what became part of another is that other.
fn listed(view: &mut View<'_>, edition: &Edition, of: Of) -> Result<Option<Listed>> {
    let found = match resolve::list(view, edition, &of)? {
        Found::Moved(of) => resolve::list(view, edition, &of)?,
        found => found,
    };
    Ok(match found {
        Found::Here(listed) => Some(listed),
        _ => None,
    })
}

/// The question as the index is asked it. Days are those of the publication's clock.
///
/// # Errors
/// The store's.
pub fn asked(
    view: &mut View<'_>,
    edition: &Edition,
    inquiry: &Inquiry,
    narrowed: &Narrowed,
) -> Result<Asked> {
    let words = view.identity().map(|identity| Words::of(identity, edition));
    let moments = |day: Option<jiff::civil::Date>| words.as_ref()?.moments_of(day?);
    let from: Option<Timestamp> = moments(inquiry.from).map(|(begins, _)| begins);
    let until: Option<Timestamp> = moments(inquiry.until).map(|(_, after)| after);
    let mut tags = Vec::new();
    tags.extend(narrowed.topic.as_ref().map(|topic| Tag::Topic(topic.id.0)));
    let author = narrowed.author.as_ref();
    tags.extend(author.map(|person| Tag::Person(person.id.0)));
    tags.extend(inquiry.format.map(|format| Tag::Format(format.name())));
    Ok(Asked {
        typed: inquiry.q.clone(),
        edition: edition.id,
        tags,
        sections: match &narrowed.section {
            Some(section) => within(&view.sections(edition.id)?, section.id),
            None => Vec::new(),
        },
        from,
        until,
        order: if inquiry.newest {
            Order::Newest
        } else {
            Order::Relevance
        },
        prefers_new: inquiry.prefers_new,
        page: inquiry.page,
    })
}

/// A section and all below it.
fn within(all: &[Section], id: SectionId) -> Vec<SectionId> {
    all.iter()
        .filter(|section| trail(all, section.id).iter().any(|around| around.id == id))
        .map(|section| section.id)
        .collect()
}

/// The page of a question.
///
/// # Errors
/// The store's.
pub fn page(view: &mut View<'_>, edition: &Edition, searched: &Searched) -> Result<Rendered> {
    match Press::of(view, edition)? {
        Some(mut press) => html(&press.searched(searched)?, String::new()),
        None => html(&notices::nowhere(&edition.language), String::new()),
    }
}

/// The names of the edition with this prefix.
pub(super) fn names(view: &mut View<'_>, prefix: &str) -> Result<Answer> {
    let editions = view.editions().iter();
    let edition = editions
        .clone()
        .find(|edition| edition.prefix == prefix)
        .cloned();
    let rendered = match edition {
        Some(edition) => known::rendered(view, &edition)?,
        None => None,
    };
    Ok(match rendered {
        Some(rendered) => Answer::Page(rendered),
        None => Answer::NotFound(Rendered {
            content_type: "text/plain; charset=utf-8",
            body: Vec::new(),
            surrogate: String::new(),
        }),
    })
}
