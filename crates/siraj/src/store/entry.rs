//! How people come in: what they sign in with, their sessions, the links that open a
//! door once. Of secrets only hashes are kept; making and comparing them is
//! [`crate::secrets`]'s.

use super::Result;
use super::changes::Act;
use super::db::{Conn, Row, Tx};
use super::values::Json;
use siraj_editorial::person::Person;
use siraj_editorial::role::{Actor, Right, Role};
use siraj_editorial::{PersonId, SectionId, Timestamp};
use uuid::Uuid;

/// What a person signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Who.
    pub person: PersonId,
    /// The address that is typed, in small letters.
    pub email: String,
    /// The hash of the password.
    pub password: String,
    /// The key of the authenticator app, where there is one.
    pub totp: Option<String>,
    /// The time step of the last code that was taken.
    pub totp_step: i64,
    /// Hashes of the recovery codes that are left.
    pub recovery: Vec<String>,
    /// The language of the rooms.
    pub language: String,
}

/// A session, as its person sees it in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Signed in but for the code of the authenticator app.
    pub half: bool,
    /// What the browser said of itself.
    pub agent: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used, within some minutes.
    pub seen_at: Timestamp,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The first owner comes in; void once an owner can.
    First,
    /// A person with an account gets what to sign in with; void once they have it.
    Open,
    /// A locked-out person gets it anew.
    Reset,
}

impl LinkKind {
    /// How long such a link holds, in seconds: the first owner sits before the machine;
    /// who is invited reads mail once in a while.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        const DAY: i64 = 24 * 60 * 60;
        match self {
            Self::First => 30 * 60,
            Self::Open => 7 * DAY,
            Self::Reset => DAY,
        }
    }
}

/// A link that opens a door once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// What for.
    pub kind: LinkKind,
    /// For whom.
    pub person: PersonId,
    /// Until when.
    pub expires_at: Timestamp,
    /// Whether it was used.
    pub used: bool,
}

const SIGN_IN: &str =
    "SELECT person, email, password, totp, totp_step, recovery, language FROM sign_ins";

fn sign_in(row: &Row<'_>) -> Result<SignIn> {
    Ok(SignIn {
        person: row.get(0)?,
        email: row.get(1)?,
        password: row.get(2)?,
        totp: row.get(3)?,
        totp_step: row.get(4)?,
        recovery: row.get::<Json<Vec<String>>>(5)?.0,
        language: row.get(6)?,
    })
}

/// Who signs in with this address.
pub fn by_email(c: &mut Conn<'_>, email: &str) -> Result<Option<SignIn>> {
    c.row(&format!("{SIGN_IN} WHERE email = $1"), &[&email], sign_in)
}

/// What a person signs in with; `None` for one who cannot yet.
pub fn of(c: &mut Conn<'_>, person: PersonId) -> Result<Option<SignIn>> {
    c.row(&format!("{SIGN_IN} WHERE person = $1"), &[&person], sign_in)
}

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub person: Person,
    /// What they may do.
    pub account: Actor,
    /// What they sign in with; `None` for one who cannot yet.
    pub sign_in: Option<SignIn>,
}

/// Everybody with an account, by path; or this one person, if they have one.
pub fn members(c: &mut Conn<'_>, only: Option<PersonId>) -> Result<Vec<Member>> {
    let only = only.map(|person| person.to_string()).unwrap_or_default();
    c.rows(
        "SELECT s.person, s.email, s.password, s.totp, s.totp_step, s.recovery, s.language,
                p.id, p.value, a.role, a.sections
         FROM accounts a JOIN people p ON p.id = a.person
         LEFT JOIN sign_ins s ON s.person = a.person
         WHERE $1 = '' OR a.person = $1 ORDER BY p.slug",
        &[&only],
        |row| {
            let can = row.get::<Option<PersonId>>(0)?.is_some();
            Ok(Member {
                sign_in: if can { Some(sign_in(row)?) } else { None },
                person: row.get::<Json<Person>>(8)?.0,
                account: Actor {
                    person: row.get(7)?,
                    role: row.get::<Json<Role>>(9)?.0,
                    sections: row
                        .get::<Option<Json<Vec<SectionId>>>>(10)?
                        .map(|json| json.0),
                },
            })
        },
    )
}

/// Everybody whose account has a right in a section, with what they may do.
pub fn who_may(c: &mut Conn<'_>, right: Right, section: SectionId) -> Result<Vec<(Actor, Person)>> {
    let mut able = Vec::new();
    for Member {
        person, account, ..
    } in members(c, None)?
    {
        let confined = account.sections.filter(|_| account.role < Role::Chief);
        let account = Actor {
            sections: super::tokens::widened(c, confined)?,
            ..account
        };
        if account.may_in(right, section) {
            able.push((account, person));
        }
    }
    Ok(able)
}

/// Whether an owner can sign in.
pub fn has_owner(c: &mut Conn<'_>) -> Result<bool> {
    let found: Option<i64> = c.row(
        "SELECT 1 FROM sign_ins s JOIN accounts a ON a.person = s.person
         WHERE a.role = $1 LIMIT 1",
        &[&Json(Role::Owner)],
        |row| row.get(0),
    )?;
    Ok(found.is_some())
}

/// Keeps what a person signs in with.
///
/// # Errors
/// A conflict when another person has the address.
pub fn save(act: &mut Act<'_, '_>, new: &SignIn) -> Result<()> {
    act.execute(
        "INSERT INTO sign_ins (person, email, password, totp, totp_step, recovery, language)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (person) DO UPDATE SET email = excluded.email,
             password = excluded.password, totp = excluded.totp,
             totp_step = excluded.totp_step, recovery = excluded.recovery,
             language = excluded.language",
        &[
            &new.person,
            &new.email,
            &new.password,
            &new.totp,
            &new.totp_step,
            &Json(&new.recovery),
            &new.language,
        ],
    )?;
    Ok(())
}

/// Forgets what a person signs in with, where they are signed in and their links.
pub fn remove(act: &mut Act<'_, '_>, person: PersonId) -> Result<()> {
    for table in [
        "challenges",
        "passkeys",
        "sessions",
        "entry_links",
        "sign_ins",
    ] {
        act.execute(
            &format!("DELETE FROM {table} WHERE person = $1"),
            &[&person],
        )?;
    }
    Ok(())
}

const SESSION: &str = "SELECT id, person, half, agent, created_at, seen_at FROM sessions";

fn session(row: &Row<'_>) -> Result<Session> {
    Ok(Session {
        id: row.get::<String>(0)?.parse().map_err(super::Error::other)?,
        person: row.get(1)?,
        half: row.get(2)?,
        agent: row.get(3)?,
        created_at: row.get(4)?,
        seen_at: row.get(5)?,
    })
}

/// The session of a hash, unless it was ended. Whether it is too old is the caller's
/// to say.
pub fn session_of(c: &mut Conn<'_>, hash: &str) -> Result<Option<Session>> {
    let sql = format!("{SESSION} WHERE hash = $1 AND ended_at IS NULL");
    c.row(&sql, &[&hash], session)
}

/// A person's sessions that were not ended and were used since, newest first.
pub fn sessions(c: &mut Conn<'_>, person: PersonId, since: Timestamp) -> Result<Vec<Session>> {
    let sql = format!(
        "{SESSION} WHERE person = $1 AND ended_at IS NULL AND half = 0 AND seen_at >= $2
         ORDER BY seen_at DESC, id DESC"
    );
    c.rows(&sql, &[&person, &since], session)
}

/// Begins a session under the hash of what its browser keeps.
pub fn begin_session(act: &mut Act<'_, '_>, new: &Session, hash: &str) -> Result<()> {
    act.execute(
        "INSERT INTO sessions (id, hash, person, half, agent, created_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &new.id.to_string(),
            &hash,
            &new.person,
            &new.half,
            &new.agent,
            &new.created_at,
            &new.seen_at,
        ],
    )?;
    Ok(())
}

/// Notes that a session is used.
pub fn see_session(tx: &mut Tx<'_>, id: Uuid, now: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE sessions SET seen_at = $2 WHERE id = $1",
        &[&id.to_string(), &now],
    )?;
    Ok(())
}

/// Ends sessions of a person: one, or all but one; says how many.
pub fn end_sessions(
    act: &mut Act<'_, '_>,
    person: PersonId,
    which: Ends,
    now: Timestamp,
) -> Result<u64> {
    match which {
        Ends::One(id) => act.execute(
            "UPDATE sessions SET ended_at = $3 WHERE person = $1 AND id = $2 AND ended_at IS NULL",
            &[&person, &id.to_string(), &now],
        ),
        Ends::AllBut(id) => act.execute(
            "UPDATE sessions SET ended_at = $3 WHERE person = $1 AND id <> $2 AND ended_at IS NULL",
            &[&person, &id.to_string(), &now],
        ),
        Ends::All => act.execute(
            "UPDATE sessions SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL",
            &[&person, &now],
        ),
    }
}

/// Which sessions end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// This one.
    One(Uuid),
    /// All others.
    AllBut(Uuid),
    /// All.
    All,
}

/// Forgets sessions that nobody has used since, ended or not.
pub fn forget_sessions(act: &mut Act<'_, '_>, before: Timestamp) -> Result<u64> {
    act.execute("DELETE FROM sessions WHERE seen_at < $1", &[&before])
}

/// Keeps a link under the hash of its text. Older ones of the person that were not
/// used are void from now on.
pub fn save_link(act: &mut Act<'_, '_>, link: &Link, hash: &str, now: Timestamp) -> Result<()> {
    act.execute(
        "DELETE FROM entry_links WHERE person = $1 OR expires_at < $2",
        &[&link.person, &now],
    )?;
    act.execute(
        "INSERT INTO entry_links (hash, kind, person, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        &[
            &hash,
            &Json(link.kind),
            &link.person,
            &now,
            &link.expires_at,
        ],
    )?;
    Ok(())
}

/// The link of a hash.
pub fn link(c: &mut Conn<'_>, hash: &str) -> Result<Option<Link>> {
    c.row(
        "SELECT kind, person, expires_at, used_at FROM entry_links WHERE hash = $1",
        &[&hash],
        |row| {
            Ok(Link {
                kind: row.get::<Json<LinkKind>>(0)?.0,
                person: row.get(1)?,
                expires_at: row.get(2)?,
                used: row.get::<Option<Timestamp>>(3)?.is_some(),
            })
        },
    )
}

/// Uses a link up; says whether it was there to be used.
pub fn use_link(act: &mut Act<'_, '_>, hash: &str, now: Timestamp) -> Result<bool> {
    let used = act.execute(
        "UPDATE entry_links SET used_at = $2 WHERE hash = $1 AND used_at IS NULL",
        &[&hash, &now],
    )?;
    Ok(used == 1)
}
