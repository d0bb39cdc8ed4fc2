//! What articles, sections and people are called in the rooms' lists: read once a page.

use super::page::Frame;
use crate::store::db::Conn;
use crate::store::dockets::Docket;
use crate::store::{Result, house, sections};
use siraj_editorial::article::State;
use siraj_editorial::byline::Signatory;
use siraj_editorial::edition::Edition;
use siraj_editorial::named::Named;
use siraj_editorial::revision::Format;
use siraj_editorial::section::Section;
use siraj_editorial::{EditionId, PersonId, SectionId, ShortId};
use std::collections::HashMap;

/// What things are called.
pub struct Names {
    /// The editions, in their order.
    pub editions: Vec<Edition>,
    /// The sections of each, in their order.
    pub sections: Vec<Section>,
    people: HashMap<PersonId, Named>,
}

impl Names {
    /// Reads them all: a house has some hundreds.
    pub fn read(c: &mut Conn<'_>) -> Result<Self> {
        let editions = house::editions(c)?;
        let mut all = Vec::new();
        for edition in &editions {
            all.extend(sections::all(c, edition.id)?);
        }
        let people = house::all_people(c)?.into_iter();
        Ok(Self {
            editions,
            sections: all,
            people: people.map(|person| (person.id, person.name)).collect(),
        })
    }

    /// A person's name; of one who is not there any more, what such a one is called.
    pub fn person(&self, frame: &Frame, id: PersonId) -> String {
        let name = self.people.get(&id).map(|name| frame.named(name));
        name.unwrap_or_else(|| frame.t("log.former").to_owned())
    }

    /// Everybody, with what they are called.
    pub fn people(&self, frame: &Frame) -> Vec<(PersonId, String)> {
        let all = self.people.iter();
        all.map(|(id, name)| (*id, frame.named(name))).collect()
    }

    /// A section's name.
    pub fn section(&self, id: SectionId) -> &str {
        let found = self.sections.iter().find(|section| section.id == id);
        found.map_or("", |section| section.name.as_str())
    }

    /// What an edition calls itself, where it is another than the page's own.
    pub fn foreign_edition(&self, frame: &Frame, id: EditionId) -> Option<&str> {
        let found = self.editions.iter().find(|edition| edition.id == id);
        found
            .filter(|edition| edition.language.tag() != frame.tag())
            .map(|edition| edition.label.as_str())
    }

    /// What an edition calls itself; nothing where there is only one.
    pub fn edition(&self, id: EditionId) -> Option<&str> {
        let found = self.editions.iter().find(|edition| edition.id == id);
        found
            .filter(|_| self.editions.len() > 1)
            .map(|edition| edition.label.as_str())
    }

    /// Who writes an article: those who sign it, or else who began it.
    pub fn writers(&self, frame: &Frame, docket: &Docket) -> String {
        let signs: Vec<String> = docket
            .bylines
            .iter()
            .map(|byline| match &byline.who {
                Signatory::Person(person) => self.person(frame, *person),
                Signatory::Guest(name) => name.clone(),
            })
            .collect();
        if signs.is_empty() {
            return self.person(frame, docket.begun_by);
        }
        frame.joined("list.both", &signs)
    }
}

/// What an article is called in a list.
pub fn headline(frame: &Frame, docket: &Docket) -> String {
    if docket.headline.is_empty() {
        frame.t("log.no_headline").to_owned()
    } else {
        docket.headline.clone()
    }
}

/// Where an article is written.
pub fn article_url(id: ShortId) -> String {
    format!("{}/{id}", super::list::HERE)
}

/// The sentence of a state's name.
pub const fn state_key(state: State) -> &'static str {
    match state {
        State::Draft => "list.state_draft",
        State::InReview => "list.state_in_review",
        State::Approved => "list.state_approved",
        State::Scheduled => "list.state_scheduled",
        State::Published => "list.state_published",
        State::Held => "list.state_held",
        State::Withdrawn => "list.state_withdrawn",
        State::Binned => "list.state_binned",
    }
}

/// The sentence of a format's name.
pub const fn format_key(format: Format) -> &'static str {
    match format {
        Format::News => "list.format_news",
        Format::Brief => "list.format_brief",
        Format::Analysis => "list.format_analysis",
        Format::Opinion => "list.format_opinion",
        Format::Feature => "list.format_feature",
        Format::Live => "list.format_live",
    }
}
