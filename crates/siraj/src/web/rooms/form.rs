//! Forms of the rooms as values: what a page asks for, what was typed, and what is wrong
//! with it, so that one template draws every field and nothing typed is lost.

use super::page::{self, Frame, Said};
use crate::messages::Argument;
use crate::room::ActError;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::Language;
use siraj_editorial::edition::Edition;
use siraj_editorial::fields::FieldProblem;
use siraj_editorial::named::Named;

/// What was typed, name by name, in the form's order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// One value, as if it had been typed.
    pub fn of(name: &str, value: &str) -> Self {
        Self(vec![(name.to_owned(), value.to_owned())])
    }

    /// What was typed under a name; nothing where the form had no such field.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Everything under a name: boxes that were ticked.
    pub fn all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// An identity that was chosen; `None` where nothing or no identity was.
    pub fn id<I: std::str::FromStr>(&self, name: &str) -> Option<I> {
        self.get(name).parse().ok()
    }

    /// Words by language, from the fields `name.ar`, `name.en` …
    pub fn named(&self, name: &str) -> Named {
        let mut named = Named::default();
        for (known, words) in &self.0 {
            let tag = known
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('.'));
            let language = tag.and_then(|tag| tag.parse::<Language>().ok());
            if let Some(language) = language
                && !words.trim().is_empty()
            {
                named = named.and(language, words.trim());
            }
        }
        named
    }
}

/// One of several that can be chosen.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
    /// How deep it lies in a tree.
    pub depth: usize,
    /// What it looks like in print.
    pub example: Option<String>,
}

impl Choice {
    /// A choice at the outermost level.
    pub fn new(value: impl Into<String>, words: impl Into<String>, chosen: bool) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
            chosen,
            depth: 0,
            example: None,
        }
    }
}

/// How a field is filled in.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A day.
    Day,
    /// One of these.
    One(Vec<Choice>),
    /// A picture of the library, by these where there is no script to choose with.
    Picture(Vec<Choice>),
    /// Any of these.
    Any(Vec<Choice>),
    /// Yes or no.
    Tick(bool),
}

/// A field as a page shows it.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in the form.
    pub id: String,
    /// Its place on the page.
    pub place: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in; empty for none.
    pub hint: String,
    /// What stands in it.
    pub value: String,
    /// How it is filled in.
    pub kind: Kind,
    /// `rtl`, `ltr`, `auto`.
    pub direction: &'static str,
    /// The language of the words; empty for the page's.
    pub language: String,
    /// The most letters.
    pub most: usize,
    /// What is wrong with it.
    pub wrong: Option<String>,
    /// What the choice looks like in print.
    pub example: Option<String>,
}

impl Field {
    /// A line.
    pub fn line(id: impl Into<String>, label: impl Into<String>, value: &str) -> Self {
        let id = id.into();
        Self {
            place: id.clone(),
            id,
            label: label.into(),
            hint: String::new(),
            value: value.to_owned(),
            kind: Kind::Line,
            direction: "auto",
            language: String::new(),
            most: 120,
            wrong: None,
            example: None,
        }
    }

    /// A path, an address: what is written from left to right.
    pub fn path(id: impl Into<String>, label: impl Into<String>, value: &str) -> Self {
        Self {
            direction: "ltr",
            most: 200,
            ..Self::line(id, label, value)
        }
    }

    /// One of several.
    pub fn one(id: &str, label: &str, choices: Vec<Choice>) -> Self {
        Self {
            kind: Kind::One(choices),
            ..Self::line(id, label, "")
        }
    }

    /// A picture of the library.
    pub fn picture(id: &str, label: &str, choices: Vec<Choice>) -> Self {
        Self {
            kind: Kind::Picture(choices),
            ..Self::line(id, label, "")
        }
    }

    /// Yes or no.
    pub fn tick(id: &str, label: &str, ticked: bool) -> Self {
        Self {
            kind: Kind::Tick(ticked),
            ..Self::line(id, label, "")
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    /// The same with room for more.
    #[must_use]
    pub fn of_lines(mut self, most: usize) -> Self {
        self.kind = Kind::Lines;
        self.most = most;
        self
    }

    /// The same with another limit.
    #[must_use]
    pub const fn most(mut self, most: usize) -> Self {
        self.most = most;
        self
    }

    /// Whether it is a picture.
    pub const fn is_picture(&self) -> bool {
        matches!(self.kind, Kind::Picture(_))
    }

    /// Whether it is a day.
    pub const fn is_day(&self) -> bool {
        matches!(self.kind, Kind::Day)
    }

    /// The names of what is said beside it, for those who hear the page.
    pub fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.place));
        let wrong = self
            .wrong
            .is_some()
            .then(|| format!("{}-wrong", self.place));
        let example = self
            .example
            .is_some()
            .then(|| format!("{}-example", self.place));
        let all: Vec<String> = [hint, wrong, example].into_iter().flatten().collect();
        all.join(" ")
    }
}

/// A field for each language of the publication: `name.ar`, `name.en` …
pub fn by_language(editions: &[Edition], id: &str, label: &str, words: &Named) -> Vec<Field> {
    let several = editions.len() > 1;
    editions
        .iter()
        .map(|edition| {
            let label = if several {
                format!("{label} ({})", edition.label)
            } else {
                label.to_owned()
            };
            Field {
                direction: edition.direction().as_str(),
                language: edition.language.tag().to_owned(),
                ..Field::line(
                    format!("{id}.{}", edition.language),
                    label,
                    words.exactly(&edition.language).unwrap_or_default(),
                )
            }
        })
        .collect()
}

/// The words of languages in which there is no edition are kept as they were.
#[must_use]
pub fn keeping(mut typed: Named, before: &Named, editions: &[Edition]) -> Named {
    for (language, words) in &before.0 {
        if !editions.iter().any(|edition| edition.language == *language) {
            typed.0.insert(language.clone(), words.clone());
        }
    }
    typed
}

/// Says why an act was not done: under the fields that are wrong, and above everything.
///
/// # Errors
/// Where nothing can be said to the person, the answer instead.
pub fn told(
    frame: &mut Frame,
    headers: &HeaderMap,
    error: &ActError,
    fields: &mut [Field],
) -> Result<StatusCode, Response> {
    let said = if let ActError::Fields(problems) = error {
        for problem in problems {
            let place = fields.iter_mut().find(|field| is_of(field, problem));
            if let Some(field) = place {
                field.wrong = Some(sentence(frame, problem));
            }
        }
        Said::stop(frame.t("house.look_below"))
    } else {
        frame
            .why(error)
            .ok_or_else(|| page::failed(headers, error))?
    };
    frame.said = Some(said);
    Ok(StatusCode::UNPROCESSABLE_ENTITY)
}

/// A problem of `name` is told at its first language.
fn is_of(field: &Field, problem: &FieldProblem) -> bool {
    let rest = field.id.strip_prefix(problem.field.as_str());
    let whole = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let part = problem
        .field
        .strip_prefix(field.id.as_str())
        .is_some_and(|rest| rest.starts_with('['));
    whole || part
}

fn sentence(frame: &Frame, problem: &FieldProblem) -> String {
    let limit = problem.why.limit().map(|limit| limit as u64);
    let arguments: Vec<(&str, Argument<'_>)> = limit
        .into_iter()
        .map(|limit| ("limit", Argument::Count(limit)))
        .collect();
    frame.messages.with(problem.why.message_key(), &arguments)
}
