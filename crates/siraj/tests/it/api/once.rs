//! Repeats of a request: the same answer, the act done once, also when both come
//! at the same time.

use crate::harness::{Desk, manuscript};
use serde_json::json;
use siraj_editorial::role::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_gets_the_same_answer_and_acts_once() {
    let desk = Desk::open().await;
    let ask = || desk.ask(Role::Editor, "POST", "/articles").once("first");
    let first = ask().json(&manuscript()).await;
    let before = desk.head().await;
    // What the answer tells may have changed since; the repeat still gets what it got.
    desk.newsroom.room.clock.advance(7_200);
    let again = ask().json(&manuscript()).await;
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(desk.head().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_names_one_request_of_one_token_for_a_day() {
    let desk = Desk::open().await;
    let ask = |role| desk.ask(role, "POST", "/articles").once("k1");
    ask(Role::Editor).json(&manuscript()).await.done(201);
    let mut other = manuscript();
    other["headline"] = json!("خبر آخر");
    ask(Role::Editor)
        .json(&other)
        .await
        .refused(422, "api.other_body");
    // The same body at another address is another request too.
    desk.ask(Role::Editor, "POST", "/topics")
        .once("k1")
        .json(&manuscript())
        .await
        .refused(422, "api.other_body");
    ask(Role::Chief).json(&other).await.done(201);
    desk.newsroom.room.clock.advance(24 * 3600 + 1);
    ask(Role::Editor).json(&other).await.done(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_request_keeps_nothing_and_may_be_mended_under_its_key() {
    let desk = Desk::open().await;
    let ask = || desk.ask(Role::Editor, "POST", "/articles").once("mended");
    let mut wrong = manuscript();
    wrong["section"] = json!("nowhere");
    ask().json(&wrong).await.refused(422, "api.fields");
    ask().json(&manuscript()).await.done(201);
    for key in ["", "two words", "مفتاح", &"k".repeat(201)] {
        let ask = desk.ask(Role::Editor, "POST", "/articles").once(key);
        ask.json(&manuscript()).await.refused(400, "api.bad_key");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_equal_requests_at_the_same_time_one_acts_and_all_get_its_answer() {
    let desk = Desk::open().await;
    for round in 0..5 {
        let key = format!("race-{round}");
        let before = desk.newsroom.articles().await.len();
        let draft = manuscript();
        let ask = || {
            desk.ask(Role::Editor, "POST", "/articles")
                .once(&key)
                .json(&draft)
        };
        let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
        let answers = [a, b, c, d];
        let fresh = answers
            .iter()
            .filter(|answer| !answer.headers.contains_key("idempotency-replayed"));
        assert_eq!(fresh.count(), 1, "{answers:?}");
        assert!(
            answers.iter().all(|answer| answer.text == answers[0].text),
            "{answers:?}"
        );
        assert_eq!(desk.newsroom.articles().await.len(), before + 1);
    }
}
