//! What is done to articles.

use super::{Act, nothing, told};
use crate::spine::dice::Dice;
use crate::spine::newsroom::Newsroom;
use crate::spine::words;
use siraj::actions::{
    correct, embargo, erase, expire, feature, pair, publish, relate, schedule, withdraw, write,
};
use siraj::room::ActResult;
use siraj_editorial::article::Article;
use siraj_editorial::correction::{CorrectionKind, CorrectionPriority};
use siraj_editorial::publication::Release;
use siraj_editorial::related::Choice;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{EditionId, Timestamp};

/// Fewer public articles than this are not erased or withdrawn further.
const FEWEST: usize = 8;

/// Does an act to an article.
pub async fn perform(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let all = room.articles().await;
    let now = room.room.clock.now();
    let public: Vec<&Article> = all.iter().filter(|one| one.is_public(now)).collect();
    let edition = if dice.below(4) == 0 {
        room.english
    } else {
        room.arabic
    };
    let Some(one) = dice.one(&public).copied() else {
        return publish_new(room, dice, edition).await;
    };
    let (desk, owner, id) = (&room.room, room.owner.clone(), one.id);
    let later = now.plus_seconds(60 * i64::try_from(1 + dice.below(600)).unwrap());
    let few = public.len() < FEWEST;
    match act {
        Act::Withdraw | Act::Erase | Act::Embargo if few => publish_new(room, dice, edition).await,
        Act::Publish => publish_new(room, dice, edition).await,
        Act::Update => {
            let reason = dice.toss().then(|| "أضيف رد البلدية".to_owned());
            rewrite(room, dice, one, Release::Update { reason }, |_| {}).await
        }
        Act::Fix => rewrite(room, dice, one, Release::Fix, |_| {}).await,
        Act::MoveArticle => move_article(room, dice, one).await,
        Act::ReleasePending => pending(room, dice, &all, now).await,
        Act::Correct => told(
            correct::correct(desk, owner, id, correction(dice)).await,
            id,
        ),
        Act::Withdraw => {
            let notice = "سُحب هذا الخبر لأن مصدره الوحيد تراجع عن روايته.".to_owned();
            told(withdraw::withdraw(desk, owner, id, notice).await, id)
        }
        Act::Embargo => told(embargo::embargo(desk, owner, id, later).await, (id, later)),
        Act::LiftEmbargo => {
            let held: Vec<_> = all.iter().filter(|one| one.embargo.is_some()).collect();
            match dice.one(&held) {
                Some(one) => told(embargo::lift_embargo(desk, owner, one.id).await, one.id),
                None => told(embargo::embargo(desk, owner, id, later).await, (id, later)),
            }
        }
        Act::Schedule => {
            let article = begin(room, dice, edition).await?;
            told(
                schedule::schedule(desk, owner, article.id, later).await,
                (article.id, later),
            )
        }
        Act::Expire => told(
            expire::expire(desk, owner, id, Some(later)).await,
            (id, later),
        ),
        Act::Feature => {
            let prominence = u8::try_from(dice.below(10)).unwrap();
            told(
                feature::feature(desk, owner, id, prominence).await,
                (id, prominence),
            )
        }
        Act::Pair => {
            let others: Vec<_> = public
                .iter()
                .filter(|it| it.edition != one.edition)
                .collect();
            let Some(other) = dice.one(&others) else {
                return nothing();
            };
            told(pair::pair(desk, owner, id, other.id).await, (id, other.id))
        }
        Act::Unpair => unpair(room, dice, &public).await,
        Act::DecideRelated => {
            let others: Vec<_> = public
                .iter()
                .filter(|it| it.edition == one.edition && it.id != id)
                .collect();
            let Some(other) = dice.one(&others) else {
                return nothing();
            };
            let choices = [
                Choice::Pinned(None),
                Choice::Pinned(Some(0)),
                Choice::Banned,
                Choice::Open,
            ];
            let choice = *dice.one(&choices).unwrap();
            told(
                relate::relate(desk, owner, id, other.id, choice).await,
                (id, other.id, choice),
            )
        }
        _ => {
            let reason = "حكم محكمة".to_owned();
            told(erase::erase(desk, owner, id, reason).await, id)
        }
    }
}

fn correction(dice: &Dice) -> correct::Words {
    let kinds = [
        CorrectionKind::Correction,
        CorrectionKind::Clarification,
        CorrectionKind::Retraction,
    ];
    let high = dice.toss();
    correct::Words {
        kind: *dice.one(&kinds).unwrap(),
        priority: if high {
            CorrectionPriority::High
        } else {
            CorrectionPriority::Low
        },
        text: format!("ورد أن عدد القوارب {}، والصواب أربعون.", dice.below(90)),
    }
}

/// A fresh text for an edition.
pub(super) async fn fresh(room: &Newsroom, dice: &Dice, edition: EditionId) -> Manuscript {
    let sections = room.sections(edition).await;
    let section = dice.one(&sections).unwrap().id;
    let stamp = dice.number() % 100_000;
    let mut text = room.manuscript(section, dice.below(60), stamp);
    let all = room.articles().await;
    let other = dice.one(&all).filter(|_| dice.toss()).map(|other| other.id);
    let picture = dice.one(&room.pictures).copied().filter(|_| dice.toss());
    text.body = words::body(stamp, picture, other);
    text
}

async fn begin(room: &Newsroom, dice: &Dice, edition: EditionId) -> ActResult<Article> {
    let text = fresh(room, dice, edition).await;
    let begun = write::begin(&room.room, room.owner.clone(), edition, text).await?;
    Ok(begun.value.article)
}

async fn publish_new(room: &Newsroom, dice: &Dice, edition: EditionId) -> ActResult<String> {
    let article = begin(room, dice, edition).await?;
    let owner = room.owner.clone();
    let done = publish::publish(&room.room, owner, article.id, article.head, Release::First);
    told(done.await, article.id)
}

/// Saves a new text of an article and makes it public.
async fn rewrite(
    room: &Newsroom,
    dice: &Dice,
    article: &Article,
    release: Release,
    change: impl FnOnce(&mut Manuscript),
) -> ActResult<String> {
    let mut text = fresh(room, dice, article.edition).await;
    text.section = article.section;
    change(&mut text);
    let (desk, owner) = (&room.room, || room.owner.clone());
    let saved = write::revise(desk, owner(), article.id, article.head, text).await?;
    let head = saved.value.article.head;
    told(
        publish::publish(desk, owner(), article.id, head, release).await,
        article.id,
    )
}

/// Only the section changes.
async fn move_article(room: &Newsroom, dice: &Dice, article: &Article) -> ActResult<String> {
    let mut sections = room.sections(article.edition).await;
    sections.retain(|section| section.id != article.section);
    let Some(section) = dice.one(&sections).map(|section| section.id) else {
        return nothing();
    };
    let (desk, owner) = (&room.room, || room.owner.clone());
    let mut text = room.text(article.head).await;
    text.section = section;
    let saved = write::revise(desk, owner(), article.id, article.head, text).await?;
    let head = saved.value.article.head;
    told(
        publish::publish(desk, owner(), article.id, head, Release::Fix).await,
        (article.id, section),
    )
}

/// A draft or a held text: saved, and left as it is or released.
async fn pending(
    room: &Newsroom,
    dice: &Dice,
    all: &[Article],
    now: Timestamp,
) -> ActResult<String> {
    let waiting: Vec<&Article> = all.iter().filter(|one| !one.is_public(now)).collect();
    let Some(one) = dice.one(&waiting) else {
        let article = begin(room, dice, room.arabic).await?;
        return Ok(format!("a draft {}", article.id));
    };
    let release = match &one.publication {
        Some(_) => Release::Update { reason: None },
        None => Release::First,
    };
    let (desk, owner) = (&room.room, room.owner.clone());
    told(
        publish::publish(desk, owner, one.id, one.head, release).await,
        one.id,
    )
}

async fn unpair(room: &Newsroom, dice: &Dice, public: &[&Article]) -> ActResult<String> {
    let mut paired = Vec::new();
    for one in public {
        let id = one.id;
        let read =
            move |c: &mut siraj::store::db::Reader<'_>| siraj::store::articles::counterparts(c, id);
        if !room.room.db.read(read).await?.is_empty() {
            paired.push(id);
        }
    }
    let Some(id) = dice.one(&paired) else {
        return nothing();
    };
    told(pair::unpair(&room.room, room.owner.clone(), *id).await, id)
}
