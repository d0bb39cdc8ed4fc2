//! Announcements and advertisements in the named slots.

use super::articles::text;
use super::call::{Answer, Call};
use super::fault::{Fault, Wrong};
use super::references::{self, Of};
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, fresh_id};
use crate::store::db::Conn;
use crate::store::{house as editions, placements as rows};
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::PlacementId;
use siraj_editorial::placement::Placement;

/// All placements, edition by edition.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let mut items = Vec::new();
        for edition in editions::editions(c)? {
            items.extend(rows::all(c, edition.id)?.iter().map(told));
        }
        Ok(views::list(items))
    })
    .await
}

/// Makes a placement.
pub async fn create(call: Call) -> Answer {
    save(call, None, StatusCode::CREATED).await
}

/// Changes a placement.
pub async fn change(call: Call) -> Answer {
    let id: PlacementId = call.id()?;
    let (before, _) = call
        .room
        .db
        .read(move |c| rows::by_id(c, id)?.ok_or(ActError::NotFound))
        .await?;
    save(call, Some(before), StatusCode::OK).await
}

/// Takes a placement away.
pub async fn remove(mut call: Call) -> Answer {
    let id: PlacementId = call.id()?;
    call.fields(schema::NOTHING)?;
    let shape = move |_: &mut Conn<'_>, (): &()| Ok(json!({"id": id, "removed": true}));
    call.act(StatusCode::OK, shape, |room, actor| async move {
        house::remove_placement(&room, actor, id).await
    })
    .await
}

async fn save(mut call: Call, before: Option<Placement>, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::PLACEMENT)?;
    let called = text(&mut fields, "edition");
    let (mut fields, edition) = call
        .room
        .db
        .read(move |c| {
            let edition = references::edition(c, &called)?;
            references::settle(c, Of::Nothing, &mut fields, ("picture", "picture"))?;
            Ok::<_, ActError>((fields, edition))
        })
        .await?;
    if before
        .as_ref()
        .is_some_and(|before| before.edition != edition.id)
    {
        return Err(Fault::fields(vec![Wrong::new("edition", "api.fixed")]));
    }
    let id = before.map_or_else(|| PlacementId(fresh_id()), |before| before.id);
    fields.insert("id".to_owned(), json!(id));
    fields.insert("edition".to_owned(), json!(edition.id));
    let now = json!(call.room.clock.now());
    fields.entry("starts_at").or_insert(now);
    let new: Placement = references::typed(fields)?;
    let shape = |_: &mut Conn<'_>, placement: &Placement| Ok(told(placement));
    call.act(status, shape, |room, actor| async move {
        house::save_placement(&room, actor, new).await
    })
    .await
}

fn told(placement: &Placement) -> Value {
    views::of(placement, &["starts_at", "ends_at"])
}
