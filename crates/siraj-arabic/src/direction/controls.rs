//! Direction controls in text that came from outside: which go, which stay.
//!
//! Answers with clean text and a count for the editor's warning. It does not add
//! isolates around foreign words; [`super::isolate`] does.

use super::classes::bidi_class;
use unicode_bidi::BidiClass;

const POP_ISOLATE: char = '\u{2069}';

/// Text that cannot turn its neighbours round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stripped {
    /// The text with every isolate closed.
    pub text: String,
    /// How many embeddings and overrides (U+202A–202E) were taken out. Isolates that
    /// were closed or popped once too often are mended without counting.
    pub removed: usize,
}

/// Takes out embeddings and overrides, and closes isolates where they were left open.
///
/// U+202A–202E go, because an override hides what a text says (`gpj.exe` drawn as
/// `exe.jpg`) and leaks into the page around it. Isolates (U+2066–2069), direction marks
/// (U+200E, U+200F, U+061C), ZWJ and ZWNJ stay: they are honest, and Persian spells with
/// ZWNJ. An isolate left open is closed at the end of its paragraph, where UAX 9 closes
/// it, so that a title inside a line cannot swallow the line; a closing without an opening
/// is dropped, so that it cannot close the page's own isolate.
#[must_use]
pub fn strip_controls(text: &str) -> Stripped {
    let mut clean = String::with_capacity(text.len());
    let mut removed = 0;
    let mut open = 0_usize;
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::LRE | BidiClass::RLE | BidiClass::LRO | BidiClass::RLO | BidiClass::PDF => {
                removed += 1;
                continue;
            }
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => open += 1,
            BidiClass::PDI => match open.checked_sub(1) {
                Some(left) => open = left,
                None => continue,
            },
            BidiClass::B => close(&mut clean, &mut open),
            _ => {}
        }
        clean.push(c);
    }
    close(&mut clean, &mut open);
    Stripped {
        text: clean,
        removed,
    }
}

fn close(text: &mut String, open: &mut usize) {
    text.extend(std::iter::repeat_n(POP_ISOLATE, std::mem::take(open)));
}
