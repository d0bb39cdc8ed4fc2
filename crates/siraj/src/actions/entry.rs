//! Coming in and going out: links that open once, signing in, the code of an
//! authenticator app, sessions. What goes wrong on the way in has one answer, so that
//! nobody learns from it whether there is such a person.

mod own;
mod passkeys;
mod people;

pub use passkeys::{
    Challenge, add_key, are_known, begin_key, begin_sign_in, forget_key, keys, sign_in_by_key,
};
pub use people::{invite, let_in, member, members, take_account};

pub use own::{begin_codes, change_password, choose_language, end_codes, renew_recovery};

use crate::room::{ActError, ActResult, Room, fresh_id};
use crate::secrets::{self, Weak};
use crate::store::changes::By;
use crate::store::entry::{self, Ends, Link, LinkKind, Session, SignIn};
use crate::store::{house, tokens};
use crate::tokens::mint;
use siraj_editorial::person::Person;
use siraj_editorial::refusal::EntryRefused;
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::{PersonId, Timestamp};

/// A session ends when it was not used for so long: fourteen days.
pub const IDLE_SECONDS: i64 = 14 * 24 * 60 * 60;
/// And at the latest after so long: sixty days.
pub const SESSION_SECONDS: i64 = 60 * 24 * 60 * 60;
/// So long one may look for one's telephone between the password and the code.
pub const HALF_SECONDS: i64 = 10 * 60;
/// A session's last use is noted this often, not at each request.
const SEEN_SECONDS: i64 = 5 * 60;
/// The longest address that mail knows (RFC 5321, 4.5.3.1).
const EMAIL: usize = 254;
/// So much is kept of what a browser says of itself.
const AGENT: usize = 300;

/// Somebody who is inside.
#[derive(Debug, Clone)]
pub struct Inside {
    /// The session.
    pub session: Session,
    /// What its person signs in with.
    pub sign_in: SignIn,
    /// Who that is, for pages that name them.
    pub person: Person,
    /// What they may do.
    pub actor: Actor,
}

/// A session that was begun: what the browser keeps, and whether a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The secret.
    pub secret: String,
    /// Whether the code of the app is still to come.
    pub half: bool,
    /// The language of the person's rooms.
    pub language: String,
}

fn refused<T>(why: EntryRefused) -> ActResult<T> {
    Err(ActError::refused(why))
}

/// An address as it is kept and compared: in small letters, without space around.
fn address(email: &str) -> Option<String> {
    let email = email.trim().to_lowercase();
    let (name, host) = email.rsplit_once('@')?;
    let is_plain = email
        .chars()
        .all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ','));
    let is_address = !name.is_empty() && host.len() > 1 && is_plain && email.len() <= EMAIL;
    is_address.then_some(email)
}

/// Hashing takes long and much memory: off the threads that serve readers, and one
/// after the other.
async fn hashing<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> ActResult<T> {
    static ONE: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(1);
    let _turn = ONE.acquire().await;
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| ActError::Failed(crate::store::Error::other(error)))
}

/// Makes a link for a person with an account: the first owner's while no owner can sign
/// in, else to open the door or, for one who could before, to reset it. Answers with
/// its text; links that the person had are void.
///
/// # Errors
/// The person has no account.
pub async fn make_link(room: &Room, by: By, person: PersonId) -> ActResult<String> {
    let (text, hash) = mint()?;
    let now = room.clock.now();
    room.act(by, "make_link", move |act| {
        act.about("person", person);
        let account = tokens::account(act.conn(), person)?.ok_or(ActError::NotFound)?;
        let is_first = account.role == Role::Owner && !entry::has_owner(act.conn())?;
        let kind = if is_first {
            LinkKind::First
        } else if entry::of(act.conn(), person)?.is_some() {
            LinkKind::Reset
        } else {
            LinkKind::Open
        };
        let link = Link {
            kind,
            person,
            expires_at: now.plus_seconds(kind.seconds()),
            used: false,
        };
        Ok(entry::save_link(act, &link, &hash, now)?)
    })
    .await?;
    Ok(text)
}

/// The first owner's link while no owner can sign in; `None` afterwards, and before the
/// house is founded.
///
/// # Errors
/// The store's.
pub async fn first_link(room: &Room) -> ActResult<Option<String>> {
    let owner = room
        .db
        .read(|c| {
            if entry::has_owner(c)? {
                return Ok(None);
            }
            tokens::first_with(c, Role::Owner)
        })
        .await?;
    match owner {
        Some(owner) => make_link(room, By::House, owner).await.map(Some),
        None => Ok(None),
    }
}

/// Whom a link is for, and what they sign in with already; a link that opens nothing
/// (any more) is refused.
///
/// # Errors
/// The link is unknown, used, too old, or void.
pub async fn look_at_link(room: &Room, text: &str) -> ActResult<(Link, Person, Option<SignIn>)> {
    let (hash, now) = (crate::tokens::hash(text), room.clock.now());
    room.db.read(move |c| good_link(c, &hash, now)).await
}

fn good_link(
    c: &mut crate::store::db::Conn<'_>,
    hash: &str,
    now: Timestamp,
) -> ActResult<(Link, Person, Option<SignIn>)> {
    let void = || ActError::refused(EntryRefused::VoidLink);
    let link = entry::link(c, hash)?.ok_or_else(void)?;
    let sign_in = entry::of(c, link.person)?;
    let is_void = match link.kind {
        LinkKind::First => entry::has_owner(c)?,
        LinkKind::Open => sign_in.is_some(),
        LinkKind::Reset => false,
    };
    if link.used || link.expires_at <= now || is_void {
        return Err(void());
    }
    let person = house::people(c, &[link.person])?.pop().ok_or_else(void)?;
    Ok((link, person, sign_in))
}

/// What is typed behind a link.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The link's text.
    pub link: String,
    /// The address to sign in with.
    pub email: String,
    /// The password.
    pub password: String,
    /// The language of the rooms, from now on.
    pub language: String,
    /// What the browser says of itself.
    pub agent: String,
}

/// Opens the door behind a link: from now on the person signs in with this address and
/// password. All sessions that they had are ended, their passkeys are forgotten and an
/// app's codes are asked for no more; the one who opened is inside.
///
/// # Errors
/// As [`look_at_link`]; an address that is none or another's; a weak password.
pub async fn open(room: &Room, opening: Opening) -> ActResult<Begun> {
    // First, so that nobody learns of addresses who has no link.
    let (link, ..) = look_at_link(room, &opening.link).await?;
    let Some(email) = address(&opening.email) else {
        return refused(EntryRefused::BadEmail);
    };
    strong(&opening.password, &email)?;
    let password = opening.password;
    let password = hashing(move || secrets::hash_password(&password)).await??;
    let (hash, now) = (crate::tokens::hash(&opening.link), room.clock.now());
    let new = SignIn {
        person: link.person,
        email,
        password,
        totp: None,
        totp_step: 0,
        recovery: Vec::new(),
        language: opening.language.clone(),
    };
    let (secret, session) = fresh_session(link.person, false, &opening.agent, now)?;
    let secret_hash = crate::tokens::hash(&secret);
    room.act(By::Person(link.person), "open_account", move |act| {
        act.about("person", link.person);
        good_link(act.conn(), &hash, now)?;
        let other = entry::by_email(act.conn(), &new.email)?;
        if other.is_some_and(|other| other.person != new.person) {
            return refused(EntryRefused::EmailTaken);
        }
        entry::use_link(act, &hash, now)?;
        entry::save(act, &new)?;
        entry::end_sessions(act, link.person, Ends::All, now)?;
        crate::store::passkeys::remove_all(act, link.person)?;
        Ok(entry::begin_session(act, &session, &secret_hash)?)
    })
    .await?;
    Ok(Begun {
        secret,
        half: false,
        language: opening.language,
    })
}

fn strong(password: &str, email: &str) -> ActResult<()> {
    secrets::judge(password, email).or_else(|weak| {
        refused(match weak {
            Weak::Short => EntryRefused::ShortPassword,
            Weak::Long => EntryRefused::LongPassword,
            Weak::Guessed => EntryRefused::GuessedPassword,
        })
    })
}

fn fresh_session(
    person: PersonId,
    half: bool,
    agent: &str,
    now: Timestamp,
) -> ActResult<(String, Session)> {
    let (secret, _) = mint()?;
    let session = Session {
        id: fresh_id(),
        person,
        half,
        agent: agent
            .chars()
            .filter(|c| !c.is_control())
            .take(AGENT)
            .collect(),
        created_at: now,
        seen_at: now,
    };
    Ok((secret, session))
}

/// Signs in. Where the person has an authenticator app, the session is but half begun.
///
/// # Errors
/// [`EntryRefused::Wrong`], whatever is wrong.
pub async fn sign_in(room: &Room, email: &str, password: String, agent: &str) -> ActResult<Begun> {
    let typed = address(email).unwrap_or_default();
    let found = room
        .db
        .read(move |c| match entry::by_email(c, &typed)? {
            // One whose account was taken away cannot come in.
            Some(found) if tokens::account(c, found.person)?.is_some() => Ok(Some(found)),
            _ => Ok::<_, crate::store::Error>(None),
        })
        .await?;
    let hash = found.as_ref().map(|found| found.password.clone());
    let is_it = hashing(move || secrets::is_password(&password, hash.as_deref())).await?;
    let Some(found) = found.filter(|_| is_it) else {
        return refused(EntryRefused::Wrong);
    };
    let half = found.totp.is_some();
    let now = room.clock.now();
    let (secret, session) = fresh_session(found.person, half, agent, now)?;
    let secret_hash = crate::tokens::hash(&secret);
    let name = if half { "half_sign_in" } else { "sign_in" };
    room.act(By::Person(found.person), name, move |act| {
        act.about("person", found.person);
        entry::forget_sessions(act, now.plus_seconds(-SESSION_SECONDS))?;
        Ok(entry::begin_session(act, &session, &secret_hash)?)
    })
    .await?;
    Ok(Begun {
        secret,
        half,
        language: found.language,
    })
}

/// The second half of signing in: the code of the app, or a recovery code, which is used
/// up. The session gets another secret.
///
/// # Errors
/// [`EntryRefused::WrongCode`]; [`ActError::NotFound`] when there is no half session.
pub async fn give_code(room: &Room, secret: &str, code: &str) -> ActResult<Begun> {
    let half = whose(room, secret).await?;
    let Some(half) = half.filter(|inside| inside.session.half) else {
        return Err(ActError::NotFound);
    };
    let now = room.clock.now();
    let (fresh, session) = fresh_session(half.session.person, false, &half.session.agent, now)?;
    let (hash, code) = (crate::tokens::hash(&fresh), code.to_owned());
    let (person, old, language) = (half.session.person, half.session.id, half.sign_in.language);
    room.act(By::Person(person), "sign_in", move |act| {
        act.about("person", person);
        let mut own = entry::of(act.conn(), person)?.ok_or(ActError::NotFound)?;
        if !takes(&mut own, &code, now) {
            return refused(EntryRefused::WrongCode);
        }
        entry::save(act, &own)?;
        entry::end_sessions(act, person, Ends::One(old), now)?;
        Ok(entry::begin_session(act, &session, &hash)?)
    })
    .await?;
    Ok(Begun {
        secret: fresh,
        half: false,
        language,
    })
}

/// Takes a code, once: the app's of a step that is newer than the last, or a recovery code.
fn takes(own: &mut SignIn, code: &str, now: Timestamp) -> bool {
    let step = own
        .totp
        .as_deref()
        .and_then(|key| secrets::step_of(code, key, now));
    if let Some(step) = step.filter(|step| *step > own.totp_step) {
        own.totp_step = step;
        return true;
    }
    let hash = secrets::recovery_hash(code);
    let before = own.recovery.len();
    own.recovery.retain(|kept| *kept != hash);
    own.recovery.len() < before
}

/// Who is inside with this secret, half or whole; `None` for nobody. Notes now and then
/// that the session is used.
///
/// # Errors
/// The store's.
pub async fn whose(room: &Room, secret: &str) -> ActResult<Option<Inside>> {
    let (hash, now) = (crate::tokens::hash(secret), room.clock.now());
    let found: Option<Inside> = room
        .db
        .read(move |c| {
            let Some(session) = entry::session_of(c, &hash)? else {
                return Ok(None);
            };
            let person = house::people(c, &[session.person])?.pop();
            let actor = tokens::acting(c, session.person)?;
            let sign_in = entry::of(c, session.person)?;
            let (Some(person), Some(actor), Some(sign_in)) = (person, actor, sign_in) else {
                return Ok(None);
            };
            Ok::<_, crate::store::Error>(Some(Inside {
                session,
                sign_in,
                person,
                actor,
            }))
        })
        .await?;
    let Some(inside) = found.filter(|inside| is_good(&inside.session, now)) else {
        return Ok(None);
    };
    let id = inside.session.id;
    if now.seconds_since(inside.session.seen_at) >= SEEN_SECONDS {
        room.db
            .write(move |tx| entry::see_session(tx, id, now))
            .await?;
    }
    Ok(Some(inside))
}

fn is_good(session: &Session, now: Timestamp) -> bool {
    let (age, idle) = (
        now.seconds_since(session.created_at),
        now.seconds_since(session.seen_at),
    );
    if session.half {
        age < HALF_SECONDS
    } else {
        age < SESSION_SECONDS && idle < IDLE_SECONDS
    }
}

/// Ends sessions of one's own; says how many.
///
/// # Errors
/// The store's.
pub async fn end(room: &Room, person: PersonId, which: Ends) -> ActResult<u64> {
    let now = room.clock.now();
    let done = room
        .act(By::Person(person), "end_sessions", move |act| {
            act.about("person", person);
            Ok(entry::end_sessions(act, person, which, now)?)
        })
        .await?;
    Ok(done.value)
}
