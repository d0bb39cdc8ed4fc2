//! The tokens of the write API: who acts by one, as what, until when. The text of a token
//! is shown once.

use super::{failed, framed};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::ActError;
use crate::store::tokens::Token;
use crate::store::{self, entry, house, tokens};
use crate::web::rooms::form::{Choice, Field, Typed, told};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::people::{chief, role_key};
use crate::web::rooms::sent::{Asked, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::named::Named;
use siraj_editorial::role::Role;
use siraj_editorial::{PersonId, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

/// Where they are.
pub const HERE: &str = "/newsroom/house/tokens";
/// For how many days a token may be made; without a number for good.
const DAYS: [(&str, &str); 4] = [
    ("30", "house.days_30"),
    ("90", "house.days_90"),
    ("365", "house.days_365"),
    ("", "house.days_none"),
];
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// A token in the list.
struct Row {
    id: Uuid,
    who: String,
    meta: String,
    /// Whether it opens anything.
    is_good: bool,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "rooms/house/tokens.html")]
struct TokensPage {
    frame: Frame,
    here: &'static str,
    rows: Vec<Row>,
    fields: Vec<Field>,
    /// The text of a token that was just made.
    fresh: Option<String>,
}

/// What was just done: `?done=back`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Here {
    done: Option<String>,
}

fn row(frame: &Frame, names: &HashMap<PersonId, Named>, token: &Token, now: Timestamp) -> Row {
    let name = names.get(&token.person);
    let role = frame.t(role_key(token.role));
    let made = frame.day(token.created_at).words.plain().to_owned();
    let mut meta = frame.messages.with(
        "house.token_made",
        &[("role", role), ("day", made.as_str())],
    );
    if let Some(end) = token.expires_at {
        let day = frame.day(end).words.plain().to_owned();
        meta = format!(
            "{meta} {}",
            frame
                .messages
                .with("house.token_until", &[("day", day.as_str())])
        );
    }
    let state = if token.revoked_at.is_some() {
        "house.token_back"
    } else if token.is_good(now) {
        "house.token_good"
    } else {
        "house.token_over"
    };
    Row {
        id: token.id,
        who: name.map_or_else(
            || frame.t("log.former").to_owned(),
            |name| frame.named(name),
        ),
        meta,
        is_good: token.is_good(now),
        state: frame.t(state),
    }
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (typed, outcome): (&Typed, Result<Option<String>, ActError>),
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let read = gate.room.db.read(|c| {
        let people = house::all_people(c)?;
        let members = entry::members(c, None)?;
        Ok::<_, store::Error>((tokens::all(c)?, people, members))
    });
    let (all, people, members) = read.await.map_err(|error| failed(headers, error))?;
    let names: HashMap<PersonId, Named> = people
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect();
    let who = members.iter().map(|member| {
        let id = member.person.id.to_string();
        let role = frame.t(role_key(member.account.role));
        let words = format!("{} ({role})", frame.named(&member.person.name));
        let chosen = typed.get("person") == id;
        Choice::new(id, words, chosen)
    });
    let roles = Role::ALL
        .into_iter()
        .filter(|role| *role <= inside.actor.role)
        .map(|role| {
            let chosen = typed.get("role") == role.name();
            Choice::new(role.name(), frame.t(role_key(role)), chosen)
        });
    let days = DAYS.map(|(days, key)| {
        let chosen = typed.has("days") && typed.get("days") == days;
        Choice::new(days, frame.t(key), chosen)
    });
    let mut fields = vec![
        Field::one("person", frame.t("house.token_person"), who.collect())
            .hint(frame.t("house.token_person_hint")),
        Field::one("role", frame.t("house.token_role"), roles.collect())
            .hint(frame.t("house.token_role_hint")),
        Field::one("days", frame.t("house.token_days"), days.into()),
    ];
    let (status, fresh) = match outcome {
        Ok(fresh) => (StatusCode::OK, fresh),
        Err(error) => (told(&mut frame, headers, &error, &mut fields)?, None),
    };
    if typed.get("done") == "back" {
        frame.said = Some(Said::done(frame.t("house.token_taken_back")));
    }
    let now = gate.room.clock.now();
    let page = TokensPage {
        rows: all
            .iter()
            .map(|token| row(&frame, &names, token, now))
            .collect(),
        frame,
        here: HERE,
        fields,
        fresh,
    };
    Ok(page::page(status, &page))
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(here): Asked<Here>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let typed = Typed::of("done", here.done.as_deref().unwrap_or_default());
    draw(&gate, &headers, &inside, (&typed, Ok(None))).await
}

/// Makes a token, or takes one back.
pub async fn act(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let actor = inside.actor.clone();
    if typed.has("back") {
        let id = typed.id("back").unwrap_or_else(Uuid::nil);
        return match acts::take_token_back(&gate.room, actor, id).await {
            Ok(_) => Ok(page::see(&format!("{HERE}?done=back"))),
            Err(error) => draw(&gate, &headers, &inside, (&typed, Err(error))).await,
        };
    }
    let person = typed.id("person").unwrap_or(PersonId(Uuid::nil()));
    let role = Role::named(typed.get("role")).unwrap_or(Role::Contributor);
    let days: Option<i64> = typed.get("days").parse().ok();
    let days = days.filter(|days| (1..=3650).contains(days));
    let end = days.map(|days| gate.room.clock.now().plus_seconds(days * DAY_SECONDS));
    let made = acts::make_token(&gate.room, actor, (person, role), end).await;
    let outcome = made.map(|done| Some(done.value.1));
    draw(&gate, &headers, &inside, (&typed, outcome)).await
}
