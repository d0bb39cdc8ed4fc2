//! Copies are given out while they may be, and never again once what they show
//! was taken away.

use super::*;
use http::HeaderMap;
use tempfile::TempDir;

const SITE: &str = "https://siraj.example";

fn page(words: &str, seq: i64, keys: &[&str]) -> Arc<Stored> {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html"));
    let keys = keys.iter().map(|key| key_hash(key)).collect();
    let page = Stored::new(
        words.as_bytes().to_vec(),
        headers,
        seq,
        (keys, Box::default()),
    );
    page.encode(Coding::Gzip, encode::Effort::Quick);
    Arc::new(page)
}

fn change(seq: i64, keys: &[&str], takes_away: bool) -> Change {
    Change {
        seq,
        at: siraj_editorial::Timestamp::from_micros(seq),
        actor: "house".to_owned(),
        act: "test".to_owned(),
        subject: String::new(),
        keys: keys.iter().map(|&key| key.to_owned()).collect(),
        takes_away,
    }
}

fn words(copies: &Copies, path: &str) -> Option<String> {
    let copy = copies.get(path)?;
    String::from_utf8(copy.coding.decode(&copy.bytes)?).ok()
}

#[test]
fn a_copy_outlives_the_program_and_changes_that_take_nothing_away() {
    let folder = TempDir::new().unwrap();
    let copies = Copies::open(folder.path(), SITE).unwrap();
    copies.keep(
        "/",
        &page("صدر البيان صباح اليوم.", 5, &["list_head:latest", "card:1"]),
    );
    copies.settle();
    copies.note(&[change(6, &["list_head:latest", "article:2"], false)]);
    assert_eq!(words(&copies, "/").unwrap(), "صدر البيان صباح اليوم.");
    drop(copies);
    let copies = Copies::open(folder.path(), SITE).unwrap();
    let copy = copies.get("/").unwrap();
    assert_eq!(copy.content_type, "text/html");
    assert_eq!(copy.coding, Coding::Gzip);
    assert_eq!(words(&copies, "/").unwrap(), "صدر البيان صباح اليوم.");
    assert!(copies.get("/world").is_none());
}

#[test]
fn what_was_taken_away_is_not_given_out_again_even_after_a_restart() {
    let folder = TempDir::new().unwrap();
    let copies = Copies::open(folder.path(), SITE).unwrap();
    let keep = |copies: &Copies, seq| {
        copies.keep("/", &page("خبر سُحب لاحقًا.", seq, &["card:1"]));
        copies.keep("/about", &page("من نحن", seq, &["page:1"]));
        copies.settle();
    };
    keep(&copies, 5);
    copies.note(&[change(6, &["card:1", "article:1"], true)]);
    assert!(copies.get("/").is_none());
    // A render that began before the withdrawal and is written after it.
    keep(&copies, 5);
    assert!(copies.get("/").is_none());
    assert!(copies.get("/about").is_some());
    drop(copies);
    let copies = Copies::open(folder.path(), SITE).unwrap();
    assert!(copies.get("/").is_none());
    keep(&copies, 7);
    assert!(copies.get("/").is_some());
}

#[test]
fn the_text_of_an_article_is_given_out_only_as_it_was_last_published() {
    let folder = TempDir::new().unwrap();
    let copies = Copies::open(folder.path(), SITE).unwrap();
    copies.keep("/world/1", &page("النص قبل تصحيحه.", 5, &["article:1"]));
    copies.keep("/", &page("الصدر", 5, &["card:1"]));
    copies.settle();
    copies.note(&[change(6, &["article:1", "card:1"], false)]);
    assert!(copies.get("/world/1").is_none());
    assert!(copies.get("/").is_some());
}

#[test]
fn copies_of_another_site_are_deleted_and_spoilt_ones_are_not_given_out() {
    let folder = TempDir::new().unwrap();
    let copies = Copies::open(folder.path(), SITE).unwrap();
    for path in ["/", "/world"] {
        copies.keep(path, &page("نص الصفحة كما هو.", 5, &[]));
    }
    copies.settle();
    let place = folder.path().join("0.bytes");
    let whole = fs::read(&place).unwrap();
    for spoilt in [&whole[1..], &whole[..1], b"", b"\xff\n"] {
        fs::write(&place, spoilt).unwrap();
        assert!(copies.get("/").is_none());
    }
    fs::write(&place, whole).unwrap();
    assert!(copies.get("/world").is_some());
    drop(copies);
    let copies = Copies::open(folder.path(), "https://other.example").unwrap();
    assert!(copies.get("/world").is_none());
}

#[test]
fn a_journal_that_cannot_be_written_deletes_all_copies() {
    let folder = TempDir::new().unwrap();
    let copies = Copies::open(folder.path(), SITE).unwrap();
    copies.keep("/", &page("نص الصفحة كما هو.", 5, &[]));
    copies.saw(Seen {
        seq: 5,
        at: 5,
        read_at: 5,
    });
    copies.settle();
    copies.shelf.taken.lock().journal = Some(File::open(folder.path().join("taken")).unwrap());
    copies.note(&[change(6, &["card:9"], true)]);
    assert!(copies.get("/").is_none());
    assert_eq!(copies.seen(), None);
    // From then on everything is as at the first start.
    copies.keep("/", &page("نص الصفحة بعد ذلك.", 7, &[]));
    copies.settle();
    assert_eq!(words(&copies, "/").unwrap(), "نص الصفحة بعد ذلك.");
}
