//! Latin commas, semicolons and question marks of Arabic sentences.
//!
//! Whose a sign is, the letters around it say: it stays Latin between foreign words, at the
//! end of a foreign sentence, between digits, in addresses and in faces made of signs.

use super::Kind;
use super::line::{Letter, Line, Quote, Side, closes_bracket, opens_bracket, side};

pub(super) fn mend(line: &mut Line) {
    let mut clause = Clause::default();
    for at in 0..line.letters.len() {
        let Some(letter) = line.letters.get(at).copied() else {
            break;
        };
        if let Some(arabic) = arabic_sign(letter.c)
            && !letter.covered
            && belongs_to_arabic(line, at, &clause)
            && let Some(letter) = line.letters.get_mut(at)
        {
            letter.c = arabic;
            letter.kind = Some(Kind::LatinSign);
        }
        clause.read(&letter);
    }
}

fn arabic_sign(c: char) -> Option<char> {
    match c {
        ',' => Some('،'),
        ';' => Some('؛'),
        '?' => Some('؟'),
        _ => None,
    }
}

/// What was read of a clause, as far as its end may be a question mark.
#[derive(Default)]
struct Clause {
    arabic: bool,
    /// Foreign words since the last Arabic letter.
    foreign_words: usize,
    in_foreign_word: bool,
}

impl Clause {
    fn read(&mut self, letter: &Letter) {
        let ends = matches!(letter.c, '.' | '!' | '?' | '؟' | ':');
        if ends || letter.quote.is_some() || opens_bracket(letter.c) {
            *self = Self::default();
            return;
        }
        let side = side(letter.c);
        match side {
            Side::Arabic => {
                self.arabic = true;
                self.foreign_words = 0;
            }
            Side::Foreign if !self.in_foreign_word => self.foreign_words += 1,
            Side::Foreign | Side::Nobody => {}
        }
        self.in_foreign_word = side == Side::Foreign;
    }
}

fn belongs_to_arabic(line: &Line, at: usize, clause: &Clause) -> bool {
    let (previous, next) = (at.checked_sub(1), Some(at + 1));
    let is_digit = |at| line.c(at).is_some_and(char::is_numeric);
    if (is_digit(previous) && is_digit(next)) || is_face(line, at) {
        return false;
    }
    let question = line.c(Some(at)) == Some('?');
    match (before(line, at), after(line, at)) {
        (Side::Arabic, Side::Arabic) => true,
        (Side::Arabic, _) => line.arabic,
        (Side::Foreign, Side::Foreign) | (Side::Nobody, _) => false,
        // «هل تستخدم Windows?» asks in Arabic, «قال: Are you sure?» does not.
        (Side::Foreign, _) if question => {
            let quoted = previous
                .and_then(|at| line.letters.get(at)?.quote)
                .is_some();
            line.arabic && (quoted || (clause.arabic && clause.foreign_words <= 1))
        }
        (Side::Foreign, after) => line.arabic && after == Side::Arabic,
    }
}

/// A semicolon that is an eye: `;)`, `;-)`.
fn is_face(line: &Line, at: usize) -> bool {
    let free = line.c(at.checked_sub(1)).is_none_or(char::is_whitespace);
    line.c(Some(at)) == Some(';') && free && matches!(line.c(Some(at + 1)), Some(')' | '(' | '-'))
}

/// Whose letters stand before a sign, within its quotation or bracket.
fn before(line: &Line, at: usize) -> Side {
    let first_inside = at
        .checked_sub(1)
        .and_then(|at| line.letters.get(at))
        .is_some_and(|letter| letter.quote == Some(Quote::Opens) || opens_bracket(letter.c));
    if first_inside {
        return Side::Nobody;
    }
    line.before.get(at).copied().unwrap_or_default()
}

/// Whose letters stand after a sign, within its quotation or bracket.
fn after(line: &Line, at: usize) -> Side {
    let last_inside = line
        .letters
        .get(at + 1)
        .is_some_and(|letter| letter.quote == Some(Quote::Closes) || closes_bracket(letter.c));
    if last_inside {
        return Side::Nobody;
    }
    line.after.get(at).copied().unwrap_or_default()
}
