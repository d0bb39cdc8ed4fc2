//! Whatever is sent, the answer is a page of the rooms and nothing is broken.

use super::browser::{Browser, ORIGIN, opened};
use crate::harness::Desk;
use axum::body::Body;
use http::{StatusCode, header};

const FORMS: [&str; 18] = [
    "/newsroom/house/sections",
    "/newsroom/house/sections/0",
    "/newsroom/house/identity",
    "/newsroom/house/editions/ar",
    "/newsroom/house/tokens",
    "/newsroom/people/0/profile",
    "/newsroom/people/0/merge",
    "/newsroom/people",
    "/newsroom/people/0",
    "/newsroom/sign-in",
    "/newsroom/code",
    "/newsroom/account/language",
    "/newsroom/account/password",
    "/newsroom/account/codes",
    "/newsroom/account/codes/end",
    "/newsroom/account/recovery",
    "/newsroom/account/sessions",
    "/newsroom/link/siraj_00",
];

#[tokio::test]
async fn what_is_no_form_is_told_in_the_rooms_own_design() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let head = desk.head().await;
    let large = format!("email={}", "x".repeat(70_000));
    for path in FORMS {
        for (kind, body, status) in [
            ("text/plain", "email=1", StatusCode::BAD_REQUEST),
            ("application/json", "{}", StatusCode::BAD_REQUEST),
            (
                "application/x-www-form-urlencoded",
                large.as_str(),
                StatusCode::PAYLOAD_TOO_LARGE,
            ),
        ] {
            let request = owner.request("POST", path).header(header::ORIGIN, ORIGIN);
            let request = request.header(header::CONTENT_TYPE, kind);
            let request = request.body(Body::from(body.to_owned())).unwrap();
            let answer = owner.send(request).await;
            assert_eq!(answer.status, status, "{path} {kind}: {}", answer.text);
            assert!(answer.text.contains("This could not be read"), "{path}");
        }
    }
    assert_eq!(desk.head().await, head, "nothing was changed");
    assert!(owner.is_inside().await);
}

#[tokio::test]
async fn odd_values_are_refused_or_kept_as_words() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let odd = [
        "\0",
        "\u{202E}",
        "' OR 1=1 --",
        "<script>",
        "\u{FFFF}",
        "%00",
        "٣٣٣٣٣٣",
    ];
    for path in FORMS {
        for value in odd {
            let names = [
                "email", "password", "code", "old", "new", "key", "session", "name_ar", "slug",
                "role", "act",
            ];
            let fields = names.map(|name| (name, value));
            let answer = owner.post(path, &fields).await;
            assert!(
                !answer.status.is_server_error(),
                "{path} {value:?}: {}",
                answer.text
            );
            assert!(!answer.text.contains("<script>"), "{path}");
            desk.newsroom.room.clock.advance(901);
        }
    }
    assert!(owner.is_inside().await);
}

#[tokio::test]
async fn cookies_that_are_no_secret_open_nothing() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let mut other = Browser::at(&desk);
    let name = "__Secure-siraj";
    let unknown = format!("{name}=siraj_{}", "0".repeat(64));
    for cookie in [
        unknown.as_str(),
        "",
        "=",
        name,
        "siraj=siraj_1",
        "__Secure-siraj=\u{1}",
    ] {
        let mut request = other.request("GET", "/newsroom/account");
        if let Ok(value) = http::HeaderValue::from_str(cookie) {
            request = request.header(header::COOKIE, value);
        }
        let answer = other.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{cookie}");
    }
}

#[tokio::test]
async fn there_is_no_other_room_and_no_other_method() {
    let desk = Desk::open().await;
    let mut somebody = Browser::at(&desk);
    for path in [
        "/newsroom/nothing",
        "/newsroom/account/nothing",
        "/newsroom/link/a/b",
    ] {
        let answer = somebody.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("There is no such room"));
    }
    for (method, path) in [
        ("DELETE", "/newsroom/account"),
        ("PUT", "/newsroom/sign-in"),
    ] {
        let request = somebody.request(method, path).body(Body::empty()).unwrap();
        let answer = somebody.send(request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}
