//! Words of editors on a page: plain text that is escaped and whose foreign runs
//! are kept from disturbing the line's direction.
//!
//! In markup a foreign run stands in `<bdi>`; in attributes and titles, where no
//! element can stand, it is enclosed in U+2068 and U+2069. Where the runs are is
//! the business of the cutting function at the end of this file alone.

use askama::filters::HtmlSafe;
use siraj_arabic::Direction;
use std::fmt::{self, Write as _};

/// First strong isolate, for places where markup cannot stand.
const ISOLATE: char = '\u{2068}';
/// Pop directional isolate.
const POP: char = '\u{2069}';

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
        let mut out = String::with_capacity(self.plain.len());
        for (run, foreign) in runs(&self.plain, self.line) {
            if foreign {
                out.push(ISOLATE);
                out.push_str(run);
                out.push(POP);
            } else {
                out.push_str(run);
            }
        }
        out
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (run, foreign) in runs(&self.plain, self.line) {
            if foreign {
                f.write_str("<bdi>")?;
                escape(run, f)?;
                f.write_str("</bdi>")?;
            } else {
                escape(run, f)?;
            }
        }
        Ok(())
    }
}

// The markup is made here and nowhere else, from escaped text.
impl HtmlSafe for Text {}

impl askama::FastWritable for Text {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        write!(dest, "{self}")?;
        Ok(())
    }
}

fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for character in text.chars() {
        match character {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            '\'' => f.write_str("&#39;")?,
            other => f.write_char(other)?,
        }
    }
    Ok(())
}

/// Cuts text into runs and says of each whether it must be isolated in a line of
/// this direction.
fn runs(text: &str, line: Direction) -> Vec<(&str, bool)> {
    siraj_arabic::isolate(text, line)
        .into_iter()
        .map(|run| (run.text(text), run.isolated.is_some()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_words_is_shown_and_never_obeyed() {
        let words = Text::new("<script>alert('1') & \"2\"</script>", Direction::Rtl);
        let html = words.to_string();
        let html = html.replace("<bdi>", "").replace("</bdi>", "");
        assert!(!html.contains('<'), "{html}");
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(!html.contains('"') && !html.contains('\''), "{html}");
    }
}
