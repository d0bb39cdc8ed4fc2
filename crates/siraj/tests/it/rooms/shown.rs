//! What stands over the pages, as the rooms set it: the breaking bar and the placements,
//! seen before they are set, ended, and refused with what was typed still there.

use super::browser::{Browser, leads_to, opened, said};
use super::people::inside;
use crate::harness::Desk;
use http::StatusCode;
use siraj_editorial::role::Role;

const BAR: &str = "/newsroom/fronts/breaking";
const PLACEMENTS: &str = "/newsroom/fronts/placements";

async fn home(desk: &Desk) -> String {
    desk.read("https://siraj.example/en/").await.1
}

/// The address of the frame on a page.
#[track_caller]
fn framed(page: &str) -> String {
    let (_, rest) = page.split_once("<iframe").expect("a frame");
    let (_, rest) = rest.split_once("src=\"").unwrap();
    rest.split_once('"')
        .unwrap()
        .0
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

async fn bar(
    browser: &mut Browser<'_>,
    act: &str,
    text: &str,
    link: &str,
    until: &str,
) -> crate::harness::Answer {
    let of = browser.desk.newsroom.english.to_string();
    let fields = [
        ("of", of.as_str()),
        ("act", act),
        ("text", text),
        ("link", link),
        ("until", until),
    ];
    browser.post(BAR, &fields).await
}

#[tokio::test]
async fn the_breaking_bar_is_seen_set_changed_and_ended() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let shown = owner.get(BAR).await;
    assert_eq!(shown.status, StatusCode::OK);
    let soon = "2027-01-01T10:00";
    let seen = bar(&mut owner, "see", "Ferry <runs> again", "/latest", soon).await;
    assert_eq!(seen.status, StatusCode::OK);
    let policy = seen.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-src 'self'"), "{policy}");
    let page = owner.get(&framed(&seen.text)).await.text;
    assert!(page.contains("Ferry &lt;runs&gt; again"), "{page}");
    assert!(!home(&desk).await.contains("Ferry"));
    leads_to(&bar(&mut owner, "set", "Ferry <runs> again", "/latest", soon).await);
    assert!(home(&desk).await.contains("Ferry &lt;runs&gt; again"));
    assert!(
        owner.get("/newsroom/fronts").await.text.contains("Ferry"),
        "the front tells it"
    );
    leads_to(&bar(&mut owner, "set", "Ferry stops", "", soon).await);
    assert!(home(&desk).await.contains("Ferry stops"));
    for (text, link, until) in [
        ("", "", soon),
        (" \u{0} ", "", soon),
        (&*"x".repeat(241), "", soon),
        ("Kept words", "javascript:alert(1)", soon),
        ("Kept words", "//elsewhere.example", soon),
        ("Kept words", "", "soon"),
        ("Kept words", "", "2020-01-01T10:00"),
    ] {
        let refused = bar(&mut owner, "set", text, link, until).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{text} {link} {until}"
        );
        assert!(!said(&refused).is_empty());
        assert!(!text.starts_with("Kept") || refused.text.contains("value=\"Kept words\""));
    }
    assert!(
        home(&desk).await.contains("Ferry stops"),
        "nothing was changed"
    );
    leads_to(&bar(&mut owner, "end", "", "", "").await);
    assert!(!home(&desk).await.contains("Ferry stops"));
}

/// A placement's form, with something different.
fn form<'a>(of: &'a str, different: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("of", of),
        ("act", "save"),
        ("slot", "top"),
        ("text", "Book fair at the quay"),
        ("link", "https://fair.example/"),
    ];
    for (name, value) in different {
        fields.retain(|(field, _)| field != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn a_placement_is_seen_saved_labelled_ended_and_removed() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let of = desk.newsroom.english.to_string();
    let new = format!("{PLACEMENTS}/new");
    for slot in ["top", "front_middle", "article_end"] {
        let fields = form(&of, &[("act", "see"), ("slot", slot), ("paid", "on")]);
        let seen = owner.post(&new, &fields).await;
        let page = owner.get(&framed(&seen.text)).await.text;
        assert!(page.contains("Book fair at the quay"), "{slot}");
        assert!(page.contains("Advertisement"), "{slot}: paid is said");
    }
    assert!(!home(&desk).await.contains("Book fair"));
    leads_to(&owner.post(&new, &form(&of, &[("paid", "on")])).await);
    assert!(home(&desk).await.contains("Book fair at the quay"));
    let later = [("from", "2027-03-01T10:00"), ("text", "Later one")];
    leads_to(&owner.post(&new, &form(&of, &later)).await);
    let list = owner.get(&format!("{PLACEMENTS}?of={of}")).await.text;
    assert!(list.contains("On the pages now") && list.contains("Waiting for its time"));
    let address = |list: &str| {
        let (_, rest) = list.split_once(&format!("href=\"{PLACEMENTS}/0")).unwrap();
        format!("{PLACEMENTS}/0{}", rest.split_once('?').unwrap().0)
    };
    let one = address(&list);
    leads_to(
        &owner
            .post(&one, &form(&of, &[("text", "Book fair moves")]))
            .await,
    );
    assert!(home(&desk).await.contains("Book fair moves"));
    leads_to(&owner.post(&one, &[("of", &of), ("act", "end")]).await);
    assert!(!home(&desk).await.contains("Book fair"));
    let list = owner.get(&format!("{PLACEMENTS}?of={of}")).await.text;
    assert!(list.contains("Ended") && list.contains("Book fair moves"));
    leads_to(&owner.post(&one, &[("of", &of), ("act", "remove")]).await);
    assert_eq!(
        owner.get(&format!("{one}?of={of}")).await.status,
        StatusCode::NOT_FOUND
    );
    let foreign = desk.newsroom.arabic.to_string();
    let list = owner.get(&format!("{PLACEMENTS}?of={of}")).await.text;
    let elsewhere = owner.get(&format!("{}?of={foreign}", address(&list))).await;
    assert_eq!(
        elsewhere.status,
        StatusCode::NOT_FOUND,
        "it is the other edition's"
    );
}

#[tokio::test]
async fn a_placement_that_cannot_be_is_told_and_what_was_typed_stays() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let of = desk.newsroom.english.to_string();
    let new = format!("{PLACEMENTS}/new");
    let nobody = uuid::Uuid::max().to_string();
    let long = "x".repeat(501);
    for different in [
        ("text", ""),
        ("text", long.as_str()),
        ("slot", "attic"),
        ("slot", "\u{0}"),
        ("picture", "x"),
        ("picture", nobody.as_str()),
        ("from", "soon"),
        ("until", "2020-01-01T10:00"),
        ("link", "javascript:alert(1)"),
    ] {
        let fields = form(&of, &[different]);
        let refused = owner.post(&new, &fields).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{different:?}"
        );
        assert!(!said(&refused).is_empty());
        assert!(different.0 == "text" || refused.text.contains("Book fair at the quay"));
    }
    for id in ["x", "%00", &nobody] {
        let answer = owner.get(&format!("{PLACEMENTS}/{id}?of={of}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test]
async fn bars_and_placements_are_for_those_who_curate() {
    let desk = Desk::open().await;
    opened(&desk).await;
    let of = desk.newsroom.english.to_string();
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let curates = role >= Role::Editor;
        for page in [BAR, PLACEMENTS, "/newsroom/fronts/placements/new"] {
            let answer = browser.get(page).await;
            assert_eq!(answer.status == StatusCode::OK, curates, "{role:?} {page}");
        }
        let set = bar(&mut browser, "end", "", "", "").await;
        assert_eq!(set.status == StatusCode::SEE_OTHER, curates, "{role:?}");
        let saved = browser
            .post("/newsroom/fronts/placements/new", &form(&of, &[]))
            .await;
        assert_eq!(saved.status == StatusCode::SEE_OTHER, curates, "{role:?}");
    }
}

const PAGES: &str = "/newsroom/fronts/pages";
const MENUS: &str = "/newsroom/fronts/menus";

#[tokio::test]
async fn a_static_page_is_written_seen_published_and_put_in_order() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let of = desk.newsroom.english.to_string();
    let text = "We **say** what we did.\n\n<script>alert(1)</script>\n\n## Why\n\n- one\n- two\n";
    let fields = [
        ("of", of.as_str()),
        ("page", "new"),
        ("title", "How we correct"),
        ("text", text),
    ];
    let seen = owner.post(&format!("{PAGES}/seen"), &fields).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.text.contains("<strong>say</strong>") && !seen.text.contains("alert"));
    let (status, _) = desk.read("https://siraj.example/en/how-we-correct").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let saved = owner.post(&format!("{PAGES}/new"), &fields).await;
    assert_eq!(saved.status, StatusCode::OK, "it tells what was left out");
    assert!(said(&saved).contains("without what pages cannot hold"));
    let (_, page) = desk.read("https://siraj.example/en/how-we-correct").await;
    assert!(page.contains("<strong>say</strong>"));
    let list = owner.get(&format!("{PAGES}?of={of}")).await.text;
    let (_, rest) = list
        .split_once("How we correct")
        .map_or(("", ""), |found| found);
    assert!(!rest.is_empty());
    let id = |list: &str, title: &str| {
        let (before, _) = list.split_once(&format!("<bdi>{title}</bdi>")).unwrap();
        let (_, id) = before.rsplit_once(&format!("{PAGES}/")).unwrap();
        id.split_once('?').unwrap().0.to_owned()
    };
    let own = id(&list, "How we correct");
    let written = owner.get(&format!("{PAGES}/{own}?of={of}")).await.text;
    assert!(written.contains("We **say** what we did."));
    let up = [("of", of.as_str()), ("page", own.as_str()), ("act", "up")];
    leads_to(&owner.post(PAGES, &up).await);
    let (_, page) = desk.read("https://siraj.example/en/how-we-correct").await;
    let foot = page.split_once("foot-pages").unwrap().1;
    assert!(foot.find("/en/how-we-correct") < foot.find("/en/about\""));
    for (title, slug, text, told) in [
        ("", "", "x", "Write a title"),
        ("Kept title", "no path!", "Kept text", "Write a title"),
        (
            "Kept title",
            "about",
            "Kept text",
            "belongs to something else",
        ),
        ("Kept title", "latest", "Kept text", "own words"),
        (
            "Kept title",
            "world",
            "Kept text",
            "belongs to something else",
        ),
    ] {
        let fields = [
            ("of", of.as_str()),
            ("title", title),
            ("slug", slug),
            ("text", text),
        ];
        let refused = owner.post(&format!("{PAGES}/new"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{slug}");
        assert!(said(&refused).contains(told), "{}", said(&refused));
        assert!(title.is_empty() || refused.text.contains("Kept text"));
    }
}

#[tokio::test]
async fn the_menus_hold_what_was_chosen_and_come_back_as_they_were() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let of = desk.newsroom.english.to_string();
    let as_it_was = home(&desk).await;
    let list = owner.get(&format!("{MENUS}?of={of}")).await.text;
    let (_, rest) = list.split_once("value=\"page:").expect("a page to add");
    let page = format!("page:{}", rest.split_once('"').unwrap().0);
    let send = |act: &'static str, entry: &str| {
        [
            ("of", of.clone()),
            ("menu", "masthead".to_owned()),
            ("entry", entry.to_owned()),
            ("act", act.to_owned()),
        ]
    };
    let mut browser = owner;
    for (act, entry, both) in [
        ("add", page.as_str(), true),
        ("up", page.as_str(), true),
        ("remove", page.as_str(), false),
    ] {
        let fields = send(act, entry);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        leads_to(&browser.post(MENUS, &fields).await);
        let now = home(&desk).await;
        let menu = now.split_once("<nav class=\"menu\"").unwrap().1;
        let menu = menu.split_once("</nav>").unwrap().0;
        assert_eq!(menu.contains("About us"), both, "{act}");
    }
    let fields = send("usual", "");
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    leads_to(&browser.post(MENUS, &fields).await);
    assert_eq!(home(&desk).await, as_it_was);
    let foreign = desk.newsroom.sections(desk.newsroom.arabic).await[0].id;
    let foreign = format!("section:{foreign}");
    let fields = send("add", &foreign);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let refused = browser.post(MENUS, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(said(&refused).contains("not of this edition"));
    for role in Role::ALL {
        let (_, mut browser) = inside(&desk, role).await;
        let governs = role >= Role::Chief;
        for page in [PAGES, MENUS, "/newsroom/fronts/pages/new"] {
            let answer = browser.get(page).await;
            assert_eq!(answer.status == StatusCode::OK, governs, "{role:?} {page}");
        }
        let fields = [("of", of.as_str()), ("menu", "foot"), ("act", "usual")];
        let sent = browser.post(MENUS, &fields).await;
        assert_eq!(sent.status == StatusCode::SEE_OTHER, governs, "{role:?}");
    }
}
