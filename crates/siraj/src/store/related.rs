//! Related articles: rows written by their follower, so that what a page shows
//! is state like everything else on it.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::touched::RowChange;
use siraj_editorial::ArticleId;

/// The related articles of one, best first.
pub fn of(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT other FROM related WHERE article = $1 ORDER BY position",
        &[&article],
        |row| row.get(0),
    )
}

/// The articles that name this one as related.
pub fn naming(c: &mut Conn<'_>, other: ArticleId) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT DISTINCT article FROM related WHERE other = $1 ORDER BY article",
        &[&other],
        |row| row.get(0),
    )
}

/// Writes the related articles of one; says whether they differ from before.
pub fn set(act: &mut Act<'_, '_>, article: ArticleId, others: &[ArticleId]) -> Result<bool> {
    if of(act.conn(), article)? == others {
        return Ok(false);
    }
    act.execute("DELETE FROM related WHERE article = $1", &[&article])?;
    for (position, other) in (0i64..).zip(others) {
        act.execute(
            "INSERT INTO related (article, position, other) VALUES ($1, $2, $3)",
            &[&article, &position, other],
        )?;
    }
    act.change(&RowChange::Related(article));
    Ok(true)
}
