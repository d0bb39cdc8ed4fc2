//! The search follower: keeps this node's index in step with the log.
//!
//! The index carries its own cursor, so a process that is killed goes on where its last
//! commit ended. An index that is missing, damaged or of another version is made anew
//! from the store; the old one is asked until the new one is whole. Every node has its own.

use super::trouble;
use crate::room::Room;
use crate::search::{
    Counting, Entry, Error, Home, Index, Making, Scope, Space, Tag, Writer, Writing,
};
use crate::store::indexed::{self, Indexed, Text};
use crate::store::{self, changes};
use siraj_editorial::ArticleId;
use siraj_editorial::byline::Signatory;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;

/// The follower's name in the log of the program.
pub const NAME: &str = "search";
/// How many changes are read at once.
const BATCH: i64 = 200;
/// So long it rests after what it did: one article is found at once, and where many are written
/// and published one commit does for all of them.
const REST: Duration = Duration::from_millis(200);
/// No more changes than these are read again after a start.
const REREAD: i64 = 1_000;
/// How many articles are read at once while an index is made.
const AT_ONCE: i64 = 200;
/// So many articles say which words are common; more would say the same.
const LEXICON_ARTICLES: u64 = 50_000;
/// When there are so many times more articles than its lexicon was counted from, an index
/// is made anew with a better one.
const OUTGROWN: u64 = 4;
/// A smaller newsroom's lexicon may be outgrown by a day's work; it is not made anew for
/// that alone.
const OUTGROWN_LEAST: u64 = 500;

/// What stands in the way of following.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The index said no.
    #[error(transparent)]
    Index(#[from] Error),
    /// The thread that worked on the index died.
    #[error("the search index could not be written: {0}")]
    Died(#[from] tokio::task::JoinError),
}

impl Failed {
    /// Whether the index must be made again.
    fn is_damage(&self) -> bool {
        match self {
            Self::Store(_) => false,
            Self::Index(error) => error.is_damage(),
            // A reader of damaged files may stop anywhere.
            Self::Died(died) => died.is_panic(),
        }
    }
}

/// Follows for ever.
pub async fn follow(room: Room) {
    let mut follower = Follower::new(room);
    loop {
        match follower.step().await {
            Ok(cursor) => {
                tokio::time::sleep(REST).await;
                follower.room.wake.wait(cursor).await;
            }
            Err(error) => {
                follower.put_down(&error);
                trouble(NAME, error).await;
            }
        }
    }
}

/// A follower at work.
pub struct Follower {
    room: Room,
    /// The index that is written, with its writer; none until it is opened.
    open: Option<Arc<parking_lot::Mutex<Writer>>>,
    /// Whether the files of the open index have been looked through.
    is_checked: bool,
    /// How far the log was read: the index does not say so while nothing of it concerned an article.
    read: i64,
}

impl Follower {
    /// Has done nothing yet.
    #[must_use]
    pub fn new(room: Room) -> Self {
        Self {
            room,
            open: None,
            is_checked: false,
            read: 0,
        }
    }

    /// Works through the log to its end; answers where that is.
    ///
    /// # Errors
    /// When the store or the index says no; the next step goes on from there.
    pub async fn step(&mut self) -> Result<i64, Failed> {
        let home = self.room.search.clone();
        let opened = {
            let home = home.clone();
            spawn_blocking(move || home.open_current()).await?
        };
        match opened {
            Ok(false) => {}
            Ok(true) => *self = Self::new(self.room.clone()),
            Err(error) if error.is_damage() => {
                self.open = None;
                make(&self.room, home.making()).await?;
                return Box::pin(self.step()).await;
            }
            Err(error) => return Err(error.into()),
        }
        let Some(index) = home.index() else {
            return Err(Error::Unavailable("it was put away".to_owned()).into());
        };
        if is_outgrown(&index) {
            make(&self.room, home.making()).await?;
            return Box::pin(self.step()).await;
        }
        let writer = self.writer(&index, &home).await?;
        self.read = catch_up(&self.room, self.read, &index, &writer).await?;
        // It answers meanwhile: whoever published last waits to be found.
        self.check(&index).await?;
        Ok(self.read)
    }

    /// Looks once through the files of an index that was opened.
    async fn check(&mut self, index: &Index) -> Result<(), Failed> {
        if !self.is_checked {
            let index = index.clone();
            spawn_blocking(move || index.check()).await??;
            self.is_checked = true;
        }
        Ok(())
    }

    async fn writer(
        &mut self,
        index: &Index,
        home: &Home,
    ) -> Result<Arc<parking_lot::Mutex<Writer>>, Failed> {
        if let Some(writer) = &self.open {
            return Ok(writer.clone());
        }
        let (index, home) = (index.clone(), home.clone());
        let writer = spawn_blocking(move || {
            home.sweep();
            index.writer(Writing::Following)
        });
        let writer = Arc::new(parking_lot::Mutex::new(writer.await??));
        self.open = Some(writer.clone());
        Ok(writer)
    }

    /// Lets go of an index that did not answer; one that is damaged is made anew at the
    /// next step.
    pub fn put_down(&mut self, error: &Failed) {
        self.open = None;
        if error.is_damage() {
            self.room.search.give_up();
        }
    }
}

/// Whether there are so many more articles than when the words were counted that they
/// should be counted again.
fn is_outgrown(index: &Index) -> bool {
    let counted = u64::from(index.lexicon().texts());
    let entries = index.entries();
    counted < LEXICON_ARTICLES
        && entries > OUTGROWN_LEAST
        && entries > OUTGROWN.saturating_mul(counted)
}

/// Works through the log from where it was read to, or from the index's cursor; answers where
/// it ends.
async fn catch_up(
    room: &Room,
    read: i64,
    index: &Index,
    writer: &Arc<parking_lot::Mutex<Writer>>,
) -> Result<i64, Failed> {
    let mut committed = index.cursor()?.unwrap_or(0);
    let mut cursor = read.max(committed);
    loop {
        let (newest, articles, indexed) = room
            .db
            .read(move |c| {
                let changes = changes::after(c, cursor, BATCH)?;
                let newest = changes.last().map_or(cursor, |change| change.seq);
                let mut articles: Vec<ArticleId> = Vec::new();
                for change in &changes {
                    articles.extend(indexed::concerned(c, change)?);
                }
                articles.sort_unstable();
                articles.dedup();
                let mut all = Vec::new();
                for ids in articles.chunks(usize::try_from(AT_ONCE).unwrap_or(1)) {
                    all.extend(indexed::of(c, ids)?);
                }
                Ok::<_, store::Error>((newest, articles, all))
            })
            .await?;
        if newest == cursor {
            return Ok(cursor);
        }
        // A commit costs threads and memory: one that says nothing new waits for the next, unless
        // much would be read again after a start.
        if articles.is_empty() && newest - committed < REREAD {
            cursor = newest;
            continue;
        }
        let short_ids = gone(room, &articles, &indexed).await?;
        let writer = writer.clone();
        spawn_blocking(move || {
            let mut writer = writer.lock();
            for one in &indexed {
                settle(&writer, one)?;
            }
            for (short_id, edition) in short_ids {
                for scope in [Scope::Public, Scope::Newsroom] {
                    writer.remove(short_id, Space { scope, edition })?;
                }
            }
            writer.commit(newest)
        })
        .await??;
        (cursor, committed) = (newest, newest);
    }
}

/// What is no more of these articles: their keys in the index.
async fn gone(
    room: &Room,
    articles: &[ArticleId],
    indexed: &[Indexed],
) -> Result<Vec<(u64, siraj_editorial::EditionId)>, Failed> {
    let missing: Vec<ArticleId> = articles
        .iter()
        .filter(|id| !indexed.iter().any(|one| one.article == **id))
        .copied()
        .collect();
    if missing.is_empty() {
        return Ok(Vec::new());
    }
    let found = room.db.read(move |c| indexed::erased(c, &missing)).await?;
    Ok(found
        .into_iter()
        .map(|(short_id, edition)| (short_id.to_number(), edition))
        .collect())
}

/// Where an article may be found, and by what text there.
fn texts(one: &Indexed) -> [(Space, Option<&Text>); 2] {
    let of = |scope, text| {
        let edition = one.edition;
        (Space { scope, edition }, text)
    };
    [
        of(Scope::Public, one.public.as_ref()),
        of(Scope::Newsroom, one.newsroom.as_ref()),
    ]
}

/// Puts an article into the index as it is now, and takes out what it is no more.
fn settle(writer: &Writer, one: &Indexed) -> Result<(), Error> {
    for (space, text) in texts(one) {
        match text {
            Some(text) => with_entry(one, space, text, |entry| writer.put(entry))?,
            None => writer.remove(one.short_id.to_number(), space)?,
        }
    }
    Ok(())
}

/// The entry of a text.
fn with_entry<T>(
    one: &Indexed,
    space: Space,
    text: &Text,
    then: impl FnOnce(&Entry<'_>) -> T,
) -> T {
    let passages = text.passages();
    let manuscript = &text.manuscript;
    let mut tags = vec![
        Tag::Section(manuscript.section.0),
        Tag::Format(manuscript.format.name()),
    ];
    tags.extend(manuscript.topics.iter().map(|topic| Tag::Topic(topic.0)));
    tags.extend(manuscript.story.map(|story| Tag::Story(story.0)));
    let people = manuscript
        .bylines
        .iter()
        .filter_map(|byline| match &byline.who {
            Signatory::Person(person) => Some(Tag::Person(person.0)),
            Signatory::Guest(_) => None,
        });
    tags.extend(people);
    then(&Entry {
        key: one.short_id.to_number(),
        space,
        headline: &manuscript.headline,
        passages: passages.iter().map(String::as_str).collect(),
        names: text.told_by(),
        tags,
        moment: text.moment.micros() / 1_000_000,
    })
}

/// Makes an index from the store and puts it in use.
///
/// # Errors
/// When the store or the disk says no; the index before it, if any, is asked further.
pub async fn make(room: &Room, making: &Making) -> Result<(), Failed> {
    tracing::info!("the search index is made");
    let home = &room.search;
    let (seq, count) = room
        .db
        .read(|c| Ok::<_, store::Error>((changes::head(c)?, indexed::count(c)?)))
        .await?;
    let count = u64::try_from(count).unwrap_or(0);
    making.begin(count.max(1) + count.min(LEXICON_ARTICLES));
    let lexicon = count_words(room, making).await?;
    let (name, index) = {
        let home = home.clone();
        spawn_blocking(move || home.begin(lexicon.finish())).await??
    };
    let made = fill(room, &index, seq, making).await;
    let made = match made {
        Ok(()) => {
            let (home, name) = (home.clone(), name.clone());
            spawn_blocking(move || home.put_in_use(&name)).await?
        }
        Err(error) => {
            home.abandon(&name);
            making.end();
            return Err(error);
        }
    };
    making.end();
    made?;
    tracing::info!(articles = count, "the search index is made and in use");
    Ok(())
}

/// Counts the words of the newest articles.
async fn count_words(room: &Room, making: &Making) -> Result<Counting, Failed> {
    let mut counting = Counting::default();
    let mut after = None;
    let mut counted = 0;
    while counted < LEXICON_ARTICLES {
        let Some((last, all)) = next(room, after).await? else {
            break;
        };
        let count = all.len() as u64;
        counting = spawn_blocking(move || {
            for one in &all {
                if let Some(text) = one.public.as_ref().or(one.newsroom.as_ref()) {
                    let passages = text.passages();
                    let pieces = std::iter::once(text.manuscript.headline.as_str());
                    counting.text(pieces.chain(passages.iter().map(String::as_str)));
                }
            }
            counting
        })
        .await?;
        counted += count;
        making.step(count);
        after = Some(last);
    }
    Ok(counting)
}

/// Puts every article into an index and commits it at this place in the log.
async fn fill(room: &Room, index: &Index, seq: i64, making: &Making) -> Result<(), Failed> {
    let writer = {
        let index = index.clone();
        spawn_blocking(move || index.writer(Writing::Making)).await??
    };
    let writer = Arc::new(parking_lot::Mutex::new(writer));
    let mut after = None;
    while let Some((last, all)) = next(room, after).await? {
        let writer = writer.clone();
        let count = all.len() as u64;
        spawn_blocking(move || {
            let writer = writer.lock();
            all.iter().try_for_each(|one| add(&writer, one))
        })
        .await??;
        making.step(count);
        after = Some(last);
    }
    spawn_blocking(move || {
        writer.lock().commit(seq)?;
        match Arc::into_inner(writer) {
            Some(writer) => writer.into_inner().unite(),
            None => Ok(()),
        }
    })
    .await??;
    Ok(())
}

/// Puts an article into an index that does not have it.
fn add(writer: &Writer, one: &Indexed) -> Result<(), Error> {
    for (space, text) in texts(one) {
        if let Some(text) = text {
            with_entry(one, space, text, |entry| writer.add(entry))?;
        }
    }
    Ok(())
}

/// The next articles in the order of their ids, and the last of these.
async fn next(
    room: &Room,
    after: Option<ArticleId>,
) -> Result<Option<(ArticleId, Vec<Indexed>)>, Failed> {
    let read = room.db.read(move |c| {
        let ids = indexed::ids_after(c, after, AT_ONCE)?;
        let Some(last) = ids.last().copied() else {
            return Ok::<_, store::Error>(None);
        };
        Ok(Some((last, indexed::of(c, &ids)?)))
    });
    Ok(read.await?)
}
