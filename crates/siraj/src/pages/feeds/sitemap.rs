//! Sitemaps: the articles of each month, the news of the last two days, and the
//! index of them all. They read cards alone. Where the two days begin is state
//! that the clock moves, so a sitemap is as pure as a page.
//! Source: <https://www.sitemaps.org/protocol.html> and Google's news schema.

use super::xml::Xml;
use super::{address, rendered};
use crate::pages::answer::Rendered;
use crate::pages::view::View;
use crate::store::Result;
use crate::store::keys::List;
use crate::store::live::Card;
use jiff::tz::TimeZone;
use siraj_editorial::Timestamp;
use siraj_editorial::edition::Edition;

/// The most that a news sitemap may hold.
const MOST_NEWS: i64 = 1_000;
/// The most that a sitemap may hold.
const MOST_ADDRESSES: i64 = 50_000;
const CONTENT_TYPE: &str = "application/xml; charset=utf-8";
const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
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
    let zone = TimeZone::get(&identity.time_zone).unwrap_or(TimeZone::UTC);
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
    let zone = TimeZone::get(&identity.time_zone).unwrap_or(TimeZone::UTC);
    let mut xml = Xml::new();
    xml.open("urlset", &[SITEMAP]);
    for card in &cards {
        entry(
            &mut xml,
            &address(view, edition, &sections, card),
            card,
            &zone,
        );
    }
    xml.close("urlset");
    let about = format!("sitemap:{month}");
    Ok(Some(rendered(CONTENT_TYPE, xml.finish(), edition, &about)))
}

fn entry(xml: &mut Xml, address: &str, card: &Card, zone: &TimeZone) {
    xml.open("url", &[]);
    xml.text("loc", address);
    xml.text("lastmod", &iso(card.updated_at, zone));
    xml.close("url");
}

/// All sitemaps of all editions.
pub(super) fn index(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    if view.identity().is_none() {
        return Ok(None);
    }
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[SITEMAP]);
    for one in view.editions().to_vec() {
        place(&mut xml, &view.site().absolute(&one, "/news-sitemap.xml"));
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
