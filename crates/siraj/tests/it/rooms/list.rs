//! The list of articles: who sees what, searching, pages, and several at once.

use super::browser::{Browser, leads_to, opened};
use super::desk::Staff;
use crate::harness::Desk;
use http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use siraj::actions::bin;
use siraj::store::{articles, dockets};
use siraj_editorial::role::Role;

const LIST: &str = "/newsroom/articles";

fn asking(q: &str) -> String {
    format!("{LIST}?q={}", utf8_percent_encode(q, NON_ALPHANUMERIC))
}

/// How many rows a page has.
fn rows(text: &str) -> usize {
    text.matches(r#"type="checkbox" name="id""#).count()
}

fn short(article: &Value) -> &str {
    article["short_id"].as_str().unwrap()
}

#[tokio::test]
async fn everybody_is_listed_what_they_may_see() {
    let desk = Desk::open().await;
    let writer = Staff::of(&desk, Role::Reporter).await;
    writer.writes("مسودة لا يراها غير صاحبها").await;
    for role in Role::ALL {
        let mut staff = Staff::of(&desk, role).await;
        staff.writes("مسودتي أنا").await;
        let page = staff.browser.get(LIST).await;
        assert_eq!(page.status, StatusCode::OK);
        let foreign = page.text.contains("مسودة لا يراها غير صاحبها");
        assert_eq!(foreign, role >= Role::Editor, "{role:?}");
        assert!(page.text.contains("مسودتي أنا"), "{role:?}");
        let published = staff.browser.get(&format!("{LIST}?state=published")).await;
        assert_eq!(
            rows(&published.text),
            5,
            "{role:?}: what is published is everybody's"
        );
    }
}

#[tokio::test]
async fn headlines_are_found_whatever_is_written_onto_their_words() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Editor).await;
    writer.writes("إغلاق المعبر، والمرفأُ بديلٌ مؤقّت").await;
    writer.writes("Erdoğan visits the quay").await;
    for (q, found) in [
        ("المرفأ", 1),
        ("مرفا", 1),
        ("المرفأ المعبر", 1),
        ("معب", 1),
        ("erdogan QUAY", 1),
        ("قاموس", 0),
        ("المرفأ قاموس", 0),
    ] {
        let page = writer.browser.get(&asking(q)).await;
        let drafts = page.text.matches("word draft").count();
        assert_eq!(drafts, found, "{q}");
    }
    let page = writer.browser.get(&asking("المرفأ")).await;
    assert!(page.text.contains("<mark>والمرفأُ</mark>"), "{}", page.text);
    assert!(page.text.contains("1 article") && page.text.contains("in the headline"));
    let none = writer.browser.get(&asking("قاموس")).await;
    assert!(none.text.contains("No article matches."));
}

#[tokio::test]
async fn filters_narrow_and_odd_ones_are_answered() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let english = desk.newsroom.english;
    let page = owner.get(&format!("{LIST}?edition={english}")).await;
    assert_eq!(rows(&page.text), 3);
    let sections = desk.newsroom.sections(desk.newsroom.arabic).await;
    let world = sections.iter().find(|one| one.slug == "world").unwrap().id;
    let page = owner.get(&format!("{LIST}?section={world}")).await;
    assert_eq!(rows(&page.text), 2, "with what lies below it");
    let page = owner.get(&format!("{LIST}?format=opinion")).await;
    assert!(page.text.contains("format: Opinion"));
    let page = owner.get(&format!("{LIST}?state=binned")).await;
    assert!(page.text.contains("The bin is empty."));
    for odd in [
        "state=x",
        "section=%00",
        "who='--",
        "edition=x",
        "format=x",
        "since=-5",
        "since=x",
        "before=x",
        "before=1_x",
        "after=9999999999999999999_x",
        "q=%00",
        "q=%F0%9F%98%80",
        "did=bin&of=x.y~z",
        "did=%3Cscript%3E",
        "%ff=%ff",
        "state=draft&state=draft",
    ] {
        let answer = owner.get(&format!("{LIST}?{odd}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{odd}");
        assert!(!answer.text.contains("<script>"), "{odd}");
    }
    let long = "م".repeat(4_000);
    assert_eq!(owner.get(&asking(&long)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_follow_each_other_in_both_directions_without_gap() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Contributor).await;
    for n in 0..85 {
        writer.writes(&format!("مسودة رقم {n}")).await;
        desk.newsroom.room.clock.advance(1);
    }
    let of = |page: &str, rel: &str| {
        let (before, _) = page.split_once(&format!(r#"" rel="{rel}">"#))?;
        Some(before.rsplit_once('"').unwrap().1.replace("&#38;", "&"))
    };
    let mut address = format!("{LIST}?state=draft");
    let mut seen = Vec::new();
    let last = loop {
        let page = writer.browser.get(&address).await.text;
        seen.push(rows(&page));
        match of(&page, "next") {
            Some(next) => address = next,
            None => break page,
        }
    };
    assert_eq!(seen, [40, 40, 5]);
    let before = of(&last, "prev").unwrap();
    let page = writer.browser.get(&before).await.text;
    assert_eq!(rows(&page), 40);
    assert!(
        page.contains("مسودة رقم 44<") && page.contains("مسودة رقم 5<"),
        "{page}"
    );
    let first = writer.browser.get(&of(&page, "prev").unwrap()).await.text;
    assert!(first.contains("مسودة رقم 84<") && of(&first, "prev").is_none());
}

async fn act(
    browser: &mut Browser<'_>,
    ids: &[&str],
    fields: &[(&str, &str)],
) -> crate::harness::Answer {
    let ids = ids.iter().map(|id| ("id", *id));
    let all: Vec<(&str, &str)> = ids.chain(fields.iter().copied()).collect();
    browser.post("/newsroom/articles/several", &all).await
}

#[tokio::test]
async fn several_are_binned_and_it_is_undone() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let (one, two) = (writer.writes("الأولى").await, writer.writes("الثانية").await);
    let ids = [short(&one), short(&two)];
    let done = act(
        &mut writer.browser,
        &ids,
        &[("act", "bin"), ("back", "?state=draft")],
    )
    .await;
    let way = leads_to(&done).to_owned();
    assert!(
        way.starts_with("/newsroom/articles?state=draft&did=bin&of="),
        "{way}"
    );
    let page = writer.browser.get(&way).await;
    assert!(page.text.contains("2 articles moved to the bin.") && rows(&page.text) == 0);
    let bin = writer.browser.get(&format!("{LIST}?state=binned")).await;
    assert!(rows(&bin.text) == 2 && bin.text.contains("Bring back"));
    let undo = [("act", "bring_back"), ("undo", "yes")];
    let undone = act(&mut writer.browser, &ids, &undo).await;
    assert_eq!(leads_to(&undone), LIST);
    assert_eq!(
        rows(
            &writer
                .browser
                .get(&format!("{LIST}?state=draft"))
                .await
                .text
        ),
        2
    );
    let nothing = act(&mut writer.browser, &[], &[("act", "bin")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text.contains("No article is ticked."));
}

#[tokio::test]
async fn the_bin_is_emptied_of_what_has_lain_there_for_its_time() {
    let desk = Desk::open().await;
    let room = &desk.newsroom.room;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let (old, new) = (writer.writes("قديمة").await, writer.writes("حديثة").await);
    act(&mut writer.browser, &[short(&old)], &[("act", "bin")]).await;
    room.clock.advance(60 * 24 * 3600);
    let mut chief = Staff::of(&desk, Role::Chief).await;
    act(&mut chief.browser, &[short(&new)], &[("act", "bin")]).await;
    assert_eq!(bin::empty(room).await.unwrap(), 0);
    room.clock.advance(31 * 24 * 3600);
    assert_eq!(bin::empty(room).await.unwrap(), 1);
    assert_eq!(bin::empty(room).await.unwrap(), 0);
    let mut chief = Staff::of(&desk, Role::Chief).await;
    let left = chief.browser.get(&format!("{LIST}?state=binned")).await;
    assert!(
        rows(&left.text) == 1 && left.text.contains("حديثة"),
        "{}",
        left.text
    );
    // What is gone has no room, is not brought back, and its address never led anywhere.
    let room_of_it = format!("{LIST}/{}", short(&old));
    assert_eq!(
        chief.browser.get(&room_of_it).await.status,
        StatusCode::NOT_FOUND
    );
    act(&mut chief.browser, &[short(&old)], &[("act", "bring_back")]).await;
    let (status, _) = desk
        .read(&format!("https://siraj.example/a/{}", short(&old)))
        .await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let id = old["id"].as_str().unwrap().parse().unwrap();
    let kept = room
        .db
        .read(move |c| articles::revisions(c, id))
        .await
        .unwrap();
    assert_eq!(kept.len(), 0);
}

#[tokio::test]
async fn what_is_not_anybodys_to_do_is_refused_by_name_and_the_rest_is_done() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let own = writer.writes("مسودتي").await;
    let published = desk.newsroom.articles().await.remove(0);
    let public = published.short_id.to_string();
    let answer = act(
        &mut writer.browser,
        &[short(&own), &public],
        &[("act", "bin")],
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("1 article stays as it was:"),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("1 article moved to the bin."));
    assert!(desk.newsroom.articles().await[0].binned.is_none());
    // What one does not see, one does not touch, and is not told of.
    let mut other = Staff::of(&desk, Role::Reporter).await;
    let foreign = other.writes("مسودة غيري").await;
    let answer = act(&mut writer.browser, &[short(&foreign)], &[("act", "bin")]).await;
    assert_eq!(leads_to(&answer), LIST);
    assert!(other.browser.get(LIST).await.text.contains("مسودة غيري"));
    for odd in ["x", "", "\0", "0aaaaaaa~x", "0aaaaaaa"] {
        let answer = act(&mut writer.browser, &[odd], &[("act", "bin")]).await;
        assert!(!answer.status.is_server_error(), "{odd:?}");
    }
    let odd = act(&mut writer.browser, &[short(&own)], &[("act", "burn")]).await;
    assert_eq!(leads_to(&odd), LIST);
}

#[tokio::test]
async fn several_move_to_another_section_of_their_edition() {
    let desk = Desk::open().await;
    let mut editor = Staff::of(&desk, Role::Editor).await;
    let draft = editor.writes("تنتقل").await;
    let sections = desk.newsroom.sections(desk.newsroom.arabic).await;
    let of = |slug: &str| {
        sections
            .iter()
            .find(|one| one.slug == slug)
            .unwrap()
            .id
            .to_string()
    };
    let before = of("harbour");
    let to = of("opinion");
    let done = act(
        &mut editor.browser,
        &[short(&draft)],
        &[("act", "move"), ("to", &to)],
    )
    .await;
    let way = leads_to(&done).to_owned();
    let page = editor.browser.get(&way).await;
    assert!(
        page.text.contains("1 article moved to its new section."),
        "{}",
        page.text
    );
    let now = || async {
        desk.newsroom
            .articles()
            .await
            .pop()
            .unwrap()
            .section
            .to_string()
    };
    assert_eq!(now().await, to);
    let back = format!("{}~{before}", short(&draft));
    act(
        &mut editor.browser,
        &[&back],
        &[("act", "move"), ("undo", "yes")],
    )
    .await;
    assert_eq!(now().await, before);
    let english = desk.newsroom.sections(desk.newsroom.english).await[0]
        .id
        .to_string();
    let refused = act(
        &mut editor.browser,
        &[short(&draft)],
        &[("act", "move"), ("to", &english)],
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("1 article stays as it was:"));
    let nowhere = act(&mut editor.browser, &[short(&draft)], &[("act", "move")]).await;
    assert!(nowhere.text.contains("Choose a section"));
    assert_eq!(now().await, before);
}

#[tokio::test]
async fn a_search_is_kept_under_a_name_and_forgotten() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let keep = format!("{LIST}/searches");
    let fields = [
        ("name", " بلا صور "),
        ("back", "?q=%D8%B5&state=draft&before=1_2"),
    ];
    let kept = writer.browser.post(&keep, &fields).await;
    leads_to(&kept);
    let page = writer.browser.get(LIST).await;
    assert!(page.text.contains("بلا صور"), "{}", page.text);
    assert!(
        page.text
            .contains("/newsroom/articles?q=%D8%B5&#38;state=draft\"")
    );
    for name in ["", "  ", "\0", &"x".repeat(41)] {
        let answer = writer.browser.post(&keep, &[("name", name)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
    }
    writer.browser.post(&keep, &[("forget", "بلا صور")]).await;
    assert!(!writer.browser.get(LIST).await.text.contains("بلا صور"));
}

#[tokio::test]
async fn dockets_are_made_anew_as_they_were() {
    let desk = Desk::open().await;
    let writer = Staff::of(&desk, Role::Reporter).await;
    writer.writes("مسودة في الملفّ").await;
    let db = &desk.newsroom.room.db;
    let all = |c: &mut siraj::store::db::Reader<'_>| {
        let sight = siraj_editorial::sight::Sight::Everything;
        dockets::find(c, &dockets::Wanted::all(sight, 100))
    };
    let before = db.read(all).await.unwrap().dockets;
    assert_eq!(before.len(), 6);
    let now = desk.newsroom.room.clock.now();
    let made = db.write(move |tx| {
        for table in ["dockets", "docket_words", "docket_people"] {
            tx.execute(&format!("DELETE FROM {table}"), &[])?;
        }
        dockets::make_missing(tx, now, 100)
    });
    assert_eq!(made.await.unwrap(), 6);
    let after = db.read(all).await.unwrap().dockets;
    assert_eq!(after.len(), before.len());
    for (one, other) in before.iter().zip(&after) {
        assert!(one.agrees(other), "{one:?}\n{other:?}");
    }
    let mut owner = opened(&desk).await;
    let found = owner.get(&asking("الملف")).await;
    assert_eq!(rows(&found.text), 1);
}

#[tokio::test]
async fn search_or_run_offers_articles_places_and_commands() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    writer.writes("سوق السمك").await;
    let page = writer.browser.get("/newsroom/find").await;
    assert!(page.text.contains("سوق السمك") && page.text.contains("My drafts"));
    assert!(
        !page.text.contains("What waits for review"),
        "not a reporter's"
    );
    let typed = utf8_percent_encode("سمك", NON_ALPHANUMERIC);
    let page = writer
        .browser
        .get(&format!("/newsroom/find?q={typed}"))
        .await;
    assert!(page.text.contains("سوق <mark>السمك</mark>") && !page.text.contains("My drafts"));
    let page = writer.browser.get("/newsroom/find?q=draft").await;
    assert!(page.text.contains("My drafts") && !page.text.contains("سوق"));
    for odd in ["q=%00", "q=%ff", "q=%3Cscript%3E"] {
        let page = writer.browser.get(&format!("/newsroom/find?{odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert!(!page.text.contains("<script>"), "{odd}");
    }
    let keys = writer.browser.get("/newsroom/keys").await;
    assert!(keys.text.contains("<kbd>Ctrl</kbd>"));
    assert!(keys.text.contains(" data-keys"));
    writer
        .browser
        .post("/newsroom/keys", &[("keys", "off")])
        .await;
    let off = writer.browser.get("/newsroom/keys").await;
    assert!(!off.text.contains("<body data-keys>"));
    writer
        .browser
        .post("/newsroom/keys", &[("keys", "on")])
        .await;
    assert!(
        writer
            .browser
            .get(LIST)
            .await
            .text
            .contains("<body data-keys>")
    );
}
