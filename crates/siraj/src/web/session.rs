//! The session that a browser keeps: the cookie, and how a request shows that it comes
//! from a page of ours. The rooms' pages and the rooms' scripts are let in by it.

use crate::tokens;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A name that browsers take over TLS alone, where the site has it (RFC 6265bis, 4.1.3).
fn cookie_name(https: bool) -> &'static str {
    if https { "__Secure-siraj" } else { "siraj" }
}

/// The secret that the browser keeps.
pub fn secret(headers: &HeaderMap, https: bool) -> Option<String> {
    let name = cookie_name(https);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(its, value)| *its == name && value.starts_with(tokens::PREFIX))
        .map(|(_, value)| value.to_owned())
}

/// Has the browser keep a secret for so many seconds, or forget it.
pub fn cookie(secret: Option<&str>, seconds: i64, https: bool) -> HeaderValue {
    let age = secret.map_or(0, |_| seconds);
    let value = secret.unwrap_or_default();
    let name = cookie_name(https);
    let secure = if https { "; Secure" } else { "" };
    let text =
        format!("{name}={value}; Path=/newsroom; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    // Made of our own letters alone.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

/// Whether a browser says that something was sent from a page of ours: by
/// `Sec-Fetch-Site`, or, in older ones, by `Origin`. A request with neither comes from
/// no page.
pub fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let words = |name| {
        headers
            .get(name)
            .map(|value: &HeaderValue| value.as_bytes())
    };
    match (words(FETCH_SITE), words(header::ORIGIN)) {
        (Some(site), _) if site != b"same-origin" => false,
        (_, Some(from)) => from == origin.as_bytes(),
        (Some(_), None) => true,
        (None, None) => false,
    }
}
