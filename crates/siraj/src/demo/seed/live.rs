//! The live articles of the demo: their posts come one by one, and their coverage has
//! points at its top and, of one that is over, an end.

use super::{Seeding, did};
use crate::actions::{coverage, post};
use crate::demo::files::ArticleFile;
use crate::room::fresh_id;
use anyhow::{Context, Result};
use siraj_editorial::coverage::Plan;
use siraj_editorial::{ArticleId, PostId, Timestamp};

impl Seeding<'_> {
    /// A post is added; with the first the points are written.
    pub(super) async fn posted(
        &self,
        at: Timestamp,
        file: &ArticleFile,
        n: usize,
        id: ArticleId,
    ) -> Result<()> {
        let (room, front) = (&self.room, &file.front);
        let told = front.posts.get(n).context("a post is counted once")?;
        let text = self.keys.post(file, told)?;
        let chief = || self.chief.clone();
        let to = (id, PostId(fresh_id()));
        let done = post::add_at(room, at, chief(), to, text).await;
        let made = did(&front.key, done)?.value.post;
        if told.pinned {
            did(&front.key, post::pin(room, chief(), made.id, true).await)?;
        }
        if made.number == 1 && !front.key_points.is_empty() {
            let plan = Plan {
                key_points: front.key_points.clone(),
                // Whoever looks at the demo tomorrow finds it running still.
                quiet_hours: None,
                ends_at: None,
            };
            did(
                &front.key,
                coverage::decide_at(room, at, chief(), id, plan).await,
            )?;
        }
        Ok(())
    }

    /// The coverage ends.
    pub(super) async fn ended(
        &self,
        at: Timestamp,
        file: &ArticleFile,
        id: ArticleId,
    ) -> Result<()> {
        let done = coverage::end_at(&self.room, at, self.chief.clone(), id).await;
        did(&file.front.key, done)?;
        Ok(())
    }
}
