//! A picture by its address elsewhere. The server asks for it, so nothing of its own
//! neighbourhood may be reached that way: https alone, at the usual port, and only
//! public addresses, looked up once and then kept to, at every step of a redirect.

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Url, redirect};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long the whole may take.
const WITHIN: Duration = Duration::from_secs(20);
/// How long a server may think before it says anything.
const CONNECT_WITHIN: Duration = Duration::from_secs(8);
/// Redirects that are followed.
const STEPS: usize = 4;
const HTTPS: u16 = 443;

/// What was found at an address.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The bytes, whatever they are.
    pub bytes: Bytes,
    /// The last part of the address.
    pub name: String,
    /// The media type that the other server gives it.
    pub kind: String,
}

/// Why nothing was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message_key())]
pub enum FetchRefused {
    /// No https address.
    NotHttps,
    /// It leads to no public place.
    NotPublic,
    /// Nobody answers there, or not in time.
    Silent,
    /// There is nothing.
    Nothing,
    /// More bytes than a picture may have.
    TooLarge,
}

impl FetchRefused {
    /// The key of its sentence.
    #[must_use]
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::NotHttps => "library.address_not_https",
            Self::NotPublic => "library.address_not_public",
            Self::Silent => "library.address_silent",
            Self::Nothing => "library.address_nothing",
            Self::TooLarge => "library.too_large",
        }
    }
}

/// Fetches what lies at an address, of at most so many bytes.
///
/// # Errors
/// [`FetchRefused`].
pub async fn fetch(address: &str, most: usize) -> Result<Fetched, FetchRefused> {
    let work = tokio::time::timeout(WITHIN, follow(address, most));
    work.await.unwrap_or(Err(FetchRefused::Silent))
}

async fn follow(address: &str, most: usize) -> Result<Fetched, FetchRefused> {
    // An error means that it is installed already, which is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut url = usable(address)?;
    for _ in 0..=STEPS {
        let client = client(&url).await?;
        let asked = client.get(url.clone()).header(ACCEPT, "image/*").send();
        let answer = asked.await.map_err(|_| FetchRefused::Silent)?;
        if answer.status().is_redirection() {
            let next = answer.headers().get(LOCATION);
            let next = next.and_then(|next| next.to_str().ok());
            let next = next.and_then(|next| url.join(next).ok());
            url = usable(next.ok_or(FetchRefused::Nothing)?.as_str())?;
            continue;
        }
        if !answer.status().is_success() {
            return Err(FetchRefused::Nothing);
        }
        return whole(answer, &url, most).await;
    }
    Err(FetchRefused::Nothing)
}

async fn whole(
    mut answer: reqwest::Response,
    url: &Url,
    most: usize,
) -> Result<Fetched, FetchRefused> {
    if answer
        .content_length()
        .is_some_and(|length| length > most as u64)
    {
        return Err(FetchRefused::TooLarge);
    }
    let kind = answer.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    let kind = kind.unwrap_or_default().trim().to_owned();
    let mut bytes = BytesMut::new();
    while let Some(part) = answer.chunk().await.map_err(|_| FetchRefused::Silent)? {
        if bytes.len() + part.len() > most {
            return Err(FetchRefused::TooLarge);
        }
        bytes.extend_from_slice(&part);
    }
    let last = url.path_segments().and_then(|mut parts| parts.next_back());
    let name = percent_encoding::percent_decode_str(last.unwrap_or_default());
    Ok(Fetched {
        bytes: bytes.freeze(),
        name: name.decode_utf8_lossy().into_owned(),
        kind,
    })
}

/// An https address at the usual port, without a name and password in it.
fn usable(address: &str) -> Result<Url, FetchRefused> {
    let url: Url = address.trim().parse().map_err(|_| FetchRefused::NotHttps)?;
    let plain = url.username().is_empty() && url.password().is_none();
    let usual = url.port_or_known_default() == Some(HTTPS);
    if url.scheme() == "https" && plain && usual && url.host_str().is_some() {
        Ok(url)
    } else {
        Err(FetchRefused::NotHttps)
    }
}

/// A client that knows the way to this one host and to nowhere else: the name is looked
/// up here, so that what was checked is what is asked.
async fn client(url: &Url) -> Result<Client, FetchRefused> {
    let host = url.host_str().ok_or(FetchRefused::NotHttps)?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found: Vec<SocketAddr> = match bare.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, HTTPS)],
        Err(_) => tokio::net::lookup_host((host, HTTPS))
            .await
            .map_err(|_| FetchRefused::Silent)?
            .collect(),
    };
    if found.is_empty() {
        return Err(FetchRefused::Silent);
    }
    if !found.iter().all(|address| is_public(address.ip())) {
        return Err(FetchRefused::NotPublic);
    }
    Client::builder()
        .no_proxy()
        .https_only(true)
        .redirect(redirect::Policy::none())
        .resolve_to_addrs(host, &found)
        .connect_timeout(CONNECT_WITHIN)
        .timeout(WITHIN)
        .user_agent("Siraj")
        .build()
        .map_err(|error| {
            tracing::error!(%error, "no client for pictures elsewhere");
            FetchRefused::Silent
        })
}

/// Whether an address is one of the public network.
/// Source: IANA's registries of special-purpose addresses.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

const fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && b >= 64 && b < 128)
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let [first, second, ..] = address.segments();
    // Global unicast, without what carries other addresses inside or only documents.
    let unicast = first & 0xe000 == 0x2000;
    let carries = first == 0x2002 || (first == 0x2001 && second < 0x0200);
    let documents = (first == 0x2001 && second == 0x0db8) || first == 0x3fff;
    unicast && !carries && !documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_network_are_asked() {
        for address in [
            "1.1.1.1",
            "93.184.216.34",
            "2606:4700::1111",
            "2a00:1450::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "::7f00:1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[tokio::test]
    async fn what_is_no_public_https_address_is_refused_before_anybody_is_asked() {
        for address in [
            "",
            "quay.jpg",
            "http://pictures.example/a.jpg",
            "ftp://pictures.example/a",
            "file:///etc/passwd",
            "https://",
            "https://a:b@pictures.example/",
            "data:image/png,x",
            "https://pictures.example:8443/a.jpg",
            "javascript:alert(1)",
            "https://user@pictures.example/",
        ] {
            let refused = fetch(address, 9).await.unwrap_err();
            assert_eq!(refused, FetchRefused::NotHttps, "{address}");
        }
        for address in [
            "https://127.0.0.1/a.jpg",
            "https://localhost/a.jpg",
            "https://[::1]/a.jpg",
            "https://169.254.169.254/latest",
            "https://0x7f.1/a.jpg",
            "https://2130706433/a.jpg",
            "https://[::ffff:10.0.0.1]/a.jpg",
            "https://127.1/",
        ] {
            let refused = fetch(address, 9).await.unwrap_err();
            assert_eq!(refused, FetchRefused::NotPublic, "{address}");
        }
    }
}
