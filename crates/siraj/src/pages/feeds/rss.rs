//! RSS 2.0 with the whole text, authors, pictures and their credits in the
//! modules that feed readers know. Source: <https://www.rssboard.org/rss-specification>
//! and <https://www.rssboard.org/media-rss>.

use super::gather::{Feed, Item, Shown};
use super::xml::Xml;

/// The namespaces of the modules.
const NAMESPACES: &[(&str, &str)] = &[
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// The feed's bytes.
pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("rss", NAMESPACES);
    xml.open("channel", &[]);
    xml.text("title", &feed.title);
    xml.text("link", &feed.page);
    // The specification asks for a description even where there is nothing to add.
    let description = if feed.description.is_empty() {
        &feed.title
    } else {
        &feed.description
    };
    xml.text("description", description);
    xml.text("language", &feed.language);
    xml.empty(
        "atom:link",
        &[
            ("href", &feed.own),
            ("rel", "self"),
            ("type", "application/rss+xml"),
        ],
    );
    if let Some(newest) = feed.items.first() {
        xml.text("pubDate", &newest.published.rfc822);
    }
    for one in &feed.items {
        item(&mut xml, one);
    }
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

fn item(xml: &mut Xml, item: &Item) {
    xml.open("item", &[]);
    xml.text("title", &item.title);
    xml.text("link", &item.url);
    xml.words("guid", &[("isPermaLink", "false")], &item.id);
    xml.text("pubDate", &item.published.rfc822);
    if let Some(updated) = &item.updated {
        xml.text("atom:updated", &updated.iso);
    }
    for author in &item.authors {
        xml.text("dc:creator", &author.name);
    }
    for tag in &item.tags {
        xml.text("category", tag);
    }
    if !item.summary.is_empty() {
        xml.text("description", &item.summary);
    }
    xml.markup("content:encoded", &item.html);
    if let Some(picture) = &item.picture {
        media(xml, picture);
    }
    xml.close("item");
}

fn media(xml: &mut Xml, picture: &Shown) {
    let (width, height) = (picture.width.to_string(), picture.height.to_string());
    xml.open(
        "media:content",
        &[
            ("url", &picture.url),
            ("type", "image/jpeg"),
            ("medium", "image"),
            ("width", &width),
            ("height", &height),
        ],
    );
    if !picture.alt.is_empty() {
        xml.words("media:description", &[("type", "plain")], &picture.alt);
    }
    if !picture.credit.is_empty() {
        xml.text("media:credit", &picture.credit);
    }
    xml.close("media:content");
}
