//! Every public address of a site, one after the other: for sitemaps, for the
//! mirror and for tests that look at all pages. Lists are walked page by page,
//! so a site of any size needs the memory of one archive page.

use super::build::places;
use super::route::{FeedForm, Of};
use super::site::Site;
use super::view::View;
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::{Result, house};
use siraj_editorial::edition::Edition;
use std::collections::BTreeMap;

/// Calls `visit` with each public address inside the site (the edition's prefix
/// included, percent-encoded), edition by edition: its front and files, then every
/// list with its pages and feeds, then its articles from the oldest on.
pub fn each(
    c: &mut Conn,
    site: &Site,
    visit: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<()> {
    let topics = house::all_topics(c)?;
    let people = house::all_people(c)?;
    let stories = house::all_stories(c)?;
    let mut view = View::open(c, site)?;
    let editions = view.editions().to_vec();
    for edition in &editions {
        let mut out = Out {
            base: edition.base(),
            visit,
        };
        edition_files(&mut view, edition, &mut out)?;
        for section in view.sections(edition.id)?.to_vec() {
            out.say(&places::named(&section.slug))?;
            list(&mut view, &List::Section(section.id), &Of::Section(section.slug), &mut out)?;
        }
        let topics = topics
            .iter()
            .filter(|topic| topic.merged_into.is_none())
            .map(|topic| (List::Topic(edition.id, topic.id), Of::Topic(topic.slug.clone())));
        let people = people
            .iter()
            .map(|person| (List::Author(edition.id, person.id), Of::Author(person.slug.clone())));
        let stories = stories
            .iter()
            .map(|story| (List::Story(edition.id, story.id), Of::Story(story.slug.clone())));
        for (of, slug) in topics.chain(people).chain(stories) {
            out.say(&places::list(&slug, None))?;
            list(&mut view, &of, &slug, &mut out)?;
        }
        articles(&mut view, edition, &mut out)?;
    }
    Ok(())
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

fn edition_files(view: &mut View<'_>, edition: &Edition, out: &mut Out<'_>) -> Result<()> {
    for rest in [
        "/",
        "/latest",
        "/corrections",
        "/offline",
        "/manifest.webmanifest",
        "/news-sitemap.xml",
    ] {
        out.say(rest)?;
    }
    if edition.prefix.is_empty() {
        for rest in ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt"] {
            out.say(rest)?;
        }
    }
    for month in view.months(edition.id)? {
        out.say(&format!("/sitemap-{:04}-{:02}.xml", month / 100, month % 100))?;
    }
    for page in view.static_pages(edition.id)? {
        out.say(&places::named(&page.slug))?;
    }
    list(view, &List::Latest(edition.id), &Of::Latest, out)
}

/// The feeds and the numbered pages of a list.
fn list(view: &mut View<'_>, list: &List, of: &Of, out: &mut Out<'_>) -> Result<()> {
    for form in [FeedForm::Rss, FeedForm::Json] {
        out.say(&places::feed(of, form))?;
    }
    let mut n = 1;
    while view.has_page(list, n)? {
        out.say(&places::list(of, Some(n)))?;
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
        }
        n += 1;
    }
    Ok(())
}
