//! A source and its counterpart: begun, chosen, compared, brought level, parted.

use super::super::browser::leads_to;
use super::{Writer, field};
use crate::harness::{Desk, manuscript};
use http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::role::Role;

/// The short id of the article that an answer leads to.
#[track_caller]
fn short_of(location: &str) -> String {
    let rest = location.strip_prefix("/newsroom/articles/").unwrap();
    rest.split_once('/').unwrap().0.to_owned()
}

async fn began(writer: &mut Writer<'_>) -> String {
    let desk = writer.desk;
    let edition = desk.newsroom.english;
    let section = desk.newsroom.sections(edition).await[0].id.to_string();
    let edition = edition.to_string();
    let fields = [
        ("act", "begin"),
        ("edition", edition.as_str()),
        ("section", section.as_str()),
    ];
    let room = writer.room("/translate");
    let done = writer.browser.post(&room, &fields).await;
    let there = leads_to(&done);
    assert!(there.ends_with("/translate?done=begin"), "{there}");
    short_of(there)
}

async fn told(writer: &Writer<'_>, short: &str) -> Value {
    let ask = writer
        .desk
        .with(&writer.token, "GET", &format!("/articles/{short}"));
    ask.send().await.done(200)
}

#[tokio::test]
async fn a_translation_begins_with_what_its_source_has() {
    let desk = Desk::open().await;
    let picture = desk.newsroom.pictures[0].to_string();
    let topics = json!([desk.newsroom.topics[0].to_string()]);
    let fields = json!({"picture": picture, "topics": topics});
    let mut writer = Writer::with(&desk, Role::Reporter, &fields).await;
    let page = writer.browser.get(&writer.room("/translate")).await;
    assert!(page.text.contains("Begin its translation"), "{}", page.text);
    let short = began(&mut writer).await;
    let begun = told(&writer, &short).await;
    assert_eq!(begun["state"], "draft");
    assert_eq!(begun["edition"]["prefix"], "en");
    let text = &begun["manuscript"];
    assert_eq!(text["picture"], picture);
    assert_eq!(text["topics"], topics);
    assert_eq!(text["body"], writer.now().await["manuscript"]["body"]);
    let bylines = text["bylines"].as_array().unwrap();
    assert_eq!(bylines.last().unwrap()["role"], "translation");
    assert_eq!(bylines.last().unwrap()["person"], writer.person.to_string());
    // It is told before it is published that nobody has translated it.
    let codes = begun["checklist"].to_string();
    assert!(codes.contains("checklist.other_script"), "{codes}");
    // There is one counterpart for each edition.
    let edition = desk.newsroom.english.to_string();
    let fields = [("act", "begin"), ("edition", edition.as_str())];
    let again = writer
        .browser
        .post(&writer.room("/translate"), &fields)
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_changed_in_the_source_is_shown_until_the_counterpart_is_level() {
    let desk = Desk::open().await;
    let mut writer = Writer::of(&desk, Role::Editor).await;
    let short = began(&mut writer).await;
    let there = format!("/newsroom/articles/{short}/translate");
    let page = writer.browser.get(&there).await;
    assert!(
        page.text
            .contains("The counterpart is level with its source")
    );
    assert!(!page.text.contains("The source changed"));
    let seen = field(&page, "seen");
    assert_eq!(seen, None, "there is nothing to bring level");
    // The save minutes later would fold into the text that was translated: it does not.
    writer.renames("لجنة الصيد تؤجل فتح المرفأ الشرقي").await;
    for room in [there.clone(), writer.room("/translate")] {
        let page = writer.browser.get(&room).await;
        assert!(
            page.text.contains("The source changed"),
            "{room}: {}",
            page.text
        );
        assert!(page.text.contains("<ins>") && page.text.contains("<del>"));
    }
    let page = writer.browser.get(&there).await;
    let seen = field(&page, "seen").unwrap();
    let source = writer.short().to_owned();
    let level = [
        ("act", "level"),
        ("other", source.as_str()),
        ("source", "other"),
        ("seen", seen.as_str()),
    ];
    writer.renames("لجنة الصيد تؤجل فتح المرفأ أسبوعًا").await;
    let stale = writer.browser.post(&there, &level).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(
        stale.text.contains("المرفأ أسبوعًا"),
        "the newer text is shown"
    );
    let seen = field(&stale, "seen").unwrap();
    let mut level = level.to_vec();
    level[3] = ("seen", seen.as_str());
    leads_to(&writer.browser.post(&there, &level).await);
    let page = writer.browser.get(&there).await;
    assert!(
        page.text
            .contains("The counterpart is level with its source")
    );
}

#[tokio::test]
async fn articles_that_are_written_are_paired_and_parted() {
    let desk = Desk::open().await;
    let mut writer = Writer::of(&desk, Role::Editor).await;
    let mut english = manuscript();
    english["edition"] = "en".into();
    english["section"] = desk.newsroom.sections(desk.newsroom.english).await[0]
        .id
        .to_string()
        .into();
    english["headline"] = "Fishing board opens the eastern harbour early".into();
    let made = desk.with(&writer.token, "POST", "/articles");
    let made = made.json(&english).await.done(201);
    let other = made["short_id"].as_str().unwrap().to_owned();
    let room = writer.room("/translate");
    let edition = desk.newsroom.english.to_string();
    let search = format!("{room}?edition={edition}&words=HARBOUR%20early");
    let page = writer.browser.get(&search).await;
    assert!(page.text.contains("Fishing board opens"), "{}", page.text);
    let nothing = format!("{room}?edition={edition}&words=%00nothing%20like%20it");
    let page = writer.browser.get(&nothing).await;
    assert!(page.text.contains("No article matches these words"));
    let fields = [("act", "pair"), ("other", other.as_str())];
    leads_to(&writer.browser.post(&room, &fields).await);
    let page = writer.browser.get(&room).await;
    assert!(page.text.contains("Which is the source?"), "{}", page.text);
    let seen = field(&page, "seen").unwrap();
    let decide = [
        ("act", "level"),
        ("other", other.as_str()),
        ("source", "this"),
        ("seen", seen.as_str()),
    ];
    leads_to(&writer.browser.post(&room, &decide).await);
    let page = writer.browser.get(&room).await;
    assert!(
        page.text
            .contains("The counterpart is level with its source")
    );
    leads_to(&writer.browser.post(&room, &[("act", "unpair")]).await);
    let page = writer.browser.get(&room).await;
    assert!(page.text.contains("It has no counterpart in this edition"));
    leads_to(&writer.browser.post(&room, &fields).await);
    let page = writer.browser.get(&room).await;
    assert!(
        page.text.contains("Which is the source?"),
        "how far it had come is forgotten"
    );
    for fields in [
        vec![("act", "pair"), ("other", "nothing")],
        vec![("act", "level"), ("other", other.as_str()), ("seen", "x")],
        vec![("act", "begin"), ("edition", "x")],
        vec![("act", "nonsense")],
    ] {
        let answer = writer.browser.post(&room, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
    }
}

#[tokio::test]
async fn a_counterpart_that_one_may_not_read_is_not_shown() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    leads_to(&editor.acts("publish", &[]).await);
    began(&mut editor).await;
    let mut reporter = Writer::of(&desk, Role::Reporter).await;
    let page = reporter.browser.get(&editor.room("/translate")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("not published yet"), "{}", page.text);
    let unpair = reporter
        .browser
        .post(&editor.room("/translate"), &[("act", "unpair")])
        .await;
    assert_eq!(unpair.status, StatusCode::FORBIDDEN);
}
