//! What stands behind a picture's address. It is not a page, but known, kept and
//! dropped as pages are, so that pictures are served when the store does not
//! answer, and not one moment longer than they may be.

use super::{Answer, Rendered, View};
use crate::store::{Error, Result};
use serde::{Deserialize, Serialize};
use siraj_editorial::media::FocalPoint;

/// What derivatives are made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// SHA-256 of the original, hexadecimal.
    pub original: String,
    /// What crops keep in view.
    pub focal: FocalPoint,
}

/// No address begins like this: addresses begin with a slash.
const BEFORE: &str = "media:";

impl Shown {
    /// The path under which the page cache knows a picture's public key.
    #[must_use]
    pub fn path(key: &str) -> String {
        format!("{BEFORE}{key}")
    }

    /// The public key of such a path.
    pub(super) fn key(path: &str) -> Option<&str> {
        path.strip_prefix(BEFORE)
    }
}

/// The picture of a public key, while something public shows it.
pub(super) fn answer(view: &mut View<'_>, key: &str) -> Result<Answer> {
    let rendered = |body| Rendered {
        content_type: "application/json",
        body,
        surrogate: String::new(),
    };
    Ok(match view.shown(key)? {
        Some(media) => {
            let shown = Shown {
                original: media.original,
                focal: media.focal,
            };
            Answer::Page(rendered(serde_json::to_vec(&shown).map_err(Error::other)?))
        }
        None => Answer::NotFound(rendered(Vec::new())),
    })
}
