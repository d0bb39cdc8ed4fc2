//! Where the site is: the one public address of every edition, from the
//! configuration, and the spelling of every address that a page prints. The
//! request's Host never makes an address.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use siraj_editorial::edition::Edition;

/// What is escaped in a path segment: RFC 3986's `pchar` stays, all else is
/// percent-encoded with upper-case hex.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path segment as addresses print it.
#[must_use]
pub fn segment(text: &str) -> String {
    utf8_percent_encode(text, SEGMENT).to_string()
}

/// Where an edition that has its own host lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnHost {
    /// The edition's prefix in the configuration: `en`.
    pub prefix: String,
    /// Scheme and host without a path: `https://en.siraj.example`.
    pub origin: String,
}

/// Where the site is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Scheme and host of all editions without a host of their own.
    origin: String,
    own: Vec<OwnHost>,
}

impl Site {
    /// A site at this origin (`https://siraj.example`, no path), some editions elsewhere.
    #[must_use]
    pub fn new(origin: &str, own: Vec<OwnHost>) -> Self {
        Self {
            origin: origin.trim_end_matches('/').to_owned(),
            own,
        }
    }

    /// Scheme and host of an edition.
    #[must_use]
    pub fn origin(&self, edition: &Edition) -> &str {
        self.own_host(&edition.prefix).unwrap_or(&self.origin)
    }

    /// Scheme and host of what belongs to no edition.
    #[must_use]
    pub fn main_origin(&self) -> &str {
        &self.origin
    }

    fn own_host(&self, prefix: &str) -> Option<&str> {
        self.own
            .iter()
            .find(|own| own.prefix == prefix)
            .map(|own| own.origin.as_str())
    }

    /// An address on its own edition's host: `rest` begins with a slash and is
    /// already encoded.
    #[must_use]
    pub fn path(&self, edition: &Edition, rest: &str) -> String {
        if self.own_host(&edition.prefix).is_some() {
            rest.to_owned()
        } else {
            format!("{}{rest}", edition.base())
        }
    }

    /// The absolute address.
    #[must_use]
    pub fn absolute(&self, edition: &Edition, rest: &str) -> String {
        format!("{}{}", self.origin(edition), self.path(edition, rest))
    }

    /// The address as a page of edition `from` prints it: a path when both live
    /// on one host, else absolute.
    #[must_use]
    pub fn link(&self, from: &Edition, to: &Edition, rest: &str) -> String {
        if self.origin(from) == self.origin(to) {
            self.path(to, rest)
        } else {
            self.absolute(to, rest)
        }
    }

    /// What a request means inside: its host's own edition, if it has one, put
    /// before the path. `None`: no host of ours.
    #[must_use]
    pub fn inside(&self, host: &str, path: &str) -> Option<String> {
        let same = |origin: &str| {
            origin
                .split_once("://")
                .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host))
        };
        if let Some(own) = self.own.iter().find(|own| same(&own.origin)) {
            return Some(if own.prefix.is_empty() {
                path.to_owned()
            } else {
                format!("/{}{path}", own.prefix)
            });
        }
        same(&self.origin).then(|| path.to_owned())
    }
}
