//! What search engines are told of: every page that is theirs to find, once, at
//! its own address and in its own languages; by each host of its own pages only.

use super::room::{AR, EN, Room};
use crate::pages::answer::{Answer, HTML};
use crate::pages::enumerate;
use crate::pages::site::{OwnHost, Site};
use crate::store::clock;
use std::collections::{BTreeMap, BTreeSet};

/// A file's text.
fn file(room: &Room, path: &str) -> String {
    match room.ask(path).0 {
        Answer::Page(rendered) => String::from_utf8(rendered.body).unwrap(),
        _ => panic!("{path} is no file"),
    }
}

/// What stands between two strings, each time.
fn between<'t>(text: &'t str, from: &'t str, to: &'t str) -> Vec<&'t str> {
    let parts = text.split(from).skip(1);
    parts.map(|part| part.split(to).next().unwrap()).collect()
}

/// The addresses in all sitemaps of a host's index but the news, each with its languages.
fn told(room: &Room, index: &str, origin: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for sitemap in between(&file(room, index), "<loc>", "</loc>") {
        let path = sitemap.strip_prefix(origin).unwrap();
        if path.ends_with("/news-sitemap.xml") {
            continue;
        }
        let inside = format!("{}{path}", index.strip_suffix("/sitemap.xml").unwrap());
        let xml = file(room, &inside);
        for url in between(&xml, "<url>", "</url>") {
            let address = between(url, "<loc>", "</loc>").remove(0).to_owned();
            let languages = between(url, "hreflang=\"", "/>");
            let languages = languages.into_iter().map(str::to_owned).collect();
            let before = found.insert(address, languages);
            assert_eq!(before, None, "told of twice: {url}");
        }
    }
    found
}

/// All enumerated pages that search engines may keep, but for numbered ones: the
/// address each says it has, and its languages.
fn pages(room: &Room) -> BTreeMap<String, BTreeSet<String>> {
    let site = room.site.clone();
    let all = room
        .db
        .read_blocking(move |reader| enumerate::all(reader, &site))
        .unwrap();
    let mut found = BTreeMap::new();
    for path in all.iter().filter(|path| !path.contains("/page/")) {
        let Answer::Page(rendered) = room.ask(path).0 else {
            continue;
        };
        let html = String::from_utf8(rendered.body).unwrap();
        if rendered.content_type != HTML || html.contains("content=\"noindex\"") {
            continue;
        }
        let canonical = between(&html, "<link rel=\"canonical\" href=\"", "\"").remove(0);
        let links = between(&html, "<link rel=\"alternate\" hreflang=\"", ">");
        let links = links.into_iter().map(str::to_owned).collect();
        found.insert(canonical.to_owned(), links);
    }
    found
}

#[test]
fn sitemaps_tell_of_every_page_as_the_page_tells_of_itself() {
    let room = Room::found();
    room.publish(25);
    let told = told(&room, "/sitemap.xml", "https://siraj.example");
    let pages = pages(&room);
    assert_eq!(told, pages);
    assert!(told.len() > 30, "{told:?}");
    for (address, languages) in [
        ("https://siraj.example/", 3),
        ("https://siraj.example/en/", 3),
        ("https://siraj.example/world", 3),
        ("https://siraj.example/corrections", 3),
        ("https://siraj.example/latest", 0),
        ("https://siraj.example/author/layla", 0),
        ("https://siraj.example/story/river", 0),
        ("https://siraj.example/about", 0),
    ] {
        assert_eq!(told[address].len(), languages, "{address}");
    }
    // Nothing of this author's, topic's or story's is in the English edition.
    for empty in ["author/layla", "story/river"] {
        assert!(!told.contains_key(&format!("https://siraj.example/en/{empty}")));
    }
}

#[test]
fn a_date_is_told_only_where_it_is_known() {
    let room = Room::found();
    room.publish(1);
    let xml = file(&room, "/sitemap-pages.xml");
    for url in between(&xml, "<url>", "</url>") {
        let dated = url.contains("<lastmod>");
        assert_eq!(dated, url.contains("/about</loc>"), "{url}");
    }
    assert!(xml.contains("<lastmod>2026-11-24T11:00:00+02:00</lastmod>"));
}

#[test]
fn a_topic_is_told_of_from_its_first_article_to_its_last() {
    let room = Room::found();
    let topic = "/topic/%D8%A7%D9%84%D9%85%D8%B1%D9%81%D8%A3</loc>";
    assert!(!file(&room, "/sitemap-pages.xml").contains(topic));
    room.publish(1);
    assert!(file(&room, "/sitemap-pages.xml").contains(topic));
    room.act(|act| {
        let mut gone = super::article(1);
        gone.publication = None;
        crate::store::articles::save(act, &gone).unwrap();
    });
    assert!(!file(&room, "/sitemap-pages.xml").contains(topic));
}

/// The newsroom with its English edition on a host of its own.
fn on_two_hosts() -> Room {
    let mut room = Room::found();
    let english = OwnHost {
        prefix: "en".to_owned(),
        origin: "https://en.siraj.example".to_owned(),
    };
    room.site = Site::new("https://siraj.example", vec![english]);
    room.act(|act| {
        for edition in [AR, EN] {
            clock::set_day(act, edition, "2026-11-24").unwrap();
        }
    });
    room
}

#[test]
fn each_host_has_files_of_its_own_that_name_its_own_pages() {
    let room = on_two_hosts();
    room.publish(3);
    for (base, own, other) in [
        ("", "https://siraj.example", "https://en.siraj.example"),
        ("/en", "https://en.siraj.example", "https://siraj.example"),
    ] {
        let robots = file(&room, &format!("{base}/robots.txt"));
        let index = file(&room, &format!("{base}/sitemap.xml"));
        for text in [&robots, &index] {
            assert!(!text.contains(other), "{base}: {text}");
        }
        assert!(robots.contains(&format!("Sitemap: {own}/sitemap.xml\n")));
        assert!(robots.contains(&format!("Sitemap: {own}/news-sitemap.xml\n")));
        assert!(index.contains(&format!("<loc>{own}/sitemap-pages.xml</loc>")));
        let security = file(&room, &format!("{base}/.well-known/security.txt"));
        assert!(security.contains(&format!("Canonical: {own}/.well-known/security.txt\n")));
        let manifest = file(&room, &format!("{base}/manifest.webmanifest"));
        assert!(manifest.contains("\"scope\":\"/\""), "{manifest}");
        let front = room.page(&format!("{base}/"));
        assert!(front.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\">"));
        let offline = room.page(&format!("{base}/offline"));
        assert!(
            offline.contains("class=\"name\"><a href=\"/\">"),
            "{offline}"
        );
        for address in told(&room, &format!("{base}/sitemap.xml"), own).keys() {
            assert!(address.starts_with(&format!("{own}/")), "{address}");
        }
    }
    assert_eq!(
        told(&room, "/sitemap.xml", "https://siraj.example")["https://siraj.example/"],
        told(&room, "/en/sitemap.xml", "https://en.siraj.example")["https://en.siraj.example/"],
        "the languages of a page are the same list on each host"
    );
}

#[test]
fn an_edition_on_a_host_of_others_has_no_files_of_a_host() {
    let room = Room::found();
    for file in ["robots.txt", "sitemap.xml", ".well-known/security.txt"] {
        let answer = room.ask(&format!("/en/{file}")).0;
        assert!(matches!(answer, Answer::NotFound(_)), "{file}");
    }
}
