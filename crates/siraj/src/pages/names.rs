//! The names by which readers are led: sections, topics and authors of an edition that
//! have something public, as one text that is looked through for beginnings of words.
//!
//! It is no page, but known, kept and dropped as pages are: whatever somebody types, no
//! store is asked.

use super::answer::Rendered;
use super::build::{Press, places};
use super::route::Of;
use super::view::View;
use crate::store::Result;
use crate::store::keys::List;
use siraj_arabic::{asked_terms, fold, terms};
use siraj_editorial::edition::Edition;
use siraj_editorial::topic::Topic;
use std::fmt::Write as _;

/// No address begins like this: addresses begin with a slash.
const BEFORE: &str = "names:";

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A section.
    Section,
    /// A topic.
    Topic,
    /// A person.
    Author,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Section, Self::Topic, Self::Author];

    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Topic => "topic",
            Self::Author => "author",
        }
    }

    /// The message that says what it is.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Section => "search.kind_section",
            Self::Topic => "search.kind_topic",
            Self::Author => "search.kind_author",
        }
    }
}

/// A name that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// What it is of.
    pub kind: Kind,
    /// As it is written.
    pub label: String,
    /// Its page, as pages of the edition link to it.
    pub url: String,
}

/// The path under which the page cache knows the names of the edition with this prefix.
#[must_use]
pub fn path(prefix: &str) -> String {
    format!("{BEFORE}{prefix}")
}

/// The prefix of such a path.
pub(super) fn prefix(path: &str) -> Option<&str> {
    path.strip_prefix(BEFORE)
}

/// Those of the names in which a word begins with each word of the question: those that
/// begin as the question does first, `most` of them.
#[must_use]
pub fn find(names: &str, question: &str, most: usize) -> Vec<Name> {
    let asked: Vec<String> = asked_terms(question)
        .into_iter()
        .take(8)
        .map(|term| format!(" {term}"))
        .collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let beginning = fold(question);
    let mut found: Vec<(bool, Kind, Name)> = Vec::new();
    for line in names.lines() {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (kind, words, label, url) = (field(), field(), field(), field());
        if !asked.iter().all(|term| words.contains(term.as_str())) {
            continue;
        }
        let Some(kind) = Kind::ALL.into_iter().find(|one| one.name() == kind) else {
            continue;
        };
        let name = Name {
            kind,
            label: label.to_owned(),
            url: url.to_owned(),
        };
        found.push((!fold(label).starts_with(&beginning), kind, name));
        if found.len() >= MOST_LOOKED_AT {
            break;
        }
    }
    found.sort_by_key(|(later, kind, _)| (*later, *kind));
    found
        .into_iter()
        .take(most)
        .map(|(_, _, name)| name)
        .collect()
}

/// One letter begins thousands of names; which of them come first does not matter then.
const MOST_LOOKED_AT: usize = 400;

/// The names of an edition: a line each of what it is, its words, how it is written and
/// where its page is.
pub(super) fn rendered(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    let filled = view.filled(edition.id)?;
    let mut topics = view.all_topics()?;
    topics.retain(|topic| filled.contains(&List::Topic(edition.id, topic.id)));
    let mut people = view.all_people()?;
    people.retain(|person| filled.contains(&List::Author(edition.id, person.id)));
    let Some(mut press) = Press::of(view, edition)? else {
        return Ok(None);
    };
    let mut out = String::new();
    for section in press.sections.clone().iter() {
        if press.has_articles(&List::Section(section.id))? {
            let url = press.link(&places::named(&section.slug));
            line(&mut out, Kind::Section, &section.name, &section.name, &url);
        }
    }
    for topic in &topics {
        let url = press.link(&places::list(&Of::Topic(topic.slug.clone()), None));
        let label = topic.name.in_language(&edition.language);
        line(&mut out, Kind::Topic, label, &called(topic, edition), &url);
    }
    for person in &people {
        let url = press.link(&places::list(&Of::Author(person.slug.clone()), None));
        let label = person.name.in_language(&edition.language);
        line(&mut out, Kind::Author, label, label, &url);
    }
    Ok(Some(Rendered {
        content_type: "text/plain; charset=utf-8",
        body: out.into_bytes(),
        surrogate: String::new(),
    }))
}

/// Everything that a topic is called in an edition's language.
fn called(topic: &Topic, edition: &Edition) -> String {
    let mut all = topic.name.in_language(&edition.language).to_owned();
    for alias in topic.aliases.get(&edition.language).into_iter().flatten() {
        all.push(' ');
        all.push_str(alias);
    }
    all
}

fn line(out: &mut String, kind: Kind, label: &str, words: &str, url: &str) {
    let label: String = label
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let words: String = terms(words).iter().flat_map(|term| [" ", term]).collect();
    // Writing to a string does not fail.
    let _ = writeln!(out, "{}\t{words}\t{label}\t{url}", kind.name());
}

impl Press<'_, '_> {
    /// Whether anything public stands in a list. Its oldest page hardly ever changes, so
    /// what depends on that is kept for long.
    fn has_articles(&mut self, list: &List) -> Result<bool> {
        let oldest = self.view.list_page(list, 1)?;
        if oldest.is_some_and(|cards| !cards.is_empty()) {
            return Ok(true);
        }
        Ok(!self.view.list_head(list, 1)?.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> String {
        let mut out = String::new();
        for (kind, label, also) in [
            (Kind::Section, "الميناء", ""),
            (Kind::Topic, "ميناء سرو", "المرفأ الشرقي"),
            (Kind::Topic, "خطة ٢٠٣٧", ""),
            (Kind::Author, "سلمى\tحداد", ""),
        ] {
            line(&mut out, kind, label, &format!("{label} {also}"), "/x");
        }
        out
    }

    fn check(question: &str, expected: &[&str]) {
        let found = find(&names(), question, 8);
        let labels: Vec<&str> = found.iter().map(|name| name.label.as_str()).collect();
        assert_eq!(labels, expected, "{question}");
    }

    #[test]
    fn a_name_is_found_by_the_beginning_of_any_of_its_words_or_of_another_name() {
        check("مينا", &["ميناء سرو", "الميناء"]);
        check("المينا", &["الميناء", "ميناء سرو"]);
        check("سر", &["ميناء سرو"]);
        check("مرفا", &["ميناء سرو"]);
        check("الشرقي المرفأ", &["ميناء سرو"]);
        check("حدا", &["سلمى حداد"]);
        check("2037", &["خطة ٢٠٣٧"]);
    }

    #[test]
    fn nothing_is_found_by_nothing_or_by_the_middle_of_a_word() {
        for nothing in ["", " ", "«»", "َ", "يناء", "section", "/x", "\t"] {
            check(nothing, &[]);
        }
    }
}
