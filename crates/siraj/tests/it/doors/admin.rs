//! What the operator's machines ask, and that nobody else can.

use super::house::{House, Line, get};
use siraj::config::Limits;
use siraj::web::admin::Admin;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Opens the operator's door of a house.
fn opened(house: &House) -> (Admin, SocketAddr) {
    let admin = Admin::new(house.web.clone(), Limits::default());
    let address = house.runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(admin.clone().serve(listener));
        address
    });
    (admin, address)
}

fn asked(address: SocketAddr, path: &str) -> String {
    let asked = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    Line::to(address).say(asked).until_the_end()
}

#[test]
fn the_process_is_healthy_and_ready_unless_the_store_is_in_trouble_or_it_stops() {
    let house = House::within(Limits::default());
    let (admin, address) = opened(&house);
    let ready = || asked(address, "/readyz");
    assert!(ready().starts_with("HTTP/1.1 200 "), "{}", ready());
    house.web.trouble.begins();
    assert!(ready().starts_with("HTTP/1.1 503 "), "{}", ready());
    assert!(ready().contains(r#"{"ready":false,"reason":"store_unavailable"}"#));
    assert!(asked(address, "/healthz").starts_with("HTTP/1.1 200 "));
    house.web.trouble.ends();
    assert!(ready().starts_with("HTTP/1.1 200 "));
    admin.stops();
    assert!(ready().contains(r#"{"ready":false,"reason":"stopping"}"#));
    assert!(asked(address, "/healthz").starts_with("HTTP/1.1 200 "));
    house.still_serves();
}

#[test]
fn none_of_it_is_where_readers_are_served_and_nothing_else_is_here() {
    let house = House::within(Limits::default());
    let (_, address) = opened(&house);
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(house.client().get(path).unwrap().status, 404, "{path}");
    }
    for path in ["/", "/api/v1/me", "/metrics/", "/feed.xml"] {
        assert!(asked(address, path).starts_with("HTTP/1.1 404 "), "{path}");
    }
    let posted = format!("POST /metrics HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let answer = Line::to(address).say(posted).until_the_end();
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
    house.still_serves();
}

#[test]
fn the_numbers_are_those_of_what_happened() {
    let house = House::within(Limits::default());
    let (_, address) = opened(&house);
    let client = house.client();
    for path in ["/", "/", "/", "/nowhere", "/media/none", "/assets/none.css"] {
        client.get(path).unwrap();
    }
    let draft = crate::harness::manuscript();
    let saved = client.send("POST", "/api/v1/articles", &draft).unwrap();
    assert_eq!(saved.status, 201, "{}", saved.text());
    // A connection counts until its end has been seen, which is after its answer.
    house.until_nobody_is_there();
    let mut stays = house.connect();
    stays.say(get("/")).one_answer();
    let text = asked(address, "/metrics");
    assert!(text.contains("text/plain; version=0.0.4"), "{text}");
    let head = format!("siraj_log_head {}", house.head());
    for line in [
        r#"siraj_requests_total{kind="page",status="2xx"} 4"#,
        r#"siraj_requests_total{kind="page",status="4xx"} 1"#,
        r#"siraj_requests_total{kind="picture",status="4xx"} 1"#,
        r#"siraj_requests_total{kind="asset",status="4xx"} 1"#,
        r#"siraj_requests_total{kind="api",status="2xx"} 1"#,
        "siraj_page_cache_hits_total 3",
        "siraj_page_cache_misses_total 2",
        "siraj_page_renders_total 2",
        "siraj_page_cache_pages 1",
        "siraj_connections 1",
        "siraj_connections_limit 10000",
        "siraj_trouble 0",
        r#"siraj_follower_lag{follower="pages"} 0"#,
        &head,
        "# TYPE siraj_publish_wait_seconds histogram",
    ] {
        assert!(
            text.lines().any(|one| one == line),
            "{line} is not in {text}"
        );
    }
    is_well_formed(&text);
    house.web.trouble.begins();
    assert!(asked(address, "/metrics").contains("\nsiraj_trouble 1\n"));
    assert!(!text.contains("127.0.0.1"), "an address in {text}");
    house.still_serves();
}

/// As the text form wants it: each metric is explained once, before its numbers.
#[track_caller]
fn is_well_formed(answer: &str) {
    let (_, text) = answer.split_once("\r\n\r\n").unwrap();
    let mut explained: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let name = rest.split(' ').next().unwrap();
            assert!(!explained.contains(&name), "{name} is explained twice");
            explained.push(name);
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            assert_eq!(rest.split(' ').next(), explained.last().copied());
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap();
            let name = name.split('{').next().unwrap();
            assert!(name.starts_with(explained.last().unwrap()), "{line}");
            assert!(value.parse::<f64>().is_ok(), "{line}");
        }
    }
    assert!(text.ends_with('\n'));
}
