//! The sample pages.

use super::articles::{ARABIC_BODY, article, english_article, hard_article, opinion_article};
use super::cards::{cards, opinions, picture, slice};
use super::search;
use super::shells::{arabic, crumbs, english, fronted, link, moment, text};
use super::{Shown, shown};
use crate::pages::model::{
    ArchivePage, AuthorPage, BlockLayout, Card, CardKind, CorrectionEntry, CorrectionKind,
    CorrectionsPage, DayOfCards, FeedLink, FrontBlock, FrontPage, LeadPackage, Milestone, Moment,
    NoticeKind, NoticePage, PageNumbers, SafeHtml, SectionBlock, SectionPage, Shell, StaticPage,
    StoryPage, TopicPage,
};

/// Every sample page.
pub(super) fn all() -> Vec<Shown> {
    vec![
        shown("front-ar", &front(false)),
        shown("front-en", &front(true)),
        shown("front-empty", &empty_front()),
        shown("article-ar", &article()),
        shown("article-en", &english_article()),
        shown("article-hard", &hard_article()),
        shown("article-opinion", &opinion_article()),
        shown("section-ar", &section()),
        shown("archive-ar", &archive()),
        shown("author-ar", &author()),
        shown("topic-ar", &topic()),
        shown("story-ar", &story()),
        shown("search-ar", &search::found()),
        shown("search-none", &search::nothing()),
        shown("corrections-ar", &corrections()),
        shown("static-ar", &about()),
        shown("notice-404", &notice(NoticeKind::NotFound)),
        shown("notice-410", &notice(withdrawn())),
        shown("notice-500", &notice(failed())),
        shown("notice-503", &notice(NoticeKind::Unavailable)),
        shown("notice-offline", &notice(NoticeKind::Offline)),
    ]
}

fn block(title: &str, layout: BlockLayout, cards: Vec<Card>) -> SectionBlock {
    SectionBlock {
        title: text(title),
        url: "/economy".to_owned(),
        sub_sections: Vec::new(),
        layout,
        cards,
    }
}

fn front(en: bool) -> FrontPage {
    let say = |ar: &'static str, other: &'static str| if en { other } else { ar };
    let all = cards(en);
    let long = Card {
        kind: CardKind::Feature,
        kicker: None,
        picture: Some(picture(70, "")),
        ..all[14].clone()
    };
    let mut world = block(
        say("العالم", "World"),
        BlockLayout::LeadAndRows,
        slice(&all, 12..17),
    );
    world.cards[0].picture = Some(picture(40, ""));
    world.cards[0].standfirst = all[13].standfirst.clone();
    world.sub_sections = vec![
        link(say("شؤون دولية", "Diplomacy"), "/international"),
        link(say("الإقليم", "Region"), "/region"),
    ];
    let shell = if en {
        english("Front page")
    } else {
        arabic("الرئيسية")
    };
    FrontPage {
        shell: fronted(
            shell,
            if en {
                ["Tuesday, 3 March 2026", "14 Ramadan 1447 AH"]
            } else {
                ["الثلاثاء 3 آذار/مارس 2026", "14 رمضان 1447 هـ"]
            },
            say(
                "هيئة المياه تعلن فتح بوابات سدّ الفيروز تدريجياً ابتداءً من منتصف الليل",
                "Water authority to open the Fairuz Dam gates gradually from midnight",
            ),
            say(
                "<p>تصدر «سِراج» غداً ملفاً خاصاً عن نهر الفيروز: أربع محطات من المنبع إلى المصب.</p>",
                "<p>Tomorrow: a special report on the Fairuz River, from its spring to the sea.</p>",
            ),
        ),
        lead: Some(LeadPackage {
            lead: all[0].clone(),
            rows: slice(&all, 1..7),
        }),
        blocks: vec![
            FrontBlock::Latest {
                url: "/latest".to_owned(),
                cards: slice(&all, 7..15),
            },
            FrontBlock::Section(world),
            FrontBlock::Section(block(
                say("مناخ وبيئة", "Climate"),
                BlockLayout::Quartet,
                slice(&all, 11..15),
            )),
            FrontBlock::Opinion(block(
                say("رأي", "Opinion"),
                BlockLayout::Quartet,
                opinions(en),
            )),
            FrontBlock::LongRead(long),
            FrontBlock::Section(block(
                say("اقتصاد", "Economy"),
                BlockLayout::DuetAndList,
                slice(&all, 3..9),
            )),
            FrontBlock::Pair(
                block(
                    say("ثقافة", "Culture"),
                    BlockLayout::Half,
                    slice(&all, 10..14),
                ),
                block(say("رياضة", "Sport"), BlockLayout::Half, slice(&all, 5..9)),
            ),
        ],
    }
}

fn empty_front() -> FrontPage {
    FrontPage {
        lead: None,
        blocks: Vec::new(),
        ..front(false)
    }
}

fn feed() -> Option<FeedLink> {
    Some(FeedLink {
        title: text("العالم"),
        url: "/world/feed.xml".to_owned(),
        media_type: "application/rss+xml",
    })
}

fn numbers() -> PageNumbers {
    PageNumbers {
        newest: Some("/world".to_owned()),
        newer: Some("/world/page/13".to_owned()),
        around: ["14", "13", "12", "11", "10"]
            .iter()
            .map(|label| {
                let mut numbered = link(label, &format!("/world/page/{label}"));
                numbered.current = *label == "12";
                numbered
            })
            .collect(),
        older: Some("/world/page/11".to_owned()),
        oldest: Some("/world/page/1".to_owned()),
    }
}

fn head_numbers() -> PageNumbers {
    PageNumbers {
        newest: None,
        newer: None,
        around: vec![
            link("14", "/world/page/14"),
            link("13", "/world/page/13"),
            link("12", "/world/page/12"),
        ],
        ..numbers()
    }
}

fn section() -> SectionPage {
    let all = cards(false);
    SectionPage {
        shell: crumbs(arabic("العالم"), &[("الرئيسية", "/")], Some("العالم")),
        title: text("العالم"),
        description: Some(text(
            "ما يجري حول السواحل: الجوار، والمفاوضات، ومنظمة الأقاليم المتعاونة.",
        )),
        sub_sections: vec![
            link("شؤون دولية", "/international"),
            link("الإقليم", "/region"),
        ],
        feed: feed(),
        lead: Some(Card {
            boosted: false,
            sub_links: Vec::new(),
            ..all[0].clone()
        }),
        rows: slice(&all, 1..5),
        list: slice(&all, 5..24),
        numbers: head_numbers(),
    }
}

fn archive() -> ArchivePage {
    ArchivePage {
        shell: crumbs(
            arabic("العالم: الصفحة 12"),
            &[("الرئيسية", "/"), ("العالم", "/world")],
            Some("الصفحة 12"),
        ),
        title: text("العالم"),
        head_url: Some("/world".to_owned()),
        number: Some(text("الصفحة 12")),
        feed: feed(),
        list: slice(&cards(false), 4..24),
        numbers: numbers(),
    }
}

fn author() -> AuthorPage {
    AuthorPage {
        shell: crumbs(arabic("طارق منسي"), &[("الرئيسية", "/")], Some("طارق منسي")),
        name: text("طارق منسي"),
        role: Some(text("محرّر البيئة والمناخ")),
        bio: vec![text(
            "يتابع أحوال النهر والبحر منذ خمسة عشر عاماً. درس علوم المياه في جامعة تلّ الرمّان، وحاز جائزة المرصد البحري عن سلسلة «العطش».",
        )],
        portrait: Some(picture(931, "صورة مرسومة لطارق منسي")),
        languages: Some(text("العربية، الإنكليزية")),
        contacts: vec![link("tarek@siraj.example", "mailto:tarek@siraj.example")],
        feed: feed(),
        list: slice(&cards(false), 2..18),
        numbers: head_numbers(),
    }
}

fn topic() -> TopicPage {
    let all = cards(false);
    TopicPage {
        shell: crumbs(
            arabic("نهر الفيروز"),
            &[("الرئيسية", "/")],
            Some("نهر الفيروز"),
        ),
        kind: text("مكان"),
        name: text("نهر الفيروز"),
        description: Some(text(
            "ينبع من جبال النجد الأعلى ويصب في خليج المرجان بعد سبعمئة كيلومتر، وعليه سدّ الفيروز وبحيرة المرايا.",
        )),
        picture: None,
        feed: feed(),
        lead: Some(all[2].clone()),
        rows: slice(&all, 12..16),
        list: slice(&all, 6..12),
        numbers: PageNumbers::default(),
    }
}

fn story() -> StoryPage {
    let all = cards(false);
    let day = |iso: &str, words: &str, range: std::ops::Range<usize>| DayOfCards {
        day: moment(iso, words),
        cards: slice(&all, range),
    };
    StoryPage {
        shell: crumbs(
            arabic("انسحاب قوات النجد"),
            &[("الرئيسية", "/")],
            Some("انسحاب قوات النجد من ضفاف الفيروز"),
        ),
        title: text("انسحاب قوات النجد من ضفاف الفيروز"),
        summary: vec![
            text(
                "أمر رئيس النجد الأعلى الجزء الأكبر من قواته بالعودة، وأبقى على قاعدتين عند النهر: الصفصاف والمرسى القديم.",
            ),
            text(
                "وتجري في مدينة سرو محادثات لتثبيت القرارين 118 و131، وفتح الممر النهري أمام قوافل الحبوب.",
            ),
        ],
        milestones: vec![Milestone {
            day: Moment {
                iso: "2026-11-20".to_owned(),
                words: text("20 نوفمبر 2026"),
            },
            words: text("أعلن النجد الأعلى أن قواته تعود من ضفتي النهر خلال أسبوع."),
        }],
        lead: Some(Card {
            boosted: false,
            sub_links: Vec::new(),
            ..all[0].clone()
        }),
        feed: feed(),
        days: vec![
            day("2026-03-03", "الثلاثاء 3 آذار/مارس", 1..4),
            day("2026-03-02", "الاثنين 2 آذار/مارس", 12..14),
            day("2026-02-28", "السبت 28 شباط/فبراير", 16..18),
        ],
        numbers: PageNumbers::default(),
    }
}

fn corrections() -> CorrectionsPage {
    let all = cards(false);
    let entry = |place: usize, kind, words: &str| CorrectionEntry {
        headline: all[place].headline.clone(),
        url: all[place].url.clone(),
        kind,
        at: moment("2026-03-03T15:05:00+02:00", "3 آذار/مارس 2026، 15:05"),
        words: text(words),
    };
    CorrectionsPage {
        shell: crumbs(arabic("التصويبات"), &[("الرئيسية", "/")], Some("التصويبات")),
        head_url: None,
        number: None,
        report_email: Some("corrections@siraj.example".to_owned()),
        entries: vec![
            entry(
                0,
                CorrectionKind::Correction,
                "ذكرت نسخة سابقة أن ثلاث قواعد ستبقى، والصحيح قاعدتان.",
            ),
            entry(
                4,
                CorrectionKind::Clarification,
                "التضخم المتوقع 4.5% هو متوسط العام لا رقم الشهر.",
            ),
            entry(
                14,
                CorrectionKind::Retraction,
                "سحبنا ما ورد عن بلدة عين الصفا بعدما تبيّن أن الفحص يخص بئراً خاصة.",
            ),
        ],
        numbers: PageNumbers::default(),
    }
}

fn about() -> StaticPage {
    StaticPage {
        shell: crumbs(arabic("من نحن"), &[("الرئيسية", "/")], Some("من نحن")),
        title: text("من نحن"),
        updated: Some(moment("2026-02-01", "1 شباط/فبراير 2026")),
        body: SafeHtml::from_renderer(ARABIC_BODY.to_owned()),
    }
}

fn withdrawn() -> NoticeKind {
    NoticeKind::Withdrawn {
        headline: Some(text("شهود: سفينة مجهولة تفرغ حمولتها ليلاً قرب جزيرة اللُبان")),
        notice: text(
            "اعتمدت المادة على شاهد واحد تبيّن لاحقاً أنه لم يكن في المكان. نعتذر إلى نقابة الصيّادين وإلى قرائنا.",
        ),
        at: moment(
            "2026-03-02T11:00:00+02:00",
            "الاثنين 2 آذار/مارس 2026، 11:00",
        ),
    }
}

fn failed() -> NoticeKind {
    NoticeKind::Failed {
        request_id: "0197a3c2-7f1e".to_owned(),
    }
}

fn notice(kind: NoticeKind) -> NoticePage {
    let shell = Shell {
        canonical: None,
        noindex: true,
        ..arabic("تعذّر عرض الصفحة")
    };
    NoticePage {
        shell,
        kind,
        latest: slice(&cards(false), 0..8),
    }
}
