//! Charts on paper: bars with one that matters, lines with an area and marks. No words.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, bend};
use super::dice::Dice;
use super::palette::{Palette, Tone};

/// Where the drawing area of a chart lies: left, right, top, base.
struct Area {
    left: f32,
    right: f32,
    top: f32,
    base: f32,
}

fn sheet(c: &mut Canvas, p: &Palette) -> Area {
    let h = c.h;
    let paper = p.paper.mix(Tone::hex(0xffffff), 0.25);
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Down(0.0, paper, h, paper.mix(p.second, 0.20)),
    );
    let area = Area {
        left: 130.0,
        right: W - 110.0,
        top: h * 0.15,
        base: h * 0.84,
    };
    for k in 0..6u16 {
        let y = area.base + (area.top - area.base) * f32::from(k) / 5.0;
        let strong = if k == 0 { 0.9 } else { 0.16 };
        c.line(
            &[(area.left, y), (area.right, y)],
            if k == 0 { 3.6 } else { 1.8 },
            p.ink.fade(strong),
        );
        c.rect(area.left - 62.0, y - 4.5, 40.0, 9.0, p.ink.fade(0.22));
    }
    c.rect(area.left, h * 0.058, 360.0, 19.0, p.ink.fade(0.80));
    c.rect(area.left, h * 0.058 + 32.0, 560.0, 9.0, p.ink.fade(0.26));
    c.rect(area.left - 30.0, h * 0.052, 9.0, 58.0, p.accent);
    area
}

/// A note that points at something: a ring, a leader, lines standing for words.
fn note(c: &mut Canvas, p: &Palette, at: At, to: At) {
    c.line(&[at, (to.0, to.1 + 26.0)], 2.2, p.ink.fade(0.75));
    c.disc(at.0, at.1, 15.0, p.paper);
    c.disc(at.0, at.1, 10.0, p.accent);
    let (w, h) = (196.0, 70.0);
    let (x, y) = ((to.0 - w / 2.0).clamp(20.0, W - w - 20.0), to.1 - h + 26.0);
    c.rect(x + 5.0, y + 6.0, w, h, p.ink.fade(0.14));
    c.rect(x, y, w, h, p.paper.mix(Tone::hex(0xffffff), 0.7));
    c.rect(x, y, 6.0, h, p.accent);
    for (k, long) in [(0.0, 140.0), (1.0, 158.0), (2.0, 92.0)] {
        c.rect(
            x + 22.0,
            y + 14.0 + k * 18.0,
            long,
            8.0,
            p.ink.fade(if k < 0.5 { 0.75 } else { 0.3 }),
        );
    }
}

/// Bars with one that matters.
pub(super) fn chart_bars(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let area = sheet(c, p);
    let many = dice.count(9, 13);
    let step = (area.right - area.left) / many as f32;
    let rising = dice.chance(0.5);
    let hot = dice.count(many / 2, many - 2);
    let pairs = dice.chance(0.4);
    let quiet = p.near.mix(p.far, 0.30);
    let mut tops = Vec::new();
    for i in 0..many {
        let t = i as f32 / (many - 1) as f32;
        let trend = if rising {
            0.25 + 0.42 * t
        } else {
            0.70 - 0.40 * t
        };
        let part = if i == hot {
            0.93
        } else {
            trend + dice.within(-0.07, 0.09)
        };
        let tall = (area.base - area.top) * part;
        let (x, w) = (area.left + step * (i as f32 + 0.17), step * 0.66);
        let tone = if i == hot { p.accent } else { quiet };
        let y = area.base - tall;
        if pairs {
            c.rect(
                x,
                y,
                w * 0.56,
                tall - 2.0,
                Ink::Down(y, tone, area.base, tone.mix(p.ink, 0.20)),
            );
            let other = tall * dice.within(0.45, 0.8);
            c.rect(
                x + w * 0.60,
                area.base - other,
                w * 0.40,
                other - 2.0,
                p.second.mix(p.paper, 0.15),
            );
        } else {
            c.rect(
                x,
                y,
                w,
                tall - 2.0,
                Ink::Down(y, tone, area.base, tone.mix(p.ink, 0.20)),
            );
        }
        c.rect(x + w * 0.2, area.base + 22.0, w * 0.6, 9.0, p.ink.fade(0.3));
        tops.push((
            x + w / 2.0,
            area.base - (area.base - area.top) * trend - 30.0,
        ));
        if i == hot {
            note(
                c,
                p,
                (x + if pairs { w * 0.28 } else { w / 2.0 }, y),
                (x - 230.0, area.top + 20.0),
            );
        }
    }
    if !pairs {
        c.stroke(bend(&tops), 4.0, p.ink.fade(0.55));
    }
}

/// Lines with an area, a marked period and notes.
pub(super) fn chart_lines(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let area = sheet(c, p);
    let (wide, tall) = (area.right - area.left, area.base - area.top);
    let from = area.left + wide * dice.within(0.3, 0.55);
    c.rect(from, area.top, wide * 0.15, tall, p.second.fade(0.30));
    let tones = [
        p.far.mix(p.near, 0.35),
        p.second.mix(p.near, 0.12),
        p.accent,
    ];
    for (k, tone) in tones.into_iter().enumerate() {
        let main = k == 2;
        let line = walk(
            dice,
            &area,
            if main { 0.35 } else { 0.20 + 0.12 * k as f32 },
            if main { 0.5 } else { 0.12 },
        );
        if main {
            let mut under = bend(&line);
            under.line_to(area.right, area.base);
            under.line_to(area.left, area.base);
            under.close();
            c.path(
                under,
                Ink::Down(area.top, tone.fade(0.42), area.base, tone.fade(0.02)),
            );
        }
        c.stroke(bend(&line), if main { 7.5 } else { 4.0 }, tone);
        if let Some(&(x, y)) = line.last() {
            c.disc(x, y, if main { 12.0 } else { 7.0 }, tone);
            c.disc(x, y, if main { 5.0 } else { 3.0 }, p.paper);
        }
        let peak = line
            .iter()
            .skip(8)
            .take(34)
            .copied()
            .reduce(|a, b| if b.1 < a.1 { b } else { a });
        if let (true, Some(peak)) = (main, peak) {
            note(c, p, peak, (peak.0 - 200.0, (peak.1 - 90.0).max(area.top)));
        }
    }
    let mut ticks = PathBuilder::new();
    for k in 0..=12u16 {
        let x = area.left + wide * f32::from(k) / 12.0;
        ticks.move_to(x, area.base);
        ticks.line_to(x, area.base + 12.0);
        c.rect(x - 20.0, area.base + 24.0, 40.0, 9.0, p.ink.fade(0.26));
    }
    c.stroke(ticks, 2.4, p.ink.fade(0.7));
}

fn walk(dice: &mut Dice, area: &Area, start: f32, climb: f32) -> Vec<At> {
    let mut level = start;
    let mut pull = 0.0;
    (0..=48u16)
        .map(|i| {
            let t = f32::from(i) / 48.0;
            pull = pull * 0.72 + dice.within(-0.021, 0.021);
            level += pull + (start + climb * t - level) * 0.10;
            let y = area.base - (area.base - area.top) * level.clamp(0.04, 0.97);
            (area.left + (area.right - area.left) * t, y)
        })
        .collect()
}
