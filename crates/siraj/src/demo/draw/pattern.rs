//! Star patterns: polygons in contact, with straps laid over them.
//!
//! The construction is the classical one: from the middle of each edge of a tiling two rays
//! leave at one angle, and where neighbours meet the star is born. Octagons and squares
//! give the eight-pointed star.

use std::f32::consts::{PI, TAU};

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, trace};
use super::dice::Dice;
use super::palette::{Palette, Tone};

/// A field of stars with strapwork, lit from one corner.
pub(super) fn geometric(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let ground = p.near.mix(p.zenith(), 0.35);
    c.rect(0.0, 0.0, W, h, ground);
    let side = dice.within(80.0, 118.0);
    let lean = dice.within(54.0, 67.0_f32).to_radians();
    let turn = dice.pick(&[0.0, PI / 4.0, PI / 8.0]);
    let centre = (W * dice.pick(&[0.5, 0.32, 0.68]), h * 0.5);
    let weave = Weave {
        side,
        lean,
        turn,
        centre,
    };
    weave.lay(c, p);
    let corner = (W * dice.pick(&[0.2, 0.8]), h * 0.12);
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(corner, W * 0.95, p.sun.fade(0.26), p.ink.fade(0.46)),
    );
}

/// One tiling of octagons and squares.
struct Weave {
    side: f32,
    lean: f32,
    turn: f32,
    centre: At,
}

impl Weave {
    fn lay(&self, c: &mut Canvas, p: &Palette) {
        let step = self.side * (1.0 + 2.0_f32.sqrt());
        let mut straps = PathBuilder::new();
        for row in -9..=9i16 {
            for col in -9..=9i16 {
                let at = self.place(f32::from(col) * step, f32::from(row) * step);
                if !(-step..W + step).contains(&at.0) || !(-step..c.h + step).contains(&at.1) {
                    continue;
                }
                let tone = if (row + col) % 2 == 0 {
                    p.accent
                } else {
                    p.second
                };
                self.octagon(c, p, &mut straps, at, tone);
                let square =
                    self.place((f32::from(col) + 0.5) * step, (f32::from(row) + 0.5) * step);
                self.square(c, p, &mut straps, square);
            }
        }
        let (Some(straps), broad) = (straps.finish(), self.side * 0.155) else {
            return;
        };
        let layers = [
            (broad * 1.75, p.ink.fade(0.35)),
            (broad * 1.30, p.ink),
            (broad, p.paper.mix(p.second, 0.22)),
            (broad * 0.26, p.paper.mix(p.near, 0.55)),
        ];
        for (width, tone) in layers {
            let mut again = PathBuilder::new();
            again.push_path(&straps);
            c.stroke(again, width, tone);
        }
    }

    fn place(&self, x: f32, y: f32) -> At {
        let (s, k) = self.turn.sin_cos();
        (self.centre.0 + x * k - y * s, self.centre.1 + x * s + y * k)
    }

    /// The star's outline in a regular polygon: edge middles and inner meetings in turn.
    fn star(&self, at: At, sides: u16, first: f32) -> Vec<At> {
        let n = f32::from(sides);
        let apothem = self.side / 2.0 / (PI / n).tan();
        // The rays of neighbouring edges meet on the corner's bisector.
        let half = PI / n;
        let inner = meeting(apothem, half, self.lean);
        (0..sides)
            .flat_map(|i| {
                let angle = first + TAU * f32::from(i) / n;
                [around(at, angle, apothem), around(at, angle + half, inner)]
            })
            .collect()
    }

    fn octagon(&self, c: &mut Canvas, p: &Palette, straps: &mut PathBuilder, at: At, tone: Tone) {
        let star = self.star(at, 8, self.turn);
        c.poly(
            &star,
            Ink::Round(
                at,
                self.side * 1.25,
                tone.mix(p.paper, 0.18),
                tone.mix(p.ink, 0.22),
            ),
        );
        let rose: Vec<At> = (0..16u16)
            .map(|i| {
                let r = if i % 2 == 0 { 0.50 } else { 0.36 };
                around(at, self.turn + TAU * f32::from(i) / 16.0, self.side * r)
            })
            .collect();
        c.poly(&rose, p.paper);
        c.disc(at.0, at.1, self.side * 0.20, p.near);
        c.disc(at.0, at.1, self.side * 0.11, p.sun.mix(p.accent, 0.25));
        close(straps, &star);
    }

    fn square(&self, c: &mut Canvas, p: &Palette, straps: &mut PathBuilder, at: At) {
        let star = self.star(at, 4, self.turn + PI / 4.0);
        c.poly(&star, p.paper.mix(p.far, 0.55));
        c.disc(at.0, at.1, self.side * 0.11, p.near);
        close(straps, &star);
    }
}

/// How far from the centre the rays of two neighbouring edges meet.
fn meeting(apothem: f32, half: f32, lean: f32) -> f32 {
    // Ray from (apothem, 0) turned `lean` from its edge, cut with the line at angle `half`.
    let (dx, dy) = (-lean.sin(), lean.cos());
    let bottom = dx * half.sin() - dy * half.cos();
    let along = -apothem * half.sin() / if bottom.abs() < 1e-4 { 1e-4 } else { bottom };
    let (x, y) = (apothem + dx * along, dy * along);
    (x * x + y * y).sqrt()
}

fn close(straps: &mut PathBuilder, star: &[At]) {
    let mut path = trace(star);
    path.close();
    if let Some(path) = path.finish() {
        straps.push_path(&path);
    }
}

/// A quiet lattice of the same stars, lines only, for backgrounds.
pub(super) fn lattice(c: &mut Canvas, side: f32, centre: At, tone: Tone, width: f32) {
    let weave = Weave {
        side,
        lean: 1.08,
        turn: PI / 8.0,
        centre,
    };
    let step = side * (1.0 + 2.0_f32.sqrt());
    let mut lines = PathBuilder::new();
    for row in -10..=10i16 {
        for col in -10..=10i16 {
            let at = weave.place(f32::from(col) * step, f32::from(row) * step);
            let square = weave.place((f32::from(col) + 0.5) * step, (f32::from(row) + 0.5) * step);
            close(&mut lines, &weave.star(at, 8, weave.turn));
            close(&mut lines, &weave.star(square, 4, weave.turn + PI / 4.0));
        }
    }
    c.stroke(lines, width, tone);
}
