//! Take a published article back: what that does, and the notice that stays at its
//! address. It cannot be undone, so the question is a page of its own.

use super::Case;
use crate::actions::withdraw::{self, NOTICE_CHARACTERS};
use crate::pages::model::{Moment, Text};
use crate::web::rooms::article_head::{ArticleHead, ArticleRoom};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::role::Right;

/// The notice of one that is withdrawn.
struct Notice {
    at: Moment,
    by: String,
    words: Text,
}

#[derive(Template)]
#[template(path = "rooms/withdraw.html")]
struct WithdrawPage {
    frame: Frame,
    head: ArticleHead,
    here: String,
    /// Where one goes who does not want it.
    back: String,
    title: Text,
    barred: Option<String>,
    /// It is withdrawn: since when, by whom, and what readers are told.
    withdrawn: Option<Notice>,
    notice: String,
    limit: usize,
}

/// What was written.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    notice: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let case = Case::open(&gate, &headers, &short).await?;
    draw(&gate, &headers, case, StatusCode::OK, &Typed::default()).await
}

pub async fn send(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    let (actor, id) = (case.actor().clone(), case.subject.article.id);
    match withdraw::withdraw(&gate.room, actor, id, typed.notice.clone()).await {
        Ok(_) => Ok(page::see(&case.room("/withdraw"))),
        Err(error) => {
            let (status, said) = case.refused(&headers, &error)?;
            case.frame.said = Some(said);
            draw(&gate, &headers, case, status, &typed).await
        }
    }
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    case: Case,
    status: StatusCode,
    typed: &Typed,
) -> Result<Response, Response> {
    let article = &case.subject.article;
    let by = article.withdrawal.iter().map(|one| one.by).collect();
    let people = super::names(gate, headers, &case.frame, by).await?;
    let withdrawn = article.withdrawal.as_ref().map(|one| Notice {
        at: case.frame.moment(one.at),
        by: people.get(&one.by).cloned().unwrap_or_default(),
        words: Text::new(one.notice.clone(), case.subject.edition.direction()),
    });
    let barred = if !case.may(Right::Curate) {
        let who = case.who_may();
        Some(
            case.frame
                .messages
                .with("acts.withdraw_who", &[("who", who.as_str())]),
        )
    } else if article.publication.is_none() {
        Some(case.frame.t("refused.withdraw.not_published").to_owned())
    } else {
        None
    };
    let page = WithdrawPage {
        head: case.head(ArticleRoom::Publish),
        here: case.room("/withdraw"),
        back: case.room("/correct"),
        title: case.title(),
        barred,
        withdrawn,
        notice: typed.notice.clone(),
        limit: NOTICE_CHARACTERS,
        frame: case.frame,
    };
    Ok(page::page(status, &page))
}
