//! Tokens made on the command line.

use super::program::{Served, demo, run};
use crate::spine::places::Place;
use siraj::store::tokens;
use siraj::tokens::{PREFIX, hash};
use siraj_editorial::role::Role;

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_printed_alone_while_the_newsroom_is_served() {
    let place = Place::sqlite();
    let _served = Served::in_place(&place);
    let made = [
        "token",
        "create",
        "--person",
        "demo-editor",
        "--role",
        "chief",
    ];
    let out = run(&place, &[&made[..], &["--expires", "90d"]].concat()).good();
    let token = out.strip_suffix('\n').unwrap().to_owned();
    assert!(
        token.starts_with(PREFIX) && token.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    );
    let room = super::program::open(&place).await;
    let kept = room
        .db
        .read(move |c| tokens::by_hash(c, &hash(&token)))
        .await;
    let kept = kept.unwrap().unwrap();
    assert_eq!(kept.role, Role::Chief);
    let lasts = kept.expires_at.unwrap().seconds_since(kept.created_at);
    assert_eq!(lasts, 90 * 86_400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_allows_no_more_than_its_person_and_opens_nothing_once_taken_back() {
    let place = Place::sqlite();
    demo(&place).await;
    let said = run(
        &place,
        &[
            "token",
            "create",
            "--person",
            "layla-haddad",
            "--role",
            "chief",
        ],
    );
    assert!(said.refused().contains("reporter"));
    let said = run(
        &place,
        &["token", "create", "--person", "nobody", "--role", "editor"],
    );
    assert!(said.refused().contains("nobody here is called nobody"));
    let create = [
        "token",
        "create",
        "--person",
        "demo-editor",
        "--role",
        "editor",
        "--json",
    ];
    let said = run(
        &place,
        &[&create[..], &["--section", "no-such-section"]].concat(),
    );
    assert!(said.refused().contains("no-such-section"));
    let made = run(&place, &[&create[..], &["--section", "world"]].concat()).good();
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let id = made["id"].as_str().unwrap();
    run(&place, &["token", "revoke", id]).good();
    run(&place, &["token", "revoke", id]).refused();
    let list = run(&place, &["token", "list", "--json"]).good();
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(
        (&list[0]["id"], &list[0]["good"]),
        (&made["id"], &false.into())
    );
    assert!(
        run(&place, &["token", "list"])
            .good()
            .contains("expired or taken back")
    );
}

#[test]
fn a_folder_without_a_newsroom_is_said_to_be_one_and_stays_as_it_was() {
    let place = Place::sqlite();
    let said = run(&place, &["token", "list"]).refused();
    assert!(said.contains("siraj init"), "{said}");
    assert!(!super::program::data(&place).exists());
}
