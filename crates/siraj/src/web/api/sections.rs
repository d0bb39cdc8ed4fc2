//! Sections of the editions.

use super::call::{Answer, Call};
use super::fault::{Fault, Wrong};
use super::references::{self, Of};
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::db::Conn;
use crate::store::{house as rows, sections};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use siraj_editorial::SectionId;
use siraj_editorial::section::Section;

/// All sections, edition by edition.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let mut items = Vec::new();
        for edition in rows::editions(c)? {
            items.extend(
                sections::all(c, edition.id)?
                    .iter()
                    .map(|section| json!(section)),
            );
        }
        Ok(views::list(items))
    })
    .await
}

/// One section.
pub async fn one(call: Call) -> Answer {
    let id = call.id()?;
    call.tell(move |c| Ok(json!(there(c, id)?))).await
}

/// Makes a section.
pub async fn create(call: Call) -> Answer {
    save(call, None, StatusCode::CREATED).await
}

/// Renames or moves a section.
pub async fn change(call: Call) -> Answer {
    let id: SectionId = call.id()?;
    let before = call.room.db.read(move |c| there(c, id)).await?;
    save(call, Some(before), StatusCode::OK).await
}

fn there(c: &mut Conn<'_>, id: SectionId) -> ActResult<Section> {
    sections::by_id(c, id)?.ok_or(ActError::NotFound)
}

async fn save(mut call: Call, before: Option<Section>, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::SECTION)?;
    let id = before
        .as_ref()
        .map_or_else(|| SectionId(fresh_id()), |before| before.id);
    fields.insert("id".to_owned(), json!(id));
    let fields = call.room.db.read(move |c| settled(c, fields)).await?;
    let section: Section = references::typed(fields)?;
    // Its articles are of the edition too, and an article never changes its own.
    if before.is_some_and(|before| before.edition != section.edition) {
        return Err(Fault::fields(vec![Wrong::new("edition", "api.fixed")]));
    }
    let shape = |_: &mut Conn<'_>, section: &Section| Ok(json!(section));
    call.act(status, shape, |room, actor| async move {
        house::save_section(&room, actor, section).await
    })
    .await
}

fn settled(c: &mut Conn<'_>, mut fields: Map<String, Value>) -> ActResult<Map<String, Value>> {
    let called = super::articles::text(&mut fields, "edition");
    let edition = references::edition(c, &called)?;
    references::settle(
        c,
        Of::Section(edition.id),
        &mut fields,
        ("parent", "parent"),
    )?;
    let others = fields.get("counterparts").and_then(Value::as_array);
    for (n, other) in others.into_iter().flatten().enumerate() {
        let found = match other.as_str().and_then(|id| id.parse().ok()) {
            Some(other) => sections::by_id(c, other)?,
            None => None,
        };
        if found.is_none_or(|found| found.edition == edition.id) {
            return Err(references::dead(format!("counterparts[{n}]")));
        }
    }
    fields.insert("edition".to_owned(), json!(edition.id));
    Ok(fields)
}
