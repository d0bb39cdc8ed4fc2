//! The hemicycle of an assembly, seen from above the speaker.
//!
//! Blocs are colours of the palette and stand for nobody.

use std::f32::consts::PI;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};

/// The hemicycle of an assembly.
pub(super) fn council(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let centre = (W / 2.0, h * 0.98);
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(
            (centre.0, centre.1 - 120.0),
            W * 0.72,
            p.paper.mix(p.second, 0.28),
            p.near.mix(p.ink, 0.3),
        ),
    );
    for i in 0..13u16 {
        let angle = PI + PI * f32::from(i) / 12.0;
        let (a, b) = (
            around(centre, angle - 0.012, W),
            around(centre, angle + 0.012, W),
        );
        c.poly(&[centre, a, b], p.paper.fade(0.10));
    }
    let bounds = [
        dice.within(0.16, 0.28),
        dice.within(0.42, 0.55),
        dice.within(0.66, 0.80),
    ];
    let blocs = [
        p.accent,
        p.second.mix(p.near, 0.12),
        p.far.mix(p.near, 0.25),
        p.near,
    ];
    let empty = dice.within(0.04, 0.14);
    for row in (0..8u16).rev() {
        let r = 235.0 + f32::from(row) * 83.0;
        bench(c, p, centre, r);
        let many = 11 + row * 4;
        for i in 0..many {
            let t = (f32::from(i) + 0.5) / f32::from(many);
            let aisle = bounds.iter().any(|b| (t - b).abs() < 6.5 / r);
            if aisle {
                continue;
            }
            let bloc = bounds.iter().filter(|b| t > **b).count();
            let tone = blocs.get(bloc).copied().unwrap_or(p.near);
            let at = around(centre, PI * 1.03 + PI * 0.94 * t, r);
            seat(
                c,
                p,
                at,
                13.5 + f32::from(row) * 2.1,
                (tone, dice.chance(empty)),
            );
        }
    }
    podium(c, p, centre);
}

fn bench(c: &mut Canvas, p: &Palette, centre: At, r: f32) {
    let mut arc = PathBuilder::new();
    for i in 0..=60u16 {
        let (x, y) = around(
            (centre.0, centre.1 + 25.0),
            PI * 1.0 + PI * f32::from(i) / 60.0,
            r,
        );
        if i == 0 {
            arc.move_to(x, y)
        } else {
            arc.line_to(x, y)
        }
    }
    let mut low = PathBuilder::new();
    let arc = arc.finish();
    if let Some(arc) = &arc {
        low.push_path(arc);
    }
    c.stroke(low, 26.0, p.ink.mix(p.second, 0.35).fade(0.85));
    let mut top = PathBuilder::new();
    if let Some(arc) = &arc {
        top.push_path(arc);
    }
    c.stroke(top, 8.0, p.second.mix(p.paper, 0.35));
}

fn seat(c: &mut Canvas, p: &Palette, (x, y): At, r: f32, (tone, empty): (Tone, bool)) {
    let mut back = PathBuilder::new();
    push_oval(&mut back, (x, y + r * 0.30), r * 1.04, r * 0.82);
    c.path(
        back,
        Ink::Down(y - r, tone.mix(p.paper, 0.14), y + r, tone.mix(p.ink, 0.40)),
    );
    if !empty {
        c.oval((x, y - r * 0.78), r * 0.47, r * 0.56, tone.mix(p.ink, 0.52));
    }
}

fn podium(c: &mut Canvas, p: &Palette, (x, y): At) {
    let wood = p.second.mix(p.ink, 0.45);
    c.oval(
        (x, y + 20.0),
        205.0,
        100.0,
        Ink::Down(y - 80.0, p.paper.mix(p.second, 0.35), y + 20.0, wood),
    );
    let front = [
        (x - 78.0, y - 98.0),
        (x + 78.0, y - 98.0),
        (x + 62.0, y + 30.0),
        (x - 62.0, y + 30.0),
    ];
    c.oval((x, y - 182.0), 22.0, 27.0, p.ink);
    c.poly(
        &[
            (x - 56.0, y - 90.0),
            (x - 40.0, y - 144.0),
            (x + 40.0, y - 144.0),
            (x + 56.0, y - 90.0),
        ],
        p.ink,
    );
    c.poly(
        &front,
        Ink::Across(
            x - 78.0,
            wood.mix(p.paper, 0.25),
            x + 78.0,
            wood.mix(p.ink, 0.4),
        ),
    );
    c.rect(x - 88.0, y - 108.0, 176.0, 15.0, wood.mix(p.paper, 0.45));
    c.disc(x, y - 42.0, 24.0, p.sun.mix(p.second, 0.3));
    for side in [-1.0, 1.0] {
        c.line(
            &[(x + side * 26.0, y - 108.0), (x + side * 12.0, y - 150.0)],
            3.0,
            p.paper,
        );
        c.oval((x + side * 11.0, y - 154.0), 5.0, 8.0, p.paper);
    }
}
