//! Accounts and tokens: who may act, as what. A token is shown once and kept
//! only as a hash; it has a role of its own, never above its person's.

use super::Result;
use super::changes::Act;
use super::db::{Conn, Tx};
use super::values::Json;
use super::{house, sections};
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::section::with_descendants;
use siraj_editorial::{PersonId, SectionId, Timestamp};
use uuid::Uuid;

/// What a token is, as lists show it.
#[derive(Debug, Clone)]
pub struct Token {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// Confined to these sections and all below them.
    pub sections: Option<Vec<SectionId>>,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Option<Timestamp>,
    /// Taken back.
    pub revoked_at: Option<Timestamp>,
}

impl Token {
    /// Whether the token opens anything at `now`.
    #[must_use]
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at.is_none_or(|end| end > now)
    }
}

const TOKEN: &str =
    "SELECT id, person, role, sections, created_at, expires_at, revoked_at FROM tokens";

fn read(row: &super::db::Row<'_>) -> Result<Token> {
    Ok(Token {
        id: row.get::<String>(0)?.parse().map_err(super::Error::other)?,
        person: row.get(1)?,
        role: row.get::<Json<Role>>(2)?.0,
        sections: row
            .get::<Option<Json<Vec<SectionId>>>>(3)?
            .map(|json| json.0),
        created_at: row.get(4)?,
        expires_at: row.get(5)?,
        revoked_at: row.get(6)?,
    })
}

/// The token of a hash, good or not.
pub fn by_hash(c: &mut Conn<'_>, hash: &str) -> Result<Option<Token>> {
    c.row(&format!("{TOKEN} WHERE hash = $1"), &[&hash], read)
}

/// All tokens, newest first.
pub fn all(c: &mut Conn<'_>) -> Result<Vec<Token>> {
    c.rows(&format!("{TOKEN} ORDER BY created_at DESC, id"), &[], read)
}

/// Keeps a token under the hash of its text.
pub fn save(tx: &mut Tx<'_>, token: &Token, hash: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO tokens (id, hash, person, role, sections, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &token.id.to_string(),
            &hash,
            &token.person,
            &Json(token.role),
            &token.sections.as_ref().map(Json),
            &token.created_at,
            &token.expires_at,
        ],
    )?;
    Ok(())
}

/// Keeps a token under the hash of its text, as an act.
pub fn make(act: &mut Act<'_, '_>, token: &Token, hash: &str) -> Result<()> {
    act.execute(
        "INSERT INTO tokens (id, hash, person, role, sections, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &token.id.to_string(),
            &hash,
            &token.person,
            &Json(token.role),
            &token.sections.as_ref().map(Json),
            &token.created_at,
            &token.expires_at,
        ],
    )?;
    Ok(())
}

/// One token.
pub fn by_id(c: &mut Conn<'_>, id: Uuid) -> Result<Option<Token>> {
    c.row(&format!("{TOKEN} WHERE id = $1"), &[&id.to_string()], read)
}

/// Takes a token back, as an act.
pub fn take_back(act: &mut Act<'_, '_>, id: Uuid) -> Result<()> {
    let now = act.at();
    act.execute(
        "UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        &[&id.to_string(), &now],
    )?;
    Ok(())
}

/// Takes a token back; says whether there was one to take.
pub fn revoke(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<bool> {
    let rows = tx.execute(
        "UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL",
        &[&id.to_string(), &now],
    )?;
    Ok(rows > 0)
}

/// What a person's account allows; `None` for somebody without one.
pub fn account(c: &mut Conn<'_>, person: PersonId) -> Result<Option<Actor>> {
    c.row(
        "SELECT role, sections FROM accounts WHERE person = $1",
        &[&person],
        |row| {
            Ok(Actor {
                person,
                role: row.get::<Json<Role>>(0)?.0,
                sections: row
                    .get::<Option<Json<Vec<SectionId>>>>(1)?
                    .map(|json| json.0),
            })
        },
    )
}

/// What a person's account allows at this moment: an editor's sections with all below
/// them, and no bounds for a chief.
pub fn acting(c: &mut Conn<'_>, person: PersonId) -> Result<Option<Actor>> {
    let Some(account) = account(c, person)? else {
        return Ok(None);
    };
    let confined = account.sections.filter(|_| account.role < Role::Chief);
    Ok(Some(Actor {
        sections: widened(c, confined)?,
        ..account
    }))
}

/// Sections with all below them.
pub fn widened(c: &mut Conn<'_>, named: Option<Vec<SectionId>>) -> Result<Option<Vec<SectionId>>> {
    let Some(named) = named else {
        return Ok(None);
    };
    let mut wide = Vec::new();
    for edition in house::editions(c)? {
        let all = sections::all(c, edition.id)?;
        wide.extend(named.iter().flat_map(|id| with_descendants(&all, *id)));
    }
    Ok(Some(wide))
}

/// How many owners there are.
pub fn owners(c: &mut Conn<'_>) -> Result<i64> {
    Ok(c.row(
        "SELECT COUNT(*) FROM accounts WHERE role = $1",
        &[&Json(Role::Owner)],
        |row| row.get(0),
    )?
    .unwrap_or_default())
}

/// The person who has had an account of this role for longest.
pub fn first_with(c: &mut Conn<'_>, role: Role) -> Result<Option<PersonId>> {
    c.row(
        "SELECT person FROM accounts WHERE role = $1 ORDER BY person LIMIT 1",
        &[&Json(role)],
        |row| row.get(0),
    )
}

/// Gives a person an account, or changes it.
pub fn save_account(act: &mut Act<'_, '_>, actor: &Actor) -> Result<()> {
    act.execute(
        "INSERT INTO accounts (person, role, sections) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET role = excluded.role, sections = excluded.sections",
        &[
            &actor.person,
            &Json(actor.role),
            &actor.sections.as_ref().map(Json),
        ],
    )?;
    Ok(())
}

/// Whoever is confined to a section that goes is confined to its heir.
pub(super) fn inherit_section(
    act: &mut Act<'_, '_>,
    gone: SectionId,
    heir: SectionId,
) -> Result<()> {
    for (all, save) in [
        (
            "SELECT person, sections FROM accounts WHERE sections LIKE $1",
            "UPDATE accounts SET sections = $2 WHERE person = $1",
        ),
        (
            "SELECT id, sections FROM tokens WHERE sections LIKE $1",
            "UPDATE tokens SET sections = $2 WHERE id = $1",
        ),
    ] {
        let named = format!("%\"{gone}\"%");
        let rows: Vec<(String, Vec<SectionId>)> = act.conn().rows(all, &[&named], |row| {
            Ok((row.get(0)?, row.get::<Json<Vec<SectionId>>>(1)?.0))
        })?;
        for (id, mut sections) in rows {
            sections.retain(|section| *section != gone);
            if !sections.contains(&heir) {
                sections.push(heir);
            }
            act.execute(save, &[&id, &Json(&sections)])?;
        }
    }
    Ok(())
}

/// How many people are confined to a section by name.
pub fn confined_to(c: &mut Conn<'_>, section: SectionId) -> Result<u64> {
    let found: Option<i64> = c.row(
        "SELECT COUNT(*) FROM accounts WHERE sections LIKE $1",
        &[&format!("%\"{section}\"%")],
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or_default().unsigned_abs())
}

/// Takes a person's account away, and their tokens back.
pub fn remove_account(act: &mut Act<'_, '_>, person: PersonId, now: Timestamp) -> Result<()> {
    act.execute("DELETE FROM accounts WHERE person = $1", &[&person])?;
    act.execute(
        "UPDATE tokens SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL",
        &[&person, &now],
    )?;
    Ok(())
}

/// What an idempotency key was answered with: body hash, status, answer.
pub fn answered(
    c: &mut Conn<'_>,
    token: Uuid,
    name: &str,
    since: Timestamp,
) -> Result<Option<(String, i64, String)>> {
    c.row(
        "SELECT body_hash, status, answer FROM idempotency
         WHERE sender = $1 AND name = $2 AND at >= $3",
        &[&token.to_string(), &name, &since],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Keeps the answer to an idempotency key, in the transaction of the act itself.
pub fn keep_answer(
    tx: &mut Tx<'_>,
    (token, name): (Uuid, &str),
    body_hash: &str,
    (status, answer): (i64, &str),
    now: Timestamp,
) -> Result<()> {
    tx.execute(
        "INSERT INTO idempotency (sender, name, body_hash, status, answer, at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (sender, name) DO UPDATE SET body_hash = excluded.body_hash,
             status = excluded.status, answer = excluded.answer, at = excluded.at",
        &[
            &token.to_string(),
            &name,
            &body_hash,
            &status,
            &answer,
            &now,
        ],
    )?;
    Ok(())
}

/// Forgets answers older than this moment.
pub fn forget_answers(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM idempotency WHERE at < $1", &[&before])
}
