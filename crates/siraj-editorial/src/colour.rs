//! Colours that can be read: contrast by the formula of WCAG 2.2, and for a colour that
//! is too faint or too dark the nearest shade that is not.

use std::fmt;

/// Paper by day.
pub const LIGHT_PAPER: Colour = Colour(255, 255, 255);
/// Paper by night.
pub const DARK_PAPER: Colour = Colour(18, 20, 22);
/// The least contrast of text on its paper: WCAG 2.2, 1.4.3.
pub const LEAST_CONTRAST: f64 = 4.5;
/// In how many steps a shade goes to black or white: finer than an eye tells.
const STEPS: u32 = 256;

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6)?;
        let good = hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| good)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self(red, green, blue))
    }

    fn luminance(self) -> f64 {
        let channel = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(self.0) + 0.7152 * channel(self.1) + 0.0722 * channel(self.2)
    }

    /// Its contrast on a paper, from 1 to 21.
    #[must_use]
    pub fn contrast(self, paper: Self) -> f64 {
        let (one, other) = (self.luminance(), paper.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Whether text of this colour can be read on a paper.
    #[must_use]
    pub fn is_read_on(self, paper: Self) -> bool {
        self.contrast(paper) >= LEAST_CONTRAST
    }

    /// The nearest shade that can be read on a paper: the colour itself, or mixed with
    /// black on light paper and with white on dark.
    #[must_use]
    pub fn readable_on(self, paper: Self) -> Self {
        let towards = if paper.luminance() > 0.5 {
            Self(0, 0, 0)
        } else {
            Self(255, 255, 255)
        };
        (0..=STEPS)
            .map(|step| self.mixed(towards, step))
            .find(|shade| shade.is_read_on(paper))
            .unwrap_or(towards)
    }

    fn mixed(self, other: Self, step: u32) -> Self {
        let mix = |own: u8, other: u8| {
            let sum = u32::from(own) * (STEPS - step) + u32::from(other) * step;
            u8::try_from(sum / STEPS).unwrap_or(u8::MAX)
        };
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// A contrast as people read it, rounded down so that it never promises too much.
#[must_use]
pub fn ratio(contrast: f64) -> String {
    format!("{:.1}:1", (contrast * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_and_nothing_else() {
        assert_eq!(Colour::read("#0B5C63"), Some(Colour(11, 92, 99)));
        assert_eq!(Colour(11, 92, 99).to_string(), "#0b5c63");
        for wrong in ["teal", "#fff", "#12345g", "#12345é", "#+12345", ""] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert_eq!(ratio(Colour(0, 0, 0).contrast(LIGHT_PAPER)), "21.0:1");
        assert_eq!(ratio(LIGHT_PAPER.contrast(LIGHT_PAPER)), "1.0:1");
        assert!(Colour(11, 92, 99).contrast(LIGHT_PAPER) > 7.0);
        assert!(!Colour(154, 160, 169).is_read_on(LIGHT_PAPER));
    }

    #[test]
    fn the_nearest_shade_can_be_read_and_a_good_one_stays() {
        let good = Colour(11, 92, 99);
        assert_eq!(good.readable_on(LIGHT_PAPER), good);
        for colour in [
            Colour(255, 255, 0),
            Colour(154, 160, 169),
            Colour(255, 0, 0),
            LIGHT_PAPER,
            DARK_PAPER,
        ] {
            for paper in [LIGHT_PAPER, DARK_PAPER] {
                let shade = colour.readable_on(paper);
                assert!(shade.is_read_on(paper), "{colour} on {paper}: {shade}");
                assert!(shade.contrast(paper) < 21.1);
            }
        }
    }
}
