//! The house of the generated newsroom: identity, sections, people, topics, stories
//! and pictures, founded before its first article.

use super::{Filling, SPACING_SECONDS, WRITING_SECONDS, did};
use crate::article::Around;
use crate::words::Words;
use anyhow::Result;
use siraj::actions::house::{self, Foundation};
use siraj::actions::picture::{self, Original};
use siraj::demo::draw::Motif;
use siraj::media::Drawing;
use siraj::room::{Room, fresh_id};
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::edition::{Edition, Identity, QuotationStyle};
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::{Topic, TopicKind};
use siraj_editorial::{
    EditionId, Language, MediaId, PersonId, SectionId, StoryId, Timestamp, TopicId,
};
use std::collections::BTreeMap;

/// Drawings of each motif.
const SEEDS: u64 = 2;

/// Running stories.
const STORIES: usize = 6;

/// The path of whoever owns the house, by which `siraj token` knows them.
const OWNER: &str = "owner";

impl Filling {
    /// The house, its sections, people, topics, stories and pictures.
    pub(super) async fn found(room: Room, articles: usize) -> Result<Self> {
        let words = Words::read()?;
        let now = room.clock.now();
        let span = SPACING_SECONDS.saturating_mul(i64::try_from(articles)?);
        let founded = now.plus_seconds(-span - WRITING_SECONDS * 2);
        let edition = Edition {
            id: EditionId(fresh_id()),
            language: Language::arabic(),
            prefix: String::new(),
            label: words.house.edition.clone(),
            position: 0,
            months: MonthStyle::DualGregorianFirst,
            digits: DigitStyle::Western,
            hijri: Some(0),
            quotations: QuotationStyle::Guillemets,
        };
        let owner = Actor {
            person: PersonId(fresh_id()),
            role: Role::Owner,
            sections: None,
        };
        let mut filling = Self {
            room,
            words,
            around: Around::default(),
            edition,
            owner,
            articles,
            now,
        };
        filling.house(founded).await?;
        filling.sections(founded).await?;
        filling.topics().await?;
        filling.stories().await?;
        filling.pictures().await?;
        Ok(filling)
    }

    async fn house(&mut self, founded: Timestamp) -> Result<()> {
        let person = |id, slug: String, name: &str, role| {
            let person = Person {
                id,
                slug,
                name: arabic(name),
                title: Named::default(),
                biography: Named::default(),
                portrait: None,
                email: None,
                links: Vec::new(),
                merged_into: None,
            };
            (person, role)
        };
        let mut people = vec![person(
            self.owner.person,
            OWNER.to_owned(),
            &self.words.house.owner,
            Role::Owner,
        )];
        // Those who write are not those whom the articles quote.
        let names = self.words.man.iter().rev().zip(&self.words.woman);
        for (n, (man, woman)) in names.enumerate() {
            let family = man.split_once(' ').map_or("", |(_, family)| family);
            let first = woman.split_once(' ').map_or("", |(first, _)| first);
            let id = PersonId(fresh_id());
            self.around.writers.push(id);
            let name = format!("{first} {family}");
            people.push(person(
                id,
                format!("writer-{}", n + 1),
                &name,
                Role::Reporter,
            ));
        }
        let said = &self.words.house;
        let identity = Identity {
            name: arabic(&said.name),
            tagline: arabic(&said.tagline),
            description: arabic(&said.description),
            time_zone: "Asia/Beirut".to_owned(),
            city: arabic(&said.city),
            accent: None,
            email: None,
            security_contact: None,
            founded: None,
            ai_crawlers: false,
            second_person: false,
            logo: None,
            headlines: None,
            text: None,
        };
        let foundation = Foundation {
            identity,
            editions: vec![self.edition.clone()],
            people,
        };
        did(
            "the house",
            house::found(&self.room, founded, foundation).await,
        )?;
        Ok(())
    }

    async fn sections(&mut self, founded: Timestamp) -> Result<()> {
        for (position, words) in (0..).zip(&self.words.section) {
            let section = Section {
                id: SectionId(fresh_id()),
                edition: self.edition.id,
                parent: None,
                slug: words.slug.clone(),
                name: words.name.clone(),
                description: String::new(),
                position,
                counterparts: Vec::new(),
                opinion: false,
            };
            self.around.sections.push(section.id);
            let owner = self.owner.clone();
            let saved = house::save_section_at(&self.room, founded, owner, section).await;
            did(&words.slug, saved)?;
        }
        Ok(())
    }

    async fn topics(&mut self) -> Result<()> {
        let lists = [
            (&self.words.place, TopicKind::Place, &mut self.around.places),
            (
                &self.words.project,
                TopicKind::Event,
                &mut self.around.projects,
            ),
            (
                &self.words.service,
                TopicKind::Subject,
                &mut self.around.services,
            ),
        ];
        for (names, kind, ids) in lists {
            for name in names {
                let topic = Topic {
                    id: TopicId(fresh_id()),
                    slug: siraj_arabic::slug(name),
                    kind,
                    name: arabic(name),
                    aliases: BTreeMap::new(),
                    description: Named::default(),
                    merged_into: None,
                    picture: None,
                };
                ids.push(topic.id);
                let saved = house::save_topic(&self.room, self.owner.clone(), topic).await;
                did(name, saved)?;
            }
        }
        Ok(())
    }

    async fn stories(&mut self) -> Result<()> {
        for (n, project) in self.words.project.iter().take(STORIES).enumerate() {
            let story = Story {
                id: StoryId(fresh_id()),
                slug: format!("story-{}", n + 1),
                title: arabic(project),
                summary: Named::default(),
                picture: None,
                running: true,
                timeline: Vec::new(),
                merged_into: None,
            };
            self.around.stories.push(story.id);
            let saved = house::save_story(&self.room, self.owner.clone(), story).await;
            did(project, saved)?;
        }
        Ok(())
    }

    /// Pictures that the program draws itself, as the demo's.
    async fn pictures(&mut self) -> Result<()> {
        let said = &self.words.house;
        for (n, place) in (0..SEEDS).zip(&self.words.place) {
            for motif in Motif::ALL {
                let line = Drawing { motif, seed: n }.line();
                let hash = self.room.pictures.put_original(line.into()).await?;
                let (width, height) = Drawing::SIZE;
                let original = Original {
                    hash,
                    content_type: Drawing::MEDIA_TYPE,
                    width,
                    height,
                };
                let words = picture::Words {
                    alt: arabic(&said.picture_alt.replace("{place}", place)),
                    caption: arabic(&said.picture_caption.replace("{place}", place)),
                    credit: arabic(&said.picture_credit),
                    ..picture::Words::default()
                };
                let id = MediaId(fresh_id());
                self.around.pictures.push(id);
                let added = picture::add(&self.room, self.owner.clone(), id, original, words);
                did("a picture", added.await)?;
            }
        }
        Ok(())
    }
}

fn arabic(words: &str) -> Named {
    Named::one(Language::arabic(), words)
}
