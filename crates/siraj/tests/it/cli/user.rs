//! Links that let somebody in, made on the command line.

use super::program::{Served, demo, run};
use crate::spine::places::Place;
use siraj::actions::entry;
use siraj::tokens::PREFIX;

#[tokio::test(flavor = "multi_thread")]
async fn a_link_for_the_owner_is_printed_alone_while_the_newsroom_is_served() {
    let place = Place::sqlite();
    let _served = Served::in_place(&place);
    let out = run(&place, &["user", "link"]).good();
    let link = out.strip_suffix('\n').unwrap();
    let (origin, text) = link.split_once("/newsroom/link/").unwrap();
    assert!(
        origin.starts_with("http://") && text.starts_with(PREFIX),
        "{link}"
    );
    let room = super::program::open(&place).await;
    let (_, person, sign_in) = entry::look_at_link(&room, text).await.unwrap();
    assert_eq!((person.slug.as_str(), sign_in), ("maha-attar", None));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_with_an_account_is_listed_and_nobody_else_gets_a_link() {
    let place = Place::sqlite();
    demo(&place).await;
    let listed = run(&place, &["user", "list"]).good();
    assert!(
        listed.contains("demo-editor\tchief\tcannot sign in yet\n"),
        "{listed}"
    );
    let json = run(&place, &["user", "list", "--json"]).good();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(rows.len(), listed.lines().count());
    assert!(
        rows.iter()
            .all(|row| row["email"].is_null() && row["codes"] == false)
    );
    let said = run(&place, &["user", "link", "--person", "nobody"]).refused();
    assert!(said.contains("nobody here is called nobody"), "{said}");
}
