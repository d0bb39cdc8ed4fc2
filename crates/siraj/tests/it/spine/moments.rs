//! The followers that turn time and change into state: what the clock does when
//! a moment has come, also one that was slept through, and which articles are
//! chosen as related. On every database.

use super::newsroom::{self, Newsroom};
use super::places::Place;
use super::words::{self, both};
use http::HeaderMap;
use siraj::actions::house;
use siraj::actions::picture::{self, Words};
use siraj::actions::{embargo, expire, publish, relate, schedule, withdraw, write};
use siraj::followers::{clock, related};
use siraj::room::ActError;
use siraj::store::db::Reader;
use siraj::store::{self, changes, clock as moments, live, media, placements};
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::publication::Release;
use siraj_editorial::related::Choice;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{ArticleId, PlacementId};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Runs a test in a newsroom of three Arabic articles, on each database.
fn in_a_newsroom<F: Future<Output = ()>>(test: impl Fn(Newsroom) -> F) {
    let place = Place::here();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        test(Newsroom::open(&place, 48 << 20, 3).await).await;
    });
}

impl Newsroom {
    async fn ask<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Reader<'_>) -> store::Result<T> + Send + 'static,
    ) -> T {
        self.room.db.read(read).await.unwrap()
    }

    async fn is_public(&self, id: ArticleId) -> bool {
        self.ask(move |c| live::face(c, id)).await.is_some()
    }

    /// Lets time pass and the clock look once.
    async fn pass(&self, seconds: i64) {
        self.room.clock.advance(seconds);
        clock::tick(&self.room).await.unwrap();
    }

    async fn draft(&self) -> siraj_editorial::article::Article {
        let section = self.sections(self.arabic).await[0].id;
        let mut text = self.manuscript(section, 1, 5);
        text.body = words::body(5, None, None);
        let begun = write::begin(&self.room, self.owner.clone(), self.arabic, text).await;
        begun.unwrap().value.article
    }

    async fn first(&self) -> ArticleId {
        let now = self.room.clock.now();
        let all = self.articles().await;
        all.iter()
            .find(|article| article.is_public(now))
            .unwrap()
            .id
    }
}

#[test]
fn a_schedule_that_was_slept_through_fires_at_the_next_look_and_only_once() {
    in_a_newsroom(|newsroom| async move {
        let (article, owner) = (newsroom.draft().await, newsroom.owner.clone());
        let at = newsroom.room.clock.now().plus_seconds(HOUR);
        schedule::schedule(&newsroom.room, owner, article.id, at)
            .await
            .unwrap();
        newsroom.pass(HOUR - 1).await;
        assert!(!newsroom.is_public(article.id).await);
        newsroom.pass(9 * HOUR).await;
        assert!(newsroom.is_public(article.id).await);
        let before = newsroom.ask(changes::head_of).await;
        clock::tick(&newsroom.room).await.unwrap();
        assert_eq!(
            newsroom.ask(changes::head_of).await,
            before,
            "twice changes nothing"
        );
    });
}

#[test]
fn an_embargo_takes_an_article_away_and_its_end_brings_it_back() {
    in_a_newsroom(|newsroom| async move {
        let (id, owner) = (newsroom.first().await, newsroom.owner.clone());
        let until = newsroom.room.clock.now().plus_seconds(HOUR);
        embargo::embargo(&newsroom.room, owner, id, until)
            .await
            .unwrap();
        assert!(!newsroom.is_public(id).await);
        newsroom.pass(HOUR - 1).await;
        assert!(!newsroom.is_public(id).await);
        newsroom.pass(1).await;
        assert!(newsroom.is_public(id).await);
    });
}

#[test]
fn an_article_leaves_the_public_when_it_expires() {
    in_a_newsroom(|newsroom| async move {
        let (id, owner) = (newsroom.first().await, newsroom.owner.clone());
        let end = newsroom.room.clock.now().plus_seconds(HOUR);
        expire::expire(&newsroom.room, owner, id, Some(end))
            .await
            .unwrap();
        assert!(newsroom.is_public(id).await);
        newsroom.pass(HOUR).await;
        assert!(!newsroom.is_public(id).await);
    });
}

#[test]
fn midnight_is_the_publications_own() {
    in_a_newsroom(|newsroom| async move {
        let edition = newsroom.arabic;
        let day = || newsroom.ask(move |c| moments::day(c, edition));
        assert_eq!(day().await.as_deref(), Some("2026-11-23"));
        // Amman is three hours ahead: its midnight is 21:00 UTC.
        let now = newsroom.room.clock.now().micros() / 1_000_000;
        let midnight = now - now % DAY + 21 * HOUR;
        newsroom.pass(midnight - now - 1).await;
        assert_eq!(day().await.as_deref(), Some("2026-11-23"));
        newsroom.pass(1).await;
        assert_eq!(day().await.as_deref(), Some("2026-11-24"));
    });
}

#[test]
fn the_news_window_moves_when_an_article_falls_out_of_it() {
    in_a_newsroom(|newsroom| async move {
        let edition = newsroom.arabic;
        let window = || newsroom.ask(move |c| moments::news_window(c, edition));
        let before = window().await;
        newsroom.pass(DAY).await;
        assert_eq!(window().await, before, "nothing is two days old");
        newsroom.pass(DAY + HOUR).await;
        let now = newsroom.room.clock.now();
        assert_eq!(window().await, now.plus_seconds(-2 * DAY));
    });
}

#[test]
fn the_breaking_bar_ends_by_itself() {
    in_a_newsroom(|newsroom| async move {
        let (edition, now) = (newsroom.arabic, newsroom.room.clock.now());
        let bar = Breaking {
            text: "عاجل: إغلاق الميناء بسبب العاصفة".to_owned(),
            link: None,
            since: now,
            until: now.plus_seconds(HOUR),
        };
        house::set_breaking(&newsroom.room, newsroom.owner.clone(), edition, Some(bar))
            .await
            .unwrap();
        newsroom.pass(HOUR - 1).await;
        assert!(
            newsroom
                .ask(move |c| placements::breaking(c, edition))
                .await
                .is_some()
        );
        newsroom.pass(1).await;
        assert!(
            newsroom
                .ask(move |c| placements::breaking(c, edition))
                .await
                .is_none()
        );
    });
}

#[test]
fn a_placement_begins_and_ends_by_itself() {
    in_a_newsroom(|newsroom| async move {
        let (edition, now) = (newsroom.arabic, newsroom.room.clock.now());
        let placement = Placement {
            id: PlacementId(siraj::room::fresh_id()),
            edition,
            slot: Slot::Top,
            text: "معرض الكتاب في عين الصفا".to_owned(),
            picture: None,
            link: None,
            paid: false,
            starts_at: now.plus_seconds(HOUR),
            ends_at: Some(now.plus_seconds(2 * HOUR)),
        };
        house::save_placement(&newsroom.room, newsroom.owner.clone(), placement)
            .await
            .unwrap();
        let shown = || newsroom.ask(move |c| placements::shown(c, edition, Slot::Top));
        assert!(shown().await.is_none());
        newsroom.pass(HOUR).await;
        assert!(shown().await.is_some());
        newsroom.pass(HOUR).await;
        assert!(shown().await.is_none());
    });
}

#[test]
fn a_picture_leaves_pages_and_its_address_when_its_rights_end_and_comes_back_when_prolonged() {
    in_a_newsroom(|newsroom| async move {
        let (owner, now) = (|| newsroom.owner.clone(), newsroom.room.clock.now());
        let id = newsroom.pictures[0];
        let words = |end| Words {
            expires_at: end,
            ..newsroom::picture_words(40)
        };
        let until = Some(now.plus_seconds(HOUR));
        picture::change(&newsroom.room, owner(), id, None, words(until))
            .await
            .unwrap();
        newsroom.warm().await;
        let stands = async || {
            let media = newsroom
                .ask(move |c| media::by_ids(c, &[id]))
                .await
                .remove(0);
            let key = media::public_key(&media);
            newsroom.warm().await;
            let pages = newsroom.room.pages.pages();
            let on_a_page = pages.iter().any(|(path, _)| {
                let page = newsroom.room.pages.get(path);
                page.is_some_and(|page| String::from_utf8_lossy(page.body()).contains(&key))
            });
            let rest = format!("{key}/320.jpg");
            let answer = siraj::web::media::answer(&newsroom.web, &rest, &HeaderMap::new()).await;
            (on_a_page, answer.status().as_u16())
        };
        newsroom.pass(HOUR - 1).await;
        assert_eq!(stands().await, (true, 200));
        newsroom.pass(1).await;
        assert_eq!(stands().await, (false, 404));
        let before = newsroom.ask(changes::head_of).await;
        clock::tick(&newsroom.room).await.unwrap();
        let after = newsroom.ask(changes::head_of).await;
        assert_eq!(after, before, "it expires once");
        picture::change(&newsroom.room, owner(), id, None, words(None))
            .await
            .unwrap();
        assert_eq!(stands().await, (true, 200));
    });
}

/// A published article of one of the sections, its text finished by `more`.
async fn public(
    newsroom: &Newsroom,
    (n, section): (usize, usize),
    more: impl Fn(&mut Manuscript),
) -> ArticleId {
    let section = newsroom.sections(newsroom.arabic).await[section].id;
    let mut text = newsroom.manuscript(section, n, 7);
    text.body = words::body(7, None, None);
    more(&mut text);
    let owner = || newsroom.owner.clone();
    let draft = write::begin(&newsroom.room, owner(), newsroom.arabic, text).await;
    let article = draft.unwrap().value.article;
    let (id, head) = (article.id, article.head);
    let done = publish::publish(&newsroom.room, owner(), id, head, Release::First);
    done.await.unwrap();
    id
}

#[test]
fn what_editors_pin_is_named_first_and_what_they_ban_never() {
    in_a_newsroom(|newsroom| async move {
        let mut all = Vec::new();
        for n in 0..3 {
            all.push(public(&newsroom, (n, n), |_| {}).await);
        }
        let [one, pinned, banned] = all[..] else {
            unreachable!("three were published")
        };
        let room = &newsroom.room;
        let decide =
            |other, choice| relate::relate(room, newsroom.owner.clone(), one, other, choice);
        let named = || newsroom.ask(move |c| store::related::of(c, one));
        decide(pinned, Choice::Pinned(None)).await.unwrap();
        decide(banned, Choice::Banned).await.unwrap();
        assert_eq!(named().await.first(), Some(&pinned), "shown at the answer");
        related::catch_up(room).await.unwrap();
        assert_eq!(named().await.first(), Some(&pinned), "and kept");
        assert!(!named().await.contains(&banned));

        // What was pinned goes and comes back; the decision stays.
        let notice = "سُحب الخبر لخطأ في اسم الشاهد.".to_owned();
        withdraw::withdraw(room, newsroom.owner.clone(), pinned, notice)
            .await
            .unwrap();
        related::catch_up(room).await.unwrap();
        assert!(!named().await.contains(&pinned));
        let refused = decide(pinned, Choice::Pinned(Some(0))).await;
        assert!(matches!(refused, Err(ActError::Refused(_))));

        // Nothing is decided any more: the follower may choose it again.
        decide(banned, Choice::Open).await.unwrap();
        related::catch_up(room).await.unwrap();
        let choices = newsroom.ask(move |c| store::related::choices(c, one)).await;
        assert_eq!((choices.pinned, choices.banned), (vec![pinned], vec![]));
    });
}

#[test]
fn articles_of_the_same_topic_are_related_and_a_withdrawn_one_is_named_nowhere() {
    in_a_newsroom(|newsroom| async move {
        let owner = || newsroom.owner.clone();
        let topic = newsroom::topic("lighthouse", both("المنارة", "The lighthouse"));
        let topic = house::save_topic(&newsroom.room, owner(), topic)
            .await
            .unwrap();
        let mut told = Vec::new();
        for place in [(0, 0), (1, 1)] {
            let on_it = public(&newsroom, place, |text| {
                text.topics = vec![topic.value.id];
                text.story = None;
            });
            told.push(on_it.await);
        }
        let (one, other) = (told[0], told[1]);
        related::catch_up(&newsroom.room).await.unwrap();
        let of = |id| newsroom.ask(move |c| store::related::of(c, id));
        assert_eq!(
            of(other).await.first(),
            Some(&one),
            "the shared topic weighs most"
        );
        let notice = "سُحب الخبر لخطأ في اسم الشاهد.".to_owned();
        withdraw::withdraw(&newsroom.room, owner(), one, notice)
            .await
            .unwrap();
        let seq = related::catch_up(&newsroom.room).await.unwrap();
        assert!(!of(other).await.contains(&one));
        assert!(of(one).await.is_empty());
        assert_eq!(
            related::catch_up(&newsroom.room).await.unwrap(),
            seq,
            "it has come to its end"
        );
    });
}
