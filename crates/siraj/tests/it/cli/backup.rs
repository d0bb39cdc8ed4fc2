//! What was backed up comes back, on either database, and nothing else does.

use super::program::{data, demo, open, run};
use crate::spine::places::Place;
use siraj::room::Room;
use siraj::store::db::dump;
use siraj::store::{Error, media};
use std::path::Path;

/// Every row of a newsroom, sorted: rows of one first column come in any order.
async fn rows(room: &Room) -> Vec<String> {
    let rows = room.db.read(|c| {
        let mut out = Vec::new();
        dump(c, &mut out)?;
        Ok::<_, Error>(out)
    });
    let rows = String::from_utf8(rows.await.unwrap()).unwrap();
    let mut rows: Vec<String> = rows.lines().map(str::to_owned).collect();
    rows.sort_unstable();
    rows
}

fn backed_up(place: &Place) -> std::path::PathBuf {
    let file = place.folder.path().join("backup.tar");
    run(place, &["backup", file.to_str().unwrap()]).good();
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_brings_everything_back_into_either_database() {
    for from in Place::all() {
        let room = demo(&from).await;
        let configured = data(&from).join("siraj.toml");
        let secret = "log = \"warn\"\n[storage]\nsecret = \"not for others\"\n";
        std::fs::write(&configured, "log = \"warn\"\n").unwrap();
        let file = backed_up(&from);
        let before = rows(&room).await;
        for to in Place::all() {
            run(&to, &["restore", file.to_str().unwrap()]).good();
            let restored = open(&to).await;
            assert!(
                before == rows(&restored).await,
                "{} to {}",
                from.name,
                to.name
            );
            for hash in restored.db.read(|c| media::originals(c)).await.unwrap() {
                restored.pictures.get_original(&hash).await.unwrap();
            }
            assert!(data(&to).join("siraj.toml").exists());
            run(&to, &["check"]).good();
        }
        std::fs::write(&configured, secret).unwrap();
        let parts = ["backup", file.to_str().unwrap()];
        let _ = run(&from, &parts);
        let bytes = std::fs::read(&file).unwrap();
        assert!(!contains(&bytes, b"not for others"));
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_not_restored_over_anything() {
    let place = Place::sqlite();
    demo(&place).await;
    let file = backed_up(&place);
    let said = run(&place, &["restore", file.to_str().unwrap()]).refused();
    assert!(said.contains("is not empty"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_is_refused_and_leaves_the_place_empty() {
    let place = Place::sqlite();
    demo(&place).await;
    let file = backed_up(&place);
    let whole = std::fs::read(&file).unwrap();
    let check = |bytes: &[u8], why: &str| {
        std::fs::write(&file, bytes).unwrap();
        let to = Place::sqlite();
        let said = run(&to, &["restore", file.to_str().unwrap()]).refused();
        assert!(said.contains(why), "{why}: {said}");
        assert_eq!(entries(&data(&to)), 0, "{why}");
    };
    let mut changed = whole.clone();
    changed[200_000] ^= 0x55;
    check(&changed, "damaged");
    check(&whole[..whole.len() / 2], "");
    // Cut at the end of a file in it, which a tar's reader takes for its end.
    let manifest = whole
        .windows(17)
        .rposition(|window| window == b"siraj-backup.json");
    check(&whole[..manifest.unwrap()], "cut off");
    check(b"not a tar at all", "no backup of ours");
    let mut stranger = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_ustar();
    header.as_ustar_mut().unwrap().name[..12].copy_from_slice(b"../outside.x");
    header.set_size(1);
    header.set_cksum();
    stranger.append(&header, &b"x"[..]).unwrap();
    check(&stranger.into_inner().unwrap(), "../outside.x");
    assert!(!place.folder.path().join("outside.x").exists());
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}
