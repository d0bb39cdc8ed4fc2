//! Whether the rows agree with each other: every text can be read, what the public
//! sees is what was published, lists hold what they should, followers have seen no
//! more than there is. It changes nothing. Pictures' bytes are the caller's to look at.

use super::db::{self, Conn, Row};
use super::lists::lists_of;
use super::live::{self, Face};
use super::posts::{self, Fault};
use super::values::Json;
use super::{Error, Result, articles, changes, corrections, dockets, fronts, library, media};
use serde::Serialize;
use serde::de::DeserializeOwned;
use siraj_editorial::article::Article;
use siraj_editorial::correction::Correction;
use siraj_editorial::media::Media;
use siraj_editorial::menu::Menus;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::{ArticleId, RevisionId, Timestamp};
use std::collections::BTreeSet;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The database itself is damaged.
    Damage,
    /// A value cannot be read.
    Unreadable,
    /// A body breaks the rules of bodies.
    BadBody,
    /// An article's newest revision is gone.
    NoHead,
    /// A picture's original is gone.
    MissingOriginal,
    /// A picture's original is another than was taken in.
    ChangedOriginal,
    /// The public face is not what was published.
    WrongFace,
    /// A public article stands in other lists than it should.
    WrongLists,
    /// The corrections page shows of an article what it should not, or not what it should.
    WrongCorrections,
    /// A picture's row disagrees with the picture about the end of its rights.
    WrongRights,
    /// The rooms' lists show of an article what it is not.
    WrongDocket,
    /// A picture is found by other words than are said of it.
    WrongLibrary,
    /// A front is another than was published, or its draft cannot be read.
    WrongFront,
    /// A list holds what is not public.
    StrayEntry,
    /// A list has entries and no page.
    NoPage,
    /// A post's or a coverage's row says something else than it does.
    WrongPost,
    /// A follower's cursor lies beyond the log.
    CursorAhead,
}

impl Kind {
    /// The key of its sentence.
    #[must_use]
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::Damage => "cli.check.damage",
            Self::Unreadable => "cli.check.unreadable",
            Self::BadBody => "cli.check.bad_body",
            Self::NoHead => "cli.check.no_head",
            Self::MissingOriginal => "cli.check.missing_original",
            Self::ChangedOriginal => "cli.check.changed_original",
            Self::WrongFace => "cli.check.wrong_face",
            Self::WrongLists => "cli.check.wrong_lists",
            Self::WrongCorrections => "cli.check.wrong_corrections",
            Self::WrongRights => "cli.check.wrong_rights",
            Self::WrongDocket => "cli.check.wrong_docket",
            Self::WrongLibrary => "cli.check.wrong_library",
            Self::WrongFront => "cli.check.wrong_front",
            Self::StrayEntry => "cli.check.stray_entry",
            Self::NoPage => "cli.check.no_page",
            Self::WrongPost => "cli.check.wrong_post",
            Self::CursorAhead => "cli.check.cursor_ahead",
        }
    }
}

/// One thing that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What sort of thing.
    pub kind: Kind,
    /// On what.
    pub what: String,
    /// More about it; empty where the kind says all.
    pub why: String,
}

impl Finding {
    /// A finding.
    pub fn new(kind: Kind, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            why: why.into(),
        }
    }
}

/// All pictures that can be read, and everything found in the rows at `now`.
///
/// # Errors
/// When the store cannot be read at all.
pub fn rows(c: &mut Conn<'_>, now: Timestamp) -> Result<(Vec<Media>, Vec<Finding>)> {
    let mut found: Vec<Finding> = db::damage(c)?
        .into_iter()
        .map(|what| Finding::new(Kind::Damage, what, ""))
        .collect();
    texts(c, &mut found)?;
    let (all, pictures) = (
        values(c, "articles", &mut found)?,
        values(c, "media", &mut found)?,
    );
    for table in [
        "editions",
        "sections",
        "people",
        "topics",
        "stories",
        "static_pages",
    ] {
        let _: Vec<serde_json::Value> = values(c, table, &mut found)?;
    }
    // A moment that has come and is not acted on yet is the clock's to bring about.
    let due = BTreeSet::from_iter(articles::due(c, now, i64::MAX)?);
    for article in all
        .iter()
        .filter(|article: &&Article| !due.contains(&article.id))
    {
        public_side(c, article, now, &mut found)?;
        let docket = dockets::of(c, article.id).ok().flatten();
        let agrees = match (&docket, dockets::expected(c, article, now).ok().flatten()) {
            (Some(docket), Some(expected)) => docket.agrees(&expected),
            (docket, expected) => docket.is_none() && expected.is_none(),
        };
        if !agrees {
            let what = article.short_id.as_str();
            found.push(Finding::new(Kind::WrongDocket, what, ""));
        }
    }
    strays(c, &mut found)?;
    found.extend(posts::faults(c)?.into_iter().map(|(fault, what)| {
        let kind = match fault {
            Fault::Unreadable => Kind::Unreadable,
            Fault::BadBody => Kind::BadBody,
            Fault::WrongRow => Kind::WrongPost,
            Fault::NoPage => Kind::NoPage,
        };
        Finding::new(kind, what, "")
    }));
    rights(c, &pictures, now, &mut found)?;
    found.extend(
        fronts::wrong(c, now)?
            .into_iter()
            .map(|(what, why)| Finding::new(Kind::WrongFront, what, why)),
    );
    c.each("SELECT edition, value FROM menus", &[], |row| {
        let edition: String = row.get(0)?;
        read::<Menus>(row, 1, &format!("menus {edition}"), &mut found);
        Ok(())
    })?;
    let head = changes::head(c)?;
    let ahead: Vec<(String, i64)> = c.rows(
        "SELECT follower, seq FROM cursors WHERE seq > $1 ORDER BY follower",
        &[&head],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    found.extend(ahead.into_iter().map(|(follower, seq)| {
        Finding::new(Kind::CursorAhead, follower, format!("{seq} > {head}"))
    }));
    Ok((pictures, found))
}

/// Every revision is read, its body by the rules of bodies.
fn texts(c: &mut Conn<'_>, found: &mut Vec<Finding>) -> Result<()> {
    c.each("SELECT id, manuscript FROM revisions", &[], |row| {
        let id: String = row.get(0)?;
        if let Some(manuscript) = read::<Manuscript>(row, 1, &format!("revisions {id}"), found)
            && let Err(problems) = manuscript.body.validate()
        {
            let why = problems.first().map(|problem| format!("{problem:?}"));
            found.push(Finding::new(Kind::BadBody, id, why.unwrap_or_default()));
        }
        Ok(())
    })?;
    Ok(())
}

/// The values of a table of ours that can be read.
fn values<T: DeserializeOwned>(
    c: &mut Conn<'_>,
    table: &'static str,
    found: &mut Vec<Finding>,
) -> Result<Vec<T>> {
    let mut values = Vec::new();
    c.each(
        &format!("SELECT id, value FROM {table} ORDER BY id"),
        &[],
        |row| {
            let id: String = row.get(0)?;
            values.extend(read(row, 1, &format!("{table} {id}"), found));
            Ok(())
        },
    )?;
    Ok(values)
}

fn read<T: DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
    what: &str,
    found: &mut Vec<Finding>,
) -> Option<T> {
    match row.get::<Json<T>>(column) {
        Ok(value) => Some(value.0),
        Err(error) => {
            let why = match &error {
                Error::Other(why) => why.to_string(),
                error => error.to_string(),
            };
            found.push(Finding::new(Kind::Unreadable, what, why));
            None
        }
    }
}

/// What the public sees of an article against what the article says.
fn public_side(
    c: &mut Conn<'_>,
    article: &Article,
    now: Timestamp,
    found: &mut Vec<Finding>,
) -> Result<()> {
    let erased = article.binned.is_some() && article.publication.is_none();
    if readable(c, article.head).is_none() {
        if !erased {
            found.push(Finding::new(Kind::NoHead, article.short_id.as_str(), ""));
        }
        return Ok(());
    }
    let published = article.publication.as_ref();
    let published = published.and_then(|publication| readable(c, publication.revision));
    let expected = published.and_then(|text| Face::of(article, &text.manuscript, now));
    let face = match live::face(c, article.id) {
        Ok(face) if face == expected => face,
        Ok(_) | Err(_) => {
            found.push(Finding::new(Kind::WrongFace, article.short_id.as_str(), ""));
            return Ok(());
        }
    };
    let wanted: BTreeSet<(String, i64)> = match &face {
        Some(face) => lists_of(c, face)?
            .iter()
            .map(|list| (list.to_string(), face.card.first_at.micros()))
            .collect(),
        None => BTreeSet::new(),
    };
    let stands: Vec<(String, i64)> = c.rows(
        "SELECT list, key FROM list_entries WHERE article = $1",
        &[&article.id],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let stands = BTreeSet::from_iter(stands);
    if let Some((list, _)) = wanted.symmetric_difference(&stands).next() {
        let short_id = article.short_id.as_str();
        found.push(Finding::new(Kind::WrongLists, short_id, list.as_str()));
    }
    let wanted = corrections::wanted(c, face.as_ref())?;
    let listed = corrections::of(c, article.id)?;
    let agrees = |one: &Correction| listed.contains(&(article.edition, one.clone()));
    if listed.len() != wanted.len() || !wanted.iter().all(agrees) {
        let why = format!("{} / {}", listed.len(), wanted.len());
        found.push(Finding::new(
            Kind::WrongCorrections,
            article.short_id.as_str(),
            why,
        ));
    }
    Ok(())
}

/// What the rows of pictures say of the end of their rights. Rights that have ended
/// and are shown all the same are the clock's to end.
fn rights(
    c: &mut Conn<'_>,
    pictures: &[Media],
    now: Timestamp,
    found: &mut Vec<Finding>,
) -> Result<()> {
    let rows = media::rights(c)?;
    for picture in pictures {
        let ended = picture.expires_at.is_some_and(|end| end <= now);
        let agrees = rows.get(&picture.id).is_some_and(|&(expires_at, expired)| {
            expires_at == picture.expires_at && (ended || !expired)
        });
        if !agrees {
            found.push(Finding::new(Kind::WrongRights, picture.id.to_string(), ""));
        }
        if library::disagrees(c, picture)? {
            found.push(Finding::new(Kind::WrongLibrary, picture.id.to_string(), ""));
        }
    }
    Ok(())
}

/// A revision, if it is there and can be read: what cannot was found before.
fn readable(c: &mut Conn<'_>, id: RevisionId) -> Option<Revision> {
    articles::revision(c, id).ok().flatten()
}

/// Entries of what is not public, and lists without a page.
fn strays(c: &mut Conn<'_>, found: &mut Vec<Finding>) -> Result<()> {
    let strays: Vec<(String, ArticleId)> = c.rows(
        "SELECT e.list, e.article FROM list_entries e
         WHERE NOT EXISTS (SELECT 1 FROM live l WHERE l.article = e.article)
         UNION
         SELECT 'corrections:' || p.edition, p.article FROM public_corrections p
         WHERE NOT EXISTS (SELECT 1 FROM live l WHERE l.article = p.article)
         ORDER BY 1, 2",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    found.extend(
        strays
            .into_iter()
            .map(|(list, article)| Finding::new(Kind::StrayEntry, list, article.to_string())),
    );
    let pageless: Vec<String> = c.rows(
        "SELECT DISTINCT e.list FROM list_entries e
         WHERE NOT EXISTS (SELECT 1 FROM list_pages p WHERE p.list = e.list)
         UNION
         SELECT DISTINCT 'corrections:' || k.edition FROM public_corrections k
         WHERE NOT EXISTS (SELECT 1 FROM list_pages p WHERE p.list = 'corrections:' || k.edition)
         ORDER BY 1",
        &[],
        |row| row.get(0),
    )?;
    found.extend(
        pageless
            .into_iter()
            .map(|list| Finding::new(Kind::NoPage, list, "")),
    );
    Ok(())
}
