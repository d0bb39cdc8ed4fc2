//! The articles of the demo live their lives: begun, published, updated, corrected,
//! withdrawn, in the order of their moments; and what is not public yet stands
//! where an editor would find it.

use super::{Seeding, did, each};
use crate::actions::{
    Seen, approve, correct, feature, pair, publish, schedule, submit, translate, withdraw, write,
};
use crate::demo::files::{ArticleFile, Standing};
use crate::demo::keys::Articles;
use crate::store::articles;
use anyhow::{Context, Result};
use siraj_editorial::publication::Release;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, RevisionId, ShortId, Timestamp};
use std::collections::BTreeMap;

/// How long before it was published a piece was begun.
pub(super) const WRITING_SECONDS: i64 = 3 * 3600;

/// How long after that its text was finished: within this time, saves are one revision.
const LINKING_SECONDS: i64 = 5 * 60;

/// How much of a piece that was updated later stood in its first version: all but
/// this many last blocks, but never fewer than this.
const NEWS_BLOCKS: usize = 3;

/// An article that was begun.
struct Begun {
    id: ArticleId,
    short_id: ShortId,
    head: RevisionId,
    writer: Actor,
    slug: String,
}

/// The articles that were begun, by key.
#[derive(Default)]
pub(super) struct Written {
    by_key: BTreeMap<String, Begun>,
    sections: BTreeMap<String, String>,
    /// The number of the newest change.
    pub(super) newest: i64,
}

impl Written {
    /// The parts of an article's address: section, short id, slug.
    pub(super) fn address(&self, key: &str) -> Option<(&str, ShortId, &str)> {
        let begun = self.by_key.get(key)?;
        Some((self.sections.get(key)?, begun.short_id, &begun.slug))
    }

    fn get(&self, key: &str) -> Result<&Begun> {
        self.by_key
            .get(key)
            .with_context(|| format!("the article {key} was not begun"))
    }

    fn articles(&self) -> Articles {
        self.by_key
            .iter()
            .map(|(key, begun)| (key.clone(), begun.id))
            .collect()
    }
}

/// What happens to a published article.
#[derive(Debug, Clone, Copy)]
enum Happening {
    Published,
    Updated,
    Corrected(usize),
    Withdrawn,
    /// A post was added.
    Posted(usize),
    /// Its coverage ended.
    Ended,
}

impl Seeding<'_> {
    /// Begins all articles. A piece may name one that comes after it, and an article
    /// has no identity before it is begun: so all are begun first, and then those
    /// that name others are saved again with their references, minutes later and by
    /// the same hand, which makes no second revision.
    pub(super) async fn begin_all(&self) -> Result<Written> {
        let mut files: Vec<&ArticleFile> = self.demo.articles.iter().collect();
        files.sort_by_key(|file| self.begun_at(file));
        let none = Articles::new();
        let begun = each(files.iter().copied(), |file| self.begin(file, &none)).await?;
        let mut written = Written::default();
        for (file, begun) in files.iter().zip(begun) {
            written
                .sections
                .insert(file.front.key.clone(), file.front.section.clone());
            written.by_key.insert(file.front.key.clone(), begun);
        }
        let known = written.articles();
        let (written_ref, known_ref) = (&written, &known);
        let heads = each(files.iter().copied(), async |file| {
            let manuscript = self.keys.manuscript(file, known_ref)?;
            let begun = written_ref.get(&file.front.key)?;
            if manuscript.body.article_refs().is_empty() {
                return Ok(begun.head);
            }
            let at = self.begun_at(file).plus_seconds(LINKING_SECONDS);
            let manuscript = first_version(file, manuscript);
            let base = (begun.id, begun.head);
            let saved = write::revise_at(&self.room, at, begun.writer.clone(), base, manuscript);
            Ok(did(&file.front.key, saved.await)?.value.article.head)
        })
        .await?;
        for (file, head) in files.iter().zip(heads) {
            if let Some(begun) = written.by_key.get_mut(&file.front.key) {
                begun.head = head;
            }
        }
        Ok(written)
    }

    async fn begin(&self, file: &ArticleFile, none: &Articles) -> Result<Begun> {
        let manuscript = first_version(file, self.keys.manuscript(file, none)?);
        let slug = manuscript.slug();
        let writer = self.writer(file);
        let edition = self
            .keys
            .editions
            .get(&file.language)
            .context("a language is an edition's")?;
        let at = self.begun_at(file);
        let begun = write::begin_at(&self.room, at, writer.clone(), *edition, manuscript);
        let article = did(&file.front.key, begun.await)?.value.article;
        Ok(Begun {
            id: article.id,
            short_id: article.short_id,
            head: article.head,
            writer,
            slug,
        })
    }

    fn begun_at(&self, file: &ArticleFile) -> Timestamp {
        self.ago(file.front.age.map_or(0, |age| age.0) + WRITING_SECONDS)
    }

    /// Who began it: the first of the house who signs it, else the chief for a guest.
    fn writer(&self, file: &ArticleFile) -> Actor {
        let signs = file.front.bylines.iter().find_map(|byline| {
            let slug = byline.person.as_ref()?;
            let entry = self
                .demo
                .people
                .iter()
                .find(|person| person.slug == *slug)?;
            Some(Actor {
                person: *self.keys.people.get(slug)?,
                role: entry.role,
                sections: None,
            })
        });
        signs.unwrap_or_else(|| self.chief.clone())
    }

    /// Lets everything happen to the articles, oldest moment first.
    pub(super) async fn let_happen(&self, mut written: Written) -> Result<Written> {
        let mut happenings = Vec::new();
        for file in &self.demo.articles {
            let front = &file.front;
            let published = front.age.filter(|_| front.state == Standing::Published);
            let ages = [
                (published, Happening::Published),
                (front.updated, Happening::Updated),
                (
                    front.withdrawn.as_ref().map(|one| one.age),
                    Happening::Withdrawn,
                ),
            ];
            let corrected = front.corrections.iter().enumerate();
            let corrected = corrected.map(|(n, one)| (Some(one.age), Happening::Corrected(n)));
            let posted = front.posts.iter().enumerate();
            let posted = posted.map(|(n, one)| (Some(one.age), Happening::Posted(n)));
            happenings.extend(
                ages.into_iter()
                    .chain(corrected)
                    .chain(posted)
                    .chain([(front.ended, Happening::Ended)])
                    .filter_map(|(age, happening)| Some((self.ago(age?.0), file, happening))),
            );
        }
        happenings.sort_by_key(|(at, ..)| *at);
        let known = written.articles();
        for (at, file, happening) in happenings {
            let head = self.happen(at, file, happening, &written, &known).await?;
            if let Some(begun) = written.by_key.get_mut(&file.front.key) {
                begun.head = head;
            }
        }
        self.pair_and_feature(&written).await?;
        self.stand(&written).await?;
        written.newest = self
            .room
            .db
            .read(|c| crate::store::changes::head(c))
            .await?;
        Ok(written)
    }

    /// One thing happens to one article; its newest revision afterwards.
    async fn happen(
        &self,
        at: Timestamp,
        file: &ArticleFile,
        happening: Happening,
        written: &Written,
        known: &Articles,
    ) -> Result<RevisionId> {
        let (room, chief, front) = (&self.room, self.chief.clone(), &file.front);
        let begun = written.get(&front.key)?;
        let done = match happening {
            Happening::Published => {
                publish::publish_at(room, at, chief, (begun.id, begun.head), Release::First).await
            }
            Happening::Updated => {
                let base = (begun.id, begun.head);
                let text = self.keys.manuscript(file, known)?;
                // What is public is changed by an editor; not every writer is one.
                let saved = write::revise_at(room, at, chief.clone(), base, text).await;
                let head = did(&front.key, saved)?.value.article.head;
                let reason = front.update_reason.clone();
                publish::publish_at(
                    room,
                    at,
                    chief,
                    (begun.id, head),
                    Release::Update { reason },
                )
                .await
            }
            Happening::Corrected(n) => {
                let words = front
                    .corrections
                    .get(n)
                    .context("a correction is counted once")?;
                let words = correct::Words {
                    kind: words.kind,
                    priority: words.priority,
                    text: words.text.clone(),
                };
                correct::correct_at(room, at, chief, begun.id, words).await
            }
            Happening::Withdrawn => {
                let notice = front
                    .withdrawn
                    .as_ref()
                    .map(|withdrawn| withdrawn.notice.clone());
                withdraw::withdraw_at(room, at, chief, begun.id, notice.unwrap_or_default()).await
            }
            Happening::Posted(n) => {
                self.posted(at, file, n, begun.id).await?;
                return Ok(begun.head);
            }
            Happening::Ended => {
                self.ended(at, file, begun.id).await?;
                return Ok(begun.head);
            }
        };
        Ok(did(&front.key, done)?.value.head)
    }

    async fn pair_and_feature(&self, written: &Written) -> Result<()> {
        let (room, chief) = (&self.room, &self.chief);
        each(&self.demo.articles, async |file| {
            let front = &file.front;
            let id = written.get(&front.key)?.id;
            if let Some(other) = &front.counterpart {
                let other = written.get(other)?.id;
                did(&front.key, pair::pair(room, chief.clone(), id, other).await)?;
                if !front.counterpart_behind {
                    self.level(&front.key, other, id).await?;
                }
            }
            if front.boost > 0 {
                did(
                    &front.key,
                    feature::feature(room, chief.clone(), id, front.boost).await,
                )?;
            }
            Ok(())
        })
        .await?;
        Ok(())
    }

    /// A counterpart says what its source says by now.
    async fn level(&self, key: &str, counterpart: ArticleId, source: ArticleId) -> Result<()> {
        let newest = self.room.db.read(move |c| {
            let article = articles::by_id(c, source)?;
            let head = article.map(|article| articles::revision(c, article.head));
            Ok::<_, crate::store::Error>(head.transpose()?.flatten())
        });
        let newest = newest
            .await?
            .with_context(|| format!("{key} has no text"))?;
        let of = (source, Seen::of(&newest));
        did(
            key,
            translate::level(&self.room, self.chief.clone(), counterpart, of).await,
        )?;
        Ok(())
    }

    /// What is not public yet goes as far as its file says.
    async fn stand(&self, written: &Written) -> Result<()> {
        let (room, chief) = (&self.room, &self.chief);
        for file in &self.demo.articles {
            let front = &file.front;
            let begun = written.get(&front.key)?;
            if matches!(front.state, Standing::Published | Standing::Draft) {
                continue;
            }
            did(
                &front.key,
                submit::submit(room, begun.writer.clone(), begun.id).await,
            )?;
            if matches!(front.state, Standing::Approved | Standing::Scheduled) {
                did(
                    &front.key,
                    approve::approve(room, chief.clone(), begun.id).await,
                )?;
            }
            if let Some(wait) = front.scheduled_in {
                let at = self.now.plus_seconds(wait.0);
                did(
                    &front.key,
                    schedule::schedule(room, chief.clone(), begun.id, at).await,
                )?;
            }
        }
        Ok(())
    }
}

/// The text as it first stood: a piece that was updated later was shorter then.
fn first_version(file: &ArticleFile, mut manuscript: Manuscript) -> Manuscript {
    if file.front.updated.is_some() {
        let blocks = &mut manuscript.body.blocks;
        blocks.truncate(blocks.len().saturating_sub(NEWS_BLOCKS).max(NEWS_BLOCKS));
    }
    manuscript
}
