//! What a save says of the text beside keeping it: slips of typography with their places,
//! words that want a second look, and the topics that the text mentions.

use super::*;

fn body(paragraphs: &[&str]) -> Value {
    let paragraphs: Vec<Value> = paragraphs
        .iter()
        .map(|words| json!({"type": "paragraph", "content": [{"type": "text", "text": words}]}))
        .collect();
    json!({"format": "prosemirror", "document": {"type": "doc", "content": paragraphs}})
}

/// A draft with this headline and these paragraphs, as its save tells it.
async fn saved(browser: &mut Browser<'_>, headline: &str, paragraphs: &[&str]) -> Value {
    let draft = browser.draft().await;
    let known = whole(browser, &draft).await;
    let mut sent = text(&known, headline);
    sent["body"] = body(paragraphs);
    save(browser, &draft, &sent).await.done(200)
}

fn kinds(found: &Value) -> Vec<&str> {
    let found = found.as_array().unwrap().iter();
    found.map(|one| one["kind"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_save_tells_the_slips_of_the_headline_and_of_each_paragraph_that_has_any() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let told = saved(
        &mut owner,
        "المرفأ يفتح ، والصيادون يعودون",
        &[
            "نص سليم.",
            "قال \"نعم\" ومضى الى البحر.",
            "The fund paid,  at last.",
        ],
    )
    .await;
    let slips = told["typography"].as_array().unwrap();
    assert_eq!(slips[0]["in"], "headline", "{slips:?}");
    assert_eq!(kinds(&slips[0]["found"]), ["space_before"]);
    assert_eq!(slips[0]["found"][0]["from"], 11);
    assert_eq!(slips[0]["found"][0]["mends"], true);
    assert_eq!(slips[1]["piece"], 1);
    assert_eq!(
        kinds(&slips[1]["found"]),
        ["quotes", "quotes", "missing_hamza"]
    );
    assert_eq!(slips[1]["found"][2]["text"], "إلى");
    assert_eq!(slips[1]["found"][2]["mends"], false);
    // The page brings the same along.
    let page = owner.get(&page_of(&told)).await;
    assert!(page.text.contains(r#""typography":[{"#), "{}", page.text);
    // A program that has no editor is not told.
    let path = format!("/articles/{}", told["id"].as_str().unwrap());
    let plain = owner.api("GET", &path, None).await.done(200);
    assert!(plain.get("typography").is_none());
}

#[tokio::test]
async fn any_texts_are_looked_at_and_none_breaks_the_answer() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let long = "نعم ,\u{202e}\u{fffc}ـ\"«".repeat(20_000);
    let sent = json!({"texts": [{"text": "نعم,ثم"}, {"text": ""}, {"text": long}, {"text": "🛥 \u{200f}"}]});
    let found = owner
        .api("POST", "/typography", Some(&sent))
        .await
        .done(200);
    let items = found["items"].as_array().unwrap();
    assert_eq!(items.len(), 4);
    assert_eq!(items[0]["found"][0]["text"], "، ");
    assert_eq!(items[1]["found"], json!([]));
    for odd in [
        json!({}),
        json!({"texts": ["x"]}),
        json!({"texts": [{"text": 3}]}),
        json!([]),
    ] {
        let answer = owner.api("POST", "/typography", Some(&odd)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
    }
}

#[tokio::test]
async fn topics_are_offered_by_any_name_the_most_mentioned_first() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let topic = |slug: &str, name: &str, alias: &str| {
        json!({"slug": slug, "kind": "organisation", "name": {"ar": name, "en": slug},
            "aliases": {"ar": [alias]}})
    };
    for (slug, name, alias) in [
        ("coast-bank", "مصرف الساحل", "بنك الساحل"),
        ("alliance", "حلف الموانئ الشمالية (حموش)", "الحلف الشمالي"),
        ("silent", "رابطة الحرفيين", "الحرفيون"),
    ] {
        let sent = topic(slug, name, alias);
        owner.api("POST", "/topics", Some(&sent)).await.done(201);
    }
    let told = saved(
        &mut owner,
        "اجتماع في المرفأ",
        &[
            "قرّر بنك الساحل أن يمهل الصيادين، وللحموش رأي آخر.",
            "وقال حموش إن المهلة قصيرة.",
        ],
    )
    .await;
    let path = format!("/articles/{}/mentions", told["id"].as_str().unwrap());
    let found = owner.api("GET", &path, None).await.done(200);
    let names: Vec<&str> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["alliance", "coast-bank"], "{found}");
    assert_eq!(found["items"][0]["times"], 2);
}
