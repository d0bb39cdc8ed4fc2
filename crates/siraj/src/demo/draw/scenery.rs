//! Pieces that many pictures share: sky, sun, ridges, water, trees, birds.
//!
//! Each piece knows nothing of the picture it stands in; composition is the motif's work.

use std::f32::consts::TAU;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, bend, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};

/// Fills the sky from the top to a little under the horizon.
pub(super) fn sky(c: &mut Canvas, p: &Palette, horizon: f32) {
    let waist = horizon * 0.55;
    c.rect(
        0.0,
        0.0,
        W,
        waist + 1.0,
        Ink::Down(0.0, p.zenith(), waist, p.middle()),
    );
    c.rect(
        0.0,
        waist,
        W,
        c.h - waist,
        Ink::Down(waist, p.middle(), horizon, p.haze()),
    );
}

/// A sun or moon with its light in the air.
pub(super) fn sun(c: &mut Canvas, p: &Palette, at: At, r: f32) {
    c.glow(at, r * 7.0, p.sun, 0.38);
    c.glow(at, r * 2.6, p.sun, 0.45);
    c.disc(at.0, at.1, r, p.sun);
}

/// Long flat clouds between two heights.
pub(super) fn clouds(c: &mut Canvas, dice: &mut Dice, tone: Tone, (top, low): At, many: u32) {
    for _ in 0..many {
        let (x, y) = (dice.within(-100.0, W), dice.within(top, low));
        let wide = dice.within(160.0, 460.0);
        let thick = dice.within(7.0, 15.0);
        for k in 0..dice.count(2, 4) {
            let shift = dice.within(-0.3, 0.3) * wide;
            let part = wide * dice.within(0.35, 0.9);
            let level = y + k as f32 * thick * 1.05;
            c.line(
                &[(x + shift, level), (x + shift + part, level)],
                thick,
                tone.fade(0.30),
            );
        }
    }
}

/// Points of a rough skyline over the whole width, heights 0..1 around 0.5.
pub(super) fn rough(dice: &mut Dice, decay: f32) -> Vec<f32> {
    let mut heights = vec![dice.unit(), dice.unit(), dice.unit()];
    let mut step = 0.42;
    for _ in 0..6 {
        let mut finer = Vec::with_capacity(heights.len() * 2);
        for pair in heights.windows(2) {
            if let [a, b] = pair {
                finer.push(*a);
                finer.push((a + b) / 2.0 + dice.within(-step, step));
            }
        }
        finer.extend(heights.last().copied());
        heights = finer;
        step *= decay;
    }
    heights
}

/// A mountain ridge whose foot dissolves into `haze`.
pub(super) fn ridge(c: &mut Canvas, dice: &mut Dice, (y, rise): At, tone: Tone, haze: Tone) {
    let heights = rough(dice, 0.52);
    let last = (heights.len().max(2) - 1) as f32;
    let mut points: Vec<At> = heights
        .iter()
        .enumerate()
        .map(|(i, v)| (W * i as f32 / last, y - rise * (v - 0.1)))
        .collect();
    points.push((W, c.h));
    points.push((0.0, c.h));
    c.poly(&points, Ink::Down(y - rise, tone, y + rise * 0.5, haze));
}

/// Soft rolling ground from `y` down to the bottom; returns its line.
pub(super) fn hills(
    c: &mut Canvas,
    dice: &mut Dice,
    (y, rise): At,
    top: Tone,
    foot: Tone,
) -> Vec<At> {
    let (a, b, s) = (dice.unit() * TAU, dice.unit() * TAU, dice.within(0.7, 1.3));
    let line: Vec<At> = (0..=60u16)
        .map(|i| {
            let t = f32::from(i) / 60.0;
            let wave = (t * TAU * s + a).sin() * 0.6 + (t * TAU * 2.3 * s + b).sin() * 0.3;
            (W * t, y - rise * (wave + 0.4))
        })
        .collect();
    let mut land = line.clone();
    land.push((W, c.h));
    land.push((0.0, c.h));
    c.poly(
        &land,
        Ink::Down(y - rise, top, (y + rise * 2.0 + 120.0).min(c.h), foot),
    );
    line
}

/// The height of a line made by [`hills`] at `x`.
pub(super) fn ground(line: &[At], x: f32) -> f32 {
    line.windows(2)
        .find_map(|pair| match pair {
            [a, b] if x >= a.0 && x <= b.0 => {
                Some(a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0).max(0.01))
            }
            _ => None,
        })
        .unwrap_or(0.0)
}

/// Open water from the horizon down, darker as it comes near.
pub(super) fn water(c: &mut Canvas, p: &Palette, horizon: f32) {
    let far = p.haze().mix(p.middle(), 0.55);
    let near = p.near.mix(p.zenith(), 0.35);
    c.rect(
        0.0,
        horizon,
        W,
        c.h - horizon,
        Ink::Down(horizon, far, c.h, near),
    );
}

/// Thin waves that widen towards the viewer.
pub(super) fn ripples(c: &mut Canvas, dice: &mut Dice, tone: Tone, horizon: f32, many: u32) {
    let mut path = PathBuilder::new();
    for _ in 0..many {
        let depth = dice.unit().powf(1.6);
        let y = horizon + 3.0 + depth * (c.h - horizon);
        let wide = dice.within(14.0, 50.0) * (0.5 + depth * 3.0);
        push_oval(&mut path, (dice.within(0.0, W), y), wide, 0.7 + depth * 1.9);
    }
    c.path(path, tone.fade(0.22));
}

/// The broken path of light that sun or moon lays on the water.
pub(super) fn glitter(c: &mut Canvas, dice: &mut Dice, tone: Tone, x: f32, horizon: f32) {
    let mut path = PathBuilder::new();
    for _ in 0..90 {
        let depth = dice.unit().powf(1.3);
        let y = horizon + 2.0 + depth * (c.h - horizon) * 0.95;
        let spread = 22.0 + depth * 95.0;
        let off = (dice.unit() + dice.unit() - 1.0) * spread;
        push_oval(
            &mut path,
            (x + off, y),
            dice.within(8.0, 30.0) * (0.6 + depth),
            1.0 + depth * 2.2,
        );
    }
    c.path(path, tone.fade(0.62));
}

/// A cypress, base at `at`.
pub(super) fn cypress(path: &mut PathBuilder, at: At, height: f32) {
    let (x, y) = at;
    let w = height * 0.11;
    path.move_to(x, y - height);
    path.cubic_to(
        x + w * 0.9,
        y - height * 0.7,
        x + w * 1.5,
        y - height * 0.2,
        x + w * 0.5,
        y,
    );
    path.line_to(x - w * 0.5, y);
    path.cubic_to(
        x - w * 1.5,
        y - height * 0.2,
        x - w * 0.9,
        y - height * 0.7,
        x,
        y - height,
    );
    path.close();
}

/// A broad tree of a few crowns, base at `at`.
pub(super) fn tree(path: &mut PathBuilder, dice: &mut Dice, at: At, height: f32) {
    let (x, y) = at;
    path.move_to(x - height * 0.03, y);
    path.line_to(x + height * 0.03, y);
    path.line_to(x + height * 0.02, y - height * 0.6);
    path.line_to(x - height * 0.02, y - height * 0.6);
    path.close();
    for _ in 0..6 {
        let (dx, dy) = (dice.within(-0.26, 0.26), dice.within(0.42, 0.82));
        push_oval(
            path,
            (x + dx * height, y - dy * height),
            height * 0.23,
            height * 0.17,
        );
    }
}

/// A few birds far away.
pub(super) fn birds(c: &mut Canvas, dice: &mut Dice, tone: Tone, (x, y): At) {
    for _ in 0..dice.count(4, 8) {
        let (bx, by) = (x + dice.within(-150.0, 150.0), y + dice.within(-60.0, 60.0));
        let s = dice.within(7.0, 15.0);
        let mut wing = PathBuilder::new();
        wing.move_to(bx - s, by - s * 0.35);
        wing.quad_to(bx - s * 0.4, by - s * 0.5, bx, by);
        wing.quad_to(bx + s * 0.4, by - s * 0.55, bx + s, by - s * 0.3);
        c.stroke(wing, 2.2, tone.fade(0.75));
    }
}

/// Stars between the top and `low`, fewer towards the horizon.
pub(super) fn stars(c: &mut Canvas, dice: &mut Dice, tone: Tone, low: f32, many: u32) {
    for (part, alpha, big) in [(0.6, 0.45, 1.1), (0.3, 0.75, 1.7), (0.1, 0.95, 2.6)] {
        let mut path = PathBuilder::new();
        let mut left = many as f32 * part;
        while left > 0.0 {
            left -= 1.0;
            let y = low * dice.unit().powf(1.25);
            path.push_circle(dice.within(0.0, W), y, big * dice.within(0.6, 1.2));
        }
        c.path(path, tone.fade(alpha));
    }
}

/// Mist that lies over a height.
pub(super) fn mist(c: &mut Canvas, tone: Tone, y: f32, thick: f32, strength: f32) {
    c.rect(
        0.0,
        y - thick,
        W,
        thick,
        Ink::Down(y - thick, tone.fade(0.0), y, tone.fade(strength)),
    );
    c.rect(
        0.0,
        y,
        W,
        thick,
        Ink::Down(y, tone.fade(strength), y + thick, tone.fade(0.0)),
    );
}

/// A soft closed shape around `at`.
pub(super) fn blob(dice: &mut Dice, at: At, rx: f32, ry: f32) -> PathBuilder {
    let (a, b) = (dice.unit() * TAU, dice.unit() * TAU);
    let mut points: Vec<At> = (0..=36u16)
        .map(|i| {
            let t = f32::from(i) / 36.0 * TAU;
            let k = 1.0 + 0.12 * (t * 2.0 + a).sin() + 0.07 * (t * 3.0 + b).sin();
            (at.0 + rx * k * t.cos(), at.1 + ry * k * t.sin())
        })
        .collect();
    if let Some(&first) = points.first() {
        points.push(first);
    }
    let mut path = bend(&points);
    path.close();
    path
}
