//! The reader's pages: from the cache, or made now, one render a page however
//! many ask. What the store cannot give is answered in the page's design.

use super::Web;
use super::body::ReplyBody;
use super::reply::{self, CachePolicy, DEGRADED, Reply};
use crate::pages::answer::{self, Answer, Rendered};
use crate::pages::cache::HOT;
use crate::pages::copies::Copy;
use crate::pages::encode::{Coding, Effort, SURROGATE_KEY, Stored};
use crate::pages::view::View;
use crate::store;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{Mutex as AsyncMutex, Semaphore};

/// Pages being rendered right now.
#[derive(Debug, Default)]
pub struct Flights {
    under_way: Mutex<HashMap<Box<str>, Arc<AsyncMutex<()>>>>,
}

impl Flights {
    fn join(&self, path: &str) -> Flight<'_> {
        let mut under_way = self.under_way.lock();
        Flight {
            flights: self,
            path: path.into(),
            turn: Arc::clone(under_way.entry(path.into()).or_default()),
        }
    }
}

/// One who waits for a page. Leaves when dropped, so that a reader who goes away
/// in the middle leaves nothing behind.
struct Flight<'f> {
    flights: &'f Flights,
    path: Box<str>,
    turn: Arc<AsyncMutex<()>>,
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let mut under_way = self.flights.under_way.lock();
        // The map's and ours: nobody else waits.
        if Arc::strong_count(&self.turn) == 2 {
            under_way.remove(&self.path);
        }
    }
}

/// A cached page, if there is a fresh one in the coding asked for.
#[must_use]
pub fn cached(web: &Web, path: &str, headers: &HeaderMap) -> Option<Reply> {
    if web.trouble.is_on() && web.trouble.is_too_long() {
        return None;
    }
    let give = |page: &Arc<Stored>| send(web, path, page, headers);
    web.room.pages.with(path, give)
}

/// Sends a finished page in the best coding that is allowed.
fn send(web: &Web, path: &str, page: &Arc<Stored>, headers: &HeaderMap) -> Reply {
    let coding = page.coding_for(headers.get(header::ACCEPT_ENCODING));
    let asked = headers.get(header::IF_NONE_MATCH);
    let (mut reply, grown) = page.give(coding, |encoded| reply::encoded(encoded, asked));
    if grown > 0 {
        web.room.pages.grew(path, page);
    }
    if page.was_asked_for() == HOT {
        encode_thoroughly(web, path, page);
    }
    if web.trouble.is_on() {
        reply
            .headers_mut()
            .insert(DEGRADED, HeaderValue::from_static("store"));
    }
    reply
}

/// One page at a time: the better encoders take many megabytes each.
static THOROUGHLY: Semaphore = Semaphore::const_new(1);

/// Makes the better encodings of a page that is asked for often, elsewhere.
fn encode_thoroughly(web: &Web, path: &str, page: &Arc<Stored>) {
    let (pages, path, page) = (
        Arc::clone(&web.room.pages),
        path.to_owned(),
        Arc::clone(page),
    );
    tokio::spawn(async move {
        // The semaphore is never closed.
        let _turn = THOROUGHLY.acquire().await;
        let encode = move || {
            page.encode(Coding::Brotli, Effort::Thorough);
            page.encode(Coding::Gzip, Effort::Thorough);
            pages.grew(&path, &page);
        };
        // An encoder that panics leaves the page as it was.
        let _ = tokio::task::spawn_blocking(encode).await;
    });
}

/// Answers for a path that is not in the cache.
pub async fn make(web: &Web, path: &str, headers: &HeaderMap) -> Reply {
    let flight = web.flights.join(path);
    let _turn = flight.turn.lock().await;
    // Whoever was first may have made it.
    match cached(web, path, headers) {
        Some(reply) => reply,
        None => render(web, path, headers).await,
    }
}

/// Acts that come together make a page again once: so long is waited for the next.
const GATHERED: Duration = Duration::from_millis(50);

/// Makes the pages that are asked for most again as soon as a change has made them
/// stale, for ever: their readers need not wait, and their copies on disk are right.
pub async fn make_again(web: Web) {
    loop {
        let paths = web.room.pages.missed().await;
        tokio::time::sleep(GATHERED).await;
        for path in paths {
            let flight = web.flights.join(&path);
            let _turn = flight.turn.lock().await;
            if web.room.pages.get(&path).is_some() {
                continue;
            }
            if let Ok(made) = read(&web, &path).await
                && let Answer::Page(rendered) = made.answer
            {
                let page = keep(&web, &path, None, rendered, made.seq, made.keys);
                // It was asked for often, whatever it was called in between.
                page.asked.store(HOT, Ordering::Relaxed);
                encode_thoroughly(&web, &path, &page);
            }
        }
    }
}

/// What a render brings back from the store's thread.
struct Made {
    answer: Answer,
    seq: i64,
    keys: (Box<[u64]>, Box<[u64]>),
}

async fn read(web: &Web, path: &str) -> store::Result<Made> {
    web.counts.rendered();
    let asked = path.to_owned();
    seen(web, move |view| {
        let answer = answer::answer(view, &asked)?;
        Ok(Made {
            answer,
            seq: view.seq(),
            keys: view.hashes(),
        })
    })
    .await
}

/// What is seen through a view; notes whether the store answers.
pub(super) async fn seen<T: Send + 'static>(
    web: &Web,
    look: impl FnOnce(&mut View<'_>) -> store::Result<T> + Send + 'static,
) -> store::Result<T> {
    let site = web.room.site.clone();
    let made = web
        .room
        .db
        .read(move |c| look(&mut View::open(c, &site)?))
        .await;
    match &made {
        Ok(_) => web.trouble.ends(),
        Err(store::Error::Unavailable(_)) => web.trouble.begins(),
        Err(_) => {}
    }
    made
}

async fn render(web: &Web, path: &str, headers: &HeaderMap) -> Reply {
    let made = match read(web, path).await {
        Ok(made) => made,
        Err(error) => return broken(web, path, headers, &error).await,
    };
    match made.answer {
        Answer::Page(rendered) => {
            let accept = headers.get(header::ACCEPT_ENCODING);
            let page = keep(web, path, accept, rendered, made.seq, made.keys);
            send(web, path, &page, headers)
        }
        Answer::Moved(location) => reply::moved(&location),
        Answer::NotFound(page) => reply::page(StatusCode::NOT_FOUND, page.content_type, page.body),
        Answer::Gone(page) => reply::page(StatusCode::GONE, page.content_type, page.body),
    }
}

fn keep(
    web: &Web,
    path: &str,
    accept: Option<&HeaderValue>,
    rendered: Rendered,
    seq: i64,
    keys: (Box<[u64]>, Box<[u64]>),
) -> Arc<Stored> {
    let mut common = reply::page_headers(rendered.content_type, CachePolicy::AskAgain);
    if let Ok(surrogate) = HeaderValue::from_str(&rendered.surrogate)
        && !surrogate.is_empty()
    {
        common.insert(SURROGATE_KEY, surrogate);
    }
    if web.room.site.main_origin().starts_with("https://") {
        reply::keep_https(&mut common);
    }
    let page = Arc::new(Stored::new(rendered.body, common, seq, keys));
    // Encoded first, so that the cache counts it.
    let _ = page.encoded(page.coding_for(accept));
    web.room.pages.insert(path, &page);
    page
}

/// What is known under a path that is no address of a page, kept, dropped and
/// copied as pages are: what stands behind a picture's address. `None`: nothing.
///
/// # Errors
/// The store's, when no copy may stand in for it.
pub async fn known(web: &Web, path: &str) -> store::Result<Option<Bytes>> {
    if let Some(page) = web.room.pages.get(path)
        && !(web.trouble.is_on() && web.trouble.is_too_long())
    {
        return Ok(Some(page.body().clone()));
    }
    match read(web, path).await {
        Ok(made) => Ok(match made.answer {
            Answer::Page(rendered) => {
                let page = keep(web, path, None, rendered, made.seq, made.keys);
                Some(page.body().clone())
            }
            _ => None,
        }),
        Err(error) => match copy(web, path).await {
            Some(copy) => Ok(copy.coding.decode(&copy.bytes).map(Bytes::from)),
            None => Err(error),
        },
    }
}

/// The last good copy of a page, where the store does not answer and a copy may
/// still be given out.
async fn copy(web: &Web, path: &str) -> Option<Copy> {
    if !web.trouble.is_on() || web.trouble.is_too_long() {
        return None;
    }
    let (pages, path) = (Arc::clone(&web.room.pages), path.to_owned());
    tokio::task::spawn_blocking(move || pages.copies()?.get(&path))
        .await
        .ok()
        .flatten()
}

/// The store did not answer, or something of ours is broken: the reader gets the
/// last good copy or is told plainly, the log gets the rest.
async fn broken(web: &Web, path: &str, headers: &HeaderMap, error: &store::Error) -> Reply {
    let status = if matches!(error, store::Error::Unavailable(_)) {
        if let Some(copy) = copy(web, path).await {
            return reply::copy(copy, headers);
        }
        tracing::warn!(path, ?error, "a page could not be made");
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        tracing::error!(path, ?error, "a page is broken");
        StatusCode::INTERNAL_SERVER_ERROR
    };
    told(web, path, status)
}

/// A page that cannot be had right now.
#[must_use]
pub fn unavailable(web: &Web, path: &str) -> Reply {
    told(web, path, StatusCode::SERVICE_UNAVAILABLE)
}

fn told(web: &Web, path: &str, status: StatusCode) -> Reply {
    let page = web.fallback.for_path(path);
    let mut reply: Response<ReplyBody> = reply::page(status, page.content_type, page.body);
    reply
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    reply
}
