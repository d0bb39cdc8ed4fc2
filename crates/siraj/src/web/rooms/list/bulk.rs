//! Several articles at once: into the bin and out of it, into another section. Each is an
//! act of its own with the rights of its own section; what was not done is said by name.

use super::super::gate::Gate;
use super::super::names;
use super::super::page::{self, Frame, Said};
use super::super::sent::Sent;
use super::{Beside, HERE, Query, Toast};
use crate::actions::{bin, write};
use crate::room::{ActError, ActResult};
use crate::store::dockets::{self, Docket};
use axum::extract::State;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::role::Actor;
use siraj_editorial::sight::Sight;
use siraj_editorial::{SectionId, ShortId};

/// As many as a page shows.
const MOST: usize = 40;

/// What is sent: `id` of each article (to undo a move with the section that it came from,
/// `id~section`), and what is to be done.
type Form = Vec<(String, String)>;

fn value<'f>(form: &'f [(String, String)], name: &str) -> &'f str {
    let found = form.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// An article and, where a move is undone, where it goes.
fn marked(form: &[(String, String)]) -> Vec<(ShortId, Option<SectionId>)> {
    let mut found: Vec<(ShortId, Option<SectionId>)> = Vec::new();
    for (_, value) in form.iter().filter(|(name, _)| name == "id").take(MOST) {
        let (id, section) = match value.split_once('~') {
            Some((id, section)) => (id, section.parse().ok()),
            None => (value.as_str(), None),
        };
        if let Ok(id) = id.parse()
            && !found.iter().any(|(known, _)| *known == id)
        {
            found.push((id, section));
        }
    }
    found
}

/// Does something to all that are ticked.
pub async fn act(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(form): Sent<Form>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let query = Query::of_address(value(&form, "back"));
    let wanted = marked(&form);
    let say = |key| Beside {
        said: Some(Said::stop(frame.t(key))),
        ticked: wanted.iter().map(|(id, _)| id.to_string()).collect(),
        ..Beside::default()
    };
    let verb = value(&form, "act").to_owned();
    let to: Option<SectionId> = value(&form, "to").parse().ok();
    let moves_to_nothing =
        verb == "move" && to.is_none() && wanted.iter().all(|one| one.1.is_none());
    if wanted.is_empty() || moves_to_nothing {
        let key = if moves_to_nothing {
            "list.no_section"
        } else {
            "list.nothing_ticked"
        };
        let beside = say(key);
        return super::draw(&gate, &headers, (&inside, frame), (query, beside)).await;
    }
    let (sight, ids) = (
        Sight::of(&inside.actor),
        wanted.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
    );
    let read = gate.room.db.read(move |c| dockets::called(c, &sight, &ids));
    let found = read
        .await
        .map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let mut beside = Beside::default();
    let mut done = Vec::new();
    for docket in &found {
        let back = wanted.iter().find(|(id, _)| *id == docket.short_id);
        let to = back.and_then(|(_, section)| *section).or(to);
        match one(&gate, &inside.actor, docket, (&verb, to)).await {
            Ok(true) => done.push(format!("{}~{}", docket.short_id, docket.section)),
            Ok(false) => {}
            Err(error) => {
                let why = why(&frame, &error).ok_or_else(|| page::failed(&headers, &error))?;
                beside.ticked.push(docket.short_id.to_string());
                beside.refused.push((names::headline(&frame, docket), why));
            }
        }
    }
    let did = Query {
        did: verb,
        of: done.join("."),
        ..Query::default()
    };
    if beside.refused.is_empty() {
        let way = address(&query, &did, value(&form, "undo").is_empty());
        return Ok(page::see(&way));
    }
    beside.toast = toast(&frame, &did);
    super::draw(&gate, &headers, (&inside, frame), (query, beside)).await
}

/// Where the list is shown again, saying what was done unless that undid something.
fn address(query: &Query, did: &Query, says: bool) -> String {
    let mut way = format!("{HERE}{}", query.address());
    if says && !did.of.is_empty() {
        way.push(if way.contains('?') { '&' } else { '?' });
        way.push_str(&format!("did={}&of={}", did.did, did.of));
    }
    way
}

/// Does it to one; whether anything changed.
async fn one(
    gate: &Gate,
    actor: &Actor,
    docket: &Docket,
    (verb, to): (&str, Option<SectionId>),
) -> ActResult<bool> {
    let (room, actor, id) = (&gate.room, actor.clone(), docket.article);
    match (verb, to) {
        ("bin", _) => bin::bin(room, actor, id).await.map(|_| true),
        ("bring_back", _) => bin::bring_back(room, actor, id).await.map(|_| true),
        ("move", Some(to)) if to == docket.section => Ok(false),
        ("move", Some(to)) => write::move_to(room, actor, id, to).await.map(|_| true),
        _ => Ok(false),
    }
}

fn why(frame: &Frame, error: &ActError) -> Option<String> {
    match error {
        ActError::Fields(_) => Some(frame.t("list.no_section").to_owned()),
        ActError::NotFound => Some(frame.t("list.gone").to_owned()),
        error => frame.why(error).map(|said| said.words),
    }
}

/// What was done a moment ago, as the address says; forged ones say little and undo
/// nothing that the person could not do anyway.
pub(super) fn toast(frame: &Frame, query: &Query) -> Option<Toast> {
    let ids: Vec<String> = query
        .of
        .split('.')
        .filter(|id| {
            let (short, section) = id.split_once('~').unwrap_or((id, ""));
            short.parse::<ShortId>().is_ok() && section.parse::<SectionId>().is_ok()
        })
        .take(MOST)
        .map(str::to_owned)
        .collect();
    let n = u64::try_from(ids.len()).unwrap_or_default();
    let (key, act) = match query.did.as_str() {
        "bin" => ("list.binned", "bring_back"),
        "bring_back" => ("list.brought_back", "bin"),
        "move" => ("list.moved", "move"),
        _ => return None,
    };
    (n > 0).then(|| Toast {
        words: frame.count(key, n),
        act,
        ids,
    })
}
