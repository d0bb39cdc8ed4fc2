//! Pages that list articles: everything, a topic, an author, a running story,
//! and the numbered archive pages of each list. Archive pages count from the
//! oldest, so a full page never changes.

mod numbers;

pub(super) use numbers::Pages;

use super::shell::Sheet;
use super::{Press, places};
use crate::pages::model::{
    ArchivePage, AuthorPage, DayOfCards, FeedLink, Link, Milestone, StoryPage, TopicPage,
};
use crate::pages::route::{FeedForm, Of};
use crate::store::Result;
use crate::store::keys::List;
use crate::store::lists::PAGE_LENGTH;
use crate::store::live::Card as Listed;
use serde_json::json;
use siraj_editorial::person::Person;
use siraj_editorial::story::Story;
use siraj_editorial::topic::{Topic, TopicKind};
use std::collections::BTreeSet;

/// How many cards stand in the package over a list: a lead and four beside it.
pub const PACKAGE: i64 = 5;

/// What an archive page is of, as its page names it.
#[derive(Debug, Clone)]
pub struct Listing {
    /// As the address says it.
    pub of: Of,
    /// As the store knows it.
    pub list: List,
    /// Its title.
    pub title: String,
    /// The section, when it is one.
    pub section: Option<siraj_editorial::SectionId>,
}

impl Press<'_, '_> {
    /// Whatever has the same path in every edition: the other editions' pages of it.
    pub(in crate::pages) fn everywhere(
        &self,
        rest: &str,
    ) -> Vec<(siraj_editorial::EditionId, String)> {
        let others = self.others();
        others
            .iter()
            .map(|other| (other.id, rest.to_owned()))
            .collect()
    }

    pub(super) fn feed_of(&self, of: &Of, title: &str) -> Option<FeedLink> {
        Some(self.feed_link(of, FeedForm::Rss, title))
    }

    /// A numbered page of a list; `None` when there is none of this number.
    pub fn archive(&mut self, listing: &Listing, n: i64) -> Result<Option<ArchivePage>> {
        let Some(cards) = self.view.list_page(&listing.list, n)? else {
            return Ok(None);
        };
        let list = self.dress(&cards, listing.section)?;
        let numbers = self.numbers_of(&listing.pages(), n)?;
        let head = places::list(&listing.of, None);
        let number = self.words.say_of("reader.page", &n.to_string());
        let mut steps = listing
            .section
            .map(|section| self.section_steps(section))
            .unwrap_or_else(|| vec![(listing.title.clone(), Some(head.clone()))]);
        steps.push((number.plain().to_owned(), None));
        let shell = self.shell(Sheet {
            title: Some(format!("{}: {}", listing.title, number.plain())),
            rest: Some(places::list(&listing.of, Some(n))),
            section: listing.section,
            steps,
            feed: Some(listing.of.clone()),
            ..Sheet::default()
        })?;
        Ok(Some(ArchivePage {
            shell,
            title: self.words.text(&listing.title),
            head_url: Some(self.link(&head)),
            number: Some(number),
            feed: self.feed_of(&listing.of, &listing.title),
            list,
            numbers,
        }))
    }

    /// Everything of the edition, the newest page of it.
    pub fn latest(&mut self) -> Result<ArchivePage> {
        let listing = self.latest_listing();
        let head = self.head(&listing, PAGE_LENGTH)?;
        let list = self.dress(&head.cards, None)?;
        let shell = self.shell(Sheet {
            title: Some(listing.title.clone()),
            rest: Some(places::list(&Of::Latest, None)),
            steps: vec![(listing.title.clone(), None)],
            counterparts: self.everywhere("/latest"),
            ..Sheet::default()
        })?;
        Ok(ArchivePage {
            shell,
            title: self.words.text(&listing.title),
            head_url: None,
            number: None,
            feed: self.feed_of(&Of::Latest, &listing.title),
            list,
            numbers: head.numbers,
        })
    }

    /// The list of everything.
    #[must_use]
    pub fn latest_listing(&self) -> Listing {
        Listing {
            of: Of::Latest,
            list: List::Latest(self.edition.id),
            title: self.words.messages.text("reader.latest").to_owned(),
            section: None,
        }
    }

    /// The list of a topic.
    #[must_use]
    pub fn topic_listing(&self, topic: &Topic) -> Listing {
        Listing {
            of: Of::Topic(topic.slug.clone()),
            list: List::Topic(self.edition.id, topic.id),
            title: topic.name.in_language(&self.edition.language).to_owned(),
            section: None,
        }
    }

    /// The list of what a person signed.
    #[must_use]
    pub fn author_listing(&self, person: &Person) -> Listing {
        Listing {
            of: Of::Author(person.slug.clone()),
            list: List::Author(self.edition.id, person.id),
            title: person.name.in_language(&self.edition.language).to_owned(),
            section: None,
        }
    }

    /// The list of a running story.
    #[must_use]
    pub fn story_listing(&self, story: &Story) -> Listing {
        Listing {
            of: Of::Story(story.slug.clone()),
            list: List::Story(self.edition.id, story.id),
            title: story.title.in_language(&self.edition.language).to_owned(),
            section: None,
        }
    }

    /// The sheet of a list's head that all editions have.
    fn head_sheet(&self, listing: &Listing, description: &str, empty: bool) -> Sheet {
        let rest = places::list(&listing.of, None);
        Sheet {
            title: Some(listing.title.clone()),
            description: description.to_owned(),
            steps: vec![(listing.title.clone(), None)],
            feed: Some(listing.of.clone()),
            counterparts: self.everywhere(&rest),
            noindex: empty,
            rest: Some(rest),
            ..Sheet::default()
        }
    }

    /// A topic.
    pub fn topic(&mut self, topic: &Topic) -> Result<TopicPage> {
        let listing = self.topic_listing(topic);
        let head = self.head(&listing, PACKAGE + PAGE_LENGTH)?;
        let mut cards = self.dress(&head.cards, None)?.into_iter();
        let description = topic.description.in_language(&self.edition.language);
        let mut sheet = self.head_sheet(&listing, description, head.cards.is_empty());
        let wanted: BTreeSet<_> = topic.picture.into_iter().collect();
        let picture = self.open_pictures(&wanted)?.into_values().next();
        sheet.picture.clone_from(&picture);
        Ok(TopicPage {
            shell: self.shell(sheet)?,
            kind: self.words.say(kind_key(topic.kind)),
            name: self.words.text(&listing.title),
            description: self.words.some(description),
            picture,
            feed: self.feed_of(&listing.of, &listing.title),
            lead: cards.next(),
            rows: cards.by_ref().take(4).collect(),
            list: cards.collect(),
            numbers: head.numbers,
        })
    }

    /// An author.
    pub fn author(&mut self, person: &Person) -> Result<AuthorPage> {
        let listing = self.author_listing(person);
        let head = self.head(&listing, PAGE_LENGTH)?;
        let list = self.dress(&head.cards, None)?;
        let wanted: BTreeSet<_> = person.portrait.into_iter().collect();
        let portrait = self.open_pictures(&wanted)?.into_values().next();
        let language = self.edition.language.clone();
        let biography = person.biography.in_language(&language);
        let mut sheet = self.head_sheet(&listing, biography, head.cards.is_empty());
        sheet.picture.clone_from(&portrait);
        let mut profile = self.person_data(person);
        if let Some(map) = profile.as_object_mut() {
            map.insert("@context".to_owned(), json!("https://schema.org"));
        }
        sheet.linked.push(profile);
        Ok(AuthorPage {
            shell: self.shell(sheet)?,
            name: self.words.text(&listing.title),
            role: self.words.some(person.title.in_language(&language)),
            bio: self.words.paragraphs(biography),
            portrait,
            languages: self.languages(person),
            contacts: person
                .email
                .iter()
                .map(|email| Link {
                    label: self.words.text(email),
                    url: format!("mailto:{email}"),
                    current: false,
                })
                .chain(person.links.iter().map(|link| Link {
                    label: self.words.text(elsewhere(link)),
                    url: link.clone(),
                    current: false,
                }))
                .collect(),
            feed: self.feed_of(&listing.of, &listing.title),
            list,
            numbers: head.numbers,
        })
    }

    /// The editions in whose languages an author has a name, when they are several.
    fn languages(&self, person: &Person) -> Option<crate::pages::model::Text> {
        let editions = self.view.editions().iter();
        let labels: Vec<&str> = editions
            .filter(|edition| person.name.exactly(&edition.language).is_some())
            .map(|edition| edition.label.as_str())
            .collect();
        let between = self.words.messages.text("reader.list_comma");
        (labels.len() > 1).then(|| self.words.text(&labels.join(&format!("{between} "))))
    }

    /// A running story, its articles by day.
    pub fn story(&mut self, story: &Story) -> Result<StoryPage> {
        let listing = self.story_listing(story);
        let head = self.head(&listing, PAGE_LENGTH)?;
        let mut cards = self.dress(&head.cards, None)?.into_iter();
        let lead = cards.next();
        let rest = head.cards.iter().skip(1).zip(cards);
        let mut days: Vec<DayOfCards> = Vec::new();
        for (listed, card) in rest {
            let day = self.day_of(listed);
            match days.last_mut().filter(|last| last.day.iso == day.iso) {
                Some(last) => last.cards.push(card),
                None => days.push(DayOfCards {
                    day,
                    cards: vec![card],
                }),
            }
        }
        let summary = story.summary.in_language(&self.edition.language);
        let mut sheet = self.head_sheet(&listing, summary, head.cards.is_empty());
        let wanted: BTreeSet<_> = story.picture.into_iter().collect();
        sheet.picture = self.open_pictures(&wanted)?.into_values().next();
        Ok(StoryPage {
            shell: self.shell(sheet)?,
            title: self.words.text(&listing.title),
            summary: self.words.paragraphs(summary),
            milestones: self.milestones(story),
            lead,
            feed: self.feed_of(&listing.of, &listing.title),
            days,
            numbers: head.numbers,
        })
    }

    /// What happened, the latest first; what is not said in any language is left out.
    fn milestones(&self, story: &Story) -> Vec<Milestone> {
        let milestones = story.timeline.iter().rev();
        milestones
            .filter_map(|milestone| {
                let (day, _) = self.words.day(&milestone.day)?;
                let words = milestone.words.in_language(&self.edition.language);
                Some(Milestone {
                    day: crate::pages::model::Moment {
                        iso: milestone.day.clone(),
                        words: day,
                    },
                    words: self.words.some(words)?,
                })
            })
            .collect()
    }

    fn day_of(&self, listed: &Listed) -> crate::pages::model::Moment {
        self.words.day_of(listed.first_at)
    }
}

/// An address as people read it: without scheme and last slash.
fn elsewhere(link: &str) -> &str {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.strip_suffix('/').unwrap_or(rest)
}

const fn kind_key(kind: TopicKind) -> &'static str {
    match kind {
        TopicKind::Person => "reader.topic_person",
        TopicKind::Organisation => "reader.topic_organisation",
        TopicKind::Place => "reader.topic_place",
        TopicKind::Document => "reader.topic_document",
        TopicKind::Event => "reader.topic_event",
        TopicKind::Subject => "reader.topic_subject",
    }
}
