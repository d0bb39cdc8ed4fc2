//! What cannot be taken back, for owners: an article is erased by law, after it was shown
//! which one it is. And how the whole newsroom is taken along.

use super::{failed, framed};
use crate::actions::entry::Inside;
use crate::actions::erase;
use crate::room::ActError;
use crate::store::{self, articles};
use crate::web::rooms::form::{Field, Typed, told};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::sent::{Asked, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::role::Right;
use siraj_editorial::{ArticleId, ShortId};

/// Where it is.
pub const HERE: &str = "/newsroom/house/danger";

/// The article that is about to be erased.
struct Found {
    short_id: String,
    headline: String,
}

#[derive(Template)]
#[template(path = "rooms/house/danger.html")]
struct DangerPage {
    frame: Frame,
    here: &'static str,
    fields: Vec<Field>,
    /// Set: the question is whether it shall be erased.
    found: Option<Found>,
}

/// What was just done: `?done=erased`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Here {
    done: Option<String>,
}

/// Whoever is inside and owns.
async fn owner(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
    let inside = gate.inside(headers).await?;
    if inside.actor.may(Right::Own) {
        return Ok(inside);
    }
    let frame = Frame::inside(gate, &inside, "").await;
    Err(page::noticed(
        frame,
        StatusCode::FORBIDDEN,
        "not_yours_owners",
    ))
}

fn fields(frame: &Frame, typed: &Typed) -> Vec<Field> {
    vec![
        Field::path(
            "article",
            frame.t("house.erase_which"),
            typed.get("article"),
        )
        .hint(frame.t("house.erase_which_hint"))
        .most(400),
        Field::line("reason", frame.t("house.erase_reason"), typed.get("reason"))
            .hint(frame.t("house.erase_reason_hint"))
            .most(500),
    ]
}

/// The short id in an address, or by itself.
fn short_id(typed: &str) -> Option<ShortId> {
    typed
        .split(['/', '?', '#'])
        .find_map(|part| part.trim().parse().ok())
}

async fn article(
    gate: &Gate,
    headers: &HeaderMap,
    typed: &Typed,
) -> Result<Option<(ArticleId, Found)>, Response> {
    let Some(short) = short_id(typed.get("article")) else {
        return Ok(None);
    };
    let read = gate.room.db.read(move |c| {
        let Some(article) = articles::by_short_id(c, short)? else {
            return Ok(None);
        };
        let called = articles::called(c, &[article.id])?.remove(&article.id);
        Ok::<_, store::Error>(called.map(|called| (article.id, called)))
    });
    let found = read.await.map_err(|error| failed(headers, error))?;
    Ok(found.map(|(id, called)| {
        let found = Found {
            short_id: called.short_id.to_string(),
            headline: called.headline,
        };
        (id, found)
    }))
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, typed): (&Inside, &Typed),
    (found, outcome): (Option<Found>, Result<(), ActError>),
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let mut fields = fields(&frame, typed);
    let status = match outcome {
        Ok(()) => StatusCode::OK,
        Err(error) => told(&mut frame, headers, &error, &mut fields)?,
    };
    if typed.get("done") == "erased" {
        frame.said = Some(Said::done(frame.t("house.erased")));
    }
    let page = DangerPage {
        frame,
        here: HERE,
        fields,
        found,
    };
    Ok(page::page(status, &page))
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(here): Asked<Here>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = owner(&gate, &headers).await?;
    let typed = Typed::of("done", here.done.as_deref().unwrap_or_default());
    draw(&gate, &headers, (&inside, &typed), (None, Ok(()))).await
}

/// Shows which article would be erased, and erases it when that was seen.
pub async fn act(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = owner(&gate, &headers).await?;
    let about = (&inside, &typed);
    let Some((id, found)) = article(&gate, &headers, &typed).await? else {
        let dead = Err(crate::actions::house::dead("article"));
        return draw(&gate, &headers, about, (None, dead)).await;
    };
    if typed.get("reason").trim().is_empty() {
        let empty = siraj_editorial::fields::FieldWhy::Empty;
        let problem = siraj_editorial::fields::FieldProblem::new("reason", empty);
        let wrong = Err(ActError::Fields(vec![problem]));
        return draw(&gate, &headers, about, (None, wrong)).await;
    }
    if typed.get("act") != "erase" {
        return draw(&gate, &headers, about, (Some(found), Ok(()))).await;
    }
    let reason = typed.get("reason").to_owned();
    match erase::erase(&gate.room, inside.actor.clone(), id, reason).await {
        Ok(_) => Ok(page::see(&format!("{HERE}?done=erased"))),
        Err(error) => draw(&gate, &headers, about, (None, Err(error))).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_its_address_and_by_its_short_id() {
        let short = ShortId::from_random([7; 8]).to_string();
        for typed in [
            short.clone(),
            format!(" {short} "),
            format!("/a/{short}"),
            format!("https://siraj.example/world/{short}/a-headline?x#y"),
        ] {
            assert_eq!(
                short_id(&typed).map(|id| id.to_string()),
                Some(short.clone())
            );
        }
        for wrong in ["", "/", "https://siraj.example/world", "\0"] {
            assert_eq!(short_id(wrong), None, "{wrong:?}");
        }
    }
}
