//! The library: shelves of spines, piles, and a vase here and there, by lamp light.
//!
//! No title is ever written on a spine.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W};
use super::dice::Dice;
use super::palette::{Palette, Tone};

/// Shelves of books.
pub(super) fn books(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let wood = p.second.mix(p.ink, 0.55);
    c.rect(0.0, 0.0, W, h, p.ink.mix(wood, 0.30));
    let rows = 3u16;
    let pitch = h / f32::from(rows);
    for row in 0..rows {
        let foot = pitch * f32::from(row + 1) - 30.0;
        let mut x = dice.within(-30.0, 10.0);
        while x < W {
            if dice.chance(0.10) {
                x = pile(c, dice, p, (x + 14.0, foot));
            } else if dice.chance(0.06) {
                x = vase(c, dice, p, (x + 20.0, foot));
            } else {
                x = spine(c, dice, p, (x, foot), pitch * 0.74);
            }
        }
        c.rect(
            0.0,
            foot - pitch + 30.0,
            W,
            74.0,
            Ink::Down(
                foot - pitch + 30.0,
                p.ink.fade(0.75),
                foot - pitch + 104.0,
                p.ink.fade(0.0),
            ),
        );
        c.rect(
            0.0,
            foot,
            W,
            30.0,
            Ink::Down(foot, wood.mix(p.paper, 0.30), foot + 30.0, wood),
        );
        c.line(
            &[(0.0, foot + 1.5), (W, foot + 1.5)],
            2.6,
            p.paper.fade(0.4),
        );
    }
    for x in [W * 0.335, W * 0.668] {
        let from = dice.within(-60.0, 60.0);
        c.rect(
            x + from,
            0.0,
            30.0,
            h,
            Ink::Across(
                x + from,
                wood.mix(p.paper, 0.2),
                x + from + 30.0,
                wood.mix(p.ink, 0.3),
            ),
        );
    }
    let lamp = (W * dice.within(0.25, 0.75), h * 0.30);
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(
            lamp,
            W * 0.75,
            Tone::hex(0xffdf9a).fade(0.36),
            p.ink.fade(0.42),
        ),
    );
}

fn leather(dice: &mut Dice, p: &Palette) -> Tone {
    let base = dice.pick(&[
        p.accent,
        p.second,
        p.zenith(),
        p.near,
        p.far,
        p.middle(),
        p.paper.mix(p.second, 0.35),
    ]);
    base.mix(p.ink, dice.within(0.0, 0.32))
}

fn spine(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, foot): At, most: f32) -> f32 {
    let (w, tall) = (dice.within(22.0, 62.0), most * dice.within(0.68, 1.0));
    let top = foot - tall;
    let tone = leather(dice, p);
    let gilt = p.sun.mix(p.second, 0.35);
    c.rect(
        x,
        top,
        w - 2.0,
        tall,
        Ink::Across(x, tone.mix(p.paper, 0.22), x + w, tone.mix(p.ink, 0.45)),
    );
    c.rect(x + w * 0.12, top, w * 0.10, tall, p.paper.fade(0.13));
    match dice.count(0, 4) {
        0 => {
            for k in [0.10, 0.14, 0.80, 0.84] {
                c.rect(x, top + tall * k, w - 2.0, 4.0, gilt.fade(0.85));
            }
        }
        1 => {
            c.rect(
                x,
                top + tall * 0.16,
                w - 2.0,
                tall * 0.24,
                tone.mix(p.ink, 0.5),
            );
            for k in [0.20, 0.26, 0.32] {
                c.rect(x + w * 0.2, top + tall * k, w * 0.5, 4.0, gilt.fade(0.8));
            }
        }
        2 => {
            for k in [0.12, 0.32, 0.52, 0.72, 0.90] {
                c.rect(
                    x,
                    top + tall * k,
                    w - 2.0,
                    7.0,
                    Ink::Across(x, tone.mix(p.paper, 0.35), x + w, tone.mix(p.ink, 0.6)),
                );
            }
            c.disc(x + w * 0.48, top + tall * 0.22, w * 0.17, gilt.fade(0.85));
        }
        3 => c.rect(
            x + w * 0.30,
            top + tall * 0.16,
            w * 0.32,
            tall * 0.55,
            p.paper.fade(0.55),
        ),
        _ => {
            c.rect(x, top, w - 2.0, tall * 0.10, gilt.fade(0.5));
            c.rect(x, foot - tall * 0.12, w - 2.0, tall * 0.05, gilt.fade(0.6));
        }
    }
    x + w
}

fn pile(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, foot): At) -> f32 {
    let wide = dice.within(170.0, 220.0);
    let mut y = foot;
    for _ in 0..dice.count(3, 5) {
        let (t, inset) = (dice.within(24.0, 38.0), dice.within(0.0, 26.0));
        let tone = leather(dice, p);
        c.rect(
            x + inset,
            y - t,
            wide - inset * 1.6,
            t - 2.0,
            Ink::Down(y - t, tone.mix(p.paper, 0.18), y, tone.mix(p.ink, 0.35)),
        );
        c.rect(
            x + inset + 22.0,
            y - t + 5.0,
            wide - inset * 1.6 - 22.0,
            t - 12.0,
            p.paper.mix(p.second, 0.22),
        );
        y -= t;
    }
    x + wide + 10.0
}

fn vase(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, foot): At) -> f32 {
    let tall = dice.within(110.0, 160.0);
    let w = tall * 0.30;
    let at = x + w;
    let mut body = PathBuilder::new();
    body.move_to(at - w * 0.5, foot);
    body.cubic_to(
        at - w * 1.7,
        foot - tall * 0.45,
        at - w * 0.5,
        foot - tall * 0.65,
        at - w * 0.34,
        foot - tall,
    );
    body.line_to(at + w * 0.34, foot - tall);
    body.cubic_to(
        at + w * 0.5,
        foot - tall * 0.65,
        at + w * 1.7,
        foot - tall * 0.45,
        at + w * 0.5,
        foot,
    );
    body.close();
    c.path(
        body,
        Ink::Across(at - w, p.paper, at + w, p.second.mix(p.near, 0.45)),
    );
    c.rect(at - w * 0.86, foot - tall * 0.42, w * 1.72, 7.0, p.accent);
    at + w + 24.0
}
