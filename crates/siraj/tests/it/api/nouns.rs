//! The house's own nouns over the API: sections, people, topics, running stories,
//! sources, pages, placements, settings, the breaking bar, the log.

use crate::harness::Desk;
use serde_json::{Value, json};
use siraj_editorial::role::Role;

#[tokio::test(flavor = "multi_thread")]
async fn every_noun_is_made_changed_listed_and_told() {
    let desk = Desk::open().await;
    let names = json!({"ar": "اسم", "en": "Name"});
    let nouns = [
        (
            "/sections",
            json!({"edition": "ar", "slug": "coast", "name": "الساحل", "parent": "world"}),
            "name",
            json!("السواحل"),
        ),
        (
            "/people",
            json!({"slug": "rana", "name": names}),
            "title",
            names.clone(),
        ),
        (
            "/topics",
            json!({"slug": "wheat", "kind": "subject", "name": names}),
            "kind",
            json!("place"),
        ),
        (
            "/stories",
            json!({"slug": "bread", "title": names}),
            "running",
            json!(false),
        ),
        (
            "/sources",
            json!({"slug": "ufuq", "name": names}),
            "own",
            json!(true),
        ),
        (
            "/pages",
            json!({"edition": "en", "slug": "contact", "title": "Contact", "body": {"format": "html", "text": "<p>Write to us.</p>"}}),
            "title",
            json!("Write to us"),
        ),
        (
            "/placements",
            json!({"edition": "ar", "slot": "top", "text": "إعلان"}),
            "paid",
            json!(true),
        ),
    ];
    for (path, mut noun, field, value) in nouns {
        let made = desk
            .ask(Role::Chief, "POST", path)
            .json(&noun)
            .await
            .done(201);
        let own = format!("{path}/{}", made["id"].as_str().unwrap());
        noun[field] = value.clone();
        let changed = desk
            .ask(Role::Chief, "PUT", &own)
            .json(&noun)
            .await
            .done(200);
        assert_eq!(changed[field], value, "{path}");
        let listed = desk.ask(Role::Chief, "GET", path).send().await.done(200);
        let there = |item: &Value| item["id"] == made["id"] && item[field] == value;
        assert!(
            listed["items"].as_array().unwrap().iter().any(there),
            "{path}"
        );
        let missing = format!("{path}/0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a");
        desk.ask(Role::Chief, "PUT", &missing)
            .json(&noun)
            .await
            .refused(404, "api.not_found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_publications_settings_are_told_and_changed() {
    let desk = Desk::open().await;
    let identity = desk
        .ask(Role::Chief, "GET", "/settings/identity")
        .send()
        .await
        .done(200);
    let mut new = identity.clone();
    new["city"] = json!({"ar": "سرو"});
    let changed = desk
        .ask(Role::Chief, "PUT", "/settings/identity")
        .json(&new)
        .await
        .done(200);
    assert_eq!(changed["city"], json!({"ar": "سرو"}));
    let label = json!({"label": "Anglais"});
    let edition = desk
        .ask(Role::Chief, "PUT", "/settings/editions/en")
        .json(&label)
        .await
        .done(200);
    assert_eq!(edition["label"], "Anglais");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_breaking_bar_is_set_and_taken_away_and_the_log_knows() {
    let desk = Desk::open().await;
    let until = desk
        .newsroom
        .room
        .clock
        .now()
        .plus_seconds(600)
        .to_jiff()
        .to_string();
    let bar = json!({"text": "زلزال خفيف قبالة الساحل", "link": "/world", "until": until});
    desk.ask(Role::Editor, "PUT", "/breaking/ar")
        .json(&bar)
        .await
        .done(200);
    let told = desk
        .ask(Role::Editor, "DELETE", "/breaking/ar")
        .send()
        .await
        .done(200);
    assert_eq!(told["breaking"], Value::Null);
    let log = desk
        .ask(Role::Editor, "GET", "/changes?after=0&limit=2")
        .send()
        .await
        .done(200);
    assert_eq!(log["items"].as_array().unwrap().len(), 2);
    assert_eq!(log["head"], desk.head().await);
}
