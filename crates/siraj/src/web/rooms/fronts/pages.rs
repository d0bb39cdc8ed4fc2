//! The static pages of an edition («about us» and the like): their order, and one
//! written in Markdown, seen as it will be, and published. What a text had that a page
//! cannot hold is told, never dropped in silence.

use super::breaking::choices;
use super::{Frame, Gate, HERE, Query, edition_of, page};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::convert::{Report, to_markdown};
use crate::messages::Argument;
use crate::pages::answer::{HTML, html_of};
use crate::pages::build::Press;
use crate::pages::model::Moment;
use crate::pages::view::View;
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::{self, house};
use crate::web::api::bodies::{self, Sent as Read};
use crate::web::reply::{CachePolicy, page_headers};
use crate::web::rooms::form::Choice;
use crate::web::rooms::page::Said;
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::{Asked, Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use siraj_editorial::PageId;
use siraj_editorial::body::{Body, BodyProblem};
use siraj_editorial::edition::{Edition, StaticPage};
use siraj_editorial::role::Right;
use std::sync::Arc;

/// Where the list is.
pub const LIST: &str = "/newsroom/fronts/pages";
/// Stands in the address in place of an identity while there is none.
const NEW: &str = "new";
/// Where one is seen before it is published.
pub const SEEN: &str = "/newsroom/fronts/pages/seen";
/// The longest form: a long text in which every letter is sent as six.
pub const FORM_BYTES: usize = 1 << 20;

/// A page in the list.
struct Row {
    id: String,
    url: String,
    title: String,
    path: String,
    time: Moment,
    is_first: bool,
    is_last: bool,
}

#[derive(Template)]
#[template(path = "rooms/fronts/pages.html")]
struct ListSheet {
    frame: Frame,
    of: String,
    tab: &'static str,
    editions: Vec<Choice>,
    rows: Vec<Row>,
}

pub async fn list(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let (edition, editions) = edition_of(&gate, &headers, &inside, &query.of).await?;
    let mut frame = Frame::inside(&gate, &inside, HERE).await;
    frame.said = match query.done.as_str() {
        "saved" => Some(Said::done(frame.t("fronts.page_saved"))),
        _ => None,
    };
    let id = edition.id;
    let read = gate.room.db.read(move |c| house::static_pages(c, id)).await;
    let pages = read.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let last = pages.len().saturating_sub(1);
    let rows = pages
        .iter()
        .enumerate()
        .map(|(at, one)| Row {
            id: one.id.to_string(),
            url: format!("{LIST}/{}?of={id}", one.id),
            title: one.title.clone(),
            path: format!("{}/{}", edition.base(), one.slug),
            time: frame.moment(one.updated_at),
            is_first: at == 0,
            is_last: at == last,
        })
        .collect();
    let sheet = ListSheet {
        of: id.to_string(),
        tab: "pages",
        editions: choices(&editions, &edition),
        rows,
        frame,
    };
    Ok(page::page(StatusCode::OK, &sheet))
}

/// Which page goes which way.
#[derive(Debug, Default, Deserialize)]
pub struct Moved {
    #[serde(default)]
    of: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    act: String,
}

pub async fn order(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(moved): Sent<Moved>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let (edition, _) = edition_of(&gate, &headers, &inside, &moved.of).await?;
    let id = edition.id;
    let read = gate.room.db.read(move |c| house::static_pages(c, id)).await;
    let pages = read.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let mut ids: Vec<PageId> = pages.iter().map(|page| page.id).collect();
    let at = ids.iter().position(|id| id.to_string() == moved.page);
    let at = at.ok_or_else(|| page::failed(&headers, &ActError::NotFound))?;
    let to = match moved.act.as_str() {
        "up" => at.saturating_sub(1),
        _ => (at + 1).min(ids.len().saturating_sub(1)),
    };
    ids.swap(at, to);
    let done = acts::order_static_pages(&gate.room, inside.actor.clone(), id, ids).await;
    done.map_err(|error| page::failed(&headers, &error))?;
    Ok(page::see(&format!("{LIST}?of={id}#p-{}", moved.page)))
}

/// What the form brings.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    of: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    text: String,
}

#[derive(Template)]
#[template(path = "rooms/fronts/page.html")]
struct PageSheet {
    frame: Frame,
    of: String,
    tab: &'static str,
    action: String,
    id: String,
    typed: Typed,
    lang: String,
    /// What was left out, in words.
    dropped: Vec<String>,
    /// Whether something of the page cannot be written in this form.
    would_lose: bool,
    /// The page's address, where it is there.
    path: Option<String>,
}

/// What is being written.
struct Writing {
    inside: Inside,
    edition: Edition,
    before: Option<StaticPage>,
    /// Its place in the list.
    position: i64,
}

impl Writing {
    async fn begin(gate: &Gate, headers: &HeaderMap, of: &str, id: &str) -> Result<Self, Response> {
        let inside = chief(gate, headers).await?;
        let (edition, _) = edition_of(gate, headers, &inside, of).await?;
        let own = edition.id;
        let read = gate
            .room
            .db
            .read(move |c| house::static_pages(c, own))
            .await;
        let pages = read.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
        let at = pages.iter().position(|page| page.id.to_string() == id);
        if id != NEW && at.is_none() {
            return Err(page::failed(headers, &ActError::NotFound));
        }
        let position = at.unwrap_or(pages.len());
        Ok(Self {
            inside,
            edition,
            before: at.and_then(|at| pages.into_iter().nth(at)),
            position: i64::try_from(position).unwrap_or_default(),
        })
    }

    async fn read(&self, gate: &Gate, headers: &HeaderMap, text: &str) -> Result<Read, Response> {
        let language = self.edition.language.clone();
        let read = bodies::converted(&gate.room, language, false, text.to_owned());
        let broken = store::Error::other("a text could not be read");
        read.await
            .map_err(|_| page::failed(headers, &ActError::Failed(broken)))
    }

    fn meant(&self, gate: &Gate, typed: &Typed, body: Body) -> StaticPage {
        let slug = match typed.slug.trim() {
            "" => siraj_arabic::slug(&typed.title),
            slug => slug.to_owned(),
        };
        StaticPage {
            id: self
                .before
                .as_ref()
                .map_or_else(|| PageId(fresh_id()), |before| before.id),
            edition: self.edition.id,
            slug,
            title: typed.title.clone(),
            body,
            updated_at: gate.room.clock.now(),
        }
    }

    async fn draw(
        &self,
        gate: &Gate,
        headers: &HeaderMap,
        status: StatusCode,
        (typed, report): (Option<Typed>, Report),
        said: impl FnOnce(&Frame) -> Option<Said>,
    ) -> Result<Response, Response> {
        let mut frame = Frame::inside(gate, &self.inside, HERE).await;
        frame.said = said(&frame);
        let mut would_lose = false;
        let typed = match (typed, &self.before) {
            (Some(typed), _) => typed,
            (None, None) => Typed::default(),
            (None, Some(before)) => {
                let text = to_markdown(&before.body);
                let again = self.read(gate, headers, &text).await?;
                would_lose = again.body != before.body;
                Typed {
                    title: before.title.clone(),
                    slug: before.slug.clone(),
                    text,
                    ..Typed::default()
                }
            }
        };
        let before = self.before.as_ref();
        let id = before.map_or_else(|| NEW.to_owned(), |before| before.id.to_string());
        let dropped = report.dropped.iter().map(|dropped| {
            let what = frame.messages.text(dropped.what.message_key());
            frame.isolated(&format!("{what} ({})", dropped.sample))
        });
        let sheet = PageSheet {
            of: self.edition.id.to_string(),
            tab: "pages",
            action: format!("{LIST}/{id}"),
            id,
            lang: self.edition.language.tag().to_owned(),
            dropped: dropped.collect(),
            would_lose,
            path: before.map(|before| format!("{}/{}", self.edition.base(), before.slug)),
            typed,
            frame,
        };
        Ok(page::page(status, &sheet))
    }
}

/// One, or an empty sheet for a new one.
pub async fn one(
    State(gate): State<Gate>,
    Last(id): Last,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let writing = Writing::begin(&gate, &headers, &query.of, &id).await?;
    let nothing = (None, Report::default());
    let drawn = writing.draw(&gate, &headers, StatusCode::OK, nothing, |_| None);
    drawn.await
}

pub async fn change(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    save(&gate, &headers, &id, typed).await
}

async fn save(
    gate: &Gate,
    headers: &HeaderMap,
    id: &str,
    typed: Typed,
) -> Result<Response, Response> {
    let mut writing = Writing::begin(gate, headers, &typed.of, id).await?;
    let read = writing.read(gate, headers, &typed.text).await?;
    let meant = writing.meant(gate, &typed, read.body);
    let actor = writing.inside.actor.clone();
    match acts::save_static_page(&gate.room, actor, meant, writing.position).await {
        Ok(_) if read.report.dropped.is_empty() => {
            let address = format!("{LIST}?of={}&done=saved", writing.edition.id);
            Ok(page::see(&address))
        }
        Ok(done) => {
            let said = |frame: &Frame| Some(Said::done(frame.t("fronts.page_saved_but")));
            writing.before = Some(done.value);
            let shown = (None, read.report);
            writing
                .draw(gate, headers, StatusCode::OK, shown, said)
                .await
        }
        Err(error @ (ActError::Refused(_) | ActError::Fields(_) | ActError::Body(_))) => {
            let said = |frame: &Frame| match &error {
                ActError::Fields(_) => Some(Said::stop(frame.t("fronts.page_fields"))),
                ActError::Body(problems) => {
                    let key = problems.first().map(|problem| problem.kind.message_key());
                    Some(Said::stop(key.map_or_else(
                        || frame.t("fronts.page_fields").to_owned(),
                        |key| body_problem(frame, key, problems),
                    )))
                }
                error => frame.why(error),
            };
            let shown = (Some(typed), Report::default());
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            writing.draw(gate, headers, status, shown, said).await
        }
        Err(error) => Err(page::failed(headers, &error)),
    }
}

/// What is wrong with a text, in words.
fn body_problem(frame: &Frame, key: &str, problems: &[BodyProblem]) -> String {
    let limit = problems.first().and_then(|problem| problem.kind.limit());
    let limit = u64::try_from(limit.unwrap_or_default()).unwrap_or_default();
    let words = [("limit", Argument::Count(limit))];
    frame.messages.with(key, &words)
}

/// The page as its readers would see it.
pub async fn seen(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let writing = Writing::begin(&gate, &headers, &typed.of, &typed.page).await?;
    let read = writing.read(&gate, &headers, &typed.text).await?;
    let meant = writing.meant(&gate, &typed, read.body);
    let (site, edition) = (Arc::clone(&gate.room.site), writing.edition.clone());
    let made: ActResult<Vec<u8>> = gate
        .room
        .db
        .read(move |c| {
            let mut view = View::open(c, &site)?;
            let mut press = Press::of(&mut view, &edition)?.ok_or(ActError::NotFound)?;
            Ok(html_of(&press.static_page(&meant)?)?)
        })
        .await;
    let html = made.map_err(|error| page::failed(&headers, &error))?;
    let headers = page_headers(HTML, CachePolicy::Never);
    Ok((StatusCode::OK, headers, html).into_response())
}
