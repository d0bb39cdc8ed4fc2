//! What the program asks of other servers. It asks for what people write into a form or a
//! text, so nothing of its own neighbourhood may be reached that way: only usual ports and
//! public addresses, looked up once and then kept to, at every step of a redirect.

pub mod links;

use reqwest::{Client, Url, redirect};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long a server may think before it says anything.
const CONNECT_WITHIN: Duration = Duration::from_secs(8);

/// Why an address is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// It is none that is asked.
    NotUsable,
    /// It leads to no public place.
    NotPublic,
    /// Its name is not known, or the machine cannot ask.
    Silent,
}

/// An address of one of these schemes at its usual port, without a name and password in it.
///
/// # Errors
/// [`Unreachable::NotUsable`].
pub fn usable(address: &str, schemes: &[&str]) -> Result<Url, Unreachable> {
    let url: Url = address.trim().parse().map_err(|_| Unreachable::NotUsable)?;
    let plain = url.username().is_empty() && url.password().is_none();
    // `port` is none where it is the scheme's own.
    if schemes.contains(&url.scheme()) && plain && url.port().is_none() && url.host_str().is_some()
    {
        Ok(url)
    } else {
        Err(Unreachable::NotUsable)
    }
}

/// A client that knows the way to this one host and to nowhere else: the name is looked
/// up here, so that what was checked is what is asked. It follows no redirect by itself.
///
/// # Errors
/// [`Unreachable`].
pub async fn client(url: &Url, within: Duration) -> Result<Client, Unreachable> {
    // An error means that it is installed already, which is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let host = url.host_str().ok_or(Unreachable::NotUsable)?;
    let port = url.port_or_known_default().ok_or(Unreachable::NotUsable)?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found: Vec<SocketAddr> = match bare.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, port)],
        Err(_) => tokio::net::lookup_host((host, port))
            .await
            .map_err(|_| Unreachable::Silent)?
            .collect(),
    };
    if found.is_empty() {
        return Err(Unreachable::Silent);
    }
    if !found.iter().all(|address| is_public(address.ip())) {
        return Err(Unreachable::NotPublic);
    }
    Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .resolve_to_addrs(host, &found)
        .connect_timeout(CONNECT_WITHIN)
        .timeout(within)
        .user_agent("Siraj")
        .build()
        .map_err(|error| {
            tracing::error!(%error, "no client for other servers");
            Unreachable::Silent
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
}
