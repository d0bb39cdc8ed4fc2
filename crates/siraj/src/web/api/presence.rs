//! Who has an article open and who writes, as the windows themselves say it; and what the
//! house knows by name in its text. Neither changes an article.

use super::call::{Answer, Call, json_response};
use super::fault::{Fault, Wrong};
use super::references;
use super::schema;
use super::views::moment;
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::{articles, house, presence};
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_arabic::mention::{Mention, Mentions};
use siraj_editorial::article::Article;
use siraj_editorial::presence::{ASKING_SECONDS, Window, Wish};
use siraj_editorial::topic::Topic;
use siraj_editorial::{Language, PersonId, Timestamp};
use std::cmp::Reverse;
use std::collections::HashMap;
use uuid::Uuid;

/// A window says that it is open and what it wants; it is told who else is there.
pub async fn hear(mut call: Call) -> Answer {
    let article = references::article_of(&call.room, call.param("id")).await?;
    if !article.is_seen_by(call.actor(), call.room.clock.now()) {
        return Err(Fault::not_found());
    }
    let fields = call.fields(schema::PRESENCE)?;
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default();
    let id = Uuid::try_parse(text("window"))
        .map_err(|_| Fault::fields(vec![Wrong::new("window", "api.not_an_id")]))?;
    let wish = Wish::named(text("wish")).unwrap_or(Wish::Read);
    // Who may not write has no use for the pen.
    let wish = match wish {
        Wish::Write | Wish::Ask if !article.may_edit(call.actor()) => Wish::Read,
        wish => wish,
    };
    let (own, now) = ((id, call.actor().person), call.room.clock.now());
    let told_in: Option<Language> = call.messages.language().parse().ok();
    let heard = call.room.db.write(move |tx| {
        let windows = presence::hear(tx, article.id, own, wish, now)?;
        told(tx, &article, windows, (own.0, now), told_in.as_ref())
    });
    let told = heard.await?;
    Ok(json_response(StatusCode::OK, told.to_string()))
}

/// The windows as one of them sees them, with what the article is by now.
fn told(
    c: &mut Conn<'_>,
    article: &Article,
    windows: Vec<Window>,
    (own, now): (Uuid, Timestamp),
    language: Option<&Language>,
) -> ActResult<Value> {
    let mut people: Vec<PersonId> = windows.iter().map(|window| window.person).collect();
    people.push(article.head_by);
    people.sort_unstable();
    people.dedup();
    let names: HashMap<PersonId, String> = house::people(c, &people)?
        .into_iter()
        .map(|person| {
            let name = language.map_or("", |language| person.name.in_language(language));
            (person.id, name.to_owned())
        })
        .collect();
    let name = |person: &PersonId| names.get(person).cloned().unwrap_or_default();
    let left = |since: Timestamp| (ASKING_SECONDS - now.seconds_since(since)).max(0);
    let mine = windows.iter().find(|window| window.id == own);
    let here: Vec<Value> = windows
        .iter()
        .filter(|window| window.id != own)
        .map(|window| {
            json!({
                "window": window.id,
                "person": window.person,
                "name": name(&window.person),
                "writes": window.writes,
                "asks": window.asks_at.map(left),
            })
        })
        .collect();
    let head = articles::revision(c, article.head)?;
    Ok(json!({
        "writes": mine.is_some_and(|window| window.writes),
        "asks": mine.and_then(|window| window.asks_at).map(left),
        "here": here,
        "state": article.state(now),
        "pending": article.has_pending_revision(),
        "head": {
            "id": article.head,
            "number": article.head_number,
            "at": head.map(|head| moment(head.at)),
            "by": article.head_by,
            "name": name(&article.head_by),
        },
    }))
}

/// No more topics are offered for a text than these.
const MOST_MENTIONED: usize = 12;

/// The topics that the newest text mentions by a name of theirs in any language, and does
/// not carry: those first that it mentions most often, and of these those that come first.
pub async fn mentions(call: Call) -> Answer {
    let called = call.param("id").to_owned();
    let (actor, now) = (call.actor().clone(), call.room.clock.now());
    let told_in: Option<Language> = call.messages.language().parse().ok();
    call.tell(move |c| {
        let article = references::readable(c, &called, (&actor, now))?;
        let head = articles::revision(c, article.head)?.ok_or(ActError::NotFound)?;
        let text = &head.manuscript;
        let all = format!(
            "{}\n{}\n{}",
            text.headline,
            text.standfirst,
            text.body.plain_text()
        );
        let mentions = Mentions::of(&all);
        let mut found: Vec<(Mention, Topic)> = house::all_topics(c)?
            .into_iter()
            .filter(|topic| topic.merged_into.is_none() && !text.topics.contains(&topic.id))
            .filter_map(|topic| {
                let aliases = topic.aliases.values().flatten();
                let names = topic.name.0.values().chain(aliases);
                Some((mentions.of_any(names.map(String::as_str))?, topic))
            })
            .collect();
        found.sort_by_key(|(mention, topic)| (Reverse(mention.times), mention.first, topic.id));
        let found: Vec<Value> = found
            .into_iter()
            .take(MOST_MENTIONED)
            .map(|(mention, topic)| {
                let name = told_in
                    .as_ref()
                    .map_or("", |told_in| topic.name.in_language(told_in));
                json!({"id": topic.id, "name": name, "kind": topic.kind, "times": mention.times})
            })
            .collect();
        Ok(json!({"items": found}))
    })
    .await
}
