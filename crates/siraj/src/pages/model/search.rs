//! The page on which a reader searches, with answers or without.

use super::marked::Marked;
use super::{Card, Link, Shell, Text};
use askama::Template;

/// How the search is reached from any page of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// Where one searches.
    pub url: String,
    /// Where a page's script asks what a beginning may be.
    pub suggest: String,
    /// How a browser is told to search here.
    pub open_search: String,
    /// Whether the masthead offers it: not where the page itself does.
    pub is_in_masthead: bool,
}

/// Something to choose in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// How it is called.
    pub label: Text,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The form as it was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchForm {
    /// The question.
    pub q: String,
    /// The sections.
    pub sections: Vec<Choice>,
    /// The formats.
    pub formats: Vec<Choice>,
    /// The path of the topic that was chosen elsewhere.
    pub topic: Option<String>,
    /// The path of the author who was chosen elsewhere.
    pub author: Option<String>,
    /// The first day, as a form has it.
    pub from: String,
    /// The last day.
    pub until: String,
    /// Whether the newest comes first.
    pub newest: bool,
    /// Whether newer articles weigh a little more.
    pub prefers_new: bool,
    /// Whether the part that narrows stands open.
    pub is_open: bool,
}

/// What narrows the search, with the way to search without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// What: «الميناء».
    pub label: Text,
    /// The same in a sentence that says what pressing it does.
    pub removes: Text,
    /// The search without it.
    pub url: String,
}

/// A section, a topic or an author whose name has the words that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedLink {
    /// The message of what it is.
    pub kind: &'static str,
    /// Its name.
    pub label: Text,
    /// Its page.
    pub url: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCard {
    /// What lists show of it.
    pub card: Card,
    /// Its headline, marked.
    pub headline: Marked,
    /// The part of its text that answers, marked.
    pub snippet: Marked,
}

/// The way through the pages of answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerPages {
    /// The page before.
    pub previous: Option<String>,
    /// Numbered pages around this one, the first always.
    pub around: Vec<Link>,
    /// The page after.
    pub next: Option<String>,
}

/// The page.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/search.html")]
pub struct SearchPage {
    /// What stands around.
    pub shell: Shell,
    /// Where the form sends to.
    pub find: Find,
    /// The form as it was filled in.
    pub form: SearchForm,
    /// What narrows it.
    pub chips: Vec<Chip>,
    /// What came of it, in a sentence: «نتائج البحث عن …»، «لم نجد شيئًا…».
    pub told: Text,
    /// What else there is to know: what was left out, what was not understood.
    pub notes: Vec<Text>,
    /// What may help.
    pub tips: Vec<Text>,
    /// The question that may be meant.
    pub meant: Option<Link>,
    /// Other ways to look: the other edition, nothing narrowed, once more.
    pub ways: Vec<Link>,
    /// Sections, topics and authors of that name.
    pub names: Vec<NamedLink>,
    /// The answers, the best first.
    pub answers: Vec<FoundCard>,
    /// The way through them.
    pub pages: AnswerPages,
    /// What to do behind the last of them.
    pub end: Option<Text>,
    /// Where there is no answer: the newest articles.
    pub latest: Vec<Card>,
    /// And what they are about.
    pub topics: Vec<Link>,
}

impl AnswerPages {
    /// Whether there is nowhere to go.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.previous.is_none() && self.next.is_none() && self.around.len() < 2
    }
}
