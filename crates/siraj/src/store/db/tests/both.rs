//! What a caller may rely on whichever database is at work.

use super::*;
use crate::store::db::migrate::migrate_with;
use crate::store::db::migrations::{MIGRATIONS, Migration};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

#[test]
fn placeholders_count_by_their_number_not_by_their_order() {
    for place in places() {
        let found = place.db.read_blocking(|c| {
            c.row(
                "SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT)",
                &[&7_i64, &"مكتب الأخبار", &true],
                |row| {
                    Ok((
                        row.get::<String>(0)?,
                        row.get::<i64>(1)?,
                        row.get::<String>(2)?,
                        row.get::<bool>(3)?,
                    ))
                },
            )
        });
        let text = "مكتب الأخبار".to_owned();
        assert_eq!(found.unwrap(), Some((text.clone(), 7, text, true)));
        let wrong = place.db.read_blocking(|c| {
            c.rows(
                "SELECT id FROM desks WHERE id = $1",
                &[&1_i64, &2_i64],
                |row| row.get::<i64>(0),
            )
        });
        assert!(matches!(wrong, Err(Error::Other(_))));
    }
}

#[test]
fn every_sort_of_value_comes_back_as_it_went() {
    for place in places() {
        let seal = vec![0_u8, 255, 10];
        let kept = seal.clone();
        place
            .db
            .write_blocking(move |tx| {
                tx.execute(
                    "INSERT INTO desks (id, name, above, seal) VALUES ($1, $2, $3, $4)",
                    &[&NOON, &"الثقافة", &None::<i64>, &seal],
                )
            })
            .unwrap();
        let row = place
            .db
            .read_blocking(|c| {
                c.row("SELECT id, name, above, seal FROM desks", &[], |row| {
                    Ok((
                        row.get::<Timestamp>("id")?,
                        row.get::<String>("name")?,
                        row.get::<Option<i64>>(2)?,
                        row.get::<Option<Vec<u8>>>(3)?,
                    ))
                })
            })
            .unwrap();
        assert_eq!(row, Some((NOON, "الثقافة".to_owned(), None, Some(kept))));
        let nul = place.db.write_blocking(|tx| add_desk(tx, 2, "a\0b"));
        assert!(matches!(nul, Err(Error::Other(_))));
        let wrong = place
            .db
            .read_blocking(|c| c.row("SELECT name FROM desks", &[], |row| row.get::<i64>(0)));
        assert!(matches!(wrong, Err(Error::Other(_))));
    }
}

#[test]
fn a_failed_write_leaves_nothing_and_spoils_no_other() {
    for place in places() {
        std::thread::scope(|scope| {
            for id in 0..40 {
                let db = &place.db;
                scope.spawn(move || {
                    let done: Result<()> = db.write_blocking(move |tx| {
                        add_desk(tx, id, &format!("مكتب {id}"))?;
                        if id % 2 == 0 {
                            Ok(())
                        } else {
                            Err(Error::other("no"))
                        }
                    });
                    assert_eq!(done.is_ok(), id % 2 == 0);
                });
            }
        });
        assert_eq!(place.db.read_blocking(|c| desk_names(c)).unwrap().len(), 20);
    }
}

#[test]
fn an_answered_write_is_seen_by_the_next_read() {
    for place in places() {
        for id in 0..20 {
            place
                .db
                .write_blocking(move |tx| add_desk(tx, id, &id.to_string()))
                .unwrap();
            let seen = place.db.read_blocking(|c| desk_names(c)).unwrap().len();
            assert_eq!(i64::try_from(seen).unwrap(), id + 1);
        }
    }
}

#[test]
fn a_panic_loses_its_own_transaction_only() {
    for place in places() {
        for _ in 0..6 {
            let lost: Result<()> = place.db.write_blocking(|tx| {
                add_desk(tx, 1, "الرياضة")?;
                panic!("a closure's mistake")
            });
            assert!(matches!(lost, Err(Error::Other(_))));
            let lost: Result<()> = place.db.read_blocking(|_| panic!("a closure's mistake"));
            assert!(matches!(lost, Err(Error::Other(_))));
        }
        place
            .db
            .write_blocking(|tx| add_desk(tx, 1, "الاقتصاد"))
            .unwrap();
        assert_eq!(
            place.db.read_blocking(|c| desk_names(c)).unwrap(),
            ["الاقتصاد"]
        );
    }
}

#[test]
fn broken_constraints_are_named_alike() {
    for place in places() {
        place
            .db
            .write_blocking(|tx| add_desk(tx, 1, "المحليات"))
            .unwrap();
        let taken = place
            .db
            .write_blocking(|tx| add_desk(tx, 1, "غيرها"))
            .unwrap_err();
        assert!(taken.is_taken("desks.id"), "{taken}");
        let twice = place
            .db
            .write_blocking(|tx| {
                tx.execute(
                    "INSERT INTO desks (id, name, above) VALUES (2, 'ثقافة', 1), (3, 'ثقافة', 1)",
                    &[],
                )
            })
            .unwrap_err();
        assert!(twice.is_taken("desks.name, desks.above"), "{twice}");
        for (sql, violation, name) in [
            (
                "INSERT INTO desks (id, name, above) VALUES (4, 'a', 99)",
                Violation::ForeignKey,
                None,
            ),
            (
                "INSERT INTO desks (id, name) VALUES (4, '0123456789012345678901234567890123456789')",
                Violation::Check,
                Some("desks_name_is_short"),
            ),
            (
                "INSERT INTO desks (id, name) VALUES (4, NULL)",
                Violation::NotNull,
                Some("desks.name"),
            ),
        ] {
            match place.db.write_blocking(move |tx| tx.execute(sql, &[])) {
                Err(Error::Conflict(conflict)) => {
                    assert_eq!(conflict.violation, violation);
                    assert!(
                        name.is_none_or(|name| name == conflict.constraint),
                        "{conflict}"
                    );
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn a_failed_statement_dooms_its_transaction_unless_attempted() {
    for place in places() {
        let doomed = place.db.write_blocking(|tx| {
            add_desk(tx, 1, "أول")?;
            drop(add_desk(tx, 1, "ثان"));
            Ok::<_, Error>(())
        });
        assert!(doomed.is_err());
        place
            .db
            .write_blocking(|tx| {
                add_desk(tx, 1, "أول")?;
                let refused = tx.attempt(|tx| {
                    add_desk(tx, 5, "خامس")?;
                    add_desk(tx, 1, "ثان")
                });
                assert!(refused.is_err_and(|error| error.is_taken("desks.id")));
                add_desk(tx, 2, "ثان")
            })
            .unwrap();
        assert_eq!(
            place.db.read_blocking(|c| desk_names(c)).unwrap(),
            ["أول", "ثان"]
        );
    }
}

#[test]
fn a_reader_keeps_its_snapshot_while_others_write() {
    for place in places() {
        let (begun, has_begun) = mpsc::channel();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let db = place.db.clone();
        let reader = std::thread::spawn(move || {
            db.read_blocking(move |c| {
                let before = desk_names(c)?.len();
                begun.send(()).unwrap();
                may_go_on.recv().unwrap();
                Ok::<_, Error>((before, desk_names(c)?.len()))
            })
        });
        has_begun.recv().unwrap();
        place
            .db
            .write_blocking(|tx| add_desk(tx, 1, "المنوعات"))
            .unwrap();
        go_on.send(()).unwrap();
        assert_eq!(reader.join().unwrap().unwrap(), (0, 0));
        assert_eq!(place.db.read_blocking(|c| desk_names(c)).unwrap().len(), 1);
    }
}

#[test]
fn a_reader_cannot_write() {
    for place in places() {
        let refused = place.db.read_blocking(|c| {
            c.rows("DELETE FROM cursors RETURNING seq", &[], |row| {
                row.get::<i64>(0)
            })
        });
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{refused:?}");
    }
}

#[test]
fn statements_are_counted_for_each_closure() {
    for place in places() {
        for _ in 0..2 {
            let run = place.db.read_blocking(|c| {
                desk_names(c)?;
                desk_names(c)?;
                Ok::<_, Error>(c.queries_run())
            });
            assert_eq!(run.unwrap(), 2);
        }
    }
}

#[test]
fn the_log_head_is_raised_without_a_gap_by_many_at_once() {
    for place in places() {
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        place
                            .db
                            .write_blocking(|tx| {
                                tx.row(
                                    "UPDATE log_head SET seq = seq + $1 RETURNING seq",
                                    &[&1_i64],
                                    |row| row.get::<i64>(0),
                                )
                            })
                            .unwrap();
                    }
                });
            }
        });
        let head = place
            .db
            .read_blocking(|c| c.row("SELECT seq FROM log_head", &[], |row| row.get::<i64>(0)));
        assert_eq!(head.unwrap(), Some(40));
    }
}

#[test]
fn a_read_without_end_is_cut_off() {
    for place in places() {
        let limits = Limits {
            read: Duration::from_millis(200),
            ..Limits::default()
        };
        let cut: Result<_> = place.db.with_limits(limits).read_blocking(|c| {
            c.row("WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", &[], |row| row.get::<i64>(0))
        });
        assert!(matches!(cut, Err(Error::Unavailable(_))), "{cut:?}");
        assert!(place.db.read_blocking(|c| desk_names(c)).is_ok());
    }
}

#[tokio::test]
async fn waiting_for_a_busy_thread_has_an_end_and_skips_the_job() {
    for mut place in places_async().await {
        place.config.writers = 1;
        let config = place.config.clone();
        let db = tokio::task::spawn_blocking(move || Db::open(&config).unwrap())
            .await
            .unwrap();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel();
        let mut may_go_on = Some(may_go_on);
        let busy = tokio::spawn({
            let db = db.clone();
            async move {
                db.write(move |_| {
                    begun.send(()).unwrap();
                    may_go_on.take().map(|wait| wait.recv());
                    Ok::<_, Error>(())
                })
                .await
            }
        });
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap())
            .await
            .unwrap();
        let ran = Arc::new(AtomicUsize::new(0));
        let limits = Limits {
            wait: Duration::from_millis(50),
            ..Limits::default()
        };
        let count = {
            let ran = Arc::clone(&ran);
            move |_: &mut Tx<'_>| {
                ran.fetch_add(1, Ordering::SeqCst);
                Ok::<_, Error>(())
            }
        };
        assert!(matches!(
            db.with_limits(limits).write(count.clone()).await,
            Err(Error::Unavailable(_))
        ));
        let dropped = db.write(count.clone());
        assert!(
            tokio::time::timeout(Duration::from_millis(20), dropped)
                .await
                .is_err()
        );
        go_on.send(()).unwrap();
        busy.await.unwrap().unwrap();
        db.write(count).await.unwrap();
        assert_eq!(ran.load(Ordering::SeqCst), 1);
        // A PostgreSQL client must not be dropped inside the runtime.
        tokio::task::spawn_blocking(move || drop((db, place)))
            .await
            .unwrap();
    }
}

async fn places_async() -> Vec<Place> {
    tokio::task::spawn_blocking(places).await.unwrap()
}

#[test]
fn migrating_twice_changes_nothing() {
    for place in places() {
        assert_eq!(
            Db::migrate(&place.config, NOON).unwrap(),
            Migrated::default()
        );
    }
}

#[test]
fn a_newer_or_altered_schema_is_refused() {
    for place in places() {
        let refusal =
            |migrations: &[Migration]| match migrate_with(&place.config.place, migrations, NOON) {
                Err(Error::Other(source)) => source.downcast_ref::<SchemaRefused>().cloned(),
                other => panic!("{other:?}"),
            };
        let known = i64::try_from(MIGRATIONS.len()).unwrap();
        assert_eq!(
            refusal(&MIGRATIONS[..1]),
            Some(SchemaRefused::Newer {
                found: known,
                known: 1
            })
        );
        let mut altered: Vec<_> = MIGRATIONS
            .iter()
            .map(|m| Migration { name: m.name, ..*m })
            .collect();
        altered[0].sqlite = "SELECT 1";
        altered[0].postgres = "SELECT 1";
        assert_eq!(
            refusal(&altered),
            Some(SchemaRefused::Altered {
                name: "0001_log".to_owned()
            })
        );
    }
}

#[test]
fn every_migration_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            file.unwrap()
                .file_name()
                .into_string()
                .unwrap()
                .split('.')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    names.sort();
    names.dedup();
    assert_eq!(
        names,
        MIGRATIONS.iter().map(|step| step.name).collect::<Vec<_>>()
    );
}

#[test]
fn a_dump_of_either_database_loads_into_either() {
    for from in places() {
        from.db
            .write_blocking(|tx| {
                add_desk(tx, 9, "التحرير")?;
                tx.execute(
                    "INSERT INTO desks (id, name, above, seal) VALUES (1, 'الأخبار «ليلًا»', 9, $1)",
                    &[&vec![1_u8, 0, 254]],
                )
            })
            .unwrap();
        let bytes = from
            .db
            .read_blocking(|c| {
                let mut out = Vec::new();
                dump(c, &mut out)?;
                Ok::<_, Error>(out)
            })
            .unwrap();
        for to in places() {
            to.db.write_blocking(|tx| add_desk(tx, 3, "يزول")).unwrap();
            let input = bytes.clone();
            assert!(
                to.db
                    .write_blocking(move |tx| load(tx, &input[..input.len() - 5]))
                    .is_err()
            );
            assert_eq!(to.db.read_blocking(|c| desk_names(c)).unwrap(), ["يزول"]);
            let input = bytes.clone();
            to.db
                .write_blocking(move |tx| load(tx, input.as_slice()))
                .unwrap();
            let again = to
                .db
                .read_blocking(|c| {
                    let mut out = Vec::new();
                    dump(c, &mut out)?;
                    Ok::<_, Error>(out)
                })
                .unwrap();
            assert_eq!(
                String::from_utf8(again).unwrap(),
                String::from_utf8(bytes.clone()).unwrap()
            );
            let dangling = String::from_utf8(bytes.clone())
                .unwrap()
                .replace(",9,", ",77,");
            let refused = to
                .db
                .write_blocking(move |tx| load(tx, dangling.as_bytes()));
            assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
        }
    }
}
