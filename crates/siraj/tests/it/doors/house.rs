//! A small newsroom behind doors of the test's own, and a client that sends what
//! no real one would.

use crate::harness::{WITHIN, until};
use crate::spine::client::Client;
use crate::spine::newsroom::Newsroom;
use crate::spine::places::Place;
use siraj::config::{Limits, Network};
use siraj::store::tokens::{self, Token};
use siraj::web::door::Door;
use siraj::web::door::tls::Certificate;
use siraj::web::{Web, server};
use siraj_editorial::role::Role;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// The name by which the site is asked for.
pub const HOST: &str = "siraj.example";

/// A newsroom that is served.
pub struct House {
    // Dropped first, so that nothing runs when the folder goes.
    pub runtime: Runtime,
    pub newsroom: Newsroom,
    pub web: Web,
    pub address: SocketAddr,
    /// Of the owner.
    pub token: String,
    _place: Place,
}

/// How a house is kept.
#[derive(Default)]
pub struct Kept {
    pub limits: Limits,
    pub proxies: Vec<Network>,
    pub certificate: Option<Arc<Certificate>>,
}

impl House {
    /// Within these limits, without TLS and proxies.
    pub fn within(limits: Limits) -> Self {
        Self::open(Kept {
            limits,
            ..Kept::default()
        })
    }

    pub fn open(kept: Kept) -> Self {
        let runtime = Runtime::new().unwrap();
        let place = Place::sqlite();
        let (newsroom, token) = runtime.block_on(found(&place));
        let web = Web::new(newsroom.room.clone(), kept.limits);
        let address = runtime.block_on(async {
            web.fallback.refresh(&web.room).await;
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let door = Door {
                listener,
                limits: kept.limits,
                certificate: kept.certificate,
            };
            let never = std::future::pending();
            tokio::spawn(server::serve(web.clone(), door, kept.proxies, never));
            address
        });
        Self {
            runtime,
            newsroom,
            web,
            address,
            token,
            _place: place,
        }
    }

    /// A well-behaved client.
    pub fn client(&self) -> Client {
        Client {
            address: self.address,
            host: HOST.to_owned(),
            token: Some(self.token.clone()),
        }
    }

    /// A fresh connection.
    pub fn connect(&self) -> Line {
        Line::to(self.address)
    }

    /// The server is as it was: what every test ends with.
    pub fn still_serves(&self) {
        let answer = self.client().get("/").unwrap();
        assert_eq!(answer.status, 200);
        assert!(answer.text().contains("<main"));
    }

    /// The number of the newest change.
    pub fn head(&self) -> i64 {
        let read = self.newsroom.room.db.read(siraj::store::changes::head_of);
        self.runtime.block_on(read).unwrap()
    }

    /// The first lines of a request to save an article, with more to come.
    pub fn unfinished(&self) -> String {
        format!(
            "POST /api/v1/articles HTTP/1.1\r\nHost: {HOST}\r\nAccept-Language: en\r\n\
             Authorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: 2\r\n\r\n{{",
            self.token
        )
    }

    /// Waits until no connection is open.
    pub fn until_nobody_is_there(&self) {
        until("nobody is there", || self.web.counts.connections() == 0);
    }
}

/// Founds the newsroom in a place, with a token of its owner.
pub async fn found(place: &Place) -> (Newsroom, String) {
    let newsroom = Newsroom::open(place, 48 << 20, 2).await;
    let (text, hash) = siraj::tokens::mint().unwrap();
    let token = Token {
        id: siraj::room::fresh_id(),
        person: newsroom.owner.person,
        role: Role::Owner,
        sections: None,
        created_at: newsroom.room.clock.now(),
        expires_at: None,
        revoked_at: None,
    };
    let save = move |tx: &mut siraj::store::db::Tx<'_>| tokens::save(tx, &token, &hash);
    newsroom.room.db.write(save).await.unwrap();
    (newsroom, text)
}

/// Limits that a test need not wait long for.
pub fn short() -> Limits {
    Limits {
        head_seconds: 1,
        request_seconds: 1,
        ..Limits::default()
    }
}

/// A GET on a connection that stays open.
pub fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n")
}

/// A connection on which a test says what it likes.
pub struct Line(pub TcpStream);

impl Line {
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(WITHIN)).unwrap();
        Self(stream)
    }

    pub fn say(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.0.write_all(bytes.as_ref()).unwrap();
        self
    }

    /// Everything until the server ends the connection, however it does.
    pub fn until_the_end(&mut self) -> String {
        let mut bytes = Vec::new();
        match self.0.read_to_end(&mut bytes) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&bytes)),
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// One answer on a connection that stays: its head, the body read over.
    pub fn one_answer(&mut self) -> String {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.0.read_exact(&mut byte).unwrap();
            head.extend(byte);
        }
        let head = String::from_utf8(head).unwrap();
        let length = head.lines().find_map(|line| {
            let line = line.to_ascii_lowercase();
            line.strip_prefix("content-length: ")?.parse().ok()
        });
        let mut body = vec![0; length.unwrap_or_default()];
        self.0.read_exact(&mut body).unwrap();
        head
    }

    /// Whether the server has ended the connection or will without another word.
    pub fn has_ended(&mut self) -> bool {
        self.until_the_end().is_empty()
    }
}

/// The statuses of all answers in what was read.
pub fn statuses(answers: &str) -> Vec<u16> {
    answers
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| answer.split(' ').next().unwrap().parse().unwrap())
        .collect()
}
