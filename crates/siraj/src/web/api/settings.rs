//! The publication itself: its identity, and the habits of its editions.

use super::call::{Answer, Call};
use super::references::{self, Of};
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::ActError;
use crate::store::db::Conn;
use crate::store::house as rows;
use axum::http::StatusCode;
use serde_json::json;
use siraj_editorial::edition::{Edition, Identity};

/// The publication.
pub async fn identity(call: Call) -> Answer {
    call.tell(|c| {
        let identity = rows::identity(c)?.ok_or(ActError::NotFound)?;
        Ok(json!(identity))
    })
    .await
}

/// Changes the publication.
pub async fn change_identity(mut call: Call) -> Answer {
    let mut fields = call.fields(schema::IDENTITY)?;
    let fields = call
        .room
        .db
        .read(move |c| {
            references::settle(c, Of::Nothing, &mut fields, ("logo", "logo"))?;
            Ok::<_, ActError>(fields)
        })
        .await?;
    let new: Identity = references::typed(fields)?;
    let shape = |c: &mut Conn<'_>, (): &()| Ok(json!(rows::identity(c)?));
    call.act(StatusCode::OK, shape, |room, actor| async move {
        house::save_identity(&room, actor, new).await
    })
    .await
}

/// The editions.
pub async fn editions(call: Call) -> Answer {
    call.tell(|c| {
        let editions = rows::editions(c)?;
        Ok(views::list(
            editions.iter().map(|edition| json!(edition)).collect(),
        ))
    })
    .await
}

/// Changes an edition's habits. What is left out stays, except the Hijri date.
pub async fn change_edition(mut call: Call) -> Answer {
    let called = call.param("id").to_owned();
    let fields = call.fields(schema::EDITION)?;
    let before = call
        .room
        .db
        .read(move |c| references::edition(c, &called).map_err(|_| ActError::NotFound))
        .await?;
    let mut new = json!(before);
    if let Some(kept) = new.as_object_mut() {
        kept.remove("hijri");
        kept.extend(fields);
    }
    let new: Edition = references::typed_value(new)?;
    let told = json!(new);
    let shape = move |_: &mut Conn<'_>, (): &()| Ok(told.clone());
    call.act(StatusCode::OK, shape, |room, actor| async move {
        house::save_edition(&room, actor, new).await
    })
    .await
}
