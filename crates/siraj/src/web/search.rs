//! Searching for readers: the page of a question and what a beginning may be. Not kept by
//! the page cache: what is asked is endless.
//!
//! Whatever is asked is answered by a page that helps. A question costs the processor more
//! than a page, so those of one network are counted; the page before a question
//! (`/search` alone) is a page like any other.

use super::Web;
use super::body::ReplyBody;
use super::pages::{self, seen};
use super::reply::{self, CachePolicy, ROBOTS, Reply};
use super::throttle::{Throttle, network};
use super::visitor::Visitor;
use crate::pages::answer::search::{self as drawn, Here};
use crate::pages::answer::{HTML, Rendered};
use crate::pages::build::search::{Narrowed, Outcome, Searched};
use crate::pages::encode::Stored;
use crate::pages::inquiry::Inquiry;
use crate::pages::names::{self, Name};
use crate::room::Room;
use crate::search::Question;
use crate::search::answers::{self, Answers, Asked, NotAnswered};
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use serde_json::json;
use siraj_editorial::edition::Edition;
use std::net::IpAddr;

/// So many questions of one network are answered within a minute: whole towns
/// read behind one address of a telephone company.
pub const QUESTIONS: u32 = 240;
const WITHIN_SECONDS: i64 = 60;
/// «ال» alone: an article that belongs to no word.
const ARTICLE: &str = "\u{627}\u{644}";
/// So many names are offered.
const MOST_NAMES: usize = 8;

/// Counts the questions of networks.
#[must_use]
pub fn throttle() -> Throttle<IpAddr> {
    Throttle::new(QUESTIONS, WITHIN_SECONDS)
}

/// Whether something is asked of the search at this path, as far as a path alone tells.
#[must_use]
pub fn is_here(path: &str, query: Option<&str>) -> bool {
    let path = path.trim_end_matches('/');
    let ends = |end: &str| {
        let start = path.len().checked_sub(end.len());
        start
            .and_then(|start| path.get(start..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    query.is_some_and(|query| !query.is_empty()) && (ends("/search") || ends("/search/suggest"))
}

/// Answers what is asked of the search at this path; `None` where it is none of its.
pub async fn answer(
    web: &Web,
    (path, query): (&str, &str),
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Option<Reply> {
    let asked = path.to_owned();
    let here = seen(web, move |view| Ok(drawn::here(view, &asked))).await;
    match here {
        Ok(Here::Search(edition)) => {
            Some(page(web, (path, query), edition, visitor, headers).await)
        }
        Ok(Here::Suggest(edition)) => Some(suggest(web, query, &edition).await),
        Ok(Here::Moved(place)) => Some(reply::moved(&format!("{place}?{query}"))),
        Ok(Here::Nothing) => None,
        Err(_) => Some(pages::unavailable(web, path)),
    }
}

async fn page(
    web: &Web,
    (path, query): (&str, &str),
    edition: Edition,
    visitor: &Visitor,
    headers: &HeaderMap,
) -> Reply {
    let searched = match asked(web, Inquiry::read(query), edition.clone(), visitor).await {
        Ok(searched) => searched,
        Err(_) => return pages::unavailable(web, path),
    };
    let (status, retry) = standing(&searched.outcome);
    let page = seen(web, move |view| drawn::page(view, &edition, &searched)).await;
    let Ok(page) = page else {
        return pages::unavailable(web, path);
    };
    let mut reply = encoded(page, headers);
    *reply.status_mut() = status;
    if let Some(seconds) = retry {
        reply
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    reply
}

/// Finds out what came of a question.
async fn asked(
    web: &Web,
    mut inquiry: Inquiry,
    edition: Edition,
    visitor: &Visitor,
) -> crate::store::Result<Searched> {
    let own = edition.clone();
    let (inquiry, narrowed, asked) = seen(web, move |view| {
        let narrowed = drawn::narrowed(view, &own, &mut inquiry)?;
        let asked = drawn::asked(view, &own, &inquiry, &narrowed)?;
        Ok((inquiry, narrowed, asked))
    })
    .await?;
    let outcome = match weigh(&inquiry.q) {
        Some(outcome) => outcome,
        None => {
            let waits = web
                .searches
                .counts(network(visitor.address), web.room.clock.now());
            match waits {
                Some(seconds) => {
                    web.counts.throttles();
                    Outcome::TooMany(seconds)
                }
                None => look(&web.room, asked.clone()).await?,
            }
        }
    };
    let elsewhere = match &outcome {
        Outcome::Answered(answers) if answers.pages == 0 => {
            elsewhere(web, &edition, &asked).await?
        }
        _ => Vec::new(),
    };
    Ok(Searched {
        names: named(web, &edition, &inquiry, &narrowed).await,
        inquiry,
        narrowed,
        outcome,
        elsewhere,
    })
}

/// What comes of a question that asks for nothing, or for too little to be looked for: an
/// article, a mark, one letter.
pub(super) fn weigh(q: &str) -> Option<Outcome> {
    if q.is_empty() {
        return Some(Outcome::Begun);
    }
    let is_little = |word: &String| {
        let folded = siraj_arabic::fold(word);
        folded == ARTICLE || folded.chars().nth(1).is_none()
    };
    let question = Question::of(q);
    question
        .words
        .iter()
        .all(is_little)
        .then_some(Outcome::Little)
}

/// Asks the index.
pub(super) async fn look(room: &Room, asked: Asked) -> crate::store::Result<Outcome> {
    Ok(match answers::ask(room, asked).await {
        Ok(answers) => Outcome::Answered(answers),
        Err(NotAnswered::Making(done, of)) => {
            Outcome::Making(done.saturating_mul(100).checked_div(of).unwrap_or(0))
        }
        Err(NotAnswered::Unavailable) => Outcome::Unavailable,
        Err(NotAnswered::Busy) => Outcome::Busy,
        Err(NotAnswered::Store(error)) => return Err(error),
    })
}

/// The other editions that have answers.
async fn elsewhere(web: &Web, own: &Edition, asked: &Asked) -> crate::store::Result<Vec<Edition>> {
    let editions = seen(web, |view| Ok(view.editions().to_vec())).await?;
    let mut found = Vec::new();
    for other in editions.into_iter().filter(|other| other.id != own.id) {
        let asked = Asked {
            edition: other.id,
            tags: Vec::new(),
            sections: Vec::new(),
            from: None,
            until: None,
            page: 1,
            ..asked.clone()
        };
        if let Outcome::Answered(Answers { pages: 1.., .. }) = look(&web.room, asked).await? {
            found.push(other);
        }
    }
    Ok(found)
}

/// Sections, topics and authors of that name, on the first page of a question.
async fn named(web: &Web, edition: &Edition, inquiry: &Inquiry, narrowed: &Narrowed) -> Vec<Name> {
    let is_led =
        narrowed.section.is_some() || narrowed.topic.is_some() || narrowed.author.is_some();
    if inquiry.page > 1 || is_led || siraj_arabic::fold(&inquiry.q).chars().nth(1).is_none() {
        return Vec::new();
    }
    find(web, edition, &inquiry.q).await
}

async fn find(web: &Web, edition: &Edition, question: &str) -> Vec<Name> {
    // A page without them is still a page.
    let known = pages::known(web, &names::path(&edition.prefix)).await;
    let bytes = known.ok().flatten().unwrap_or_default();
    names::find(
        std::str::from_utf8(&bytes).unwrap_or_default(),
        question,
        MOST_NAMES,
    )
}

/// What a beginning may be, for a page's script.
async fn suggest(web: &Web, query: &str, edition: &Edition) -> Reply {
    let inquiry = Inquiry::read(query);
    let found = find(web, edition, &inquiry.q).await;
    let told: Vec<_> = found
        .iter()
        .map(|name| json!({ "kind": name.kind.name(), "label": name.label, "url": name.url }))
        .collect();
    let mut reply = reply::page(
        StatusCode::OK,
        "application/json",
        json!({ "names": told }).to_string(),
    );
    reply
        .headers_mut()
        .insert(ROBOTS, HeaderValue::from_static("noindex"));
    reply
}

/// With what status an outcome is told, and after how many seconds one may ask again.
const fn standing(outcome: &Outcome) -> (StatusCode, Option<u64>) {
    match outcome {
        Outcome::Begun | Outcome::Little | Outcome::Answered(_) => (StatusCode::OK, None),
        Outcome::Making(_) => (StatusCode::SERVICE_UNAVAILABLE, Some(30)),
        Outcome::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, Some(10)),
        Outcome::Busy => (StatusCode::SERVICE_UNAVAILABLE, Some(5)),
        Outcome::TooMany(seconds) => (StatusCode::TOO_MANY_REQUESTS, Some(*seconds)),
    }
}

/// A page that nobody keeps, in the best coding that is allowed.
fn encoded(page: Rendered, asked: &HeaderMap) -> Reply {
    let headers = reply::page_headers(HTML, CachePolicy::Never);
    let page = Stored::new(page.body, headers, 0, Default::default());
    let coding = page.coding_for(asked.get(header::ACCEPT_ENCODING));
    let (mut reply, _): (Response<ReplyBody>, usize) =
        page.give(coding, |encoded| reply::encoded(encoded, None));
    reply.headers_mut().remove(header::ETAG);
    reply
}
