//! Curated fronts: what is public of each, its versions, and its draft. A draft is no
//! change of the newsroom and not in the log: nothing public reads it.

use super::Result;
use super::changes::Act;
use super::db::{Conn, Row, Tx};
use super::touched::RowChange;
use super::values::Json;
use serde::Serialize;
use serde::de::DeserializeOwned;
use siraj_editorial::front::{Arrangement, Draft, FrontOf};
use siraj_editorial::{ArticleId, EditionId, PersonId, SectionId, Timestamp};
use std::collections::BTreeSet;

/// How the rows of the home page name their section.
const HOME: &str = "";

fn section(of: FrontOf) -> String {
    of.section
        .map_or_else(|| HOME.to_owned(), |section| section.to_string())
}

fn of(row: &Row<'_>) -> Result<FrontOf> {
    let edition: EditionId = row.get(0)?;
    let section: String = row.get(1)?;
    Ok(FrontOf {
        edition,
        section: section.parse().ok(),
    })
}

/// What the public sees; nothing is arranged where there is no row.
pub fn public(c: &mut Conn<'_>, of: FrontOf) -> Result<Arrangement> {
    Ok(row(c, of)?.map(|(_, value)| value).unwrap_or_default())
}

/// The number of the version that is public, from 1; 0 where none ever was.
pub fn version_now(c: &mut Conn<'_>, of: FrontOf) -> Result<i64> {
    Ok(row(c, of)?.map(|(version, _)| version).unwrap_or_default())
}

fn row(c: &mut Conn<'_>, of: FrontOf) -> Result<Option<(i64, Arrangement)>> {
    c.row(
        "SELECT version, value FROM fronts WHERE edition = $1 AND section = $2",
        &[&of.edition, &section(of)],
        |row| Ok((row.get(0)?, row.get::<Json<Arrangement>>(1)?.0)),
    )
}

/// A version that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub person: PersonId,
    /// What was published.
    pub arrangement: Arrangement,
}

/// The versions before this number, newest first.
pub fn versions(c: &mut Conn<'_>, of: FrontOf, before: i64, most: i64) -> Result<Vec<Version>> {
    c.rows(
        "SELECT version, at, person, value FROM front_versions
         WHERE edition = $1 AND section = $2 AND version < $3 ORDER BY version DESC LIMIT $4",
        &[&of.edition, &section(of), &before, &most],
        |row| {
            Ok(Version {
                number: row.get(0)?,
                at: row.get(1)?,
                person: row.get(2)?,
                arrangement: row.get::<Json<Arrangement>>(3)?.0,
            })
        },
    )
}

/// One version.
pub fn version(c: &mut Conn<'_>, of: FrontOf, number: i64) -> Result<Option<Version>> {
    let found = versions(c, of, number.saturating_add(1), 1)?.pop();
    Ok(found.filter(|version| version.number == number))
}

/// The draft on which the newsroom works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// The draft; `None` when nobody has begun one since the last publication.
    pub draft: Option<Draft>,
    /// Raised by every step.
    pub revision: i64,
    /// Who took the last step.
    pub person: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// The draft of a front.
pub fn draft(c: &mut Conn<'_>, of: FrontOf) -> Result<Worked> {
    let found = c.row(
        "SELECT value, revision, person, at FROM front_drafts WHERE edition = $1 AND section = $2",
        &[&of.edition, &section(of)],
        |row| {
            Ok(Worked {
                draft: row.get::<Option<Json<Draft>>>(0)?.map(|draft| draft.0),
                revision: row.get(1)?,
                person: Some(row.get(2)?),
                at: row.get(3)?,
            })
        },
    )?;
    Ok(found.unwrap_or(Worked {
        draft: None,
        revision: 0,
        person: None,
        at: Timestamp::default(),
    }))
}

/// Writes the draft of a front, or puts it away, and raises its revision.
pub fn save_draft(
    tx: &mut Tx<'_>,
    of: FrontOf,
    draft: Option<&Draft>,
    (person, at): (PersonId, Timestamp),
) -> Result<()> {
    tx.execute(
        "INSERT INTO front_drafts (edition, section, revision, at, person, value)
         VALUES ($1, $2, 1, $3, $4, $5)
         ON CONFLICT (edition, section) DO UPDATE SET revision = front_drafts.revision + 1,
             at = excluded.at, person = excluded.person, value = excluded.value",
        &[&of.edition, &section(of), &at, &person, &draft.map(Json)],
    )?;
    Ok(())
}

/// Sets an arrangement before the public as the next version, and puts the draft away.
pub fn publish(
    act: &mut Act<'_, '_>,
    of: FrontOf,
    arrangement: &Arrangement,
    person: PersonId,
) -> Result<i64> {
    let before = row(act.conn(), of)?;
    let number = before.as_ref().map_or(0, |(version, _)| *version) + 1;
    let at = act.at();
    act.execute(
        "INSERT INTO front_versions (edition, section, version, at, person, value)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &[
            &of.edition,
            &section(of),
            &number,
            &at,
            &person,
            &Json(arrangement),
        ],
    )?;
    let before = before.map(|(_, value)| value).unwrap_or_default();
    show(act, of, number, &before, arrangement)?;
    act.execute(
        "UPDATE front_drafts SET value = NULL, revision = revision + 1, at = $3, person = $4
         WHERE edition = $1 AND section = $2",
        &[&of.edition, &section(of), &at, &person],
    )?;
    Ok(number)
}

fn show(
    act: &mut Act<'_, '_>,
    of: FrontOf,
    number: i64,
    before: &Arrangement,
    after: &Arrangement,
) -> Result<()> {
    act.execute(
        "INSERT INTO fronts (edition, section, version, next_end, value)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (edition, section) DO UPDATE SET version = excluded.version,
             next_end = excluded.next_end, value = excluded.value",
        &[
            &of.edition,
            &section(of),
            &number,
            &after.next_end(),
            &Json(after),
        ],
    )?;
    act.change(&RowChange::Front(of, before, after));
    Ok(())
}

/// The fronts on which a pin has ended that still stands.
pub fn due(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<FrontOf>> {
    c.rows(
        "SELECT edition, section FROM fronts WHERE next_end <= $1",
        &[&now],
        of,
    )
}

/// Takes away the pins of a front that have ended by the act's moment.
pub fn settle(act: &mut Act<'_, '_>, of: FrontOf) -> Result<()> {
    let Some((number, before)) = row(act.conn(), of)? else {
        return Ok(());
    };
    let after = before.at(act.at());
    show(act, of, number, &before, &after)
}

/// Forgets the front of a section that is there no more: its draft and its versions too.
pub(super) fn forget_section(act: &mut Act<'_, '_>, section: SectionId) -> Result<()> {
    for sql in [
        "DELETE FROM front_drafts WHERE section = $1",
        "DELETE FROM front_versions WHERE section = $1",
        "DELETE FROM fronts WHERE section = $1",
    ] {
        act.execute(sql, &[&section])?;
    }
    Ok(())
}

/// Forgets an article everywhere, in drafts and in all versions: it was erased, and
/// the words that a front gave it with it.
pub fn forget(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    let gone = BTreeSet::from([article]);
    let names = format!("%{article}%");
    let shown: Vec<(FrontOf, i64, Arrangement)> = act.conn().rows(
        "SELECT edition, section, version, value FROM fronts WHERE value LIKE $1",
        &[&names],
        |row| Ok((of(row)?, row.get(2)?, row.get::<Json<Arrangement>>(3)?.0)),
    )?;
    for (front, number, before) in shown {
        let after = before.without(&gone);
        show(act, front, number, &before, &after)?;
    }
    let versions: Vec<(FrontOf, i64, Arrangement)> = act.conn().rows(
        "SELECT edition, section, version, value FROM front_versions WHERE value LIKE $1",
        &[&names],
        |row| Ok((of(row)?, row.get(2)?, row.get::<Json<Arrangement>>(3)?.0)),
    )?;
    for (front, number, value) in versions {
        act.execute(
            "UPDATE front_versions SET value = $4
             WHERE edition = $1 AND section = $2 AND version = $3",
            &[
                &front.edition,
                &section(front),
                &number,
                &Json(&value.without(&gone)),
            ],
        )?;
    }
    let drafts: Vec<(FrontOf, Draft)> = act.conn().rows(
        "SELECT edition, section, value FROM front_drafts WHERE value LIKE $1",
        &[&names],
        |row| Ok((of(row)?, row.get::<Json<Draft>>(2)?.0)),
    )?;
    for (front, mut draft) in drafts {
        for one in draft.all_mut() {
            *one = one.without(&gone);
        }
        act.execute(
            "UPDATE front_drafts SET value = $3, revision = revision + 1
             WHERE edition = $1 AND section = $2",
            &[&front.edition, &section(front), &Json(&draft)],
        )?;
    }
    Ok(())
}

/// What is wrong with the rows, if anything, in words for the operator: a value that
/// cannot be read, or a front that is another than the version that was published last.
/// Ends that have come are the clock's to bring about.
pub(super) fn wrong(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let shown: Vec<(FrontOf, i64, Option<Timestamp>, String)> = c.rows(
        "SELECT edition, section, version, next_end, value FROM fronts ORDER BY edition, section",
        &[],
        |row| Ok((of(row)?, row.get(2)?, row.get(3)?, row.get(4)?)),
    )?;
    for (front, number, next_end, text) in shown {
        let published: Option<String> = c.row(
            "SELECT value FROM front_versions
             WHERE edition = $1 AND section = $2 AND version = $3",
            &[&front.edition, &section(front), &number],
            |row| row.get(0),
        )?;
        let value = read::<Arrangement>(&text);
        let published = published.and_then(|text| read::<Arrangement>(&text));
        let agrees = match (&value, &published) {
            (Some(value), Some(published)) => {
                value.at(now) == published.at(now) && value.next_end() == next_end
            }
            _ => false,
        };
        if !agrees {
            found.push((front.to_string(), number.to_string()));
        }
    }
    let drafts: Vec<(FrontOf, String)> = c.rows(
        "SELECT edition, section, value FROM front_drafts
         WHERE value IS NOT NULL ORDER BY edition, section",
        &[],
        |row| Ok((of(row)?, row.get(2)?)),
    )?;
    for (front, text) in drafts {
        if read::<Draft>(&text).is_none() {
            found.push((front.to_string(), "draft".to_owned()));
        }
    }
    Ok(found)
}

fn read<T: DeserializeOwned + Serialize>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
