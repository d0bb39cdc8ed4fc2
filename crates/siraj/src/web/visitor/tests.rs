//! Whose word is believed about a reader's address and scheme, and how far.

use super::*;
use http::HeaderValue;
use std::sync::Arc;

fn visit(peer: &str, encrypted: bool) -> Visit {
    Visit {
        peer: peer.parse().unwrap(),
        encrypted,
        seat: Arc::default(),
    }
}

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(*name, HeaderValue::from_str(value).unwrap());
    }
    headers
}

fn proxies() -> Vec<Network> {
    ["10.0.0.0/8", "2001:db8:1::/48"]
        .map(|network| network.parse().unwrap())
        .into()
}

#[track_caller]
fn asks(peer: &str, lines: &[(&'static str, &str)], expected: &str) {
    let visitor = Visitor::of(&visit(peer, false), &headers(lines), &proxies());
    assert_eq!(visitor.address, expected.parse::<IpAddr>().unwrap());
}

#[test]
fn a_header_of_a_stranger_is_words() {
    let forged = [
        ("x-forwarded-for", "192.0.2.1"),
        ("forwarded", "for=192.0.2.1"),
    ];
    asks("203.0.113.9", &forged, "203.0.113.9");
    asks("203.0.113.9", &[], "203.0.113.9");
}

#[test]
fn a_proxy_of_ours_says_who_asks() {
    asks("10.0.0.1", &[("x-forwarded-for", "192.0.2.1")], "192.0.2.1");
    asks(
        "10.0.0.1",
        &[("x-forwarded-for", "192.0.2.1:4711")],
        "192.0.2.1",
    );
    asks(
        "10.0.0.1",
        &[("x-forwarded-for", "2001:db8::7")],
        "2001:db8::7",
    );
    asks(
        "10.0.0.1",
        &[("x-forwarded-for", "::ffff:192.0.2.1")],
        "192.0.2.1",
    );
    asks(
        "2001:db8:1::1",
        &[("forwarded", "For=\"[2001:db8::7]:4711\";proto=https")],
        "2001:db8::7",
    );
    asks("10.0.0.1", &[], "10.0.0.1");
}

#[test]
fn what_the_reader_wrote_before_the_proxies_is_not_believed() {
    asks(
        "10.0.0.1",
        &[("x-forwarded-for", "198.51.100.1, 192.0.2.1")],
        "192.0.2.1",
    );
    // Two proxies of ours, one behind the other, and a list in two lines.
    asks(
        "10.0.0.1",
        &[("x-forwarded-for", "198.51.100.1, 192.0.2.1, 10.0.0.2")],
        "192.0.2.1",
    );
    asks(
        "10.0.0.1",
        &[
            ("x-forwarded-for", "198.51.100.1"),
            ("x-forwarded-for", "192.0.2.1, 10.0.0.2"),
        ],
        "192.0.2.1",
    );
    asks(
        "10.0.0.1",
        &[("forwarded", "for=198.51.100.1, for=192.0.2.1")],
        "192.0.2.1",
    );
}

#[test]
fn a_hop_that_hides_itself_is_as_far_as_is_known() {
    for hidden in ["unknown", "_secret", "", "not an address"] {
        asks("10.0.0.1", &[("x-forwarded-for", hidden)], "10.0.0.1");
        let noted = format!("192.0.2.1, {hidden}, 10.0.0.2");
        asks("10.0.0.1", &[("x-forwarded-for", &noted)], "10.0.0.2");
    }
    asks("10.0.0.1", &[("forwarded", "proto=https")], "10.0.0.1");
}

#[test]
fn two_headers_that_disagree_are_both_not_believed() {
    let both = |other| [("x-forwarded-for", "192.0.2.1"), ("forwarded", other)];
    asks("10.0.0.1", &both("for=198.51.100.1"), "10.0.0.1");
    asks("10.0.0.1", &both("for=192.0.2.1"), "192.0.2.1");
}

#[test]
fn the_scheme_is_what_nobody_could_read() {
    let check = |peer: &str, encrypted, lines: &[(&'static str, &str)], expected| {
        let secure = is_secure(&visit(peer, encrypted), &headers(lines), &proxies());
        assert_eq!(secure, expected, "{peer} {encrypted} {lines:?}");
    };
    check("203.0.113.9", true, &[], true);
    check("203.0.113.9", true, &[("x-forwarded-proto", "http")], true);
    check("203.0.113.9", false, &[], false);
    check(
        "203.0.113.9",
        false,
        &[("x-forwarded-proto", "https")],
        false,
    );
    check("127.0.0.1", false, &[], true);
    check("10.0.0.1", false, &[], true);
    check("10.0.0.1", false, &[("x-forwarded-proto", "https")], true);
    check("10.0.0.1", false, &[("x-forwarded-proto", "HTTPS")], true);
    check("10.0.0.1", false, &[("x-forwarded-proto", "http")], false);
    check(
        "10.0.0.1",
        false,
        &[("x-forwarded-proto", "https, http")],
        false,
    );
    check(
        "10.0.0.1",
        false,
        &[("forwarded", "for=192.0.2.1;proto=http")],
        false,
    );
    check(
        "10.0.0.1",
        false,
        &[("forwarded", "for=192.0.2.1;proto=https")],
        true,
    );
}
