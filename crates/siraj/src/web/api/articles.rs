//! Articles: begin, read, list, save a new text. What is done with an article
//! that exists is in `verbs`.

use super::bodies::{self, Sent};
use super::call::{Answer, Call};
use super::fault::{Fault, Wrong};
use super::references::{self, Of};
use super::schema;
use super::views::{self, Form, Here};
use crate::actions::write::{self, Over, Written};
use crate::messages::Messages;
use crate::room::{ActResult, Room};
use crate::store::articles;
use crate::store::db::Conn;
use crate::store::dockets::{self, Wanted};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use siraj_editorial::article::Article;
use siraj_editorial::edition::Edition;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::sight::Sight;
use siraj_editorial::{RevisionId, Timestamp};

/// Begins an article.
pub async fn begin(mut call: Call) -> Answer {
    let mut fields = call.fields(schema::NEW_ARTICLE)?;
    let called = text(&mut fields, "edition");
    let (edition, fields) = call
        .room
        .db
        .read(move |c| {
            let edition = references::edition(c, &called)?;
            let fields = settled(c, &edition, fields)?;
            Ok::<_, crate::room::ActError>((edition, fields))
        })
        .await?;
    let (manuscript, sent) = manuscript(&call.room, &edition, fields).await?;
    let shape = saved(&call.room, sent, call.messages);
    call.act(StatusCode::CREATED, shape, |room, actor| async move {
        write::begin(&room, actor, edition.id, manuscript).await
    })
    .await
}

/// Saves a new text of an article.
pub async fn revise(mut call: Call) -> Answer {
    let article = references::article_of(&call.room, call.param("id")).await?;
    let mut fields = call.fields(schema::ARTICLE_TEXT)?;
    let base: RevisionId = text(&mut fields, "base")
        .parse()
        .map_err(|_| Fault::fields(vec![Wrong::new("base", "api.not_an_id")]))?;
    let seen = fields.remove("seen").and_then(|seen| seen.as_i64());
    let over = Over {
        base,
        seen: seen.map(Timestamp::from_micros),
        apart: fields.remove("apart") == Some(Value::Bool(true)),
    };
    let called = article.edition.to_string();
    let (edition, fields) = call
        .room
        .db
        .read(move |c| {
            let edition = references::edition(c, &called)?;
            let fields = settled(c, &edition, fields)?;
            Ok::<_, crate::room::ActError>((edition, fields))
        })
        .await?;
    let (manuscript, sent) = manuscript(&call.room, &edition, fields).await?;
    let form = sent.form;
    let yours = views::manuscript(&manuscript, form);
    let shape = saved(&call.room, sent, call.messages);
    let room = call.room.clone();
    let answer = call
        .act(StatusCode::OK, shape, |room, actor| async move {
            write::revise_over(&room, actor, (article.id, over), manuscript).await
        })
        .await;
    match answer {
        Err(fault) if fault.key == "refused.write.stale" => {
            Err(with_both_texts(&room, fault, &article, yours, form).await)
        }
        answer => answer,
    }
}

/// Nothing is lost when somebody else was faster: the sender gets both texts.
async fn with_both_texts(
    room: &Room,
    fault: Fault,
    article: &Article,
    yours: Value,
    form: Form,
) -> Fault {
    let id = article.id;
    let newest = room
        .db
        .read(move |c| {
            let head = articles::by_id(c, id)?.map(|article| article.head);
            match head {
                Some(head) => articles::revision(c, head),
                None => Ok(None),
            }
        })
        .await;
    match newest {
        Ok(Some(newest)) => fault
            .and("newest", views::revision(&newest, form))
            .and("yours", yours),
        _ => fault.and("yours", yours),
    }
}

/// One article with its newest text.
pub async fn one(call: Call) -> Answer {
    let form = call.query.get("text").map(|name| Form::named(name));
    let here = Here::of(&call.room).telling(form.unwrap_or_default());
    let called = call.param("id").to_owned();
    let (actor, now) = (call.actor().clone(), call.room.clock.now());
    call.tell(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        Ok(here.whole(c, &article)?.into())
    })
    .await
}

/// The articles that were touched last, or those whose headlines have the words of `q`,
/// as far as the sender may read them.
pub async fn recent(call: Call) -> Answer {
    let limit = call.limit(200)?;
    let (here, actor) = (Here::of(&call.room), call.actor().clone());
    let now = here.now;
    if let Some(q) = call.query.get("q") {
        let mut wanted = Wanted::all(Sight::of(&actor), usize::try_from(limit).unwrap_or(0));
        wanted.terms = siraj_arabic::asked_terms(q);
        return call
            .tell(move |c| {
                let found = dockets::find(c, &wanted)?.dockets;
                let found = found.iter().map(|docket| docket.article);
                let found = articles::by_ids(c, &found.collect::<Vec<_>>())?;
                let items: ActResult<Vec<Value>> =
                    found.iter().map(|one| listed(c, &here, one)).collect();
                Ok(json!({"items": items?, "next": null}))
            })
            .await;
    }
    let before = match call.query.get("before") {
        None => (Timestamp::from_micros(i64::MAX), String::new()),
        Some(place) => place
            .split_once('_')
            .and_then(|(at, id)| Some((Timestamp::from_micros(at.parse().ok()?), id.to_owned())))
            .ok_or_else(|| Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"))?,
    };
    call.tell(move |c| {
        let found = articles::recent(c, (before.0, &before.1), limit)?;
        let next = found
            .last()
            .filter(|_| i64::try_from(found.len()).is_ok_and(|found| found == limit))
            .map(|(article, touched)| format!("{}_{}", touched.micros(), article.id));
        let items: ActResult<Vec<Value>> = found
            .iter()
            .filter(|(article, _)| article.is_seen_by(&actor, now))
            .map(|(article, _)| listed(c, &here, article))
            .collect();
        Ok(json!({"items": items?, "next": next}))
    })
    .await
}

/// An article as lists tell it: without its text, with its headline.
fn listed(c: &mut Conn<'_>, here: &Here, article: &Article) -> ActResult<Value> {
    let mut told = here.article(c, article)?;
    let head = articles::revision(c, article.head)?;
    let headline = head.map(|head| head.manuscript.headline);
    told.insert("headline".to_owned(), json!(headline));
    Ok(Value::Object(told))
}

/// The revisions of an article, newest first.
pub async fn revisions(call: Call) -> Answer {
    let called = call.param("id").to_owned();
    let (actor, now) = (call.actor().clone(), call.room.clock.now());
    call.tell(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        let revisions = articles::revisions(c, article.id)?;
        let told = |revision| views::revision(revision, Form::Document);
        Ok(views::list(revisions.iter().map(told).collect()))
    })
    .await
}

/// Takes a text out of the fields.
pub(super) fn text(fields: &mut Map<String, Value>, name: &str) -> String {
    match fields.remove(name) {
        Some(Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The fields of a manuscript with ids in the place of paths.
fn settled(
    c: &mut Conn<'_>,
    edition: &Edition,
    mut fields: Map<String, Value>,
) -> ActResult<Map<String, Value>> {
    let section = Of::Section(edition.id);
    references::settle(c, section, &mut fields, ("section", "section"))?;
    references::settle(c, Of::Nothing, &mut fields, ("picture", "picture"))?;
    references::settle(c, Of::Topic, &mut fields, ("topics", "topics"))?;
    references::settle(c, Of::Story, &mut fields, ("story", "story"))?;
    if let Some(Value::Object(dateline)) = fields.get_mut("dateline") {
        references::settle(c, Of::Source, dateline, ("sources", "dateline.sources"))?;
    }
    if let Some(Value::Array(bylines)) = fields.get_mut("bylines") {
        for (n, byline) in bylines.iter_mut().enumerate() {
            let Value::Object(byline) = byline else {
                continue;
            };
            let at = format!("bylines[{n}].person");
            references::settle(c, Of::Person, byline, ("person", &at))?;
        }
    }
    Ok(fields)
}

/// The manuscript that was sent, with what its conversion left out.
async fn manuscript(
    room: &Room,
    edition: &Edition,
    mut fields: Map<String, Value>,
) -> Result<(Manuscript, Sent), Fault> {
    let sent = bodies::read(room, &edition.language, fields.remove("body")).await?;
    if let Some(Value::Array(bylines)) = fields.get_mut("bylines") {
        for (n, byline) in bylines.iter_mut().enumerate() {
            let Value::Object(byline) = byline else {
                continue;
            };
            if byline.contains_key("person") == byline.contains_key("guest") {
                let at = format!("bylines[{n}]");
                return Err(Fault::fields(vec![Wrong::new(at, "api.person_or_guest")]));
            }
            byline
                .entry("role")
                .or_insert_with(|| Value::String("writing".to_owned()));
        }
    }
    let mut manuscript: Manuscript = references::typed(fields)?;
    manuscript.body = sent.body.clone();
    Ok((manuscript, sent))
}

/// What a save answers: the article, its revision, and what is not in it.
fn saved(
    room: &Room,
    sent: Sent,
    messages: &'static Messages,
) -> impl Fn(&mut Conn<'_>, &Written) -> ActResult<Value> + Send + Sync + 'static {
    let here = Here::of(room).telling(sent.form);
    move |c, written| {
        let mut told = here.whole(c, &written.article)?;
        let left_out = bodies::told(&sent.report, written.removed, messages);
        told.insert("left_out".to_owned(), left_out);
        Ok(Value::Object(told))
    }
}
