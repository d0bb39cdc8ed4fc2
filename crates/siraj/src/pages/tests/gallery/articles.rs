//! The sample articles: one of each kind, and one that makes everything hard.

use super::cards::{cards, opinions, picture, slice};
use super::shells::{arabic, crumbs, english, moment, text};
use crate::pages::model::{
    ArticlePage, AuthorBox, BylineLine, CardKind, CorrectionKind, CorrectionNote, Counterpart,
    EndNote, Picture, Placement, PlacementKind, Published, SafeHtml, Share, StoryBox, TopicLink,
};
use siraj_editorial::Language;

pub(super) const ARABIC_BODY: &str = include_str!("body.ar.html");
const ENGLISH_BODY: &str = include_str!("body.en.html");

fn captioned(key: usize, alt: &str, caption: &str, credit: &str) -> Picture {
    Picture {
        caption: Some(text(caption)),
        credit: Some(text(credit)),
        ..picture(key, alt)
    }
}

fn byline(role: Option<&str>, name: &str, note: Option<&str>) -> BylineLine {
    BylineLine {
        role: role.map(text),
        name: text(name),
        url: Some("/author/omar-fayez".to_owned()),
        note: note.map(text),
    }
}

fn correction(kind: CorrectionKind, words: &str) -> CorrectionNote {
    CorrectionNote {
        kind,
        at: moment("2026-03-03T15:05:00+02:00", "3 آذار/مارس 2026، 15:05"),
        words: text(words),
    }
}

/// What stands in the slot under a text.
fn letters() -> Placement {
    Placement {
        kind: PlacementKind::Words(SafeHtml::from_renderer(
            "<p>عندك ما يكمّل هذا المقال؟ راسل غرفة الأخبار.</p>".to_owned(),
        )),
        url: Some("/contact".to_owned()),
        paid: false,
        sponsor: None,
    }
}

fn topics(of: &[&str]) -> Vec<TopicLink> {
    of.iter()
        .map(|name| TopicLink {
            name: text(name),
            url: "/topic/fairuz-river".to_owned(),
        })
        .collect()
}

pub(super) fn article() -> ArticlePage {
    let all = cards(false);
    let headline = all[0].headline.plain().to_owned();
    ArticlePage {
        shell: crumbs(
            arabic(&headline),
            &[
                ("الرئيسية", "/"),
                ("العالم", "/world"),
                ("شؤون دولية", "/international"),
            ],
            None,
        ),
        kind: CardKind::News,
        kicker: Some(text("شؤون دولية")),
        headline: text(&headline),
        standfirst: all[0].standfirst.clone(),
        bylines: vec![
            byline(None, "عمر فايز", Some("محرّر الشؤون الدولية")),
            byline(Some("تصوير"), "سامر عون", None),
        ],
        dateline: Some(text("سرو – وكالة الساحل – وكالة الأفق – شبكة سراج")),
        published: Published {
            at: moment(
                "2026-03-03T14:30:00+02:00",
                "الثلاثاء 3 آذار/مارس 2026، 14:30",
            ),
            hijri: Some(text("14 رمضان 1447 هـ")),
            updated: Some(moment("2026-03-03T16:05:00+02:00", "الثلاثاء، 16:05")),
            update_reason: Some(text("أُضيف نص البيان المشترك وردّ كتلة الميناء.")),
            zone: Some(text("بتوقيت مرسى النور")),
        },
        reading_time: Some(text("4 دقائق قراءة")),
        counterparts: vec![Counterpart {
            language: Language::english(),
            label: text("Read this in English"),
            url: "/en/diplomacy/3f8k2m1p/x".to_owned(),
        }],
        share: Share::of("https://siraj.example/a/7k2m9q00", &headline),
        lead: Some(captioned(
            1,
            "جسر على نهر عريض تعبره شاحنات عند الغروب",
            "شاحنات تعبر جسر الصفصاف على نهر الفيروز مساء الاثنين، قبل ساعات من إعلان القرار.",
            "رسم: سامر عون / سراج",
        )),
        corrections_above: vec![correction(
            CorrectionKind::Correction,
            "ذكرت نسخة سابقة أن ثلاث قواعد ستبقى، والصحيح قاعدتان: الصفصاف والمرسى القديم.",
        )],
        key_points: vec![
            text("الانسحاب يبدأ فجر الأربعاء ويشمل الجزء الأكبر من القوة."),
            text("قاعدتا الصفصاف والمرسى القديم تبقيان بموجب القرار 131."),
            text("محادثات سرو تُستأنف مطلع الأسبوع بحضور OCR."),
        ],
        body: SafeHtml::from_renderer(ARABIC_BODY.to_owned()),
        coverage: None,
        printed_links: vec![
            "https://ocr.example/resolutions/118".to_owned(),
            "https://siraj.example/investigations/2c4k9m8q/fund".to_owned(),
        ],
        placement: Some(letters()),
        corrections_below: vec![correction(
            CorrectionKind::Clarification,
            "أُضيف في الفقرة السابعة أن الوزير أدلى بتصريحه قبل صدور البيان المشترك.",
        )],
        end_notes: vec![EndNote {
            label: text("المصادر"),
            words: text(
                "بيان المجلس الحكومي، ومقابلتان مع مسؤولين في هيئة المياه، وبرقيات وكالة الساحل ووكالة الأفق.",
            ),
        }],
        topics: topics(&[
            "نهر الفيروز",
            "جمهورية النجد الأعلى",
            "القرار 118",
            "القرار 131",
            "غسّان برهوم",
            "منظمة الأقاليم المتعاونة (OCR)",
        ]),
        story: Some(StoryBox {
            title: text("انسحاب قوات النجد من ضفاف الفيروز"),
            url: "/story/fairuz-withdrawal".to_owned(),
            entries: [12, 16, 19, 2]
                .iter()
                .map(|place| all[*place].clone())
                .collect(),
        }),
        authors: vec![AuthorBox {
            name: text("عمر فايز"),
            url: Some("/author/omar-fayez".to_owned()),
            role: Some(text("محرّر الشؤون الدولية")),
            bio: Some(text(
                "يغطي المفاوضات على حوض الفيروز منذ عشر سنوات، وعمل مراسلاً في سرو.",
            )),
            portrait: Some(picture(905, "")),
        }],
        related: slice(&all, 12..16),
    }
}

pub(super) fn english_article() -> ArticlePage {
    let all = cards(true);
    let headline = all[0].headline.plain().to_owned();
    ArticlePage {
        shell: crumbs(
            english(&headline),
            &[
                ("Home", "/en/"),
                ("World", "/en/world"),
                ("Diplomacy", "/en/diplomacy"),
            ],
            None,
        ),
        kicker: Some(text("Diplomacy")),
        headline: text(&headline),
        standfirst: all[0].standfirst.clone(),
        bylines: vec![
            byline(None, "Omar Fayez", Some("world desk")),
            byline(Some("Translation"), "Salma Jaber", None),
        ],
        dateline: Some(text("Sarw – Sahil Agency – Siraj network")),
        published: Published {
            at: moment("2026-03-03T17:10:00+02:00", "Tuesday 3 March 2026, 17:10"),
            hijri: None,
            updated: None,
            update_reason: None,
            zone: Some(text("Marsa al-Nur time")),
        },
        reading_time: Some(text("4 minutes to read")),
        counterparts: vec![Counterpart {
            language: Language::arabic(),
            label: text("اقرأ المقال بالعربية"),
            url: "/international/7k2m9q00/x".to_owned(),
        }],
        share: Share::of("https://siraj.example/a/3f8k2m1p", &headline),
        lead: Some(captioned(
            1,
            "A bridge over a wide river at dusk",
            "Lorries cross the Safsaf bridge over the Fairuz on Monday evening.",
            "Drawing: Samer Aoun / Siraj",
        )),
        corrections_above: Vec::new(),
        key_points: vec![
            text("The withdrawal begins at dawn on Wednesday."),
            text("Two river bases stay under Resolution 131."),
        ],
        body: SafeHtml::from_renderer(ENGLISH_BODY.to_owned()),
        coverage: None,
        printed_links: vec!["https://ocr.example/resolutions/118".to_owned()],
        placement: None,
        corrections_below: Vec::new(),
        end_notes: vec![EndNote {
            label: text("Sources"),
            words: text("Government council statement; two interviews; agency reports."),
        }],
        topics: topics(&["al-Fairuz River", "Upper Najd", "Resolution 118"]),
        story: Some(StoryBox {
            title: text("Upper Najd's withdrawal from the Fairuz banks"),
            url: "/en/story/fairuz-withdrawal".to_owned(),
            entries: slice(&all, 12..15),
        }),
        authors: Vec::new(),
        related: slice(&all, 10..14),
        ..article()
    }
}

/// A headline of 140 characters, no picture, six authors, Latin in every line.
pub(super) fn hard_article() -> ArticlePage {
    let headline = "«لن نوقّع على ما لا نقرأ»: كيف انتهت جولة سرو بين OCR والنجد الأعلى إلى بيان من 12 بنداً، ومن كتب النسخة C++ التي سُحبت بين 10 و15 دقيقة؟";
    ArticlePage {
        shell: crumbs(
            arabic("<script>alert(1)</script>"),
            &[("الرئيسية", "/"), ("العالم", "/world")],
            None,
        ),
        kicker: None,
        kind: CardKind::Analysis,
        headline: text(headline),
        standfirst: None,
        bylines: [
            "عمر فايز",
            "ليلى حدّاد",
            "رنا الصبّاح",
            "Salma Jaber",
            "دانا خليل",
            "طارق منسي",
        ]
        .iter()
        .map(|name| byline(None, name, None))
        .collect(),
        dateline: None,
        lead: None,
        corrections_above: Vec::new(),
        placement: None,
        corrections_below: Vec::new(),
        key_points: Vec::new(),
        topics: Vec::new(),
        story: None,
        counterparts: Vec::new(),
        ..article()
    }
}

pub(super) fn opinion_article() -> ArticlePage {
    let words = opinions(false);
    ArticlePage {
        kind: CardKind::Opinion,
        kicker: Some(text("رأي")),
        headline: words[0].headline.clone(),
        standfirst: words[0].standfirst.clone(),
        bylines: vec![byline(None, "نادر الكيلاني", Some("كاتب عمود"))],
        story: None,
        corrections_above: Vec::new(),
        ..article()
    }
}
