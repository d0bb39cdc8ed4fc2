//! What is no device's answer opens nothing and adds nothing. That right ones do is tried
//! with a browser's own device.

use super::browser::{Browser, leads_to, opened};
use crate::harness::{Answer, Desk};
use http::StatusCode;
use serde_json::{Value, json};

const ADD: &str = "/newsroom/account/passkeys";
const IN: &str = "/newsroom/passkey";

#[track_caller]
fn read(answer: &Answer) -> Value {
    assert_eq!(answer.headers["content-type"], "application/json");
    serde_json::from_str(&answer.text).unwrap()
}

/// Asks for a challenge and answers with this; `change` may spoil the secret.
async fn answers(browser: &mut Browser<'_>, path: &str, secret: &str, answer: Value) -> Answer {
    let body = json!({"secret": secret, "answer": answer}).to_string();
    browser.json(&format!("{path}/answer"), &body).await
}

/// An answer of the right form that no device has made.
fn forged() -> Value {
    let response = json!({
        "clientDataJSON": "e30", "attestationObject": "o2NmbXRkbm9uZQ",
        "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "AAAA",
    });
    json!({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": response, "extensions": {}})
}

#[tokio::test]
async fn a_challenge_says_what_a_device_needs_and_who_asks() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let asked = read(&owner.json(ADD, "{}").await);
    let options = &asked["options"]["publicKey"];
    assert_eq!(options["rp"]["id"], "siraj.example");
    assert_eq!(options["user"]["name"], "layla@marsa.example");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(
        options["authenticatorSelection"]["userVerification"],
        "required"
    );
    let asked = read(&Browser::at(&desk).json(IN, "{}").await);
    let options = &asked["options"];
    assert_eq!(options["publicKey"]["rpId"], "siraj.example");
    assert_eq!(options["publicKey"]["userVerification"], "required");
    assert_eq!(options["mediation"], Value::Null);
}

#[tokio::test]
async fn what_no_device_has_answered_opens_and_adds_nothing() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let mut other = Browser::phone(&desk);
    for (answer, status) in [
        (forged(), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!("text"), StatusCode::UNPROCESSABLE_ENTITY),
        (Value::Null, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let secret = read(&owner.json(ADD, "{}").await)["secret"].clone();
        let secret = secret.as_str().unwrap();
        // Somebody else's challenge is nobody's.
        let foreign = answers(&mut other, IN, secret, answer.clone()).await;
        assert_eq!(foreign.status, status);
        let used = answers(&mut owner, ADD, secret, answer.clone()).await;
        assert_eq!(used.status, status, "{}", used.text);
        assert!(read(&used)["said"].as_str().unwrap().contains("passkey"));
        let secret = read(&other.json(IN, "{}").await)["secret"].clone();
        let wrong = answers(&mut other, IN, secret.as_str().unwrap(), answer).await;
        assert_eq!(wrong.status, status);
    }
    let late = read(&owner.json(ADD, "{}").await)["secret"].clone();
    desk.newsroom.room.clock.advance(301);
    let late = answers(&mut owner, ADD, late.as_str().unwrap(), forged()).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    for body in ["", "{", "{}", "[]", r#"{"secret": 1, "answer": {}}"#] {
        let answer = owner.json(&format!("{ADD}/answer"), body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
    assert!(!other.is_inside().await);
    let account = owner.get("/newsroom/account").await;
    assert!(account.text.contains("Add a passkey") && !account.text.contains("Forget it"));
}

#[tokio::test]
async fn only_who_is_inside_adds_and_forgets_keys() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let mut nobody = Browser::at(&desk);
    for path in [ADD, "/newsroom/account/passkeys/forget"] {
        let answer = nobody.post(path, &[("key", "AAAA")]).await;
        assert_eq!(leads_to(&answer), "/newsroom/sign-in", "{path}");
    }
    let answer = nobody
        .json(&format!("{ADD}/answer"), r#"{"secret": "x", "answer": {}}"#)
        .await;
    assert_eq!(leads_to(&answer), "/newsroom/sign-in");
    let answer = owner
        .post("/newsroom/account/passkeys/forget", &[("key", "AAAA")])
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
