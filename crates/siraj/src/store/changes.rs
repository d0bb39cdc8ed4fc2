//! The log of changes, and the pen that writes it. An act holds an [`Act`] for
//! the length of its transaction: every row it writes through the store's
//! functions adds the keys it touched, and [`Act::finish`] appends one numbered
//! change as the transaction's last statement. So `seq` order is commit order,
//! a follower that reads `seq > cursor` misses nothing, and no act can change
//! what a page shows without saying so. The log holds no bodies.

use super::Result;
use super::db::{Conn, Row, ToValue, Tx};
use super::keys::Key;
use super::touched::{RowChange, takes_away, touched};
use super::values::Json;
use serde::Serialize;
use siraj_editorial::{PersonId, Timestamp};
use std::collections::BTreeSet;

/// Who acted, as the log names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A person.
    Person(PersonId),
    /// The clock follower: a moment came.
    Clock,
    /// The related-articles follower.
    Related,
    /// The program itself: first set-up, restore.
    House,
}

impl std::fmt::Display for By {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(person) => write!(f, "person:{person}"),
            Self::Clock => f.write_str("clock"),
            Self::Related => f.write_str("related"),
            Self::House => f.write_str("house"),
        }
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its number; commit order.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whom: `person:…`, `clock`, `related`, `house`.
    pub actor: String,
    /// Which verb.
    pub act: String,
    /// On what: `article:…` and the like.
    pub subject: String,
    /// The keys it touched.
    pub keys: Vec<String>,
    /// Whether it took away something that the public saw.
    pub takes_away: bool,
}

/// An editorial act under way: a transaction, who acts, when, and what it has touched.
pub struct Act<'a, 'c> {
    tx: &'a mut Tx<'c>,
    by: By,
    name: &'static str,
    at: Timestamp,
    subject: String,
    keys: BTreeSet<Key>,
    takes_away: bool,
}

impl<'a, 'c> Act<'a, 'c> {
    /// Begins an act.
    pub fn begin(tx: &'a mut Tx<'c>, by: By, name: &'static str, at: Timestamp) -> Self {
        Self {
            tx,
            by,
            name,
            at,
            subject: String::new(),
            keys: BTreeSet::new(),
            takes_away: false,
        }
    }

    /// Says what the act is about, for the log.
    pub fn about(&mut self, kind: &str, id: impl std::fmt::Display) {
        self.subject = format!("{kind}:{id}");
    }

    /// What the act is about, as far as it has said.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The moment of the act: the only clock that the store knows.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// Who acts.
    #[must_use]
    pub const fn by(&self) -> By {
        self.by
    }

    /// The connection, for reading.
    pub fn conn(&mut self) -> &mut Conn<'c> {
        self.tx
    }

    /// Writes rows. Only the store's own functions call it, beside [`Act::change`].
    pub(super) fn execute(&mut self, sql: &str, params: &[&dyn ToValue]) -> Result<u64> {
        self.tx.execute(sql, params)
    }

    /// The transaction itself, for the store's functions that also work outside acts.
    pub(super) const fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }

    /// Says how rows differ, which says what the act touched.
    pub(super) fn change(&mut self, change: &RowChange<'_>) {
        self.keys.extend(touched(change));
        self.takes_away |= takes_away(change);
    }

    /// Appends the change to the log and answers its number.
    pub fn finish(self) -> Result<i64> {
        let seq: i64 = self
            .tx
            .row(
                "UPDATE log_head SET seq = seq + 1 RETURNING seq",
                &[],
                |row| row.get(0),
            )?
            .unwrap_or_default();
        let keys: Vec<String> = self.keys.iter().map(Key::to_string).collect();
        self.tx.execute(
            "INSERT INTO changes (seq, at, actor, act, subject, keys, takes_away)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &seq,
                &self.at,
                &self.by.to_string(),
                &self.name,
                &self.subject,
                &Json(&keys),
                &i64::from(self.takes_away),
            ],
        )?;
        Ok(seq)
    }
}

/// The number of the newest change.
pub fn head(c: &mut Conn<'_>) -> Result<i64> {
    Ok(c.row("SELECT seq FROM log_head", &[], |row| row.get(0))?
        .unwrap_or_default())
}

/// [`head`] as a whole reading.
///
/// # Errors
/// The store's.
pub fn head_of(reader: &mut super::db::Reader<'_>) -> Result<i64> {
    head(reader)
}

const CHANGE: &str = "SELECT seq, at, actor, act, subject, keys, takes_away FROM changes";

fn read(row: &Row<'_>) -> Result<Change> {
    Ok(Change {
        seq: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        act: row.get(3)?,
        subject: row.get(4)?,
        keys: row.get::<Json<Vec<String>>>(5)?.0,
        takes_away: row.get::<i64>(6)? != 0,
    })
}

/// The changes after `cursor`, oldest first, at most `most`.
pub fn after(c: &mut Conn<'_>, cursor: i64, most: i64) -> Result<Vec<Change>> {
    let sql = format!("{CHANGE} WHERE seq > $1 ORDER BY seq LIMIT $2");
    c.rows(&sql, &[&cursor, &most], read)
}

/// What changes may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Articles.
    Articles,
    /// People: their accounts, their ways in, their profiles.
    People,
    /// All else.
    House,
}

/// By whom changes were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// By this person.
    Person(PersonId),
    /// By any person.
    People,
    /// By the newsroom itself: its clock, its followers.
    Machine,
}

/// Which changes are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// By whom; `None` for everybody and the newsroom itself.
    pub actor: Option<Whose>,
    /// About what.
    pub kind: Option<Kind>,
    /// From this moment on.
    pub since: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// Before this number.
    pub before: Option<i64>,
    /// How many at most.
    pub most: i64,
}

/// The changes that are wanted, newest first.
pub fn listed(c: &mut Conn<'_>, wanted: &Wanted) -> Result<Vec<Change>> {
    let before = wanted.before.unwrap_or(i64::MAX);
    let since = wanted.since.map_or(i64::MIN, Timestamp::micros);
    let until = wanted.until.map_or(i64::MAX, Timestamp::micros);
    let (whose, actor) = match wanted.actor {
        None => ("$4 = ''", String::new()),
        Some(Whose::Machine) => ("$4 = '' AND actor NOT LIKE 'person:%'", String::new()),
        Some(Whose::People) => ("$4 = '' AND actor LIKE 'person:%'", String::new()),
        Some(Whose::Person(person)) => ("actor = $4", By::Person(person).to_string()),
    };
    let about = match wanted.kind {
        None => "1 = 1",
        Some(Kind::Articles) => "subject LIKE 'article:%'",
        Some(Kind::People) => "subject LIKE 'person:%'",
        Some(Kind::House) => "subject NOT LIKE 'article:%' AND subject NOT LIKE 'person:%'",
    };
    let sql = format!(
        "{CHANGE} WHERE seq < $1 AND at >= $2 AND at < $3 AND {whose} AND {about}
         ORDER BY seq DESC LIMIT $5"
    );
    c.rows(&sql, &[&before, &since, &until, &actor, &wanted.most], read)
}

/// When change `seq` was made; `None` when the log does not have it.
pub fn made_at(c: &mut Conn<'_>, seq: i64) -> Result<Option<Timestamp>> {
    c.row("SELECT at FROM changes WHERE seq = $1", &[&seq], |row| {
        row.get(0)
    })
}

/// How far a follower has come.
pub fn cursor(c: &mut Conn<'_>, follower: &str) -> Result<i64> {
    Ok(c.row(
        "SELECT seq FROM cursors WHERE follower = $1",
        &[&follower],
        |row| row.get(0),
    )?
    .unwrap_or_default())
}

/// Moves a follower's cursor. It never moves back.
pub fn move_cursor(tx: &mut Tx<'_>, follower: &str, seq: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO cursors (follower, seq) VALUES ($1, $2)
         ON CONFLICT (follower) DO UPDATE SET seq = excluded.seq WHERE cursors.seq < excluded.seq",
        &[&follower, &seq],
    )?;
    Ok(())
}
