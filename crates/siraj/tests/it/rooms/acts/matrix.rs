//! Rights: every role on every screen and every verb, on somebody else's draft, on one's
//! own, and on what is published.

use super::super::browser::opened;
use super::Writer;
use crate::harness::Desk;
use http::StatusCode;
use siraj_editorial::role::Role;

const SCREENS: [&str; 7] = [
    "/translate",
    "/publish",
    "/preview",
    "/preview/page",
    "/correct",
    "/withdraw",
    "/bin",
];

#[tokio::test]
async fn whoever_may_not_read_a_draft_does_not_learn_that_it_is_there() {
    let desk = Desk::open().await;
    let writer = Writer::of(&desk, Role::Reporter).await;
    for (role, sees) in [
        (Role::Contributor, false),
        (Role::Reporter, false),
        (Role::Editor, true),
        (Role::Chief, true),
        (Role::Owner, true),
    ] {
        let (_, mut browser) = super::inside(&desk, role).await;
        for screen in SCREENS.iter().chain(&["/share"]) {
            let answer = browser.get(&writer.room(screen)).await;
            let expected = if sees {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            assert_eq!(answer.status, expected, "{role:?} {screen}");
        }
    }
    let mut stranger = super::Browser::at(&desk);
    for screen in SCREENS {
        let answer = stranger.get(&writer.room(screen)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{screen}");
    }
}

#[tokio::test]
async fn every_verb_is_tried_as_every_role_on_their_own_draft() {
    let desk = Desk::open().await;
    // Whether it is done, by contributor, reporter, editor, chief, owner.
    for (act, row) in [
        ("submit", "yes yes yes yes yes"),
        ("publish", "no no yes yes yes"),
        ("schedule", "no no yes yes yes"),
        ("embargo", "no no yes yes yes"),
        ("expire", "no no yes yes yes"),
    ] {
        for (role, may) in Role::ALL.into_iter().zip(row.split(' ')) {
            let mut writer = Writer::of(&desk, role).await;
            let at = [("day", "2026-11-24"), ("hour", "09:00")];
            let answer = writer.acts(act, &at).await;
            let expected = if may == "yes" {
                StatusCode::SEE_OTHER
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{role:?} {act}: {}", answer.text);
        }
    }
}

#[tokio::test]
async fn only_editors_correct_and_withdraw_and_others_are_told_who_does() {
    let desk = Desk::open().await;
    for (role, may) in Role::ALL.into_iter().zip([false, false, true, true, true]) {
        let mut editor = Writer::of(&desk, Role::Editor).await;
        super::super::browser::leads_to(&editor.acts("publish", &[]).await);
        let (_, mut browser) = super::inside(&desk, role).await;
        browser
            .post("/newsroom/account/language", &[("language", "en")])
            .await;
        for (room, fields, who) in [
            (
                "/correct",
                [("act", "correct"), ("text", "كتبنا خطأ.")],
                "Ask ",
            ),
            (
                "/withdraw",
                [("act", "withdraw"), ("notice", "سُحب.")],
                "Ask ",
            ),
        ] {
            let room = editor.room(room);
            let page = browser.get(&room).await;
            assert_eq!(
                page.text.contains("<form method=\"post\""),
                may,
                "{role:?} {room}"
            );
            assert!(may || page.text.contains(who), "{role:?} {room}");
            let answer = browser.post(&room, &fields).await;
            let expected = if may {
                StatusCode::SEE_OTHER
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{role:?} {room}");
        }
    }
}

#[tokio::test]
async fn an_editor_needs_a_second_person_where_the_house_says_so() {
    let desk = Desk::open().await;
    let room = &desk.newsroom.room;
    let identity = room.db.read(|c| siraj::store::house::identity(c)).await;
    let identity = siraj_editorial::edition::Identity {
        second_person: true,
        ..identity.unwrap().unwrap()
    };
    let owner = desk.newsroom.owner.clone();
    siraj::actions::house::save_identity(room, owner, identity)
        .await
        .unwrap();
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let page = editor.browser.get(&editor.room("/publish")).await;
    assert!(page.text.contains("aria-disabled") && page.text.contains("before a colleague"));
    let refused = editor.acts("publish", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    super::super::browser::leads_to(&editor.acts("submit", &[]).await);
    let mut other = Writer::of(&desk, Role::Editor).await;
    let page = other.browser.get(&editor.room("/publish")).await;
    let seen = super::field(&page, "seen").unwrap();
    let fields = [("act", "approve"), ("seen", seen.as_str())];
    super::super::browser::leads_to(&other.browser.post(&editor.room("/publish"), &fields).await);
    super::super::browser::leads_to(&editor.acts("publish", &[]).await);
}

#[tokio::test]
async fn odd_addresses_and_odd_forms_are_told_plainly() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    for odd in ["x", "00000000", "%00", "../..", "7k2m9q0t"] {
        for screen in SCREENS {
            let answer = owner
                .get(&format!("/newsroom/articles/{odd}{screen}"))
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{odd}{screen}");
        }
    }
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let room = editor.room("/publish");
    for fields in [
        vec![],
        vec![("act", "nonsense")],
        vec![("act", "publish"), ("seen", "nothing")],
        vec![("act", "publish"), ("seen", "\0.\0")],
        vec![
            ("act", "publish"),
            (
                "seen",
                "00000000-0000-0000-0000-000000000000.99999999999999999999",
            ),
        ],
        vec![
            ("act", "schedule"),
            ("seen", ""),
            ("day", "2026-11-24"),
            ("hour", "09:00"),
        ],
    ] {
        let answer = editor.browser.post(&room, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
        assert_eq!(editor.state().await, "draft");
    }
    let huge = "س".repeat(80 << 10);
    let answer = editor
        .browser
        .post(&room, &[("act", "send_back"), ("note", &huge)])
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
