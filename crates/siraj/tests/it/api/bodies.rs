//! The forms in which a text is sent, what conversion leaves out, and what the
//! cleaning of text takes away: all of it told to the sender.

use crate::harness::{Desk, code_at, manuscript};
use serde_json::{Value, json};
use siraj_editorial::role::Role;

async fn sent(desk: &Desk, body: Value) -> Value {
    let mut draft = manuscript();
    draft["body"] = body;
    desk.ask(Role::Editor, "POST", "/articles")
        .json(&draft)
        .await
        .done(201)
}

#[tokio::test(flavor = "multi_thread")]
async fn html_is_converted_and_the_sender_is_told_what_was_left_out() {
    let desk = Desk::open().await;
    let html = "<p onclick=\"x()\">نصّ <b>مهم</b></p><script>alert(1)</script>\
        <img src=\"https://elsewhere.example/a.jpg\"><p><a href=\"javascript:x()\">رابط</a></p>";
    let told = sent(&desk, json!({"format": "html", "text": html})).await;
    let dropped = told["left_out"]["dropped"].as_array().unwrap();
    let mut kinds: Vec<_> = dropped
        .iter()
        .map(|one| one["what"].as_str().unwrap())
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["event_handler", "picture", "script", "script_link"]);
    for one in dropped {
        assert!(!one["detail"].as_str().unwrap().is_empty());
    }
    let stored = told["manuscript"]["body"].to_string();
    assert!(stored.contains("مهم") && !stored.contains("alert") && !stored.contains("elsewhere"));
}

#[tokio::test(flavor = "multi_thread")]
async fn markup_finds_our_articles_and_pictures_by_every_name_they_have() {
    let desk = Desk::open().await;
    let other = desk.newsroom.articles().await.remove(0);
    let picture = desk.newsroom.pictures[0];
    let text = format!(
        "[أ](article:{id}) و[ب](https://siraj.example/a/{short})\n\n:::picture {picture}\n:::\n",
        id = other.id,
        short = other.short_id
    );
    let told = sent(&desk, json!({"format": "markdown", "text": text})).await;
    assert_eq!(told["left_out"]["dropped"], json!([]), "{told}");
    let stored = told["manuscript"]["body"].to_string();
    assert!(stored.contains(&picture.to_string()), "{stored}");
    assert_eq!(stored.matches(&other.id.to_string()).count(), 2, "{stored}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_typed_document_and_the_editors_document_are_taken_as_they_are() {
    let desk = Desk::open().await;
    let prosemirror = json!({"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "من المحرّر"}]},
    ]});
    let told = sent(
        &desk,
        json!({"format": "prosemirror", "document": prosemirror.clone()}),
    )
    .await;
    // Each is told back in the sender's own form.
    assert_eq!(told["manuscript"]["body"]["document"], prosemirror);
    let path = format!("/articles/{}", told["short_id"].as_str().unwrap());
    let told = desk.ask(Role::Editor, "GET", &path).send().await.done(200);
    let document = told["manuscript"]["body"]["document"].clone();
    let again = sent(&desk, json!({"format": "document", "document": document})).await;
    assert_eq!(again["manuscript"]["body"]["document"], document);
}

#[tokio::test(flavor = "multi_thread")]
async fn directional_overrides_are_removed_and_counted_and_joiners_stay() {
    let desk = Desk::open().await;
    let mut draft = manuscript();
    draft["headline"] = json!("عنوان\u{202E} مقلوب\u{202A} ومي\u{200C}خواهم \u{2067}abc\u{2069}");
    draft["body"] = json!({"format": "markdown", "text": "نصّ \u{202B}مضمَّن\u{202C} هنا"});
    let told = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(&draft)
        .await
        .done(201);
    assert_eq!(
        told["left_out"]["removed"]["overrides"], 4,
        "{}",
        told["left_out"]
    );
    let headline = told["manuscript"]["headline"].as_str().unwrap();
    assert_eq!(headline, "عنوان مقلوب ومي\u{200C}خواهم \u{2067}abc\u{2069}");
    let stored = told["manuscript"].to_string();
    assert!(
        !stored
            .chars()
            .any(|letter| ('\u{202A}'..='\u{202E}').contains(&letter))
    );
    // In names and paths what is not seen is refused, not mended.
    draft["dateline"] = json!({"place": "سر\u{200C}و"});
    draft["slug"] = json!("a\u{200D}b");
    let refused = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(&draft)
        .await;
    let refused = refused.refused(422, "api.fields");
    assert_eq!(
        code_at(&refused, "dateline.place"),
        "field.invisible_in_name"
    );
    assert_eq!(code_at(&refused, "slug"), "field.not_a_slug");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_bodies_cannot_hold_is_refused_with_its_place() {
    let desk = Desk::open().await;
    let bodies = [
        (json!({"format": "document"}), "body.document"),
        (json!({"format": "markdown"}), "body.text"),
        (json!({"format": "rtf", "text": "x"}), "body.format"),
        (
            json!({"format": "html", "text": "x", "extra": 1}),
            "body.extra",
        ),
        (
            json!({"format": "document", "document": {"version": 1, "blocks": [{"type": "iframe"}]}}),
            "body.document.blocks[0].type",
        ),
        (
            json!({"format": "prosemirror", "document": {"type": "doc", "content": [{"type": "script"}]}}),
            "body.document.content[0].type",
        ),
    ];
    for (body, place) in bodies {
        let mut draft = manuscript();
        draft["body"] = body;
        let refused = desk
            .ask(Role::Editor, "POST", "/articles")
            .json(&draft)
            .await;
        let refused = refused.refused(422, "api.fields");
        assert!(!code_at(&refused, place).is_empty());
    }
}
