//! The related-articles follower: for each article that became public or
//! changed, chooses others by topic, story and section, and writes them as rows
//! with a change of their own, so that what a page shows is state. One node at a
//! time; its cursor is in the store, so nothing is missed by a crash.

use super::trouble;
use crate::room::{ActResult, Room};
use crate::store::changes::{self, By};
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::live::Card;
use crate::store::{self, lists, live, related};
use siraj_editorial::ArticleId;
use std::collections::BTreeMap;

/// The follower's name in the store.
pub const NAME: &str = "related";
/// How many changes are read at once.
const BATCH: i64 = 200;
/// How many related articles an article has.
pub const RELATED: usize = 5;
/// How many candidates of each list are weighed.
const CANDIDATES: i64 = 12;

/// Follows for ever.
pub async fn follow(room: Room) {
    let mut cursor = 0;
    loop {
        match catch_up(&room).await {
            Ok(seq) => {
                cursor = seq.max(cursor);
                room.wake.wait(cursor).await;
            }
            Err(error) => trouble(NAME, error).await,
        }
    }
}

/// Works through the log from the cursor to its end; answers where that is.
///
/// # Errors
/// When the store cannot serve; it goes on from the cursor the next time.
pub async fn catch_up(room: &Room) -> ActResult<i64> {
    loop {
        let (cursor, newest, touched) = room
            .db
            .read(|c| {
                let cursor = changes::cursor(c, NAME)?;
                let changes = changes::after(c, cursor, BATCH)?;
                let newest = changes.last().map_or(cursor, |change| change.seq);
                let mut touched: Vec<ArticleId> = changes
                    .iter()
                    .flat_map(|change| &change.keys)
                    .filter_map(|key| key.strip_prefix("card:")?.parse().ok())
                    .collect();
                touched.sort_unstable();
                touched.dedup();
                Ok::<_, store::Error>((cursor, newest, touched))
            })
            .await?;
        if newest == cursor {
            return Ok(cursor);
        }
        for article in touched {
            settle(room, article).await?;
        }
        room.db
            .write(move |tx| changes::move_cursor(tx, NAME, newest))
            .await?;
    }
}

/// Chooses again for an article and for those that named it.
async fn settle(room: &Room, article: ArticleId) -> ActResult<()> {
    let chosen: Vec<(ArticleId, Vec<ArticleId>)> = room
        .db
        .read(move |c| {
            let mut all = vec![article];
            all.extend(related::naming(c, article)?);
            let mut chosen = Vec::new();
            for one in all {
                let others = choose(c, one)?;
                if related::of(c, one)? != others {
                    chosen.push((one, others));
                }
            }
            Ok::<_, store::Error>(chosen)
        })
        .await?;
    if chosen.is_empty() {
        return Ok(());
    }
    room.act(By::Related, "relate", move |act| {
        act.about("article", article);
        for (one, others) in &chosen {
            related::set(act, *one, others)?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

/// The best others for an article: shared topics weigh most, then the story, then
/// the section; the newer of equals first. Never itself, never its counterpart
/// (which is of another edition, and lists are of one).
fn choose(c: &mut Conn<'_>, id: ArticleId) -> store::Result<Vec<ArticleId>> {
    let Some(card) = live::card(c, id)? else {
        return Ok(Vec::new());
    };
    let mut found: Vec<(u32, List)> = card
        .topics
        .iter()
        .map(|topic| (3, List::Topic(card.edition, *topic)))
        .collect();
    found.extend(
        card.story
            .map(|story| (4, List::Story(card.edition, story))),
    );
    found.push((1, List::Section(card.section)));
    let mut weights: BTreeMap<ArticleId, (u32, Card)> = BTreeMap::new();
    for (weight, list) in found {
        for other in lists::head(c, &list, CANDIDATES)? {
            if other.article != id {
                let entry = weights.entry(other.article).or_insert((0, other));
                entry.0 += weight;
            }
        }
    }
    let mut ranked: Vec<(u32, Card)> = weights.into_values().collect();
    ranked.sort_by(|(one, a), (other, b)| {
        (other, b.first_at, b.article).cmp(&(one, a.first_at, a.article))
    });
    Ok(ranked
        .into_iter()
        .take(RELATED)
        .map(|(_, card)| card.article)
        .collect())
}
