//! Topics: people, organisations, places, documents that a reader follows, each
//! with names and aliases per language and a page.

use crate::named::Named;
use crate::{Language, MediaId, TopicId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TopicKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// A law, a resolution, a treaty.
    Document,
    /// Something that happens.
    Event,
    /// Anything else that one follows.
    Subject,
}

/// Something that a reader follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Which.
    pub id: TopicId,
    /// Path of its page, shared by all editions.
    pub slug: String,
    /// What it is.
    pub kind: TopicKind,
    /// Name per language.
    pub name: Named,
    /// Other names per language, for finding it in texts.
    #[serde(default)]
    pub aliases: BTreeMap<Language, Vec<String>>,
    /// A paragraph about it per language.
    #[serde(default)]
    pub description: Named,
    /// The topic that took its place when two were merged.
    #[serde(default)]
    pub merged_into: Option<TopicId>,
    /// A picture of it.
    #[serde(default)]
    pub picture: Option<MediaId>,
}
