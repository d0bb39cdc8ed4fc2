//! Who asks, and over what: the address of the reader and the scheme that he
//! used, as far as they can be known. What proxies say about both is believed
//! from the configured ones alone; a header of anybody else is words.

use super::door::Visit;
use crate::config::Network;
use http::header::{self, HeaderMap, HeaderName};
use std::net::{IpAddr, SocketAddr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Who asks, and over what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visitor {
    /// The reader's address, or that of the nearest proxy that hides it.
    pub address: IpAddr,
    /// Whether nobody on the way could read along.
    pub secure: bool,
}

impl Visitor {
    /// Whoever sent a request.
    #[must_use]
    pub fn of(visit: &Visit, headers: &HeaderMap, proxies: &[Network]) -> Self {
        Self {
            address: reader(visit.peer, headers, proxies),
            secure: is_secure(visit, headers, proxies),
        }
    }
}

/// Whether a request came encrypted: over our own TLS, over a proxy's that says
/// so or says nothing, or from this machine itself.
#[must_use]
pub fn is_secure(visit: &Visit, headers: &HeaderMap, proxies: &[Network]) -> bool {
    if visit.encrypted {
        return true;
    }
    if !is_among(proxies, visit.peer) {
        return visit.peer.is_loopback();
    }
    let told = words(headers, &FORWARDED_PROTO);
    let also = words(headers, &header::FORWARDED).filter_map(|element| member(element, "proto"));
    // One hop in the clear is enough to be read.
    told.chain(also)
        .all(|scheme| scheme.eq_ignore_ascii_case("https"))
}

fn is_among(networks: &[Network], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(address))
}

/// The reader's address: of those that the proxies noted, the last that is not
/// itself one of ours. What stands before it the reader may have written.
fn reader(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    if !is_among(proxies, peer) {
        return peer;
    }
    let noted = words(headers, &FORWARDED_FOR);
    let noted = last_stranger(peer, noted.map(Some), proxies);
    let also = words(headers, &header::FORWARDED).map(|element| member(element, "for"));
    let also = last_stranger(peer, also, proxies);
    match (noted, also) {
        (None, None) => peer,
        (Some(address), None) | (None, Some(address)) => address,
        (Some(one), Some(other)) if one == other => one,
        // The proxy writes one of the headers, and the reader has sent the other:
        // which is which cannot be known.
        (Some(_), Some(_)) => peer,
    }
}

/// `None` when nothing is noted at all. `noted` is in the order from here outwards.
fn last_stranger<'h>(
    peer: IpAddr,
    noted: impl Iterator<Item = Option<&'h str>>,
    proxies: &[Network],
) -> Option<IpAddr> {
    let mut nearest = None;
    for hop in noted {
        // Beyond a hop that hides itself nothing is known.
        let Some(address) = hop.and_then(address) else {
            return nearest.or(Some(peer));
        };
        nearest = Some(address);
        if !is_among(proxies, address) {
            break;
        }
    }
    nearest
}

/// The items of a header that lists, the last first; all its lines are one list.
fn words<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> + use<'h> {
    headers
        .get_all(name)
        .iter()
        .rev()
        .map(|line| line.to_str().unwrap_or_default())
        .flat_map(|line| line.rsplit(','))
        .map(str::trim)
}

/// A member of an element of `Forwarded` (RFC 7239): `for=192.0.2.1;proto=https`.
fn member<'h>(element: &'h str, name: &str) -> Option<&'h str> {
    element.split(';').find_map(|pair| {
        let (its, value) = pair.split_once('=')?;
        its.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

/// An address, perhaps with a port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`,
/// `[2001:db8::1]`, `[2001:db8::1]:80`.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text);
    bare.parse()
        .ok()
        .or_else(|| Some(text.parse::<SocketAddr>().ok()?.ip()))
        .map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests;
