//! What was put last is found, over the bound the oldest goes, and nothing that was
//! overwritten lies on the disk any more.

use super::*;
use tempfile::TempDir;

const BOUND: u64 = 1 << 20;

fn label(path: &str, seq: i64) -> Label {
    Label {
        path: path.to_owned(),
        seq,
        content_type: "text/html".to_owned(),
        surrogate: String::new(),
        coding: String::new(),
        hash: String::new(),
        keys: vec![7, 9],
        at: 0,
        len: 0,
    }
}

fn found(pack: &Pack, path: &str) -> Option<(i64, Vec<u8>)> {
    let (label, bytes) = pack.find(path)?.read(&pack.folder)?;
    assert_eq!(label.path, path);
    Some((label.seq, bytes))
}

fn on_disk(folder: &Path) -> Vec<u8> {
    let places = fs::read_dir(folder).unwrap();
    places
        .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect()
}

#[test]
fn the_newest_copy_of_a_page_is_found_also_by_the_next_program() {
    let folder = TempDir::new().unwrap();
    let mut pack = Pack::open(folder.path(), BOUND).unwrap();
    for (path, seq, bytes) in [("/", 1, "الصدر"), ("/about", 2, "من نحن"), ("/", 3, "بعده")]
    {
        pack.put(label(path, seq), bytes.as_bytes()).unwrap();
    }
    for _ in 0..2 {
        assert_eq!(found(&pack, "/").unwrap(), (3, "بعده".into()));
        assert_eq!(found(&pack, "/about").unwrap(), (2, "من نحن".into()));
        assert_eq!(found(&pack, "/world"), None);
        assert_eq!(pack.live, ("بعده".len() + "من نحن".len()) as u64);
        pack = Pack::open(folder.path(), BOUND).unwrap();
    }
    pack.put(label("/", 4), b"again").unwrap();
    assert_eq!(found(&pack, "/").unwrap(), (4, b"again".to_vec()));
}

#[test]
fn what_a_program_was_writing_when_it_was_killed_is_left_out() {
    let folder = TempDir::new().unwrap();
    let mut pack = Pack::open(folder.path(), BOUND).unwrap();
    pack.put(label("/", 1), b"whole").unwrap();
    pack.put(label("/about", 2), b"half").unwrap();
    drop(pack);
    let place = labels_of(folder.path(), 0);
    let whole = fs::read(&place).unwrap();
    let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for end in first..whole.len() - 1 {
        fs::write(&place, &whole[..end]).unwrap();
        let pack = Pack::open(folder.path(), BOUND).unwrap();
        assert!(found(&pack, "/").is_some(), "{end}");
        assert!(found(&pack, "/about").is_none(), "{end}");
    }
    // Bytes that never came to the disk, and lengths that are lies.
    fs::write(&place, &whole).unwrap();
    fs::write(bytes_of(folder.path(), 0), b"whole").unwrap();
    let pack = Pack::open(folder.path(), BOUND).unwrap();
    assert!(found(&pack, "/").is_some());
    assert!(found(&pack, "/about").is_none());
    let lie = String::from_utf8(whole)
        .unwrap()
        .replace("\"len\":5", &format!("\"len\":{}", u64::MAX));
    fs::write(&place, lie).unwrap();
    let pack = Pack::open(folder.path(), BOUND).unwrap();
    assert!(found(&pack, "/").is_none());
}

#[test]
fn over_the_bound_the_oldest_goes_and_what_is_current_stays() {
    let folder = TempDir::new().unwrap();
    let mut pack = Pack::open(folder.path(), BOUND).unwrap();
    let bytes = vec![b'x'; 10_000];
    pack.put(label("/ethics", 1), b"written once").unwrap();
    // One page that is made again and again: nothing else is pushed out.
    for seq in 0..300 {
        pack.put(label("/", seq), &bytes).unwrap();
    }
    assert!(pack.taken() <= BOUND);
    assert_eq!(on_disk(folder.path()).len() as u64, pack.taken());
    assert_eq!(found(&pack, "/ethics").unwrap().1, b"written once");
    assert_eq!(found(&pack, "/").unwrap().0, 299);
    // More pages than there is room for: the oldest are gone, the newest are there.
    for seq in 0..300 {
        pack.put(label(&format!("/{seq}"), seq), &bytes).unwrap();
    }
    assert!(pack.taken() <= BOUND);
    assert!(found(&pack, "/0").is_none());
    assert!((250..300).all(|seq| found(&pack, &format!("/{seq}")).is_some()));
    let pages = pack.newest.len() as u64;
    assert!(pages >= 40, "{pages}");
    assert_eq!(pack.live, pages * 10_000);
}

#[test]
fn many_starts_leave_few_files() {
    let folder = TempDir::new().unwrap();
    for seq in 0..200 {
        let mut pack = Pack::open(folder.path(), BOUND).unwrap();
        pack.put(label(&format!("/{}", seq % 5), seq), b"words")
            .unwrap();
    }
    assert!(fs::read_dir(folder.path()).unwrap().count() <= 2 * PAIRS);
    let pack = Pack::open(folder.path(), BOUND).unwrap();
    assert!((0..5).all(|page| found(&pack, &format!("/{page}")).is_some()));
}

#[test]
fn what_may_not_be_kept_is_overwritten_with_all_that_came_before_it() {
    let folder = TempDir::new().unwrap();
    let mut pack = Pack::open(folder.path(), BOUND).unwrap();
    pack.put(label("/secret", 1), b"first words").unwrap();
    pack.put(label("/secret", 2), b"second words").unwrap();
    pack.put(label("/other", 3), b"other words").unwrap();
    pack.retain(|label| label.path != "/secret").unwrap();
    for _ in 0..2 {
        assert!(found(&pack, "/secret").is_none());
        assert_eq!(found(&pack, "/other").unwrap().1, b"other words");
        assert_eq!(pack.live, 11);
        let disk = String::from_utf8(on_disk(folder.path())).unwrap();
        assert!(!disk.contains("first") && !disk.contains("second"));
        assert!(!disk.contains("secret"), "{disk}");
        pack = Pack::open(folder.path(), BOUND).unwrap();
    }
}
