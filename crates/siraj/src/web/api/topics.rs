//! Topics that a reader follows.

use super::call::{Answer, Call};
use super::references::{self, Of};
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::db::Conn;
use crate::store::house as rows;
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::TopicId;
use siraj_editorial::topic::Topic;

/// All topics, by path.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let all = rows::all_topics(c)?;
        Ok(views::list(all.iter().map(|topic| json!(topic)).collect()))
    })
    .await
}

/// One topic.
pub async fn one(call: Call) -> Answer {
    let id = call.id()?;
    call.tell(move |c| Ok(json!(there(c, id)?))).await
}

/// Makes a topic.
pub async fn create(call: Call) -> Answer {
    save(call, TopicId(fresh_id()), StatusCode::CREATED).await
}

/// Changes a topic.
pub async fn change(call: Call) -> Answer {
    let id: TopicId = call.id()?;
    call.room.db.read(move |c| there(c, id)).await?;
    save(call, id, StatusCode::OK).await
}

fn there(c: &mut Conn<'_>, id: TopicId) -> ActResult<Topic> {
    rows::topics(c, &[id])?.pop().ok_or(ActError::NotFound)
}

async fn save(mut call: Call, id: TopicId, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::TOPIC)?;
    fields.insert("id".to_owned(), json!(id));
    let fields = call
        .room
        .db
        .read(move |c| {
            references::settle(c, Of::Topic, &mut fields, ("merged_into", "merged_into"))?;
            references::settle(c, Of::Nothing, &mut fields, ("picture", "picture"))?;
            let into = fields.get("merged_into").and_then(Value::as_str);
            if let Some(into) = into.and_then(|into| into.parse::<TopicId>().ok())
                && (into == id || rows::topics(c, &[into])?.is_empty())
            {
                return Err(references::dead("merged_into"));
            }
            Ok::<_, ActError>(fields)
        })
        .await?;
    let new: Topic = references::typed(fields)?;
    let shape = |_: &mut Conn<'_>, topic: &Topic| Ok(json!(topic));
    call.act(status, shape, |room, actor| async move {
        house::save_topic(&room, actor, new).await
    })
    .await
}
