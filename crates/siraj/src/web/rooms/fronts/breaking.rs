//! The breaking bar of an edition: set, changed, ended, and seen before that as its
//! readers would see it.

use super::preview::Seen;
use super::{Frame, Gate, HERE, Query, curator, edition_of, page, when};
use crate::actions::house as acts;
use crate::room::ActError;
use crate::store::keys::List;
use crate::store::{house, lists, placements};
use crate::web::reply::shows_frames;
use crate::web::rooms::form::Choice;
use crate::web::rooms::page::Said;
use crate::web::rooms::sent::{Asked, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::edition::Edition;
use siraj_editorial::placement::Breaking;
use siraj_editorial::role::Right;

/// Where it is.
pub const BAR: &str = "/newsroom/fronts/breaking";
/// For how long a new bar stands unless somebody says otherwise.
const HOURS: i64 = 2;
/// Articles that are offered to lead to.
const OFFERED: i64 = 20;

/// The editions, one of them chosen.
pub(super) fn choices(editions: &[Edition], chosen: &Edition) -> Vec<Choice> {
    let all = editions.iter();
    all.map(|edition| {
        Choice::new(
            edition.id.to_string(),
            edition.label.clone(),
            edition.id == chosen.id,
        )
    })
    .collect()
}

/// An article that the bar may lead to.
struct Offer {
    address: String,
    headline: String,
}

#[derive(Template)]
#[template(path = "rooms/fronts/breaking.html")]
struct BarSheet {
    frame: Frame,
    of: String,
    tab: &'static str,
    editions: Vec<Choice>,
    /// What stands now, and until when in words.
    now: Option<(String, String)>,
    typed: Typed,
    offers: Vec<Offer>,
    /// Where the bar is seen before it is set.
    seen: Option<String>,
}

/// What the form brings.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    of: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    until: String,
}

impl Typed {
    /// What stands, as the form holds it; where nothing does, an end some hours away.
    fn of(bar: Option<&Breaking>, now: siraj_editorial::Timestamp, zone: &TimeZone) -> Self {
        let end = bar.map_or(now.plus_seconds(HOURS * 3600), |bar| bar.until);
        Self {
            text: bar.map_or_else(String::new, |bar| bar.text.clone()),
            link: bar.and_then(|bar| bar.link.clone()).unwrap_or_default(),
            until: when::field(end, zone),
            ..Self::default()
        }
    }

    fn link(&self) -> Option<String> {
        let link = self.link.trim();
        (!link.is_empty()).then(|| link.to_owned())
    }
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let said = |frame: &Frame| match query.done.as_str() {
        "set" => Some(Said::done(frame.t("fronts.bar_set"))),
        "ended" => Some(Said::done(frame.t("fronts.bar_ended"))),
        _ => None,
    };
    draw(&gate, &headers, &query.of, (None, StatusCode::OK), said).await
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    of: &str,
    (typed, status): (Option<Typed>, StatusCode),
    said: impl FnOnce(&Frame) -> Option<Said>,
) -> Result<Response, Response> {
    let inside = curator(gate, headers).await?;
    let (edition, editions) = edition_of(gate, headers, &inside, of).await?;
    let mut frame = Frame::inside(gate, &inside, HERE).await;
    frame.said = said(&frame);
    let id = edition.id;
    let read = gate.room.db.read(move |c| {
        let bar = placements::breaking(c, id)?;
        let newest = lists::head(c, &List::Latest(id), OFFERED)?;
        Ok::<_, crate::store::Error>((bar, newest, house::zone_now(c)?))
    });
    let failed = |error| page::failed(headers, &ActError::Failed(error));
    let (bar, newest, zone) = read.await.map_err(failed)?;
    let now = gate.room.clock.now();
    let seen = typed
        .as_ref()
        .filter(|typed| typed.act == "see" && !frame.said.as_ref().is_some_and(|said| said.stop))
        .map(|typed| Seen::bar(&typed.text, &typed.link).address(id));
    let sheet = BarSheet {
        of: id.to_string(),
        tab: "breaking",
        editions: choices(&editions, &edition),
        now: bar.as_ref().map(|bar| {
            let until = when::short(bar.until, now, &zone)
                .unwrap_or_else(|| frame.moment(bar.until).words.plain().to_owned());
            (frame.isolated(&bar.text), until)
        }),
        typed: typed.unwrap_or_else(|| Typed::of(bar.as_ref(), now, &zone)),
        offers: newest
            .into_iter()
            .map(|card| Offer {
                address: format!("/a/{}", card.short_id),
                headline: card.headline,
            })
            .collect(),
        seen,
        frame,
    };
    let mut response = page::page(status, &sheet);
    shows_frames(response.headers_mut());
    Ok(response)
}

pub async fn change(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (edition, _) = edition_of(&gate, &headers, &inside, &typed.of).await?;
    let zone = gate.room.db.read(|c| house::zone_now(c)).await;
    let zone = zone.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let of = typed.of.clone();
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let bar = if typed.act == "end" {
        None
    } else {
        let Some(until) = when::read(&typed.until, &zone) else {
            let said = |frame: &Frame| Some(Said::stop(frame.t("fronts.bad_moment")));
            return draw(&gate, &headers, &of, (Some(typed), wrong), said).await;
        };
        Some(Breaking {
            text: typed.text.clone(),
            link: typed.link(),
            since: gate.room.clock.now(),
            until,
        })
    };
    if typed.act == "see" {
        return draw(&gate, &headers, &of, (Some(typed), StatusCode::OK), |_| {
            None
        })
        .await;
    }
    let done = if bar.is_some() { "set" } else { "ended" };
    match acts::set_breaking(&gate.room, inside.actor.clone(), edition.id, bar).await {
        Ok(_) => Ok(page::see(&format!("{BAR}?of={}&done={done}", edition.id))),
        Err(error @ (ActError::Refused(_) | ActError::Fields(_))) => {
            let said = |frame: &Frame| match &error {
                ActError::Fields(_) => Some(Said::stop(frame.t("fronts.bar_words"))),
                error => frame.why(error),
            };
            draw(&gate, &headers, &of, (Some(typed), wrong), said).await
        }
        Err(error) => Err(page::failed(&headers, &error)),
    }
}
