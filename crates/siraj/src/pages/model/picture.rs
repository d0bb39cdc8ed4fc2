//! A picture on a page: what it shows, whose it is, and the addresses of its
//! derivatives in the frame and widths that a place on a page asks for.
//!
//! Which frame a place uses is the template's choice; making the files is done
//! by the media routes, which answer exactly the addresses composed here.

use super::Text;
use std::fmt::Write as _;

/// The widths in which every derivative exists, in pixels.
pub const WIDTHS: [u32; 7] = [320, 480, 640, 960, 1280, 1600, 1920];

/// The shape in which a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// The whole picture, uncropped.
    Full,
    /// 16:9, for leads.
    Wide,
    /// 3:2, for cards.
    Classic,
    /// 4:3.
    Desk,
    /// 1:1, for portraits.
    Square,
}

impl Frame {
    /// Width and height of the shape; the picture's own for the whole picture.
    fn ratio(self, picture: &Picture) -> (u32, u32) {
        match self {
            Self::Full => (picture.width.max(1), picture.height.max(1)),
            Self::Wide => (16, 9),
            Self::Classic => (3, 2),
            Self::Desk => (4, 3),
            Self::Square => (1, 1),
        }
    }

    /// What precedes the width in a file name.
    fn prefix(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Wide => "16x9-",
            Self::Classic => "3x2-",
            Self::Desk => "4x3-",
            Self::Square => "1x1-",
        }
    }
}

/// The point of a picture that must stay visible when a frame is cropped,
/// in hundredths from the left and from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focal {
    /// Hundredths of the width, from the left edge.
    pub x: u8,
    /// Hundredths of the height, from the top edge.
    pub y: u8,
}

impl Default for Focal {
    fn default() -> Self {
        Self { x: 50, y: 50 }
    }
}

impl Focal {
    /// The stylesheet's classes for this point, in steps of a quarter: inline
    /// styles are forbidden by the page's security policy.
    #[must_use]
    pub fn classes(self) -> String {
        let step = |hundredths: u8| (u32::from(hundredths.min(100)) + 12) / 25;
        format!("fx{} fy{}", step(self.x), step(self.y))
    }
}

/// A picture with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The address before the file name, without a closing slash: `/media/{key}`.
    pub base: String,
    /// What the picture shows, for who cannot see it; empty when it only decorates.
    pub alt: Text,
    /// Who, what, where, when.
    pub caption: Option<Text>,
    /// Whose picture it is, composed («رسم: … / …»).
    pub credit: Option<Text>,
    /// Width of the whole picture in pixels.
    pub width: u32,
    /// Height of the whole picture in pixels.
    pub height: u32,
    /// The point that must stay visible.
    pub focal: Focal,
    /// Why the picture is covered until the reader asks for it.
    pub warning: Option<Text>,
}

impl Frame {
    /// The `srcset` of a picture's WebP files in this frame.
    #[must_use]
    pub fn webp(self, picture: &Picture) -> String {
        self.srcset(picture, "webp")
    }

    /// The `srcset` of a picture's JPEG files in this frame.
    #[must_use]
    pub fn jpeg(self, picture: &Picture) -> String {
        self.srcset(picture, "jpg")
    }

    /// The one file for browsers that choose none: JPEG, 640 wide or the widest there is.
    #[must_use]
    pub fn src(self, picture: &Picture) -> String {
        let widths = self.widths(picture);
        let width = widths
            .iter()
            .rev()
            .find(|width| **width <= 640)
            .copied()
            .unwrap_or(320);
        format!("{}/{}{width}.jpg", picture.base, self.prefix())
    }

    /// The width that reserves the picture's place.
    #[must_use]
    pub fn width(self, picture: &Picture) -> u32 {
        self.widths(picture).last().copied().unwrap_or(320)
    }

    /// The height that reserves the picture's place.
    #[must_use]
    pub fn height(self, picture: &Picture) -> u32 {
        let (across, down) = self.ratio(picture);
        let width = u64::from(self.width(picture));
        let height = (width * u64::from(down) + u64::from(across) / 2) / u64::from(across);
        u32::try_from(height).unwrap_or(u32::MAX).max(1)
    }

    /// Widths that do not enlarge the picture; the smallest one always.
    fn widths(self, picture: &Picture) -> Vec<u32> {
        let (across, down) = self.ratio(picture);
        let by_height = u64::from(picture.height) * u64::from(across) / u64::from(down);
        let widest = u64::from(picture.width).min(by_height);
        WIDTHS
            .into_iter()
            .filter(|width| *width == 320 || u64::from(*width) <= widest)
            .collect()
    }

    fn srcset(self, picture: &Picture, extension: &str) -> String {
        let mut out = String::new();
        for width in self.widths(picture) {
            if !out.is_empty() {
                out.push_str(", ");
            }
            write!(
                out,
                "{}/{}{width}.{extension} {width}w",
                picture.base,
                self.prefix()
            )
            .expect("writing to a string does not fail");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use siraj_arabic::Direction;

    fn picture(width: u32, height: u32) -> Picture {
        Picture {
            base: "/media/0123456789abcdef".to_owned(),
            alt: Text::new("رافعات المرفأ", Direction::Rtl),
            caption: None,
            credit: None,
            width,
            height,
            focal: Focal::default(),
            warning: None,
        }
    }

    #[test]
    fn a_frame_is_never_wider_than_its_crop_of_the_picture() {
        assert_eq!(
            Frame::Square.webp(&picture(700, 400)),
            "/media/0123456789abcdef/1x1-320.webp 320w"
        );
        assert_eq!(
            Frame::Full.jpeg(&picture(1000, 563)),
            "/media/0123456789abcdef/320.jpg 320w, /media/0123456789abcdef/480.jpg 480w, \
             /media/0123456789abcdef/640.jpg 640w, /media/0123456789abcdef/960.jpg 960w"
        );
    }

    #[test]
    fn a_small_picture_still_has_one_file() {
        assert_eq!(
            Frame::Classic.src(&picture(90, 60)),
            "/media/0123456789abcdef/3x2-320.jpg"
        );
    }

    #[test]
    fn the_reserved_place_has_the_shape_of_the_frame() {
        let wide = picture(1920, 1280);
        assert_eq!(Frame::Wide.width(&wide), 1920);
        assert_eq!(Frame::Wide.height(&wide), 1080);
        assert_eq!(Frame::Full.height(&wide), 1280);
    }

    #[test]
    fn the_focal_point_is_a_class_of_the_stylesheet() {
        assert_eq!(Focal { x: 50, y: 40 }.classes(), "fx2 fy2");
        assert_eq!(Focal { x: 255, y: 0 }.classes(), "fx4 fy0");
    }
}
