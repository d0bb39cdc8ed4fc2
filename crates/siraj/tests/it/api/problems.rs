//! How refusals are told: nothing there, the language asked for, the house's own
//! rules by their names.

use crate::harness::Desk;
use serde_json::json;
use siraj_editorial::role::Role;

#[tokio::test(flavor = "multi_thread")]
async fn paths_and_methods_that_are_not_there_are_told_as_problems() {
    let desk = Desk::open().await;
    for path in [
        "/",
        "/nowhere",
        "/articles/xyz",
        "/articles/%FF",
        "/pictures/1",
        "/sections/x",
    ] {
        let answer = desk.ask(Role::Editor, "GET", path).send().await;
        answer.refused(404, "api.not_found");
    }
    let answer = desk.ask(Role::Editor, "PATCH", "/articles").send().await;
    assert_eq!(answer.headers["allow"], "GET,HEAD,POST");
    answer.refused(405, "api.wrong_method");
    for query in ["limit=x", "limit=0", "limit=-1", "before=yesterday"] {
        let path = format!("/articles?{query}");
        let answer = desk.ask(Role::Editor, "GET", &path).send().await;
        answer.refused(400, "api.bad_query");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_speaks_the_language_asked_for_and_arabic_by_default() {
    let desk = Desk::open().await;
    for (wish, language) in [
        (None, "ar"),
        (Some("en"), "en"),
        (Some("en-GB, ar;q=0.8"), "en"),
        (Some("fr, ar;q=0.5, en;q=0.9"), "en"),
        (Some("fr"), "ar"),
        (Some("en;q=0"), "ar"),
        (Some(";;,q=x"), "ar"),
    ] {
        let mut ask = desk.ask(Role::Editor, "GET", "/nowhere");
        if let Some(wish) = wish {
            ask = ask.in_language(wish);
        }
        let answer = ask.send().await;
        assert_eq!(answer.headers["content-language"], language, "{wish:?}");
        let problem = answer.refused(404, "api.not_found");
        let arabic = problem["detail"].as_str().unwrap().starts_with('ل');
        assert_eq!(arabic, language == "ar", "{problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_houses_own_rules_are_told_for_what_they_are() {
    let desk = Desk::open().await;
    let names = json!({"ar": "اسم"});
    let cases = [
        (
            "POST",
            "/sections",
            json!({"edition": "ar", "slug": "opinion", "name": "رأي"}),
            409,
            "refused.house.slug_taken",
        ),
        (
            "POST",
            "/sections",
            json!({"edition": "ar", "slug": "api", "name": "واجهة"}),
            422,
            "refused.house.reserved_slug",
        ),
        (
            "POST",
            "/topics",
            json!({"slug": "fishing", "kind": "event", "name": names}),
            409,
            "refused.house.slug_taken",
        ),
        (
            "POST",
            "/topics",
            json!({"slug": "new", "kind": "event", "name": {}}),
            422,
            "api.fields",
        ),
        (
            "POST",
            "/topics",
            json!({"slug": "new", "kind": "event", "name": {"Arabic": "x"}}),
            422,
            "api.fields",
        ),
        (
            "PUT",
            "/settings/identity",
            json!({"name": names, "time_zone": "Mars/Olympus"}),
            422,
            "refused.house.bad_time_zone",
        ),
        (
            "PUT",
            "/settings/identity",
            json!({"name": names, "time_zone": "UTC", "accent": "#9AA0A9"}),
            422,
            "refused.house.faint_colour",
        ),
        (
            "PUT",
            "/settings/editions/ar",
            json!({"months": "martian"}),
            422,
            "api.fields",
        ),
        (
            "PUT",
            "/settings/editions/ar",
            json!({"hijri": 5}),
            422,
            "api.fields",
        ),
        (
            "PUT",
            "/breaking/ar",
            json!({"text": "عاجل", "until": "2020-01-01T00:00:00Z"}),
            422,
            "refused.house.ends_before_start",
        ),
        (
            "PUT",
            "/breaking/ar",
            json!({"text": "عاجل", "until": "غدًا"}),
            422,
            "api.fields",
        ),
        (
            "PUT",
            "/breaking/ar",
            json!({"text": "عاجل", "until": "2027-01-01T00:00:00Z", "link": "javascript:x()"}),
            422,
            "refused.house.bad_address",
        ),
    ];
    for (method, path, body, status, code) in cases {
        let before = desk.head().await;
        desk.ask(Role::Chief, method, path)
            .json(&body)
            .await
            .refused(status, code);
        assert_eq!(desk.head().await, before, "{path}");
    }
}
