//! Readers and editors at the same time: pages are asked for, evicted and encoded
//! while acts are done. When all is quiet again, no cached page is stale and the
//! cache's count of its bytes is right.

use super::acts::Act;
use super::dice::{Dice, setting};
use super::newsroom::Newsroom;
use super::places::Place;
use http::{HeaderMap, HeaderValue, header};
use siraj::web::pages;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Small enough that pages drive each other out.
const CACHE_BYTES: u64 = 600 << 10;
const READERS: u64 = 4;
const ACTS: usize = 30;

#[test]
fn a_page_rendered_while_an_act_is_done_is_never_kept_stale() {
    let seed = setting("SIRAJ_PROPERTY_SEED", 7);
    println!("SIRAJ_PROPERTY_SEED={seed}");
    let place = Place::here();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let newsroom = Arc::new(Newsroom::open(&place, CACHE_BYTES, 9).await);
        let over = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = (0..READERS)
            .map(|reader| {
                let dice = Dice::new(seed.wrapping_mul(31).wrapping_add(reader));
                tokio::spawn(read(Arc::clone(&newsroom), dice, Arc::clone(&over)))
            })
            .collect();
        let trail = edit(&newsroom, &Dice::new(seed)).await;
        over.store(true, Ordering::Release);
        for reader in readers {
            reader.await.unwrap();
        }
        newsroom.assert_fresh(|| trail.join("\n")).await;
        let held = newsroom.room.pages.bytes();
        assert!(held <= 600 << 10, "the cache holds {held} bytes");
    });
}

/// Asks for pages until it is over, in every coding.
async fn read(newsroom: Arc<Newsroom>, dice: Dice, over: Arc<AtomicBool>) {
    while !over.load(Ordering::Acquire) {
        let addresses = newsroom.addresses().await;
        for _ in 0..40 {
            let Some(path) = dice.one(&addresses) else {
                continue;
            };
            let coding = *dice.one(&["br", "gzip", "identity"]).unwrap();
            let accept = HeaderValue::from_static(coding);
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, accept)]);
            if pages::cached(&newsroom.web, path, &headers).is_none() {
                pages::make(&newsroom.web, path, &headers).await;
            }
        }
    }
}

async fn edit(newsroom: &Newsroom, dice: &Dice) -> Vec<String> {
    let mut trail = Vec::new();
    for act in dice.shuffled(Act::ALL.to_vec()).into_iter().take(ACTS) {
        trail.push(act.perform(newsroom, dice).await);
    }
    trail
}
