//! What no mender may touch: addresses, handles, tags, file names and code between back-ticks.
//!
//! Answers by marking letters. A piece ends at white space, at a quotation mark and at the
//! signs that only Arabic sentences use, and its last signs are the sentence's. A piece is
//! known by signs that mending neither makes nor takes away, so that it is known again.

use super::line::{Letter, is_arabic_sign};
use super::quotes;

pub(super) fn mark(letters: &mut [Letter]) {
    let hints = letters
        .iter()
        .any(|letter| matches!(letter.c, '@' | '#' | '/' | '.' | '\\' | '&' | '`'));
    if !hints {
        return;
    }
    mark_code(letters);
    for piece in letters.split_mut(|letter| is_border(letter.c)) {
        if is_address(piece) {
            let keeps_semicolon = piece.iter().any(|letter| letter.c == '&');
            let last = piece
                .iter()
                .rposition(|letter| !is_closing(letter.c) || (keeps_semicolon && letter.c == ';'));
            for letter in piece.iter_mut().take(last.map_or(0, |last| last + 1)) {
                letter.covered = true;
            }
        }
    }
}

/// Back-ticks stand in pairs; one that is left over covers nothing.
fn mark_code(letters: &mut [Letter]) {
    let ticks: Vec<usize> = letters
        .iter()
        .enumerate()
        .filter(|(_, letter)| letter.c == '`')
        .map(|(at, _)| at)
        .collect();
    for pair in ticks.chunks_exact(2) {
        let [from, to] = pair else { continue };
        for letter in letters.get_mut(*from..=*to).unwrap_or_default() {
            letter.covered = true;
        }
    }
}

fn is_border(c: char) -> bool {
    c.is_whitespace() || is_arabic_sign(c) || quotes::is_mark(c)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ':' | ';' | '!' | '?' | ')' | ']' | '}' | '\'' | '…' | '-'
    )
}

fn is_address(piece: &[Letter]) -> bool {
    let c = |at: usize| piece.get(at).map(|letter| letter.c);
    let ascii = |at: usize| c(at).is_some_and(|c| c.is_ascii_alphabetic());
    piece.iter().enumerate().any(|(at, letter)| match letter.c {
        '@' | '#' | '\\' | '&' => true,
        '/' => c(at + 1) == Some('/'),
        // A domain or the ending of a file's name.
        '.' => {
            let before = at.checked_sub(1).and_then(c);
            before.is_some_and(|c| c.is_ascii_alphanumeric()) && ascii(at + 1) && ascii(at + 2)
        }
        _ => false,
    })
}
