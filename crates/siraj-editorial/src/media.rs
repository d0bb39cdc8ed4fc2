//! A picture with its words and rights. A file name never serves as a
//! description: alternative text is given or the picture is marked decorative.

use crate::named::Named;
use crate::{Language, MediaId, Timestamp};
use serde::{Deserialize, Serialize};

/// The point that all crops keep in view, as fractions of width and height
/// from the left and the top: a place in the picture, never mirrored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FocalPoint {
    /// From the left, 0 to 1.
    pub x: f32,
    /// From the top, 0 to 1.
    pub y: f32,
}

impl Default for FocalPoint {
    /// The middle.
    fn default() -> Self {
        Self { x: 0.5, y: 0.5 }
    }
}

impl FocalPoint {
    /// Whether the point lies in the picture.
    #[must_use]
    pub fn is_inside(self) -> bool {
        (0.0..=1.0).contains(&self.x) && (0.0..=1.0).contains(&self.y)
    }
}

/// A picture of the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// Which.
    pub id: MediaId,
    /// SHA-256 of the original's bytes, hexadecimal.
    pub original: String,
    /// `image/jpeg` and the like.
    pub content_type: String,
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
    /// What it shows, for whoever does not see it.
    #[serde(default)]
    pub alt: Named,
    /// Says nothing that the text does not say: no alternative text wanted.
    #[serde(default)]
    pub decorative: bool,
    /// Who, what, where, when.
    #[serde(default)]
    pub caption: Named,
    /// Who made it, for whom.
    #[serde(default)]
    pub credit: Named,
    /// Under what terms it may be used.
    #[serde(default)]
    pub rights: Option<String>,
    /// Not to be shown after this moment.
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
    /// What crops keep in view.
    #[serde(default)]
    pub focal: FocalPoint,
    /// Why a reader is asked before seeing it, per language; empty when not.
    #[serde(default)]
    pub warning: Named,
}

impl Media {
    /// Whether the picture may stand on a page as it is.
    #[must_use]
    pub fn has_description(&self) -> bool {
        self.decorative || !self.alt.is_empty()
    }

    /// The words for whoever does not see it; empty for a decorative one.
    #[must_use]
    pub fn alt_in(&self, language: &Language) -> &str {
        if self.decorative {
            ""
        } else {
            self.alt.in_language(language)
        }
    }
}
