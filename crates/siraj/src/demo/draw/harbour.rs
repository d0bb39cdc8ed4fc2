//! The harbour: gantry cranes, a ship at the quay, containers, and all of it in the water.
//!
//! Everything above the water is drawn first and then mirrored whole.

use super::canvas::{At, Canvas, Ink, W};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::scenery::{birds, clouds, glitter, ridge, ripples, sky, sun, water};

/// Cranes and ships at dusk or dawn.
pub(super) fn harbour(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let level = h * 0.70;
    sky(c, p, level);
    let x = dice.within(0.12, 0.42) * W;
    sun(
        c,
        p,
        (x, h * dice.within(0.42, 0.56)),
        dice.within(56.0, 88.0),
    );
    clouds(c, dice, p.haze(), (h * 0.08, h * 0.42), 6);
    ridge(
        c,
        dice,
        (level - 6.0, h * 0.15),
        p.far.mix(p.haze(), 0.25),
        p.haze(),
    );
    ridge(
        c,
        dice,
        (level, h * 0.09),
        p.at(0.75),
        p.haze().mix(p.far, 0.3),
    );
    far_ship(c, p, (x + 190.0, level), 150.0);
    quay(c, dice, p, level);
    water(c, p, level);
    c.reflect(level, 0.42);
    c.rect(
        0.0,
        level,
        W,
        h - level,
        Ink::Down(level, p.near.fade(0.0), h, p.near.fade(0.65)),
    );
    glitter(c, dice, p.sun, x, level);
    ripples(c, dice, p.paper, level, 120);
    ripples(c, dice, p.ink, level, 90);
    birds(c, dice, p.ink, (W * 0.34, h * 0.28));
    boat(c, p, (W * dice.within(0.14, 0.34), h * 0.90), 1.0);
}

fn quay(c: &mut Canvas, dice: &mut Dice, p: &Palette, level: f32) {
    let h = c.h;
    let far = p.at(0.5);
    crane(c, (W * 0.985, level - 12.0), h * 0.40, far, p);
    crane(c, (W * 0.56, level - 12.0), h * 0.36, p.at(0.58), p);
    stacks(c, dice, p, (W * 0.60, level - 14.0), 11);
    ship(c, dice, p, (W * 0.46, level), W * 0.50);
    crane(c, (W * 0.80, level - 8.0), h * 0.58, p.near, p);
    c.rect(
        W * 0.88,
        level - 26.0,
        W * 0.12,
        26.0,
        Ink::Down(level - 26.0, p.near, level, p.ink),
    );
    for k in 0..4u16 {
        c.rect(
            W * 0.90 + f32::from(k) * 42.0,
            level - 18.0,
            14.0,
            18.0,
            p.ink,
        );
    }
}

/// A ship-to-shore crane whose sea leg stands at `foot`, boom towards the left.
fn crane(c: &mut Canvas, (x, y): At, tall: f32, tone: Tone, p: &Palette) {
    let t = tall * 0.017;
    let (beam, apex) = (y - tall * 0.56, y - tall);
    let back = x + tall * 0.26;
    let tip = x - tall * 0.72;
    let lit = tone.mix(p.accent, 0.40);
    c.line(&[(x, y), (x, beam)], t * 1.7, lit);
    c.line(&[(back, y), (back, beam)], t * 1.7, lit.mix(tone, 0.5));
    c.line(
        &[(x, y - tall * 0.20), (back, y - tall * 0.20)],
        t * 1.4,
        lit,
    );
    c.line(&[(x, y - tall * 0.20), (back, beam)], t * 0.7, tone);
    c.line(&[(tip, beam), (back + tall * 0.22, beam)], t * 2.0, lit);
    c.line(&[(tip, beam - t * 2.4), (x, beam - t * 2.4)], t * 0.6, tone);
    let mut k = tip;
    while k < x {
        c.line(
            &[
                (k, beam),
                (k + t * 2.0, beam - t * 2.4),
                (k + t * 4.0, beam),
            ],
            t * 0.4,
            tone,
        );
        k += t * 4.0;
    }
    let peak = (x + tall * 0.06, apex);
    c.line(&[(x, beam), peak, (back, beam)], t * 1.3, lit);
    c.line(
        &[
            (x + tall * 0.03, (beam + apex) / 2.0),
            (back - tall * 0.1, (beam + apex) / 2.0),
        ],
        t * 0.8,
        tone,
    );
    for reach in [0.08, 0.48] {
        c.line(&[peak, (tip + (x - tip) * reach, beam)], t * 0.45, tone);
    }
    c.line(&[peak, (back + tall * 0.2, beam)], t * 0.45, tone);
    c.rect(
        back - tall * 0.03,
        beam - tall * 0.075,
        tall * 0.17,
        tall * 0.075,
        lit.mix(tone, 0.35),
    );
    let cab = tip + (x - tip) * 0.52;
    c.rect(cab, beam + t, tall * 0.05, tall * 0.05, tone);
    c.rect(
        cab + tall * 0.008,
        beam + t * 1.6,
        tall * 0.034,
        tall * 0.02,
        p.sun,
    );
    let load = beam + tall * 0.20;
    for dx in [-0.05, 0.01] {
        c.line(
            &[(cab + tall * dx, beam), (cab + tall * dx, load)],
            t * 0.25,
            tone,
        );
    }
    c.rect(cab - tall * 0.09, load, tall * 0.14, tall * 0.045, p.accent);
}

fn box_tone(dice: &mut Dice, p: &Palette) -> Tone {
    let near = dice.within(0.05, 0.4);
    dice.pick(&[
        p.accent,
        p.second,
        p.far,
        p.paper.mix(p.second, 0.4),
        p.middle(),
        p.zenith(),
    ])
    .mix(p.near, near)
}

fn stacks(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, y): At, columns: u16) {
    for i in 0..columns {
        let left = x + f32::from(i) * 54.0;
        for k in 0..dice.count(1, 4) {
            let top = y - 21.0 * (k as f32 + 1.0);
            let tone = box_tone(dice, p).mix(p.far, 0.3);
            c.rect(
                left,
                top,
                52.0,
                20.0,
                Ink::Down(top, tone, top + 20.0, tone.mix(p.ink, 0.25)),
            );
        }
    }
}

/// A loaded ship, its waterline on `level`, its bow to the left.
fn ship(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, level): At, long: f32) {
    let deck = level - long * 0.105;
    cargo(c, dice, p, (x, deck), long);
    bridge(c, dice, p, (x, deck), long);
    let hull = [
        (x, deck - long * 0.035),
        (x + long * 0.09, deck),
        (x + long * 0.97, deck),
        (x + long, deck - long * 0.015),
        (x + long * 0.985, level),
        (x + long * 0.055, level),
    ];
    c.poly(&hull, Ink::Down(deck, p.near, level, p.ink));
    let red = [
        (x + long * 0.040, level - 15.0),
        (x + long * 0.988, level - 15.0),
        (x + long * 0.985, level),
        (x + long * 0.055, level),
    ];
    c.poly(&red, p.accent.mix(p.ink, 0.35));
    c.line(
        &[(x + long * 0.10, deck + 9.0), (x + long * 0.96, deck + 9.0)],
        2.0,
        p.paper.fade(0.35),
    );
}

/// The containers on deck.
fn cargo(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, deck): At, long: f32) {
    for i in 0..12u16 {
        let left = x + long * (0.13 + 0.053 * f32::from(i));
        let most = if i < 2 { 3 } else { 5 };
        for k in 0..dice.count(2, most) {
            let top = deck - 22.0 * (k as f32 + 1.0);
            let tone = box_tone(dice, p);
            c.rect(
                left,
                top,
                long * 0.051,
                21.0,
                Ink::Down(top, tone, top + 21.0, tone.mix(p.ink, 0.35)),
            );
            c.line(
                &[
                    (left + long * 0.012, top + 4.0),
                    (left + long * 0.012, top + 18.0),
                ],
                1.0,
                p.ink.fade(0.25),
            );
            c.line(
                &[
                    (left + long * 0.030, top + 4.0),
                    (left + long * 0.030, top + 18.0),
                ],
                1.0,
                p.ink.fade(0.25),
            );
        }
    }
}

/// The house with the ship's bridge, and the funnel behind it.
fn bridge(c: &mut Canvas, dice: &mut Dice, p: &Palette, (x, deck): At, long: f32) {
    let house = x + long * 0.79;
    let white = p.paper.mix(p.far, 0.2);
    c.rect(
        house,
        deck - long * 0.20,
        long * 0.10,
        long * 0.20,
        Ink::Across(house, white, house + long * 0.1, white.mix(p.near, 0.45)),
    );
    c.rect(
        house - long * 0.02,
        deck - long * 0.205,
        long * 0.14,
        long * 0.030,
        white.mix(p.near, 0.2),
    );
    for row in 0..5u16 {
        for col in 0..5u16 {
            let (wx, wy) = (
                house + 8.0 + f32::from(col) * 13.0,
                deck - long * 0.155 + f32::from(row) * 19.0,
            );
            c.rect(
                wx,
                wy,
                6.0,
                8.0,
                p.near.mix(p.sun, if dice.chance(0.4) { 0.9 } else { 0.0 }),
            );
        }
    }
    c.line(
        &[
            (house + long * 0.05, deck - long * 0.2),
            (house + long * 0.05, deck - long * 0.27),
        ],
        3.0,
        p.near,
    );
    c.rect(
        house + long * 0.115,
        deck - long * 0.13,
        long * 0.045,
        long * 0.13,
        p.accent.mix(p.near, 0.25),
    );
}

fn far_ship(c: &mut Canvas, p: &Palette, (x, level): At, long: f32) {
    let tone = p.at(0.7);
    c.poly(
        &[
            (x, level - 16.0),
            (x + long, level - 16.0),
            (x + long * 0.96, level),
            (x + long * 0.05, level),
        ],
        tone,
    );
    c.rect(
        x + long * 0.12,
        level - 34.0,
        long * 0.6,
        18.0,
        tone.mix(p.haze(), 0.2),
    );
    c.rect(x + long * 0.76, level - 52.0, long * 0.13, 36.0, tone);
}

/// A small fishing boat with one figure in it.
pub(super) fn boat(c: &mut Canvas, p: &Palette, (x, y): At, s: f32) {
    c.oval((x, y + 15.0 * s), 125.0 * s, 10.0 * s, p.ink.fade(0.45));
    let hull = [
        (x - 112.0 * s, y - 26.0 * s),
        (x - 60.0 * s, y - 12.0 * s),
        (x + 70.0 * s, y - 12.0 * s),
        (x + 108.0 * s, y - 24.0 * s),
        (x + 78.0 * s, y + 16.0 * s),
        (x - 76.0 * s, y + 16.0 * s),
    ];
    c.poly(&hull, p.ink);
    c.line(
        &[
            (x - 106.0 * s, y - 21.0 * s),
            (x - 58.0 * s, y - 8.0 * s),
            (x + 70.0 * s, y - 8.0 * s),
            (x + 102.0 * s, y - 19.0 * s),
        ],
        4.0 * s,
        p.accent,
    );
    let body = [
        (x + 8.0 * s, y - 10.0 * s),
        (x + 14.0 * s, y - 52.0 * s),
        (x + 34.0 * s, y - 54.0 * s),
        (x + 44.0 * s, y - 10.0 * s),
    ];
    c.poly(&body, p.ink);
    c.disc(x + 24.0 * s, y - 64.0 * s, 11.0 * s, p.ink);
    c.line(
        &[(x + 26.0 * s, y - 46.0 * s), (x - 8.0 * s, y - 38.0 * s)],
        7.0 * s,
        p.ink,
    );
    c.line(
        &[(x - 66.0 * s, y - 96.0 * s), (x - 8.0 * s, y - 38.0 * s)],
        2.4 * s,
        p.ink,
    );
    c.line(
        &[(x - 66.0 * s, y - 96.0 * s), (x - 100.0 * s, y + 8.0 * s)],
        0.9 * s,
        p.ink.fade(0.6),
    );
}
