//! The house of the demo: identity, editions, people, sections, pictures, topics,
//! stories, sources and static pages, and at the end what stands over the pages.

use super::articles::Written;
use super::{Seeding, did, each, original};
use crate::actions::{house, picture};
use crate::demo::draw::Motif;
use crate::demo::files::{self, both};
use crate::demo::keys::Articles;
use crate::media::Drawing;
use crate::pages::site::segment;
use crate::room::fresh_id;
use anyhow::{Context, Result};
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::media::FocalPoint;
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::placement::{Breaking, Placement};
use siraj_editorial::section::Section;
use siraj_editorial::story::{Milestone, Story};
use siraj_editorial::topic::Topic;
use siraj_editorial::{EditionId, Language, PageId, PlacementId};
use std::collections::BTreeMap;

impl Seeding<'_> {
    fn edition_id(&self, language: &Language) -> Result<EditionId> {
        let id = self.keys.editions.get(language).copied();
        id.with_context(|| {
            format!(
                "demo/publication.toml: there is no edition in {}",
                language.tag()
            )
        })
    }

    /// The edition of an entry of `publication.toml`.
    pub(super) fn edition(&self, entry: &files::Edition, position: usize) -> Result<Edition> {
        Ok(Edition {
            id: self.edition_id(&entry.language)?,
            language: entry.language.clone(),
            prefix: entry.prefix.clone(),
            label: entry.label.clone(),
            position: i64::try_from(position)?,
            months: entry.months,
            digits: entry.digits,
            hijri: entry.hijri,
            quotations: entry.quotations,
        })
    }

    /// Identity, editions and people.
    pub(super) async fn found(&self) -> Result<()> {
        let publication = &self.demo.publication;
        let each_edition = |words: fn(&files::Edition) -> &String| {
            let named = publication.edition.iter();
            Named(
                named
                    .map(|edition| (edition.language.clone(), words(edition).clone()))
                    .collect(),
            )
        };
        let identity = Identity {
            name: each_edition(|edition| &edition.name),
            tagline: each_edition(|edition| &edition.tagline),
            description: each_edition(|edition| &edition.description),
            time_zone: publication.time_zone.clone(),
            city: each_edition(|edition| &edition.city),
            accent: None,
            email: Some(publication.email.clone()),
            security_contact: Some(publication.security_contact.clone()),
            founded: None,
            ai_crawlers: false,
            second_person: true,
            logo: None,
            headlines: None,
            text: None,
        };
        let editions = publication.edition.iter().enumerate();
        let people = self.demo.people.iter().map(|entry| {
            let id = self
                .keys
                .people
                .get(&entry.slug)
                .context("every person has an identity")?;
            let person = Person {
                id: *id,
                slug: entry.slug.clone(),
                name: both(&entry.name_ar, &entry.name_en),
                title: both(&entry.title_ar, &entry.title_en),
                biography: both(&entry.bio_ar, &entry.bio_en),
                portrait: None,
                email: Some(entry.email.clone()),
                links: Vec::new(),
                merged_into: None,
            };
            Ok((person, entry.role))
        });
        let foundation = house::Foundation {
            identity,
            editions: editions
                .map(|(n, entry)| self.edition(entry, n))
                .collect::<Result<_>>()?,
            people: people.collect::<Result<_>>()?,
        };
        did(
            "founding",
            house::found(&self.room, self.founded, foundation).await,
        )?;
        Ok(())
    }

    /// Sections, parents before children: the file has them so.
    pub(super) async fn sections(&self) -> Result<()> {
        let id = |language: &Language, slug: &String| {
            let found = self.keys.sections.get(&(language.clone(), slug.clone()));
            found
                .copied()
                .with_context(|| format!("demo/sections.toml: there is no section {slug:?}"))
        };
        for entry in &self.demo.sections {
            let others = self
                .keys
                .editions
                .keys()
                .filter(|language| **language != entry.edition);
            let counterparts = entry.counterpart.iter().flat_map(|slug| {
                others
                    .clone()
                    .filter_map(|language| id(language, slug).ok())
            });
            let section = Section {
                id: id(&entry.edition, &entry.slug)?,
                edition: self.edition_id(&entry.edition)?,
                parent: entry
                    .parent
                    .as_ref()
                    .map(|slug| id(&entry.edition, slug))
                    .transpose()?,
                slug: entry.slug.clone(),
                name: entry.title.clone(),
                description: entry.description.clone(),
                position: entry.order,
                counterparts: counterparts.collect(),
                opinion: entry.slug == "opinion",
            };
            let saved =
                house::save_section_at(&self.room, self.founded, self.chief.clone(), section);
            did(&format!("section {}", entry.slug), saved.await)?;
        }
        Ok(())
    }

    /// Pictures: lines that will be drawn.
    pub(super) async fn pictures(&self) -> Result<()> {
        each(&self.demo.pictures, |entry| self.picture(entry)).await?;
        Ok(())
    }

    async fn picture(&self, entry: &files::Picture) -> Result<()> {
        let motif = Motif::named(&entry.motif)
            .with_context(|| format!("demo/pictures.toml: no motif {:?}", entry.motif))?;
        let line = Drawing {
            motif,
            seed: entry.seed,
        }
        .line();
        let hash = self.room.pictures.put_original(line.into()).await?;
        let words = picture::Words {
            alt: both(&entry.alt_ar, &entry.alt_en),
            caption: both(&entry.caption_ar, &entry.caption_en),
            credit: both(&entry.credit_ar, &entry.credit_en),
            focal: FocalPoint {
                x: entry.focal[0],
                y: entry.focal[1],
            },
            ..picture::Words::default()
        };
        let id = self
            .keys
            .pictures
            .get(&entry.key)
            .context("every picture has an identity")?;
        let added = picture::add(&self.room, self.chief.clone(), *id, original(hash), words);
        did(&format!("picture {}", entry.key), added.await)?;
        Ok(())
    }

    /// Sources, topics, stories and static pages.
    pub(super) async fn words_of_the_house(&self) -> Result<()> {
        let (room, chief) = (&self.room, &self.chief);
        each(&self.demo.sources, async |entry| {
            let source = Source {
                id: *self
                    .keys
                    .sources
                    .get(&entry.slug)
                    .context("every source has an identity")?,
                slug: entry.slug.clone(),
                name: both(&entry.name_ar, &entry.name_en),
                own: entry.own,
            };
            did(
                &entry.slug,
                house::save_source(room, chief.clone(), source).await,
            )
        })
        .await?;
        each(&self.demo.topics, async |entry| {
            let aliases = [
                (Language::arabic(), entry.aliases_ar.clone()),
                (Language::english(), entry.aliases_en.clone()),
            ];
            let topic = Topic {
                id: *self
                    .keys
                    .topics
                    .get(&entry.slug)
                    .context("every topic has an identity")?,
                slug: entry.slug.clone(),
                kind: entry.kind,
                name: both(&entry.name_ar, &entry.name_en),
                aliases: BTreeMap::from(aliases),
                description: both(&entry.description_ar, &entry.description_en),
                merged_into: None,
                picture: None,
            };
            did(
                &entry.slug,
                house::save_topic(room, chief.clone(), topic).await,
            )
        })
        .await?;
        each(&self.demo.stories, async |entry| {
            let picture = self.keys.pictures.get(&entry.picture);
            let story = Story {
                id: *self
                    .keys
                    .stories
                    .get(&entry.slug)
                    .context("every story has an identity")?,
                slug: entry.slug.clone(),
                title: both(&entry.name_ar, &entry.name_en),
                summary: both(&entry.summary_ar, &entry.summary_en),
                picture: Some(*picture.with_context(|| format!("no picture {}", entry.picture))?),
                running: true,
                timeline: entry
                    .timeline
                    .iter()
                    .map(|milestone| Milestone {
                        day: milestone.day.clone(),
                        words: both(&milestone.ar, &milestone.en),
                    })
                    .collect(),
                merged_into: None,
            };
            did(
                &entry.slug,
                house::save_story(room, chief.clone(), story).await,
            )
        })
        .await?;
        each(
            self.demo.pages.iter().enumerate(),
            async |(position, entry)| {
                let page = StaticPage {
                    id: PageId(fresh_id()),
                    edition: self.edition_id(&entry.language)?,
                    slug: entry.slug.clone(),
                    title: entry.title.clone(),
                    body: self
                        .keys
                        .body(&entry.body, &entry.language, &Articles::new()),
                    updated_at: self.founded,
                };
                let position = i64::try_from(position)?;
                did(
                    &entry.slug,
                    house::save_static_page(room, chief.clone(), page, position).await,
                )
            },
        )
        .await?;
        Ok(())
    }

    /// The breaking bar, which leads to an article, and the placements.
    pub(super) async fn finish(&self, written: &Written) -> Result<()> {
        for (position, entry) in self.demo.publication.edition.iter().enumerate() {
            let edition = self.edition(entry, position)?;
            let path = |rest: &str| self.room.site.path(&edition, rest);
            if let Some(bar) = &entry.breaking {
                let (section, short_id, slug) =
                    written.address(&bar.article).with_context(|| {
                        format!("demo/publication.toml: no article {:?}", bar.article)
                    })?;
                let link = path(&format!(
                    "/{}/{short_id}/{}",
                    segment(section),
                    segment(slug)
                ));
                let breaking = Breaking {
                    text: bar.text.clone(),
                    link: Some(link),
                    since: self.now,
                    until: self.now.plus_seconds(bar.lifetime.0),
                };
                let set =
                    house::set_breaking(&self.room, self.chief.clone(), edition.id, Some(breaking));
                did("breaking bar", set.await)?;
            }
            for entry in &entry.placements {
                let placement = Placement {
                    id: PlacementId(fresh_id()),
                    edition: edition.id,
                    slot: entry.slot,
                    text: entry.text.clone(),
                    picture: None,
                    link: Some(path(&format!("/{}", segment(&entry.page)))),
                    paid: entry.paid,
                    starts_at: self.now,
                    ends_at: None,
                };
                let saved = house::save_placement(&self.room, self.chief.clone(), placement);
                did("placement", saved.await)?;
            }
        }
        Ok(())
    }
}
