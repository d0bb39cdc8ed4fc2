//! What stands at a path: a section, a static page, a person, a topic, a running
//! story; or where it went when its path was changed.

use super::View;
use crate::store::Result;
use crate::store::keys::Key;
use crate::store::slugs::{self, Kind};
use crate::store::{house, sections};
use siraj_editorial::edition::StaticPage;
use siraj_editorial::person::Person;
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{EditionId, PersonId, StoryId};

/// What stands at a path.
#[derive(Debug)]
pub enum At<T> {
    /// It is there.
    Here(T),
    /// It moved: its path now.
    Moved(String),
    /// Nothing.
    Nothing,
}

impl View<'_> {
    /// The section at a path of an edition.
    pub fn section_at(&mut self, edition: EditionId, slug: &str) -> Result<At<Section>> {
        self.ask(Key::SectionAt(edition, slug.to_owned()));
        if let Some(section) = sections::by_slug(&mut self.c, edition, slug)? {
            return Ok(At::Here(section));
        }
        let scope = edition.to_string();
        let Some(id) = self.old(Kind::Section, &scope, slug)? else {
            return Ok(At::Nothing);
        };
        // Sections are read whole for the menu: the new path is among them.
        let all = self.sections(edition)?;
        Ok(all
            .iter()
            .find(|section| section.id == id)
            .map_or(At::Nothing, |section| At::Moved(section.slug.clone())))
    }

    /// The static page at a path of an edition.
    pub fn static_page_at(&mut self, edition: EditionId, slug: &str) -> Result<At<StaticPage>> {
        self.ask(Key::PageAt(edition, slug.to_owned()));
        if let Some(page) = house::static_page_at(&mut self.c, edition, slug)? {
            self.ask(Key::Page(page.id));
            return Ok(At::Here(page));
        }
        let scope = edition.to_string();
        let Some(id) = self.old(Kind::Page, &scope, slug)? else {
            return Ok(At::Nothing);
        };
        self.ask(Key::Page(id));
        Ok(house::static_page(&mut self.c, id)?.map_or(At::Nothing, |page| At::Moved(page.slug)))
    }

    /// The person at a path.
    pub fn person_at(&mut self, slug: &str) -> Result<At<Person>> {
        self.ask(Key::PersonAt(slug.to_owned()));
        if let Some(person) = house::person_at(&mut self.c, slug)? {
            self.ask(Key::Person(person.id));
            return match person.merged_into {
                Some(heir) => self.person_now(heir),
                None => Ok(At::Here(person)),
            };
        }
        match self.old(Kind::Person, "", slug)? {
            Some(id) => self.person_now(id),
            None => Ok(At::Nothing),
        }
    }

    /// The topic at a path; a merged one leads to its heir.
    pub fn topic_at(&mut self, slug: &str) -> Result<At<Topic>> {
        self.ask(Key::TopicAt(slug.to_owned()));
        let found = match house::topic_at(&mut self.c, slug)? {
            Some(topic) => topic,
            None => {
                let Some(id) = self.old(Kind::Topic, "", slug)? else {
                    return Ok(At::Nothing);
                };
                let now = self.topics(&[id])?.pop();
                return Ok(now.map_or(At::Nothing, |topic| At::Moved(topic.slug)));
            }
        };
        self.ask(Key::Topic(found.id));
        if let Some(heir) = found.merged_into {
            let heir = self.topics(&[heir])?.pop();
            return Ok(heir.map_or(At::Nothing, |heir| At::Moved(heir.slug)));
        }
        Ok(At::Here(found))
    }

    /// The running story at a path.
    pub fn story_at(&mut self, slug: &str) -> Result<At<Story>> {
        self.ask(Key::StoryAt(slug.to_owned()));
        if let Some(story) = house::story_at(&mut self.c, slug)? {
            self.ask(Key::Story(story.id));
            return match story.merged_into {
                Some(heir) => self.story_now(heir),
                None => Ok(At::Here(story)),
            };
        }
        match self.old(Kind::Story, "", slug)? {
            Some(id) => self.story_now(id),
            None => Ok(At::Nothing),
        }
    }

    /// Where a person is now: whoever was merged leads to the heir, who never was.
    fn person_now(&mut self, id: PersonId) -> Result<At<Person>> {
        let mut now = self.people(&[id])?.pop();
        if let Some(heir) = now.as_ref().and_then(|person| person.merged_into) {
            now = self.people(&[heir])?.pop();
        }
        Ok(now.map_or(At::Nothing, |person| At::Moved(person.slug)))
    }

    /// Where a story is now.
    fn story_now(&mut self, id: StoryId) -> Result<At<Story>> {
        let mut now = self.story(id)?;
        if let Some(heir) = now.as_ref().and_then(|story| story.merged_into) {
            now = self.story(heir)?;
        }
        Ok(now.map_or(At::Nothing, |story| At::Moved(story.slug)))
    }

    fn old<I: std::str::FromStr>(
        &mut self,
        kind: Kind,
        scope: &str,
        slug: &str,
    ) -> Result<Option<I>> {
        let id = slugs::leads_to(&mut self.c, kind, scope, slug)?;
        Ok(id.and_then(|id| id.parse().ok()))
    }
}
