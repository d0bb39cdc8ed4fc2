//! The related articles of one: what is named beside it, what editors pinned, what they banned.

use super::call::{Answer, Call};
use super::references;
use super::schema;
use super::views::moment;
use crate::actions::relate;
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::{articles, live, related};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use siraj_editorial::article::Article;
use siraj_editorial::related::Choice;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, Timestamp};
use std::collections::BTreeSet;

/// What the sender may see of the related articles: those that are named in their order, each
/// with whether it is pinned, those of the pinned that are not public now after them; and what
/// is banned.
fn told(c: &mut Conn<'_>, article: &Article, who: (&Actor, Timestamp)) -> ActResult<Value> {
    let choices = related::choices(c, article.id)?;
    let named = related::of(c, article.id)?;
    let listed: BTreeSet<ArticleId> = named.iter().copied().collect();
    let waiting = choices.pinned.iter().filter(|one| !listed.contains(one));
    let all: Vec<ArticleId> = named.iter().chain(waiting).copied().collect();
    let items = one_by_one(c, &all, who, |other| {
        json!({
            "is_pinned": choices.pinned.contains(&other),
            "is_named": listed.contains(&other),
        })
    })?;
    let banned = one_by_one(c, &choices.banned, who, |_| json!({}))?;
    Ok(json!({
        "may_decide": article.may_relate(who.0),
        "items": items,
        "banned": banned,
    }))
}

/// Each article that this person sees, with what is said of it.
fn one_by_one(
    c: &mut Conn<'_>,
    ids: &[ArticleId],
    (actor, now): (&Actor, Timestamp),
    more: impl Fn(ArticleId) -> Value,
) -> ActResult<Vec<Value>> {
    let called = articles::called(c, ids)?;
    let cards = live::cards(c, ids)?;
    let mut all = Vec::new();
    for article in articles::by_ids(c, ids)? {
        if !article.is_seen_by(actor, now) {
            continue;
        }
        let card = cards.iter().find(|card| card.article == article.id);
        let headline = match (card, called.get(&article.id)) {
            (Some(card), _) => card.headline.clone(),
            (None, Some(called)) => called.headline.clone(),
            (None, None) => String::new(),
        };
        let mut one = json!({
            "id": article.id,
            "short_id": article.short_id,
            "headline": headline,
            "published_at": card.map(|card| moment(card.first_at)),
        });
        if let (Value::Object(one), Value::Object(more)) = (&mut one, more(article.id)) {
            one.extend(more);
        }
        all.push((ids.iter().position(|id| *id == article.id), one));
    }
    all.sort_by_key(|(place, _)| *place);
    Ok(all.into_iter().map(|(_, one)| one).collect())
}

/// The related articles of one.
pub async fn list(call: Call) -> Answer {
    let (called, actor) = (call.param("id").to_owned(), call.actor().clone());
    let now = call.room.clock.now();
    call.tell(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        told(c, &article, (&actor, now))
    })
    .await
}

/// Pins another article, or bans it.
pub async fn decide(mut call: Call) -> Answer {
    let fields = call.fields(schema::RELATED)?;
    let choice = choice(&fields);
    set(call, choice).await
}

fn choice(fields: &Map<String, Value>) -> Choice {
    if fields.get("choice").and_then(Value::as_str) == Some("banned") {
        return Choice::Banned;
    }
    let place = fields.get("place").and_then(Value::as_u64);
    Choice::Pinned(place.and_then(|place| usize::try_from(place).ok()))
}

/// Leaves it to be chosen by itself again.
pub async fn free(mut call: Call) -> Answer {
    call.fields(schema::NOTHING)?;
    set(call, Choice::Open).await
}

async fn set(call: Call, choice: Choice) -> Answer {
    let (called, other) = (call.param("id").to_owned(), call.param("other").to_owned());
    let (actor, now) = (call.actor().clone(), call.room.clock.now());
    let who = actor.clone();
    let read = call.room.db.read(move |c| {
        let article = references::readable(c, &called, (&who, now))?;
        let other = references::readable(c, &other, (&who, now))?;
        Ok::<_, ActError>((article.id, other.id))
    });
    let (article, other) = read.await?;
    let shape = move |c: &mut Conn<'_>, article: &Article| told(c, article, (&actor, now));
    call.act(StatusCode::OK, shape, |room, actor| async move {
        relate::relate(&room, actor, article, other, choice).await
    })
    .await
}
