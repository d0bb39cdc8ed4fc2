//! A line while it is read: its letters with where they came from, what each mender decided
//! about them, and the findings and the text that come of it. What is decided stands in the
//! other files, in this order: forms, quotes, signs, spaces.

use std::ops::Range;

use super::{Finding, Kind, QuotationMarks, cover, forms, quotes, signs, spaces};
use crate::chars::is_arabic_mark;

/// A character that will be written, unless it is dropped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) c: char,
    /// Where it came from in the whole text. Letters out of one ligature share their place.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Part of an address, a handle, a tag or code.
    pub(super) covered: bool,
    pub(super) quote: Option<Quote>,
    pub(super) dropped: bool,
    pub(super) space_after: bool,
    /// The slip to which a change belongs.
    pub(super) kind: Option<Kind>,
}

/// What a quotation mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    Opens,
    Closes,
}

/// Whose letters stand on one side of a sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    #[default]
    Nobody,
    Arabic,
    Foreign,
}

/// One line with everything decided.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) letters: Vec<Letter>,
    /// For each letter, whose letter stands nearest before it.
    pub(super) before: Vec<Side>,
    /// And after it.
    pub(super) after: Vec<Side>,
    /// Whether the line is Arabic, whatever it quotes: it begins so, or is mostly so.
    pub(super) arabic: bool,
    /// Findings that left no letter behind.
    pub(super) others: Vec<Finding>,
}

impl Line {
    pub(super) fn read(range: Range<usize>, text: &str, house: QuotationMarks) -> Self {
        let mut line = Self::default();
        line.load(range, text);
        cover::mark(&mut line.letters);
        forms::mend(&mut line);
        if line.letters.iter().any(|letter| has_rules(letter.c)) {
            line.look_around();
            quotes::mend(&mut line, house);
            signs::mend(&mut line);
            spaces::mend(&mut line);
        } else {
            spaces::collapse_all(&mut line);
        }
        line
    }

    fn load(&mut self, range: Range<usize>, text: &str) {
        let start = range.start;
        let line = text.get(range).unwrap_or_default();
        self.letters.reserve(line.len() / 2 + 1);
        self.letters
            .extend(line.char_indices().map(|(at, c)| Letter {
                c,
                from: start + at,
                to: start + at + c.len_utf8(),
                covered: false,
                quote: None,
                dropped: false,
                space_after: false,
                kind: None,
            }));
    }

    /// Fills in whose letters stand where.
    fn look_around(&mut self) {
        let (mut arabic, mut foreign) = (0_usize, 0_usize);
        let mut last = Side::Nobody;
        let mut first = Side::Nobody;
        for letter in &self.letters {
            self.before.push(last);
            if first == Side::Nobody {
                first = side(letter.c);
            }
            match side(letter.c) {
                Side::Nobody => continue,
                Side::Arabic => arabic += 1,
                Side::Foreign => foreign += 1,
            }
            last = side(letter.c);
        }
        self.arabic = first == Side::Arabic || (arabic > 0 && arabic >= foreign);
        let mut next = Side::Nobody;
        for letter in self.letters.iter().rev() {
            self.after.push(next);
            match side(letter.c) {
                Side::Nobody => {}
                side => next = side,
            }
        }
        self.after.reverse();
    }

    /// The character at a place; `None` beyond either end.
    pub(super) fn c(&self, at: Option<usize>) -> Option<char> {
        Some(self.letters.get(at?)?.c)
    }

    /// Adds the slips of this line in their order.
    pub(super) fn report(&self, found: &mut Vec<Finding>) {
        let first = found.len();
        found.extend(self.others.iter().cloned());
        let mut open: Option<Finding> = None;
        for letter in &self.letters {
            let Some(kind) = letter.kind else {
                found.extend(open.take());
                continue;
            };
            match &mut open {
                Some(finding) if finding.kind == kind && is_one(finding, letter) => {
                    finding.range.end = letter.to;
                }
                _ => {
                    found.extend(open.take());
                    open = Some(Finding {
                        range: letter.from..letter.to,
                        kind,
                        replacement: String::new(),
                    });
                }
            }
            if let Some(finding) = &mut open {
                letter.write(&mut finding.replacement);
            }
        }
        found.extend(open);
        if let Some(new) = found.get_mut(first..) {
            new.sort_by_key(|finding| finding.range.start);
        }
    }

    /// Where letters are covered, in order.
    pub(super) fn covered(&self) -> Vec<Range<usize>> {
        let covered = self.letters.iter().filter(|letter| letter.covered);
        covered.map(|letter| letter.from..letter.to).collect()
    }

    /// Adds the mended line.
    pub(super) fn write(&self, text: &mut String) {
        for letter in &self.letters {
            letter.write(text);
        }
    }
}

/// Neighbours that are one finding: the letters of one word, the spaces of one gap.
fn is_one(finding: &Finding, letter: &Letter) -> bool {
    letter.from <= finding.range.end
        && matches!(
            finding.kind,
            Kind::PresentationForm | Kind::DoubledSpace | Kind::SpaceBefore
        )
}

impl Letter {
    fn write(&self, text: &mut String) {
        if !self.dropped {
            text.push(self.c);
        }
        if self.space_after {
            text.push(' ');
        }
    }
}

/// Whether a line with this character needs more than its double spaces looked at.
fn has_rules(c: char) -> bool {
    matches!(c, ',' | ';' | '?' | '.' | ':' | '!') || is_arabic_sign(c) || quotes::is_mark(c)
}

/// The signs that only Arabic sentences use.
pub(super) fn is_arabic_sign(c: char) -> bool {
    matches!(c, '،' | '؛' | '؟')
}

/// Whether a character is a letter, and whose.
pub(super) fn side(c: char) -> Side {
    match c {
        'ء'..='\u{064A}' => Side::Arabic,
        ' '..='@' => Side::Nobody,
        _ if !c.is_alphabetic() => Side::Nobody,
        _ if is_arabic_letter(c) => Side::Arabic,
        _ => Side::Foreign,
    }
}

/// Letters of the Arabic script, also as presentation forms.
pub(super) fn is_arabic_letter(c: char) -> bool {
    c.is_alphabetic()
        && !is_arabic_mark(c)
        && matches!(c, '\u{0600}'..='\u{08FF}' | '\u{FB50}'..='\u{FEFF}')
}

/// Space and no-break space; other white space is there on purpose.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{00A0}')
}

pub(super) fn opens_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{')
}

pub(super) fn closes_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}
