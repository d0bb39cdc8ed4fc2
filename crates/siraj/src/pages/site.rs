//! Where the site is: the one public address of every edition, from the
//! configuration, and the spelling of every address that a page prints. The
//! request's Host never makes an address.

use super::still::Stills;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use siraj_editorial::edition::Edition;
use std::borrow::Cow;

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

/// Paths that belong to no edition: the same on every host of ours.
const SHARED: [&str; 3] = ["/api/", "/assets/", "/media/"];
/// And these files of theirs.
const SHARED_FILES: [&str; 2] = ["/sw.js", "/favicon.ico"];

fn is_shared(path: &str) -> bool {
    SHARED.iter().any(|start| path.starts_with(start)) || SHARED_FILES.contains(&path)
}

/// What a request is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked<'p> {
    /// This path, the edition's prefix included.
    Path(Cow<'p, str>),
    /// An edition on the host of the others that has one of its own: there.
    Elsewhere(String),
    /// Another host than ours.
    Nothing,
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
    stills: Stills,
}

impl Site {
    /// What the pages of one state have in common.
    pub(super) const fn stills(&self) -> &Stills {
        &self.stills
    }

    /// A site at this origin (`https://siraj.example`, no path), some editions elsewhere.
    #[must_use]
    pub fn new(origin: &str, own: Vec<OwnHost>) -> Self {
        Self {
            origin: origin.trim_end_matches('/').to_owned(),
            own,
            stills: Stills::default(),
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

    /// Whether readers and the newsroom come by https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// Whether scheme and host are the site's.
    #[must_use]
    pub fn is_ours(&self, origin: &str) -> bool {
        origin == self.origin || self.own.iter().any(|own| own.origin == origin)
    }

    fn own_host(&self, prefix: &str) -> Option<&str> {
        self.own
            .iter()
            .find(|own| own.prefix == prefix)
            .map(|own| own.origin.as_str())
    }

    /// Whether an edition stands at the root of its host, where `robots.txt` and
    /// the other files of a host are.
    #[must_use]
    pub fn is_at_root(&self, edition: &Edition) -> bool {
        edition.prefix.is_empty() || self.own_host(&edition.prefix).is_some()
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
    /// before the path. What belongs to no edition stands on every host.
    #[must_use]
    pub fn inside<'p>(&self, host: &str, path: &'p str) -> Asked<'p> {
        let same = |origin: &str| {
            origin
                .split_once("://")
                .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host))
        };
        if let Some(own) = self.own.iter().find(|own| same(&own.origin)) {
            return Asked::Path(if own.prefix.is_empty() || is_shared(path) {
                path.into()
            } else {
                format!("/{}{path}", own.prefix).into()
            });
        }
        if !same(&self.origin) {
            return Asked::Nothing;
        }
        // An edition has one address: its own host's, where it has one.
        let moved = self.own.iter().find_map(|own| {
            let rest = path.strip_prefix('/')?.strip_prefix(own.prefix.as_str())?;
            let whole = rest.is_empty() || rest.starts_with('/');
            (whole && !own.prefix.is_empty()).then(|| format!("{}{rest}", own.origin))
        });
        moved.map_or_else(|| Asked::Path(path.into()), Asked::Elsewhere)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Asked<'_> {
        Asked::Path(text.into())
    }

    #[test]
    fn a_host_of_an_edition_is_that_edition_and_shares_what_belongs_to_none() {
        let english = OwnHost {
            prefix: "en".to_owned(),
            origin: "https://en.siraj.example".to_owned(),
        };
        let site = Site::new("https://siraj.example/", vec![english]);
        for (host, asked, expected) in [
            ("siraj.example", "/world", path("/world")),
            ("en.siraj.example", "/world", path("/en/world")),
            ("EN.siraj.example", "/", path("/en/")),
            ("en.siraj.example", "/robots.txt", path("/en/robots.txt")),
            ("en.siraj.example", "/assets/a.css", path("/assets/a.css")),
            (
                "en.siraj.example",
                "/media/k/640.jpg",
                path("/media/k/640.jpg"),
            ),
            (
                "en.siraj.example",
                "/api/v1/articles",
                path("/api/v1/articles"),
            ),
            ("en.siraj.example", "/sw.js", path("/sw.js")),
            ("siraj.example", "/english", path("/english")),
            ("evil.example", "/", Asked::Nothing),
        ] {
            assert_eq!(site.inside(host, asked), expected, "{host}{asked}");
        }
        for (asked, there) in [("/en", ""), ("/en/", "/"), ("/en/world", "/world")] {
            assert_eq!(
                site.inside("siraj.example", asked),
                Asked::Elsewhere(format!("https://en.siraj.example{there}"))
            );
        }
    }
}
