//! Live articles: their coverage, and their posts, each of them a resource.

use super::articles::text;
use super::bodies::{self, Sent};
use super::call::{Answer, Call};
use super::fault::{Fault, Wrong};
use super::references::{self, Of};
use super::schema;
use super::views::{self, moment, of};
use crate::actions::coverage as acts;
use crate::actions::post as verbs;
use crate::actions::post::Posted;
use crate::messages::Messages;
use crate::pages::build::places;
use crate::pages::site::Site;
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::db::Conn;
use crate::store::{articles, house, posts};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::correction::CorrectionKind;
use siraj_editorial::coverage::{Coverage, Plan, QUIET_HOURS};
use siraj_editorial::post::{Label, LivePost, PostText};
use siraj_editorial::role::Actor;
use siraj_editorial::text::Removed;
use siraj_editorial::{ArticleId, Language, PersonId, PostId, Timestamp};
use std::sync::Arc;

/// Most posts of an answer.
const MOST: i64 = 200;

/// How the coverage of an article stands.
pub async fn coverage(call: Call) -> Answer {
    let (called, now) = (call.param("id").to_owned(), call.room.clock.now());
    let actor = call.actor().clone();
    call.tell(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        let coverage = posts::coverage(c, article.id)?;
        Ok(told_coverage(
            &coverage.unwrap_or_else(|| Coverage::of(article.id, now)),
        ))
    })
    .await
}

fn told_coverage(coverage: &Coverage) -> Value {
    json!({
        "article": coverage.article,
        "running": coverage.is_running(),
        "started_at": coverage.started_at.map(moment),
        "ended": coverage.ended.as_ref().map(|ended| of(ended, &["at"])),
        "ends_next_at": coverage.next_event().map(moment),
        "key_points": coverage.plan.key_points,
        "quiet_hours": coverage.plan.quiet_hours,
        "ends_at": coverage.plan.ends_at.map(moment),
    })
}

async fn covered<F, A>(mut call: Call, fields: &[super::fields::Field], act: F) -> Answer
where
    F: FnOnce(Room, Actor, ArticleId, Map<String, Value>) -> A,
    A: Future<Output = ActResult<Done<Coverage>>>,
{
    let article = references::article_of(&call.room, call.param("id")).await?;
    let fields = call.fields(fields)?;
    let shape = |_: &mut Conn<'_>, coverage: &Coverage| Ok(told_coverage(coverage));
    call.act(StatusCode::OK, shape, |room, actor| {
        act(room, actor, article.id, fields)
    })
    .await
}

/// Begins the coverage, or takes it up again.
pub async fn start(call: Call) -> Answer {
    covered(call, schema::NOTHING, |room, actor, id, _| async move {
        acts::start(&room, actor, id).await
    })
    .await
}

/// Ends the coverage.
pub async fn end(call: Call) -> Answer {
    covered(call, schema::NOTHING, |room, actor, id, _| async move {
        acts::end(&room, actor, id).await
    })
    .await
}

/// Changes the key points and when it ends by itself.
pub async fn decide(call: Call) -> Answer {
    covered(
        call,
        schema::COVERAGE,
        |room, actor, id, fields| async move {
            let points = fields.get("key_points").and_then(Value::as_array);
            let points = points.into_iter().flatten().filter_map(Value::as_str);
            let quiet = fields.get("quiet_hours").and_then(Value::as_u64);
            let quiet = quiet.map_or(QUIET_HOURS, |hours| u8::try_from(hours).unwrap_or(u8::MAX));
            let ends_at = fields.get("ends_at").and_then(Value::as_i64);
            let plan = Plan {
                key_points: points.map(str::to_owned).collect(),
                quiet_hours: Some(quiet),
                ends_at: ends_at.map(Timestamp::from_micros),
            };
            acts::decide(&room, actor, id, plan).await
        },
    )
    .await
}

/// A post as the API tells it.
fn told_post(c: &mut Conn<'_>, site: &Site, post: &LivePost) -> ActResult<Value> {
    let article = articles::by_id(c, post.article)?.ok_or(ActError::NotFound)?;
    let editions = house::editions(c)?;
    let edition = editions
        .iter()
        .find(|edition| edition.id == article.edition);
    let rest = places::post(article.short_id, post.number);
    let corrections = post.corrections.iter();
    Ok(json!({
        "id": post.id,
        "article": post.article,
        "number": post.number,
        "address": edition.map(|edition| site.absolute(edition, &rest)),
        "at": moment(post.at),
        "by": post.by,
        "revision": post.revision,
        "changed_at": post.changed_at.map(moment),
        "corrections": corrections.map(|one| of(one, &["at"])).collect::<Vec<_>>(),
        "pinned": post.pinned,
        "removed": post.removed.as_ref().map(|removal| of(removal, &["at"])),
        "text": told_text(&post.text),
    }))
}

fn told_text(text: &PostText) -> Value {
    json!({
        "headline": text.headline,
        "label": text.label,
        "bylines": text.bylines,
        "body": {"format": "document", "document": text.body},
    })
}

/// The posts of an article, newest first.
pub async fn list(call: Call) -> Answer {
    let limit = call.limit(MOST)?;
    let before = match call.query.get("before") {
        None => i64::MAX,
        Some(number) => number
            .parse()
            .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"))?,
    };
    let (called, site) = (call.param("id").to_owned(), call.room.site.clone());
    let (actor, now) = (call.actor().clone(), call.room.clock.now());
    call.tell(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        let found = posts::recent(c, article.id, before, limit)?;
        let full = i64::try_from(found.len()).is_ok_and(|found| found == limit);
        let next = found.last().filter(|_| full).map(|post| post.number);
        let items: ActResult<Vec<Value>> =
            found.iter().map(|post| told_post(c, &site, post)).collect();
        Ok(json!({"items": items?, "next": next}))
    })
    .await
}

/// One post.
pub async fn one(call: Call) -> Answer {
    let (id, site): (PostId, _) = (call.id()?, call.room.site.clone());
    call.tell(move |c| {
        let post = posts::by_id(c, id)?.ok_or(ActError::NotFound)?;
        told_post(c, &site, &post)
    })
    .await
}

/// The revisions of a post, newest first.
pub async fn revisions(call: Call) -> Answer {
    let id: PostId = call.id()?;
    call.tell(move |c| {
        posts::by_id(c, id)?.ok_or(ActError::NotFound)?;
        let found = posts::revisions(c, id)?;
        let items = found.iter().map(|revision| {
            json!({
                "number": revision.number,
                "by": revision.by,
                "at": moment(revision.at),
                "text": told_text(&revision.text),
            })
        });
        Ok(views::list(items.collect()))
    })
    .await
}

/// Adds a post.
pub async fn add(mut call: Call) -> Answer {
    let article = references::article_of(&call.room, call.param("id")).await?;
    let mut fields = call.fields(schema::NEW_POST)?;
    let id = match text(&mut fields, "id") {
        id if id.is_empty() => PostId(fresh_id()),
        id => id
            .parse()
            .map_err(|_| Fault::fields(vec![Wrong::new("id", "api.not_an_id")]))?,
    };
    let (post, sent) = read(&call, &article, fields).await?;
    let shape = posted(&call, Some(sent));
    call.act(StatusCode::CREATED, shape, |room, actor| async move {
        verbs::add(&room, actor, (article.id, id), post).await
    })
    .await
}

/// Changes a post.
pub async fn change(mut call: Call) -> Answer {
    let id: PostId = call.id()?;
    let article = article_of(&call.room, id).await?;
    let mut fields = call.fields(schema::POST_TEXT)?;
    let base = fields.remove("base").and_then(|base| base.as_i64());
    let base = base.unwrap_or_default();
    let (post, sent) = read(&call, &article, fields).await?;
    let yours = told_text(&post);
    let shape = posted(&call, Some(sent));
    let (room, site) = (call.room.clone(), call.room.site.clone());
    let answer = call
        .act(StatusCode::OK, shape, |room, actor| async move {
            verbs::change(&room, actor, (id, base), post).await
        })
        .await;
    match answer {
        Err(fault) if fault.key == "refused.post.stale" => {
            let newest = room.db.read(move |c| {
                let post = posts::by_id(c, id)?.ok_or(ActError::NotFound)?;
                told_post(c, &site, &post)
            });
            let newest: ActResult<Value> = newest.await;
            let fault = fault.and("yours", yours);
            Err(match newest {
                Ok(newest) => fault.and("newest", newest),
                Err(_) => fault,
            })
        }
        answer => answer,
    }
}

async fn article_of(room: &Room, id: PostId) -> Result<siraj_editorial::article::Article, Fault> {
    let read = room.db.read(move |c| {
        let post = posts::by_id(c, id)?.ok_or(ActError::NotFound)?;
        articles::by_id(c, post.article)?.ok_or(ActError::NotFound)
    });
    Ok(read.await?)
}

/// The text that was sent, with what its conversion left out.
async fn read(
    call: &Call,
    article: &siraj_editorial::article::Article,
    mut fields: Map<String, Value>,
) -> Result<(PostText, Sent), Fault> {
    let edition = article.edition;
    let (language, mut fields): (Language, _) = call
        .room
        .db
        .read(move |c| {
            let editions = house::editions(c)?;
            let own = editions.into_iter().find(|one| one.id == edition);
            let language = own.ok_or(ActError::NotFound)?.language;
            if let Some(Value::Array(bylines)) = fields.get_mut("bylines") {
                for (n, byline) in bylines.iter_mut().enumerate() {
                    let Value::Object(byline) = byline else {
                        continue;
                    };
                    let at = format!("bylines[{n}].person");
                    references::settle(c, Of::Person, byline, ("person", &at))?;
                }
            }
            Ok::<_, ActError>((language, fields))
        })
        .await?;
    let sent = bodies::read(&call.room, &language, fields.remove("body")).await?;
    let label = Label::named(&text(&mut fields, "label"));
    let post = PostText {
        headline: text(&mut fields, "headline"),
        label,
        bylines: bylines(fields.remove("bylines"), call.actor().person)?,
        body: sent.body.clone(),
    };
    Ok((post, sent))
}

/// Who signs; whoever sends it where nothing is said of that.
fn bylines(sent: Option<Value>, sender: PersonId) -> Result<Vec<Byline>, Fault> {
    let Some(Value::Array(mut sent)) = sent else {
        return Ok(vec![Byline {
            who: Signatory::Person(sender),
            role: BylineRole::Writing,
        }]);
    };
    for (n, byline) in sent.iter_mut().enumerate() {
        let Value::Object(byline) = byline else {
            continue;
        };
        if byline.contains_key("person") == byline.contains_key("guest") {
            let at = format!("bylines[{n}]");
            return Err(Fault::fields(vec![Wrong::new(at, "api.person_or_guest")]));
        }
        byline.entry("role").or_insert_with(|| "writing".into());
    }
    references::typed_value(Value::Array(sent))
}

/// What an act on a post answers: the post, and what is not in it of what was sent.
fn posted(
    call: &Call,
    sent: Option<Sent>,
) -> impl Fn(&mut Conn<'_>, &Posted) -> ActResult<Value> + Send + Sync + 'static {
    let site: Arc<Site> = call.room.site.clone();
    let messages: &'static Messages = call.messages;
    move |c, posted| {
        let mut told = told_post(c, &site, &posted.post)?;
        if let (Some(sent), Some(fields)) = (&sent, told.as_object_mut()) {
            let removed: Removed = posted.removed;
            let left_out = bodies::told(&sent.report, removed, messages);
            fields.insert("left_out".to_owned(), left_out);
        }
        Ok(told)
    }
}

async fn done<F, A>(mut call: Call, fields: &[super::fields::Field], act: F) -> Answer
where
    F: FnOnce(Room, Actor, PostId, Map<String, Value>) -> A,
    A: Future<Output = ActResult<Done<Posted>>>,
{
    let id: PostId = call.id()?;
    let fields = call.fields(fields)?;
    let shape = posted(&call, None);
    call.act(StatusCode::OK, shape, |room, actor| {
        act(room, actor, id, fields)
    })
    .await
}

/// Corrects a post in public.
pub async fn correct(call: Call) -> Answer {
    done(
        call,
        schema::POST_CORRECTION,
        |room, actor, id, mut fields| async move {
            let kind = match text(&mut fields, "kind").as_str() {
                "clarification" => CorrectionKind::Clarification,
                "retraction" => CorrectionKind::Retraction,
                _ => CorrectionKind::Correction,
            };
            let words = text(&mut fields, "text");
            verbs::correct(&room, actor, id, (kind, words)).await
        },
    )
    .await
}

/// Marks a post as a key moment.
pub async fn pin(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        verbs::pin(&room, actor, id, true).await
    })
    .await
}

/// Marks it no longer.
pub async fn unpin(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        verbs::pin(&room, actor, id, false).await
    })
    .await
}

/// Removes a post.
pub async fn remove(call: Call) -> Answer {
    done(
        call,
        schema::REMOVAL,
        |room, actor, id, mut fields| async move {
            verbs::remove(&room, actor, id, text(&mut fields, "reason")).await
        },
    )
    .await
}

/// Brings a removed post back.
pub async fn bring_back(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        verbs::bring_back(&room, actor, id).await
    })
    .await
}
