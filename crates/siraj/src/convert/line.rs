//! The line of text that is being read: white space collapses as it does on a page,
//! and what is left is cut where marks change.

use siraj_editorial::body::{Mark, Run, Text};
use std::mem;

/// Runs that have not yet become a block.
#[derive(Debug, Default)]
pub(super) struct Line {
    runs: Vec<Run>,
    /// White space that waits for text after it, with the marks it was read under.
    space: Option<Vec<Mark>>,
}

impl Line {
    /// Adds text, white space collapsed.
    pub(super) fn text(&mut self, text: &str, marks: &[Mark]) {
        for character in text.chars() {
            if is_html_space(character) {
                self.wait(marks);
            } else {
                self.put_space();
                self.put(character, marks);
            }
        }
    }

    /// Adds text as it is written, line breaks included.
    pub(super) fn preformatted(&mut self, text: &str, marks: &[Mark]) {
        self.put_space();
        for character in text.chars() {
            match character {
                '\n' => self.runs.push(Run::Break),
                '\r' => {}
                other => self.put(other, marks),
            }
        }
    }

    /// Ends the line within the paragraph. Says whether a line break stood here
    /// already, which means that a new paragraph is wanted.
    pub(super) fn break_line(&mut self) -> bool {
        self.space = None;
        let again = matches!(self.runs.last(), Some(Run::Break));
        if !self.runs.is_empty() && !again {
            self.runs.push(Run::Break);
        }
        again
    }

    /// What was read, without line breaks at its end.
    pub(super) fn take(&mut self) -> Vec<Run> {
        self.space = None;
        let mut runs = mem::take(&mut self.runs);
        while matches!(runs.last(), Some(Run::Break)) {
            runs.pop();
        }
        runs
    }

    /// White space at the start of a line is not shown.
    fn wait(&mut self, marks: &[Mark]) {
        let after_text = matches!(self.runs.last(), Some(Run::Text(_)));
        if after_text && self.space.is_none() {
            self.space = Some(marks.to_vec());
        }
    }

    fn put_space(&mut self) {
        if let Some(marks) = self.space.take() {
            self.put(' ', &marks);
        }
    }

    fn put(&mut self, character: char, marks: &[Mark]) {
        match self.runs.last_mut() {
            Some(Run::Text(last)) if last.marks == marks => last.text.push(character),
            _ => self.runs.push(Run::Text(Text {
                text: character.into(),
                marks: marks.to_vec(),
            })),
        }
    }
}

/// HTML's white space; a no-break space is not among it.
fn is_html_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// Digits and signs as superscripts or subscripts, so that 10⁶ does not become 106.
/// `None` where one of them has no such form.
pub(super) fn raised(text: &str, forms: &str) -> Option<String> {
    const PLAIN: &str = "0123456789+-=()";
    text.chars()
        .map(|character| {
            let at = PLAIN.chars().position(|plain| plain == character)?;
            forms.chars().nth(at)
        })
        .collect()
}

/// The superscript of each of `0123456789+-=()`.
pub(super) const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
/// The subscript of each of `0123456789+-=()`.
pub(super) const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
