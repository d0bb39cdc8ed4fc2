//! A person of the newsroom: the public profile that by-lines lead to. The
//! account that signs in is the program's concern; leaving keeps the by-lines.

use crate::named::Named;
use crate::{MediaId, PersonId};
use serde::{Deserialize, Serialize};

/// Somebody who signs articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Path of the author page, shared by all editions.
    pub slug: String,
    /// Name per language.
    pub name: Named,
    /// What they do, in words, per language: «مراسلة سياسية».
    #[serde(default)]
    pub title: Named,
    /// A paragraph about them per language.
    #[serde(default)]
    pub biography: Named,
    /// Portrait.
    #[serde(default)]
    pub portrait: Option<MediaId>,
    /// Public address for letters.
    #[serde(default)]
    pub email: Option<String>,
    /// Where else the person is found: whole addresses on the web.
    #[serde(default)]
    pub links: Vec<String>,
    /// The person that this one turned out to be.
    #[serde(default)]
    pub merged_into: Option<PersonId>,
}

/// The most addresses of a person elsewhere.
pub const MOST_LINKS: usize = 10;
