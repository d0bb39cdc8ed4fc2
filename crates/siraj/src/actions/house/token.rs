//! Tokens for the write API, made and taken back in the rooms: never above the account
//! of the person in whose name they act, nor above whoever makes them.

use super::{dead, has, may};
use crate::actions::by;
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::tokens::{self, Token};
use crate::tokens::mint;
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right, Role};
use siraj_editorial::{PersonId, Timestamp};
use uuid::Uuid;

/// Makes a token and answers its text, which is kept nowhere.
///
/// # Errors
/// Not a chief; the person has no account; a role above theirs, or above one's own.
pub async fn make_token(
    room: &Room,
    actor: Actor,
    (person, role): (PersonId, Role),
    expires_at: Option<Timestamp>,
) -> ActResult<Done<(Token, String)>> {
    may(room, &actor, Right::Govern, "make_token").await?;
    let (text, hash) = mint()?;
    room.act(by(&actor), "make_token", move |act| {
        act.about("person", person);
        let account = tokens::account(act.conn(), person)?.ok_or_else(|| dead("person"))?;
        if role > account.role || role > actor.role {
            return Err(ActError::refused(HouseRefused::RoleAbove));
        }
        let token = Token {
            id: fresh_id(),
            person,
            role,
            sections: account.sections,
            created_at: act.at(),
            expires_at,
            revoked_at: None,
        };
        tokens::make(act, &token, &hash)?;
        Ok((token, text.clone()))
    })
    .await
}

/// Takes a token back at once.
///
/// # Errors
/// Not a chief (an owner, for an owner's token); no such token, or one taken back before.
pub async fn take_token_back(room: &Room, actor: Actor, id: Uuid) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "take_token_back").await?;
    room.act(by(&actor), "take_token_back", move |act| {
        let token = tokens::by_id(act.conn(), id)?.ok_or(ActError::NotFound)?;
        act.about("person", token.person);
        if token.role == Role::Owner {
            has(&actor, Right::Own)?;
        }
        if token.revoked_at.is_some() {
            return Err(ActError::NotFound);
        }
        Ok(tokens::take_back(act, id)?)
    })
    .await
}
