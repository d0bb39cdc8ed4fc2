//! What one is told of: who named one, what became of one's articles, what waits. Each
//! kind can be put to silence.

use super::gate::Gate;
use super::names::{self, Names, article_url};
use super::page::{self, Frame};
use super::sent::{Asked, Sent};
use crate::actions::habit;
use crate::pages::model::Moment;
use crate::room::ActError;
use crate::store;
use crate::store::notices::{self as rows, Notice, NoticeKind};
use crate::store::{dockets, habits};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::Timestamp;
use siraj_editorial::sight::Sight;

/// Where they are.
pub const HERE: &str = "/newsroom/notices";
const PAGE: i64 = 40;

/// The sentence of a notice, and the name of its kind.
const fn keys(kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::Named => ("notices.named_says", "notices.named"),
        NoticeKind::SentBack => ("notices.sent_back_says", "notices.sent_back"),
        NoticeKind::ToReview => ("notices.to_review_says", "notices.to_review"),
        NoticeKind::Approved => ("notices.approved_says", "notices.approved"),
        NoticeKind::Published => ("notices.published_says", "notices.published"),
    }
}

/// A notice in words.
struct Row {
    id: String,
    sentence: String,
    headline: String,
    /// Where it leads; nowhere when the article is not seen any more.
    url: Option<String>,
    at: Moment,
    is_read: bool,
}

/// A kind, and whether it is silent.
struct Silence {
    name: &'static str,
    words: &'static str,
    is_silent: bool,
}

#[derive(Template)]
#[template(path = "rooms/notices.html")]
struct NoticesPage {
    frame: Frame,
    rows: Vec<Row>,
    kinds: Vec<Silence>,
    older: Option<String>,
    has_unread: bool,
}

/// Where the page begins.
#[derive(Default, Deserialize)]
pub struct Place {
    #[serde(default)]
    before: String,
}

impl Place {
    fn read(&self) -> (Timestamp, String) {
        let place = self.before.split_once('_').and_then(|(at, id)| {
            let id: uuid::Uuid = id.parse().ok()?;
            Some((Timestamp::from_micros(at.parse().ok()?), id.to_string()))
        });
        place.unwrap_or((Timestamp::from_micros(i64::MAX), String::new()))
    }
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(place): Asked<Place>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let actor = inside.actor.clone();
    let read = gate.room.db.read(move |c| {
        let (at, id) = place.read();
        let found = rows::of(c, actor.person, (at, &id), PAGE + 1)?;
        let ids: Vec<_> = found.iter().map(|notice| notice.article).collect();
        let sight = Sight::of(&actor);
        let mut seen = dockets::of_all(c, &ids)?;
        seen.retain(|docket| sight.sees(docket.begun_by, docket.section, docket.state));
        let habits = habits::all(c, actor.person)?;
        Ok::<_, store::Error>((found, seen, habits, Names::read(c)?))
    });
    let failed = |error: store::Error| page::failed(&headers, &ActError::Failed(error));
    let (mut found, seen, habits, names) = read.await.map_err(failed)?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or_default();
    if more {
        found.pop();
    }
    let last = found.last().filter(|_| more);
    let kinds = NoticeKind::ALL.into_iter().map(|kind| Silence {
        name: kind.name(),
        words: frame.t(keys(kind).1),
        is_silent: habits.iter().any(|(name, _)| *name == kind.silence()),
    });
    let row = |notice: &Notice| {
        let docket = seen.iter().find(|docket| docket.article == notice.article);
        let by = notice.by.map_or_else(
            || frame.t("notices.itself").to_owned(),
            |by| names.person(&frame, by),
        );
        let leads = match notice.kind {
            NoticeKind::Named => "/notes",
            NoticeKind::ToReview => "/publish",
            _ => "",
        };
        Row {
            id: notice.id.to_string(),
            sentence: frame.with(keys(notice.kind).0, &[("name", by.as_str())]),
            headline: docket.map_or_else(
                || frame.t("notices.gone").to_owned(),
                |docket| names::headline(&frame, docket),
            ),
            url: docket.map(|docket| format!("{}{leads}", article_url(docket.short_id))),
            at: frame.when(notice.at),
            is_read: notice.read_at.is_some(),
        }
    };
    let page = NoticesPage {
        rows: found.iter().map(row).collect(),
        kinds: kinds.collect(),
        older: last.map(|one| format!("{HERE}?before={}_{}", one.at.micros(), one.id)),
        has_unread: frame.unread > 0,
        frame,
    };
    Ok(page::page(StatusCode::OK, &page))
}

/// What is to be done with notices.
#[derive(Deserialize)]
pub struct Act {
    #[serde(default)]
    act: String,
    /// One of them.
    #[serde(default)]
    id: String,
    /// A kind.
    #[serde(default)]
    kind: String,
}

/// Marks one or all, silences a kind or hears it again.
pub async fn act(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Act>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let (room, person) = (&gate.room, inside.actor.person);
    let kind = NoticeKind::named(&typed.kind);
    let done = match (typed.act.as_str(), typed.id.parse(), kind) {
        ("read_all", _, _) => habit::mark(room, person, None, false).await,
        ("read", Ok(id), _) => habit::mark(room, person, Some(id), false).await,
        ("unread", Ok(id), _) => habit::mark(room, person, Some(id), true).await,
        ("silence", _, Some(kind)) => {
            habit::set(room, person, kind.silence(), Some("yes".to_owned())).await
        }
        ("hear", _, Some(kind)) => habit::set(room, person, kind.silence(), None).await,
        _ => Ok(()),
    };
    done.map_err(|error| page::failed(&headers, &error))?;
    Ok(page::see(HERE))
}
