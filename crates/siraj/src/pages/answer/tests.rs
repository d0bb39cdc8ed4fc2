//! Answers of a small newsroom: every public address is a page, every other
//! spelling leads to it once, and no page asks more the more it shows.

mod corrections;
mod room;
mod shown;
mod sitemaps;

use super::Answer;
use crate::pages::enumerate;
use crate::store::{Error, articles, sections};
use room::{AR, NOW, Room, WORLD, article, short};
use siraj_editorial::correction::{Correction, CorrectionKind, CorrectionPriority};
use siraj_editorial::publication::Withdrawal;
use siraj_editorial::{CorrectionId, PersonId};
use uuid::Uuid;

/// The address of a report.
fn address(number: u8) -> String {
    let section = "%D8%A7%D9%84%D8%B3%D8%A7%D8%AD%D9%84";
    let slug = crate::pages::site::segment(&format!("افتتاح-المكتبة-رقم-{number}"));
    format!("/{section}/{}/{slug}", short(number))
}

/// What kind of answer it is: a page's bytes say nothing to who reads a failure.
fn name(answer: &Answer) -> &'static str {
    match answer {
        Answer::Page(_) => "a page",
        Answer::Moved(_) => "a move",
        Answer::NotFound(_) => "nothing",
        Answer::Gone(_) => "a notice",
    }
}

fn moved(answer: Answer) -> String {
    match answer {
        Answer::Moved(to) => to,
        other => panic!("not moved but {}", name(&other)),
    }
}

#[test]
fn a_site_that_is_not_founded_says_so_politely() {
    let page = super::notices::nowhere(&siraj_editorial::Language::arabic());
    let html = String::from_utf8(super::html_of(&page).unwrap()).unwrap();
    assert!(html.contains("404") && html.contains("dir=\"rtl\""));
}

#[test]
fn every_public_address_is_a_page() {
    let room = Room::found();
    room.publish(45);
    let site = room.site.clone();
    let all = room
        .db
        .read_blocking(move |reader| enumerate::all(reader, &site))
        .unwrap();
    for expected in [
        "/",
        "/en/",
        "/latest/page/3",
        "/topic/%D8%A7%D9%84%D9%85%D8%B1%D9%81%D8%A3",
    ] {
        assert!(
            all.iter().any(|path| path == expected),
            "{expected} in {all:?}"
        );
    }
    let made_elsewhere = |path: &str| {
        path.ends_with(".xml")
            || path.ends_with(".json")
            || path.ends_with(".txt")
            || path.ends_with(".webmanifest")
    };
    for path in all.iter().filter(|path| !made_elsewhere(path)) {
        match room.ask(path).0 {
            Answer::Page(_) => {}
            Answer::Moved(to) => {
                assert!(path.contains("/a/") && to.len() > path.len(), "{path} {to}")
            }
            other => panic!("{path} answers {}", name(&other)),
        }
    }
}

#[test]
fn an_article_has_one_address() {
    let room = Room::found();
    room.publish(3);
    let right = address(3);
    room.page(&right);
    let id = short(3);
    let upper = id.as_str().to_uppercase();
    let slug = right.rsplit('/').next().unwrap();
    for wrong in [
        format!("/world/{id}/{slug}"),
        format!("/%D8%A7%D9%84%D8%B3%D8%A7%D8%AD%D9%84/{id}/other"),
        format!("/%D8%A7%D9%84%D8%B3%D8%A7%D8%AD%D9%84/{id}"),
        format!("/%D8%A7%D9%84%D8%B3%D8%A7%D8%AD%D9%84/{upper}/{slug}"),
        right.to_lowercase(),
        format!("{right}/"),
        format!("/en/world/{id}/{slug}"),
        format!("/a/{id}"),
        format!("/en/A/{upper}"),
    ] {
        assert_eq!(moved(room.ask(&wrong).0), right, "{wrong}");
    }
    assert!(matches!(
        room.ask("/world/0zzzzzzz/x").0,
        Answer::NotFound(_)
    ));
}

#[test]
fn a_front_and_a_section_have_one_address() {
    let room = Room::found();
    for (wrong, right) in [
        ("/en", "/en/"),
        ("/EN/", "/en/"),
        ("/en/World", "/en/world"),
        ("/world/", "/world"),
        ("//", "/"),
        ("/Corrections", "/corrections"),
        ("/AUTHOR/Layla", "/author/layla"),
        ("/ABOUT", "/about"),
    ] {
        assert_eq!(moved(room.ask(wrong).0), right, "{wrong}");
    }
    for nothing in [
        "/nowhere",
        "/%ff",
        "/world/page/9",
        "/author/nobody",
        "//evil.example",
        "/en/about",
    ] {
        assert!(
            matches!(room.ask(nothing).0, Answer::NotFound(_)),
            "{nothing}"
        );
    }
}

#[test]
fn a_section_that_was_renamed_leads_on_from_its_old_address() {
    let room = Room::found();
    room.publish(1);
    room.act(|act| {
        let mut world = sections::by_id(act.conn(), WORLD).unwrap().unwrap();
        world.slug = "abroad".to_owned();
        sections::save(act, &world).unwrap();
    });
    assert_eq!(moved(room.ask("/world").0), "/abroad");
    assert_eq!(moved(room.ask("/world/page/1").0), "/abroad/page/1");
    assert_eq!(moved(room.ask("/world/feed.xml").0), "/abroad/feed.xml");
    room.page("/abroad");
}

#[test]
fn an_article_shows_what_belongs_on_its_page() {
    let room = Room::found();
    room.publish(4);
    let html = room.page(&address(2));
    for expected in [
        "افتتاح المكتبة رقم",
        "مراسلة الشؤون السياسية",
        "بتوقيت مرسى النور",
        "أول ما في المادة.",
        "دقيقة قراءة",
        "المرفأ الجديد",
        "فيضان النهر",
        "\"@type\":\"NewsArticle\"",
        "\"@type\":\"BreadcrumbList\"",
        "هـ</p>",
        &format!("siraj.example/a/{}", short(2)),
        &format!(
            "<link rel=\"canonical\" href=\"https://siraj.example{}\">",
            address(2)
        ),
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
    assert!(
        !html.contains("hreflang=\"x-default\""),
        "it has no counterpart"
    );
    assert_eq!(
        html.matches("أول ما في المادة.").count(),
        1,
        "points stand once"
    );
}

#[test]
fn a_correction_is_on_the_article_and_on_the_public_list() {
    let room = Room::found();
    room.publish(2);
    room.act(|act| {
        let mut corrected = article(2);
        corrected.corrections.push(Correction {
            id: CorrectionId(Uuid::from_u128(90)),
            kind: CorrectionKind::Correction,
            priority: CorrectionPriority::High,
            text: "كان عدد الكتب خطأً.".to_owned(),
            at: NOW,
            by: PersonId(Uuid::from_u128(31)),
        });
        articles::save(act, &corrected).unwrap();
    });
    let html = room.page(&address(2));
    assert!(html.contains("كان عدد الكتب خطأً.") && html.contains("CorrectionComment"));
    assert!(room.page("/corrections").contains("كان عدد الكتب خطأً."));
}

#[test]
fn a_withdrawn_article_leaves_a_dated_notice() {
    let room = Room::found();
    room.publish(2);
    room.act(|act| {
        let mut withdrawn = article(2);
        withdrawn.withdrawal = Some(Withdrawal {
            notice: "سُحبت لأن مصدرها لم يثبت.".to_owned(),
            at: NOW,
            by: PersonId(Uuid::from_u128(31)),
        });
        articles::save(act, &withdrawn).unwrap();
    });
    for path in [address(2), format!("/a/{}", short(2))] {
        let Answer::Gone(notice) = room.ask(&path).0 else {
            panic!("{path} is not gone");
        };
        let html = String::from_utf8(notice.body).unwrap();
        assert!(html.contains("سُحبت لأن مصدرها لم يثبت.") && html.contains("410"));
        assert!(
            !html.contains("افتتاح المكتبة رقم 2<"),
            "its headline is gone"
        );
    }
}

#[test]
fn only_a_front_knows_the_day() -> Result<(), Error> {
    let room = Room::found();
    room.publish(1);
    room.act(|act| {
        crate::store::clock::set_day(act, AR, "2026-11-24").unwrap();
    });
    assert!(room.page("/").contains("الثلاثاء 24 نوفمبر"));
    assert!(!room.page("/world").contains("الثلاثاء"));
    Ok(())
}

#[test]
fn sections_tell_of_each_other_in_both_editions() {
    let room = Room::found();
    for path in ["/world", "/en/world"] {
        let html = room.page(path);
        for expected in [
            "hreflang=\"ar\" href=\"https://siraj.example/world\"",
            "hreflang=\"en\" href=\"https://siraj.example/en/world\"",
            "hreflang=\"x-default\" href=\"https://siraj.example/world\"",
        ] {
            assert!(html.contains(expected), "{expected} on {path}");
        }
    }
}

#[test]
fn no_page_asks_more_the_more_it_shows() {
    let room = Room::found();
    room.publish(2);
    let paths = [
        "/".to_owned(),
        "/world".to_owned(),
        "/world/page/1".to_owned(),
        "/latest".to_owned(),
        "/topic/%D8%A7%D9%84%D9%85%D8%B1%D9%81%D8%A3".to_owned(),
        "/author/layla".to_owned(),
        "/story/river".to_owned(),
        "/corrections".to_owned(),
        "/about".to_owned(),
        "/nowhere".to_owned(),
        address(2),
    ];
    let before: Vec<u64> = paths.iter().map(|path| room.ask(path).1).collect();
    room.publish(60);
    for (path, before) in paths.iter().zip(before) {
        let after = room.ask(path).1;
        // A longer list has older pages to point at: one question more.
        assert!(after <= before + 1, "{path} asked {before}, then {after}");
        assert!(after <= 30, "{path} asks {after}");
    }
}

#[test]
fn a_page_is_the_same_however_often_it_is_made() {
    let room = Room::found();
    room.publish(30);
    for path in ["/", "/world", &address(7)] {
        assert_eq!(room.ask(path), room.ask(path), "{path}");
    }
}
