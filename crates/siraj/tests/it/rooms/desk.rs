//! One's own desk: what waits for whom, alarms, and beginning an article.

use super::browser::{Browser, leads_to, said};
use super::people::inside;
use crate::harness::{Desk, manuscript};
use http::StatusCode;
use serde_json::{Value, json};
use siraj::actions::house;
use siraj_editorial::PersonId;
use siraj_editorial::role::{Actor, Role};

const DESK: &str = "/newsroom/";

/// Somebody of a role who is in the rooms and holds a token.
pub struct Staff<'d> {
    pub id: PersonId,
    pub browser: Browser<'d>,
    pub token: String,
    desk: &'d Desk,
}

impl<'d> Staff<'d> {
    pub async fn of(desk: &'d Desk, role: Role) -> Self {
        let (id, browser) = inside(desk, role).await;
        let token = desk.token(id, role, None, None).await;
        Self {
            id,
            browser,
            token,
            desk,
        }
    }

    /// A draft of theirs with a headline.
    pub async fn writes(&self, headline: &str) -> Value {
        let mut text = manuscript();
        text["headline"] = json!(headline);
        let answer = self.desk.with(&self.token, "POST", "/articles");
        answer.json(&text).await.done(201)
    }

    /// Does something with an article.
    pub async fn does(&self, article: &Value, verb: &str, sent: Value) -> Value {
        let id = article["id"].as_str().unwrap();
        let path = format!("/articles/{id}/{verb}");
        let answer = self.desk.with(&self.token, "POST", &path);
        answer.json(&sent).await.done(200)
    }
}

/// The page of an article in the rooms.
pub fn page_of(article: &Value) -> String {
    format!(
        "/newsroom/articles/{}",
        article["short_id"].as_str().unwrap()
    )
}

#[tokio::test]
async fn what_waits_lies_on_the_desk_of_whoever_is_to_act() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let mut editor = Staff::of(&desk, Role::Editor).await;
    let mut other = Staff::of(&desk, Role::Reporter).await;
    let empty = other.browser.get(DESK).await;
    assert_eq!(empty.status, StatusCode::OK, "{}", empty.text);
    assert!(empty.text.contains("Nothing is waiting for you."));
    assert!(empty.text.contains("You have no drafts."));
    assert!(!empty.text.contains("Alarms"), "absent when there are none");
    let article = writer.writes("المرفأ الشرقي يفتح").await;
    assert!(
        writer
            .browser
            .get(DESK)
            .await
            .text
            .contains("المرفأ الشرقي يفتح")
    );
    writer.does(&article, "submission", json!({})).await;
    let waits = editor.browser.get(DESK).await;
    assert!(waits.text.contains("To review") && waits.text.contains("المرفأ الشرقي يفتح"));
    assert!(
        waits
            .text
            .contains(&format!("{}/publish", page_of(&article)))
    );
    let note = json!({"note": "أضف رأي البلدية."});
    editor.does(&article, "return", note).await;
    assert!(!editor.browser.get(DESK).await.text.contains("To review"));
    let back = writer.browser.get(DESK).await;
    assert!(back.text.contains("Sent back") && back.text.contains("أضف رأي البلدية"));
    writer.does(&article, "submission", json!({})).await;
    assert!(!writer.browser.get(DESK).await.text.contains("Sent back"));
    editor.does(&article, "approval", json!({})).await;
    assert!(editor.browser.get(DESK).await.text.contains("To publish"));
    assert!(
        !other
            .browser
            .get(DESK)
            .await
            .text
            .contains("المرفأ الشرقي يفتح")
    );
    // Each was told of what concerns them.
    let told = writer.browser.get("/newsroom/notices").await;
    assert!(told.text.contains("sent it back to you") && told.text.contains("approved it"));
    let told = editor.browser.get("/newsroom/notices").await;
    assert!(told.text.contains("sent it for review"));
    let told = other.browser.get("/newsroom/notices").await;
    assert!(told.text.contains("No notices."));
}

#[tokio::test]
async fn an_editor_is_shown_what_waits_in_their_sections_alone() {
    let desk = Desk::open().await;
    let writer = Staff::of(&desk, Role::Reporter).await;
    let article = writer.writes("خبر من الميناء").await;
    writer.does(&article, "submission", json!({})).await;
    let sections = desk.newsroom.sections(desk.newsroom.arabic).await;
    let of = |slug: &str| sections.iter().find(|one| one.slug == slug).unwrap().id;
    // «الميناء» lies in «العالم», whose editor sees it.
    for (section, sees) in [("harbour", true), ("world", true), ("opinion", false)] {
        let mut editor = Staff::of(&desk, Role::Editor).await;
        let account = Actor {
            person: editor.id,
            role: Role::Editor,
            sections: Some(vec![of(section)]),
        };
        let owner = desk.newsroom.owner.clone();
        house::save_account(&desk.newsroom.room, owner, account)
            .await
            .unwrap();
        for path in [DESK, "/newsroom/articles", "/newsroom/find?q=خبر"] {
            let path = path.replace("خبر", "%D8%AE%D8%A8%D8%B1");
            let page = editor.browser.get(&path).await;
            let seen = page.text.contains("من الميناء");
            assert_eq!(seen, sees, "{section} {path}");
        }
    }
}

#[tokio::test]
async fn an_article_is_begun_where_one_wrote_last_and_once() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Contributor).await;
    let new = "/newsroom/articles/new";
    let asked = writer.browser.post("/newsroom/articles", &[]).await;
    assert_eq!(leads_to(&asked), new, "two editions: one is asked");
    let page = writer.browser.get(new).await;
    assert!(page.text.contains("<optgroup label=\"English\">"));
    let sections = desk.newsroom.sections(desk.newsroom.english).await;
    let section = sections[0].id.to_string();
    let begun = writer
        .browser
        .post("/newsroom/articles", &[("section", &section)])
        .await;
    let first = leads_to(&begun).to_owned();
    assert!(first.starts_with("/newsroom/articles/"), "{first}");
    let again = writer.browser.post("/newsroom/articles", &[]).await;
    assert_eq!(leads_to(&again), first, "an empty one is there already");
    let article = desk.newsroom.articles().await.pop().unwrap();
    assert_eq!(article.section, sections[0].id);
    assert_eq!(article.created_by, writer.id);
    let text = desk.newsroom.text(article.head).await;
    assert_eq!(text.bylines.len(), 1, "signed by its writer");
    writer.writes("مادة عربية").await;
    desk.newsroom.room.clock.advance(60);
    let next = writer.browser.post("/newsroom/articles", &[]).await;
    let next = leads_to(&next).to_owned();
    assert_ne!(next, first);
    let article = desk.newsroom.articles().await.pop().unwrap();
    assert_eq!(
        article.edition, desk.newsroom.arabic,
        "where one wrote last"
    );
    for odd in ["x", "00000000-0000-0000-0000-000000000000", "\0", "'--"] {
        let answer = writer
            .browser
            .post("/newsroom/articles", &[("section", odd)])
            .await;
        assert!(answer.status.is_redirection(), "{odd:?}: {}", answer.text);
    }
}

#[tokio::test]
async fn alarms_stand_until_their_cause_is_gone_or_they_are_put_aside() {
    let desk = Desk::open().await;
    let mut editor = Staff::of(&desk, Role::Editor).await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let article = editor.writes("موعد يفوت").await;
    let id = article["id"].as_str().unwrap().to_owned();
    let now = desk.newsroom.room.clock.now();
    let at = now.plus_seconds(3_600).to_jiff().to_string();
    let path = format!("/articles/{id}/schedule");
    let set = desk.with(&editor.token, "PUT", &path);
    set.json(&json!({"at": at})).await.done(200);
    let scheduled = editor.browser.get(DESK).await;
    assert!(scheduled.text.contains("موعد يفوت") && !scheduled.text.contains("Alarms"));
    // The clock does not tick by itself in a test: the moment passes and nothing goes out.
    desk.newsroom.room.clock.advance(2 * 3_600);
    let page = editor.browser.get(DESK).await;
    assert!(page.text.contains("Missed its time"), "{}", page.text);
    assert!(
        !writer
            .browser
            .get(DESK)
            .await
            .text
            .contains("Missed its time")
    );
    let name = page.text.split_once(r#"name="name" value=""#).unwrap().1;
    let name = name.split_once('"').unwrap().0.to_owned();
    let put = |reason: &str| [("name", name.clone()), ("reason", reason.to_owned())];
    let fields = put("");
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let refused = editor.browser.post("/newsroom/alarms", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&refused).contains("Say why"));
    let fields = put("أُجّل باتفاق");
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let foreign = writer.browser.post("/newsroom/alarms", &fields).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = editor.browser.post("/newsroom/alarms", &fields).await;
    let way = leads_to(&done).to_owned();
    let after = editor.browser.get(&way).await;
    assert!(!after.text.contains("Missed its time") && after.text.contains("Undo"));
    let back = [("name", name.as_str()), ("back", "yes")];
    editor.browser.post("/newsroom/alarms", &back).await;
    assert!(
        editor
            .browser
            .get(DESK)
            .await
            .text
            .contains("Missed its time")
    );
    siraj::followers::clock::tick(&desk.newsroom.room)
        .await
        .unwrap();
    assert!(
        !editor
            .browser
            .get(DESK)
            .await
            .text
            .contains("Missed its time")
    );
    for odd in ["", "x", "\0", "not_sent:article:0:0", &"n".repeat(500)] {
        let fields = [("name", odd), ("reason", "r")];
        let answer = editor.browser.post("/newsroom/alarms", &fields).await;
        assert!(!answer.status.is_server_error(), "{odd:?}");
    }
}

#[tokio::test]
async fn a_newer_text_that_waits_and_rights_that_end_are_alarms() {
    let desk = Desk::open().await;
    let mut chief = Staff::of(&desk, Role::Chief).await;
    let newsroom = &desk.newsroom;
    let article = newsroom.articles().await.remove(0);
    let mut text = newsroom.text(article.head).await;
    text.headline = "نصّ أحدث لم يخرج".to_owned();
    let owner = newsroom.owner.clone();
    siraj::actions::write::revise(&newsroom.room, owner, article.id, article.head, text)
        .await
        .unwrap();
    assert!(
        !chief
            .browser
            .get(DESK)
            .await
            .text
            .contains("Text not published")
    );
    newsroom.room.clock.advance(25 * 3_600);
    assert!(
        chief
            .browser
            .get(DESK)
            .await
            .text
            .contains("Text not published")
    );
    // A picture that a published article shows.
    let shown = newsroom.articles().await;
    let mut picture = None;
    for article in shown {
        let text = newsroom.text(article.head).await;
        picture = picture.or(text.picture);
    }
    let end = newsroom.room.clock.now().plus_seconds(3 * 24 * 3_600);
    let words = siraj::actions::picture::Words {
        expires_at: Some(end),
        ..crate::spine::newsroom::picture_words(40)
    };
    let (room, owner) = (&newsroom.room, newsroom.owner.clone());
    siraj::actions::picture::change(room, owner, picture.unwrap(), None, words)
        .await
        .unwrap();
    assert!(
        chief
            .browser
            .get(DESK)
            .await
            .text
            .contains("Picture expiring")
    );
    newsroom.room.clock.advance(4 * 24 * 3_600);
    assert!(chief.browser.get(DESK).await.text.contains("Rights ended"));
}
