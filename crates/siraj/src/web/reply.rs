//! How answers are dressed: the headers that every page has, the cache policies
//! by name, and the short answers (redirect, not modified, wrong method).

use super::body::ReplyBody;
use crate::pages::build::shell::look_stylesheet;
use crate::pages::copies::Copy;
use crate::pages::encode::{self, Coding, Encoded, SURROGATE_KEY};
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};

/// A whole answer.
pub type Reply = Response<ReplyBody>;

/// No script but our own files, no frame, no form to elsewhere. Linked data is
/// not script and needs no exception.
const CONTENT_SECURITY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same for a page that a page of ours may show in a frame.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The same for a page that shows another page of ours in a frame.
const WITH_FRAMES: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What robots are told about a page that is no page.
pub const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// The policy of a page that may stand in a frame of ours: it has no scripts and sends nothing.
#[must_use]
pub const fn framed() -> HeaderValue {
    HeaderValue::from_static(FRAMED)
}

/// The policy of a page that has frames of ours.
#[must_use]
pub const fn with_frames() -> HeaderValue {
    HeaderValue::from_static(WITH_FRAMES)
}

/// How long an answer may be kept, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CachePolicy {
    /// Kept, but asked again each time: pages and feeds.
    AskAgain,
    /// Named by its content: kept for a year.
    Immutable,
    /// Kept nowhere: errors, private answers.
    Never,
}

impl CachePolicy {
    /// The header's value.
    #[must_use]
    pub const fn value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::AskAgain => "no-cache",
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Never => "no-store",
        })
    }
}

/// The headers of every page.
#[must_use]
pub fn page_headers(content_type: &'static str, policy: CachePolicy) -> HeaderMap {
    let mut headers = HeaderMap::with_capacity(12);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, policy.value());
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CONTENT_SECURITY),
    );
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    );
    headers
}

/// Lets a page of the rooms show pages of ours in frames.
pub fn shows_frames(headers: &mut HeaderMap) {
    let policy = format!("{CONTENT_SECURITY}; frame-src 'self'");
    secured(headers, &policy);
}

/// Lets a page stand in a frame of a page of ours.
pub fn stands_in_frames(headers: &mut HeaderMap) {
    let policy = CONTENT_SECURITY.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    secured(headers, &policy);
}

fn secured(headers: &mut HeaderMap, policy: &str) {
    // Ours, and ASCII.
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Has browsers keep to https for a year (RFC 6797). Other hosts below ours are
/// not ours to bind.
pub fn keep_https(headers: &mut HeaderMap) {
    headers.insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000"),
    );
}

/// Finished bytes, or 304 when the reader has them.
#[must_use]
pub fn encoded(encoded: &Encoded, asked: Option<&HeaderValue>) -> Reply {
    if encode::matches(asked, &encoded.etag) {
        let mut reply = Response::new(ReplyBody::empty());
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        let kept = [
            header::CACHE_CONTROL,
            header::ETAG,
            header::VARY,
            header::CONTENT_SECURITY_POLICY,
            DEGRADED,
        ];
        for name in kept {
            if let Some(value) = encoded.headers.get(&name) {
                reply.headers_mut().insert(name, value.clone());
            }
        }
        return reply;
    }
    let mut reply = Response::new(ReplyBody::whole(encoded.bytes.clone()));
    *reply.headers_mut() = encoded.headers.clone();
    reply
}

/// The last good copy of a page, while the store does not answer. It says so.
#[must_use]
pub fn copy(copy: Copy, asked: &HeaderMap) -> Reply {
    let mut headers = page_headers("text/html; charset=utf-8", CachePolicy::AskAgain);
    headers.insert(header::CONTENT_TYPE, copy.content_type);
    if let Some(surrogate) = copy.surrogate {
        headers.insert(SURROGATE_KEY, surrogate);
    }
    headers.insert(DEGRADED, HeaderValue::from_static("store"));
    let allowed = copy.coding.is_allowed(asked.get(header::ACCEPT_ENCODING));
    let (coding, bytes) = if allowed {
        (copy.coding, copy.bytes)
    } else {
        let plain = copy.coding.decode(&copy.bytes).unwrap_or_default();
        (Coding::Identity, plain)
    };
    let dressed = encode::dress(bytes.into(), coding, &headers);
    encoded(&dressed, asked.get(header::IF_NONE_MATCH))
}

/// A page that is not kept by the page cache: an error page, a notice.
#[must_use]
pub fn page(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Reply {
    let mut reply = Response::new(ReplyBody::whole(body.into()));
    *reply.status_mut() = status;
    *reply.headers_mut() = page_headers(content_type, CachePolicy::Never);
    reply
}

/// Leads to the one right address.
#[must_use]
pub fn moved(location: &str) -> Reply {
    let mut reply = Response::new(ReplyBody::empty());
    // Locations are made by us, percent-encoded: always a legal header.
    if let Ok(location) = HeaderValue::from_str(location) {
        *reply.status_mut() = StatusCode::MOVED_PERMANENTLY;
        reply.headers_mut().insert(header::LOCATION, location);
    } else {
        *reply.status_mut() = StatusCode::NOT_FOUND;
    }
    // A moved address may be given to something new one day: asked again each time.
    reply
        .headers_mut()
        .insert(header::CACHE_CONTROL, CachePolicy::AskAgain.value());
    reply
}

/// A bare answer in plain text, for machines that went wrong.
#[must_use]
pub fn plain(status: StatusCode, words: &'static str) -> Reply {
    page(
        status,
        "text/plain; charset=utf-8",
        Bytes::from_static(words.as_bytes()),
    )
}

/// Only these methods are answered here.
#[must_use]
pub fn wrong_method() -> Reply {
    let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED, "405 method not allowed\n");
    reply
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    reply
}

/// An embedded asset.
#[must_use]
pub fn asset(path: &str, request: &HeaderMap, policy: CachePolicy) -> Option<Reply> {
    if let Some(sheet) = look_stylesheet(path) {
        // The address holds the colour, so the sheet at it never changes.
        let mut reply = Response::new(ReplyBody::whole(sheet.into()));
        *reply.headers_mut() = page_headers("text/css; charset=utf-8", policy);
        return Some(reply);
    }
    let asset = crate::assets::get(path)?;
    if encode::matches(
        request.get(header::IF_NONE_MATCH),
        &HeaderValue::from_static(asset.etag),
    ) {
        let mut reply = Response::new(ReplyBody::empty());
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        let headers = reply.headers_mut();
        headers.insert(header::ETAG, HeaderValue::from_static(asset.etag));
        headers.insert(header::CACHE_CONTROL, policy.value());
        return Some(reply);
    }
    let coding = Coding::best(request.get(header::ACCEPT_ENCODING));
    let (bytes, name) = match (coding, asset.br, asset.gzip) {
        (Coding::Brotli, Some(bytes), _) => (bytes, Some("br")),
        (Coding::Brotli | Coding::Gzip, _, Some(bytes)) => (bytes, Some("gzip")),
        _ => (asset.bytes, None),
    };
    let mut reply = Response::new(ReplyBody::whole(Bytes::from_static(bytes)));
    let headers = reply.headers_mut();
    *headers = page_headers(asset.content_type, policy);
    headers.insert(header::ETAG, HeaderValue::from_static(asset.etag));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = name {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Some(reply)
}

/// Says that what is served may be older than the store, which does not answer.
pub const DEGRADED: HeaderName = HeaderName::from_static("siraj-degraded");
