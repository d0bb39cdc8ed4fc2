//! One's own account: codes of an app, passwords, sessions, language.

use super::browser::{Browser, EMAIL, PASSWORD, leads_to, opened, said};
use crate::harness::{Answer, Desk};
use http::StatusCode;
use siraj::actions::entry::{HALF_SECONDS, IDLE_SECONDS, SESSION_SECONDS};
use siraj::secrets;

/// What stands between two marks of a page.
#[track_caller]
fn between<'t>(answer: &'t Answer, before: &str, after: &str) -> &'t str {
    let (_, rest) = answer.text.split_once(before).expect(before);
    rest.split_once(after).unwrap().0
}

/// Sets up an app: its key and the recovery codes.
async fn with_codes(browser: &mut Browser<'_>) -> (String, Vec<String>) {
    let page = browser.get("/newsroom/account/codes").await;
    let key = between(&page, r#"name="key" value=""#, "\"").to_owned();
    let now = browser.desk.newsroom.room.clock.now();
    let code = secrets::code_at(&key, now).unwrap();
    let fields = [("key", key.as_str()), ("code", code.as_str())];
    let shown = browser.post("/newsroom/account/codes", &fields).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    let list = between(&shown, r#"<ul class="codes" dir="ltr">"#, "</ul>");
    let codes = list.split("<li>").skip(1);
    let codes: Vec<String> = codes
        .map(|one| one.split_once("</li>").unwrap().0.to_owned())
        .collect();
    assert_eq!(codes.len(), secrets::RECOVERY_CODES);
    (key, codes)
}

async fn gives(browser: &mut Browser<'_>, code: &str) -> Answer {
    browser.post("/newsroom/code", &[("code", code)]).await
}

#[tokio::test]
async fn with_an_app_the_password_alone_opens_nothing_and_a_code_opens_once() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let wrong = [
        ("key", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
        ("code", "000000"),
    ];
    let wrong = owner.post("/newsroom/account/codes", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (key, recovery) = with_codes(&mut owner).await;
    let clock = &desk.newsroom.room.clock;
    let mut phone = Browser::phone(&desk);
    assert_eq!(leads_to(&phone.signs_in().await), "/newsroom/code");
    for path in ["/newsroom/", "/newsroom/account", "/newsroom/account/codes"] {
        assert_eq!(leads_to(&phone.get(path).await), "/newsroom/code", "{path}");
    }
    let half = phone.cookie.clone();
    // The code that set the app up is used already.
    let used = secrets::code_at(&key, clock.now()).unwrap();
    for code in [
        used.as_str(),
        "",
        "123",
        recovery[0].trim_end_matches(char::is_alphanumeric),
    ] {
        let answer = gives(&mut phone, code).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert!(said(&answer).contains("This is not the code."));
    }
    clock.advance(30);
    let code = secrets::code_at(&key, clock.now()).unwrap();
    assert_eq!(leads_to(&gives(&mut phone, &code).await), "/newsroom/");
    assert!(phone.is_inside().await);
    assert_ne!(
        phone.cookie, half,
        "the half session's secret is worth nothing more"
    );
    let mut thief = Browser::at(&desk);
    thief.cookie = half;
    assert!(!thief.is_inside().await);
    // Neither a code nor a recovery code opens twice.
    for (code, opens) in [
        (code.as_str(), false),
        (&recovery[3], true),
        (&recovery[3], false),
    ] {
        let mut again = Browser::at(&desk);
        again.signs_in().await;
        let answer = gives(&mut again, code).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, opens, "{code}");
    }
    let account = phone.get("/newsroom/account").await;
    assert!(account.text.contains("9 recovery codes are left."));
}

#[tokio::test]
async fn codes_are_given_up_and_recovery_codes_renewed_with_a_code_alone() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (key, recovery) = with_codes(&mut owner).await;
    let clock = &desk.newsroom.room.clock;
    let wrong = owner
        .post("/newsroom/account/recovery", &[("code", "000000")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    clock.advance(60);
    let code = secrets::code_at(&key, clock.now()).unwrap();
    let renewed = owner
        .post("/newsroom/account/recovery", &[("code", &code)])
        .await;
    assert_eq!(renewed.status, StatusCode::OK);
    assert!(
        !renewed.text.contains(&recovery[0]),
        "the old ones are gone"
    );
    let old = owner
        .post("/newsroom/account/codes/end", &[("code", &recovery[0])])
        .await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fresh = between(&renewed, "<li>", "</li>");
    let ended = owner
        .post("/newsroom/account/codes/end", &[("code", fresh)])
        .await;
    assert_eq!(leads_to(&ended), "/newsroom/account?done=codes_end");
    let mut phone = Browser::phone(&desk);
    assert_eq!(leads_to(&phone.signs_in().await), "/newsroom/");
}

#[tokio::test]
async fn wrong_codes_are_counted_like_wrong_passwords() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (key, _) = with_codes(&mut owner).await;
    let mut guesser = Browser::at(&desk);
    guesser.signs_in().await;
    for n in 0..10 {
        let answer = gives(&mut guesser, &format!("{n:06}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    desk.newsroom.room.clock.advance(60);
    let code = secrets::code_at(&key, desk.newsroom.room.clock.now()).unwrap();
    let waits = gives(&mut guesser, &code).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waits.headers["retry-after"], "840");
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_opens_from_now_on() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let mut phone = Browser::phone(&desk);
    phone.signs_in().await;
    let change = |old, new| [("old", old), ("new", new)];
    let new = "مرسى لا ينام أبدًا";
    for (old, new, told) in [
        ("not the old one", new, "another"),
        (PASSWORD, "short", "too short"),
        ("", new, "another"),
    ] {
        let answer = owner
            .post("/newsroom/account/password", &change(old, new))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said(&answer).contains(told), "{}", said(&answer));
    }
    // A new password that is too weak is no guess, however often it is tried.
    for _ in 0..12 {
        let answer = owner
            .post("/newsroom/account/password", &change(PASSWORD, "short"))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert!(phone.is_inside().await);
    let changed = owner
        .post("/newsroom/account/password", &change(PASSWORD, new))
        .await;
    let told = owner.get(leads_to(&changed)).await;
    assert!(said(&told).contains("Your password is changed."));
    assert!(!phone.is_inside().await);
    let old = phone.signs_in().await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("email", EMAIL), ("password", new)];
    leads_to(&phone.post("/newsroom/sign-in", &fields).await);
    assert!(phone.is_inside().await);
}

#[tokio::test]
async fn sessions_are_listed_and_each_can_be_ended() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let mut phone = Browser::phone(&desk);
    phone.signs_in().await;
    let mut third = Browser::at(&desk);
    third.signs_in().await;
    let page = owner.get("/newsroom/account").await;
    assert!(page.text.contains("Firefox, Linux") && page.text.contains("Chrome, Android"));
    assert_eq!(page.text.matches("<strong>this device").count(), 1);
    let row = between(&page, "Chrome, Android", "</li>");
    let (_, id) = row.split_once(r#"value=""#).unwrap();
    let id = id.split_once('"').unwrap().0;
    let ended = owner
        .post("/newsroom/account/sessions", &[("session", id)])
        .await;
    assert_eq!(leads_to(&ended), "/newsroom/account?done=sessions");
    assert!(!phone.is_inside().await && third.is_inside().await);
    owner
        .post("/newsroom/account/sessions", &[("session", "others")])
        .await;
    assert!(!third.is_inside().await && owner.is_inside().await);
    // Nobody ends a session of somebody else's.
    third.signs_in().await;
    let foreign = siraj::room::fresh_id().to_string();
    owner
        .post("/newsroom/account/sessions", &[("session", &foreign)])
        .await;
    assert!(third.is_inside().await);
}

#[tokio::test]
async fn sessions_end_by_themselves() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let clock = &desk.newsroom.room.clock;
    for _ in 0..4 {
        clock.advance(IDLE_SECONDS - 1);
        assert!(owner.is_inside().await, "used in time");
    }
    clock.advance(IDLE_SECONDS - 1);
    assert!(
        !owner.is_inside().await,
        "no session lives longer than sixty days"
    );
    owner.signs_in().await;
    clock.advance(IDLE_SECONDS);
    assert!(!owner.is_inside().await, "unused for fourteen days");
    const { assert!(4 * IDLE_SECONDS < SESSION_SECONDS && SESSION_SECONDS < 5 * IDLE_SECONDS) };
    owner.signs_in().await;
    with_codes(&mut owner).await;
    let mut phone = Browser::phone(&desk);
    phone.signs_in().await;
    clock.advance(HALF_SECONDS);
    assert_eq!(
        leads_to(&phone.get("/newsroom/code").await),
        "/newsroom/sign-in"
    );
}

#[tokio::test]
async fn the_rooms_speak_the_language_that_a_person_chose() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let english = owner.get("/newsroom/account").await;
    assert!(english.text.contains(r#"<html lang="en" dir="ltr">"#));
    let chosen = owner
        .post("/newsroom/account/language", &[("language", "ar")])
        .await;
    let arabic = owner.get(leads_to(&chosen)).await;
    assert!(arabic.text.contains(r#"<html lang="ar" dir="rtl">"#));
    assert!(said(&arabic).contains("بالعربية"));
    owner
        .post("/newsroom/account/language", &[("language", "xx")])
        .await;
    assert!(
        owner
            .get("/newsroom/account")
            .await
            .text
            .contains(r#"lang="ar""#)
    );
    // Outside it is the browser's wish, or what the way at the top of the page asks for.
    let mut other = Browser::at(&desk);
    assert!(
        other
            .get("/newsroom/sign-in")
            .await
            .text
            .contains(r#"lang="en" dir="ltr""#)
    );
    let arabic = other.get("/newsroom/sign-in?language=ar").await;
    assert!(arabic.text.contains(r#"lang="ar" dir="rtl""#));
}
