//! Static pages such as the one about the house.

use super::articles::text;
use super::bodies;
use super::call::{Answer, Call};
use super::fault::{Fault, Wrong};
use super::references;
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::db::Conn;
use crate::store::house as rows;
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::PageId;
use siraj_editorial::edition::StaticPage;

/// All static pages, edition by edition.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let mut items = Vec::new();
        for edition in rows::editions(c)? {
            items.extend(rows::static_pages(c, edition.id)?.iter().map(told));
        }
        Ok(views::list(items))
    })
    .await
}

/// One static page.
pub async fn one(call: Call) -> Answer {
    let id = call.id()?;
    call.tell(move |c| Ok(told(&there(c, id)?))).await
}

/// Makes a static page.
pub async fn create(call: Call) -> Answer {
    save(call, None, StatusCode::CREATED).await
}

/// Changes a static page.
pub async fn change(call: Call) -> Answer {
    let id: PageId = call.id()?;
    let before = call.room.db.read(move |c| there(c, id)).await?;
    save(call, Some(before), StatusCode::OK).await
}

fn there(c: &mut Conn<'_>, id: PageId) -> ActResult<StaticPage> {
    rows::static_page(c, id)?.ok_or(ActError::NotFound)
}

async fn save(mut call: Call, before: Option<StaticPage>, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::PAGE)?;
    let called = text(&mut fields, "edition");
    let edition = call
        .room
        .db
        .read(move |c| references::edition(c, &called))
        .await?;
    if before
        .as_ref()
        .is_some_and(|before| before.edition != edition.id)
    {
        return Err(Fault::fields(vec![Wrong::new("edition", "api.fixed")]));
    }
    let sent = bodies::read(&call.room, &edition.language, fields.remove("body")).await?;
    let (body, removed) = sent.body.clean();
    let position = fields
        .get("position")
        .and_then(Value::as_i64)
        .unwrap_or_default();
    let page = StaticPage {
        id: before.map_or_else(|| PageId(fresh_id()), |before| before.id),
        edition: edition.id,
        slug: text(&mut fields, "slug"),
        title: text(&mut fields, "title"),
        body,
        updated_at: call.room.clock.now(),
    };
    let left_out = bodies::told(&sent.report, removed, call.messages);
    let shape = move |_: &mut Conn<'_>, page: &StaticPage| {
        let mut page = told(page);
        if let Some(fields) = page.as_object_mut() {
            fields.insert("left_out".to_owned(), left_out.clone());
        }
        Ok(page)
    };
    call.act(status, shape, |room, actor| async move {
        house::save_static_page(&room, actor, page, position).await
    })
    .await
}

fn told(page: &StaticPage) -> Value {
    let mut told = views::of(page, &["updated_at"]);
    if let Some(fields) = told.as_object_mut() {
        let body = json!({"format": "document", "document": page.body});
        fields.insert("body".to_owned(), body);
    }
    told
}
