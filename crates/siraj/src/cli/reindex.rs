//! `siraj reindex`: makes the search index anew from the store. A newsroom that is served
//! meanwhile answers from the old one until the new one is whole.

use super::console::{Console, print_json, say};
use super::progress::Progress;
use crate::followers::search;
use crate::search::Making;
use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;
use std::time::Instant;

#[derive(Debug, Args)]
pub(super) struct Reindex {
    /// What was done as JSON
    #[arg(long)]
    json: bool,
}

/// What was done.
#[derive(Debug, Serialize)]
struct Done {
    entries: u64,
    seconds: f64,
}

impl Reindex {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let room = console.house().await?;
        let begun = Instant::now();
        let making = Making::default();
        let work = search::make(&room, &making);
        let work = async { work.await.context("making the search index") };
        watched(work, &making).await?;
        room.search.open_current()?;
        let entries = room.search.index().map_or(0, |index| index.entries());
        let done = Done {
            entries,
            seconds: begun.elapsed().as_secs_f64(),
        };
        if self.json {
            return print_json(&done);
        }
        say(&console.count(
            "cli.reindexed",
            usize::try_from(entries).unwrap_or(usize::MAX),
        ));
        Ok(())
    }
}

/// Shows how far the work has come until it is done.
async fn watched(work: impl Future<Output = Result<()>>, making: &Making) -> Result<()> {
    let mut work = std::pin::pin!(work);
    let mut bar: Option<(Progress, u64)> = None;
    loop {
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(std::time::Duration::from_millis(200)) => {}
        }
        if let Some((done, of)) = making.progress() {
            let (bar, shown) =
                bar.get_or_insert_with(|| (Progress::new(usize::try_from(of).unwrap_or(0)), 0));
            while *shown < done {
                bar.step();
                *shown += 1;
            }
        }
    }
}
