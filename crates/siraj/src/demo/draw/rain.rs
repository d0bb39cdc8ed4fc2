//! A square in the rain: umbrellas, wet ground, lit windows behind.
//!
//! What stands is drawn first and mirrored in the wet ground afterwards.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{clouds, sky, sun};

/// Umbrellas on a wet square.
pub(super) fn rain(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let level = h * 0.66;
    sky(c, p, level);
    sun(
        c,
        &Palette {
            sun: p.haze(),
            ..*p
        },
        (W * dice.within(0.3, 0.7), h * 0.34),
        4.0,
    );
    c.glow((W * 0.5, level), 700.0, Tone::hex(0xffb863), 0.40);
    clouds(c, dice, p.near, (h * 0.0, h * 0.3), 16);
    for (air, tall) in [(0.95, 0.44), (0.7, 0.36), (0.45, 0.28)] {
        facades(c, dice, p, (level, h * tall), air);
    }
    c.rect(0.0, level, W, h - level, p.near.mix(p.ink, 0.4));
    c.reflect(level, 0.55);
    c.rect(
        0.0,
        level,
        W,
        h - level,
        Ink::Down(level, p.ink.fade(0.10), h, p.ink.fade(0.60)),
    );
    for _ in 0..70 {
        let at = (dice.within(0.0, W), level + (h - level) * dice.unit());
        let r = 10.0 + 40.0 * (at.1 - level) / (h - level);
        let mut ring = PathBuilder::new();
        push_oval(&mut ring, at, r, r * 0.24);
        c.stroke(ring, 1.6, p.paper.fade(0.28));
    }
    let hues = [
        p.accent,
        p.second,
        Tone::hex(0xe9b44c),
        p.accent.mix(p.near, 0.35),
    ];
    for (k, s) in [
        (0.14, 0.26),
        (0.30, 0.22),
        (0.86, 0.25),
        (0.72, 0.34),
        (0.44, 0.46),
    ] {
        let x = W * (k + dice.within(-0.04, 0.04));
        let hue = dice.pick(&hues);
        walker(c, p, (x, level + h * s * 0.55), h * s, hue);
    }
    drops(c, dice, p);
}

fn facades(c: &mut Canvas, dice: &mut Dice, p: &Palette, (level, tall): At, air: f32) {
    let mut left = -30.0;
    while left < W {
        let w = dice.within(90.0, 190.0);
        let gap = ((left + w / 2.0) / W - 0.5).abs() * 2.0;
        let rise = tall * dice.within(0.6, 1.0) * (0.35 + gap * 0.75);
        let wall = p.at(air).mix(p.middle(), 0.25 * air);
        c.rect(
            left,
            level - rise,
            w,
            rise,
            Ink::Down(level - rise, wall, level, wall.mix(p.haze(), 0.22)),
        );
        let mut lit = PathBuilder::new();
        let mut y = level - rise + 18.0;
        while y < level - 34.0 {
            let mut x = left + 14.0;
            while x < left + w - 18.0 {
                if dice.chance(0.33)
                    && let Some(pane) = tiny_skia::Rect::from_xywh(x, y, 13.0, 21.0)
                {
                    lit.push_rect(pane);
                }
                x += 27.0;
            }
            y += 38.0;
        }
        c.path(lit, Tone::hex(0xffcf87).fade(0.85 - air * 0.45));
        c.rect(
            left + 10.0,
            level - 28.0,
            w - 20.0,
            26.0,
            Tone::hex(0xffc069).fade(0.55 - air * 0.4),
        );
        left += w + 3.0;
    }
}

fn walker(c: &mut Canvas, p: &Palette, (x, y): At, t: f32, hue: Tone) {
    c.oval((x, y + 3.0), t * 0.26, t * 0.03, p.ink.fade(0.5));
    let glow = Ink::Down(y, hue.fade(0.42), y + t * 0.5, hue.fade(0.0));
    c.poly(
        &[
            (x - t * 0.10, y + 4.0),
            (x + t * 0.10, y + 4.0),
            (x + t * 0.20, y + t * 0.5),
            (x - t * 0.20, y + t * 0.5),
        ],
        glow,
    );
    let coat = [
        (x - t * 0.13, y - t * 0.26),
        (x - t * 0.10, y - t * 0.66),
        (x + t * 0.10, y - t * 0.66),
        (x + t * 0.14, y - t * 0.26),
    ];
    c.poly(&coat, p.ink);
    for (dx, step) in [(-0.05, -0.10), (0.05, 0.09)] {
        c.line(
            &[(x + t * dx, y - t * 0.30), (x + t * step, y)],
            t * 0.066,
            p.ink,
        );
    }
    c.oval((x, y - t * 0.73), t * 0.062, t * 0.076, p.ink);
    c.line(
        &[(x + t * 0.03, y - t * 1.02), (x + t * 0.10, y - t * 0.48)],
        t * 0.014,
        p.ink,
    );
    let (cx, top) = (x + t * 0.02, y - t * 1.06);
    let (r, rim) = (t * 0.38, y - t * 0.78);
    let mut canopy = PathBuilder::new();
    canopy.move_to(cx - r, rim);
    canopy.cubic_to(
        cx - r * 0.85,
        top - t * 0.06,
        cx + r * 0.85,
        top - t * 0.06,
        cx + r,
        rim,
    );
    for k in [0.5, 0.0, -0.5, -1.0] {
        let to = cx + r * k;
        canopy.quad_to(to + r * 0.25, rim - t * 0.055, to, rim);
    }
    canopy.close();
    c.path(
        canopy,
        Ink::Across(cx - r, hue.mix(p.paper, 0.25), cx + r, hue.mix(p.ink, 0.40)),
    );
    for k in [-0.5, 0.0, 0.5] {
        let mut rib = PathBuilder::new();
        rib.move_to(cx, top);
        rib.quad_to(cx + r * k * 0.9, top + t * 0.04, cx + r * k, rim);
        c.stroke(rib, 1.8, p.ink.fade(0.35));
    }
    c.line(
        &[(cx, top), (cx - t * 0.005, top - t * 0.05)],
        t * 0.016,
        p.ink,
    );
}

fn drops(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    for (many, long, thin, alpha) in [
        (260, 30.0, 1.0, 0.28),
        (150, 58.0, 1.6, 0.34),
        (40, 110.0, 2.4, 0.26),
    ] {
        let mut path = PathBuilder::new();
        for _ in 0..many {
            let (x, y) = (dice.within(-40.0, W + 40.0), dice.within(-60.0, h));
            let l = long * dice.within(0.6, 1.2);
            path.move_to(x, y);
            path.line_to(x - l * 0.22, y + l);
        }
        c.stroke(path, thin, p.paper.fade(alpha));
    }
}
