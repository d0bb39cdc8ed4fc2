//! Lines in which nothing can be wrong, told by one look at each character and its neighbours.
//!
//! Most lines of an edited text are such, and need no letter taken apart. What is in doubt
//! is not clean: the menders decide.

use super::QuotationMarks;
use super::forms::{is_direction_mark, may_be_form};
use super::line::is_space;
use super::quotes::{self, may_close_before, may_open_behind};
use crate::chars::TATWEEL;

/// Whether a line has no slip and nothing that is covered.
pub(super) fn is_clean(line: &str, house: QuotationMarks) -> bool {
    let [opening, closing] = house.pair(0);
    let mut quoting = false;
    let mut before = None;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next();
        let clean = match c {
            'ء'..='غ' | 'ف'..='ي' => true,
            _ if is_space(c) => after.is_none_or(|after| {
                !is_space(after) && !matches!(after, '،' | '؛' | '؟' | '.' | ':' | '!')
            }),
            '،' | '؛' | '؟' => after.is_none_or(char::is_whitespace),
            ',' => is_digit(before) && is_digit(after),
            ';' | '?' | '@' | '#' | '\\' | '&' | '`' | TATWEEL => false,
            '.' => after.is_none_or(|after| !after.is_ascii_alphabetic()),
            '/' => after != Some('/'),
            _ if c == opening => {
                let opens = may_open_behind(before) || !may_close_before(after);
                opens && !std::mem::replace(&mut quoting, true)
            }
            _ if c == closing => {
                let inside = before != Some(opening) && !may_open_behind(before);
                (inside || may_close_before(after)) && std::mem::replace(&mut quoting, false)
            }
            _ if c.is_ascii() && c != '"' => true,
            _ => !quotes::is_mark(c) && !is_direction_mark(c) && !may_be_form(c),
        };
        if !clean {
            return false;
        }
        before = Some(c);
    }
    true
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(char::is_numeric)
}
