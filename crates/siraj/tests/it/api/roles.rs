//! Who may do what with a token: every verb by every role, and a token's own
//! bounds: its role, its sections, its end.

use crate::harness::{Desk, manuscript};
use serde_json::{Value, json};
use siraj::store::tokens;
use siraj_editorial::role::Role;

/// Which roles may; the others are refused with 403.
const TABLE: &[(&str, &str, Role)] = &[
    ("POST", "/articles", Role::Contributor),
    ("POST", "/articles/{id}/return", Role::Editor),
    ("POST", "/articles/{id}/approval", Role::Editor),
    ("POST", "/articles/{id}/publication", Role::Editor),
    ("PUT", "/articles/{id}/schedule", Role::Editor),
    ("PUT", "/articles/{id}/embargo", Role::Editor),
    ("PUT", "/articles/{id}/expiry", Role::Editor),
    ("POST", "/articles/{id}/corrections", Role::Editor),
    ("POST", "/articles/{id}/withdrawal", Role::Editor),
    ("PUT", "/articles/{id}/prominence", Role::Editor),
    ("PUT", "/articles/{id}/bin", Role::Editor),
    ("POST", "/articles/{id}/submission", Role::Editor),
    ("POST", "/articles/{id}/erasure", Role::Owner),
    ("POST", "/topics", Role::Editor),
    ("POST", "/stories", Role::Editor),
    ("PUT", "/breaking/ar", Role::Editor),
    ("POST", "/placements", Role::Editor),
    ("POST", "/sections", Role::Chief),
    ("POST", "/people", Role::Chief),
    ("POST", "/sources", Role::Chief),
    ("POST", "/pages", Role::Chief),
    ("PUT", "/settings/identity", Role::Chief),
    ("PUT", "/settings/editions/ar", Role::Chief),
];

fn sent(path: &str, article: &Value) -> Value {
    let at = "2026-12-01T09:00:00+03:00";
    let names = json!({"ar": "اسم"});
    let slug = uuid::Uuid::now_v7().simple().to_string();
    match path.rsplit('/').next().unwrap() {
        "articles" => manuscript(),
        "return" => json!({"note": "أضف رأي البلدية."}),
        "publication" => json!({"kind": "first", "revision": article["head"]["id"]}),
        "schedule" | "expiry" => json!({"at": at}),
        "embargo" => json!({"until": at}),
        "corrections" => json!({"text": "الصواب كذا."}),
        "withdrawal" => json!({"notice": "سُحبت."}),
        "prominence" => json!({"prominence": 3}),
        "erasure" => json!({"reason": "حكم قضائي"}),
        "topics" => json!({"slug": slug, "kind": "event", "name": names}),
        "stories" => json!({"slug": slug, "title": names}),
        "ar" if path.starts_with("/breaking") => json!({"text": "عاجل", "until": at}),
        "ar" => json!({"label": "العربية"}),
        "placements" => json!({"edition": "ar", "slot": "top", "text": "إعلان"}),
        "sections" => json!({"edition": "ar", "slug": slug, "name": "قسم"}),
        "people" | "sources" => json!({"slug": slug, "name": names}),
        "pages" => json!({"edition": "ar", "slug": slug, "title": "صفحة",
            "body": {"format": "markdown", "text": "نصّ"}}),
        "identity" => json!({"name": names, "time_zone": "Asia/Amman"}),
        _ => json!({}),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_role_does_what_the_table_of_rights_says_and_nothing_more() {
    let desk = Desk::open().await;
    // Somebody else's draft: a writer's own draft is another matter.
    let stranger = desk.hire(Role::Editor).await;
    let stranger = desk.token(stranger, Role::Editor, None, None).await;
    for (method, path, least) in TABLE {
        for role in Role::ALL {
            let article = desk
                .with(&stranger, "POST", "/articles")
                .json(&manuscript())
                .await
                .done(201);
            let own = path.replace("{id}", article["id"].as_str().unwrap());
            let answer = desk
                .ask(role, method, &own)
                .json(&sent(path, &article))
                .await;
            let allowed = answer.status.as_u16() != 403;
            assert_eq!(
                allowed,
                role >= *least,
                "{role:?} {method} {path}: {}",
                answer.text
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_writer_has_their_own_draft_until_it_is_submitted() {
    let desk = Desk::open().await;
    let draft = desk
        .ask(Role::Contributor, "POST", "/articles")
        .json(&manuscript())
        .await
        .done(201);
    let path = format!("/articles/{}", draft["id"].as_str().unwrap());
    let mut text = draft["manuscript"].clone();
    text["base"] = draft["head"]["id"].clone();
    desk.ask(Role::Reporter, "PUT", &path)
        .json(&text)
        .await
        .refused(403, "refused.write.not_allowed");
    desk.ask(Role::Contributor, "PUT", &path)
        .json(&text)
        .await
        .done(200);
    let submission = format!("{path}/submission");
    desk.ask(Role::Contributor, "POST", &submission)
        .send()
        .await
        .done(200);
    text["base"] = draft["head"]["id"].clone();
    desk.ask(Role::Contributor, "PUT", &path)
        .json(&text)
        .await
        .refused(403, "refused.write.not_allowed");
    let back = json!({"note": "ينقصها رأي البلدية."});
    let returned = desk
        .ask(Role::Editor, "POST", &format!("{path}/return"))
        .json(&back)
        .await
        .done(200);
    assert_eq!(returned["notes"][0]["note"], "ينقصها رأي البلدية.");
    assert_eq!(returned["state"], "draft");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_never_allows_more_than_its_role_its_sections_or_its_person() {
    let desk = Desk::open().await;
    let chief = desk.hire(Role::Chief).await;
    let sections = desk.newsroom.sections(desk.newsroom.arabic).await;
    let of = |slug: &str| sections.iter().find(|s| s.slug == slug).unwrap().id;
    let low = desk.token(chief, Role::Reporter, None, None).await;
    let draft = desk.draft().await;
    let approval = format!("/articles/{}/approval", draft["id"].as_str().unwrap());
    desk.with(&low, "POST", &approval)
        .send()
        .await
        .refused(403, "refused.approve.not_allowed");
    // Harbour lies in world; opinion does not. A chief's confined token is an editor's.
    let world = desk
        .token(chief, Role::Chief, Some(vec![of("world")]), None)
        .await;
    let opinion = desk
        .token(chief, Role::Chief, Some(vec![of("opinion")]), None)
        .await;
    let submission = format!("/articles/{}/submission", draft["id"].as_str().unwrap());
    desk.with(&opinion, "POST", &submission)
        .send()
        .await
        .refused(403, "refused.submit.not_allowed");
    desk.with(&world, "POST", &submission)
        .send()
        .await
        .done(200);
    desk.with(&world, "POST", &approval).send().await.done(200);
    let me = desk.with(&world, "GET", "/me").send().await.done(200);
    assert_eq!(me["role"], "editor");
    assert_eq!(me["sections"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_good_token_nothing_is_told() {
    let desk = Desk::open().await;
    let person = desk.hire(Role::Editor).await;
    let now = desk.newsroom.room.clock.now();
    let expiring = desk
        .token(person, Role::Editor, None, Some(now.plus_seconds(60)))
        .await;
    desk.with(&expiring, "GET", "/me").send().await.done(200);
    desk.newsroom.room.clock.advance(61);
    let revoked = desk.token(person, Role::Editor, None, None).await;
    let hash = siraj::tokens::hash(&revoked);
    let taken = desk.newsroom.room.db.write(move |tx| {
        let token = tokens::by_hash(tx, &hash)?.unwrap();
        tokens::revoke(tx, token.id, now)
    });
    assert!(taken.await.unwrap());
    let unknown = format!("siraj_{}", "0".repeat(64));
    for bad in [&*expiring, &revoked, &unknown, "siraj_", "secret", ""] {
        let answer = desk.with(bad, "GET", "/me").in_language("en").send().await;
        let challenge = answer.headers["www-authenticate"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(challenge.starts_with("Bearer "), "{bad}: {challenge}");
        answer.refused(401, "api.bad_token");
    }
    let bare = http::Request::get("/api/v1/articles")
        .body(axum::body::Body::empty())
        .unwrap();
    desk.send(bare).await.refused(401, "api.no_token");
}
