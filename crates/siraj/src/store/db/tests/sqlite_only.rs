//! What only the embedded database does: copies of its file.

use super::*;

#[test]
fn a_copy_beside_the_database_precedes_a_migration() {
    use crate::store::db::migrate::migrate_with;
    use crate::store::db::migrations::{MIGRATIONS, Migration};
    let place = on_sqlite();
    place
        .db
        .write_blocking(|tx| add_desk(tx, 1, "الأخبار"))
        .unwrap();
    let sql = "DELETE FROM desks";
    let mut steps: Vec<_> = MIGRATIONS
        .iter()
        .map(|m| Migration { name: m.name, ..*m })
        .collect();
    steps.push(Migration {
        name: "0099_next",
        sqlite: sql,
        postgres: sql,
    });
    let migrated = migrate_with(&place.config.place, &steps, NOON).unwrap();
    assert_eq!(migrated.applied, ["0099_next"]);
    let copy = migrated.copy.unwrap();
    assert!(copy.ends_with("siraj.db.before-0099"));
    assert!(
        place
            .db
            .read_blocking(|c| desk_names(c))
            .unwrap()
            .is_empty()
    );
    let before = Db::open(&DbConfig::sqlite(copy)).unwrap();
    assert_eq!(before.read_blocking(|c| desk_names(c)).unwrap(), ["الأخبار"]);
}

#[test]
fn a_failed_migration_leaves_no_trace() {
    use crate::store::db::migrate::migrate_with;
    use crate::store::db::migrations::{MIGRATIONS, Migration};
    let place = on_sqlite();
    let sql = "CREATE TABLE half (id BIGINT); SELECT nonsense FROM nowhere";
    let mut steps: Vec<_> = MIGRATIONS
        .iter()
        .map(|m| Migration { name: m.name, ..*m })
        .collect();
    steps.push(Migration {
        name: "0099_next",
        sqlite: sql,
        postgres: sql,
    });
    assert!(migrate_with(&place.config.place, &steps, NOON).is_err());
    let half = place.db.read_blocking(|c| {
        c.row(
            "SELECT 1 FROM sqlite_schema WHERE name = 'half'",
            &[],
            |row| row.get::<i64>(0),
        )
    });
    assert_eq!(half.unwrap(), None);
    assert!(Db::migrate(&place.config, NOON).is_ok());
}

#[test]
fn a_database_in_use_can_be_copied() {
    let place = on_sqlite();
    place
        .db
        .write_blocking(|tx| add_desk(tx, 1, "الأخبار"))
        .unwrap();
    let copy = place.folder.path().join("copy.db");
    place.db.copy_to(&copy).unwrap();
    let copied = Db::open(&DbConfig::sqlite(copy)).unwrap();
    assert_eq!(copied.read_blocking(|c| desk_names(c)).unwrap(), ["الأخبار"]);
}

#[test]
fn a_lock_held_by_another_program_is_unavailable_and_passes() {
    let place = on_sqlite();
    let other = rusqlite::Connection::open(place.folder.path().join("siraj.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = place.db.write_blocking(|tx| add_desk(tx, 1, "الأخبار"));
    assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    other.execute_batch("ROLLBACK").unwrap();
    place
        .db
        .write_blocking(|tx| add_desk(tx, 1, "الأخبار"))
        .unwrap();
}

#[test]
fn a_full_disk_refuses_writes_and_keeps_reading() {
    let place = on_sqlite();
    let full = place.db.write_blocking(|tx| {
        let pages = tx
            .row("PRAGMA page_count", &[], |row| row.get::<i64>(0))?
            .unwrap_or(0);
        tx.row(&format!("PRAGMA max_page_count = {pages}"), &[], |row| {
            row.get::<i64>(0)
        })?;
        tx.execute(
            "INSERT INTO desks (id, name, seal) VALUES (1, 'a', $1)",
            &[&vec![7_u8; 1_000_000]],
        )
    });
    assert!(matches!(full, Err(Error::Unavailable(_))), "{full:?}");
    assert!(
        place
            .db
            .read_blocking(|c| desk_names(c))
            .unwrap()
            .is_empty()
    );
}
