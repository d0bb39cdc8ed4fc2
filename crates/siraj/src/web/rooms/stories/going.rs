//! Running stories that become part of another, or go.

use super::{HERE, curator, found};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::ActError;
use crate::store::heirs;
use crate::web::rooms::form::Typed;
use crate::web::rooms::gate::Gate;
use crate::web::rooms::house::failed;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Last, Sent};
use crate::web::rooms::sheet::{Going, GoingWords, ask};
use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::StoryId;
use siraj_editorial::story::Story;

const WORDS: GoingWords = GoingWords {
    into: "house.merge_into_story",
    merge_title: "house.merge_story_title",
    merge: "house.merge_story",
    addresses: "house.merge_story_addresses",
    alone: "house.no_other_story",
    remove_title: "house.remove_title",
    remove: "house.remove_story",
};

/// What one could become part of, and what was chosen.
type Others = (Vec<Story>, Option<StoryId>);

async fn going(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, story): (&Inside, &Story),
    (others, error): (Option<Others>, Option<ActError>),
) -> Result<Response, Response> {
    let frame = Frame::inside(gate, inside, HERE).await;
    let id = story.id.to_string();
    let read = gate.room.db.read(move |c| heirs::count(c, &id)).await;
    let count = read.map_err(|error| failed(headers, error))?;
    let merging = others.map(|(all, chosen)| super::others(&frame, &all, story.id, chosen));
    let going = Going {
        here: format!("{HERE}/{}", story.id),
        back: format!("{HERE}/{}", story.id),
        name: frame.named(&story.title),
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
    let (story, all) = found(&gate, &headers, &id).await?;
    let asked = (Some((all, None)), None);
    going(&gate, &headers, (&inside, &story), asked).await
}

pub async fn merge(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (story, all) = found(&gate, &headers, &id).await?;
    let into: Option<StoryId> = typed.id("into");
    let merged = match into {
        Some(into) => acts::merge_story(&gate.room, inside.actor.clone(), story.id, into).await,
        None => Err(acts::dead("into")),
    };
    match (merged, into) {
        (Ok(_), Some(heir)) => Ok(page::see(&format!("{HERE}/{heir}"))),
        (merged, into) => {
            let asked = (Some((all, into)), merged.err());
            going(&gate, &headers, (&inside, &story), asked).await
        }
    }
}

pub async fn ask_remove(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (story, _) = found(&gate, &headers, &id).await?;
    going(&gate, &headers, (&inside, &story), (None, None)).await
}

pub async fn remove(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (story, _) = found(&gate, &headers, &id).await?;
    match acts::remove_story(&gate.room, inside.actor.clone(), story.id).await {
        Ok(_) => Ok(page::see(&format!("{HERE}?done=removed"))),
        Err(error) => going(&gate, &headers, (&inside, &story), (None, Some(error))).await,
    }
}
