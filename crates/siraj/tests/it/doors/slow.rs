//! Who is slow on purpose. Each is let go within its limit, and nothing is kept.

use super::house::{HOST, House, get, short, statuses};
use siraj::config::Limits;
use std::io::{ErrorKind, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

#[test]
fn whoever_begins_and_does_not_go_on_is_let_go() {
    let house = House::within(short());
    for begun in [
        "",
        "G",
        "PRI * HT",
        "GET / HTTP/1.1\r\nHost: siraj.example\r\nX: ",
        "GET / HTTP/1.1\r\nHost: siraj.example\r\n",
    ] {
        assert!(house.connect().say(begun).has_ended(), "{begun}");
    }
    house.until_nobody_is_there();
    house.still_serves();
}

#[test]
fn a_head_that_comes_letter_by_letter_is_let_go_too() {
    let house = House::within(short());
    let mut line = house.connect();
    line.say(format!("GET / HTTP/1.1\r\nHost: {HOST}\r\nX: "));
    dribble(&mut line.0);
    house.until_nobody_is_there();
    house.still_serves();
}

#[test]
fn an_idle_connection_is_ended_after_its_answers() {
    let house = House::within(short());
    let mut line = house.connect();
    for _ in 0..3 {
        assert_eq!(statuses(&line.say(get("/")).one_answer()), [200]);
    }
    assert!(line.has_ended());
    house.until_nobody_is_there();
    house.still_serves();
}

#[test]
fn a_body_that_does_not_come_is_a_timeout_and_nothing_was_done() {
    let house = House::within(short());
    let before = house.head();
    let mut line = house.connect();
    line.say(house.unfinished());
    let answers = line.until_the_end();
    assert_eq!(statuses(&answers), [408], "{answers}");
    for part in [
        "application/problem+json",
        "api.slow_body",
        "connection: close",
    ] {
        assert!(answers.contains(part), "{part}: {answers}");
    }
    assert_eq!(house.head(), before);
    house.until_nobody_is_there();
    house.still_serves();
}

#[test]
fn a_body_that_comes_byte_by_byte_is_a_timeout_too() {
    let house = House::within(short());
    let head = house
        .unfinished()
        .replace("Content-Length: 2\r\n", "Content-Length: 1000000\r\n");
    let mut line = house.connect();
    line.say(head);
    let answers = dribble(&mut line.0);
    assert_eq!(statuses(&answers), [408], "{answers}");
    house.until_nobody_is_there();
    house.still_serves();
}

#[test]
fn what_follows_a_request_for_a_page_is_not_waited_for() {
    let house = House::within(short());
    for path in [
        "/",
        "/nowhere",
        "/assets/none.css",
        "/media/none",
        "/api/v1/me",
    ] {
        let mut line = house.connect();
        line.say(get(path).replace("\r\n\r\n", "\r\nContent-Length: 1000000\r\n\r\n"));
        let answers = dribble(&mut line.0);
        assert_eq!(statuses(&answers).len(), 1, "{path}: {answers}");
    }
    house.until_nobody_is_there();
    house.still_serves();
}

/// It asks again and again and reads nothing, until nothing more can be sent.
#[test]
fn a_client_that_does_not_read_is_let_go() {
    let house = House::within(short());
    let mut line = house.connect();
    let asked = get("/").repeat(200);
    line.0
        .set_write_timeout(Some(Duration::from_millis(100)))
        .unwrap();
    // Sent until the server takes no more; then nothing is done but wait.
    while line.0.write_all(asked.as_bytes()).is_ok() {}
    house.until_nobody_is_there();
    house.still_serves();
}

/// The readers' threads all wait for a disk that does not answer.
#[test]
fn a_page_that_cannot_be_made_in_time_is_said_to_be_unavailable() {
    let house = House::within(short());
    let gate = Arc::new((Mutex::new(true), Condvar::new()));
    let hanging = Arc::new(AtomicUsize::new(0));
    for _ in 0..4 {
        let (db, gate) = (house.newsroom.room.db.clone(), Arc::clone(&gate));
        let hanging = Arc::clone(&hanging);
        house.runtime.spawn(async move {
            let hang = move |_: &mut siraj::store::db::Reader<'_>| {
                hanging.fetch_add(1, Ordering::SeqCst);
                let held = gate.0.lock().unwrap();
                drop(gate.1.wait_while(held, |closed| *closed).unwrap());
                Ok::<_, siraj::store::Error>(())
            };
            db.read(hang).await
        });
    }
    // A reader that is still free would make the page.
    while hanging.load(Ordering::SeqCst) < 4 {
        std::thread::sleep(Duration::from_millis(5));
    }
    let page = house.client().get("/").unwrap();
    assert_eq!(page.status, 503);
    assert!(page.header("retry-after").is_some() && page.text().contains("<main"));
    let told = house.client().get("/api/v1/me").unwrap();
    assert_eq!(told.status, 503);
    assert_eq!(told.json()["code"], "api.took_too_long");
    *gate.0.lock().unwrap() = false;
    gate.1.notify_all();
    house.still_serves();
}

/// The limits of one connection are not those of another.
#[test]
fn slow_ones_keep_nobody_waiting() {
    let limits = Limits {
        head_seconds: 60,
        request_seconds: 60,
        ..Limits::default()
    };
    let house = House::within(limits);
    let mut slow: Vec<_> = (0..50).map(|_| house.connect()).collect();
    for line in &mut slow {
        line.say(house.unfinished());
    }
    house.still_serves();
    drop(slow);
    house.until_nobody_is_there();
}

/// Says a letter now and then until the server ends the connection; answers what
/// it said.
fn dribble(stream: &mut std::net::TcpStream) -> String {
    let mut heard = Vec::new();
    stream
        .set_read_timeout(Some(Duration::from_millis(50)))
        .unwrap();
    loop {
        let mut bytes = [0; 4096];
        match stream.read(&mut bytes) {
            Ok(0) => break,
            Ok(length) => heard.extend_from_slice(&bytes[..length]),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                if stream.write_all(b"x").is_err() {
                    break;
                }
            }
            Err(_) => break,
        }
    }
    String::from_utf8_lossy(&heard).into_owned()
}
