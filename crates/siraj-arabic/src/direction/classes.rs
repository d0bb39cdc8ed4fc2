//! Bidirectional classes of characters, from a table for the scripts that newspapers
//! are made of. The crate behind it searches its ranges for every character, and a
//! page asks for the class of each of its letters several times.

use std::sync::LazyLock;
use unicode_bidi::BidiClass;

/// Latin, Greek, Cyrillic, Hebrew, Arabic: everything below U+0800.
const KNOWN: usize = 0x800;

static CLASSES: LazyLock<[BidiClass; KNOWN]> = LazyLock::new(|| {
    std::array::from_fn(|code| {
        let letter = u32::try_from(code).ok().and_then(char::from_u32);
        letter.map_or(BidiClass::ON, unicode_bidi::bidi_class)
    })
});

/// The class of a character. Source: UAX 9, table 4.
pub(crate) fn bidi_class(c: char) -> BidiClass {
    usize::try_from(u32::from(c))
        .ok()
        .and_then(|code| CLASSES.get(code).copied())
        .unwrap_or_else(|| unicode_bidi::bidi_class(c))
}

/// Whether a text of right-to-left direction can hold anything foreign: a letter of
/// another direction or an ASCII digit.
pub(super) fn has_foreign(text: &str) -> bool {
    text.chars().any(|c| match c {
        '\u{0590}'..='\u{08FF}' => false,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => bidi_class(c) == BidiClass::L,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_the_class_that_unicode_gives_it() {
        for c in ('\0'..=char::MAX).step_by(1) {
            assert_eq!(bidi_class(c), unicode_bidi::bidi_class(c), "{c:?}");
        }
    }

    #[test]
    fn no_letter_between_hebrew_and_arabic_runs_to_the_right() {
        for c in '\u{0590}'..='\u{08FF}' {
            assert_ne!(bidi_class(c), BidiClass::L, "{c:?}");
        }
    }
}
