//! Whose word is believed about a reader's address and scheme, and what for:
//! guessed tokens are counted by it, and nothing is served in the clear.

use super::house::{HOST, House, Kept};
use siraj::web::throttle::{FAILURES, WITHIN_SECONDS};

/// The test itself is the proxy.
fn behind_a_proxy() -> House {
    House::open(Kept {
        proxies: vec!["127.0.0.0/8".parse().unwrap()],
        ..Kept::default()
    })
}

/// Asks for the token's own face with this token and these headers.
fn me(house: &House, token: &str, headers: &str) -> String {
    let asked = format!(
        "GET /api/v1/me HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {token}\r\n\
         {headers}Connection: close\r\n\r\n"
    );
    house.connect().say(asked).until_the_end()
}

#[track_caller]
fn answers(house: &House, token: &str, headers: &str, status: u16) -> String {
    let answer = me(house, token, headers);
    assert!(
        answer.starts_with(&format!("HTTP/1.1 {status} ")),
        "{answer}"
    );
    answer
}

#[test]
fn whoever_guesses_tokens_is_told_to_wait() {
    let house = House::open(Kept::default());
    for guess in 0..FAILURES {
        // Whatever address the guesser writes, it is his own that counts.
        let forged = format!(
            "X-Forwarded-For: 192.0.2.{guess}\r\nForwarded: for=192.0.2.{guess}\r\n\
             X-Real-IP: 192.0.2.{guess}\r\n"
        );
        answers(&house, &format!("siraj_guess{guess}"), &forged, 401);
    }
    let refused = answers(&house, "siraj_guess", "Accept-Language: en\r\n", 429);
    assert!(refused.contains("application/problem+json"), "{refused}");
    assert!(refused.contains("\"code\":\"api.throttled\""), "{refused}");
    assert!(refused.contains("Wait 60 seconds"), "{refused}");
    assert!(refused.contains("retry-after: 60\r\n"), "{refused}");
    let arabic = answers(&house, "nonsense", "Accept-Language: ar\r\n", 429);
    assert!(arabic.contains("انتظر 60 ثانية"), "{arabic}");
    // A good token is not looked at either: it could be the guess that succeeds.
    answers(&house, &house.token, "", 429);
    house.still_serves();
    house.newsroom.room.clock.advance(WITHIN_SECONDS);
    answers(&house, &house.token, "", 200);
    assert_eq!(house.web.counts.wrong_tokens(), u64::from(FAILURES));
    assert_eq!(house.web.counts.throttled(), 3);
    house.still_serves();
}

#[test]
fn requests_without_a_token_are_no_guesses() {
    let house = House::open(Kept::default());
    let asked = format!("GET /api/v1/me HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n");
    for _ in 0..=FAILURES {
        house.connect().say(&asked).until_the_end();
    }
    answers(&house, &house.token, "", 200);
}

#[test]
fn behind_a_proxy_of_ours_each_reader_answers_for_himself() {
    let house = behind_a_proxy();
    let guesser = "X-Forwarded-For: 198.51.100.7, 192.0.2.1\r\n";
    for _ in 0..FAILURES {
        answers(&house, "siraj_guess", guesser, 401);
    }
    answers(&house, "siraj_guess", guesser, 429);
    // What he writes before his own address does not help him, and harms nobody.
    answers(
        &house,
        "siraj_guess",
        "X-Forwarded-For: 192.0.2.9, 192.0.2.1\r\n",
        429,
    );
    answers(
        &house,
        &house.token,
        "X-Forwarded-For: 198.51.100.7\r\n",
        200,
    );
    answers(&house, &house.token, "X-Forwarded-For: 192.0.2.2\r\n", 200);
    house.still_serves();
}

#[test]
fn nothing_is_served_to_whom_the_proxy_met_in_the_clear() {
    let house = behind_a_proxy();
    let clear = |path: &str| {
        let asked = format!(
            "GET {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: http\r\n\
             Connection: close\r\n\r\n"
        );
        house.connect().say(asked).until_the_end()
    };
    for path in ["/", "/latest?from=feed", "/assets/none.css", "/media/none"] {
        let answer = clear(path);
        assert!(answer.starts_with("HTTP/1.1 301 "), "{answer}");
        let location = format!("location: https://{HOST}{path}\r\n");
        assert!(answer.contains(&location), "{answer}");
        assert!(!answer.contains("strict-transport-security"), "{answer}");
    }
    let headers = "X-Forwarded-Proto: http\r\nAccept-Language: en\r\n";
    let refused = answers(&house, &house.token, headers, 403);
    assert!(refused.contains("api.plain_http"), "{refused}");
    answers(&house, &house.token, "X-Forwarded-Proto: https\r\n", 200);
    house.still_serves();
}

#[test]
fn a_stranger_cannot_say_that_he_came_in_the_clear() {
    let house = House::open(Kept::default());
    let headers = "X-Forwarded-Proto: http\r\nForwarded: proto=http\r\n";
    answers(&house, &house.token, headers, 200);
}

#[test]
fn browsers_are_asked_to_keep_to_https() {
    let house = behind_a_proxy();
    for path in [
        "/",
        "/",
        "/nowhere",
        "/assets/none.css",
        "/media/none",
        "/api/v1/me",
    ] {
        let answer = house.client().get(path).unwrap();
        let asked = answer.header("strict-transport-security");
        assert_eq!(asked, Some("max-age=31536000"), "{path}");
    }
}
