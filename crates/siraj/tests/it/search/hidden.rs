//! What the public may not see is not found, even where the index still has it.

use super::reader::{Library, text};
use siraj::actions::{embargo, expire, publish, withdraw, write};
use siraj_editorial::publication::Release;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_is_gone_at_once_and_what_is_not_published_never_was() {
    let library = Library::open().await;
    let (newsroom, arabic) = (&library.newsroom, library.newsroom.arabic);
    let (room, owner) = (&newsroom.room, || newsroom.owner.clone());
    let withdrawn = library
        .publish("أسرار الخزنة الفيروزية", "فُتحت الخزنة.")
        .await;
    let kept = library
        .publish("الخزنة الفيروزية في المتحف", "عُرضت الخزنة.")
        .await;
    let draft = text(
        newsroom,
        arabic,
        "مسودة عن الخزنة الفيروزية",
        "لم تُنشر بعد.",
    )
    .await;
    write::begin(room, owner(), arabic, draft).await.unwrap();
    library.follow().await;
    let found = async || library.search("الخزنة الفيروزية").await.headlines();
    assert_eq!(found().await.len(), 2);
    withdraw::withdraw(room, owner(), withdrawn, "سُحب لخطأ في مصدره.".to_owned())
        .await
        .unwrap();
    // The index has not followed yet: the store has the last word.
    assert_eq!(found().await, ["الخزنة الفيروزية في المتحف"]);
    library.follow().await;
    assert_eq!(found().await, ["الخزنة الفيروزية في المتحف"]);
    let soon = room.clock.now().plus_seconds(3_600);
    expire::expire(room, owner(), kept, Some(soon))
        .await
        .unwrap();
    room.clock.advance(3_700);
    siraj::followers::clock::tick(room).await.unwrap();
    assert!(found().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_under_embargo_is_found_when_its_time_has_come_and_in_its_public_words() {
    let library = Library::open().await;
    let (newsroom, arabic) = (&library.newsroom, library.newsroom.arabic);
    let (room, owner) = (&newsroom.room, || newsroom.owner.clone());
    let held = text(newsroom, arabic, "تقرير الجليد السنوي", "ذاب الثلث.").await;
    let begun = write::begin(room, owner(), arabic, held).await.unwrap();
    let (id, head) = (begun.value.article.id, begun.value.article.head);
    let until = room.clock.now().plus_seconds(3_600);
    embargo::embargo(room, owner(), id, until).await.unwrap();
    library.follow().await;
    let found = async |q: &str| library.search(q).await.headlines();
    assert!(found("الجليد السنوي").await.is_empty());
    room.clock.advance(3_700);
    siraj::followers::clock::tick(room).await.unwrap();
    publish::publish(room, owner(), id, head, Release::First)
        .await
        .unwrap();
    library.follow().await;
    assert_eq!(found("الجليد السنوي").await, ["تقرير الجليد السنوي"]);
    // What was saved since and not released is nobody's to find.
    let mut newer = newsroom.text(head).await;
    newer.headline = "تقرير الجليد والمرجان".to_owned();
    write::revise(room, owner(), id, head, newer).await.unwrap();
    library.follow().await;
    assert!(found("المرجان").await.is_empty());
    assert_eq!(found("الجليد السنوي").await, ["تقرير الجليد السنوي"]);
}
