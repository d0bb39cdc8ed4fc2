//! An erased article leaves its address and nothing else.

use super::program::{Served, open, run};
use crate::spine::places::Place;
use siraj::store::house;
use siraj::store::keys::List;
use siraj::store::{Error, articles, lists};

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_article_leaves_a_tombstone_at_its_address() {
    let place = Place::sqlite();
    let served = Served::in_place(&place);
    let room = open(&place).await;
    let card = room
        .db
        .read(|c| {
            let edition = house::editions(c)?.remove(0).id;
            Ok::<_, Error>(lists::head(c, &List::Latest(edition), 1)?.remove(0))
        })
        .await
        .unwrap();
    let (short_id, id) = (card.short_id.to_string(), card.article);
    let address = format!("/a/{short_id}");
    assert!((200..400).contains(&served.status(&address)));
    run(&place, &["erase", &short_id, "--reason", " "]).refused();
    let reason = ["--reason", "أمر قضائي"];
    run(
        &place,
        &[
            &["erase", &short_id, "--person", "demo-editor"],
            &reason[..],
        ]
        .concat(),
    )
    .refused();
    run(&place, &[&["erase", &short_id], &reason[..]].concat()).good();
    let left = room
        .db
        .read(move |c| articles::revisions(c, id))
        .await
        .unwrap();
    assert!(left.is_empty());
    let gone = std::iter::repeat_with(|| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        served.status(&address)
    });
    assert!(gone.take(50).any(|status| status == 410));
    run(&place, &["check"]).good();
}
