//! A newsroom of one's own is founded in one command.

use super::program::{Served, open, run};
use crate::spine::places::Place;
use siraj::store::{Error, house, sections};

#[tokio::test(flavor = "multi_thread")]
async fn a_newsroom_is_founded_once_and_can_be_shown() {
    let place = Place::sqlite();
    let init = [
        "init",
        "--name",
        "صوت الوادي",
        "--owner",
        "نور سليم",
        "--time-zone",
        "Africa/Tunis",
    ];
    run(&place, &init).good();
    run(&place, &init).refused();
    let room = open(&place).await;
    let (identity, pages, counterparts) = room
        .db
        .read(|c| {
            let editions = house::editions(c)?;
            let pages = house::static_pages(c, editions[1].id)?;
            let sections = sections::all(c, editions[1].id)?;
            let paired = sections
                .iter()
                .filter(|one| !one.counterparts.is_empty())
                .count();
            Ok::<_, Error>((
                house::identity(c)?.unwrap(),
                pages.len(),
                (paired, sections.len()),
            ))
        })
        .await
        .unwrap();
    assert_eq!(identity.time_zone, "Africa/Tunis");
    assert_eq!(pages, 4);
    assert_eq!(counterparts, (6, 6));
    let token = ["token", "create", "--person", "owner", "--role", "owner"];
    run(&place, &token).good();
    run(&place, &["check"]).good();
    let served = Served::in_place(&place);
    for path in [
        "/",
        "/en/",
        "/opinion",
        "/about",
        "/en/privacy",
        "/author/owner",
    ] {
        assert_eq!(served.status(path), 200, "{path}");
    }
}

#[test]
fn a_newsroom_is_not_founded_in_a_zone_or_a_language_that_is_none() {
    for (flag, value) in [
        ("--time-zone", "Nowhere/Else"),
        ("--languages", "ar,xx"),
        ("--languages", "ar,ar"),
        ("--owner-path", "not a path"),
    ] {
        let place = Place::sqlite();
        run(&place, &["init", flag, value]).refused();
        let said = run(&place, &["token", "list"]).refused();
        assert!(said.contains("siraj init"), "{flag} {value}: {said}");
    }
}
