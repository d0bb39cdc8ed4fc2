//! Who may come in at all: invitations, links for those who are locked out, and leaving.

use super::{make_link, refused};
use crate::actions::house as acts;
use crate::room::{ActError, ActResult, Room, fresh_id};
use crate::store::changes::By;
use crate::store::db::Conn;
use crate::store::entry::{self, Member};
use crate::store::tokens;
use siraj_editorial::PersonId;
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::refusal::{EntryRefused, HouseRefused};
use siraj_editorial::role::{Actor, Right, Role};

/// Whether somebody may decide how a person comes in: chiefs, and over owners owners.
///
/// # Errors
/// They may not; the person has no account.
fn may_let_in(c: &mut Conn<'_>, actor: &Actor, person: PersonId) -> ActResult<Actor> {
    let account = tokens::account(c, person)?.ok_or(ActError::NotFound)?;
    let right = match account.role {
        Role::Owner => Right::Own,
        _ => Right::Govern,
    };
    if actor.may(right) {
        Ok(account)
    } else {
        Err(ActError::refused(HouseRefused::NotAllowed))
    }
}

/// Makes somebody a person of the newsroom with an account, and the link by which they
/// open it. Their path is made of their name where none is given.
///
/// # Errors
/// As [`acts::save_person`] and [`acts::save_account`].
pub async fn invite(
    room: &Room,
    actor: &Actor,
    name: Named,
    slug: String,
    role: Role,
) -> ActResult<(PersonId, String)> {
    // Asked before anything is made: the two acts below ask again.
    if role == Role::Owner && !actor.may(Right::Own) {
        return Err(ActError::refused(HouseRefused::NotAllowed));
    }
    let slug = if slug.trim().is_empty() {
        let words = name.0.values().find(|words| words.is_ascii());
        let words = words.or_else(|| name.0.values().next());
        siraj_arabic::slug(words.map_or("", String::as_str))
    } else {
        slug
    };
    let person = Person {
        id: PersonId(fresh_id()),
        slug,
        name,
        title: Named::default(),
        biography: Named::default(),
        portrait: None,
        email: None,
        links: Vec::new(),
        merged_into: None,
    };
    let account = Actor {
        person: person.id,
        role,
        sections: None,
    };
    let id = person.id;
    acts::save_person(room, actor.clone(), person).await?;
    acts::save_account(room, actor.clone(), account).await?;
    let text = make_link(room, By::Person(actor.person), id).await?;
    Ok((id, text))
}

/// Makes a link for a person with an account.
///
/// # Errors
/// Not a chief (an owner, for an owner); the person has no account.
pub async fn let_in(room: &Room, actor: &Actor, person: PersonId) -> ActResult<String> {
    let asks = actor.clone();
    room.db
        .read(move |c| may_let_in(c, &asks, person).map(drop))
        .await?;
    make_link(room, By::Person(actor.person), person).await
}

/// Takes a person's account away: their sessions, links and tokens open nothing from now
/// on. What they wrote keeps their name.
///
/// # Errors
/// Not a chief (an owner, for an owner); the last owner; oneself; no account.
pub async fn take_account(room: &Room, actor: &Actor, person: PersonId) -> ActResult<()> {
    if actor.person == person {
        return refused(EntryRefused::OneselfOut);
    }
    let (asks, now) = (actor.clone(), room.clock.now());
    room.act(By::Person(actor.person), "take_account", move |act| {
        act.about("person", person);
        let account = may_let_in(act.conn(), &asks, person)?;
        if account.role == Role::Owner && tokens::owners(act.conn())? == 1 {
            return Err(ActError::refused(HouseRefused::LastOwner));
        }
        entry::remove(act, person)?;
        Ok(tokens::remove_account(act, person, now)?)
    })
    .await?;
    Ok(())
}

/// Everybody with an account, by path.
///
/// # Errors
/// Not a chief; the store's.
pub async fn members(room: &Room, actor: &Actor) -> ActResult<Vec<Member>> {
    may_govern(actor)?;
    Ok(room.db.read(|c| entry::members(c, None)).await?)
}

/// One of them.
///
/// # Errors
/// Not a chief; there is no such person, or one without an account.
pub async fn member(room: &Room, actor: &Actor, person: PersonId) -> ActResult<Member> {
    may_govern(actor)?;
    let found = room.db.read(move |c| entry::members(c, Some(person)));
    found.await?.pop().ok_or(ActError::NotFound)
}

fn may_govern(actor: &Actor) -> ActResult<()> {
    if actor.may(Right::Govern) {
        Ok(())
    } else {
        Err(ActError::refused(HouseRefused::NotAllowed))
    }
}
