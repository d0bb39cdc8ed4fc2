//! The old market: arches with voussoirs, awnings, lamps, and fruit.
//!
//! Everything hangs on the number of arches, which the seed decides.

use std::f32::consts::PI;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around};
use super::dice::Dice;
use super::palette::{Palette, Tone};

/// Arches with voussoirs, awnings, lamps, and fruit.
pub(super) fn market(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let floor = h * 0.80;
    let wall = p.paper.mix(p.second, 0.42);
    c.rect(
        0.0,
        0.0,
        W,
        floor,
        Ink::Down(0.0, wall.mix(p.near, 0.30), floor, wall),
    );
    courses(c, dice, p, floor);
    let many = dice.count(2, 3);
    let wide = W / many as f32;
    for i in 0..many {
        arch(c, dice, p, (wide * (i as f32 + 0.5), floor), wide * 0.36);
    }
    c.rect(
        0.0,
        floor,
        W,
        h - floor,
        Ink::Down(floor, p.second.mix(p.near, 0.45), h, p.ink),
    );
    paving(c, p, floor);
    for i in 0..many {
        let x = wide * (i as f32 + 0.5);
        stall(c, dice, p, (x, h * 0.94), wide * 0.40);
    }
    for i in 0..=many {
        lamp(c, p, (wide * i as f32, h * 0.30), 1.0);
    }
    let (one, other) = (W * dice.within(0.28, 0.4), W * dice.within(0.62, 0.72));
    figure(c, dice, (one, h * 0.985), h * 0.42, p.ink);
    figure(
        c,
        dice,
        (other, h * 0.975),
        h * 0.39,
        p.ink.mix(p.near, 0.4),
    );
    let shaft = [
        (W * 0.05, 0.0),
        (W * 0.30, 0.0),
        (W * 0.85, h),
        (W * 0.40, h),
    ];
    c.poly(
        &shaft,
        Ink::Down(0.0, p.sun.fade(0.28), h, p.sun.fade(0.02)),
    );
}

fn courses(c: &mut Canvas, dice: &mut Dice, p: &Palette, floor: f32) {
    let mut y = 20.0;
    while y < floor {
        let mut x = dice.within(-80.0, 0.0);
        while x < W {
            let w = dice.within(70.0, 130.0);
            c.rect(
                x,
                y,
                w - 4.0,
                38.0,
                p.paper.mix(p.near, dice.within(0.0, 0.5)).fade(0.16),
            );
            x += w;
        }
        y += 42.0;
    }
}

/// An opening with a street behind it; `foot` is the middle of its threshold.
fn arch(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, y): At, r: f32) {
    let spring = y - c.h * 0.36;
    let outer = r * 1.24;
    c.rect(
        x - outer,
        spring,
        outer * 2.0,
        y - spring,
        p.paper.mix(p.second, 0.30),
    );
    let parts = 17u16;
    for i in 0..parts {
        let a = PI + PI * f32::from(i) / f32::from(parts);
        let b = PI + PI * f32::from(i + 1) / f32::from(parts) - 0.008;
        let tone = if i % 2 == 0 {
            p.accent.mix(p.near, 0.22)
        } else {
            p.paper
        };
        let at = (x, spring);
        c.poly(
            &[
                around(at, a, r),
                around(at, a, outer),
                around(at, b, outer),
                around(at, b, r),
            ],
            tone,
        );
    }
    let mut hole = PathBuilder::new();
    hole.move_to(x - r, y);
    hole.line_to(x - r, spring);
    let k = r * 0.5523;
    hole.cubic_to(x - r, spring - k, x - k, spring - r, x, spring - r);
    hole.cubic_to(x + k, spring - r, x + r, spring - k, x + r, spring);
    hole.line_to(x + r, y);
    hole.close();
    c.path(
        hole,
        Ink::Down(spring - r, p.near.mix(p.accent, 0.18), y, p.ink),
    );
    c.glow(
        (x + r * dice.within(-0.3, 0.3), y - r * 0.7),
        r * 0.9,
        p.sun,
        0.62,
    );
    let inner = r * 0.56;
    let mut deep = PathBuilder::new();
    deep.move_to(x - inner, y);
    deep.line_to(x - inner, spring + r * 0.28);
    deep.quad_to(x - inner, spring - r * 0.32, x, spring - r * 0.46);
    deep.quad_to(x + inner, spring - r * 0.32, x + inner, spring + r * 0.28);
    deep.line_to(x + inner, y);
    deep.close();
    c.path(
        deep,
        Ink::Down(
            spring - r * 0.4,
            p.middle().mix(p.haze(), 0.4),
            y,
            p.haze().mix(p.sun, 0.5),
        ),
    );
    c.rect(
        x + inner * 0.2,
        spring + r * 0.2,
        inner * 0.55,
        y - spring - r * 0.2,
        p.far.mix(p.near, 0.3).fade(0.6),
    );
    c.rect(
        x - inner * 0.75,
        spring + r * 0.5,
        inner * 0.6,
        y - spring - r * 0.5,
        p.second.fade(0.6),
    );
    lamp(c, p, (x, spring - r * 0.45), 0.8);
    for side in [-1.0, 1.0] {
        c.rect(
            x + side * r * 1.12 - r * 0.15,
            spring - 16.0,
            r * 0.30,
            20.0,
            p.paper.mix(p.near, 0.25),
        );
    }
}

fn paving(c: &mut Canvas, p: &Palette, floor: f32) {
    let h = c.h;
    for i in -14..=14i16 {
        let x = W / 2.0 + f32::from(i) * 62.0;
        let foot = W / 2.0 + f32::from(i) * 190.0;
        c.line(&[(x, floor), (foot, h)], 2.2, p.paper.fade(0.13));
    }
    for k in [0.10, 0.24, 0.44, 0.72] {
        let y = floor + (h - floor) * k;
        c.line(&[(0.0, y), (W, y)], 2.0, p.paper.fade(0.13));
    }
}

/// A counter of fruit crates under a striped awning.
fn stall(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, y): At, half: f32) {
    let h = c.h;
    let (top, low) = (h * 0.44, h * 0.53);
    for side in [-0.95, 0.95] {
        c.line(
            &[(x + half * side, low), (x + half * side, y)],
            7.0,
            p.ink.mix(p.second, 0.3),
        );
    }
    let stripe = dice.pick(&[p.accent, p.zenith(), p.second.mix(p.accent, 0.5)]);
    let many = 12u16;
    for i in 0..many {
        let (a, b) = (
            f32::from(i) / f32::from(many) * 2.0 - 1.0,
            f32::from(i + 1) / f32::from(many) * 2.0 - 1.0,
        );
        let tone = if i % 2 == 0 { stripe } else { p.paper };
        let at = |k: f32, y: f32, s: f32| (x + half * k * s, y);
        c.poly(
            &[
                at(a, top, 0.92),
                at(b, top, 0.92),
                at(b, low, 1.12),
                at(a, low, 1.12),
            ],
            Ink::Down(top, tone.mix(p.ink, 0.12), low, tone),
        );
        let (l, r) = (x + half * a * 1.12, x + half * b * 1.12);
        c.oval(
            ((l + r) / 2.0, low),
            (r - l) / 2.0,
            17.0,
            tone.mix(p.ink, 0.10),
        );
    }
    c.rect(
        x - half,
        low + 12.0,
        half * 2.0,
        60.0,
        Ink::Down(low + 12.0, p.ink.fade(0.35), low + 72.0, p.ink.fade(0.0)),
    );
    let counter = y - h * 0.155;
    c.rect(
        x - half * 1.02,
        counter,
        half * 2.04,
        y - counter,
        Ink::Down(counter, p.near.mix(p.second, 0.4), y, p.ink),
    );
    let fruit = [
        Tone::hex(0xe8813a),
        Tone::hex(0xc7372f),
        Tone::hex(0xf0b93c),
        Tone::hex(0x7d9a48),
        Tone::hex(0x6d2f52),
        p.accent,
    ];
    for i in 0..4u16 {
        let left = x - half * 0.98 + f32::from(i) * half * 0.495;
        let tone = dice.pick(&fruit);
        heap(c, dice, tone, (left, counter + 4.0), half * 0.46);
        c.rect(
            left,
            counter,
            half * 0.46,
            34.0,
            Ink::Down(
                counter,
                p.second.mix(p.near, 0.25),
                counter + 34.0,
                p.second.mix(p.near, 0.6),
            ),
        );
        c.line(
            &[(left, counter + 16.0), (left + half * 0.46, counter + 16.0)],
            2.0,
            p.ink.fade(0.45),
        );
    }
}

fn heap(c: &mut Canvas, dice: &mut Dice, tone: Tone, (x, y): At, w: f32) {
    let r = 13.0;
    for row in 0..4u16 {
        let level = y - f32::from(row) * r * 1.25;
        let inset = f32::from(row) * r * 0.95;
        let mut k = x + inset + r;
        while k < x + w - inset - r * 0.5 {
            let t = tone.mix(Tone::hex(0x2a1014), dice.within(0.0, 0.28));
            c.disc(
                k,
                level,
                r,
                Ink::Round(
                    (k - r * 0.4, level - r * 0.4),
                    r * 1.7,
                    t.mix(Tone::hex(0xfff3d6), 0.45),
                    t,
                ),
            );
            k += r * 1.8;
        }
    }
}

fn lamp(c: &mut Canvas, p: &Palette, (x, y): At, s: f32) {
    c.line(&[(x, y - 190.0 * s), (x, y - 30.0 * s)], 2.4, p.ink);
    c.glow((x, y), 150.0 * s, Tone::hex(0xffc766), 0.75);
    let glass = [
        (x - 20.0 * s, y - 20.0 * s),
        (x + 20.0 * s, y - 20.0 * s),
        (x + 26.0 * s, y + 6.0 * s),
        (x, y + 36.0 * s),
        (x - 26.0 * s, y + 6.0 * s),
    ];
    c.poly(
        &glass,
        Ink::Round((x, y), 34.0 * s, Tone::hex(0xfff3cf), Tone::hex(0xf2a23c)),
    );
    c.line(
        &[
            (x - 20.0 * s, y - 20.0 * s),
            (x - 26.0 * s, y + 6.0 * s),
            (x, y + 36.0 * s),
            (x + 26.0 * s, y + 6.0 * s),
            (x + 20.0 * s, y - 20.0 * s),
        ],
        3.0 * s,
        p.ink,
    );
    c.line(&[(x, y - 20.0 * s), (x, y + 36.0 * s)], 2.0 * s, p.ink);
    c.poly(
        &[
            (x - 24.0 * s, y - 19.0 * s),
            (x, y - 40.0 * s),
            (x + 24.0 * s, y - 19.0 * s),
        ],
        p.ink,
    );
}

/// A person standing, seen from behind; sometimes with a scarf and a bag.
fn figure(c: &mut Canvas, dice: &mut Dice, (x, y): At, tall: f32, tone: Tone) {
    let t = tall;
    let head = (x, y - t * 0.92);
    let scarf = dice.chance(0.5);
    let mut coat = PathBuilder::new();
    let hem = if scarf { 0.05 } else { 0.38 };
    let flare = if scarf { 0.15 } else { 0.115 };
    coat.move_to(x - t * flare, y - t * hem);
    coat.cubic_to(
        x - t * 0.13,
        y - t * 0.6,
        x - t * 0.15,
        y - t * 0.82,
        x - t * 0.045,
        y - t * 0.84,
    );
    coat.line_to(x + t * 0.045, y - t * 0.84);
    coat.cubic_to(
        x + t * 0.15,
        y - t * 0.82,
        x + t * 0.13,
        y - t * 0.6,
        x + t * flare,
        y - t * hem,
    );
    coat.close();
    c.path(coat, tone);
    for side in [-1.0, 1.0] {
        c.line(
            &[
                (x + side * t * 0.05, y - t * (hem + 0.06)),
                (x + side * t * 0.058, y - 6.0),
            ],
            t * 0.062,
            tone,
        );
        c.line(
            &[
                (x + side * t * 0.118, y - t * 0.76),
                (x + side * t * 0.15, y - t * 0.46),
            ],
            t * 0.05,
            tone,
        );
    }
    c.oval(head, t * 0.058, t * 0.072, tone);
    c.rect(x - t * 0.026, y - t * 0.88, t * 0.052, t * 0.06, tone);
    if scarf {
        let mut veil = PathBuilder::new();
        veil.move_to(x - t * 0.10, y - t * 0.74);
        veil.cubic_to(
            x - t * 0.10,
            y - t * 1.04,
            x + t * 0.10,
            y - t * 1.04,
            x + t * 0.10,
            y - t * 0.74,
        );
        veil.close();
        c.path(veil, tone);
    }
    if dice.chance(0.7) {
        let hand = (x + t * 0.155, y - t * 0.44);
        c.line(&[hand, (hand.0 - t * 0.03, hand.1 + t * 0.07)], 2.6, tone);
        c.line(&[hand, (hand.0 + t * 0.03, hand.1 + t * 0.07)], 2.6, tone);
        c.rect(
            hand.0 - t * 0.055,
            hand.1 + t * 0.06,
            t * 0.11,
            t * 0.13,
            tone,
        );
    }
}
