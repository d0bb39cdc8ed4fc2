//! Put an article into the bin, and take it out: the page on which it is done is the one
//! on which it is undone.

use super::{Case, Done};
use crate::actions::bin;
use crate::pages::model::{Moment, Text};
use crate::web::rooms::article_head::{ArticleHead, ArticleRoom};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Asked, Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::article::BIN_SECONDS;

#[derive(Template)]
#[template(path = "rooms/bin.html")]
struct BinPage {
    frame: Frame,
    head: ArticleHead,
    here: String,
    title: Text,
    barred: Option<String>,
    /// It lies there: since when, by whom, and until when it can be brought back.
    binned: Option<(Moment, String, Moment)>,
}

/// What is to be done.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    act: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(done): Asked<Done>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    case.frame.said = done.said(&case.frame, &[("back", "acts.brought_back")]);
    draw(&gate, &headers, case, StatusCode::OK).await
}

pub async fn send(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    let (actor, id) = (case.actor().clone(), case.subject.article.id);
    let (tried, then) = match typed.act.as_str() {
        "back" => (bin::bring_back(&gate.room, actor, id).await, "?done=back"),
        _ => (bin::bin(&gate.room, actor, id).await, ""),
    };
    match tried {
        Ok(_) => Ok(page::see(&format!("{}{then}", case.room("/bin")))),
        Err(error) => {
            let (status, said) = case.refused(&headers, &error)?;
            case.frame.said = Some(said);
            draw(&gate, &headers, case, status).await
        }
    }
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    case: Case,
    status: StatusCode,
) -> Result<Response, Response> {
    let article = &case.subject.article;
    let by = article.binned.iter().map(|one| one.by).collect();
    let people = super::names(gate, headers, &case.frame, by).await?;
    let binned = article.binned.as_ref().map(|one| {
        let by = people.get(&one.by).cloned().unwrap_or_default();
        let until = case.frame.day(one.at.plus_seconds(BIN_SECONDS));
        (case.frame.moment(one.at), by, until)
    });
    let barred = if article.publication.is_some() {
        Some(case.frame.t("refused.bin.published").to_owned())
    } else if !case.may_edit() {
        let who = case.who_may();
        Some(
            case.frame
                .messages
                .with("acts.bin_who", &[("who", who.as_str())]),
        )
    } else {
        None
    };
    let page = BinPage {
        head: case.head(ArticleRoom::Publish),
        here: case.room("/bin"),
        title: case.title(),
        barred,
        binned,
        frame: case.frame,
    };
    Ok(page::page(status, &page))
}
