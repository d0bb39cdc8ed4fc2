//! Which part answers which path. A cached page is answered before anything else
//! is looked at; nothing that takes longer takes longer than it may.

use super::body::{ReplyBody, Request as RequestBody};
use super::counts::Kind;
use super::door::{self, Answers, Door, Visit};
use super::reply::{self, CachePolicy, Reply};
use super::visitor::{self, Visitor};
use super::{Web, media, pages, rooms, search};
use crate::config::Network;
use crate::pages::site::Asked;
use http::header::{self, HeaderMap, HeaderValue};
use http::request::Parts;
use http::{Method, Request, StatusCode, Version};
use http_body::Body;
use hyper::body::Incoming;
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;

/// Serves until `stop` resolves, then drains and returns. `proxies` are believed
/// about a reader's address and scheme.
pub async fn serve(web: Web, door: Door, proxies: Vec<Network>, stop: impl Future<Output = ()>) {
    let counts = Arc::clone(&web.counts);
    let front = Front {
        https: web.room.site.main_origin().starts_with("https://"),
        request_within: door.limits.request(),
        proxies,
        web,
    };
    door::keep(door, Arc::new(front), counts, stop).await;
}

/// What the public meets.
struct Front {
    web: Web,
    proxies: Vec<Network>,
    /// Whether the public address is https.
    https: bool,
    request_within: Duration,
}

impl Answers for Front {
    async fn answer(&self, visit: &Visit, request: Request<Incoming>) -> Reply {
        visit.seat.asked(self.web.counts.asked());
        let (parts, body) = request.into_parts();
        let (kind, reply) = if body.is_end_stream() {
            self.find(visit, parts, None).await
        } else {
            self.with_body(visit, parts, body).await
        };
        self.web.counts.answered(kind, reply.status());
        reply
    }

    fn too_long(&self, begins: &str) -> Option<(HeaderMap, Vec<u8>)> {
        let page = self.web.fallback.too_long(begins)?;
        let headers = reply::page_headers(page.content_type, CachePolicy::Never);
        Some((headers, page.body))
    }
}

impl Front {
    /// Answers a request that something follows, wanted or not.
    async fn with_body(&self, visit: &Visit, parts: Parts, body: Incoming) -> (Kind, Reply) {
        let (body, arrived) = RequestBody::new(body);
        let unannounced = parts.headers.contains_key(header::TRANSFER_ENCODING);
        let (kind, mut reply) = self.find(visit, parts, Some(body)).await;
        visit.seat.leaves_unread(!arrived.is_whole());
        if unannounced {
            // Where such a request ends a proxy before us may see otherwise, when its
            // head also announced a length: nothing after it is answered (RFC 9112, 6.1).
            let close = HeaderValue::from_static("close");
            reply.headers_mut().insert(header::CONNECTION, close);
        }
        (kind, reply)
    }

    /// Finds who answers, and has it answered.
    async fn find(&self, visit: &Visit, parts: Parts, body: Option<RequestBody>) -> (Kind, Reply) {
        let web = &self.web;
        let Some(host) = host(&parts) else {
            let reply = reply::plain(StatusCode::BAD_REQUEST, "400 one request names one host\n");
            return (Kind::Refused, reply);
        };
        let path = match web.room.site.inside(host, parts.uri.path()) {
            Asked::Path(path) => path,
            Asked::Elsewhere(there) => return (Kind::Refused, reply::moved(&there)),
            Asked::Nothing => {
                let words = "421 this is not the host of this publication\n";
                let reply = reply::plain(StatusCode::MISDIRECTED_REQUEST, words);
                return (Kind::Refused, reply);
            }
        };
        if path.starts_with("/api/") {
            let _busy = visit.seat.busy();
            return (Kind::Api, self.routed(visit, parts, body).await);
        }
        if rooms::is_room(&path) && self.is_safe(visit, &parts.headers) {
            let _busy = visit.seat.busy();
            return (Kind::Room, self.routed(visit, parts, body).await);
        }
        if parts.method != Method::GET && parts.method != Method::HEAD {
            return (Kind::Refused, reply::wrong_method());
        }
        if !self.is_safe(visit, &parts.headers) {
            return (Kind::Refused, secured(host, &parts));
        }
        let searches = search::is_here(&path, parts.uri.query());
        if !searches && let Some(reply) = pages::cached(web, &path, &parts.headers) {
            return (Kind::Known, reply);
        }
        let _busy = visit.seat.busy();
        let made = async {
            if searches && let Some(reply) = self.searched(visit, &path, &parts).await {
                return (Kind::Made, reply);
            }
            self.made(&path, &parts.headers).await
        };
        let made = tokio::time::timeout(self.request_within, made).await;
        let (kind, mut reply) = made.unwrap_or_else(|_| {
            tracing::warn!(path = &*path, "a page took too long");
            (Kind::Made, pages::unavailable(web, &path))
        });
        if self.https {
            reply::keep_https(reply.headers_mut());
        }
        (kind, reply)
    }

    /// Whether nobody can read along, where the site promises that.
    fn is_safe(&self, visit: &Visit, headers: &HeaderMap) -> bool {
        !self.https || visitor::is_secure(visit, headers, &self.proxies)
    }

    /// What the search answers, if it is asked.
    async fn searched(&self, visit: &Visit, path: &str, parts: &Parts) -> Option<Reply> {
        let visitor = Visitor::of(visit, &parts.headers, &self.proxies);
        let query = parts.uri.query().unwrap_or_default();
        search::answer(&self.web, (path, query), &visitor, &parts.headers).await
    }

    /// Everything that is not in the page cache.
    async fn made(&self, path: &str, headers: &HeaderMap) -> (Kind, Reply) {
        if path.starts_with("/assets/") {
            let reply = reply::asset(path, headers, CachePolicy::Immutable)
                .unwrap_or_else(|| reply::plain(StatusCode::NOT_FOUND, "404 no such asset\n"));
            return (Kind::Asset, reply);
        }
        // Two addresses that never change, so they are asked again each time.
        for (fixed, logical) in [("/sw.js", "sw.js"), ("/favicon.ico", "icon.png")] {
            if path == fixed {
                return (Kind::Asset, fixed_asset(logical, headers));
            }
        }
        if let Some(rest) = path.strip_prefix("/media/") {
            let reply = media::answer(&self.web, rest, headers).await;
            return (Kind::Picture, reply);
        }
        (Kind::Made, pages::make(&self.web, path, headers).await)
    }

    async fn routed(&self, visit: &Visit, mut parts: Parts, body: Option<RequestBody>) -> Reply {
        let visitor = Visitor::of(visit, &parts.headers, &self.proxies);
        parts.extensions.insert(visitor);
        let body = match body {
            Some(body) => {
                parts.extensions.insert(body.arrived());
                axum::body::Body::new(body)
            }
            None => axum::body::Body::empty(),
        };
        let request = Request::from_parts(parts, body);
        let mut reply = match self.web.other.clone().oneshot(request).await {
            Ok(response) => response.map(ReplyBody::Routed),
            Err(never) => match never {},
        };
        if self.https && visitor.secure {
            reply::keep_https(reply.headers_mut());
        }
        reply
    }
}

/// The one host that a request names: in its target, where that is a whole
/// address, else in its only `Host` (RFC 9112, section 3.2); empty where it is not
/// text. `None`: it does not name one.
fn host(parts: &Parts) -> Option<&str> {
    let mut hosts = parts.headers.get_all(header::HOST).iter();
    let first = hosts.next();
    let named_once = first.is_some() || parts.version != Version::HTTP_11;
    if hosts.next().is_some() || !named_once {
        return None;
    }
    let target = parts.uri.authority().map(http::uri::Authority::as_str);
    let named = target.or_else(|| first?.to_str().ok());
    Some(named.unwrap_or_default())
}

/// The same address where nobody can read along. The host is one of ours.
fn secured(host: &str, parts: &Parts) -> Reply {
    let rest = parts.uri.path_and_query().map_or("/", |rest| rest.as_str());
    reply::moved(&format!("https://{host}{rest}"))
}

fn fixed_asset(logical: &str, headers: &HeaderMap) -> Reply {
    crate::assets::address(logical)
        .and_then(|address| reply::asset(address, headers, CachePolicy::AskAgain))
        .unwrap_or_else(|| reply::plain(StatusCode::NOT_FOUND, "404\n"))
}
