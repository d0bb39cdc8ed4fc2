//! Answers for the newsroom: everything that a person may see, drafts included, by the
//! words of the whole text; and what the house has published that is like a text.
//!
//! The index proposes, the store decides: what is answered are dockets that this person
//! sees now, narrowed as every list of the rooms is. Of an article whose newest text differs
//! from its public one either may be what answers; the snippet is cut from that one.

use super::answers::{NotAnswered, Part, Told, answered, index, part, pieces, seat, short_ids};
use super::{Asking, Found, Index, Likeness, Marker, Order, Question, Scope, Snippet, Space, Tag};
use crate::room::Room;
use crate::store::db::Conn;
use crate::store::dockets::{self, Among, Docket, Wanted};
use crate::store::indexed::{self, Indexed, Text};
use crate::store::live::Card;
use crate::store::{self, house};
use siraj_editorial::article::{Article, State};
use siraj_editorial::revision::Manuscript;
use siraj_editorial::sight::Sight;
use siraj_editorial::{ArticleId, EditionId, ShortId};
use std::collections::HashMap;
use std::panic::resume_unwind;

/// No more articles are gathered for a question than these, the best first.
pub const MOST: usize = 600;

/// What somebody in the newsroom asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// As it was typed so far.
    pub typed: String,
    /// How it is narrowed, as far as whom; its terms and its place count for nothing.
    pub wanted: Wanted,
    /// Those touched last first, instead of those that answer best.
    pub newest_first: bool,
    /// Which page, from 1.
    pub page: usize,
}

/// One answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the rooms' lists show of it.
    pub docket: Docket,
    /// Its headline.
    pub headline: Vec<Told>,
    /// The part of its text that answers.
    pub snippet: Part,
}

/// A page of answers.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// In their order.
    pub answers: Vec<Answer>,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// How many articles were found in all.
    pub count: usize,
    /// Whether there may be more than was gathered.
    pub goes_on: bool,
    /// The question that may be meant.
    pub meant: Option<String>,
}

/// Answers a question of the newsroom's; one without a word is answered with nothing.
///
/// # Errors
/// When there is no index yet, too many ask, or the store does not serve.
pub async fn ask(room: &Room, asked: Asked) -> Result<Answers, NotAnswered> {
    let question = Question::of(&asked.typed);
    if question.is_empty() {
        return Ok(Answers::default());
    }
    let found = look(room, &asked.wanted, question).await?;
    let ids = short_ids(&found.hits);
    let sight = asked.wanted.sight.clone();
    let chosen = room.db.read(move |c| chosen(c, &asked, &ids)).await?;
    Ok(Answers {
        page: chosen.page,
        pages: chosen.pages,
        count: chosen.count,
        goes_on: found.hits.len() >= MOST || found.is_short,
        // A word that stands only in what one does not see is not proposed.
        meant: match sight {
            Sight::Everything => found.meant.clone(),
            _ => None,
        },
        answers: told(room, found, chosen.shown).await?,
    })
}

/// A page of what was found.
struct Chosen {
    page: usize,
    pages: usize,
    count: usize,
    shown: Vec<(Docket, Option<Indexed>)>,
}

/// The page that is asked for of what was found, as far as it is wanted and seen: all of it at
/// one moment of the store.
fn chosen(c: &mut Conn<'_>, asked: &Asked, ids: &[ShortId]) -> store::Result<Chosen> {
    let mut known: HashMap<ShortId, Among> = HashMap::new();
    for ids in ids.chunks(200) {
        let among = dockets::among(c, &asked.wanted, ids)?.into_iter();
        known.extend(among.map(|one| (one.short_id, one)));
    }
    let mut all: Vec<Among> = ids.iter().filter_map(|id| known.remove(id)).collect();
    if asked.newest_first {
        all.sort_by_key(|one| std::cmp::Reverse((one.touched_at, one.article)));
    }
    let most = asked.wanted.most.max(1);
    let pages = all.len().div_ceil(most);
    let page = asked.page.clamp(1, pages.max(1));
    let shown: Vec<ArticleId> = all
        .iter()
        .skip((page - 1) * most)
        .take(most)
        .map(|one| one.article)
        .collect();
    let dockets = dockets::of_all(c, &shown)?.into_iter();
    let mut dockets: HashMap<ArticleId, Docket> =
        dockets.map(|docket| (docket.article, docket)).collect();
    let texts = indexed::of(c, &shown)?.into_iter();
    let mut texts: HashMap<ArticleId, Indexed> = texts.map(|text| (text.article, text)).collect();
    let shown = shown
        .iter()
        .filter_map(|id| Some((dockets.remove(id)?, texts.remove(id))));
    Ok(Chosen {
        page,
        pages,
        count: all.len(),
        shown: shown.collect(),
    })
}

/// Asks the index, on a thread that may wait for the disk.
async fn look(room: &Room, wanted: &Wanted, question: Question) -> Result<Found, NotAnswered> {
    let index = index(room)?;
    let spaces = spaces(room, wanted).await?;
    // The store narrows all of it once more.
    let sections = wanted.sections.iter().flatten();
    let sections: Vec<Tag> = sections.map(|id| Tag::Section(id.0)).collect();
    let format = wanted.format.map(|format| Tag::Format(format.name()));
    let seat = seat(room).await?;
    let asked = tokio::task::spawn_blocking(move || {
        let found = index.ask(&Asking {
            tags: format.as_slice(),
            any: &sections,
            is_typing: true,
            limit: MOST,
            order: Order::Relevance,
            ..Asking::new(&question, &spaces)
        });
        drop(seat);
        found
    });
    answered(room, asked.await)
}

/// Where is looked: in the edition that is wanted or in all, and only in what the newsroom
/// alone has where nothing public is wanted.
async fn spaces(room: &Room, wanted: &Wanted) -> Result<Vec<Space>, NotAnswered> {
    let editions = match wanted.edition {
        Some(edition) => vec![edition],
        None => {
            let all = room.db.read(|c| house::editions(c)).await?;
            all.into_iter().map(|edition| edition.id).collect()
        }
    };
    let scopes: &[Scope] = match wanted.state {
        None | Some(State::Published) => &[Scope::Newsroom, Scope::Public],
        Some(_) => &[Scope::Newsroom],
    };
    let of = |edition: EditionId| {
        scopes.iter().map(move |scope| Space {
            scope: *scope,
            edition,
        })
    };
    Ok(editions.into_iter().flat_map(of).collect())
}

/// These articles with their words marked.
async fn told(
    room: &Room,
    found: Found,
    mut shown: Vec<(Docket, Option<Indexed>)>,
) -> Result<Vec<Answer>, NotAnswered> {
    let index = index(room)?;
    let told = tokio::task::spawn_blocking(move || {
        let marker = Marker::new(&index, &found);
        // Every word of a page is cut: in half the time with two at it.
        let rest = shown.split_off(shown.len().div_ceil(2));
        std::thread::scope(|threads| {
            let rest = threads.spawn(|| marked(&marker, rest));
            let mut answers = marked(&marker, shown);
            answers.extend(rest.join().unwrap_or_else(|panic| resume_unwind(panic)));
            answers
        })
    });
    told.await.map_err(|_| NotAnswered::Unavailable)
}

fn marked(marker: &Marker<'_>, shown: Vec<(Docket, Option<Indexed>)>) -> Vec<Answer> {
    let answers = shown.into_iter().map(|(docket, text)| Answer {
        headline: pieces(marker.mark(&docket.headline)),
        snippet: text.map(|text| snippet(marker, &text)).unwrap_or_default(),
        docket,
    });
    answers.collect()
}

/// The part of the newest text that answers, or of the public one where only that does.
fn snippet(marker: &Marker<'_>, one: &Indexed) -> Part {
    let texts = [&one.newsroom, &one.public];
    let mut parts = texts.into_iter().flatten().map(|text| of(marker, text));
    let first = parts.next().unwrap_or_default();
    if first.pieces.iter().any(|piece| piece.is_found) {
        return first;
    }
    parts
        .find(|part| part.pieces.iter().any(|piece| piece.is_found))
        .unwrap_or(first)
}

fn of(marker: &Marker<'_>, text: &Text) -> Part {
    let passages = text.passages();
    let passages: Vec<&str> = passages.iter().map(String::as_str).collect();
    let snippet: Snippet<'_> = marker.snippet(&passages);
    part(snippet)
}

/// What is public in an article's edition and like a text of it, the most alike first; the
/// article itself is left out.
///
/// # Errors
/// When there is no index yet, too many ask, or the store does not serve.
pub async fn like(
    room: &Room,
    article: &Article,
    text: &Manuscript,
    most: usize,
) -> Result<Vec<Card>, NotAnswered> {
    let index = index(room)?;
    let space = Space {
        scope: Scope::Public,
        edition: article.edition,
    };
    let key = article.short_id.to_number();
    let (headline, standfirst) = (text.headline.clone(), text.standfirst.clone());
    let body = text.body.clone();
    let seat = seat(room).await?;
    let asked = tokio::task::spawn_blocking(move || {
        let body = body.plain_text();
        let passages: Vec<&str> = std::iter::once(standfirst.as_str())
            .chain(body.lines())
            .collect();
        let found = alike(&index, (&headline, &passages, key), space, most);
        drop(seat);
        found
    });
    let found = answered(room, asked.await)?;
    let (id, edition) = (article.id, article.edition);
    let ids = short_ids(&found.hits);
    let cards = room.db.read(move |c| indexed::cards(c, &ids));
    let mut cards = cards.await?;
    cards.retain(|card| card.edition == edition && card.article != id);
    cards.truncate(most);
    Ok(cards)
}

fn alike(
    index: &Index,
    (headline, passages, key): (&str, &[&str], u64),
    space: Space,
    most: usize,
) -> Result<Found, super::Error> {
    let text = Likeness {
        headline,
        passages,
        key: Some(key),
        moment: None,
    };
    // Some more, for what was found may be public no longer.
    let hits = index.like(&text, space, &[], most + 8)?;
    Ok(Found {
        hits,
        ..Found::default()
    })
}
