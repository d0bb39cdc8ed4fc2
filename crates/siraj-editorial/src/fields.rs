//! What is wrong with a field of something that was sent, and where: one form
//! for every value that comes in from outside, beside the body's own problems.

use crate::text::{self, Removed, TextRefused};

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldWhy {
    /// Too long, or a name with something invisible in it.
    Text(TextRefused),
    /// Not a path: letters, digits and hyphens, as the site itself would write it.
    NotASlug,
    /// More entries than allowed.
    TooMany(usize),
    /// The same entry twice.
    Repeated,
    /// What it refers to does not exist.
    DeadReference,
    /// It must not be empty.
    Empty,
    /// It is no year.
    NotAYear,
    /// It is no day.
    NotADay,
    /// It is no address on the web.
    NotAnAddress,
}

impl FieldWhy {
    /// The key of its sentence.
    #[must_use]
    pub const fn message_key(&self) -> &'static str {
        match self {
            Self::Text(TextRefused::TooLong { .. }) => "field.too_long",
            Self::Text(TextRefused::InvisibleInName) => "field.invisible_in_name",
            Self::NotASlug => "field.not_a_slug",
            Self::TooMany(_) => "field.too_many",
            Self::Repeated => "field.repeated",
            Self::DeadReference => "field.dead_reference",
            Self::Empty => "field.empty",
            Self::NotAYear => "field.not_a_year",
            Self::NotADay => "field.not_a_day",
            Self::NotAnAddress => "field.not_an_address",
        }
    }

    /// The limit that was passed, for the sentence.
    #[must_use]
    pub const fn limit(&self) -> Option<usize> {
        match self {
            Self::Text(TextRefused::TooLong { limit, .. }) | Self::TooMany(limit) => Some(*limit),
            _ => None,
        }
    }
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field, in dots: `bylines[1].guest`.
    pub field: String,
    /// What.
    pub why: FieldWhy,
}

impl FieldProblem {
    /// A problem of this field.
    pub fn new(field: impl Into<String>, why: FieldWhy) -> Self {
        Self {
            field: field.into(),
            why,
        }
    }
}

/// Cleans the fields of one value, keeping what was removed and what is wrong.
#[derive(Debug, Default)]
pub struct Cleaning {
    /// What was taken away.
    pub removed: Removed,
    /// What is wrong.
    pub problems: Vec<FieldProblem>,
}

impl Cleaning {
    fn take(&mut self, field: &str, cleaned: Result<text::Cleaned, TextRefused>) -> String {
        match cleaned {
            Ok(cleaned) => {
                self.removed = self.removed.and(cleaned.removed);
                cleaned.text
            }
            Err(refused) => {
                self.wrong(field, FieldWhy::Text(refused));
                String::new()
            }
        }
    }

    /// Notes a problem.
    pub fn wrong(&mut self, field: &str, why: FieldWhy) {
        self.problems.push(FieldProblem::new(field, why));
    }

    /// A line such as a headline.
    pub fn line(&mut self, field: &str, text: &str, limit: usize) -> String {
        self.take(field, text::clean_line(text, limit))
    }

    /// A text of several lines.
    pub fn lines(&mut self, field: &str, text: &str, limit: usize) -> String {
        self.take(field, text::clean_lines(text, limit))
    }

    /// A name.
    pub fn name(&mut self, field: &str, text: &str, limit: usize) -> String {
        self.take(field, text::clean_name(text, limit))
    }

    /// A path. It must be written as the site itself writes it.
    pub fn slug(&mut self, field: &str, text: &str) -> String {
        if !siraj_arabic::is_slug(text) {
            self.wrong(field, FieldWhy::NotASlug);
        }
        text.to_owned()
    }

    /// The value, or everything that is wrong with it.
    ///
    /// # Errors
    /// When anything is wrong.
    pub fn finish<T>(self, value: T) -> Result<(T, Removed), Vec<FieldProblem>> {
        if self.problems.is_empty() {
            Ok((value, self.removed))
        } else {
            Err(self.problems)
        }
    }
}
