//! `siraj check`: looks through everything and says what is not as it should be.
//! It changes nothing, and may run while the newsroom is served.

use super::console::{Console, print, print_json, say};
use super::progress::Progress;
use crate::media::{MediaError, fingerprint};
use crate::room::Room;
use crate::store::check::{self, Finding, Kind};
use crate::store::db::Limits;
use anyhow::Result;
use clap::Args;
use siraj_editorial::media::Media;
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::Duration;

/// A look through a large newsroom takes longer than any request may.
pub(super) const PATIENT: Limits = Limits {
    wait: Duration::from_secs(60),
    read: Duration::from_secs(3_600),
    write: Duration::from_secs(3_600),
};

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The findings as JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Answers with failure when anything was found.
    pub(super) async fn run(self, console: &Console) -> Result<ExitCode> {
        let room = console.house().await?;
        let now = room.clock.now();
        let patient = room.db.with_limits(PATIENT);
        let (pictures, mut found) = patient.read(move |c| check::rows(c, now)).await?;
        found.extend(originals(&room, pictures).await?);
        if self.json {
            print_json(&found)?;
        } else {
            for Finding { kind, what, why } in &found {
                print(&console.with(kind.message_key(), &[("what", what), ("why", why)]))?;
            }
        }
        if found.is_empty() {
            say(console.text("cli.check_fine"));
            return Ok(ExitCode::SUCCESS);
        }
        say(&console.count("cli.check_found", found.len()));
        Ok(ExitCode::FAILURE)
    }
}

/// Every original is there and is what was taken in.
async fn originals(room: &Room, pictures: Vec<Media>) -> Result<Vec<Finding>> {
    let by_hash: BTreeMap<String, Media> = pictures
        .into_iter()
        .map(|media| (media.original.clone(), media))
        .collect();
    let mut progress = Progress::new(by_hash.len());
    let mut found = Vec::new();
    for (hash, media) in by_hash {
        let id = media.id.to_string();
        match room.pictures.get_original(&hash).await {
            Ok(bytes) => {
                let is = fingerprint(&bytes);
                if is != hash {
                    found.push(Finding::new(Kind::ChangedOriginal, id, is));
                }
            }
            Err(MediaError::MissingOriginal(_) | MediaError::BadName(_)) => {
                found.push(Finding::new(Kind::MissingOriginal, id, hash));
            }
            Err(error) => return Err(error.into()),
        }
        progress.step();
    }
    Ok(found)
}
