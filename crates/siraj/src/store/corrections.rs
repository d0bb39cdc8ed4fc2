//! The public corrections of an edition: of every article that is public, in a
//! list whose pages count from the oldest and are fixed when full, as those of
//! articles do ([`super::lists`]).

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::keys::List;
use super::lists;
use super::live::Face;
use super::touched::RowChange;
use super::values::Json;
use siraj_editorial::article::Article;
use siraj_editorial::correction::Correction;
use siraj_editorial::{ArticleId, EditionId};

/// A correction and the article that it stands in.
pub type Listed = (ArticleId, Correction);

/// The public corrections of an article: its own, and under a live one those of its
/// posts.
pub(super) fn wanted(c: &mut Conn<'_>, face: Option<&Face>) -> Result<Vec<Correction>> {
    let Some(face) = face else {
        return Ok(Vec::new());
    };
    let mut all = face.corrections.clone();
    if face.is_live() {
        all.extend(super::posts::corrections_of(c, face.card.article)?);
    }
    Ok(all)
}

/// Brings an article's public corrections to what its face has now.
pub(super) fn settle(act: &mut Act<'_, '_>, article: &Article, face: Option<&Face>) -> Result<()> {
    let old = of(act.conn(), article.id)?;
    let old: Vec<Correction> = old.into_iter().map(|(_, correction)| correction).collect();
    let new = wanted(act.conn(), face)?;
    let list = List::Corrections(article.edition);
    let name = list.to_string();
    for gone in old.iter().filter(|one| !new.contains(one)) {
        act.execute("DELETE FROM public_corrections WHERE id = $1", &[&gone.id])?;
        let page = lists::page_at(act.conn(), &name, gone.at.micros())?;
        act.change(&RowChange::Entry(&list, page.unwrap_or(1)));
    }
    for fresh in new.iter().filter(|one| !old.contains(one)) {
        let page = lists::page_for(act, &name, fresh.at.micros(), |c, from| {
            held(c, article.edition, from)
        })?;
        act.execute(
            "INSERT INTO public_corrections (id, edition, article, at, value)
             VALUES ($1, $2, $3, $4, $5)",
            &[
                &fresh.id,
                &article.edition,
                &article.id,
                &fresh.at,
                &Json(fresh),
            ],
        )?;
        act.change(&RowChange::Entry(&list, page));
    }
    Ok(())
}

/// How many corrections an edition has from this moment on, and the newest moment.
fn held(c: &mut Conn<'_>, edition: EditionId, from: i64) -> Result<(i64, i64)> {
    let held = c.row(
        "SELECT COUNT(*), COALESCE(MAX(at), 0) FROM public_corrections
         WHERE edition = $1 AND at >= $2",
        &[&edition, &from],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(held.unwrap_or_default())
}

/// The public corrections of an article as they are listed, with their editions.
pub fn of(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<(EditionId, Correction)>> {
    c.rows(
        "SELECT edition, value FROM public_corrections WHERE article = $1 ORDER BY at, id",
        &[&article],
        |row| Ok((row.get(0)?, row.get::<Json<Correction>>(1)?.0)),
    )
}

/// The newest `most` corrections of an edition, newest first.
pub fn head(c: &mut Conn<'_>, edition: EditionId, most: i64) -> Result<Vec<Listed>> {
    c.rows(
        "SELECT article, value FROM public_corrections
         WHERE edition = $1 ORDER BY at DESC, id DESC LIMIT $2",
        &[&edition, &most],
        |row| Ok((row.get(0)?, row.get::<Json<Correction>>(1)?.0)),
    )
}

/// The corrections of archive page `n`, newest first; `None` when there is no such page.
pub fn page(c: &mut Conn<'_>, edition: EditionId, n: i64) -> Result<Option<Vec<Listed>>> {
    let Some((from, to)) = lists::bounds(c, &List::Corrections(edition), n)? else {
        return Ok(None);
    };
    let found = c.rows(
        "SELECT article, value FROM public_corrections
         WHERE edition = $1 AND at >= $2 AND at < $3 ORDER BY at DESC, id DESC",
        &[&edition, &from, &to],
        |row| Ok((row.get(0)?, row.get::<Json<Correction>>(1)?.0)),
    )?;
    Ok(Some(found))
}
