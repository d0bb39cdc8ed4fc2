//! The habits of each edition: months, digits, Hijri date, quotation marks. Every choice
//! shows a line of print beside it.

use super::identity::preview;
use super::{editions, failed, framed};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::pages::build::words::Words;
use crate::room::ActError;
use crate::store::house;
use crate::web::rooms::form::{Choice, Field, Typed};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::{Last, Sent};
use crate::web::rooms::sheet::{brought_back, kept, settled};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde_json::json;
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::edition::{Edition, Identity, QuotationStyle};
use siraj_editorial::{Language, Timestamp};

/// Where they are.
pub const HERE: &str = "/newsroom/house/editions";

const MONTHS: [(MonthStyle, &str); 7] = [
    (
        MonthStyle::DualGregorianFirst,
        "house.months_dual_gregorian",
    ),
    (MonthStyle::DualLevantFirst, "house.months_dual_levant"),
    (MonthStyle::Egyptian, "house.months_egyptian"),
    (MonthStyle::Levantine, "house.months_levantine"),
    (MonthStyle::Algerian, "house.months_algerian"),
    (MonthStyle::Moroccan, "house.months_moroccan"),
    (MonthStyle::Mauritanian, "house.months_mauritanian"),
];
const DIGITS: [(DigitStyle, &str); 2] = [
    (DigitStyle::Western, "house.digits_western"),
    (DigitStyle::ArabicIndic, "house.digits_arabic"),
];
const HIJRI: [(Option<i8>, &str); 4] = [
    (None, "house.hijri_none"),
    (Some(0), "house.hijri_exact"),
    (Some(-1), "house.hijri_before"),
    (Some(1), "house.hijri_after"),
];
const QUOTATIONS: [(QuotationStyle, &str); 2] = [
    (QuotationStyle::Guillemets, "house.quotations_guillemets"),
    (QuotationStyle::Curly, "house.quotations_curly"),
];

#[derive(Template)]
#[template(path = "rooms/house/edition.html")]
struct EditionPage {
    frame: Frame,
    here: String,
    title: String,
    fields: Vec<Field>,
    undo: Option<String>,
}

#[derive(Template)]
#[template(path = "rooms/house/editions.html")]
struct EditionsPage {
    frame: Frame,
    /// Where, what it is called, how it is printed.
    rows: Vec<(String, String, String)>,
}

/// A value by its name in JSON, as forms send it.
fn name(value: &impl serde::Serialize) -> String {
    match json!(value) {
        serde_json::Value::String(name) => name,
        other => other.to_string(),
    }
}

/// What a day looks like in print, with these habits.
fn printed(identity: &Identity, edition: &Edition, now: Timestamp) -> String {
    let words = Words::of(identity, edition);
    let mut line = words.full_moment(now).words.plain().to_owned();
    if let Some(hijri) = words.hijri(now) {
        line = format!("{line} · {}", hijri.plain());
    }
    line
}

/// A choice among habits, each with its line of print.
fn choice<T: serde::Serialize + PartialEq + Copy>(
    frame: &Frame,
    (id, label): (&str, &'static str),
    (all, now): (&[(T, &'static str)], T),
    print: impl Fn(T) -> String,
) -> Field {
    let choices = all.iter().map(|(value, key)| Choice {
        example: Some(print(*value)),
        ..Choice::new(name(value), frame.t(key), *value == now)
    });
    let mut field = Field::one(id, frame.t(label), choices.collect());
    field.example = Some(print(now));
    field
}

fn fields(frame: &Frame, identity: &Identity, edition: &Edition, now: Timestamp) -> Vec<Field> {
    let printed = |edition: Edition| printed(identity, &edition, now);
    let number = frame.t("house.number_example");
    let mut all = vec![
        Field::line("label", frame.t("house.label"), &edition.label)
            .hint(frame.t("house.label_hint")),
        choice(
            frame,
            ("months", "house.months"),
            (&MONTHS, edition.months),
            |months| {
                printed(Edition {
                    months,
                    ..edition.clone()
                })
            },
        ),
        choice(
            frame,
            ("digits", "house.digits"),
            (&DIGITS, edition.digits),
            |digits| digits.show(number),
        ),
        choice(
            frame,
            ("hijri", "house.hijri"),
            (&HIJRI, edition.hijri),
            |hijri| {
                printed(Edition {
                    hijri,
                    ..edition.clone()
                })
            },
        ),
        choice(
            frame,
            ("quotations", "house.quotations"),
            (&QUOTATIONS, edition.quotations),
            |style| {
                let key = match style {
                    QuotationStyle::Guillemets => "house.quoted_guillemets",
                    QuotationStyle::Curly => "house.quoted_curly",
                };
                frame.t(key).to_owned()
            },
        ),
    ];
    // Only Arabic has a choice of names, digits and marks.
    if edition.language != Language::arabic() {
        all.retain(|field| ["label", "hijri"].contains(&field.id.as_str()));
    }
    all
}

fn chosen<T: serde::Serialize + Copy>(typed: &Typed, id: &str, all: &[(T, &str)], now: T) -> T {
    let wanted = typed.get(id);
    let found = all.iter().find(|(value, _)| name(value) == wanted);
    found.map_or(now, |(value, _)| *value)
}

fn typed_over(before: &Edition, typed: &Typed) -> Edition {
    Edition {
        label: typed.get("label").to_owned(),
        months: chosen(typed, "months", &MONTHS, before.months),
        digits: chosen(typed, "digits", &DIGITS, before.digits),
        hijri: chosen(typed, "hijri", &HIJRI, before.hijri),
        quotations: chosen(typed, "quotations", &QUOTATIONS, before.quotations),
        ..before.clone()
    }
}

async fn identity(gate: &Gate, headers: &HeaderMap) -> Result<Identity, Response> {
    let read = gate.room.db.read(|c| house::identity(c)).await;
    let read = read.map_err(|error| failed(headers, error))?;
    read.ok_or_else(|| page::failed(headers, &ActError::NotFound))
}

pub async fn show(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let frame = framed(&gate, &inside).await;
    let identity = identity(&gate, &headers).await?;
    let now = gate.room.clock.now();
    let rows = editions(&gate, &headers).await?;
    let rows = rows.iter().map(|edition| {
        (
            format!("{HERE}/{}", edition.language),
            edition.label.clone(),
            printed(&identity, edition, now),
        )
    });
    let rows = rows.collect();
    Ok(page::page(StatusCode::OK, &EditionsPage { frame, rows }))
}

/// The edition of a language in the address.
async fn found(gate: &Gate, headers: &HeaderMap, tag: &str) -> Result<Edition, Response> {
    let all = editions(gate, headers).await?;
    let found = all.into_iter().find(|one| one.language.tag() == tag);
    found.ok_or_else(|| page::failed(headers, &ActError::NotFound))
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (edition, outcome): (&Edition, Result<Option<String>, ActError>),
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let identity = identity(gate, headers).await?;
    let mut fields = fields(&frame, &identity, edition, gate.room.clock.now());
    let (status, undo) = settled(&mut frame, headers, outcome, &mut fields)?;
    let label = [("edition", edition.label.as_str())];
    let page = EditionPage {
        here: format!("{HERE}/{}", edition.language),
        title: frame.isolated(&frame.messages.with("house.edition", &label)),
        fields,
        undo,
        frame,
    };
    Ok(page::page(status, &page))
}

pub async fn show_one(
    State(gate): State<Gate>,
    Last(tag): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let edition = found(&gate, &headers, &tag).await?;
    draw(&gate, &headers, &inside, (&edition, Ok(None))).await
}

/// Saves an edition's habits, prints examples or the front by them, or brings back what
/// they were.
pub async fn act(
    State(gate): State<Gate>,
    Last(tag): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let before = found(&gate, &headers, &tag).await?;
    let new = match brought_back::<Edition>(&typed) {
        Some(back) => Edition {
            id: before.id,
            language: before.language.clone(),
            prefix: before.prefix.clone(),
            position: before.position,
            ..back
        },
        None => typed_over(&before, &typed),
    };
    match typed.get("act") {
        "preview" => return preview(&gate, &headers, None, Some(new)).await,
        "print" => return draw(&gate, &headers, &inside, (&new, Ok(None))).await,
        _ => {}
    }
    match acts::save_edition(&gate.room, inside.actor.clone(), new.clone()).await {
        Ok(_) => {
            let after = found(&gate, &headers, &tag).await?;
            draw(&gate, &headers, &inside, (&after, Ok(kept(&before)))).await
        }
        Err(error) => draw(&gate, &headers, &inside, (&new, Err(error))).await,
    }
}
