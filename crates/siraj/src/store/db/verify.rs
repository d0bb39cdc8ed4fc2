//! What a database says of its own soundness. PostgreSQL guards its references at
//! every write and its pages by checksums; SQLite is asked to look.

use super::conn::{Conn, Link};
use super::error::Error;

/// What is wrong with the file and its references, in the database's words.
///
/// # Errors
/// When the database cannot be asked.
pub fn damage(conn: &mut Conn<'_>) -> Result<Vec<String>, Error> {
    if matches!(conn.0.link, Link::Postgres(_)) {
        return Ok(Vec::new());
    }
    let mut found = conn.rows("PRAGMA integrity_check", &[], |row| row.get::<String>(0))?;
    found.retain(|line| line != "ok");
    let dangling = conn.rows("PRAGMA foreign_key_check", &[], |row| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let parent: String = row.get(2)?;
        let id = id.unwrap_or_default();
        Ok(format!(
            "{table} (row {id}) refers to a row of {parent} that is not there"
        ))
    })?;
    found.extend(dangling);
    Ok(found)
}
