//! Colours: tones, and the few palettes that all demo pictures share.
//!
//! Each palette is a time of day over one family of hues, so that pictures on one front
//! page differ and still belong together.

use tiny_skia::Color;

use super::dice::Dice;

/// One colour with its opacity, each part 0..1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tone {
    r: f32,
    g: f32,
    b: f32,
    a: f32,
}

impl Tone {
    /// An opaque colour from `0xRRGGBB`.
    pub(super) const fn hex(rgb: u32) -> Self {
        Self {
            r: ((rgb >> 16) & 255) as f32 / 255.0,
            g: ((rgb >> 8) & 255) as f32 / 255.0,
            b: (rgb & 255) as f32 / 255.0,
            a: 1.0,
        }
    }

    /// The colour between this and `other`; 0 is this, 1 is the other.
    pub(super) fn mix(self, other: Self, part: f32) -> Self {
        let at = |a: f32, b: f32| a + (b - a) * part.clamp(0.0, 1.0);
        Self {
            r: at(self.r, other.r),
            g: at(self.g, other.g),
            b: at(self.b, other.b),
            a: at(self.a, other.a),
        }
    }

    /// The same colour at this opacity.
    pub(super) const fn fade(self, a: f32) -> Self {
        Self { a, ..self }
    }

    /// As tiny-skia wants it.
    pub(super) fn color(self) -> Color {
        let part = |v: f32| v.clamp(0.0, 1.0);
        Color::from_rgba(part(self.r), part(self.g), part(self.b), part(self.a))
            .unwrap_or(Color::BLACK)
    }
}

/// The colours of one picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    /// Zenith, middle and horizon of the sky.
    pub(super) sky: [Tone; 3],
    /// Sun or moon, and what shines.
    pub(super) sun: Tone,
    /// Things in the distance, taken by the air.
    pub(super) far: Tone,
    /// Things near.
    pub(super) near: Tone,
    /// The darkest tone.
    pub(super) ink: Tone,
    /// The one loud colour.
    pub(super) accent: Tone,
    /// A quieter companion of the accent.
    pub(super) second: Tone,
    /// Paper and lit walls.
    pub(super) paper: Tone,
}

const fn palette(sky: [u32; 3], land: [u32; 4], more: [u32; 3]) -> Palette {
    let [zenith, middle, horizon] = sky;
    let [sun, far, near, ink] = land;
    let [accent, second, paper] = more;
    Palette {
        sky: [Tone::hex(zenith), Tone::hex(middle), Tone::hex(horizon)],
        sun: Tone::hex(sun),
        far: Tone::hex(far),
        near: Tone::hex(near),
        ink: Tone::hex(ink),
        accent: Tone::hex(accent),
        second: Tone::hex(second),
        paper: Tone::hex(paper),
    }
}

/// Early light: teal over sand.
pub(super) const TEAL_SAND: Palette = palette(
    [0x1f6f78, 0x86bdb1, 0xf5e2c0],
    [0xfff4da, 0x9cc4b6, 0x0e4450, 0x082a33],
    [0xe2703a, 0xd9b06c, 0xf7eddc],
);
/// Dusk: ochre under violet.
pub(super) const DUSK: Palette = palette(
    [0x3a2a63, 0xa65d84, 0xf6b56a],
    [0xffe2a8, 0xb0728f, 0x34204c, 0x1d1230],
    [0xf08a4b, 0xc9688a, 0xf9e4cf],
);
/// Late afternoon: saffron over plum.
pub(super) const SAFFRON: Palette = palette(
    [0xf2b84b, 0xf8d78c, 0xfdf0d2],
    [0xd9483b, 0xdca56a, 0x62264a, 0x36142c],
    [0xc93f3f, 0x8f3f63, 0xfcf1de],
);
/// High day: sea blue and white.
pub(super) const SEA_WHITE: Palette = palette(
    [0x2f7fb5, 0x8cc4de, 0xeef4ef],
    [0xfffbe8, 0xa2c6d6, 0x13486b, 0x0c2c45],
    [0xf0a03c, 0x4fa3a5, 0xf8f6ef],
);
/// Night: indigo and lamp light.
pub(super) const NIGHT: Palette = palette(
    [0x0a1330, 0x1b3262, 0x56739f],
    [0xf6efd5, 0x3a5686, 0x101e3f, 0x070d20],
    [0xffc35a, 0x6fa8b8, 0xe9e6da],
);
/// Late night: deep teal and lanterns.
pub(super) const TEAL_NIGHT: Palette = palette(
    [0x06232b, 0x12505a, 0x5aa397],
    [0xf7edcf, 0x2f6d70, 0x0a2f38, 0x051a20],
    [0xffb454, 0x7fb5a0, 0xe8ebdf],
);
/// Spring: olive and terracotta.
pub(super) const OLIVE: Palette = palette(
    [0x9db8a8, 0xd3d9b9, 0xf8eccf],
    [0xfff6df, 0xb4bd92, 0x4b5833, 0x2a3220],
    [0xc4532f, 0xd99a4e, 0xf8f0de],
);
/// After rain: rose over slate.
pub(super) const ROSE_SLATE: Palette = palette(
    [0x4b5e79, 0xb48b98, 0xf4cfb6],
    [0xfff0df, 0x97909f, 0x34435a, 0x1c2636],
    [0xdf6b53, 0x7f9aa5, 0xf7eae0],
);

/// Every palette, for motifs that suit all hours.
pub(super) const ANY: [Palette; 7] = [
    TEAL_SAND, DUSK, SAFFRON, SEA_WHITE, NIGHT, OLIVE, ROSE_SLATE,
];
/// Palettes of daylight.
pub(super) const DAY: [Palette; 5] = [TEAL_SAND, SAFFRON, SEA_WHITE, OLIVE, ROSE_SLATE];
/// Palettes of low sun.
pub(super) const LOW_SUN: [Palette; 4] = [TEAL_SAND, DUSK, SAFFRON, ROSE_SLATE];
/// Palettes of the dark hours.
pub(super) const DARK: [Palette; 4] = [NIGHT, DUSK, TEAL_NIGHT, ROSE_SLATE];
/// Palettes in which water looks like water on paper.
pub(super) const SEA: [Palette; 3] = [TEAL_SAND, SEA_WHITE, ROSE_SLATE];

impl Palette {
    /// One of `hours` by the picture's dice.
    pub(super) fn of(dice: &mut Dice, hours: &[Self]) -> Self {
        dice.pick(hours)
    }

    /// Whether stars are to be seen.
    pub(super) fn is_night(&self) -> bool {
        [NIGHT, TEAL_NIGHT]
            .iter()
            .any(|night| night.zenith().color() == self.zenith().color())
    }

    /// A thing at `distance` (0 near, 1 far), taken by the air as it recedes.
    pub(super) fn at(&self, distance: f32) -> Tone {
        self.near.mix(self.far, distance)
    }

    /// Horizon light, the colour of haze.
    pub(super) fn haze(&self) -> Tone {
        let [_, _, horizon] = self.sky;
        horizon
    }

    /// The top of the sky.
    pub(super) fn zenith(&self) -> Tone {
        let [zenith, _, _] = self.sky;
        zenith
    }

    /// Half way up the sky.
    pub(super) fn middle(&self) -> Tone {
        let [_, middle, _] = self.sky;
        middle
    }
}
