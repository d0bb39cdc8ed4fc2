//! The server: connections, time limits, and which part answers which path. A
//! cached page is answered before anything else is looked at.

use super::body::ReplyBody;
use super::reply::{self, CachePolicy, Reply};
use super::{Web, media, pages};
use crate::pages::site::Asked;
use http::header::{self, HeaderValue};
use http::{Method, Request, StatusCode};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::time::Duration;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// A client that has not sent its request's head by then is slow on purpose.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// A whole request of the APIs, upload included.
const REQUEST_WITHIN: Duration = Duration::from_secs(60);
/// Requests under way at SIGTERM may take this long; then the program ends.
const DRAIN_WITHIN: Duration = Duration::from_secs(4);
/// The largest head of a request.
const HEAD_BYTES: usize = 32 * 1024;

/// Serves until `stop` resolves, then drains and returns.
pub async fn serve(web: Web, listener: TcpListener, stop: impl Future<Output = ()>) {
    let mut server = auto::Builder::new(TokioExecutor::new());
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(HEAD_BYTES);
    server
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(HEAD_BYTES_2);
    let draining = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                // Out of file descriptors, say: others will be closed soon.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // A page goes out in one write; waiting for more would only delay it.
        let _ = stream.set_nodelay(true);
        let web = web.clone();
        let service = service_fn(move |request| {
            let web = web.clone();
            async move { Ok::<_, Infallible>(answer(&web, request).await) }
        });
        let connection = server
            .serve_connection(TokioIo::new(stream), service)
            .into_owned();
        let connection = draining.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended badly");
            }
        });
    }
    drop(listener);
    tokio::select! {
        () = draining.shutdown() => {}
        () = tokio::time::sleep(DRAIN_WITHIN) => {
            tracing::warn!("requests were still under way when the time to drain was over");
        }
    }
}

/// The same bound for HTTP/2, whose type is another.
const HEAD_BYTES_2: u32 = 32 * 1024;

/// Answers one request.
pub async fn answer(web: &Web, request: Request<Incoming>) -> Reply {
    let (parts, body) = request.into_parts();
    let host = parts
        .uri
        .authority()
        .map(http::uri::Authority::as_str)
        .or_else(|| {
            parts
                .headers
                .get(header::HOST)
                .and_then(|host| host.to_str().ok())
        })
        .unwrap_or_default();
    let path = match web.room.site.inside(host, parts.uri.path()) {
        Asked::Path(path) => path,
        Asked::Elsewhere(there) => return reply::moved(&there),
        Asked::Nothing => {
            return reply::plain(
                StatusCode::MISDIRECTED_REQUEST,
                "421 this is not the host of this publication\n",
            );
        }
    };
    if path.starts_with("/api/") {
        let request = Request::from_parts(parts, axum::body::Body::new(body));
        return routed(web, request).await;
    }
    if parts.method != Method::GET && parts.method != Method::HEAD {
        return reply::wrong_method();
    }
    if let Some(reply) = pages::cached(web, &path, &parts.headers) {
        return reply;
    }
    if path.starts_with("/assets/") {
        return reply::asset(&path, &parts.headers, CachePolicy::Immutable)
            .unwrap_or_else(|| reply::plain(StatusCode::NOT_FOUND, "404 no such asset\n"));
    }
    // Two addresses that never change, so they are asked again each time.
    for (fixed, logical) in [("/sw.js", "sw.js"), ("/favicon.ico", "icon.png")] {
        if path == fixed {
            return fixed_asset(logical, &parts.headers);
        }
    }
    if let Some(rest) = path.strip_prefix("/media/") {
        return media::answer(web, rest, &parts.headers).await;
    }
    pages::make(web, &path, &parts.headers).await
}

fn fixed_asset(logical: &str, headers: &http::HeaderMap) -> Reply {
    crate::assets::address(logical)
        .and_then(|address| reply::asset(address, headers, CachePolicy::AskAgain))
        .unwrap_or_else(|| reply::plain(StatusCode::NOT_FOUND, "404\n"))
}

async fn routed(web: &Web, request: Request<axum::body::Body>) -> Reply {
    let answer = web.other.clone().oneshot(request);
    match tokio::time::timeout(REQUEST_WITHIN, answer).await {
        Ok(Ok(response)) => response.map(ReplyBody::Routed),
        Ok(Err(never)) => match never {},
        Err(_) => {
            let mut reply = reply::plain(
                StatusCode::REQUEST_TIMEOUT,
                "408 the request took too long\n",
            );
            reply
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
            reply
        }
    }
}
