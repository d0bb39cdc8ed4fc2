//! Things of the house that are changed, become part of another of their kind, or go: what
//! is asked before, and what is done. Topics, stories and profiles differ in their fields
//! and words alone.

use super::form::{Choice, Typed};
use super::gate::Gate;
use super::house::{editions, failed};
use super::page::{self, Frame};
use super::sent::{Last, Sent};
use super::sheet::{Going, GoingWords, ask, brought_back, kept};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::db::Conn;
use crate::store::{self, heirs};
use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use siraj_editorial::edition::Edition;
use siraj_editorial::named::Named;
use siraj_editorial::role::Actor;
use std::fmt::Display;
use std::str::FromStr;

/// A thing that can become part of another.
pub trait Goes: Clone + Send + Sync + 'static {
    /// What it is known by.
    type Id: Copy + PartialEq + Display + FromStr + Send + Sync + 'static;
    /// Where its kind is.
    const HERE: &'static str;
    /// The place of the bar.
    const PLACE: &'static str;
    /// What follows the identity in the address of its own page.
    const END: &'static str;
    /// The sentences.
    const WORDS: GoingWords;

    /// Which it is.
    fn id(&self) -> Self::Id;
    /// What it is called.
    fn called(&self) -> &Named;
    /// Its part of an address.
    fn slug(&self) -> &str;
    /// Whether it is part of another already.
    fn is_merged(&self) -> bool;
    /// All of its kind.
    ///
    /// # Errors
    /// The store's.
    fn all(c: &mut Conn<'_>) -> store::Result<Vec<Self>>;
    /// Whoever is inside and may have it go.
    fn whose(
        gate: &Gate,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Inside, Response>> + Send;
    /// Makes it part of another.
    fn merge(
        room: &Room,
        actor: Actor,
        gone: Self::Id,
        heir: Self::Id,
    ) -> impl Future<Output = ActResult<Done<()>>> + Send;
}

/// A thing that is changed on a page of its own.
pub trait Changes: Goes + Serialize + DeserializeOwned {
    /// The same under another identity: what a form brings back is no other thing.
    #[must_use]
    fn known_as(self, id: Self::Id) -> Self;
    /// What was typed, over what it was.
    fn typed_over(&self, typed: &Typed, editions: &[Edition]) -> Self;
    /// Saves it.
    fn save(
        room: &Room,
        actor: Actor,
        new: Self,
    ) -> impl Future<Output = ActResult<Done<Self>>> + Send;
    /// Its page, among all of its kind: with the way back to what it was, or with what is
    /// wrong.
    fn draw(
        gate: &Gate,
        headers: &HeaderMap,
        whose: (&Inside, &[Self]),
        shown: (&Self, Result<Option<String>, ActError>),
    ) -> impl Future<Output = Result<Response, Response>> + Send;
}

/// A thing that can go altogether while nothing names it.
pub trait Leaves: Goes {
    /// Removes it.
    fn remove(
        room: &Room,
        actor: Actor,
        id: Self::Id,
    ) -> impl Future<Output = ActResult<Done<()>>> + Send;
}

/// What is asked: to become part of what was chosen, or to go.
enum Asked<T: Goes> {
    Merge(Option<T::Id>),
    Remove,
}

fn of_its_own<T: Goes>(id: impl Display) -> String {
    format!("{}/{id}{}", T::HERE, T::END)
}

async fn found<T: Goes>(
    gate: &Gate,
    headers: &HeaderMap,
    id: &str,
) -> Result<(T, Vec<T>), Response> {
    let read = gate.room.db.read(|c| T::all(c)).await;
    let all = read.map_err(|error| failed(headers, error))?;
    let thing = all.iter().find(|one| one.id().to_string() == id).cloned();
    let thing = thing.ok_or_else(|| page::failed(headers, &ActError::NotFound))?;
    Ok((thing, all))
}

async fn draw<T: Goes>(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, id): (&Inside, &str),
    (asked, error): (Asked<T>, Option<ActError>),
) -> Result<Response, Response> {
    let (thing, all) = found::<T>(gate, headers, id).await?;
    let frame = Frame::inside(gate, inside, T::PLACE).await;
    let named = thing.id().to_string();
    let read = gate.room.db.read(move |c| heirs::count(c, &named)).await;
    let merging = match asked {
        Asked::Remove => None,
        Asked::Merge(chosen) => {
            let others = all
                .iter()
                .filter(|one| one.id() != thing.id() && !one.is_merged())
                .map(|one| {
                    let words = format!("{} ({})", frame.named(one.called()), one.slug());
                    Choice::new(one.id().to_string(), words, chosen == Some(one.id()))
                });
            Some(others.collect())
        }
    };
    let going = Going {
        here: format!("{}/{}", T::HERE, thing.id()),
        back: of_its_own::<T>(thing.id()),
        name: frame.named(thing.called()),
        merging,
        count: read.map_err(|error| failed(headers, error))?,
        words: T::WORDS,
    };
    ask(frame, headers, going, error)
}

/// A thing's page.
pub async fn show<T: Changes>(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = T::whose(&gate, &headers).await?;
    let (thing, all) = found::<T>(&gate, &headers, &id).await?;
    T::draw(&gate, &headers, (&inside, &all), (&thing, Ok(None))).await
}

/// Saves a thing, or brings back what it was.
pub async fn act<T: Changes>(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = T::whose(&gate, &headers).await?;
    let (before, all) = found::<T>(&gate, &headers, &id).await?;
    let editions = editions(&gate, &headers).await?;
    let new = match brought_back::<T>(&typed) {
        Some(back) => back.known_as(before.id()),
        None => before.typed_over(&typed, &editions),
    };
    let whose = (&inside, all.as_slice());
    match T::save(&gate.room, inside.actor.clone(), new.clone()).await {
        Ok(done) => T::draw(&gate, &headers, whose, (&done.value, Ok(kept(&before)))).await,
        Err(error) => T::draw(&gate, &headers, whose, (&new, Err(error))).await,
    }
}

/// Asks what a thing shall become part of.
pub async fn ask_merge<T: Goes>(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = T::whose(&gate, &headers).await?;
    let asked = (Asked::<T>::Merge(None), None);
    draw(&gate, &headers, (&inside, &id), asked).await
}

/// Makes a thing part of what was chosen.
pub async fn merge<T: Goes>(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = T::whose(&gate, &headers).await?;
    let (thing, _) = found::<T>(&gate, &headers, &id).await?;
    let into: Option<T::Id> = typed.id("into");
    let merged = match into {
        Some(into) => T::merge(&gate.room, inside.actor.clone(), thing.id(), into).await,
        None => Err(acts::dead("into")),
    };
    match (merged, into) {
        (Ok(_), Some(heir)) => Ok(page::see(&of_its_own::<T>(heir))),
        (merged, into) => {
            let asked = (Asked::<T>::Merge(into), merged.err());
            draw(&gate, &headers, (&inside, &id), asked).await
        }
    }
}

/// Asks whether a thing shall go.
pub async fn ask_remove<T: Leaves>(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = T::whose(&gate, &headers).await?;
    let asked = (Asked::<T>::Remove, None);
    draw(&gate, &headers, (&inside, &id), asked).await
}

/// Removes a thing that nothing names.
pub async fn remove<T: Leaves>(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = T::whose(&gate, &headers).await?;
    let (thing, _) = found::<T>(&gate, &headers, &id).await?;
    match T::remove(&gate.room, inside.actor.clone(), thing.id()).await {
        Ok(_) => Ok(page::see(&format!("{}?done=removed", T::HERE))),
        Err(error) => {
            let asked = (Asked::<T>::Remove, Some(error));
            draw(&gate, &headers, (&inside, &id), asked).await
        }
    }
}
