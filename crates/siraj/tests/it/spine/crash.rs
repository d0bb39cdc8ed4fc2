//! The program is killed with SIGKILL at random moments while several clients
//! publish, edit and send pictures over HTTP. After each kill every acknowledged
//! act is there, nothing is half done, and the followers catch up; then it is
//! started again. `SIRAJ_CRASH_ROUNDS` says how often.

use super::audit;
use super::client::Client;
use super::dice::{Dice, setting};
use super::newsroom::{Newsroom, jpeg};
use super::places::Place;
use super::program::Program;
use super::words;
use serde_json::json;
use siraj::store::tokens;
use siraj_editorial::role::Role;
use siraj_editorial::{ArticleId, MediaId};
use std::io::Result;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

const ROUNDS: u64 = 10;
const CLIENTS: u64 = 4;
/// A house is left after so many kills, so that looking through it stays quick.
const ROUNDS_A_HOUSE: u64 = 20;
/// The latest moment of a kill.
const LONGEST_MS: usize = 700;

/// What a client was told.
#[derive(Debug, Clone)]
pub enum Acknowledged {
    /// A text was saved as this revision.
    Saved(ArticleId, i64),
    /// That revision was made public.
    Published(ArticleId, i64, u64),
    /// A picture was taken in.
    Picture(MediaId),
}

#[test]
fn every_acknowledged_act_survives_a_kill_and_nothing_is_half_done() {
    let rounds = setting("SIRAJ_CRASH_ROUNDS", ROUNDS);
    let seed = setting("SIRAJ_CRASH_SEED", 1);
    println!("SIRAJ_CRASH_ROUNDS={rounds} SIRAJ_CRASH_SEED={seed}");
    let place = Place::here();
    let begun = Instant::now();
    let mut acknowledged = 0;
    let mut round = 0;
    while round < rounds {
        let here = place.another();
        let token = found(&here);
        let last = rounds.min(round + ROUNDS_A_HOUSE);
        let mut all = Vec::new();
        while round < last {
            let fresh = kill_once(&here, &token, &Dice::new(seed ^ (round << 20)), &all);
            acknowledged += fresh.len();
            all.extend(fresh);
            audit::after_a_kill(&here, &all);
            round += 1;
        }
    }
    println!(
        "{}: {acknowledged} acknowledged acts, {rounds} kills, {:?}",
        place.name,
        begun.elapsed()
    );
    assert!(
        acknowledged > 0,
        "no act was acknowledged between the kills"
    );
}

/// Founds a newsroom and makes a token for its owner.
fn found(place: &Place) -> String {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let newsroom = Newsroom::open(place, 48 << 20, 3).await;
        let (text, hash) = siraj::tokens::mint().unwrap();
        let token = tokens::Token {
            id: siraj::room::fresh_id(),
            person: newsroom.owner.person,
            role: Role::Owner,
            sections: None,
            created_at: newsroom.room.clock.now(),
            expires_at: None,
            revoked_at: None,
        };
        let save = move |tx: &mut siraj::store::db::Tx<'_>| tokens::save(tx, &token, &hash);
        newsroom.room.db.write(save).await.unwrap();
        text
    })
}

/// Starts the program, looks at what was acknowledged before, lets clients work
/// and kills it; answers what they were told.
fn kill_once(
    place: &Place,
    token: &str,
    dice: &Dice,
    before: &[Acknowledged],
) -> Vec<Acknowledged> {
    let mut program = Program::start(place, token);
    audit::over_http(&program.client, before);
    let (told, heard) = channel();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (client, told) = (program.client.clone(), told.clone());
            let dice = Dice::new(dice.number());
            // Ends with the connection, which ends with the program.
            std::thread::spawn(move || work(&client, &told, &dice))
        })
        .collect();
    drop(told);
    let moment = 20 + dice.below(LONGEST_MS) as u64;
    std::thread::sleep(Duration::from_millis(moment));
    program.kill();
    for client in clients {
        let ended = client.join().unwrap();
        assert!(ended.is_err(), "a client ended before the program did");
    }
    heard.into_iter().collect()
}

/// Publishes and edits until the connection breaks.
fn work(client: &Client, told: &Sender<Acknowledged>, dice: &Dice) -> Result<()> {
    loop {
        let mut stamp = stamp(dice);
        let (id, mut head, mut number) = begin(client, told, dice, stamp)?;
        publish(client, told, (id, &head, number, stamp), "first")?;
        for _ in 0..dice.below(4) {
            stamp = self::stamp(dice);
            let mut text = text(stamp, dice);
            text["base"] = json!(head);
            let answer = client.send("PUT", &format!("/api/v1/articles/{id}"), &text)?;
            (head, number) = saved(told, id, &answer);
            publish(client, told, (id, &head, number, stamp), "update")?;
        }
        if dice.toss() {
            let number = u8::try_from(dice.below(256)).unwrap();
            let words = json!({
                "alt": {"ar": "قوارب عند الرصيف"},
                "credit": {"ar": "ليلى ناصر"},
            });
            let answer = client.send_picture(&jpeg(number), &words)?;
            assert_eq!(answer.status, 201, "{}", answer.text());
            let id = answer.json()["id"].as_str().unwrap().parse().unwrap();
            told.send(Acknowledged::Picture(id)).unwrap();
        }
    }
}

fn stamp(dice: &Dice) -> u64 {
    1_000 + dice.number() % 1_000_000
}

fn text(stamp: u64, dice: &Dice) -> serde_json::Value {
    json!({
        "section": *dice.one(&["world", "harbour"]).unwrap(),
        "headline": words::headline(dice.below(5), stamp),
        "standfirst": words::standfirst(dice.below(3), stamp),
        "bylines": [{"guest": "مازن الصفدي"}],
        "body": {"format": "document", "document": words::body(stamp, None, None)},
    })
}

fn begin(
    client: &Client,
    told: &Sender<Acknowledged>,
    dice: &Dice,
    stamp: u64,
) -> Result<(ArticleId, String, i64)> {
    let mut text = text(stamp, dice);
    text["edition"] = json!("ar");
    let answer = client.send("POST", "/api/v1/articles", &text)?;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let id = answer.json()["id"].as_str().unwrap().parse().unwrap();
    let (head, number) = saved(told, id, &answer);
    Ok((id, head, number))
}

fn saved(
    told: &Sender<Acknowledged>,
    id: ArticleId,
    answer: &super::client::Answered,
) -> (String, i64) {
    assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
    let head = &answer.json()["head"];
    let number = head["number"].as_i64().unwrap();
    told.send(Acknowledged::Saved(id, number)).unwrap();
    (head["id"].as_str().unwrap().to_owned(), number)
}

/// Makes a revision public.
fn publish(
    client: &Client,
    told: &Sender<Acknowledged>,
    (id, head, number, stamp): (ArticleId, &str, i64, u64),
    kind: &str,
) -> Result<()> {
    let path = format!("/api/v1/articles/{id}/publication");
    let answer = client.send("POST", &path, &json!({"kind": kind, "revision": head}))?;
    assert_eq!(answer.status, 200, "{}", answer.text());
    told.send(Acknowledged::Published(id, number, stamp))
        .unwrap();
    Ok(())
}
