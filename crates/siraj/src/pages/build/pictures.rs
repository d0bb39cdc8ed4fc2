//! Pictures of the library as a page shows them: the address of their present
//! version, their words in the edition's language, their focal point. Which
//! frame and widths a place asks for is the template's choice.

use super::words::Words;
use crate::pages::model::picture::Focal;
use crate::pages::model::{Picture, ShareImage, Text};
use crate::store::media::public_key;
use siraj_editorial::media::Media;

/// Width of the picture that stands for a page elsewhere, in pixels.
pub const SHARE_WIDTH: u32 = 1200;
/// Its height.
pub const SHARE_HEIGHT: u32 = 630;
/// Where the drawn picture of the house lies, for pages without one of their own.
pub const HOUSE_PICTURE: &str = "/media/house/og.jpg";

/// A picture as a page shows it.
#[must_use]
pub fn picture(media: &Media, words: &Words) -> Picture {
    let language = &words.language;
    let named = |named: &siraj_editorial::named::Named| words.some(named.in_language(language));
    Picture {
        base: format!("{}/{}", words.pictures, public_key(media)),
        alt: words.text(media.alt_in(language)),
        caption: named(&media.caption),
        credit: named(&media.credit),
        width: media.width,
        height: media.height,
        focal: Focal {
            x: hundredths(media.focal.x),
            y: hundredths(media.focal.y),
        },
        warning: named(&media.warning),
    }
}

/// The picture for a card, a portrait or a shared link: a covered picture is
/// nowhere shown uncovered.
#[must_use]
pub fn open_picture(media: &Media, words: &Words) -> Option<Picture> {
    media.warning.is_empty().then(|| picture(media, words))
}

/// What other sites show of a page: its picture, else the house's own.
#[must_use]
pub fn share_image(picture: Option<&Picture>, origin: &str, name: &Text) -> ShareImage {
    let shown = picture.filter(|picture| picture.warning.is_none());
    let (address, alt) = match shown {
        Some(picture) if picture.alt.is_empty() => (format!("{}/og.jpg", picture.base), name),
        Some(picture) => (format!("{}/og.jpg", picture.base), &picture.alt),
        None => (HOUSE_PICTURE.to_owned(), name),
    };
    ShareImage {
        url: format!("{origin}{address}"),
        width: SHARE_WIDTH,
        height: SHARE_HEIGHT,
        alt: alt.clone(),
    }
}

fn hundredths(fraction: f32) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped to 0..=100, and a cast of NaN is 0"
    )]
    let hundredths = (fraction.clamp(0.0, 1.0) * 100.0).round() as u8;
    hundredths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focal_point_becomes_hundredths_whatever_was_stored() {
        for (fraction, expected) in [(0.0, 0), (0.333, 33), (1.0, 100), (7.0, 100), (-1.0, 0)] {
            assert_eq!(hundredths(fraction), expected, "{fraction}");
        }
        assert_eq!(hundredths(f32::NAN), 0);
    }
}
