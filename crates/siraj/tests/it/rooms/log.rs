//! What happened is listed for chiefs and owners, in words, and can be taken along.

use super::browser::opened;
use crate::harness::Desk;
use http::StatusCode;
use siraj::messages::Messages;
use siraj::store::changes;
use siraj_editorial::role::Role;
use std::collections::BTreeSet;

#[tokio::test]
async fn acts_are_listed_with_who_did_them_and_to_what() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    desk.draft().await;
    let page = owner.get("/newsroom/log").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Draft begun") && page.text.contains("Account opened by a link"));
    let draft = crate::harness::manuscript();
    let headline = draft["headline"].as_str().unwrap();
    assert!(page.text.contains(headline), "{}", page.text);
    // The newest first, each once.
    let (newer, older) = (
        page.text.find("Draft begun"),
        page.text.find("Account opened"),
    );
    assert!(newer.unwrap() < older.unwrap());
    let only = |query: &str| format!("/newsroom/log?{query}");
    let people = owner.get(&only("what=people")).await;
    assert!(people.text.contains("Account opened") && !people.text.contains("Draft begun"));
    let articles = owner.get(&only("what=articles")).await;
    assert!(!articles.text.contains("Account opened") && articles.text.contains("Draft begun"));
    let machine = owner.get(&only("who=machine")).await;
    assert!(!machine.text.contains("Draft begun"));
    let past = owner.get(&only("from=1999-01-01&to=1999-12-31")).await;
    assert!(past.text.contains("Nothing happened that fits."));
    let today = desk
        .newsroom
        .room
        .clock
        .now()
        .to_jiff()
        .strftime("%Y-%m-%d")
        .to_string();
    let today = owner
        .get(&only(&format!("from={today}&to={today}&what=articles")))
        .await;
    assert!(today.text.contains("Draft begun"), "{}", today.text);
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_and_the_table_holds_all() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    for _ in 0..90 {
        owner
            .post("/newsroom/account/language", &[("language", "en")])
            .await;
    }
    let head = usize::try_from(desk.head().await).unwrap();
    let mut address = "/newsroom/log?who=all".to_owned();
    let mut seen = 0;
    loop {
        let page = owner.get(&address).await;
        seen += page.text.matches("<li><time>").count();
        let Some((before, _)) = page.text.split_once(r#"">Older</a>"#) else {
            break;
        };
        address = before.rsplit_once('"').unwrap().1.replace("&#38;", "&");
    }
    assert_eq!(seen, head);
    let table = owner.get("/newsroom/log.csv?who=all").await;
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(table.text.lines().count(), head + 1);
    assert!(table.text.contains(",Language chosen,"));
}

#[tokio::test]
async fn only_chiefs_and_owners_read_it_and_odd_questions_are_answered() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    for role in Role::ALL {
        let (_, mut browser) = super::people::inside(&desk, role).await;
        for path in ["/newsroom/log", "/newsroom/log.csv"] {
            let answer = browser.get(path).await;
            assert_eq!(
                answer.status == StatusCode::OK,
                role >= Role::Chief,
                "{role:?} {path}"
            );
        }
    }
    for odd in [
        "who=%00",
        "who='--",
        "what=x",
        "from=yesterday",
        "to=9999-12-31",
        "from=-9999-01-01",
        "before=-1",
        "before=x",
        "%ff=%ff",
        "who=%3Cscript%3E",
    ] {
        let answer = owner.get(&format!("/newsroom/log?{odd}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{odd}");
        assert!(!answer.text.contains("<script>"), "{odd}");
        assert_eq!(
            owner.get(&format!("/newsroom/log.csv?{odd}")).await.status,
            StatusCode::OK
        );
    }
}

/// Whatever the newsroom does has words in both languages.
#[tokio::test]
async fn every_act_that_the_log_knows_has_its_sentence() {
    let place = crate::spine::places::Place::sqlite();
    let newsroom = crate::spine::newsroom::Newsroom::open(&place, 1 << 20, 2).await;
    let read = newsroom.room.db.read(|c| changes::after(c, 0, 100_000));
    let acts = read.await.unwrap().into_iter().map(|change| change.act);
    let source = include_str!("../../../messages/en/log.toml");
    let told = source
        .lines()
        .filter_map(|line| line.strip_prefix("act_")?.split(' ').next());
    let all: BTreeSet<String> = acts.chain(told.map(str::to_owned)).collect();
    for language in ["ar", "en"] {
        for act in &all {
            let key = format!("log.act_{act}");
            assert!(
                Messages::for_language(language).has(&key),
                "{language} {key}"
            );
        }
    }
}

#[tokio::test]
async fn what_was_refused_is_kept_with_who_tried_it_and_why_and_counted() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let head = desk.head().await;
    let draft = desk.draft().await;
    let path = format!("/articles/{}/approval", draft["id"].as_str().unwrap());
    for _ in 0..3 {
        let refused = desk.ask(Role::Reporter, "POST", &path).send().await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    let topic = serde_json::json!({"slug": "new", "kind": "place", "name": {"en": "New"}});
    let refused = desk
        .ask(Role::Reporter, "POST", "/topics")
        .json(&topic)
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.head().await, head + 1, "only the draft was begun");
    let page = owner.get("/newsroom/log?what=refused&who=all").await;
    assert_eq!(page.text.matches("Approved").count(), 1, "{}", page.text);
    assert!(page.text.contains("(3 times)") && page.text.contains("Topic saved"));
    let headline = crate::harness::manuscript()["headline"].clone();
    assert!(page.text.contains(headline.as_str().unwrap()), "on what");
    let everything = owner.get("/newsroom/log").await;
    assert!(!everything.text.contains("(3 times)"));
    let table = owner.get("/newsroom/log.csv?what=refused").await;
    assert_eq!(table.text.lines().count(), 3, "{}", table.text);
}

#[tokio::test]
async fn an_hour_of_one_person_holds_so_many_refusals_and_no_more() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    for n in 0..80 {
        let topic = serde_json::json!({"slug": "new", "kind": "place", "name": {"en": "New"}});
        let path = format!("/topics/{}", uuid::Uuid::from_u128(n));
        desk.ask(Role::Reporter, "PUT", &path).json(&topic).await;
        let taken =
            serde_json::json!({"slug": format!("harbour-{n}"), "edition": "ar", "name": "x"});
        desk.ask(Role::Reporter, "POST", "/sections")
            .json(&taken)
            .await;
    }
    let table = owner.get("/newsroom/log.csv?what=refused").await;
    assert!(table.text.lines().count() <= 61, "{}", table.text);
}
