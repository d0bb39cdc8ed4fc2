//! What the publication is and how its editions write, and the keys to its write API.

use super::browser::{leads_to, opened, said};
use super::people::inside;
use crate::harness::Desk;
use http::StatusCode;
use siraj::actions::checks as acts;
use siraj::store::house as rows;
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::checklist::{Check, Severities, Severity};
use siraj_editorial::edition::{Edition, Identity};
use siraj_editorial::role::Role;

const IDENTITY: &str = "/newsroom/house/identity";
const ARABIC: &str = "/newsroom/house/editions/ar";
const TOKENS: &str = "/newsroom/house/tokens";

async fn identity(desk: &Desk) -> Identity {
    let read = desk.newsroom.room.db.read(|c| rows::identity(c));
    read.await.unwrap().unwrap()
}

async fn arabic(desk: &Desk) -> Edition {
    let read = desk.newsroom.room.db.read(|c| rows::editions(c));
    read.await.unwrap().remove(0)
}

/// An identity as the form sends it.
fn typed<'f>(name: &'f str, accent: &'f str, founded: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("name.ar", name),
        ("name.en", "Siraj"),
        ("tagline.ar", "أخبار البلاد"),
        ("time_zone", "Africa/Casablanca"),
        ("accent", accent),
        ("founded", founded),
        ("second_person", "yes"),
    ]
}

#[tokio::test]
async fn the_identity_is_changed_seen_beforehand_and_taken_back() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let before = identity(&desk).await;
    let head = desk.head().await;
    let mut draft = typed("المنارة", "#0b5c63", "1998");
    draft.push(("act", "preview"));
    let front = owner.post(IDENTITY, &draft).await;
    assert_eq!(front.status, StatusCode::OK, "{}", front.text);
    assert!(front.text.contains("المنارة") && front.text.contains("/assets/look.0b5c63.sn.css"));
    assert_eq!(desk.head().await, head, "a look changes nothing");
    let (_, public) = desk.read("https://siraj.example/").await;
    assert!(!public.contains("المنارة"), "and nobody else sees it");
    let saved = owner
        .post(IDENTITY, &typed("المنارة", "#0b5c63", "1998"))
        .await;
    assert!(said(&saved).contains("Saved"), "{}", saved.text);
    let now = identity(&desk).await;
    assert!(now.second_person && now.founded == Some(1998));
    assert_eq!(now.time_zone, "Africa/Casablanca");
    let (_, public) = desk.read("https://siraj.example/").await;
    assert!(public.contains("المنارة"));
    let (_, rest) = saved.text.split_once(r#"name="before" value=""#).unwrap();
    let kept = rest.split_once('"').unwrap().0.replace("&#34;", "\"");
    owner
        .post(IDENTITY, &[("before", kept.as_str()), ("act", "undo")])
        .await;
    assert_eq!(identity(&desk).await, before);
}

#[tokio::test]
async fn what_cannot_be_an_identity_is_told_and_nothing_is_changed() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let head = desk.head().await;
    let long = "س".repeat(200);
    for (name, accent, founded, told) in [
        ("", "", "", "id=\"name.ar-wrong\""),
        (&long, "", "", "id=\"name.ar-wrong\""),
        ("سراج", "teal", "", "not a colour"),
        ("سراج", "#ffcc00", "", "nearest shade"),
        ("سراج", "", "12", "id=\"founded-wrong\""),
        ("سراج", "", "year\0", "id=\"founded-wrong\""),
    ] {
        let mut fields = typed(name, accent, founded);
        if name.is_empty() {
            fields.retain(|(field, _)| *field != "name.en");
        }
        let answer = owner.post(IDENTITY, &fields).await;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        assert_eq!(answer.status, status, "{name:?} {accent:?} {founded:?}");
        assert!(answer.text.contains(told), "{told}: {}", answer.text);
    }
    let faint = owner.post(IDENTITY, &typed("سراج", "#ffcc00", "")).await;
    let (_, rest) = faint.text.split_once(r#"name="shade" value=""#).unwrap();
    let shade = rest.split_once('"').unwrap().0.to_owned();
    assert_eq!(desk.head().await, head);
    let mut fields = typed("سراج", "#ffcc00", "");
    fields.push(("shade", &shade));
    let taken = owner.post(IDENTITY, &fields).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    assert_eq!(
        identity(&desk).await.accent.as_deref(),
        Some(shade.as_str())
    );
    let mut fields = typed("سراج", "", "");
    fields.retain(|(field, _)| *field != "time_zone");
    fields.push(("time_zone", "Nowhere/Nothing"));
    let answer = owner.post(IDENTITY, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_editions_habits_are_printed_before_they_are_saved() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let before = arabic(&desk).await;
    let fields = [
        ("label", "العربية"),
        ("months", "algerian"),
        ("digits", "arabic_indic"),
        ("hijri", "null"),
        ("quotations", "curly"),
    ];
    let printed = owner
        .post(ARABIC, &[&fields[..], &[("act", "print")]].concat())
        .await;
    assert!(printed.text.contains("نوفمبر") && printed.text.contains("selected"));
    assert_eq!(arabic(&desk).await, before);
    let front = owner
        .post(ARABIC, &[&fields[..], &[("act", "preview")]].concat())
        .await;
    assert_eq!(front.status, StatusCode::OK);
    assert_eq!(owner.post(ARABIC, &fields).await.status, StatusCode::OK);
    let now = arabic(&desk).await;
    assert_eq!(now.months, MonthStyle::Algerian);
    assert_eq!(now.digits, DigitStyle::ArabicIndic);
    assert_eq!(now.hijri, None);
    let odd = [("label", ""), ("months", "lunar"), ("hijri", "7")];
    let answer = owner.post(ARABIC, &odd).await;
    assert!(!answer.status.is_server_error());
    let kept = arabic(&desk).await;
    assert_eq!((kept.months, kept.hijri), (now.months, now.hijri));
    let nowhere = owner.get("/newsroom/house/editions/xx").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_is_taken_back() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let editor = desk.hire(Role::Editor).await.to_string();
    let fields = [
        ("person", editor.as_str()),
        ("role", "chief"),
        ("days", "30"),
    ];
    let above = owner.post(TOKENS, &fields).await;
    assert_eq!(above.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("person", editor.as_str()),
        ("role", "reporter"),
        ("days", "30"),
    ];
    let made = owner.post(TOKENS, &fields).await;
    let (_, rest) = made
        .text
        .split_once("<p class=\"secret\" dir=\"ltr\">")
        .unwrap();
    let token = rest.split_once('<').unwrap().0.to_owned();
    let works = desk.with(&token, "GET", "/me").send().await;
    assert_eq!(works.status, StatusCode::OK);
    let list = owner.get(TOKENS).await;
    assert!(!list.text.contains(&token), "shown once");
    let (_, rest) = list.text.split_once(r#"name="back" value=""#).unwrap();
    let id = rest.split_once('"').unwrap().0.to_owned();
    leads_to(&owner.post(TOKENS, &[("back", &id)]).await);
    let refused = desk.with(&token, "GET", "/me").send().await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    for (name, value) in [("back", id.as_str()), ("back", "none"), ("person", "none")] {
        let answer = owner
            .post(TOKENS, &[(name, value), ("role", "editor")])
            .await;
        assert!(answer.status.is_client_error(), "{name} {value}");
    }
}

#[tokio::test]
async fn the_house_is_kept_by_chiefs_and_owners() {
    let desk = Desk::open().await;
    opened(&desk).await;
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let may = role >= Role::Chief;
        for path in [
            "/newsroom/house",
            IDENTITY,
            "/newsroom/house/editions",
            ARABIC,
            TOKENS,
        ] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status == StatusCode::OK, may, "{role:?} {path}");
        }
        for path in [IDENTITY, ARABIC, TOKENS] {
            let answer = browser.post(path, &[("name", "x")]).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !may, "{role:?} {path}");
        }
    }
    // A chief makes no token above their own role.
    let (_, mut chief) = inside(&desk, Role::Chief).await;
    let owner = desk.newsroom.owner.person.to_string();
    let fields = [("person", owner.as_str()), ("role", "owner"), ("days", "")];
    let answer = chief.post(TOKENS, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_article_is_erased_by_an_owner_who_has_seen_which_one_it_is() {
    const HERE: &str = "/newsroom/house/danger";
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (_, mut chief) = inside(&desk, Role::Chief).await;
    assert_eq!(chief.get(HERE).await.status, StatusCode::FORBIDDEN);
    let article = desk.newsroom.articles().await.remove(0);
    let short = article.short_id.to_string();
    let refused = chief.post(HERE, &[("article", short.as_str())]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let head = desk.head().await;
    for (article, reason) in [("nothing", "x"), ("\0", "x"), (short.as_str(), " ")] {
        let fields = [("article", article), ("reason", reason), ("act", "erase")];
        let answer = owner.post(HERE, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{article:?}"
        );
    }
    let address = format!("https://siraj.example/a/{short}");
    let fields = [("article", address.as_str()), ("reason", "ruling 12")];
    let asked = owner.post(HERE, &fields).await;
    assert!(asked.text.contains(r#"value="erase""#) && desk.head().await == head);
    let erasing = [&fields[..], &[("act", "erase")]].concat();
    leads_to(&owner.post(HERE, &erasing).await);
    let (status, _) = desk.read(&address).await;
    assert_eq!(status, StatusCode::GONE);
}

#[tokio::test]
async fn what_stops_an_article_is_chosen_and_taken_back() {
    const CHECKS: &str = "/newsroom/house/checks";
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let page = owner.get(CHECKS).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for words in ["Standfirst", "Links that answer", "Headline, Address, Text"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let severities = || async { acts::severities(&desk.newsroom.room).await.unwrap() };
    let saved = owner
        .post(
            CHECKS,
            &[
                ("standfirst", "blocks"),
                ("picture_credit", "warns"),
                ("links", "rests"),
                // What is bound, has no such choice or is no severity stays as it is.
                ("headline", "warns"),
                ("notes", "rests"),
                ("spelling", "perhaps"),
            ],
        )
        .await;
    assert!(said(&saved).contains("Saved"), "{}", saved.text);
    let chosen = severities().await;
    assert_eq!(chosen.of(Check::Standfirst), Severity::Blocks);
    assert_eq!(chosen.of(Check::PictureCredit), Severity::Warns);
    assert_eq!(chosen.of(Check::Links), Severity::Rests);
    assert_eq!(chosen.of(Check::Headline), Severity::Blocks);
    assert_eq!(chosen.of(Check::Notes), Severity::Warns);
    assert_eq!(chosen.of(Check::Spelling), Severity::Warns);
    let undo = [("before", "{}"), ("act", "undo")];
    let undone = owner.post(CHECKS, &undo).await;
    assert_eq!(undone.status, StatusCode::OK);
    assert_eq!(severities().await, Severities::default());
    for role in [Role::Contributor, Role::Reporter, Role::Editor] {
        let (_, mut other) = inside(&desk, role).await;
        assert_eq!(other.get(CHECKS).await.status, StatusCode::FORBIDDEN);
        let refused = other.post(CHECKS, &[("byline", "warns")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role:?}");
    }
    assert_eq!(severities().await, Severities::default());
}
