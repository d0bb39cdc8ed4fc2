//! Names in several languages. A person, a topic or a source has one name per
//! language of the house; a reader of an edition sees that edition's, or else
//! the first that exists, never nothing.

use crate::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Named(pub BTreeMap<Language, String>);

impl Named {
    /// A name in one language.
    #[must_use]
    pub fn one(language: Language, words: impl Into<String>) -> Self {
        Self(BTreeMap::from([(language, words.into())]))
    }

    /// The same with another language's words.
    #[must_use]
    pub fn and(mut self, language: Language, words: impl Into<String>) -> Self {
        self.0.insert(language, words.into());
        self
    }

    /// The words in this language, or in the first that has any.
    #[must_use]
    pub fn in_language(&self, language: &Language) -> &str {
        self.0
            .get(language)
            .filter(|words| !words.is_empty())
            .or_else(|| self.0.values().find(|words| !words.is_empty()))
            .map_or("", String::as_str)
    }

    /// The words in exactly this language.
    #[must_use]
    pub fn exactly(&self, language: &Language) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// Whether no language has any words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}
