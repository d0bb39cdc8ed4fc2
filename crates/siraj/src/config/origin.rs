//! A public address: scheme and host and nothing else, in its one spelling. It
//! begins every absolute address that the program prints.

use super::problem::Reason;
use http::Uri;
use std::net::{IpAddr, SocketAddr};

/// The origin that a text names.
///
/// # Errors
/// When it is not `http(s)://host[:port]`, carries a path, a query or a name, or
/// is plain http to another machine.
pub(super) fn origin(text: &str) -> Result<String, Reason> {
    let uri: Uri = text.parse().map_err(|_| Reason::NotAnOrigin)?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(Reason::NotAnOrigin);
    };
    if uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@') {
        return Err(Reason::OriginWithPath);
    }
    let host = authority.host().to_ascii_lowercase();
    let named = host.trim_matches(['[', ']', '.']);
    if named.is_empty() || authority.as_str().ends_with(':') {
        return Err(Reason::NotAnOrigin);
    }
    let usual = match scheme {
        "https" => 443,
        "http" if is_loopback_name(&host) => 80,
        "http" => return Err(Reason::PlainHttp),
        _ => return Err(Reason::NotAnOrigin),
    };
    Ok(match authority.port_u16() {
        Some(port) if port != usual => format!("{scheme}://{host}:{port}"),
        _ => format!("{scheme}://{host}"),
    })
}

/// An address of a server that we call: http or https, a host.
pub(super) fn endpoint(text: &str) -> Result<String, Reason> {
    let uri: Uri = text.parse().map_err(|_| Reason::NotAnEndpoint)?;
    let known = matches!(uri.scheme_str(), Some("http" | "https"));
    let named = uri
        .authority()
        .is_some_and(|authority| !authority.as_str().contains('@'));
    if known && named && uri.query().is_none() {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(Reason::NotAnEndpoint)
    }
}

/// The origin of a program that listens here, when that is this machine alone.
pub(super) fn of_listener(listen: SocketAddr, tls: bool) -> Option<String> {
    let scheme = if tls { "https" } else { "http" };
    listen
        .ip()
        .is_loopback()
        .then(|| origin(&format!("{scheme}://{listen}")).ok())
        .flatten()
}

/// Whether a host in an address is this machine.
fn is_loopback_name(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_has_one_spelling() {
        let check = |text: &str, expected: Result<&str, Reason>| {
            assert_eq!(origin(text), expected.map(str::to_owned), "{text}");
        };
        check("https://siraj.example", Ok("https://siraj.example"));
        check("https://Siraj.Example:443/", Ok("https://siraj.example"));
        check(
            "https://siraj.example:8443",
            Ok("https://siraj.example:8443"),
        );
        check("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080"));
        check("http://[::1]:8080", Ok("http://[::1]:8080"));
        check("http://news.localhost", Ok("http://news.localhost"));
        check("http://siraj.example", Err(Reason::PlainHttp));
        check("http://10.0.0.1", Err(Reason::PlainHttp));
        check("https://siraj.example/news", Err(Reason::OriginWithPath));
        check("https://siraj.example/?x", Err(Reason::OriginWithPath));
        check("https://ed:pw@siraj.example", Err(Reason::OriginWithPath));
        check("ftp://siraj.example", Err(Reason::NotAnOrigin));
        check("siraj.example", Err(Reason::NotAnOrigin));
        check("https://", Err(Reason::NotAnOrigin));
        check("", Err(Reason::NotAnOrigin));
        check("https://سراج.example", Err(Reason::NotAnOrigin));
    }
}
