//! What stands beside an article, by the API: editors pin and ban, others look.

use crate::harness::{Desk, manuscript};
use serde_json::{Value, json};
use siraj_editorial::role::Role;

/// A public article of the desk's editor.
async fn public(desk: &Desk, headline: &str) -> Value {
    let mut text = manuscript();
    text["headline"] = json!(headline);
    desk.public(&text).await
}

fn path(article: &Value, other: &Value) -> String {
    let id = |one: &Value| one["short_id"].as_str().unwrap().to_owned();
    format!("/articles/{}/related/{}", id(article), id(other))
}

fn headlines(list: &Value) -> Vec<&str> {
    let all = list.as_array().unwrap().iter();
    all.map(|one| one["headline"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn editors_pin_and_ban_and_the_page_shows_it_at_once() {
    let desk = Desk::open().await;
    let here = public(&desk, "الميناء يعود إلى العمل").await;
    let pier = public(&desk, "رصيف جديد للصيادين").await;
    let fair = public(&desk, "سوق السمك يفتح ليلًا").await;
    let decide = async |other: &Value, choice: Value| {
        let asked = desk.ask(Role::Editor, "PUT", &path(&here, other));
        asked.json(&choice).await
    };
    let pin = json!({"choice": "pinned"});
    decide(&fair, pin.clone()).await.done(200);
    let told = decide(&pier, json!({"choice": "pinned", "place": 0})).await;
    let told = told.done(200);
    let both = ["رصيف جديد للصيادين", "سوق السمك يفتح ليلًا"];
    assert_eq!(headlines(&told["items"])[..2], both);
    assert!(told["items"][0]["is_pinned"].as_bool().unwrap());
    let (_, page) = desk.read(here["address"].as_str().unwrap()).await;
    let at = |headline: &str| page.find(headline).unwrap_or_else(|| panic!("{headline}"));
    assert!(at(both[0]) < at(both[1]), "{page}");

    let told = decide(&fair, json!({"choice": "banned"})).await.done(200);
    assert_eq!(headlines(&told["banned"]), [both[1]]);
    let list = format!("/articles/{}/related", here["id"].as_str().unwrap());
    let seen = desk.ask(Role::Reporter, "GET", &list).send().await;
    let seen = seen.done(200);
    assert_eq!(seen["may_decide"], false);
    assert_eq!(headlines(&seen["items"]), [both[0]]);
    let freed = desk.ask(Role::Editor, "DELETE", &path(&here, &fair));
    assert_eq!(freed.send().await.done(200)["banned"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_refused_in_words() {
    let desk = Desk::open().await;
    let here = public(&desk, "الميناء يعود إلى العمل").await;
    let draft = desk.ask(Role::Editor, "POST", "/articles");
    let draft = draft.json(&manuscript()).await.done(201);
    let pin = json!({"choice": "pinned"});
    let ask = async |role: Role, other: &Value, sent: &Value| {
        let asked = desk.ask(role, "PUT", &path(&here, other));
        asked.json(sent).await
    };
    for (role, other, status, code) in [
        (Role::Reporter, &here, 403, "refused.relate.not_allowed"),
        (Role::Editor, &here, 422, "refused.relate.itself"),
        (Role::Editor, &draft, 422, "refused.relate.not_public"),
    ] {
        ask(role, other, &pin).await.refused(status, code);
    }
    for wrong in [
        json!({"choice": "hidden"}),
        json!({}),
        json!({"choice": "pinned", "place": -1}),
        json!({"choice": "pinned", "place": 4}),
    ] {
        let told = ask(Role::Editor, &draft, &wrong).await;
        assert_eq!(told.status, 422, "{wrong}");
    }
    let nobody = json!({"short_id": "zzzzzzzz"});
    let told = ask(Role::Editor, &nobody, &pin).await;
    assert_eq!(told.status, 404);
}
