//! The fronts, as those who curate them work on them: what stands where, by whose
//! hand or by itself, and what is to stand there. Every verb is a form; the script of
//! the page sends the same forms.

mod breaking;
mod desk;
mod history;
pub mod menus;
pub mod pages;
mod parts;
pub mod placements;
mod pool;
mod preview;
mod sheet;
mod when;
mod words;

use super::gate::Gate;
use super::page::{self, Frame, Said};
use super::sent::{Asked, Sent, asking};
use crate::actions::entry::Inside;
use crate::actions::front::{self, Work};
use crate::room::{ActError, ActResult};
use crate::store::house;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use desk::Desk;
use parts::Pending;
use serde::Deserialize;
use siraj_editorial::ArticleId;
use siraj_editorial::edition::Edition;
use siraj_editorial::front::{FrontOf, Step, Wording};
use siraj_editorial::refusal::{CurateRefused, Refusal as _};
use siraj_editorial::role::Right;

pub use breaking::{BAR, change as change_bar, show as bar};
pub use history::show as history;
pub use preview::{draft, show as preview};

/// Where they are.
pub const HERE: &str = "/newsroom/fronts";

/// Everything about fronts, and what stands over and under pages.
pub fn router() -> Router<Gate> {
    Router::new()
        .route(HERE, get(show).post(change))
        .route("/newsroom/fronts/preview", get(preview))
        .route("/newsroom/fronts/draft", get(draft))
        .route("/newsroom/fronts/history", get(history))
        .route(BAR, get(bar).post(change_bar))
        .route(placements::LIST, get(placements::list))
        .route(
            "/newsroom/fronts/placements/{id}",
            get(placements::one).post(placements::change),
        )
        .route(pages::LIST, get(pages::list).post(pages::order))
        .route(
            pages::SEEN,
            post(pages::seen).layer(DefaultBodyLimit::max(pages::FORM_BYTES)),
        )
        .route(
            "/newsroom/fronts/pages/{id}",
            get(pages::one)
                .post(pages::change)
                .layer(DefaultBodyLimit::max(pages::FORM_BYTES)),
        )
        .route(menus::MENUS, get(menus::show).post(menus::change))
}

/// What the address asks for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    /// Which front.
    #[serde(default)]
    of: String,
    /// The article for which a place is being chosen.
    #[serde(default)]
    add: String,
    /// What is looked for among the published articles.
    #[serde(default)]
    q: String,
    /// In which section.
    #[serde(default, rename = "in")]
    within: String,
    /// What was done: `?done=published`.
    #[serde(default)]
    done: String,
    /// Versions before this number.
    #[serde(default)]
    before: String,
}

impl Query {
    fn article(&self) -> Option<ArticleId> {
        self.add.parse().ok()
    }

    /// The address of a front, and what is looked for beside it.
    fn address(&self, of: FrontOf) -> String {
        let of = of.to_string();
        let pairs = [
            ("of", of.as_str()),
            ("q", self.q.as_str()),
            ("in", self.within.as_str()),
        ];
        format!("{HERE}?{}", asking(pairs))
    }
}

/// Whoever is inside and curates something.
pub(super) async fn curator(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
    let inside = gate.inside(headers).await?;
    if inside.actor.may(Right::Curate) {
        return Ok(inside);
    }
    let frame = Frame::inside(gate, &inside, "").await;
    Err(page::noticed(frame, StatusCode::FORBIDDEN, "not_curator"))
}

/// The front that an address names: without one the home page of the edition in the
/// person's language, else of the first.
pub(super) async fn front_of(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    asked: &str,
) -> Result<FrontOf, Response> {
    let language = inside.sign_in.language.clone();
    let read = gate.room.db.read(|c| house::editions(c)).await;
    let editions = read.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let of = if asked.is_empty() {
        let own = editions.iter().find(|one| one.language.tag() == language);
        own.or(editions.first()).map(|one| FrontOf::home(one.id))
    } else {
        let named: Option<FrontOf> = asked.parse().ok();
        named.filter(|of| editions.iter().any(|one| one.id == of.edition))
    };
    let Some(of) = of else {
        let frame = Frame::inside(gate, inside, "").await;
        return Err(page::noticed(frame, StatusCode::NOT_FOUND, "nothing"));
    };
    if of.may_be_curated_by(&inside.actor).is_err() {
        let frame = Frame::inside(gate, inside, "").await;
        return Err(page::noticed(frame, StatusCode::FORBIDDEN, "not_curator"));
    }
    Ok(of)
}

/// The edition that an address names, as [`front_of`] finds its home page; and all.
pub(super) async fn edition_of(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    asked: &str,
) -> Result<(Edition, Vec<Edition>), Response> {
    let of = front_of(gate, headers, inside, asked).await?;
    let read = gate.room.db.read(|c| house::editions(c)).await;
    let editions = read.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let found = editions.iter().find(|one| one.id == of.edition).cloned();
    let found = found.ok_or_else(|| page::failed(headers, &ActError::NotFound))?;
    Ok((found, editions))
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let said = |frame: &Frame| match query.done.as_str() {
        "published" => Some(Said::done(frame.t("fronts.published"))),
        "discarded" => Some(Said::done(frame.t("fronts.discarded"))),
        "brought" => Some(Said::done(frame.t("fronts.brought"))),
        _ => None,
    };
    draw(
        &gate,
        &headers,
        &inside,
        &query,
        StatusCode::OK,
        (said, None),
    )
    .await
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    query: &Query,
    status: StatusCode,
    (said, pending): (impl FnOnce(&Frame) -> Option<Said>, Option<Pending>),
) -> Result<Response, Response> {
    let of = front_of(gate, headers, inside, &query.of).await?;
    let mut frame = Frame::inside(gate, inside, HERE).await;
    frame.said = said(&frame);
    let desk = Desk::open(gate, of, query.clone()).await;
    let desk = desk.map_err(|error| page::failed(headers, &error))?;
    let sheet = sheet::FrontSheet::of(frame, &inside.actor, desk, query, pending);
    Ok(page::page(status, &sheet))
}

/// What a form of the page brings.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    of: String,
    #[serde(default)]
    revision: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    article: String,
    #[serde(default)]
    container: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    headline: String,
    #[serde(default)]
    kicker: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    q: String,
    #[serde(default, rename = "in")]
    within: String,
}

impl Typed {
    fn query(&self) -> Query {
        Query {
            of: self.of.clone(),
            q: self.q.clone(),
            within: self.within.clone(),
            ..Query::default()
        }
    }

    /// What is to be done with the draft; `None` where the form says nothing that we know.
    fn work(&self, zone: &jiff::tz::TimeZone) -> Option<Work> {
        let article = || self.article.parse::<ArticleId>().ok();
        let step = match self.act.as_str() {
            "undo" => return Some(Work::Undo),
            "redo" => return Some(Work::Redo),
            "discard" => return Some(Work::Discard),
            "bring_back" => return self.version.parse().ok().map(Work::BringBack),
            "put" => Step::Put {
                article: article()?,
                container: self.container.parse().ok()?,
                place: self.place.parse().ok()?,
                from: self.from.parse().ok(),
            },
            "release" => Step::Release(article()?),
            "until" if self.until.trim().is_empty() => Step::Until(article()?, None),
            "until" => Step::Until(article()?, Some(when::read(&self.until, zone)?)),
            "boost" => Step::Boost(article()?, true),
            "unboost" => Step::Boost(article()?, false),
            "word" => Step::Word(
                article()?,
                Wording {
                    headline: self.headline.clone(),
                    kicker: self.kicker.clone(),
                },
            ),
            "hide" => Step::Hide(article()?),
            "show" => Step::Show(article()?),
            "sombre" => Step::Sombre(true),
            "plain" => Step::Sombre(false),
            _ => return None,
        };
        Some(Work::Step(step))
    }

    /// Where the page is looked at after the step.
    fn anchor(&self) -> String {
        match self.article.parse::<ArticleId>() {
            Ok(article) => format!("#a-{article}"),
            Err(_) => String::new(),
        }
    }
}

pub async fn change(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let of = front_of(&gate, &headers, &inside, &typed.of).await?;
    let revision = typed.revision.parse().unwrap_or(-1);
    let done: ActResult<&str> = if typed.act == "publish" {
        front::publish(&gate.room, inside.actor.clone(), of, revision)
            .await
            .map(|_| "&done=published")
    } else {
        let zone = gate.room.db.read(|c| house::zone_now(c)).await;
        let zone = zone.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
        let Some(work) = typed.work(&zone) else {
            let said = |frame: &Frame| Some(Said::stop(frame.t("fronts.unreadable")));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return draw(
                &gate,
                &headers,
                &inside,
                &typed.query(),
                status,
                (said, None),
            )
            .await;
        };
        let done = match &work {
            Work::Discard => "&done=discarded",
            Work::BringBack(_) => "&done=brought",
            _ => "",
        };
        front::work(&gate.room, &inside.actor, of, revision, work)
            .await
            .map(|()| done)
    };
    match done {
        Ok(done) => {
            let address = typed.query().address(of);
            Ok(page::see(&format!("{address}{done}{}", typed.anchor())))
        }
        Err(error) => refused(&gate, &headers, &inside, typed, error).await,
    }
}

/// The page as it is now, saying why the step was not taken; where somebody else was
/// faster, with the step ready to be taken again.
async fn refused(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    typed: Typed,
    error: ActError,
) -> Result<Response, Response> {
    let (status, stale) = match &error {
        ActError::Refused(refusal) => {
            let stale = refusal.message().key == CurateRefused::Stale.message().key;
            (
                if stale {
                    StatusCode::CONFLICT
                } else {
                    StatusCode::UNPROCESSABLE_ENTITY
                },
                stale,
            )
        }
        ActError::Fields(_) => (StatusCode::UNPROCESSABLE_ENTITY, false),
        _ => return Err(page::failed(headers, &error)),
    };
    let said = |frame: &Frame| match &error {
        ActError::Fields(_) => Some(Said::stop(frame.t("fronts.too_long"))),
        error => frame.why(error),
    };
    let query = typed.query();
    let pending = stale.then(|| Pending::of(typed));
    draw(gate, headers, inside, &query, status, (said, pending)).await
}
