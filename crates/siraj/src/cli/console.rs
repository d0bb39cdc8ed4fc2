//! What all commands share: how they speak, how they open the house, and how the
//! newsroom's refusals become words.

use crate::clock::Clock;
use crate::config::Config;
use crate::messages::Messages;
use crate::opening::{self, DATABASE};
use crate::room::{ActError, ActResult, Room};
use crate::store::house;
use crate::web::api::fault::sentence;
use anyhow::{Context, Error, Result, anyhow};
use serde::Serialize;
use siraj_editorial::person::Person;
use std::io::Write as _;

/// The command's surroundings.
pub(super) struct Console {
    /// What is configured.
    pub(super) config: Config,
    /// The operator's language.
    pub(super) messages: &'static Messages,
}

impl Console {
    /// A sentence of `cli.toml`.
    pub(super) fn text(&self, key: &'static str) -> &'static str {
        self.messages.text(key)
    }

    /// A sentence with words filled in.
    pub(super) fn with(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.messages.with(key, arguments)
    }

    /// A sentence with a count filled in.
    pub(super) fn count(&self, key: &str, n: usize) -> String {
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        self.messages.with(key, &[("n", n)])
    }

    /// A sentence as the reason to stop.
    pub(super) fn refuse(&self, key: &str, arguments: &[(&str, &str)]) -> Error {
        Error::msg(self.with(key, arguments))
    }

    /// Opens a house that is there; makes none. No act in it waits for pages.
    pub(super) async fn house(&self) -> Result<Room> {
        let data = self.config.data.display().to_string();
        let nothing = || self.refuse("cli.no_house", &[("data", &data)]);
        let file = self.config.data.join(DATABASE);
        if self.config.database_url.is_none() && !file.is_file() {
            return Err(nothing());
        }
        let room = self.open().await?;
        if room.db.read(|c| house::identity(c)).await?.is_none() {
            return Err(nothing());
        }
        Ok(room)
    }

    /// Opens the configured places, making what is missing.
    pub(super) async fn open(&self) -> Result<Room> {
        let opened = opening::open(&self.config, Clock::system()).await?;
        Ok(opened.room.unread())
    }

    /// The person of a path or an identity.
    pub(super) async fn person(&self, room: &Room, named: &str) -> Result<Person> {
        let wanted = named.to_owned();
        let found = room.db.read(move |c| match wanted.parse() {
            Ok(id) => Ok(house::people(c, &[id])?.pop()),
            Err(_) => house::person_at(c, &wanted),
        });
        found
            .await?
            .ok_or_else(|| self.refuse("cli.no_person", &[("person", named)]))
    }

    /// What an act answered, or why not in words.
    pub(super) fn did<T>(&self, answer: ActResult<T>) -> Result<T> {
        answer.map_err(|error| match error {
            ActError::Failed(error) => anyhow!(error),
            ActError::NotFound => self.refuse("cli.not_there", &[]),
            ActError::Refused(refusal) => {
                let said = refusal.message();
                let utc = jiff::tz::TimeZone::UTC;
                let why = sentence(self.messages, said.key, &said.args, &utc);
                self.refuse("cli.refused", &[("why", &why)])
            }
            ActError::Fields(problems) => {
                let named: Vec<&str> = problems.iter().map(|one| one.field.as_str()).collect();
                self.refuse("cli.refused", &[("why", &named.join(", "))])
            }
            other => self.refuse("cli.refused", &[("why", &format!("{other:?}"))]),
        })
    }
}

/// Prints a result.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")
        .and_then(|()| out.flush())
        .context("writing to standard output")
}

/// Prints a result as JSON.
pub(super) fn print_json(value: &impl Serialize) -> Result<()> {
    print(&serde_json::to_string_pretty(value)?)
}

/// Says something to the operator. Nobody who listens is no reason to stop.
pub(super) fn say(text: &str) {
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}
