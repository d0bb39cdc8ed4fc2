//! The library in the rooms: looked through, its words kept and never lost, its bin, and
//! who sees what. Everything without a script.

use super::browser::{Browser, leads_to, said};
use super::people::inside;
use crate::harness::{Answer, Desk, manuscript};
use crate::spine::newsroom::{jpeg, keep, take_in};
use axum::body::Body;
use http::{StatusCode, header};
use serde_json::json;
use siraj::actions::picture;
use siraj::media::Embedded;
use siraj::room::fresh_id;
use siraj::store::media::{by_ids, public_key};
use siraj_editorial::media::Media;
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::{MediaId, PersonId};

/// Takes a picture in as its file is, in somebody's name.
async fn bare(desk: &Desk, person: PersonId, shade: u8, file: &str) -> MediaId {
    let id = MediaId(fresh_id());
    let actor = Actor {
        person,
        role: Role::Reporter,
        sections: None,
    };
    let room = &desk.newsroom.room;
    let original = keep(room, shade).await;
    let file = (file.to_owned(), Embedded::default());
    picture::take_in(room, actor, id, original, file)
        .await
        .unwrap();
    id
}

async fn media(desk: &Desk, id: MediaId) -> Media {
    let read = desk.newsroom.room.db.read(move |c| by_ids(c, &[id]));
    read.await.unwrap().pop().unwrap()
}

fn here(id: MediaId) -> String {
    format!("/newsroom/pictures/{id}")
}

/// The state of the picture that the page's form holds.
#[track_caller]
fn seen(page: &Answer) -> String {
    let (_, rest) = page.text.split_once(r#"name="seen" value=""#).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

fn words<'w>(seen: &'w str, alt: &'w str) -> Vec<(&'w str, &'w str)> {
    vec![
        ("seen", seen),
        ("alt.en", alt),
        ("caption.en", "The eastern quay this morning."),
        ("credit.ar", "سامر عون"),
        ("rights", "Ours alone"),
        ("x", "25"),
        ("y", "50"),
    ]
}

/// Sends a file as a form does.
async fn send_file(browser: &Browser<'_>, path: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
    )
    .into_bytes();
    body.extend(bytes);
    body.extend(b"\r\n--b--\r\n");
    let request = browser
        .request("POST", path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b");
    browser
        .desk
        .send(request.body(Body::from(body)).unwrap())
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_is_searched_and_narrowed() {
    let desk = Desk::open().await;
    let (person, mut reporter) = inside(&desk, Role::Reporter).await;
    let mine = bare(&desk, person, 120, "غروب-الميناء.jpg").await;
    let all = reporter.get("/newsroom/pictures").await;
    assert_eq!(all.status, StatusCode::OK);
    let on = |page: &Answer, id: MediaId| page.text.contains(&here(id));
    let described = desk.newsroom.pictures[0];
    assert!(on(&all, mine) && on(&all, described));
    let cases = [
        ("q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1", true, false),
        ("q=%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7", true, false),
        ("q=fishing+boa", false, true),
        ("q=fishing+zebra", false, false),
        ("q=%00%27%22%25_", true, true),
        ("whose=mine", true, false),
        ("used=no", true, true),
        ("used=yes", false, false),
        ("show=undescribed", true, false),
        ("show=bin", false, false),
        ("show=ending", false, false),
        ("format=jpeg", true, true),
        ("format=png", false, false),
        ("format=x&whose=x&used=x&show=x&before=x", true, true),
    ];
    for (query, has_mine, has_described) in cases {
        let page = reporter.get(&format!("/newsroom/pictures?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let unused = !query.starts_with("used");
        assert_eq!(on(&page, mine), has_mine, "{query}");
        if unused {
            assert_eq!(on(&page, described), has_described, "{query}");
        }
    }
    let nothing = reporter.get("/newsroom/pictures?q=zebra").await;
    assert!(nothing.text.contains("No picture matches."));
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_library_follow_each_other_without_gap() {
    let desk = Desk::open().await;
    let (person, mut reporter) = inside(&desk, Role::Reporter).await;
    let mut added = Vec::new();
    for n in 0..45 {
        added.push(bare(&desk, person, n, "quay.jpg").await);
    }
    let first = reporter.get("/newsroom/pictures?whose=mine").await;
    let (_, rest) = first.text.split_once("/newsroom/pictures?before=").unwrap();
    let older = rest.split_once('"').unwrap().0.replace("&#38;", "&");
    let second = reporter
        .get(&format!("/newsroom/pictures?before={older}"))
        .await;
    for (n, id) in added.iter().enumerate() {
        let on = [&first, &second].map(|page| page.text.contains(&here(*id)));
        assert_eq!(on, [n >= 5, n < 5], "{n}");
    }
    assert!(!second.text.contains("?before="));
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_saved_and_what_is_refused_comes_back_as_it_was_typed() {
    let desk = Desk::open().await;
    let (person, mut reporter) = inside(&desk, Role::Reporter).await;
    let id = bare(&desk, person, 121, "quay.jpg").await;
    let page = reporter.get(&here(id)).await;
    assert!(page.text.contains("quay.jpg") && page.text.contains("It appears nowhere"));
    let first = seen(&page);
    let saved = reporter
        .post(&here(id), &words(&first, "Boats at the quay"))
        .await;
    assert_eq!(leads_to(&saved), format!("{}?done=saved", here(id)));
    let kept = media(&desk, id).await;
    assert_eq!(kept.alt.0.values().next().unwrap(), "Boats at the quay");
    assert_eq!(
        (kept.focal.x, kept.rights.as_deref()),
        (0.25, Some("Ours alone"))
    );
    // Somebody who had opened it before that is told, keeps their words, and may save them.
    let late = reporter.post(&here(id), &words(&first, "Two boats")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(said(&late).contains("Somebody saved this picture"));
    assert!(late.text.contains("Two boats") && late.text.contains("Boats at the quay"));
    let knowing = seen(&late);
    leads_to(
        &reporter
            .post(&here(id), &words(&knowing, "Two boats"))
            .await,
    );
    // A described picture is never left without a word.
    let now = seen(&reporter.get(&here(id)).await);
    let silent = reporter.post(&here(id), &words(&now, "  ")).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&silent).contains("Describe the picture"));
    for (field, value, told) in [
        ("x", "101", "from 0 to 100"),
        ("y", "-1", "from 0 to 100"),
        ("y", "٣", "from 0 to 100"),
        ("expires", "soon", "day and the hour"),
        ("expires", "2026-02-30T10:00", "day and the hour"),
        ("source", "nobody", "error"),
        ("covered", "1", "Write the reason"),
        ("rights", &"long ".repeat(300), "1000"),
        ("alt.en", &"long ".repeat(300), "500"),
    ] {
        let mut typed = words(&now, "Two boats at sea");
        typed.retain(|(name, _)| *name != field);
        typed.push((field, value));
        let answer = reporter.post(&here(id), &typed).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value}"
        );
        assert!(said(&answer).contains("Not saved"), "{field}");
        let (_, wrong) = answer.text.split_once(r#"class="wrong""#).expect(field);
        assert!(told == "error" || wrong.contains(told), "{field}: {wrong}");
        assert!(answer.text.contains("The eastern quay this morning."));
    }
    assert_eq!(
        media(&desk, id).await.alt.0.values().next().unwrap(),
        "Two boats"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_and_a_reason_are_kept_and_readers_are_asked_first() {
    let desk = Desk::open().await;
    let (_, mut reporter) = inside(&desk, Role::Reporter).await;
    let id = desk.newsroom.pictures[0];
    let now = seen(&reporter.get(&here(id)).await);
    let mut typed = words(&now, "Boats");
    typed.extend([
        ("covered", "1"),
        ("warning.en", "A burnt boat"),
        ("expires", "2027-01-01T00:00"),
    ]);
    leads_to(&reporter.post(&here(id), &typed).await);
    let kept = media(&desk, id).await;
    assert_eq!(kept.warning.0.values().next().unwrap(), "A burnt boat");
    let page = reporter.get(&here(id)).await;
    assert!(page.text.contains("2027-01-01T00:00") && page.text.contains("A burnt boat"));
    // Saved again as it is, the end keeps its moment.
    let mut typed = words("", "Boats");
    let again = seen(&page);
    typed.retain(|(name, _)| *name != "seen");
    typed.extend([("seen", again.as_str()), ("expires", "2027-01-01T00:00")]);
    leads_to(&reporter.post(&here(id), &typed).await);
    let after = media(&desk, id).await;
    assert_eq!(after.expires_at, kept.expires_at);
    assert!(after.warning.is_empty(), "no reason without the tick");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_goes_into_the_bin_only_when_nothing_shows_it() {
    let desk = Desk::open().await;
    let (person, mut editor) = inside(&desk, Role::Editor).await;
    let id = bare(&desk, person, 122, "quay.jpg").await;
    let mut draft = manuscript();
    draft["picture"] = json!(id);
    let made = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(&draft)
        .await;
    made.done(201);
    let page = editor.get(&here(id)).await;
    assert!(
        page.text
            .contains(manuscript()["headline"].as_str().unwrap())
    );
    assert!(page.text.contains("First picture") && page.text.contains("Draft"));
    let refused = editor.post(&format!("{}/bin", here(id)), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&refused).contains("in use"));
    let free = bare(&desk, person, 123, "other.jpg").await;
    let binned = editor.post(&format!("{}/bin", here(free)), &[]).await;
    assert_eq!(leads_to(&binned), here(free));
    assert!(editor.get(&here(free)).await.text.contains("is in the bin"));
    assert!(
        !editor
            .get("/newsroom/pictures")
            .await
            .text
            .contains(&here(free))
    );
    let bin = editor.get("/newsroom/pictures?show=bin").await;
    assert!(bin.text.contains(&here(free)));
    leads_to(&editor.post(&format!("{}/back", here(free)), &[]).await);
    assert!(
        editor
            .get("/newsroom/pictures")
            .await
            .text
            .contains(&here(free))
    );
    let twice = editor.post(&format!("{}/back", here(free)), &[]).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bin_is_emptied_after_its_time_and_keeps_what_an_old_text_names() {
    let desk = Desk::open().await;
    let (person, mut editor) = inside(&desk, Role::Editor).await;
    let (named, free) = (
        bare(&desk, person, 124, "named.jpg").await,
        bare(&desk, person, 125, "free.jpg").await,
    );
    let mut draft = manuscript();
    draft["picture"] = json!(named);
    let made = desk
        .ask(Role::Editor, "POST", "/articles")
        .json(&draft)
        .await;
    let made = made.done(201);
    // Another person's text takes it out again; the old revision still names it.
    let mut other = manuscript();
    other["base"] = made["head"]["id"].clone();
    other.as_object_mut().unwrap().remove("edition");
    let path = format!("/articles/{}", made["id"].as_str().unwrap());
    let changed = desk.ask(Role::Chief, "PUT", &path).json(&other).await;
    changed.done(200);
    for id in [named, free] {
        leads_to(&editor.post(&format!("{}/bin", here(id)), &[]).await);
    }
    let room = &desk.newsroom.room;
    picture::empty_bin(room).await.unwrap();
    assert!(editor.get(&here(free)).await.status == StatusCode::OK);
    room.clock.advance(91 * 24 * 3600);
    assert_eq!(picture::empty_bin(room).await.unwrap(), 1);
    let both = room
        .db
        .read(move |c| by_ids(c, &[named, free]))
        .await
        .unwrap();
    assert_eq!(
        both.iter().map(|media| media.id).collect::<Vec<_>>(),
        [named]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_and_is_replaced_by_a_form() {
    let desk = Desk::open().await;
    let (_, reporter) = inside(&desk, Role::Reporter).await;
    let added = send_file(&reporter, "/newsroom/pictures", "quay.jpg", &jpeg(20)).await;
    let way = leads_to(&added)
        .strip_suffix("?done=added")
        .unwrap()
        .to_owned();
    let id: MediaId = way.rsplit('/').next().unwrap().parse().unwrap();
    let before = media(&desk, id).await;
    let file = format!("{way}/file");
    let replaced = send_file(&reporter, &file, "new.jpg", &jpeg(220)).await;
    assert_eq!(leads_to(&replaced), format!("{way}?done=replaced"));
    let after = media(&desk, id).await;
    assert_ne!(after.original, before.original);
    assert_eq!(after.file_name, before.file_name);
    for (path, bytes, status) in [
        ("/newsroom/pictures", b"<svg></svg>".to_vec(), 415),
        (file.as_str(), b"<svg></svg>".to_vec(), 415),
        ("/newsroom/pictures", Vec::new(), 422),
        ("/newsroom/pictures", vec![0; 41 << 20], 413),
    ] {
        let answer = send_file(&reporter, path, "x.jpg", &bytes).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert!(!said(&answer).is_empty());
    }
    let nowhere = format!("/newsroom/pictures/{}/file", fresh_id());
    let answer = send_file(&reporter, &nowhere, "x.jpg", &jpeg(1)).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

/// Every address of the library as every role, and what whoever is outside sees.
#[tokio::test(flavor = "multi_thread")]
async fn reporters_and_above_use_the_library_and_whoever_is_inside_sees_pictures() {
    let desk = Desk::open().await;
    let id = take_in(&desk.newsroom.room, &desk.newsroom.owner, 128).await;
    let key = public_key(&media(&desk, id).await);
    let file = format!("/newsroom/media/{key}/320.webp");
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let may = role >= Role::Reporter;
        let home = browser.get("/newsroom/account").await;
        assert_eq!(
            home.text.contains(r#"href="/newsroom/pictures""#),
            may,
            "{role:?}"
        );
        for path in [
            "/newsroom/pictures".to_owned(),
            here(id),
            format!("{}/sizes", here(id)),
        ] {
            let answer = browser.get(&path).await;
            let expected = if may {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{role:?} {path}");
        }
        for verb in ["", "/bin", "/back"] {
            let answer = browser.post(&format!("{}{verb}", here(id)), &[]).await;
            let forbidden = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(forbidden, !may, "{role:?} {verb}");
        }
        let sent = send_file(&browser, "/newsroom/pictures", "x.jpg", b"").await;
        assert_eq!(sent.status == StatusCode::FORBIDDEN, !may, "{role:?}");
        let request = browser.request("GET", &file).body(Body::empty()).unwrap();
        let bytes = desk.router_bytes(request).await;
        assert_eq!(bytes.0, StatusCode::OK, "{role:?}");
        assert_eq!(bytes.1["cache-control"], "private, no-cache");
        assert_eq!(bytes.1["content-type"], "image/webp");
    }
    let mut nobody = Browser::at(&desk);
    for path in [
        file.clone(),
        "/newsroom/pictures".to_owned(),
        format!("{}/original", here(id)),
    ] {
        leads_to(&nobody.get(&path).await);
    }
    let (_, mut owner) = inside(&desk, Role::Owner).await;
    for path in [
        "/newsroom/media/x/320.webp".to_owned(),
        format!("/newsroom/media/{key}/321.webp"),
        format!("/newsroom/media/{}/320.webp", "0".repeat(16)),
        format!("/newsroom/media/{key}"),
        "/newsroom/media/%00/%00".to_owned(),
        "/newsroom/pictures/x".to_owned(),
        "/newsroom/pictures/%00".to_owned(),
        here(MediaId(fresh_id())),
        format!("{}/original", here(MediaId(fresh_id()))),
    ] {
        let answer = owner.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}
