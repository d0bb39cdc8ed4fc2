//! A small newsroom served over a real socket, its pages warmed but for two.

use crate::spine::client::{Answered, Client};
use crate::spine::newsroom::Newsroom;
use crate::spine::places::Place;
use siraj::config::Limits;
use siraj::store::media;
use siraj::web::door::Door;
use siraj::web::{fallback, server, trouble};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A served newsroom.
pub struct Site {
    // Dropped first, so that nothing runs when the folder goes.
    pub runtime: Runtime,
    pub newsroom: Newsroom,
    client: Client,
    /// Pages that were asked for before.
    pub known: Vec<String>,
    /// A page that was not.
    pub unknown: String,
    /// And one in English.
    pub unknown_english: String,
    number: AtomicU64,
    place: Place,
}

impl Site {
    pub fn open(place: Place) -> Self {
        let runtime = Runtime::new().unwrap();
        let (newsroom, client) = runtime.block_on(serve(&place));
        let site = Self {
            known: ["/", "/world", "/feed.xml", "/latest", "/en/", "/about"]
                .map(str::to_owned)
                .into(),
            unknown: "/ethics".to_owned(),
            unknown_english: "/en/about".to_owned(),
            number: AtomicU64::new(0),
            runtime,
            newsroom,
            client,
            place,
        };
        for path in &site.known {
            assert_eq!(site.get(path).status, 200, "{path}");
        }
        site
    }

    pub fn folder(&self) -> &Path {
        self.place.folder.path()
    }

    pub fn get(&self, path: &str) -> Answered {
        self.client.get(path).unwrap()
    }

    /// A number for the next write.
    pub fn next_number(&self) -> u64 {
        self.number.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The number of the last.
    pub fn last_number(&self) -> u64 {
        self.number.load(Ordering::Relaxed)
    }

    /// The address of a picture on a page, that nobody has asked for yet.
    pub fn picture(&self) -> String {
        let id = self.newsroom.pictures[0];
        let read = move |c: &mut siraj::store::db::Reader<'_>| media::by_ids(c, &[id]);
        let found = self
            .runtime
            .block_on(self.newsroom.room.db.read(read))
            .unwrap();
        format!("/media/{}/320.webp", media::public_key(&found[0]))
    }
}

async fn serve(place: &Place) -> (Newsroom, Client) {
    let newsroom = Newsroom::open(place, 48 << 20, 6).await;
    let web = newsroom.web.clone();
    web.fallback.refresh(&web.room).await;
    tokio::spawn(fallback::keep_fresh(web.clone()));
    tokio::spawn(trouble::watch(web.clone()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let door = Door::plain(listener, Limits::default());
    let never = std::future::pending();
    tokio::spawn(server::serve(web, door, Vec::new(), never));
    let client = Client {
        address,
        host: "siraj.example".to_owned(),
        token: None,
    };
    (newsroom, client)
}
