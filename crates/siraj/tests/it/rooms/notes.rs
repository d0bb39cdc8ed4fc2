//! Notes beside an article and what people are told of: on the page and over the API, as
//! every role, with what is odd.

use super::browser::{leads_to, said};
use super::desk::{Staff, page_of};
use crate::harness::Desk;
use http::StatusCode;
use serde_json::json;
use siraj::store::changes::By;
use siraj::store::notices::{self, NoticeKind};
use siraj_editorial::role::Role;

const NOTICES: &str = "/newsroom/notices";

#[tokio::test]
async fn a_note_names_somebody_who_is_told_and_answers() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let mut editor = Staff::of(&desk, Role::Editor).await;
    let article = writer.writes("خريطة الآبار").await;
    let notes = format!("{}/notes", page_of(&article));
    let empty = writer.browser.get(&notes).await;
    assert!(empty.text.contains("No open notes."), "{}", empty.text);
    let id = editor.id.to_string();
    let fields = [
        ("words", "@Hind Barakat هل نذكر الأسماء؟"),
        ("named", id.as_str()),
    ];
    let kept = writer.browser.post(&notes, &fields).await;
    assert!(leads_to(&kept).starts_with(&format!("{notes}#n-")));
    let waits = editor.browser.get("/newsroom/").await;
    assert!(waits.text.contains("Question") && waits.text.contains("هل نذكر الأسماء؟"));
    let told = editor.browser.get(NOTICES).await;
    assert!(told.text.contains("named you in a note."), "{}", told.text);
    assert!(told.text.contains("1 unread notice"));
    let read = editor.browser.get(&notes).await;
    assert!(
        read.text
            .contains(r#"<strong class="called">@Hind Barakat</strong>"#),
        "{}",
        read.text
    );
    assert!(
        !editor
            .browser
            .get(NOTICES)
            .await
            .text
            .contains("unread notice"),
        "it was opened"
    );
    desk.newsroom.room.clock.advance(60);
    editor
        .browser
        .post(&notes, &[("words", "نعم، كلها.")])
        .await;
    assert!(
        !editor
            .browser
            .get("/newsroom/")
            .await
            .text
            .contains("Question"),
        "answered"
    );
    let page = writer.browser.get(&notes).await;
    let note = page.text.split_once(r#"name="settle" value=""#).unwrap().1;
    let note = note.split_once('"').unwrap().0.to_owned();
    writer.browser.post(&notes, &[("settle", &note)]).await;
    let page = writer.browser.get(&notes).await;
    assert!(
        page.text.contains("Settled by Hind Barakat"),
        "{}",
        page.text
    );
    writer.browser.post(&notes, &[("reopen", &note)]).await;
    assert!(!writer.browser.get(&notes).await.text.contains("Settled by"));
}

#[tokio::test]
async fn notes_are_for_those_who_work_on_the_article() {
    let desk = Desk::open().await;
    let writer = Staff::of(&desk, Role::Reporter).await;
    let article = writer.writes("مسودة").await;
    let notes = format!("{}/notes", page_of(&article));
    let api = format!("/articles/{}/notes", article["id"].as_str().unwrap());
    let head = desk.head().await;
    for role in Role::ALL {
        let mut staff = Staff::of(&desk, role).await;
        let may = role >= Role::Editor;
        let page = staff.browser.get(&notes).await;
        let status = if may {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        assert_eq!(page.status, status, "{role:?}");
        let said = json!({"words": "كلمة"});
        let added = desk.with(&staff.token, "POST", &api).json(&said).await;
        let listed = desk.with(&staff.token, "GET", &api).send().await;
        if may {
            let note = added.done(201);
            let settle = format!("{api}/{}/settlement", note["id"].as_str().unwrap());
            let settled = desk
                .with(&staff.token, "PUT", &settle)
                .send()
                .await
                .done(200);
            assert_eq!(settled["settled"]["by"], staff.id.to_string());
            let open = desk
                .with(&staff.token, "DELETE", &settle)
                .send()
                .await
                .done(200);
            assert!(open["settled"].is_null());
            listed.done(200);
        } else {
            added.refused(403, "refused.note.not_allowed");
            listed.refused(403, "refused.note.not_allowed");
        }
    }
    assert!(desk.head().await > head);
}

#[tokio::test]
async fn nobody_is_named_who_would_not_see_the_article_and_no_word_is_lost() {
    let desk = Desk::open().await;
    let mut writer = Staff::of(&desk, Role::Reporter).await;
    let other = Staff::of(&desk, Role::Contributor).await;
    let article = writer.writes("مسودة").await;
    let notes = format!("{}/notes", page_of(&article));
    let id = other.id.to_string();
    let fields = [("words", "لن يضيع هذا"), ("named", id.as_str())];
    let refused = writer.browser.post(&notes, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&refused).contains("does not see this article"));
    assert!(
        refused.text.contains("لن يضيع هذا</textarea>"),
        "{}",
        refused.text
    );
    let long = "ك".repeat(4_001);
    let owner = desk.newsroom.owner.person.to_string();
    for (words, named) in [
        ("", owner.as_str()),
        (" \n ", ""),
        (long.as_str(), ""),
        ("كلمة", "00000000-0000-0000-0000-000000000000"),
    ] {
        let fields = [("words", words), ("named", named)];
        let answer = writer.browser.post(&notes, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{named}");
    }
    let kept = writer.browser.post(&notes, &[("words", "قبل\0بعد")]).await;
    leads_to(&kept);
    for path in ["0aaaaaaa", "x", "%00", "'--"] {
        let page = writer
            .browser
            .get(&format!("/newsroom/articles/{path}/notes"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let api = format!("/articles/{}/notes", article["id"].as_str().unwrap());
    let sent = json!({"words": "على المقطع", "anchor": {"block": 3, "words": "عند المرفأ"}});
    let note = desk
        .with(&writer.token, "POST", &api)
        .json(&sent)
        .await
        .done(201);
    assert_eq!(note["anchor"], sent["anchor"]);
    let page = writer.browser.get(&notes).await;
    assert!(
        page.text
            .contains("<blockquote dir=\"auto\">عند المرفأ</blockquote>")
    );
    for odd in [
        json!({"words": 7}),
        json!({"words": "x", "named": "y"}),
        json!({"words": "x", "named": ["y"]}),
        json!({"words": "x", "anchor": {"block": -1}}),
        json!({"words": "x", "anchor": {"block": 0, "words": "ك".repeat(301)}}),
        json!({"words": "x\u{0}"}),
        json!({}),
    ] {
        let answer = desk.with(&writer.token, "POST", &api).json(&odd).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{odd}: {}",
            answer.text
        );
    }
}

#[tokio::test]
async fn notices_are_read_unread_and_silenced() {
    let desk = Desk::open().await;
    let writer = Staff::of(&desk, Role::Reporter).await;
    let mut editor = Staff::of(&desk, Role::Editor).await;
    let article = writer.writes("للمراجعة").await;
    writer.does(&article, "submission", json!({})).await;
    let page = editor.browser.get(NOTICES).await;
    assert!(page.text.contains("1 unread notice") && page.text.contains("Mark all as read"));
    editor.browser.post(NOTICES, &[("act", "read_all")]).await;
    let page = editor.browser.get(NOTICES).await;
    assert!(!page.text.contains("unread notice") && page.text.contains("Mark as unread"));
    let id = page.text.split_once(r#"name="id" value=""#).unwrap().1;
    let id = id.split_once('"').unwrap().0.to_owned();
    editor
        .browser
        .post(NOTICES, &[("act", "unread"), ("id", &id)])
        .await;
    assert!(
        editor
            .browser
            .get(NOTICES)
            .await
            .text
            .contains("1 unread notice")
    );
    // Another person's notice is not theirs to mark.
    let mut other = Staff::of(&desk, Role::Editor).await;
    other
        .browser
        .post(NOTICES, &[("act", "read"), ("id", &id)])
        .await;
    assert!(
        editor
            .browser
            .get(NOTICES)
            .await
            .text
            .contains("1 unread notice")
    );
    editor
        .browser
        .post(NOTICES, &[("act", "silence"), ("kind", "to_review")])
        .await;
    let second = writer.writes("للمراجعة أيضًا").await;
    writer.does(&second, "submission", json!({})).await;
    let page = editor.browser.get(NOTICES).await;
    assert!(page.text.contains("1 unread notice") && page.text.contains("silent"));
    editor
        .browser
        .post(NOTICES, &[("act", "hear"), ("kind", "to_review")])
        .await;
    let third = writer.writes("وهذه").await;
    writer.does(&third, "submission", json!({})).await;
    assert!(
        editor
            .browser
            .get(NOTICES)
            .await
            .text
            .contains("2 unread notices")
    );
    for odd in [("act", "x"), ("act", "read"), ("kind", "x"), ("id", "\0")] {
        let answer = editor.browser.post(NOTICES, &[odd]).await;
        assert_eq!(leads_to(&answer), NOTICES, "{odd:?}");
    }
    for odd in ["before=x", "before=1_x", "before=%00"] {
        let page = editor.browser.get(&format!("{NOTICES}?{odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
    }
}

#[tokio::test]
async fn a_notice_goes_ninety_days_after_it_was_read_and_an_unread_one_stays() {
    let desk = Desk::open().await;
    let room = &desk.newsroom.room;
    let person = Staff::of(&desk, Role::Reporter).await.id;
    let article = desk.newsroom.articles().await[0].id;
    let start = room.clock.now();
    let told = async |day: i64| {
        let at = start.plus_seconds(day * 24 * 3600);
        let kind = (NoticeKind::Published, article);
        room.act_at(at, By::Clock, "tell", move |act| {
            notices::tell(act, &[person], kind, (None, None)).map_err(Into::into)
        })
        .await
        .unwrap();
        let end = (at.plus_seconds(1), "");
        let all = room.db.read(move |c| notices::of(c, person, end, 10));
        all.await.unwrap()
    };
    told(0).await;
    let read = told(1).await[0].id;
    let read_at = Some(start.plus_seconds(5 * 24 * 3600));
    let marked = room
        .db
        .write(move |tx| notices::mark(tx, person, Some(read), read_at));
    marked.await.unwrap();
    assert_eq!(told(95).await.len(), 3, "it was read on the fifth day");
    let left = told(96).await;
    assert_eq!(left.len(), 3);
    assert!(left.iter().all(|notice| notice.id != read));
}
