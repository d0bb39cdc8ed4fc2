//! Notes beside an article: listed, added, settled, opened again.

use super::call::{Answer, Call};
use super::fault::Fault;
use super::references;
use super::schema;
use super::views::{self, moment};
use crate::actions::note::{self as acts, Words};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::db::Conn;
use crate::store::notes as rows;
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::ArticleId;
use siraj_editorial::note::{Anchor, Note};
use siraj_editorial::refusal::NoteRefused;
use siraj_editorial::role::Actor;
use uuid::Uuid;

/// A note, as it is told.
fn told(note: &Note) -> Value {
    json!({
        "id": note.id,
        "article": note.article,
        "by": note.by,
        "at": moment(note.at),
        "kind": note.kind,
        "words": note.words,
        "anchor": note.anchor,
        "named": note.named,
        "settled": note.settled.map(|settled| json!({
            "at": moment(settled.at),
            "by": settled.by,
        })),
    })
}

/// The notes beside an article, oldest first, for those who read them.
pub async fn list(call: Call) -> Answer {
    let (called, actor) = (call.param("id").to_owned(), call.actor().clone());
    let now = call.room.clock.now();
    call.tell(move |c| {
        let article = references::article(c, &called)?;
        let is_named = rows::names(c, article.id, actor.person)?;
        if !article.may_note(is_named, &actor, now) {
            return Err(ActError::refused(NoteRefused::NotAllowed));
        }
        let notes = rows::of_article(c, article.id)?;
        Ok(views::list(notes.iter().map(told).collect()))
    })
    .await
}

/// Adds a note.
pub async fn add(mut call: Call) -> Answer {
    let article = references::article_of(&call.room, call.param("id")).await?;
    let mut fields = call.fields(schema::NEW_NOTE)?;
    let text = |value: Option<Value>| match value {
        Some(Value::String(text)) => text,
        _ => String::new(),
    };
    let named = match fields.remove("named") {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    let named = named
        .iter()
        .map(|id| id.as_str().unwrap_or_default().parse())
        .collect::<Result<_, _>>();
    let said = Words {
        words: text(fields.remove("words")),
        named: named.map_err(|_| Fault::from(references::dead("named")))?,
        anchor: fields.remove("anchor").as_ref().map(anchor),
    };
    let shape = |_: &mut Conn<'_>, note: &Note| Ok(told(note));
    call.act(StatusCode::CREATED, shape, |room, actor| async move {
        acts::note(&room, actor, article.id, said).await
    })
    .await
}

fn anchor(value: &Value) -> Anchor {
    let block = value.get("block").and_then(Value::as_u64);
    let words = value.get("words").and_then(Value::as_str);
    Anchor {
        block: u32::try_from(block.unwrap_or_default()).unwrap_or(u32::MAX),
        words: words.unwrap_or_default().to_owned(),
    }
}

async fn set<F, A>(call: Call, act: F) -> Answer
where
    F: FnOnce(Room, Actor, ArticleId, Uuid) -> A,
    A: Future<Output = ActResult<Done<Note>>>,
{
    let article = references::article_of(&call.room, call.param("id")).await?;
    let note: Uuid = call.param("note").parse().map_err(|_| Fault::not_found())?;
    let shape = |_: &mut Conn<'_>, note: &Note| Ok(told(note));
    call.act(StatusCode::OK, shape, |room, actor| {
        act(room, actor, article.id, note)
    })
    .await
}

/// Settles a note.
pub async fn settle(call: Call) -> Answer {
    set(call, |room, actor, article, note| async move {
        acts::settle(&room, actor, article, note).await
    })
    .await
}

/// Opens a settled note again.
pub async fn reopen(call: Call) -> Answer {
    set(call, |room, actor, article, note| async move {
        acts::reopen(&room, actor, article, note).await
    })
    .await
}
