//! The rooms' scripts speak the write API, let in by the session and by our own pages alone.

use super::browser::{Browser, opened};
use super::people::inside;
use crate::harness::{Desk, manuscript};
use axum::body::Body;
use http::{Request, header};
use serde_json::Value;
use siraj_editorial::role::Role;

/// A request of a script: JSON, from a page of ours unless a test says otherwise.
fn script(browser: &Browser<'_>, method: &str, path: &str, body: &Value) -> Request<Body> {
    browser
        .request(method, &format!("/newsroom/api/v1{path}"))
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn code(text: &str) -> String {
    let problem: Value = serde_json::from_str(text).unwrap();
    problem["code"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_session_opens_every_verb_to_its_person_and_no_more() {
    let desk = Desk::open().await;
    let (person, mut writer) = inside(&desk, Role::Contributor).await;
    let me = writer.get("/newsroom/api/v1/me").await.done(200);
    assert_eq!(me["person"], person.to_string());
    assert_eq!(me["role"], "contributor");
    let request = script(&writer, "POST", "/articles", &manuscript());
    let begun = writer.send(request).await.done(201);
    let id = begun["id"].as_str().unwrap().to_owned();
    let request = script(
        &writer,
        "POST",
        &format!("/articles/{id}/publication"),
        &serde_json::json!({"revision": begun["head"]["id"], "kind": "first"}),
    );
    writer
        .send(request)
        .await
        .refused(403, "refused.publish.not_allowed");
}

#[tokio::test]
async fn a_repeated_request_of_a_session_is_done_once() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let mut request = script(&owner, "POST", "/articles", &manuscript());
        let key = header::HeaderValue::from_static("draft-1");
        request.headers_mut().insert("idempotency-key", key);
        ids.push(owner.send(request).await.done(201)["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
}

#[tokio::test]
async fn foreign_pages_and_ended_sessions_do_nothing_and_are_told_why() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let before = desk.head().await;
    for site in ["cross-site", "same-site", "none"] {
        let mut request = script(&owner, "POST", "/articles", &manuscript());
        let site = header::HeaderValue::from_static(site);
        request.headers_mut().insert("sec-fetch-site", site);
        let answer = owner.send(request).await;
        assert_eq!(
            (answer.status.as_u16(), code(&answer.text)),
            (403, "api.foreign".into())
        );
    }
    let mut request = script(&owner, "POST", "/articles", &manuscript());
    request.headers_mut().remove("sec-fetch-site");
    let answer = owner.send(request).await;
    assert_eq!(code(&answer.text), "api.foreign");
    // A token opens nothing here, and a session nothing there.
    let mut nobody = Browser::at(&desk);
    let answer = nobody.get("/newsroom/api/v1/articles").await;
    assert_eq!(code(&answer.text), "api.session_ended");
    assert_eq!(answer.status.as_u16(), 401);
    let there = owner.get("/api/v1/articles").await;
    assert_eq!(there.status.as_u16(), 401);
    assert_eq!(desk.head().await, before);
    owner.post("/newsroom/sign-out", &[]).await;
    let before = desk.head().await;
    let request = script(&owner, "POST", "/articles", &manuscript());
    let answer = owner.send(request).await;
    assert_eq!(answer.status.as_u16(), 401);
    assert_eq!(desk.head().await, before);
    let nothing = owner.get("/newsroom/api/v1/nothing").await;
    assert_eq!(nothing.status.as_u16(), 404);
}
