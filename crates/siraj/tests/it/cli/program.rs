//! The built program, run in a place of a test's own.

use crate::spine::places::Place;
use siraj::clock::Clock;
use siraj::config::{Config, Secret};
use siraj::opening;
use siraj::room::Room;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

/// What the program answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub said: String,
}

impl Answer {
    /// The standard output of a run that must have gone well.
    pub fn good(self) -> String {
        assert_eq!(self.code, 0, "{self:?}");
        self.out
    }

    /// What a run that must have failed said, with nothing on standard output.
    pub fn refused(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{self:?}");
        self.said
    }
}

/// The data folder within a place: the program itself makes it.
pub fn data(place: &Place) -> PathBuf {
    place.folder.path().join("var")
}

/// The configuration that the program finds in a place.
pub fn config(place: &Place) -> Config {
    Config {
        database_url: place.database.as_deref().map(Secret::new),
        ..Config::for_testing(&data(place))
    }
}

/// The newsroom of a place, opened beside the program.
pub async fn open(place: &Place) -> Room {
    let opened = opening::open(&config(place), Clock::system()).await;
    opened.unwrap().room.unread()
}

/// Founds the demo in a place.
pub async fn demo(place: &Place) -> Room {
    let room = open(place).await;
    siraj::demo::seed(&room).await.unwrap();
    room
}

fn command(place: &Place, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_siraj"));
    command.args(arguments).arg("--data").arg(data(place));
    command.env_clear().env("SIRAJ_LANGUAGE", "en");
    if let Some(url) = &place.database {
        command.env("SIRAJ_DATABASE_URL", url);
    }
    command
}

/// Runs the program to its end.
pub fn run(place: &Place, arguments: &[&str]) -> Answer {
    let Output {
        status,
        stdout,
        stderr,
    } = command(place, arguments).output().unwrap();
    Answer {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        said: String::from_utf8(stderr).unwrap(),
    }
}

/// The program while it serves; told to stop when the test lets go of it.
pub struct Served {
    child: Child,
    address: String,
}

impl Served {
    pub fn in_place(place: &Place) -> Self {
        let mut command = command(place, &["serve", "--demo", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let out = child.stdout.take().unwrap();
        BufReader::new(out).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://");
        let address = address.unwrap_or_else(|| panic!("{line:?}")).to_owned();
        Self { child, address }
    }

    /// The status of the answer at a path.
    pub fn status(&self, path: &str) -> u16 {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
