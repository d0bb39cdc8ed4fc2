//! A picture with its words and rights. A file name never serves as a
//! description: alternative text is given or the picture is marked decorative.

use crate::article::Bin;
use crate::named::Named;
use crate::refusal::LibraryRefused;
use crate::role::{Actor, Right};
use crate::{Language, MediaId, PersonId, SourceId, Timestamp};
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
    /// The agency or network that it comes from; the newsroom's own note.
    #[serde(default)]
    pub source: Option<SourceId>,
    /// What the file was called where it came from: to find it by, never to describe it.
    #[serde(default)]
    pub file_name: String,
    /// Who took it into the library.
    #[serde(default)]
    pub added_by: Option<PersonId>,
    /// Its words were read from the file, and nobody has looked at them yet.
    #[serde(default)]
    pub prefilled: bool,
    /// In the bin since when, and by whom.
    #[serde(default)]
    pub binned: Option<Bin>,
}

impl Media {
    /// Whether the picture may stand on a page as it is.
    #[must_use]
    pub fn has_description(&self) -> bool {
        self.decorative || !self.alt.is_empty()
    }

    /// Puts the picture into the bin. `is_named`: whether anything in the newsroom, public
    /// or not, shows it.
    ///
    /// # Errors
    /// The right is missing, something shows the picture, it is in the bin already.
    pub fn bin(
        &mut self,
        actor: &Actor,
        is_named: bool,
        now: Timestamp,
    ) -> Result<(), LibraryRefused> {
        if !actor.may(Right::UseMedia) {
            return Err(LibraryRefused::NotAllowed);
        }
        if self.binned.is_some() {
            return Err(LibraryRefused::InBin);
        }
        if is_named {
            return Err(LibraryRefused::InUse);
        }
        self.binned = Some(Bin {
            at: now,
            by: actor.person,
        });
        Ok(())
    }

    /// Takes the picture out of the bin.
    ///
    /// # Errors
    /// The right is missing, it is not in the bin.
    pub fn bring_back(&mut self, actor: &Actor) -> Result<(), LibraryRefused> {
        if !actor.may(Right::UseMedia) {
            return Err(LibraryRefused::NotAllowed);
        }
        match self.binned.take() {
            Some(_) => Ok(()),
            None => Err(LibraryRefused::NotInBin),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;
    use uuid::Uuid;

    fn picture() -> Media {
        Media {
            id: MediaId(Uuid::nil()),
            original: String::new(),
            content_type: "image/jpeg".to_owned(),
            width: 3,
            height: 2,
            alt: Named::default(),
            decorative: false,
            caption: Named::default(),
            credit: Named::default(),
            rights: None,
            expires_at: None,
            focal: FocalPoint::default(),
            warning: Named::default(),
            source: None,
            file_name: String::new(),
            added_by: None,
            prefilled: false,
            binned: None,
        }
    }

    fn somebody(role: Role) -> Actor {
        Actor {
            person: PersonId(Uuid::nil()),
            role,
            sections: None,
        }
    }

    #[test]
    fn only_a_picture_that_nothing_shows_goes_into_the_bin_and_comes_back() {
        let (mut picture, reporter) = (picture(), somebody(Role::Reporter));
        let now = Timestamp::from_micros(7);
        let refused = picture.bin(&reporter, true, now);
        assert_eq!(refused, Err(LibraryRefused::InUse));
        assert_eq!(picture.bring_back(&reporter), Err(LibraryRefused::NotInBin));
        assert_eq!(picture.bin(&reporter, false, now), Ok(()));
        let again = picture.bin(&reporter, false, now);
        assert_eq!(again, Err(LibraryRefused::InBin));
        assert_eq!(picture.bring_back(&reporter), Ok(()));
        assert_eq!(picture.binned, None);
    }

    #[test]
    fn a_contributor_neither_bins_a_picture_nor_brings_it_back() {
        let (mut picture, contributor) = (picture(), somebody(Role::Contributor));
        let now = Timestamp::from_micros(7);
        let refused = picture.bin(&contributor, false, now);
        assert_eq!(refused, Err(LibraryRefused::NotAllowed));
        let refused = picture.bring_back(&contributor);
        assert_eq!(refused, Err(LibraryRefused::NotAllowed));
    }
}
