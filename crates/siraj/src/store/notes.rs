//! Notes beside articles, whom they name, and whether they are settled.

use super::changes::Act;
use super::db::{Conn, Row, ToValue};
use super::values::{Json, in_list};
use super::{Error, Result};
use siraj_editorial::note::{Anchor, Note, NoteKind, Settled};
use siraj_editorial::{ArticleId, PersonId, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

const NOTE: &str = "SELECT n.id, n.article, n.by_person, n.at, n.kind, n.words, n.anchor,
    n.settled_at, n.settled_by FROM notes n";

fn read(row: &Row<'_>) -> Result<Note> {
    let kind: String = row.get(4)?;
    let settled_at: Option<Timestamp> = row.get(7)?;
    let settled_by: Option<PersonId> = row.get(8)?;
    Ok(Note {
        id: row.get::<String>(0)?.parse().map_err(Error::other)?,
        article: row.get(1)?,
        by: row.get(2)?,
        at: row.get(3)?,
        kind: NoteKind::named(&kind),
        words: row.get(5)?,
        anchor: row.get::<Option<Json<Anchor>>>(6)?.map(|json| json.0),
        named: Vec::new(),
        settled: settled_at
            .zip(settled_by)
            .map(|(at, by)| Settled { at, by }),
    })
}

/// The notes with those whom they name.
fn with_names(c: &mut Conn<'_>, mut notes: Vec<Note>) -> Result<Vec<Note>> {
    if notes.is_empty() {
        return Ok(notes);
    }
    let ids: Vec<String> = notes.iter().map(|note| note.id.to_string()).collect();
    let sql = format!(
        "SELECT note, person FROM note_names WHERE note IN ({}) ORDER BY person",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let mut named: HashMap<String, Vec<PersonId>> = HashMap::new();
    c.each(&sql, &params, |row| {
        named.entry(row.get(0)?).or_default().push(row.get(1)?);
        Ok(())
    })?;
    for note in &mut notes {
        note.named = named.remove(&note.id.to_string()).unwrap_or_default();
    }
    Ok(notes)
}

/// Keeps a note.
pub fn save(act: &mut Act<'_, '_>, note: &Note) -> Result<()> {
    act.execute(
        "INSERT INTO notes (id, article, by_person, at, kind, words, anchor, settled_at, settled_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (id) DO UPDATE SET settled_at = excluded.settled_at,
             settled_by = excluded.settled_by",
        &[
            &note.id.to_string(),
            &note.article,
            &note.by,
            &note.at,
            &note.kind.name(),
            &note.words,
            &note.anchor.as_ref().map(Json),
            &note.settled.map(|settled| settled.at),
            &note.settled.map(|settled| settled.by),
        ],
    )?;
    for person in &note.named {
        act.execute(
            "INSERT INTO note_names (note, person, article, at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (note, person) DO NOTHING",
            &[&note.id.to_string(), person, &note.article, &note.at],
        )?;
    }
    Ok(())
}

/// One note of an article.
pub fn one(c: &mut Conn<'_>, article: ArticleId, id: Uuid) -> Result<Option<Note>> {
    let found = c.rows(
        &format!("{NOTE} WHERE n.id = $1 AND n.article = $2"),
        &[&id.to_string(), &article],
        read,
    )?;
    Ok(with_names(c, found)?.pop())
}

/// The notes beside an article, oldest first.
pub fn of_article(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<Note>> {
    let found = c.rows(
        &format!("{NOTE} WHERE n.article = $1 ORDER BY n.at, n.id"),
        &[&article],
        read,
    )?;
    with_names(c, found)
}

/// How many notes beside an article are open.
pub fn open_count(c: &mut Conn<'_>, article: ArticleId) -> Result<i64> {
    Ok(c.row(
        "SELECT COUNT(*) FROM notes WHERE article = $1 AND settled_at IS NULL",
        &[&article],
        |row| row.get(0),
    )?
    .unwrap_or_default())
}

/// Whether a note beside an article names somebody.
pub fn names(c: &mut Conn<'_>, article: ArticleId, person: PersonId) -> Result<bool> {
    let found: Option<i64> = c.row(
        "SELECT 1 FROM note_names WHERE article = $1 AND person = $2 LIMIT 1",
        &[&article, &person],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Open notes with which a person's drafts were sent back, the newest first.
pub fn sent_back_to(c: &mut Conn<'_>, person: PersonId, most: i64) -> Result<Vec<Note>> {
    let sql = format!(
        "{NOTE} JOIN dockets d ON d.article = n.article
         WHERE d.begun_by = $1 AND d.state = 'draft' AND n.kind = 'sent_back'
             AND n.settled_at IS NULL
         ORDER BY n.at DESC LIMIT $2"
    );
    c.rows(&sql, &[&person, &most], read)
}

/// Open notes that name a person and that they have not answered with a later one beside
/// the same article, the newest first.
pub fn questions_to(c: &mut Conn<'_>, person: PersonId, most: i64) -> Result<Vec<Note>> {
    let sql = format!(
        "{NOTE} JOIN note_names m ON m.note = n.id
         WHERE m.person = $1 AND n.settled_at IS NULL AND n.by_person <> $1
             AND NOT EXISTS (SELECT 1 FROM notes later WHERE later.article = n.article
                 AND later.by_person = $1 AND later.at > n.at)
         ORDER BY m.at DESC LIMIT $2"
    );
    c.rows(&sql, &[&person, &most], read)
}

/// Settles what an article was sent back with: it was sent for review again, or is out.
pub fn settle_sent_back(act: &mut Act<'_, '_>, article: ArticleId, by: PersonId) -> Result<()> {
    let at = act.at();
    act.execute(
        "UPDATE notes SET settled_at = $2, settled_by = $3
         WHERE article = $1 AND kind = 'sent_back' AND settled_at IS NULL",
        &[&article, &at, &by],
    )?;
    Ok(())
}

/// Takes every note of an article away.
pub(super) fn erase(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    for sql in [
        "DELETE FROM note_names WHERE article = $1",
        "DELETE FROM notes WHERE article = $1",
    ] {
        act.execute(sql, &[&article])?;
    }
    Ok(())
}
