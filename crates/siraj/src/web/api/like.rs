//! What the house has published that is like an article's newest text: whoever writes sees
//! what has been written on it. It changes nothing.

use super::call::{Answer, Call, json_response};
use super::references;
use super::views::moment;
use crate::room::ActError;
use crate::search::answers::NotAnswered;
use crate::search::desk;
use crate::store::articles;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// So many are told.
const MOST: usize = 8;

/// The public articles of its edition that are like it, the most alike first. While texts
/// cannot be looked through the list is empty and `state` says why: `making` or `out`.
pub async fn list(call: Call) -> Answer {
    let called = call.param("id").to_owned();
    let (actor, now) = (call.actor().clone(), call.room.clock.now());
    let read = call.room.db.read(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        let head = articles::revision(c, article.head)?.ok_or(ActError::NotFound)?;
        Ok::<_, ActError>((article, head.manuscript))
    });
    let (article, text) = read.await?;
    let (cards, state) = match desk::like(&call.room, &article, &text, MOST).await {
        Ok(cards) => (cards, "ready"),
        Err(NotAnswered::Store(error)) => return Err(ActError::Failed(error).into()),
        Err(NotAnswered::Making(..)) => (Vec::new(), "making"),
        Err(NotAnswered::Unavailable | NotAnswered::Busy) => (Vec::new(), "out"),
    };
    let items: Vec<Value> = cards
        .iter()
        .map(|card| {
            json!({
                "id": card.article,
                "short_id": card.short_id,
                "headline": card.headline,
                "published_at": moment(card.first_at),
            })
        })
        .collect();
    let told = json!({"items": items, "state": state}).to_string();
    Ok(json_response(StatusCode::OK, told))
}
