//! Direction: which way a text runs, and which parts of it must be isolated so that
//! a browser or a mail program does not turn them round.
//!
//! Answers with byte ranges ([`isolate`], for the renderer's `bdi`) or with isolate
//! characters ([`isolate_plain`], for feeds, push and plain mail), and cleans hostile
//! direction controls. The full bidirectional algorithm stays with who draws the text.

mod classes;
mod controls;
mod foreign;
mod numbers;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub(crate) use classes::bidi_class;
use serde::{Deserialize, Serialize};
use unicode_bidi::BidiClass;

pub use controls::{Stripped, strip_controls};
pub(crate) use numbers::phone_end;

/// The way a text runs; the value of `dir` in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Right to left: Arabic, Persian, Urdu, Hebrew.
    Rtl,
    /// Left to right.
    Ltr,
}

impl Direction {
    /// The value of the `dir` attribute: `rtl` or `ltr`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rtl => "rtl",
            Self::Ltr => "ltr",
        }
    }
}

/// A part of a text: byte offsets on character borders, and the direction in which
/// it must be isolated, or `None` for text that is right as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where the part stands in the text it was cut from.
    pub range: Range<usize>,
    /// The direction of the isolate; `None` for the text around isolates.
    pub isolated: Option<Direction>,
}

impl Run {
    /// The words of this run in the text it was cut from; empty in any shorter text.
    #[must_use]
    pub fn text<'a>(&self, whole: &'a str) -> &'a str {
        whole.get(self.range.clone()).unwrap_or_default()
    }
}

/// The direction of the first letter that has one, skipping what stands in isolates;
/// `None` for digits and signs alone, which follow their surroundings.
///
/// `first_strong("«BBC» تعلن")` is `Ltr`; `first_strong("2026: عام")` is `Rtl`.
/// Source: UAX 9, rules P2 and P3; as with `dir="auto"`, the search goes on into later
/// paragraphs, each of which closes the isolates left open before it.
#[must_use]
pub fn first_strong(text: &str) -> Option<Direction> {
    let mut depth = 0_usize;
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => depth += 1,
            BidiClass::PDI => depth = depth.saturating_sub(1),
            BidiClass::B => depth = 0,
            BidiClass::L if depth == 0 => return Some(Direction::Ltr),
            BidiClass::R | BidiClass::AL if depth == 0 => return Some(Direction::Rtl),
            _ => {}
        }
    }
    None
}

/// The text cut into runs, in order and without gaps; those that a paragraph of direction
/// `base` would show wrongly say how to isolate them.
///
/// In right-to-left text these are isolated: words of left-to-right scripts with their
/// attached signs (`C++`, `@siraj`, addresses, file names) together with the words and
/// plain numbers that follow them (`Windows 11`); telephone numbers (`+961 1 234567`);
/// signed numbers (`-5`); scores, ranges and dates written with a dash (`2-1`, `10-15`,
/// `2026-03-15`). These are left alone, being right as they are: `4.5%`, `٤٫٥٪`,
/// `3/3/2026`, `14:30`, every Arabic-Indic number, and the brackets around `(IMF)`.
/// In left-to-right text, runs of right-to-left words are isolated.
///
/// What already stands between isolate characters is left as it is. Source: measured in
/// a browser; the table is in the tests.
#[must_use]
pub fn isolate(text: &str, base: Direction) -> Vec<Run> {
    let found = match base {
        Direction::Rtl => foreign::in_rtl(text),
        Direction::Ltr => foreign::in_ltr(text),
    };
    let foreign_direction = match base {
        Direction::Rtl => Direction::Ltr,
        Direction::Ltr => Direction::Rtl,
    };
    let mut runs = Vec::with_capacity(found.len() * 2 + 1);
    let mut end = 0;
    for range in found {
        push_plain(&mut runs, end..range.start);
        end = range.end;
        runs.push(Run {
            range,
            isolated: Some(foreign_direction),
        });
    }
    push_plain(&mut runs, end..text.len());
    runs
}

fn push_plain(runs: &mut Vec<Run>, range: Range<usize>) {
    if !range.is_empty() {
        runs.push(Run {
            range,
            isolated: None,
        });
    }
}

/// The text with its foreign runs between isolate characters, for places without markup:
/// feeds, push messages, plain mail, page titles.
///
/// `فاز الأهلي 2-1` gets U+2066 before `2-1` and U+2069 after it; right-to-left runs in
/// left-to-right text get U+2067. Isolating twice changes nothing more.
#[must_use]
pub fn isolate_plain(text: &str, base: Direction) -> String {
    let mut isolated = String::with_capacity(text.len());
    for run in isolate(text, base) {
        match run.isolated {
            Some(direction) => {
                isolated.push(match direction {
                    Direction::Ltr => '\u{2066}',
                    Direction::Rtl => '\u{2067}',
                });
                isolated.push_str(run.text(text));
                isolated.push('\u{2069}');
            }
            None => isolated.push_str(run.text(text)),
        }
    }
    isolated
}
