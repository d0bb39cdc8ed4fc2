//! How a person likes to work: small settings under a name of their own. They change
//! nothing that anybody else sees, so they stand outside the log.

use super::Result;
use super::db::{Conn, Tx};
use siraj_editorial::PersonId;

/// Single keys do nothing.
pub const NO_KEYS: &str = "no_keys";
/// Before the name of a search that is kept.
pub const SEARCH: &str = "search:";

/// What a person has set under a name.
pub fn get(c: &mut Conn<'_>, person: PersonId, name: &str) -> Result<Option<String>> {
    c.row(
        "SELECT value FROM habits WHERE person = $1 AND name = $2",
        &[&person, &name],
        |row| row.get(0),
    )
}

/// Whether a person has set anything under a name.
pub fn has(c: &mut Conn<'_>, person: PersonId, name: &str) -> Result<bool> {
    Ok(get(c, person, name)?.is_some())
}

/// All that a person has set, by name.
pub fn all(c: &mut Conn<'_>, person: PersonId) -> Result<Vec<(String, String)>> {
    c.rows(
        "SELECT name, value FROM habits WHERE person = $1 ORDER BY name",
        &[&person],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Sets something, or takes it back.
pub fn set(tx: &mut Tx<'_>, person: PersonId, name: &str, value: Option<&str>) -> Result<()> {
    match value {
        Some(value) => tx.execute(
            "INSERT INTO habits (person, name, value) VALUES ($1, $2, $3)
             ON CONFLICT (person, name) DO UPDATE SET value = excluded.value",
            &[&person, &name, &value],
        ),
        None => tx.execute(
            "DELETE FROM habits WHERE person = $1 AND name = $2",
            &[&person, &name],
        ),
    }?;
    Ok(())
}
