//! Words of editors on a page: plain text that is escaped and whose foreign runs
//! are kept from disturbing the line's direction.
//!
//! In markup a foreign run stands in `<bdi>`; in attributes and titles, where no
//! element can stand, it is enclosed in isolate characters. Where the runs are is
//! the business of `siraj_arabic::direction`.

use askama::filters::HtmlSafe;
use siraj_arabic::{Direction, isolate, isolate_plain};
use std::fmt;
use std::ops::Range;

/// Foreign runs up to this many characters are not broken over lines: a score that
/// is («3-2») would be read as two numbers.
pub(super) const WHOLE: usize = 16;

/// Plain text in a line of a known direction. Its `Display` is HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    plain: String,
    line: Direction,
}

impl Text {
    /// Words shown in a line that runs in `line`'s direction.
    #[must_use]
    pub fn new(plain: impl Into<String>, line: Direction) -> Self {
        Self {
            plain: plain.into(),
            line,
        }
    }

    /// The words themselves: for feeds, linked data and tests.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// The words for an attribute or a title: runs isolated by characters. The
    /// template escapes the result as it escapes any string.
    #[must_use]
    pub fn attribute(&self) -> String {
        isolate_plain(&self.plain, self.line)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        isolated(&self.plain, self.line, f, |range, f| {
            escape(self.plain.get(range).unwrap_or_default(), f)
        })
    }
}

/// Writes a text in a line of this direction, its foreign runs isolated. `write` puts the
/// words of a range down, escaped.
pub(super) fn isolated(
    plain: &str,
    line: Direction,
    f: &mut fmt::Formatter<'_>,
    write: impl Fn(Range<usize>, &mut fmt::Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    for run in isolate(plain, line) {
        match run.isolated {
            Some(direction) => {
                let short = run.text(plain).chars().count() <= WHOLE;
                let class = if short { " class=\"whole\"" } else { "" };
                write!(f, "<bdi dir=\"{}\"{class}>", direction.as_str())?;
                write(run.range, f)?;
                f.write_str("</bdi>")?;
            }
            None => write(run.range, f)?,
        }
    }
    Ok(())
}

// The markup is made here and nowhere else, from escaped text.
impl HtmlSafe for Text {}

impl askama::FastWritable for Text {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

pub(super) fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, from) = rest.split_at(at);
        f.write_str(before)?;
        f.write_str(match from.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        })?;
        // All five are one byte long.
        rest = from.get(1..).unwrap_or_default();
    }
    f.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_words_is_shown_and_never_obeyed() {
        let words = Text::new("قال <b onclick='x'>نعم</b> & \"لا\"", Direction::Rtl);
        let html = words.to_string();
        let ours = html
            .replace("<bdi dir=\"ltr\" class=\"whole\">", "")
            .replace("</bdi>", "");
        assert!(!ours.contains(['<', '>', '"', '\'']), "{html}");
        assert!(ours.contains("&lt;") && ours.contains("&amp;"), "{html}");
    }

    #[test]
    fn a_score_keeps_its_order_in_an_arabic_line() {
        let words = Text::new("فاز المرفأ 3-2", Direction::Rtl);
        assert_eq!(
            words.to_string(),
            "فاز المرفأ <bdi dir=\"ltr\" class=\"whole\">3-2</bdi>"
        );
        assert_eq!(words.attribute(), "فاز المرفأ \u{2066}3-2\u{2069}");
    }
}
