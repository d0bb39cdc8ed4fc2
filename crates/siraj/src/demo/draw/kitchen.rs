//! Bread: flat loaves, rings and long loaves laid on a patterned cloth, seen from above.

use std::f32::consts::TAU;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, bend, push_oval, trace};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::pattern::lattice;

const CRUST: Tone = Tone::hex(0xd8943f);
const CRUMB: Tone = Tone::hex(0xf8dfa6);
const BURNT: Tone = Tone::hex(0x7a431b);

/// Loaves on a table, lit from one side.
pub(super) fn bread(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let cloth = p.near.mix(p.zenith(), 0.40);
    c.rect(0.0, 0.0, W, h, cloth);
    lattice(c, 58.0, (W * 0.5, h * 0.5), p.paper.fade(0.28), 2.6);
    board(c, dice, p);
    let flip = dice.chance(0.5);
    let shift = dice.within(-0.03, 0.03);
    let side = |k: f32| shift * W + if flip { W * (1.0 - k) } else { W * k };
    flat(c, dice, (side(0.20), h * 0.34), 178.0);
    flat(c, dice, (side(0.34), h * 0.62), 190.0);
    flat(c, dice, (side(0.17), h * 0.84), 160.0);
    let lean = if flip { -0.5 } else { 0.5 };
    long(c, dice, (side(0.58), h * 0.30), (lean, 330.0));
    long(c, dice, (side(0.66), h * 0.50), (lean * 0.8, 350.0));
    ring(c, dice, (side(0.82), h * 0.74), 120.0);
    ring(c, dice, (side(0.62), h * 0.82), 104.0);
    ring(c, dice, (side(0.89), h * 0.24), 88.0);
    wheat(
        c,
        dice,
        (side(0.46), h * 0.98),
        if flip { 0.35 } else { -0.35 },
    );
    wheat(
        c,
        dice,
        (side(0.52), h * 1.0),
        if flip { -0.1 } else { 0.1 },
    );
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(
            (side(0.15), 0.0),
            W,
            Tone::hex(0xffe9b8).fade(0.34),
            p.ink.fade(0.14),
        ),
    );
}

fn board(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let wood = Tone::hex(0xa8744a).mix(p.second, 0.2);
    let (x, y, w, t) = (W * 0.10, h * 0.11, W * 0.80, h * 0.79);
    c.rect(x + 14.0, y + 20.0, w, t, p.ink.fade(0.40));
    let planks = 5u16;
    for i in 0..planks {
        let top = y + t * f32::from(i) / f32::from(planks);
        let tone = wood.mix(BURNT, dice.within(0.0, 0.28));
        c.rect(
            x,
            top,
            w,
            t / f32::from(planks) - 3.0,
            Ink::Across(x, tone, x + w, tone.mix(BURNT, 0.25)),
        );
        for _ in 0..5 {
            let gy = top + dice.within(8.0, t / f32::from(planks) - 10.0);
            let from = x + dice.within(0.0, w * 0.6);
            let vein: Vec<At> = (0..6u16)
                .map(|k| {
                    (
                        from + f32::from(k) * dice.within(50.0, 70.0),
                        gy + dice.within(-4.0, 4.0),
                    )
                })
                .map(|(vx, vy)| (vx.min(x + w - 6.0), vy))
                .collect();
            c.stroke(bend(&vein), 2.0, BURNT.fade(0.28));
        }
    }
}

fn shadow(c: &mut Canvas, at: At, r: f32) {
    let low = (at.0 + r * 0.10, at.1 + r * 0.14);
    c.disc(
        low.0,
        low.1,
        r * 1.12,
        Ink::Round(
            low,
            r * 1.15,
            Tone::hex(0x1d0d05).fade(0.75),
            Tone::hex(0x1d0d05).fade(0.0),
        ),
    );
}

/// A round flat loaf with its blisters.
fn flat(c: &mut Canvas, dice: &mut Dice, at: At, r: f32) {
    shadow(c, at, r);
    c.path(
        disc_like(dice, at, r),
        Ink::Round((at.0 - r * 0.3, at.1 - r * 0.35), r * 1.6, CRUMB, CRUST),
    );
    for _ in 0..34 {
        let (angle, far) = (dice.unit() * TAU, dice.unit().sqrt() * r * 0.80);
        let on = around(at, angle, far);
        let spot = dice.within(6.0, 24.0);
        c.oval(
            on,
            spot,
            spot * 0.8,
            Ink::Round(
                on,
                spot,
                BURNT.fade(dice.within(0.25, 0.7)),
                BURNT.fade(0.0),
            ),
        );
    }
    for k in 0..7u16 {
        for j in 0..7u16 {
            let on = (
                at.0 + (f32::from(k) - 3.0) * r * 0.23,
                at.1 + (f32::from(j) - 3.0) * r * 0.23,
            );
            let off = ((on.0 - at.0).powi(2) + (on.1 - at.1).powi(2)).sqrt();
            if off < r * 0.72 {
                c.oval(on, 6.5, 4.6, BURNT.fade(0.42));
                c.oval((on.0 + 1.0, on.1 + 2.6), 6.0, 3.0, CRUMB.fade(0.6));
            }
        }
    }
}

/// Nearly round: dough never is.
fn disc_like(dice: &mut Dice, at: At, r: f32) -> PathBuilder {
    let (a, b) = (dice.unit() * TAU, dice.unit() * TAU);
    let points: Vec<At> = (0..=48u16)
        .map(|i| TAU * f32::from(i) / 48.0)
        .map(|t| {
            let k = 0.94 + 0.025 * (t * 2.0 + a).sin() + 0.012 * (t * 5.0 + b).sin();
            around(at, t, r * k)
        })
        .collect();
    let mut path = trace(&points);
    path.close();
    path
}

/// A long loaf with slashes.
fn long(c: &mut Canvas, dice: &mut Dice, at: At, (lean, long): At) {
    let axis = |t: f32, off: f32| {
        let on = around(at, lean, (t - 0.5) * long);
        around(on, lean + TAU / 4.0, off)
    };
    let line = [axis(0.0, 0.0), axis(0.5, -8.0), axis(1.0, 0.0)];
    let under: Vec<At> = line.iter().map(|p| (p.0 + 14.0, p.1 + 20.0)).collect();
    c.stroke(bend(&under), 112.0, Tone::hex(0x1d0d05).fade(0.45));
    for (wide, tone) in [
        (108.0, BURNT),
        (98.0, CRUST.mix(BURNT, 0.35)),
        (78.0, CRUST),
        (46.0, CRUST.mix(CRUMB, 0.35)),
    ] {
        c.stroke(bend(&line), wide, tone);
    }
    for k in 0..5u16 {
        let t = 0.08 + 0.2 * f32::from(k);
        let cut = [
            axis(t - 0.03, 30.0),
            axis(t + 0.03, 4.0),
            axis(t + 0.10, -30.0),
        ];
        c.stroke(bend(&cut), 19.0, CRUMB.mix(CRUST, 0.12));
        c.stroke(bend(&cut), 6.0, BURNT.fade(0.35));
    }
    let mut flour = PathBuilder::new();
    for _ in 0..60 {
        let on = axis(dice.unit(), dice.within(-40.0, 40.0));
        flour.push_circle(on.0, on.1, dice.within(0.8, 2.2));
    }
    c.path(flour, Tone::hex(0xfff8e6).fade(0.75));
}

/// A sesame ring.
fn ring(c: &mut Canvas, dice: &mut Dice, at: At, r: f32) {
    let circle = |k: f32, dx: f32| {
        let mut path = PathBuilder::new();
        path.push_circle(at.0 + dx, at.1 + dx * 1.3, r * k);
        path
    };
    c.stroke(circle(0.72, 10.0), r * 0.52, Tone::hex(0x1d0d05).fade(0.45));
    for (wide, tone) in [
        (0.52, BURNT),
        (0.45, CRUST.mix(BURNT, 0.3)),
        (0.32, CRUST),
        (0.14, CRUST.mix(CRUMB, 0.4)),
    ] {
        c.stroke(circle(0.72, 0.0), r * wide, tone);
    }
    let mut seeds = PathBuilder::new();
    for _ in 0..120 {
        let on = around(at, dice.unit() * TAU, r * (0.72 + dice.within(-0.19, 0.19)));
        push_oval(&mut seeds, on, dice.within(2.6, 4.2), 2.4);
    }
    c.path(seeds, Tone::hex(0xfbeccb));
}

fn wheat(c: &mut Canvas, dice: &mut Dice, foot: At, lean: f32) {
    let gold = Tone::hex(0xe3b552);
    for k in 0..4u16 {
        let angle = -TAU / 4.0 + lean + (f32::from(k) - 1.5) * 0.11;
        let top = around(foot, angle, 380.0 + dice.within(0.0, 70.0));
        c.stroke(trace(&[foot, top]), 4.0, gold.mix(BURNT, 0.3));
        for i in 0..9u16 {
            let on = around(top, angle, f32::from(i) * -15.0);
            for side in [-1.0, 1.0] {
                let tip = around(on, angle + side * 0.55, 25.0);
                let belly = around(on, angle + side * 1.0, 14.0);
                let mut grain = PathBuilder::new();
                grain.move_to(on.0, on.1);
                grain.quad_to(belly.0, belly.1, tip.0, tip.1);
                grain.quad_to(
                    on.0 + (tip.0 - on.0) * 0.6,
                    on.1 + (tip.1 - on.1) * 0.6,
                    on.0,
                    on.1,
                );
                grain.close();
                c.path(grain, gold.mix(CRUMB, 0.25));
                let beard = around(tip, angle + side * 0.22, 30.0);
                c.line(&[tip, beard], 1.2, gold.fade(0.8));
            }
        }
    }
}
