//! What can be chosen for an article: its edition's sections, the house's people, agencies
//! and stories, each by the name that the person reads.

use super::{ARTICLES, Read};
use crate::pages::site::{Site, segment};
use crate::room::ActResult;
use crate::store::db::Conn;
use crate::store::{articles, house, sections};
use crate::web::rooms::page::Frame;
use serde_json::{Value, json};
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::Edition;
use siraj_editorial::person::Person;
use siraj_editorial::section::{Section, trail};
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{Language, SectionId};

/// The formats, as the store names them.
const FORMATS: [&str; 6] = ["news", "brief", "analysis", "opinion", "feature", "live"];

/// What can be chosen.
pub struct Choices {
    sections: Vec<Section>,
    people: Vec<Person>,
    sources: Vec<Source>,
    stories: Vec<Story>,
    /// The topics that the article carries.
    topics: Vec<Topic>,
    counterparts: Vec<Value>,
    /// In what language names are read.
    tag: &'static str,
}

impl Choices {
    /// What can be chosen for an article, by somebody who reads in this language.
    ///
    /// # Errors
    /// When the store cannot serve.
    pub fn of(c: &mut Conn<'_>, read: &Read, tag: &'static str) -> ActResult<Self> {
        let editions = house::editions(c)?;
        let mut counterparts = Vec::new();
        let pairs = articles::counterparts(c, read.article.id)?;
        let ids: Vec<_> = pairs.iter().map(|(_, article)| *article).collect();
        let called = articles::called(c, &ids)?;
        for (edition, article) in &pairs {
            let edition = editions.iter().find(|one| one.id == *edition);
            if let (Some(edition), Some(called)) = (edition, called.get(article)) {
                counterparts.push(json!({
                    "language": edition.language,
                    "headline": called.headline,
                    "url": format!("{ARTICLES}/{}", called.short_id),
                }));
            }
        }
        let topics = &read.newest.manuscript.topics;
        Ok(Self {
            sections: sections::all(c, read.edition.id)?,
            people: house::all_people(c)?,
            sources: house::sources(c)?,
            stories: house::all_stories(c)?,
            topics: house::topics(c, topics)?,
            counterparts,
            tag,
        })
    }

    /// The same for the script.
    pub fn told(&self, frame: &Frame, site: &Site, edition: &Edition) -> Value {
        let own: Option<Language> = self.tag.parse().ok();
        let named = |words: &siraj_editorial::named::Named| {
            own.as_ref()
                .map_or_else(String::new, |own| words.in_language(own).to_owned())
        };
        let sections: Vec<Value> = self
            .ordered()
            .into_iter()
            .map(|(section, name)| {
                let start = site.absolute(edition, &format!("/{}/", segment(&section.slug)));
                json!({"id": section.id, "name": name, "start": start})
            })
            .collect();
        let people = self.people.iter();
        let sources = self.sources.iter();
        let stories = self.stories.iter();
        let topics = self.topics.iter();
        let formats = FORMATS.iter();
        json!({
            "sections": sections,
            "formats": formats.map(|id| {
                let key = format!("write.format_{id}");
                json!({"id": id, "name": frame.messages.text(&key)})
            }).collect::<Vec<_>>(),
            "people": people.map(|one| json!({"id": one.id, "name": named(&one.name)})).collect::<Vec<_>>(),
            "sources": sources.map(|one| json!({"id": one.id, "name": named(&one.name)})).collect::<Vec<_>>(),
            "stories": stories.map(|one| json!({"id": one.id, "name": named(&one.title)})).collect::<Vec<_>>(),
            "topics": topics.map(|one| json!({"id": one.id, "name": named(&one.name)})).collect::<Vec<_>>(),
            "counterparts": self.counterparts,
        })
    }

    /// The sections as a tree is read, each set in as deep as it lies.
    fn ordered(&self) -> Vec<(&Section, String)> {
        let path = |id: SectionId| trail(&self.sections, id);
        let mut all: Vec<_> = self
            .sections
            .iter()
            .map(|section| {
                let trail = path(section.id);
                let place: Vec<_> = trail.iter().map(|one| (one.position, one.id)).collect();
                let depth = trail.len().saturating_sub(1);
                let name = format!("{}{}", "\u{2003}".repeat(depth), section.name);
                (place, section, name)
            })
            .collect();
        all.sort_by(|one, other| one.0.cmp(&other.0));
        all.into_iter().map(|(_, one, name)| (one, name)).collect()
    }
}
