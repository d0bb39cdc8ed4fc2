//! Topics that become part of another, or go.

use super::{HERE, found};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::ActError;
use crate::store::heirs;
use crate::web::rooms::form::Choice;
use crate::web::rooms::form::Typed;
use crate::web::rooms::gate::Gate;
use crate::web::rooms::house::failed;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Last, Sent};
use crate::web::rooms::sheet::{Going, GoingWords, ask};
use crate::web::rooms::stories::{HERE as STORIES, curator};
use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::TopicId;
use siraj_editorial::topic::Topic;

const WORDS: GoingWords = GoingWords {
    into: "house.merge_into_topic",
    merge_title: "house.merge_topic_title",
    merge: "house.merge_topic",
    addresses: "house.merge_topic_addresses",
    alone: "house.no_other_topic",
    remove_title: "house.remove_title",
    remove: "house.remove_topic",
};

/// What one could become part of, and what was chosen.
type Others = (Vec<Topic>, Option<TopicId>);

async fn going(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, topic): (&Inside, &Topic),
    (others, error): (Option<Others>, Option<ActError>),
) -> Result<Response, Response> {
    let frame = Frame::inside(gate, inside, STORIES).await;
    let id = topic.id.to_string();
    let read = gate.room.db.read(move |c| heirs::count(c, &id)).await;
    let count = read.map_err(|error| failed(headers, error))?;
    let merging = others.map(|(all, chosen)| {
        all.iter()
            .filter(|one| one.id != topic.id && one.merged_into.is_none())
            .map(|one| {
                let words = format!("{} ({})", frame.named(&one.name), one.slug);
                Choice::new(one.id.to_string(), words, chosen == Some(one.id))
            })
            .collect()
    });
    let going = Going {
        here: format!("{HERE}/{}", topic.id),
        back: format!("{HERE}/{}", topic.id),
        name: frame.named(&topic.name),
        merging,
        count,
        words: WORDS,
    };
    ask(frame, headers, going, error)
}

pub async fn ask_merge(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (topic, all) = found(&gate, &headers, &id).await?;
    let asked = (Some((all, None)), None);
    going(&gate, &headers, (&inside, &topic), asked).await
}

pub async fn merge(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (topic, all) = found(&gate, &headers, &id).await?;
    let into: Option<TopicId> = typed.id("into");
    let merged = match into {
        Some(into) => acts::merge_topic(&gate.room, inside.actor.clone(), topic.id, into).await,
        None => Err(acts::dead("into")),
    };
    match (merged, into) {
        (Ok(_), Some(heir)) => Ok(page::see(&format!("{HERE}/{heir}"))),
        (merged, into) => {
            let asked = (Some((all, into)), merged.err());
            going(&gate, &headers, (&inside, &topic), asked).await
        }
    }
}

pub async fn ask_remove(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (topic, _) = found(&gate, &headers, &id).await?;
    going(&gate, &headers, (&inside, &topic), (None, None)).await
}

pub async fn remove(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (topic, _) = found(&gate, &headers, &id).await?;
    match acts::remove_topic(&gate.room, inside.actor.clone(), topic.id).await {
        Ok(_) => Ok(page::see(&format!("{HERE}?done=removed"))),
        Err(error) => going(&gate, &headers, (&inside, &topic), (None, Some(error))).await,
    }
}
