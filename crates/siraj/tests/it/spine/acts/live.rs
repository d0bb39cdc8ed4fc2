//! What is done to live articles, their coverage and their posts.

use super::articles::fresh;
use super::{Act, nothing, told};
use crate::spine::dice::Dice;
use crate::spine::newsroom::Newsroom;
use crate::spine::words;
use siraj::actions::{coverage, post, publish, write};
use siraj::room::{ActResult, fresh_id};
use siraj::store::posts;
use siraj_editorial::body::Body;
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::correction::CorrectionKind;
use siraj_editorial::coverage::Plan;
use siraj_editorial::post::{Label, LivePost, PostText};
use siraj_editorial::publication::Release;
use siraj_editorial::revision::Format;
use siraj_editorial::{ArticleId, PostId};

/// More than two pages of posts, so that some stand on numbered pages alone.
const BURST: usize = 45;

/// Does an act to a live article.
pub async fn perform(act: Act, room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, || room.owner.clone());
    let id = match live(room, dice).await {
        Some(id) if act != Act::Cover => id,
        _ => return cover(room, dice).await,
    };
    if act == Act::Post {
        return add(room, dice, id, 1 + dice.below(3)).await;
    }
    if act == Act::DecideCoverage {
        let points = (0..dice.below(4)).map(|n| format!("نقطة {n} في التغطية"));
        let plan = Plan {
            key_points: points.collect(),
            quiet_hours: Some(2),
            ends_at: None,
        };
        return told(coverage::decide(desk, owner(), id, plan).await, id);
    }
    if act == Act::EndCoverage {
        return told(coverage::end(desk, owner(), id).await, id);
    }
    let read = move |c: &mut siraj::store::db::Reader<'_>| posts::all(c, id);
    let all: Vec<LivePost> = desk.db.read(read).await.unwrap();
    let Some(one) = dice.one(&all).cloned() else {
        return add(room, dice, id, 2).await;
    };
    match act {
        Act::ChangePost => {
            let text = text(room, dice);
            told(
                post::change(desk, owner(), (one.id, one.revision), text).await,
                one.number,
            )
        }
        Act::CorrectPost => {
            let words = format!("الصواب {} لا أربعون.", dice.below(90));
            let words = (CorrectionKind::Clarification, words);
            told(
                post::correct(desk, owner(), one.id, words).await,
                one.number,
            )
        }
        Act::PinPost => told(
            post::pin(desk, owner(), one.id, !one.pinned).await,
            one.number,
        ),
        Act::RemovePost if !one.stands() => {
            told(post::bring_back(desk, owner(), one.id).await, one.number)
        }
        Act::RemovePost => told(
            post::remove(desk, owner(), one.id, "تكرّر".to_owned()).await,
            one.number,
        ),
        _ => nothing(),
    }
}

/// A public live article, if there is one.
async fn live(room: &Newsroom, dice: &Dice) -> Option<ArticleId> {
    let now = room.room.clock.now();
    let mut found = Vec::new();
    for article in room.articles().await {
        if let Some(publication) = article
            .publication
            .as_ref()
            .filter(|_| article.is_public(now))
            && room.text(publication.revision).await.format == Format::Live
        {
            found.push(article.id);
        }
    }
    dice.one(&found).copied()
}

/// A new live article with more posts than its page shows.
async fn cover(room: &Newsroom, dice: &Dice) -> ActResult<String> {
    let (desk, owner) = (&room.room, || room.owner.clone());
    let mut text = fresh(room, dice, room.arabic).await;
    text.format = Format::Live;
    let begun = write::begin(desk, owner(), room.arabic, text).await?;
    let article = begun.value.article;
    publish::publish(desk, owner(), article.id, article.head, Release::First).await?;
    add(room, dice, article.id, BURST).await
}

async fn add(room: &Newsroom, dice: &Dice, id: ArticleId, many: usize) -> ActResult<String> {
    let mut last = nothing();
    for _ in 0..many {
        room.room.clock.advance(30);
        let to = (id, PostId(fresh_id()));
        let done = post::add(&room.room, room.owner.clone(), to, text(room, dice)).await;
        last = told(done, id);
    }
    last
}

fn text(room: &Newsroom, dice: &Dice) -> PostText {
    let stamp = dice.number() % 100_000;
    let picture = dice.one(&room.pictures).copied().filter(|_| dice.toss());
    let mut body: Body = words::body(stamp, picture, None);
    body.blocks.retain(|block| {
        use siraj_editorial::body::Block;
        matches!(block, Block::Paragraph(_) | Block::Picture(_))
    });
    body.blocks.truncate(4);
    let signs = dice.one(&room.people).copied();
    PostText {
        headline: format!("مدخل {stamp}"),
        label: dice.one(&Label::ALL).copied().filter(|_| dice.toss()),
        bylines: signs
            .map(|person| Byline {
                who: Signatory::Person(person),
                role: BylineRole::Writing,
            })
            .into_iter()
            .collect(),
        body,
    }
}
