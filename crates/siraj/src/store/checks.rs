//! What the house has chosen for its checklist, and who passed which warning.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use siraj_editorial::checklist::{Check, Severities, Severity};
use siraj_editorial::{ArticleId, RevisionId, Timestamp};

/// What the house has chosen. A check or a severity that this program does not know is
/// another version's, and counts as not chosen.
pub fn severities(c: &mut Conn<'_>) -> Result<Severities> {
    let rows: Vec<(String, String)> = c.rows(
        "SELECT name, severity FROM checks ORDER BY name",
        &[],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows
        .iter()
        .filter_map(|(check, severity)| Some((Check::named(check)?, Severity::named(severity)?)))
        .fold(Severities::default(), |all, (check, severity)| {
            all.with(check, severity)
        }))
}

/// Keeps what the house has chosen.
pub fn save(act: &mut Act<'_, '_>, severities: &Severities) -> Result<()> {
    act.execute("DELETE FROM checks", &[])?;
    for (check, severity) in severities.chosen() {
        act.execute(
            "INSERT INTO checks (name, severity) VALUES ($1, $2)",
            &[&check.name(), &severity.name()],
        )?;
    }
    Ok(())
}

/// Writes down that whoever acts published a text in spite of these warnings.
pub fn pass(
    act: &mut Act<'_, '_>,
    (article, revision): (ArticleId, RevisionId),
    warnings: &[Check],
) -> Result<()> {
    let (at, by) = (act.at(), act.by().to_string());
    for check in warnings {
        act.execute(
            "INSERT INTO passed (article, at, name, revision, actor) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (article, at, name) DO NOTHING",
            &[&article, &at, &check.name(), &revision, &by],
        )?;
    }
    Ok(())
}

/// Warnings that were passed since a moment and until another, both included: of which
/// article, when, which.
pub fn passed(
    c: &mut Conn<'_>,
    (since, until): (Timestamp, Timestamp),
) -> Result<Vec<(ArticleId, Timestamp, Check)>> {
    let rows: Vec<(ArticleId, Timestamp, String)> = c.rows(
        "SELECT article, at, name FROM passed WHERE at >= $1 AND at <= $2 ORDER BY at, name",
        &[&since, &until],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(article, at, name)| Some((article, at, Check::named(&name)?)))
        .collect())
}
