//! What people tried and were refused: kept outside the act's own transaction, which left
//! nothing. Nobody fills the disk with it: the same again within an hour only counts, and
//! an hour of one person holds so many rows and no more.

use super::Result;
use super::changes::By;
use super::db::{Conn, Tx};
use super::values::Json;
use serde::{Deserialize, Serialize};
use siraj_editorial::refusal::{Arg, Message};
use siraj_editorial::{PersonId, Timestamp};

/// How many different refusals of one person an hour holds.
const AN_HOUR: i64 = 60;
const HOUR_MICROS: i64 = 60 * 60 * 1_000_000;
/// How long they are kept: a year and a month, so that last year's can be read.
const KEPT_SECONDS: i64 = 400 * 24 * 60 * 60;
/// Longest values of a sentence, as JSON; longer ones are left out.
const VALUES: usize = 500;

/// Why: the sentence to be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Its key.
    pub key: String,
    /// Its values.
    pub args: Vec<(String, Arg)>,
}

impl From<Message> for Why {
    fn from(said: Message) -> Self {
        let args = said.args.into_iter();
        Self {
            key: said.key.to_owned(),
            args: args.map(|(name, arg)| (name.to_owned(), arg)).collect(),
        }
    }
}

/// An act that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Who tried it.
    pub actor: String,
    /// What.
    pub act: String,
    /// On what; empty where it was not looked at.
    pub subject: String,
    /// Why not.
    pub why: Why,
    /// When last.
    pub at: Timestamp,
    /// How often within the hour.
    pub times: i64,
}

/// Keeps a refusal.
pub fn keep(
    tx: &mut Tx<'_>,
    (by, act): (By, &str),
    subject: &str,
    mut why: Why,
    at: Timestamp,
) -> Result<()> {
    let (actor, hour) = (by.to_string(), at.micros() / HOUR_MICROS);
    let long = |(_, arg): &(String, Arg)| match arg {
        Arg::Words(words) => words.len() > VALUES,
        _ => false,
    };
    if why.args.iter().any(long) {
        why.args.clear();
    }
    let why = Json(why);
    let again = tx.execute(
        "UPDATE refused_acts SET times = times + 1, at = $6
         WHERE actor = $1 AND act = $2 AND subject = $3 AND why = $4 AND hour = $5",
        &[&actor, &act, &subject, &why, &hour, &at],
    )?;
    if again > 0 {
        return Ok(());
    }
    let held: Option<i64> = tx.row(
        "SELECT COUNT(*) FROM refused_acts WHERE actor = $1 AND hour = $2",
        &[&actor, &hour],
        |row| row.get(0),
    )?;
    if held.unwrap_or_default() >= AN_HOUR {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO refused_acts (actor, act, subject, why, hour, at, times)
         VALUES ($1, $2, $3, $4, $5, $6, 1)",
        &[&actor, &act, &subject, &why, &hour, &at],
    )?;
    tx.execute(
        "DELETE FROM refused_acts WHERE at < $1",
        &[&at.plus_seconds(-KEPT_SECONDS)],
    )?;
    Ok(())
}

/// What is wanted of them.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// By whom; everybody when `None`.
    pub person: Option<PersonId>,
    /// From this moment on.
    pub since: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// How many at most.
    pub most: i64,
}

/// Those that are wanted, the latest first.
pub fn listed(c: &mut Conn<'_>, wanted: &Wanted) -> Result<Vec<Refused>> {
    let since = wanted.since.map_or(i64::MIN, Timestamp::micros);
    let until = wanted.until.map_or(i64::MAX, Timestamp::micros);
    let actor = wanted
        .person
        .map_or_else(String::new, |person| By::Person(person).to_string());
    c.rows(
        "SELECT actor, act, subject, why, at, times FROM refused_acts
         WHERE at >= $1 AND at < $2 AND ($3 = '' OR actor = $3)
         ORDER BY at DESC, actor, act, subject LIMIT $4",
        &[&since, &until, &actor, &wanted.most],
        |row| {
            Ok(Refused {
                actor: row.get(0)?,
                act: row.get(1)?,
                subject: row.get(2)?,
                why: row.get::<Json<Why>>(3)?.0,
                at: row.get(4)?,
                times: row.get(5)?,
            })
        },
    )
}
