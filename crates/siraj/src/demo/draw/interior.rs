//! Public rooms: the library's shelves, the court's columns, the assembly's seats.

use std::f32::consts::PI;

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, around, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{clouds, sky};

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
            p.ink.fade(0.58),
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

/// Columns, pediment and stairs in hard light.
pub(super) fn court(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    sky(c, p, h * 0.75);
    clouds(c, dice, p.paper, (h * 0.08, h * 0.40), 7);
    let stone = p.paper.mix(p.second, 0.14);
    let dark = p.near.mix(p.zenith(), 0.25);
    let (top, foot) = (h * 0.33, h * 0.76);
    let (left, right) = (W * 0.10, W * 0.90);
    c.rect(
        left + 30.0,
        top,
        right - left - 60.0,
        foot - top,
        Ink::Down(top, dark.mix(p.ink, 0.4), foot, dark),
    );
    let door = (W * 0.5 - 95.0, h * 0.45);
    c.rect(
        door.0 - 16.0,
        door.1 - 16.0,
        222.0,
        foot - door.1 + 16.0,
        stone.mix(dark, 0.55),
    );
    c.rect(
        door.0,
        door.1,
        190.0,
        foot - door.1,
        Ink::Round(
            (W * 0.5, h * 0.70),
            260.0,
            Tone::hex(0xffd48a),
            p.accent.mix(p.ink, 0.55),
        ),
    );
    c.line(&[(W * 0.5, door.1), (W * 0.5, foot)], 4.0, p.ink);
    let many = 6u16;
    for i in 0..many {
        let x = left + 70.0 + (right - left - 140.0) * f32::from(i) / f32::from(many - 1);
        column(c, p, (x, foot), (foot - top, 43.0), stone);
    }
    entablature(c, p, (left, right, top), stone);
    stairs(c, p, foot, stone);
    scales(c, p, (W * 0.5, h * 0.225), stone);
    let x = W * dice.within(0.24, 0.36);
    for (dx, s) in [(0.0, 0.17), (0.045, 0.16), (0.36, 0.15)] {
        person(c, p, (x + W * dx, h * 0.905), h * s);
    }
    let sweep = if dice.chance(0.5) {
        [(0.0, 0.0), (W * 0.55, 0.0), (W * 0.05, h), (0.0, h)]
    } else {
        [(W, 0.0), (W * 0.45, 0.0), (W * 0.95, h), (W, h)]
    };
    c.poly(&sweep, p.sun.fade(0.16));
}

fn column(c: &mut Canvas, p: &Palette, (x, foot): At, (tall, r): At, stone: Tone) {
    let top = foot - tall;
    let shade = p.near.mix(stone, 0.25);
    let shaft = [
        (x - r, foot - 30.0),
        (x - r * 0.84, top + 48.0),
        (x + r * 0.84, top + 48.0),
        (x + r, foot - 30.0),
    ];
    c.poly(&shaft, Ink::Across(x - r * 0.5, stone, x + r, shade));
    for k in -3..=3i16 {
        let off = f32::from(k) / 3.6;
        c.line(
            &[(x + off * r, foot - 34.0), (x + off * r * 0.84, top + 52.0)],
            4.0,
            shade.fade(0.38),
        );
        c.line(
            &[
                (x + off * r - 3.0, foot - 34.0),
                (x + off * r * 0.84 - 3.0, top + 52.0),
            ],
            2.0,
            p.paper.fade(0.5),
        );
    }
    for (y, wide, t) in [
        (foot - 34.0, 1.16, 16.0),
        (foot - 18.0, 1.34, 20.0),
        (top + 34.0, 1.0, 16.0),
        (top + 18.0, 1.24, 17.0),
        (top, 1.45, 19.0),
    ] {
        c.rect(
            x - r * wide,
            y,
            r * wide * 2.0,
            t,
            Ink::Across(x - r * 0.6, stone.mix(p.paper, 0.4), x + r * wide, shade),
        );
    }
}

fn entablature(c: &mut Canvas, p: &Palette, (left, right, top): (f32, f32, f32), stone: Tone) {
    let shade = p.near.mix(stone, 0.45);
    let h = c.h;
    c.rect(
        left,
        top - 54.0,
        right - left,
        56.0,
        Ink::Down(top - 54.0, stone, top, stone.mix(shade, 0.45)),
    );
    c.rect(
        left - 16.0,
        top - 70.0,
        right - left + 32.0,
        18.0,
        stone.mix(p.paper, 0.4),
    );
    c.rect(
        left,
        top - 2.0,
        right - left,
        26.0,
        Ink::Down(top, p.ink.fade(0.5), top + 24.0, p.ink.fade(0.0)),
    );
    let mut x = left + 18.0;
    while x < right - 30.0 {
        c.rect(x, top - 48.0, 24.0, 36.0, shade.fade(0.45));
        x += 48.0;
    }
    let apex = h * 0.085;
    c.poly(
        &[
            (left - 20.0, top - 70.0),
            (W / 2.0, apex),
            (right + 20.0, top - 70.0),
        ],
        Ink::Across(left, stone, right, stone.mix(shade, 0.35)),
    );
    c.poly(
        &[
            (left + 96.0, top - 84.0),
            (W / 2.0, apex + 36.0),
            (right - 96.0, top - 84.0),
        ],
        Ink::Down(apex, shade, top - 70.0, shade.mix(stone, 0.4)),
    );
    c.line(
        &[
            (left - 24.0, top - 72.0),
            (W / 2.0, apex - 4.0),
            (right + 24.0, top - 72.0),
        ],
        13.0,
        stone.mix(p.paper, 0.5),
    );
}

fn stairs(c: &mut Canvas, p: &Palette, foot: f32, stone: Tone) {
    let h = c.h;
    let many = 8u16;
    for i in 0..many {
        let t = f32::from(i) / f32::from(many);
        let (y, step) = (foot + (h - foot) * t, (h - foot) / f32::from(many));
        let out = W * (0.08 - 0.10 * t);
        c.rect(out, y, W - out * 2.0, step * 0.42, stone.mix(p.paper, 0.35));
        c.rect(
            out,
            y + step * 0.42,
            W - out * 2.0,
            step * 0.60,
            Ink::Across(0.0, stone.mix(p.near, 0.32), W, stone.mix(p.near, 0.55)),
        );
    }
}

fn scales(c: &mut Canvas, p: &Palette, (x, y): At, stone: Tone) {
    let gold = p.accent.mix(p.sun, 0.15).mix(stone, 0.05);
    c.line(&[(x, y - 48.0), (x, y + 28.0)], 6.0, gold);
    c.line(&[(x - 70.0, y - 32.0), (x + 70.0, y - 32.0)], 5.0, gold);
    c.line(&[(x - 26.0, y + 30.0), (x + 26.0, y + 30.0)], 7.0, gold);
    for side in [-70.0, 70.0] {
        c.line(
            &[
                (x + side - 22.0, y + 6.0),
                (x + side, y - 32.0),
                (x + side + 22.0, y + 6.0),
            ],
            2.2,
            gold,
        );
        let mut pan = PathBuilder::new();
        pan.move_to(x + side - 28.0, y + 6.0);
        pan.quad_to(x + side, y + 32.0, x + side + 28.0, y + 6.0);
        pan.close();
        c.path(pan, gold);
    }
}

fn person(c: &mut Canvas, p: &Palette, (x, y): At, t: f32) {
    c.poly(
        &[
            (x, y),
            (x + t * 0.8, y + t * 0.16),
            (x + t * 0.95, y + t * 0.12),
            (x + t * 0.12, y - 4.0),
        ],
        p.ink.fade(0.28),
    );
    c.poly(
        &[
            (x - t * 0.10, y - t * 0.38),
            (x - t * 0.085, y - t * 0.82),
            (x + t * 0.085, y - t * 0.82),
            (x + t * 0.11, y - t * 0.38),
        ],
        p.ink,
    );
    c.line(
        &[(x - t * 0.03, y - t * 0.42), (x - t * 0.08, y)],
        t * 0.07,
        p.ink,
    );
    c.line(
        &[(x + t * 0.03, y - t * 0.42), (x + t * 0.09, y)],
        t * 0.07,
        p.ink,
    );
    c.oval((x, y - t * 0.91), t * 0.06, t * 0.075, p.ink);
    c.rect(
        x + t * 0.10,
        y - t * 0.45,
        t * 0.16,
        t * 0.12,
        p.accent.mix(p.ink, 0.4),
    );
}

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
                17.0 + f32::from(row) * 2.0,
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
