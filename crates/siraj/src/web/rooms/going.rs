//! Things of the house that become part of another of their kind, or go: what is asked
//! before, and what is done. Topics, stories and profiles differ in their words alone.

use super::form::{Choice, Typed};
use super::gate::Gate;
use super::house::failed;
use super::page::{self, Frame};
use super::sent::{Last, Sent};
use super::sheet::{Going, GoingWords, ask};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::db::Conn;
use crate::store::{self, heirs};
use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::Response;
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
