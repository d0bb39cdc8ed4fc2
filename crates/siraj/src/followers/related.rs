//! The related-articles follower: for each article that became public or
//! changed, chooses others by text, topic, story and section, and writes them as rows
//! with a change of their own, so that what a page shows is state. One node at a
//! time; its cursor is in the store, so nothing is missed by a crash.

use super::trouble;
use crate::room::{ActResult, Room};
use crate::search::answers::short_ids;
use crate::search::{Hit, Likeness, Scope, Space};
use crate::store::changes::{self, By};
use crate::store::db::Conn;
use crate::store::indexed::{self, Indexed};
use crate::store::keys::List;
use crate::store::live::Card;
use crate::store::{self, lists, live, related};
use siraj_editorial::related::NAMED;
use siraj_editorial::{ArticleId, StoryId};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The follower's name in the store.
pub const NAME: &str = "related";
/// How many changes are read at once.
const BATCH: i64 = 200;
/// How many candidates of each list are weighed, and how many by their texts.
const CANDIDATES: i64 = 12;
const ALIKE: usize = 20;
/// So many of an article's own running story lead the others.
const OF_ITS_STORY: usize = 3;
/// What speaks for an article: that its text is the most alike, a shared topic, the same
/// story, the same section.
const TEXT: f32 = 8.0;
const TOPIC: f32 = 3.0;
const STORY: f32 = 4.0;
const SECTION: f32 = 1.0;

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
                let cards = changes.iter().flat_map(|change| &change.keys);
                let cards = cards.filter_map(|key| key.strip_prefix("card:"));
                let decided = changes
                    .iter()
                    .filter(|change| related::decides(&change.act));
                let decided = decided.filter_map(|change| change.subject.strip_prefix("article:"));
                let mut touched: Vec<ArticleId> = cards
                    .chain(decided)
                    .filter_map(|id| id.parse().ok())
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
    let texts = room
        .db
        .read(move |c| {
            let mut all = vec![article];
            all.extend(related::naming(c, article)?);
            indexed::of(c, &all)
        })
        .await?;
    let articles: Vec<ArticleId> = texts.iter().map(|one| one.article).collect();
    let alike = alike(room, texts).await;
    let chosen: Vec<(ArticleId, Vec<ArticleId>)> = room
        .db
        .read(move |c| {
            let mut chosen = Vec::new();
            for one in &articles {
                let others = choose(c, *one, alike.get(one).map_or(&[], Vec::as_slice))?;
                if related::of(c, *one)? != others {
                    chosen.push((*one, others));
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

/// What says the same as each of these articles, by their texts. Without an index that
/// answers, nothing does: topics and stories remain.
async fn alike(room: &Room, texts: Vec<Indexed>) -> HashMap<ArticleId, Vec<Hit>> {
    let Some(index) = room.search.index() else {
        return HashMap::new();
    };
    let looked = tokio::task::spawn_blocking(move || {
        let mut alike = HashMap::new();
        for one in texts {
            let Some(text) = &one.public else {
                continue;
            };
            let passages = text.passages();
            let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
            let likeness = Likeness {
                headline: &text.manuscript.headline,
                passages: &passages,
                key: Some(one.short_id.to_number()),
                moment: Some(text.moment.micros() / 1_000_000),
            };
            let space = Space {
                scope: Scope::Public,
                edition: one.edition,
            };
            match index.like(&likeness, space, &[], ALIKE) {
                Ok(hits) => {
                    alike.insert(one.article, hits);
                }
                Err(error) => tracing::warn!(%error, "related articles are chosen without texts"),
            }
        }
        alike
    });
    looked.await.unwrap_or_default()
}

/// An article that may be named, and what speaks for it.
struct Candidate {
    card: Card,
    weight: f32,
}

/// The best others for an article: what says the same, shares topics, stands in its
/// section, the newer of equals first. Those of its own running story lead; of any other story one is
/// named at most. What an editor pinned comes before all, what an editor banned not at all.
/// Never itself, never its counterpart (which is of another edition, and what is looked through
/// is of one).
fn choose(c: &mut Conn<'_>, id: ArticleId, alike: &[Hit]) -> store::Result<Vec<ArticleId>> {
    let Some(card) = live::card(c, id)? else {
        return Ok(Vec::new());
    };
    let choices = related::choices(c, id)?;
    let mut candidates: BTreeMap<ArticleId, Candidate> = BTreeMap::new();
    let mut speak = |other: Card, weight: f32| {
        let may = other.article != id && choices.leaves(other.article);
        if may && other.edition == card.edition {
            let candidate = candidates.entry(other.article).or_insert(Candidate {
                card: other,
                weight: 0.0,
            });
            candidate.weight += weight;
        }
    };
    let best = alike
        .first()
        .map_or(0.0, |hit| hit.weight)
        .max(f32::MIN_POSITIVE);
    for other in indexed::cards(c, &short_ids(alike))? {
        let key = other.short_id.to_number();
        let hit = alike.iter().find(|hit| hit.key == key);
        speak(other, hit.map_or(0.0, |hit| TEXT * hit.weight / best));
    }
    let mut lists: Vec<(f32, List)> = card
        .topics
        .iter()
        .map(|topic| (TOPIC, List::Topic(card.edition, *topic)))
        .collect();
    lists.extend(
        card.story
            .map(|story| (STORY, List::Story(card.edition, story))),
    );
    lists.push((SECTION, List::Section(card.section)));
    for (weight, list) in lists {
        for other in lists::head(c, &list, CANDIDATES)? {
            speak(other, weight);
        }
    }
    let pinned = live::cards(c, &choices.pinned)?;
    let told = pinned.iter().filter_map(|card| card.story).collect();
    let chosen = named(&card, candidates.into_values().collect(), told);
    related::arranged(c, &choices, &chosen)
}

/// Those that are named, best first; of the stories that are `told` already no more.
fn named(card: &Card, mut candidates: Vec<Candidate>, told: BTreeSet<StoryId>) -> Vec<ArticleId> {
    candidates.sort_by(|a, b| {
        let own = |one: &Candidate| card.story.is_some() && one.card.story == card.story;
        own(b)
            .cmp(&own(a))
            .then_with(|| b.weight.total_cmp(&a.weight))
            .then_with(|| (b.card.first_at, b.card.article).cmp(&(a.card.first_at, a.card.article)))
    });
    let mut stories = told;
    let mut of_its_own = 0;
    candidates
        .into_iter()
        .filter(|one| match one.card.story {
            None => true,
            story if story == card.story => {
                of_its_own += 1;
                of_its_own <= OF_ITS_STORY
            }
            Some(story) => stories.insert(story),
        })
        .take(NAMED)
        .map(|one| one.card.article)
        .collect()
}
