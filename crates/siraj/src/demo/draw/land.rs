//! Open land: mountains, wind turbines over dunes, saffron fields.
//!
//! Distance is told by air alone: what is far takes the colour of the horizon.

use std::f32::consts::TAU;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, bend, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{birds, clouds, cypress, ground, hills, mist, ridge, sky, sun};

/// Ridges behind ridges, with mist between them.
pub(super) fn mountains(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    sky(c, p, h * 0.75);
    let x = dice.within(0.2, 0.8) * W;
    sun(
        c,
        p,
        (x, h * dice.within(0.16, 0.32)),
        dice.within(42.0, 70.0),
    );
    clouds(c, dice, p.haze(), (h * 0.10, h * 0.32), 3);
    for i in 0..6u16 {
        let t = f32::from(i) / 5.0;
        let y = h * (0.46 + 0.40 * t);
        let rise = h * (0.42 - 0.16 * t);
        let tone = p.at(1.0 - t).mix(p.middle(), 0.18 * (1.0 - t));
        ridge(c, dice, (y, rise), tone, p.haze().mix(p.near, t * 0.85));
        if i < 4 {
            mist(c, p.haze(), y + h * 0.06, h * 0.07, 0.40 * (1.0 - t));
        }
        if i == 2 {
            birds(c, dice, p.ink, (W - x, h * 0.3));
        }
    }
    let line = hills(c, dice, (h * 0.93, h * 0.05), p.near.mix(p.ink, 0.5), p.ink);
    let mut trees = PathBuilder::new();
    for _ in 0..46 {
        let tx = dice.within(0.0, W);
        let edge = ((tx - W / 2.0).abs() / (W / 2.0)).powf(0.8);
        let tall = h * dice.within(0.06, 0.13) * (0.35 + edge);
        pine(&mut trees, (tx, ground(&line, tx) + 8.0), tall);
    }
    c.path(trees, p.ink);
}

fn pine(path: &mut PathBuilder, (x, y): At, tall: f32) {
    for k in 0..4u16 {
        let t = f32::from(k) / 4.0;
        let (top, foot) = (y - tall * (1.0 - t * 0.8), y - tall * (0.62 - t * 0.62));
        let w = tall * (0.07 + 0.15 * t);
        path.move_to(x, top);
        path.line_to(x + w, foot);
        path.line_to(x - w, foot);
        path.close();
    }
}

/// Turbines over dunes, the sun behind them.
pub(super) fn desert_wind(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    sky(c, p, h * 0.70);
    let x = dice.within(0.25, 0.75) * W;
    sun(
        c,
        p,
        (x, h * dice.within(0.42, 0.54)),
        dice.within(80.0, 130.0),
    );
    clouds(c, dice, p.haze(), (h * 0.12, h * 0.36), 4);
    ridge(
        c,
        dice,
        (h * 0.66, h * 0.10),
        p.far.mix(p.haze(), 0.35),
        p.haze(),
    );
    let sand = p.second.mix(p.haze(), 0.35);
    for _ in 0..dice.count(4, 7) {
        let foot = (dice.within(0.03, 0.97) * W, h * dice.within(0.66, 0.70));
        let tall = h * dice.within(0.13, 0.2);
        turbine(c, foot, tall, dice.unit(), p.paper.mix(p.far, 0.55));
    }
    dune(
        c,
        dice,
        h * 0.70,
        sand.mix(p.haze(), 0.35),
        p.far.mix(sand, 0.4),
    );
    let side = if dice.chance(0.5) { 1.0 } else { -1.0 };
    for (k, size) in [(0.10, 0.42), (-0.22, 0.56)] {
        let at = (
            W * (0.5 + side * k) + dice.within(-60.0, 60.0),
            h * (0.66 + size * 0.22),
        );
        turbine(
            c,
            at,
            h * size,
            dice.unit(),
            p.paper.mix(p.far, 0.25 - size * 0.3),
        );
    }
    dune(c, dice, h * 0.79, sand, p.at(0.55).mix(sand, 0.35));
    let near = (W * (0.5 + side * 0.33), h * 0.97);
    turbine(c, near, h * 0.82, dice.unit(), p.paper);
    dune(
        c,
        dice,
        h * 0.90,
        sand.mix(p.near, 0.28),
        p.near.mix(sand, 0.25),
    );
}

/// A dune line whose crests have a lit and a shaded side.
fn dune(c: &mut Canvas, dice: &mut Dice, y: f32, lit: Tone, shade: Tone) {
    let rise = c.h * 0.045;
    let line = hills(c, dice, (y, rise), lit, lit.mix(shade, 0.45));
    let mut x = dice.within(-200.0, 100.0);
    while x < W {
        let wide = dice.within(320.0, 620.0);
        let crest = ground(&line, x.clamp(0.0, W));
        let mut side = PathBuilder::new();
        side.move_to(x, crest + 1.0);
        let mut k = 0.0;
        while k < 1.0 {
            k += 0.1;
            let at = (x + wide * 0.75 * k).clamp(0.0, W);
            side.line_to(at, ground(&line, at) + 1.0 + k * 26.0);
        }
        side.cubic_to(
            x + wide * 0.6,
            crest + 70.0,
            x + wide * 0.3,
            crest + 40.0,
            x + wide * 0.1,
            crest + 190.0,
        );
        side.quad_to(x + wide * 0.12, crest + 60.0, x, crest + 1.0);
        side.close();
        c.path(
            side,
            Ink::Down(crest, shade.fade(0.55), crest + 150.0, shade.fade(0.0)),
        );
        x += wide * dice.within(0.9, 1.5);
    }
}

/// One wind turbine; `turn` 0..1 places its blades.
pub(super) fn turbine(c: &mut Canvas, (x, y): At, tall: f32, turn: f32, tone: Tone) {
    let (root, top) = (tall * 0.020, tall * 0.010);
    let hub = (x, y - tall);
    let tower = [
        (x - root, y),
        (x - top, hub.1),
        (x + top, hub.1),
        (x + root, y),
    ];
    let shade = tone.mix(Tone::hex(0x2a2a38), 0.34);
    c.poly(&tower, Ink::Across(x - root, tone, x + root, shade));
    let nacelle = tall * 0.022;
    let mut body = PathBuilder::new();
    push_oval(
        &mut body,
        (x + nacelle * 0.5, hub.1),
        nacelle * 1.7,
        nacelle * 0.75,
    );
    c.path(body, tone.mix(shade, 0.6));
    for k in 0..3u16 {
        let angle = TAU * (f32::from(k) / 3.0 + turn / 3.0);
        let long = tall * 0.56;
        let edge = |along: f32, across: f32| {
            let on = around(hub, angle, long * along);
            around(on, angle + TAU / 4.0, long * across)
        };
        let (a, b) = (edge(0.02, -0.017), edge(0.16, -0.022));
        let (tip, d) = (edge(1.0, 0.002), edge(0.18, 0.052));
        let e = edge(0.03, 0.018);
        let mut blade = PathBuilder::new();
        blade.move_to(a.0, a.1);
        blade.line_to(b.0, b.1);
        blade.line_to(tip.0, tip.1);
        let swell = edge(0.5, 0.040);
        blade.quad_to(swell.0, swell.1, d.0, d.1);
        blade.quad_to(edge(0.08, 0.04).0, edge(0.08, 0.04).1, e.0, e.1);
        blade.close();
        c.path(blade, tone);
    }
    c.disc(hub.0, hub.1, tall * 0.019, tone.mix(shade, 0.25));
}

/// Rows of saffron that meet under the hills.
pub(super) fn fields(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let horizon = h * dice.within(0.40, 0.47);
    sky(c, p, horizon);
    let at = (
        dice.within(0.15, 0.85) * W,
        horizon * dice.within(0.35, 0.6),
    );
    sun(c, p, at, dice.within(40.0, 62.0));
    clouds(c, dice, p.paper, (horizon * 0.2, horizon * 0.6), 5);
    for i in 0..3u16 {
        let t = f32::from(i) / 3.0;
        ridge(
            c,
            dice,
            (horizon, h * (0.17 - 0.04 * t)),
            p.at(0.95 - 0.3 * t),
            p.haze(),
        );
    }
    let vanish = (dice.within(0.3, 0.7) * W, horizon - 10.0);
    let soil = p.near.mix(p.second, 0.35);
    c.rect(
        0.0,
        horizon,
        W,
        h - horizon,
        Ink::Down(horizon, soil.mix(p.haze(), 0.6), h, soil),
    );
    let leaf = p.near.mix(Tone::hex(0x6f9a5a), 0.6);
    let flower = Tone::hex(0x8c5bb5).mix(p.accent, 0.12);
    rows(c, vanish, (horizon, h), leaf, flower.mix(p.haze(), 0.15));
    flowers(c, dice, vanish, horizon, flower);
    farm(c, dice, p, horizon);
}

fn rows(c: &mut Canvas, vanish: At, (horizon, low): At, leaf: Tone, flower: Tone) {
    for i in -16..=16i16 {
        let foot = vanish.0 + f32::from(i) * 148.0;
        let at = |x: f32, y: f32| vanish.0 + (x - vanish.0) * (y - vanish.1) / (low - vanish.1);
        let strip = |a: f32, b: f32| {
            let (l, r) = (foot + a, foot + b);
            [
                (at(l, horizon), horizon),
                (at(r, horizon), horizon),
                (at(r, low), low),
                (at(l, low), low),
            ]
        };
        let pale = |t: Tone| t.mix(Tone::hex(0xf3e4d4), 0.45);
        c.poly(
            &strip(-46.0, 46.0),
            Ink::Down(
                horizon,
                pale(leaf),
                low,
                leaf.mix(Tone::hex(0x102015), 0.25),
            ),
        );
        c.poly(
            &strip(-34.0, 30.0),
            Ink::Down(horizon, pale(flower), low, flower),
        );
    }
}

fn flowers(c: &mut Canvas, dice: &mut Dice, vanish: At, horizon: f32, flower: Tone) {
    let h = c.h;
    let tones = [
        flower.mix(Tone::hex(0xffffff), 0.35),
        flower.mix(Tone::hex(0x2a0f45), 0.35),
        Tone::hex(0xe8743a),
    ];
    for (k, tone) in tones.into_iter().enumerate() {
        let mut path = PathBuilder::new();
        for _ in 0..if k == 2 { 260 } else { 520 } {
            let depth = dice.unit().powf(0.7);
            let y = horizon + depth * (h - horizon);
            let lane = f32::from(i16::try_from(dice.count(0, 32)).unwrap_or(0)) - 16.0;
            let foot = vanish.0 + lane * 148.0 + dice.within(-36.0, 32.0);
            let x = vanish.0 + (foot - vanish.0) * (y - vanish.1) / (h - vanish.1);
            let r = (1.0 + depth * 7.0) * if k == 2 { 0.45 } else { 1.0 };
            push_oval(&mut path, (x, y), r, r * 0.7);
        }
        c.path(path, tone.fade(0.85));
    }
}

fn farm(c: &mut Canvas, dice: &mut Dice, p: &Palette, horizon: f32) {
    let x = if dice.chance(0.5) {
        dice.within(0.08, 0.25)
    } else {
        dice.within(0.72, 0.88)
    } * W;
    let y = horizon + 14.0;
    let mut trees = PathBuilder::new();
    for _ in 0..9 {
        let tall = dice.within(50.0, 120.0);
        cypress(&mut trees, (x + dice.within(-170.0, 170.0), y + 2.0), tall);
    }
    c.path(trees, p.near.mix(Tone::hex(0x35523a), 0.5));
    let (wall, dark) = (p.paper, p.paper.mix(p.near, 0.35));
    c.rect(
        x - 52.0,
        y - 44.0,
        70.0,
        46.0,
        Ink::Across(x - 52.0, wall, x + 18.0, wall.mix(dark, 0.3)),
    );
    c.rect(x + 18.0, y - 32.0, 46.0, 34.0, dark);
    c.poly(
        &[
            (x - 58.0, y - 43.0),
            (x - 42.0, y - 64.0),
            (x + 10.0, y - 64.0),
            (x + 24.0, y - 43.0),
        ],
        p.accent,
    );
    c.poly(
        &[
            (x + 18.0, y - 31.0),
            (x + 26.0, y - 44.0),
            (x + 60.0, y - 44.0),
            (x + 69.0, y - 31.0),
        ],
        p.accent.mix(p.near, 0.3),
    );
    for k in 0..3u16 {
        c.rect(x - 42.0 + f32::from(k) * 20.0, y - 30.0, 7.0, 11.0, p.near);
    }
    let hedge: Vec<At> = (0..=30u16)
        .map(|i| {
            (
                W * f32::from(i) / 30.0,
                horizon + 2.0 + dice.within(-5.0, 4.0),
            )
        })
        .collect();
    c.stroke(bend(&hedge), 9.0, p.at(0.45).fade(0.8));
}
