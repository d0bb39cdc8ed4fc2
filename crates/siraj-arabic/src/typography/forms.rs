//! Letters as they should be stored: presentation forms as the letters that they draw, no
//! tatweel within a word, no direction mark where it changes nothing.
//!
//! What stands for whole words keeps its sign: «ﷺ», «ﷲ», «﷽», «﷼». A tatweel at the end or the
//! beginning of a word says something («1447 هـ», «الـIMF», «ـه») and stays.

use unicode_bidi::BidiClass;
use unicode_normalization::UnicodeNormalization;

use super::line::{Letter, Line, is_arabic_letter, is_space};
use super::{Finding, Kind};
use crate::chars::{TATWEEL, is_arabic_mark};
use crate::direction::bidi_class;

pub(super) fn mend(line: &mut Line) {
    if line.letters.iter().any(|letter| is_form(letter.c)) {
        expand(line);
    }
    if line
        .letters
        .iter()
        .any(|letter| is_direction_mark(letter.c))
    {
        let in_gap = |c| is_space(c) || is_direction_mark(c);
        drop_within(
            line,
            Kind::StrayControl,
            in_gap,
            |letter| is_direction_mark(letter.c),
            changes_nothing,
        );
    }
    // After the direction marks, for one of them may stand before a tatweel.
    if line.letters.iter().any(|letter| letter.c == TATWEEL) {
        drop_within(
            line,
            Kind::Tatweel,
            is_stretch,
            |letter| letter.c == TATWEEL,
            |from, to, _| is_arabic_letter(from) && is_arabic_letter(to),
        );
    }
}

/// Letters of the two blocks that have a decomposition, except those that stand for words.
fn is_form(c: char) -> bool {
    may_be_form(c) && std::iter::once(c).nfkc().next() != Some(c)
}

/// Whether a character lies in one of the two blocks.
pub(super) fn may_be_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDEF}' | '\u{FE70}'..='\u{FEFC}')
}

fn expand(line: &mut Line) {
    let mut letters = Vec::with_capacity(line.letters.len() * 2);
    for letter in &line.letters {
        if letter.covered || !is_form(letter.c) {
            letters.push(*letter);
            continue;
        }
        // Isolated tashkeel is drawn on a space or on a tatweel that no text means.
        let drawn = std::iter::once(letter.c)
            .nfkc()
            .filter(|&c| c != ' ' && c != TATWEEL);
        letters.extend(drawn.map(|c| Letter {
            c,
            kind: Some(Kind::PresentationForm),
            ..*letter
        }));
    }
    line.letters = letters;
}

/// Takes out what `goes` out of a gap between two letters, where `may` allows it. A gap is
/// a stretch of characters of which the first goes or `in_gap` holds for all.
fn drop_within(
    line: &mut Line,
    kind: Kind,
    in_gap: impl Fn(char) -> bool,
    goes: impl Fn(&Letter) -> bool,
    may: impl Fn(char, char, &[Letter]) -> bool,
) {
    let letters = std::mem::take(&mut line.letters);
    let mut kept: Vec<Letter> = Vec::with_capacity(letters.len());
    let mut last = None;
    let mut rest = letters.as_slice();
    while let Some(letter) = rest.first() {
        let length = rest.iter().take_while(|letter| in_gap(letter.c)).count();
        let (gap, after) = rest.split_at_checked(length.max(1)).unwrap_or((rest, &[]));
        let ends = last.zip(after.first().map(|next| next.c));
        let stays = length == 0
            || gap.iter().any(|letter| letter.covered)
            || !ends.is_some_and(|(from, to)| may(from, to, gap));
        for letter in gap {
            if stays || !goes(letter) {
                kept.push(*letter);
            } else {
                line.others.push(Finding {
                    range: letter.from..letter.to,
                    kind,
                    replacement: String::new(),
                });
            }
        }
        if length == 0 && !is_arabic_mark(letter.c) {
            last = Some(letter.c);
        }
        rest = after;
    }
    line.letters = kept;
}

/// Tatweel with the marks that are set on it.
fn is_stretch(c: char) -> bool {
    c == TATWEEL || is_arabic_mark(c)
}

/// Left-to-right mark, right-to-left mark, Arabic letter mark.
pub(super) fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// Whether the marks of a gap have the direction of the letters on both of its ends; then
/// all of the gap has it without them (UAX 9, rule N1).
fn changes_nothing(from: char, to: char, gap: &[Letter]) -> bool {
    let left = |c: char| c.is_alphabetic() && bidi_class(c) == BidiClass::L;
    let right =
        |c: char| c.is_alphabetic() && matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
    let marks = |left: bool| {
        gap.iter()
            .filter(|letter| is_direction_mark(letter.c))
            .all(|letter| (letter.c == '\u{200E}') == left)
    };
    (left(from) && left(to) && marks(true)) || (right(from) && right(to) && marks(false))
}
