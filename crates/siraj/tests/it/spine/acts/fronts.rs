//! What is done to fronts: articles get places, words and more, some pins end by
//! themselves; then the front is published.

use super::told;
use crate::spine::dice::Dice;
use crate::spine::newsroom::Newsroom;
use siraj::actions::front::{self, Work};
use siraj::actions::house;
use siraj::room::{ActError, ActResult};
use siraj::store::{fronts, house as rows};
use siraj_editorial::ArticleId;
use siraj_editorial::front::{Container, FrontOf, Step, Wording};
use siraj_editorial::menu::{Entry, Menus};

/// How many steps lead to a publication.
const STEPS: usize = 7;

/// Arranges a front of the Arabic edition and publishes it.
pub async fn curate(room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let sections = room.sections(room.arabic).await;
    let section = dice.one(&sections).map(|section| section.id);
    let of = FrontOf {
        edition: room.arabic,
        section: section.filter(|_| dice.below(3) == 0),
    };
    let now = room.room.clock.now();
    let public: Vec<ArticleId> = room
        .articles()
        .await
        .iter()
        .filter(|one| one.is_public(now) && one.edition == room.arabic)
        .map(|one| one.id)
        .collect();
    for _ in 0..STEPS {
        let Some(article) = dice.one(&public).copied() else {
            break;
        };
        let container = match dice.below(4) {
            0 => Container::LongRead,
            1 => dice
                .one(&sections)
                .map_or(Container::Top, |one| Container::Section(one.id)),
            _ => Container::Top,
        };
        let later = 600 * i64::try_from(1 + dice.below(200)).unwrap();
        let number = dice.below(1_000);
        let step = match dice.below(9) {
            0 => Step::Boost(article, dice.toss()),
            1 => Step::Hide(article),
            2 => Step::Sombre(dice.toss()),
            3 => Step::Word(
                article,
                Wording {
                    headline: format!("عنوان الواجهة {number}"),
                    kicker: ["", "خاص"][dice.below(2)].to_owned(),
                },
            ),
            4 => Step::Until(article, Some(now.plus_seconds(later))),
            5 => Step::Release(article),
            _ => Step::Put {
                article,
                container,
                place: u8::try_from(dice.below(6)).unwrap(),
                from: None,
            },
        };
        match front::work(
            &room.room,
            &room.owner,
            of,
            revision(room, of).await,
            Work::Step(step),
        )
        .await
        {
            Ok(()) | Err(ActError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let at = revision(room, of).await;
    told(
        front::publish(&room.room, room.owner.clone(), of, at).await,
        of,
    )
}

async fn revision(room: &Newsroom, of: FrontOf) -> i64 {
    let read = room.room.db.read(move |c| fronts::draft(c, of));
    read.await.unwrap().revision
}

/// Chooses what stands in the menus of the Arabic edition.
pub async fn change_menus(room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let edition = room.arabic;
    let sections = room.sections(edition).await;
    let read = room.room.db.read(move |c| rows::static_pages(c, edition));
    let pages = read.await?;
    let sections = sections.iter().map(|one| Entry::Section(one.id));
    let pages = pages.iter().map(|one| Entry::Page(one.id));
    let all: Vec<Entry> = sections.chain(pages).collect();
    let chosen = || {
        let mut entries = dice.shuffled(all.clone());
        entries.truncate(1 + dice.below(9));
        dice.toss().then_some(entries)
    };
    let menus = Menus {
        masthead: chosen(),
        foot: chosen(),
    };
    let about = (menus.masthead.is_some(), menus.foot.is_some());
    let (desk, owner) = (&room.room, room.owner.clone());
    told(house::save_menus(desk, owner, edition, menus).await, about)
}
