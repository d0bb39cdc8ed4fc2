//! Hygiene of every text that enters the newsroom: headlines, names, captions
//! and the runs of a body alike.
//!
//! What cannot be seen and can only harm is taken away and counted, so that the
//! sender can be told: control characters, and U+202A–E, which reorder the text
//! around them. Marks, isolates, the joiner and the non-joiner are letters of the
//! trade: kept in text, refused in names. What a text *says* is not judged here.

use serde::Serialize;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// What a cleaning took away or mended, counted in characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Control characters, byte order marks and other characters that no text contains.
    pub controls: usize,
    /// Directional embeddings and overrides, U+202A–E.
    pub overrides: usize,
    /// Ends of isolates that nothing had opened.
    pub isolate_ends: usize,
    /// Isolates that were left open and have been closed.
    pub isolates_closed: usize,
}

impl Removed {
    /// Whether nothing had to be touched.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Both reports in one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            controls: self.controls + other.controls,
            overrides: self.overrides + other.overrides,
            isolate_ends: self.isolate_ends + other.isolate_ends,
            isolates_closed: self.isolates_closed + other.isolates_closed,
        }
    }
}

/// A text that may be stored, and what was taken from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text in NFC.
    pub text: String,
    /// What is no longer in it.
    pub removed: Removed,
}

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextRefused {
    /// Longer than its place allows, in characters.
    #[error("{length} characters where {limit} are allowed")]
    TooLong {
        /// The most that is allowed.
        limit: usize,
        /// What was given.
        length: usize,
    },
    /// A name holds a character that nobody sees.
    #[error("an invisible character in a name")]
    InvisibleInName,
}

/// A line such as a headline: no line breaks (they become spaces), spaces single,
/// none at the ends.
///
/// # Errors
/// If more than `limit` characters remain.
pub fn clean_line(text: &str, limit: usize) -> Result<Cleaned, TextRefused> {
    let (stripped, removed) = strip(text, false);
    finish(single_spaced(&stripped), removed, limit)
}

/// A text of several lines such as a biography: line breaks stay, at most two in a row.
///
/// # Errors
/// If more than `limit` characters remain.
pub fn clean_lines(text: &str, limit: usize) -> Result<Cleaned, TextRefused> {
    let (stripped, removed) = strip(text, true);
    let mut lines: Vec<String> = Vec::new();
    for line in stripped.lines().map(single_spaced) {
        if line.is_empty() && lines.last().is_none_or(String::is_empty) {
            continue;
        }
        lines.push(line);
    }
    finish(lines.join("\n").trim().to_owned(), removed, limit)
}

/// A name: a line without a single character that nobody sees, because two names
/// that look alike must be alike.
///
/// # Errors
/// If an invisible character stands in it or more than `limit` characters remain.
pub fn clean_name(text: &str, limit: usize) -> Result<Cleaned, TextRefused> {
    let (stripped, removed) = strip(text, false);
    if stripped.chars().any(is_invisible) {
        return Err(TextRefused::InvisibleInName);
    }
    finish(single_spaced(&stripped), removed, limit)
}

/// Whether a reader would see nothing: white space and invisible characters only.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || !is_seen(character))
}

/// Whether a character takes part in a text at all: a letter, a sign or a space.
pub(crate) fn is_seen(character: char) -> bool {
    !character.is_control() && !is_invisible(character) && !is_removed(character)
}

/// Characters that shape or direct what stands around them and are themselves
/// not seen: joiners, marks, isolates, soft hyphen, word joiner, invisible
/// operators and Hangul fillers.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a text holds nothing that cleaning would take.
pub(crate) fn is_stripped(text: &str) -> bool {
    !text
        .chars()
        .any(|character| is_removed(character) || is_line_break(character))
}

/// Takes away what no text contains and closes isolates at the end.
fn strip(text: &str, keep_lines: bool) -> (String, Removed) {
    let (text, removed) = strip_characters(text, keep_lines);
    let (mut text, open, isolates) = balance(&text, 0);
    let mut removed = removed.and(isolates);
    close(&mut text, open, &mut removed);
    (text, removed)
}

/// Takes away what no text contains from a part of a paragraph, whose isolates may
/// be closed in a later part. Line breaks become spaces.
pub(crate) fn strip_unpaired(text: &str) -> (String, Removed) {
    strip_characters(text, false)
}

fn strip_characters(text: &str, keep_lines: bool) -> (String, Removed) {
    let mut removed = Removed::default();
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.chars() {
        let line_feed_of_pair = after_return && character == '\n';
        after_return = character == '\r';
        match character {
            _ if line_feed_of_pair => {}
            '\t' => out.push(' '),
            _ if is_line_break(character) => out.push(if keep_lines { '\n' } else { ' ' }),
            '\u{202A}'..='\u{202E}' => removed.overrides += 1,
            _ if is_removed(character) => removed.controls += 1,
            _ => out.push(character),
        }
    }
    (out, removed)
}

/// Drops ends of isolates that close nothing; returns how many are still open.
/// `open` is how many a preceding part of the same paragraph left open.
pub(crate) fn balance(text: &str, mut open: usize) -> (String, usize, Removed) {
    let mut removed = Removed::default();
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => {
                removed.isolate_ends += 1;
                continue;
            }
            '\u{2069}' => open -= 1,
            _ => {}
        }
        out.push(character);
    }
    (out, open, removed)
}

/// Closes what was left open at the end of a paragraph.
pub(crate) fn close(text: &mut String, open: usize, removed: &mut Removed) {
    text.extend(std::iter::repeat_n('\u{2069}', open));
    removed.isolates_closed += open;
}

/// Normalisation form C, so that one word has one spelling.
pub(crate) fn composed(text: String) -> String {
    if is_nfc(&text) {
        text
    } else {
        text.nfc().collect()
    }
}

fn finish(text: String, removed: Removed, limit: usize) -> Result<Cleaned, TextRefused> {
    let text = composed(text);
    let length = text.chars().count();
    if length > limit {
        return Err(TextRefused::TooLong { limit, length });
    }
    Ok(Cleaned { text, removed })
}

/// Runs of plain spaces become one; no-break spaces are somebody's intention.
fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.trim().chars() {
        if !(character == ' ' && out.ends_with(' ')) {
            out.push(character);
        }
    }
    out
}

fn is_line_break(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Controls except line breaks, embeddings and overrides, the byte order mark,
/// interlinear annotation and noncharacters, which XML 1.0 cannot carry.
fn is_removed(character: char) -> bool {
    (character.is_control() && !is_line_break(character))
        || matches!(character, '\u{202A}'..='\u{202E}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(character) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests;
