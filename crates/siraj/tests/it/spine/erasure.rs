//! What the law orders erased lies nowhere any more: not in the database's file,
//! not among the pictures, not among the copies of pages.

use super::newsroom::{Newsroom, take_in};
use super::places::Place;
use http::HeaderMap;
use siraj::actions::erase;
use siraj::store::media;
use siraj::web;
use siraj_editorial::media::Media;
use siraj_editorial::{ArticleId, MediaId};

/// Words that stand in one text and nowhere else.
const WORDS: &str = "عنوان لا يقوله إلا الخبر الذي أمرت المحكمة بمحوه";

impl Newsroom {
    async fn publish_with(&self, headline: &str, picture: MediaId) -> ArticleId {
        let sections = self.sections(self.arabic).await;
        let mut text = self.manuscript(sections[0].id, 1, 1);
        headline.clone_into(&mut text.headline);
        text.picture = Some(picture);
        text.body = super::words::body(1, Some(picture), None);
        self.publish_new(self.arabic, text).await
    }

    async fn picture(&self, id: MediaId) -> Media {
        let read = move |c: &mut siraj::store::db::Reader<'_>| media::by_ids(c, &[id]);
        self.room.db.read(read).await.unwrap().remove(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_article_lies_nowhere_any_more() {
    let place = Place::here();
    let newsroom = Newsroom::open(&place, 48 << 20, 3).await;
    let (room, owner) = (&newsroom.room, &newsroom.owner);
    let own = take_in(room, owner, 201).await;
    let shared = take_in(room, owner, 202).await;
    let erased = newsroom.publish_with(WORDS, own).await;
    let also = newsroom.publish_with("خبر يشارك غيره صورته", shared).await;
    newsroom.publish_with("خبر آخر يبقى كما هو", shared).await;
    newsroom.warm().await;
    let (own, shared) = (newsroom.picture(own).await, newsroom.picture(shared).await);
    let address = format!("{}/320.webp", media::public_key(&own));
    let headers = HeaderMap::new();
    let shown = web::media::answer(&newsroom.web, &address, &headers).await;
    assert_eq!(shown.status(), 200);
    let copies = room.pages.copies().unwrap();
    copies.settle();
    for (article, went) in [(erased, vec![own.id]), (also, Vec::new())] {
        let reason = "أمر قضائي".to_owned();
        let done = erase::erase(room, owner.clone(), article, reason).await;
        assert_eq!(done.unwrap().value, went);
    }
    copies.settle();
    let gone = web::media::answer(&newsroom.web, &address, &headers).await;
    assert_eq!(gone.status(), 404);
    drop(newsroom);
    let folder = place.folder.path();
    assert!(!folder.join("media/originals").join(&own.original).exists());
    let derivatives = folder
        .join("media/derivatives")
        .join(media::public_key(&own));
    assert!(std::fs::read_dir(derivatives).map_or(0, Iterator::count) == 0);
    assert!(
        folder
            .join("media/originals")
            .join(&shared.original)
            .exists()
    );
    for entry in std::fs::read_dir(folder).unwrap() {
        holds_nothing(&entry.unwrap().path());
    }
    for entry in std::fs::read_dir(folder.join("pages")).unwrap() {
        holds_nothing(&entry.unwrap().path());
    }
}

/// A database's file is given a moment to be put in order by its threads.
fn holds_nothing(file: &std::path::Path) {
    let holds = || {
        let bytes = std::fs::read(file).unwrap_or_default();
        let bytes = [
            siraj::pages::encode::Coding::Brotli,
            siraj::pages::encode::Coding::Gzip,
        ]
        .iter()
        .filter_map(|coding| {
            let end = bytes.iter().position(|byte| *byte == b'\n')?;
            coding.decode(bytes.get(end + 1..)?)
        })
        .chain([bytes.clone()])
        .collect::<Vec<_>>()
        .concat();
        bytes.windows(WORDS.len()).any(|at| at == WORDS.as_bytes())
    };
    for _ in 0..100 {
        if !holds() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{} still holds the text", file.display());
}
