//! The coast: island and ferry, the lighthouse on its cape, the reef under water.

use std::f32::consts::TAU;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{birds, clouds, cypress, glitter, ridge, ripples, sky, sun, tree, water};

/// An island village, a sail or two, and the ferry.
pub(super) fn island(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let level = h * 0.58;
    sky(c, p, level);
    let flip = dice.chance(0.5);
    let side = |k: f32| if flip { W * (1.0 - k) } else { W * k };
    sun(
        c,
        p,
        (side(0.22), h * dice.within(0.18, 0.32)),
        dice.within(44.0, 70.0),
    );
    clouds(c, dice, p.paper, (h * 0.08, h * 0.36), 6);
    ridge(
        c,
        dice,
        (level, h * 0.07),
        p.far.mix(p.haze(), 0.3),
        p.haze(),
    );
    hump(c, dice, p, (side(0.62), level), h * 0.36);
    houses(c, dice, p, (side(0.60), level), h * 0.30);
    water(c, p, level);
    c.reflect(level, 0.34);
    c.rect(
        0.0,
        level,
        W,
        h - level,
        Ink::Down(
            level,
            p.middle().fade(0.1),
            h,
            p.near.mix(p.zenith(), 0.4).fade(0.75),
        ),
    );
    glitter(c, dice, p.sun, side(0.22), level);
    ripples(c, dice, p.paper, level, 150);
    for k in [0.16, 0.30] {
        sail(
            c,
            p,
            (side(k), level + h * k * 0.35),
            40.0 + 220.0 * (k - 0.1),
        );
    }
    ferry(
        c,
        dice,
        p,
        (side(0.46), h * 0.82),
        if flip { -1.0 } else { 1.0 },
    );
    birds(c, dice, p.ink, (side(0.3), h * 0.3));
}

fn hump(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, level): At, rise: f32) {
    let phase = dice.unit() * TAU;
    let top = |k: f32| {
        let body = (1.0 - k * k).max(0.0).powf(0.75);
        level
            - rise * body * (1.0 + 0.16 * (k * 5.0 + phase).sin() + 0.05 * (k * 23.0 + phase).sin())
    };
    let line: Vec<At> = (-50..=50i16)
        .map(|i| f32::from(i) / 50.0)
        .map(|k| (x + k * 470.0, top(k)))
        .collect();
    let mut land = line.clone();
    land.push((x - 470.0, level));
    c.poly(
        &land,
        Ink::Down(
            level - rise,
            p.at(0.55),
            level,
            p.at(0.2).mix(p.second, 0.35),
        ),
    );
    let mut trees = PathBuilder::new();
    for _ in 0..70 {
        let k = dice.within(-0.9, 0.9);
        let y = top(k);
        let foot = (x + k * 470.0, y + (level - y) * dice.unit().powf(1.5) + 4.0);
        let tall = dice.within(30.0, 54.0);
        if dice.chance(0.3) {
            cypress(&mut trees, foot, tall * 1.1)
        } else {
            tree(&mut trees, dice, foot, tall * 0.8)
        }
    }
    c.path(trees, p.near.mix(p.far, 0.2).fade(0.85));
    c.rect(
        x - 455.0,
        level - 5.0,
        910.0,
        7.0,
        p.paper.mix(p.second, 0.5),
    );
}

fn houses(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, level): At, rise: f32) {
    for row in (0..5u16).rev() {
        let up = f32::from(row) / 5.0;
        let wide = 300.0 * (1.0 - up * 0.75);
        let mut left = x - wide;
        while left < x + wide {
            let (w, tall) = (dice.within(34.0, 60.0), dice.within(30.0, 56.0));
            let y = level - 6.0 - up * rise * 0.72 + dice.within(-6.0, 6.0);
            let wall = p.paper.mix(p.second, dice.within(0.0, 0.3));
            c.rect(
                left,
                y - tall,
                w,
                tall + 14.0,
                Ink::Across(left, wall, left + w, wall.mix(p.near, 0.30)),
            );
            match dice.count(0, 3) {
                0 => {
                    let dome = w * 0.36;
                    c.disc(
                        left + w / 2.0,
                        y - tall,
                        dome,
                        Ink::Across(left, p.middle(), left + w, p.zenith()),
                    );
                    c.rect(
                        left,
                        y - tall,
                        w,
                        tall * 0.5,
                        Ink::Across(left, wall, left + w, wall.mix(p.near, 0.30)),
                    );
                }
                1 => c.poly(
                    &[
                        (left - 3.0, y - tall),
                        (left + w / 2.0, y - tall - 17.0),
                        (left + w + 3.0, y - tall),
                    ],
                    p.accent,
                ),
                _ => c.rect(
                    left - 2.0,
                    y - tall - 3.0,
                    w + 4.0,
                    4.0,
                    wall.mix(p.near, 0.2),
                ),
            }
            let mut k = left + 8.0;
            while k < left + w - 10.0 {
                c.rect(k, y - tall * 0.7, 6.0, 10.0, p.near.fade(0.75));
                k += 15.0;
            }
            left += w + dice.within(-6.0, 14.0);
        }
    }
}

fn sail(c: &mut Canvas, p: &Palette, (x, y): At, s: f32) {
    let mut big = PathBuilder::new();
    big.move_to(x, y - s * 1.5);
    big.quad_to(x + s * 0.75, y - s * 0.7, x + s * 0.62, y - s * 0.12);
    big.line_to(x, y - s * 0.12);
    big.close();
    c.path(
        big,
        Ink::Across(x, p.paper, x + s * 0.7, p.paper.mix(p.second, 0.45)),
    );
    c.poly(
        &[
            (x - s * 0.05, y - s * 1.25),
            (x - s * 0.05, y - s * 0.12),
            (x - s * 0.5, y - s * 0.12),
        ],
        p.accent,
    );
    c.poly(
        &[
            (x - s * 0.6, y - s * 0.08),
            (x + s * 0.7, y - s * 0.08),
            (x + s * 0.5, y + s * 0.1),
            (x - s * 0.45, y + s * 0.1),
        ],
        p.near,
    );
    c.oval((x, y + s * 0.14), s * 0.7, s * 0.05, p.paper.fade(0.5));
}

/// The ferry; `way` is 1 when it sails to the right.
fn ferry(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, y): At, way: f32) {
    let at = |dx: f32, dy: f32| (x + way * dx, y + dy);
    for k in 0..30u16 {
        let t = f32::from(k) / 30.0;
        let (wx, wy) = at(
            -210.0 - t * 620.0,
            16.0 + dice.within(-1.0, 1.0) * (6.0 + 26.0 * t),
        );
        c.oval(
            (wx, wy),
            60.0 * (1.1 - t),
            4.0,
            p.paper.fade(0.55 * (1.0 - t)),
        );
    }
    let white = p.paper.mix(Tone::hex(0xffffff), 0.5);
    let quad =
        |a: At, b: At, d: At, e: At| [at(a.0, a.1), at(b.0, b.1), at(d.0, d.1), at(e.0, e.1)];
    c.poly(
        &quad(
            (-190.0, -62.0),
            (150.0, -62.0),
            (128.0, -20.0),
            (-196.0, -20.0),
        ),
        Ink::Down(y - 62.0, white, y - 20.0, white.mix(p.far, 0.5)),
    );
    c.poly(
        &quad(
            (-150.0, -98.0),
            (96.0, -98.0),
            (118.0, -62.0),
            (-158.0, -62.0),
        ),
        white,
    );
    c.poly(
        &quad((20.0, -128.0), (74.0, -128.0), (92.0, -98.0), (14.0, -98.0)),
        white.mix(p.far, 0.2),
    );
    c.poly(
        &quad(
            (-92.0, -150.0),
            (-46.0, -150.0),
            (-36.0, -98.0),
            (-96.0, -98.0),
        ),
        p.accent,
    );
    c.poly(
        &quad(
            (-92.0, -150.0),
            (-46.0, -150.0),
            (-44.0, -140.0),
            (-93.0, -140.0),
        ),
        p.ink,
    );
    for k in 0..14u16 {
        let dx = -180.0 + f32::from(k) * 21.0;
        let (wx, wy) = at(dx, -50.0);
        c.rect(wx, wy, 12.0, 12.0, p.near.mix(p.far, 0.2));
        if k < 10 {
            let (wx, wy) = at(dx + 42.0, -88.0);
            c.rect(wx, wy, 11.0, 12.0, p.near.mix(p.far, 0.2));
        }
    }
    c.poly(
        &[
            at(-206.0, -22.0),
            at(186.0, -26.0),
            at(150.0, 20.0),
            at(-192.0, 20.0),
        ],
        Ink::Down(y - 22.0, p.near, y + 20.0, p.ink),
    );
    c.line(&[at(-200.0, -10.0), at(172.0, -13.0)], 5.0, p.accent);
    c.oval(at(-20.0, 21.0), 205.0, 6.0, p.paper.fade(0.65));
}
