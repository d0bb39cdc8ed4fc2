//! The football ground by evening, seen from the stand behind a corner.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, bend, push_oval, trace};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{clouds, sky};

/// The pitch in perspective: `u` across and `v` away, each 0..1.
struct Pitch {
    far: f32,
    near: f32,
}

impl Pitch {
    fn at(&self, u: f32, v: f32) -> At {
        let farthest = 1.0 / 2.7;
        let k = (1.0 / (1.0 + v * 1.7) - farthest) / (1.0 - farthest);
        let half = W * (0.40 + 0.34 * k);
        (
            W / 2.0 + (u - 0.5) * 2.0 * half,
            self.far + (self.near - self.far) * k,
        )
    }
}

/// A full ground under floodlights.
pub(super) fn stadium(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    sky(c, p, h * 0.42);
    clouds(c, dice, p.haze(), (h * 0.04, h * 0.2), 6);
    let rim = h * 0.30;
    stand(c, dice, p, rim);
    let pitch = Pitch {
        far: h * 0.555,
        near: h * 1.0,
    };
    grass(c, p, &pitch);
    lines(c, &pitch);
    players(c, dice, p, &pitch);
    for (x, s) in [(0.09, 1.0), (0.91, 1.0)] {
        mast(c, p, (W * x, h * 0.46), h * 0.40 * s);
    }
    for x in [0.09, 0.91] {
        let lamp = (W * x, h * 0.08);
        c.poly(
            &[lamp, (W * 0.22, h), (W * 0.78, h)],
            Ink::Round(lamp, W * 0.75, p.paper.fade(0.20), p.paper.fade(0.0)),
        );
    }
    crowd_heads(c, dice, p);
}

fn arc(y: f32, sag: f32) -> Vec<At> {
    (0..=40u16)
        .map(|i| f32::from(i) / 40.0)
        .map(|t| {
            (
                W * (t * 1.1 - 0.05),
                y + sag * (1.0 - (t * 2.0 - 1.0).powi(2)),
            )
        })
        .collect()
}

fn stand(c: &mut Canvas, dice: &mut Dice, p: &Palette, rim: f32) {
    let h = c.h;
    let shell = |c: &mut Canvas, y: f32, sag: f32, ink: Ink| {
        let mut shape = arc(y, sag);
        shape.push((W * 1.05, h));
        shape.push((W * -0.05, h));
        c.poly(&shape, ink);
    };
    shell(
        c,
        rim - 62.0,
        52.0,
        Ink::Down(rim - 60.0, p.near.mix(p.far, 0.25), rim + 60.0, p.ink),
    );
    let roof = arc(rim - 62.0, 52.0);
    c.stroke(bend(&roof), 9.0, p.paper.mix(p.far, 0.45));
    for &(x, y) in roof.iter().step_by(3) {
        c.line(&[(x, y), (x, y + 70.0)], 3.4, p.far.mix(p.ink, 0.4));
    }
    for tier in 0..2u16 {
        let y = rim + 14.0 + f32::from(tier) * h * 0.135;
        let sag = 56.0 - f32::from(tier) * 6.0;
        let seat = p.near.mix(p.second, 0.2 + 0.15 * f32::from(tier));
        shell(
            c,
            y,
            sag,
            Ink::Down(y, seat.mix(p.ink, 0.35), y + h * 0.15, seat),
        );
        let tones = [
            p.paper,
            p.accent,
            p.second,
            p.far,
            p.ink,
            p.accent.mix(p.paper, 0.4),
        ];
        for tone in tones {
            let mut heads = PathBuilder::new();
            for _ in 0..330 {
                let t = dice.unit();
                let down = dice.unit();
                let on = y + sag * (1.0 - (t * 2.0 - 1.0).powi(2)) + 10.0 + down * h * 0.10;
                push_oval(&mut heads, (W * (t * 1.1 - 0.05), on), 3.7, 4.4);
            }
            c.path(heads, tone.mix(p.near, 0.25).fade(0.9));
        }
        let board = arc(y + h * 0.122, sag);
        c.stroke(bend(&board), 15.0, p.paper.mix(p.far, 0.3));
        c.stroke(bend(&board), 5.0, p.accent);
    }
}

fn grass(c: &mut Canvas, p: &Palette, pitch: &Pitch) {
    let h = c.h;
    let green = Tone::hex(0x3f8a4f).mix(p.near, 0.18);
    c.rect(
        0.0,
        pitch.far - 6.0,
        W,
        h,
        Ink::Down(pitch.far, green.mix(p.ink, 0.22), h, green.mix(p.ink, 0.45)),
    );
    for k in 0..12u16 {
        let (a, b) = (f32::from(k) / 12.0, f32::from(k + 1) / 12.0);
        let tone = if k % 2 == 0 {
            green.mix(Tone::hex(0xd5e79a), 0.17)
        } else {
            green
        };
        c.poly(
            &[
                pitch.at(a, 0.0),
                pitch.at(b, 0.0),
                pitch.at(b, 1.0),
                pitch.at(a, 1.0),
            ],
            tone,
        );
    }
}

fn lines(c: &mut Canvas, pitch: &Pitch) {
    let white = Tone::hex(0xfbfbf3).fade(0.9);
    let shape = |points: &[At]| {
        points
            .iter()
            .map(|&(u, v)| pitch.at(u, v))
            .collect::<Vec<At>>()
    };
    let mut draw = |points: &[At], wide: f32| c.stroke(trace(&shape(points)), wide, white);
    draw(
        &[
            (0.06, 0.08),
            (0.94, 0.08),
            (0.94, 0.93),
            (0.06, 0.93),
            (0.06, 0.08),
        ],
        4.0,
    );
    draw(&[(0.5, 0.08), (0.5, 0.93)], 4.0);
    for side in [0.0, 1.0_f32] {
        let u = |k: f32| if side < 0.5 { 0.06 + k } else { 0.94 - k };
        draw(
            &[
                (u(0.0), 0.26),
                (u(0.15), 0.26),
                (u(0.15), 0.74),
                (u(0.0), 0.74),
            ],
            3.6,
        );
        draw(
            &[
                (u(0.0), 0.39),
                (u(0.055), 0.39),
                (u(0.055), 0.61),
                (u(0.0), 0.61),
            ],
            3.0,
        );
    }
    let circle: Vec<At> = (0..=48u16)
        .map(|i| std::f32::consts::TAU * f32::from(i) / 48.0)
        .map(|a| (0.5 + 0.085 * a.cos(), 0.5 + 0.155 * a.sin()))
        .collect();
    draw(&circle, 3.6);
    let spot = pitch.at(0.5, 0.5);
    c.oval(spot, 7.0, 4.0, white);
}

fn players(c: &mut Canvas, dice: &mut Dice, p: &Palette, pitch: &Pitch) {
    let mut spots: Vec<(f32, f32, bool)> = (0..18u16)
        .map(|i| (dice.within(0.12, 0.88), dice.within(0.12, 0.90), i % 2 == 0))
        .collect();
    spots.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (u, v, home) in spots {
        let (x, y) = pitch.at(u, v);
        let s = 0.55 + 0.75 * (1.0 - v);
        let shirt = if home { p.accent } else { p.paper };
        c.oval(
            (x + 12.0 * s, y + 1.0),
            17.0 * s,
            3.6 * s,
            Tone::hex(0x0c2415).fade(0.5),
        );
        for (dx, dy) in [
            (-5.0, dice.within(-7.0, 0.0)),
            (6.0, dice.within(-7.0, 0.0)),
        ] {
            c.line(
                &[(x, y - 22.0 * s), (x + dx * s, y + dy * s * 0.4)],
                5.0 * s,
                p.ink,
            );
        }
        c.line(&[(x, y - 41.0 * s), (x, y - 25.0 * s)], 12.5 * s, shirt);
        c.line(
            &[
                (x - 10.0 * s, y - 28.0 * s),
                (x, y - 41.0 * s),
                (x + 11.0 * s, y - 30.0 * s),
            ],
            4.2 * s,
            shirt,
        );
        c.disc(x, y - 53.0 * s, 5.8 * s, p.ink.mix(p.second, 0.45));
    }
    let ball = pitch.at(dice.within(0.35, 0.65), dice.within(0.2, 0.6));
    c.oval(
        (ball.0 + 6.0, ball.1 + 1.0),
        9.0,
        2.6,
        Tone::hex(0x0c2415).fade(0.5),
    );
    c.disc(ball.0, ball.1 - 7.0, 6.6, Tone::hex(0xffffff));
}

fn mast(c: &mut Canvas, p: &Palette, (x, y): At, tall: f32) {
    let steel = p.far.mix(p.ink, 0.45);
    c.poly(
        &[
            (x - 15.0, y),
            (x - 6.0, y - tall),
            (x + 6.0, y - tall),
            (x + 15.0, y),
        ],
        steel,
    );
    let (w, top) = (118.0, y - tall - 52.0);
    c.glow((x, top + 35.0), 330.0, Tone::hex(0xfff6dd), 0.85);
    c.rect(x - w / 2.0, top, w, 74.0, p.ink.mix(steel, 0.4));
    let mut lamps = PathBuilder::new();
    for row in 0..3u16 {
        for col in 0..5u16 {
            lamps.push_circle(
                x - w / 2.0 + 15.0 + f32::from(col) * 22.0,
                top + 14.0 + f32::from(row) * 23.0,
                9.0,
            );
        }
    }
    c.path(lamps, Tone::hex(0xfffdf2));
}

fn crowd_heads(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let mut heads = PathBuilder::new();
    let mut x = -20.0;
    while x < W + 40.0 {
        let (r, y) = (dice.within(25.0, 33.0), h * dice.within(0.955, 0.985));
        push_oval(&mut heads, (x, y), r, r * 1.16);
        push_oval(&mut heads, (x, y + r * 2.2), r * 2.0, r * 1.25);
        x += r * dice.within(2.5, 3.4);
    }
    c.path(heads, p.ink);
    let at = (W * dice.within(0.15, 0.8), h * 0.90);
    let scarf = [
        (at.0 - 105.0, at.1),
        (at.0 - 50.0, at.1 + 12.0),
        (at.0 + 50.0, at.1 + 12.0),
        (at.0 + 105.0, at.1),
    ];
    c.stroke(bend(&scarf), 25.0, p.accent);
    for side in [-1.0, 1.0] {
        c.line(
            &[(at.0 + side * 62.0, h), (at.0 + side * 100.0, at.1 + 6.0)],
            19.0,
            p.ink,
        );
    }
}
