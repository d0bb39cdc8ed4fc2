//! Theatre and cinema: curtains and a lone figure, or a screen before its rows.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{ridge, sky, sun};

/// One of the two houses, by the dice.
pub(super) fn stage(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    if dice.chance(0.5) {
        theatre(c, dice, p)
    } else {
        cinema(c, dice, p)
    }
    seats(c, dice, p);
}

fn theatre(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let floor = h * 0.70;
    let red = p.accent.mix(p.ink, 0.30);
    let back = p.near.mix(p.middle(), 0.35);
    c.rect(
        0.0,
        0.0,
        W,
        floor,
        Ink::Round(
            (W / 2.0, floor - 120.0),
            W * 0.55,
            back.mix(p.haze(), 0.35),
            p.ink,
        ),
    );
    c.rect(
        0.0,
        floor,
        W,
        h - floor,
        Ink::Down(floor, p.second.mix(p.near, 0.45), h, p.ink),
    );
    for i in -12..=12i16 {
        let x = W / 2.0 + f32::from(i) * 78.0;
        let foot = W / 2.0 + f32::from(i) * 130.0;
        c.line(&[(x, floor), (foot, h)], 2.0, p.ink.fade(0.4));
    }
    let x = W * dice.within(0.38, 0.62);
    for (from, strong) in [(W * 0.16, 0.34), (W * 0.84, 0.34), (W * 0.5, 0.42)] {
        let cone = [
            (from - 12.0, -10.0),
            (from + 12.0, -10.0),
            (x + 170.0, floor + 62.0),
            (x - 170.0, floor + 62.0),
        ];
        c.poly(
            &cone,
            Ink::Down(0.0, p.sun.fade(strong), floor, p.sun.fade(0.08)),
        );
    }
    c.oval(
        (x, floor + 62.0),
        215.0,
        46.0,
        Ink::Round((x, floor + 62.0), 215.0, p.sun.fade(0.9), p.sun.fade(0.15)),
    );
    actor(c, dice, p, (x, floor + 66.0), h * 0.40);
    curtains(c, dice, p, red, floor);
}

fn curtains(c: &mut Canvas, dice: &mut Dice, p: &Palette, red: Tone, floor: f32) {
    let h = c.h;
    let folds = 9u16;
    for side in [0.0, 1.0_f32] {
        for i in 0..folds {
            let t = f32::from(i) / f32::from(folds);
            let w = W * 0.026 * dice.within(0.9, 1.25);
            let x = W * 0.245 * t;
            let waist = x * 0.62;
            let place = |k: f32| if side < 0.5 { k } else { W - k };
            let mut fold = PathBuilder::new();
            fold.move_to(place(x), -10.0);
            fold.cubic_to(
                place(x),
                h * 0.3,
                place(waist),
                h * 0.35,
                place(waist),
                h * 0.45,
            );
            fold.cubic_to(
                place(waist),
                h * 0.6,
                place(x * 0.92),
                h * 0.6,
                place(x * 0.95),
                floor + 60.0,
            );
            fold.line_to(place(x * 0.95 + w * 1.5), floor + 52.0);
            fold.cubic_to(
                place(x * 0.92 + w * 1.4),
                h * 0.6,
                place(waist + w),
                h * 0.6,
                place(waist + w),
                h * 0.45,
            );
            fold.cubic_to(
                place(waist + w),
                h * 0.35,
                place(x + w * 1.6),
                h * 0.3,
                place(x + w * 1.6),
                -10.0,
            );
            fold.close();
            let (a, b) = (place(x), place(x + w * 1.6));
            c.path(
                fold,
                Ink::Across(a, red.mix(p.ink, 0.55), b, red.mix(p.paper, 0.14)),
            );
        }
        let knot = if side < 0.5 { W * 0.065 } else { W * 0.935 };
        c.line(
            &[(knot - 78.0, h * 0.45 - 6.0), (knot + 78.0, h * 0.45 + 6.0)],
            15.0,
            p.sun.mix(p.accent, 0.35),
        );
    }
    let scallops = 9u16;
    for i in 0..scallops {
        let w = W / f32::from(scallops);
        let x = f32::from(i) * w;
        for k in (0..5u16).rev() {
            let y = h * (0.055 + 0.022 * f32::from(k));
            let mut swag = PathBuilder::new();
            swag.move_to(x - 4.0, -4.0);
            swag.line_to(x + w + 4.0, -4.0);
            swag.line_to(x + w + 4.0, h * 0.03);
            swag.cubic_to(
                x + w * 0.75,
                y + h * 0.05,
                x + w * 0.25,
                y + h * 0.05,
                x - 4.0,
                h * 0.03,
            );
            swag.close();
            c.path(
                swag,
                if k % 2 == 0 {
                    red
                } else {
                    red.mix(p.ink, 0.42)
                },
            );
        }
        c.disc(x, h * 0.035, 15.0, p.sun.mix(p.accent, 0.35));
    }
}

fn actor(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, y): At, t: f32) {
    c.oval((x + t * 0.05, y), t * 0.26, t * 0.035, p.ink.fade(0.55));
    let gown = dice.chance(0.5);
    let mut body = PathBuilder::new();
    if gown {
        body.move_to(x - t * 0.20, y);
        body.cubic_to(
            x - t * 0.10,
            y - t * 0.35,
            x - t * 0.04,
            y - t * 0.45,
            x - t * 0.075,
            y - t * 0.80,
        );
        body.line_to(x + t * 0.075, y - t * 0.80);
        body.cubic_to(
            x + t * 0.04,
            y - t * 0.45,
            x + t * 0.12,
            y - t * 0.35,
            x + t * 0.24,
            y,
        );
    } else {
        body.move_to(x - t * 0.11, y);
        body.line_to(x - t * 0.10, y - t * 0.80);
        body.line_to(x + t * 0.10, y - t * 0.80);
        body.line_to(x + t * 0.12, y);
        body.line_to(x + t * 0.035, y);
        body.line_to(x, y - t * 0.40);
        body.line_to(x - t * 0.03, y);
    }
    body.close();
    c.path(body, p.ink);
    c.line(
        &[
            (x - t * 0.08, y - t * 0.77),
            (x - t * 0.22, y - t * 0.66),
            (x - t * 0.33, y - t * 0.84),
        ],
        t * 0.048,
        p.ink,
    );
    c.line(
        &[
            (x + t * 0.08, y - t * 0.77),
            (x + t * 0.19, y - t * 0.60),
            (x + t * 0.30, y - t * 0.52),
        ],
        t * 0.048,
        p.ink,
    );
    c.oval((x, y - t * 0.90), t * 0.060, t * 0.075, p.ink);
    c.line(&[(x, y - t * 0.86), (x, y - t * 0.78)], t * 0.05, p.ink);
    if gown {
        c.oval((x - t * 0.045, y - t * 0.945), t * 0.045, t * 0.04, p.ink);
    }
}

fn cinema(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(
            (W / 2.0, h * 0.42),
            W * 0.7,
            p.near.mix(p.middle(), 0.30),
            p.ink,
        ),
    );
    let (w, tall) = (W * 0.66, h * 0.54);
    let (x, y) = ((W - w) / 2.0, h * 0.13);
    c.glow((W / 2.0, y + tall / 2.0), W * 0.62, p.haze(), 0.5);
    let mut film = Canvas::new(900, 413);
    let hours = [
        super::palette::TEAL_SAND,
        super::palette::SAFFRON,
        super::palette::DUSK,
    ];
    let q = dice.pick(&hours);
    let horizon = film.h * 0.8;
    sky(&mut film, &q, horizon);
    let sun_at = (W * dice.within(0.25, 0.75), film.h * 0.42);
    sun(&mut film, &q, sun_at, 70.0);
    for i in 0..4u16 {
        let t = f32::from(i) / 3.0;
        let foot = film.h * (0.62 + 0.33 * t);
        let rise = film.h * (0.34 - 0.1 * t);
        ridge(
            &mut film,
            dice,
            (foot, rise),
            q.at(0.9 - 0.8 * t),
            q.haze().mix(q.near, t),
        );
    }
    c.rect(x - 10.0, y - 10.0, w + 20.0, tall + 20.0, p.ink);
    c.lay(&film, (x, y), (w, tall));
    for side in [-1.0, 1.0] {
        for k in 0..4u16 {
            let lx = W / 2.0 + side * (w / 2.0 + 60.0 + f32::from(k) * 50.0);
            let ly = h * (0.28 + 0.035 * f32::from(k));
            c.glow((lx, ly), 105.0, p.sun, 0.40);
            c.rect(lx - 6.0, ly - 24.0, 12.0, 48.0, p.sun);
        }
    }
    c.poly(
        &[(W / 2.0, -60.0), (x, y), (x + w, y)],
        Ink::Down(0.0, p.paper.fade(0.30), y + 10.0, p.paper.fade(0.03)),
    );
    c.rect(
        0.0,
        h * 0.74,
        W,
        h * 0.26,
        Ink::Down(h * 0.70, p.haze().fade(0.28), h * 0.9, p.ink.fade(0.9)),
    );
}

fn seats(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    for row in 0..3u16 {
        let t = f32::from(row);
        let r = 20.0 + 8.0 * t;
        let y = h * (0.80 + 0.075 * t);
        let tone = p.ink.mix(p.near, 0.55 - 0.25 * t);
        let mut x = -r * dice.within(0.0, 2.0);
        let mut rim = PathBuilder::new();
        let mut shapes = PathBuilder::new();
        while x < W + r {
            if let Some(back) = tiny_skia::Rect::from_xywh(x - r * 1.25, y + r * 1.1, r * 2.5, h) {
                shapes.push_rect(back);
            }
            push_oval(&mut shapes, (x, y + r * 1.15), r * 1.25, r * 0.5);
            push_oval(&mut rim, (x, y + r * 1.05), r * 1.25, r * 0.5);
            if dice.chance(0.72) {
                push_oval(&mut rim, (x, y - r * 0.12), r * 0.78, r * 0.95);
                push_oval(&mut shapes, (x, y), r * 0.78, r * 0.95);
                push_oval(&mut shapes, (x, y + r * 1.3), r * 1.1, r * 0.75);
            }
            x += r * 2.75;
        }
        c.path(rim, p.haze().mix(tone, 0.45));
        c.path(shapes, tone);
    }
}
