//! What a step of the schema does with the rows that are there already.

use super::*;
use crate::store::db::migrate::migrate_with;
use crate::store::db::migrations::MIGRATIONS;
use crate::store::keys::List;
use crate::store::{corrections, lists, media};
use siraj_editorial::{EditionId, MediaId};
use tempfile::TempDir;
use uuid::Uuid;

/// Databases as the first `steps` steps leave them.
fn databases_of(steps: usize) -> Vec<(DbConfig, TempDir)> {
    let folder = TempDir::new().unwrap();
    let mut configs = vec![DbConfig::sqlite(folder.path().join("siraj.db"))];
    configs.extend(server().map(|url| schema_on(&url)));
    let mut places = Vec::new();
    for config in configs {
        let known = MIGRATIONS.get(..steps).unwrap();
        migrate_with(&config.place, known, NOON).unwrap();
        places.push((config, TempDir::new().unwrap()));
    }
    // The folder of the SQLite file goes last.
    if let Some((_, kept)) = places.first_mut() {
        *kept = folder;
    }
    places
}

#[test]
fn corrections_and_expiries_of_an_older_schema_are_taken_over() {
    const EDITION: EditionId = EditionId(Uuid::from_u128(1));
    const LASTING: MediaId = MediaId(Uuid::from_u128(2));
    const ENDING: MediaId = MediaId(Uuid::from_u128(3));
    for (config, _folder) in databases_of(2) {
        let db = Db::open(&config).unwrap();
        db.write_blocking(|tx| {
            for (id, end) in [(LASTING, None), (ENDING, Some(NOON))] {
                let value = serde_json::json!({
                    "id": id, "original": "ab", "content_type": "image/jpeg",
                    "width": 3, "height": 2, "expires_at": end,
                });
                tx.execute(
                    "INSERT INTO media (id, public_key, created_at, value) VALUES ($1, $2, 0, $3)",
                    &[&id, &id.to_string(), &value.to_string()],
                )?;
            }
            for number in 1..=43_i64 {
                let value = serde_json::json!({
                    "id": Uuid::from_u128(number.unsigned_abs().into()),
                    "kind": "correction", "priority": "low", "text": "الصواب.",
                    "at": number * 10, "by": Uuid::nil(),
                });
                tx.execute(
                    "INSERT INTO public_corrections (id, edition, article, at, value)
                     VALUES ($1, $2, $3, $4, $5)",
                    &[
                        &number.to_string(),
                        &EDITION,
                        &Uuid::nil().to_string(),
                        &(number * 10),
                        &value.to_string(),
                    ],
                )?;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
        drop(db);
        Db::migrate(&config, NOON).unwrap();
        let db = Db::open(&config).unwrap();
        db.read_blocking(|c| {
            assert_eq!(media::due(c, NOON)?, [ENDING]);
            assert_eq!(lists::last_page(c, &List::Corrections(EDITION))?, Some(3));
            let mut held = Vec::new();
            for n in 1..=3 {
                held.push(corrections::page(c, EDITION, n)?.unwrap().len());
            }
            assert_eq!(held, [20, 20, 3]);
            Ok::<_, Error>(())
        })
        .unwrap();
    }
}
