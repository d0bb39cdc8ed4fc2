//! One story from the first token to its withdrawal, and what a reader sees of it
//! at every step.

use crate::harness::{Answer, Desk};
use http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::role::Role;

async fn act(desk: &Desk, method: &str, path: &str, body: Value) -> Answer {
    desk.ask(Role::Editor, method, path).json(&body).await
}

/// A report on a withdrawal of forces, in an invented country.
fn report(picture: &str, other: &str) -> Value {
    json!({
        "edition": "ar",
        "section": "world",
        "kicker": "نجد العليا",
        "headline": "نجد العليا تأمر بسحب معظم قواتها وتُبقي قاعدتي البطم والمرسى",
        "standfirst": "قال الرئيس إن المهمة أُنجزت، وإن القاعدتين ستواصلان عملهما كما كانتا.",
        "dateline": {"place": "سرو", "sources": ["coast", "siraj"]},
        "bylines": [
            {"person": "layla-nasser"},
            {"guest": "سامر عون", "role": "photographs"},
        ],
        "picture": picture,
        "topics": ["sarw-harbour"],
        "story": "harbour-plan",
        "body": {"format": "markdown", "text": format!(
            "أمر الرئيس بسحب القوات ابتداءً من **الثلاثاء**، بعد لقاء ثلاثي في العاصمة.\n\n\
             ## لا توقف للتوريد\n\n> ستبقى القاعدتان عاملتين كما كانتا.\n\n\
             وكان الخلاف قد بدأ [قبل عام](article:{other}).\n"
        )},
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_written_published_read_mended_and_withdrawn() {
    let desk = Desk::open().await;
    let picture = desk.newsroom.pictures[0].to_string();
    let other = desk.newsroom.articles().await[0].id.to_string();
    let begun = act(&desk, "POST", "/articles", report(&picture, &other))
        .await
        .done(201);
    assert_eq!(begun["state"], "draft");
    assert_eq!(begun["left_out"]["dropped"], json!([]));
    assert_eq!(begun["address"], Value::Null);
    let id = begun["id"].as_str().unwrap();
    let path = |rest: &str| format!("/articles/{id}{rest}");

    act(&desk, "POST", &path("/submission"), json!({}))
        .await
        .done(200);
    let approved = act(&desk, "POST", &path("/approval"), json!({}))
        .await
        .done(200);
    assert_eq!(approved["state"], "approved");
    let first = json!({"kind": "first", "revision": begun["head"]["id"]});
    let public = act(&desk, "POST", &path("/publication"), first)
        .await
        .done(200);
    assert_eq!(public["state"], "published");
    let address = public["address"].as_str().unwrap().to_owned();
    let (status, page) = desk.read(&address).await;
    assert_eq!(status, StatusCode::OK);
    for seen in [
        "قاعدتي البطم والمرسى",
        "لا توقف للتوريد",
        "وكالة الساحل",
        "سامر عون",
    ] {
        assert!(page.contains(seen), "the page says nothing of {seen}");
    }

    // The answer of GET goes back as it came, with the new words in it.
    desk.newsroom.room.clock.advance(3_600);
    let mut text = public["manuscript"].clone();
    text["headline"] = json!("نجد العليا تسحب أولى الدفعات من قواتها");
    text["base"] = public["head"]["id"].clone();
    let revised = act(&desk, "PUT", &path(""), text).await.done(200);
    assert_eq!(revised["pending"], true);
    let update = json!({"kind": "update", "revision": revised["head"]["id"], "reason": "غادرت الدفعة الأولى."});
    let updated = act(&desk, "POST", &path("/publication"), update)
        .await
        .done(200);
    let publication = &updated["publication"];
    assert_ne!(publication["first_at"], publication["updated_at"]);

    let correction =
        json!({"kind": "clarification", "priority": "high", "text": "عدد القواعد اثنتان لا ثلاث."});
    act(&desk, "POST", &path("/corrections"), correction)
        .await
        .done(200);
    let (_, page) = desk.read(updated["address"].as_str().unwrap()).await;
    for seen in ["تسحب أولى الدفعات", "عدد القواعد اثنتان لا ثلاث."]
    {
        assert!(page.contains(seen), "the page says nothing of {seen}");
    }

    let notice = json!({"notice": "سُحب التقرير لأن مصدره تراجع عنه."});
    let gone = act(&desk, "POST", &path("/withdrawal"), notice)
        .await
        .done(200);
    assert_eq!(
        (&gone["state"], &gone["address"]),
        (&json!("withdrawn"), &Value::Null)
    );
    let (status, page) = desk.read(updated["address"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("سُحب التقرير"));
    let revisions = desk
        .ask(Role::Editor, "GET", &path("/revisions"))
        .send()
        .await
        .done(200);
    assert_eq!(revisions["items"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_embargo_and_a_schedule_keep_an_article_back_until_their_moment() {
    let desk = Desk::open().await;
    let draft = desk.draft().await;
    // The short id names an article as well as the long one.
    let id = draft["short_id"].as_str().unwrap();
    let now = desk.newsroom.room.clock.now();
    let soon = now.plus_seconds(3_600).to_jiff().to_string();
    let later = now.plus_seconds(7_200).to_jiff().to_string();
    let path = |rest: &str| format!("/articles/{id}{rest}");
    act(&desk, "PUT", &path("/embargo"), json!({"until": soon}))
        .await
        .done(200);
    let first = json!({"kind": "first", "revision": draft["head"]["id"]});
    let refused = desk
        .ask(Role::Editor, "POST", &path("/publication"))
        .in_language("en")
        .json(&first)
        .await
        .refused(422, "refused.publish.embargoed");
    // Said in the publication's time zone, not in UTC.
    let zone = jiff::tz::TimeZone::get("Asia/Amman").unwrap();
    let local = zone
        .to_datetime(now.plus_seconds(3_600).to_jiff())
        .strftime("%Y-%m-%d %H:%M");
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains(&local.to_string()),
        "{refused}"
    );
    let scheduled = act(&desk, "PUT", &path("/schedule"), json!({"at": later}))
        .await
        .done(200);
    assert_eq!(scheduled["state"], "scheduled");
    assert_eq!(scheduled["scheduled_at"], later);
    act(&desk, "DELETE", &path("/schedule"), json!({}))
        .await
        .done(200);
    act(&desk, "DELETE", &path("/embargo"), json!({}))
        .await
        .done(200);
    act(&desk, "POST", &path("/publication"), first)
        .await
        .done(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_articles_are_made_counterparts_and_parted() {
    let desk = Desk::open().await;
    let arabic = desk.draft().await;
    let mut english = crate::harness::manuscript();
    english["edition"] = json!("en");
    english["section"] = json!("world");
    english["headline"] = json!("Eastern harbour opens early");
    let english = act(&desk, "POST", "/articles", english).await.done(201);
    let path = format!("/articles/{}/counterpart", arabic["id"].as_str().unwrap());
    let paired = act(&desk, "PUT", &path, json!({"article": english["short_id"]}))
        .await
        .done(200);
    assert_eq!(paired["counterparts"][0]["article"], english["id"]);
    let parted = act(&desk, "DELETE", &path, json!({})).await.done(200);
    assert_eq!(parted["counterparts"], json!([]));
    let same = json!({"article": arabic["id"]});
    let refused = act(&desk, "PUT", &path, same).await;
    refused.refused(422, "refused.pair.same_edition");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_save_is_a_conflict_that_carries_both_texts() {
    let desk = Desk::open().await;
    let draft = desk.draft().await;
    let path = format!("/articles/{}", draft["id"].as_str().unwrap());
    desk.newsroom.room.clock.advance(3_600);
    let mut text = draft["manuscript"].clone();
    text["base"] = draft["head"]["id"].clone();
    text["headline"] = json!("النصّ الأسرع");
    act(&desk, "PUT", &path, text.clone()).await.done(200);
    let before = desk.head().await;
    text["headline"] = json!("النصّ الأبطأ");
    let conflict = act(&desk, "PUT", &path, text)
        .await
        .refused(409, "refused.write.stale");
    assert_eq!(conflict["newest"]["manuscript"]["headline"], "النصّ الأسرع");
    assert_eq!(conflict["yours"]["headline"], "النصّ الأبطأ");
    assert_eq!(conflict["newest"]["number"], 2);
    assert_eq!(desk.head().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_checklist_stops_is_told_finding_by_finding() {
    let desk = Desk::open().await;
    let mut bare = crate::harness::manuscript();
    bare["dateline"] = json!({});
    bare["body"] = Value::Null;
    let draft = act(&desk, "POST", "/articles", bare).await.done(201);
    let path = format!("/articles/{}/publication", draft["id"].as_str().unwrap());
    let first = json!({"kind": "first", "revision": draft["head"]["id"]});
    let refused = act(&desk, "POST", &path, first)
        .await
        .refused(422, "refused.publish.blocked");
    let codes: Vec<_> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| &e["code"])
        .collect();
    assert_eq!(codes, ["checklist.no_text", "checklist.nobody_signs"]);
    assert!(
        refused["detail"].as_str().unwrap().contains("أمران"),
        "{refused}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_articles_is_read_page_by_page_without_gaps() {
    let desk = Desk::open().await;
    let (mut seen, mut path) = (Vec::new(), "/articles?limit=2".to_owned());
    loop {
        let page = desk
            .ask(Role::Reporter, "GET", &path)
            .send()
            .await
            .done(200);
        let items = page["items"].as_array().unwrap();
        seen.extend(
            items
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned()),
        );
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/articles?limit=2&before={next}");
    }
    let mut all: Vec<_> = desk
        .newsroom
        .articles()
        .await
        .iter()
        .map(|a| a.id.to_string())
        .collect();
    all.sort();
    seen.sort();
    assert_eq!(seen, all);
}
