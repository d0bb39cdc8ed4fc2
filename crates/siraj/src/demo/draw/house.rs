//! The house's own pictures: the card for an article without a picture, and the mark.
//!
//! The mark is a lantern (سراج): a handle, a roof, a flame behind glass, a foot.

use std::f32::consts::PI;

use tiny_skia::{PathBuilder, Pixmap};

use super::canvas::{At, Canvas, Ink, W};
use super::dice::Dice;
use super::palette::{ANY, Palette, Tone};
use super::pattern::lattice;

const NIGHT_TEAL: Tone = Tone::hex(0x0d3b45);
const DEEP: Tone = Tone::hex(0x06222a);
const FLAME: Tone = Tone::hex(0xf4a63a);
const BRASS: Tone = Tone::hex(0xf3dfb4);

/// The house's picture for an article that has none; best at 1200 × 630.
pub fn house_picture(seed: u64, width: u32, height: u32) -> Pixmap {
    let mut dice = Dice::new(seed, 0x51_4a);
    let p = Palette::of(&mut dice, &ANY);
    let mut c = Canvas::new(width, height);
    let h = c.h;
    let ground = p.near.mix(NIGHT_TEAL, 0.35);
    let lamp = (W * 0.5, h * 0.50);
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(
            lamp,
            W * 0.62,
            ground.mix(p.accent, 0.30),
            ground.mix(p.ink, 0.55),
        ),
    );
    lattice(
        &mut c,
        dice.within(78.0, 112.0),
        lamp,
        p.sun.fade(0.20),
        3.0,
    );
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(lamp, W * 0.55, p.ink.fade(0.0), p.ink.fade(0.60)),
    );
    c.glow(lamp, h * 0.62, FLAME, 0.55);
    lantern(
        &mut c,
        lamp,
        h * 0.62,
        p.sun.mix(BRASS, 0.6),
        ground.mix(p.ink, 0.65),
    );
    c.finish(p.ink)
}

/// The publication's mark on its rounded ground, `size` pixels square, corners clear.
pub fn mark(size: u32) -> Pixmap {
    let mut c = Canvas::new(size, size);
    let mut ground = PathBuilder::new();
    let (r, k) = (W * 0.22, W * 0.22 * 0.4477);
    ground.move_to(r, 0.0);
    ground.line_to(W - r, 0.0);
    ground.cubic_to(W - k, 0.0, W, k, W, r);
    ground.line_to(W, W - r);
    ground.cubic_to(W, W - k, W - k, W, W - r, W);
    ground.line_to(r, W);
    ground.cubic_to(k, W, 0.0, W - k, 0.0, W - r);
    ground.line_to(0.0, r);
    ground.cubic_to(0.0, k, k, 0.0, r, 0.0);
    ground.close();
    c.path(ground, Ink::Down(0.0, NIGHT_TEAL, W, DEEP));
    lantern(&mut c, (W * 0.5, W * 0.5), W * 0.80, BRASS, DEEP);
    c.plain()
}

/// The mark for masks that cut its edges: full ground, glyph inside the safe circle.
pub fn maskable_mark(size: u32) -> Pixmap {
    let mut c = Canvas::new(size, size);
    c.rect(0.0, 0.0, W, W, Ink::Down(0.0, NIGHT_TEAL, W, DEEP));
    lantern(&mut c, (W * 0.5, W * 0.5), W * 0.60, BRASS, DEEP);
    c.plain()
}

/// The glyph, `tall` units high around its middle.
fn lantern(c: &mut Canvas, (x, y): At, tall: f32, brass: Tone, dark: Tone) {
    let at = |dx: f32, dy: f32| (x + dx * tall, y + dy * tall);
    let mut handle = PathBuilder::new();
    for i in 0..=24u16 {
        let angle = PI + PI * f32::from(i) / 24.0;
        let (hx, hy) = at(0.115 * angle.cos(), -0.345 + 0.135 * angle.sin());
        if i == 0 {
            handle.move_to(hx, hy)
        } else {
            handle.line_to(hx, hy)
        }
    }
    c.stroke(handle, tall * 0.040, brass);
    let mut roof = PathBuilder::new();
    let (start, tip, end) = (at(-0.235, -0.185), at(0.0, -0.385), at(0.235, -0.185));
    let (a, b) = (at(-0.20, -0.30), at(0.20, -0.30));
    roof.move_to(start.0, start.1);
    roof.quad_to(a.0, a.1, tip.0, tip.1);
    roof.quad_to(b.0, b.1, end.0, end.1);
    roof.close();
    c.path(roof, brass);
    let body = [
        at(-0.190, -0.165),
        at(0.190, -0.165),
        at(0.255, 0.115),
        at(0.165, 0.325),
        at(-0.165, 0.325),
        at(-0.255, 0.115),
    ];
    c.poly(&body, brass);
    let glass = [
        at(-0.148, -0.125),
        at(0.148, -0.125),
        at(0.205, 0.110),
        at(0.132, 0.285),
        at(-0.132, 0.285),
        at(-0.205, 0.110),
    ];
    c.poly(
        &glass,
        Ink::Round(at(0.0, 0.12), tall * 0.30, dark.mix(FLAME, 0.42), dark),
    );
    let mut flame = PathBuilder::new();
    let top = at(0.012, -0.105);
    let pieces = [
        [0.030, 0.0, 0.120, 0.055, 0.108, 0.165],
        [0.100, 0.235, 0.050, 0.260, 0.0, 0.260],
        [-0.055, 0.260, -0.105, 0.232, -0.108, 0.160],
        [-0.110, 0.070, -0.020, 0.020, 0.012, -0.105],
    ];
    flame.move_to(top.0, top.1);
    for [ax, ay, bx, by, ex, ey] in pieces {
        let (a, b, e) = (at(ax, ay), at(bx, by), at(ex, ey));
        flame.cubic_to(a.0, a.1, b.0, b.1, e.0, e.1);
    }
    flame.close();
    c.path(
        flame,
        Ink::Down(
            at(0.0, -0.1).1,
            Tone::hex(0xf08a2c),
            at(0.0, 0.26).1,
            Tone::hex(0xffc95c),
        ),
    );
    let heart = at(-0.004, 0.185);
    c.oval(heart, tall * 0.045, tall * 0.070, Tone::hex(0xfff4d2));
    let foot = [
        at(-0.205, 0.345),
        at(0.205, 0.345),
        at(0.255, 0.405),
        at(-0.255, 0.405),
    ];
    c.poly(&foot, brass);
}
