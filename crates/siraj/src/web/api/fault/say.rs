//! Saying a fault: in Arabic or English as the request wishes, counts in their
//! plural form, moments in the publication's time zone.

use super::{Args, Fault};
use crate::messages::{Argument, Messages};
use crate::room::Room;
use crate::store::house;
use crate::web::api::call;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use siraj_editorial::refusal::Arg;
use std::sync::Arc;

/// The layer that says faults in the language of the request.
pub async fn speak(State(room): State<Room>, request: Request, next: Next) -> Response {
    let language = language(request.headers());
    let mut response = next.run(request).await;
    let Some(fault) = response.extensions_mut().remove::<Arc<Fault>>() else {
        return response;
    };
    let mut said = say(
        &fault,
        Messages::for_language(language),
        &zone(&room, &fault).await,
    );
    for (name, value) in response.headers() {
        // What axum knows beside the fault, such as `Allow`.
        if name != CONTENT_TYPE && name != CONTENT_LENGTH {
            said.headers_mut().insert(name, value.clone());
        }
    }
    said
}

/// The publication's time zone, where a sentence tells a moment.
async fn zone(room: &Room, fault: &Fault) -> jiff::tz::TimeZone {
    let tells = |args: &Args| args.iter().any(|(_, arg)| matches!(arg, Arg::Moment(_)));
    if !tells(&fault.args) && !fault.wrong.iter().any(|wrong| tells(&wrong.args)) {
        return jiff::tz::TimeZone::UTC;
    }
    let zone = room.db.read(|c| house::zone_now(c)).await;
    zone.unwrap_or(jiff::tz::TimeZone::UTC)
}

/// Arabic or English, by the header's order of wishes; Arabic without a wish.
#[must_use]
pub fn language(headers: &HeaderMap) -> &'static str {
    let header = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut best = ("ar", 0.0_f32);
    for wish in header.split(',') {
        let (tag, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("0");
        let weight: f32 = weight.parse().unwrap_or(0.0);
        let primary = tag.trim().split('-').next().unwrap_or_default();
        for known in ["ar", "en"] {
            if primary.eq_ignore_ascii_case(known) && weight > best.1 {
                best = (known, weight);
            }
        }
    }
    best.0
}

/// A sentence with its values.
#[must_use]
pub fn sentence(
    messages: &Messages,
    key: &str,
    args: &[(&str, Arg)],
    zone: &jiff::tz::TimeZone,
) -> String {
    let words: Vec<(&str, Arg, String)> = args
        .iter()
        .map(|(name, arg)| {
            let words = match arg {
                Arg::Count(count) => count.to_string(),
                Arg::Words(words) => words.clone(),
                Arg::Moment(moment) => moment
                    .to_jiff()
                    .to_zoned_datetime(zone.clone())
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string(),
            };
            (*name, arg.clone(), words)
        })
        .collect();
    let mut arguments: Vec<(&str, Argument<'_>)> = Vec::new();
    for (name, arg, words) in &words {
        match arg {
            // A count chooses the plural form whatever the refusal calls it.
            Arg::Count(count) => {
                arguments.push((name, Argument::Count(*count)));
                arguments.push(("n", Argument::Count(*count)));
            }
            _ => arguments.push((name, Argument::Words(words))),
        }
    }
    messages.with(key, &arguments)
}

fn say(fault: &Fault, messages: &Messages, zone: &jiff::tz::TimeZone) -> Response {
    if let Some((status, body)) = &fault.answered {
        let mut response = call::json_response(
            StatusCode::from_u16(*status).unwrap_or(StatusCode::OK),
            body.clone(),
        );
        let replayed = HeaderName::from_static("idempotency-replayed");
        response
            .headers_mut()
            .insert(replayed, HeaderValue::from_static("true"));
        return response;
    }
    let title = format!("api.title.{}", fault.status.as_u16());
    let errors: Vec<Value> = fault
        .wrong
        .iter()
        .map(|wrong| {
            json!({
                "field": wrong.field,
                "pointer": pointer(&wrong.field),
                "code": wrong.key,
                "detail": sentence(messages, wrong.key, &wrong.args, zone),
            })
        })
        .collect();
    let mut problem = json!({
        "type": format!("urn:siraj:problem:{}", fault.key),
        "title": messages.text(&title),
        "status": fault.status.as_u16(),
        "detail": sentence(messages, fault.key, &fault.args, zone),
        "code": fault.key,
        "errors": errors,
    });
    if let Some(members) = problem.as_object_mut() {
        members.extend(fault.more.clone());
    }
    let mut response = (fault.status, problem.to_string()).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/problem+json");
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    if let Ok(language) = HeaderValue::from_str(messages.language()) {
        headers.insert(CONTENT_LANGUAGE, language);
    }
    headers.extend(fault.headers.iter().cloned());
    response
}

/// `bylines[1].guest` as a JSON pointer (RFC 6901): `/bylines/1/guest`.
fn pointer(field: &str) -> String {
    field
        .split(['.', '[', ']'])
        .filter(|part| !part.is_empty())
        .map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1")))
        .collect()
}
