//! A small newsroom to do things to: two editions, four sections one in another,
//! people, topics, running stories, pictures, static pages and a dozen articles.
//! It stands on a clock that is moved by hand, and its pages are made the way the
//! server makes them.

use super::places::Place;
use super::words::{self, both};
use bytes::Bytes;
use siraj::actions::house::{self, Foundation};
use siraj::actions::picture::{self, Original, Words};
use siraj::actions::{publish, write};
use siraj::clock::Clock;
use siraj::config::Limits;
use siraj::followers;
use siraj::opening;
use siraj::room::{Room, fresh_id};
use siraj::web::Web;
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::article::Article;
use siraj_editorial::body::Body;
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::dateline::{Dateline, Source};
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::media::FocalPoint;
use siraj_editorial::person::Person;
use siraj_editorial::publication::Release;
use siraj_editorial::revision::{Format, Manuscript};
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::{Topic, TopicKind};
use siraj_editorial::{
    ArticleId, EditionId, Language, MediaId, PageId, PersonId, RevisionId, SectionId, SourceId,
    StoryId, Timestamp, TopicId,
};
use tokio::task::JoinSet;

/// A Monday morning in the newsroom's own year.
pub const MORNING: Timestamp = Timestamp::from_micros(1_795_417_200_000_000);

/// The newsroom and all who work in it.
pub struct Newsroom {
    pub room: Room,
    pub web: Web,
    pub owner: Actor,
    pub arabic: EditionId,
    pub english: EditionId,
    pub people: Vec<PersonId>,
    pub topics: Vec<TopicId>,
    pub stories: Vec<StoryId>,
    pub sources: Vec<SourceId>,
    pub pictures: Vec<MediaId>,
    /// A picture that only one person's page shows.
    pub portrait: MediaId,
    _followers: JoinSet<()>,
}

/// A picture of one colour, as a camera would send it.
pub fn jpeg(shade: u8) -> Bytes {
    let image = image::RgbImage::from_pixel(24, 16, image::Rgb([shade, 90, 120]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .write_to(&mut bytes, image::ImageFormat::Jpeg)
        .unwrap();
    bytes.into_inner().into()
}

/// What serves the room's pages, as the program itself does.
pub fn web_of(room: &Room) -> Web {
    Web::new(room.clone(), Limits::default())
}

impl Newsroom {
    /// Opens the house and founds the newsroom with this many Arabic articles
    /// and three English ones. Only the pages follow the log by themselves.
    pub async fn open(place: &Place, cache_bytes: u64, articles: usize) -> Self {
        let config = siraj::config::Config {
            cache_bytes,
            ..place.config()
        };
        let opened = opening::open_for_readers(&config, Clock::standing_at(MORNING))
            .await
            .unwrap();
        let room = opened.room;
        let mut followers = JoinSet::new();
        followers.spawn(followers::pages::follow(room.clone()));
        let mut newsroom = Self {
            web: web_of(&room),
            owner: Actor {
                person: PersonId(fresh_id()),
                role: Role::Owner,
                sections: None,
            },
            arabic: EditionId(fresh_id()),
            english: EditionId(fresh_id()),
            people: Vec::new(),
            topics: Vec::new(),
            stories: Vec::new(),
            sources: Vec::new(),
            pictures: Vec::new(),
            portrait: MediaId(fresh_id()),
            _followers: followers,
            room,
        };
        newsroom.found().await;
        newsroom.furnish().await;
        newsroom.write_all(articles).await;
        followers::clock::tick(&newsroom.room).await.unwrap();
        followers::related::catch_up(&newsroom.room).await.unwrap();
        newsroom
    }

    async fn found(&mut self) {
        self.people = (0..3).map(|_| PersonId(fresh_id())).collect();
        self.owner.person = self.people[0];
        let people = ["salma-haddad", "yusuf-karim", "layla-nasser"].into_iter();
        let names = [
            both("سلمى حداد", "Salma Haddad"),
            both("يوسف كريم", "Yusuf Karim"),
            both("ليلى ناصر", "Layla Nasser"),
        ];
        let roles = [Role::Owner, Role::Editor, Role::Reporter];
        let people = people.zip(names).zip(roles).zip(&self.people);
        let foundation = Foundation {
            identity: identity(),
            editions: vec![
                edition(self.arabic, Language::arabic(), "", "العربية", 0),
                edition(self.english, Language::english(), "en", "English", 1),
            ],
            people: people
                .map(|(((slug, name), role), id)| (person(*id, slug, name), role))
                .collect(),
        };
        house::found(&self.room, MORNING, foundation).await.unwrap();
    }

    /// Sections, topics, stories, sources, pictures and static pages.
    async fn furnish(&mut self) {
        let (room, owner) = (self.room.clone(), self.owner.clone());
        let mut world = None;
        for (edition, slug, name, nested) in [
            (self.arabic, "world", "العالم", false),
            (self.arabic, "harbour", "الميناء", true),
            (self.arabic, "opinion", "رأي", false),
            (self.english, "world", "World", false),
        ] {
            let mut new = section(edition, slug, name);
            new.parent = world.filter(|_| nested);
            new.opinion = slug == "opinion";
            let done = house::save_section(&room, owner.clone(), new)
                .await
                .unwrap();
            world = world.or(Some(done.value.id));
        }
        for shade in [40, 120, 200] {
            self.pictures.push(take_in(&room, &owner, shade).await);
        }
        self.portrait = take_in(&room, &owner, 80).await;
        let worn = room.db.read(|c| siraj::store::house::all_people(c)).await;
        let mut last = worn.unwrap().pop().unwrap();
        last.portrait = Some(self.portrait);
        house::save_person(&room, owner.clone(), last)
            .await
            .unwrap();
        // Somebody who signs and does not come in.
        let guest = person(
            PersonId(fresh_id()),
            "nour-saab",
            both("نور صعب", "Nour Saab"),
        );
        self.people.push(guest.id);
        house::save_person(&room, owner.clone(), guest)
            .await
            .unwrap();
        for (slug, arabic, english) in [
            ("sarw-harbour", "ميناء سرو", "Sarw harbour"),
            ("fishing", "الصيد", "Fishing"),
        ] {
            let topic = topic(slug, both(arabic, english));
            let done = house::save_topic(&room, owner.clone(), topic).await;
            self.topics.push(done.unwrap().value.id);
        }
        for (slug, arabic, english) in [
            ("harbour-plan", "خطة الميناء", "The harbour plan"),
            ("water-tests", "فحوص المياه", "The water tests"),
        ] {
            let mut story = story(slug, both(arabic, english));
            story.picture = self.pictures.last().copied();
            let done = house::save_story(&room, owner.clone(), story).await;
            self.stories.push(done.unwrap().value.id);
        }
        for (slug, name, own) in [
            ("siraj", "شبكة سراج", true),
            ("coast", "وكالة الساحل", false),
        ] {
            let source = Source {
                id: SourceId(fresh_id()),
                slug: slug.to_owned(),
                name: both(name, slug),
                own,
            };
            let done = house::save_source(&room, owner.clone(), source).await;
            self.sources.push(done.unwrap().value.id);
        }
        let pages = [
            (self.arabic, "about", "من نحن"),
            (self.arabic, "ethics", "ميثاق العمل"),
            (self.english, "about", "About us"),
        ];
        for (position, (edition, slug, title)) in (0..).zip(pages) {
            let page = StaticPage {
                id: PageId(fresh_id()),
                edition,
                slug: slug.to_owned(),
                title: title.to_owned(),
                body: words::body(1, self.pictures.first().copied(), None),
                updated_at: MORNING,
            };
            house::save_static_page(&room, owner.clone(), page, position)
                .await
                .unwrap();
        }
    }

    async fn write_all(&self, arabic: usize) {
        let mut earlier = None;
        for subject in 0..arabic + 3 {
            let edition = if subject < arabic {
                self.arabic
            } else {
                self.english
            };
            let sections = self.sections(edition).await;
            let mut text = self.manuscript(sections[subject % sections.len()].id, subject, 1);
            text.body = words::body(1, text.picture, earlier);
            let article = self.publish_new(edition, text).await;
            earlier = Some(article).filter(|_| subject + 1 < arabic);
            self.room.clock.advance(600);
        }
    }

    /// Begins an article and publishes it.
    pub async fn publish_new(&self, edition: EditionId, text: Manuscript) -> ArticleId {
        let (room, owner) = (&self.room, || self.owner.clone());
        let begun = write::begin(room, owner(), edition, text).await.unwrap();
        let (id, head) = (begun.value.article.id, begun.value.article.head);
        publish::publish(room, owner(), id, head, Release::First)
            .await
            .unwrap();
        id
    }

    /// The sections of an edition.
    pub async fn sections(&self, edition: EditionId) -> Vec<Section> {
        let read =
            move |c: &mut siraj::store::db::Reader<'_>| siraj::store::sections::all(c, edition);
        self.room.db.read(read).await.unwrap()
    }

    /// All articles, whatever their state, in the order of their birth.
    pub async fn articles(&self) -> Vec<Article> {
        let end = Timestamp::from_micros(i64::MAX);
        let read = move |c: &mut siraj::store::db::Reader<'_>| {
            siraj::store::articles::recent(c, (end, ""), 1_000)
        };
        let found = self.room.db.read(read).await.unwrap();
        let mut all: Vec<Article> = found.into_iter().map(|(article, _)| article).collect();
        // Identities are random: the order must not depend on them.
        all.sort_by_key(|article| (article.created_at, article.id));
        all
    }

    /// The text of a revision.
    pub async fn text(&self, revision: RevisionId) -> Manuscript {
        let read = move |c: &mut siraj::store::db::Reader<'_>| {
            siraj::store::articles::revision(c, revision)
        };
        self.room.db.read(read).await.unwrap().unwrap().manuscript
    }

    /// The edition that is not this one.
    pub fn other(&self, edition: EditionId) -> EditionId {
        if edition == self.arabic {
            self.english
        } else {
            self.arabic
        }
    }

    /// A text about something, with what makes an article touch as much as it can.
    pub fn manuscript(&self, section: SectionId, subject: usize, stamp: u64) -> Manuscript {
        let own = |n: usize| self.people[n % self.people.len()];
        Manuscript {
            section,
            format: [
                Format::News,
                Format::Opinion,
                Format::Feature,
                Format::Brief,
            ][subject % 4],
            kicker: String::new(),
            headline: words::headline(subject, stamp),
            standfirst: words::standfirst(subject, stamp),
            slug: None,
            dateline: Dateline {
                place: Some("سرو".to_owned()),
                sources: self.sources.clone(),
                as_sent: None,
            },
            bylines: vec![Byline {
                who: Signatory::Person(own(subject)),
                role: BylineRole::Writing,
            }],
            picture: self
                .pictures
                .get(subject % (self.pictures.len() + 1))
                .copied(),
            topics: self.topics.get(subject % 3).copied().into_iter().collect(),
            story: self.stories.get(subject % 4).copied(),
            body: Body::default(),
        }
    }
}

/// Keeps a picture's bytes and takes it into the library.
pub async fn take_in(room: &Room, owner: &Actor, shade: u8) -> MediaId {
    let original = keep(room, shade).await;
    let id = MediaId(fresh_id());
    picture::add(room, owner.clone(), id, original, picture_words(shade))
        .await
        .unwrap();
    id
}

/// Keeps a picture's bytes.
pub async fn keep(room: &Room, shade: u8) -> Original {
    Original {
        hash: room.pictures.put_original(jpeg(shade)).await.unwrap(),
        content_type: "image/jpeg",
        width: 24,
        height: 16,
    }
}

/// What is said of a picture.
pub fn picture_words(number: u8) -> Words {
    Words {
        alt: both(
            format!("قوارب الصيد عند الرصيف رقم {number}"),
            format!("Fishing boats at quay {number}"),
        ),
        caption: both(
            format!("الرصيف رقم {number} صباح الأحد"),
            format!("Quay {number} on Sunday morning"),
        ),
        credit: both("ليلى ناصر", "Layla Nasser"),
        focal: FocalPoint {
            x: f32::from(number) / 255.0,
            y: 0.5,
        },
        ..Words::default()
    }
}

/// The publication.
pub fn identity() -> Identity {
    Identity {
        name: both("سراج", "Siraj"),
        tagline: both("أخبار البلاد كما هي", "The country as it is"),
        description: both("صحيفة مستقلة من مرسى النور", "An independent paper"),
        time_zone: "Asia/Amman".to_owned(),
        city: both("مرسى النور", "Marsa al-Nur"),
        accent: None,
        email: Some("letters@siraj.example".to_owned()),
        security_contact: None,
        founded: Some(2011),
        ai_crawlers: false,
        second_person: false,
        logo: None,
        headlines: None,
        text: None,
    }
}

/// An edition.
fn edition(id: EditionId, language: Language, prefix: &str, label: &str, at: i64) -> Edition {
    Edition {
        id,
        language,
        prefix: prefix.to_owned(),
        label: label.to_owned(),
        position: at,
        months: MonthStyle::default(),
        digits: DigitStyle::Western,
        hijri: Some(0),
        quotations: siraj_editorial::edition::QuotationStyle::Guillemets,
    }
}

/// A person.
fn person(id: PersonId, slug: &str, name: siraj_editorial::named::Named) -> Person {
    Person {
        id,
        slug: slug.to_owned(),
        name,
        title: both("مراسلة", "Reporter"),
        biography: both("تكتب عن البحر وأهله.", "Writes about the sea."),
        portrait: None,
        email: None,
        links: Vec::new(),
        merged_into: None,
    }
}

/// A section, outermost.
pub fn section(edition: EditionId, slug: &str, name: &str) -> Section {
    Section {
        id: SectionId(fresh_id()),
        edition,
        parent: None,
        slug: slug.to_owned(),
        name: name.to_owned(),
        description: String::new(),
        position: 0,
        counterparts: Vec::new(),
        opinion: false,
    }
}

/// A topic.
pub fn topic(slug: &str, name: siraj_editorial::named::Named) -> Topic {
    Topic {
        id: TopicId(fresh_id()),
        slug: slug.to_owned(),
        kind: TopicKind::Place,
        name,
        aliases: std::collections::BTreeMap::new(),
        description: both("كل ما نُشر عنه.", "Everything about it."),
        merged_into: None,
        picture: None,
    }
}

/// A running story.
pub fn story(slug: &str, title: siraj_editorial::named::Named) -> Story {
    Story {
        id: StoryId(fresh_id()),
        slug: slug.to_owned(),
        title,
        summary: both("ما جرى حتى الآن.", "What has happened so far."),
        picture: None,
        running: true,
        timeline: Vec::new(),
        merged_into: None,
    }
}
