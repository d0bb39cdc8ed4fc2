//! Who asks: the bearer token of a request, or the session of a room's script, and what
//! it allows now. A token never allows more than the account of its person does at this
//! moment, so a person who loses a right loses it in every token at once.

use super::fault::Fault;
use super::gate::Gate;
use crate::actions::entry;
use crate::room::ActError;
use crate::store::db::Conn;
use crate::store::tokens as rows;
use crate::tokens;
use crate::web::session;
use crate::web::visitor::Visitor;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use siraj_editorial::Timestamp;
use siraj_editorial::role::{Actor, Role};
use uuid::Uuid;

/// A token or a session that is good, and who acts with it.
#[derive(Debug, Clone)]
pub struct Bearer {
    /// Which token, or which session.
    pub token: Uuid,
    /// Until when it is good.
    pub expires_at: Option<Timestamp>,
    /// Who acts, with what is allowed.
    pub actor: Actor,
}

/// Who asks.
///
/// # Errors
/// 401 without a token, or with one that opens nothing (any more); 403 for a session
/// whose request comes from no page of ours; what [`Gate::lets_try`] says.
pub async fn who(gate: &Gate, parts: &Parts) -> Result<Bearer, Fault> {
    if gate.by_session {
        return inside(gate, parts).await;
    }
    let text = parts
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, text)| text.trim())
        .ok_or_else(|| Fault::no_token("api.no_token"))?;
    let visitor = parts.extensions.get::<Visitor>();
    gate.lets_try(visitor)?;
    match known(gate, text).await? {
        Some(bearer) => Ok(bearer),
        None => {
            gate.was_wrong(visitor);
            Err(Fault::no_token("api.bad_token"))
        }
    }
}

/// Whoever is in the rooms.
async fn inside(gate: &Gate, parts: &Parts) -> Result<Bearer, Fault> {
    let site = &gate.room.site;
    let reads = matches!(parts.method, Method::GET | Method::HEAD);
    if !reads && !session::is_ours(&parts.headers, site.main_origin()) {
        return Err(Fault::new(StatusCode::FORBIDDEN, "api.foreign"));
    }
    let ended = || Fault::new(StatusCode::UNAUTHORIZED, "api.session_ended");
    let secret = session::secret(&parts.headers, site.is_https()).ok_or_else(ended)?;
    match entry::whose(&gate.room, &secret).await? {
        Some(inside) if !inside.session.half => Ok(Bearer {
            token: inside.session.id,
            expires_at: None,
            actor: inside.actor,
        }),
        _ => Err(ended()),
    }
}

/// Whose token it is, if it is anybody's and good.
async fn known(gate: &Gate, text: &str) -> Result<Option<Bearer>, Fault> {
    if !text.starts_with(tokens::PREFIX) {
        return Ok(None);
    }
    let hash = tokens::hash(text);
    let now = gate.room.clock.now();
    let found = gate
        .room
        .db
        .read(move |c| Ok::<_, ActError>(bearer(c, &hash, now)?));
    Ok(found.await?)
}

fn bearer(
    c: &mut Conn<'_>,
    hash: &str,
    now: Timestamp,
) -> Result<Option<Bearer>, crate::store::Error> {
    let Some(token) = rows::by_hash(c, hash)?.filter(|token| token.is_good(now)) else {
        return Ok(None);
    };
    let Some(account) = rows::account(c, token.person)? else {
        return Ok(None);
    };
    // A chief is in no section's bounds; a chief's token that is, acts as an editor.
    let confined = account.sections.filter(|_| account.role < Role::Chief);
    let most = match &token.sections {
        Some(_) => account.role.min(Role::Editor),
        None => account.role,
    };
    let sections = match (
        rows::widened(c, confined)?,
        rows::widened(c, token.sections)?,
    ) {
        (Some(one), Some(other)) => Some(one.into_iter().filter(|id| other.contains(id)).collect()),
        (one, other) => one.or(other),
    };
    Ok(Some(Bearer {
        token: token.id,
        expires_at: token.expires_at,
        actor: Actor {
            person: token.person,
            role: token.role.min(most),
            sections,
        },
    }))
}
