//! A question is narrowed by section, topic, author, format and day, sorted, and its answers
//! are read page by page.

use super::reader::{Library, encoded, text};
use siraj_editorial::revision::Format;

/// Three articles of the lighthouse: in the world, in the harbour below it, an opinion.
async fn three(library: &Library) {
    let newsroom = &library.newsroom;
    let arabic = newsroom.arabic;
    let sections = newsroom.sections(arabic).await;
    let section = |slug: &str| sections.iter().find(|one| one.slug == slug).unwrap().id;
    for (headline, slug, format, topic, person) in [
        ("المنارة تضيء من جديد", "world", Format::News, Some(0), 0),
        (
            "ترميم المنارة عند الرصيف",
            "harbour",
            Format::Brief,
            Some(1),
            1,
        ),
        ("لماذا نحبّ المنارة", "opinion", Format::Opinion, None, 2),
    ] {
        let mut article = text(newsroom, arabic, headline, "كلام عن البحر.").await;
        article.section = section(slug);
        article.format = format;
        article.topics = topic
            .map(|at: usize| newsroom.topics[at])
            .into_iter()
            .collect();
        let person = newsroom.people[person];
        article.bylines[0].who = siraj_editorial::byline::Signatory::Person(person);
        newsroom.publish_new(arabic, article).await;
        newsroom.room.clock.advance(24 * 3_600);
    }
    library.follow().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_of_narrowing_leaves_what_it_names() {
    let library = Library::open().await;
    three(&library).await;
    let all = library.search("المنارة").await.headlines();
    assert_eq!(all.len(), 3);
    let q = encoded("المنارة");
    for (narrowed, left) in [
        ("section=harbour", vec!["ترميم المنارة عند الرصيف"]),
        ("section=HARBOUR", vec!["ترميم المنارة عند الرصيف"]),
        (
            "section=world",
            vec!["المنارة تضيء من جديد", "ترميم المنارة عند الرصيف"],
        ),
        ("topic=fishing", vec!["ترميم المنارة عند الرصيف"]),
        ("author=layla-nasser", vec!["لماذا نحبّ المنارة"]),
        ("format=opinion", vec!["لماذا نحبّ المنارة"]),
        ("format=live", vec![]),
        ("topic=fishing&format=opinion", vec![]),
        (
            "from=2026-11-24",
            vec!["ترميم المنارة عند الرصيف", "لماذا نحبّ المنارة"],
        ),
        ("until=2026-11-23", vec!["المنارة تضيء من جديد"]),
        (
            "from=2026-11-24&until=2026-11-24",
            vec!["ترميم المنارة عند الرصيف"],
        ),
        ("from=2026-11-26", vec![]),
    ] {
        let page = library.get(&format!("/search?q={q}&{narrowed}")).await;
        let (mut found, mut left) = (page.headlines(), left);
        found.sort_unstable();
        left.sort_unstable();
        assert_eq!(found, left, "{narrowed}: {}", page.html);
        page.helps();
        let without = format!("/search?q={q}");
        if !narrowed.contains('&') {
            assert!(page.links().contains(&without), "{narrowed}: {}", page.html);
        }
    }
    let newest = library.get(&format!("/search?q={q}&sort=newest")).await;
    assert_eq!(newest.headlines()[0], "لماذا نحبّ المنارة");
    let plain = library.get(&format!("/search?q={q}&prefer_new=off")).await;
    assert_eq!(plain.headlines().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_means_nothing_narrows_nothing_and_is_told_of() {
    let library = Library::open().await;
    three(&library).await;
    let q = encoded("المنارة");
    for amiss in [
        "section=nowhere",
        "topic=nothing",
        "author=nobody",
        "format=song",
        "from=yesterday",
        "until=2026-02-31",
    ] {
        let page = library.get(&format!("/search?q={q}&{amiss}")).await;
        let written = amiss.split_once('=').unwrap().1;
        assert_eq!(page.headlines().len(), 3, "{amiss}");
        assert!(page.html.contains("class=\"note\""), "{amiss}");
        assert!(page.html.contains(written), "{amiss}: {}", page.html);
        page.helps();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_read_in_numbered_pages_of_ten() {
    let library = Library::open().await;
    for number in 1..=23 {
        let headline = format!("جلسة المجلس البلدي رقم {number}");
        library.publish(&headline, "ناقش المجلس الطرق.").await;
    }
    library.follow().await;
    let q = encoded("المجلس البلدي");
    let mut seen = std::collections::BTreeSet::new();
    for (page, count) in [(1, 10), (2, 10), (3, 3)] {
        let page = library.get(&format!("/search?q={q}&page={page}")).await;
        assert_eq!(page.headlines().len(), count);
        seen.extend(page.headlines());
    }
    assert_eq!(seen.len(), 23);
    let first = library.get(&format!("/search?q={q}")).await;
    assert!(first.links().contains(&format!("/search?q={q}&page=2")));
    assert!(first.html.contains("التالي") && !first.html.contains("السابق"));
    let last = library.get(&format!("/search?q={q}&page=3")).await;
    assert!(last.html.contains("السابق") && !last.html.contains("التالي"));
    for beyond in ["4", "50", "9999", "99999999999999999999"] {
        let page = library.get(&format!("/search?q={q}&page={beyond}")).await;
        assert_eq!(page.status, 200, "{beyond}");
        page.helps();
        if beyond.len() < 9 {
            assert!(page.headlines().is_empty(), "{beyond}");
            assert!(page.links().contains(&format!("/search?q={q}&page=3")));
        }
    }
    for wrong in ["abc", "0", "-3", "1.5", "", "%00", "٢"] {
        let page = library.get(&format!("/search?q={q}&page={wrong}")).await;
        assert_eq!(page.headlines().len(), 10, "{wrong}");
        page.helps();
    }
}
