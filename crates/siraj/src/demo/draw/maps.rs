//! A map of an invented coast: relief, rivers, roads, towns, sea lines. No words.

use std::f32::consts::TAU;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, bend, trace};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::rough;

/// The coast line as its distance from the left edge by height.
struct Coast {
    points: Vec<At>,
    flip: bool,
}

impl Coast {
    fn new(dice: &mut Dice, h: f32) -> Self {
        let heights = rough(dice, 0.55);
        let last = (heights.len().max(2) - 1) as f32;
        let (mid, lean, bay) = (
            dice.within(0.38, 0.52),
            dice.within(-0.18, 0.18),
            dice.within(0.0, TAU),
        );
        let points = heights
            .iter()
            .enumerate()
            .map(|(i, v)| {
                let t = i as f32 / last;
                let x =
                    W * (mid + lean * (t - 0.5) + 0.09 * (t * 6.0 + bay).sin()) + (v - 0.5) * 150.0;
                (x, h * (t * 1.04 - 0.02))
            })
            .collect();
        Self {
            points,
            flip: dice.chance(0.5),
        }
    }

    fn x(&self, x: f32) -> f32 {
        if self.flip { W - x } else { x }
    }

    /// The coast moved towards the sea (negative) or inland (positive).
    fn moved(&self, by: f32) -> Vec<At> {
        let calm = (by.abs() / 160.0).min(0.8);
        let mean = self.points.iter().map(|p| p.0).sum::<f32>() / self.points.len().max(1) as f32;
        self.points
            .iter()
            .map(|&(x, y)| (self.x(x + (mean - x) * calm * 0.5 + by), y))
            .collect()
    }

    fn at(&self, y: f32) -> f32 {
        self.points
            .iter()
            .find(|p| p.1 >= y)
            .map_or(W * 0.45, |p| p.0)
    }
}

/// An invented coast seen on a map.
pub(super) fn map(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let sea = p.middle().mix(p.paper, 0.30);
    c.rect(0.0, 0.0, W, h, sea);
    let coast = Coast::new(dice, h);
    for (by, tone) in [(-170.0, 0.10), (-110.0, 0.20), (-60.0, 0.34), (-24.0, 0.5)] {
        land(c, &coast, by, sea.mix(p.paper, tone));
    }
    graticule(c, p);
    for k in 1..8u16 {
        let line = bend(&coast.moved(-9.0 * f32::from(k) * (1.0 + 0.12 * f32::from(k))));
        c.stroke(line, 1.6, p.near.fade(0.42 - 0.045 * f32::from(k)));
    }
    let plain = p.paper.mix(p.second, 0.16);
    land(c, &coast, 0.0, plain);
    islands(c, dice, p, &coast, plain);
    let peaks = relief(c, dice, p, &coast);
    let mouths = rivers(c, dice, p, &coast, &peaks);
    c.stroke(trace(&coast.moved(0.0)), 3.4, p.near);
    towns(c, dice, p, &coast, &mouths);
    rose(c, p, (coast.x(W * 0.12), h * 0.82), 74.0);
    frame(c, p);
}

fn land(c: &mut Canvas, coast: &Coast, by: f32, tone: Tone) {
    let mut shape = coast.moved(by);
    let far = coast.x(W + 20.0);
    shape.push((far, c.h * 1.02));
    shape.push((far, -20.0));
    c.poly(&shape, tone);
}

fn graticule(c: &mut Canvas, p: &Palette) {
    for k in 1..8u16 {
        let t = f32::from(k) / 8.0;
        let meridian: Vec<At> = (0..=10u16)
            .map(|i| f32::from(i) / 10.0)
            .map(|s| (W * t + (t - 0.5) * 90.0 * (s - 0.5), c.h * s))
            .collect();
        c.line(&meridian, 1.2, p.near.fade(0.20));
        let parallel: Vec<At> = (0..=16u16)
            .map(|i| f32::from(i) / 16.0)
            .map(|s| (W * s, c.h * t + 26.0 * (s - 0.5) * (s - 0.5) * 4.0))
            .collect();
        c.line(&parallel, 1.2, p.near.fade(0.20));
    }
}

fn islands(c: &mut Canvas, dice: &mut Dice, p: &Palette, coast: &Coast, plain: Tone) {
    let h = c.h;
    for _ in 0..dice.count(2, 4) {
        let y = h * dice.within(0.12, 0.7);
        let x = (coast.at(y) - dice.within(150.0, 330.0)).max(60.0);
        let r = dice.within(18.0, 52.0);
        for (grow, tone) in [(2.1, p.paper.fade(0.22)), (1.55, p.paper.fade(0.3))] {
            c.path(ring(dice, (coast.x(x), y), r * grow, 3), tone);
        }
        let mut again = Dice::new(y.to_bits().into(), 3);
        c.path(ring(&mut again, (coast.x(x), y), r, 9), plain);
        let mut again = Dice::new(y.to_bits().into(), 3);
        c.stroke(ring(&mut again, (coast.x(x), y), r, 9), 2.8, p.near);
        c.path(ring(dice, (coast.x(x), y), r * 0.45, 3), p.second.fade(0.5));
    }
}

fn ring(dice: &mut Dice, at: At, r: f32, waves: u16) -> PathBuilder {
    let parts: Vec<(f32, f32, f32)> = (0..waves)
        .map(|k| {
            (
                f32::from(k + 2),
                dice.unit() * TAU,
                dice.within(0.03, 0.20) / f32::from(k + 1).sqrt(),
            )
        })
        .collect();
    let points: Vec<At> = (0..=60u16)
        .map(|i| TAU * f32::from(i) / 60.0)
        .map(|t| {
            let k = parts.iter().fold(1.0, |sum, &(n, phase, size)| {
                sum + size * (t * n + phase).sin()
            });
            around(at, t, r * k)
        })
        .collect();
    let mut path = trace(&points);
    path.close();
    path
}

/// Hills as nested contours; returns their tops.
fn relief(c: &mut Canvas, dice: &mut Dice, p: &Palette, coast: &Coast) -> Vec<At> {
    let h = c.h;
    let tints = [
        p.second.mix(p.paper, 0.55),
        p.second.mix(p.paper, 0.3),
        p.second,
        p.second.mix(p.accent, 0.35),
        p.accent.mix(p.near, 0.25),
    ];
    let mut peaks = Vec::new();
    for k in 0..5u16 {
        let y = h * (0.10 + 0.2 * f32::from(k) + dice.within(-0.05, 0.05));
        let x = (coast.at(y) + W * dice.within(0.24, 0.42)).min(W * 0.96);
        peaks.push((x, y, dice.within(130.0, 215.0), dice.next()));
    }
    for level in 0..10u16 {
        let part = 1.0 - f32::from(level) * 0.095;
        for &(x, y, r, seed) in &peaks {
            let drift = f32::from(level) * 4.0;
            let shape = || {
                ring(
                    &mut Dice::new(seed, 1),
                    (coast.x(x + drift), y - drift * 0.7),
                    r * part,
                    5,
                )
            };
            let tint = tints
                .get(usize::from(level / 2))
                .copied()
                .unwrap_or(p.accent);
            c.path(shape(), tint.fade(if level % 2 == 0 { 0.42 } else { 0.20 }));
            c.stroke(
                shape(),
                if level % 4 == 0 { 2.0 } else { 1.1 },
                p.near.mix(p.accent, 0.35).fade(0.45),
            );
        }
    }
    peaks.into_iter().map(|(x, y, ..)| (x, y)).collect()
}

/// Rivers from the hills to the sea; returns their mouths.
fn rivers(c: &mut Canvas, dice: &mut Dice, p: &Palette, coast: &Coast, peaks: &[At]) -> Vec<At> {
    let blue = p.zenith().mix(p.near, 0.2);
    let mut mouths = Vec::new();
    for pair in peaks.windows(2) {
        let [a, b] = pair else { continue };
        let spring = ((a.0 + b.0) / 2.0 + 30.0, (a.1 + b.1) / 2.0);
        let y = spring.1 + dice.within(-50.0, 50.0);
        let mouth = (coast.at(y) - 3.0, y);
        let phase = dice.unit() * TAU;
        let course: Vec<At> = (0..=34u16)
            .map(|i| f32::from(i) / 34.0)
            .map(|t| {
                let x = spring.0 + (mouth.0 - spring.0) * t;
                let sway =
                    ((t * 11.0 + phase).sin() * 20.0 + (t * 27.0).sin() * 7.0) * (1.0 - t * t);
                (coast.x(x), spring.1 + (mouth.1 - spring.1) * t + sway)
            })
            .collect();
        for (k, part) in course.windows(3).enumerate() {
            c.line(part, 2.2 + 0.16 * k as f32, blue);
        }
        mouths.push(mouth);
    }
    mouths
}

fn towns(c: &mut Canvas, dice: &mut Dice, p: &Palette, coast: &Coast, mouths: &[At]) {
    let mut places: Vec<(At, f32)> = mouths
        .iter()
        .map(|&(x, y)| ((coast.x(x + 20.0), y + 16.0), 9.0))
        .collect();
    for &(x, y) in mouths {
        places.push((
            (
                coast.x(x + dice.within(120.0, 240.0)),
                y - dice.within(30.0, 60.0),
            ),
            6.5,
        ));
    }
    for pair in mouths.windows(2) {
        if let [a, b] = pair {
            let mut road = Vec::new();
            for i in 0..=20u16 {
                let t = f32::from(i) / 20.0;
                let y = a.1 + 16.0 + (b.1 - a.1) * t;
                road.push((
                    coast.x(coast.at(y) + 20.0 + 40.0 * (t * TAU / 2.0).sin()),
                    y,
                ));
            }
            c.stroke(bend(&road), 5.0, p.paper);
            c.stroke(bend(&road), 2.4, p.accent);
        }
    }
    let half = places.len() / 2;
    for (a, b) in places.iter().take(half).zip(places.iter().skip(half)) {
        let (from, to) = (a.0, b.0);
        for k in 0..14u16 {
            let (s, e) = (f32::from(k) / 14.0, (f32::from(k) + 0.55) / 14.0);
            let at = |t: f32| {
                (
                    from.0 + (to.0 - from.0) * t,
                    from.1 + (to.1 - from.1) * t + 14.0 * (t * 9.0).sin(),
                )
            };
            c.line(&[at(s), at(e)], 2.6, p.near.fade(0.8));
        }
    }
    for (i, &((x, y), r)) in places.iter().enumerate() {
        let r = if i == 1 { r * 1.6 } else { r };
        c.disc(x, y, r + 4.0, p.paper);
        c.disc(x, y, r, if i == 1 { p.accent } else { p.ink });
        c.disc(x, y, r * 0.42, p.paper);
    }
}

fn rose(c: &mut Canvas, p: &Palette, at: At, r: f32) {
    let mut ring = PathBuilder::new();
    ring.push_circle(at.0, at.1, r * 0.72);
    ring.push_circle(at.0, at.1, r * 0.64);
    c.stroke(ring, 1.8, p.near.fade(0.8));
    for (offset, long, thick) in [(TAU / 8.0, 0.62, 0.10), (0.0, 1.0, 0.15)] {
        for k in 0..4u16 {
            let angle = offset + TAU * f32::from(k) / 4.0;
            let tip = around(at, angle, r * long);
            let (a, b) = (
                around(at, angle - TAU / 8.0, r * thick),
                around(at, angle + TAU / 8.0, r * thick),
            );
            c.poly(&[at, a, tip], p.near);
            c.poly(&[at, b, tip], p.paper);
            c.line(&[a, tip, b], 1.4, p.near);
        }
    }
    let north = around(at, -TAU / 4.0, r * 1.0);
    c.poly(
        &[
            (north.0 - 9.0, north.1 - 4.0),
            (north.0, north.1 - 24.0),
            (north.0 + 9.0, north.1 - 4.0),
        ],
        p.accent,
    );
}

fn frame(c: &mut Canvas, p: &Palette) {
    let h = c.h;
    let m = 26.0;
    for (inset, width) in [(m, 2.0), (m + 12.0, 1.2)] {
        let edge = [
            (inset, inset),
            (W - inset, inset),
            (W - inset, h - inset),
            (inset, h - inset),
            (inset, inset),
        ];
        c.line(&edge, width, p.near.fade(0.7));
    }
    let mut k = m;
    let mut dark = true;
    while k < W - m - 1.0 {
        let w = 72.4_f32.min(W - m - k);
        if dark {
            c.rect(k, m, w, 12.0, Ink::Flat(p.near.fade(0.7)));
            c.rect(k, h - m - 12.0, w, 12.0, Ink::Flat(p.near.fade(0.7)));
        }
        dark = !dark;
        k += 72.4;
    }
}
