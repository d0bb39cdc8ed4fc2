//! The public lists: who stands in which, and their archive pages. Pages count
//! from the oldest and are fixed when full, so that publishing touches the head
//! and one page, and a withdrawal leaves a page short instead of moving every
//! page after it.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::keys::List;
use super::live::{Card, Face};
use super::sections;
use super::touched::RowChange;
use super::values::Json;
use siraj_editorial::byline::Signatory;
use siraj_editorial::{ArticleId, EditionId, Timestamp};
use std::collections::BTreeSet;

/// How many articles fill an archive page.
pub const PAGE_LENGTH: i64 = 20;

/// Every list that a public article stands in.
pub(super) fn lists_of(c: &mut Conn<'_>, face: &Face) -> Result<BTreeSet<List>> {
    let card = &face.card;
    let edition = card.edition;
    let all = sections::all(c, edition)?;
    let mut lists = BTreeSet::from([
        List::Latest(edition),
        List::Month(edition, month_of(card.first_at)),
    ]);
    for section in siraj_editorial::section::trail(&all, card.section) {
        lists.insert(List::Section(section.id));
    }
    lists.extend(card.topics.iter().map(|topic| List::Topic(edition, *topic)));
    lists.extend(card.story.map(|story| List::Story(edition, story)));
    for byline in &card.bylines {
        if let Signatory::Person(person) = byline.who {
            lists.insert(List::Author(edition, person));
        }
    }
    Ok(lists)
}

/// The month of a moment in UTC, as `202611`. The sitemap's parts are cut by it;
/// a time zone would move an article from one part to another.
#[must_use]
pub fn month_of(at: Timestamp) -> u32 {
    let date = jiff::tz::TimeZone::UTC.to_datetime(at.to_jiff()).date();
    u32::from(date.year().unsigned_abs()) * 100 + u32::from(date.month().unsigned_abs())
}

/// Brings the lists that an article stands in from what it was to what it is.
pub(super) fn settle(
    act: &mut Act<'_, '_>,
    before: Option<&Face>,
    after: Option<&Face>,
) -> Result<()> {
    let new = match after {
        Some(face) => lists_of(act.conn(), face)?,
        None => BTreeSet::new(),
    };
    settle_to(
        act,
        before.or(after).map(|face| &face.card),
        after.map(|face| &face.card),
        &new,
    )
}

/// Moves every article of these sections into the lists of the sections that are
/// around them now: after a section was moved.
pub(super) fn settle_sections(
    act: &mut Act<'_, '_>,
    below: &[siraj_editorial::SectionId],
) -> Result<()> {
    for section in below {
        let ids: Vec<ArticleId> = act.conn().rows(
            "SELECT article FROM live WHERE section = $1",
            &[section],
            |row| row.get(0),
        )?;
        for id in ids {
            if let Some(face) = super::live::face(act.conn(), id)? {
                let new = lists_of(act.conn(), &face)?;
                settle_to(act, Some(&face.card), Some(&face.card), &new)?;
            }
        }
    }
    Ok(())
}

fn settle_to(
    act: &mut Act<'_, '_>,
    before: Option<&Card>,
    after: Option<&Card>,
    new: &BTreeSet<List>,
) -> Result<()> {
    let Some(article) = before.or(after).map(|card| card.article) else {
        return Ok(());
    };
    let old: Vec<(String, i64)> = act.conn().rows(
        "SELECT list, key FROM list_entries WHERE article = $1",
        &[&article],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let key = after.map_or(0, |card| card.first_at.micros());
    let wanted: BTreeSet<String> = new.iter().map(List::to_string).collect();
    for (list, old_key) in &old {
        if !(wanted.contains(list) && *old_key == key) {
            remove(act, list, *old_key, article)?;
        }
    }
    for list in new {
        let name = list.to_string();
        if !old
            .iter()
            .any(|(old, old_key)| *old == name && *old_key == key)
        {
            insert(act, list, key, article)?;
        }
    }
    Ok(())
}

fn insert(act: &mut Act<'_, '_>, list: &List, key: i64, article: ArticleId) -> Result<()> {
    let name = list.to_string();
    let page = if let List::Month(edition, _) = list {
        // A month is one page whatever it holds; its row says that it exists.
        let fresh = act.execute(
            "INSERT INTO list_pages (list, n, first_key) VALUES ($1, 1, 0)
             ON CONFLICT (list, n) DO NOTHING",
            &[&name],
        )?;
        if fresh > 0 {
            act.change(&RowChange::Months(*edition));
        }
        1
    } else {
        page_for(act, &name, key, |c, from| held(c, &name, from))?
    };
    settle_filled(act, list)?;
    act.execute(
        "INSERT INTO list_entries (list, key, article) VALUES ($1, $2, $3)",
        &[&name, &key, &article],
    )?;
    act.change(&RowChange::Entry(list, page));
    Ok(())
}

/// Says so when nothing stands in a list whose page is told of only while
/// something does: called before its first entry comes and after its last went.
fn settle_filled(act: &mut Act<'_, '_>, list: &List) -> Result<()> {
    let Some(edition) = list.told_while_filled() else {
        return Ok(());
    };
    let any: Option<i64> = act.conn().row(
        "SELECT 1 FROM list_entries WHERE list = $1 LIMIT 1",
        &[&list.to_string()],
        |row| row.get(0),
    )?;
    if any.is_none() {
        act.change(&RowChange::Filled(edition));
    }
    Ok(())
}

/// How many entries a list has from this key on, and the newest key of them.
fn held(c: &mut Conn<'_>, list: &str, from: i64) -> Result<(i64, i64)> {
    let held = c.row(
        "SELECT COUNT(*), COALESCE(MAX(key), 0) FROM list_entries WHERE list = $1 AND key >= $2",
        &[&list, &from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(held.unwrap_or_default())
}

/// The page that an entry of this key belongs to; begins a new one when the
/// newest page is full and the entry is newer than all. `held` counts the entries
/// from a key on and names the newest of them.
pub(super) fn page_for(
    act: &mut Act<'_, '_>,
    list: &str,
    key: i64,
    held: impl FnOnce(&mut Conn<'_>, i64) -> Result<(i64, i64)>,
) -> Result<i64> {
    let last: Option<(i64, i64)> = act.conn().row(
        "SELECT n, first_key FROM list_pages WHERE list = $1 ORDER BY n DESC LIMIT 1",
        &[&list],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((last, first_key)) = last else {
        act.execute(
            "INSERT INTO list_pages (list, n, first_key) VALUES ($1, 1, $2)",
            &[&list, &key],
        )?;
        return Ok(1);
    };
    if key >= first_key {
        let (count, newest) = held(act.conn(), first_key)?;
        if count < PAGE_LENGTH || key <= newest {
            return Ok(last);
        }
        act.execute(
            "INSERT INTO list_pages (list, n, first_key) VALUES ($1, $2, $3)",
            &[&list, &(last + 1), &key],
        )?;
        return Ok(last + 1);
    }
    let page: Option<i64> = act.conn().row(
        "SELECT n FROM list_pages WHERE list = $1 AND first_key <= $2 ORDER BY n DESC LIMIT 1",
        &[&list, &key],
        |row| row.get(0),
    )?;
    if let Some(page) = page {
        return Ok(page);
    }
    // Older than the oldest: the first page reaches back to it.
    act.execute(
        "UPDATE list_pages SET first_key = $2 WHERE list = $1 AND n = 1",
        &[&list, &key],
    )?;
    Ok(1)
}

fn remove(act: &mut Act<'_, '_>, list: &str, key: i64, article: ArticleId) -> Result<()> {
    act.execute(
        "DELETE FROM list_entries WHERE list = $1 AND key = $2 AND article = $3",
        &[&list, &key, &article],
    )?;
    let page = page_at(act.conn(), list, key)?.unwrap_or(1);
    let Some(list) = List::parse(list) else {
        return Ok(());
    };
    settle_filled(act, &list)?;
    if let List::Month(edition, _) = list {
        act.execute(
            "DELETE FROM list_pages WHERE list = $1
             AND NOT EXISTS (SELECT 1 FROM list_entries WHERE list = $1)",
            &[&list.to_string()],
        )?;
        act.change(&RowChange::Months(edition));
    }
    act.change(&RowChange::Entry(&list, page));
    Ok(())
}

/// The newest `most` cards of a list.
pub fn head(c: &mut Conn<'_>, list: &List, most: i64) -> Result<Vec<Card>> {
    c.rows(
        "SELECT l.card FROM list_entries e JOIN live l ON l.article = e.article
         WHERE e.list = $1 ORDER BY e.key DESC, e.article DESC LIMIT $2",
        &[&list.to_string(), &most],
        |row| Ok(row.get::<Json<Card>>(0)?.0),
    )
}

/// Every article of a list.
pub fn all(c: &mut Conn<'_>, list: &List) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT article FROM list_entries WHERE list = $1",
        &[&list.to_string()],
        |row| row.get(0),
    )
}

/// The cards of archive page `n`, newest first; `None` when there is no such page.
pub fn page(c: &mut Conn<'_>, list: &List, n: i64) -> Result<Option<Vec<Card>>> {
    let Some((from, to)) = bounds(c, list, n)? else {
        return Ok(None);
    };
    let cards = c.rows(
        "SELECT l.card FROM list_entries e JOIN live l ON l.article = e.article
         WHERE e.list = $1 AND e.key >= $2 AND e.key < $3 ORDER BY e.key DESC, e.article DESC",
        &[&list.to_string(), &from, &to],
        |row| Ok(row.get::<Json<Card>>(0)?.0),
    )?;
    Ok(Some(cards))
}

/// Where archive page `n` begins and ends: its first key and the one after its
/// last. `None` when there is no such page.
pub(super) fn bounds(c: &mut Conn<'_>, list: &List, n: i64) -> Result<Option<(i64, i64)>> {
    let found: Vec<(i64, i64)> = c.rows(
        "SELECT n, first_key FROM list_pages WHERE list = $1 AND n >= $2 AND n <= $3 ORDER BY n",
        &[&list.to_string(), &n, &n.saturating_add(1)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let key_of = |n: i64| found.iter().find(|(page, _)| *page == n).map(|page| page.1);
    let end = key_of(n.saturating_add(1)).unwrap_or(i64::MAX);
    Ok(key_of(n).map(|from| (from, end)))
}

/// Whether archive page `n` exists.
pub fn has_page(c: &mut Conn<'_>, list: &List, n: i64) -> Result<bool> {
    let found: Option<i64> = c.row(
        "SELECT n FROM list_pages WHERE list = $1 AND n = $2",
        &[&list.to_string(), &n],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// The page on which an entry of this moment stands.
pub fn page_of(c: &mut Conn<'_>, list: &List, at: Timestamp) -> Result<Option<i64>> {
    page_at(c, &list.to_string(), at.micros())
}

pub(super) fn page_at(c: &mut Conn<'_>, list: &str, key: i64) -> Result<Option<i64>> {
    c.row(
        "SELECT n FROM list_pages WHERE list = $1 AND first_key <= $2 ORDER BY n DESC LIMIT 1",
        &[&list, &key],
        |row| row.get(0),
    )
}

/// The topics, authors and running stories with something in an edition.
pub fn filled(c: &mut Conn<'_>, edition: EditionId) -> Result<BTreeSet<List>> {
    let mut found = BTreeSet::new();
    for kind in ["topic", "author", "story"] {
        let names: Vec<String> = c.rows(
            "SELECT p.list FROM list_pages p WHERE p.n = 1 AND p.list LIKE $1
             AND EXISTS (SELECT 1 FROM list_entries e WHERE e.list = p.list)",
            &[&format!("{kind}:{edition}:%")],
            |row| row.get(0),
        )?;
        found.extend(names.iter().filter_map(|name| List::parse(name)));
    }
    Ok(found)
}

/// The number of the newest page.
pub fn last_page(c: &mut Conn<'_>, list: &List) -> Result<Option<i64>> {
    c.row(
        "SELECT n FROM list_pages WHERE list = $1 ORDER BY n DESC LIMIT 1",
        &[&list.to_string()],
        |row| row.get(0),
    )
}

/// The months (`202611`) in which an edition first published something still live, newest first.
pub fn months(c: &mut Conn<'_>, edition: EditionId) -> Result<Vec<u32>> {
    let prefix = format!("month:{edition}:");
    let names: Vec<String> = c.rows(
        "SELECT list FROM list_pages WHERE list LIKE $1 ORDER BY list DESC",
        &[&format!("{prefix}%")],
        |row| row.get(0),
    )?;
    Ok(names
        .iter()
        .filter_map(|name| name.strip_prefix(&prefix)?.parse().ok())
        .collect())
}
