//! The reef under water: light from above, fish, corals in three growths.
//!
//! Nearer gardens keep their colour; farther ones take that of the sea.

use std::f32::consts::{PI, TAU};

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, bend, push_oval, trace};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{blob, mist};

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
