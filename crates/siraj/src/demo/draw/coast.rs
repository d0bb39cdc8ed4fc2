//! The coast: island and ferry, the lighthouse on its cape, the reef under water.

use std::f32::consts::{PI, TAU};

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, bend, push_oval, trace};
use super::dice::Dice;
use super::palette::{NIGHT, Palette, Tone};
use super::scenery::{
    birds, blob, clouds, cypress, glitter, mist, ridge, ripples, sky, stars, sun, tree, water,
};

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

/// A lighthouse that throws its beams over the sea by evening.
pub(super) fn lighthouse(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let level = h * 0.70;
    sky(c, p, level);
    let flip = dice.chance(0.5);
    let side = |k: f32| if flip { W * (1.0 - k) } else { W * k };
    if p.zenith().color() == NIGHT.zenith().color() {
        stars(c, dice, p.paper, level * 0.8, 240);
    }
    sun(
        c,
        p,
        (side(0.78), h * dice.within(0.2, 0.5)),
        dice.within(36.0, 60.0),
    );
    clouds(c, dice, p.haze(), (h * 0.2, h * 0.55), 6);
    let (x, foot, tall) = (side(0.33), h * 0.66, h * 0.47);
    let lamp = (x, foot - tall);
    for (angle, long) in [(0.10, 1500.0), (PI - 0.14, 900.0)] {
        let (a, b) = (
            around(lamp, angle - 0.075, long),
            around(lamp, angle + 0.075, long),
        );
        c.poly(
            &[lamp, a, b],
            Ink::Round(lamp, long * 0.8, p.sun.fade(0.75), p.sun.fade(0.0)),
        );
    }
    water(c, p, level);
    c.reflect(level, 0.22);
    glitter(c, dice, p.sun, side(0.78), level);
    ripples(c, dice, p.paper, level, 160);
    cape(c, dice, p, flip);
    tower(c, p, (x, foot), tall);
    c.glow(lamp, 190.0, p.sun, 0.9);
    c.disc(lamp.0, lamp.1, 13.0, Tone::hex(0xfffdf0));
    surf(c, dice, p, flip);
}

fn cape(c: &mut Canvas, dice: &mut Dice, p: &Palette, flip: bool) {
    let h = c.h;
    let side = |k: f32| if flip { W * (1.0 - k) } else { W * k };
    for (layer, tone) in [(0.0, p.at(0.35)), (1.0, p.near), (2.0, p.ink)] {
        let mut edge = vec![(side(-0.02), h * (0.56 + 0.12 * layer))];
        for i in 0..=26u16 {
            let t = f32::from(i) / 26.0;
            let jag = dice.within(-1.0, 1.0) * h * 0.014;
            let fall = if t < 0.62 {
                0.05 * t
            } else {
                0.05 * t + (t - 0.62).powf(1.3) * 0.62
            };
            edge.push((
                side(0.62 * t - 0.06 * layer + dice.within(-0.006, 0.006)),
                h * (0.625 + 0.115 * layer + fall) + jag,
            ));
        }
        edge.push((side(0.56 - 0.05 * layer), h * 1.02));
        edge.push((side(-0.02), h * 1.02));
        c.poly(
            &edge,
            Ink::Down(
                h * (0.58 + 0.1 * layer),
                tone.mix(p.haze(), 0.22),
                h * (0.82 + 0.1 * layer),
                tone,
            ),
        );
    }
}

fn tower(c: &mut Canvas, p: &Palette, (x, foot): At, tall: f32) {
    let half = |k: f32| tall * (0.105 - 0.042 * k);
    let white = p.paper;
    for i in 0..7u16 {
        let (a, b) = (f32::from(i) / 7.0 * 0.86, f32::from(i + 1) / 7.0 * 0.86);
        let tone = if i % 2 == 0 { white } else { p.accent };
        let band = [
            (x - half(a), foot - tall * a),
            (x + half(a), foot - tall * a),
            (x + half(b), foot - tall * b),
            (x - half(b), foot - tall * b),
        ];
        c.poly(
            &band,
            Ink::Across(x - half(a), tone, x + half(a), tone.mix(p.ink, 0.62)),
        );
    }
    let gallery = foot - tall * 0.86;
    c.rect(x - tall * 0.088, gallery - 9.0, tall * 0.176, 11.0, p.ink);
    for k in -3..=3i16 {
        let rx = x + f32::from(k) * tall * 0.026;
        c.line(&[(rx, gallery - 8.0), (rx, gallery - 30.0)], 2.2, p.ink);
    }
    c.line(
        &[
            (x - tall * 0.082, gallery - 30.0),
            (x + tall * 0.082, gallery - 30.0),
        ],
        2.6,
        p.ink,
    );
    let glass = tall * 0.046;
    c.rect(
        x - glass,
        gallery - tall * 0.155,
        glass * 2.0,
        tall * 0.14,
        Ink::Down(
            gallery - tall * 0.155,
            p.sun,
            gallery,
            p.sun.mix(p.accent, 0.45),
        ),
    );
    for k in [-1.0, -0.33, 0.33, 1.0] {
        c.line(
            &[
                (x + k * glass, gallery - tall * 0.155),
                (x + k * glass, gallery - 9.0),
            ],
            2.4,
            p.ink,
        );
    }
    let mut roof = PathBuilder::new();
    roof.move_to(x - glass * 1.35, gallery - tall * 0.15);
    roof.quad_to(
        x - glass * 1.1,
        gallery - tall * 0.225,
        x,
        gallery - tall * 0.245,
    );
    roof.quad_to(
        x + glass * 1.1,
        gallery - tall * 0.225,
        x + glass * 1.35,
        gallery - tall * 0.15,
    );
    roof.close();
    c.path(roof, p.ink);
    c.line(
        &[(x, gallery - tall * 0.24), (x, gallery - tall * 0.30)],
        3.0,
        p.ink,
    );
    for k in [0.2, 0.5] {
        c.rect(
            x - 7.0,
            foot - tall * k - 22.0,
            14.0,
            24.0,
            p.ink.mix(p.sun, 0.35),
        );
    }
    let house = if x > W / 2.0 {
        x + tall * 0.1
    } else {
        x - tall * 0.42
    };
    c.rect(
        house,
        foot - tall * 0.16,
        tall * 0.32,
        tall * 0.20,
        Ink::Across(
            house,
            white.mix(p.far, 0.2),
            house + tall * 0.32,
            white.mix(p.near, 0.55),
        ),
    );
    c.poly(
        &[
            (house - 8.0, foot - tall * 0.155),
            (house + tall * 0.05, foot - tall * 0.235),
            (house + tall * 0.27, foot - tall * 0.235),
            (house + tall * 0.32 + 8.0, foot - tall * 0.155),
        ],
        p.accent.mix(p.ink, 0.4),
    );
    for k in [0.06, 0.15, 0.24] {
        c.rect(house + tall * k, foot - tall * 0.10, 13.0, 20.0, p.sun);
    }
}

fn surf(c: &mut Canvas, dice: &mut Dice, p: &Palette, flip: bool) {
    let h = c.h;
    for row in 0..3u16 {
        let y = h * (0.86 + 0.06 * f32::from(row));
        let from = 0.46 - 0.05 * f32::from(row);
        let wave: Vec<At> = (0..=34u16)
            .map(|i| from + f32::from(i) / 34.0 * 0.75)
            .map(|k| if flip { W * (1.0 - k) } else { W * k })
            .map(|x| (x, y + dice.within(-7.0, 7.0)))
            .collect();
        c.stroke(bend(&wave), 5.0, p.paper.fade(0.42));
        let mut foam = PathBuilder::new();
        for _ in 0..22 {
            let k = from + dice.unit().powf(2.5) * 0.35;
            let x = if flip { W * (1.0 - k) } else { W * k };
            push_oval(
                &mut foam,
                (x, y + dice.within(-10.0, 8.0)),
                dice.within(8.0, 26.0),
                dice.within(3.0, 8.0),
            );
        }
        c.path(foam, p.paper.fade(0.6));
    }
}

/// A reef: light from above, fish, branching corals.
pub(super) fn coral(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let deep = Tone::hex(0x06283d).mix(p.zenith(), 0.22);
    let shallow = Tone::hex(0x57c0bd).mix(p.haze(), 0.25);
    let mid = deep.mix(shallow, 0.42);
    c.rect(
        0.0,
        0.0,
        W,
        h * 0.45,
        Ink::Down(0.0, shallow, h * 0.45, mid),
    );
    c.rect(
        0.0,
        h * 0.45,
        W,
        h * 0.55,
        Ink::Down(h * 0.45, mid, h, deep),
    );
    let from = (dice.within(0.3, 0.7) * W, -120.0);
    for _ in 0..9 {
        let angle = dice.within(0.75, 2.4);
        let (a, b) = (
            around(from, angle - 0.03, 1500.0),
            around(from, angle + dice.within(0.02, 0.06), 1500.0),
        );
        c.poly(
            &[from, a, b],
            Ink::Down(0.0, p.paper.fade(0.30), h * 0.85, p.paper.fade(0.0)),
        );
    }
    c.glow((from.0, 0.0), 560.0, p.paper, 0.55);
    for (layer, y) in [(0.0, 0.70), (1.0, 0.82), (2.0, 0.94)] {
        let tone = mid.mix(deep, 0.35 + 0.3 * layer);
        let air = 0.62 - 0.30 * layer;
        super::scenery::hills(c, dice, (h * y, h * 0.06), tone, tone.mix(deep, 0.5));
        garden(c, dice, p, (h * y, air), mid);
        if layer < 0.5 {
            let x = dice.within(0.2, 0.8) * W;
            shoal(c, dice, mid.mix(deep, 0.65), (x, h * 0.36), 40);
        }
    }
    mist(c, mid, h * 0.7, h * 0.1, 0.22);
    let x = dice.within(0.25, 0.75) * W;
    shoal(c, dice, p.accent, (x, h * 0.5), 13);
    let mut bubbles = PathBuilder::new();
    for _ in 0..46 {
        let k = dice.unit();
        bubbles.push_circle(
            W * 0.2 + (k * 40.0).sin() * 30.0 + dice.within(0.0, 40.0),
            h * k,
            dice.within(2.0, 8.0),
        );
    }
    c.stroke(bubbles, 1.4, p.paper.fade(0.55));
}

fn garden(c: &mut Canvas, dice: &mut Dice, p: &Palette, (y, air): At, sea: Tone) {
    let pinks = [
        Tone::hex(0xf2785c),
        Tone::hex(0xe0557f),
        Tone::hex(0xf6b04e),
        p.accent,
        Tone::hex(0x9a6fc4),
        p.second,
        Tone::hex(0xf3d9c0),
    ];
    for _ in 0..9 {
        let at = (dice.within(0.0, W), y + dice.within(-10.0, 40.0));
        let tone = dice.pick(&pinks).mix(sea, air);
        let size = dice.within(70.0, 150.0) * (1.25 - air);
        match dice.count(0, 3) {
            0 | 1 => {
                let mut twigs = [
                    PathBuilder::new(),
                    PathBuilder::new(),
                    PathBuilder::new(),
                    PathBuilder::new(),
                    PathBuilder::new(),
                ];
                branch(&mut twigs, dice, (at, -PI / 2.0), size * 0.62);
                for (k, twig) in twigs.into_iter().enumerate() {
                    c.stroke(
                        twig,
                        size * (0.075 + 0.035 * k as f32),
                        tone.mix(sea, 0.08 * k as f32),
                    );
                }
            }
            2 => fan(c, at, size, tone),
            _ => {
                let mound = blob(dice, (at.0, at.1 + 8.0), size * 0.8, size * 0.5);
                c.path(
                    mound,
                    Ink::Round(
                        (at.0 - size * 0.2, at.1 - size * 0.3),
                        size,
                        tone.mix(p.paper, 0.25),
                        tone.mix(sea, 0.45),
                    ),
                );
                let mut pores = PathBuilder::new();
                for _ in 0..34 {
                    let on = around(at, dice.within(PI, TAU), size * dice.within(0.0, 0.42));
                    push_oval(&mut pores, (on.0 * 1.0, on.1), 3.4, 2.4);
                }
                c.path(pores, sea.fade(0.5));
            }
        }
    }
}

/// Grows one coral into paths by thickness; the last path is the trunk.
fn branch(twigs: &mut [PathBuilder], dice: &mut Dice, (at, angle): (At, f32), long: f32) {
    let Some((trunk, finer)) = twigs.split_last_mut() else {
        return;
    };
    let tip = around(at, angle, long);
    let knee = around(at, angle + dice.within(-0.25, 0.25), long * 0.5);
    trunk.move_to(at.0, at.1);
    trunk.quad_to(knee.0, knee.1, tip.0, tip.1);
    for _ in 0..dice.count(2, 3) {
        let turn = angle + dice.within(-0.75, 0.75);
        let next = long * dice.within(0.55, 0.8);
        branch(finer, dice, (tip, turn), next);
    }
}

fn fan(c: &mut Canvas, at: At, size: f32, tone: Tone) {
    for i in -8..=8i16 {
        let angle = -PI / 2.0 + f32::from(i) * 0.115;
        let long = size * 1.35 * (1.0 - 0.004 * f32::from(i * i));
        let (a, b) = (
            around(at, angle, long * 0.6),
            around(at, angle + 0.03 * f32::from(i), long),
        );
        c.stroke(trace(&[at, a, b]), size * 0.030, tone);
    }
    for k in 2..9u16 {
        let r = size * 0.15 * f32::from(k);
        let arc: Vec<At> = (-8..=8i16)
            .map(|i| around(at, -PI / 2.0 + f32::from(i) * 0.122, r))
            .collect();
        c.stroke(bend(&arc), size * 0.016, tone.fade(0.75));
    }
}

fn shoal(c: &mut Canvas, dice: &mut Dice, tone: Tone, (x, y): At, many: u16) {
    let mut fish = PathBuilder::new();
    let way = if dice.chance(0.5) { 1.0 } else { -1.0 };
    let size = if many > 20 { 9.0 } else { 24.0 };
    for _ in 0..many {
        let (fx, fy) = (
            x + dice.within(-1.0, 1.0) * size * 15.0,
            y + dice.within(-1.0, 1.0) * size * 4.6,
        );
        let s = size * dice.within(0.7, 1.25);
        fish.move_to(fx + way * s * 1.5, fy);
        fish.quad_to(fx + way * s * 0.5, fy - s * 0.75, fx - way * s * 0.8, fy);
        fish.line_to(fx - way * s * 1.5, fy - s * 0.55);
        fish.line_to(fx - way * s * 1.25, fy);
        fish.line_to(fx - way * s * 1.5, fy + s * 0.55);
        fish.line_to(fx - way * s * 0.8, fy);
        fish.quad_to(fx + way * s * 0.5, fy + s * 0.75, fx + way * s * 1.5, fy);
        fish.close();
    }
    c.path(fish, tone.fade(0.9));
}
