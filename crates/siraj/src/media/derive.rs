//! From an original to one derivative: cut around the focal point, resized, encoded anew.
//!
//! Only pixels pass from one to the other, so EXIF, XMP, IPTC and colour profiles end here.
//! Choosing and caching derivatives is the store's work.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::DynamicImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::drawn::Drawing;
use super::intake::{PictureRefused, decode};
use super::name::{Derivative, Format};

const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 80;

/// The point that must stay in view: parts of width and height from the physical left and
/// top of the upright picture, whatever the direction of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Focus {
    x: f32,
    y: f32,
}

impl Focus {
    /// The middle.
    pub const MIDDLE: Self = Self { x: 0.5, y: 0.5 };

    /// A point; parts outside 0..1 are pulled in, and what is no number is the middle.
    pub fn new(x: f32, y: f32) -> Self {
        let part = |v: f32| if v.is_nan() { 0.5 } else { v.clamp(0.0, 1.0) };
        Self {
            x: part(x),
            y: part(y),
        }
    }
}

/// Makes a derivative from an original's bytes. It decodes: run it through a
/// [`super::Workshop`].
pub fn derive(
    original: &[u8],
    focus: Focus,
    derivative: Derivative,
) -> Result<Vec<u8>, PictureRefused> {
    let picture = match Drawing::read(original) {
        Some(drawing) => drawing.picture(derivative.width())?,
        None => decode(original)?,
    };
    let sized = resize(&picture, focus, derivative)?;
    match derivative.format() {
        Format::Webp => webp(&sized),
        Format::Jpeg => jpeg(&sized),
    }
}

/// Makes several derivatives of one frame from an original that is decoded once. It
/// decodes: run it through a [`super::Workshop`].
pub fn derive_all(
    original: &[u8],
    focus: Focus,
    wanted: &[Derivative],
) -> Result<Vec<(Derivative, Vec<u8>)>, PictureRefused> {
    let made = |size: &Derivative, bytes: Vec<u8>| (*size, bytes);
    if Drawing::read(original).is_some() {
        // A drawing is drawn for each width.
        let all = wanted.iter();
        return all
            .map(|size| Ok(made(size, derive(original, focus, *size)?)))
            .collect();
    }
    let picture = decode(original)?;
    let all = wanted.iter();
    all.map(|size| {
        let sized = resize(&picture, focus, *size)?;
        let bytes = match size.format() {
            Format::Webp => webp(&sized)?,
            Format::Jpeg => jpeg(&sized)?,
        };
        Ok(made(size, bytes))
    })
    .collect()
}

/// Pixels of a derivative before they are encoded.
struct Sized {
    width: u32,
    height: u32,
    alpha: bool,
    pixels: Vec<u8>,
}

/// Left, top, width and height of what is cut out, in the original's pixels.
fn frame(original: (u32, u32), focus: Focus, derivative: Derivative) -> (f64, f64, f64, f64) {
    let (width, height) = (f64::from(original.0), f64::from(original.1));
    let Some((across, down)) = derivative.crop().ratio() else {
        return (0.0, 0.0, width, height);
    };
    let ratio = f64::from(across) / f64::from(down);
    let (w, h) = if width / height > ratio {
        (height * ratio, height)
    } else {
        (width, width / ratio)
    };
    // A needle thinner than the frame would leave less than a pixel.
    let (w, h) = (w.max(1.0).min(width), h.max(1.0).min(height));
    let place =
        |part: f32, all: f64, cut: f64| (f64::from(part) * all - cut / 2.0).clamp(0.0, all - cut);
    (place(focus.x, width, w), place(focus.y, height, h), w, h)
}

fn resize(
    picture: &DynamicImage,
    focus: Focus,
    derivative: Derivative,
) -> Result<Sized, PictureRefused> {
    let (width, height) = (picture.width(), picture.height());
    let alpha = picture.color().has_alpha();
    let kind = if alpha {
        PixelType::U8x4
    } else {
        PixelType::U8x3
    };
    let source = ImageRef::new(width, height, picture.as_bytes(), kind)
        .map_err(|_| PictureRefused::Broken)?;
    let (wide, tall) = derivative.size((width, height));
    let mut target = Image::new(wide, tall, kind);
    let (left, top, w, h) = frame((width, height), focus, derivative);
    let options = ResizeOptions::new().crop(left, top, w, h);
    Resizer::new()
        .resize(&source, &mut target, &options)
        .map_err(|_| PictureRefused::Broken)?;
    Ok(Sized {
        width: wide,
        height: tall,
        alpha,
        pixels: target.into_vec(),
    })
}

fn webp(sized: &Sized) -> Result<Vec<u8>, PictureRefused> {
    let encoder = if sized.alpha {
        webp::Encoder::from_rgba(&sized.pixels, sized.width, sized.height)
    } else {
        webp::Encoder::from_rgb(&sized.pixels, sized.width, sized.height)
    };
    let encoded = encoder
        .encode_simple(false, WEBP_QUALITY)
        .map_err(|_| PictureRefused::Broken)?;
    Ok(encoded.to_vec())
}

/// Progressive with colour at half resolution, which the `image` crate's encoder lacks.
fn jpeg(sized: &Sized) -> Result<Vec<u8>, PictureRefused> {
    let on_white;
    let pixels = if sized.alpha {
        on_white = flatten(&sized.pixels);
        &on_white
    } else {
        &sized.pixels
    };
    let side = |side: u32| u16::try_from(side).map_err(|_| PictureRefused::TooManyPixels);
    let (width, height) = (side(sized.width)?, side(sized.height)?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder
        .encode(pixels, width, height, ColorType::Rgb)
        .map_err(|_| PictureRefused::Broken)?;
    Ok(out)
}

/// Lays RGBA pixels on white, because JPEG knows no clear pixels and black would be a lie.
fn flatten(rgba: &[u8]) -> Vec<u8> {
    rgba.chunks_exact(4)
        .flat_map(|pixel| {
            let (colours, alpha) = match pixel {
                [r, g, b, a] => ([*r, *g, *b], u16::from(*a)),
                _ => ([255; 3], 255),
            };
            colours.map(|c| {
                let mixed = (u16::from(c) * alpha + 255 * (255 - alpha) + 127) / 255;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            })
        })
        .collect()
}
