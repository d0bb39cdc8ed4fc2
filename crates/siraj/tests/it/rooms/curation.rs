//! Curating a front with what nobody could mean, and looking for what may come onto it.

use super::browser::{leads_to, opened, said};
use super::fronts::{HERE, english, newest, revision, step};
use crate::harness::Desk;
use http::StatusCode;
use siraj::store::fronts;
use siraj_editorial::ArticleId;

#[tokio::test]
async fn a_step_that_cannot_be_is_told_and_changes_nothing() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    let article = cards[0].article.to_string();
    let own = article.as_str();
    let nobody = ArticleId(uuid::Uuid::max()).to_string();
    let long = "x".repeat(301);
    let arabic = desk.newsroom.articles().await;
    let foreign = arabic
        .iter()
        .find(|one| one.edition == desk.newsroom.arabic)
        .map(|one| one.id.to_string())
        .unwrap();
    let tries: [&[(&str, &str)]; 14] = [
        &[("act", "")],
        &[("act", "dance")],
        &[
            ("act", "put"),
            ("article", own),
            ("container", "top"),
            ("place", "6"),
        ],
        &[
            ("act", "put"),
            ("article", own),
            ("container", "top"),
            ("place", "-1"),
        ],
        &[
            ("act", "put"),
            ("article", own),
            ("container", "top"),
            ("place", "999"),
        ],
        &[
            ("act", "put"),
            ("article", own),
            ("container", "attic"),
            ("place", "0"),
        ],
        &[
            ("act", "put"),
            ("article", "\u{0}"),
            ("container", "top"),
            ("place", "0"),
        ],
        &[
            ("act", "put"),
            ("article", nobody.as_str()),
            ("container", "top"),
            ("place", "0"),
        ],
        &[
            ("act", "put"),
            ("article", foreign.as_str()),
            ("container", "top"),
            ("place", "0"),
        ],
        &[
            ("act", "word"),
            ("article", own),
            ("headline", long.as_str()),
        ],
        &[("act", "until"), ("article", own), ("until", "soon")],
        &[
            ("act", "until"),
            ("article", own),
            ("until", "2099-01-01T10:00"),
        ],
        &[("act", "undo")],
        &[("act", "bring_back"), ("version", "\u{0}")],
    ];
    for fields in tries {
        let answer = step(&mut owner, of, fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
        assert!(!said(&answer).is_empty());
    }
    let missing = step(&mut owner, of, &[("act", "bring_back"), ("version", "7")]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(revision(&desk, of).await, 0, "nothing was written");
}

#[tokio::test]
async fn odd_words_are_cleaned_and_forged_addresses_lead_nowhere() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    let article = cards[0].article.to_string();
    let own = article.as_str();
    let nobody = ArticleId(uuid::Uuid::max()).to_string();
    // Control characters are taken out of words, not kept.
    let odd = [
        ("act", "word"),
        ("article", own),
        ("headline", "Odd\u{0}\u{202E} words"),
    ];
    leads_to(&step(&mut owner, of, &odd).await);
    let read = desk.newsroom.room.db.read(move |c| fronts::draft(c, of));
    let draft = read.await.unwrap().draft.unwrap().arrangement;
    assert_eq!(draft.words[&cards[0].article].headline, "Odd words");
    for of in ["x", "\u{0}", &nobody, &format!("{of}.{nobody}")] {
        for page in ["", "/preview", "/draft", "/history"] {
            let of = percent_encoding::utf8_percent_encode(of, percent_encoding::NON_ALPHANUMERIC);
            let answer = owner.get(&format!("{HERE}{page}?of={of}")).await;
            assert!(
                answer.status.is_client_error() || page == "/preview" || page == "/history",
                "{page} {of} {}",
                answer.status
            );
        }
    }
}

#[tokio::test]
async fn the_articles_that_may_come_are_looked_through() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    let word = cards[0].headline.split_whitespace().last().unwrap();
    let found = owner.get(&format!("{HERE}?of={of}&q={word}")).await.text;
    let rows = |text: &str| text.matches("class=\"pool-row\"").count();
    assert!(rows(&found) >= 1 && rows(&found) < 4, "{}", rows(&found));
    let nothing = owner.get(&format!("{HERE}?of={of}&q=zzzz%00")).await;
    assert_eq!(nothing.status, StatusCode::OK);
    assert!(nothing.text.contains("No article matches"));
    let placing = owner
        .get(&format!("{HERE}?of={of}&add={}", cards[0].article))
        .await;
    assert!(placing.text.contains("Put it here"));
    let nobody = owner.get(&format!("{HERE}?of={of}&add=%00")).await.text;
    assert!(!nobody.contains("Put it here"));
}
