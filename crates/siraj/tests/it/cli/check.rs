//! `siraj check` finds what was damaged on purpose, and nothing where all is well.

use super::program::{data, demo, run};
use crate::spine::places::Place;
use siraj::store::media;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_found_in_a_sound_newsroom_and_each_damage_is_found_by_its_name() {
    let place = Place::sqlite();
    let room = demo(&place).await;
    assert_eq!(run(&place, &["check"]).good(), "");
    let originals = room.db.read(|c| media::originals(c)).await.unwrap();
    let kept = data(&place).join("media/originals");
    std::fs::remove_file(kept.join(&originals[0])).unwrap();
    std::fs::write(kept.join(&originals[1]), "another").unwrap();
    let database = rusqlite::Connection::open(data(&place).join("siraj.db")).unwrap();
    let damage = "
        UPDATE revisions SET manuscript = '{' WHERE id = (SELECT MIN(id) FROM revisions);
        UPDATE live SET card = replace(card, '\"prominence\":', '\"prominence\":1')
            WHERE article = (SELECT MAX(article) FROM live);
        DELETE FROM list_entries WHERE list LIKE 'latest:%' AND article =
            (SELECT article FROM live ORDER BY article DESC LIMIT 1 OFFSET 1);
        INSERT INTO list_entries (list, key, article) VALUES ('latest:nobody', 1, '00000000-0000-7000-8000-000000000000');
        INSERT INTO cursors (follower, seq) VALUES ('fast', 999999);
        INSERT INTO public_corrections (id, edition, article, at, value)
            SELECT 'twice', edition, article, at, value FROM public_corrections LIMIT 1;
        DELETE FROM list_pages WHERE list LIKE 'corrections:%';
        UPDATE media SET expired = 1 WHERE id = (SELECT MAX(id) FROM media);
        PRAGMA foreign_keys = OFF;
        DELETE FROM people WHERE slug = 'demo-editor';
    ";
    database.execute_batch(damage).unwrap();
    let found = run(&place, &["check", "--json"]);
    assert_eq!(found.code, 1);
    let found: Vec<serde_json::Value> = serde_json::from_str(&found.out).unwrap();
    for kind in [
        "damage",
        "unreadable",
        "missing_original",
        "changed_original",
        "wrong_face",
        "wrong_lists",
        "wrong_corrections",
        "wrong_rights",
        "stray_entry",
        "no_page",
        "cursor_ahead",
    ] {
        assert!(
            found.iter().any(|one| one["kind"] == kind),
            "{kind}: {found:#?}"
        );
    }
    let pageless = |one: &serde_json::Value| {
        let what = one["what"].as_str().unwrap_or_default();
        one["kind"] == "no_page" && what.starts_with("corrections:")
    };
    assert!(found.iter().any(pageless), "{found:#?}");
    let told = run(&place, &["check"]);
    assert_eq!((told.code, told.out.lines().count()), (1, found.len()));
    assert!(
        told.said.contains("things are not as they should be"),
        "{}",
        told.said
    );
}
