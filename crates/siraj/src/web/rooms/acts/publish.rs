//! The panel beside an article's text: what stops it, what will happen when it goes out,
//! and the acts that are open to whoever looks. Every act is answered by the page that
//! shows what it did.

use super::panel::{self, Panel};
use super::{Case, Done, repair, when};
use crate::actions::{Seen, approve, embargo, expire, publish, schedule, send_back, submit};
use crate::room::{ActError, ActResult};
use crate::store::house;
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Said};
use crate::web::rooms::sent::{Asked, Last, Sent};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::Timestamp;
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::publication::Release;

/// Longest reason of an update.
const REASON_CHARACTERS: usize = 300;

/// What was done, by the name in the address, and its sentence.
const DONE: &[(&str, &str)] = &[
    ("submit", "acts.did_submit"),
    ("approve", "acts.did_approve"),
    ("send_back", "acts.did_send_back"),
    ("publish", "acts.did_publish"),
    ("update", "acts.did_update"),
    ("fix", "acts.did_fix"),
    ("schedule", "acts.did_schedule"),
    ("unschedule", "acts.did_unschedule"),
    ("embargo", "acts.did_embargo"),
    ("lift", "acts.did_lift"),
    ("expire", "acts.did_expire"),
    ("keep", "acts.did_keep"),
    ("repair", "acts.did_repair"),
];

/// What was sent.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    /// What is to be done.
    #[serde(default)]
    pub act: String,
    /// The text that the page showed.
    #[serde(default)]
    pub seen: String,
    /// A note to the writer.
    #[serde(default)]
    pub note: String,
    /// What an update brings.
    #[serde(default)]
    pub reason: String,
    /// A day.
    #[serde(default)]
    pub day: String,
    /// An hour of it.
    #[serde(default)]
    pub hour: String,
    /// Which check is repaired.
    #[serde(default)]
    pub check: String,
    /// With what.
    #[serde(default)]
    pub value: String,
    /// Of which picture.
    #[serde(default)]
    pub picture: String,
    /// Which spelling is to go.
    #[serde(default)]
    pub from: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(done): Asked<Done>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    case.frame.said = done.said(&case.frame, DONE);
    draw(&gate, &headers, case, StatusCode::OK, &Typed::default()).await
}

pub async fn send(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let case = Case::open(&gate, &headers, &short).await?;
    match perform(&gate, &case, &typed).await {
        Ok(done) => Ok(page::see(&format!("{}?done={done}", case.room("/publish")))),
        Err(error) => {
            let (status, said) = refused(&case, &headers, &error, &typed)?;
            // What is shown now is what is newest now.
            let mut case = Case::open(&gate, &headers, &short).await?;
            case.frame.said = Some(said);
            draw(&gate, &headers, case, status, &typed).await
        }
    }
}

/// Why it was not done; of a text that changed meanwhile, by whom.
fn refused(
    case: &Case,
    headers: &HeaderMap,
    error: &ActError,
    typed: &Typed,
) -> Result<(StatusCode, Said), Response> {
    if let ActError::Fields(problems) = error
        && problems.iter().any(|problem| problem.field == "day")
    {
        let said = Said::stop(case.frame.t("acts.no_moment"));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, said));
    }
    if typed.act == "repair" && matches!(error, ActError::NotFound) {
        let said = Said::stop(case.frame.t("acts.repaired_elsewhere"));
        return Ok((StatusCode::CONFLICT, said));
    }
    case.refused(headers, error)
}

/// Does what was asked for; answers what was done, as [`DONE`] names it.
async fn perform(gate: &Gate, case: &Case, typed: &Typed) -> ActResult<&'static str> {
    let (room, actor, id) = (&gate.room, case.actor().clone(), case.subject.article.id);
    let seen = || typed.seen.parse::<Seen>();
    let known = DONE.iter().find(|(name, _)| *name == typed.act);
    let name = known.map_or("", |(name, _)| name);
    match name {
        "submit" => drop(submit::submit(room, actor, id).await?),
        "approve" => {
            drop(approve::approve_seen(room, actor, id, Some(seen().map_err(dead)?)).await?);
        }
        "send_back" => {
            drop(send_back::send_back(room, actor, id, typed.note.clone()).await?);
        }
        "publish" | "update" | "fix" => {
            let release = match name {
                "publish" => Release::First,
                "fix" => Release::Fix,
                _ => Release::Update {
                    reason: reason(&typed.reason)?,
                },
            };
            let seen = seen().map_err(dead)?;
            drop(publish::publish_seen(room, actor, id, seen, release).await?);
        }
        "schedule" => {
            let at = moment(case, typed)?;
            let seen = Some(seen().map_err(dead)?);
            drop(schedule::schedule_seen(room, actor, (id, seen), at).await?);
        }
        "unschedule" => drop(schedule::unschedule(room, actor, id).await?),
        "embargo" => {
            let until = moment(case, typed)?;
            drop(embargo::embargo(room, actor, id, until).await?);
        }
        "lift" => drop(embargo::lift_embargo(room, actor, id).await?),
        "expire" => {
            let end = moment(case, typed)?;
            drop(expire::expire(room, actor, id, Some(end)).await?);
        }
        "keep" => drop(expire::expire(room, actor, id, None).await?),
        "repair" => repair::repair(gate, case, typed).await?,
        _ => return Err(dead(())),
    }
    Ok(name)
}

/// What a page of ours cannot have sent.
pub(super) fn dead(_: ()) -> ActError {
    ActError::Fields(vec![FieldProblem::new("act", FieldWhy::DeadReference)])
}

fn reason(words: &str) -> ActResult<Option<String>> {
    let mut cleaning = Cleaning::default();
    let reason = cleaning.line("reason", words, REASON_CHARACTERS);
    let (reason, _) = cleaning.finish(reason).map_err(ActError::Fields)?;
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

fn moment(case: &Case, typed: &Typed) -> ActResult<Timestamp> {
    let zone = house::zone(&case.subject.identity);
    when::moment(&typed.day, &typed.hour, &zone)
        .ok_or_else(|| ActError::Fields(vec![FieldProblem::new("day", FieldWhy::Empty)]))
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    case: Case,
    status: StatusCode,
    typed: &Typed,
) -> Result<Response, Response> {
    let known = panel::read(gate, &case).await;
    let known = known.map_err(|error| page::failed(headers, &error))?;
    let page = Panel::of(gate, case, known, typed);
    Ok(page::page(status, &page))
}
