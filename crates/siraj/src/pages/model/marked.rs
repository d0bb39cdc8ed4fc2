//! Words in which those are marked that a reader asked for.
//!
//! Foreign runs are isolated as in [`super::Text`]; a mark that reaches over the border of a
//! run is closed and opened there.

use super::text::{escape, isolated};
use askama::filters::HtmlSafe;
use siraj_arabic::Direction;
use std::fmt;
use std::ops::Range;

/// Plain text with marked words. Its `Display` is HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    plain: String,
    line: Direction,
    /// On character borders, in their order.
    marks: Vec<Range<usize>>,
    /// Whether the text goes on before it.
    pub is_cut_before: bool,
    /// Whether the text goes on behind it.
    pub is_cut_after: bool,
}

impl Marked {
    /// Pieces of one text in their order, each with whether it is marked, in a line of this
    /// direction. `show` gives the whole text the digits of its edition, letter by letter.
    #[must_use]
    pub fn new<'p>(
        pieces: impl Iterator<Item = (&'p str, bool)>,
        line: Direction,
        show: impl Fn(&str) -> String,
    ) -> Self {
        let (mut whole, mut marks) = (String::new(), Vec::new());
        for (piece, is_marked) in pieces {
            let start = whole.len();
            whole.push_str(piece);
            if is_marked && !piece.is_empty() {
                marks.push(start..whole.len());
            }
        }
        let plain = show(&whole);
        let marks = moved(&whole, &plain, &marks);
        Self {
            plain,
            line,
            marks,
            is_cut_before: false,
            is_cut_after: false,
        }
    }

    /// The same as a part of a longer text: whether that goes on before it, and behind it.
    #[must_use]
    pub fn cut(self, before: bool, after: bool) -> Self {
        Self {
            is_cut_before: before,
            is_cut_after: after,
            ..self
        }
    }

    /// The words themselves.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    fn write(&self, range: Range<usize>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |from: usize, to: usize| self.plain.get(from..to).unwrap_or_default();
        let mut at = range.start;
        let marks = self.marks.iter();
        let within = marks.skip_while(|mark| mark.end <= range.start);
        for mark in within.take_while(|mark| mark.start < range.end) {
            let (start, end) = (mark.start.max(at), mark.end.min(range.end));
            escape(part(at, start), f)?;
            f.write_str("<mark>")?;
            escape(part(start, end), f)?;
            f.write_str("</mark>")?;
            at = end;
        }
        escape(part(at, range.end), f)
    }
}

/// The same marks in a text that has other letters in the same places.
fn moved(from: &str, to: &str, marks: &[Range<usize>]) -> Vec<Range<usize>> {
    if from == to {
        return marks.to_vec();
    }
    let (mut before, mut after) = (from.char_indices(), to.char_indices());
    let mut at = Vec::with_capacity(marks.len() * 2);
    let mut wanted = marks.iter().flat_map(|mark| [mark.start, mark.end]);
    let mut next = wanted.next();
    loop {
        let pair = (before.next(), after.next());
        let (old, new) = match pair {
            (Some((old, _)), Some((new, _))) => (old, new),
            (None, None) => (from.len(), to.len()),
            // Not letter by letter: no mark is better than a wrong one.
            _ => return Vec::new(),
        };
        while next == Some(old) {
            at.push(new);
            next = wanted.next();
        }
        if pair.0.is_none() {
            break;
        }
    }
    at.chunks_exact(2)
        .filter_map(|ends| Some(*ends.first()?..*ends.last()?))
        .collect()
}

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        isolated(&self.plain, self.line, f, |range, f| self.write(range, f))
    }
}

// The markup is made here and nowhere else, from escaped text.
impl HtmlSafe for Marked {}

impl askama::FastWritable for Marked {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use siraj_arabic::DigitStyle;

    fn check(pieces: &[(&str, bool)], digits: DigitStyle, expected: &str) {
        let show = |text: &str| digits.show(text);
        let marked = Marked::new(pieces.iter().copied(), Direction::Rtl, show);
        assert_eq!(marked.to_string(), expected);
    }

    #[test]
    fn marked_words_keep_their_spelling_and_their_place_in_the_line() {
        let western = DigitStyle::Western;
        check(
            &[("افتُتحت ", false), ("المدرسةُ", true), (" أمس", false)],
            western,
            "افتُتحت <mark>المدرسةُ</mark> أمس",
        );
        check(
            &[("فاز ", false), ("المرفأ", true), (" 3-2", false)],
            western,
            "فاز <mark>المرفأ</mark> <bdi dir=\"ltr\" class=\"whole\">3-2</bdi>",
        );
        check(
            &[("في ", false), ("Sarw", true), (" Port اليوم", false)],
            western,
            "في <bdi dir=\"ltr\" class=\"whole\"><mark>Sarw</mark> Port</bdi> اليوم",
        );
        check(
            &[("خطة ", false), ("2037", true), (" للميناء", false)],
            DigitStyle::ArabicIndic,
            "خطة <mark>٢٠٣٧</mark> للميناء",
        );
    }

    #[test]
    fn markup_in_a_text_is_shown_and_never_obeyed() {
        check(
            &[("<b>", false), ("<i>", true), ("&", false)],
            DigitStyle::Western,
            "&lt;<bdi dir=\"ltr\" class=\"whole\">b&gt;<mark>&lt;i</mark></bdi><mark>&gt;</mark>&amp;",
        );
    }
}
