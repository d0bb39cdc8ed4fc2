//! Who sees to people: invitations, roles, links for the locked out, leaving. Rights are
//! those of the newsroom's table, tried as every role on every screen and verb.

use super::browser::{Browser, PASSWORD, leads_to, opened, said};
use crate::harness::{Answer, Desk};
use http::StatusCode;
use siraj::actions::entry;
use siraj::store::changes::By;
use siraj::store::db::Reader;
use siraj::store::{entry as rows, tokens};
use siraj_editorial::PersonId;
use siraj_editorial::role::Role;

/// Somebody of this role, inside, with a browser of their own.
pub async fn inside(desk: &Desk, role: Role) -> (PersonId, Browser<'_>) {
    let person = desk.hire(role).await;
    (person, comes_in(desk, person).await)
}

async fn comes_in(desk: &Desk, person: PersonId) -> Browser<'_> {
    let text = entry::make_link(&desk.newsroom.room, By::House, person).await;
    let link = format!("/newsroom/link/{}", text.unwrap());
    let mut browser = Browser::at(desk);
    let email = format!("{}@marsa.example", person.0.simple());
    let fields = [("email", email.as_str()), ("password", PASSWORD)];
    leads_to(&browser.post(&link, &fields).await);
    browser
}

async fn role_of(desk: &Desk, person: PersonId) -> Option<Role> {
    let read = desk
        .newsroom
        .room
        .db
        .read(move |c| tokens::account(c, person));
    read.await.unwrap().map(|account| account.role)
}

/// The link that a page shows.
#[track_caller]
fn shown(answer: &Answer) -> &str {
    let (_, rest) = answer
        .text
        .split_once("https://siraj.example/newsroom/link/")
        .unwrap();
    rest.split_once('<').unwrap().0
}

#[tokio::test]
async fn an_invited_person_opens_their_account_by_the_link_that_is_shown() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let fields = [
        ("name_ar", "مها العطّار"),
        ("name_en", "Maha al-Attar"),
        ("role", "editor"),
    ];
    let answer = owner.post("/newsroom/people", &fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.text.contains("maha-al-attar") && answer.text.contains("Cannot sign in yet"));
    let mut maha = Browser::phone(&desk);
    let link = format!("/newsroom/link/{}", shown(&answer));
    assert!(maha.get(&link).await.text.contains("Maha al-Attar"));
    let own = [("email", "maha@marsa.example"), ("password", PASSWORD)];
    leads_to(&maha.post(&link, &own).await);
    assert!(maha.is_inside().await);
    let list = owner.get("/newsroom/people").await;
    assert!(list.text.contains("maha@marsa.example"));
}

#[tokio::test]
async fn an_invitation_that_cannot_be_is_told_and_makes_nobody() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let people = |c: &mut Reader<'_>| rows::members(c, None);
    let before = desk.newsroom.room.db.read(people).await.unwrap().len();
    for (name, slug, told) in [
        ("", "", "Write a name"),
        ("Maha", "no path!", "Write a name"),
        ("Maha", "-", "Write a name"),
        (&"long".repeat(100), "", "Write a name"),
        ("\u{202E}\u{200D}", "", "Write a name"),
    ] {
        let fields = [("name_en", name), ("slug", slug), ("role", "reporter")];
        let answer = owner.post("/newsroom/people", &fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name:?} {slug:?}"
        );
        assert!(said(&answer).contains(told), "{}", said(&answer));
    }
    let fields = [("name_en", "Maha"), ("slug", "maha"), ("role", "reporter")];
    assert_eq!(
        owner.post("/newsroom/people", &fields).await.status,
        StatusCode::OK
    );
    let taken = owner.post("/newsroom/people", &fields).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let after = desk.newsroom.room.db.read(people).await.unwrap().len();
    assert_eq!(after, before + 1);
}

/// Screen by screen and verb by verb, as every role, towards every role.
#[tokio::test]
async fn people_are_seen_to_by_chiefs_and_owners_by_owners_alone() {
    let desk = Desk::open().await;
    opened(&desk).await;
    for role in Role::ALL {
        let (own, mut browser) = inside(&desk, role).await;
        let governs = role >= Role::Chief;
        let list = browser.get("/newsroom/people").await;
        assert_eq!(list.status == StatusCode::OK, governs, "{role:?}");
        if !governs {
            assert_eq!(list.status, StatusCode::FORBIDDEN);
            assert!(list.text.contains("for chiefs and owners"));
        }
        let account = browser.get("/newsroom/account").await;
        assert_eq!(
            account.text.contains("/newsroom/people"),
            governs,
            "{role:?}"
        );
        for other in Role::ALL {
            let may = governs && (other != Role::Owner || role == Role::Owner);
            let person = desk.hire(other).await;
            let mut theirs = comes_in(&desk, person).await;
            let page = format!("/newsroom/people/{person}");
            let seen = browser.get(&page).await;
            assert_eq!(seen.status == StatusCode::OK, governs, "{role:?} {other:?}");
            assert_eq!(
                seen.text.contains(r#"value="leave""#),
                may,
                "{role:?} {other:?}"
            );
            let link = browser.post(&page, &[("act", "link")]).await;
            assert_eq!(link.status == StatusCode::OK, may, "{role:?} {other:?}");
            let fields = [("act", "role"), ("role", "contributor")];
            let changed = browser.post(&page, &fields).await;
            assert_eq!(
                changed.status == StatusCode::SEE_OTHER,
                may,
                "{role:?} {other:?}"
            );
            let is = role_of(&desk, person).await;
            let expected = if may { Role::Contributor } else { other };
            assert_eq!(is, Some(expected), "{role:?} {other:?}");
            let raised = browser
                .post(&page, &[("act", "role"), ("role", "owner")])
                .await;
            let raises = role == Role::Owner;
            assert_eq!(
                raised.status == StatusCode::SEE_OTHER,
                raises,
                "{role:?} {other:?}"
            );
            let left = browser.post(&page, &[("act", "leave")]).await;
            assert_eq!(
                left.status == StatusCode::SEE_OTHER,
                may,
                "{role:?} {other:?}"
            );
            assert_eq!(role_of(&desk, person).await.is_none(), may);
            assert_eq!(theirs.is_inside().await, !may, "{role:?} {other:?}");
        }
        let fields = [("name_en", "Somebody New"), ("slug", ""), ("role", "owner")];
        let invited = browser.post("/newsroom/people", &fields).await;
        assert_eq!(
            invited.status == StatusCode::OK,
            role == Role::Owner,
            "{role:?}"
        );
        let leaves = browser
            .post(&format!("/newsroom/people/{own}"), &[("act", "leave")])
            .await;
        assert!(
            leaves.status.is_client_error(),
            "nobody puts themselves out: {role:?}"
        );
        assert!(browser.is_inside().await);
    }
}

#[tokio::test]
async fn who_leaves_is_put_out_with_their_tokens_and_their_name_stays() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let (person, mut theirs) = inside(&desk, Role::Editor).await;
    let token = desk.token(person, Role::Editor, None, None).await;
    assert_eq!(
        desk.with(&token, "GET", "/me").send().await.status,
        StatusCode::OK
    );
    let page = format!("/newsroom/people/{person}");
    assert_eq!(
        leads_to(&owner.post(&page, &[("act", "leave")]).await),
        "/newsroom/people"
    );
    assert!(!theirs.is_inside().await);
    let refused = desk.with(&token, "GET", "/me").send().await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(owner.get(&page).await.status, StatusCode::NOT_FOUND);
    let read = desk
        .newsroom
        .room
        .db
        .read(move |c| siraj::store::house::people(c, &[person]));
    assert_eq!(
        read.await.unwrap().len(),
        1,
        "the name stays for what they wrote"
    );
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let desk = Desk::open().await;
    let mut owner = opened(&desk).await;
    let members = desk
        .newsroom
        .room
        .db
        .read(|c| rows::members(c, None))
        .await
        .unwrap();
    let owners = members.iter().filter(|one| one.account.role == Role::Owner);
    let (mut own, mut others) = (None, Vec::new());
    for one in owners {
        match &one.sign_in {
            Some(_) => own = Some(one.person.id),
            None => others.push(one.person.id),
        }
    }
    for other in others {
        let page = format!("/newsroom/people/{other}");
        leads_to(&owner.post(&page, &[("act", "leave")]).await);
    }
    let page = format!("/newsroom/people/{}", own.unwrap());
    for fields in [
        [("act", "role"), ("role", "chief")],
        [("act", "leave"), ("role", "")],
    ] {
        let answer = owner.post(&page, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(role_of(&desk, own.unwrap()).await, Some(Role::Owner));
}
