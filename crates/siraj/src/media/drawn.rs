//! Originals that the program draws itself: one line that names a motif and a seed,
//! drawn when a derivative is asked for and only as large as that needs.
//!
//! Such a line is a file like any other to the store, with its own hash; no upload can
//! be one, since intake takes pictures alone.

use image::{DynamicImage, RgbaImage};

use super::intake::PictureRefused;
use crate::demo::draw::{Motif, draw};

/// How the line begins; the number rises when the line's form changes.
const MAGIC: &str = "siraj drawing 1:";

/// The longest line that is read.
const LONGEST: usize = 200;

/// A picture yet to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// What it shows.
    pub motif: Motif,
    /// Which of its kind.
    pub seed: u64,
}

impl Drawing {
    /// What the library says its type is.
    pub const MEDIA_TYPE: &str = "text/x-siraj-drawing";

    /// The size that it is said to have: the largest that is ever asked for. Its half has
    /// exactly the same proportion.
    pub const SIZE: (u32, u32) = (1920, 1280);

    /// The line that is kept as the original.
    #[must_use]
    pub fn line(self) -> String {
        format!("{MAGIC} {} {}\n", self.motif.name(), self.seed)
    }

    /// The drawing of an original, when the original is one.
    #[must_use]
    pub fn read(original: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(original.get(..LONGEST).unwrap_or(original)).ok()?;
        let (motif, seed) = line.strip_prefix(MAGIC)?.trim().split_once(' ')?;
        Some(Self {
            motif: Motif::named(motif)?,
            seed: seed.parse().ok()?,
        })
    }

    /// Draws it for a derivative of this width, which may show two thirds of the frame's.
    pub(super) fn picture(self, width: u32) -> Result<DynamicImage, PictureRefused> {
        let (mut wide, mut tall) = Self::SIZE;
        if width * 3 <= wide {
            (wide, tall) = (wide / 2, tall / 2);
        }
        let drawn = draw(self.motif, self.seed, wide, tall);
        // Every motif covers its whole frame, so the pixels are opaque and need no unmixing.
        RgbaImage::from_raw(drawn.width(), drawn.height(), drawn.take())
            .map(|pixels| DynamicImage::ImageRgba8(pixels).to_rgb8().into())
            .ok_or(PictureRefused::Broken)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Crop, Derivative, Focus, Format, derive, take};
    use super::*;

    const DRAWING: Drawing = Drawing {
        motif: Motif::ChartBars,
        seed: 7,
    };

    #[test]
    fn a_drawing_is_read_back_from_its_line_and_from_nothing_else() {
        assert_eq!(Drawing::read(DRAWING.line().as_bytes()), Some(DRAWING));
        for other in [
            "siraj drawing 1: nothing 7",
            "siraj drawing 1: harbour",
            "harbour 7",
            "",
        ] {
            assert_eq!(Drawing::read(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn an_upload_cannot_be_a_drawing() {
        assert!(take(DRAWING.line().as_bytes()).is_err());
    }

    #[test]
    fn a_derivative_of_a_drawing_has_the_size_that_its_page_says() {
        let wanted = Derivative::new(Crop::Full, 320, Format::Jpeg).unwrap();
        let made = derive::derive(DRAWING.line().as_bytes(), Focus::MIDDLE, wanted).unwrap();
        let picture = image::load_from_memory(&made).unwrap();
        assert_eq!(
            (picture.width(), picture.height()),
            wanted.size(Drawing::SIZE)
        );
    }
}
