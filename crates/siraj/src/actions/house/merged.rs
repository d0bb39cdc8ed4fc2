//! Topics, running stories and people that become part of another, or are taken away:
//! texts name the heir, and whatever led to one leads to the other.

use super::{dead, may};
use crate::actions::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::Act;
use crate::store::{heirs, house, tokens};
use siraj_editorial::heir::Heir;
use siraj_editorial::person::Person;
use siraj_editorial::refusal::MergeRefused;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{PersonId, StoryId, TopicId};

fn refused(why: MergeRefused) -> ActError {
    ActError::refused(why)
}

/// Writes a topic; one that is newly merged leaves its texts to the heir.
pub(super) fn put_topic(act: &mut Act<'_, '_>, new: &Topic) -> ActResult<()> {
    let before = house::topics(act.conn(), &[new.id])?.pop();
    let Some(heir) = new
        .merged_into
        .filter(|heir| before.and_then(|before| before.merged_into) != Some(*heir))
    else {
        return Ok(house::save_topic(act, new)?);
    };
    if heir == new.id {
        return Err(refused(MergeRefused::Itself));
    }
    let found = house::topics(act.conn(), &[heir])?.pop();
    let found = found.ok_or_else(|| dead("merged_into"))?;
    if found.merged_into.is_some() {
        return Err(refused(MergeRefused::Merged));
    }
    house::save_topic(act, new)?;
    for mut older in house::all_topics(act.conn())? {
        if older.merged_into == Some(new.id) {
            older.merged_into = Some(heir);
            house::save_topic(act, &older)?;
        }
    }
    heirs::take_over(act, Heir::Topic(new.id, heir))?;
    Ok(())
}

/// Writes a running story; one that is newly merged leaves its texts to the heir.
pub(super) fn put_story(act: &mut Act<'_, '_>, new: &Story) -> ActResult<()> {
    let before = house::stories(act.conn(), &[new.id])?.pop();
    let Some(heir) = new
        .merged_into
        .filter(|heir| before.and_then(|before| before.merged_into) != Some(*heir))
    else {
        return Ok(house::save_story(act, new)?);
    };
    if heir == new.id {
        return Err(refused(MergeRefused::Itself));
    }
    let found = house::stories(act.conn(), &[heir])?.pop();
    let found = found.ok_or_else(|| dead("merged_into"))?;
    if found.merged_into.is_some() {
        return Err(refused(MergeRefused::Merged));
    }
    let over = Story {
        running: false,
        ..new.clone()
    };
    house::save_story(act, &over)?;
    for mut older in house::all_stories(act.conn())? {
        if older.merged_into == Some(new.id) {
            older.merged_into = Some(heir);
            house::save_story(act, &older)?;
        }
    }
    heirs::take_over(act, Heir::Story(new.id, heir))?;
    Ok(())
}

/// Writes a profile; one that is newly merged leaves its texts to the heir. Nobody who
/// comes in is merged away.
pub(super) fn put_person(act: &mut Act<'_, '_>, new: &Person) -> ActResult<()> {
    let before = house::people(act.conn(), &[new.id])?.pop();
    let Some(heir) = new
        .merged_into
        .filter(|heir| before.and_then(|before| before.merged_into) != Some(*heir))
    else {
        return Ok(house::save_person(act, new)?);
    };
    if heir == new.id {
        return Err(refused(MergeRefused::Itself));
    }
    let found = house::people(act.conn(), &[heir])?.pop();
    let found = found.ok_or_else(|| dead("merged_into"))?;
    if found.merged_into.is_some() {
        return Err(refused(MergeRefused::Merged));
    }
    if tokens::account(act.conn(), new.id)?.is_some() {
        return Err(refused(MergeRefused::HasAccount));
    }
    house::save_person(act, new)?;
    for mut older in house::all_people(act.conn())? {
        if older.merged_into == Some(new.id) {
            older.merged_into = Some(heir);
            house::save_person(act, &older)?;
        }
    }
    heirs::take_over(act, Heir::Person(new.id, heir))?;
    Ok(())
}

/// Makes a topic part of another.
///
/// # Errors
/// Not an editor; no such topic; the two do not go together.
pub async fn merge_topic(
    room: &Room,
    actor: Actor,
    gone: TopicId,
    heir: TopicId,
) -> ActResult<Done<()>> {
    may(room, &actor, Right::Curate, "merge_topic").await?;
    room.act(by(&actor), "merge_topic", move |act| {
        act.about("topic", gone);
        let mut topic = house::topics(act.conn(), &[gone])?
            .pop()
            .ok_or(ActError::NotFound)?;
        topic.merged_into = Some(heir);
        put_topic(act, &topic)
    })
    .await
}

/// Makes a running story part of another.
///
/// # Errors
/// Not an editor; no such story; the two do not go together.
pub async fn merge_story(
    room: &Room,
    actor: Actor,
    gone: StoryId,
    heir: StoryId,
) -> ActResult<Done<()>> {
    may(room, &actor, Right::Curate, "merge_story").await?;
    room.act(by(&actor), "merge_story", move |act| {
        act.about("story", gone);
        let mut story = house::stories(act.conn(), &[gone])?
            .pop()
            .ok_or(ActError::NotFound)?;
        story.merged_into = Some(heir);
        put_story(act, &story)
    })
    .await
}

/// Makes two people one.
///
/// # Errors
/// Not a chief; no such person; an account; the two do not go together.
pub async fn merge_person(
    room: &Room,
    actor: Actor,
    gone: PersonId,
    heir: PersonId,
) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "merge_person").await?;
    room.act(by(&actor), "merge_person", move |act| {
        act.about("person", gone);
        let mut person = house::people(act.conn(), &[gone])?
            .pop()
            .ok_or(ActError::NotFound)?;
        person.merged_into = Some(heir);
        put_person(act, &person)
    })
    .await
}

/// Nothing may name what is taken away.
fn unnamed(act: &mut Act<'_, '_>, id: &str) -> ActResult<()> {
    match heirs::count(act.conn(), id)? {
        0 => Ok(()),
        n => Err(refused(MergeRefused::InUse { n })),
    }
}

/// Takes a topic away that no text names.
///
/// # Errors
/// Not an editor; no such topic; texts name it, or others were merged into it.
pub async fn remove_topic(room: &Room, actor: Actor, id: TopicId) -> ActResult<Done<()>> {
    may(room, &actor, Right::Curate, "remove_topic").await?;
    room.act(by(&actor), "remove_topic", move |act| {
        act.about("topic", id);
        let all = house::all_topics(act.conn())?;
        let topic = all.iter().find(|one| one.id == id);
        let topic = topic.ok_or(ActError::NotFound)?;
        unnamed(act, &id.to_string())?;
        if all.iter().any(|other| other.merged_into == Some(id)) {
            return Err(refused(MergeRefused::LedTo));
        }
        Ok(house::remove_topic(act, topic)?)
    })
    .await
}

/// Takes a running story away that no text names.
///
/// # Errors
/// Not an editor; no such story; texts name it, or others were merged into it.
pub async fn remove_story(room: &Room, actor: Actor, id: StoryId) -> ActResult<Done<()>> {
    may(room, &actor, Right::Curate, "remove_story").await?;
    room.act(by(&actor), "remove_story", move |act| {
        act.about("story", id);
        let all = house::all_stories(act.conn())?;
        let story = all.iter().find(|one| one.id == id);
        let story = story.ok_or(ActError::NotFound)?;
        unnamed(act, &id.to_string())?;
        if all.iter().any(|other| other.merged_into == Some(id)) {
            return Err(refused(MergeRefused::LedTo));
        }
        Ok(house::remove_story(act, story)?)
    })
    .await
}
