//! The commands of `docs/api.md`, taken from it in their order and run. A small
//! reader of shell words stands in for bash, and the router for the network, so
//! that the manual is tested wherever the other tests run.

use crate::harness::{Answer, Desk};
use crate::spine::newsroom::jpeg;
use axum::body::Body;
use http::Request;
use serde_json::Value;
use siraj_editorial::role::Role;
use std::collections::HashMap;

const MANUAL: &str = include_str!("../../../../../docs/api.md");
const SITE: &str = "http://127.0.0.1:8080";

/// A command of the manual: its text and the status that it promises.
fn commands() -> Vec<(&'static str, u16)> {
    let blocks = MANUAL.split("```sh").skip(1);
    blocks
        .map(|block| {
            let (head, rest) = block.split_once('\n').unwrap();
            let (command, _) = rest.split_once("\n```").unwrap();
            let status = match head.trim() {
                "" => 200,
                status => status.parse().unwrap(),
            };
            (command, status)
        })
        .collect()
}

/// The words of a command, quotes taken off and variables put in.
fn words(command: &str, variables: &HashMap<String, String>) -> Vec<String> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut letters = command.chars().peekable();
    let mut quote = None;
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (Some(open), _) if open == letter => quote = None,
            (None | Some('"'), '$') => {
                let mut name = String::new();
                while let Some(next) = letters.next_if(char::is_ascii_uppercase) {
                    name.push(next);
                }
                word.get_or_insert_default().push_str(&variables[&name]);
            }
            (None, space) if space.is_whitespace() => words.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    assert_eq!(quote, None, "a quote stays open in {command}");
    words.extend(word);
    words
}

/// The request that curl would send.
fn request(words: &[String]) -> Request<Body> {
    let mut words = words.iter().map(String::as_str);
    assert_eq!(words.next(), Some("curl"));
    let (mut method, mut address, mut body) = (None, None, None);
    let (mut headers, mut parts) = (Vec::new(), Vec::new());
    while let Some(word) = words.next() {
        match word {
            "-X" => method = words.next(),
            "-H" => headers.push(words.next().unwrap().split_once(": ").unwrap()),
            "-F" => parts.push(words.next().unwrap().split_once('=').unwrap()),
            "--json" => {
                headers.push(("Content-Type", "application/json"));
                body = words.next().map(|json| json.as_bytes().to_vec());
            }
            flag if flag.starts_with('-') => panic!("the manual's test knows no {flag}"),
            word => address = Some(word),
        }
    }
    if !parts.is_empty() {
        headers.push(("Content-Type", "multipart/form-data; boundary=manual"));
        body = Some(form(&parts));
    }
    let usual = if body.is_some() { "POST" } else { "GET" };
    let path = address.unwrap().strip_prefix(SITE).unwrap();
    let mut request = Request::builder().method(method.unwrap_or(usual)).uri(path);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request.body(Body::from(body.unwrap_or_default())).unwrap()
}

/// A form's parts; a file is a picture whatever its name.
fn form(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in parts {
        out.extend(format!("--manual\r\nContent-Disposition: form-data; name=\"{name}\"").bytes());
        if let Some(file) = value.strip_prefix('@') {
            out.extend(
                format!("; filename=\"{file}\"\r\nContent-Type: image/jpeg\r\n\r\n").bytes(),
            );
            out.extend(jpeg(60));
        } else {
            out.extend(b"\r\n\r\n");
            out.extend(value.bytes());
        }
        out.extend(b"\r\n");
    }
    out.extend(b"--manual--\r\n");
    out
}

/// What `jq -r .head.id` prints of an answer.
fn picked(answer: &Answer, filter: &str) -> String {
    let answer: Value = serde_json::from_str(&answer.text).unwrap();
    let place = filter.replace('.', "/");
    answer.pointer(&place).unwrap().as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_of_the_manual_does_what_it_says() {
    let desk = Desk::open().await;
    let now = desk.newsroom.room.clock.now();
    let in_hours = |hours: i64| now.plus_seconds(hours * 3_600).to_jiff().to_string();
    let mut variables = HashMap::from([
        ("SITE".to_owned(), SITE.to_owned()),
        ("TOKEN".to_owned(), desk.token_of(Role::Chief).to_owned()),
        ("SOON".to_owned(), in_hours(1)),
        ("LATER".to_owned(), in_hours(2)),
    ]);
    let mut index = siraj::followers::search::Follower::new(desk.newsroom.room.clone());
    index.step().await.unwrap();
    let commands = commands();
    assert!(
        commands.len() > 25,
        "the manual has {} commands",
        commands.len()
    );
    for (command, status) in commands {
        let (name, curl, filter) = match command.split_once("=$(") {
            Some((name, rest)) => {
                let (curl, filter) = rest.rsplit_once(" | jq -r ").unwrap();
                (Some(name), curl, filter.strip_suffix(')').unwrap())
            }
            None => (None, command, ""),
        };
        let answer = desk.send(request(&words(curl, &variables))).await;
        let expected = if status == 200 {
            answer.status.is_success()
        } else {
            answer.status == status
        };
        assert!(expected, "{command}\n{}: {}", answer.status, answer.text);
        if let Some(name) = name {
            variables.insert(name.to_owned(), picked(&answer, filter));
        }
    }
}

#[test]
fn words_are_read_as_a_shell_reads_them() {
    let variables = HashMap::from([("A".to_owned(), "x y".to_owned())]);
    let read = words(
        "curl \"$A/z\" -H 'b: \"c\"' '{\"d\": \"'$A'\"}' ''",
        &variables,
    );
    assert_eq!(
        read,
        ["curl", "x y/z", "-H", "b: \"c\"", "{\"d\": \"x y\"}", ""]
    );
}
