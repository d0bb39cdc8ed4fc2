//! The counterpart of an article in another edition: begun or chosen, set beside its
//! source, and brought level with it when that has changed.

mod pair;
mod shown;

use super::{Case, Done};
use crate::actions::{Seen, pair as pairing, translate};
use crate::room::{ActError, ActResult};
use crate::store::articles;
use crate::web::rooms::article_head::{ARTICLES, ArticleHead};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Asked, Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use pair::Pair;
use serde::Deserialize;
use siraj_editorial::article::Article;
use siraj_editorial::{EditionId, ShortId};

/// What was done, by the name in the address, and its sentence.
const DONE: &[(&str, &str)] = &[
    ("begin", "acts.did_begin"),
    ("pair", "acts.did_pair"),
    ("level", "acts.did_level"),
    ("unpair", "acts.did_unpair"),
];

/// What is looked for among the articles of an edition.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    edition: String,
    #[serde(default)]
    words: String,
}

/// What is to be done.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    edition: String,
    #[serde(default)]
    section: String,
    /// The other article.
    #[serde(default)]
    other: String,
    /// Which of the two is the source: `this` or `other`.
    #[serde(default)]
    source: String,
    /// The text of the source that was read.
    #[serde(default)]
    seen: String,
}

#[derive(Template)]
#[template(path = "rooms/translate.html")]
struct TranslatePage {
    frame: Frame,
    head: ArticleHead,
    here: String,
    title: crate::pages::model::Text,
    pairs: Vec<Pair>,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(done): Asked<Done>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    case.frame.said = done.said(&case.frame, DONE);
    draw(&gate, &headers, case, StatusCode::OK, query).await
}

pub async fn send(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let case = Case::open(&gate, &headers, &short).await?;
    match perform(&gate, &case, &typed).await {
        Ok((article, done)) => {
            let there = format!("{ARTICLES}/{article}/translate?done={done}");
            Ok(page::see(&there))
        }
        Err(error) => {
            let (status, said) = case.refused(&headers, &error)?;
            let mut case = Case::open(&gate, &headers, &short).await?;
            case.frame.said = Some(said);
            draw(&gate, &headers, case, status, Query::default()).await
        }
    }
}

/// The other article of the form, if the person may know of it.
async fn other(gate: &Gate, case: &Case, typed: &Typed) -> ActResult<Article> {
    let short: ShortId = typed.other.parse().map_err(|_| super::publish::dead(()))?;
    let found = gate.room.db.read(move |c| articles::by_short_id(c, short));
    found
        .await?
        .filter(|article| article.is_seen_by(case.actor(), case.now))
        .ok_or_else(|| super::publish::dead(()))
}

/// Does what was asked for; answers on whose page that is shown, and what was done.
async fn perform(gate: &Gate, case: &Case, typed: &Typed) -> ActResult<(ShortId, &'static str)> {
    let (room, actor, this) = (&gate.room, case.actor().clone(), &case.subject.article);
    let done = match typed.act.as_str() {
        "begin" => {
            let dead = |_| super::publish::dead(());
            let edition: EditionId = typed.edition.parse().map_err(dead)?;
            let section = typed.section.parse().ok();
            let begun = translate::translate(room, actor, this.id, (edition, section)).await?;
            return Ok((begun.value.short_id, "begin"));
        }
        "pair" => {
            let other = other(gate, case, typed).await?;
            pairing::pair(room, actor, this.id, other.id).await?;
            "pair"
        }
        "level" => {
            let other = other(gate, case, typed).await?;
            let seen: Seen = typed.seen.parse().map_err(super::publish::dead)?;
            let (article, source) = if typed.source == "this" {
                (other.id, this.id)
            } else {
                (this.id, other.id)
            };
            translate::level(room, actor, article, (source, seen)).await?;
            "level"
        }
        "unpair" => {
            pairing::unpair(room, actor, this.id).await?;
            "unpair"
        }
        _ => return Err(super::publish::dead(())),
    };
    Ok((this.short_id, done))
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    case: Case,
    status: StatusCode,
    query: Query,
) -> Result<Response, Response> {
    let known = pair::read(gate, &case, query).await;
    let known = known.map_err(|error: ActError| page::failed(headers, &error))?;
    let page = TranslatePage {
        head: case.head(crate::web::rooms::article_head::ArticleRoom::Translate),
        here: case.room("/translate"),
        title: case.title(),
        pairs: known
            .into_iter()
            .map(|known| Pair::of(&case, known))
            .collect(),
        frame: case.frame,
    };
    Ok(page::page(status, &page))
}
