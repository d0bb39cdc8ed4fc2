//! The invariant of the spine: after any sequence of acts every cached page is
//! byte-equal to a fresh rendering of its address. Sequences are drawn by dice:
//! `SIRAJ_PROPERTY_SEED` repeats a run, `SIRAJ_PROPERTY_ROUNDS` draws more of
//! them. Each round does every kind of act once, in an order of its own, and the
//! whole run must touch every kind of key that pages depend on.

use super::acts::Act;
use super::dice::{Dice, setting};
use super::newsroom::Newsroom;
use super::places::Place;
use siraj::store::keys::Key;
use std::collections::BTreeMap;
use std::time::Instant;

/// The seed of every ordinary run.
const SEED: u64 = 42;
/// How many rounds an ordinary run has.
const ROUNDS: u64 = 2;
/// The Arabic articles of a small newsroom; three English ones make it a dozen.
const ARTICLES: usize = 9;
/// And of one whose archive has a second page.
const MANY_ARTICLES: usize = 22;
/// Pages rendered before an act and kept after it.
const LATE: usize = 6;

#[test]
fn every_cached_page_equals_a_fresh_one_after_any_sequence_of_acts() {
    let seed = setting("SIRAJ_PROPERTY_SEED", SEED);
    let rounds = setting("SIRAJ_PROPERTY_ROUNDS", ROUNDS);
    println!("SIRAJ_PROPERTY_SEED={seed} SIRAJ_PROPERTY_ROUNDS={rounds}");
    let mut hits: BTreeMap<String, u64> = BTreeMap::new();
    let place = Place::here();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let begun = Instant::now();
    for (kind, times) in runtime.block_on(run(&place, seed, rounds)) {
        *hits.entry(kind).or_default() += times;
    }
    println!("{}: {rounds} rounds, {:?}", place.name, begun.elapsed());
    println!("keys hit: {hits:?}");
    // A run of one's own, shorter or from another seed, need not touch them all.
    if seed == SEED && rounds >= ROUNDS {
        let missed: Vec<&str> = Key::KINDS
            .into_iter()
            .filter(|kind| !hits.contains_key(*kind))
            .collect();
        assert!(missed.is_empty(), "no act touched a page's {missed:?}");
    }
}

/// All rounds; answers how often each kind of key was hit.
async fn run(place: &Place, seed: u64, rounds: u64) -> BTreeMap<String, u64> {
    let mut hits = BTreeMap::new();
    for round in 0..rounds {
        let place = place.another();
        let dice = Dice::new(seed.wrapping_add(round));
        let articles = if round % 2 == 1 {
            MANY_ARTICLES
        } else {
            ARTICLES
        };
        let newsroom = Newsroom::open(&place, 48 << 20, articles).await;
        for (kind, times) in play(&newsroom, &dice, seed, round).await {
            *hits.entry(kind).or_default() += times;
        }
    }
    hits
}

/// One round: every kind of act once.
async fn play(newsroom: &Newsroom, dice: &Dice, seed: u64, round: u64) -> BTreeMap<String, u64> {
    let mut hits = BTreeMap::new();
    let mut trail: Vec<String> = Vec::new();
    for act in dice.shuffled(Act::ALL.to_vec()) {
        newsroom.warm().await;
        let before = newsroom.depended_on();
        let seq = newsroom.room.pages.applied();
        let addresses = newsroom.addresses().await;
        let late = (0..LATE)
            .filter_map(|_| dice.one(&addresses).cloned())
            .collect();
        let late = newsroom.render(late).await;
        trail.push(act.perform(newsroom, dice).await);
        for (path, page) in &late {
            newsroom.room.pages.insert(path, page);
        }
        newsroom
            .assert_fresh(|| format!("seed {seed}, round {round}:\n{}", trail.join("\n")))
            .await;
        for (kind, times) in newsroom.hits(seq, &before).await {
            *hits.entry(kind).or_default() += times;
        }
    }
    hits
}
