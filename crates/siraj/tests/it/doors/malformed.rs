//! What is no HTTP, or HTTP that could be read in two ways.

use super::house::{HOST, House, get, statuses};
use siraj::config::Limits;

/// A request of one line and these headers, after which the client says no more.
fn request(line: &str, headers: &[&str]) -> Vec<u8> {
    let mut text = format!("{line}\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    text.push_str("Connection: close\r\n\r\n");
    text.into_bytes()
}

/// Sends each and holds the one answer against the status expected.
fn refuses(cases: &[(&str, Vec<u8>, u16)]) {
    let house = House::within(Limits::default());
    for (what, bytes, status) in cases {
        let answers = house.connect().say(bytes).until_the_end();
        // A request of the old version has an answer of the old version.
        let seen = statuses(&answers.replace("HTTP/1.0 ", "HTTP/1.1 "));
        assert_eq!(seen, [*status], "{what}: {answers}");
    }
    house.still_serves();
}

const OURS: &str = "Host: siraj.example";

#[test]
fn what_is_no_request_is_refused_and_ends_its_connection() {
    let get = |header: &str| request("GET / HTTP/1.1", &[OURS, header]);
    let huge = format!("X-Long: {}", "x".repeat(40 * 1024));
    let many: Vec<String> = (0..200).map(|number| format!("X-{number}: 1")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    refuses(&[
        ("garbage", b"\xff\xfe\x00garbage\r\n\r\n".into(), 400),
        ("no version", b"GET /\r\n\r\n".into(), 400),
        ("another version", request("GET / HTTP/3.7", &[OURS]), 400),
        ("a space", request("GET /a b HTTP/1.1", &[OURS]), 400),
        ("a NUL", request("GET /a\0b HTTP/1.1", &[OURS]), 400),
        (
            "an unheard-of method",
            request("BREW / HTTP/1.1", &[OURS]),
            405,
        ),
        ("a NUL in a value", get("X: a\0b"), 400),
        ("a space before the colon", get("X : a"), 400),
        ("a folded line", get("X: a\r\n b"), 400),
        ("no colon", get("nonsense"), 400),
        ("a huge header", get(&huge), 431),
        ("too many headers", request("GET / HTTP/1.1", &many), 431),
    ]);
}

#[test]
fn a_question_longer_than_is_read_is_told_so_on_a_page() {
    let house = House::within(Limits::default());
    let question = "%D8%A8".repeat(100_000 / 6);
    for (path, words) in [
        ("/search", "هذا أطول مما نستطيع قراءته"),
        ("/en/search", "That is longer than we can read"),
    ] {
        let line = format!("GET {path}?q={question} HTTP/1.1");
        let answer = house.connect().say(request(&line, &[OURS])).until_the_end();
        assert_eq!(statuses(&answer), [414], "{answer}");
        assert!(answer.contains(words), "{answer}");
        assert!(answer.contains("content-security-policy"), "{answer}");
    }
    let head = format!("HEAD /search?q={question} HTTP/1.1");
    let answer = house.connect().say(request(&head, &[OURS])).until_the_end();
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    house.still_serves();
}

#[test]
fn a_request_names_one_host_and_that_is_ours() {
    let get = |headers: &[&str]| request("GET / HTTP/1.1", headers);
    let elsewhere = request("GET https://other.example/ HTTP/1.1", &[OURS]);
    let tunnel = request("CONNECT other.example:443 HTTP/1.1", &[OURS]);
    refuses(&[
        ("none", get(&[]), 400),
        ("the same twice", get(&[OURS, OURS]), 400),
        ("two", get(&[OURS, "Host: other.example"]), 400),
        ("a strange one", get(&["Host: other.example"]), 421),
        ("an empty one", get(&["Host:"]), 421),
        ("a name before it", get(&["Host: a@siraj.example"]), 421),
        ("a whole address elsewhere", elsewhere, 421),
        ("a tunnel", tunnel, 421),
    ]);
}

#[test]
fn a_length_that_can_be_read_in_two_ways_is_refused() {
    let get = |headers: &str| request("GET / HTTP/1.1", &[OURS, headers]);
    let old = request("GET / HTTP/1.0", &[OURS, "Transfer-Encoding: chunked"]);
    refuses(&[
        ("none", get("Content-Length: -1"), 400),
        ("two", get("Content-Length: 1\r\nContent-Length: 2"), 400),
        ("unknown", get("Transfer-Encoding: chunked, gzip"), 400),
        ("before there were chunks", old, 400),
    ]);
}

#[test]
fn a_whole_address_of_ours_is_asked_for_whatever_the_host_says() {
    let house = House::within(Limits::default());
    let asked = request(
        "GET https://siraj.example/ HTTP/1.1",
        &["Host: other.example"],
    );
    assert_eq!(statuses(&house.connect().say(asked).until_the_end()), [200]);
    house.still_serves();
}

/// A proxy that goes by the length sees one request where there seem to be two.
#[test]
fn a_request_of_two_lengths_is_the_last_of_its_connection() {
    let house = House::within(Limits::default());
    for (line, expected) in [("GET /", 200), ("POST /api/v1/articles", 401)] {
        for headers in [
            "Content-Length: 60\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 60",
            "Transfer-Encoding: chunked",
        ] {
            let asked = format!(
                "{line} HTTP/1.1\r\nHost: {HOST}\r\n{headers}\r\n\r\n0\r\n\r\n{}",
                get("/smuggled")
            );
            let answers = house.connect().say(asked).until_the_end();
            assert_eq!(statuses(&answers), [expected], "{headers}: {answers}");
            assert!(answers.contains("connection: close"), "{answers}");
        }
    }
    house.still_serves();
}

#[test]
fn a_broken_chunk_is_a_cut_request() {
    let house = House::within(Limits::default());
    let head = house.unfinished().replace(
        "Content-Length: 2\r\n\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n",
    );
    for nonsense in [
        "xyz\r\n",
        "-1\r\n",
        "2\r\n{}nonsense",
        "ffffffffffffffffff\r\n",
    ] {
        let answers = house.connect().say(&head).say(nonsense).until_the_end();
        assert_eq!(statuses(&answers), [400], "{nonsense}: {answers}");
        assert!(answers.contains("api.cut_body"), "{answers}");
    }
    house.still_serves();
}

/// It reads why, although it was still sending.
#[test]
fn a_client_that_sends_too_much_is_told_so() {
    let limits = Limits {
        body_bytes: 64 * 1024,
        ..Limits::default()
    };
    let house = House::within(limits);
    let before = house.head();
    let head = house.unfinished().replace(
        "Content-Length: 2\r\n\r\n{",
        "Content-Length: 8388608\r\n\r\n",
    );
    let mut line = house.connect();
    line.say(head).say(vec![b' '; 8 * 1024 * 1024]);
    line.0.shutdown(std::net::Shutdown::Write).unwrap();
    let answers = line.until_the_end();
    assert_eq!(statuses(&answers), [413]);
    assert!(
        answers.contains("api.too_large") && answers.contains("0.062"),
        "{answers}"
    );
    assert_eq!(house.head(), before);
    house.still_serves();
}

#[test]
fn an_upload_may_be_as_large_as_configured_and_no_larger() {
    let limits = Limits {
        upload_bytes: 64 * 1024,
        ..Limits::default()
    };
    let house = House::within(limits);
    let words = serde_json::json!({"alt": {"ar": "لون واحد"}, "credit": {"ar": "سراج"}});
    let picture = crate::spine::newsroom::jpeg(90);
    let small = house.client().send_picture(&picture, &words).unwrap();
    assert_eq!(small.status, 201, "{}", small.text());
    let large = [picture.as_ref(), &[0; 64 * 1024]].concat();
    let refused = house.client().send_picture(&large, &words).unwrap();
    assert_eq!(refused.status, 413, "{}", refused.text());
    house.still_serves();
}
