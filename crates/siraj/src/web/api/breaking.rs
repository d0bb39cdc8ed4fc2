//! The breaking bar of an edition.

use super::call::{Answer, Call};
use super::fault::Fault;
use super::references;
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::placements as rows;
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::EditionId;
use siraj_editorial::placement::Breaking;

/// The bar, if there is one.
pub async fn one(call: Call) -> Answer {
    let edition = edition(&call).await?;
    call.tell(move |c| told(c, edition)).await
}

/// Sets the bar.
pub async fn set(mut call: Call) -> Answer {
    let edition = edition(&call).await?;
    let mut fields = call.fields(schema::BREAKING)?;
    fields.insert("since".to_owned(), json!(call.room.clock.now()));
    let bar: Breaking = references::typed(fields)?;
    act(call, edition, Some(bar)).await
}

/// Takes the bar away.
pub async fn remove(mut call: Call) -> Answer {
    let edition = edition(&call).await?;
    call.fields(schema::NOTHING)?;
    act(call, edition, None).await
}

async fn act(call: Call, edition: EditionId, bar: Option<Breaking>) -> Answer {
    let shape = move |c: &mut Conn<'_>, (): &()| told(c, edition);
    call.act(StatusCode::OK, shape, |room, actor| async move {
        house::set_breaking(&room, actor, edition, bar).await
    })
    .await
}

async fn edition(call: &Call) -> Result<EditionId, Fault> {
    let called = call.param("id").to_owned();
    let found = call
        .room
        .db
        .read(move |c| references::edition(c, &called).map_err(|_| ActError::NotFound));
    Ok(found.await?.id)
}

fn told(c: &mut Conn<'_>, edition: EditionId) -> ActResult<Value> {
    let bar = rows::breaking(c, edition)?;
    Ok(json!({"breaking": bar.map(|bar| views::of(&bar, &["since", "until"]))}))
}
