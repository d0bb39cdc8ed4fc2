//! The search index follows the log: after any sequence of acts it holds what the store
//! says, what is not public is not found however far behind it is, and an index that is lost,
//! damaged or replaced costs nothing but the time to make it again.

use super::acts::Act;
use super::dice::{Dice, setting};
use super::newsroom::Newsroom;
use super::places::Place;
use siraj::followers::search::{self, Follower};
use siraj::room::Room;
use siraj::search::answers::{self, Answers, Asked};
use siraj::search::{Home, Making, Order, Scope, Space, Writing};
use siraj::store::indexed::{self, Indexed};
use siraj_editorial::EditionId;
use std::path::PathBuf;

/// The seed of every ordinary run.
const SEED: u64 = 42;
/// The Arabic articles of the newsroom.
const ARTICLES: usize = 12;
/// How often, of a hundred acts, the index is brought to the end of the log.
const STEPS: usize = 60;

async fn open() -> (Place, Newsroom) {
    let place = Place::here();
    let newsroom = Newsroom::open(&place, 1 << 20, ARTICLES).await;
    (place, newsroom)
}

async fn asked(newsroom: &Newsroom, edition: EditionId, typed: &str) -> Answers {
    let asked = Asked {
        typed: typed.to_owned(),
        edition,
        tags: Vec::new(),
        sections: Vec::new(),
        from: None,
        until: None,
        order: Order::Relevance,
        prefers_new: true,
        page: 1,
    };
    answers::ask(&newsroom.room, asked).await.unwrap()
}

async fn finds(newsroom: &Newsroom, one: &Indexed, typed: &str) -> bool {
    let answers = asked(newsroom, one.edition, typed).await;
    let cards = answers.answers.iter().map(|answer| &answer.card);
    cards.into_iter().any(|card| card.article == one.article)
}

/// What the store says of every article.
async fn all(room: &Room) -> Vec<Indexed> {
    let read = room.db.read(|c| {
        let mut all = Vec::new();
        let mut last = None;
        loop {
            let ids = indexed::ids_after(c, last, 200)?;
            last = ids.last().copied();
            if last.is_none() {
                return Ok::<_, siraj::store::Error>(all);
            }
            all.extend(indexed::of(c, &ids)?);
        }
    });
    read.await.unwrap()
}

/// Holds that the index has an entry for each text that there is, and for no other.
pub async fn assert_in_step(room: &Room, told: &dyn Fn() -> String) {
    let index = room.search.index().unwrap();
    let all = all(room).await;
    let editions = room
        .db
        .read(|c| siraj::store::house::editions(c))
        .await
        .unwrap();
    for edition in editions.into_iter().map(|edition| edition.id) {
        for scope in [Scope::Public, Scope::Newsroom] {
            let mut expected: Vec<u64> = all
                .iter()
                .filter(|one| one.edition == edition)
                .filter(|one| match scope {
                    Scope::Public => one.public.is_some(),
                    Scope::Newsroom => one.newsroom.is_some(),
                })
                .map(|one| one.short_id.to_number())
                .collect();
            expected.sort_unstable();
            let keys = index.keys(Space { scope, edition }).unwrap();
            assert_eq!(keys, expected, "{scope:?}: {}", told());
        }
    }
}

#[test]
fn whatever_is_done_nothing_is_found_that_is_not_public_and_the_index_holds_what_the_store_says() {
    let seed = setting("SIRAJ_PROPERTY_SEED", SEED);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (_place, newsroom) = open().await;
        let dice = Dice::new(seed);
        let mut follower = Follower::new(newsroom.room.clone());
        follower.step().await.unwrap();
        let mut trail: Vec<String> = Vec::new();
        for act in dice.shuffled(Act::ALL.to_vec()) {
            // Taken before the act: what it takes away must be gone at once.
            let before = all(&newsroom.room).await;
            trail.push(act.perform(&newsroom, &dice).await);
            let told = || format!("seed {seed}:\n{}", trail.join("\n"));
            for one in all(&newsroom.room)
                .await
                .iter()
                .filter(|one| one.public.is_none())
            {
                let texts = before
                    .iter()
                    .filter(|old| old.article == one.article)
                    .chain([one]);
                for text in texts.flat_map(|one| one.public.iter().chain(&one.newsroom)) {
                    let headline = &text.manuscript.headline;
                    let found = finds(&newsroom, one, headline).await;
                    assert!(!found, "«{headline}» is found: {}", told());
                }
            }
            if dice.below(100) < STEPS {
                follower.step().await.unwrap();
                assert_in_step(&newsroom.room, &told).await;
            }
        }
        follower.step().await.unwrap();
        for one in all(&newsroom.room).await {
            if let Some(text) = &one.public {
                let headline = &text.manuscript.headline;
                assert!(finds(&newsroom, &one, headline).await, "«{headline}»");
            }
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_topic_and_a_renamed_author_are_found_by_their_new_names() {
    let (_place, newsroom) = open().await;
    let mut follower = Follower::new(newsroom.room.clone());
    follower.step().await.unwrap();
    let all = all(&newsroom.room).await;
    let one = all.iter().find(|one| {
        let text = one.public.as_ref();
        one.edition == newsroom.arabic
            && text.is_some_and(|text| !text.manuscript.topics.is_empty())
    });
    let one = one.unwrap();
    let topic = one.public.as_ref().unwrap().manuscript.topics[0];
    let read = newsroom
        .room
        .db
        .read(move |c| siraj::store::house::topics(c, &[topic]));
    let mut topic = read.await.unwrap().pop().unwrap();
    assert!(!finds(&newsroom, one, "الخزعبليات").await);
    topic.name = super::words::both("الخزعبليات", "Oddities");
    let owner = newsroom.owner.clone();
    siraj::actions::house::save_topic(&newsroom.room, owner, topic)
        .await
        .unwrap();
    follower.step().await.unwrap();
    assert!(finds(&newsroom, one, "خزعبليات").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_only_withdrawn_articles_have_is_not_proposed() {
    let (_place, newsroom) = open().await;
    let section = newsroom.sections(newsroom.arabic).await[0].id;
    let mut articles = Vec::new();
    for n in 0..2 {
        let mut text = newsroom.manuscript(section, n, 3);
        text.headline = format!("معرض الدردبيس {n} في الميناء");
        text.body = super::words::body(3, None, None);
        articles.push(newsroom.publish_new(newsroom.arabic, text).await);
    }
    Follower::new(newsroom.room.clone()).step().await.unwrap();
    let typed = "معرض الدردبيش";
    let answers = asked(&newsroom, newsroom.arabic, typed).await;
    assert_eq!(answers.meant.as_deref(), Some("معرض الدردبيس"));
    for article in articles {
        let notice = "سُحب الخبر لخطأ في اسم المعرض.".to_owned();
        let owner = newsroom.owner.clone();
        let gone = siraj::actions::withdraw::withdraw(&newsroom.room, owner, article, notice);
        gone.await.unwrap();
    }
    let answers = asked(&newsroom, newsroom.arabic, typed).await;
    assert_eq!(answers.meant, None, "though the index still has it");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_was_killed_between_two_commits_goes_on_where_the_last_ended() {
    let (_place, mut newsroom) = open().await;
    let mut follower = Follower::new(newsroom.room.clone());
    follower.step().await.unwrap();
    drop(follower);
    let index = newsroom.room.search.index().unwrap();
    let cursor = index.cursor().unwrap();
    let space = Space {
        scope: Scope::Public,
        edition: newsroom.arabic,
    };
    let writer = index.writer(Writing::Following).unwrap();
    for key in index.keys(space).unwrap() {
        writer.remove(key, space).unwrap();
    }
    // Dropped without a commit, as by a kill.
    drop(writer);
    Act::Publish.perform(&newsroom, &Dice::new(SEED)).await;
    newsroom.room.search = Home::at(folder(&newsroom));
    let mut follower = Follower::new(newsroom.room.clone());
    follower.step().await.unwrap();
    let reopened = newsroom.room.search.index().unwrap();
    assert!(reopened.cursor().unwrap() > cursor);
    assert_in_step(&newsroom.room, &|| "after a kill".to_owned()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn choosing_related_articles_says_nothing_new_to_the_index() {
    let (_place, newsroom) = open().await;
    let mut follower = Follower::new(newsroom.room.clone());
    Act::Publish.perform(&newsroom, &Dice::new(SEED)).await;
    let read = follower.step().await.unwrap();
    let index = newsroom.room.search.index().unwrap();
    let committed = index.cursor().unwrap();
    let related = siraj::followers::related::catch_up(&newsroom.room);
    let end = related.await.unwrap();
    assert!(end > read, "something was chosen");
    assert_eq!(follower.step().await.unwrap(), end);
    assert_eq!(index.cursor().unwrap(), committed);
    assert_in_step(&newsroom.room, &|| "after choosing".to_owned()).await;
}

/// Where the newsroom's index lies.
fn folder(newsroom: &Newsroom) -> PathBuf {
    newsroom.room.search.folder().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_index_is_noticed_and_made_again_by_itself() {
    let (_place, mut newsroom) = open().await;
    Follower::new(newsroom.room.clone()).step().await.unwrap();
    for damage in [shortened, garbled, without_lexicon, without_everything] {
        let name = std::fs::read_to_string(folder(&newsroom).join("current")).unwrap();
        damage(&folder(&newsroom).join(&name));
        newsroom.room.search = Home::at(folder(&newsroom));
        let mut follower = Follower::new(newsroom.room.clone());
        if let Err(error) = follower.step().await {
            follower.put_down(&error);
            follower.step().await.unwrap();
        }
        let made = std::fs::read_to_string(folder(&newsroom).join("current")).unwrap();
        assert_ne!(made, name, "the damaged one is not in use");
        assert_in_step(&newsroom.room, &|| "after a damage".to_owned()).await;
    }
}

/// The files of an index with the words of its texts.
fn words_of(folder: &std::path::Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let mut files: Vec<PathBuf> = files
        .map(|file| file.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "idx" || ending == "term")
        })
        .collect();
    files.sort();
    files
}

fn shortened(folder: &std::path::Path) {
    for path in words_of(folder) {
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
}

fn garbled(folder: &std::path::Path) {
    for path in words_of(folder) {
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        std::fs::write(&path, bytes).unwrap();
    }
}

fn without_lexicon(folder: &std::path::Path) {
    std::fs::write(folder.join("lexicon"), "siraj lexicon 1 5 9\nميناء 3\n").unwrap();
}

fn without_everything(folder: &std::path::Path) {
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_index_answers_until_the_new_one_is_whole_and_is_swept_afterwards() {
    let (_place, newsroom) = open().await;
    let mut follower = Follower::new(newsroom.room.clone());
    follower.step().await.unwrap();
    // As another program makes it: with an eye of its own on the same folder.
    let mut other = newsroom.room.clone();
    other.search = Home::at(folder(&newsroom));
    let making = Making::default();
    let begun = newsroom.room.search.index().unwrap().entries();
    search::make(&other, &making).await.unwrap();
    assert_eq!(making.progress(), None, "it is made");
    assert_eq!(newsroom.room.search.index().unwrap().entries(), begun);
    assert_eq!(folders(&newsroom), 2);
    follower.step().await.unwrap();
    assert_in_step(&newsroom.room, &|| "after the new one".to_owned()).await;
    assert_eq!(folders(&newsroom), 1, "the old one is gone");
}

fn folders(newsroom: &Newsroom) -> usize {
    let entries = std::fs::read_dir(folder(newsroom)).unwrap().flatten();
    entries.filter(|entry| entry.path().is_dir()).count()
}
