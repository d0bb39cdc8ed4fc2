//! What is done to the house: its identity, sections, people, topics, running
//! stories, sources, pictures, static pages, breaking bar and placements.

use super::{Act, nothing, told};
use crate::spine::dice::Dice;
use crate::spine::newsroom::{self, Newsroom};
use crate::spine::words::{self, both};
use siraj::actions::house;
use siraj::actions::picture;
use siraj::room::{ActResult, fresh_id};
use siraj::store::{house as rows, placements};
use siraj_arabic::DigitStyle;
use siraj_editorial::PlacementId;
use siraj_editorial::edition::{StaticPage, Typeface};
use siraj_editorial::person::Person;
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::section::Step;
use siraj_editorial::story::Milestone;

/// Does an act to the house.
pub async fn perform(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    match act {
        Act::NewSection
        | Act::RenameSection
        | Act::MoveSection
        | Act::OrderSections
        | Act::PairSections
        | Act::MergeSections => sections(act, room, dice).await,
        Act::ChangeIdentity | Act::ChangeEdition | Act::RenameSource => {
            publication(act, room, dice).await
        }
        Act::ReplacePicture | Act::MoveFocalPoint | Act::CoverPicture | Act::ExpirePicture => {
            pictures(act, room, dice).await
        }
        Act::RewriteStaticPage | Act::OrderStaticPages => static_pages(act, room, dice).await,
        Act::SetBreaking | Act::EndBreaking => breaking(act, room, dice).await,
        Act::SavePlacement | Act::RemovePlacement => placement(act, room, dice).await,
        Act::RemoveTopic | Act::TellStory | Act::MergeStories | Act::MergePeople => {
            merged(act, room, dice).await
        }
        _ => named(act, room, dice).await,
    }
}

async fn sections(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let edition = if dice.below(4) == 0 {
        room.english
    } else {
        room.arabic
    };
    let all = room.sections(edition).await;
    let mut section = dice.one(&all).unwrap().clone();
    let number = dice.below(1_000);
    let (desk, owner) = (&room.room, || room.owner.clone());
    if act == Act::MergeSections {
        let heir = dice.one(&all).unwrap();
        let about = (section.slug.clone(), heir.slug.clone());
        return told(
            house::merge_section(desk, owner(), section.id, heir.id).await,
            about,
        );
    }
    if act == Act::OrderSections {
        let step = *dice.one(&Step::ALL).unwrap();
        return told(
            house::move_section(desk, owner(), section.id, step).await,
            (section.slug, step),
        );
    }
    match act {
        Act::NewSection => {
            let parent = Some(section.id).filter(|_| dice.toss());
            section = newsroom::section(edition, &format!("desk-{number}"), "قسم جديد");
            section.parent = parent;
        }
        Act::RenameSection => {
            section.slug = format!("{}-{number}", ["world", "harbour"][dice.below(2)]);
            section.name = format!("القسم {number}");
        }
        Act::MoveSection => {
            let around = dice.one(&all).map(|around| around.id);
            section.parent = around.filter(|id| *id != section.id && dice.below(3) > 0);
        }
        _ => {
            let theirs = room.sections(room.other(edition)).await;
            let other = dice.one(&theirs).map(|other| other.id);
            section.counterparts = other.into_iter().filter(|_| dice.below(3) > 0).collect();
        }
    }
    let about = (section.slug.clone(), section.parent);
    told(house::save_section(desk, owner(), section).await, about)
}

async fn publication(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, room.owner.clone());
    let number = dice.below(1_000);
    if act == Act::RenameSource {
        let all = desk.db.read(|c| rows::sources(c)).await?;
        let mut source = dice.one(&all).unwrap().clone();
        source.name = both(format!("وكالة الأفق {number}"), format!("Horizon {number}"));
        return told(house::save_source(desk, owner, source).await, number);
    }
    if act == Act::ChangeIdentity {
        let mut identity = newsroom::identity();
        identity.tagline = both(format!("أخبار البلاد، الطبعة {number}"), "The country");
        identity.time_zone = ["Asia/Amman", "Africa/Casablanca"][dice.below(2)].to_owned();
        identity.accent = dice.toss().then(|| "#0B5C63".to_owned());
        identity.logo = dice.one(&room.pictures).copied().filter(|_| dice.toss());
        identity.text = dice.toss().then_some(Typeface::Sans);
        return told(house::save_identity(desk, owner, identity).await, number);
    }
    let all = desk.db.read(|c| rows::editions(c)).await?;
    let mut edition = dice.one(&all).unwrap().clone();
    edition.hijri = dice.toss().then_some(0);
    edition.digits = if dice.toss() {
        DigitStyle::Western
    } else {
        DigitStyle::ArabicIndic
    };
    edition.label = format!("{} {number}", edition.label.split(' ').next().unwrap());
    told(house::save_edition(desk, owner, edition).await, number)
}

async fn pictures(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, room.owner.clone());
    let id = *dice.one(&room.pictures).unwrap();
    let number = u8::try_from(dice.below(250)).unwrap();
    let mut words = newsroom::picture_words(number);
    let original = match act {
        Act::ReplacePicture => Some(newsroom::keep(desk, number).await),
        _ => None,
    };
    if act == Act::CoverPicture {
        words.warning = both("مشاهد قاسية", "Distressing");
    }
    if act == Act::ExpirePicture {
        // Some rights have ended already, others end while time passes.
        let minutes = i64::try_from(dice.below(90)).unwrap() - 10;
        words.expires_at = Some(desk.clock.now().plus_seconds(60 * minutes));
    }
    told(
        picture::change(desk, owner, id, original, words).await,
        (id, number),
    )
}

async fn named(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, room.owner.clone());
    let number = dice.below(1_000);
    match act {
        Act::RenamePerson | Act::HangPortrait | Act::TakePortraitDown => {
            let all = desk.db.read(|c| rows::all_people(c)).await?;
            let wears = |one: &&Person| one.portrait == Some(room.portrait);
            let wearer = all.iter().find(wears);
            let mut person = dice.one(&all).unwrap().clone();
            match act {
                Act::HangPortrait => person.portrait = dice.one(&room.pictures).copied(),
                Act::TakePortraitDown => {
                    person = wearer.cloned().unwrap_or(person);
                    person.portrait = None;
                }
                _ => {
                    person.slug = format!("reporter-{number}");
                    person.name = both(format!("ليلى ناصر {number}"), format!("Layla {number}"));
                }
            }
            told(house::save_person(desk, owner, person).await, number)
        }
        Act::RenameTopic | Act::MergeTopics => {
            let all = desk.db.read(|c| rows::all_topics(c)).await?;
            let mut topic = dice.one(&all).unwrap().clone();
            if act == Act::MergeTopics {
                let heir = dice.one(&all).map(|heir| heir.id);
                topic.merged_into = heir.filter(|heir| *heir != topic.id && dice.toss());
            } else {
                topic.slug = format!("topic-{number}");
                topic.name = both(format!("المرفأ {number}"), format!("Harbour {number}"));
            }
            told(
                house::save_topic(desk, owner, topic.clone()).await,
                (number, topic.merged_into),
            )
        }
        Act::NewTopic => {
            let topic = newsroom::topic(&format!("place-{number}"), both("حي الصيادين", "Quay"));
            told(house::save_topic(desk, owner, topic).await, number)
        }
        _ => {
            let all = desk.db.read(|c| rows::all_stories(c)).await?;
            let mut story = dice.one(&all).unwrap().clone();
            if act == Act::EndStory {
                story.running = !story.running;
            } else {
                story.slug = format!("story-{number}");
                story.title = both(format!("ملف الميناء {number}"), format!("Story {number}"));
            }
            told(house::save_story(desk, owner, story).await, number)
        }
    }
}

async fn merged(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, room.owner.clone());
    match act {
        Act::RemoveTopic => {
            let all = desk.db.read(|c| rows::all_topics(c)).await?;
            // What was made last is what nothing names.
            let newest = all.iter().max_by_key(|one| one.id).unwrap();
            let topic = dice.one(&all).filter(|_| dice.toss()).unwrap_or(newest);
            let about = topic.slug.clone();
            told(house::remove_topic(desk, owner, topic.id).await, about)
        }
        Act::MergePeople => {
            let all = desk.db.read(|c| rows::all_people(c)).await?;
            let signs = |one: &&Person| room.people.last() == Some(&one.id);
            let gone = all.iter().find(signs).filter(|_| dice.below(4) > 0);
            let (gone, heir) = (
                gone.unwrap_or_else(|| dice.one(&all).unwrap()),
                dice.one(&all).unwrap(),
            );
            let about = (gone.slug.clone(), heir.slug.clone());
            told(
                house::merge_person(desk, owner, gone.id, heir.id).await,
                about,
            )
        }
        _ => {
            let all = desk.db.read(|c| rows::all_stories(c)).await?;
            let (mut story, heir) = (dice.one(&all).unwrap().clone(), dice.one(&all).unwrap());
            if act == Act::MergeStories {
                let about = (story.slug.clone(), heir.slug.clone());
                return told(
                    house::merge_story(desk, owner, story.id, heir.id).await,
                    about,
                );
            }
            story.timeline.push(Milestone {
                day: format!("2026-11-{:02}", dice.below(28) + 1),
                words: both(
                    format!("بدأ العمل على الرصيف {}", dice.below(90)),
                    "Work on the quay began",
                ),
            });
            told(
                house::save_story(desk, owner, story.clone()).await,
                story.timeline.len(),
            )
        }
    }
}

async fn static_pages(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let edition = if dice.below(4) == 0 {
        room.english
    } else {
        room.arabic
    };
    let all = room
        .room
        .db
        .read(move |c| rows::static_pages(c, edition))
        .await?;
    let mut page: StaticPage = dice.one(&all).unwrap().clone();
    let number = dice.below(1_000);
    if act == Act::RewriteStaticPage {
        page.body = words::body(number as u64, room.pictures.first().copied(), None);
        page.updated_at = room.room.clock.now();
        if dice.toss() {
            page.slug = format!("page-{number}");
            page.title = format!("من نحن {number}");
        }
    }
    // The place in the list may be the only thing that changes.
    let position = i64::try_from(dice.below(9)).unwrap();
    let about = (page.slug.clone(), position);
    told(
        house::save_static_page(&room.room, room.owner.clone(), page, position).await,
        about,
    )
}

async fn breaking(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, room.owner.clone());
    let now = desk.clock.now();
    let bar = (act == Act::SetBreaking).then(|| Breaking {
        text: format!("عاجل: المجلس يقر البند {}", dice.below(90)),
        link: dice.toss().then(|| "/latest".to_owned()),
        since: now,
        until: now.plus_seconds(60 * i64::try_from(5 + dice.below(300)).unwrap()),
    });
    told(
        house::set_breaking(desk, owner, room.arabic, bar).await,
        act,
    )
}

async fn placement(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, room.owner.clone());
    let edition = room.arabic;
    let all = desk.db.read(move |c| placements::all(c, edition)).await?;
    if act == Act::RemovePlacement {
        let Some(one) = dice.one(&all) else {
            return nothing();
        };
        return told(house::remove_placement(desk, owner, one.id).await, one.id);
    }
    let now = desk.clock.now();
    let begin = now.plus_seconds(600 * i64::try_from(dice.below(9)).unwrap() - 1_800);
    let known = dice.one(&all).map(|one| one.id).filter(|_| dice.toss());
    let new = Placement {
        id: known.unwrap_or(PlacementId(fresh_id())),
        edition,
        slot: *dice
            .one(&[Slot::Top, Slot::Top, Slot::FrontMiddle, Slot::ArticleEnd])
            .unwrap(),
        text: format!("معرض الكتاب في عين الصفا، الدورة {}", dice.below(90)),
        picture: dice.one(&room.pictures).copied().filter(|_| dice.toss()),
        link: Some("https://fair.example/".to_owned()),
        paid: dice.toss(),
        starts_at: begin,
        ends_at: dice.toss().then(|| begin.plus_seconds(7_200)),
    };
    let about = (new.id, new.slot);
    told(house::save_placement(desk, owner, new).await, about)
}
