//! What only a server does: it lets writers meet, and it goes away and comes back.

use super::*;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};
use tempfile::TempDir;

#[test]
fn a_write_that_loses_against_another_is_run_again() {
    let Some(url) = server() else { return };
    let place = on_server(&url);
    place.db.write_blocking(|tx| add_desk(tx, 1, "0")).unwrap();
    let (meet, runs) = (Arc::new(Barrier::new(2)), Arc::new(AtomicUsize::new(0)));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let (db, meet, runs) = (place.db.clone(), Arc::clone(&meet), Arc::clone(&runs));
            scope.spawn(move || {
                let mut first = true;
                db.write_blocking(move |tx| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    let names = desk_names(tx)?;
                    if std::mem::take(&mut first) {
                        meet.wait();
                    }
                    let next = names[0].parse::<i64>().map_err(Error::other)? + 1;
                    tx.execute(
                        "UPDATE desks SET name = $1 WHERE id = 1",
                        &[&next.to_string()],
                    )
                })
                .unwrap();
            });
        }
    });
    assert_eq!(place.db.read_blocking(|c| desk_names(c)).unwrap(), ["2"]);
    assert!(runs.load(Ordering::SeqCst) >= 3);
}

#[test]
fn connections_killed_by_the_server_are_replaced() {
    let Some(url) = server() else { return };
    let place = on_server(&url);
    let ended: Result<()> = place.db.write_blocking(|tx| {
        tx.row("SELECT pg_terminate_backend(pg_backend_pid())", &[], |_| {
            Ok(())
        })
        .map(drop)
    });
    assert!(matches!(ended, Err(Error::Unavailable(_))), "{ended:?}");
    for id in 0..8 {
        place
            .db
            .write_blocking(move |tx| add_desk(tx, id, "الأخبار"))
            .unwrap();
    }
}

/// A server of the test's own. Where the test is run by root, who may not run
/// PostgreSQL, or its programs are not there, the test has nothing to stop.
struct Server {
    pg_ctl: PathBuf,
    folder: TempDir,
}

impl Server {
    fn new() -> Option<Self> {
        let programs = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        let bin = programs
            .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
            .max()?;
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("data");
        let made = Command::new(bin.join("initdb"))
            .args([
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
                "-D",
            ])
            .arg(&data)
            .output()
            .ok()?;
        let server = Self {
            pg_ctl: bin.join("pg_ctl"),
            folder,
        };
        made.status.success().then(|| {
            server.start();
            server
        })
    }

    fn ctl(&self, args: &[&str]) {
        let (data, log) = (
            self.folder.path().join("data"),
            self.folder.path().join("log"),
        );
        let status = Command::new(&self.pg_ctl)
            .args(["-s", "-w", "-D"])
            .arg(data)
            .arg("-l")
            .arg(log)
            .args(args)
            .status();
        assert!(status.unwrap().success());
    }

    fn start(&self) {
        let options = format!(
            "-c listen_addresses='' -k {} -c fsync=off",
            self.folder.path().display()
        );
        self.ctl(&["-o", &options, "start"]);
    }

    fn stop(&self) {
        self.ctl(&["-m", "immediate", "stop"]);
    }
}

#[test]
fn a_server_that_comes_back_is_used_again_without_a_hand() {
    let Some(server) = server().and_then(|_| Server::new()) else {
        return;
    };
    let place = on_server(&format!(
        "postgresql:///postgres?host={}&user=postgres",
        server.folder.path().display()
    ));
    place
        .db
        .write_blocking(|tx| add_desk(tx, 1, "الأخبار"))
        .unwrap();
    server.stop();
    for _ in 0..20 {
        let read = place.db.read_blocking(|c| desk_names(c));
        assert!(matches!(read, Err(Error::Unavailable(_))), "{read:?}");
        let write = place.db.write_blocking(|tx| add_desk(tx, 2, "الرياضة"));
        assert!(matches!(write, Err(Error::Unavailable(_))), "{write:?}");
    }
    server.start();
    let start = Instant::now();
    let names = loop {
        match place.db.read_blocking(|c| desk_names(c)) {
            Ok(names) => break names,
            Err(_) => assert!(start.elapsed() < Duration::from_secs(10)),
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(names, ["الأخبار"]);
    server.stop();
}
