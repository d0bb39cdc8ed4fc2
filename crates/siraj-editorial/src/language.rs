//! The language of an edition: a lower-case BCP 47 primary tag, two or three
//! letters, and the direction in which its script is written.

use serde::{Deserialize, Serialize};
use siraj_arabic::Direction;
use std::fmt;
use std::str::FromStr;

/// Languages written from right to left. Source: CLDR's `characterOrder`.
const RIGHT_TO_LEFT: &[&str] = &["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// Text that is not a language tag we can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language")]
pub struct NotALanguage;

/// A language such as `ar` or `en`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Arabic.
    #[must_use]
    pub fn arabic() -> Self {
        Self("ar".to_owned())
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag, as `lang="…"` wants it.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The direction of the language's script.
    #[must_use]
    pub fn direction(&self) -> Direction {
        if RIGHT_TO_LEFT.contains(&self.tag()) {
            Direction::Rtl
        } else {
            Direction::Ltr
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Language {
    type Err = NotALanguage;
    fn from_str(text: &str) -> Result<Self, NotALanguage> {
        let letters = text.bytes().all(|byte| byte.is_ascii_lowercase());
        if letters && (2..=3).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotALanguage)
        }
    }
}

impl TryFrom<String> for Language {
    type Error = NotALanguage;
    fn try_from(text: String) -> Result<Self, NotALanguage> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}
