//! The court: columns, pediment and stairs in hard light.
//!
//! People are small and seen from afar, so that they are nobody.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{clouds, sky};

/// Columns, pediment and stairs in hard light.
pub(super) fn court(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    sky(c, p, h * 0.75);
    clouds(c, dice, p.paper, (h * 0.08, h * 0.40), 7);
    let stone = p.paper.mix(p.second, 0.14);
    let dark = p.near.mix(p.zenith(), 0.25);
    let (top, foot) = (h * 0.33, h * 0.76);
    let (left, right) = (W * 0.10, W * 0.90);
    c.rect(
        left + 30.0,
        top,
        right - left - 60.0,
        foot - top,
        Ink::Down(top, dark.mix(p.ink, 0.4), foot, dark),
    );
    let door = (W * 0.5 - 95.0, h * 0.45);
    c.rect(
        door.0 - 16.0,
        door.1 - 16.0,
        222.0,
        foot - door.1 + 16.0,
        stone.mix(dark, 0.55),
    );
    c.rect(
        door.0,
        door.1,
        190.0,
        foot - door.1,
        Ink::Round(
            (W * 0.5, h * 0.70),
            260.0,
            Tone::hex(0xffd48a),
            p.accent.mix(p.ink, 0.55),
        ),
    );
    c.line(&[(W * 0.5, door.1), (W * 0.5, foot)], 4.0, p.ink);
    let many = 6u16;
    for i in 0..many {
        let x = left + 70.0 + (right - left - 140.0) * f32::from(i) / f32::from(many - 1);
        column(c, p, (x, foot), (foot - top, 43.0), stone);
    }
    entablature(c, p, (left, right, top), stone);
    stairs(c, p, foot, stone);
    scales(c, p, (W * 0.5, h * 0.225), stone);
    let x = W * dice.within(0.24, 0.36);
    for (dx, s) in [(0.0, 0.17), (0.045, 0.16), (0.36, 0.15)] {
        person(c, p, (x + W * dx, h * 0.905), h * s);
    }
    let sweep = if dice.chance(0.5) {
        [(0.0, 0.0), (W * 0.55, 0.0), (W * 0.05, h), (0.0, h)]
    } else {
        [(W, 0.0), (W * 0.45, 0.0), (W * 0.95, h), (W, h)]
    };
    c.poly(&sweep, p.sun.fade(0.16));
}

fn column(c: &mut Canvas, p: &Palette, (x, foot): At, (tall, r): At, stone: Tone) {
    let top = foot - tall;
    let shade = p.near.mix(stone, 0.25);
    let shaft = [
        (x - r, foot - 30.0),
        (x - r * 0.84, top + 48.0),
        (x + r * 0.84, top + 48.0),
        (x + r, foot - 30.0),
    ];
    c.poly(&shaft, Ink::Across(x - r * 0.5, stone, x + r, shade));
    for k in -3..=3i16 {
        let off = f32::from(k) / 3.6;
        c.line(
            &[(x + off * r, foot - 34.0), (x + off * r * 0.84, top + 52.0)],
            4.0,
            shade.fade(0.38),
        );
        c.line(
            &[
                (x + off * r - 3.0, foot - 34.0),
                (x + off * r * 0.84 - 3.0, top + 52.0),
            ],
            2.0,
            p.paper.fade(0.5),
        );
    }
    for (y, wide, t) in [
        (foot - 34.0, 1.16, 16.0),
        (foot - 18.0, 1.34, 20.0),
        (top + 34.0, 1.0, 16.0),
        (top + 18.0, 1.24, 17.0),
        (top, 1.45, 19.0),
    ] {
        c.rect(
            x - r * wide,
            y,
            r * wide * 2.0,
            t,
            Ink::Across(x - r * 0.6, stone.mix(p.paper, 0.4), x + r * wide, shade),
        );
    }
}

fn entablature(c: &mut Canvas, p: &Palette, (left, right, top): (f32, f32, f32), stone: Tone) {
    let shade = p.near.mix(stone, 0.45);
    let h = c.h;
    c.rect(
        left,
        top - 54.0,
        right - left,
        56.0,
        Ink::Down(top - 54.0, stone, top, stone.mix(shade, 0.45)),
    );
    c.rect(
        left - 16.0,
        top - 70.0,
        right - left + 32.0,
        18.0,
        stone.mix(p.paper, 0.4),
    );
    c.rect(
        left,
        top - 2.0,
        right - left,
        26.0,
        Ink::Down(top, p.ink.fade(0.5), top + 24.0, p.ink.fade(0.0)),
    );
    let mut x = left + 18.0;
    while x < right - 30.0 {
        c.rect(x, top - 48.0, 24.0, 36.0, shade.fade(0.45));
        x += 48.0;
    }
    let apex = h * 0.085;
    c.poly(
        &[
            (left - 20.0, top - 70.0),
            (W / 2.0, apex),
            (right + 20.0, top - 70.0),
        ],
        Ink::Across(left, stone, right, stone.mix(shade, 0.35)),
    );
    c.poly(
        &[
            (left + 96.0, top - 84.0),
            (W / 2.0, apex + 36.0),
            (right - 96.0, top - 84.0),
        ],
        Ink::Down(apex, shade, top - 70.0, shade.mix(stone, 0.4)),
    );
    c.line(
        &[
            (left - 24.0, top - 72.0),
            (W / 2.0, apex - 4.0),
            (right + 24.0, top - 72.0),
        ],
        13.0,
        stone.mix(p.paper, 0.5),
    );
}

fn stairs(c: &mut Canvas, p: &Palette, foot: f32, stone: Tone) {
    let h = c.h;
    let many = 8u16;
    for i in 0..many {
        let t = f32::from(i) / f32::from(many);
        let (y, step) = (foot + (h - foot) * t, (h - foot) / f32::from(many));
        let out = W * (0.08 - 0.10 * t);
        c.rect(out, y, W - out * 2.0, step * 0.42, stone.mix(p.paper, 0.35));
        c.rect(
            out,
            y + step * 0.42,
            W - out * 2.0,
            step * 0.60,
            Ink::Across(0.0, stone.mix(p.near, 0.32), W, stone.mix(p.near, 0.55)),
        );
    }
}

fn scales(c: &mut Canvas, p: &Palette, (x, y): At, stone: Tone) {
    let gold = p.accent.mix(p.sun, 0.15).mix(stone, 0.05);
    c.line(&[(x, y - 48.0), (x, y + 28.0)], 6.0, gold);
    c.line(&[(x - 70.0, y - 32.0), (x + 70.0, y - 32.0)], 5.0, gold);
    c.line(&[(x - 26.0, y + 30.0), (x + 26.0, y + 30.0)], 7.0, gold);
    for side in [-70.0, 70.0] {
        c.line(
            &[
                (x + side - 22.0, y + 6.0),
                (x + side, y - 32.0),
                (x + side + 22.0, y + 6.0),
            ],
            2.2,
            gold,
        );
        let mut pan = PathBuilder::new();
        pan.move_to(x + side - 28.0, y + 6.0);
        pan.quad_to(x + side, y + 32.0, x + side + 28.0, y + 6.0);
        pan.close();
        c.path(pan, gold);
    }
}

fn person(c: &mut Canvas, p: &Palette, (x, y): At, t: f32) {
    c.poly(
        &[
            (x, y),
            (x + t * 0.8, y + t * 0.16),
            (x + t * 0.95, y + t * 0.12),
            (x + t * 0.12, y - 4.0),
        ],
        p.ink.fade(0.28),
    );
    c.poly(
        &[
            (x - t * 0.10, y - t * 0.38),
            (x - t * 0.085, y - t * 0.82),
            (x + t * 0.085, y - t * 0.82),
            (x + t * 0.11, y - t * 0.38),
        ],
        p.ink,
    );
    c.line(
        &[(x - t * 0.03, y - t * 0.42), (x - t * 0.08, y)],
        t * 0.07,
        p.ink,
    );
    c.line(
        &[(x + t * 0.03, y - t * 0.42), (x + t * 0.09, y)],
        t * 0.07,
        p.ink,
    );
    c.oval((x, y - t * 0.91), t * 0.06, t * 0.075, p.ink);
    c.rect(
        x + t * 0.10,
        y - t * 0.45,
        t * 0.16,
        t * 0.12,
        p.accent.mix(p.ink, 0.4),
    );
}
