//! Trouble: the database locked by somebody else, hung, stopped; the disk full;
//! the pictures gone. Pages that are known keep being served, with a header that
//! says so while the store does not answer; the rest answers 503 in the page's
//! design; writes are refused clearly; and everything recovers without a hand.

mod copies;
mod disk;
mod server;
mod site;

use crate::harness::until;
use http::StatusCode;
use rusqlite::Connection;
use siraj::actions::house;
use siraj::followers;
use siraj_editorial::placement::Breaking;
use site::Site;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

#[test]
fn while_somebody_locks_the_database_readers_read_and_writes_are_refused() {
    let site = Site::open(super::places::Place::sqlite());
    let locked = Connection::open(site.folder().join("siraj.db")).unwrap();
    locked.execute_batch("BEGIN EXCLUSIVE").unwrap();
    site.refuses_writes();
    site.serves_known_pages();
    // Readers never wait for writers, whoever these are.
    assert_eq!(site.get(&site.unknown).status, StatusCode::OK);
    locked.execute_batch("ROLLBACK").unwrap();
    site.has_recovered();
}

/// The readers' threads all wait for a disk that does not answer.
#[test]
fn while_the_database_hangs_known_pages_are_served_and_others_answer_503() {
    let site = Site::open(super::places::Place::sqlite());
    let gate = Arc::new((Mutex::new(true), Condvar::new()));
    for _ in 0..4 {
        let (db, gate) = (site.newsroom.room.db.clone(), Arc::clone(&gate));
        site.runtime.spawn(async move {
            let hang = move |_: &mut siraj::store::db::Reader<'_>| {
                let held = gate.0.lock().unwrap();
                drop(gate.1.wait_while(held, |closed| *closed).unwrap());
                Ok::<_, siraj::store::Error>(())
            };
            db.read(hang).await
        });
    }
    site.is_in_trouble();
    *gate.0.lock().unwrap() = false;
    gate.1.notify_all();
    site.has_recovered();
}

#[test]
fn while_postgresql_is_stopped_known_pages_are_served_and_it_recovers_by_itself() {
    let Some(server) = server::Server::start() else {
        println!("no PostgreSQL binaries are here: it is not stopped and started");
        return;
    };
    let site = Site::open(super::places::Place::database_on(&server.url()));
    server.stop();
    site.is_in_trouble();
    site.refuses_writes();
    server.start_again();
    site.has_recovered();
}

#[test]
fn while_the_disk_is_full_readers_read_and_writes_are_refused() {
    let Some(disk) = disk::Disk::mount() else {
        println!("no small disk can be mounted here: SQLite's own bound stands in for it");
        return;
    };
    let site = Site::open(disk.place());
    disk.shrink();
    disk.fill();
    site.refuses_writes_soon();
    site.serves_known_pages();
    assert_eq!(site.get(&site.unknown).status, StatusCode::OK);
    disk.empty();
    site.has_recovered();
}

/// The same without a disk of one's own: the database may not grow.
#[test]
fn while_the_database_may_not_grow_readers_read_and_writes_are_refused() {
    let site = Site::open(super::places::Place::sqlite());
    let bound = |pages: &'static str| {
        let set = move |tx: &mut siraj::store::db::Tx<'_>| {
            tx.execute_batch(&format!("PRAGMA max_page_count = {pages}"))
        };
        site.runtime
            .block_on(site.newsroom.room.db.write(set))
            .unwrap();
    };
    // SQLite takes the number of pages that there are for a smaller one.
    bound("1");
    site.refuses_writes_soon();
    site.serves_known_pages();
    assert_eq!(site.get(&site.unknown).status, StatusCode::OK);
    bound("1073741823");
    site.has_recovered();
}

#[test]
fn while_the_pictures_are_gone_pages_are_served_and_pictures_answer_503() {
    let site = Site::open(super::places::Place::sqlite());
    let picture = site.picture();
    let (media, away) = (site.folder().join("media"), site.folder().join("away"));
    std::fs::rename(&media, &away).unwrap();
    let answer = site.get(&picture);
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.header("retry-after").is_some());
    site.serves_known_pages();
    if media.exists() {
        std::fs::remove_dir_all(&media).unwrap();
    }
    std::fs::rename(&away, &media).unwrap();
    assert_eq!(site.get(&picture).status, StatusCode::OK);
    site.has_recovered();
}

#[test]
fn after_a_day_of_trouble_no_copy_is_served() {
    let Some(server) = server::Server::start() else {
        println!("no PostgreSQL binaries are here: it is not stopped for a day");
        return;
    };
    let site = Site::open(super::places::Place::database_on(&server.url()));
    server.stop();
    site.is_in_trouble();
    site.newsroom.room.clock.advance(25 * 3600);
    let answer = site.get("/");
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    server.start_again();
    site.has_recovered();
}

impl Site {
    /// Known pages come with the header, the others with 503.
    fn is_in_trouble(&self) {
        until("the header says so", || {
            self.get("/").header("siraj-degraded").is_some()
        });
        for path in &self.known {
            let answer = self.get(path);
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert!(answer.header("siraj-degraded").is_some(), "{path}");
        }
        for (path, words) in [(&self.unknown, "سراج"), (&self.unknown_english, "Siraj")] {
            let answer = self.get(path);
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert!(answer.header("retry-after").is_some(), "{path}");
            assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
            let text = answer.text();
            assert!(
                text.contains("<main") && text.contains(words),
                "{path}: {text}"
            );
        }
    }

    fn serves_known_pages(&self) {
        for path in &self.known {
            assert_eq!(self.get(path).status, StatusCode::OK, "{path}");
        }
    }

    /// A write is refused, clearly and soon.
    fn refuses_writes(&self) {
        let begun = std::time::Instant::now();
        let refused = self.write().expect_err("a write in trouble");
        assert!(refused, "a write was refused for another reason");
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{:?}",
            begun.elapsed()
        );
    }

    /// A write is refused once what room was left is used up.
    fn refuses_writes_soon(&self) {
        for _ in 0..2_000 {
            match self.write() {
                Ok(()) => {}
                Err(refused) => {
                    assert!(refused, "a write was refused for another reason");
                    return;
                }
            }
        }
        panic!("writes go on without room to write to");
    }

    /// Pages, also new ones, and writes are as before; nobody did anything.
    fn has_recovered(&self) {
        until("pages are made again", || {
            self.get(&self.unknown).status == StatusCode::OK
        });
        until("the header is gone", || {
            self.known.iter().all(|path| {
                let answer = self.get(path);
                answer.status == StatusCode::OK && answer.header("siraj-degraded").is_none()
            })
        });
        until("writes are taken again", || self.write().is_ok());
        let words = format!("عاجل: المجلس يقر البند {}", self.last_number());
        assert!(
            self.get("/").text().contains(&words),
            "the front shows the newest bar"
        );
        self.runtime
            .block_on(followers::clock::tick(&self.newsroom.room))
            .unwrap();
    }

    /// Sets the breaking bar. `Err(true)`: the store cannot serve.
    fn write(&self) -> Result<(), bool> {
        use siraj::room::ActError;
        let room = &self.newsroom.room;
        let now = room.clock.now();
        let bar = Breaking {
            text: format!("عاجل: المجلس يقر البند {}", self.next_number()),
            link: None,
            since: now,
            until: now.plus_seconds(3_600),
        };
        let (owner, edition) = (self.newsroom.owner.clone(), self.newsroom.arabic);
        let done = self
            .runtime
            .block_on(house::set_breaking(room, owner, edition, Some(bar)));
        match done {
            Ok(_) => Ok(()),
            Err(ActError::Failed(siraj::store::Error::Unavailable(_))) => Err(true),
            Err(other) => {
                println!("{other:?}");
                Err(false)
            }
        }
    }
}
