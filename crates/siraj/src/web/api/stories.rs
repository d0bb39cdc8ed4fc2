//! Running stories, which gather articles on one event.

use super::call::{Answer, Call};
use super::references::{self, Of};
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::db::Conn;
use crate::store::house as rows;
use axum::http::StatusCode;
use serde_json::json;
use siraj_editorial::StoryId;
use siraj_editorial::story::Story;

/// All running stories, by path.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let all = rows::all_stories(c)?;
        Ok(views::list(all.iter().map(|story| json!(story)).collect()))
    })
    .await
}

/// One running story.
pub async fn one(call: Call) -> Answer {
    let id = call.id()?;
    call.tell(move |c| Ok(json!(there(c, id)?))).await
}

/// Makes a running story.
pub async fn create(call: Call) -> Answer {
    save(call, StoryId(fresh_id()), StatusCode::CREATED).await
}

/// Changes a running story.
pub async fn change(call: Call) -> Answer {
    let id: StoryId = call.id()?;
    call.room.db.read(move |c| there(c, id)).await?;
    save(call, id, StatusCode::OK).await
}

fn there(c: &mut Conn<'_>, id: StoryId) -> ActResult<Story> {
    rows::stories(c, &[id])?.pop().ok_or(ActError::NotFound)
}

async fn save(mut call: Call, id: StoryId, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::STORY)?;
    fields.insert("id".to_owned(), json!(id));
    fields.entry("running").or_insert(json!(true));
    let fields = call
        .room
        .db
        .read(move |c| {
            for name in ["picture", "merged_into"] {
                references::settle(c, Of::Nothing, &mut fields, (name, name))?;
            }
            Ok::<_, ActError>(fields)
        })
        .await?;
    let new: Story = references::typed(fields)?;
    let shape = |_: &mut Conn<'_>, story: &Story| Ok(json!(story));
    call.act(status, shape, |room, actor| async move {
        house::save_story(&room, actor, new).await
    })
    .await
}
