//! Questions that nobody should ask are answered like any other: by a page that helps.

use super::reader::{Library, encoded};
use crate::doors::house::House;
use siraj::config::Limits;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_asked_a_page_answers() {
    let library = Library::open().await;
    library
        .publish("الحمام الزاجل يعود إلى البريد", "في سرو.")
        .await;
    library.follow().await;
    let long = "ميناء ".repeat(10_000);
    let letters = "م".repeat(50_000);
    let marks = "\u{64B}\u{651}".repeat(3_000);
    let quotes = "\"«".repeat(2_000);
    for q in [
        long.as_str(),
        &letters,
        &marks,
        &quotes,
        "\"الحمام",
        "الحمام\"",
        "«الحمام",
        "»الحمام«",
        "\"\"\"",
        "الحمام AND OR NOT",
        "headline:الحمام",
        "tags:p1 OR *:*",
        "+الحمام -\"البريد",
        "الحمام^9999 ~2 [a TO z]",
        "(((((الحمام",
        ".*",
        "[",
        "(?P<x",
        "\\",
        "%",
        "_",
        "'; --",
        "\u{202E}الحمام\u{202C}",
        "\u{2067}\u{2068}الحمام",
        "\u{200F}\u{200E}",
        "\u{0}\u{7}\u{1B}[31m",
        "\u{64E}",
        "a\u{301}\u{301}\u{301}",
        "👩\u{200D}🚀",
        "\u{FDFA}\u{FDFA}",
        "\u{10FFFF}",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{ 7*7 }} {name}",
    ] {
        let page = library.search(q).await;
        assert_eq!(
            page.status,
            200,
            "{}",
            q.chars().take(40).collect::<String>()
        );
        page.helps();
        assert!(!page.html.contains("<script>alert"), "{q}");
        assert!(!page.html.contains("<img src=x"), "{q}");
        assert!(!page.html.contains('\u{202E}'), "{q}");
        assert!(page.html.len() < 200_000, "{}", page.html.len());
    }
    let cut = library.search(&long).await;
    assert!(cut.told().contains("كان السؤال طويلًا"), "{}", cut.told());
    let found = library.search("الحمام AND البريد").await;
    assert_eq!(found.headlines(), ["الحمام الزاجل يعود إلى البريد"]);
    let shown = library.search("<script>alert(1)</script> الحمام").await;
    assert!(shown.html.contains("&#60;script&#62;") || shown.html.contains("&lt;script&gt;"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_stands_behind_the_question_mark_a_page_answers() {
    let library = Library::open().await;
    library
        .publish("الحمام الزاجل يعود إلى البريد", "في سرو.")
        .await;
    library.follow().await;
    let q = encoded("الحمام");
    for rest in [
        "&&&=&==&",
        "&q=x&q=y",
        "&page=abc&from=x&until=y&section=%ff&topic=%00&author=../..&format=%F0%9F%98%80",
        "&from=-9999-01-01&until=9999-12-31",
        "&from=9999-12-31&until=0001-01-01",
        "&from=2026-11-23T00:00:00Z",
        "&section='%3B%20DROP&sort=%00&prefer_new=%",
        "&%",
        "&page=18446744073709551615",
    ] {
        let page = library.get(&format!("/search?q={q}{rest}")).await;
        assert_eq!(page.status, 200, "{rest}");
        page.helps();
    }
    let many = "&a=b".repeat(5_000);
    assert_eq!(
        library.get(&format!("/search?q={q}{many}")).await.status,
        200
    );
    let suggested = library
        .get(&format!("/search/suggest?q={}", "%D9%85".repeat(9_000)))
        .await;
    assert_eq!(
        (suggested.status.as_u16(), suggested.html.as_str()),
        (200, "{\"names\":[]}")
    );
}

/// Over a socket, where a head has an end.
#[test]
fn a_question_longer_than_any_head_is_refused_and_the_site_serves_on() {
    let house = House::within(Limits::default());
    let asked = house
        .client()
        .get(&format!("/search?q={}", "a".repeat(20_000)));
    let page = asked.unwrap();
    assert_eq!(page.status, 503, "there is no index here");
    assert!(page.text().contains("<main"));
    let endless = house
        .client()
        .get(&format!("/search?q={}", "a".repeat(100_000)));
    if let Ok(refused) = endless {
        assert!((400..500).contains(&refused.status), "{}", refused.status);
    }
    house.still_serves();
}
