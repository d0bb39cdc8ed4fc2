//! The lighthouse on its cape, throwing its beams over the sea by evening.
//!
//! The tower is lit from one side; the rocks before it carry the surf.

use std::f32::consts::PI;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, bend, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{clouds, glitter, ripples, sky, stars, sun, water};

/// A lighthouse that throws its beams over the sea by evening.
pub(super) fn lighthouse(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let level = h * 0.70;
    sky(c, p, level);
    let flip = dice.chance(0.5);
    let side = |k: f32| if flip { W * (1.0 - k) } else { W * k };
    if p.is_night() {
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
