//! The door for pictures: what the bytes really are, and whether we take them.
//!
//! The type is read from the bytes and never from a name. Size is checked from the header
//! before anything is decoded, then the whole picture is decoded once, since a cut file
//! shows itself only there.
//!
//! Colour: an embedded ICC profile is converted to sRGB; without one, or with one that does
//! not fit or cannot be read (CMYK among them), sRGB is assumed.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};
use memchr::memmem;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use sha2::{Digest, Sha256};

use super::embedded::{self, Embedded};

/// The most pixels a picture may have.
pub const MAX_PIXELS: u64 = 100_000_000;
/// The most memory one decode may take, in bytes.
const MAX_DECODED: u64 = 640 << 20;

/// The picture types that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP; of a moving one, the first frame.
    Webp,
    /// GIF; of a moving one, the first frame.
    Gif,
}

impl Kind {
    /// The media type to declare for an original of this kind.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }

    fn format(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::Webp => ImageFormat::WebP,
            Self::Gif => ImageFormat::Gif,
        }
    }

    /// The kind that a media type or a file ending names.
    fn declared(name: &str) -> Option<Self> {
        let name = name
            .rsplit(['/', '.'])
            .next()
            .unwrap_or(name)
            .to_ascii_lowercase();
        match name.as_str() {
            "jpg" | "jpeg" | "jpe" | "pjpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::Webp),
            "gif" => Some(Self::Gif),
            _ => None,
        }
    }
}

/// A picture that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What the bytes are.
    pub kind: Kind,
    /// Width in pixels, upright.
    pub width: u32,
    /// Height in pixels, upright.
    pub height: u32,
    /// SHA-256 of the bytes in lower-case hex: the name of the original.
    pub sha256: String,
    /// What the file says of itself, to fill the form in advance.
    pub embedded: Embedded,
}

/// Why a picture is not taken. The sentences are in `messages/{ar,en}/pictures.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{}", self.message_key())]
pub enum PictureRefused {
    /// No bytes at all.
    Empty,
    /// SVG: a program as much as a picture.
    Svg,
    /// HEIC or HEIF.
    Heic,
    /// AVIF.
    Avif,
    /// A PDF document.
    Pdf,
    /// Text of some sort.
    Text,
    /// Nothing that we know.
    UnknownType,
    /// Declared as one type, is another.
    TypeDiffers,
    /// More than [`MAX_PIXELS`], or more memory than a decode may take.
    TooManyPixels,
    /// A side of no pixels.
    NoPixels,
    /// The file ends before the picture does.
    Truncated,
    /// The bytes do not make a picture.
    Broken,
}

impl PictureRefused {
    /// Every reason, so that a test can ask for its sentence.
    pub const ALL: [Self; 12] = [
        Self::Empty,
        Self::Svg,
        Self::Heic,
        Self::Avif,
        Self::Pdf,
        Self::Text,
        Self::UnknownType,
        Self::TypeDiffers,
        Self::TooManyPixels,
        Self::NoPixels,
        Self::Truncated,
        Self::Broken,
    ];

    /// The key of the sentence in the area `pictures`.
    pub fn message_key(self) -> &'static str {
        match self {
            Self::Empty => "picture_empty",
            Self::Svg => "picture_svg",
            Self::Heic => "picture_heic",
            Self::Avif => "picture_avif",
            Self::Pdf => "picture_pdf",
            Self::Text => "picture_text",
            Self::UnknownType => "picture_unknown_type",
            Self::TypeDiffers => "picture_type_differs",
            Self::TooManyPixels => "picture_too_many_pixels",
            Self::NoPixels => "picture_no_pixels",
            Self::Truncated => "picture_truncated",
            Self::Broken => "picture_broken",
        }
    }
}

/// Takes a picture by its bytes alone. It decodes: run it through a [`super::Workshop`].
pub fn take(bytes: &[u8]) -> Result<Intake, PictureRefused> {
    let kind = sniff(bytes)?;
    let picture = decode(bytes)?;
    Ok(Intake {
        kind,
        width: picture.width(),
        height: picture.height(),
        sha256: fingerprint(bytes),
        embedded: embedded::read(bytes, kind),
    })
}

/// As [`take`], and refuses a file whose declared media type or file name says another
/// picture type. An unknown declaration (`application/octet-stream`) says nothing.
pub fn take_as(bytes: &[u8], declared: &str) -> Result<Intake, PictureRefused> {
    let kind = sniff(bytes)?;
    match Kind::declared(declared) {
        Some(said) if said != kind => Err(PictureRefused::TypeDiffers),
        _ => take(bytes),
    }
}

/// SHA-256 in lower-case hex: the name of an original.
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The type that the bytes show.
pub fn sniff(bytes: &[u8]) -> Result<Kind, PictureRefused> {
    let at =
        |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    if bytes.is_empty() {
        Err(PictureRefused::Empty)
    } else if at(0, b"\xff\xd8\xff") {
        Ok(Kind::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Ok(Kind::Png)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Ok(Kind::Webp)
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Ok(Kind::Gif)
    } else if at(4, b"ftyp") {
        Err(boxed(bytes))
    } else if at(0, b"%PDF") {
        Err(PictureRefused::Pdf)
    } else {
        Err(wordy(bytes))
    }
}

/// Which of the ISO box formats it is, by its brands.
fn boxed(bytes: &[u8]) -> PictureRefused {
    let brands = bytes.get(8..bytes.len().min(64)).unwrap_or_default();
    let has = |brand: &[u8]| memmem::find(brands, brand).is_some();
    if has(b"avif") || has(b"avis") {
        PictureRefused::Avif
    } else if [&b"heic"[..], b"heix", b"hevc", b"heim", b"mif1", b"msf1"]
        .into_iter()
        .any(has)
    {
        PictureRefused::Heic
    } else {
        PictureRefused::UnknownType
    }
}

fn wordy(bytes: &[u8]) -> PictureRefused {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let lower = head.to_ascii_lowercase();
    if memmem::find(&lower, b"<svg").is_some() {
        return PictureRefused::Svg;
    }
    // A cut in the middle of a letter is no reason to call Arabic text unknown.
    let readable = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    if readable && !head.contains(&0) {
        PictureRefused::Text
    } else {
        PictureRefused::UnknownType
    }
}

/// Decodes to upright sRGB pixels of eight bits, alpha kept.
pub(super) fn decode(bytes: &[u8]) -> Result<DynamicImage, PictureRefused> {
    let kind = sniff(bytes)?;
    whole(bytes, kind)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.format());
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    match u64::from(width) * u64::from(height) {
        0 => return Err(PictureRefused::NoPixels),
        pixels if pixels > MAX_PIXELS || decoder.total_bytes() > MAX_DECODED => {
            return Err(PictureRefused::TooManyPixels);
        }
        _ => {}
    }
    // Broken metadata must not cost a good picture: it is then read as absent.
    let turn = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let mut picture = in_srgb(picture, profile.as_deref());
    picture.apply_orientation(turn);
    Ok(picture)
}

/// Refuses a file that ends early where the decoder would fill up with grey.
fn whole(bytes: &[u8], kind: Kind) -> Result<(), PictureRefused> {
    let complete = match kind {
        Kind::Jpeg => jpeg_ends(bytes),
        Kind::Png => memmem::rfind(bytes, b"IEND").is_some() || bytes.len() < 64,
        Kind::Webp => {
            let said = bytes
                .get(4..8)
                .and_then(|size| size.try_into().ok())
                .map(u32::from_le_bytes);
            said.is_some_and(|said| bytes.len() as u64 >= u64::from(said))
        }
        Kind::Gif => true,
    };
    if complete {
        Ok(())
    } else {
        Err(PictureRefused::Truncated)
    }
}

/// Whether an end mark follows the first scan. One inside an embedded thumbnail comes
/// before the scan and does not count, so the segments are walked.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xff, 0xff, ..] => rest = rest.get(1..).unwrap_or_default(),
            [0xff, 0xda, after @ ..] => return memmem::find(after, b"\xff\xd9").is_some(),
            [0xff, _, high, low, ..] => {
                let long = 2 + usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(long..).unwrap_or_default();
            }
            _ => return false,
        }
    }
}

fn refusal(error: ImageError) -> PictureRefused {
    match error {
        ImageError::Limits(_) => PictureRefused::TooManyPixels,
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PictureRefused::Truncated
        }
        _ => PictureRefused::Broken,
    }
}

/// Eight bits a channel, RGB or RGBA, in sRGB.
fn in_srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let alpha = picture.color().has_alpha();
    let picture = if alpha {
        DynamicImage::ImageRgba8(picture.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(picture.into_rgb8())
    };
    let Some(profile) = profile.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok()) else {
        return picture;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return picture;
    }
    let layout = if alpha { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let Ok(change) =
        profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())
    else {
        return picture;
    };
    let mut converted = picture.clone();
    let done = match &mut converted {
        DynamicImage::ImageRgba8(pixels) => change.transform(picture.as_bytes(), pixels),
        DynamicImage::ImageRgb8(pixels) => change.transform(picture.as_bytes(), pixels),
        _ => return picture,
    };
    if done.is_ok() { converted } else { picture }
}
