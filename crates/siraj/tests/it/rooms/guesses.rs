//! Who guesses learns nothing and waits.

use super::browser::{Browser, EMAIL, PASSWORD, leads_to, opened, said};
use crate::harness::{Answer, Desk};
use http::{StatusCode, header};
use siraj::web::visitor::Visitor;

async fn tries(browser: &mut Browser<'_>, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("password", password)];
    browser.post("/newsroom/sign-in", &fields).await
}

#[tokio::test]
async fn a_wrong_password_and_a_person_who_is_not_there_are_answered_alike() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let mut guesser = Browser::at(&desk);
    let unlike = |answer: Answer, email: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
        answer.text.replace(email, "")
    };
    let other = "nobody@marsa.example";
    let wrong = unlike(tries(&mut guesser, EMAIL, "not this password").await, EMAIL);
    let nobody = unlike(tries(&mut guesser, other, "not this password").await, other);
    let empty = unlike(tries(&mut guesser, "", "").await, "nothing to replace");
    assert_eq!(wrong, nobody);
    assert_eq!(wrong, empty);
    assert!(wrong.contains("Not signed in."));
    // However it is typed, the address is the address.
    let answer = tries(&mut guesser, " Layla@MARSA.example ", PASSWORD).await;
    assert_eq!(leads_to(&answer), "/newsroom/");
}

#[tokio::test]
async fn after_ten_wrong_passwords_an_account_waits_even_for_the_right_one() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let mut guesser = Browser::at(&desk);
    for n in 0..10 {
        let answer = tries(&mut guesser, EMAIL, &format!("guess number {n}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let waits = tries(&mut guesser, EMAIL, PASSWORD).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(waits.headers["retry-after"], "900");
    assert!(said(&waits).contains("Wait 15 minutes"), "{}", said(&waits));
    let other = tries(&mut guesser, "nobody@marsa.example", "any password").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    desk.newsroom.room.clock.advance(900);
    let answer = tries(&mut guesser, EMAIL, PASSWORD).await;
    assert_eq!(leads_to(&answer), "/newsroom/");
}

#[tokio::test]
async fn after_thirty_wrong_passwords_for_anybody_a_network_waits_and_others_do_not() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let at = |address: &str| {
        Some(Visitor {
            address: address.parse().unwrap(),
            secure: true,
        })
    };
    let mut guesser = Browser::at(&desk);
    for n in 0..30 {
        // A network of sixty-four bits is one.
        guesser.from = at(&format!("2001:db8::{n:x}"));
        let answer = tries(&mut guesser, &format!("nobody{n}@marsa.example"), "guess").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{n}");
    }
    guesser.from = at("2001:db8::ffff");
    let waits = tries(&mut guesser, EMAIL, PASSWORD).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
    let passkey = guesser.json("/newsroom/passkey", "{}").await;
    assert_eq!(passkey.status, StatusCode::TOO_MANY_REQUESTS);
    let mut other = Browser::phone(&desk);
    other.from = at("2001:db8:0:1::1");
    assert_eq!(
        leads_to(&tries(&mut other, EMAIL, PASSWORD).await),
        "/newsroom/"
    );
}

#[tokio::test]
async fn forms_of_other_sites_are_not_taken() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    for (site, origin) in [
        (Some("cross-site"), Some("https://evil.example")),
        (Some("same-site"), Some("https://blog.siraj.example")),
        (Some("same-origin"), Some("https://evil.example")),
        (Some("none"), None),
        (None, Some("https://evil.example")),
        (None, Some("null")),
        (None, None),
    ] {
        let mut request = owner.request("POST", "/newsroom/sign-out");
        for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let answer = owner.post_as(request, &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{site:?} {origin:?}");
        assert!(answer.text.contains("Nothing was changed."));
    }
    assert!(owner.is_inside().await);
    // An older browser says only where the form stood.
    let request = owner.request("POST", "/newsroom/sign-out");
    let request = request.header("origin", "https://siraj.example");
    assert_eq!(
        leads_to(&owner.post_as(request, &[]).await),
        "/newsroom/sign-in"
    );
    assert!(owner.cookie.is_none() && !owner.is_inside().await);
}
