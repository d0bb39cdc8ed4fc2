//! The files of a small newsroom on SQLite, with words chosen to break them.

mod house;

use super::*;
use crate::store::keys::{Key, List};
use house::{NOON, Newsroom, id, short};
use quick_xml::Reader;
use quick_xml::events::Event;
use siraj_editorial::{ArticleId, EditionId, TopicId};

const RSS: Route = Route::Feed(Of::Latest, FeedForm::Rss);
const JSON: Route = Route::Feed(Of::Latest, FeedForm::Json);

fn topic() -> Of {
    Of::Topic("مرفأ-سرو".to_owned())
}

/// The words of every element of this name; panics where the bytes are not
/// well-formed XML.
fn words_of(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut found, mut depth, mut inside) = (Vec::new(), 0, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                assert!(start.attributes().all(|attribute| attribute.is_ok()));
                depth += 1;
                inside = start.name().as_ref() == name;
                if inside {
                    found.push(String::new());
                }
            }
            Event::End(_) => {
                depth -= 1;
                inside = false;
            }
            Event::Text(text) if inside => {
                found.last_mut().unwrap().push_str(&text.xml10_content())
            }
            Event::CData(text) if inside => {
                found.last_mut().unwrap().push_str(&text.xml10_content())
            }
            Event::GeneralRef(entity) if inside => {
                let last = found.last_mut().unwrap();
                match entity.resolve_char_ref().unwrap() {
                    Some(letter) => last.push(letter),
                    None => last
                        .push_str(quick_xml::escape::resolve_predefined_entity(&entity).unwrap()),
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    let forbidden = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r');
    assert!(
        !xml.chars()
            .any(|letter| forbidden(letter) || letter == '\u{FFFE}')
    );
    found
}

#[test]
fn a_feed_is_well_formed_whatever_the_words_are() {
    let room = Newsroom::open();
    room.article(1, "قال <b>\"نعم\"</b> & ]]> \u{1}\u{B}\u{FFFE} '", NOON);
    let (xml, _) = room.text(&RSS);
    let seen = |letter: &char| !matches!(letter, '\u{2066}'..='\u{2069}');
    let title: String = words_of(&xml, "title")
        .remove(1)
        .chars()
        .filter(seen)
        .collect();
    assert_eq!(title, "قال <b>\"نعم\"</b> & ]]>  '");
    let html = words_of(&xml, "content:encoded").remove(0);
    assert!(html.starts_with("<div dir=\"rtl\" lang=\"ar\">"), "{html}");
    assert!(
        html.contains("&#60;") && !html.contains("<script"),
        "{html}"
    );
    assert!(html.contains("الرقم الصحيح ستة"), "{html}");
}

#[test]
fn a_feed_carries_authors_dates_picture_credit_and_itself() {
    let room = Newsroom::open();
    room.article(1, "سفينة ثالثة في المرفأ", NOON);
    let (xml, _) = room.text(&RSS);
    let all = |name: &str| words_of(&xml, name);
    assert_eq!(all("dc:creator"), ["ليلى حداد", "كاتب ضيف"]);
    let date = all("pubDate").remove(1);
    assert!(date.ends_with(" +0300") && date.contains(':'), "{date}");
    assert_eq!(
        all("guid"),
        [format!("https://siraj.example/a/{}", short(1))]
    );
    assert!(xml.contains("<guid isPermaLink=\"false\">"), "{xml}");
    let own = "<atom:link href=\"https://siraj.example/feed.xml\" rel=\"self\"";
    assert!(xml.contains(own), "{xml}");
    assert!(
        xml.contains("<media:content url=\"https://siraj.example/media/"),
        "{xml}"
    );
    assert_eq!(all("media:credit"), ["تصوير: سامر"]);
    assert!(
        !xml.contains("src=\"/") && !xml.contains("href=\"/"),
        "{xml}"
    );
}

#[test]
fn a_score_in_a_title_is_isolated() {
    let room = Newsroom::open();
    room.article(1, "فاز الأهلي 2-1", NOON);
    let (xml, _) = room.text(&RSS);
    let title = "فاز الأهلي \u{2066}2-1\u{2069}";
    assert_eq!(words_of(&xml, "title").last().unwrap(), title);
    let (json, _) = room.text(&JSON);
    let feed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(feed["items"][0]["title"], title);
}

#[test]
fn a_json_feed_has_its_fields() {
    let room = Newsroom::open();
    room.article(1, "سفينة ثالثة في المرفأ", NOON);
    let (json, _) = room.text(&Route::Feed(topic(), FeedForm::Json));
    let feed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["language"], "ar");
    assert_eq!(feed["title"], "سراج الساحل – مرفأ سرو");
    let own = feed["feed_url"].as_str().unwrap();
    assert!(own.starts_with("https://siraj.example/topic/%D9%85") && own.ends_with("/feed.json"));
    let item = &feed["items"][0];
    assert_eq!(item["id"], format!("https://siraj.example/a/{}", short(1)));
    assert_eq!(
        item["authors"][0]["url"],
        "https://siraj.example/author/layla"
    );
    assert_eq!(item["authors"][1].get("url"), None);
    assert_eq!(item["tags"][0], "شؤون البحر");
    assert!(
        item["content_html"]
            .as_str()
            .unwrap()
            .contains("dir=\"rtl\"")
    );
    assert!(item["date_published"].as_str().unwrap().ends_with("+03:00"));
    assert!(
        item["image"]
            .as_str()
            .unwrap()
            .starts_with("https://siraj.example/media/")
    );
}

#[test]
fn an_address_is_spelt_alike_in_feeds_and_sitemaps() {
    let room = Newsroom::open();
    room.article(1, "سفينة ثالثة", NOON);
    let (rss, _) = room.text(&RSS);
    let (news, _) = room.text(&Route::NewsSitemap);
    let (month, _) = room.text(&Route::MonthSitemap(house::MONTH));
    let link = words_of(&rss, "link").remove(1);
    assert!(link.contains("%D8%B3%D9%81%D9%8A%D9%86%D8%A9"), "{link}");
    assert_eq!(words_of(&news, "loc"), [link.as_str()]);
    assert_eq!(words_of(&month, "loc"), [link.as_str()]);
    let (json, _) = room.text(&JSON);
    let feed: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(feed["items"][0]["url"], link);
}

#[test]
fn the_news_sitemap_forgets_what_is_older_than_its_window() {
    let room = Newsroom::open();
    room.article(1, "قديم", NOON.plus_seconds(-3 * 86_400));
    room.article(2, "جديد", NOON);
    let (xml, keys) = room.text(&Route::NewsSitemap);
    assert_eq!(words_of(&xml, "news:title"), ["جديد"]);
    assert_eq!(words_of(&xml, "news:language"), ["ar"]);
    assert!(keys.contains(&Key::NewsWindow(EditionId(id(1)))));
}

#[test]
fn what_was_asked_is_recorded_for_empty_and_full_lists() {
    let room = Newsroom::open();
    let list = List::Topic(EditionId(id(1)), TopicId(id(30)));
    let route = Route::Feed(topic(), FeedForm::Rss);
    let (xml, keys) = room.text(&route);
    assert!(words_of(&xml, "item").is_empty());
    assert!(keys.contains(&Key::ListHead(list.clone())));
    assert!(keys.contains(&Key::TopicAt("مرفأ-سرو".to_owned())));
    room.article(1, "سفينة ثالثة", NOON);
    let (_, keys) = room.text(&route);
    let article = ArticleId(id(101));
    for key in [
        Key::ListHead(list),
        Key::Article(article),
        Key::Card(article),
    ] {
        assert!(keys.contains(&key), "{key}");
    }
    assert!(
        room.answer(&Route::Feed(Of::Topic("none".to_owned()), FeedForm::Rss))
            .0
            .is_none()
    );
    assert!(room.answer(&Route::MonthSitemap(200_001)).0.is_none());
}

#[test]
fn the_index_names_every_sitemap_of_every_edition() {
    let room = Newsroom::open();
    room.article(1, "سفينة ثالثة", NOON);
    let (xml, keys) = room.text(&Route::SitemapIndex);
    let month = format!(
        "https://siraj.example/sitemap-{}-{:02}.xml",
        house::MONTH / 100,
        house::MONTH % 100
    );
    assert_eq!(
        words_of(&xml, "loc"),
        [
            "https://siraj.example/news-sitemap.xml",
            "https://siraj.example/sitemap-pages.xml",
            month.as_str(),
            "https://siraj.example/en/news-sitemap.xml",
            "https://siraj.example/en/sitemap-pages.xml",
        ]
    );
    assert!(keys.contains(&Key::Months(EditionId(id(2)))));
}

#[test]
fn crawlers_that_train_models_are_let_in_only_when_the_publication_says_so() {
    let room = Newsroom::open();
    let (closed, _) = room.text(&Route::Robots);
    assert!(closed.contains("User-agent: GPTBot\n") && closed.contains("\nDisallow: /\n"));
    assert!(closed.contains("Sitemap: https://siraj.example/sitemap.xml\n"));
    room.identity(|identity| identity.ai_crawlers = true);
    let (open, _) = room.text(&Route::Robots);
    assert!(
        !open.contains("GPTBot") && !open.contains("Disallow: /\n"),
        "{open}"
    );
}

#[test]
fn security_txt_expires_a_year_after_the_editions_day() {
    let room = Newsroom::open();
    let (text, keys) = room.text(&Route::SecurityTxt);
    assert!(
        text.contains("Contact: mailto:security@siraj.example\n"),
        "{text}"
    );
    assert!(text.contains("Expires: 2027-11-23T00:00:00Z\n"), "{text}");
    assert!(keys.contains(&Key::Day(EditionId(id(1)))));
    room.identity(|identity| {
        identity.security_contact = Some("a@b.example\nPolicy: https://evil.example".to_owned());
        identity.email = None;
    });
    assert!(room.answer(&Route::SecurityTxt).0.is_none());
}

#[test]
fn the_manifest_says_language_and_direction() {
    let room = Newsroom::open();
    let (json, _) = room.text(&Route::Manifest);
    let manifest: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(manifest["dir"], "rtl");
    assert_eq!(manifest["lang"], "ar");
    assert_eq!(manifest["start_url"], "/");
    let purposes: Vec<&str> = manifest["icons"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|icon| icon["purpose"].as_str())
        .collect();
    assert!(
        purposes.contains(&"any") && purposes.contains(&"maskable"),
        "{json}"
    );
}

#[test]
fn nothing_stands_anywhere_before_the_house_is_founded() {
    let room = Newsroom::unfounded();
    for route in [
        RSS,
        JSON,
        Route::NewsSitemap,
        Route::SitemapIndex,
        Route::Robots,
        Route::Manifest,
    ] {
        assert!(room.answer(&route).0.is_none(), "{route:?}");
    }
}
