//! Searching over the API: what is public, for anybody, told so that a program can use it.

use crate::harness::{Answer, Desk, code_at};
use axum::body::Body;
use http::Request;
use serde_json::Value;
use siraj::followers::search::Follower;

async fn get(desk: &Desk, rest: &str) -> Answer {
    let request = Request::get(format!("/api/v1/search{rest}")).header("accept-language", "en");
    desk.send(request.body(Body::empty()).unwrap()).await
}

/// A desk whose articles are indexed.
async fn indexed() -> Desk {
    let desk = Desk::open().await;
    let mut index = Follower::new(desk.newsroom.room.clone());
    index.step().await.unwrap();
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_what_is_public_with_its_words_marked() {
    let desk = indexed().await;
    desk.draft().await;
    let told = get(
        &desk,
        "?q=%D8%AE%D8%B7%D8%A9%20%D9%85%D9%8A%D9%86%D8%A7%D8%A1",
    )
    .await
    .done(200);
    let answers = told["answers"].as_array().unwrap();
    assert!(!answers.is_empty(), "{told}");
    let first = &answers[0];
    assert!(
        first["url"]
            .as_str()
            .unwrap()
            .starts_with("https://siraj.example/"),
        "{first}"
    );
    let pieces = first["marked"]["headline"].as_array().unwrap();
    let whole: String = pieces
        .iter()
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert_eq!(first["headline"], Value::String(whole));
    assert!(
        pieces.iter().any(|piece| piece["is_found"] == true),
        "{first}"
    );
    assert_eq!((&told["page"], &told["is_cut"]), (&1.into(), &false.into()));
    let newest = get(
        &desk,
        "?q=%D9%85%D8%AC%D9%84%D8%B3&sort=newest&section=world",
    )
    .await
    .done(200);
    assert_eq!(newest["language"], "ar");
    for nothing in ["", "?q=", "?q=%D8%A7%D9%84", "?q=zzzzzz", "?q=%ff"] {
        let told = get(&desk, nothing).await.done(200);
        assert_eq!(told["answers"].as_array().unwrap().len(), 0, "{nothing}");
    }
    let english = get(&desk, "?q=plan&edition=en").await.done(200);
    assert_eq!(english["language"], "en");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_means_nothing_is_named_by_its_field() {
    let desk = indexed().await;
    for (rest, field, code) in [
        ("section=nowhere", "section", "field.dead_reference"),
        ("topic=nothing", "topic", "field.dead_reference"),
        ("author=nobody", "author", "field.dead_reference"),
        ("edition=fr", "edition", "field.dead_reference"),
        ("format=song", "format", "api.wrong_value"),
        ("from=yesterday", "from", "field.not_a_day"),
        ("until=2026-02-31", "until", "field.not_a_day"),
        ("page=0", "page", "api.out_of_range"),
        ("page=51", "page", "api.out_of_range"),
        ("page=abc", "page", "api.out_of_range"),
    ] {
        let problem = get(&desk, &format!("?q=a&{rest}"))
            .await
            .refused(422, "api.fields");
        assert_eq!(code_at(&problem, field), code, "{rest}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_there_is_no_index_a_program_is_told_when_to_come_back() {
    let desk = Desk::open().await;
    let stopped = get(&desk, "?q=plan").await;
    assert!(stopped.headers.contains_key("retry-after"));
    stopped.refused(503, "api.search_unavailable");
    desk.newsroom.room.search.making().begin(4);
    let making = get(&desk, "?q=plan").await;
    making.refused(503, "api.search_making");
}
