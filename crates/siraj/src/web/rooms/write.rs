//! The writing page: the article as it stands, with all that its script needs to keep every
//! word safe. Whoever may not change the text reads it here, with the reason.

mod choices;

use super::gate::Gate;
use super::page::{self, Frame, Said};
use super::sent::Last;
use crate::actions::entry::Inside;
use crate::messages::Messages;
use crate::pages::body::{BodyContext, render};
use crate::pages::build::pictures::picture;
use crate::pages::build::words::Words;
use crate::pages::model::{Moment, SafeHtml, SafeJson};
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::{articles, entry, house, media, notes};
use crate::web::api::told_of;
use askama::Template;
use axum::extract;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use choices::Choices;
use serde_json::{Value, json};
use siraj_editorial::article::{Article, Stage, State};
use siraj_editorial::body::Body;
use siraj_editorial::edition::Edition;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{ArticleId, PersonId, Timestamp};
use std::collections::BTreeMap;

/// Where the articles are.
pub const ARTICLES: &str = "/newsroom/articles";

/// What an article is called in its rooms.
pub fn title(frame: &Frame, text: &Manuscript) -> String {
    match text.headline.trim() {
        "" => frame.t("write.no_headline").to_owned(),
        headline => headline.to_owned(),
    }
}

/// The sentence of a state, and its name for the stylesheet.
pub const fn words_of(state: State, pending: bool) -> (&'static str, &'static str) {
    match state {
        State::Draft => ("write.state_draft", "draft"),
        State::InReview => ("write.state_in_review", "in-review"),
        State::Approved => ("write.state_approved", "approved"),
        State::Scheduled => ("write.state_scheduled", "scheduled"),
        State::Published if pending => ("write.state_pending", "published"),
        State::Published => ("write.state_published", "published"),
        State::Held => ("write.state_held", "held"),
        State::Withdrawn => ("write.state_withdrawn", "withdrawn"),
        State::Binned => ("write.state_binned", "binned"),
    }
}

/// The article of an address, with its newest text and its edition.
pub struct Read {
    pub article: Article,
    pub newest: Revision,
    pub edition: Edition,
}

/// The article of a short id, as far as this person may read it; `None` is a way to it.
///
/// # Errors
/// There is none, or it is none of theirs.
pub fn read(c: &mut Conn<'_>, called: &str, (actor, now): (&Actor, Timestamp)) -> ActResult<Read> {
    let found = match called.parse::<ArticleId>() {
        Ok(id) => articles::by_id(c, id)?,
        Err(_) => match called.parse() {
            Ok(short_id) => articles::by_short_id(c, short_id)?,
            Err(_) => None,
        },
    };
    let article = found
        .filter(|article| article.is_seen_by(actor, now))
        .ok_or(ActError::NotFound)?;
    let newest = articles::revision(c, article.head)?.ok_or(ActError::NotFound)?;
    let edition = house::editions(c)?
        .into_iter()
        .find(|edition| edition.id == article.edition)
        .ok_or(ActError::NotFound)?;
    Ok(Read {
        article,
        newest,
        edition,
    })
}

/// The way to the one spelling of an article's address, where it was called otherwise.
pub fn other_spelling(called: &str, article: &Article, end: &str) -> Option<Response> {
    let short_id = article.short_id.to_string();
    (called != short_id).then(|| page::see(&format!("{ARTICLES}/{short_id}{end}")))
}

/// Everything of an article's page that the store knows.
struct Known {
    read: Read,
    body: SafeHtml,
    told: Value,
    choices: Choices,
    versions: i64,
    notes: usize,
    /// Who may publish it, for whoever may not.
    able: Vec<PersonId>,
    /// The publication's time zone, as browsers know it.
    zone: Option<String>,
}

#[derive(Template)]
#[template(path = "rooms/write.html")]
struct WritePage {
    frame: Frame,
    url: String,
    state: &'static str,
    state_class: &'static str,
    tag: String,
    dir: &'static str,
    kicker: String,
    headline: String,
    standfirst: String,
    body: SafeHtml,
    saved: Moment,
    versions: i64,
    notes: usize,
    /// Why the text is not changed here.
    why_not: Option<&'static str>,
    may_submit: bool,
    may_publish: bool,
    /// Where the article stands in public.
    public: Option<String>,
    /// What the script is told.
    told: SafeJson,
}

pub async fn show(
    extract::State(gate): extract::State<Gate>,
    Last(called): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, ARTICLES).await;
    let asked = called.clone();
    let (actor, tag) = (inside.actor.clone(), frame.tag());
    let room = gate.room.clone();
    let known = gate
        .room
        .db
        .read(move |c| known(c, &room, (&asked, tag), &actor));
    let known = known
        .await
        .map_err(|error| failed(&frame, &headers, &error))?;
    if let Some(way) = other_spelling(&called, &known.read.article, "") {
        return Ok(way);
    }
    drawn(&gate, frame, &inside, known)
}

/// What is said where an article cannot be shown.
pub fn failed(frame: &Frame, headers: &HeaderMap, error: &ActError) -> Response {
    match error {
        ActError::NotFound => page::noticed(frame.clone(), StatusCode::NOT_FOUND, "nothing"),
        error => page::failed(headers, error),
    }
}

fn known(
    c: &mut Conn<'_>,
    room: &crate::room::Room,
    (called, tag): (&str, &'static str),
    actor: &Actor,
) -> ActResult<Known> {
    let read = read(c, called, (actor, room.clock.now()))?;
    let text = &read.newest.manuscript;
    let body = printed(c, &read.edition, &text.body)?;
    let told = told_of(room, c, &read.article)?;
    let choices = Choices::of(c, &read, tag)?;
    let able = if actor.may_in(Right::Publish, read.article.section) {
        Vec::new()
    } else {
        publishers(c, &read.article)?
    };
    Ok(Known {
        body,
        told,
        choices,
        versions: read.article.head_number,
        notes: usize::try_from(notes::open_count(c, read.article.id)?).unwrap_or_default(),
        able,
        zone: house::zone_now(c)?.iana_name().map(str::to_owned),
        read,
    })
}

/// The text as its page shows it.
fn printed(c: &mut Conn<'_>, edition: &Edition, body: &Body) -> ActResult<SafeHtml> {
    let Some(identity) = house::identity(c)? else {
        return Ok(SafeHtml::default());
    };
    let words = Words::of(&identity, edition);
    let ids: Vec<_> = body.media_ids().into_iter().collect();
    let pictures = media::by_ids(c, &ids)?;
    let pictures = pictures
        .iter()
        .map(|media| {
            let mut shown = picture(media, &words);
            // What only drafts use is seen from inside alone.
            shown.base = format!("/newsroom{}", shown.base);
            (media.id, shown)
        })
        .collect();
    let context = BodyContext {
        language: &edition.language,
        digits: edition.digits,
        pictures: &pictures,
        articles: &BTreeMap::new(),
    };
    Ok(render(body, context))
}

/// Who may publish an article.
fn publishers(c: &mut Conn<'_>, article: &Article) -> ActResult<Vec<PersonId>> {
    let members = entry::members(c, None)?.into_iter();
    Ok(members
        .filter(|member| member.account.may_in(Right::Publish, article.section))
        .map(|member| member.person.id)
        .collect())
}

/// Why this person does not change the text.
fn why_not(article: &Article, actor: &Actor) -> Option<&'static str> {
    if article.binned.is_some() {
        return Some("write.why_binned");
    }
    if article.may_edit(actor) {
        return None;
    }
    let own = article.created_by == actor.person;
    Some(match article.stage {
        _ if !own => "write.why_not_yours",
        _ if article.publication.is_some() => "write.why_published",
        Stage::InReview => "write.why_in_review",
        _ => "write.why_approved",
    })
}

fn drawn(gate: &Gate, frame: Frame, inside: &Inside, known: Known) -> Result<Response, Response> {
    let Known {
        read,
        body,
        mut told,
        choices,
        ..
    } = known;
    let (article, actor) = (&read.article, &inside.actor);
    let why_not = why_not(article, actor);
    let (state, state_class) = words_of(
        article.state(gate.room.clock.now()),
        article.has_pending_revision(),
    );
    let language = &read.edition.language;
    let public = told
        .get("address")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let text = &read.newest.manuscript;
    let messages = frame.messages;
    if let Some(told) = told.as_object_mut() {
        let page = json!({
            "person": {"id": actor.person, "name": frame.person},
            "language": language,
            "direction": language.direction().as_str(),
            "may_edit": why_not.is_none(),
            "may_use_pictures": actor.may(Right::UseMedia),
            "may_publish": actor.may_in(Right::Publish, article.section),
            "may_relate": article.may_relate(actor),
            "zone": known.zone,
            "choices": choices.told(&frame, &gate.room.site, &read.edition),
            "able": known.able,
            "words": messages.under("write"),
            "checks": messages.under("checklist"),
            "editor": messages.under("editor"),
            "editor_too": Messages::for_language(frame.other()).under("editor"),
        });
        told.insert("page".to_owned(), page);
    }
    let told = SafeJson::of(&told).map_err(|error| {
        page::failed(
            &HeaderMap::new(),
            &ActError::Failed(crate::store::Error::other(error)),
        )
    })?;
    let mut frame = frame;
    if let Some(key) = why_not {
        frame.said = Some(Said {
            stop: false,
            words: frame.t(key).to_owned(),
        });
    }
    let page = WritePage {
        url: format!("{ARTICLES}/{}", article.short_id),
        state: frame.t(state),
        state_class,
        tag: language.tag().to_owned(),
        dir: language.direction().as_str(),
        kicker: text.kicker.clone(),
        headline: text.headline.clone(),
        standfirst: text.standfirst.clone(),
        body,
        saved: frame.moment(read.newest.at),
        versions: known.versions,
        notes: known.notes,
        may_submit: why_not.is_none() && article.stage == Stage::Draft,
        may_publish: actor.may_in(Right::Publish, article.section),
        public,
        why_not,
        told,
        frame,
    };
    Ok(page::page(StatusCode::OK, &page))
}
