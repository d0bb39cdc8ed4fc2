//! Pictures that come in parts: in order, twice, too early, cut off, too long, of somebody
//! else; after the program stopped in the middle; and what is no picture after all.

use super::browser::Browser;
use super::people::inside;
use crate::harness::{Answer, Desk};
use crate::spine::newsroom::jpeg;
use axum::body::Body;
use http::header;
use serde_json::{Value, json};
use siraj::followers::library;
use siraj::media::fingerprint;
use siraj_editorial::Timestamp;
use siraj_editorial::role::Role;

const UPLOADS: &str = "/newsroom/api/uploads";

/// Sends a request of a script of ours.
async fn ask(
    browser: &Browser<'_>,
    method: &str,
    path: &str,
    offset: Option<u64>,
    body: Vec<u8>,
) -> Answer {
    let mut request = browser
        .request(method, path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(offset) = offset {
        request = request.header("upload-offset", offset);
    }
    browser
        .desk
        .send(request.body(Body::from(body)).unwrap())
        .await
}

async fn begin(browser: &Browser<'_>, bytes: &[u8], kind: &str) -> Answer {
    let about = json!({
        "mark": format!("sha256-{}", fingerprint(bytes)), "length": bytes.len(),
        "name": "quay.jpg", "kind": kind,
    });
    ask(browser, "POST", UPLOADS, None, about.to_string().into()).await
}

async fn begun(browser: &Browser<'_>, bytes: &[u8]) -> (String, Value) {
    let begun = begin(browser, bytes, "image/jpeg").await.done(201);
    let path = format!("{UPLOADS}/{}", begun["id"].as_str().unwrap());
    (path, begun)
}

async fn part(browser: &Browser<'_>, path: &str, offset: usize, bytes: &[u8]) -> (u16, u64) {
    let answer = ask(browser, "PATCH", path, Some(offset as u64), bytes.to_vec()).await;
    let now = answer.headers.get("upload-offset");
    let now = now.map_or(u64::MAX, |now| now.to_str().unwrap().parse().unwrap());
    (answer.status.as_u16(), now)
}

async fn finish(browser: &Browser<'_>, path: &str) -> Answer {
    ask(
        browser,
        "POST",
        &format!("{path}/picture"),
        None,
        b"{}".to_vec(),
    )
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_comes_in_parts_whatever_the_line_does() {
    let desk = Desk::open().await;
    let (_, reporter) = inside(&desk, Role::Reporter).await;
    let bytes = jpeg(90);
    let (path, first) = begun(&reporter, &bytes).await;
    assert_eq!(
        (&first["offset"], &first["picture"]),
        (&json!(0), &Value::Null)
    );
    assert_eq!(part(&reporter, &path, 0, &bytes[..100]).await, (204, 100));
    // The same again, and one that comes too early: the answer says where it stands.
    assert_eq!(part(&reporter, &path, 0, &bytes[..100]).await, (409, 100));
    assert_eq!(part(&reporter, &path, 200, &bytes[200..]).await, (409, 100));
    assert_eq!(part(&reporter, &path, 100, &[]).await, (204, 100));
    let early = finish(&reporter, &path).await;
    assert_eq!(early.status, 409);
    // The page was loaded anew: the same file goes on where it was.
    let (same, again) = begun(&reporter, &bytes).await;
    assert_eq!(
        (same.as_str(), &again["offset"]),
        (path.as_str(), &json!(100))
    );
    let place = ask(&reporter, "HEAD", &path, None, Vec::new()).await;
    assert_eq!(place.headers["upload-offset"], "100");
    assert_eq!(
        place.headers["upload-length"],
        bytes.len().to_string().as_str()
    );
    let all = bytes.len() as u64;
    assert_eq!(part(&reporter, &path, 100, &bytes[100..]).await, (204, all));
    let made = finish(&reporter, &path).await.done(201);
    assert_eq!((&made["width"], &made["alt"]), (&json!(24), &json!({})));
    assert_eq!(made["file_name"], "quay.jpg");
    // The answer was lost: asked again, it is the same picture.
    let twice = finish(&reporter, &path).await.done(200);
    assert_eq!(twice["id"], made["id"]);
    // Whoever sends the same file again is told that it is there.
    let (_, other) = inside(&desk, Role::Editor).await;
    let known = begin(&other, &bytes, "image/jpeg").await.done(200);
    assert_eq!(known["picture"]["id"], made["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_that_lie_are_refused_and_leave_nothing() {
    let desk = Desk::open().await;
    let (_, reporter) = inside(&desk, Role::Reporter).await;
    let (_, other) = inside(&desk, Role::Reporter).await;
    let before = desk.head().await;
    let bytes = jpeg(91);
    let (path, _) = begun(&reporter, &bytes).await;
    // Nobody else's, not even to look at.
    assert_eq!(part(&other, &path, 0, &bytes).await.0, 404);
    assert_eq!(
        ask(&other, "DELETE", &path, None, Vec::new()).await.status,
        404
    );
    // More than was said.
    let longer = [&bytes[..], b"more"].concat();
    assert_eq!(part(&reporter, &path, 0, &longer).await.0, 400);
    let placeless = ask(&reporter, "PATCH", &path, None, bytes.to_vec()).await;
    placeless.refused(400, "library.no_offset");
    // Other bytes than were promised.
    let mut wrong = bytes.to_vec();
    wrong.reverse();
    assert_eq!(part(&reporter, &path, 0, &wrong).await.0, 204);
    finish(&reporter, &path)
        .await
        .refused(422, "library.differs");
    finish(&reporter, &path).await.refused(404, "api.not_found");
    // No picture, whatever it is called.
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>";
    let (path, _) = begun(&reporter, svg).await;
    assert_eq!(part(&reporter, &path, 0, svg).await.0, 204);
    finish(&reporter, &path)
        .await
        .refused(415, "pictures.picture_svg");
    let cut = &jpeg(92)[..120];
    let (path, _) = begun(&reporter, cut).await;
    part(&reporter, &path, 0, cut).await;
    finish(&reporter, &path)
        .await
        .refused(422, "pictures.picture_truncated");
    let begun = begin(&reporter, &jpeg(93), "image/png").await.done(201);
    let path = format!("{UPLOADS}/{}", begun["id"].as_str().unwrap());
    part(&reporter, &path, 0, &jpeg(93)).await;
    finish(&reporter, &path)
        .await
        .refused(422, "pictures.picture_type_differs");
    assert_eq!(desk.head().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_upload_begins_with_is_checked() {
    let desk = Desk::open().await;
    let (_, reporter) = inside(&desk, Role::Reporter).await;
    let cases = [
        (
            json!({"mark": "m", "length": 41 << 20}),
            413,
            "api.too_large",
        ),
        (json!({"mark": "m", "length": 0}), 422, "api.fields"),
        (json!({"mark": "m", "length": -1}), 422, "api.fields"),
        (json!({"mark": "m", "length": "9"}), 422, "api.fields"),
        (json!({"length": 9}), 422, "api.fields"),
        (json!({"mark": "a\0b", "length": 9}), 422, "api.fields"),
        (
            json!({"mark": "m", "length": 9, "way": "../x"}),
            422,
            "api.fields",
        ),
        (json!([1]), 422, "api.fields"),
    ];
    for (about, status, code) in cases {
        let answer = ask(&reporter, "POST", UPLOADS, None, about.to_string().into()).await;
        assert_eq!(answer.status.as_u16(), status, "{about}: {}", answer.text);
        if code != "api.fields" {
            answer.refused(status, code);
        }
    }
    // From another site's page, or with no session at all.
    let foreign = reporter
        .request("POST", UPLOADS)
        .header("sec-fetch-site", "cross-site")
        .body(Body::from("{}"));
    desk.send(foreign.unwrap())
        .await
        .refused(403, "api.foreign");
    let nobody = Browser::at(&desk);
    begin(&nobody, &jpeg(1), "")
        .await
        .refused(401, "api.session_ended");
    for id in [
        "x",
        &"a".repeat(32),
        &"G".repeat(32),
        "%00",
        "..%2F..%2Foriginals",
    ] {
        let path = format!("{UPLOADS}/{id}");
        let answer = ask(&reporter, "PATCH", &path, Some(0), b"x".to_vec()).await;
        assert_eq!(answer.status, 404, "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_leads_into_the_house_is_not_asked() {
    let desk = Desk::open().await;
    let (_, reporter) = inside(&desk, Role::Reporter).await;
    let (_, contributor) = inside(&desk, Role::Contributor).await;
    let fetch = |browser, address: &str| {
        let body = json!({"address": address}).to_string();
        ask(browser, "POST", "/newsroom/api/fetched", None, body.into())
    };
    for (address, code) in [
        ("http://pictures.example/a.jpg", "library.address_not_https"),
        ("https://127.0.0.1/a.jpg", "library.address_not_public"),
        ("https://[::1]/a.jpg", "library.address_not_public"),
        (
            "https://169.254.169.254/a.jpg",
            "library.address_not_public",
        ),
    ] {
        fetch(&reporter, address).await.refused(422, code);
        let refused = fetch(&contributor, address).await;
        refused.refused(403, "refused.library.not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_uploads_or_learns_whose_the_pictures_are() {
    let desk = Desk::open().await;
    for role in Role::ALL {
        let (_, browser) = inside(&desk, role).await;
        let bytes = jpeg(100 + role as u8);
        let answer = begin(&browser, &bytes, "image/jpeg").await;
        if role == Role::Contributor {
            answer.refused(403, "refused.library.not_allowed");
        } else {
            answer.done(201);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_goes_on_with_is_swept() {
    let desk = Desk::open().await;
    let (_, reporter) = inside(&desk, Role::Reporter).await;
    let bytes = jpeg(94);
    let (path, _) = begun(&reporter, &bytes).await;
    part(&reporter, &path, 0, &bytes[..50]).await;
    let room = &desk.newsroom.room;
    library::tick(room).await.unwrap();
    let still = ask(&reporter, "HEAD", &path, None, Vec::new()).await;
    assert_eq!(still.headers["upload-offset"], "50");
    // What lies in the store is dated by the machine's own clock.
    let later = Timestamp::from_micros(i64::MAX);
    assert_eq!(room.pictures.sweep_uploads(later).await.unwrap(), 2);
    let gone = ask(&reporter, "HEAD", &path, None, Vec::new()).await;
    assert_eq!(gone.status, 404);
}
