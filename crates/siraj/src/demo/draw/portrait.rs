//! Portraits of nobody: head and shoulders in flat shapes, without a face.
//!
//! A real likeness would be a lie in an invented newsroom; light on a cheek is enough to
//! read as a person.

use tiny_skia::PathBuilder;

use super::canvas::{At, Canvas, Ink, W, bend, push_oval};
use super::dice::Dice;
use super::palette::{Palette, Tone};
use super::pattern::lattice;

const SKIN: [Tone; 5] = [
    Tone::hex(0xe9b991),
    Tone::hex(0xd69f73),
    Tone::hex(0xbd8157),
    Tone::hex(0x9a6240),
    Tone::hex(0xf0c8a4),
];
const HAIR: [Tone; 5] = [
    Tone::hex(0x1d1716),
    Tone::hex(0x33231d),
    Tone::hex(0x553626),
    Tone::hex(0x8d8782),
    Tone::hex(0xd4cfc8),
];

/// Head and shoulders of nobody in particular.
pub(super) fn portrait(c: &mut Canvas, dice: &mut Dice, p: &Palette) {
    let h = c.h;
    let (a, b) = (p.middle().mix(p.paper, 0.12), p.second.mix(p.haze(), 0.25));
    let side = if dice.chance(0.5) { 1.0 } else { -1.0 };
    c.rect(
        0.0,
        0.0,
        W,
        h,
        Ink::Round(
            (W * (0.5 - side * 0.2), h * 0.25),
            W * 0.75,
            b,
            a.mix(p.near, 0.35),
        ),
    );
    match dice.count(0, 2) {
        0 => c.disc(
            W * 0.5 + side * 40.0,
            h * 0.46,
            h * 0.40,
            p.accent.mix(b, 0.30),
        ),
        1 => lattice(c, 92.0, (W * 0.5, h * 0.5), p.paper.fade(0.17), 3.2),
        _ => {
            for k in 0..4u16 {
                let x = W * (0.5 + side * (0.1 + 0.16 * f32::from(k)));
                c.rect(x, 0.0, W * 0.09, h, p.paper.fade(0.09));
            }
        }
    }
    let s = h / 1000.0;
    let head = (W * 0.5 - side * 10.0 * s, h * 0.40);
    let skin = dice.pick(&SKIN);
    let hair = dice.pick(&HAIR);
    let scarf = dice.chance(0.36);
    let cloth = dice.pick(&[
        p.near,
        p.accent.mix(p.ink, 0.25),
        p.zenith(),
        p.ink.mix(p.near, 0.5),
        p.paper.mix(p.far, 0.25),
    ]);
    let sitter = Sitter {
        head,
        s,
        side,
        skin,
        hair,
        cloth,
    };
    let long = !scarf && dice.chance(0.42);
    if long {
        sitter.mane(c, dice, p);
    }
    sitter.shoulders(c, dice, p, scarf);
    sitter.face(c, p);
    if scarf {
        let veil = dice.pick(&[p.accent, p.second, p.paper.mix(p.second, 0.25), p.near]);
        sitter.veil(c, p, veil);
    } else {
        sitter.crop(c, dice, long);
    }
    if !scarf && !long && dice.chance(0.5) {
        sitter.beard(c);
    }
    if dice.chance(0.34) {
        sitter.glasses(c, p);
    }
    c.rect(
        0.0,
        h * 0.7,
        W,
        h * 0.3,
        Ink::Down(h * 0.7, p.ink.fade(0.0), h, p.ink.fade(0.35)),
    );
}

/// The one who sits: measures and colours.
struct Sitter {
    head: At,
    s: f32,
    side: f32,
    skin: Tone,
    hair: Tone,
    cloth: Tone,
}

impl Sitter {
    fn at(&self, x: f32, y: f32) -> At {
        (
            self.head.0 + x * self.s * self.side,
            self.head.1 + y * self.s,
        )
    }

    /// A closed shape from a start and cubic pieces, in the head's own measures.
    fn shape(&self, start: At, pieces: &[[f32; 6]]) -> PathBuilder {
        let mut path = PathBuilder::new();
        let (x, y) = self.at(start.0, start.1);
        path.move_to(x, y);
        for &[ax, ay, bx, by, x, y] in pieces {
            let (a, b, to) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
            path.cubic_to(a.0, a.1, b.0, b.1, to.0, to.1);
        }
        path.close();
        path
    }

    fn lit(&self, tone: Tone, dark: Tone) -> Ink {
        let (a, b) = (self.at(-150.0, 0.0).0, self.at(170.0, 0.0).0);
        if a < b {
            Ink::Across(a, tone, b, dark)
        } else {
            Ink::Across(b, dark, a, tone)
        }
    }

    fn face(&self, c: &mut Canvas, p: &Palette) {
        let dark = self.skin.mix(p.accent.mix(p.ink, 0.5), 0.42);
        let neck = self.shape(
            (-66.0, 90.0),
            &[
                [-60.0, 190.0, -86.0, 236.0, -112.0, 262.0],
                [-30.0, 330.0, 40.0, 330.0, 112.0, 262.0],
                [86.0, 236.0, 62.0, 190.0, 68.0, 90.0],
            ],
        );
        c.path(neck, dark.mix(self.skin, 0.30));
        let under = self.shape(
            (-70.0, 120.0),
            &[
                [-40.0, 205.0, 50.0, 205.0, 72.0, 110.0],
                [72.0, 160.0, 66.0, 190.0, 66.0, 205.0],
                [20.0, 236.0, -40.0, 220.0, -70.0, 120.0],
            ],
        );
        c.path(under, dark.fade(0.8));
        for x in [-126.0, 128.0] {
            c.oval(
                self.at(x, 10.0),
                22.0 * self.s,
                38.0 * self.s,
                self.skin.mix(dark, 0.4),
            );
        }
        let face = self.shape(
            (0.0, -165.0),
            &[
                [92.0, -165.0, 134.0, -90.0, 130.0, 0.0],
                [126.0, 92.0, 68.0, 172.0, 0.0, 174.0],
                [-68.0, 172.0, -126.0, 92.0, -130.0, 0.0],
                [-134.0, -90.0, -92.0, -165.0, 0.0, -165.0],
            ],
        );
        c.path(face, self.lit(self.skin, self.skin.mix(dark, 0.35)));
        let shade = self.shape(
            (22.0, -165.0),
            &[
                [96.0, -160.0, 134.0, -90.0, 130.0, 0.0],
                [126.0, 92.0, 68.0, 172.0, 0.0, 174.0],
                [50.0, 130.0, 50.0, 70.0, 34.0, 56.0],
                [52.0, 30.0, 22.0, 0.0, 26.0, -30.0],
                [50.0, -60.0, 44.0, -120.0, 22.0, -165.0],
            ],
        );
        c.path(shade, dark.fade(0.62));
    }

    fn shoulders(&self, c: &mut Canvas, dice: &mut Dice, p: &Palette, scarf: bool) {
        let wide = dice.within(300.0, 385.0);
        let body = self.shape(
            (-96.0, 222.0),
            &[
                [-180.0, 275.0, -wide, 290.0, -wide - 40.0, 640.0],
                [-100.0, 660.0, 100.0, 660.0, wide + 40.0, 640.0],
                [wide, 290.0, 180.0, 275.0, 96.0, 222.0],
                [60.0, 300.0, -60.0, 300.0, -96.0, 222.0],
            ],
        );
        c.path(
            body,
            self.lit(self.cloth.mix(p.paper, 0.12), self.cloth.mix(p.ink, 0.45)),
        );
        if scarf {
            return;
        }
        let shirt = self.shape(
            (-98.0, 222.0),
            &[
                [-80.0, 300.0, -30.0, 400.0, 0.0, 520.0],
                [30.0, 400.0, 80.0, 300.0, 98.0, 222.0],
                [60.0, 290.0, -60.0, 290.0, -98.0, 222.0],
            ],
        );
        let jacket = dice.chance(0.6);
        if jacket {
            c.path(shirt, p.paper);
            if dice.chance(0.5) {
                let tie = [
                    self.at(-16.0, 296.0),
                    self.at(16.0, 296.0),
                    self.at(24.0, 470.0),
                    self.at(0.0, 520.0),
                    self.at(-24.0, 470.0),
                ];
                c.poly(&tie, p.accent.mix(p.ink, 0.15));
            }
            for x in [-1.0, 1.0] {
                let lapel = [
                    self.at(x * 100.0, 218.0),
                    self.at(x * 150.0, 330.0),
                    self.at(x * 104.0, 352.0),
                    self.at(x * 128.0, 384.0),
                    self.at(0.0, 560.0),
                ];
                c.poly(&lapel, self.cloth.mix(p.ink, 0.28));
                let collar = [
                    self.at(x * 96.0, 214.0),
                    self.at(x * 20.0, 292.0),
                    self.at(x * 64.0, 330.0),
                    self.at(x * 104.0, 236.0),
                ];
                c.poly(&collar, p.paper.mix(p.far, 0.25));
            }
        } else {
            let line: Vec<At> = (-10..=10i16)
                .map(|i| f32::from(i) / 10.0)
                .map(|k| self.at(k * 112.0, 232.0 + 74.0 * (1.0 - k * k)))
                .collect();
            c.stroke(bend(&line), 26.0 * self.s, self.cloth.mix(p.paper, 0.22));
        }
    }

    fn mane(&self, c: &mut Canvas, dice: &mut Dice, p: &Palette) {
        let low = dice.within(170.0, 380.0);
        let mane = self.shape(
            (0.0, -215.0),
            &[
                [150.0, -215.0, 192.0, -90.0, 178.0, 40.0],
                [170.0, 160.0, 236.0, low * 0.8, 176.0, low],
                [100.0, low + 40.0, -100.0, low + 40.0, -176.0, low],
                [-236.0, low * 0.8, -170.0, 160.0, -178.0, 40.0],
                [-192.0, -90.0, -150.0, -215.0, 0.0, -215.0],
            ],
        );
        c.path(mane, self.lit(self.hair.mix(p.paper, 0.12), self.hair));
    }

    fn crop(&self, c: &mut Canvas, dice: &mut Dice, long: bool) {
        let part = dice.within(-60.0, 60.0);
        let (low, full) = (if long { 60.0 } else { -8.0 }, dice.within(196.0, 236.0));
        let top = self.shape(
            (-136.0, low),
            &[
                [-168.0, -110.0, -130.0, -full, -4.0, -full],
                [130.0, -full, 168.0, -110.0, 137.0, low],
                [124.0, -50.0, 112.0, -84.0, 84.0, -108.0],
                [40.0, -92.0, part, -110.0, part, -140.0],
                [-60.0, -96.0, -116.0, -84.0, -136.0, low],
            ],
        );
        c.path(
            top,
            self.lit(
                self.hair.mix(Tone::hex(0xffffff), 0.15),
                self.hair.mix(Tone::hex(0x000000), 0.2),
            ),
        );
    }

    fn beard(&self, c: &mut Canvas) {
        let beard = self.shape(
            (-131.0, 6.0),
            &[
                [-122.0, 70.0, -84.0, 74.0, -58.0, 72.0],
                [-30.0, 58.0, 30.0, 58.0, 58.0, 72.0],
                [84.0, 74.0, 122.0, 70.0, 131.0, 6.0],
                [134.0, 112.0, 84.0, 200.0, 0.0, 206.0],
                [-84.0, 200.0, -134.0, 112.0, -131.0, 6.0],
            ],
        );
        c.path(beard, self.lit(self.hair.mix(self.skin, 0.18), self.hair));
    }

    fn veil(&self, c: &mut Canvas, p: &Palette, tone: Tone) {
        let dark = tone.mix(p.ink, 0.42);
        let mut veil = self.shape(
            (0.0, -232.0),
            &[
                [170.0, -232.0, 196.0, -70.0, 172.0, 60.0],
                [160.0, 170.0, 250.0, 250.0, 300.0, 330.0],
                [180.0, 470.0, -180.0, 470.0, -300.0, 330.0],
                [-250.0, 250.0, -160.0, 170.0, -172.0, 60.0],
                [-196.0, -70.0, -170.0, -232.0, 0.0, -232.0],
            ],
        );
        // The opening for the face turns the other way, so that it stays open.
        let hole = self.shape(
            (0.0, -148.0),
            &[
                [-84.0, -148.0, -116.0, -84.0, -112.0, 4.0],
                [-108.0, 92.0, -64.0, 152.0, 0.0, 168.0],
                [64.0, 152.0, 108.0, 92.0, 112.0, 4.0],
                [116.0, -84.0, 84.0, -148.0, 0.0, -148.0],
            ],
        );
        if let Some(hole) = hole.finish() {
            veil.push_path(&hole);
        }
        c.path(veil, self.lit(tone.mix(p.paper, 0.14), dark));
        let folds: [[At; 4]; 4] = [
            [
                (-122.0, 60.0),
                (-100.0, 160.0),
                (20.0, 236.0),
                (230.0, 300.0),
            ],
            [
                (-140.0, 90.0),
                (-120.0, 210.0),
                (10.0, 300.0),
                (180.0, 370.0),
            ],
            [(118.0, 60.0), (100.0, 150.0), (40.0, 200.0), (-40.0, 232.0)],
            [
                (-60.0, -190.0),
                (-130.0, -140.0),
                (-150.0, -40.0),
                (-140.0, 60.0),
            ],
        ];
        for fold in folds {
            let line: Vec<At> = fold.iter().map(|&(x, y)| self.at(x, y)).collect();
            c.stroke(bend(&line), 7.0 * self.s, dark.fade(0.55));
        }
    }

    fn glasses(&self, c: &mut Canvas, p: &Palette) {
        let mut rims = PathBuilder::new();
        for x in [-54.0, 56.0] {
            let at = self.at(x, -6.0);
            c.oval(at, 42.0 * self.s, 35.0 * self.s, p.paper.fade(0.20));
            push_oval(&mut rims, at, 42.0 * self.s, 35.0 * self.s);
        }
        c.stroke(rims, 7.0 * self.s, p.ink);
        c.line(
            &[self.at(-13.0, -10.0), self.at(15.0, -10.0)],
            7.0 * self.s,
            p.ink,
        );
    }
}
