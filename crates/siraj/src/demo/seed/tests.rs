//! The whole demo is founded in a fresh store, quickly, and stands as its files say.

use super::*;
use crate::clock::Clock;
use crate::demo::files::Standing;
use crate::followers::Wake;
use crate::media::MediaStore;
use crate::outside::links::Asking;
use crate::pages::cache::PageCache;
use crate::pages::site::Site;
use crate::search::Home;
use crate::store::db::{Db, DbConfig};
use crate::store::keys::List;
use crate::store::{alarms, articles, house, lists, tokens};
use siraj_editorial::alarm::AlarmKind;
use siraj_editorial::article::State;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A room over a folder of its own.
fn room(folder: &std::path::Path) -> Room {
    let config = DbConfig::sqlite(folder.join("siraj.db"));
    let now = Timestamp::from_micros(1_795_000_000_000_000);
    Db::migrate(&config, now).unwrap();
    Room {
        db: Db::open(&config).unwrap(),
        clock: Clock::standing_at(now),
        site: Arc::new(Site::new("https://siraj.example", Vec::new())),
        pages: Arc::new(PageCache::new(0, 0)),
        pictures: MediaStore::in_folder(&folder.join("media")).unwrap(),
        wake: Wake::default(),
        search: Home::at(folder.join("search")),
        waits: Arc::default(),
        asking: Asking::default(),
        once: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_stands_as_its_files_say() {
    let folder = std::env::temp_dir().join(format!("siraj-seed-{}", crate::room::fresh_id()));
    std::fs::create_dir_all(&folder).unwrap();
    let room = room(&folder);
    seed(&room).await.unwrap();
    let now = room.clock.now();
    let (latest, states, account) = room
        .db
        .read(move |c| {
            let mut latest = Vec::new();
            for edition in house::editions(c)? {
                latest.push(lists::head(c, &List::Latest(edition.id), 200)?.len());
            }
            let mut states: BTreeMap<State, usize> = BTreeMap::new();
            for (article, _) in articles::recent(c, (Timestamp::from_micros(i64::MAX), ""), 500)? {
                *states.entry(article.state(now)).or_default() += 1;
            }
            let person = house::person_at(c, "demo-editor")?.map(|person| person.id);
            let account = tokens::account(c, person.unwrap())?;
            Ok::<_, crate::store::Error>((latest, states, account.unwrap().role))
        })
        .await
        .unwrap();
    let demo = Demo::read().unwrap();
    for (standing, state) in [
        (Standing::Draft, State::Draft),
        (Standing::InReview, State::InReview),
        (Standing::Approved, State::Approved),
        (Standing::Scheduled, State::Scheduled),
    ] {
        let wanted = demo
            .articles
            .iter()
            .filter(|file| file.front.state == standing)
            .count();
        assert_eq!(
            states.get(&state).copied().unwrap_or_default(),
            wanted,
            "{state:?}"
        );
    }
    let gone = demo
        .articles
        .iter()
        .filter(|file| file.front.withdrawn.is_some())
        .count();
    assert_eq!(states.get(&State::Withdrawn), Some(&gone));
    assert_eq!(states.get(&State::Published), Some(&latest.iter().sum()));
    assert_eq!(account, Role::Chief);
    // One counterpart is behind, to show what the desk says then; the others are level.
    let alarms = room
        .db
        .read(move |c| alarms::standing(c, now))
        .await
        .unwrap();
    let kinds: Vec<AlarmKind> = alarms.iter().map(|alarm| alarm.kind).collect();
    assert_eq!(kinds, [AlarmKind::SourceChanged]);
    std::fs::remove_dir_all(&folder).unwrap();
}
