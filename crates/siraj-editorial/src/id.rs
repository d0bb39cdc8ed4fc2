//! Identities. Inside, a thing is known by a UUIDv7; in addresses an article is
//! known by a short random id that says nothing about when or after what it was
//! written. Neither is ever reused. Making random bytes is the program's work:
//! this file only shapes them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Text that is not an identity of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identity")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // Only the hyphenated form: one identity, one spelling.
                if text.len() != 36 {
                    return Err(NotAnId);
                }
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// An article, from first draft to withdrawal.
    ArticleId;
    /// One immutable saved text of an article.
    RevisionId;
    /// A public correction.
    CorrectionId;
    /// One dated entry of a live article.
    PostId;
    /// One language of the publication.
    EditionId;
    /// A section of an edition.
    SectionId;
    /// A person: by-line, profile and, perhaps, account.
    PersonId;
    /// A topic that a reader can follow.
    TopicId;
    /// A running story that gathers articles.
    StoryId;
    /// A picture with its words and rights.
    MediaId;
    /// An agency or a network that news is attributed to.
    SourceId;
    /// Something shown in a named slot over the pages.
    PlacementId;
    /// A static page such as «من نحن».
    PageId;
}

/// The letters of Crockford's base 32, lower case: no `i`, `l`, `o`, `u`, so an
/// id read aloud or copied from paper is not mistaken.
/// Source: <https://www.crockford.com/base32.html>.
const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// An article's id in addresses: eight letters of Crockford's base 32 of which
/// the first is a digit, so no section or page slug can be mistaken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortId([u8; 8]);

impl ShortId {
    /// Shapes eight random bytes into an id (10 · 32⁷ of them, about 3.4 · 10¹¹).
    #[must_use]
    pub fn from_random(bytes: [u8; 8]) -> Self {
        let mut letters = bytes.map(|byte| {
            CROCKFORD
                .get(usize::from(byte & 31))
                .copied()
                .unwrap_or(b'0')
        });
        let [first, ..] = bytes;
        if let Some(letter) = letters.first_mut() {
            *letter = b'0' + first % 10;
        }
        Self(letters)
    }

    /// The id as a number, for indexes that keep numbers.
    #[must_use]
    pub fn to_number(self) -> u64 {
        u64::from_be_bytes(self.0)
    }

    /// The id of a number that [`Self::to_number`] gave; `None` of any other.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        let letters = number.to_be_bytes();
        std::str::from_utf8(&letters).ok()?.parse().ok()
    }

    /// The id as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ShortId {
    type Err = NotAnId;

    /// Accepts upper case and Crockford's look-alikes (`o` for `0`, `i` and `l`
    /// for `1`), because people retype addresses from paper.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let bytes: [u8; 8] = text.as_bytes().try_into().map_err(|_| NotAnId)?;
        let letters = bytes.map(|byte| match byte.to_ascii_lowercase() {
            b'o' => b'0',
            b'i' | b'l' => b'1',
            other => other,
        });
        let known = letters.iter().all(|letter| CROCKFORD.contains(letter));
        if known && letters.first().is_some_and(u8::is_ascii_digit) {
            Ok(Self(letters))
        } else {
            Err(NotAnId)
        }
    }
}

impl Serialize for ShortId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ShortId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_id_begins_with_a_digit_and_is_read_back() {
        for seed in 0..=255u8 {
            let id = ShortId::from_random([seed, 1, 31, 7, 200, seed, 99, 254]);
            assert!(id.as_str().as_bytes()[0].is_ascii_digit());
            assert_eq!(id.as_str().parse(), Ok(id));
        }
    }

    #[test]
    fn a_short_id_forgives_what_a_person_mistypes() {
        let id: ShortId = "7k2m01qz".parse().unwrap();
        assert_eq!("7K2MOLQZ".parse(), Ok(id));
        for wrong in ["k7k2m0qz", "7k2m01q", "7k2m01qu", "", "٧k2m01q"] {
            assert_eq!(wrong.parse::<ShortId>(), Err(NotAnId));
        }
    }

    #[test]
    fn an_identity_has_one_spelling() {
        let id: ArticleId = "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a".parse().unwrap();
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(
            "0190d6a42f6e7b118f001f2e3d4c5b6a"
                .parse::<ArticleId>()
                .is_err()
        );
    }
}
