//! Rules of the house that neither the compiler nor a lint can hold, as tests: where SQL, axum and
//! the environment may appear, how long a file grows, which words never enter code, that both
//! languages say the same things. Each failure names the file, the line and the rule.
//!
//! What the crate graph or `clippy.toml` already forbids is not repeated here. The rules read text,
//! not syntax trees: `source` blanks comments and strings first, and that has been enough.

mod dependencies;
mod messages;
mod migrations;
mod naming;
mod places;
mod sizes;
mod source;
mod style_sheets;
mod templates;
mod tree;

use std::fmt::Write as _;

/// What one rule found. Dropped with something in it, it would be a silent success, so every test
/// ends in [`Findings::none`].
struct Findings {
    rule: &'static str,
    list: Vec<String>,
}

impl Findings {
    fn of(rule: &'static str) -> Self {
        Self {
            rule,
            list: Vec::new(),
        }
    }

    /// Notes one violation; `line` counts from one.
    fn add(&mut self, path: &str, line: usize, what: impl AsRef<str>) {
        self.list.push(format!("{path}:{line}: {}", what.as_ref()));
    }

    /// Fails with everything found, so that one run shows all there is to repair.
    #[track_caller]
    fn none(self) {
        if self.list.is_empty() {
            return;
        }
        let mut text = format!(
            "{} place(s) break the rule: {}\n",
            self.list.len(),
            self.rule
        );
        for found in &self.list {
            writeln!(text, "  {found}").expect("writing to a string does not fail");
        }
        panic!("{text}");
    }
}
