//! What hostile or careless senders send: each gets a clear refusal of the right
//! status, in the language it asked for, and nothing is kept of it.

use crate::harness::{Desk, code_at, manuscript};
use serde_json::{Value, json};
use siraj_editorial::role::Role;

async fn refused(desk: &Desk, draft: &Value) -> Value {
    let answer = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(draft)
        .await;
    answer.refused(422, "api.fields")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_wrong_field_is_named_at_once_with_its_place() {
    let desk = Desk::open().await;
    let before = desk.head().await;
    let mut draft = manuscript();
    draft["headline"] = json!(7);
    draft["topics"] = json!(["fishing", 3]);
    draft["format"] = json!("podcast");
    draft["bylines"] = json!([{"guest": "سامر", "shoe_size": 44}]);
    draft["colour"] = json!("red");
    draft["dateline"] = json!("سرو");
    let problem = refused(&desk, &draft).await;
    for (field, code) in [
        ("headline", "api.not_text"),
        ("topics[1]", "api.not_text"),
        ("format", "api.not_one_of"),
        ("bylines[0].shoe_size", "api.unknown_field"),
        ("colour", "api.unknown_field"),
        ("dateline", "api.not_an_object"),
    ] {
        assert_eq!(code_at(&problem, field), code);
    }
    let pointers: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["pointer"])
        .collect();
    assert!(
        pointers.contains(&&json!("/bylines/0/shoe_size")),
        "{pointers:?}"
    );
    let bare = refused(&desk, &json!({"edition": "ar"})).await;
    assert_eq!(code_at(&bare, "section"), "api.missing_field");
    assert_eq!(desk.head().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_or_leads_nowhere_is_refused_by_its_field() {
    let desk = Desk::open().await;
    let gone = "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a";
    let cases = [
        (
            "headline",
            json!("ع".repeat(301)),
            "headline",
            "field.too_long",
        ),
        ("kicker", json!("ع".repeat(81)), "kicker", "field.too_long"),
        (
            "standfirst",
            json!("ع".repeat(1_001)),
            "standfirst",
            "field.too_long",
        ),
        ("slug", json!("Two Words"), "slug", "field.not_a_slug"),
        (
            "section",
            json!("nowhere"),
            "section",
            "field.dead_reference",
        ),
        ("section", json!(gone), "section", "field.dead_reference"),
        ("picture", json!(gone), "picture", "field.dead_reference"),
        (
            "picture",
            json!("photo.jpg"),
            "picture",
            "field.dead_reference",
        ),
        (
            "topics",
            json!(["fishing", "unheard-of"]),
            "topics[1]",
            "field.dead_reference",
        ),
        (
            "story",
            json!("unheard-of"),
            "story",
            "field.dead_reference",
        ),
        (
            "bylines",
            json!([{"person": "nobody"}]),
            "bylines[0].person",
            "field.dead_reference",
        ),
        (
            "bylines",
            json!([{"role": "writing"}]),
            "bylines[0]",
            "api.person_or_guest",
        ),
        (
            "dateline",
            json!({"sources": ["unheard-of"]}),
            "dateline.sources[0]",
            "field.dead_reference",
        ),
        ("edition", json!("fr"), "edition", "field.dead_reference"),
        (
            "bylines",
            json!(vec![json!({"guest": "س"}); 21]),
            "bylines",
            "field.too_many",
        ),
    ];
    for (field, value, place, code) in cases {
        let mut draft = manuscript();
        draft[field] = value;
        assert_eq!(code_at(&refused(&desk, &draft).await, place), code);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_no_json_of_ours_are_refused_before_they_are_read() {
    let desk = Desk::open().await;
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let cases: Vec<(&str, Vec<u8>, u16, &str)> = vec![
        ("application/json", b"{".to_vec(), 400, "api.not_json"),
        ("application/json", b"[1,]".to_vec(), 400, "api.not_json"),
        (
            "application/json",
            b"{\"headline\":\"\xff\"}".to_vec(),
            422,
            "api.not_utf8",
        ),
        (
            "application/json",
            br#"{"headline":"\ud800"}"#.to_vec(),
            422,
            "api.lone_surrogate",
        ),
        (
            "application/json",
            br#"{"headline":"\ud800x"}"#.to_vec(),
            422,
            "api.lone_surrogate",
        ),
        (
            "application/json",
            br#"{"headline":"\udc00"}"#.to_vec(),
            422,
            "api.lone_surrogate",
        ),
        ("application/json", deep.into_bytes(), 422, "api.too_deep"),
        ("application/json", b"[]".to_vec(), 422, "api.fields"),
        (
            "application/json",
            br#"{"head\u0000line":"x"}"#.to_vec(),
            422,
            "api.fields",
        ),
        (
            "text/plain",
            manuscript().to_string().into_bytes(),
            415,
            "api.not_json_type",
        ),
        (
            "application/xml",
            b"<a/>".to_vec(),
            415,
            "api.not_json_type",
        ),
        (
            "application/json",
            vec![b' '; 10 << 20],
            413,
            "api.too_large",
        ),
    ];
    for (kind, body, status, code) in cases {
        let ask = desk.ask(Role::Editor, "POST", "/articles");
        ask.bytes(kind, body).await.refused(status, code);
    }
    let mut nul = manuscript();
    nul["dateline"] = json!({"place": "سر\0و"});
    assert_eq!(
        code_at(&refused(&desk, &nul).await, "dateline.place"),
        "api.nul"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_levels_of_lists_are_refused_and_two_megabytes_of_text_too() {
    let desk = Desk::open().await;
    let nested = |levels: usize| {
        let mut list = json!({"ordered": false, "items": []});
        for _ in 0..levels {
            list = json!({"ordered": false, "items": [{"runs": [], "list": list}]});
        }
        list["type"] = json!("list");
        let mut draft = manuscript();
        let document = json!({"version": 1, "blocks": [list]});
        draft["body"] = json!({"format": "document", "document": document});
        draft
    };
    // What JSON itself may nest is refused by the body's rule, deeper by JSON's.
    let shallow = refused(&desk, &nested(20)).await;
    assert_eq!(shallow["errors"][0]["code"], "body.problem.list_too_deep");
    let deep = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(&nested(50))
        .await;
    deep.refused(422, "api.too_deep");
    let mut draft = manuscript();
    draft["body"] = json!({"format": "markdown", "text": "ع".repeat(900_000)});
    let ask = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(&draft)
        .await;
    assert!(matches!(ask.status.as_u16(), 413 | 422), "{}", ask.text);
    // The server is as it was.
    desk.draft().await;
}
