//! Spaces: none before a sign that belongs to the word before it, one after an Arabic sign,
//! one between words.
//!
//! The white space at the ends of a line is left, for it is somebody's indent, and so is a
//! space before a sign that begins something: «.NET», «:)», «...».

use super::Kind;
use super::line::{Line, Quote, Side, closes_bracket, is_arabic_sign, is_space, opens_bracket};
use crate::chars::is_arabic_mark;
use unicode_normalization::char::is_combining_mark;

pub(super) fn mend(line: &mut Line) {
    let mut at = 0;
    while let Some(letter) = line.letters.get(at) {
        if is_space(letter.c) && !letter.covered {
            let end = gap_end(line, at);
            if at > 0 && belongs_to_word_before(line, at, end) {
                drop(line, at, end, Kind::SpaceBefore);
            } else {
                collapse(line, at, end);
            }
            at = end;
            continue;
        }
        if is_arabic_sign(letter.c) && !letter.covered && wants_space_after(line, at) {
            let letter = line.letters.get_mut(at).expect("it was just read");
            letter.space_after = true;
            letter.kind = letter.kind.or(Some(Kind::SpaceAfter));
        }
        at += 1;
    }
}

/// Only the double spaces, for a line without a sign.
pub(super) fn collapse_all(line: &mut Line) {
    let mut at = 0;
    while let Some(letter) = line.letters.get(at) {
        if is_space(letter.c) && !letter.covered {
            let end = gap_end(line, at);
            collapse(line, at, end);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Where the spaces end that begin at a place.
fn gap_end(line: &Line, at: usize) -> usize {
    let rest = line.letters.get(at..).unwrap_or_default();
    let length = rest
        .iter()
        .take_while(|letter| is_space(letter.c) && !letter.covered)
        .count();
    at + length
}

fn drop(line: &mut Line, from: usize, to: usize, kind: Kind) {
    for letter in line.letters.get_mut(from..to).unwrap_or_default() {
        letter.dropped = true;
        letter.kind = Some(kind);
    }
}

/// Leaves one space where several stand; a no-break space is left beside it.
fn collapse(line: &mut Line, from: usize, to: usize) {
    if from == 0 || line.c(Some(to)).is_none_or(super::is_line_end) {
        return;
    }
    let mut at = from;
    while at < to {
        let rest = line.letters.get(at..to).unwrap_or_default();
        let spaces = rest.iter().take_while(|letter| letter.c == ' ').count();
        if spaces > 1 {
            drop(line, at + 1, at + spaces, Kind::DoubledSpace);
        }
        at += spaces.max(1);
    }
}

/// Whether the sign after a gap belongs to what stands before the gap.
fn belongs_to_word_before(line: &Line, from: usize, to: usize) -> bool {
    let Some(sign) = line.letters.get(to).filter(|sign| !sign.covered) else {
        return false;
    };
    let holds = from
        .checked_sub(1)
        .and_then(|at| line.letters.get(at))
        .is_some_and(|before| {
            before.c.is_alphanumeric()
                || is_arabic_mark(before.c)
                || is_combining_mark(before.c)
                || closes_bracket(before.c)
                || matches!(before.c, '%' | '٪')
                || before.quote == Some(Quote::Closes)
        });
    let after_arabic = line.before.get(to) == Some(&Side::Arabic);
    match sign.c {
        c if is_arabic_sign(c) => holds,
        '.' | ':' | '!' => holds && after_arabic && ends_there(line, to),
        _ => false,
    }
}

/// Whether a sign ends something: behind it is nothing, or what ends as well.
fn ends_there(line: &Line, at: usize) -> bool {
    let sign = line.c(Some(at));
    let Some(next) = line.letters.get(at + 1) else {
        return true;
    };
    next.c.is_whitespace()
        || next.quote == Some(Quote::Closes)
        || (sign != Some(':') && closes_bracket(next.c))
        || (sign == Some('!') && matches!(next.c, '!' | '؟' | '?'))
}

fn wants_space_after(line: &Line, at: usize) -> bool {
    let is_digit = |at| line.c(at).is_some_and(char::is_numeric);
    let Some(next) = line.letters.get(at + 1) else {
        return false;
    };
    if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) {
        return false;
    }
    (next.c.is_alphanumeric() && !is_arabic_mark(next.c) && !is_combining_mark(next.c))
        || opens_bracket(next.c)
        || matches!(next.c, '#' | '@')
        || next.quote == Some(Quote::Opens)
}
