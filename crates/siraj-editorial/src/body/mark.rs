//! Marks on a run of text, and the addresses that a link may have.
//!
//! The order of the variants of [`Mark`] is the canonical order, outermost first:
//! a link wraps emphasis, never the other way about, so equal text has one form.

use super::limits;
use crate::Language;
use crate::id::ArticleId;
use crate::text;
use serde::{Serialize, Serializer};
use std::fmt;

/// What a run of text is marked as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Mark {
    /// These words came from a wire item. Seen by editors, never by readers.
    Provenance {
        /// The wire item's reference.
        item: String,
        /// The agency that sent it.
        source: String,
    },
    /// A link.
    Link {
        /// Where it leads.
        href: Href,
    },
    /// Words of another language.
    Foreign {
        /// Which one.
        language: Language,
    },
    /// Characters that read from left to right whatever stands around them.
    LeftToRight,
    /// Important words.
    Strong,
    /// Stressed words.
    Emphasis,
}

/// Where a link leads. In JSON one string: an address, or `article:` and an identity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Href {
    /// An address elsewhere; [`is_allowed_address`] says which ones.
    Address(String),
    /// An article of our own, by identity, so that the link survives a new address.
    Article(ArticleId),
}

/// What precedes an article's identity in a link.
const ARTICLE_PREFIX: &str = "article:";

impl Href {
    /// Reads the stored form. What is no reference to an article is taken for an
    /// address, which validation judges.
    #[must_use]
    pub fn read(text: &str) -> Self {
        text.strip_prefix(ARTICLE_PREFIX)
            .and_then(|id| id.parse().ok())
            .map_or_else(|| Self::Address(text.to_owned()), Self::Article)
    }
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => f.write_str(address),
            Self::Article(id) => write!(f, "{ARTICLE_PREFIX}{id}"),
        }
    }
}

impl Serialize for Href {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Whether a link may lead there: http, https, mailto or tel, complete, without
/// characters that would mean something else to a browser than to a person.
///
/// Names before the host (`https://bank@example.org`) are refused: they show one
/// host and lead to another.
#[must_use]
pub fn is_allowed_address(address: &str) -> bool {
    if address.chars().count() > limits::LINK_LENGTH || address.chars().any(is_forbidden) {
        return false;
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        return false;
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => host(address).is_some(),
        "mailto" => rest
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()),
        "tel" => is_telephone(rest),
        _ => false,
    }
}

/// The host of an http or https address in lower case, without its port.
pub(super) fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next()?;
    if authority.contains('@') {
        return None;
    }
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) if !name.is_empty() && !port.contains(']') => (name, port),
        _ => (authority, ""),
    };
    let plain = name.chars().all(|c| {
        c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '[' | ']' | ':') || !c.is_ascii()
    });
    let named = name.chars().any(char::is_alphanumeric);
    (named && plain && port.chars().all(|c| c.is_ascii_digit())).then(|| name.to_lowercase())
}

fn is_telephone(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or(number);
    digits.chars().any(|c| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '(' | ')'))
}

/// Browsers drop some of these and turn a backslash into a slash, so an address
/// that holds them is not the address that was read.
fn is_forbidden(character: char) -> bool {
    character.is_whitespace()
        || !text::is_seen(character)
        || matches!(
            character,
            '<' | '>' | '"' | '\'' | '`' | '\\' | '^' | '{' | '}' | '|'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_of_mail_and_of_telephones_are_allowed() {
        for address in [
            "https://example.org/",
            "http://example.org:8080/a?b=c#d",
            "HTTPS://EXAMPLE.org",
            "https://مرسى.example/أخبار/1",
            "https://[2001:db8::1]/",
            "mailto:desk@example.org",
            "tel:+961-1-234567",
        ] {
            assert!(is_allowed_address(address), "{address}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for address in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "//example.org",
            "/relative",
            "https:/example.org",
            "https://",
            "https://?q",
            "https://bank.example@evil.example/",
            "https:\\\\example.org",
            "https://exa mple.org",
            "https://example.org/\u{202E}gpj",
            "https://example.org/\"onclick=",
            "https://example.org:port/",
            "mailto:",
            "mailto:@",
            "tel:",
            "tel:call-me",
            "article:7",
            "https://evil.example\u{0}/",
        ] {
            assert!(!is_allowed_address(address), "{address}");
        }
        assert!(!is_allowed_address(&format!(
            "https://example.org/{}",
            "أ".repeat(2_100)
        )));
    }

    #[test]
    fn a_reference_to_an_article_is_told_from_an_address() {
        let id = "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a";
        let href = Href::read(&format!("article:{id}"));
        assert_eq!(href, Href::Article(id.parse().unwrap()));
        assert_eq!(href.to_string(), format!("article:{id}"));
        assert_eq!(
            Href::read("article:x"),
            Href::Address("article:x".to_owned())
        );
    }
}
