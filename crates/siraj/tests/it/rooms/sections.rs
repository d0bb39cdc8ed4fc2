//! The tree of sections, as chiefs put it in order: nothing is lost, and every address
//! that led somewhere leads somewhere.

use super::browser::{Browser, leads_to, opened, said};
use super::people::inside;
use crate::harness::Desk;
use http::StatusCode;
use siraj_editorial::SectionId;
use siraj_editorial::role::Role;
use siraj_editorial::section::Section;

const HERE: &str = "/newsroom/house/sections";

async fn arabic(desk: &Desk) -> Vec<Section> {
    desk.newsroom.sections(desk.newsroom.arabic).await
}

async fn called(desk: &Desk, slug: &str) -> Section {
    let all = arabic(desk).await;
    all.into_iter().find(|one| one.slug == slug).unwrap()
}

fn page(id: SectionId) -> String {
    format!("{HERE}/{id}")
}

/// Adds a section to the Arabic edition.
async fn add(owner: &mut Browser<'_>, desk: &Desk, name: &str, slug: &str) -> Section {
    let edition = desk.newsroom.arabic.to_string();
    let fields = [
        ("edition", edition.as_str()),
        ("name", name),
        ("slug", slug),
        ("parent", ""),
    ];
    let answer = owner.post(HERE, &fields).await;
    assert!(leads_to(&answer).contains("done=added"));
    called(desk, slug).await
}

#[tokio::test]
async fn a_section_is_added_renamed_and_its_old_address_leads_on() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let edition = desk.newsroom.arabic.to_string();
    let fields = [("edition", edition.as_str()), ("name", "أسواق السمك")];
    let way = leads_to(&owner.post(HERE, &fields).await).to_owned();
    let list = owner.get(way.split('#').next().unwrap()).await;
    assert!(said(&list).contains("أسواق السمك"), "{}", said(&list));
    let section = called(&desk, "أسواق-السمك").await;
    let last = arabic(&desk).await.iter().map(|one| one.position).max();
    assert_eq!(Some(section.position), last, "after its neighbours");
    let fields = [
        ("name", "الأسواق"),
        ("slug", "markets"),
        ("description", "سطر عن الأسواق"),
        ("opinion", "yes"),
    ];
    let saved = owner.post(&page(section.id), &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    assert!(said(&saved).contains("Saved"));
    assert!(saved.text.contains("Also leads here"), "old paths are told");
    let now = called(&desk, "markets").await;
    assert!(now.opinion && now.description == "سطر عن الأسواق");
    let all = percent_encoding::NON_ALPHANUMERIC;
    let old = percent_encoding::utf8_percent_encode("أسواق-السمك", all);
    let (status, _) = desk.read(&format!("https://siraj.example/{old}")).await;
    assert_eq!(status, StatusCode::MOVED_PERMANENTLY);
    // What was there before comes back by one button.
    let (_, rest) = saved.text.split_once(r#"name="before" value=""#).unwrap();
    let before = rest.split_once('"').unwrap().0.replace("&#34;", "\"");
    let back = owner
        .post(
            &page(section.id),
            &[("before", before.as_str()), ("act", "undo")],
        )
        .await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
    assert_eq!(called(&desk, "أسواق-السمك").await, section);
}

#[tokio::test]
async fn what_cannot_be_a_section_is_told_at_its_field_and_kept() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let world = called(&desk, "world").await;
    let harbour = called(&desk, "harbour").await;
    let edition = desk.newsroom.arabic.to_string();
    let head = desk.head().await;
    let long = "س".repeat(200);
    let parent = harbour.id.to_string();
    for (name, slug, parent, told) in [
        ("", "", "", "This field must not be empty"),
        ("اسم", "no path", "", "id=\"slug-wrong\""),
        (&long, "long", "", "id=\"name-wrong\""),
        ("اسم", "harbour", "", "harbour"),
        ("اسم", "newsroom", "", "site"),
        ("اسم", "page\0", "", "id=\"slug-wrong\""),
        ("العالم", "world", &parent, "inside itself"),
    ] {
        let fields = [("name", name), ("slug", slug), ("parent", parent)];
        let answer = owner.post(&page(world.id), &fields).await;
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        assert_eq!(answer.status, status, "{name:?} {slug:?}");
        assert!(answer.text.contains(told), "{told}: {}", answer.text);
        if name == "اسم" {
            assert!(answer.text.contains(r#"value="اسم""#), "typed words stay");
        }
        let fields = [
            ("edition", edition.as_str()),
            ("name", name),
            ("slug", slug),
        ];
        if parent.is_empty() {
            let answer = owner.post(HERE, &fields).await;
            assert_eq!(answer.status, status, "added {name:?} {slug:?}");
        }
    }
    let nowhere = page(SectionId(uuid::Uuid::nil()));
    for path in [nowhere.as_str(), "/newsroom/house/sections/%00"] {
        assert_eq!(owner.get(path).await.status, StatusCode::NOT_FOUND);
        let answer = owner.post(path, &[("act", "up")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let elsewhere = [("edition", "none"), ("name", "اسم")];
    assert_eq!(
        owner.post(HERE, &elsewhere).await.status,
        StatusCode::NOT_FOUND
    );
    let forged = [("before", "{\"id\":1}"), ("name", ""), ("act", "undo")];
    let answer = owner.post(&page(world.id), &forged).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.head().await, head, "nothing was changed");
}

#[tokio::test]
async fn sections_are_put_in_order_by_buttons_that_stay_where_they_were() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (first, second) = (
        add(&mut owner, &desk, "أول", "first").await,
        add(&mut owner, &desk, "ثان", "second").await,
    );
    let way = owner.post(&page(second.id), &[("act", "up")]).await;
    let way = leads_to(&way).split('#').next().unwrap().to_owned();
    let list = owner.get(&way).await;
    assert!(said(&list).contains("is now in place"), "{}", said(&list));
    assert_eq!(list.text.matches(" autofocus").count(), 1);
    let place = async |slug| called(&desk, slug).await.position;
    assert!(place("second").await < place("first").await);
    leads_to(&owner.post(&page(first.id), &[("act", "in")]).await);
    assert_eq!(called(&desk, "first").await.parent, Some(second.id));
    leads_to(&owner.post(&page(first.id), &[("act", "out")]).await);
    assert_eq!(called(&desk, "first").await.parent, None);
}

#[tokio::test]
async fn a_merged_section_leaves_its_articles_and_addresses_to_the_other() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (world, opinion) = (called(&desk, "world").await, called(&desk, "opinion").await);
    let articles = desk.newsroom.articles().await;
    let moved: Vec<_> = articles
        .iter()
        .filter(|one| one.section == world.id)
        .collect();
    assert!(!moved.is_empty());
    let short = moved[0].short_id;
    // Renamed first: the oldest address has to lead on too.
    let fields = [("name", "العالم"), ("slug", "abroad")];
    owner.post(&page(world.id), &fields).await;
    let merging = format!("{}/merge", page(world.id));
    let asked = owner.get(&merging).await;
    assert!(asked.text.contains("article") && asked.text.contains("cannot be undone"));
    let unchosen = owner.post(&merging, &[("into", "")]).await;
    assert_eq!(unchosen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let inside = called(&desk, "harbour").await;
    for wrong in [world.id, inside.id, SectionId(uuid::Uuid::max())] {
        let wrong = wrong.to_string();
        let answer = owner.post(&merging, &[("into", wrong.as_str())]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let english = desk.newsroom.sections(desk.newsroom.english).await;
    let other = english[0].id.to_string();
    let answer = owner.post(&merging, &[("into", other.as_str())]).await;
    assert!(
        said(&answer).contains("another edition"),
        "{}",
        said(&answer)
    );
    let heir = opinion.id.to_string();
    let done = owner.post(&merging, &[("into", heir.as_str())]).await;
    assert!(leads_to(&done).contains("done=merged"));
    assert!(arabic(&desk).await.iter().all(|one| one.id != world.id));
    assert_eq!(called(&desk, "harbour").await.parent, Some(opinion.id));
    for old in ["world", "abroad", "world/page/1", "world/feed.xml"] {
        let (status, _) = desk.read(&format!("https://siraj.example/{old}")).await;
        assert_eq!(status, StatusCode::MOVED_PERMANENTLY, "{old}");
    }
    let (status, page) = desk.read("https://siraj.example/opinion").await;
    assert!(status == StatusCode::OK && page.contains(short.as_str()));
    let after = desk.newsroom.articles().await;
    assert!(after.iter().all(|one| one.section != world.id));
    let now = desk.newsroom.room.clock.now();
    let found = desk
        .newsroom
        .room
        .db
        .read(move |c| siraj::store::check::rows(c, now));
    assert_eq!(found.await.unwrap().1, [], "the rows agree");
}

#[tokio::test]
async fn counterparts_name_each_other_whichever_side_is_saved() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let english = async || desk.newsroom.sections(desk.newsroom.english).await[0].clone();
    let (world, theirs) = (called(&desk, "world").await, english().await);
    let other = theirs.id.to_string();
    for (chosen, expected) in [(other.as_str(), vec![world.id]), ("", vec![])] {
        let fields = [
            ("name", "العالم"),
            ("slug", "world"),
            ("counterpart.en", chosen),
        ];
        let saved = owner.post(&page(world.id), &fields).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        assert_eq!(english().await.counterparts, expected);
    }
}

#[tokio::test]
async fn sections_are_the_business_of_chiefs_and_owners() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let world = called(&desk, "world").await;
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let may = role >= Role::Chief;
        let expected = if may {
            StatusCode::OK
        } else {
            StatusCode::FORBIDDEN
        };
        let merging = format!("{}/merge", page(world.id));
        for path in ["/newsroom/house", HERE, &page(world.id), &merging] {
            assert_eq!(browser.get(path).await.status, expected, "{role:?} {path}");
        }
        let fields = [("name", "العالم"), ("slug", "world")];
        let saved = browser.post(&page(world.id), &fields).await;
        assert_eq!(saved.status, expected, "{role:?}");
        for path in [HERE, &merging] {
            let answer = browser.post(path, &[("into", ""), ("name", "")]).await;
            let refused = answer.status == StatusCode::FORBIDDEN;
            assert_eq!(refused, !may, "{role:?} {path}");
        }
    }
}
