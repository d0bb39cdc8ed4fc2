//! A feed as values, before any format: the newest thirty of a list with their
//! whole text. What a body refers to is asked for all items together.

use super::posts;
use crate::pages::build::pictures::open_picture;
use crate::pages::build::prose::References;
use crate::pages::build::{Press, places};
use crate::pages::model::picture::Frame;
use crate::pages::route::{FeedForm, Of};
use crate::pages::view::At;
use crate::store::Result;
use crate::store::house;
use crate::store::keys::List;
use crate::store::live::Face;
use jiff::tz::TimeZone;
use siraj_arabic::{Direction, isolate_plain};
use siraj_editorial::body::{Block, Body, FactBox, Layout, Paragraph, Passage, Picture};
use siraj_editorial::byline::{BylineRole, Signatory};
use siraj_editorial::correction::{Correction, CorrectionKind, CorrectionPriority};
use siraj_editorial::media::Media;
use siraj_editorial::person::Person;
use siraj_editorial::post::LivePost;
use siraj_editorial::topic::Topic;
use siraj_editorial::{MediaId, PersonId, Timestamp, TopicId};
use std::collections::{BTreeSet, HashMap};

/// How many articles a feed carries.
pub(super) const MOST_ITEMS: i64 = 30;

/// What stands between the publication's name and the list's.
const BETWEEN: &str = " – ";

/// What a feed is of.
pub(super) struct Source {
    list: List,
    /// The list's name; empty for everything of the edition.
    name: String,
    /// What it is about.
    description: String,
    /// What a content network knows it by.
    pub about: String,
}

/// A feed. Words are plain and isolated, addresses absolute.
pub(super) struct Feed {
    pub title: String,
    pub description: String,
    pub language: String,
    /// The page of the same list.
    pub page: String,
    /// The feed itself.
    pub own: String,
    pub items: Vec<Item>,
}

/// An article in a feed.
pub(super) struct Item {
    /// The short address. It outlives every change of headline, section and slug,
    /// and unlike the article's identity it does not tell when it was begun.
    pub id: String,
    /// Where the article is read.
    pub url: String,
    pub title: String,
    pub summary: String,
    pub html: String,
    pub published: When,
    pub updated: Option<When>,
    pub authors: Vec<Author>,
    pub tags: Vec<String>,
    pub picture: Option<Shown>,
}

/// Who wrote an article.
pub(super) struct Author {
    pub name: String,
    /// Their page; guests have none.
    pub url: Option<String>,
}

/// A moment in the two spellings of feeds.
pub(super) struct When {
    pub rfc822: String,
    pub iso: String,
}

/// The lead picture.
pub(super) struct Shown {
    pub url: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
    pub credit: String,
}

/// What stands at a feed's address; `None` when nothing does.
pub(super) fn source(press: &mut Press<'_, '_>, of: &Of) -> Result<Option<Source>> {
    let edition = press.edition.id;
    let language = press.edition.language.clone();
    let language = &language;
    let named = |list, name: &str, description: &str, about: String| Source {
        list,
        name: name.to_owned(),
        description: description.to_owned(),
        about,
    };
    Ok(match of {
        Of::Latest => {
            let description = press.identity.description.in_language(language);
            let tagline = press.identity.tagline.in_language(language);
            let description = if description.is_empty() {
                tagline
            } else {
                description
            };
            Some(named(
                List::Latest(edition),
                "",
                description,
                "latest".to_owned(),
            ))
        }
        Of::Section(slug) => here(press.view.section_at(edition, slug)?).map(|section| {
            let about = format!("section:{}", section.id);
            named(
                List::Section(section.id),
                &section.name,
                &section.description,
                about,
            )
        }),
        Of::Topic(slug) => here(press.view.topic_at(slug)?).map(|topic| {
            let (name, about) = (
                topic.name.in_language(language),
                format!("topic:{}", topic.id),
            );
            let words = topic.description.in_language(language);
            named(List::Topic(edition, topic.id), name, words, about)
        }),
        Of::Author(slug) => here(press.view.person_at(slug)?).map(|person| {
            let (name, about) = (
                person.name.in_language(language),
                format!("author:{}", person.id),
            );
            let words = person.biography.in_language(language);
            named(List::Author(edition, person.id), name, words, about)
        }),
        Of::Story(slug) => here(press.view.story_at(slug)?).map(|story| {
            let (name, about) = (
                story.title.in_language(language),
                format!("story:{}", story.id),
            );
            let words = story.summary.in_language(language);
            named(List::Story(edition, story.id), name, words, about)
        }),
    })
}

fn here<T>(at: At<T>) -> Option<T> {
    match at {
        At::Here(found) => Some(found),
        At::Moved(_) | At::Nothing => None,
    }
}

/// The feed of a list.
pub(super) fn feed(
    press: &mut Press<'_, '_>,
    source: Source,
    of: &Of,
    form: FeedForm,
) -> Result<Feed> {
    let cards = press.view.list_head(&source.list, MOST_ITEMS)?;
    let ids: Vec<_> = cards.iter().map(|card| card.article).collect();
    let faces = press.view.faces(&ids)?;
    let mut posted = Vec::with_capacity(faces.len());
    for face in &faces {
        posted.push(posts::of(press, face)?);
    }
    let texts = faces.iter().zip(&posted);
    let bodies: Vec<Body> = texts
        .map(|(face, posts)| whole(press, face, posts))
        .collect();
    let found = Found::read(press, &faces, &bodies)?;
    let items = faces
        .iter()
        .zip(bodies.iter().zip(&posted))
        .map(|(face, (body, posts))| item(press, &found, (face, posts), body))
        .collect();
    let name = press.name().plain().to_owned();
    let title = if source.name.is_empty() {
        name
    } else {
        format!("{name}{BETWEEN}{}", source.name)
    };
    let page = match of {
        Of::Latest => "/".to_owned(),
        other => places::list(other, None),
    };
    Ok(Feed {
        title: line(press, &title),
        description: line(press, &source.description),
        language: press.edition.language.tag().to_owned(),
        page: press.absolute(&page),
        own: press.absolute(&places::feed(of, form)),
        items,
    })
}

/// What the items refer to, each kind asked for once.
struct Found {
    people: HashMap<PersonId, Person>,
    topics: Vec<Topic>,
    media: HashMap<MediaId, Media>,
    references: References,
    zone: TimeZone,
}

impl Found {
    fn read(press: &mut Press<'_, '_>, faces: &[Face], bodies: &[Body]) -> Result<Self> {
        let people: BTreeSet<PersonId> = faces
            .iter()
            .flat_map(|face| &face.card.bylines)
            .filter_map(|byline| match byline.who {
                Signatory::Person(person) => Some(person),
                Signatory::Guest(_) => None,
            })
            .collect();
        let people: Vec<PersonId> = people.into_iter().collect();
        let topics: BTreeSet<TopicId> = faces
            .iter()
            .flat_map(|face| face.card.topics.iter().copied())
            .collect();
        let topics: Vec<TopicId> = topics.into_iter().collect();
        let media: BTreeSet<MediaId> = faces.iter().filter_map(|face| face.card.picture).collect();
        let media: Vec<MediaId> = media.into_iter().collect();
        Ok(Self {
            people: by(press.view.people(&people)?, |person| person.id),
            topics: press.view.topics(&topics)?,
            media: by(press.view.pictures(&media)?, |media| media.id),
            references: press.references(bodies.iter())?,
            zone: house::zone(&press.identity),
        })
    }

    fn when(&self, press: &Press<'_, '_>, at: Timestamp) -> When {
        let local = at.to_jiff().to_zoned_datetime(self.zone.clone());
        When {
            rfc822: local.strftime("%a, %d %b %Y %H:%M:%S %z").to_string(),
            iso: press.words.iso(at),
        }
    }
}

fn by<I: std::hash::Hash + Eq, T>(all: Vec<T>, id: impl Fn(&T) -> I) -> HashMap<I, T> {
    all.into_iter().map(|one| (id(&one), one)).collect()
}

fn item(
    press: &Press<'_, '_>,
    found: &Found,
    (face, posts): (&Face, &[LivePost]),
    body: &Body,
) -> Item {
    let card = &face.card;
    let updated_at = posts::latest(posts).map_or(card.updated_at, |at| at.max(card.updated_at));
    let address = places::article(card, &press.sections);
    let section = press
        .section(card.section)
        .map(|section| section.name.clone());
    let language = &press.edition.language;
    let topics = card
        .topics
        .iter()
        .filter_map(|id| found.topics.iter().find(|topic| topic.id == *id))
        .map(|topic| topic.name.in_language(language).to_owned());
    Item {
        id: press.absolute(&places::short(card.short_id)),
        url: press.absolute(&address),
        title: line(press, &card.headline),
        summary: line(press, &card.standfirst),
        html: press.body_for_feed(body, &found.references).to_string(),
        published: found.when(press, card.first_at),
        updated: (updated_at != card.first_at).then(|| found.when(press, updated_at)),
        authors: authors(press, found, face),
        tags: section
            .into_iter()
            .chain(topics)
            .map(|name| line(press, &name))
            .collect(),
        picture: shown(press, found, card.picture),
    }
}

fn authors(press: &Press<'_, '_>, found: &Found, face: &Face) -> Vec<Author> {
    let writers = face
        .card
        .bylines
        .iter()
        .filter(|byline| byline.role == BylineRole::Writing);
    writers
        .filter_map(|byline| match &byline.who {
            Signatory::Guest(name) => Some(Author {
                name: line(press, name),
                url: None,
            }),
            Signatory::Person(id) => {
                let person = found.people.get(id)?;
                let rest = places::list(&Of::Author(person.slug.clone()), None);
                Some(Author {
                    name: line(press, person.name.in_language(&press.edition.language)),
                    url: Some(press.absolute(&rest)),
                })
            }
        })
        .collect()
}

/// The lead picture, unless readers are warned of it.
fn shown(press: &Press<'_, '_>, found: &Found, id: Option<MediaId>) -> Option<Shown> {
    /// Enough for any feed reader's page.
    const WIDEST: u32 = 1280;
    let picture = open_picture(found.media.get(&id?)?, &press.words)?;
    let width = Frame::Full.width(&picture).min(WIDEST);
    let height = u64::from(width) * u64::from(picture.height) / u64::from(picture.width.max(1));
    Some(Shown {
        url: format!("{}{}/{width}.jpg", press.origin(), picture.base),
        width,
        height: u32::try_from(height).unwrap_or(u32::MAX).max(1),
        alt: line(press, picture.alt.plain()),
        credit: picture
            .credit
            .map_or_else(String::new, |credit| line(press, credit.plain())),
    })
}

/// All that a reader of the article's page reads, as one body: the standfirst,
/// grave corrections, the lead picture, the text, the posts, the other corrections. As a body
/// it is escaped, isolated and made absolute by the one renderer.
fn whole(press: &Press<'_, '_>, face: &Face, posts: &[LivePost]) -> Body {
    let manuscript = &face.manuscript;
    let correction = |priority| {
        let all = face.corrections.iter();
        all.filter(move |correction| correction.priority == priority)
            .map(|correction| corrected(press, correction))
    };
    let mut blocks = Vec::with_capacity(manuscript.body.blocks.len() + 4);
    if !manuscript.standfirst.is_empty() {
        blocks.push(Block::Paragraph(Paragraph::plain(&manuscript.standfirst)));
    }
    blocks.extend(correction(CorrectionPriority::High));
    blocks.extend(manuscript.picture.map(|media| {
        Block::Picture(Picture {
            media,
            alt: None,
            caption: None,
            layout: Layout::Column,
        })
    }));
    blocks.extend(manuscript.body.blocks.iter().cloned());
    blocks.extend(posts::blocks(press, posts));
    blocks.extend(correction(CorrectionPriority::Low));
    Body::new(blocks)
}

pub(super) fn corrected(press: &Press<'_, '_>, correction: &Correction) -> Block {
    let kind = press.words.messages.text(match correction.kind {
        CorrectionKind::Correction => "reader.correction",
        CorrectionKind::Clarification => "reader.clarification",
        CorrectionKind::Retraction => "reader.retraction",
    });
    let day = press.words.day_of(correction.at);
    Block::FactBox(FactBox {
        title: format!("{kind}{BETWEEN}{}", day.words.plain()),
        blocks: vec![Passage::Paragraph(Paragraph::plain(&correction.text))],
    })
}

/// Words in the edition's digits, their foreign runs isolated by characters.
pub(super) fn line(press: &Press<'_, '_>, words: &str) -> String {
    plain(press.words.text(words).plain(), press.edition.direction())
}

fn plain(words: &str, direction: Direction) -> String {
    isolate_plain(words, direction)
}
