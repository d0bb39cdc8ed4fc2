//! A text cut into numbers, words and signs, each word with what it means in a date.
//!
//! Spaces are no tokens; a token knows whether one stands before it. Characters that are never
//! seen are passed over, for the pair «مارس/آذار» carries one.

use std::ops::Range;

use super::lexicon::{Lexeme, lexeme};
use crate::chars::{TATWEEL, is_arabic_mark, is_invisible, western_digit};
use unicode_normalization::char::is_combining_mark;

pub(super) struct Token {
    pub(super) lexeme: Lexeme,
    pub(super) range: Range<usize>,
    /// Whether nothing stands between it and the token before it.
    pub(super) glued: bool,
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 8);
    let mut at = 0;
    let mut glued = false;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else {
            break;
        };
        let length = match first {
            _ if first.is_whitespace() => {
                glued = false;
                at += first.len_utf8();
                continue;
            }
            _ if is_digit(first) => length_of(rest, is_digit),
            _ if is_letter(first) => word_length(rest),
            _ if is_invisible(first) => {
                at += first.len_utf8();
                continue;
            }
            _ => first.len_utf8(),
        };
        let range = at..at + length;
        let piece = text.get(range.clone()).unwrap_or_default();
        let lexeme = if is_digit(first) {
            number(piece)
        } else if is_letter(first) {
            lexeme(piece)
        } else {
            Lexeme::Sign(first)
        };
        tokens.push(Token {
            lexeme,
            range,
            glued,
        });
        glued = true;
        at += length;
    }
    tokens
}

fn is_digit(c: char) -> bool {
    western_digit(c).is_ascii_digit()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

fn is_of_word(c: char) -> bool {
    is_letter(c) || c == TATWEEL || is_arabic_mark(c) || is_combining_mark(c) || is_invisible(c)
}

fn length_of(text: &str, is_part: fn(char) -> bool) -> usize {
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// A word, with the hyphens and full stops between its letters: `al-Awwal`, `p.m`.
fn word_length(text: &str) -> usize {
    let mut length = length_of(text, is_of_word);
    while let Some(rest) = text
        .get(length..)
        .and_then(|rest| rest.strip_prefix(['-', '.', '\'', '’']))
    {
        let more = length_of(rest, |c| c.is_ascii_alphabetic());
        if more == 0 {
            break;
        }
        length = text.len() - rest.len() + more;
    }
    length
}

fn number(digits: &str) -> Lexeme {
    let western: String = digits.chars().take(20).map(western_digit).collect();
    match western.parse() {
        Ok(value) => Lexeme::Number {
            value,
            digits: western.len(),
        },
        Err(_) => Lexeme::Unknown,
    }
}
