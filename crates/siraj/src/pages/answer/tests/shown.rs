//! What pages show for a time: announcements in their slots, and pictures as long
//! as their rights last.

use super::address;
use super::room::{AR, NOW, Room, picture};
use crate::store::{media, placements};
use siraj_editorial::PlacementId;
use siraj_editorial::placement::{Placement, Slot};
use uuid::Uuid;

const WORDS: &str = "معرض الكتاب في <عين الصفا> يفتح أبوابه";

fn announce(room: &Room, slot: Slot, pictured: bool) {
    room.act(move |act| {
        let placement = Placement {
            id: PlacementId(Uuid::from_u128(81)),
            edition: AR,
            slot,
            text: WORDS.to_owned(),
            picture: pictured.then(|| picture().id),
            link: Some("https://fair.example/".to_owned()),
            paid: true,
            starts_at: NOW,
            ends_at: None,
        };
        placements::save(act, &placement).unwrap();
    });
}

/// Ends the rights of the picture at the newsroom's present moment.
fn expire(room: &Room) {
    room.act(|act| {
        let mut expired = picture();
        expired.expires_at = Some(NOW);
        media::save(act, &expired).unwrap();
    });
}

#[test]
fn each_slot_shows_its_announcement_where_it_stands() {
    let room = Room::found();
    room.publish(40);
    let front = "/".to_owned();
    for (slot, here, elsewhere) in [
        (Slot::FrontMiddle, &front, address(7)),
        (Slot::ArticleEnd, &address(7), front.clone()),
    ] {
        announce(&room, slot, false);
        let html = room.page(here);
        let (before, after) = html.split_once("<aside class=\"placement paid\"").unwrap();
        assert!(
            after.contains("معرض الكتاب في &#60;عين الصفا&#62;"),
            "{after}"
        );
        assert!(after.contains("rel=\"sponsored\"") && !html.contains(slot.name()));
        match slot {
            Slot::FrontMiddle => {
                // Between two blocks: the latest stand above, the long piece below.
                assert!(before.contains("id=\"latest\"") && after.contains("<section class=\""));
            }
            _ => {
                assert!(before.contains("<div class=\"body") && before.contains("</article>"));
                assert!(after.contains("class=\"topics\""));
            }
        }
        assert!(!room.page(&elsewhere).contains("class=\"placement"));
        assert!(!room.page("/world").contains("class=\"placement"));
    }
}

#[test]
fn a_slot_whose_picture_has_expired_shows_its_words() {
    let room = Room::found();
    room.publish(1);
    announce(&room, Slot::ArticleEnd, true);
    let banner = "class=\"banner\"";
    assert!(room.page(&address(1)).contains(banner));
    expire(&room);
    let html = room.page(&address(1));
    assert!(!html.contains(banner) && html.contains("معرض الكتاب"));
}

#[test]
fn a_picture_whose_rights_have_expired_stands_on_no_page() {
    let room = Room::found();
    room.publish(6);
    let base = format!("/media/{}", media::public_key(&picture()));
    let paths = [
        "/".to_owned(),
        "/world".to_owned(),
        "/author/layla".to_owned(),
        "/feed.xml".to_owned(),
        address(1),
        address(2),
    ];
    for path in &paths {
        assert!(room.page(path).contains(&base), "{path}");
    }
    expire(&room);
    for path in &paths {
        let text = room.page(path);
        assert!(!text.contains(&base), "{path}");
        assert!(!text.contains("رافعات المرفأ عند الغروب"), "{path}");
    }
    let article = room.page(&address(2));
    assert!(article.contains("og:image\" content=\"https://siraj.example/media/house/og.jpg"));
    // Without its picture, the one long piece is a report among others.
    assert!(!room.page("/").contains("class=\"long-read\""));
    // Rights that are prolonged bring it back.
    room.act(|act| {
        let mut prolonged = picture();
        prolonged.expires_at = Some(NOW.plus_seconds(1));
        media::save(act, &prolonged).unwrap();
    });
    assert!(room.page(&address(2)).contains(&base));
}
