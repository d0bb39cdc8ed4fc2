//! Alarms: what stands in the rows that somebody has to know, and what was put aside.
//! Which alarm is whose is the rule's in `siraj-editorial`.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::dockets::{self, Docket};
use super::values::Json;
use siraj_editorial::alarm::{
    About, AlarmKind, CHANGED_SECONDS, LATE_SECONDS, PENDING_SECONDS, RIGHTS_SECONDS, name_of,
};
use siraj_editorial::media::Media;
use siraj_editorial::{ArticleId, PersonId, SectionId, Timestamp};
use std::collections::BTreeSet;

/// As many of each kind.
const MOST: i64 = 20;

/// An alarm.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// What happened.
    pub kind: AlarmKind,
    /// Its name: the same as long as the cause is.
    pub name: String,
    /// Since when, or when it will be.
    pub at: Timestamp,
    /// The article that it is about, or those that show the picture.
    pub dockets: Vec<Docket>,
    /// The picture that it is about.
    pub picture: Option<Media>,
    /// Whether something else than articles shows the picture too.
    pub elsewhere: bool,
}

impl Alarm {
    fn of(kind: AlarmKind, docket: Docket, at: Timestamp) -> Self {
        Self {
            kind,
            name: name_of(kind, About::Article(docket.article), at),
            at,
            dockets: vec![docket],
            picture: None,
            elsewhere: false,
        }
    }

    /// In which sections it matters.
    #[must_use]
    pub fn sections(&self) -> Vec<SectionId> {
        self.dockets.iter().map(|docket| docket.section).collect()
    }

    /// What it is about, as the log names it.
    #[must_use]
    pub fn about(&self) -> String {
        match (&self.picture, self.dockets.first()) {
            (Some(picture), _) => format!("media:{}", picture.id),
            (None, Some(docket)) => format!("article:{}", docket.article),
            (None, None) => String::new(),
        }
    }
}

/// Every alarm that stands at `now` and was not put aside, the gravest kinds first.
pub fn standing(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Alarm>> {
    let mut found = not_sent(c, now)?;
    found.extend(held_back(c, now)?);
    found.extend(rights(c, now)?);
    found.extend(changed_sources(c, now)?);
    found.extend(pending(c, now)?);
    let aside = names_aside(c)?;
    found.retain(|alarm| !aside.contains(&alarm.name));
    found.sort_by_key(|alarm| (alarm.kind, alarm.at));
    Ok(found)
}

fn some(c: &mut Conn<'_>, rest: &str, params: &[&dyn super::db::ToValue]) -> Result<Vec<Docket>> {
    let sql = format!("{} {rest}", dockets::DOCKET);
    c.rows(&sql, params, dockets::read)
}

fn not_sent(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Alarm>> {
    let found = some(
        c,
        "WHERE d.state = 'scheduled' AND d.due_at < $1 ORDER BY d.due_at LIMIT $2",
        &[&now.plus_seconds(-LATE_SECONDS), &MOST],
    )?;
    let alarm = |docket: Docket| {
        let due = docket.due_at?;
        Some(Alarm::of(AlarmKind::NotSent, docket, due))
    };
    Ok(found.into_iter().filter_map(alarm).collect())
}

fn held_back(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Alarm>> {
    let found = some(
        c,
        "WHERE d.state = 'scheduled' AND d.due_at >= $1 AND d.embargo_until > d.due_at
         ORDER BY d.due_at LIMIT $2",
        &[&now.plus_seconds(-LATE_SECONDS), &MOST],
    )?;
    let alarm = |docket: Docket| {
        let due = docket.due_at?;
        Some(Alarm::of(AlarmKind::HeldBack, docket, due))
    };
    Ok(found.into_iter().filter_map(alarm).collect())
}

fn pending(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Alarm>> {
    let found = some(
        c,
        "WHERE d.pending_since < $1 AND d.state = 'published' ORDER BY d.pending_since LIMIT $2",
        &[&now.plus_seconds(-PENDING_SECONDS), &MOST],
    )?;
    let alarm = |docket: Docket| {
        let since = docket.pending_since?;
        Some(Alarm::of(AlarmKind::Pending, docket, since))
    };
    Ok(found.into_iter().filter_map(alarm).collect())
}

/// Articles whose counterpart was public before them and has changed since they went out.
fn changed_sources(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Alarm>> {
    let pairs: Vec<(ArticleId, Timestamp)> = c.rows(
        "SELECT own.article, s.changed_at FROM dockets s
         JOIN counterparts theirs ON theirs.article = s.article
         JOIN counterparts own ON own.pair = theirs.pair AND own.article <> theirs.article
         JOIN dockets d ON d.article = own.article
         WHERE s.state = 'published' AND s.changed_at > $1 AND d.state = 'published'
             AND s.first_at < d.first_at AND s.changed_at > d.published_at
             AND NOT EXISTS (SELECT 1 FROM levels v JOIN live l ON l.article = v.source
                 WHERE v.article = d.article AND v.source = s.article
                     AND v.revision = l.revision)
         ORDER BY s.changed_at DESC LIMIT $2",
        &[&now.plus_seconds(-CHANGED_SECONDS), &MOST],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let ids: Vec<ArticleId> = pairs.iter().map(|pair| pair.0).collect();
    let dockets = dockets::of_all(c, &ids)?;
    let alarm = |(id, at): (ArticleId, Timestamp)| {
        let docket = dockets.iter().find(|docket| docket.article == id)?;
        Some(Alarm::of(AlarmKind::SourceChanged, docket.clone(), at))
    };
    Ok(pairs.into_iter().filter_map(alarm).collect())
}

/// Pictures that something public shows and whose rights end soon or have ended.
fn rights(c: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Alarm>> {
    let soon = now.plus_seconds(RIGHTS_SECONDS);
    let pictures: Vec<Media> = c.rows(
        "SELECT m.value FROM media m WHERE m.expired IN (0, 1) AND m.expires_at <= $1
             AND EXISTS (SELECT 1 FROM media_uses u WHERE u.media = m.id)
         ORDER BY m.expires_at LIMIT $2",
        &[&soon, &MOST],
        |row| Ok(row.get::<Json<Media>>(0)?.0),
    )?;
    let mut alarms = Vec::new();
    for picture in pictures {
        let Some(end) = picture.expires_at else {
            continue;
        };
        let uses = super::media::uses(c, picture.id)?;
        let articles: Vec<ArticleId> = uses
            .iter()
            .filter_map(|used| used.strip_prefix("article:")?.parse().ok())
            .collect();
        let kind = if end <= now {
            AlarmKind::RightsEnded
        } else {
            AlarmKind::RightsEnding
        };
        alarms.push(Alarm {
            kind,
            name: name_of(kind, About::Picture(picture.id), end),
            at: end,
            elsewhere: articles.len() < uses.len(),
            dockets: dockets::of_all(c, &articles)?,
            picture: Some(picture),
        });
    }
    Ok(alarms)
}

fn names_aside(c: &mut Conn<'_>) -> Result<BTreeSet<String>> {
    let names = c.rows("SELECT name FROM alarms_aside", &[], |row| row.get(0))?;
    Ok(names.into_iter().collect())
}

/// Why alarms about something were put aside, by whom and when, the newest first.
pub fn aside(c: &mut Conn<'_>, most: i64) -> Result<Vec<(String, PersonId, Timestamp, String)>> {
    c.rows(
        "SELECT about, by_person, at, reason FROM alarms_aside ORDER BY at DESC LIMIT $1",
        &[&most],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )
}

/// Puts an alarm aside.
pub fn put_aside(
    act: &mut Act<'_, '_>,
    (name, about): (&str, &str),
    by: PersonId,
    reason: &str,
) -> Result<()> {
    let at = act.at();
    act.execute(
        "INSERT INTO alarms_aside (name, about, by_person, at, reason) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO NOTHING",
        &[&name, &about, &by, &at, &reason],
    )?;
    Ok(())
}

/// Brings an alarm back that was put aside.
pub fn bring_back(act: &mut Act<'_, '_>, name: &str) -> Result<()> {
    act.execute("DELETE FROM alarms_aside WHERE name = $1", &[&name])?;
    Ok(())
}

/// Takes the reasons about an article away.
pub(super) fn erase(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    act.execute(
        "DELETE FROM alarms_aside WHERE about = $1",
        &[&format!("article:{article}")],
    )?;
    Ok(())
}
