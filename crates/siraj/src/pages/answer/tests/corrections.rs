//! The public corrections: the newest, and numbered pages that never move.

use super::room::{NOW, Room, article};
use super::{address, moved};
use crate::pages::answer::Answer;
use crate::store::articles;
use siraj_editorial::correction::{Correction, CorrectionKind, CorrectionPriority};
use siraj_editorial::publication::Withdrawal;
use siraj_editorial::{CorrectionId, PersonId};
use uuid::Uuid;

/// A correction of an article, a minute after the one before it.
fn correction(number: u8) -> Correction {
    Correction {
        id: CorrectionId(Uuid::from_u128(5000 + u128::from(number))),
        kind: CorrectionKind::Correction,
        priority: CorrectionPriority::Low,
        text: words(number),
        at: NOW.plus_seconds(60 * i64::from(number)),
        by: PersonId(Uuid::from_u128(31)),
    }
}

fn words(number: u8) -> String {
    format!("الصواب في السطر رقم ({number}).")
}

/// Gives an article the corrections of these numbers.
fn correct(room: &Room, report: u8, numbers: std::ops::RangeInclusive<u8>) {
    room.act(move |act| {
        let mut corrected = article(report);
        corrected.corrections = numbers.clone().map(correction).collect();
        articles::save(act, &corrected).unwrap();
    });
}

/// The numbers of the corrections on a page, as they stand there.
fn shown(html: &str) -> Vec<u8> {
    let parts = html.split("الصواب في السطر رقم (").skip(1);
    parts
        .map(|part| part.split(')').next().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn corrections_stand_on_numbered_pages_that_count_from_the_oldest() {
    let room = Room::found();
    room.publish(2);
    assert!(room.page("/corrections").contains("class=\"empty\""));
    assert!(matches!(
        room.ask("/corrections/page/1").0,
        Answer::NotFound(_)
    ));
    correct(&room, 1, 1..=45);
    let head = room.page("/corrections");
    assert_eq!(shown(&head), (26..=45).rev().collect::<Vec<_>>());
    assert!(head.contains("href=\"/corrections/page/2\" rel=\"next\""));
    for (page, numbers) in [(1, 1..=20), (2, 21..=40), (3, 41..=45)] {
        let html = room.page(&format!("/corrections/page/{page}"));
        assert_eq!(shown(&html), numbers.rev().collect::<Vec<_>>(), "{page}");
        assert!(
            html.contains("<link rel=\"canonical\" href=\"https://siraj.example/corrections/page/")
        );
    }
    assert!(matches!(
        room.ask("/corrections/page/4").0,
        Answer::NotFound(_)
    ));
    assert_eq!(
        moved(room.ask("/Corrections/page/1/").0),
        "/corrections/page/1"
    );
}

#[test]
fn a_full_page_of_corrections_does_not_change_when_more_are_made() {
    let room = Room::found();
    room.publish(2);
    correct(&room, 1, 1..=44);
    let full = room.page("/corrections/page/1");
    correct(&room, 2, 50..=50);
    assert_eq!(room.page("/corrections/page/1"), full);
    let newest = room.page("/corrections/page/3");
    assert_eq!(shown(&newest), [50, 44, 43, 42, 41]);
    assert!(newest.contains(&address(2)));
}

#[test]
fn the_corrections_of_a_withdrawn_article_leave_their_page_short() {
    let room = Room::found();
    room.publish(2);
    correct(&room, 1, 1..=20);
    correct(&room, 2, 30..=31);
    room.act(|act| {
        let mut withdrawn = article(1);
        withdrawn.corrections = (1..=20).map(correction).collect();
        withdrawn.withdrawal = Some(Withdrawal {
            notice: "سُحبت لأن مصدرها لم يثبت.".to_owned(),
            at: NOW,
            by: PersonId(Uuid::from_u128(31)),
        });
        articles::save(act, &withdrawn).unwrap();
    });
    let left = room.page("/corrections/page/1");
    assert!(shown(&left).is_empty() && left.contains("class=\"empty\""));
    assert!(!left.contains("correction-list"), "no list of nothing");
    assert_eq!(shown(&room.page("/corrections/page/2")), [31, 30]);
}
