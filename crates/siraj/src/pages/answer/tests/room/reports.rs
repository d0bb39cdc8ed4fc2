//! The reports of the small newsroom: one body, numbered headlines, an hour apart.

use super::{AR, COAST, LAYLA, NOW, PICTURE, PORT, RIVER};
use crate::store::articles;
use crate::store::changes::Act;
use siraj_editorial::article::{Article, Stage};
use siraj_editorial::body::{Block, Body, KeyPoints, Paragraph};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::dateline::Dateline;
use siraj_editorial::publication::Publication;
use siraj_editorial::revision::{Format, Manuscript, Revision};
use siraj_editorial::{ArticleId, RevisionId, ShortId};
use uuid::Uuid;

/// The manuscript of a report.
pub fn manuscript(number: u8) -> Manuscript {
    Manuscript {
        section: COAST,
        format: if number == 1 {
            Format::Feature
        } else {
            Format::News
        },
        kicker: String::new(),
        headline: format!("افتتاح المكتبة رقم {number}"),
        standfirst: "مقدمة المادة.".to_owned(),
        slug: None,
        dateline: Dateline {
            place: Some("مرسى النور".to_owned()),
            ..Dateline::default()
        },
        bylines: vec![Byline {
            who: Signatory::Person(LAYLA),
            role: BylineRole::Writing,
        }],
        picture: Some(PICTURE),
        topics: vec![PORT],
        story: number.is_multiple_of(2).then_some(RIVER),
        body: Body::new(vec![
            Block::KeyPoints(KeyPoints {
                points: vec![Paragraph::plain("أول ما في المادة.")],
            }),
            Block::Paragraph(Paragraph::plain(
                "قالت البلدية إن المكتبة تفتح أبوابها الأحد.",
            )),
        ]),
    }
}

/// The short id of a report.
pub fn short(number: u8) -> ShortId {
    ShortId::from_random([number, 10, 20, 30, 11, 12, number, number / 32])
}

/// The article of a report, public since some hours.
pub fn article(number: u8) -> Article {
    let at = NOW.plus_seconds(-3600 * i64::from(u8::MAX - number));
    let head = RevisionId(Uuid::from_u128(2000 + u128::from(number)));
    Article {
        id: ArticleId(Uuid::from_u128(1000 + u128::from(number))),
        short_id: short(number),
        edition: AR,
        section: COAST,
        created_by: LAYLA,
        created_at: at,
        head,
        head_number: 1,
        head_by: LAYLA,
        head_since: at,
        stage: Stage::Published,
        publication: Some(Publication {
            revision: head,
            first_at: at,
            updated_at: at,
            update_reason: None,
            at,
            by: LAYLA,
        }),
        embargo: None,
        expires_at: None,
        withdrawal: None,
        corrections: Vec::new(),
        prominence: 0,
        binned: None,
    }
}

pub(super) fn publish(act: &mut Act<'_, '_>, number: u8) {
    let article = article(number);
    let revision = Revision {
        id: article.head,
        article: article.id,
        number: 1,
        base: None,
        by: LAYLA,
        at: article.created_at,
        manuscript: manuscript(number),
    };
    // The revision refers to its article: a draft first, then public.
    let draft = Article {
        publication: None,
        stage: Stage::Draft,
        ..article.clone()
    };
    articles::save(act, &draft).unwrap();
    articles::save_revision(act, &revision).unwrap();
    articles::save(act, &article).unwrap();
}
