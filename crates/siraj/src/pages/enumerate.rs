//! Every public address of a site, one after the other: for sitemaps, for the
//! mirror and for tests that look at all pages. Lists are walked page by page,
//! so a site of any size needs the memory of one archive page.

use super::build::{Press, places};
use super::route::{FeedForm, Of};
use super::site::Site;
use super::view::View;
use crate::store::Result;
use crate::store::db::Conn;
use crate::store::keys::List;
use siraj_editorial::edition::Edition;
use siraj_editorial::revision::Format;
use siraj_editorial::{EditionId, Timestamp};
use std::collections::BTreeMap;

/// A page that is no article, as search engines are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its address after the edition's prefix.
    pub rest: String,
    /// The same in other editions, where it is told of as a translation.
    pub counterparts: Vec<(EditionId, String)>,
    /// When what it says last changed, where that is known.
    pub changed: Option<Timestamp>,
}

/// A list with pages and feeds of its own.
struct Standing {
    list: List,
    of: Of,
    /// Whether search engines are told of its head.
    told: bool,
}

/// Calls `visit` with each public address inside the site (the edition's prefix
/// included, percent-encoded), edition by edition: its pages and files, then every
/// list with its pages and feeds, then its articles from the oldest on.
pub fn each(c: &mut Conn, site: &Site, visit: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
    let mut view = View::open(c, site)?;
    let editions = view.editions().to_vec();
    for edition in &editions {
        let mut out = Out {
            base: edition.base(),
            visit,
        };
        for page in told(&mut view, edition)? {
            out.say(&page.rest)?;
        }
        files(&mut view, edition, &mut out)?;
        for one in lists(&mut view, edition)? {
            if !one.told {
                out.say(&places::list(&one.of, None))?;
            }
            for form in [FeedForm::Rss, FeedForm::Json] {
                out.say(&places::feed(&one.of, form))?;
            }
            let head = places::list(&one.of, None);
            numbered(&mut view, &one.list, &head, &mut out)?;
        }
        let corrections = List::Corrections(edition.id);
        numbered(
            &mut view,
            &corrections,
            &places::corrections(None),
            &mut out,
        )?;
        articles(&mut view, edition, &mut out)?;
    }
    Ok(())
}

/// The pages of an edition that are no articles and that search engines are told
/// of: the front, the latest, the corrections, sections, whatever topics, authors
/// and running stories have something, static pages. Not the numbered pages, which
/// hold nothing that is not told of by itself.
pub fn told(view: &mut View<'_>, edition: &Edition) -> Result<Vec<Told>> {
    let lists = lists(view, edition)?;
    let Some(mut press) = Press::of(view, edition)? else {
        return Ok(Vec::new());
    };
    let alone = |rest: String| Told {
        rest,
        counterparts: Vec::new(),
        changed: None,
    };
    let mut found: Vec<Told> = ["/".to_owned(), places::corrections(None)]
        .into_iter()
        .map(|rest| Told {
            counterparts: press.everywhere(&rest),
            ..alone(rest)
        })
        .collect();
    for section in press.sections.clone().iter() {
        found.push(Told {
            counterparts: press.section_counterparts(section)?,
            ..alone(places::named(&section.slug))
        });
    }
    let rest = lists.iter().filter(|one| one.told);
    let rest = rest.filter(|one| !matches!(one.of, Of::Section(_)));
    found.extend(rest.map(|one| alone(places::list(&one.of, None))));
    for page in press.pages.clone().iter() {
        press.view.saw_static_page(page.id);
        found.push(Told {
            counterparts: press.static_counterparts(page)?,
            changed: Some(page.updated_at),
            ..alone(places::named(&page.slug))
        });
    }
    Ok(found)
}

/// Every public address, gathered: for tests and small sites.
pub fn all(c: &mut Conn, site: &Site) -> Result<Vec<String>> {
    let mut found = Vec::new();
    each(c, site, &mut |path| {
        found.push(path.to_owned());
        Ok(())
    })?;
    Ok(found)
}

struct Out<'o> {
    base: String,
    visit: &'o mut dyn FnMut(&str) -> Result<()>,
}

impl Out<'_> {
    fn say(&mut self, rest: &str) -> Result<()> {
        (self.visit)(&format!("{}{rest}", self.base))
    }
}

/// The files of an edition and, where it stands at a host's root, of the host;
/// the page for who has no network, which nobody is told of.
fn files(view: &mut View<'_>, edition: &Edition, out: &mut Out<'_>) -> Result<()> {
    for rest in [
        "/offline",
        places::SEARCH,
        places::OPEN_SEARCH,
        "/manifest.webmanifest",
        "/news-sitemap.xml",
        "/sitemap-pages.xml",
    ] {
        out.say(rest)?;
    }
    if view.site().is_at_root(edition) {
        for rest in ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt"] {
            out.say(rest)?;
        }
    }
    for month in view.months(edition.id)? {
        out.say(&format!(
            "/sitemap-{:04}-{:02}.xml",
            month / 100,
            month % 100
        ))?;
    }
    Ok(())
}

/// Every list of articles: everything, the sections, topics, authors, stories.
fn lists(view: &mut View<'_>, edition: &Edition) -> Result<Vec<Standing>> {
    let filled = view.filled(edition.id)?;
    let standing = |list: List, of: Of| Standing {
        told: list.told_while_filled().is_none() || filled.contains(&list),
        list,
        of,
    };
    let mut found = vec![standing(List::Latest(edition.id), Of::Latest)];
    for section in view.sections(edition.id)?.iter() {
        let of = Of::Section(section.slug.clone());
        found.push(standing(List::Section(section.id), of));
    }
    for topic in view.all_topics()? {
        if topic.merged_into.is_none() {
            found.push(standing(
                List::Topic(edition.id, topic.id),
                Of::Topic(topic.slug),
            ));
        }
    }
    for person in view.all_people()? {
        if person.merged_into.is_some() {
            continue;
        }
        found.push(standing(
            List::Author(edition.id, person.id),
            Of::Author(person.slug),
        ));
    }
    for story in view.stories()? {
        if story.merged_into.is_some() {
            continue;
        }
        found.push(standing(
            List::Story(edition.id, story.id),
            Of::Story(story.slug),
        ));
    }
    Ok(found)
}

/// The numbered pages of a list whose head is at this address.
fn numbered(view: &mut View<'_>, list: &List, head: &str, out: &mut Out<'_>) -> Result<()> {
    let mut n = 1;
    while view.has_page(list, n)? {
        out.say(&places::numbered(head, n))?;
        n += 1;
    }
    Ok(())
}

/// Every article, from the oldest page on, each followed by its short address.
fn articles(view: &mut View<'_>, edition: &Edition, out: &mut Out<'_>) -> Result<()> {
    let sections = view.sections(edition.id)?.to_vec();
    let mut n = 1;
    while let Some(cards) = view.list_page(&List::Latest(edition.id), n)? {
        // Oldest first within a page as well.
        let in_order: BTreeMap<_, _> = cards
            .iter()
            .map(|card| ((card.first_at, card.article), card))
            .collect();
        for card in in_order.into_values() {
            out.say(&places::article(card, &sections))?;
            out.say(&places::short(card.short_id))?;
            if card.format == Format::Live {
                out.say(&places::new_posts(card.short_id))?;
                let head = places::article(card, &sections);
                numbered(view, &List::Posts(card.article), &head, out)?;
            }
        }
        n += 1;
    }
    Ok(())
}
