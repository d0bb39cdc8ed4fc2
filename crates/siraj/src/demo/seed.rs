//! Makes the demo's newsroom real: founds the house and lets everything in its
//! files happen through the acts by which it happens in any newsroom, at moments
//! relative to the first start. Pictures are not drawn here: their originals are
//! lines (`media::drawn`), drawn when somebody looks.

mod articles;
mod house;
mod live;

use super::files::Demo;
use super::keys::Keys;
use crate::media::Drawing;
use crate::room::{ActResult, Room};
use anyhow::{Context, Result, anyhow};
use futures_util::{StreamExt, TryStreamExt, stream};
use siraj_editorial::Timestamp;
use siraj_editorial::role::{Actor, Role};

/// How many acts wait for the store together: it commits what waits in one flush.
const TOGETHER: usize = 32;

/// What every part of the seeding needs.
struct Seeding<'a> {
    room: Room,
    demo: &'a Demo,
    keys: Keys,
    /// The first start, to which all ages are relative.
    now: Timestamp,
    /// When the house was founded: before its oldest article.
    founded: Timestamp,
    /// Who governs the house and publishes.
    chief: Actor,
}

/// Founds the demo's newsroom in an empty store. Followers need not run.
///
/// # Errors
/// A mistake in the demo's files, with file and line, before anything is written;
/// or what the store says.
pub async fn seed(room: &Room) -> Result<()> {
    let demo = Demo::read()?;
    let keys = Keys::fresh(&demo);
    keys.check(&demo)?;
    let now = room.clock.now();
    let ages = demo.articles.iter().filter_map(|file| file.front.age);
    let oldest = ages.max().map_or(0, |age| age.0);
    let seeding = Seeding {
        // The room's own pages catch up with the log afterwards.
        room: room.unread(),
        now,
        founded: now
            .plus_seconds(-oldest)
            .plus_seconds(-articles::WRITING_SECONDS * 2),
        chief: chief(&demo, &keys)?,
        demo: &demo,
        keys,
    };
    seeding.found().await?;
    seeding.sections().await?;
    seeding.pictures().await?;
    seeding.words_of_the_house().await?;
    let written = seeding.begin_all().await?;
    let written = seeding.let_happen(written).await?;
    seeding.finish(&written).await?;
    room.wake.changed(written.newest);
    Ok(())
}

/// The owner of the house: the account in whose name everything of the house is done.
fn chief(demo: &Demo, keys: &Keys) -> Result<Actor> {
    let owner = demo.people.iter().find(|person| person.role == Role::Owner);
    let owner = owner.context("demo/people.toml:1: nobody is owner")?;
    let person = keys
        .people
        .get(&owner.slug)
        .context("the owner has an identity")?;
    Ok(Actor {
        person: *person,
        role: Role::Owner,
        sections: None,
    })
}

impl Seeding<'_> {
    /// The moment that lies `seconds` before the first start.
    fn ago(&self, seconds: i64) -> Timestamp {
        self.now.plus_seconds(-seconds)
    }
}

/// What an act answered, or what it was about and why not.
fn did<T>(what: &str, answer: ActResult<T>) -> Result<T> {
    answer.map_err(|error| anyhow!("the demo's {what}: {error:?}"))
}

/// Does something for each, many at a time, in their order.
async fn each<I, T, F: Future<Output = Result<T>>>(
    items: impl IntoIterator<Item = I>,
    act: impl FnMut(I) -> F,
) -> Result<Vec<T>> {
    stream::iter(items)
        .map(act)
        .buffered(TOGETHER)
        .try_collect()
        .await
}

/// What the library says of a drawing.
fn original(hash: String) -> crate::actions::picture::Original {
    let (width, height) = Drawing::SIZE;
    crate::actions::picture::Original {
        hash,
        content_type: Drawing::MEDIA_TYPE,
        width,
        height,
    }
}

#[cfg(test)]
mod tests;
