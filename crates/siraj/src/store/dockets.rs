//! Dockets: what the rooms' lists show of an article, whoever may see it, as faces are
//! what the public's lists show. Every save of an article settles its docket, with the
//! words and the people by which it is found; all of it can be made anew.

mod desk;
mod find;

pub use desk::{Desk, desk};
pub use find::{
    Among, Answer, MOST_COUNTED, Place, Wanted, among, called, count, counts, find, last_used,
    untouched,
};

use super::changes::Act;
use super::db::{Conn, Row, ToValue, Tx};
use super::values::{Json, in_list};
use super::{Error, Result, articles};
use siraj_arabic::terms;
use siraj_editorial::article::{Article, Stage, State};
use siraj_editorial::byline::{Byline, Signatory};
use siraj_editorial::revision::{Format, Manuscript};
use siraj_editorial::{ArticleId, EditionId, PersonId, SectionId, ShortId, Timestamp};
use std::collections::BTreeSet;

/// What the rooms' lists show of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Docket {
    /// Which article.
    pub article: ArticleId,
    /// Its id in addresses.
    pub short_id: ShortId,
    /// Of which edition.
    pub edition: EditionId,
    /// In which section.
    pub section: SectionId,
    /// What it is, in one word.
    pub state: State,
    /// Since when.
    pub state_since: Timestamp,
    /// What kind of piece.
    pub format: Format,
    /// Who began it.
    pub begun_by: PersonId,
    /// The headline of its newest text.
    pub headline: String,
    /// How many words that text has.
    pub words: i64,
    /// Who signs.
    pub bylines: Vec<Byline>,
    /// When it was last saved.
    pub touched_at: Timestamp,
    /// When it goes out by itself.
    pub due_at: Option<Timestamp>,
    /// Until when an embargo holds it.
    pub embargo_until: Option<Timestamp>,
    /// When it was first public.
    pub first_at: Option<Timestamp>,
    /// When the text that is public went out.
    pub published_at: Option<Timestamp>,
    /// When what is public last changed in substance: an update or a correction.
    pub changed_at: Option<Timestamp>,
    /// Since when a newer text waits over the public one.
    pub pending_since: Option<Timestamp>,
}

impl Docket {
    /// The docket of an article with its newest text, settled at a moment. `before` is
    /// the docket until now, which knows since when the state is what it is.
    fn of(
        article: &Article,
        text: &Manuscript,
        before: Option<&Self>,
        (now, touched_at): (Timestamp, Timestamp),
    ) -> Self {
        let state = article.state(now);
        let since = before.filter(|before| before.state == state);
        let publication = article.publication.as_ref();
        let corrected = article.corrections.iter().map(|one| one.at).max();
        let due_at = match article.stage {
            Stage::Scheduled { at, .. } => Some(at),
            _ => None,
        };
        Self {
            article: article.id,
            short_id: article.short_id,
            edition: article.edition,
            section: article.section,
            state,
            state_since: since.map_or_else(
                || begun(article, state, touched_at),
                |before| before.state_since,
            ),
            format: text.format,
            begun_by: article.created_by,
            headline: text.headline.clone(),
            words: i64::try_from(text.body.words()).unwrap_or(i64::MAX),
            bylines: text.bylines.clone(),
            touched_at,
            due_at,
            embargo_until: article.embargo.as_ref().map(|embargo| embargo.until),
            first_at: publication.map(|public| public.first_at),
            published_at: publication.map(|public| public.at),
            changed_at: publication
                .map(|public| corrected.map_or(public.updated_at, |at| at.max(public.updated_at))),
            pending_since: article.has_pending_revision().then_some(article.head_since),
        }
    }

    /// The people by whom it is found: who began it and who signs it.
    fn people(&self) -> BTreeSet<PersonId> {
        let signs = self.bylines.iter().filter_map(|byline| match byline.who {
            Signatory::Person(person) => Some(person),
            Signatory::Guest(_) => None,
        });
        signs.chain([self.begun_by]).collect()
    }

    /// Whether another says the same, whenever each was settled.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let plain = |docket: &Self| Self {
            state_since: other.state_since,
            touched_at: other.touched_at,
            ..docket.clone()
        };
        plain(self) == plain(other)
    }
}

/// Since when an article is what it is, as far as it says so itself.
fn begun(article: &Article, state: State, now: Timestamp) -> Timestamp {
    match state {
        State::Withdrawn => article.withdrawal.as_ref().map(|one| one.at),
        State::Binned => article.binned.as_ref().map(|one| one.at),
        State::Published => article.publication.as_ref().map(|one| one.at),
        _ => None,
    }
    .unwrap_or(now)
}

pub(super) const DOCKET: &str =
    "SELECT d.article, d.short_id, d.edition, d.section, d.state, d.state_since,
    d.format, d.begun_by, d.headline, d.words, d.bylines, d.touched_at, d.due_at,
    d.embargo_until, d.first_at, d.published_at, d.changed_at, d.pending_since FROM dockets d";

pub(super) fn read(row: &Row<'_>) -> Result<Docket> {
    let state: String = row.get(4)?;
    let format: String = row.get(6)?;
    Ok(Docket {
        article: row.get(0)?,
        short_id: row.get(1)?,
        edition: row.get(2)?,
        section: row.get(3)?,
        state: State::named(&state).ok_or_else(|| Error::other("no state of an article"))?,
        state_since: row.get(5)?,
        format: Format::named(&format).ok_or_else(|| Error::other("no format"))?,
        begun_by: row.get(7)?,
        headline: row.get(8)?,
        words: row.get(9)?,
        bylines: row.get::<Json<Vec<Byline>>>(10)?.0,
        touched_at: row.get(11)?,
        due_at: row.get(12)?,
        embargo_until: row.get(13)?,
        first_at: row.get(14)?,
        published_at: row.get(15)?,
        changed_at: row.get(16)?,
        pending_since: row.get(17)?,
    })
}

/// The docket of an article.
pub fn of(c: &mut Conn<'_>, article: ArticleId) -> Result<Option<Docket>> {
    c.row(&format!("{DOCKET} WHERE d.article = $1"), &[&article], read)
}

/// The dockets of these articles, in no order.
pub fn of_all(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<Docket>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{DOCKET} WHERE d.article IN ({})", in_list(ids.len()));
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    c.rows(&sql, &params, read)
}

/// Brings the docket of an article to what the article is now: called by every save of
/// an article or of its newest text.
pub(super) fn settle(act: &mut Act<'_, '_>, article: &Article) -> Result<()> {
    let now = act.at();
    // An article is begun before its first text is there.
    let Some(text) = articles::revision(act.conn(), article.head)? else {
        return Ok(());
    };
    let before = of(act.conn(), article.id)?;
    let docket = Docket::of(article, &text.manuscript, before.as_ref(), (now, now));
    write(act.tx(), before.as_ref(), &docket)
}

/// [`settle`] for a text that names something else now, though nobody wrote.
pub(super) fn settle_untouched(act: &mut Act<'_, '_>, article: &Article) -> Result<()> {
    let now = act.at();
    let before = of(act.conn(), article.id)?;
    let text = articles::revision(act.conn(), article.head)?;
    let (Some(before), Some(text)) = (before, text) else {
        return Ok(());
    };
    let moments = (now, before.touched_at);
    let docket = Docket::of(article, &text.manuscript, Some(&before), moments);
    write(act.tx(), Some(&before), &docket)
}

fn write(tx: &mut Tx<'_>, before: Option<&Docket>, docket: &Docket) -> Result<()> {
    if before == Some(docket) {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO dockets (article, short_id, edition, section, state, state_since, format,
             begun_by, headline, words, bylines, touched_at, due_at, embargo_until, first_at,
             published_at, changed_at, pending_since)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         ON CONFLICT (article) DO UPDATE SET section = excluded.section, state = excluded.state,
             state_since = excluded.state_since, format = excluded.format,
             headline = excluded.headline, words = excluded.words, bylines = excluded.bylines,
             touched_at = excluded.touched_at, due_at = excluded.due_at,
             embargo_until = excluded.embargo_until, first_at = excluded.first_at,
             published_at = excluded.published_at, changed_at = excluded.changed_at,
             pending_since = excluded.pending_since",
        &[
            &docket.article,
            &docket.short_id,
            &docket.edition,
            &docket.section,
            &docket.state.name(),
            &docket.state_since,
            &docket.format.name(),
            &docket.begun_by,
            &docket.headline,
            &docket.words,
            &Json(&docket.bylines),
            &docket.touched_at,
            &docket.due_at,
            &docket.embargo_until,
            &docket.first_at,
            &docket.published_at,
            &docket.changed_at,
            &docket.pending_since,
        ],
    )?;
    settle_words(tx, docket.article, before, Some(docket))?;
    settle_people(tx, docket.article, before, Some(docket))
}

fn settle_words(
    tx: &mut Tx<'_>,
    article: ArticleId,
    before: Option<&Docket>,
    after: Option<&Docket>,
) -> Result<()> {
    let of = |docket: Option<&Docket>| docket.map(|one| terms(&one.headline)).unwrap_or_default();
    let (old, new) = (of(before), of(after));
    for word in old.difference(&new) {
        tx.execute(
            "DELETE FROM docket_words WHERE word = $1 AND article = $2",
            &[word, &article],
        )?;
    }
    for word in new.difference(&old) {
        tx.execute(
            "INSERT INTO docket_words (word, article) VALUES ($1, $2)
             ON CONFLICT (word, article) DO NOTHING",
            &[word, &article],
        )?;
    }
    Ok(())
}

fn settle_people(
    tx: &mut Tx<'_>,
    article: ArticleId,
    before: Option<&Docket>,
    after: Option<&Docket>,
) -> Result<()> {
    let of = |docket: Option<&Docket>| docket.map(Docket::people).unwrap_or_default();
    let (old, new) = (of(before), of(after));
    for person in old.difference(&new) {
        tx.execute(
            "DELETE FROM docket_people WHERE person = $1 AND article = $2",
            &[person, &article],
        )?;
    }
    for person in new.difference(&old) {
        tx.execute(
            "INSERT INTO docket_people (person, article) VALUES ($1, $2)
             ON CONFLICT (person, article) DO NOTHING",
            &[person, &article],
        )?;
    }
    Ok(())
}

/// Takes the docket of an article away: nothing of it may be found any more.
pub(super) fn erase(act: &mut Act<'_, '_>, article: ArticleId) -> Result<()> {
    let before = of(act.conn(), article)?;
    settle_words(act.tx(), article, before.as_ref(), None)?;
    settle_people(act.tx(), article, before.as_ref(), None)?;
    act.execute("DELETE FROM dockets WHERE article = $1", &[&article])?;
    Ok(())
}

/// The articles that lie in the bin since before a moment, the oldest first.
pub fn binned_before(c: &mut Conn<'_>, moment: Timestamp, most: i64) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT article FROM dockets WHERE state = $1 AND state_since < $2
         ORDER BY state_since, article LIMIT $3",
        &[&State::Binned.name(), &moment, &most],
        |row| row.get(0),
    )
}

/// Makes the dockets that are missing, as many at once; answers how many it made. An
/// article from before there were dockets has none, and one that was erased gets none.
pub fn make_missing(tx: &mut Tx<'_>, now: Timestamp, most: i64) -> Result<usize> {
    let missing: Vec<(Option<Article>, Timestamp)> = tx.rows(
        "SELECT a.value, a.touched_at FROM articles a JOIN revisions r ON r.id = a.head
         WHERE NOT EXISTS (SELECT 1 FROM dockets d WHERE d.article = a.id)
         ORDER BY a.id LIMIT $1",
        &[&most],
        |row| {
            Ok((
                row.get::<Json<Article>>(0).ok().map(|json| json.0),
                row.get(1)?,
            ))
        },
    )?;
    let mut made = 0;
    for (article, touched) in missing {
        // What cannot be read is the checker's to find, and nobody's reason not to serve.
        let Some(article) = article else {
            continue;
        };
        if let Ok(Some(text)) = articles::revision(tx, article.head) {
            let docket = Docket::of(&article, &text.manuscript, None, (now, touched));
            write(tx, None, &docket)?;
            made += 1;
        }
    }
    Ok(made)
}

/// What the docket of an article should say at `now`; `None` where it has no text.
pub fn expected(c: &mut Conn<'_>, article: &Article, now: Timestamp) -> Result<Option<Docket>> {
    let text = articles::revision(c, article.head)?;
    Ok(text.map(|text| Docket::of(article, &text.manuscript, None, (now, now))))
}
