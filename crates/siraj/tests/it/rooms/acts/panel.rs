//! The panel: the checklist with its repairs, and every act from it.

use super::super::browser::{leads_to, said};
use super::super::people::inside;
use super::Writer;
use crate::harness::Desk;
use http::StatusCode;
use serde_json::json;
use siraj::actions::checks;
use siraj_editorial::checklist::{Check, Severity};
use siraj_editorial::role::{Actor, Role};

#[tokio::test]
async fn an_editor_publishes_what_they_read_and_is_told_where_it_is() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let room = editor.room("/publish");
    let page = editor.browser.get(&room).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["cache-control"], "no-store");
    for words in [
        "Publish now",
        "checks done",
        "In the feeds",
        "Before publishing",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let done = editor.acts("publish", &[]).await;
    assert_eq!(leads_to(&done), format!("{room}?done=publish"));
    assert_eq!(editor.state().await, "published");
    let page = editor.browser.get(leads_to(&done)).await;
    assert!(said(&page).contains("The article is published"));
    let address = editor.now().await["address"].as_str().unwrap().to_owned();
    assert!(
        page.text.contains(&format!("href=\"{address}\"")),
        "{}",
        page.text
    );
    assert_eq!(desk.read(&address).await.0, StatusCode::OK);
    // Nothing new: there is no button to publish with.
    assert!(!page.text.contains("value=\"update\""));
    let again = editor.acts("publish", &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_text_that_changed_since_it_was_read_is_not_published_but_shown() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let room = editor.room("/publish");
    let page = editor.browser.get(&room).await;
    let seen = super::field(&page, "seen").unwrap();
    // The same person's save minutes later folds into the same revision.
    editor.renames("عنوان آخر حُفظ في نافذة ثانية").await;
    for act in ["publish", "schedule"] {
        let fields = [
            ("act", act),
            ("seen", seen.as_str()),
            ("day", "2026-11-24"),
            ("hour", "09:00"),
        ];
        let answer = editor.browser.post(&room, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::CONFLICT,
            "{act}: {}",
            answer.text
        );
        assert!(answer.text.contains("عنوان آخر حُفظ في نافذة ثانية"));
        assert_eq!(editor.state().await, "draft");
    }
    let done = editor.acts("publish", &[]).await;
    leads_to(&done);
}

#[tokio::test]
async fn an_update_and_a_fix_are_two_things() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    leads_to(&editor.acts("publish", &[]).await);
    let first = editor.now().await["publication"].clone();
    editor.renames("لجنة الصيد تفتح المرفأ الشرقي").await;
    let room = editor.room("/publish");
    let page = editor.browser.get(&room).await;
    for words in ["Publish the update", "Fix a slip", "What is new"] {
        assert!(page.text.contains(words), "{words}");
    }
    leads_to(&editor.acts("fix", &[]).await);
    let fixed = editor.now().await["publication"].clone();
    assert_eq!(fixed["updated_at"], first["updated_at"]);
    editor.renames("لجنة الصيد تفتح المرفأ الشرقي كله").await;
    let long = "س".repeat(301);
    let refused = editor.acts("update", &[("reason", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains(&long), "what was written is kept");
    leads_to(
        &editor
            .acts("update", &[("reason", "فُتح الرصيف الثاني")])
            .await,
    );
    let updated = editor.now().await["publication"].clone();
    assert_eq!(updated["update_reason"], "فُتح الرصيف الثاني");
}

#[tokio::test]
async fn a_writer_sends_for_review_and_gets_it_back_with_a_note() {
    let desk = Desk::open().await;
    let mut writer = Writer::of(&desk, Role::Contributor).await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let room = writer.room("/publish");
    let page = writer.browser.get(&room).await;
    assert!(
        page.text.contains("Publishing is for the section")
            && page.text.contains("Send for review")
    );
    assert!(!page.text.contains("value=\"publish\""));
    leads_to(&writer.acts("submit", &[]).await);
    assert_eq!(writer.state().await, "in_review");
    let page = writer.browser.get(&room).await;
    assert!(
        page.text.contains("It is with the section"),
        "{}",
        page.text
    );
    // The editor says what is missing; without a note nothing goes back.
    let refused = editor
        .browser
        .post(&room, &[("act", "send_back"), ("note", "  ")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let note = [("act", "send_back"), ("note", "ينقصه ردّ اللجنة")];
    leads_to(&editor.browser.post(&room, &note).await);
    let page = writer.browser.get(&room).await;
    assert!(page.text.contains("Sent back to you") && page.text.contains("ينقصه ردّ اللجنة"));
    leads_to(&writer.acts("submit", &[]).await);
    let page = editor.browser.get(&room).await;
    let seen = super::field(&page, "seen").unwrap();
    let approve = [("act", "approve"), ("seen", seen.as_str())];
    leads_to(&editor.browser.post(&room, &approve).await);
    assert_eq!(writer.state().await, "approved");
}

#[tokio::test]
async fn moments_are_set_on_the_publications_clock_and_taken_back() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let at = [("day", "2026-11-24"), ("hour", "09:00")];
    leads_to(&editor.acts("schedule", &at).await);
    let now = editor.now().await;
    assert_eq!(now["state"], "scheduled");
    let room = editor.room("/publish");
    let page = editor.browser.get(&room).await;
    assert!(page.text.contains("Will be published"), "{}", page.text);
    leads_to(&editor.acts("unschedule", &[]).await);
    assert_eq!(editor.state().await, "approved");
    leads_to(&editor.acts("embargo", &at).await);
    let page = editor.browser.get(&room).await;
    assert!(page.text.contains("Embargoed until") && page.text.contains("aria-disabled"));
    let refused = editor.acts("publish", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        said(&refused).contains("under embargo until"),
        "{}",
        said(&refused)
    );
    leads_to(&editor.acts("lift", &[]).await);
    leads_to(&editor.acts("expire", &at).await);
    assert!(editor.now().await["expires_at"].is_string());
    leads_to(&editor.acts("keep", &[]).await);
    assert!(editor.now().await["expires_at"].is_null());
    for (day, hour) in [
        ("", ""),
        ("2026-02-30", "09:00"),
        ("1999-01-01", "09:00"),
        ("\0", "x"),
    ] {
        for act in ["schedule", "embargo", "expire"] {
            let refused = editor.acts(act, &[("day", day), ("hour", hour)]).await;
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{act} {day}"
            );
        }
    }
    assert_eq!(editor.state().await, "approved");
}

#[tokio::test]
async fn what_the_checklist_finds_is_put_right_where_it_is_told() {
    let desk = Desk::open().await;
    let text = json!({
        "headline": "الجابري يفتح المرفأ الشرقي",
        "standfirst": "",
        "dateline": {"place": "سرو:"},
        "body": {"format": "markdown", "text": "قال وائل الجابرى إن المرفأ جاهز."},
    });
    let mut editor = Writer::with(&desk, Role::Editor, &text).await;
    let room = editor.room("/publish");
    let page = editor.browser.get(&room).await;
    for words in [
        "1 thing stops it",
        "3 warnings",
        "Stops",
        "«الجابري»",
        "«الجابرى»",
    ] {
        let words = words.replace(['«', '»'], "");
        assert!(page.text.contains(&words), "{words}: {}", page.text);
    }
    let by = editor.person.to_string();
    for (check, value, from) in [
        ("byline", by.as_str(), ""),
        ("standfirst", "بعد أسبوعين من الإصلاح.", ""),
        ("dateline", "سرو", ""),
        ("spelling", "الجابري", "الجابرى"),
        ("headline_length", "الجابري يفتح المرفأ", ""),
    ] {
        let fields = [("check", check), ("value", value), ("from", from)];
        let done = editor.acts("repair", &fields).await;
        assert_eq!(leads_to(&done), format!("{room}?done=repair"), "{check}");
    }
    let text = editor.now().await;
    assert_eq!(text["checklist"], json!([]), "{}", text["checklist"]);
    assert_eq!(text["manuscript"]["headline"], "الجابري يفتح المرفأ");
    for (check, value, status) in [
        ("headline", " ", 422),
        ("headline", "س", 303),
        ("text", "س", 422),
        ("nothing", "س", 422),
        ("byline", "nobody", 422),
        ("spelling", "ج", 409),
        ("picture_credit", "س", 409),
    ] {
        let fields = [("check", check), ("value", value), ("from", "خ")];
        let answer = editor.acts("repair", &fields).await;
        assert_eq!(answer.status.as_u16(), status, "{check}: {}", answer.text);
    }
}

#[tokio::test]
async fn the_words_of_a_picture_are_written_where_they_are_missing() {
    let desk = Desk::open().await;
    let picture = desk.newsroom.pictures[0].to_string();
    let mut editor = Writer::with(&desk, Role::Editor, &json!({"picture": picture})).await;
    let room = editor.room("/publish");
    for (check, value, from) in [
        ("picture_description", "قارب عند رصيف المرفأ", ""),
        ("picture_credit", "تصوير: هند بركات", ""),
        ("picture_description", "", "decorative"),
    ] {
        let fields = [
            ("check", check),
            ("value", value),
            ("from", from),
            ("picture", picture.as_str()),
        ];
        let done = editor.acts("repair", &fields).await;
        assert_eq!(leads_to(&done), format!("{room}?done=repair"), "{check}");
    }
    let other = desk.newsroom.pictures[1].to_string();
    let fields = [
        ("check", "picture_credit"),
        ("value", "س"),
        ("picture", other.as_str()),
    ];
    let refused = editor.acts("repair", &fields).await;
    assert_eq!(
        refused.status,
        StatusCode::CONFLICT,
        "no picture of this text"
    );
}

#[tokio::test]
async fn passing_a_warning_is_written_down_with_the_name() {
    let desk = Desk::open().await;
    let mut editor = Writer::with(&desk, Role::Editor, &json!({"standfirst": ""})).await;
    let room = editor.room("/publish");
    let page = editor.browser.get(&room).await;
    assert!(
        page.text
            .contains("passing them is recorded with your name")
    );
    leads_to(&editor.acts("publish", &[]).await);
    let page = editor.browser.get(&room).await;
    assert!(
        page.text
            .contains("Hind Barakat published it in spite of: Standfirst."),
        "{}",
        page.text
    );
    let mut owner = super::super::browser::opened(&desk).await;
    let log = owner.get("/newsroom/log").await;
    assert!(log.text.contains("in spite of: Standfirst"), "{}", log.text);
}

#[tokio::test]
async fn a_correction_is_seen_before_it_is_published() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let room = editor.room("/correct");
    let page = editor.browser.get(&room).await;
    assert!(page.text.contains("Only what is public"), "{}", page.text);
    leads_to(&editor.acts("publish", &[]).await);
    let words = [
        ("kind", "retraction"),
        ("place", "above"),
        ("text", "كتبنا أن الرصيف أُغلق، وهو مفتوح."),
    ];
    let mut preview = vec![("act", "preview")];
    preview.extend(words);
    let page = editor.browser.post(&room, &preview).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.matches("كتبنا أن الرصيف أُغلق").count() >= 2);
    assert!(
        editor.now().await["corrections"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    let mut correct = vec![("act", "correct")];
    correct.extend(words);
    leads_to(&editor.browser.post(&room, &correct).await);
    let corrections = editor.now().await["corrections"].clone();
    assert_eq!(corrections[0]["kind"], "retraction");
    assert_eq!(corrections[0]["priority"], "high");
    let long = "س".repeat(2_001);
    for text in ["", "   ", long.as_str()] {
        let answer = editor
            .browser
            .post(&room, &[("act", "correct"), ("text", text)])
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_withdrawal_asks_for_its_notice_and_the_bin_gives_back() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let (withdraw, bin) = (editor.room("/withdraw"), editor.room("/bin"));
    // A draft is binned and comes back.
    leads_to(&editor.browser.post(&bin, &[("act", "bin")]).await);
    assert_eq!(editor.state().await, "binned");
    let page = editor.browser.get(&bin).await;
    assert!(page.text.contains("The article is in the bin") && page.text.contains("Bring it back"));
    let page = editor.browser.get(&editor.room("/publish")).await;
    assert!(page.text.contains("The article is in the bin"));
    leads_to(&editor.browser.post(&bin, &[("act", "back")]).await);
    assert_eq!(editor.state().await, "draft");
    leads_to(&editor.acts("publish", &[]).await);
    let refused = editor.browser.post(&bin, &[("act", "bin")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let address = editor.now().await["address"].as_str().unwrap().to_owned();
    let page = editor.browser.get(&withdraw).await;
    assert!(
        page.text.contains("Withdraw this article?") && page.text.contains("Keep it published")
    );
    let refused = editor.browser.post(&withdraw, &[("notice", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let notice = [("notice", "سُحب المقال لأن مصدره تراجع عن قوله.")];
    leads_to(&editor.browser.post(&withdraw, &notice).await);
    let page = editor.browser.get(&withdraw).await;
    assert!(page.text.contains("The article is withdrawn") && page.text.contains("مصدره تراجع"));
    assert_eq!(desk.read(&address).await.0, StatusCode::GONE);
}

#[tokio::test]
async fn links_are_asked_before_a_text_goes_out_unless_the_house_says_no() {
    let desk = Desk::open().await;
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let chief = Actor {
        person: inside(&desk, Role::Chief).await.0,
        role: Role::Chief,
        sections: None,
    };
    let room = editor.room("/publish");
    let run = |text: &str, href: &str| json!({"type": "text", "text": text, "marks": [{"type": "link", "href": href}]});
    let runs = json!([
        run("لوحة الميناء", "http://127.0.0.1:9/"),
        run("الشبكة الداخلية", "https://127.0.0.1/wiki"),
        run("خبر سابق لنا", "https://siraj.example/a/0000000"),
        run("راسلنا", "mailto:desk@siraj.example"),
    ]);
    let document = json!({"version": 1, "blocks": [{"type": "paragraph", "runs": runs}]});
    let body = json!({"format": "document", "document": document});
    editor.changes(&json!({"body": body})).await;
    let nowhere = "There is nothing at";
    let choose = |severity| {
        let choices = vec![(Check::Links, severity)];
        checks::choose(&desk.newsroom.room, chief.clone(), choices)
    };
    choose(Severity::Rests).await.unwrap();
    assert!(!editor.browser.get(&room).await.text.contains(nowhere));
    choose(Severity::Warns).await.unwrap();
    let page = editor.browser.get(&room).await;
    assert_eq!(page.text.matches(nowhere).count(), 1, "{}", page.text);
    assert!(page.text.contains("https://127.0.0.1/wiki"));
    // A house that lets such a link stop the article is obeyed by the act too.
    choose(Severity::Blocks).await.unwrap();
    let refused = editor.acts("publish", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(editor.state().await, "draft");
    choose(Severity::Warns).await.unwrap();
    leads_to(&editor.acts("publish", &[]).await);
    assert_eq!(editor.state().await, "published");
}
