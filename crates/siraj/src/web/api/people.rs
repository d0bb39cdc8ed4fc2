//! People of the newsroom: their public profiles, and what each may do.

use super::call::{Answer, Call};
use super::references::{self, Of};
use super::schema;
use super::views;
use crate::actions::house;
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::db::Conn;
use crate::store::{house as rows, tokens};
use axum::http::StatusCode;
use serde_json::json;
use siraj_editorial::PersonId;
use siraj_editorial::person::Person;
use siraj_editorial::role::Actor;

/// Everybody.
pub async fn list(call: Call) -> Answer {
    call.tell(|c| {
        let people = rows::all_people(c)?;
        Ok(views::list(
            people.iter().map(|person| json!(person)).collect(),
        ))
    })
    .await
}

/// One person, with what they may do.
pub async fn one(call: Call) -> Answer {
    let id = call.id()?;
    call.tell(move |c| {
        let mut told = json!(there(c, id)?);
        if let (Some(fields), Some(account)) = (told.as_object_mut(), tokens::account(c, id)?) {
            let account = json!({"role": account.role, "sections": account.sections});
            fields.insert("account".to_owned(), account);
        }
        Ok(told)
    })
    .await
}

/// Adds a person.
pub async fn create(call: Call) -> Answer {
    save(call, PersonId(fresh_id()), StatusCode::CREATED).await
}

/// Changes a profile.
pub async fn change(call: Call) -> Answer {
    let id: PersonId = call.id()?;
    call.room.db.read(move |c| there(c, id)).await?;
    save(call, id, StatusCode::OK).await
}

/// Gives a person an account, or changes what it allows.
pub async fn account(mut call: Call) -> Answer {
    let person: PersonId = call.id()?;
    let mut fields = call.fields(schema::ACCOUNT)?;
    let new = Actor {
        person,
        role: references::typed_value(fields.remove("role").unwrap_or_default())?,
        sections: match fields.remove("sections") {
            None => None,
            Some(sections) => Some(references::typed_value(sections)?),
        },
    };
    let told = json!({"person": person, "role": new.role, "sections": new.sections});
    let shape = move |_: &mut Conn<'_>, (): &()| Ok(told.clone());
    call.act(StatusCode::OK, shape, |room, actor| async move {
        house::save_account(&room, actor, new).await
    })
    .await
}

fn there(c: &mut Conn<'_>, id: PersonId) -> ActResult<Person> {
    rows::people(c, &[id])?.pop().ok_or(ActError::NotFound)
}

async fn save(mut call: Call, id: PersonId, status: StatusCode) -> Answer {
    let mut fields = call.fields(schema::PERSON)?;
    fields.insert("id".to_owned(), json!(id));
    let fields = call
        .room
        .db
        .read(move |c| {
            for name in ["portrait", "merged_into"] {
                references::settle(c, Of::Nothing, &mut fields, (name, name))?;
            }
            Ok::<_, ActError>(fields)
        })
        .await?;
    let person: Person = references::typed(fields)?;
    let shape = |_: &mut Conn<'_>, person: &Person| Ok(json!(person));
    call.act(status, shape, |room, actor| async move {
        house::save_person(&room, actor, person).await
    })
    .await
}
