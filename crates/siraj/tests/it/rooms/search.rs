//! The newsroom's search of whole texts, in the list and in the finder, and what is like a
//! text that is being written: who finds what, and what is said while nothing can be found.

use super::browser::leads_to;
use super::desk::Staff;
use crate::harness::{Answer, Desk, manuscript};
use http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use siraj::followers::search::Follower;
use siraj::store::house;
use siraj_editorial::role::Role;

const LIST: &str = "/newsroom/articles";
const FIND: &str = "/newsroom/find";

/// Brings the index to the end of the log.
async fn index(desk: &Desk) {
    let mut follower = Follower::new(desk.newsroom.room.clone());
    follower.step().await.unwrap();
}

fn asking(page: &str, q: &str) -> String {
    format!("{page}?q={}", utf8_percent_encode(q, NON_ALPHANUMERIC))
}

fn rows(page: &Answer) -> usize {
    page.text.matches(r#"type="checkbox" name="id""#).count()
}

impl Staff<'_> {
    /// A draft of theirs with a headline and a text.
    async fn begins(&self, desk: &Desk, headline: &str, words: &str) -> Value {
        let mut text = manuscript();
        text["headline"] = json!(headline);
        text["body"] = json!({"format": "markdown", "text": words});
        let answer = desk.with(&self.token, "POST", "/articles");
        answer.json(&text).await.done(201)
    }

    async fn publishes(&self, article: &Value) -> Value {
        let sent = json!({"kind": "first", "revision": article["head"]["id"]});
        self.does(article, "publication", sent).await
    }

    /// Another text of an article.
    async fn rewrites(&self, desk: &Desk, article: &Value, words: &str) -> Value {
        let mut text = article["manuscript"].clone();
        text["base"] = article["head"]["id"].clone();
        text["apart"] = json!(true);
        text["body"] = json!({"format": "markdown", "text": words});
        let path = format!("/articles/{}", article["id"].as_str().unwrap());
        let answer = desk.with(&self.token, "PUT", &path);
        answer.json(&text).await.done(200)
    }

    async fn finds(&mut self, q: &str) -> String {
        self.browser.get(&asking(FIND, q)).await.text
    }

    async fn lists(&mut self, q: &str) -> Answer {
        self.browser.get(&asking(LIST, q)).await
    }

    async fn like(&self, desk: &Desk, article: &Value) -> Value {
        let path = format!("/articles/{}/like", article["id"].as_str().unwrap());
        desk.with(&self.token, "GET", &path).send().await.done(200)
    }
}

#[tokio::test]
async fn a_text_is_found_by_a_half_typed_word_of_its_middle_and_shown_with_it() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let words = "تعطّلت الرافعةُ الحمراء فجرًا، فانتظرت ثلاث سفن عند المدخل.";
    writer.begins(&desk, "صباح مزدحم", words).await;
    index(&desk).await;
    for q in ["رافع", "والرافعه الحمرا", "الحمراء سفينة"] {
        let found = writer.finds(q).await;
        assert!(found.contains("صباح مزدحم"), "{q}: {found}");
        assert_eq!(rows(&writer.lists(q).await), 1, "{q}");
    }
    let found = writer.finds("الرافعة").await;
    assert!(found.contains("<mark>الرافعةُ</mark>"), "{found}");
    assert!(!found.contains("data-why"), "{found}");
    let page = writer.lists("الرافعة").await;
    assert!(page.text.contains("<mark>الرافعةُ</mark>"), "{}", page.text);
    assert!(page.text.contains("1 article") && !page.text.contains("in the headline"));
    assert_eq!(rows(&writer.lists("قاموس").await), 0);
}

#[tokio::test]
async fn a_draft_that_one_may_not_read_is_found_by_nothing() {
    let desk = Desk::open().await;
    let writer = Staff::of(&desk, Role::Reporter).await;
    let words = "يكشف تقرير سرّي عن زرقاوان في مخازن الصوامع الغربية.";
    let draft = writer.begins(&desk, "مخازن الصوامع", words).await;
    let secret = draft["short_id"].as_str().unwrap();
    for role in Role::ALL {
        let mut other = Staff::of(&desk, role).await;
        let own = other.begins(&desk, "نص آخر", words).await;
        index(&desk).await;
        let sees = role >= Role::Editor;
        for q in ["زرقاوان", "مخازن الصوامع", "\"مخازن الصوامع الغربية\""]
        {
            // One's own is there beside it: the words are known, the draft is not.
            let found = other.finds(q).await;
            assert!(found.contains("نص آخر"), "{role:?} {q}");
            assert_eq!(found.contains(secret), sees, "{role:?} {q}: {found}");
            let expected = if sees { 2 } else { 1 };
            assert_eq!(rows(&other.lists(q).await), expected, "{role:?} {q}");
        }
        // Nor is a word of it proposed to whoever mistypes it.
        let page = other.lists("زرقاونن").await;
        assert!(sees || !page.text.contains("Did you mean"), "{role:?}");
        let like = other.like(&desk, &own).await;
        assert!(!like.to_string().contains(secret), "{role:?}: {like}");
        let id = own["id"].as_str().unwrap();
        desk.with(&other.token, "PUT", &format!("/articles/{id}/bin"))
            .json(&json!({}))
            .await
            .done(200);
    }
}

#[tokio::test]
async fn what_was_withdrawn_is_found_in_the_newsroom_by_those_who_see_it() {
    let desk = Desk::open().await;
    let mut owner = Staff::of(&desk, Role::Owner).await;
    let mut reporter = Staff::of(&desk, Role::Reporter).await;
    let article = owner
        .begins(&desk, "خبر عن القنطرة", "انهارت القنطرة الخشبية ليلًا.")
        .await;
    let article = owner.publishes(&article).await;
    index(&desk).await;
    assert_eq!(rows(&reporter.lists("القنطرة الخشبية").await), 1);
    let notice = json!({"notice": "نُشر قبل التثبّت منه."});
    owner.does(&article, "withdrawal", notice).await;
    for _ in 0..2 {
        // Whether or not the index knows of it yet.
        assert_eq!(rows(&reporter.lists("القنطرة الخشبية").await), 0);
        assert_eq!(rows(&owner.lists("القنطرة الخشبية").await), 1);
        index(&desk).await;
    }
    let state = format!("{}&state=withdrawn", asking(LIST, "القنطرة"));
    assert_eq!(rows(&owner.browser.get(&state).await), 1);
    let state = format!("{}&state=published", asking(LIST, "القنطرة"));
    assert_eq!(rows(&owner.browser.get(&state).await), 0);
}

#[tokio::test]
async fn a_published_article_is_found_by_its_public_text_and_by_the_newer_one() {
    let desk = Desk::open().await;
    let mut owner = Staff::of(&desk, Role::Owner).await;
    let article = owner
        .begins(&desk, "سوق السمك", "باع الصيادون السردين باكرًا.")
        .await;
    let article = owner.publishes(&article).await;
    owner
        .rewrites(&desk, &article, "باع الصيادون الهامور باكرًا.")
        .await;
    index(&desk).await;
    for word in ["السردين", "الهامور"] {
        let page = owner.lists(word).await;
        assert_eq!(rows(&page), 1, "{word}");
        assert!(
            page.text.contains(&format!("<mark>{word}</mark>")),
            "{word}: {}",
            page.text
        );
    }
    assert_eq!(
        rows(&owner.lists("باع الصيادون").await),
        1,
        "one article is found once"
    );
}

#[tokio::test]
async fn words_and_filters_go_together_and_what_is_found_has_numbered_pages() {
    let desk = Desk::open().await;
    let mut owner = Staff::of(&desk, Role::Owner).await;
    for n in 0..43 {
        let headline = format!("نشرة البحر {n}");
        owner
            .begins(&desk, &headline, "موج خفيف عند الرصيف المرجاني.")
            .await;
    }
    index(&desk).await;
    let first = owner.lists("المرجاني").await;
    assert_eq!(rows(&first), 40);
    assert!(first.text.contains("43 articles"), "{}", first.text);
    assert!(first.text.contains(r#"&#38;page=2""#), "{}", first.text);
    let second = owner
        .browser
        .get(&format!("{}&page=2", asking(LIST, "المرجاني")))
        .await;
    assert_eq!(rows(&second), 3);
    for odd in [
        "page=0",
        "page=-1",
        "page=99999999999999999999",
        "page=x",
        "page=77",
    ] {
        let page = owner
            .browser
            .get(&format!("{}&{odd}", asking(LIST, "المرجاني")))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(rows(&page) > 0, "{odd}");
    }
    let newest = owner
        .browser
        .get(&format!("{}&order=new", asking(LIST, "المرجاني")))
        .await;
    assert!(
        newest.text.contains("نشرة البحر 42") || newest.text.contains("<time"),
        "{}",
        newest.text
    );
    for (filter, count) in [
        ("state=draft", 40),
        ("state=published", 0),
        ("state=binned", 0),
        ("format=opinion", 0),
        ("format=news", 40),
        ("who=me", 40),
        ("who=00000000-0000-7000-8000-000000000000", 0),
        ("since=1", 40),
    ] {
        let page = owner
            .browser
            .get(&format!("{}&{filter}", asking(LIST, "المرجاني")))
            .await;
        assert_eq!(rows(&page), count, "{filter}");
    }
    // A search that was kept asks the whole texts too.
    let back = format!(
        "?{}&order=new",
        asking("", "المرجاني").trim_start_matches('?')
    );
    let fields = [("name", "المرجان"), ("back", back.as_str())];
    leads_to(
        &owner
            .browser
            .post(&format!("{LIST}/searches"), &fields)
            .await,
    );
    let page = owner.browser.get(LIST).await;
    assert!(page.text.contains("order=new"), "{}", page.text);
}

#[tokio::test]
async fn a_draft_is_found_by_the_new_name_of_its_topic() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Editor).await;
    let topics = desk.newsroom.room.db.read(|c| house::all_topics(c));
    let mut topic = topics.await.unwrap().swap_remove(0);
    let mut text = manuscript();
    text["headline"] = json!("صباح مزدحم");
    text["topics"] = json!([topic.id]);
    let answer = desk.with(&writer.token, "POST", "/articles");
    answer.json(&text).await.done(201);
    index(&desk).await;
    assert_eq!(rows(&writer.lists("الخزعبليات").await), 0);
    let arabic = topic.name.0.values_mut().next().unwrap();
    "الخزعبليات".clone_into(arabic);
    let owner = desk.newsroom.owner.clone();
    let saved = siraj::actions::house::save_topic(&desk.newsroom.room, owner, topic);
    saved.await.unwrap();
    index(&desk).await;
    let found = writer.lists("خزعبليات").await;
    assert!(found.text.contains("صباح مزدحم"), "{}", found.text);
}

#[tokio::test]
async fn hostile_questions_are_answered() {
    let desk = Desk::open().await;
    let mut owner = Staff::of(&desk, Role::Owner).await;
    index(&desk).await;
    let long = "مرفأ ".repeat(2_000);
    for q in [
        "\"",
        "«",
        "-",
        "--",
        "*",
        "AND OR NOT",
        "a:b",
        "\u{202e}\u{2068}",
        "🛥",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "ــــ",
        "\u{64b}\u{64c}",
        "((((",
        "%",
        long.as_str(),
    ] {
        for page in [LIST, FIND] {
            let answer = owner.browser.get(&asking(page, q)).await;
            assert_eq!(answer.status, StatusCode::OK, "{page} {q}");
            assert!(!answer.text.contains("<script>alert"), "{page} {q}");
        }
    }
}

#[tokio::test]
async fn without_an_index_headlines_are_looked_through_and_the_page_says_so() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let article = writer
        .begins(&desk, "سوق السمك", "باع الصيادون السردين باكرًا.")
        .await;
    let page = writer.lists("السمك").await;
    assert_eq!(rows(&page), 1);
    assert!(page.text.contains("does not answer now"), "{}", page.text);
    assert_eq!(rows(&writer.lists("السردين").await), 0);
    assert!(writer.finds("السمك").await.contains("data-why"));
    desk.newsroom.room.search.making().begin(200);
    desk.newsroom.room.search.making().step(50);
    let page = writer.lists("السمك").await;
    assert!(page.text.contains("is being made (25%)"), "{}", page.text);
    assert_eq!(writer.like(&desk, &article).await["state"], "making");
    desk.newsroom.room.search.making().end();
    assert_eq!(writer.like(&desk, &article).await["state"], "out");
}

#[tokio::test]
async fn what_was_published_on_it_is_offered_to_whoever_writes() {
    let desk = Desk::open().await;
    let owner = Staff::of(&desk, Role::Owner).await;
    let text = "أوقفت سلطة الموانئ قاطرة الميناء القديمة بعد عطل في محرّكها.";
    let old = owner.begins(&desk, "قاطرة الميناء خارج الخدمة", text).await;
    owner.publishes(&old).await;
    // What stands in every other text says nothing of any: a house has more than two.
    for n in 0..10 {
        let headline = format!("نشرة البحر {n}");
        let filler = owner.begins(&desk, &headline, "موج خفيف عند الرصيف.").await;
        owner.publishes(&filler).await;
    }
    let other = owner
        .begins(&desk, "قاطرة من مرفأ الساحل", "استُعيرت قاطرة.")
        .await;
    owner.publishes(&other).await;
    let draft = owner
        .begins(
            &desk,
            "قاطرة جديدة",
            "وصلت قاطرة الميناء الجديدة بدل القاطرة القديمة.",
        )
        .await;
    owner.begins(&desk, "مسودة عن القاطرة", text).await;
    index(&desk).await;
    let like = owner.like(&desk, &draft).await;
    assert_eq!(like["state"], "ready");
    assert_eq!(like["items"][0]["id"], old["id"], "{like}");
    assert_eq!(like["items"][0]["headline"], "قاطرة الميناء خارج الخدمة");
    assert!(
        !like.to_string().contains("مسودة عن القاطرة"),
        "drafts are not offered"
    );
    assert!(
        !like.to_string().contains(draft["id"].as_str().unwrap()),
        "nor it itself"
    );
    // What was withdrawn is not offered either, though the index may not know yet.
    let notice = json!({"notice": "نُشر قبل التثبّت منه."});
    owner.does(&old, "withdrawal", notice).await;
    let like = owner.like(&desk, &draft).await;
    assert!(!like.to_string().contains("خارج الخدمة"), "{like}");
    // Whoever may not read the article is told nothing of it.
    let other = Staff::of(&desk, Role::Reporter).await;
    let path = format!("/articles/{}/like", draft["id"].as_str().unwrap());
    let refused = desk.with(&other.token, "GET", &path).send().await;
    refused.refused(404, "api.not_found");
}
