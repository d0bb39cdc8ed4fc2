//! What the small newsroom writes: invented sentences about a country that does
//! not exist, each with a number in it by which a test tells one revision from
//! the next.

use siraj_editorial::body::{
    Block, Body, Href, KeyPoints, Mark, Paragraph, Picture, Quotation, Related, Run, Text,
};
use siraj_editorial::named::Named;
use siraj_editorial::{ArticleId, Language, MediaId};

const HEADLINES: [&str; 5] = [
    "مجلس مدينة سرو يقر خطة الميناء رقم",
    "صيادو مرسى النور يطالبون بتعديل القرار رقم",
    "افتتاح مكتبة عين الصفا بعد ترميم دام أعوامًا، المرحلة",
    "وزارة المياه تنشر نتائج الفحص رقم",
    "فريق البيادر يفوز في الجولة رقم",
];

const STANDFIRSTS: [&str; 3] = [
    "قال رئيس المجلس إن الأشغال تبدأ الأحد وتستمر ثلاثة أشهر، في الدورة",
    "أكد سكان الحي أنهم لم يُستشاروا قبل صدور القرار، وفق البيان",
    "تشمل الخطة إصلاح الرصيف الشرقي وتوسيع سوق السمك، بحسب المحضر",
];

/// A headline of this revision.
pub fn headline(subject: usize, stamp: u64) -> String {
    format!("{} {stamp}", HEADLINES[subject % HEADLINES.len()])
}

/// A standfirst of this revision.
pub fn standfirst(subject: usize, stamp: u64) -> String {
    format!("{} {stamp}", STANDFIRSTS[subject % STANDFIRSTS.len()])
}

/// A text of this revision, perhaps with a picture and with a way to another article.
pub fn body(stamp: u64, picture: Option<MediaId>, other: Option<ArticleId>) -> Body {
    let mut blocks = vec![
        Block::KeyPoints(KeyPoints {
            points: vec![Paragraph::plain(format!("تبدأ الأشغال في الدورة {stamp}."))],
        }),
        Block::Paragraph(Paragraph::plain(format!(
            "وافق المجلس في جلسته رقم {stamp} على المشروع بعد نقاش دام ساعتين."
        ))),
        Block::Quotation(Quotation {
            paragraphs: vec![Paragraph::plain("لن يتوقف العمل في السوق يومًا واحدًا.")],
            attribution: Some("رئيسة لجنة السوق".to_owned()),
        }),
    ];
    blocks.extend(picture.map(|media| {
        Block::Picture(Picture {
            media,
            alt: None,
            caption: None,
            layout: siraj_editorial::body::Layout::Column,
        })
    }));
    if let Some(article) = other {
        let link = Run::Text(Text {
            text: "تقرير سابق".to_owned(),
            marks: vec![Mark::Link {
                href: Href::Article(article),
            }],
        });
        blocks.push(Block::Paragraph(Paragraph {
            runs: vec![Run::plain("وكان الخلاف قد بدأ قبل عام، كما جاء في "), link],
        }));
        blocks.push(Block::Related(Related { article }));
    }
    Body::new(blocks)
}

/// A name in both languages.
pub fn both(arabic: impl Into<String>, english: impl Into<String>) -> Named {
    Named::one(Language::arabic(), arabic).and(Language::english(), english)
}
