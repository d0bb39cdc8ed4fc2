//! The writing page, the versions and what the page's script says to the server: by role,
//! by state, and with what no page of ours would send.

mod hints;

use super::browser::{Browser, ORIGIN, leads_to, opened, said};
use super::people::inside;
use crate::harness::{Answer, Desk, manuscript};
use axum::body::Body;
use http::{StatusCode, header};
use serde_json::{Value, json};
use siraj_editorial::role::Role;
use uuid::Uuid;

impl Browser<'_> {
    /// What a script of the page sends.
    async fn api(&mut self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let request = self
            .request(method, &format!("/newsroom/api/v1{path}"))
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.desk.send(request.body(body).unwrap()).await
    }

    async fn draft(&mut self) -> Value {
        self.api("POST", "/articles", Some(&manuscript()))
            .await
            .done(201)
    }

    async fn hears(&mut self, article: &Value, window: u128, wish: &str) -> Value {
        let sent = json!({"window": Uuid::from_u128(window), "wish": wish});
        let path = format!("/articles/{}/presence", article["id"].as_str().unwrap());
        self.api("PUT", &path, Some(&sent)).await.done(200)
    }
}

fn page_of(article: &Value) -> String {
    format!(
        "/newsroom/articles/{}",
        article["short_id"].as_str().unwrap()
    )
}

/// The text as a page sends it back, over what it knows.
fn text(article: &Value, headline: &str) -> Value {
    let mut text = article["manuscript"].clone();
    text["headline"] = headline.into();
    text["base"] = article["head"]["id"].clone();
    text["seen"] = article["head"]["at"].clone();
    text
}

async fn whole(browser: &mut Browser<'_>, article: &Value) -> Value {
    let path = format!(
        "/articles/{}?text=prosemirror",
        article["id"].as_str().unwrap()
    );
    browser.api("GET", &path, None).await.done(200)
}

async fn save(browser: &mut Browser<'_>, article: &Value, text: &Value) -> Answer {
    let path = format!("/articles/{}", article["id"].as_str().unwrap());
    browser.api("PUT", &path, Some(text)).await
}

#[tokio::test]
async fn a_draft_is_written_by_its_writer_and_the_sections_editors_and_hidden_from_others() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let (_, mut writer) = inside(&desk, Role::Contributor).await;
    let draft = writer.draft().await;
    let page = writer.get(&page_of(&draft)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(r#"id="headline""#), "{}", page.text);
    assert!(page.text.contains(r#"class="button primary" id="submit""#));
    for role in Role::ALL {
        let (_, mut other) = inside(&desk, role).await;
        let page = other.get(&page_of(&draft)).await;
        let edits = role >= Role::Editor;
        assert_eq!(page.status == StatusCode::OK, edits, "{role:?}");
        assert_eq!(page.text.contains(r#"id="headline""#), edits, "{role:?}");
    }
    let id = draft["id"].as_str().unwrap();
    let path = format!("/articles/{id}/submission");
    writer.api("POST", &path, Some(&json!({}))).await.done(200);
    let page = writer.get(&page_of(&draft)).await;
    assert!(
        said(&page).contains("was sent for review"),
        "{}",
        said(&page)
    );
    assert!(!page.text.contains(r#"id="headline""#));
    assert!(
        page.text.contains("data-reads"),
        "the text is there to be read"
    );
}

#[tokio::test]
async fn an_article_has_one_address_and_odd_ones_lead_nowhere() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let draft = owner.draft().await;
    let id = draft["id"].as_str().unwrap().to_owned();
    let page = page_of(&draft);
    for (called, end) in [(id.as_str(), ""), (id.as_str(), "/versions")] {
        let answer = owner
            .get(&format!("/newsroom/articles/{called}{end}"))
            .await;
        assert_eq!(leads_to(&answer), format!("{page}{end}"));
    }
    for odd in [
        "0",
        "%00",
        "..%2f",
        "0aaaaaaa",
        "%ff",
        "'--",
        "%E2%80%AE",
        &"9".repeat(5000),
    ] {
        for end in ["", "/versions"] {
            let answer = owner.get(&format!("/newsroom/articles/{odd}{end}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{odd}");
        }
    }
    let mut nobody = Browser::at(&desk);
    assert_eq!(leads_to(&nobody.get(&page).await), "/newsroom/sign-in");
}

#[tokio::test]
async fn two_windows_of_one_person_never_write_past_each_other() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let draft = owner.draft().await;
    let known = whole(&mut owner, &draft).await;
    desk.newsroom.room.clock.advance(5);
    let first = save(&mut owner, &draft, &text(&known, "من النافذة الأولى"))
        .await
        .done(200);
    assert_eq!(first["head"]["id"], known["head"]["id"], "it folds");
    assert_eq!(first["manuscript"]["body"]["format"], "prosemirror");
    let second = save(&mut owner, &draft, &text(&known, "من النافذة الثانية")).await;
    let problem = second.refused(409, "refused.write.stale");
    assert_eq!(
        problem["newest"]["manuscript"]["headline"],
        "من النافذة الأولى"
    );
    assert_eq!(
        problem["newest"]["manuscript"]["body"]["format"],
        "prosemirror"
    );
    assert_eq!(problem["newest"]["at"], first["head"]["at"]);
    assert_eq!(problem["yours"]["headline"], "من النافذة الثانية");
    // Kept apart it is a revision of its own.
    let mut merged = text(&first, "من النافذتين");
    merged["apart"] = true.into();
    let merged = save(&mut owner, &draft, &merged).await.done(200);
    assert_eq!(merged["head"]["number"], 2);
    let after = save(&mut owner, &draft, &text(&merged, "وبعدهما"))
        .await
        .done(200);
    assert_eq!(after["head"]["number"], 2, "what follows folds again");
}

#[tokio::test]
async fn what_a_save_may_not_say_is_told_by_its_field() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let draft = owner.draft().await;
    let known = whole(&mut owner, &draft).await;
    for (field, value, code) in [
        ("seen", json!("yesterday"), "api.not_a_moment"),
        ("apart", json!("yes"), "api.not_a_flag"),
        ("base", json!("no-id"), "api.not_an_id"),
        ("headline", json!("x\u{0}"), "api.nul"),
        ("headline", json!("x".repeat(400)), "field.too_long"),
    ] {
        let mut sent = text(&known, "عنوان");
        sent[field] = value;
        let problem = save(&mut owner, &draft, &sent)
            .await
            .refused(422, "api.fields");
        assert_eq!(crate::harness::code_at(&problem, field), code);
    }
    let after = whole(&mut owner, &draft).await;
    assert_eq!(after["head"], known["head"]);
}

#[tokio::test]
async fn one_window_writes_and_another_asks_for_the_pen() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (_, mut editor) = inside(&desk, Role::Editor).await;
    let draft = owner.draft().await;
    assert_eq!(owner.hears(&draft, 1, "write").await["writes"], true);
    let heard = editor.hears(&draft, 2, "write").await;
    assert_eq!(heard["writes"], false);
    assert_eq!(heard["here"][0]["writes"], true);
    assert!(!heard["here"][0]["name"].as_str().unwrap().is_empty());
    assert_eq!(editor.hears(&draft, 2, "ask").await["asks"], 30);
    let heard = owner.hears(&draft, 1, "write").await;
    assert_eq!(heard["here"][0]["asks"], 30);
    assert_eq!(owner.hears(&draft, 1, "hand_over").await["writes"], false);
    assert_eq!(editor.hears(&draft, 2, "write").await["writes"], true);
    // Nobody answers: half a minute later the pen goes over.
    assert_eq!(owner.hears(&draft, 1, "ask").await["writes"], false);
    desk.newsroom.room.clock.advance(30);
    assert_eq!(editor.hears(&draft, 2, "write").await["writes"], true);
    assert_eq!(owner.hears(&draft, 1, "ask").await["writes"], true);
    editor.hears(&draft, 2, "leave").await;
    assert_eq!(owner.hears(&draft, 1, "write").await["here"], json!([]));
}

#[tokio::test]
async fn who_may_not_write_holds_no_pen_and_sees_nothing_of_a_hidden_draft() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let (_, mut writer) = inside(&desk, Role::Contributor).await;
    let draft = writer.draft().await;
    let id = draft["id"].as_str().unwrap().to_owned();
    for role in Role::ALL {
        let (_, mut other) = inside(&desk, role).await;
        let sent = json!({"window": Uuid::from_u128(7), "wish": "write"});
        let path = format!("/articles/{id}/presence");
        let answer = other.api("PUT", &path, Some(&sent)).await;
        if role < Role::Editor {
            answer.refused(404, "api.not_found");
            let mentions = other
                .api("GET", &format!("/articles/{id}/mentions"), None)
                .await;
            mentions.refused(404, "api.not_found");
        } else {
            assert_eq!(answer.done(200)["writes"], true, "{role:?}");
            other.hears(&draft, 7, "leave").await;
        }
    }
    let submission = format!("/articles/{id}/submission");
    writer
        .api("POST", &submission, Some(&json!({})))
        .await
        .done(200);
    assert_eq!(writer.hears(&draft, 8, "write").await["writes"], false);
    let path = format!("/articles/{id}/presence");
    for (sent, field, code) in [
        (
            json!({"window": "x", "wish": "write"}),
            "window",
            "api.not_an_id",
        ),
        (
            json!({"window": Uuid::nil(), "wish": "steal"}),
            "wish",
            "api.not_one_of",
        ),
        (
            json!({"window": 7, "wish": "write"}),
            "window",
            "api.not_text",
        ),
        (json!({"wish": "write"}), "window", "api.missing_field"),
    ] {
        let problem = writer
            .api("PUT", &path, Some(&sent))
            .await
            .refused(422, "api.fields");
        assert_eq!(crate::harness::code_at(&problem, field), code);
    }
}

#[tokio::test]
async fn what_the_house_knows_by_name_is_found_in_the_text() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let draft = owner.draft().await;
    let topic = desk.newsroom.topics[0];
    let path = format!("/topics/{topic}");
    let named = owner.api("GET", &path, None).await.done(200);
    let name = named["name"]["ar"].as_str().unwrap();
    let known = whole(&mut owner, &draft).await;
    let mut sent = text(&known, "عنوان");
    sent["standfirst"] = format!("حديث عن {name} اليوم").into();
    let saved = save(&mut owner, &draft, &sent).await.done(200);
    let path = format!("/articles/{}/mentions", draft["id"].as_str().unwrap());
    let found = owner.api("GET", &path, None).await.done(200);
    let found = found["items"].as_array().unwrap();
    assert!(
        found.iter().any(|one| one["id"] == topic.to_string()),
        "{found:?}"
    );
    // What it carries is not offered.
    let mut sent = text(&saved, "عنوان");
    sent["topics"] = json!([topic]);
    save(&mut owner, &draft, &sent).await.done(200);
    let found = owner.api("GET", &path, None).await.done(200);
    assert!(
        !found["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["id"] == topic.to_string())
    );
}

#[tokio::test]
async fn versions_are_listed_compared_and_brought_back() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let draft = owner.draft().await;
    let page = format!("{}/versions", page_of(&draft));
    assert!(owner.get(&page).await.text.contains("no other version"));
    let known = whole(&mut owner, &draft).await;
    desk.newsroom.room.clock.advance(3600);
    let mut sent = text(&known, "لجنة الصيد تفتح المرفأ الغربي قبل موعده");
    sent["apart"] = true.into();
    let second = save(&mut owner, &draft, &sent).await.done(200);
    let shown = owner.get(&page).await;
    assert!(
        shown.text.contains("<del>الشرقي</del><ins>الغربي</ins>"),
        "{}",
        shown.text
    );
    assert!(shown.text.contains("1 word changed"), "{}", shown.text);
    let first = known["head"]["id"].as_str().unwrap();
    let head = second["head"]["id"].as_str().unwrap();
    let answer = owner
        .post(&page, &[("revision", first), ("head", head)])
        .await;
    assert_eq!(leads_to(&answer), format!("{page}?done=restored"));
    let back = whole(&mut owner, &draft).await;
    assert_eq!(
        back["manuscript"]["headline"],
        known["manuscript"]["headline"]
    );
    assert_eq!(back["head"]["number"], 3, "a revision of its own");
    // A page that was made before is told so, and nothing happens.
    let stale = owner
        .post(&page, &[("revision", first), ("head", head)])
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(said(&stale).contains("newer"), "{}", said(&stale));
    let log = owner.get("/newsroom/log?what=articles").await;
    assert!(log.text.contains("Older version restored"));
}

#[tokio::test]
async fn only_who_may_edit_brings_back_and_only_what_is_the_articles() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (draft, other) = (owner.draft().await, owner.draft().await);
    let page = format!("{}/versions", page_of(&draft));
    let head = draft["head"]["id"].as_str().unwrap().to_owned();
    let foreign = other["head"]["id"].as_str().unwrap();
    let answer = owner
        .post(&page, &[("revision", foreign), ("head", &head)])
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for odd in ["", "x", "\u{0}", "00000000-0000-0000-0000-00000000000g"] {
        let answer = owner
            .post(&page, &[("revision", odd), ("head", &head)])
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{odd:?}");
    }
    assert_eq!(owner.post(&page, &[]).await.status, StatusCode::BAD_REQUEST);
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let answer = browser
            .post(&page, &[("revision", &head), ("head", &head)])
            .await;
        if role < Role::Editor {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role:?}");
        }
    }
    for odd in ["old=x&new=%00", "old=&new=", "done=%3Cscript%3E", "%ff=%ff"] {
        let answer = owner.get(&format!("{page}?{odd}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{odd}");
        assert!(!answer.text.contains("<script>"), "{odd}");
    }
    // A form from another site is none of ours.
    let request = owner
        .request("POST", &page)
        .header("sec-fetch-site", "cross-site");
    let answer = owner
        .post_as(request, &[("revision", &head), ("head", &head)])
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
