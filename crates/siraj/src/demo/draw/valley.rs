//! Valleys: the winding river with its bridge, and the dam with its lake.
//!
//! The river narrows towards the horizon by one rule, so bridge and trees fit its width.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, bend, trace};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{birds, clouds, cypress, mist, ridge, sky, sun, tree};

/// The river's middle and half width at `t` (0 horizon, 1 the lower edge).
struct Course {
    horizon: f32,
    low: f32,
    start: f32,
    swing: f32,
}

impl Course {
    fn at(&self, t: f32) -> (At, f32) {
        let y = self.horizon + (self.low - self.horizon) * t.powf(1.55);
        let bends = (t * 8.2 + self.start).sin() * self.swing * t.powf(1.1);
        let x = W * (0.5 + 0.10 * (self.start * 1.7).sin() * (1.0 - t)) + bends;
        ((x, y), 5.0 + 235.0 * t.powf(2.0))
    }
}

/// A river through a wide valley.
pub(super) fn river(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let horizon = h * 0.42;
    sky(c, p, horizon);
    sun(
        c,
        p,
        (dice.within(0.2, 0.8) * W, horizon * dice.within(0.35, 0.7)),
        dice.within(40.0, 66.0),
    );
    clouds(c, dice, p.paper, (horizon * 0.15, horizon * 0.6), 4);
    for i in 0..3u16 {
        let t = f32::from(i) / 2.0;
        let y = horizon + h * 0.02 * t;
        ridge(
            c,
            dice,
            (y, h * (0.26 - 0.09 * t)),
            p.at(0.98 - 0.28 * t),
            p.haze(),
        );
    }
    let meadow = p.near.mix(p.second, 0.42);
    c.rect(
        0.0,
        horizon,
        W,
        h - horizon,
        Ink::Down(
            horizon,
            meadow.mix(p.haze(), 0.55),
            h,
            meadow.mix(p.near, 0.5),
        ),
    );
    let course = Course {
        horizon,
        low: h + 40.0,
        start: dice.within(0.0, 6.0),
        swing: dice.within(230.0, 330.0),
    };
    patches(c, dice, p, &course);
    stream(c, p, &course, 1.22, p.paper.mix(p.second, 0.5));
    stream(c, p, &course, 1.0, p.haze());
    shine(c, dice, p, &course);
    grove(c, dice, p, &course, (0.16, 0.52));
    bridge(c, p, &course, 0.60);
    grove(c, dice, p, &course, (0.60, 0.97));
    birds(c, dice, p.ink, (W * 0.5, horizon * 0.45));
    mist(c, p.haze(), horizon + 4.0, h * 0.045, 0.5);
}

fn stream(c: &mut Canvas, p: &Palette, course: &Course, wide: f32, far: Tone) {
    let steps = (0..=70u16).map(|i| f32::from(i) / 70.0);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for t in steps {
        let ((x, y), half) = course.at(t);
        left.push((x - half * wide, y));
        right.push((x + half * wide, y));
    }
    right.reverse();
    left.extend(right);
    let near = if wide > 1.0 {
        far.mix(p.near, 0.35)
    } else {
        p.zenith().mix(p.near, 0.35)
    };
    c.poly(&left, Ink::Down(course.horizon, far, course.low, near));
}

fn shine(c: &mut Canvas, dice: &mut Dice, p: &Palette, course: &Course) {
    for _ in 0..70 {
        let t = dice.within(0.12, 0.98);
        let ((x, y), half) = course.at(t);
        let from = x + half * dice.within(-0.85, 0.4);
        let long = half * dice.within(0.12, 0.45);
        c.line(
            &[(from, y), (from + long, y)],
            0.8 + 2.6 * t,
            p.paper.fade(0.38),
        );
    }
}

/// Fields on both banks, as slanted strips.
fn patches(c: &mut Canvas, dice: &mut Dice, p: &Palette, course: &Course) {
    let tones = [
        p.second,
        p.far,
        p.paper.mix(p.second, 0.45),
        p.near.mix(p.far, 0.5),
        p.accent.mix(p.second, 0.6),
    ];
    for i in 1..9u16 {
        let (a, b) = (f32::from(i) / 10.0 + 0.05, f32::from(i) / 10.0 + 0.13);
        for side in [-1.0, 1.0] {
            let (((xa, ya), ha), ((xb, yb), hb)) = (course.at(a), course.at(b));
            let mut reach = 1.5;
            while reach < 9.0 {
                let wide = dice.within(1.4, 3.2);
                let at = |x: f32, half: f32, k: f32| x + side * (half * k + 40.0 * k);
                let quad = [
                    (at(xa, ha, reach), ya),
                    (at(xa, ha, reach + wide), ya),
                    (at(xb, hb, reach + wide), yb),
                    (at(xb, hb, reach), yb),
                ];
                let tone = dice.pick(&tones).mix(p.haze(), 0.35 * (1.0 - a));
                c.poly(&quad, tone.fade(0.42));
                reach += wide + 0.12;
            }
        }
    }
}

fn grove(c: &mut Canvas, dice: &mut Dice, p: &Palette, course: &Course, (from, to): At) {
    let mut t = from;
    while t < to {
        t += 0.018;
        let ((x, y), half) = course.at(t);
        let tall = 24.0 + 165.0 * t * t;
        let mut path = PathBuilder::new();
        for side in [-1.0, 1.0] {
            if dice.chance(0.55) {
                let tx = x + side * (half * 1.3 + dice.within(8.0, 330.0) * (0.2 + t));
                let foot = (tx, y + dice.within(-4.0, 4.0));
                if dice.chance(0.4) {
                    cypress(&mut path, foot, tall * dice.within(0.9, 1.35));
                } else {
                    let size = tall * dice.within(0.6, 1.0);
                    tree(&mut path, dice, foot, size);
                }
            }
        }
        let tone = p.near.mix(p.far, 0.75 * (1.0 - t)).mix(p.ink, 0.4 * t);
        c.path(path, Ink::Down(y - tall, tone.mix(p.second, 0.28), y, tone));
    }
}

/// A stone bridge of arches over the whole river.
fn bridge(c: &mut Canvas, p: &Palette, course: &Course, t: f32) {
    let ((x, y), half) = course.at(t);
    let (reach, rise) = (half * 1.95, half * 0.62);
    let deck = |k: f32| y - rise * (1.12 - 0.42 * k * k);
    let (stone, dark) = (p.paper.mix(p.second, 0.38), p.near.mix(p.ink, 0.3));
    let mut body = PathBuilder::new();
    body.move_to(x - reach, y + 6.0);
    for i in -20..=20i16 {
        let k = f32::from(i) / 20.0;
        body.line_to(x + reach * k, deck(k) - 8.0);
    }
    body.line_to(x + reach, y + 6.0);
    for arch in [2i16, 1, 0, -1, -2] {
        let centre = x + f32::from(arch) * reach * 0.37;
        let r = reach * 0.155;
        let top = deck(f32::from(arch) * 0.37) + rise * 0.20;
        body.line_to(centre + r, y + 6.0);
        body.cubic_to(centre + r, top, centre - r, top, centre - r, y + 6.0);
    }
    body.close();
    c.path(
        body,
        Ink::Down(y - rise * 1.2, stone, y, stone.mix(dark, 0.55)),
    );
    let rail: Vec<At> = (-20..=20i16)
        .map(|i| f32::from(i) / 20.0)
        .map(|k| (x + reach * k, deck(k) - 9.0))
        .collect();
    c.stroke(trace(&rail), rise * 0.07, stone.mix(dark, 0.45));
    for arch in [-2i16, -1, 0, 1, 2] {
        let centre = x + f32::from(arch) * reach * 0.37;
        let r = reach * 0.155;
        let mut shade = PathBuilder::new();
        shade.move_to(centre - r, y + 6.0);
        shade.cubic_to(
            centre - r,
            y + rise * 0.4,
            centre + r,
            y + rise * 0.4,
            centre + r,
            y + 6.0,
        );
        shade.close();
        c.path(shade, p.haze().fade(0.25));
    }
    let under = [
        (x - half * 1.05, y + 6.0),
        (x + half * 1.05, y + 6.0),
        (x + half, y + rise * 0.9),
        (x - half, y + rise * 0.9),
    ];
    c.poly(
        &under,
        Ink::Down(y, dark.fade(0.5), y + rise * 0.9, dark.fade(0.0)),
    );
}

/// A curved dam between slopes, spilling.
pub(super) fn dam(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    sky(c, p, h * 0.42);
    sun(
        c,
        p,
        (dice.within(0.25, 0.75) * W, h * dice.within(0.10, 0.2)),
        dice.within(36.0, 56.0),
    );
    clouds(c, dice, p.paper, (h * 0.06, h * 0.22), 4);
    for i in 0..3u16 {
        let t = f32::from(i) / 2.0;
        ridge(
            c,
            dice,
            (h * (0.34 + 0.02 * t), h * (0.26 - 0.06 * t)),
            p.at(1.0 - 0.35 * t),
            p.haze(),
        );
    }
    let (lake, crest) = (h * 0.37, h * 0.47);
    let blue = p.zenith().mix(p.middle(), 0.45);
    c.rect(
        0.0,
        lake,
        W,
        crest - lake + 60.0,
        Ink::Down(lake, p.haze().mix(blue, 0.35), crest, blue),
    );
    for _ in 0..40 {
        let (x, y) = (dice.within(0.0, W), dice.within(lake + 4.0, crest + 10.0));
        c.line(
            &[(x, y), (x + dice.within(20.0, 110.0), y)],
            1.6,
            p.paper.fade(0.4),
        );
    }
    c.rect(0.0, h * 0.8, W, h * 0.2, p.near);
    wall(c, dice, p, crest);
    tailwater(c, dice, p);
    slopes(c, dice, p, crest);
}

/// The crest's height at `x`: a shallow bow.
fn bow(crest: f32, x: f32) -> f32 {
    let k = (x - W / 2.0) / (W / 2.0);
    crest + 44.0 * (1.0 - k * k)
}

fn wall(c: &mut Canvas, dice: &mut Dice, p: &Palette, crest: f32) {
    let h = c.h;
    let foot = h * 0.86;
    let concrete = p.paper.mix(p.far, 0.25);
    let dark = p.near.mix(concrete, 0.35);
    let ribs: u16 = 24;
    for i in 0..ribs {
        let (a, b) = (
            f32::from(i) / f32::from(ribs),
            f32::from(i + 1) / f32::from(ribs),
        );
        let (xa, xb) = (W * a, W * b);
        let lower = |x: f32| W / 2.0 + (x - W / 2.0) * 0.80;
        let face = [
            (xa, bow(crest, xa)),
            (xb, bow(crest, xb)),
            (lower(xb), foot),
            (lower(xa), foot),
        ];
        let light = concrete.mix(dark, 0.10 + 0.5 * (a - 0.2).abs());
        let light = if i % 2 == 0 {
            light
        } else {
            light.mix(dark, 0.10)
        };
        c.poly(&face, Ink::Down(crest, light, foot, light.mix(dark, 0.62)));
        c.line(
            &[(xa, bow(crest, xa) + 20.0), (lower(xa), foot)],
            1.6,
            dark.fade(0.5),
        );
        if (9..15).contains(&i) {
            spill(
                c,
                dice,
                p,
                [
                    (xa + 10.0, xb - 10.0),
                    (lower(xa) - 4.0, lower(xb) + 4.0),
                    (bow(crest, xa) + 16.0, foot),
                ],
            );
        }
    }
    let edge: Vec<At> = (0..=40u16)
        .map(|i| W * f32::from(i) / 40.0)
        .map(|x| (x, bow(crest, x)))
        .collect();
    c.stroke(bend(&edge), 26.0, concrete.mix(p.paper, 0.5));
    let under: Vec<At> = edge.iter().map(|&(x, y)| (x, y + 15.0)).collect();
    c.stroke(bend(&under), 5.0, dark.fade(0.75));
    for &(x, y) in &edge {
        c.line(&[(x, y - 12.0), (x, y - 24.0)], 3.0, dark);
    }
    let rail: Vec<At> = edge.iter().map(|&(x, y)| (x, y - 24.0)).collect();
    c.stroke(bend(&rail), 2.4, dark);
}

/// One gate's white water: (top span, foot span, heights).
fn spill(c: &mut Canvas, dice: &mut Dice, p: &Palette, [top, low, (y, foot)]: [At; 3]) {
    let white = p.paper.mix(Tone::hex(0xffffff), 0.6);
    c.poly(
        &[(top.0, y), (top.1, y), (low.1, foot), (low.0, foot)],
        Ink::Down(y, white.mix(p.middle(), 0.45), foot, white),
    );
    for _ in 0..5 {
        let k = dice.unit();
        let (a, b) = (top.0 + (top.1 - top.0) * k, low.0 + (low.1 - low.0) * k);
        let from = dice.within(0.05, 0.6);
        c.line(
            &[(a + (b - a) * from, y + (foot - y) * from), (b, foot)],
            2.2,
            p.middle().fade(0.45),
        );
    }
}

fn tailwater(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let blue = p.zenith().mix(p.near, 0.25);
    c.rect(
        0.0,
        h * 0.86,
        W,
        h * 0.14,
        Ink::Down(h * 0.86, p.paper.mix(blue, 0.4), h, blue),
    );
    for _ in 0..26 {
        let x = W * dice.within(0.36, 0.64);
        let puff = dice.within(26.0, 64.0);
        c.oval(
            (x, h * 0.865 + dice.within(-12.0, 14.0)),
            puff,
            puff * 0.42,
            p.paper.fade(0.5),
        );
    }
    for _ in 0..60 {
        let (x, y) = (dice.within(0.15, 0.85) * W, h * dice.within(0.89, 1.0));
        c.line(
            &[(x, y), (x + dice.within(30.0, 130.0), y)],
            2.4,
            p.paper.fade(0.32),
        );
    }
}

fn slopes(c: &mut Canvas, dice: &mut Dice, p: &Palette, crest: f32) {
    let h = c.h;
    for side in [0.0, 1.0] {
        let x = |k: f32| if side > 0.5 { W * (1.0 - k) } else { W * k };
        let mut edge = vec![(x(-0.02), crest - h * dice.within(0.16, 0.24))];
        for i in 1..=14u16 {
            let t = f32::from(i) / 14.0;
            let k = 0.06 + 0.22 * t + dice.within(-0.014, 0.014);
            edge.push((x(k), crest - h * 0.13 * (1.0 - t * 3.4) + h * 0.27 * t));
        }
        edge.push((x(-0.02), h * 1.02));
        let rock = p.near.mix(p.second, 0.18);
        c.poly(
            &edge,
            Ink::Down(
                crest - h * 0.2,
                rock.mix(p.far, 0.35),
                h,
                p.ink.mix(rock, 0.3),
            ),
        );
        let mut trees = PathBuilder::new();
        for _ in 0..34 {
            let t = dice.unit();
            let k = dice.within(-0.02, 0.03 + 0.2 * t);
            cypress(
                &mut trees,
                (x(k), crest + h * (0.02 + 0.5 * t)),
                h * dice.within(0.05, 0.11),
            );
        }
        c.path(trees, p.ink.mix(p.near, 0.35).fade(0.9));
    }
}
