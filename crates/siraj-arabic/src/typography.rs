//! Typography of Arabic text: what of its signs and spaces is a slip that can be mended
//! without asking, and which of its words want a second look.
//!
//! Answers with findings in the text as it was given, or with the mended text. Letters and
//! digits are never changed by mending, except presentation forms into the letters that they
//! draw. Words spelled two ways within a text are [`crate::spelling`]'s, the direction of
//! foreign runs is [`crate::direction`]'s, and style is nobody's but the writer's.

mod clean;
mod cover;
mod forms;
mod line;
mod quotes;
mod signs;
mod spaces;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use line::Line;

/// The quotation marks of a house.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationMarks {
    /// «قال إن “سراج” عادت»: our default, the habit of Arabic newspapers.
    #[default]
    Guillemets,
    /// “قال إن «سراج» عادت”.
    Curly,
}

impl QuotationMarks {
    /// The pair at a depth of nesting, counted from 0; the two pairs take turns.
    const fn pair(self, depth: usize) -> [char; 2] {
        let outer_is_curly = matches!(self, Self::Curly);
        if depth.is_multiple_of(2) == outer_is_curly {
            ['“', '”']
        } else {
            ['«', '»']
        }
    }
}

/// What was found. All but [`Kind::Word`] are slips, which [`mend`] mends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A space before a sign that belongs to the word before it: «نعم ،».
    SpaceBefore,
    /// No space after a sign: «نعم،ثم».
    SpaceAfter,
    /// Spaces between two words behind the first one.
    DoubledSpace,
    /// A Latin comma, semicolon or question mark of an Arabic sentence: «نعم, ثم».
    LatinSign,
    /// Quotation marks other than the house's: «"نعم"».
    Quotes,
    /// The stretching line within a word: «ســراج».
    Tatweel,
    /// Letters as one shape of themselves, mostly out of old PDF files: «ﻣﺪﻳﻨﺔ».
    PresentationForm,
    /// A direction mark between two letters of its own direction, which changes nothing.
    StrayControl,
    /// A word that is hardly meant as it stands; a hint, never mended by itself.
    Word(Why),
}

impl Kind {
    /// Whether it is mended without asking.
    #[must_use]
    pub const fn is_slip(self) -> bool {
        !matches!(self, Self::Word(_))
    }
}

/// Why a word wants a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Final ى for ي: «التى».
    FinalYa,
    /// Final ي for ى: «حتي».
    FinalAlef,
    /// Final ه for ة: «المدينه».
    TaMarbuta,
    /// Final ة for ه: «هذة».
    FinalHa,
    /// A hamza on an alef that only joins: «إجتماع».
    HamzaOfWasl,
    /// An alef without its hamza: «الى».
    MissingHamza,
    /// Written as it sounds: «لاكن», «هاذا».
    AsItSounds,
    /// Correct elsewhere, but not the spelling of the house: «مسئول» for «مسؤول».
    HouseSpelling,
    /// «إنشاء الله», which says “the creation of God”, for «إن شاء الله».
    IfGodWills,
    /// The article on «غير», whose second word carries it: «الغير ممكن».
    ArticleOnGhayr,
}

/// A place in a text that is mended, or wants a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands in the text that was given; both ends are borders of characters.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// What should stand there instead; empty where something is dropped.
    pub replacement: String,
}

/// A text after mending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The text without its slips.
    pub text: String,
    /// What was mended, and the hints that were left; ranges into the text before mending.
    pub findings: Vec<Finding>,
}

/// Slips and hints of a text, in order and without overlap. A hint that touches a slip
/// waits until the slip is mended.
///
/// In `قال "نعم" , ثم مضى الى المرفأ` these are the two quotation marks, the space before the
/// comma, the comma, and «الى». Left alone: addresses, handles, tags, code between
/// back-ticks, signs between digits, and the signs of foreign sentences within the text.
///
/// Source: the typography of the house, after the Arabic press; the words are listed in
/// `typography/words`.
#[must_use]
pub fn findings(text: &str, quotes: QuotationMarks) -> Vec<Finding> {
    let mut found = Vec::new();
    for range in lines(text) {
        read(text, range, quotes, &mut found);
    }
    found
}

/// Adds the findings of a line; the mended line, unless it stays as it is.
fn read(
    text: &str,
    range: Range<usize>,
    quotes: QuotationMarks,
    found: &mut Vec<Finding>,
) -> Option<Line> {
    let first = found.len();
    if clean::is_clean(text.get(range.clone()).unwrap_or_default(), quotes) {
        words::hint(text, range, &[], found);
        return None;
    }
    let line = Line::read(range.clone(), text, quotes);
    let mut slips = Vec::new();
    line.report(&mut slips);
    let mut blocked = line.covered();
    blocked.extend(slips.iter().map(|slip| slip.range.clone()));
    blocked.sort_by_key(|range| range.start);
    words::hint(text, range, &blocked, found);
    found.extend(slips);
    if let Some(new) = found.get_mut(first..) {
        new.sort_by_key(|finding| finding.range.start);
    }
    Some(line)
}

/// The text without its slips, and what was found in it. Mending twice changes nothing
/// more, and a mended text has no slips.
///
/// `قال "نعم" ,ثم مضى` becomes `قال «نعم»، ثم مضى`.
#[must_use]
pub fn mend(text: &str, quotes: QuotationMarks) -> Mended {
    let mut mended = Mended {
        text: String::with_capacity(text.len()),
        findings: Vec::new(),
    };
    for range in lines(text) {
        match read(text, range.clone(), quotes, &mut mended.findings) {
            Some(line) => line.write(&mut mended.text),
            None => mended.text.push_str(text.get(range).unwrap_or_default()),
        }
    }
    mended
}

/// The lines of a text with what ends them: no sign of one belongs to a word of another.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    text.split_inclusive(is_line_end).map(move |line| {
        let start = end;
        end += line.len();
        start..end
    })
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}
