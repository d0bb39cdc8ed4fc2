//! The page of an article, in the order in which it is read. Everything comes
//! from the one revision that is public; what it refers to is asked for in one
//! query each: people, pictures, topics, sources, counterparts, related.

mod parts;

pub use parts::correction_kind;

use super::cards::{signatories, standing_kind};
use super::coverage::Read;
use super::linked_data::Facts;
use super::pictures::picture;
use super::shell::Sheet;
use super::{Press, places};
use crate::messages::Messages;
use crate::pages::model::{
    ArticlePage, Counterpart, Picture, Published, Share, ShareCard, StoryBox, Text, TopicLink,
};
use crate::pages::route::Of;
use crate::store::Result;
use crate::store::keys::List;
use crate::store::live::{Card, Face};
use siraj_editorial::body::query::reading_minutes;
use siraj_editorial::body::{Block, Body, Href, is_allowed_address};
use siraj_editorial::correction::CorrectionPriority;
use siraj_editorial::edition::Edition;
use siraj_editorial::person::Person;
use siraj_editorial::placement::Slot;
use siraj_editorial::related::SHOWN;
use siraj_editorial::topic::Topic;
use std::sync::Arc;

/// How many articles the box of a running story shows.
const STORY_ENTRIES: usize = 5;

/// A counterpart: its card, its edition, its address after the prefix.
type Other = (Card, Edition, String);

impl Press<'_, '_> {
    /// An article.
    pub fn article(&mut self, face: &Face) -> Result<ArticlePage> {
        let card = &face.card;
        let manuscript = &face.manuscript;
        let people = self.view.people(&signatories(std::slice::from_ref(card)))?;
        self.fetch_pictures(face, &people)?;
        let others = self.others_of(card)?;
        let topics = self.view.topics(&card.topics)?;
        let (points, body) = key_points(&manuscript.body);
        let references = self.references(std::iter::once(&body))?;
        let sources = if manuscript.dateline.sources.is_empty() {
            Arc::default()
        } else {
            self.view.sources()?
        };
        let language = self.edition.language.clone();
        let agencies = self.words.messages.text("reader.agencies");
        let lead = self.lead(card)?;
        let story = self.story_box(card)?;
        let mut related = self.view.related(card.article)?;
        related.retain(|other| other.edition == card.edition && other.article != card.article);
        related.truncate(SHOWN);
        let related = self.dress(&related, None)?;
        let placement = self.placement(Slot::ArticleEnd)?;
        let words = manuscript.body.words();
        let read = self.read_coverage(face)?;
        let facts = (face, words, read.as_ref());
        let sheet = self.article_sheet(facts, &people, &topics, lead.as_ref(), &others);
        let running = read.as_ref().is_some_and(Read::is_running);
        let coverage = match &read {
            Some(read) => Some(self.coverage(face, read)?),
            None => None,
        };
        let minutes = u64::try_from(reading_minutes(words, &language)).unwrap_or(0);
        let short = self.absolute(&places::short(card.short_id));
        let corrections = |priority| self.corrections_of(face, priority);
        Ok(ArticlePage {
            kind: standing_kind(card.format, running),
            kicker: self.words.some(&card.kicker),
            headline: self.words.text(&card.headline),
            standfirst: self.words.some(&card.standfirst),
            bylines: self.byline_lines(&card.bylines, &people),
            dateline: self
                .words
                .some(&manuscript.dateline.compose(&sources, &language, agencies)),
            published: self.published(face),
            reading_time: (minutes > 0).then(|| self.words.count("reader.minutes", minutes)),
            counterparts: self.counterpart_links(&others),
            share: Share::of(&short, &card.headline),
            lead,
            corrections_above: corrections(CorrectionPriority::High),
            key_points: points.iter().map(|point| self.words.text(point)).collect(),
            printed_links: self.printed_links(&body, &references),
            corrections_below: corrections(CorrectionPriority::Low),
            end_notes: self.end_notes(face, &people, &sources),
            topics: self.topic_links(&topics),
            authors: self.author_boxes(card, &people)?,
            body: self.body(&body, &references),
            coverage,
            placement,
            story,
            related,
            shell: self.shell(sheet)?,
        })
    }

    /// All pictures of the page in one query; what follows finds them read.
    fn fetch_pictures(&mut self, face: &Face, people: &[Person]) -> Result<()> {
        let mut wanted = face.manuscript.pictures();
        wanted.extend(people.iter().filter_map(|person| person.portrait));
        self.view.pictures(&wanted)?;
        Ok(())
    }

    fn lead(&mut self, card: &Card) -> Result<Option<Picture>> {
        let media = match card.picture {
            Some(id) => self.view.picture(id)?,
            None => None,
        };
        Ok(media.map(|media| picture(&media, &self.words)))
    }

    fn others_of(&mut self, card: &Card) -> Result<Vec<Other>> {
        let mut others = Vec::new();
        for other in self.view.counterparts(card.article)? {
            let (edition, rest) = self.place(&other)?;
            others.push((other, edition, rest));
        }
        others.sort_by_key(|(_, edition, _)| (edition.position, edition.id));
        Ok(others)
    }

    fn counterpart_links(&self, others: &[Other]) -> Vec<Counterpart> {
        others
            .iter()
            .map(|(_, edition, rest)| {
                let messages = Messages::for_language(edition.language.tag());
                let label = if messages.language() == edition.language.tag() {
                    messages.text("reader.read_here")
                } else {
                    edition.label.as_str()
                };
                Counterpart {
                    language: edition.language.clone(),
                    label: Text::new(label, edition.direction()),
                    url: self.site.link(&self.edition, edition, rest),
                }
            })
            .collect()
    }

    fn published(&self, face: &Face) -> Published {
        let card = &face.card;
        let updated = card.updated_at > card.first_at;
        let reason = face.update_reason.as_deref().filter(|_| updated);
        Published {
            at: self.words.full_moment(card.first_at),
            hijri: self.words.hijri(card.first_at),
            updated: updated.then(|| self.words.full_moment(card.updated_at)),
            update_reason: reason.and_then(|reason| self.words.some(reason)),
            zone: self.words.zone(),
        }
    }

    fn story_box(&mut self, card: &Card) -> Result<Option<StoryBox>> {
        let Some(id) = card.story else {
            return Ok(None);
        };
        let Some(story) = self.view.story(id)? else {
            return Ok(None);
        };
        let listing = List::Story(self.edition.id, id);
        let mut listed = self.view.list_head(&listing, 6)?;
        listed.retain(|other| other.article != card.article);
        listed.truncate(STORY_ENTRIES);
        let entries = self.dress(&listed, None)?;
        let title = story.title.in_language(&self.edition.language);
        Ok(Some(StoryBox {
            title: self.words.text(title),
            url: self.link(&places::list(&Of::Story(story.slug), None)),
            entries,
        }))
    }

    fn topic_links(&self, topics: &[Topic]) -> Vec<TopicLink> {
        topics
            .iter()
            .map(|topic| TopicLink {
                name: self
                    .words
                    .text(topic.name.in_language(&self.edition.language)),
                url: self.link(&places::list(&Of::Topic(topic.slug.clone()), None)),
            })
            .collect()
    }

    /// The links of the text as the print edition numbers them: one note for each
    /// link that the page shows, none for what it leaves out.
    fn printed_links(&self, body: &Body, references: &super::prose::References) -> Vec<String> {
        body.link_places()
            .into_iter()
            .filter_map(|href| match href {
                Href::Address(address) => is_allowed_address(address).then(|| address.clone()),
                Href::Article(id) => {
                    let url = &references.articles.get(id)?.url;
                    Some(if url.starts_with('/') {
                        format!("{}{url}", self.origin())
                    } else {
                        url.clone()
                    })
                }
            })
            .collect()
    }

    fn article_sheet(
        &self,
        (face, words, read): (&Face, usize, Option<&Read>),
        people: &[Person],
        topics: &[Topic],
        lead: Option<&Picture>,
        others: &[Other],
    ) -> Sheet {
        let card = &face.card;
        let language = &self.edition.language;
        let rest = places::article(card, &self.sections);
        let steps = self.section_steps(card.section);
        let tags: Vec<String> = topics
            .iter()
            .map(|topic| topic.name.in_language(language).to_owned())
            .collect();
        let author =
            |person: &Person| self.absolute(&places::list(&Of::Author(person.slug.clone()), None));
        let absolute: Vec<(Card, Edition, String)> = others
            .iter()
            .map(|(card, edition, rest)| {
                let address = self.site.absolute(edition, rest);
                (card.clone(), edition.clone(), address)
            })
            .collect();
        let data = self.article_data(&Facts {
            face,
            words,
            address: &self.absolute(&rest),
            people,
            keywords: &tags,
            picture: lead,
            counterparts: &absolute,
            coverage: read,
        });
        let crumbs = self.breadcrumb_list(&steps, Some(&card.headline));
        let updated = card.updated_at > card.first_at;
        Sheet {
            title: Some(card.headline.clone()),
            description: if card.standfirst.trim().is_empty() {
                face.manuscript.body.first_paragraph().unwrap_or_default()
            } else {
                card.standfirst.clone()
            },
            rest: Some(rest),
            section: Some(card.section),
            steps,
            counterparts: others
                .iter()
                .map(|(_, edition, rest)| (edition.id, rest.clone()))
                .collect(),
            translated: true,
            picture: lead.cloned(),
            share: ShareCard {
                article: true,
                published: Some(self.words.iso(card.first_at)),
                modified: updated.then(|| self.words.iso(card.updated_at)),
                section: self
                    .section(card.section)
                    .map(|section| section.name.clone()),
                tags,
                authors: people.iter().map(author).collect(),
                ..ShareCard::default()
            },
            linked: vec![data, crumbs],
            ..Sheet::default()
        }
    }
}

/// The points that open a body stand over the text in a place of their own; the
/// body goes on without them. Points further down stay where they are.
fn key_points(body: &Body) -> (Vec<String>, Body) {
    match body.blocks.split_first() {
        Some((Block::KeyPoints(points), rest)) => {
            let words = points
                .points
                .iter()
                .map(|point| Body::new(vec![Block::Paragraph(point.clone())]).plain_text());
            (words.collect(), Body::new(rest.to_vec()))
        }
        _ => (Vec::new(), body.clone()),
    }
}
