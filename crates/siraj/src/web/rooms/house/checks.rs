//! What the checklist of the house does with what it finds: whether a check stops an
//! article or only asks for a second look.

use super::framed;
use crate::actions::checks as acts;
use crate::actions::entry::Inside;
use crate::web::rooms::form::{Choice, Field, Typed};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::Sent;
use crate::web::rooms::sheet::{FormPage, Group, brought_back, kept};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::checklist::{Check, Severities, Severity};

/// Where it is.
pub const HERE: &str = "/newsroom/house/checks";

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocks => "house.check_blocks",
        Severity::Warns => "house.check_warns",
        Severity::Rests => "house.check_rests",
    }
}

fn field(frame: &Frame, check: Check, chosen: Severity) -> Field {
    let choices = check.severities().iter().map(|severity| {
        let words = frame.t(word(*severity));
        Choice::new(severity.name(), words, *severity == chosen)
    });
    Field::one(
        check.name(),
        frame.t(check.message_key()),
        choices.collect(),
    )
    .hint(frame.t(check.asks_key()))
}

fn groups(frame: &Frame, severities: &Severities) -> Vec<Group> {
    let is_of_pictures = |check: Check| check.name().starts_with("picture");
    let group = |legend, of_pictures| Group {
        legend: frame.t(legend).to_owned(),
        hint: String::new(),
        fields: Check::ALL
            .iter()
            .filter(|check| !check.is_bound() && is_of_pictures(**check) == of_pictures)
            .map(|check| field(frame, *check, severities.of(*check)))
            .collect(),
    };
    vec![
        group("house.checks_of_text", false),
        group("house.checks_of_pictures", true),
    ]
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    before: Option<&Severities>,
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let read = acts::severities(&gate.room).await;
    let severities = read.map_err(|error| page::failed(headers, &error))?;
    let undo = before.and_then(kept);
    if undo.is_some() {
        frame.said = Some(Said::done(frame.t("house.checks_saved")));
    }
    let bound = Check::ALL.iter().filter(|check| check.is_bound());
    let bound: Vec<&str> = bound.map(|check| frame.t(check.message_key())).collect();
    let bound = frame.list(&bound);
    let about = [("list", bound.as_str())];
    let page = FormPage {
        here: HERE.to_owned(),
        back: (super::HERE.to_owned(), frame.t("house.title").to_owned()),
        title: frame.t("house.checks").to_owned(),
        under: frame.messages.with("house.checks_about", &about),
        public: None,
        fields: Vec::new(),
        groups: groups(&frame, &severities),
        undo,
        ways: Vec::new(),
        articles: None,
        frame,
    };
    Ok(page::page(StatusCode::OK, &page))
}

pub async fn show(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    draw(&gate, &headers, &inside, None).await
}

/// Saves what was chosen, or brings back what was chosen before. A check that the form does
/// not name, or with a word that is none, stays as it is.
pub async fn act(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let back = brought_back::<Severities>(&typed);
    let choices = Check::ALL.iter().filter_map(|check| {
        let chosen = match &back {
            Some(back) => Some(back.of(*check)),
            None => Severity::named(typed.get(check.name())),
        };
        Some((*check, chosen?))
    });
    let before = acts::severities(&gate.room).await;
    let before = before.map_err(|error| page::failed(&headers, &error))?;
    match acts::choose(&gate.room, inside.actor.clone(), choices.collect()).await {
        Ok(_) => draw(&gate, &headers, &inside, Some(&before)).await,
        Err(error) => Err(page::failed(&headers, &error)),
    }
}
