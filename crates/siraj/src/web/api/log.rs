//! Who asks, and what has happened: the token's own face, and the log of changes.

use super::call::{Answer, Call};
use super::fault::Fault;
use super::views;
use crate::store::changes;
use axum::http::StatusCode;
use serde_json::json;

/// Whoever asks.
pub async fn me(call: Call) -> Answer {
    let bearer = call.bearer.clone();
    call.tell(move |_| {
        Ok(json!({
            "person": bearer.actor.person,
            "role": bearer.actor.role,
            "sections": bearer.actor.sections,
            "token": {"id": bearer.token, "expires_at": bearer.expires_at.map(views::moment)},
        }))
    })
    .await
}

/// The changes after a number, oldest first.
pub async fn changes(call: Call) -> Answer {
    let limit = call.limit(500)?;
    let after: i64 = match call.query.get("after") {
        None => 0,
        Some(text) => text
            .parse()
            .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"))?,
    };
    call.tell(move |c| {
        let changes = changes::after(c, after, limit)?;
        let head = changes::head(c)?;
        let items: Vec<_> = changes
            .iter()
            .map(|change| views::of(change, &["at"]))
            .collect();
        Ok(json!({"items": items, "head": head}))
    })
    .await
}
