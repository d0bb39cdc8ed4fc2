//! A small founded newsroom for tests of pages: two editions, nested sections,
//! people, a topic, a running story, a static page, and as many articles as asked.

mod reports;

use crate::pages::answer::{Answer, answer};
use crate::pages::site::Site;
use crate::pages::view::View;
use crate::store::changes::{Act, By};
use crate::store::db::{Db, DbConfig};
use crate::store::{house, media, sections};
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::body::{Block, Body, Paragraph};
use siraj_editorial::edition::{Edition, Identity, QuotationStyle, StaticPage};
use siraj_editorial::media::Media;
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::topic::{Topic, TopicKind};
use siraj_editorial::{
    EditionId, Language, MediaId, PageId, PersonId, SectionId, StoryId, Timestamp, TopicId,
};
use std::path::PathBuf;
use uuid::Uuid;

pub use reports::{article, short};

/// 24 November 2026, 09:00 UTC.
pub const NOW: Timestamp = Timestamp::from_micros(1_795_510_800_000_000);

pub const AR: EditionId = EditionId(Uuid::from_u128(1));
pub const EN: EditionId = EditionId(Uuid::from_u128(2));
pub const WORLD: SectionId = SectionId(Uuid::from_u128(11));
pub const COAST: SectionId = SectionId(Uuid::from_u128(12));
const WORLD_EN: SectionId = SectionId(Uuid::from_u128(21));
const LAYLA: PersonId = PersonId(Uuid::from_u128(31));
const RIVER: StoryId = StoryId(Uuid::from_u128(41));
const PORT: TopicId = TopicId(Uuid::from_u128(51));
const PICTURE: MediaId = MediaId(Uuid::from_u128(61));

/// A newsroom in a folder of its own, which goes when the test does.
pub struct Room {
    pub db: Db,
    pub site: Site,
    folder: PathBuf,
}

impl Drop for Room {
    fn drop(&mut self) {
        // What is left in the system's temporary folder harms nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn named(arabic: &str, english: &str) -> Named {
    Named::one(Language::arabic(), arabic).and(Language::english(), english)
}

fn edition(id: EditionId, language: Language, prefix: &str, label: &str) -> Edition {
    Edition {
        id,
        prefix: prefix.to_owned(),
        label: label.to_owned(),
        position: i64::from(!prefix.is_empty()),
        months: MonthStyle::DualGregorianFirst,
        digits: DigitStyle::Western,
        hijri: (language == Language::arabic()).then_some(0),
        quotations: QuotationStyle::Guillemets,
        language,
    }
}

fn section(
    (id, edition): (SectionId, EditionId),
    parent: Option<SectionId>,
    (slug, name): (&str, &str),
    counterparts: &[SectionId],
) -> Section {
    Section {
        id,
        edition,
        parent,
        slug: slug.to_owned(),
        name: name.to_owned(),
        description: String::new(),
        position: 0,
        counterparts: counterparts.to_vec(),
        opinion: false,
    }
}

impl Room {
    /// A founded newsroom without articles.
    pub fn found() -> Self {
        let folder = std::env::temp_dir().join(format!("siraj-pages-{}", Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let config = DbConfig::sqlite(folder.join("siraj.db"));
        Db::migrate(&config, NOW).unwrap();
        let db = Db::open(&config).unwrap();
        let room = Self {
            db,
            site: Site::new("https://siraj.example", Vec::new()),
            folder,
        };
        room.act(found);
        room
    }

    /// One act of the house.
    pub fn act(&self, mut act: impl FnMut(&mut Act<'_, '_>) + Send + 'static) {
        self.db
            .write_blocking(move |tx| {
                let mut open = Act::begin(tx, By::House, "test", NOW);
                act(&mut open);
                open.finish()
            })
            .unwrap();
    }

    /// The answer to a path, and how many statements it took.
    pub fn ask(&self, path: &str) -> (Answer, u64) {
        let (site, path) = (self.site.clone(), path.to_owned());
        self.db
            .read_blocking(move |reader| {
                let mut view = View::open(reader, &site)?;
                let answered = answer(&mut view, &path)?;
                Ok::<_, crate::store::Error>((answered, reader.queries_run()))
            })
            .unwrap()
    }

    /// A page's HTML.
    pub fn page(&self, path: &str) -> String {
        match self.ask(path).0 {
            Answer::Page(rendered) => String::from_utf8(rendered.body).unwrap(),
            Answer::Moved(to) => panic!("{path} moved to {to}"),
            Answer::NotFound(_) | Answer::Gone(_) => panic!("{path} is no page"),
        }
    }

    /// Publishes this many reports, an hour apart, and answers their paths.
    pub fn publish(&self, count: u8) {
        self.act(move |act| {
            for number in 1..=count {
                reports::publish(act, number);
            }
        });
    }
}

fn found(act: &mut Act<'_, '_>) {
    let identity = Identity {
        name: named("منارة الساحل", "The Coast Beacon"),
        tagline: named("أخبار الساحل بلا ضجيج", "News of the coast"),
        description: named("صحيفة مستقلة من مرسى النور.", "An independent newspaper."),
        time_zone: "Asia/Beirut".to_owned(),
        city: named("مرسى النور", "Marsa al-Nur"),
        accent: None,
        email: Some("letters@siraj.example".to_owned()),
        security_contact: None,
        founded: Some(2019),
        ai_crawlers: false,
        second_person: false,
        logo: None,
        headlines: None,
        text: None,
    };
    house::save_identity(act, &identity).unwrap();
    house::save_edition(act, &edition(AR, Language::arabic(), "", "العربية")).unwrap();
    house::save_edition(act, &edition(EN, Language::english(), "en", "English")).unwrap();
    let world = section((WORLD, AR), None, ("world", "العالم"), &[WORLD_EN]);
    let coast = section((COAST, AR), Some(WORLD), ("الساحل", "شؤون الساحل"), &[]);
    let world_en = section((WORLD_EN, EN), None, ("world", "World"), &[WORLD]);
    for section in [&world, &coast, &world_en] {
        sections::save(act, section).unwrap();
    }
    media::save(act, &picture()).unwrap();
    house::save_person(act, &layla()).unwrap();
    let topic = Topic {
        id: PORT,
        slug: "المرفأ".to_owned(),
        kind: TopicKind::Place,
        name: named("المرفأ الجديد", "The new port"),
        aliases: Default::default(),
        description: Named::default(),
        merged_into: None,
        picture: None,
    };
    house::save_topic(act, &topic).unwrap();
    let story = Story {
        id: RIVER,
        slug: "river".to_owned(),
        title: named("فيضان النهر", "The river in flood"),
        summary: named("ارتفع النهر ثلاثة أيام.", "The river rose for three days."),
        picture: None,
        running: true,
        timeline: Vec::new(),
        merged_into: None,
    };
    house::save_story(act, &story).unwrap();
    let about = StaticPage {
        id: PageId(Uuid::from_u128(71)),
        edition: AR,
        slug: "about".to_owned(),
        title: "من نحن".to_owned(),
        body: Body::new(vec![Block::Paragraph(Paragraph::plain(
            "غرفة أخبار مستقلة.",
        ))]),
        updated_at: NOW,
    };
    house::save_static_page(act, &about, 0).unwrap();
}

fn layla() -> Person {
    Person {
        id: LAYLA,
        slug: "layla".to_owned(),
        name: named("ليلى منصور", "Layla Mansour"),
        title: named("مراسلة الشؤون السياسية", "Political correspondent"),
        biography: named("تكتب عن الساحل.", "Writes about the coast."),
        portrait: Some(PICTURE),
        email: None,
        links: Vec::new(),
        merged_into: None,
    }
}

/// The one picture of the newsroom.
pub fn picture() -> Media {
    Media {
        id: PICTURE,
        original: "0".repeat(64),
        content_type: "image/jpeg".to_owned(),
        width: 1600,
        height: 1067,
        alt: named("رافعات المرفأ عند الغروب", "Cranes at dusk"),
        decorative: false,
        caption: Named::default(),
        credit: Named::default(),
        rights: None,
        expires_at: None,
        focal: Default::default(),
        warning: Named::default(),
        source: None,
        file_name: String::new(),
        added_by: None,
        prefilled: false,
        binned: None,
    }
}
