//! A small newsroom in a folder of the test's own: two editions, a section, a
//! person, a topic, a picture; articles as the test wants them.

use crate::pages::answer::Rendered;
use crate::pages::feeds::answer;
use crate::pages::route::Route;
use crate::pages::site::Site;
use crate::pages::view::View;
use crate::store::changes::{Act, By};
use crate::store::db::{Db, DbConfig};
use crate::store::keys::Key;
use crate::store::{self, articles, clock, house, media, sections};
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::article::{Article, Stage};
use siraj_editorial::body::{Block, Body, Paragraph};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::correction::{Correction, CorrectionKind, CorrectionPriority};
use siraj_editorial::edition::{Edition, Identity};
use siraj_editorial::media::Media;
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::publication::Publication;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::section::Section;
use siraj_editorial::topic::Topic;
use siraj_editorial::*;
use std::collections::BTreeSet;
use uuid::Uuid;

/// 23 November 2026, 09:00 UTC.
pub const NOON: Timestamp = Timestamp::from_micros(1_795_424_400_000_000);
/// The month of [`NOON`].
pub const MONTH: u32 = 202_611;

pub struct Newsroom {
    db: Db,
    folder: std::path::PathBuf,
}

impl Drop for Newsroom {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn short(n: u8) -> ShortId {
    ShortId::from_random([n; 8])
}

fn arabic(words: &str) -> Named {
    Named::one(Language::arabic(), words)
}

impl Newsroom {
    pub fn unfounded() -> Self {
        let folder = std::env::temp_dir().join(format!("siraj-feeds-{}", Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let config = DbConfig::sqlite(folder.join("siraj.db"));
        Db::migrate(&config, NOON).unwrap();
        Self {
            db: Db::open(&config).unwrap(),
            folder,
        }
    }

    pub fn open() -> Self {
        let room = Self::unfounded();
        room.act(|act| {
            house::save_identity(act, &publication())?;
            for one in [edition(1, "ar", ""), edition(2, "en", "en")] {
                house::save_edition(act, &one)?;
            }
            sections::save(act, &section())?;
            house::save_person(act, &person())?;
            house::save_topic(act, &topic())?;
            media::save(act, &picture())?;
            clock::set_day(act, EditionId(id(1)), "2026-11-23")?;
            clock::set_news_window(act, EditionId(id(1)), NOON.plus_seconds(-2 * 86_400))
        });
        room
    }

    fn act(&self, mut work: impl FnMut(&mut Act<'_, '_>) -> store::Result<()> + Send + 'static) {
        self.db
            .write_blocking(move |tx| {
                let mut act = Act::begin(tx, By::House, "test", NOON);
                work(&mut act)?;
                act.finish()
            })
            .map(drop)
            .map_err(|error: store::Error| error)
            .unwrap();
    }

    pub fn identity(&self, change: impl Fn(&mut Identity)) {
        let mut identity = publication();
        change(&mut identity);
        self.act(move |act| house::save_identity(act, &identity));
    }

    /// A public article with a headline, first published at a moment.
    pub fn article(&self, n: u8, headline: &str, at: Timestamp) {
        let (article, revision) = written(n, headline, at);
        // As in life: the article is there before its revision, and public after both.
        let draft = Article {
            publication: None,
            ..article.clone()
        };
        self.act(move |act| {
            articles::save(act, &draft)?;
            articles::save_revision(act, &revision)?;
            articles::save(act, &article)
        });
    }

    pub fn answer(&self, route: &Route) -> (Option<Rendered>, BTreeSet<Key>) {
        let route = route.clone();
        self.db
            .read_blocking(move |c| {
                let site = Site::new("https://siraj.example", Vec::new());
                let mut view = View::open(c, &site)?;
                let edition = view.editions().first().cloned();
                let edition = edition.unwrap_or_else(|| self::edition(1, "ar", ""));
                let found = answer(&mut view, &edition, &route)?;
                Ok::<_, store::Error>((found, view.keys().clone()))
            })
            .unwrap()
    }

    pub fn text(&self, route: &Route) -> (String, BTreeSet<Key>) {
        let (found, keys) = self.answer(route);
        let found = found.expect("it is there");
        (String::from_utf8(found.body).unwrap(), keys)
    }
}

fn publication() -> Identity {
    Identity {
        name: arabic("سراج الساحل"),
        tagline: Named::default(),
        description: arabic("أخبار الساحل وأهله."),
        time_zone: "Asia/Riyadh".to_owned(),
        city: Named::default(),
        accent: None,
        email: Some("desk@siraj.example".to_owned()),
        security_contact: Some("security@siraj.example".to_owned()),
        founded: None,
        ai_crawlers: false,
        second_person: false,
        logo: None,
        headlines: None,
        text: None,
    }
}

fn edition(n: u128, language: &str, prefix: &str) -> Edition {
    Edition {
        id: EditionId(id(n)),
        language: language.parse().unwrap(),
        prefix: prefix.to_owned(),
        label: language.to_owned(),
        position: i64::try_from(n).unwrap(),
        months: MonthStyle::default(),
        digits: DigitStyle::default(),
        hijri: None,
        quotations: Default::default(),
    }
}

fn section() -> Section {
    Section {
        id: SectionId(id(10)),
        edition: EditionId(id(1)),
        parent: None,
        slug: "البحر".to_owned(),
        name: "شؤون البحر".to_owned(),
        description: String::new(),
        position: 0,
        counterparts: Vec::new(),
        opinion: false,
    }
}

fn person() -> Person {
    Person {
        id: PersonId(id(20)),
        slug: "layla".to_owned(),
        name: arabic("ليلى حداد"),
        title: Named::default(),
        biography: Named::default(),
        portrait: None,
        email: None,
        links: Vec::new(),
        merged_into: None,
    }
}

fn topic() -> Topic {
    serde_json::from_value(serde_json::json!({
        "id": id(30), "slug": "مرفأ-سرو", "kind": "place", "name": { "ar": "مرفأ سرو" },
    }))
    .unwrap()
}

fn picture() -> Media {
    serde_json::from_value(serde_json::json!({
        "id": id(40), "original": "ab", "content_type": "image/jpeg",
        "width": 2000, "height": 1000,
        "alt": { "ar": "رافعة" }, "credit": { "ar": "تصوير: سامر" },
    }))
    .unwrap()
}

fn written(n: u8, headline: &str, at: Timestamp) -> (Article, Revision) {
    let number = u128::from(n);
    let (article, revision) = (ArticleId(id(100 + number)), RevisionId(id(200 + number)));
    let by = PersonId(id(20));
    let sign = |who| Byline {
        who,
        role: BylineRole::Writing,
    };
    let manuscript: Manuscript = Manuscript {
        section: SectionId(id(10)),
        format: Default::default(),
        kicker: String::new(),
        headline: headline.to_owned(),
        standfirst: "مقدمة الخبر.".to_owned(),
        slug: None,
        dateline: Default::default(),
        bylines: vec![
            sign(Signatory::Person(by)),
            sign(Signatory::Guest("كاتب ضيف".to_owned())),
        ],
        picture: Some(MediaId(id(40))),
        topics: vec![TopicId(id(30))],
        story: None,
        body: Body::new(vec![Block::Paragraph(Paragraph::plain(
            "متن <script>alert(1)</script> ]]> و2-1",
        ))]),
    };
    let revision = Revision {
        id: revision,
        article,
        number: 1,
        base: None,
        by,
        at,
        manuscript,
    };
    let article = Article {
        id: article,
        short_id: short(n),
        edition: EditionId(id(1)),
        section: SectionId(id(10)),
        created_by: by,
        created_at: at,
        head: revision.id,
        head_number: 1,
        head_by: by,
        head_since: at,
        stage: Stage::Published,
        publication: Some(Publication {
            revision: revision.id,
            first_at: at,
            updated_at: at,
            update_reason: None,
            at,
            by,
        }),
        embargo: None,
        expires_at: None,
        withdrawal: None,
        corrections: vec![Correction {
            id: CorrectionId(id(300 + number)),
            kind: CorrectionKind::Correction,
            priority: CorrectionPriority::High,
            text: "الرقم الصحيح ستة.".to_owned(),
            at,
            by,
        }],
        prominence: 0,
        binned: None,
    };
    (article, revision)
}
