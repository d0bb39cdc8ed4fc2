//! What must be true of a newsroom after it was killed: of its store, asked
//! directly, and of its pages, asked over HTTP.

use super::client::Client;
use super::crash::Acknowledged;
use super::places::Place;
use super::searching::assert_in_step;
use siraj::clock::Clock;
use siraj::followers::{clock, pages, related, search};
use siraj::opening;
use siraj::room::Room;
use siraj::store::db::Reader;
use siraj::store::keys::List;
use siraj::store::live::{self, Face};
use siraj::store::{Result, articles, changes, lists, media};
use siraj_editorial::article::Article;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{EditionId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The number that every text of a test carries three times over.
fn stamps(text: &Manuscript) -> BTreeSet<u64> {
    let last = |words: &str| words.rsplit(' ').next().unwrap().parse().unwrap();
    let body = text.body.plain_text();
    let after = body.split("في جلسته رقم ").nth(1).unwrap();
    let in_body = after.split(' ').next().unwrap().parse().unwrap();
    BTreeSet::from([last(&text.headline), last(&text.standfirst), in_body])
}

/// Opens the killed house and looks through it.
pub fn after_a_kill(place: &Place, told: &[Acknowledged]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let opened = opening::open(&place.config(), Clock::system())
            .await
            .unwrap();
        let room = opened.room;
        let told = told.to_vec();
        room.db
            .read(move |c| {
                acknowledged(c, &told)?;
                agreement(c)
            })
            .await
            .unwrap();
        pictures(&room).await;
        followers_catch_up(&room).await;
    });
    drop(runtime);
    no_stray_files(place.folder.path());
}

/// Every acknowledged act is there.
fn acknowledged(c: &mut Reader<'_>, told: &[Acknowledged]) -> Result<()> {
    for one in told {
        match *one {
            Acknowledged::Saved(id, number) => {
                let article = articles::by_id(c, id)?.expect("a saved article is there");
                assert!(article.head_number >= number, "{one:?} is lost");
            }
            Acknowledged::Published(id, number, stamp) => {
                let face = live::face(c, id)?.expect("a published article is public");
                let shown = articles::revision(c, face.revision)?.unwrap();
                assert!(shown.number >= number, "{one:?} is lost");
                if shown.number == number {
                    assert_eq!(stamps(&face.manuscript), BTreeSet::from([stamp]), "{one:?}");
                }
            }
            Acknowledged::Picture(id) => {
                assert_eq!(media::by_ids(c, &[id])?.len(), 1, "{one:?} is lost");
            }
        }
    }
    Ok(())
}

/// What the public sees is what the articles say, the lists hold exactly that,
/// and the log has no gap.
fn agreement(c: &mut Reader<'_>) -> Result<()> {
    let end = Timestamp::from_micros(i64::MAX);
    let mut public: BTreeMap<EditionId, BTreeSet<_>> = BTreeMap::new();
    for (article, _) in articles::recent(c, (end, ""), 100_000)? {
        let face = live::face(c, article.id)?;
        assert_eq!(face, expected(c, &article)?, "the face of {}", article.id);
        if let Some(face) = face {
            let stamps = stamps(&face.manuscript);
            assert_eq!(stamps.len(), 1, "two revisions in one text: {stamps:?}");
            public
                .entry(article.edition)
                .or_default()
                .insert(article.id);
        }
    }
    for (edition, public) in public {
        let listed = lists::head(c, &List::Latest(edition), 100_000)?;
        let listed: BTreeSet<_> = listed.iter().map(|card| card.article).collect();
        assert_eq!(listed, public, "the list of the latest");
        for card in &public {
            let card = live::card(c, *card)?.unwrap();
            let section = lists::head(c, &List::Section(card.section), 100_000)?;
            assert!(
                section.contains(&card),
                "{} is not in its section",
                card.article
            );
        }
    }
    let head = changes::head(c)?;
    let numbers: Vec<i64> = changes::after(c, 0, i64::from(i32::MAX))?
        .iter()
        .map(|change| change.seq)
        .collect();
    assert_eq!(numbers, (1..=head).collect::<Vec<_>>(), "the log has gaps");
    Ok(())
}

fn expected(c: &mut Reader<'_>, article: &Article) -> Result<Option<Face>> {
    let Some(publication) = &article.publication else {
        return Ok(None);
    };
    let revision = articles::revision(c, publication.revision)?.unwrap();
    let end = Timestamp::from_micros(i64::MAX);
    Ok(Face::of(article, &revision.manuscript, end))
}

/// The bytes of every picture of the library are there.
async fn pictures(room: &Room) {
    let end = Timestamp::from_micros(i64::MAX);
    let all = room
        .db
        .read(move |c| media::newest(c, end, 100_000))
        .await
        .unwrap();
    for picture in all {
        room.pictures.get_original(&picture.original).await.unwrap();
    }
}

async fn followers_catch_up(room: &Room) {
    let following = tokio::spawn(pages::follow(room.clone()));
    clock::tick(room).await.unwrap();
    let seq = related::catch_up(room).await.unwrap();
    let head = room.db.read(changes::head_of).await.unwrap();
    assert_eq!(seq, head, "the related articles lag");
    search::Follower::new(room.clone()).step().await.unwrap();
    assert_in_step(room, &|| "after a kill".to_owned()).await;
    pages::catch_up(room).await.unwrap();
    assert_eq!(room.pages.applied(), head, "the pages lag");
    following.abort();
}

/// Nothing in the data folder but what belongs there. Files that were being
/// written at the kill are taken away at the next start, so at most one for each
/// client lies about.
fn no_stray_files(folder: &Path) {
    let mut staged = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let known = [
            "siraj.db",
            "siraj.db-wal",
            "siraj.db-shm",
            "media",
            "pages",
            "search",
        ];
        assert!(
            known.contains(&name.as_str()),
            "{name} lies in the data folder"
        );
    }
    let search = std::fs::read_dir(folder.join("search")).unwrap();
    let indexes = search.filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(
        indexes.count(),
        1,
        "an index that was not finished lies about"
    );
    let originals = folder.join("media/originals");
    for entry in std::fs::read_dir(originals).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        staged += usize::from(name.contains('#'));
    }
    assert!(staged <= 4, "{staged} half-written pictures lie about");
}

/// Every acknowledged article stands at its address, whole, and in the list.
pub fn over_http(client: &Client, told: &[Acknowledged]) {
    let published: BTreeSet<_> = told
        .iter()
        .rev()
        .filter_map(|one| match one {
            Acknowledged::Published(id, _, _) => Some(*id),
            _ => None,
        })
        .take(12)
        .collect();
    for id in published {
        let told = client
            .get(&format!("/api/v1/articles/{id}"))
            .unwrap()
            .json();
        let stamp = stamps_of(&told);
        let address = told["address"].as_str().unwrap();
        let (_, path) = address.split_once(&client.host).unwrap();
        let page = client.get(path).unwrap();
        assert_eq!(page.status, 200, "{address}");
        let text = page.text();
        let body: Vec<&str> = text
            .split("في جلسته رقم ")
            .skip(1)
            .map(|rest| rest.split(' ').next().unwrap())
            .collect();
        assert!(!body.is_empty(), "{address} has no text");
        if let Some(stamp) = stamp {
            let shown = text.contains(&format!(" {stamp}</h1>"));
            assert!(shown, "{address} does not show headline {stamp}");
            assert!(
                body.iter().all(|one| *one == stamp),
                "{address} mixes revisions: {body:?}"
            );
        }
    }
}

/// The number in an article's newest text, where that is the public one.
fn stamps_of(told: &serde_json::Value) -> Option<String> {
    if told["pending"] != false {
        return None;
    }
    let headline = told["manuscript"]["headline"].as_str().unwrap();
    headline.rsplit(' ').next().map(str::to_owned)
}
