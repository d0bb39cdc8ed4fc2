//! The names of derivatives: `640.webp`, `16x9-640.jpg`, `og.jpg`, and no others.
//!
//! Only listed widths exist, so that no address can make the server draw every size there
//! is. The public key before the name belongs to the store.

use std::fmt;

/// The widths that exist, in pixels.
pub const WIDTHS: [u32; 7] = [320, 480, 640, 960, 1280, 1600, 1920];

/// The frame that is cut from the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Crop {
    /// All of it.
    Full,
    /// 16:9.
    R16x9,
    /// 4:3.
    R4x3,
    /// 3:2.
    R3x2,
    /// A square.
    R1x1,
    /// 1200 × 630 for cards.
    Og,
}

impl Crop {
    const NAMED: [(Self, &'static str); 4] = [
        (Self::R16x9, "16x9"),
        (Self::R4x3, "4x3"),
        (Self::R3x2, "3x2"),
        (Self::R1x1, "1x1"),
    ];

    /// Width and height of the proportion; `None` for the whole frame.
    pub fn ratio(self) -> Option<(u32, u32)> {
        match self {
            Self::Full => None,
            Self::R16x9 => Some((16, 9)),
            Self::R4x3 => Some((4, 3)),
            Self::R3x2 => Some((3, 2)),
            Self::R1x1 => Some((1, 1)),
            Self::Og => Some((1200, 630)),
        }
    }
}

/// The encoding of a derivative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// WebP, quality 78.
    Webp,
    /// Progressive JPEG, quality 80.
    Jpeg,
}

impl Format {
    /// The media type to serve it with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Webp => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// One size, frame and encoding of a picture. Made by [`Derivative::new`], so its width
/// is always a listed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Derivative {
    crop: Crop,
    width: u32,
    format: Format,
}

impl Derivative {
    /// The card picture, `og.jpg`.
    pub const OG: Self = Self {
        crop: Crop::Og,
        width: 1200,
        format: Format::Jpeg,
    };

    /// A derivative of a listed width; `None` for another width. [`Crop::Og`] gives
    /// [`Derivative::OG`] whatever is asked.
    pub fn new(crop: Crop, width: u32, format: Format) -> Option<Self> {
        if crop == Crop::Og {
            return Some(Self::OG);
        }
        WIDTHS.contains(&width).then_some(Self {
            crop,
            width,
            format,
        })
    }

    /// Reads a name from an address; `None` for anything that is not exactly one of ours.
    pub fn parse(name: &str) -> Option<Self> {
        if name == "og.jpg" {
            return Some(Self::OG);
        }
        let (stem, ending) = name.split_once('.')?;
        let format = match ending {
            "webp" => Format::Webp,
            "jpg" => Format::Jpeg,
            _ => return None,
        };
        let (crop, width) = match stem.split_once('-') {
            None => (Crop::Full, stem),
            Some((ratio, width)) => (Crop::NAMED.iter().find(|named| named.1 == ratio)?.0, width),
        };
        // `0640` and `+640` parse as numbers and would give one picture many addresses.
        let width = WIDTHS
            .into_iter()
            .find(|listed| listed.to_string() == width)?;
        Some(Self {
            crop,
            width,
            format,
        })
    }

    /// The frame.
    pub fn crop(self) -> Crop {
        self.crop
    }

    /// The asked width in pixels; a smaller original gives a smaller derivative.
    pub fn width(self) -> u32 {
        self.width
    }

    /// The encoding.
    pub fn format(self) -> Format {
        self.format
    }

    /// The same frame and encoding at no more than half the width, or the smallest
    /// there is: for whoever asks for less data. The card picture stays, for machines
    /// alone ask for it.
    #[must_use]
    pub fn lighter(self) -> Self {
        if self.crop == Crop::Og {
            return self;
        }
        let half = WIDTHS
            .into_iter()
            .rev()
            .find(|width| *width <= self.width / 2);
        let [smallest, ..] = WIDTHS;
        Self {
            width: half.unwrap_or(smallest),
            ..self
        }
    }

    /// Width and height in pixels that the derivative of an original of this size has.
    pub fn size(self, original: (u32, u32)) -> (u32, u32) {
        let (width, height) = (original.0.max(1), original.1.max(1));
        let (across, down) = self.crop.ratio().unwrap_or((width, height));
        let fits = u64::from(height) * u64::from(across) / u64::from(down.max(1));
        let wide = u64::from(width).min(fits).min(u64::from(self.width)).max(1);
        let tall = (wide * u64::from(down) + u64::from(across) / 2) / u64::from(across.max(1));
        let small = |side: u64| u32::try_from(side.max(1)).unwrap_or(u32::MAX);
        (small(wide), small(tall).min(height))
    }
}

impl fmt::Display for Derivative {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = match self.format {
            Format::Webp => "webp",
            Format::Jpeg => "jpg",
        };
        if self.crop == Crop::Og {
            return out.write_str("og.jpg");
        }
        match Crop::NAMED.iter().find(|named| named.0 == self.crop) {
            Some((_, ratio)) => write!(out, "{ratio}-{}.{ending}", self.width),
            None => write!(out, "{}.{ending}", self.width),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_as_itself() {
        for crop in [
            Crop::Full,
            Crop::R16x9,
            Crop::R4x3,
            Crop::R3x2,
            Crop::R1x1,
            Crop::Og,
        ] {
            for width in WIDTHS {
                for format in [Format::Webp, Format::Jpeg] {
                    let derivative = Derivative::new(crop, width, format).unwrap();
                    assert_eq!(Derivative::parse(&derivative.to_string()), Some(derivative));
                }
            }
        }
    }

    #[test]
    fn names_outside_the_list_are_refused() {
        for name in [
            "641.webp",
            "0640.webp",
            "+640.webp",
            "640.png",
            "640",
            "2x1-640.webp",
            "16x9-1.jpg",
            "og.webp",
            "og-1200.jpg",
            "640.webp.jpg",
            "",
            ".webp",
            "../640.webp",
            "٦٤٠.webp",
            "640.WEBP",
            "16x9-99999999999.jpg",
        ] {
            assert_eq!(Derivative::parse(name), None, "{name}");
        }
    }

    #[test]
    fn a_lighter_one_is_half_as_wide_in_the_same_frame_and_encoding() {
        for (name, lighter) in [
            ("1920.webp", "960.webp"),
            ("1600.jpg", "640.jpg"),
            ("16x9-1280.webp", "16x9-640.webp"),
            ("3x2-640.jpg", "3x2-320.jpg"),
            ("3x2-480.jpg", "3x2-320.jpg"),
            ("1x1-320.webp", "1x1-320.webp"),
            ("og.jpg", "og.jpg"),
        ] {
            let derivative = Derivative::parse(name).unwrap();
            assert_eq!(derivative.lighter().to_string(), lighter, "{name}");
        }
    }

    #[test]
    fn a_small_original_is_never_enlarged() {
        let derivative = Derivative::parse("16x9-1280.webp").unwrap();
        assert_eq!(derivative.size((800, 800)), (800, 450));
        assert_eq!(Derivative::OG.size((600, 600)), (600, 315));
        assert_eq!(
            Derivative::parse("640.jpg").unwrap().size((3000, 2000)),
            (640, 427)
        );
    }

    #[test]
    fn a_needle_keeps_at_least_one_pixel() {
        assert_eq!(
            Derivative::parse("320.jpg").unwrap().size((9000, 1)),
            (320, 1)
        );
        assert_eq!(
            Derivative::parse("16x9-320.jpg").unwrap().size((1, 9000)),
            (1, 1)
        );
    }
}
