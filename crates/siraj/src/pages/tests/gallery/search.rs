//! The sample pages of the search: with answers and without.

use super::cards::{cards, slice};
use super::shells::{arabic, find, link, text};
use crate::pages::model::{
    AnswerPages, Chip, Choice, FoundCard, Marked, NamedLink, SearchForm, SearchPage,
};
use siraj_arabic::Direction;

fn choice(value: &str, label: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: text(label),
        chosen: value == "world",
    }
}

fn marked(pieces: &[(&str, bool)]) -> Marked {
    Marked::new(pieces.iter().copied(), Direction::Rtl, str::to_owned)
}

/// A question with answers, narrowed to a section.
pub(super) fn found() -> SearchPage {
    let answers = slice(&cards(false), 0..10).into_iter();
    SearchPage {
        chips: vec![Chip {
            label: text("العالم"),
            removes: text("ألغِ هذا: العالم"),
            url: "/search?q=x".to_owned(),
        }],
        told: text("نتائج البحث عن «سدّ الفيروز»"),
        notes: vec![text(
            "لا قسم باسم «<script>alert(1)</script>»، فبحثنا في كل الأقسام.",
        )],
        tips: Vec::new(),
        meant: Some(link("سدّ الفيروزة", "/search?q=y")),
        ways: Vec::new(),
        names: vec![NamedLink {
            kind: "search.kind_topic",
            label: text("نهر الفيروز"),
            url: "/topic/fairuz".to_owned(),
        }],
        answers: answers
            .map(|card| FoundCard {
                headline: marked(&[("فُتحت بوابات ", false), ("السدّ", true), (" 3-2", false)]),
                snippet: marked(&[
                    ("وصل الماء إلى ", false),
                    ("الفيروز", true),
                    (" <b>ليلًا</b> ومعه Turquoise.", false),
                ])
                .cut(true, true),
                card,
            })
            .collect(),
        pages: AnswerPages {
            previous: Some("/search?q=x".to_owned()),
            around: vec![link("1", "/search?q=x"), link("2", "/search?q=x&page=2")],
            next: Some("/search?q=x&page=3".to_owned()),
        },
        end: Some(text("لا نعرض نتائج بعد هذه الصفحة.")),
        latest: Vec::new(),
        topics: Vec::new(),
        ..nothing()
    }
}

/// A question without answers.
pub(super) fn nothing() -> SearchPage {
    let mut shell = arabic("بحث: قطار");
    shell.noindex = true;
    shell.canonical = None;
    if let Some(find) = &mut shell.find {
        find.is_in_masthead = false;
    }
    SearchPage {
        shell,
        find: find(""),
        form: SearchForm {
            q: "قطار \"><script>alert(1)</script>".to_owned(),
            sections: vec![
                choice("world", "العالم"),
                choice("region", "العالم / الإقليم"),
            ],
            formats: vec![choice("news", "خبر"), choice("opinion", "رأي")],
            topic: Some("fairuz".to_owned()),
            author: None,
            from: "2026-11-01".to_owned(),
            until: String::new(),
            newest: true,
            prefers_new: true,
            is_open: true,
        },
        chips: Vec::new(),
        told: text("لم نجد شيئًا عن «قطار»."),
        notes: Vec::new(),
        tips: vec![text("تأكّد من كتابة الكلمات.")],
        meant: None,
        ways: vec![link("ابحث بلا تضييق", "/search?q=x")],
        names: Vec::new(),
        answers: Vec::new(),
        pages: AnswerPages::default(),
        end: None,
        latest: slice(&cards(false), 0..6),
        topics: vec![link("نهر الفيروز", "/topic/fairuz")],
    }
}
