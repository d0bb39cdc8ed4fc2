//! Live articles by the API: posts come one by one, each act by whoever may, and what is
//! said of a post stays said.

use crate::harness::{Desk, code_at, manuscript};
use serde_json::{Value, json};
use siraj_editorial::role::Role;

/// A public live article of the desk's editor.
async fn live(desk: &Desk) -> Value {
    let mut text = manuscript();
    text["format"] = json!("live");
    desk.public(&text).await
}

fn words(text: &str) -> Value {
    json!({"body": {"format": "markdown", "text": text}})
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_public_at_once_and_what_happens_to_it_is_seen() {
    let desk = Desk::open().await;
    let article = live(&desk).await;
    let address = article["address"].as_str().unwrap();
    let path = format!("/articles/{}/posts", article["short_id"].as_str().unwrap());
    let editor = |method: &str, path: &str| desk.ask(Role::Editor, method, path);
    let (_, page) = desk.read(address).await;
    assert!(page.contains("لم تبدأ التغطية بعد"), "{page}");
    let mut sent = words("دخل القارب **نورس** الحوض.");
    sent["headline"] = json!("أول قارب");
    sent["label"] = json!("verified");
    sent["id"] = json!("0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a");
    let post = editor("POST", &path).json(&sent).await.done(201);
    let again = editor("POST", &path).json(&sent).await.done(201);
    assert_eq!(post["id"], again["id"]);
    assert_eq!(again["number"], 1, "sent twice, added once");
    let (_, page) = desk.read(address).await;
    for shown in [
        "أول قارب",
        "<strong>نورس</strong>",
        "تحقّق",
        "id=\"post-1\"",
        "LiveBlogPosting",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let own = format!("/posts/{}", post["id"].as_str().unwrap());
    let mut changed = words("دخل القارب نورس الحوض عند السابعة.");
    changed["base"] = json!(1);
    let told = editor("PUT", &own).json(&changed).await.done(200);
    assert_eq!(told["revision"], 2);
    let stale = editor("PUT", &own).json(&changed).await;
    let stale = stale.refused(409, "refused.post.stale");
    assert_eq!(stale["newest"]["revision"], 2);
    assert!(stale["yours"]["body"].is_object());
    let correction = json!({"text": "اسمه نورس لا نوارس."});
    let path_of = |what: &str| format!("{own}/{what}");
    editor("POST", &path_of("corrections"))
        .json(&correction)
        .await
        .done(200);
    editor("PUT", &path_of("pin")).send().await.done(200);
    let (_, page) = desk.read(address).await;
    assert!(
        page.contains("اسمه نورس لا نوارس.") && page.contains("لحظات مفصلية"),
        "{page}"
    );
    let (_, corrections) = desk.read("https://siraj.example/corrections").await;
    assert!(corrections.contains("اسمه نورس لا نوارس."), "{corrections}");
    let (_, feed) = desk.read("https://siraj.example/feed.xml").await;
    assert!(feed.contains("عند السابعة."), "{feed}");
    let reason = json!({"reason": "تكرّر الخبر."});
    editor("PUT", &path_of("removal"))
        .json(&reason)
        .await
        .done(200);
    let (_, page) = desk.read(address).await;
    assert!(
        page.contains("تكرّر الخبر.") && !page.contains("عند السابعة."),
        "{page}"
    );
    let (_, corrections) = desk.read("https://siraj.example/corrections").await;
    assert!(!corrections.contains("اسمه نورس لا نوارس."));
    editor("DELETE", &path_of("removal")).send().await.done(200);
    let (_, page) = desk.read(address).await;
    assert!(page.contains("عند السابعة."), "{page}");
    let revisions = editor("GET", &path_of("revisions")).send().await.done(200);
    assert_eq!(revisions["items"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_are_for_editors_of_published_live_articles() {
    let desk = Desk::open().await;
    let article = live(&desk).await;
    let path = format!("/articles/{}/posts", article["id"].as_str().unwrap());
    let running = format!(
        "/articles/{}/coverage/running",
        article["id"].as_str().unwrap()
    );
    let post = desk
        .ask(Role::Editor, "POST", &path)
        .json(&words("بدأنا."))
        .await
        .done(201);
    let own = format!("/posts/{}", post["id"].as_str().unwrap());
    for role in [Role::Contributor, Role::Reporter] {
        let head = desk.head().await;
        let added = desk.ask(role, "POST", &path).json(&words("نص")).await;
        added.refused(403, "refused.post.not_allowed");
        let ended = desk.ask(role, "DELETE", &running).send().await;
        ended.refused(403, "refused.coverage.not_allowed");
        for (method, what) in [("PUT", "pin"), ("PUT", "removal"), ("DELETE", "removal")] {
            let asked = desk.ask(role, method, &format!("{own}/{what}"));
            asked.send().await.refused(403, "refused.post.not_allowed");
        }
        assert_eq!(desk.head().await, head);
    }
    let plain = desk.draft().await;
    let plain = format!("/articles/{}/posts", plain["id"].as_str().unwrap());
    let asked = desk
        .ask(Role::Editor, "POST", &plain)
        .json(&words("نص"))
        .await;
    asked.refused(422, "refused.post.not_live");
    desk.ask(Role::Editor, "DELETE", &running)
        .send()
        .await
        .done(200);
    let after = desk
        .ask(Role::Editor, "POST", &path)
        .json(&words("بعد النهاية"))
        .await;
    after.refused(422, "refused.post.ended");
    desk.ask(Role::Editor, "PUT", &running)
        .send()
        .await
        .done(200);
    desk.ask(Role::Editor, "POST", &path)
        .json(&words("عدنا."))
        .await
        .done(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_post_is_refused_in_words() {
    let desk = Desk::open().await;
    let article = live(&desk).await;
    let path = format!("/articles/{}/posts", article["id"].as_str().unwrap());
    let send = async |body: Value| desk.ask(Role::Editor, "POST", &path).json(&body).await;
    send(json!({})).await.refused(422, "refused.post.no_text");
    send(words("## عنوان\n\nنص"))
        .await
        .refused(422, "refused.post.wrong_block");
    send(words(&"كلمة ".repeat(2_000)))
        .await
        .refused(422, "refused.post.too_long");
    let mut odd = words("نص");
    odd["label"] = json!("shouting");
    let problem = send(odd).await.refused(422, "api.fields");
    assert_eq!(code_at(&problem, "label"), "api.not_one_of");
    let mut odd = words("نص");
    odd["id"] = json!("seven");
    let problem = send(odd).await.refused(422, "api.fields");
    assert_eq!(code_at(&problem, "id"), "api.not_an_id");
    let nul = send(words("نص\0")).await.refused(422, "api.fields");
    assert_eq!(code_at(&nul, "body.text"), "api.nul");
    for missing in [
        "/posts/seven",
        "/posts/0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a",
    ] {
        let asked = desk.ask(Role::Editor, "GET", missing).send().await;
        assert_eq!(asked.status, 404, "{}", asked.text);
    }
    let listed = desk
        .ask(Role::Editor, "GET", &format!("{path}?before=x"))
        .send()
        .await;
    assert_eq!(listed.status, 400, "{}", listed.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_are_seen_only_while_their_article_is() {
    let desk = Desk::open().await;
    let article = live(&desk).await;
    let (id, short) = (
        article["id"].as_str().unwrap(),
        article["short_id"].as_str().unwrap(),
    );
    let chief = |method: &str, path: &str| desk.ask(Role::Chief, method, path);
    let posts = format!("/articles/{id}/posts");
    for n in 0..45 {
        chief("POST", &posts)
            .json(&words(&format!("مدخل رقم {n}")))
            .await
            .done(201);
        desk.newsroom.room.clock.advance(60);
    }
    let at = |path: &str| format!("https://siraj.example/a/{short}/{path}");
    let address = article["address"].as_str().unwrap();
    let (status, old) = desk.read(&format!("{address}/page/1")).await;
    assert_eq!(status, 200);
    assert!(
        old.contains("مدخل رقم 0") && old.contains("id=\"post-20\"") && !old.contains("post-21")
    );
    let (_, page) = desk.read(address).await;
    assert!(page.contains("id=\"post-21\"") && !page.contains("id=\"post-20\""));
    assert!(page.contains("/page/1"), "the way to older posts");
    assert_eq!(desk.read(&at("3")).await.0, 301);
    assert_eq!(desk.read(&at("46")).await.0, 404);
    let (status, newest) = desk.read(&at("newest")).await;
    assert!(status == 200 && newest.contains("post-45") && !newest.contains("post-25\""));
    assert!(!newest.contains("<html"), "{newest}");
    let paths = [at("3"), at("newest"), format!("{address}/page/1")];
    let until = json!({"until": "2030-01-01T00:00:00Z"});
    let embargo = format!("/articles/{id}/embargo");
    chief("PUT", &embargo).json(&until).await.done(200);
    for path in &paths {
        assert_eq!(desk.read(path).await.0, 404, "{path}");
    }
    chief("DELETE", &embargo).send().await.done(200);
    assert_eq!(desk.read(&paths[1]).await.0, 200);
    let notice = json!({"notice": "سُحبت التغطية."});
    chief("POST", &format!("/articles/{id}/withdrawal"))
        .json(&notice)
        .await
        .done(200);
    for path in &paths {
        assert_eq!(desk.read(path).await.0, 410, "{path}");
    }
    let late = chief("POST", &posts).json(&words("متأخر")).await;
    late.refused(422, "refused.post.gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_article_takes_its_posts_with_it_and_rows_agree_before_and_after() {
    let desk = Desk::open().await;
    let article = live(&desk).await;
    let id = article["id"].as_str().unwrap();
    let posts = format!("/articles/{id}/posts");
    let post = desk
        .ask(Role::Chief, "POST", &posts)
        .json(&words("اسم لا يُذكر"))
        .await
        .done(201);
    let check = async || {
        let now = desk.newsroom.room.clock.now();
        let read = desk
            .newsroom
            .room
            .db
            .read(move |c| siraj::store::check::rows(c, now));
        read.await.unwrap().1
    };
    assert_eq!(check().await, []);
    let reason = json!({"reason": "حكم قضائي"});
    let path = format!("/articles/{id}/erasure");
    desk.ask(Role::Owner, "POST", &path)
        .json(&reason)
        .await
        .done(200);
    let own = format!("/posts/{}", post["id"].as_str().unwrap());
    let gone = desk.ask(Role::Owner, "GET", &own).send().await;
    assert_eq!(gone.status, 404, "{}", gone.text);
    assert_eq!(check().await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coverage_ends_by_itself_after_a_silence_and_its_page_says_so() {
    let desk = Desk::open().await;
    let article = live(&desk).await;
    let id = article["id"].as_str().unwrap();
    let address = article["address"].as_str().unwrap();
    let posts = format!("/articles/{id}/posts");
    let coverage = format!("/articles/{id}/coverage");
    let chief = |method: &str, path: &str| desk.ask(Role::Chief, method, path);
    chief("POST", &posts).json(&words("بدأنا.")).await.done(201);
    chief("PUT", &coverage)
        .json(&json!({"quiet_hours": 2}))
        .await
        .done(200);
    let room = &desk.newsroom.room;
    room.clock.advance(2 * 3600 - 1);
    siraj::followers::clock::tick(room).await.unwrap();
    assert!(desk.read(address).await.1.contains("data-live=\"/a/"));
    room.clock.advance(2);
    siraj::followers::clock::tick(room).await.unwrap();
    let (_, page) = desk.read(address).await;
    assert!(
        page.contains("انتهت التغطية") && page.contains("data-live=\"\""),
        "{page}"
    );
    assert!(page.contains("coverageEndTime"), "{page}");
    let told = chief("GET", &coverage).send().await.done(200);
    assert_eq!(told["running"], false);
    assert!(told["ended"]["by"].is_null(), "{told}");
}
