//! More connections than there may be.

use super::house::{House, Line, get, statuses};
use crate::harness::{WITHIN, until};
use siraj::config::Limits;
use std::time::Duration;

/// Nobody is let go for being still in these tests.
fn three_at_once() -> Limits {
    Limits {
        connections: 3,
        head_seconds: 600,
        request_seconds: 600,
        ..Limits::default()
    }
}

#[test]
fn whoever_was_idle_longest_makes_room() {
    let house = House::within(three_at_once());
    let mut lines: Vec<Line> = (0..3)
        .map(|_| {
            let mut line = house.connect();
            line.say(get("/")).one_answer();
            line
        })
        .collect();
    // The first asks again, so the second has been idle longest.
    lines[0].say(get("/")).one_answer();
    let mut newest = house.connect();
    assert_eq!(statuses(&newest.say(get("/")).one_answer()), [200]);
    assert!(lines[1].has_ended());
    for stays in [0, 2] {
        let answer = lines[stays].say(get("/")).one_answer();
        assert_eq!(statuses(&answer), [200], "{stays}");
    }
    assert_eq!(house.web.counts.made_room(), 1);
    assert!(house.web.counts.connections() <= 3);
    drop((lines, newest));
    house.still_serves();
}

#[test]
fn who_holds_connections_and_asks_nothing_keeps_nobody_out() {
    let house = House::within(three_at_once());
    let held: Vec<Line> = (0..20).map(|_| house.connect()).collect();
    for _ in 0..5 {
        house.still_serves();
    }
    assert!(house.web.counts.connections() <= 3);
    drop(held);
    house.still_serves();
}

#[test]
fn where_nobody_is_idle_the_next_waits_and_no_request_is_cut_off() {
    let house = House::within(three_at_once());
    let mut working: Vec<Line> = (0..3)
        .map(|_| {
            let mut line = house.connect();
            line.say(house.unfinished());
            line
        })
        .collect();
    until("all three are at work", || {
        house.web.counts.asked_so_far() == 3
    });
    let mut waiting = house.connect();
    waiting.say(get("/"));
    waiting
        .0
        .set_read_timeout(Some(Duration::from_millis(500)))
        .unwrap();
    waiting
        .0
        .peek(&mut [0])
        .expect_err("nobody is answered before a seat is free");
    waiting.0.set_read_timeout(Some(WITHIN)).unwrap();
    // One ends its request and goes.
    let mut first = working.remove(0);
    assert_eq!(statuses(&first.say("}").one_answer()), [422]);
    drop(first);
    assert_eq!(statuses(&waiting.one_answer()), [200]);
    drop(waiting);
    for mut line in working {
        assert_eq!(statuses(&line.say("}").one_answer()), [422]);
    }
    house.still_serves();
}
