//! The drawing surface: a pixmap with one coordinate system for every size.
//!
//! A picture is always 1500 units wide; its height follows the asked proportion. The heavy
//! work per pixel stays inside tiny-skia, which is optimised even in a development build.

use std::sync::OnceLock;

use tiny_skia::{
    BlendMode, FillRule, FilterQuality, GradientStop, LineCap, LineJoin, LinearGradient, Paint,
    Path, PathBuilder, Pattern, Pixmap, PixmapPaint, Point, RadialGradient, Rect, Shader,
    SpreadMode, Stroke, Transform,
};

use super::dice::Dice;
use super::palette::Tone;

/// The width of every picture in drawing units.
pub(super) const W: f32 = 1500.0;

/// A point in drawing units.
pub(super) type At = (f32, f32);

/// How a shape is coloured.
#[derive(Clone)]
pub(super) enum Ink {
    /// One tone.
    Flat(Tone),
    /// From the first tone at the first height down to the second.
    Down(f32, Tone, f32, Tone),
    /// From the first tone at the first x to the second.
    Across(f32, Tone, f32, Tone),
    /// From the centre outwards over the radius.
    Round(At, f32, Tone, Tone),
}

impl From<Tone> for Ink {
    fn from(tone: Tone) -> Self {
        Self::Flat(tone)
    }
}

impl Ink {
    fn shader(&self) -> Shader<'static> {
        let stops = |a: &Tone, b: &Tone| {
            vec![
                GradientStop::new(0.0, a.color()),
                GradientStop::new(1.0, b.color()),
            ]
        };
        let line = |from: At, to: At, a: &Tone, b: &Tone| {
            LinearGradient::new(
                Point::from_xy(from.0, from.1),
                Point::from_xy(to.0, to.1),
                stops(a, b),
                SpreadMode::Pad,
                Transform::identity(),
            )
        };
        let (shader, fallback) = match self {
            Self::Flat(tone) => (None, tone),
            Self::Down(y0, a, y1, b) => (line((0.0, *y0), (0.0, *y1), a, b), a),
            Self::Across(x0, a, x1, b) => (line((*x0, 0.0), (*x1, 0.0), a, b), a),
            Self::Round(at, r, a, b) => {
                let centre = Point::from_xy(at.0, at.1);
                let round = RadialGradient::new(
                    centre,
                    0.0,
                    centre,
                    r.max(0.01),
                    stops(a, b),
                    SpreadMode::Pad,
                    Transform::identity(),
                );
                (round, b)
            }
        };
        shader.unwrap_or_else(|| Shader::SolidColor(fallback.color()))
    }
}

/// One picture being drawn.
pub(super) struct Canvas {
    pixmap: Pixmap,
    scale: Transform,
    /// The height in drawing units (1000 at three to two).
    pub(super) h: f32,
}

impl Canvas {
    /// An empty surface of so many pixels; a side of 0 counts as 1.
    pub(super) fn new(width: u32, height: u32) -> Self {
        let (width, height) = (width.clamp(1, 8192), height.clamp(1, 8192));
        let k = width as f32 / W;
        Self {
            pixmap: Pixmap::new(width, height).expect("both sides are between 1 and 8192"),
            scale: Transform::from_scale(k, k),
            h: height as f32 / k,
        }
    }

    /// Lets all that follows be drawn the other way round.
    pub(super) fn mirror(&mut self) {
        let k = self.scale.sy;
        self.scale = Transform::from_row(-k, 0.0, 0.0, k, self.pixmap.width() as f32, 0.0);
    }

    /// The finished picture, with a quiet vignette and grain.
    pub(super) fn finish(mut self, dark: Tone) -> Pixmap {
        let (h, wide) = (self.h, W * 0.78);
        let edge = Ink::Round((W / 2.0, h * 0.48), wide, dark.fade(0.0), dark.fade(0.20));
        self.rect(0.0, 0.0, W, h, edge);
        self.grain();
        self.close(dark);
        self.pixmap
    }

    /// The picture as it is.
    pub(super) fn plain(self) -> Pixmap {
        self.pixmap
    }

    /// Fills a path; an empty one draws nothing.
    pub(super) fn path(&mut self, path: PathBuilder, ink: impl Into<Ink>) {
        if let Some(path) = path.finish() {
            self.fill(&path, ink);
        }
    }

    /// Fills a finished path.
    pub(super) fn fill(&mut self, path: &Path, ink: impl Into<Ink>) {
        let paint = paint(ink);
        self.pixmap
            .fill_path(path, &paint, FillRule::Winding, self.scale, None);
    }

    /// Strokes a path with round ends, `width` units wide.
    pub(super) fn stroke(&mut self, path: PathBuilder, width: f32, ink: impl Into<Ink>) {
        let paint = paint(ink);
        let pen = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = path.finish() {
            self.pixmap
                .stroke_path(&path, &paint, &pen, self.scale, None);
        }
    }

    /// A filled polygon.
    pub(super) fn poly(&mut self, points: &[At], ink: impl Into<Ink>) {
        let mut path = trace(points);
        path.close();
        self.path(path, ink);
    }

    /// A line through the points.
    pub(super) fn line(&mut self, points: &[At], width: f32, ink: impl Into<Ink>) {
        self.stroke(trace(points), width, ink);
    }

    /// A filled rectangle.
    pub(super) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, ink: impl Into<Ink>) {
        if let Some(rect) = Rect::from_xywh(x, y, w.max(0.0), h.max(0.0)) {
            self.pixmap.fill_rect(rect, &paint(ink), self.scale, None);
        }
    }

    /// A disc.
    pub(super) fn disc(&mut self, x: f32, y: f32, r: f32, ink: impl Into<Ink>) {
        let mut path = PathBuilder::new();
        path.push_circle(x, y, r.max(0.01));
        self.path(path, ink);
    }

    /// An upright ellipse.
    pub(super) fn oval(&mut self, centre: At, rx: f32, ry: f32, ink: impl Into<Ink>) {
        let mut path = PathBuilder::new();
        push_oval(&mut path, centre, rx, ry);
        self.path(path, ink);
    }

    /// Soft light around a point.
    pub(super) fn glow(&mut self, at: At, r: f32, tone: Tone, strength: f32) {
        let ink = Ink::Round(at, r, tone.fade(strength), tone.fade(0.0));
        let (x, y) = ((at.0 - r).max(0.0), (at.1 - r).max(0.0));
        let (right, low) = ((at.0 + r).min(W), (at.1 + r).min(self.h));
        self.rect(x, y, right - x, low - y, ink);
    }

    /// Mirrors all that stands above `level` into what lies under it.
    pub(super) fn reflect(&mut self, level: f32, opacity: f32) {
        let above = self.pixmap.clone();
        let k = self.scale.sy;
        let flip = Transform::from_row(1.0, 0.0, 0.0, -0.92, 0.0, level * k * 1.92);
        let pattern = Pattern::new(
            above.as_ref(),
            SpreadMode::Pad,
            FilterQuality::Nearest,
            opacity,
            flip,
        );
        let paint = Paint {
            shader: pattern,
            anti_alias: false,
            ..Paint::default()
        };
        let (w, h) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        if let Some(below) = Rect::from_ltrb(0.0, level * k, w, h) {
            self.pixmap
                .fill_rect(below, &paint, Transform::identity(), None);
        }
    }

    /// Makes every pixel opaque: many layers of rounding leave the surface a little clear.
    fn close(&mut self, dark: Tone) {
        let paint = Paint {
            blend_mode: BlendMode::DestinationOver,
            anti_alias: false,
            ..paint(dark)
        };
        let (w, h) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        if let Some(all) = Rect::from_xywh(0.0, 0.0, w, h) {
            self.pixmap
                .fill_rect(all, &paint, Transform::identity(), None);
        }
    }

    fn grain(&mut self) {
        static TILE: OnceLock<Pixmap> = OnceLock::new();
        let tile = TILE.get_or_init(grain_tile);
        let shader = Pattern::new(
            tile.as_ref(),
            SpreadMode::Repeat,
            FilterQuality::Nearest,
            1.0,
            Transform::identity(),
        );
        let paint = Paint {
            shader,
            anti_alias: false,
            ..Paint::default()
        };
        let (w, h) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        if let Some(all) = Rect::from_xywh(0.0, 0.0, w, h) {
            self.pixmap
                .fill_rect(all, &paint, Transform::identity(), None);
        }
    }

    /// Lays another picture into a place of this one, scaled to fit `size`.
    pub(super) fn lay(&mut self, other: &Canvas, place: At, size: At) {
        let (w, h) = (other.pixmap.width() as f32, other.pixmap.height() as f32);
        let at = self
            .scale
            .pre_translate(place.0, place.1)
            .pre_scale(size.0 / w, size.1 / h);
        let how = PixmapPaint {
            quality: FilterQuality::Bilinear,
            ..PixmapPaint::default()
        };
        self.pixmap
            .draw_pixmap(0, 0, other.pixmap.as_ref(), &how, at, None);
    }
}

fn paint(ink: impl Into<Ink>) -> Paint<'static> {
    Paint {
        shader: ink.into().shader(),
        blend_mode: BlendMode::SourceOver,
        anti_alias: true,
        ..Paint::default()
    }
}

/// Noise of black and white specks, mostly clear, that repeats without a seam.
fn grain_tile() -> Pixmap {
    let mut dice = Dice::new(7, 7);
    let mut tile = Pixmap::new(192, 192).expect("192 is a fine size");
    for pixel in tile.data_mut().chunks_exact_mut(4) {
        let bits = dice.next().to_le_bytes();
        let [light, strength, ..] = bits;
        let alpha = strength / 24;
        let value = if light < 128 { 0 } else { alpha };
        pixel.copy_from_slice(&[value, value, value, alpha]);
    }
    tile
}

/// A path through the points with straight lines.
pub(super) fn trace(points: &[At]) -> PathBuilder {
    let mut path = PathBuilder::new();
    let mut points = points.iter();
    if let Some(&(x, y)) = points.next() {
        path.move_to(x, y);
    }
    for &(x, y) in points {
        path.line_to(x, y);
    }
    path
}

/// A path that bends softly through the points (each middle is passed).
pub(super) fn bend(points: &[At]) -> PathBuilder {
    let mut path = PathBuilder::new();
    let Some(&(x, y)) = points.first() else {
        return path;
    };
    path.move_to(x, y);
    for pair in points.windows(2) {
        if let [a, b] = pair {
            path.quad_to(a.0, a.1, (a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        }
    }
    if let Some(&(x, y)) = points.last() {
        path.line_to(x, y);
    }
    path
}

/// Adds an ellipse to a path.
pub(super) fn push_oval(path: &mut PathBuilder, centre: At, rx: f32, ry: f32) {
    let (rx, ry) = (rx.max(0.01), ry.max(0.01));
    if let Some(rect) = Rect::from_xywh(centre.0 - rx, centre.1 - ry, rx * 2.0, ry * 2.0) {
        path.push_oval(rect);
    }
}

/// The point at `angle` (radians, clockwise from the right) and distance `r`.
pub(super) fn around(centre: At, angle: f32, r: f32) -> At {
    (centre.0 + r * angle.cos(), centre.1 + r * angle.sin())
}
