//! The cache's promises: nothing stale is kept, everything is counted, the
//! longest unasked goes first.

use super::*;
use crate::pages::encode::Effort;
use http::HeaderMap;

/// A page of this many bytes, rendered at this change, that asked for these keys.
fn page(seq: i64, length: usize, keys: &[&str]) -> Arc<Stored> {
    let (globals, keys): (Vec<&str>, Vec<&str>) =
        keys.iter().partition(|key| keys::is_global_text(key));
    let hashes = |keys: Vec<&str>| keys.into_iter().map(key_hash).collect();
    let body = "ماء ".repeat(length / 7 + 1).into_bytes();
    Arc::new(Stored::new(
        body,
        HeaderMap::new(),
        seq,
        (hashes(keys), hashes(globals)),
    ))
}

fn change(cache: &PageCache, seq: i64, keys: &[&str]) {
    let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    cache.apply([(seq, keys.as_slice())].into_iter(), seq);
}

#[test]
fn a_change_drops_exactly_the_pages_that_asked_for_its_key() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    assert!(cache.insert("/a", &page(5, 100, &["article:1", "identity"])));
    assert!(cache.insert("/b", &page(5, 100, &["article:2", "identity"])));
    change(&cache, 6, &["article:1"]);
    assert!(cache.get("/a").is_none());
    assert!(cache.get("/b").is_some());
    assert_eq!(cache.applied(), 6);
}

#[test]
fn a_page_that_was_rendered_before_a_change_is_refused_after_it() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    let rendered = page(5, 100, &["article:1", "menu:1"]);
    change(&cache, 6, &["article:1"]);
    assert!(!cache.insert("/a", &rendered));
    assert!(cache.insert("/a", &page(6, 100, &["article:1", "menu:1"])));
    let rendered = page(6, 100, &["menu:1"]);
    change(&cache, 7, &["menu:1"]);
    assert!(!cache.insert("/b", &rendered));
    assert!(cache.insert("/b", &page(7, 100, &["menu:1"])));
}

#[test]
fn a_render_from_before_the_remembered_changes_is_refused() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    assert!(!cache.insert("/a", &page(4, 100, &["article:1"])));
    let many: Vec<String> = (0..=REMEMBERED_KEYS)
        .map(|n| format!("article:{n}"))
        .collect();
    cache.apply([(6, many.as_slice())].into_iter(), 6);
    assert!(!cache.insert("/a", &page(5, 100, &["article:x"])));
    assert!(cache.insert("/a", &page(6, 100, &["article:x"])));
}

#[test]
fn a_change_of_a_global_key_makes_pages_stale_when_they_are_read() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    cache.insert("/a", &page(5, 100, &["menu:1"]));
    cache.insert("/b", &page(5, 100, &["menu:2"]));
    let epoch = cache.epoch();
    change(&cache, 6, &["menu:1"]);
    assert!(cache.epoch() > epoch);
    assert!(cache.get("/a").is_none());
    assert!(cache.get("/b").is_some());
    // Compared once, the page is not compared again until the next such change.
    assert!(cache.get("/b").is_some());
}

#[test]
fn a_page_made_after_a_stale_one_was_dropped_still_knows_its_keys() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    let old = page(5, 100, &["article:1"]);
    cache.insert("/a", &old);
    cache.insert("/a", &page(5, 100, &["article:1", "article:2"]));
    // Whoever still held the old page takes nothing of the new one away.
    cache.grew("/a", &old);
    change(&cache, 6, &["article:1"]);
    assert!(cache.get("/a").is_none());
}

#[test]
fn what_was_asked_for_longest_ago_is_dropped_and_the_bound_is_kept() {
    let cache = PageCache::new(20_000, 5);
    for n in 0..4 {
        cache.insert(&format!("/{n}"), &page(5, 3_000, &["article:1"]));
    }
    assert!(cache.get("/0").is_some());
    for n in 4..12 {
        cache.insert(&format!("/{n}"), &page(5, 3_000, &["article:1"]));
        assert!(cache.get("/0").is_some(), "asked for just now");
        assert!(cache.bytes() <= 20_000);
    }
    assert!(
        cache.get("/11").is_some(),
        "the newest is not the first to go"
    );
    assert!(cache.get("/1").is_none());
    assert!(
        !cache.insert("/huge", &page(5, 15_000, &[])),
        "it would drive all others out"
    );
}

#[test]
fn encodings_made_later_are_counted_and_taken_off_again() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    let stored = page(5, 9_000, &["article:1"]);
    cache.insert("/a", &stored);
    let before = cache.bytes();
    let (_, grown) = stored.encoded(Coding::Gzip);
    assert!(grown > 0);
    // Nobody tells of this one.
    stored.encode(Coding::Brotli, Effort::Thorough);
    cache.grew("/a", &stored);
    assert_eq!(cache.bytes(), before + grown + stored.size(Coding::Brotli));
    stored.encode(Coding::Gzip, Effort::Thorough);
    change(&cache, 6, &["article:1"]);
    assert_eq!(cache.bytes(), 0);
    cache.grew("/a", &stored);
    assert_eq!(cache.bytes(), 0, "what is not kept is not counted");
}

#[test]
fn a_cleared_cache_is_empty_and_refuses_what_was_rendered_before() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    cache.insert("/a", &page(5, 100, &["article:1"]));
    cache.clear(9);
    assert!(cache.get("/a").is_none());
    assert_eq!((cache.bytes(), cache.applied()), (0, 9));
    assert!(!cache.insert("/a", &page(8, 100, &["article:1"])));
}

#[tokio::test]
async fn what_was_asked_for_often_is_named_again_when_it_is_stale() {
    let cache = PageCache::new(DEFAULT_BYTES, 5);
    for (path, asked, key) in [
        ("/", HOT + 9, "list_head:latest"),
        ("/world", HOT, "list_head:latest"),
        ("/rare", 1, "list_head:latest"),
        ("/other", HOT, "article:1"),
        ("/everywhere", HOT + 1, "breaking:ar"),
    ] {
        let page = page(5, 100, &[key]);
        page.asked.store(asked, Ordering::Relaxed);
        assert!(cache.insert(path, &page));
    }
    change(&cache, 6, &["list_head:latest", "breaking:ar"]);
    let missed = cache.missed().await;
    let missed: Vec<&str> = missed.iter().map(AsRef::as_ref).collect();
    assert_eq!(missed, ["/", "/everywhere", "/world"]);
}
