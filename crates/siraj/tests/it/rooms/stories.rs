//! Stories, topics and profiles: written, made one, taken away; and what readers see of it.

use super::browser::{Browser, leads_to, opened, said};
use super::people::inside;
use crate::harness::Desk;
use http::StatusCode;
use siraj::store::{check, house as rows, tokens};
use siraj_editorial::role::Role;
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{PersonId, StoryId, TopicId};

const SITE: &str = "https://siraj.example";

async fn topics(desk: &Desk) -> Vec<Topic> {
    let read = desk.newsroom.room.db.read(|c| rows::all_topics(c));
    read.await.unwrap()
}

async fn stories(desk: &Desk) -> Vec<Story> {
    let read = desk.newsroom.room.db.read(|c| rows::all_stories(c));
    read.await.unwrap()
}

async fn editor(desk: &Desk) -> Browser<'_> {
    inside(desk, Role::Editor).await.1
}

/// Nothing in the rows disagrees with anything else.
async fn agreed(desk: &Desk) {
    let now = desk.newsroom.room.clock.now();
    let found = desk.newsroom.room.db.read(move |c| check::rows(c, now));
    assert_eq!(found.await.unwrap().1, []);
}

#[tokio::test]
async fn a_story_tells_what_happened_when_to_its_readers() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let mut browser = editor(&desk).await;
    let made = browser
        .post(
            "/newsroom/stories",
            &[
                ("title.ar", "خط القطار الساحلي"),
                ("title.en", "The coast line"),
            ],
        )
        .await;
    let page = leads_to(&made).to_owned();
    let fields = [
        ("title.ar", "خط القطار الساحلي"),
        ("title.en", "The coast line"),
        ("summary.ar", "ما جرى حتى اليوم."),
        ("running", "yes"),
        ("slug", "coast-line"),
        ("day[0]", "2026-11-20"),
        ("timeline[0].ar", "وصلت القضبان إلى سرو."),
        ("day[1]", "2026-01-02"),
        ("timeline[1].ar", "بدأ الحفر في مرسى النور."),
        ("day[2]", ""),
        ("timeline[2].ar", " "),
    ];
    let saved = browser.post(&page, &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let all = stories(&desk).await;
    let story = all.iter().find(|one| one.slug == "coast-line").unwrap();
    let days: Vec<&str> = story.timeline.iter().map(|one| one.day.as_str()).collect();
    assert_eq!(days, ["2026-01-02", "2026-11-20"], "in the order of days");
    let (status, public) = desk.read(&format!("{SITE}/story/coast-line")).await;
    assert_eq!(status, StatusCode::OK);
    let (rails, digging) = (
        public.find("وصلت القضبان").unwrap(),
        public.find("بدأ الحفر").unwrap(),
    );
    assert!(rails < digging, "the latest first");
    for old in ["the-coast-line", "coast-line/feed.xml"] {
        let (status, _) = desk.read(&format!("{SITE}/story/{old}")).await;
        assert!(status == StatusCode::MOVED_PERMANENTLY || status == StatusCode::OK);
    }
    let head = desk.head().await;
    for (name, value, told) in [
        ("day[0]", "2026-13-40", "id=\"day[0]-wrong\""),
        ("day[0]", "\0", "id=\"day[0]-wrong\""),
        ("timeline[0].ar", "", "id=\"timeline[0].ar-wrong\""),
        ("slug", "no path", "id=\"slug-wrong\""),
        ("slug", "harbour-plan", "harbour-plan"),
    ] {
        let fields =
            fields.map(|(field, typed)| (field, if field == name { value } else { typed }));
        let answer = browser.post(&page, &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name} {value:?}"
        );
        assert!(answer.text.contains(told), "{told}: {}", answer.text);
    }
    assert_eq!(desk.head().await, head);
}

#[tokio::test]
async fn merged_stories_and_topics_leave_articles_and_addresses_to_the_other() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let mut browser = editor(&desk).await;
    let all = stories(&desk).await;
    let (plan, tests) = (&all[0], &all[1]);
    let merging = format!("/newsroom/stories/{}/merge", plan.id);
    assert!(browser.get(&merging).await.text.contains("article"));
    let heir = tests.id.to_string();
    leads_to(&browser.post(&merging, &[("into", &heir)]).await);
    let (status, _) = desk.read(&format!("{SITE}/story/{}", plan.slug)).await;
    assert_eq!(status, StatusCode::MOVED_PERMANENTLY);
    let all = topics(&desk).await;
    let (gone, kept) = (&all[0], &all[1]);
    let merging = format!("/newsroom/topics/{}/merge", gone.id);
    for wrong in [
        "",
        "none",
        &gone.id.to_string(),
        &TopicId(uuid::Uuid::max()).to_string(),
    ] {
        let answer = browser.post(&merging, &[("into", wrong)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let heir = kept.id.to_string();
    leads_to(&browser.post(&merging, &[("into", &heir)]).await);
    let (status, _) = desk.read(&format!("{SITE}/topic/{}", gone.slug)).await;
    assert_eq!(status, StatusCode::MOVED_PERMANENTLY);
    let (_, public) = desk.read(&format!("{SITE}/topic/{}", kept.slug)).await;
    assert!(public.contains("/a/") || public.contains("<article"));
    // What was merged is no heir, and whatever was merged into it follows.
    let back = format!("/newsroom/topics/{}/merge", kept.id);
    let answer = browser.post(&back, &[("into", &gone.id.to_string())]).await;
    assert!(said(&answer).contains("merged"), "{}", said(&answer));
    let made = browser
        .post(
            "/newsroom/topics",
            &[("name.en", "Third"), ("kind", "place")],
        )
        .await;
    let third = leads_to(&made).rsplit('/').next().unwrap().to_owned();
    leads_to(&browser.post(&back, &[("into", &third)]).await);
    let after = topics(&desk).await;
    let into = |id| {
        after
            .iter()
            .find(|one: &&Topic| one.id == id)
            .unwrap()
            .merged_into
    };
    assert_eq!(into(gone.id).map(|id| id.to_string()), Some(third.clone()));
    agreed(&desk).await;
    // Named by articles, or led to by others: it stays.
    let removing = format!("/newsroom/topics/{third}/remove");
    let answer = browser.post(&removing, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn topics_are_found_by_any_of_their_names_and_removed_when_nothing_names_them() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let mut browser = editor(&desk).await;
    let fields = [("name.ar", "إدارة المرافئ"), ("kind", "organisation")];
    let page = leads_to(&browser.post("/newsroom/topics", &fields).await).to_owned();
    let fields = [
        ("name.ar", "إدارة المرافئ"),
        ("kind", "organisation"),
        ("aliases.ar", "هيئة المرافئ\n\nالإدارة"),
        ("description.ar", "تدير أرصفة الساحل."),
        ("slug", ""),
    ];
    let saved = browser.post(&page, &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    for (words, found) in [
        ("هيئه", true),
        ("المرافي", true),
        ("nothing", false),
        ("%00", true),
    ] {
        let list = browser.get(&format!("/newsroom/topics?q={words}")).await;
        assert_eq!(list.text.contains(&page), found, "{words}");
    }
    let (status, _) = desk
        .read(&format!(
            "{SITE}/topic/%D8%A5%D8%AF%D8%A7%D8%B1%D8%A9-%D8%A7%D9%84%D9%85%D8%B1%D8%A7%D9%81%D8%A6"
        ))
        .await;
    assert!(status == StatusCode::OK || status == StatusCode::MOVED_PERMANENTLY);
    let removing = format!("{page}/remove");
    assert_eq!(browser.get(&removing).await.status, StatusCode::OK);
    leads_to(&browser.post(&removing, &[]).await);
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    for (path, fields) in [
        ("/newsroom/topics", vec![("name.ar", "")]),
        ("/newsroom/topics", vec![("name.en", "\0")]),
        ("/newsroom/stories", vec![]),
    ] {
        let answer = browser.post(path, &fields).await;
        assert!(answer.status.is_client_error(), "{path} {fields:?}");
    }
}

#[tokio::test]
async fn two_profiles_of_one_person_become_one_unless_the_first_comes_in() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let guest = *desk.newsroom.people.last().unwrap();
    let page = format!("/newsroom/people/{guest}/profile");
    let list = owner.get("/newsroom/people").await;
    assert!(list.text.contains(&page), "who signs without an account");
    let fields = [
        ("name.ar", "نور صعب"),
        ("slug", "nour"),
        ("title.ar", "كاتبة"),
        (
            "links",
            "https://social.example/@nour\nhttps://social.example/@nour",
        ),
    ];
    let saved = owner.post(&page, &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let (_, public) = desk.read(&format!("{SITE}/author/nour")).await;
    assert!(public.contains("https://social.example/@nour") && public.contains("sameAs"));
    for link in ["javascript:alert(1)", "nour", "https://", "https://a b"] {
        let fields = fields.map(|(name, value)| (name, if name == "links" { link } else { value }));
        let answer = owner.post(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{link}");
        assert!(answer.text.contains("links-wrong"), "{link}");
    }
    let editor = desk.hire(Role::Editor).await;
    let taken = format!("/newsroom/people/{editor}/merge");
    let answer = owner.post(&taken, &[("into", &guest.to_string())]).await;
    assert!(
        said(&answer).contains("has an account"),
        "{}",
        said(&answer)
    );
    let merging = format!("/newsroom/people/{guest}/merge");
    let heir = editor.to_string();
    leads_to(&owner.post(&merging, &[("into", &heir)]).await);
    for old in ["nour", "nour-saab"] {
        let (status, _) = desk.read(&format!("{SITE}/author/{old}")).await;
        assert_eq!(status, StatusCode::MOVED_PERMANENTLY, "{old}");
    }
    agreed(&desk).await;
}

#[tokio::test]
async fn an_editor_is_confined_to_the_sections_that_are_ticked() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let editor = desk.hire(Role::Editor).await;
    let page = format!("/newsroom/people/{editor}");
    let sections = desk.newsroom.sections(desk.newsroom.arabic).await;
    let (one, other) = (sections[0].id.to_string(), sections[1].id.to_string());
    let account = async |person: PersonId| {
        let read = desk
            .newsroom
            .room
            .db
            .read(move |c| tokens::account(c, person));
        read.await.unwrap().unwrap().sections
    };
    for (ticked, expected) in [
        (
            vec![&one, &other],
            Some(vec![sections[0].id, sections[1].id]),
        ),
        (vec![&one], Some(vec![sections[0].id])),
        (vec![], None),
    ] {
        let mut fields = vec![("act", "sections")];
        fields.extend(ticked.iter().map(|id| ("section", id.as_str())));
        leads_to(&owner.post(&page, &fields).await);
        assert_eq!(account(editor).await, expected);
    }
    let fields = [("act", "sections"), ("section", "none"), ("section", "\0")];
    leads_to(&owner.post(&page, &fields).await);
    assert_eq!(account(editor).await, None);
}

#[tokio::test]
async fn stories_and_topics_are_the_editors_and_profiles_the_chiefs() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let story = stories(&desk).await[0].id;
    let topic = topics(&desk).await[0].id;
    let person = *desk.newsroom.people.last().unwrap();
    let nobody = StoryId(uuid::Uuid::nil());
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        for (path, least) in [
            ("/newsroom/stories".to_owned(), Role::Editor),
            (format!("/newsroom/stories/{story}"), Role::Editor),
            (format!("/newsroom/stories/{story}/merge"), Role::Editor),
            (format!("/newsroom/stories/{story}/remove"), Role::Editor),
            ("/newsroom/topics".to_owned(), Role::Editor),
            (format!("/newsroom/topics/{topic}"), Role::Editor),
            (format!("/newsroom/topics/{topic}/merge"), Role::Editor),
            (format!("/newsroom/topics/{topic}/remove"), Role::Editor),
            (format!("/newsroom/people/{person}/profile"), Role::Chief),
            (format!("/newsroom/people/{person}/merge"), Role::Chief),
        ] {
            let expected = if role >= least {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(browser.get(&path).await.status, expected, "{role:?} {path}");
            if role < least {
                let answer = browser.post(&path, &[("name.ar", "x")]).await;
                assert_eq!(answer.status, expected, "{role:?} {path}");
            }
        }
        if role >= Role::Editor {
            let path = format!("/newsroom/stories/{nobody}");
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        }
    }
}
