//! Fills an empty data folder with a large invented newsroom. Everything happens
//! through the acts by which it happens in any newsroom, each article begun and
//! published at its own moment, so that the folder is what publishing leaves
//! behind; only the waiting is saved, as acts that wait together share a flush.

mod house;

use crate::article::{self, Around};
use crate::words::Words;
use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;
use futures_util::{StreamExt, TryStreamExt, stream};
use indicatif::{ProgressBar, ProgressStyle};
use siraj::actions::{publish, write};
use siraj::clock::Clock;
use siraj::config::Config;
use siraj::followers::{clock, related};
use siraj::opening;
use siraj::pages::site::segment;
use siraj::room::{ActResult, Room};
use siraj_editorial::edition::Edition;
use siraj_editorial::publication::Release;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, Timestamp};
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

/// How many acts wait for the store together: as many as share one flush.
const TOGETHER: usize = 64;

/// Between two publications: 55 a day, a hundred thousand in five years.
const SPACING_SECONDS: i64 = 26 * 60;

/// How long before it is published a piece is begun.
const WRITING_SECONDS: i64 = 3 * 3600;

#[derive(Debug, Args)]
pub struct Newsroom {
    /// The data folder to fill; it must not hold a newsroom
    #[arg(long)]
    data: PathBuf,
    /// How many articles are published
    #[arg(long)]
    articles: usize,
    /// Decides every word
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the articles' addresses are listed, oldest first
    #[arg(long)]
    addresses: PathBuf,
}

/// The newsroom while it is filled.
struct Filling {
    room: Room,
    words: Words,
    around: Around,
    edition: Edition,
    owner: Actor,
    /// How many there will be.
    articles: usize,
    now: Timestamp,
}

impl Newsroom {
    /// Founds and fills it.
    ///
    /// # Errors
    /// When the folder holds a newsroom, or with what the store says.
    pub async fn run(self) -> Result<()> {
        let config = Config {
            data: self.data.clone(),
            ..Config::default()
        };
        let opened = opening::open(&config, Clock::system()).await?;
        // Nobody reads its pages yet, so no act waits for them.
        let room = opened.room.unread();
        let identity = room.db.read(|c| siraj::store::house::identity(c)).await?;
        ensure!(identity.is_none(), "{} is taken", self.data.display());
        let filling = Filling::found(room, self.articles).await?;
        let addresses = std::fs::File::create(&self.addresses)
            .with_context(|| self.addresses.display().to_string())?;
        let mut addresses = BufWriter::new(addresses);
        let total = u64::try_from(self.articles)?;
        let bar = ProgressBar::new(total).with_style(ProgressStyle::with_template(
            "{bar:40} {pos}/{len} articles, {per_sec}, {eta} left",
        )?);
        let mut recent: Vec<ArticleId> = Vec::new();
        for first in (0..self.articles).step_by(TOGETHER) {
            let batch = first..(first + TOGETHER).min(self.articles);
            let published = filling.publish(self.seed, batch, &recent).await?;
            for (id, address) in published {
                recent.push(id);
                writeln!(addresses, "{address}")?;
                bar.inc(1);
            }
            recent.drain(..recent.len().saturating_sub(TOGETHER * 4));
        }
        addresses.flush()?;
        did("what is due", clock::tick(&filling.room).await)?;
        bar.finish();
        Ok(())
    }
}

impl Filling {
    /// Begins a batch of articles, publishes them in their order and lets related
    /// articles be chosen, as happens in a newsroom before the next is written.
    /// Answers identities and addresses.
    async fn publish(
        &self,
        seed: u64,
        batch: std::ops::Range<usize>,
        recent: &[ArticleId],
    ) -> Result<Vec<(ArticleId, String)>> {
        let begun: Vec<(Timestamp, write::Written)> = stream::iter(batch)
            .map(|number| self.begin(seed, number, recent))
            .buffered(TOGETHER)
            .try_collect()
            .await?;
        let published = stream::iter(begun)
            .map(|(at, written)| async move {
                let article = written.article;
                let target = (article.id, article.head);
                let owner = self.owner.clone();
                let done = publish::publish_at(&self.room, at, owner, target, Release::First);
                did("a publication", done.await)?;
                let manuscript = &written.revision.manuscript;
                let address = self.address(manuscript, &article.short_id.to_string())?;
                Ok::<_, anyhow::Error>((article.id, address))
            })
            .buffered(TOGETHER)
            .try_collect()
            .await?;
        did("related articles", related::catch_up(&self.room).await)?;
        Ok(published)
    }

    async fn begin(
        &self,
        seed: u64,
        number: usize,
        recent: &[ArticleId],
    ) -> Result<(Timestamp, write::Written)> {
        let manuscript = article::manuscript(
            &self.words,
            &self.around,
            (seed, u64::try_from(number)?),
            recent,
        );
        let at = self.moment(number)?;
        let begun_at = at.plus_seconds(-WRITING_SECONDS);
        let owner = self.owner.clone();
        let begun = write::begin_at(&self.room, begun_at, owner, self.edition.id, manuscript);
        Ok((at, did("an article", begun.await)?.value))
    }

    /// When an article is published: the last of all a little before now.
    fn moment(&self, number: usize) -> Result<Timestamp> {
        let after = i64::try_from(self.articles.saturating_sub(number))?;
        Ok(self.now.plus_seconds(-after * SPACING_SECONDS))
    }

    fn address(&self, manuscript: &Manuscript, short_id: &str) -> Result<String> {
        let mut sections = self.around.sections.iter().zip(&self.words.section);
        let (_, section) = sections
            .find(|(id, _)| **id == manuscript.section)
            .context("an article's section is one of the house's")?;
        let slug = manuscript.slug();
        let rest = format!("/{}/{short_id}/{}", segment(&section.slug), segment(&slug));
        Ok(self.room.site.path(&self.edition, &rest))
    }
}

/// What an act answered, or what it was about and why not.
fn did<T>(what: &str, answer: ActResult<T>) -> Result<T> {
    answer.map_err(|error| anyhow!("{what}: {error:?}"))
}
