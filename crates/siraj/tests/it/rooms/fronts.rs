//! The fronts: who curates what, a draft that is shared, a publication that readers see
//! at once, pins that end, words that stand on the front alone, what is withdrawn or
//! erased, and a true preview.

use super::browser::{Browser, leads_to, opened, said};
use super::people::inside;
use crate::harness::{Answer, Desk};
use http::StatusCode;
use siraj::actions::{erase, house, withdraw};
use siraj::followers::clock;
use siraj::store::keys::List;
use siraj::store::live::Card;
use siraj::store::{fronts, lists, sections};
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::{ArticleId, PersonId, SectionId};

/// Where the room is.
pub const HERE: &str = "/newsroom/fronts";

/// The newest of the English edition, newest first.
pub async fn newest(desk: &Desk) -> Vec<Card> {
    let edition = desk.newsroom.english;
    let read = desk
        .newsroom
        .room
        .db
        .read(move |c| lists::head(c, &List::Latest(edition), 10));
    read.await.unwrap()
}

async fn home(desk: &Desk) -> String {
    desk.read("https://siraj.example/en/").await.1
}

pub fn english(desk: &Desk) -> FrontOf {
    FrontOf::home(desk.newsroom.english)
}

pub async fn revision(desk: &Desk, of: FrontOf) -> i64 {
    let read = desk.newsroom.room.db.read(move |c| fronts::draft(c, of));
    read.await.unwrap().revision
}

async fn arranged(desk: &Desk, of: FrontOf) -> Option<Arrangement> {
    let read = desk.newsroom.room.db.read(move |c| fronts::draft(c, of));
    read.await.unwrap().draft.map(|draft| draft.arrangement)
}

/// Sends a step at the draft's own revision.
pub async fn step(browser: &mut Browser<'_>, of: FrontOf, fields: &[(&str, &str)]) -> Answer {
    let (name, at) = (of.to_string(), revision(browser.desk, of).await.to_string());
    let mut all = vec![("of", name.as_str()), ("revision", at.as_str())];
    all.extend_from_slice(fields);
    browser.post(HERE, &all).await
}

async fn put(browser: &mut Browser<'_>, article: ArticleId, place: &str) -> Answer {
    let (of, article) = (english(browser.desk), article.to_string());
    let fields = [
        ("act", "put"),
        ("article", article.as_str()),
        ("container", "top"),
        ("place", place),
    ];
    step(browser, of, &fields).await
}

/// Whether the first text stands before the second on a page.
#[track_caller]
fn before(page: &str, first: &str, second: &str) -> bool {
    // A number stands apart from words of another direction.
    let plain = |words: &str| words.trim_end_matches([' ', '1']).to_owned();
    let (first, second) = (&*plain(first), &*plain(second));
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("no {words} in {page}"))
    };
    at(first) < at(second)
}

#[tokio::test]
async fn a_front_is_arranged_previewed_published_and_brought_back() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    let (last, first) = (cards.last().unwrap().clone(), cards[0].clone());
    let as_it_was = home(&desk).await;
    let sheet = owner.get(&format!("{HERE}?of={of}")).await;
    assert_eq!(sheet.status, StatusCode::OK);
    assert!(sheet.text.contains("it fills itself"));
    leads_to(&put(&mut owner, last.article, "0").await);
    let article = last.article.to_string();
    let words = [
        ("act", "word"),
        ("article", article.as_str()),
        ("headline", "Only on the <front>"),
    ];
    leads_to(&step(&mut owner, of, &words).await);
    leads_to(&step(&mut owner, of, &[("act", "sombre")]).await);
    assert_eq!(
        home(&desk).await,
        as_it_was,
        "a draft shows nobody anything"
    );
    let draft = owner.get(&format!("{HERE}/draft?of={of}")).await;
    assert!(draft.text.contains("<body class=\"sombre\">"));
    let policy = draft.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    let sheet = owner.get(&format!("{HERE}?of={of}")).await.text;
    assert!(sheet.contains("4 changes not published") || sheet.contains("3 changes not published"));
    leads_to(&step(&mut owner, of, &[("act", "publish")]).await);
    let published = home(&desk).await;
    assert_eq!(published, draft.text, "the preview was the very page");
    assert!(before(
        &published,
        "Only on the &lt;front&gt;",
        &first.headline
    ));
    let own = format!("https://siraj.example/a/{}", last.short_id);
    let (_, page) = desk.read(&own).await;
    assert!(!page.contains("Only on the"), "the article keeps its own");
    let again = step(&mut owner, of, &[("act", "publish")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&again).contains("nothing new"));
    // A second version, then the first again.
    leads_to(&step(&mut owner, of, &[("act", "plain")]).await);
    leads_to(&step(&mut owner, of, &[("act", "publish")]).await);
    let history = owner.get(&format!("{HERE}/history?of={of}")).await.text;
    assert!(history.contains("The look is sombre") && history.contains("The look is plain"));
    let bring = [("act", "bring_back"), ("version", "1")];
    leads_to(&step(&mut owner, of, &bring).await);
    leads_to(&step(&mut owner, of, &[("act", "publish")]).await);
    assert_eq!(home(&desk).await, published);
    let read = desk
        .newsroom
        .room
        .db
        .read(move |c| fronts::version_now(c, of));
    assert_eq!(read.await.unwrap(), 3);
}

#[tokio::test]
async fn steps_are_taken_back_and_the_whole_draft_is_thrown_away() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    leads_to(&put(&mut owner, cards[1].article, "2").await);
    let one = arranged(&desk, of).await;
    leads_to(&put(&mut owner, cards[2].article, "2").await);
    let two = arranged(&desk, of).await;
    leads_to(&step(&mut owner, of, &[("act", "undo")]).await);
    assert_eq!(arranged(&desk, of).await, one);
    leads_to(&step(&mut owner, of, &[("act", "redo")]).await);
    assert_eq!(arranged(&desk, of).await, two);
    let redo = step(&mut owner, of, &[("act", "redo")]).await;
    assert_eq!(redo.status, StatusCode::UNPROCESSABLE_ENTITY);
    leads_to(&step(&mut owner, of, &[("act", "discard")]).await);
    assert_eq!(arranged(&desk, of).await, None);
}

#[tokio::test]
async fn who_works_on_an_old_draft_is_told_and_loses_nothing() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    let seen = revision(&desk, of).await.to_string();
    let (_, mut editor) = inside(&desk, Role::Editor).await;
    leads_to(&put(&mut editor, cards[1].article, "0").await);
    let (name, article) = (of.to_string(), cards[2].article.to_string());
    let fields = [
        ("of", name.as_str()),
        ("revision", seen.as_str()),
        ("act", "word"),
        ("article", article.as_str()),
        ("headline", "My words for it"),
    ];
    let stale = owner.post(HERE, &fields).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(said(&stale).contains("Nothing is lost"), "{}", said(&stale));
    let text = &stale.text;
    assert!(text.contains("Hind Barakat"), "who was faster is named");
    assert!(text.contains(r#"name="headline" value="My words for it""#));
    // The step is taken again on the draft as it is now.
    leads_to(&step(&mut owner, of, &fields[2..]).await);
    let read = desk.newsroom.room.db.read(move |c| fronts::draft(c, of));
    let draft = read.await.unwrap().draft.unwrap().arrangement;
    assert!(draft.pin(cards[1].article).is_some() && draft.words.len() == 1);
    for revision in ["", "-7", "99999999999999999999", "x"] {
        let fields = [
            ("of", name.as_str()),
            ("revision", revision),
            ("act", "publish"),
        ];
        let answer = owner.post(HERE, &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{revision}");
    }
}

#[tokio::test]
async fn a_pin_ends_by_the_clock_and_the_front_fills_itself_again() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    let as_it_was = home(&desk).await;
    let last = cards.last().unwrap();
    let article = last.article.to_string();
    leads_to(&put(&mut owner, last.article, "0").await);
    let past = [
        ("act", "until"),
        ("article", article.as_str()),
        ("until", "2020-01-01T10:00"),
    ];
    let refused = step(&mut owner, of, &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&refused).contains("has passed"));
    let zone = jiff::tz::TimeZone::get("Asia/Amman").unwrap();
    let end = desk.newsroom.room.clock.now().plus_seconds(3_600);
    let end = end.to_jiff().to_zoned_datetime(zone);
    let end = end.strftime("%Y-%m-%dT%H:%M").to_string();
    let until = [
        ("act", "until"),
        ("article", article.as_str()),
        ("until", end.as_str()),
    ];
    leads_to(&step(&mut owner, of, &until).await);
    leads_to(&step(&mut owner, of, &[("act", "publish")]).await);
    let pinned = home(&desk).await;
    assert_ne!(pinned, as_it_was);
    desk.newsroom.room.clock.advance(3_000);
    clock::tick(&desk.newsroom.room).await.unwrap();
    assert_eq!(home(&desk).await, pinned);
    desk.newsroom.room.clock.advance(700);
    clock::tick(&desk.newsroom.room).await.unwrap();
    assert_eq!(home(&desk).await, as_it_was);
    let now = desk.newsroom.room.clock.now();
    let found = desk
        .newsroom
        .room
        .db
        .read(move |c| siraj::store::check::rows(c, now));
    assert_eq!(found.await.unwrap().1, []);
}

#[tokio::test]
async fn what_leaves_the_public_leaves_its_place_and_what_is_erased_its_words() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (of, cards) = (english(&desk), newest(&desk).await);
    for (place, card) in ["0", "1"].into_iter().zip(cards.iter().rev()) {
        leads_to(&put(&mut owner, card.article, place).await);
        let article = card.article.to_string();
        let headline = format!("Words kept for {place}");
        let words = [
            ("act", "word"),
            ("article", article.as_str()),
            ("headline", headline.as_str()),
        ];
        leads_to(&step(&mut owner, of, &words).await);
    }
    leads_to(&step(&mut owner, of, &[("act", "publish")]).await);
    leads_to(&step(&mut owner, of, &[("act", "sombre")]).await);
    let page = home(&desk).await;
    assert!(page.find("Words kept for 0") < page.find("Words kept for 1"));
    let (gone, erased) = (
        cards[cards.len() - 1].article,
        cards[cards.len() - 2].article,
    );
    let (room, me) = (&desk.newsroom.room, || desk.newsroom.owner.clone());
    let notice = "Its only source took it back.".to_owned();
    withdraw::withdraw(room, me(), gone, notice).await.unwrap();
    let page = home(&desk).await;
    assert!(!page.contains("Words kept for 0") && page.contains("Words kept for 1"));
    let refused = put(&mut owner, gone, "0").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&refused).contains("not public"));
    erase::erase(room, me(), erased, "By a court".to_owned())
        .await
        .unwrap();
    assert!(!home(&desk).await.contains("Words kept for 1"));
    let read = room.db.read(move |c| {
        let versions = fronts::versions(c, of, i64::MAX, 9)?;
        Ok::<_, siraj::store::Error>((versions, fronts::draft(c, of)?))
    });
    let (versions, worked) = read.await.unwrap();
    let kept = format!("{versions:?} {worked:?}");
    assert!(kept.contains("Words kept for 0") && !kept.contains("Words kept for 1"));
}

/// Screen by screen and verb by verb, as every role.
#[tokio::test]
async fn fronts_are_curated_by_editors_of_their_sections_chiefs_and_owners() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let of = english(&desk);
    let sections = sections_of(&desk).await;
    let section = FrontOf {
        section: Some(sections[0]),
        ..of
    };
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let curates = role >= Role::Editor;
        for page in ["", "/preview", "/draft", "/history"] {
            for front in [of, section] {
                let answer = browser.get(&format!("{HERE}{page}?of={front}")).await;
                let expected = if curates {
                    StatusCode::OK
                } else {
                    StatusCode::FORBIDDEN
                };
                assert_eq!(answer.status, expected, "{role:?} {page} {front}");
            }
        }
        for act in ["sombre", "plain", "undo", "publish", "discard"] {
            let answer = step(&mut browser, of, &[("act", act)]).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !curates, "{role:?} {act}");
        }
        let account = browser.get("/newsroom/account").await.text;
        assert_eq!(account.contains(HERE), curates, "{role:?}");
    }
    // Confined to a section of the other edition, an editor leaves this one's alone.
    let (person, mut confined) = inside(&desk, Role::Editor).await;
    confine(&desk, person, arabic_section(&desk).await).await;
    let home = confined.get(&format!("{HERE}?of={of}")).await;
    assert_eq!(home.status, StatusCode::OK);
    assert!(
        !home.text.contains(&section.to_string()),
        "it is not offered"
    );
    let theirs = confined.get(&format!("{HERE}?of={section}")).await;
    assert_eq!(theirs.status, StatusCode::FORBIDDEN);
    let sent = step(&mut confined, section, &[("act", "sombre")]).await;
    assert_eq!(sent.status, StatusCode::FORBIDDEN);
}

async fn sections_of(desk: &Desk) -> Vec<SectionId> {
    let edition = desk.newsroom.english;
    let read = desk
        .newsroom
        .room
        .db
        .read(move |c| sections::all(c, edition));
    read.await.unwrap().iter().map(|one| one.id).collect()
}

async fn arabic_section(desk: &Desk) -> SectionId {
    desk.newsroom.sections(desk.newsroom.arabic).await[0].id
}

async fn confine(desk: &Desk, person: PersonId, section: SectionId) {
    let account = Actor {
        person,
        role: Role::Editor,
        sections: Some(vec![section]),
    };
    let owner = desk.newsroom.owner.clone();
    house::save_account(&desk.newsroom.room, owner, account)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_section_s_front_has_a_package_of_its_own() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let cards = newest(&desk).await;
    let of = FrontOf {
        section: Some(cards[0].section),
        ..english(&desk)
    };
    let address = "https://siraj.example/en/world";
    let (_, as_it_was) = desk.read(address).await;
    let article = cards[2].article.to_string();
    let fields = [
        ("act", "put"),
        ("article", article.as_str()),
        ("container", "top"),
        ("place", "0"),
    ];
    leads_to(&step(&mut owner, of, &fields).await);
    leads_to(&step(&mut owner, of, &[("act", "publish")]).await);
    let (_, page) = desk.read(address).await;
    assert_ne!(page, as_it_was);
    assert!(before(&page, &cards[2].headline, &cards[0].headline));
    for card in &cards {
        let headline = card.headline.trim_end_matches([' ', '1']);
        assert!(page.contains(headline), "nobody is lost");
    }
    let elsewhere = [
        ("act", "put"),
        ("article", article.as_str()),
        ("container", "long_read"),
        ("place", "0"),
    ];
    let refused = step(&mut owner, of, &elsewhere).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
