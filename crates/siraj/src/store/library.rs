//! The library of pictures as the rooms look through it: found by words, by who added
//! them, by what is missing or ends; with what names them, public or not. Pages that
//! readers see never ask here, so nothing of it has a key.
//!
//! Everything here is derived from pictures and from what names them, in the same
//! transaction; what an older program wrote is settled by [`catch_up`].

use super::db::{Conn, ToValue, Tx};
use super::values::{Json, in_list};
use super::{Result, clock};
use siraj_editorial::media::Media;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{ArticleId, MediaId, PersonId, Timestamp};
use std::collections::{BTreeSet, HashMap};

/// Rises when pictures are to be found by other words than before.
const RECIPE: i64 = 1;
/// Words that count of one picture, and of one question.
const WORDS: usize = 200;
const ASKED: usize = 8;
/// Letters that count of one word.
const LETTERS: usize = 40;
/// Rows that are settled in one transaction.
const BATCH: i64 = 200;
/// Rows of words from which on a word is frequent.
const FREQUENT: i64 = 2_000;
/// Behind every word with the same beginning.
const LAST: char = '\u{10FFFF}';

/// Whether something names a picture: a text, public or not, or whatever the public sees.
const NAMED: &str = "(EXISTS (SELECT 1 FROM media_named n WHERE n.media = m.id)
    OR EXISTS (SELECT 1 FROM media_uses u WHERE u.media = m.id))";

/// What Arabic writes joined to a noun: the article, alone or behind a particle.
const JOINED: [&str; 6] = [
    "\u{0648}\u{0627}\u{0644}",
    "\u{0641}\u{0627}\u{0644}",
    "\u{0628}\u{0627}\u{0644}",
    "\u{0643}\u{0627}\u{0644}",
    "\u{0644}\u{0644}",
    "\u{0627}\u{0644}",
];

/// Which pictures are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of whose words each begins with one of these.
    pub words: String,
    /// Added by this person.
    pub added_by: Option<PersonId>,
    /// Named by something in the newsroom, or by nothing.
    pub named: Option<bool>,
    /// Whose rights end before this moment, or have ended.
    pub ending: Option<Timestamp>,
    /// Without a word for whoever does not see them.
    pub undescribed: bool,
    /// Of this media type.
    pub content_type: Option<String>,
    /// Those in the bin; else those that are not.
    pub binned: bool,
    /// Added before this one.
    pub before: Option<MediaId>,
    /// At most so many.
    pub most: i64,
}

/// A picture of the library.
#[derive(Debug, Clone)]
pub struct Found {
    /// The picture.
    pub media: Media,
    /// When it was added.
    pub added_at: Timestamp,
    /// Whether something names it.
    pub is_named: bool,
}

/// A statement that grows.
struct Asking {
    sql: String,
    params: Vec<Box<dyn ToValue>>,
}

impl Asking {
    fn bind(&mut self, value: impl ToValue + 'static) -> String {
        self.params.push(Box::new(value));
        format!("${}", self.params.len())
    }

    fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }
}

/// The wanted pictures, the newest first.
pub fn page(c: &mut Conn<'_>, wanted: &Wanted) -> Result<Vec<Found>> {
    let binned = if wanted.binned { "NOT NULL" } else { "NULL" };
    let mut asking = Asking {
        sql: format!(
            "SELECT m.value, m.created_at, CASE WHEN {NAMED} THEN 1 ELSE 0 END
             FROM media m WHERE m.binned_at IS {binned}"
        ),
        params: Vec::new(),
    };
    for word in asked(&wanted.words) {
        let frequent = is_frequent(c, &word)?;
        let end = asking.bind(format!("{word}{LAST}"));
        let start = asking.bind(word);
        let begins = format!("w.word >= {start} AND w.word < {end}");
        if frequent {
            asking.and(&format!(
                "EXISTS (SELECT 1 FROM media_words w WHERE w.media = m.id AND {begins})"
            ));
        } else {
            asking.and(&format!(
                "m.id IN (SELECT w.media FROM media_words w WHERE {begins})"
            ));
        }
    }
    if let Some(person) = wanted.added_by {
        let person = asking.bind(person);
        asking.and(&format!("m.added_by = {person}"));
    }
    if let Some(named) = wanted.named {
        let not = if named { "" } else { "NOT " };
        asking.and(&format!("{not}{NAMED}"));
    }
    if let Some(end) = wanted.ending {
        let end = asking.bind(end);
        asking.and(&format!("m.expires_at < {end}"));
    }
    if wanted.undescribed {
        asking.and("m.undescribed = 1");
    }
    if let Some(kind) = &wanted.content_type {
        let kind = asking.bind(kind.clone());
        asking.and(&format!("m.content_type = {kind}"));
    }
    if let Some(before) = wanted.before {
        let before = asking.bind(before);
        asking.and(&format!(
            "(m.created_at, m.id) < (SELECT b.created_at, b.id FROM media b WHERE b.id = {before})"
        ));
    }
    let most = asking.bind(wanted.most);
    asking.sql.push_str(&format!(
        " ORDER BY m.created_at DESC, m.id DESC LIMIT {most}"
    ));
    let params: Vec<&dyn ToValue> = asking.params.iter().map(|value| &**value).collect();
    c.rows(&asking.sql, &params, |row| {
        Ok(Found {
            media: row.get::<Json<Media>>(0)?.0,
            added_at: row.get(1)?,
            is_named: row.get::<i64>(2)? != 0,
        })
    })
}

/// Whether so many pictures have words that begin so that it is quicker to look at the
/// newest pictures one by one than to gather all that have one: of 50,000 pictures the
/// first takes a millisecond then, and the second, half a second.
fn is_frequent(c: &mut Conn<'_>, word: &str) -> Result<bool> {
    let end = format!("{word}{LAST}");
    let found: Option<i64> = c.row(
        "SELECT COUNT(*) FROM (SELECT 1 FROM media_words WHERE word >= $1 AND word < $2
         LIMIT $3) some_of_them",
        &[&word, &end, &FREQUENT],
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or_default() >= FREQUENT)
}

/// One picture with its place in the library.
pub fn one(c: &mut Conn<'_>, id: MediaId) -> Result<Option<Found>> {
    c.row(
        &format!(
            "SELECT m.value, m.created_at, CASE WHEN {NAMED} THEN 1 ELSE 0 END
             FROM media m WHERE m.id = $1"
        ),
        &[&id],
        |row| {
            Ok(Found {
                media: row.get::<Json<Media>>(0)?.0,
                added_at: row.get(1)?,
                is_named: row.get::<i64>(2)? != 0,
            })
        },
    )
}

/// The pictures added just after this one and just before it.
pub fn beside(c: &mut Conn<'_>, id: MediaId) -> Result<(Option<MediaId>, Option<MediaId>)> {
    let newer = c.row(
        "SELECT m.id FROM media m WHERE m.binned_at IS NULL
             AND (m.created_at, m.id) > (SELECT b.created_at, b.id FROM media b WHERE b.id = $1)
         ORDER BY m.created_at, m.id LIMIT 1",
        &[&id],
        |row| row.get(0),
    )?;
    let older = c.row(
        "SELECT m.id FROM media m WHERE m.binned_at IS NULL
             AND (m.created_at, m.id) < (SELECT b.created_at, b.id FROM media b WHERE b.id = $1)
         ORDER BY m.created_at DESC, m.id DESC LIMIT 1",
        &[&id],
        |row| row.get(0),
    )?;
    Ok((newer, older))
}

/// The picture of the library, out of the bin, that has these very bytes.
pub fn with_original(c: &mut Conn<'_>, original: &str) -> Result<Option<Media>> {
    c.row(
        "SELECT value FROM media WHERE original = $1 AND binned_at IS NULL
         ORDER BY created_at LIMIT 1",
        &[&original],
        |row| Ok(row.get::<Json<Media>>(0)?.0),
    )
}

/// What names a picture, public or not: `article:…`, `person:…` and the like.
pub fn named_by(c: &mut Conn<'_>, id: MediaId) -> Result<Vec<String>> {
    c.rows(
        "SELECT named_by FROM media_named WHERE media = $1
         UNION SELECT shown_by FROM media_uses WHERE media = $1 ORDER BY 1",
        &[&id],
        |row| row.get(0),
    )
}

/// The pictures that have lain in the bin since before a moment.
pub fn binned_before(c: &mut Conn<'_>, moment: Timestamp) -> Result<Vec<MediaId>> {
    c.rows(
        "SELECT id FROM media WHERE binned_at < $1 ORDER BY binned_at",
        &[&moment],
        |row| row.get(0),
    )
}

/// The beginnings of words that are asked for.
fn asked(words: &str) -> Vec<String> {
    let mut asked: Vec<String> = split(words)
        .map(|word| bare(&word).map_or(word.clone(), str::to_owned))
        .collect();
    asked.sort_unstable();
    asked.dedup();
    asked.truncate(ASKED);
    asked
}

/// The words of a text as they are compared.
fn split(text: &str) -> impl Iterator<Item = String> {
    let folded = siraj_arabic::fold(text);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(LETTERS).collect())
        .collect();
    words.into_iter()
}

/// The noun without what is joined to it, where at least three letters remain.
fn bare(word: &str) -> Option<&str> {
    let rest = JOINED.iter().find_map(|joined| word.strip_prefix(joined))?;
    (rest.chars().count() > 2).then_some(rest)
}

/// The words by which a picture is found: those that are said of it, and its file's name.
fn words_of(media: &Media) -> BTreeSet<String> {
    let named = [&media.alt, &media.caption, &media.credit];
    let said = named.into_iter().flat_map(|named| named.0.values());
    let all = said.chain(&media.rights).chain([&media.file_name]);
    let mut words = BTreeSet::new();
    for word in all.flat_map(|text| split(text)).take(WORDS) {
        words.extend(bare(&word).map(str::to_owned));
        words.insert(word);
    }
    words
}

/// Brings to a picture's row what is asked of it.
pub(super) fn settle(tx: &mut Tx<'_>, media: &Media) -> Result<()> {
    tx.execute(
        "UPDATE media SET original = $2, added_by = $3, content_type = $4, undescribed = $5,
             binned_at = $6, recipe = $7 WHERE id = $1",
        &[
            &media.id,
            &media.original,
            &media.added_by,
            &media.content_type,
            &i64::from(!media.has_description()),
            &media.binned.as_ref().map(|bin| bin.at),
            &RECIPE,
        ],
    )?;
    tx.execute("DELETE FROM media_words WHERE media = $1", &[&media.id])?;
    let words: Vec<String> = words_of(media).into_iter().collect();
    for words in words.chunks(100) {
        let rows: Vec<String> = (0..words.len())
            .map(|n| format!("(${}, $1)", n + 2))
            .collect();
        let sql = format!(
            "INSERT INTO media_words (word, media) VALUES {}",
            rows.join(", ")
        );
        let mut params: Vec<&dyn ToValue> = vec![&media.id];
        params.extend(words.iter().map(|word| word as &dyn ToValue));
        tx.execute(&sql, &params)?;
    }
    Ok(())
}

/// A picture is in the library no more.
pub(super) fn forget(tx: &mut Tx<'_>, id: MediaId) -> Result<()> {
    tx.execute("DELETE FROM media_words WHERE media = $1", &[&id])?;
    tx.execute("DELETE FROM media_named WHERE media = $1", &[&id])?;
    Ok(())
}

/// Brings what something names to exactly these pictures.
pub(super) fn settle_named(tx: &mut Tx<'_>, named_by: &str, pictures: &[MediaId]) -> Result<()> {
    tx.execute("DELETE FROM media_named WHERE named_by = $1", &[&named_by])?;
    for picture in pictures {
        tx.execute(
            "INSERT INTO media_named (media, named_by) VALUES ($1, $2)
             ON CONFLICT (media, named_by) DO NOTHING",
            &[picture, &named_by],
        )?;
    }
    Ok(())
}

/// Settles a batch of what an older program wrote; says whether more may be left.
///
/// # Errors
/// When the store cannot serve.
pub fn catch_up(tx: &mut Tx<'_>) -> Result<bool> {
    let mut pictures: Vec<Media> = tx.rows(
        "SELECT value FROM media WHERE recipe < $1 ORDER BY id LIMIT $2",
        &[&RECIPE, &BATCH],
        |row| Ok(row.get::<Json<Media>>(0)?.0),
    )?;
    if !pictures.is_empty() {
        let adders = adders(tx, &pictures)?;
        for media in &mut pictures {
            let adder = adders.get(&format!("media:{}", media.id)).copied();
            if media.added_by.is_none() && adder.is_some() {
                media.added_by = adder;
                tx.execute(
                    "UPDATE media SET value = $2 WHERE id = $1",
                    &[&media.id, &Json(&*media)],
                )?;
            }
            settle(tx, media)?;
        }
        return Ok(true);
    }
    match clock::library(tx)?.as_deref() {
        Some(DONE) => Ok(false),
        after => {
            let after = after.unwrap_or_default().to_owned();
            name_articles(tx, &after)
        }
    }
}

/// Who added these pictures, as the log has it.
fn adders(c: &mut Conn<'_>, pictures: &[Media]) -> Result<HashMap<String, PersonId>> {
    let subjects: Vec<String> = pictures
        .iter()
        .map(|media| format!("media:{}", media.id))
        .collect();
    let sql = format!(
        "SELECT subject, actor FROM changes WHERE act = 'add_picture' AND subject IN ({})",
        in_list(subjects.len())
    );
    let params: Vec<&dyn ToValue> = subjects.iter().map(|subject| subject as _).collect();
    let mut found = HashMap::new();
    c.each(&sql, &params, |row| {
        let actor: String = row.get(1)?;
        if let Some(person) = actor.strip_prefix("person:").and_then(|id| id.parse().ok()) {
            found.insert(row.get(0)?, person);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Everything is settled.
const DONE: &str = "done";

fn name_articles(tx: &mut Tx<'_>, after: &str) -> Result<bool> {
    let heads: Vec<(ArticleId, Vec<MediaId>)> = tx.rows(
        "SELECT a.id, r.manuscript FROM articles a JOIN revisions r ON r.id = a.head
         WHERE a.id > $1 ORDER BY a.id LIMIT $2",
        &[&after, &BATCH],
        |row| Ok((row.get(0)?, row.get::<Json<Manuscript>>(1)?.0.pictures())),
    )?;
    for (article, pictures) in &heads {
        settle_named(tx, &format!("article:{article}"), pictures)?;
    }
    // What the public sees names its pictures too, whether or not it is the newest text.
    tx.execute(
        "INSERT INTO media_named (media, named_by) SELECT media, shown_by FROM media_uses
         WHERE true ON CONFLICT (media, named_by) DO NOTHING",
        &[],
    )?;
    match heads.last() {
        Some((last, _)) => clock::set_library(tx, &last.to_string())?,
        None => clock::set_library(tx, DONE)?,
    }
    Ok(!heads.is_empty())
}

/// Whether the rows by which a picture is found are not what the picture says. Rows of
/// an older program are not wrong, only old.
pub(super) fn disagrees(c: &mut Conn<'_>, media: &Media) -> Result<bool> {
    let row: Option<(String, i64, i64)> = c.row(
        "SELECT original, undescribed, recipe FROM media WHERE id = $1",
        &[&media.id],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let Some((original, undescribed, recipe)) = row else {
        return Ok(false);
    };
    if recipe < RECIPE {
        return Ok(false);
    }
    let words: Vec<String> = c.rows(
        "SELECT word FROM media_words WHERE media = $1",
        &[&media.id],
        |row| row.get(0),
    )?;
    Ok(original != media.original
        || undescribed != i64::from(!media.has_description())
        || BTreeSet::from_iter(words) != words_of(media))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_found_with_and_without_what_is_joined_to_it() {
        assert_eq!(asked("الميناء"), ["مينا"]);
        assert_eq!(asked("والصيّادين في المرفأ"), ["صيادين", "في", "مرفا"]);
        assert_eq!(asked("ال"), ["ال"], "a word that is still being typed");
        assert_eq!(asked("Quay, quay QUAY"), ["quay"]);
        assert_eq!(asked("  ،؟ "), Vec::<String>::new());
        assert_eq!(asked(&"كلمة ".repeat(90)).len(), 1);
    }

    #[test]
    fn a_question_and_a_word_are_bounded() {
        let many: Vec<String> = (0..50).map(|n| format!("w{n}")).collect();
        assert_eq!(asked(&many.join(" ")).len(), ASKED);
        let long = "م".repeat(500);
        assert_eq!(asked(&long), ["م".repeat(LETTERS)]);
    }
}
