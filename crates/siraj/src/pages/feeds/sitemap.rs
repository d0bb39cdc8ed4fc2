//! Sitemaps: the articles of each month, the pages that are no articles, the news
//! of the last two days, and the index of a host's sitemaps. Of articles they read
//! cards alone. Where the two days begin is state that the clock moves, so a
//! sitemap is as pure as a page. Languages are told of as pages tell of them.
//! Sources: <https://www.sitemaps.org/protocol.html>, Google's news schema,
//! <https://developers.google.com/search/docs/specialty/international/localized-versions>.

use super::xml::Xml;
use super::{address, rendered};
use crate::pages::answer::Rendered;
use crate::pages::build::places;
use crate::pages::build::shell::alternates;
use crate::pages::enumerate;
use crate::pages::model::Alternate;
use crate::pages::view::View;
use crate::store::Result;
use crate::store::house;
use crate::store::keys::List;
use crate::store::live::Card;
use jiff::tz::TimeZone;
use siraj_editorial::edition::Edition;
use siraj_editorial::{ArticleId, Timestamp};
use std::collections::HashMap;

/// The most that a news sitemap may hold.
const MOST_NEWS: i64 = 1_000;
/// The most that a sitemap may hold.
const MOST_ADDRESSES: i64 = 50_000;
const CONTENT_TYPE: &str = "application/xml; charset=utf-8";
const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
/// The namespace in which sitemaps tell of other languages.
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");
const NEWS: (&str, &str) = (
    "xmlns:news",
    "http://www.google.com/schemas/sitemap-news/0.9",
);

/// What was published in the last two days, newest first.
pub(super) fn news(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    let Some(identity) = view.identity().cloned() else {
        return Ok(None);
    };
    let from = view.news_window(edition.id)?;
    let sections = view.sections(edition.id)?.to_vec();
    let cards = view.list_head(&List::Latest(edition.id), MOST_NEWS)?;
    let zone = house::zone(&identity);
    let mut xml = Xml::new();
    xml.open("urlset", &[SITEMAP, NEWS]);
    // Before the clock has first run, no window is known and nothing counts as news.
    let known = from > Timestamp::default();
    for card in cards.iter().filter(|card| known && card.first_at >= from) {
        xml.open("url", &[]);
        xml.text("loc", &address(view, edition, &sections, card));
        xml.open("news:news", &[]);
        xml.open("news:publication", &[]);
        xml.text("news:name", identity.name.in_language(&edition.language));
        xml.text("news:language", edition.language.tag());
        xml.close("news:publication");
        xml.text("news:publication_date", &iso(card.first_at, &zone));
        xml.text("news:title", &card.headline);
        xml.close("news:news");
        xml.close("url");
    }
    xml.close("urlset");
    Ok(Some(rendered(
        CONTENT_TYPE,
        xml.finish(),
        edition,
        "news-sitemap",
    )))
}

/// What was first published in a month; `None` when nothing was.
pub(super) fn month(
    view: &mut View<'_>,
    edition: &Edition,
    month: u32,
) -> Result<Option<Rendered>> {
    let Some(identity) = view.identity().cloned() else {
        return Ok(None);
    };
    if !view.months(edition.id)?.contains(&month) {
        return Ok(None);
    }
    let sections = view.sections(edition.id)?.to_vec();
    let cards = view.list_head(&List::Month(edition.id, month), MOST_ADDRESSES)?;
    let translations = translations(view, edition, &cards)?;
    let zone = house::zone(&identity);
    let mut xml = Xml::new();
    xml.open("urlset", &[SITEMAP, XHTML]);
    for card in &cards {
        let rest = places::article(card, &sections);
        let others = translations.get(&card.article);
        let others = others.map_or(&[][..], Vec::as_slice);
        let entry = Entry {
            address: view.site().absolute(edition, &rest),
            changed: Some(card.updated_at),
            alternates: alternates(view.site(), (edition, &rest), others),
        };
        entry.write(&mut xml, &zone);
    }
    xml.close("urlset");
    let about = format!("sitemap:{month}");
    Ok(Some(rendered(CONTENT_TYPE, xml.finish(), edition, &about)))
}

/// The counterparts of these articles: edition and address after its prefix.
fn translations(
    view: &mut View<'_>,
    edition: &Edition,
    cards: &[Card],
) -> Result<HashMap<ArticleId, Vec<(Edition, String)>>> {
    let ids: Vec<ArticleId> = cards.iter().map(|card| card.article).collect();
    let mut found: HashMap<ArticleId, Vec<(Edition, String)>> = HashMap::new();
    for (own, other) in view.counterparts_of(&ids)? {
        let theirs = view.edition(other.edition).cloned();
        if let Some(theirs) = theirs.filter(|theirs| theirs.id != edition.id) {
            let rest = places::article(&other, &view.sections(theirs.id)?);
            found.entry(own).or_default().push((theirs, rest));
        }
    }
    Ok(found)
}

/// The pages that are no articles.
pub(super) fn pages(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    let Some(identity) = view.identity().cloned() else {
        return Ok(None);
    };
    let zone = house::zone(&identity);
    let told = enumerate::told(view, edition)?;
    let most = usize::try_from(MOST_ADDRESSES).unwrap_or(usize::MAX);
    let mut xml = Xml::new();
    xml.open("urlset", &[SITEMAP, XHTML]);
    for page in told.into_iter().take(most) {
        let others = page.counterparts.into_iter();
        let others: Vec<(Edition, String)> = others
            .filter_map(|(id, rest)| Some((view.edition(id)?.clone(), rest)))
            .collect();
        let entry = Entry {
            address: view.site().absolute(edition, &page.rest),
            changed: page.changed,
            alternates: alternates(view.site(), (edition, &page.rest), &others),
        };
        entry.write(&mut xml, &zone);
    }
    xml.close("urlset");
    Ok(Some(rendered(
        CONTENT_TYPE,
        xml.finish(),
        edition,
        "sitemap:pages",
    )))
}

/// What is told of one address.
struct Entry {
    address: String,
    /// Left out where it is not known: a date that is not true makes crawlers
    /// believe none.
    changed: Option<Timestamp>,
    alternates: Vec<Alternate>,
}

impl Entry {
    fn write(&self, xml: &mut Xml, zone: &TimeZone) {
        xml.open("url", &[]);
        xml.text("loc", &self.address);
        if let Some(changed) = self.changed {
            xml.text("lastmod", &iso(changed, zone));
        }
        for alternate in &self.alternates {
            let attributes = [
                ("rel", "alternate"),
                ("hreflang", alternate.hreflang.as_str()),
                ("href", alternate.url.as_str()),
            ];
            xml.empty("xhtml:link", &attributes);
        }
        xml.close("url");
    }
}

/// The sitemaps of all editions on this edition's host. Those of another host are
/// named by that host's own index: the protocol lets an index name no others.
pub(super) fn index(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    if view.identity().is_none() {
        return Ok(None);
    }
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[SITEMAP]);
    for one in super::on_the_host_of(view, edition) {
        for rest in ["/news-sitemap.xml", "/sitemap-pages.xml"] {
            place(&mut xml, &view.site().absolute(&one, rest));
        }
        for month in view.months(one.id)? {
            let rest = format!("/sitemap-{:04}-{:02}.xml", month / 100, month % 100);
            place(&mut xml, &view.site().absolute(&one, &rest));
        }
    }
    xml.close("sitemapindex");
    Ok(Some(rendered(
        CONTENT_TYPE,
        xml.finish(),
        edition,
        "sitemap-index",
    )))
}

fn place(xml: &mut Xml, address: &str) {
    xml.open("sitemap", &[]);
    xml.text("loc", address);
    xml.close("sitemap");
}

fn iso(at: Timestamp, zone: &TimeZone) -> String {
    let local = at.to_jiff().to_zoned_datetime(zone.clone());
    local.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
