//! Links open once, within their time, and for nothing but what they are for.

use super::browser::{Browser, EMAIL, PASSWORD, first_link, leads_to, opened, said};
use crate::harness::Desk;
use http::StatusCode;
use siraj::actions::entry;
use siraj::store::changes::By;
use siraj::store::entry::LinkKind;
use siraj_editorial::role::Role;

const GOOD: [(&str, &str); 2] = [("email", EMAIL), ("password", PASSWORD)];

#[tokio::test]
async fn the_first_owner_comes_in_by_a_link_that_opens_once() {
    let desk = Desk::open().await;
    let mut owner = Browser::at(&desk);
    assert_eq!(
        leads_to(&owner.get("/newsroom/").await),
        "/newsroom/sign-in"
    );
    let link = first_link(&desk).await.unwrap();
    let page = owner.get(&link).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Open your newsroom"), "{}", page.text);
    let answer = owner.post(&link, &GOOD).await;
    assert_eq!(leads_to(&answer), "/newsroom/account");
    assert!(owner.is_inside().await);
    // Used up, also for whoever reads it in a log, and void for every other first link.
    let mut other = Browser::phone(&desk);
    assert_eq!(other.get(&link).await.status, StatusCode::GONE);
    assert_eq!(other.post(&link, &GOOD).await.status, StatusCode::GONE);
    assert_eq!(first_link(&desk).await, None);
    assert!(!other.is_inside().await);
    let answer = other.signs_in().await;
    assert_eq!(leads_to(&answer), "/newsroom/");
    assert!(other.is_inside().await);
}

#[tokio::test]
async fn a_newer_link_and_half_an_hour_make_a_link_void() {
    let desk = Desk::open().await;
    let mut somebody = Browser::at(&desk);
    let first = first_link(&desk).await.unwrap();
    let second = first_link(&desk).await.unwrap();
    assert_eq!(somebody.get(&first).await.status, StatusCode::GONE);
    desk.newsroom
        .room
        .clock
        .advance(LinkKind::First.seconds() - 1);
    assert_eq!(somebody.get(&second).await.status, StatusCode::OK);
    desk.newsroom.room.clock.advance(1);
    let gone = somebody.get(&second).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.text.contains("opens nothing any more"));
    assert_eq!(somebody.post(&second, &GOOD).await.status, StatusCode::GONE);
    for unknown in [
        "/newsroom/link/siraj_0",
        "/newsroom/link/%FF",
        "/newsroom/link/...",
    ] {
        assert_eq!(
            somebody.get(unknown).await.status,
            StatusCode::GONE,
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn what_is_typed_wrong_behind_a_link_is_told_and_costs_nothing() {
    let desk = Desk::open().await;
    let mut owner = Browser::at(&desk);
    let link = first_link(&desk).await.unwrap();
    for (email, password, told) in [
        ("no address", PASSWORD, "Write an email address"),
        ("@marsa.example", PASSWORD, "Write an email address"),
        (EMAIL, "short", "too short"),
        (EMAIL, "layla@marsa.example", "Anybody would guess"),
        (EMAIL, &"words ".repeat(50), "longer than 200"),
        ("", "", "Write an email address"),
    ] {
        let fields = [("email", email), ("password", password)];
        let answer = owner.post(&link, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said(&answer).contains(told), "{}", said(&answer));
    }
    let shown = owner
        .post(&link, &[("email", "<b>\"x\"@y"), ("password", "short")])
        .await;
    assert!(!shown.text.contains("<b>"), "{}", shown.text);
    assert_eq!(
        leads_to(&owner.post(&link, &GOOD).await),
        "/newsroom/account"
    );
}

#[tokio::test]
async fn a_person_opens_their_account_and_one_who_is_locked_out_opens_it_anew() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let room = &desk.newsroom.room;
    let reporter = desk.hire(Role::Reporter).await;
    let link = |text: String| format!("/newsroom/link/{text}");
    let open = entry::make_link(room, By::House, reporter).await.unwrap();
    let mut theirs = Browser::phone(&desk);
    assert!(
        theirs
            .get(&link(open.clone()))
            .await
            .text
            .contains("Open your account")
    );
    let taken = theirs.post(&link(open.clone()), &GOOD).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&taken).contains("Somebody else signs in"));
    let own = [("email", "hind@marsa.example"), ("password", PASSWORD)];
    leads_to(&theirs.post(&link(open), &own).await);
    assert!(theirs.is_inside().await);
    // Locked out: the link ends what was open and lets them choose anew.
    let reset = entry::make_link(room, By::House, reporter).await.unwrap();
    let mut anew = Browser::at(&desk);
    let page = anew.get(&link(reset.clone())).await;
    assert!(
        page.text.contains("Choose a new password") && page.text.contains("hind@marsa.example")
    );
    let new = [
        ("email", "hind@marsa.example"),
        ("password", "مرسى لا ينام أبدًا"),
    ];
    leads_to(&anew.post(&link(reset), &new).await);
    assert!(anew.is_inside().await && !theirs.is_inside().await);
    assert!(owner.is_inside().await, "nobody else is put out");
}

#[tokio::test]
async fn a_link_made_before_an_owner_came_is_still_a_reporters_own() {
    let desk = Desk::open().await;
    let reporter = desk.hire(Role::Reporter).await;
    let text = entry::make_link(&desk.newsroom.room, By::House, reporter).await;
    let link = format!("/newsroom/link/{}", text.unwrap());
    let mut theirs = Browser::phone(&desk);
    assert!(theirs.get(&link).await.text.contains("Open your account"));
    opened(&desk).await;
    let own = [("email", "hind@marsa.example"), ("password", PASSWORD)];
    assert_eq!(
        leads_to(&theirs.post(&link, &own).await),
        "/newsroom/account"
    );
}

#[tokio::test]
async fn an_invitation_waits_a_week_and_a_way_back_a_day() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let (room, clock) = (&desk.newsroom.room, &desk.newsroom.room.clock);
    let person = desk.hire(Role::Editor).await;
    let mut theirs = Browser::phone(&desk);
    let own = [("email", "hind@marsa.example"), ("password", PASSWORD)];
    for (kind, opens) in [
        (LinkKind::Open, false),
        (LinkKind::Open, true),
        (LinkKind::Reset, false),
        (LinkKind::Reset, true),
    ] {
        let text = entry::make_link(room, By::House, person).await.unwrap();
        let (link, ..) = entry::look_at_link(room, &text).await.unwrap();
        assert_eq!(link.kind, kind);
        clock.advance(kind.seconds() - i64::from(opens));
        let answer = theirs.post(&format!("/newsroom/link/{text}"), &own).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, opens, "{kind:?}");
    }
    assert_eq!(LinkKind::Open.seconds(), 7 * 86_400);
    assert_eq!(LinkKind::Reset.seconds(), 86_400);
}

#[tokio::test]
async fn a_person_without_an_account_gets_no_link() {
    let desk = Desk::open().await;
    let nobody = siraj_editorial::PersonId(siraj::room::fresh_id());
    let made = entry::make_link(&desk.newsroom.room, By::House, nobody).await;
    assert!(
        matches!(made, Err(siraj::room::ActError::NotFound)),
        "{made:?}"
    );
}
