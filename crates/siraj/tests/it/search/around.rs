//! What stands around a question: the empty page, the ways to it from every page, and what a
//! reader is told while the search cannot answer.

use super::reader::{Library, encoded};
use siraj::web::search;
use std::net::{IpAddr, Ipv4Addr};

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_nothing_or_too_little_is_helped_with_the_latest_and_its_topics() {
    let library = Library::open().await;
    library
        .publish("الجسر المعلّق يفتح أمام المشاة", "عبره ألف شخص.")
        .await;
    library.follow().await;
    for little in [
        "",
        " ",
        "ال",
        "«»",
        "\"\"",
        "َّ",
        "؟!…",
        "ب",
        "x",
        "-",
        "-الجسر",
        "٣",
    ] {
        let page = library.search(little).await;
        assert_eq!(page.status, 200, "{little:?}");
        assert!(page.headlines().is_empty(), "{little:?}");
        assert!(
            page.html.contains("الجسر المعلّق"),
            "{little:?}: {}",
            page.html
        );
        page.helps();
    }
    let begun = library.get("/search").await;
    assert_eq!(begun.headers["cache-control"], "no-cache");
    assert!(begun.html.contains("noindex") && begun.html.contains("name=\"q\""));
    assert!(begun.html.contains("الجسر المعلّق"));
    let english = library.get("/en/search").await;
    assert!(
        english.html.contains("Type one or more words"),
        "{}",
        english.html
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_finds_nothing_is_told_what_may_help() {
    let library = Library::open().await;
    library
        .publish("سوق السمك يعود إلى الرصيف", "عاد الباعة.")
        .await;
    library.follow().await;
    let page = library.search("«قطار فائق» السرعة").await;
    assert!(page.told().contains("لم نجد شيئًا"), "{}", page.told());
    for help in ["كتابة الكلمات", "كلمات أقلّ", "علامتَي التنصيص", "سوق السمك"]
    {
        assert!(page.html.contains(help), "{help}: {}", page.html);
    }
    let narrowed = library
        .get(&format!("/search?q={}&format=live", encoded("سوق السمك")))
        .await;
    assert!(narrowed.headlines().is_empty());
    let everywhere = format!("/search?q={}", encoded("سوق السمك"));
    assert!(narrowed.links().contains(&everywhere), "{}", narrowed.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_leads_to_the_search_of_its_edition() {
    let library = Library::open().await;
    library
        .publish("الحديقة العامة تستقبل زوّارها", "فُتحت الأبواب.")
        .await;
    for (path, base) in [
        ("/", ""),
        ("/en/", "/en"),
        ("/world", ""),
        ("/about", ""),
        ("/none", ""),
        ("/en/none", "/en"),
    ] {
        let page = library.get(path).await;
        assert!(
            page.html
                .contains(&format!("action=\"{base}/search\" role=\"search\"")),
            "{path}"
        );
        assert!(page.links().contains(&format!("{base}/search")), "{path}");
        assert!(
            page.links().contains(&format!("{base}/opensearch.xml")),
            "{path}"
        );
    }
    let missing = library.get("/none").await;
    let main = missing.html.split("<main").nth(1).unwrap();
    assert_eq!(missing.status, 404);
    assert!(main.contains("name=\"q\""), "{main}");
    let front = library.get("/").await.html;
    assert!(
        front.contains("https://siraj.example/search?q={search_term_string}"),
        "{front}"
    );
    let described = library.get("/en/opensearch.xml").await;
    assert!(
        described
            .html
            .contains("https://siraj.example/en/search?q={searchTerms}"),
        "{}",
        described.html
    );
    assert_eq!(
        described.headers["content-type"],
        "application/opensearchdescription+xml; charset=utf-8"
    );
    let robots = library.get("/robots.txt").await.html;
    assert!(
        robots.contains("Disallow: /search?\n") && robots.contains("Disallow: /en/search?\n"),
        "{robots}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_spelling_of_the_address_leads_to_the_right_one_with_its_question() {
    let library = Library::open().await;
    for (wrong, right) in [
        ("/search/?q=a", "/search?q=a"),
        ("/SEARCH?q=%D8%A8", "/search?q=%D8%A8"),
        ("/EN/Search/?q=a&page=2", "/en/search?q=a&page=2"),
    ] {
        let page = library.get(wrong).await;
        assert_eq!(page.status, 301, "{wrong}");
        assert_eq!(page.headers["location"], right, "{wrong}");
    }
    for nothing in [
        "/world/search?q=a",
        "/search/other?q=a",
        "/en/search/more?q=a",
    ] {
        assert_eq!(library.get(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_there_is_no_index_the_reader_is_told_how_far_it_is() {
    let library = Library::open().await;
    library.publish("المكتبة تفتح ليلًا", "حتى العاشرة.").await;
    let stopped = library.search("المكتبة").await;
    assert_eq!(stopped.status, 503);
    assert!(stopped.headers.contains_key("retry-after"));
    stopped.helps();
    library.newsroom.room.search.making().begin(200);
    library.newsroom.room.search.making().step(90);
    let making = library.search("المكتبة").await;
    assert_eq!(making.status, 503);
    assert!(making.told().contains("45%"), "{}", making.told());
    assert!(making.html.contains("المكتبة تفتح ليلًا"));
    making.helps();
    library.newsroom.room.search.making().end();
    library.follow().await;
    assert_eq!(
        library.search("المكتبة").await.headlines(),
        ["المكتبة تفتح ليلًا"]
    );
    // An index that is damaged is asked no more, and says so politely.
    library.newsroom.room.search.give_up();
    let given_up = library.search("المكتبة").await;
    assert_eq!(given_up.status, 503);
    given_up.helps();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_asks_without_end_is_asked_to_wait_and_no_other() {
    let library = Library::open().await;
    library.publish("القطار الساحلي يتأخر", "ساعة كاملة.").await;
    library.follow().await;
    let (busy, calm): (IpAddr, IpAddr) = (
        Ipv4Addr::new(192, 0, 2, 1).into(),
        Ipv4Addr::new(192, 0, 2, 2).into(),
    );
    let address = format!("/search?q={}", encoded("القطار"));
    for _ in 0..search::QUESTIONS {
        assert_eq!(library.get_from(busy, &address).await.status, 200);
    }
    let waits = library.get_from(busy, &address).await;
    assert_eq!(waits.status, 429);
    assert_eq!(waits.headers["retry-after"], "60");
    assert!(waits.told().contains("انتظر 60 ثانية"), "{}", waits.told());
    waits.helps();
    assert_eq!(library.get_from(busy, "/search?q=").await.status, 200);
    assert_eq!(library.get_from(busy, "/").await.status, 200);
    assert_eq!(library.get_from(calm, &address).await.status, 200);
    library.newsroom.room.clock.advance(61);
    assert_eq!(library.get_from(busy, &address).await.status, 200);
}
