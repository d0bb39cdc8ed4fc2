//! What is found, by which of its words, and how it is shown.

use super::reader::{Library, text};
use siraj::actions::house;
use siraj::actions::picture;
use siraj_editorial::Language;
use siraj_editorial::body::{Block, Body, Paragraph};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_found_by_every_word_that_its_reader_reads() {
    let library = Library::open().await;
    let (newsroom, arabic) = (&library.newsroom, library.newsroom.arabic);
    let (room, owner) = (&newsroom.room, || newsroom.owner.clone());
    let mut said = crate::spine::newsroom::picture_words(1);
    said.caption = crate::spine::words::both(
        "طاقم القاطرة «سهيل» عند الفنار القديم.",
        "The crew of the tug Suhail by the old lighthouse.",
    );
    picture::change(room, owner(), newsroom.pictures[0], None, said)
        .await
        .unwrap();
    let mut topic = crate::spine::newsroom::topic(
        "ship-repair",
        crate::spine::words::both("حوض الإصلاح", "Ship repair"),
    );
    topic
        .aliases
        .insert(Language::arabic(), vec!["الترسانة البحرية".to_owned()]);
    let topic = house::save_topic(room, owner(), topic).await.unwrap().value;
    let mut article = text(
        newsroom,
        arabic,
        "المرسى يستقبل أول عبّارة كهربائية",
        "دشّنت اللجنة الخط الجديد صباح أمس.\nتنقل العبّارة مئتي راكب في الرحلة.",
    )
    .await;
    article.standfirst = "تعمل على بطاريات صُنعت في معمل الوادي.".to_owned();
    article.kicker = "نقل بحري".to_owned();
    article.picture = Some(newsroom.pictures[0]);
    article.topics = vec![topic.id];
    article.bylines.push(Byline {
        who: Signatory::Guest("هاشم العطّار".to_owned()),
        role: BylineRole::Photographs,
    });
    let mut blocks = article.body.blocks.clone();
    blocks.push(Block::Paragraph(Paragraph::plain(
        "رفع البحّارة أعلامًا بنفسجية.",
    )));
    article.body = Body::new(blocks);
    newsroom.publish_new(arabic, article).await;
    library
        .publish("بلدية سرو تزرع ألف شجرة زيتون", "بدأت الأشغال على التلّة.")
        .await;
    library.follow().await;
    for (what, q) in [
        ("its headline", "عبارة كهربائية"),
        ("its standfirst", "بطاريات معمل الوادي"),
        ("its body", "مئتا راكب"),
        ("the end of its body", "أعلام بنفسجية"),
        ("who signs it", "سلمى حداد"),
        ("a guest who signs it", "هاشم العطار"),
        ("a topic", "حوض الاصلاح"),
        ("another name of a topic", "الترسانة"),
        ("a caption", "الفنار القديم"),
        ("its kicker", "نقل بحري"),
    ] {
        let page = library.search(q).await;
        let wanted = "المرسى يستقبل أول عبّارة كهربائية".to_owned();
        assert!(
            page.headlines().contains(&wanted),
            "by {what}: {}",
            page.html
        );
    }
    let other = library.search("زيتون").await;
    assert_eq!(other.headlines(), ["بلدية سرو تزرع ألف شجرة زيتون"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_is_marked_as_it_is_spelled_with_its_part_of_the_text() {
    let library = Library::open().await;
    library
        .publish(
            "افتتاح المَدرسةِ الثانية في سرو",
            &format!(
                "{}\nوبالمدرسةِ مكتبة وملعب، وفيها اثنا عشر صفًّا <b>جديدًا</b>.",
                "كلام عن الطريق والجسر والسوق. ".repeat(20)
            ),
        )
        .await;
    library.follow().await;
    let page = library.search("مدرسه").await;
    assert_eq!(page.marked(), ["المَدرسةِ", "وبالمدرسةِ"], "{}", page.html);
    assert!(page.html.contains("مكتبة وملعب"), "{}", page.html);
    assert!(page.html.contains("جديدًا") && !page.html.contains("<b>"));
    assert!(page.html.contains("<time datetime="));
    page.helps();
}

#[tokio::test(flavor = "multi_thread")]
async fn each_edition_finds_its_own_and_tells_of_the_other() {
    let library = Library::open().await;
    library
        .publish(
            "المجلس يقرّ موازنة الجسور",
            "خصّص المجلس ثلث الموازنة لجسر سرو.",
        )
        .await;
    let (newsroom, english) = (&library.newsroom, library.newsroom.english);
    let bridges = text(
        newsroom,
        english,
        "Council passes the bridges budget",
        "The council set aside a third of it for the Sarw lighthouse.",
    );
    newsroom.publish_new(english, bridges.await).await;
    library.follow().await;
    let arabic = library.search("موازنة الجسور").await;
    assert_eq!(arabic.headlines(), ["المجلس يقرّ موازنة الجسور"]);
    let english = library.get("/en/search?q=bridge%20budgets").await;
    assert_eq!(english.headlines(), ["Council passes the bridges budget"]);
    assert!(english.html.contains("lang=\"en\" dir=\"ltr\""));
    english.helps();
    let none = library.search("lighthouse").await;
    assert!(none.headlines().is_empty());
    assert!(
        none.links().contains(&"/en/search?q=lighthouse".to_owned()),
        "{}",
        none.html
    );
    none.helps();
    let other_way = library.get("/en/search?q=%D8%AC%D8%B3%D9%88%D8%B1").await;
    let there = "/search?q=%D8%AC%D8%B3%D9%88%D8%B1".to_owned();
    assert!(other_way.links().contains(&there), "{}", other_way.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelled_word_is_asked_back() {
    let library = Library::open().await;
    for number in 1..6 {
        library
            .publish(
                &format!("الكهرباء تعود إلى حيّ الميناء، المرحلة {number}"),
                "أصلحت الشركة محوّل الكهرباء في الحيّ.",
            )
            .await;
    }
    library.follow().await;
    let page = library.search("الكهرياء").await;
    assert!(!page.headlines().is_empty(), "{}", page.html);
    assert!(page.told().contains("هل تقصد"), "{}", page.told());
    let meant = page
        .links()
        .into_iter()
        .find(|link| link.starts_with("/search?q="));
    let again = library.get(&meant.unwrap()).await;
    assert_eq!(again.headlines().len(), 5);
    assert!(!again.told().contains("هل تقصد"), "{}", again.told());
}

#[tokio::test(flavor = "multi_thread")]
async fn sections_topics_and_authors_of_that_name_stand_on_top() {
    let library = Library::open().await;
    let (newsroom, arabic) = (&library.newsroom, library.newsroom.arabic);
    let mut article = text(newsroom, arabic, "سفن جديدة في المرسى", "وصلت أمس.").await;
    article.topics = vec![newsroom.topics[0]];
    let sections = newsroom.sections(arabic).await;
    article.section = sections
        .iter()
        .find(|one| one.slug == "harbour")
        .unwrap()
        .id;
    newsroom.publish_new(arabic, article).await;
    library.follow().await;
    let page = library.search("ميناء").await;
    for link in ["/topic/sarw-harbour", "/harbour"] {
        assert!(
            page.links().contains(&link.to_owned()),
            "{link}: {}",
            page.html
        );
    }
    let asked = |q: &str| format!("/search/suggest?q={}", super::reader::encoded(q));
    let labels = async |q: &str| {
        let page = library.get(&asked(q)).await;
        assert_eq!(page.headers["content-type"], "application/json");
        assert_eq!(page.headers["cache-control"], "no-store");
        let told: serde_json::Value = serde_json::from_str(&page.html).unwrap();
        let names = told["names"].as_array().unwrap().clone();
        let label = |name: &serde_json::Value| name["label"].as_str().unwrap().to_owned();
        names.iter().map(label).collect::<Vec<String>>()
    };
    assert_eq!(labels("مين").await, ["ميناء سرو", "الميناء"]);
    assert_eq!(labels("سلم").await, ["سلمى حداد"]);
    // Who and what has nothing public is not led to.
    for empty in ["الصيد", "نور", "رأي", "", "َ", "<script>"] {
        assert!(labels(empty).await.is_empty(), "{empty}");
    }
    // A second topic is offered as soon as something is published about it.
    let mut fishing = text(newsroom, arabic, "موسم السردين يبدأ", "خرجت القوارب.").await;
    fishing.topics = vec![newsroom.topics[1]];
    newsroom.publish_new(arabic, fishing).await;
    assert_eq!(labels("صيد").await, ["الصيد"]);
}
