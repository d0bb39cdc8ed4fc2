//! The room of a live article at `/newsroom/articles/{short_id}/live`: its posts, a box
//! for the next one, its key points and its end. A form for every act, so that a
//! reporter with a bad line and an old phone can do all of it; the script keeps what is
//! typed until the server has said yes, and brings what colleagues add.

mod draw;
mod typed;
mod written;

use super::gate::Gate;
use super::page::{self, Frame, Said};
use super::sent::{Asked, Last, Sent};
use crate::actions::entry::Inside;
use crate::actions::{coverage, post};
use crate::messages::Messages;
use crate::room::{ActError, ActResult, Room};
use crate::store::db::Conn;
use crate::store::{articles, house, live, posts};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::article::Article;
use siraj_editorial::correction::CorrectionKind;
use siraj_editorial::coverage::Coverage;
use siraj_editorial::person::Person;
use siraj_editorial::post::LivePost;
use siraj_editorial::refusal::RefusalKind;
use siraj_editorial::revision::{Format, Manuscript};
use siraj_editorial::role::Right;
use siraj_editorial::{Language, PersonId, PostId, ShortId};
use std::collections::BTreeSet;
use typed::{Typed, Wrong};

/// Where the room of an article is.
pub const HERE: &str = "/newsroom/articles/{short_id}/live";
/// Where its posts alone are, for the script.
pub const POSTS: &str = "/newsroom/articles/{short_id}/live/posts";

fn here(article: &Article) -> String {
    format!("/newsroom/articles/{}/live", article.short_id)
}

/// What the address asks for beside the room itself.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    /// What was just done.
    #[serde(default)]
    done: String,
    /// The number of the post that it was done to, or that is to be changed.
    #[serde(default)]
    post: String,
    /// What is to be done with it: `change`, `correct`, `remove`.
    #[serde(default)]
    open: String,
    /// A numbered page of older posts.
    #[serde(default)]
    page: String,
}

/// A live article as its room reads it.
struct Covered {
    article: Article,
    format: Format,
    headline: String,
    language: Language,
    coverage: Coverage,
    posts: Vec<LivePost>,
    /// The numbered page of older posts that is shown.
    page: Option<i64>,
    older: Option<i64>,
    people: Vec<Person>,
    is_public: bool,
    zone: TimeZone,
}

fn read(
    c: &mut Conn<'_>,
    called: &str,
    page: Option<i64>,
    now: siraj_editorial::Timestamp,
) -> ActResult<Covered> {
    let short: ShortId = called.parse().map_err(|_| ActError::NotFound)?;
    let article = articles::by_short_id(c, short)?.ok_or(ActError::NotFound)?;
    let published = article.publication.as_ref();
    let revision = published.map_or(article.head, |publication| publication.revision);
    let text: Manuscript = articles::revision(c, revision)?
        .ok_or(ActError::NotFound)?
        .manuscript;
    let editions = house::editions(c)?;
    let edition = editions.iter().find(|one| one.id == article.edition);
    let coverage = posts::coverage(c, article.id)?;
    let (found, older) = match page {
        Some(n) => {
            let found = posts::page(c, article.id, n)?.ok_or(ActError::NotFound)?;
            (found, (n > 1).then_some(n - 1))
        }
        None => {
            let newest = posts::newest(c, article.id)?;
            (newest.posts, newest.older)
        }
    };
    let people: BTreeSet<PersonId> = found.iter().map(|post| post.by).collect();
    let people: Vec<PersonId> = people.into_iter().collect();
    Ok(Covered {
        format: text.format,
        headline: text.headline,
        language: edition.ok_or(ActError::NotFound)?.language.clone(),
        coverage: coverage.unwrap_or_else(|| Coverage::of(article.id, now)),
        posts: found,
        page,
        older,
        people: house::people(c, &people)?,
        is_public: live::card(c, article.id)?.is_some(),
        zone: house::zone_now(c)?,
        article,
    })
}

async fn covered(room: &Room, called: &str, page: Option<i64>) -> ActResult<Covered> {
    let (called, now) = (called.to_owned(), room.clock.now());
    room.db.read(move |c| read(c, &called, page, now)).await
}

/// The room.
pub async fn show(
    State(gate): State<Gate>,
    Last(called): Last,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let page = query.page.parse().ok();
    let covered = covered(&gate.room, &called, page).await;
    let covered = covered.map_err(|error| page::failed(&headers, &error))?;
    let mut frame = Frame::inside(&gate, &inside, "/newsroom/articles").await;
    frame.said = said(frame.messages, &query.done);
    let open = open(&gate, &covered, &query).await;
    let open = open.map_err(|error| page::failed(&headers, &error))?;
    let mut page = draw::room(frame, &inside, &covered, open, None);
    if query.done == "removed" {
        page.undo = undo(&covered, &query);
    }
    Ok(page::page(StatusCode::OK, &page))
}

/// The posts alone, for the script of the room.
pub async fn show_posts(
    State(gate): State<Gate>,
    Last(called): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let covered = covered(&gate.room, &called, None).await;
    let covered = covered.map_err(|error| page::failed(&headers, &error))?;
    let frame = Frame::inside(&gate, &inside, "").await;
    let page = draw::posts(frame, &inside, &covered);
    Ok(page::page(StatusCode::OK, &page))
}

/// The sentence of what was done.
fn said(messages: &'static Messages, done: &str) -> Option<Said> {
    let key = match done {
        "posted" => "live.posted",
        "saved" => "live.saved",
        "corrected" => "live.corrected",
        "pinned" => "live.pinned",
        "unpinned" => "live.unpinned",
        "removed" => "live.taken_away",
        "back" => "live.brought_back",
        "started" => "live.started",
        "ended" => "live.stopped",
        "decided" => "live.decided",
        _ => return None,
    };
    Some(Said::done(messages.text(key)))
}

/// What is opened in the room: the post, and what is to be done with it.
struct Open {
    post: LivePost,
    what: &'static str,
}

async fn open(gate: &Gate, covered: &Covered, query: &Query) -> ActResult<Option<Open>> {
    let what = match query.open.as_str() {
        "change" => "change",
        "correct" => "correct",
        "remove" => "remove",
        _ => return Ok(None),
    };
    let Ok(number) = query.post.parse::<i64>() else {
        return Ok(None);
    };
    let article = covered.article.id;
    let post = gate
        .room
        .db
        .read(move |c| posts::by_number(c, article, number))
        .await?;
    Ok(post.map(|post| Open { post, what }))
}

/// Does what a form of the room asks for.
pub async fn act(
    State(gate): State<Gate>,
    Last(called): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let covered = covered(&gate.room, &called, None).await;
    let covered = covered.map_err(|error| page::failed(&headers, &error))?;
    match done(&gate.room, &inside, &covered, &typed).await {
        Ok(way) => Ok(page::see(&way)),
        Err(why) => again(&gate, &headers, &inside, (covered, typed), why).await,
    }
}

/// The act, and the way to what it made.
async fn done(
    room: &Room,
    inside: &Inside,
    covered: &Covered,
    typed: &Typed,
) -> Result<String, Wrong> {
    let (actor, id) = (inside.actor.clone(), covered.article.id);
    let here = here(&covered.article);
    let done = |what: &str| format!("{here}?done={what}");
    let after = |what: &str, post: &LivePost| {
        let number = post.number;
        format!("{here}?done={what}&post={number}#post-{number}")
    };
    Ok(match typed.act.as_str() {
        "post" => {
            let text = typed.text(inside.session.person, &covered.language, None)?;
            let made = post::add(room, actor, (id, typed.key()), text).await?;
            after("posted", &made.value.post)
        }
        "change" => {
            let old = found(room, covered, typed).await?;
            let text = typed.text(inside.session.person, &covered.language, Some(&old.text))?;
            let base = typed.base.parse().unwrap_or_default();
            let made = post::change(room, actor, (old.id, base), text).await?;
            after("saved", &made.value.post)
        }
        "correct" => {
            let old = found(room, covered, typed).await?;
            let kind = match typed.kind.as_str() {
                "clarification" => CorrectionKind::Clarification,
                "retraction" => CorrectionKind::Retraction,
                _ => CorrectionKind::Correction,
            };
            let words = (kind, typed.correction.clone());
            let made = post::correct(room, actor, old.id, words).await?;
            after("corrected", &made.value.post)
        }
        "pin" | "unpin" => {
            let (old, pin) = (found(room, covered, typed).await?, typed.act == "pin");
            let made = post::pin(room, actor, old.id, pin).await?;
            after(if pin { "pinned" } else { "unpinned" }, &made.value.post)
        }
        "remove" => {
            let old = found(room, covered, typed).await?;
            let made = post::remove(room, actor, old.id, typed.reason.clone()).await?;
            after("removed", &made.value.post)
        }
        "back" => {
            let old = found(room, covered, typed).await?;
            let made = post::bring_back(room, actor, old.id).await?;
            after("back", &made.value.post)
        }
        "start" => {
            coverage::start(room, actor, id).await?;
            done("started")
        }
        "end" => {
            coverage::end(room, actor, id).await?;
            done("ended")
        }
        "decide" => {
            let plan = typed.plan(&covered.zone)?;
            coverage::decide(room, actor, id, plan).await?;
            done("decided")
        }
        _ => here,
    })
}

/// The post of this article that a form is about.
async fn found(room: &Room, covered: &Covered, typed: &Typed) -> ActResult<LivePost> {
    let article = covered.article.id;
    let id: PostId = typed.id.parse().map_err(|_| ActError::NotFound)?;
    let post = room.db.read(move |c| posts::by_id(c, id)).await?;
    post.filter(|post| post.article == article)
        .ok_or(ActError::NotFound)
}

/// The room again with what was typed, saying why it was not done.
async fn again(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (mut covered, typed): (Covered, Typed),
    why: Wrong,
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, "/newsroom/articles").await;
    let (status, said) = match why {
        Wrong::Said(key) => (StatusCode::UNPROCESSABLE_ENTITY, Said::stop(frame.t(key))),
        Wrong::Act(error) => {
            let status = status(&error);
            let said = match &error {
                ActError::Fields(problems) => typed::fields_said(&frame, problems),
                ActError::Body(problems) => typed::body_said(&frame, problems),
                error => frame.why(error),
            };
            match said {
                Some(said) => (status, said),
                None => return Err(page::failed(headers, &error)),
            }
        }
    };
    frame.said = Some(said);
    // Somebody else may have changed what the form was about.
    if let Ok(fresh) = self::covered(&gate.room, covered.article.short_id.as_str(), None).await {
        covered = fresh;
    }
    let query = Query {
        open: typed.act.clone(),
        post: typed.number.clone(),
        ..Query::default()
    };
    let open = open(gate, &covered, &query).await;
    let open = open.map_err(|error| page::failed(headers, &error))?;
    let page = draw::room(frame, inside, &covered, open, Some(&typed));
    Ok(page::page(status, &page))
}

/// The post that was just removed, to be brought back at once.
fn undo(covered: &Covered, query: &Query) -> Option<String> {
    let number: i64 = query.post.parse().ok()?;
    let post = covered.posts.iter().find(|post| post.number == number)?;
    (!post.stands()).then(|| post.id.to_string())
}

/// With what status an act that was not done is answered.
fn status(error: &ActError) -> StatusCode {
    match error {
        ActError::Refused(refusal) => match refusal.kind() {
            RefusalKind::Right => StatusCode::FORBIDDEN,
            RefusalKind::Conflict => StatusCode::CONFLICT,
            RefusalKind::Rule => StatusCode::UNPROCESSABLE_ENTITY,
        },
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Whether somebody may post here.
fn may(inside: &Inside, covered: &Covered) -> bool {
    inside.actor.may_in(Right::Publish, covered.article.section)
}
