//! Questions: what somebody typed, taken apart.
//!
//! Answers words, phrases in quotation marks and words that must not be there. Any text is
//! a question, and none is an error; there is no other syntax.

use std::collections::HashSet;

/// Of longer questions the rest is left out.
const MOST_BYTES: usize = 2_000;
/// So many words are looked for at most, in the order in which they were typed.
pub(super) const MOST_WORDS: usize = 40;
/// So many phrases, and so many words to leave out.
const MOST_PHRASES: usize = 4;

/// A question, taken apart. Words are as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// Every word that is looked for, those of phrases too, each once.
    pub words: Vec<String>,
    /// Words that must stand side by side, spelled as they are here.
    pub phrases: Vec<String>,
    /// Words that must not be there.
    pub without: Vec<String>,
    /// Whether a part of it was left out because it is too long.
    pub is_cut: bool,
}

impl Question {
    /// Takes a question apart.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let end = typed.floor_char_boundary(MOST_BYTES);
        let mut question = Self {
            is_cut: end < typed.len(),
            ..Self::default()
        };
        let typed = typed.get(..end).unwrap_or_default();
        let mut seen = HashSet::new();
        for (text, is_quoted) in quoted(typed) {
            if is_quoted && question.phrases.len() < MOST_PHRASES {
                question.phrases.push(text.to_owned());
            }
            for part in text.split_whitespace() {
                match part.strip_prefix(['-', '−']) {
                    Some(word) if !is_quoted && word.starts_with(char::is_alphanumeric) => {
                        if question.without.len() < MOST_PHRASES {
                            question.without.push(word.to_owned());
                        }
                    }
                    _ => question.look_for(part, &mut seen),
                }
            }
        }
        question
    }

    fn look_for(&mut self, part: &str, seen: &mut HashSet<String>) {
        for word in siraj_arabic::words(part) {
            if !seen.insert(word.folded()) {
                continue;
            }
            if self.words.len() == MOST_WORDS {
                self.is_cut = true;
                return;
            }
            self.words.push(word.text.to_owned());
        }
    }

    /// Whether it asks for nothing: no word stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// The text in pieces, each with whether it stood in quotation marks. A mark that nothing
/// closes is no mark.
fn quoted(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next_quoted(rest) {
        pieces.push((before, false));
        pieces.push((inside, true));
        rest = after;
    }
    pieces.push((rest, false));
    pieces.retain(|(piece, _)| !piece.trim().is_empty());
    pieces
}

/// What stands before, in and after the first pair of quotation marks.
fn next_quoted(text: &str) -> Option<(&str, &str, &str)> {
    let (at, mark) = text.char_indices().find(|(_, c)| closing(*c).is_some())?;
    let inside = text.get(at + mark.len_utf8()..)?;
    let closing = closing(mark)?;
    match inside.char_indices().find(|(_, c)| closing.contains(c)) {
        Some((end, close)) => Some((
            text.get(..at)?,
            inside.get(..end)?,
            inside.get(end + close.len_utf8()..)?,
        )),
        None => None,
    }
}

/// What closes a quotation that this mark opens. People type what their keyboard has.
fn closing(mark: char) -> Option<&'static [char]> {
    match mark {
        '"' | '“' | '”' | '„' | '‟' => Some(&['"', '“', '”']),
        '«' => Some(&['»']),
        '»' => Some(&['«', '»']),
        _ => None,
    }
}
