//! Texts that are not public, looked at from inside and shown to somebody outside.

use super::super::browser::{Browser, leads_to};
use super::Writer;
use crate::harness::{Answer, Desk};
use crate::spine::newsroom::take_in;
use http::{HeaderMap, StatusCode};
use serde_json::json;
use siraj::web::pages;
use siraj_editorial::role::Role;
use tower::ServiceExt;

/// The link that a page shows.
#[track_caller]
fn shown(answer: &Answer) -> String {
    let (_, rest) = answer
        .text
        .split_once("https://siraj.example/newsroom/shared/")
        .unwrap_or_else(|| panic!("no link: {}", answer.text));
    format!("/newsroom/shared/{}", rest.split_once('<').unwrap().0)
}

const LAWYER: [(&str, &str); 4] = [
    ("act", "share"),
    ("reader", "المحامية نادين خوري"),
    ("day", "2026-11-24"),
    ("hour", "09:00"),
];

#[tokio::test]
async fn a_preview_is_the_readers_page_and_nobody_elses() {
    let desk = Desk::open().await;
    let picture = desk.newsroom.portrait.to_string();
    let mut editor = Writer::with(&desk, Role::Editor, &json!({"picture": picture})).await;
    let page = editor.browser.get(&editor.room("/preview/page")).await;
    assert_eq!(page.status, StatusCode::OK);
    let headline = editor.draft["manuscript"]["headline"].as_str().unwrap();
    assert!(page.text.contains(headline) && page.text.contains("class=\"strip\""));
    assert!(page.text.contains("noindex") && !page.text.contains("rel=\"canonical\""));
    assert!(!page.text.contains("<script") && !page.text.contains("https://wa.me"));
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert!(
        page.headers["x-robots-tag"]
            .to_str()
            .unwrap()
            .contains("noindex")
    );
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"));
    // Once it is public, the page says the same but for what surrounds it.
    leads_to(&editor.acts("publish", &[]).await);
    let address = editor.now().await["address"].as_str().unwrap().to_owned();
    let public = desk.read(&address).await.1;
    let body = |html: &str| {
        let (_, rest) = html.split_once("<div class=\"body").unwrap();
        rest.split_once("</article>").unwrap().0.to_owned()
    };
    assert_eq!(body(&page.text), body(&public));
    for form in ["reader", "phone", "print", "card", "nonsense", "%00"] {
        let around = editor.room(&format!("/preview?as={form}&theme=dark"));
        let around = editor.browser.get(&around).await;
        assert_eq!(around.status, StatusCode::OK, "{form}");
        let policy = around.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-src 'self'"));
    }
    let dark = editor
        .browser
        .get(&editor.room("/preview/page?theme=dark"))
        .await;
    assert!(dark.text.contains("data-theme=\"dark\""));
    let paper = editor
        .browser
        .get(&editor.room("/preview/page?as=print"))
        .await;
    assert!(paper.text.contains("/paper.") && paper.text.contains("data-theme=\"light\""));
}

#[tokio::test]
async fn pictures_of_a_draft_are_seen_inside_and_not_outside() {
    let desk = Desk::open().await;
    // A picture that nothing public shows.
    let hidden = take_in(&desk.newsroom.room, &desk.newsroom.owner, 201).await;
    let text = json!({"picture": hidden.to_string()});
    let mut editor = Writer::with(&desk, Role::Editor, &text).await;
    let page = editor.browser.get(&editor.room("/preview/page")).await;
    let (_, rest) = page.text.split_once("/newsroom/media/").unwrap();
    let key = rest.split_once('/').unwrap().0.to_owned();
    let inside = format!("/newsroom/media/{key}/320.jpg");
    let request = editor.browser.request("GET", &inside);
    let request = request.body(axum::body::Body::empty()).unwrap();
    let answer = desk.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "image/jpeg");
    let mut stranger = Browser::at(&desk);
    assert_eq!(leads_to(&stranger.get(&inside).await), "/newsroom/sign-in");
    let public = format!("/media/{key}/320.jpg");
    let reply = pages::make(&desk.newsroom.web, &public, &HeaderMap::new()).await;
    assert_ne!(reply.status(), StatusCode::OK);
    for odd in [
        "x",
        "0/320.jpg",
        "0123456789abcdef/9.jpg",
        "0123456789abcdef/320.jpg",
        "%00/%00",
    ] {
        let answer = editor.browser.get(&format!("/newsroom/media/{odd}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[tokio::test]
async fn a_link_opens_the_text_for_somebody_without_an_account_until_it_is_ended() {
    let desk = Desk::open().await;
    let mut writer = Writer::of(&desk, Role::Reporter).await;
    let room = writer.room("/share");
    let link = shown(&writer.browser.post(&room, &LAWYER).await);
    let mut lawyer = Browser::at(&desk);
    let page = lawyer.get(&link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.text.contains("Unpublished draft") && page.text.contains("المحامية نادين خوري"));
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert!(
        page.headers["x-robots-tag"]
            .to_str()
            .unwrap()
            .contains("noindex")
    );
    assert!(!page.headers.contains_key("set-cookie"));
    // The newest text, whenever it is opened.
    writer.renames("عنوان جديد بعد أن أُعطي الرابط").await;
    assert!(
        lawyer
            .get(&link)
            .await
            .text
            .contains("عنوان جديد بعد أن أُعطي الرابط")
    );
    // Of this moment: the text stays as it was.
    let mut fixed = LAWYER.to_vec();
    fixed.push(("what", "this"));
    let of_now = shown(&writer.browser.post(&room, &fixed).await);
    writer.renames("عنوان ثالث").await;
    let page = lawyer.get(&of_now).await;
    assert!(page.text.contains("عنوان جديد بعد") && !page.text.contains("عنوان ثالث"));
    // Only the hash is kept.
    let secret = link.rsplit_once('/').unwrap().1.to_owned();
    let kept = desk.newsroom.room.db.read(move |c| {
        let hash = siraj::tokens::hash(&secret);
        siraj::store::shares::by_hash(c, &hash)
    });
    let kept = kept.await.unwrap().unwrap();
    // Ended by somebody else who may: the section's editor.
    let mut editor = Writer::of(&desk, Role::Editor).await;
    let id = kept.id.to_string();
    let end = [("act", "end"), ("link", id.as_str())];
    leads_to(&editor.browser.post(&room, &end).await);
    let page = lawyer.get(&link).await;
    assert_eq!(page.status, StatusCode::GONE);
    assert!(page.text.contains("This link is over"));
    let again = editor.browser.post(&room, &end).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    // And by time.
    desk.newsroom.room.clock.advance(3 * 24 * 3600);
    assert_eq!(lawyer.get(&of_now).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn links_are_refused_that_should_not_be_and_guesses_open_nothing() {
    let desk = Desk::open().await;
    let mut writer = Writer::of(&desk, Role::Reporter).await;
    let room = writer.room("/share");
    let long = "س".repeat(121);
    for (reader, day, hour) in [
        ("", "2026-11-24", "09:00"),
        ("محامٍ", "", ""),
        ("محامٍ", "2020-01-01", "09:00"),
        ("محامٍ", "2027-11-24", "09:00"),
        (long.as_str(), "2026-11-24", "09:00"),
    ] {
        let fields = [
            ("act", "share"),
            ("reader", reader),
            ("day", day),
            ("hour", hour),
        ];
        let answer = writer.browser.post(&room, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{reader} {day}"
        );
    }
    let end = [("act", "end"), ("link", "nothing")];
    let answer = writer.browser.post(&room, &end).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut stranger = Browser::at(&desk);
    for odd in [
        "x",
        "siraj_0000",
        "%00",
        "a/media/b",
        "a/media/0123456789abcdef/320.jpg",
    ] {
        let answer = stranger.get(&format!("/newsroom/shared/{odd}")).await;
        assert_eq!(answer.status, StatusCode::GONE, "{odd}");
    }
    // What lies in the bin is shown to nobody.
    let link = shown(&writer.browser.post(&room, &LAWYER).await);
    leads_to(
        &writer
            .browser
            .post(&writer.room("/bin"), &[("act", "bin")])
            .await,
    );
    assert_eq!(stranger.get(&link).await.status, StatusCode::GONE);
}
