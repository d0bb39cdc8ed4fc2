//! The room of a live article works with forms alone: posts, changes, corrections, key
//! moments, removals with undo, points and end; and nothing that was typed is lost.

use super::browser::{Browser, leads_to, opened, said};
use crate::harness::{Desk, manuscript};
use http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::role::Role;

/// The short id of a public live article, and where readers find it.
async fn live(desk: &Desk) -> (String, String) {
    let mut text = manuscript();
    text["format"] = json!("live");
    let ask = |path: &str| desk.ask(Role::Chief, "POST", path);
    let article: Value = ask("/articles").json(&text).await.done(201);
    let path = format!("/articles/{}/publication", article["id"].as_str().unwrap());
    let first = json!({"kind": "first", "revision": article["head"]["id"]});
    let article = ask(&path).json(&first).await.done(200);
    let field = |name: &str| article[name].as_str().unwrap().to_owned();
    (field("short_id"), field("address"))
}

/// The value of a hidden field.
fn hidden<'t>(page: &'t str, name: &str) -> &'t str {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .split_once(&mark)
        .unwrap_or_else(|| panic!("{name}: {page}"));
    rest.split_once('"').unwrap().0
}

async fn posted<'d>(browser: &mut Browser<'d>, room: &str, text: &str) {
    let page = browser.get(room).await;
    let key = hidden(&page.text, "key").to_owned();
    let fields = [("act", "post"), ("key", key.as_str()), ("text", text)];
    let answer = browser.post(room, &fields).await;
    let way = leads_to(&answer).to_owned();
    assert!(way.starts_with(&format!("{room}?done=posted")), "{way}");
    // A form that is sent twice adds one post.
    let again = browser.post(room, &fields).await;
    assert_eq!(leads_to(&again), way);
}

#[tokio::test]
async fn a_post_lives_its_life_by_forms_alone() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (short, address) = live(&desk).await;
    let room = format!("/newsroom/articles/{short}/live");
    let page = owner.get(&room).await;
    assert!(
        page.text.contains("Coverage begins by itself"),
        "{}",
        page.text
    );
    posted(&mut owner, &room, "صافرة البداية.\nالملعب ممتلئ.").await;
    let (_, shown) = desk.read(&address).await;
    assert!(shown.contains("<p>صافرة البداية.</p>"), "{shown}");
    let page = owner.get(&room).await;
    let id = hidden(&page.text, "id").to_owned();
    // Change it.
    let page = owner.get(&format!("{room}?open=change&post=1")).await;
    assert!(
        page.text.contains("صافرة البداية.\nالملعب ممتلئ."),
        "{}",
        page.text
    );
    let change = |base: &'static str, text: &'static str| {
        [
            ("act", "change"),
            ("number", "1"),
            ("base", base),
            ("label", "verified"),
            ("signed", "none"),
            ("text", text),
        ]
    };
    let with_id = |fields: &[(&'static str, &'static str)]| {
        let mut all: Vec<(&str, String)> = fields
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        all.push(("id", id.clone()));
        all
    };
    let send = async |browser: &mut Browser<'_>, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        browser.post(&room, &fields).await
    };
    let fields = with_id(&change("1", "صافرة البداية في موعدها."));
    assert!(leads_to(&send(&mut owner, fields).await).contains("done=saved"));
    // Somebody who wrote over the old text gets both.
    let late = send(&mut owner, with_id(&change("1", "نصّ متأخر"))).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(said(&late).contains("before you"), "{}", late.text);
    for words in [
        "نصّ متأخر",
        "صافرة البداية في موعدها.",
        "name=\"base\" value=\"2\"",
    ] {
        assert!(late.text.contains(words), "{words}: {}", late.text);
    }
    let correct = [("act", "correct"), ("correction", "بدأت عند الثامنة.")];
    send(&mut owner, with_id(&correct)).await;
    send(&mut owner, with_id(&[("act", "pin")])).await;
    let (_, shown) = desk.read(&address).await;
    assert!(
        shown.contains("بدأت عند الثامنة.") && shown.contains("key-post"),
        "{shown}"
    );
    let removed = send(
        &mut owner,
        with_id(&[("act", "remove"), ("reason", "تكرّر")]),
    )
    .await;
    let page = owner
        .get(leads_to(&removed).split_once('#').unwrap().0)
        .await;
    assert!(said(&page).contains("its time stays"), "{}", page.text);
    assert!(page.text.contains(">Undo<"), "{}", page.text);
    let (_, shown) = desk.read(&address).await;
    assert!(!shown.contains("صافرة البداية"), "{shown}");
    send(&mut owner, with_id(&[("act", "back")])).await;
    let (_, shown) = desk.read(&address).await;
    assert!(shown.contains("صافرة البداية في موعدها."), "{shown}");
}

#[tokio::test]
async fn points_and_end_are_set_and_a_coverage_is_taken_up_again() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (short, address) = live(&desk).await;
    let room = format!("/newsroom/articles/{short}/live");
    posted(&mut owner, &room, "بدأنا.").await;
    let plan = [
        ("act", "decide"),
        ("points", "الأولى\n\nالثانية"),
        ("quiet", "٣"),
        ("ends_at", ""),
    ];
    assert!(leads_to(&owner.post(&room, &plan).await).contains("decided"));
    let (_, shown) = desk.read(&address).await;
    assert!(shown.contains("<li>الأولى</li><li>الثانية</li>"), "{shown}");
    for (name, value, words) in [
        ("quiet", "99", "0 to 72"),
        ("quiet", "soon", "0 to 72"),
        ("ends_at", "tomorrow", "day and hour"),
        ("ends_at", "2001-01-01T00:00", "has passed"),
    ] {
        let fields = [("act", "decide"), ("points", "تبقى هذه"), (name, value)];
        let answer = owner.post(&room, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        assert!(said(&answer).contains(words), "{}", said(&answer));
        assert!(answer.text.contains("تبقى هذه"), "what was typed stays");
    }
    owner.post(&room, &[("act", "end")]).await;
    let (_, shown) = desk.read(&address).await;
    assert!(shown.contains("انتهت التغطية"), "{shown}");
    let late = owner
        .post(&room, &[("act", "post"), ("text", "متأخر")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&late).contains("Coverage has ended") || said(&late).contains("ended"));
    owner.post(&room, &[("act", "start")]).await;
    posted(&mut owner, &room, "عدنا.").await;
    let fragment = owner.get(&format!("{room}/posts")).await;
    assert!(fragment.text.contains("عدنا.") && !fragment.text.contains("<html"));
}

#[tokio::test]
async fn what_is_typed_wrong_is_told_and_stays_in_the_box() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (short, _) = live(&desk).await;
    let room = format!("/newsroom/articles/{short}/live");
    let long = "ك".repeat(9_000);
    for (fields, words) in [
        (vec![("act", "post"), ("text", " ")], "nothing to publish"),
        (vec![("act", "post"), ("text", &*long)], "8000 characters"),
        (
            vec![("act", "post"), ("text", "نصّ لا يضيع"), ("picture", "seven")],
            "not in the library",
        ),
        (
            vec![
                ("act", "post"),
                ("text", "نصّ لا يضيع"),
                ("picture", "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a"),
            ],
            "not in the library",
        ),
        (
            vec![("act", "post"), ("text", "نصّ لا يضيع"), ("signed", "guest")],
            "cannot be taken",
        ),
        (vec![("act", "post"), ("text", "# عنوان")], "paragraphs"),
    ] {
        let answer = owner.post(&room, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(said(&answer).contains(words), "{}", said(&answer));
        assert!(answer.text.contains(fields[1].1), "what was typed stays");
    }
    // Control characters are taken out, not stored and not a fault.
    let answer = owner.post(
        &room,
        &[
            ("act", "post"),
            ("text", "نقي\0\u{202E}"),
            ("headline", "\0"),
        ],
    );
    assert!(leads_to(&answer.await).contains("posted"));
    for (fields, status) in [
        (vec![("act", "pin"), ("id", "seven")], 404),
        (
            vec![
                ("act", "pin"),
                ("id", "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a"),
            ],
            404,
        ),
        (vec![("act", "dance")], 303),
    ] {
        let answer = owner.post(&room, &fields).await;
        assert_eq!(answer.status.as_u16(), status, "{fields:?}");
    }
    for nowhere in ["/newsroom/articles/zzz/live", "/newsroom/articles/%00/live"] {
        let answer = owner.get(nowhere).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let odd = owner
        .get(&format!("{room}?page=seven&post=%00&open=change"))
        .await;
    assert_eq!(odd.status, StatusCode::OK);
}

#[tokio::test]
async fn who_is_outside_is_led_to_the_door() {
    let desk = Desk::open().await;
    let (short, _) = live(&desk).await;
    let mut stranger = Browser::at(&desk);
    for path in ["live", "live/posts"] {
        let answer = stranger
            .get(&format!("/newsroom/articles/{short}/{path}"))
            .await;
        assert_eq!(leads_to(&answer), "/newsroom/sign-in");
    }
}
