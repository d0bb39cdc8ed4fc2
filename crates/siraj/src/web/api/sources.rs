//! Agencies and networks that news is attributed to.

use super::call::{Answer, Call};
use super::references;
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, fresh_id};
use crate::store::db::Conn;
use crate::store::house as rows;
use axum::http::StatusCode;
use serde_json::json;
use siraj_editorial::SourceId;
use siraj_editorial::dateline::Source;

/// All of them, by key.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let all = rows::sources(c)?;
        Ok(views::list(
            all.iter().map(|source| json!(source)).collect(),
        ))
    })
    .await
}

/// Adds one.
pub async fn create(call: Call) -> Answer {
    save(call, SourceId(fresh_id()), StatusCode::CREATED).await
}

/// Changes one.
pub async fn change(call: Call) -> Answer {
    let id: SourceId = call.id()?;
    call.room
        .db
        .read(move |c| {
            let there = rows::sources(c)?.iter().any(|source| source.id == id);
            there.then_some(()).ok_or(ActError::NotFound)
        })
        .await?;
    save(call, id, StatusCode::OK).await
}

async fn save(mut call: Call, id: SourceId, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::SOURCE)?;
    fields.insert("id".to_owned(), json!(id));
    fields.entry("own").or_insert(json!(false));
    let new: Source = references::typed(fields)?;
    let shape = |_: &mut Conn<'_>, source: &Source| Ok(json!(source));
    call.act(status, shape, |room, actor| async move {
        house::save_source(&room, actor, new).await
    })
    .await
}
