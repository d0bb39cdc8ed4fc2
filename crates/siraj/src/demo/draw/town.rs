//! The town by night: a skyline over water, and the observatory under its stars.

use std::f32::consts::TAU;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, push_oval};
use super::dice::Dice;
use super::palette::{NIGHT, Palette, Tone};
use super::scenery::{self, clouds, glitter, ground, hills, ridge, ripples, sky, sun, water};

/// A lit city seen over the bay.
pub(super) fn city_night(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let level = h * 0.72;
    sky(c, p, level);
    if p.is_night() {
        scenery::stars(c, dice, p.paper, level * 0.7, 260);
    }
    let x = dice.within(0.15, 0.85) * W;
    sun(
        c,
        p,
        (x, h * dice.within(0.14, 0.28)),
        dice.within(40.0, 66.0),
    );
    clouds(c, dice, p.haze(), (h * 0.2, h * 0.45), 5);
    ridge(
        c,
        dice,
        (level - 20.0, h * 0.30),
        p.far.mix(p.middle(), 0.3),
        p.haze().mix(p.far, 0.4),
    );
    c.glow((W / 2.0, level), W * 0.6, Tone::hex(0xffb457), 0.42);
    for (layer, tall) in [(0.0, 0.30), (1.0, 0.24), (2.0, 0.17)] {
        row(c, dice, p, (level, h * tall), layer / 2.0);
    }
    c.rect(0.0, level - 12.0, W, 14.0, p.ink);
    let mut lamps = PathBuilder::new();
    for i in 0..38u16 {
        lamps.push_circle(20.0 + f32::from(i) * 40.0, level - 15.0, 3.4);
    }
    c.path(lamps, Tone::hex(0xffe1a0));
    water(c, p, level);
    c.reflect(level, 0.62);
    c.rect(
        0.0,
        level,
        W,
        h - level,
        Ink::Down(level, p.ink.fade(0.15), h, p.ink.fade(0.72)),
    );
    streaks(c, dice, level);
    glitter(c, dice, p.sun.fade(0.5), x, level);
    ripples(c, dice, p.ink, level, 200);
}

fn row(c: &mut Canvas, dice: &mut Dice, p: &Palette, (level, tall): At, near: f32) {
    let lights = [
        Tone::hex(0xffd27a),
        Tone::hex(0xffb84d),
        Tone::hex(0xfff0c9),
        p.accent,
    ];
    let wall = p.at(0.55 - 0.5 * near);
    let mut left = dice.within(-40.0, 0.0);
    while left < W {
        let w = dice.within(46.0, 110.0);
        let rise = tall * dice.within(0.45, 1.0) * (1.15 - 0.4 * ((left / W) - 0.5).abs());
        let top = level - rise;
        c.rect(
            left,
            top,
            w,
            rise,
            Ink::Down(top, wall.mix(p.haze(), 0.10), level, wall.mix(p.ink, 0.45)),
        );
        crown(c, dice, wall, (left, top), w);
        let (cell, high) = (w / (w / 15.0).floor().max(2.0), 19.0);
        let tone = dice.pick(&lights);
        let mut lit = PathBuilder::new();
        let mut y = top + 12.0;
        while y < level - 16.0 {
            let mut x = left + cell * 0.3;
            while x < left + w - cell * 0.5 {
                if dice.chance(0.34 + 0.12 * near)
                    && let Some(rect) = tiny_skia::Rect::from_xywh(x, y, cell * 0.45, high * 0.48)
                {
                    lit.push_rect(rect);
                }
                x += cell;
            }
            y += high;
        }
        c.path(lit, tone.fade(0.60 + 0.38 * near));
        left += w + dice.within(-2.0, 14.0);
    }
}

fn crown(c: &mut Canvas, dice: &mut Dice, wall: Tone, (x, top): At, w: f32) {
    match dice.count(0, 6) {
        0 => {
            c.oval((x + w / 2.0, top), w * 0.36, w * 0.34, wall);
            c.line(
                &[(x + w / 2.0, top - w * 0.3), (x + w / 2.0, top - w * 0.52)],
                3.0,
                wall,
            );
        }
        1 => c.line(
            &[(x + w * 0.5, top), (x + w * 0.5, top - w * 0.8)],
            2.6,
            wall,
        ),
        2 => c.rect(x + w * 0.2, top - 14.0, w * 0.5, 15.0, wall),
        3 => {
            c.rect(x + w * 0.62, top - 26.0, w * 0.24, 14.0, wall);
            c.line(
                &[(x + w * 0.66, top), (x + w * 0.66, top - 14.0)],
                2.0,
                wall,
            );
            c.line(
                &[(x + w * 0.82, top), (x + w * 0.82, top - 14.0)],
                2.0,
                wall,
            );
        }
        4 => c.poly(
            &[(x, top + 1.0), (x + w, top - w * 0.3), (x + w, top + 1.0)],
            wall,
        ),
        _ => c.rect(x - 2.0, top - 4.0, w + 4.0, 6.0, wall),
    }
}

fn streaks(c: &mut Canvas, dice: &mut Dice, level: f32) {
    let h = c.h;
    for _ in 0..46 {
        let x = dice.within(0.0, W);
        let long = (h - level) * dice.within(0.3, 0.9);
        let tone = dice.pick(&[
            Tone::hex(0xffc766),
            Tone::hex(0xffe3b0),
            Tone::hex(0xff9a5c),
        ]);
        c.rect(
            x,
            level,
            dice.within(3.0, 8.0),
            long,
            Ink::Down(level, tone.fade(0.42), level + long, tone.fade(0.0)),
        );
    }
}

/// The night sky over an observatory.
pub(super) fn stars(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let p = &Palette {
        sky: [
            NIGHT.zenith(),
            p.middle().mix(NIGHT.middle(), 0.55),
            p.haze(),
        ],
        ..*p
    };
    sky(c, p, h * 1.02);
    let trails = dice.chance(0.45);
    let pole = (dice.within(0.35, 0.65) * W, h * dice.within(0.30, 0.5));
    if trails {
        trail(c, dice, p, pole);
    } else {
        milky(c, dice, p);
        scenery::stars(c, dice, p.paper, h * 0.85, 800);
    }
    for i in 0..3u16 {
        let t = f32::from(i) / 2.0;
        ridge(
            c,
            dice,
            (h * (0.76 + 0.06 * t), h * 0.16),
            p.at(0.7 - 0.5 * t),
            p.haze().mix(p.near, 0.3 + 0.5 * t),
        );
    }
    let line = hills(
        c,
        dice,
        (h * 0.88, h * 0.07),
        p.ink.mix(p.near, 0.35),
        p.ink,
    );
    let x = dice.within(0.22, 0.78) * W;
    dome(c, dice, p, (x, ground(&line, x) + 16.0), h * 0.125);
    let other = if x > W / 2.0 { x - 330.0 } else { x + 330.0 };
    dome(c, dice, p, (other, ground(&line, other) + 10.0), h * 0.06);
}

fn milky(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let slope = dice.within(-0.5, 0.5);
    let band = |t: f32| (W * t, h * (0.36 + slope * (t - 0.5)));
    for _ in 0..34 {
        let (x, y) = band(dice.unit());
        let tone = dice.pick(&[p.haze(), p.accent, p.second, p.paper]);
        let r = dice.within(90.0, 250.0);
        c.glow((x, y + dice.within(-50.0, 50.0)), r, tone, 0.085);
    }
    let mut dust = PathBuilder::new();
    for _ in 0..900 {
        let (x, y) = band(dice.unit());
        let off = (dice.unit() + dice.unit() + dice.unit() - 1.5) * 150.0;
        dust.push_circle(x + dice.within(-60.0, 60.0), y + off, dice.within(0.5, 1.3));
    }
    c.path(dust, p.paper.fade(0.6));
}

fn trail(c: &mut Canvas, dice: &mut Dice, p: &Palette, pole: At) {
    for _ in 0..190 {
        let r = 12.0 + dice.unit().powf(0.7) * 1150.0;
        let (from, long) = (dice.unit() * TAU, dice.within(0.25, 0.6));
        let mut arc = PathBuilder::new();
        let steps = 14u16;
        for i in 0..=steps {
            let (x, y) = around(pole, from + long * f32::from(i) / f32::from(steps), r);
            if i == 0 {
                arc.move_to(x, y)
            } else {
                arc.line_to(x, y)
            }
        }
        let tone = dice.pick(&[p.paper, p.sun, p.haze(), p.accent.mix(p.paper, 0.5)]);
        c.stroke(
            arc,
            dice.within(0.8, 2.3),
            tone.fade(dice.within(0.25, 0.85)),
        );
    }
}

fn dome(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, y): At, r: f32) {
    let wall = p.far.mix(p.near, 0.45);
    let light = p.paper.mix(p.far, 0.4);
    c.rect(
        x - r * 0.92,
        y - r * 0.95,
        r * 1.84,
        r,
        Ink::Across(x - r, wall, x + r, p.ink),
    );
    let mut half = PathBuilder::new();
    half.move_to(x - r, y - r * 0.9);
    half.cubic_to(x - r, y - r * 2.25, x + r, y - r * 2.25, x + r, y - r * 0.9);
    half.close();
    c.path(half, Ink::Across(x - r, light, x + r, p.near));
    let lean = dice.within(-0.35, 0.35) * r;
    let slit = [
        (x + lean - r * 0.12, y - r * 1.0),
        (x + lean * 0.6 - r * 0.09, y - r * 1.88),
        (x + lean * 0.6 + r * 0.09, y - r * 1.88),
        (x + lean + r * 0.12, y - r * 1.0),
    ];
    c.poly(&slit, Ink::Down(y - r * 1.9, p.accent, y - r, p.sun));
    c.glow((x + lean * 0.8, y - r * 1.5), r * 0.9, p.accent, 0.35);
    c.rect(x - r * 1.03, y - r * 0.95, r * 2.06, r * 0.09, p.ink);
    let mut panes = PathBuilder::new();
    for k in [-0.55, -0.2, 0.5] {
        push_oval(&mut panes, (x + k * r, y - r * 0.45), r * 0.06, r * 0.11);
    }
    c.path(panes, p.sun);
}
