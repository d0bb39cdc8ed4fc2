//! Answers for readers: what the index found, checked against the store and told in its words.
//!
//! The index proposes, the store decides: only what has a public face at this moment is
//! answered, and headline and snippet are cut from that face. So what was withdrawn or is
//! under embargo is not found, however far behind the index may be.

use super::{
    Asking, Error, Found, Hit, Marker, Order, Piece, Question, Scope, Snippet, Space, Tag,
};
use crate::room::Room;
use crate::store::live::{Card, Face};
use crate::store::{self, indexed, live};
use siraj_editorial::{ArticleId, EditionId, SectionId, ShortId, Timestamp};
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

/// Answers on a page.
pub const A_PAGE: usize = 10;
/// Numbered pages go so far; then a question should be narrowed.
pub const MOST_PAGES: usize = 50;
/// Whoever waits longer for a seat is told to come back.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a reader asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// As it was typed.
    pub typed: String,
    /// In which edition.
    pub edition: EditionId,
    /// Every one of these an answer has.
    pub tags: Vec<Tag>,
    /// In one of these an answer stands: a section with all below it. Anywhere when empty.
    pub sections: Vec<SectionId>,
    /// First published at this moment or later.
    pub from: Option<Timestamp>,
    /// First published before this moment.
    pub until: Option<Timestamp>,
    /// How answers are sorted.
    pub order: Order,
    /// Whether newer answers weigh a little more.
    pub prefers_new: bool,
    /// Which page, from 1.
    pub page: usize,
}

/// A piece of a text, and whether the question is about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// As it stands in the text.
    pub text: String,
    /// Whether to mark it.
    pub is_found: bool,
}

/// A part of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Its pieces.
    pub pieces: Vec<Told>,
    /// Whether the text goes on before it, and behind it.
    pub is_cut_before: bool,
    /// See [`Self::is_cut_before`].
    pub is_cut_after: bool,
}

/// One answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What lists show of it.
    pub card: Card,
    /// Its headline.
    pub headline: Vec<Told>,
    /// The part of its text that answers.
    pub snippet: Part,
}

/// A page of answers.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// The best first.
    pub answers: Vec<Answer>,
    /// Which page this is, from 1, and how many there are, as far as was looked.
    pub page: usize,
    /// See [`Self::page`].
    pub pages: usize,
    /// Whether there is more than the last page shows.
    pub goes_on: bool,
    /// The question that may be meant.
    pub meant: Option<String>,
    /// Whether the question was cut because it is too long.
    pub is_cut: bool,
    /// Whether it asks for nothing: no word stands in it.
    pub is_empty: bool,
    /// Whether time ran out before everything was weighed.
    pub is_short: bool,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NotAnswered {
    /// The index is being made: so much of so much is done.
    #[error("the search index is being made")]
    Making(u64, u64),
    /// There is no index, or it does not answer.
    #[error("the search index does not answer")]
    Unavailable,
    /// Too many ask at once.
    #[error("too many questions at once")]
    Busy,
    /// The store said no.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Answers a reader's question.
///
/// # Errors
/// When there is no index yet, too many ask, or the store does not serve.
pub async fn ask(room: &Room, asked: Asked) -> Result<Answers, NotAnswered> {
    let question = Question::of(&asked.typed);
    let page = asked.page.clamp(1, MOST_PAGES);
    let mut answers = Answers {
        page,
        is_cut: question.is_cut,
        is_empty: question.is_empty(),
        ..Answers::default()
    };
    if answers.is_empty {
        return Ok(answers);
    }
    let found = look(room, &asked, question, page).await?;
    let mut cards = public(room, &found, asked.edition).await?;
    if !asked.sections.is_empty() {
        // The store says where an article stands now.
        cards.retain(|card| asked.sections.contains(&card.section));
    }
    answers.pages = cards.len().div_ceil(A_PAGE).min(MOST_PAGES);
    answers.goes_on = cards.len() > MOST_PAGES * A_PAGE;
    answers.is_short = found.is_short;
    let shown: Vec<ArticleId> = cards
        .iter()
        .skip((page - 1) * A_PAGE)
        .take(A_PAGE)
        .map(|card| card.article)
        .collect();
    (answers.answers, answers.meant) = told(room, found, shown, asked.typed).await?;
    Ok(answers)
}

/// Asks the index, on a thread that may wait for the disk.
async fn look(
    room: &Room,
    asked: &Asked,
    question: Question,
    page: usize,
) -> Result<Found, NotAnswered> {
    let index = index(room)?;
    let seat = seat(room).await?;
    let seconds = |at: Timestamp| at.micros() / 1_000_000;
    let (from, until) = (asked.from.map(seconds), asked.until.map(seconds));
    let (tags, order) = (asked.tags.clone(), asked.order);
    let sections: Vec<Tag> = asked.sections.iter().map(|id| Tag::Section(id.0)).collect();
    let now = asked.prefers_new.then(|| seconds(room.clock.now()));
    let spaces = [Space {
        scope: Scope::Public,
        edition: asked.edition,
    }];
    // One more than the pages before and this one hold says whether there are others.
    let limit = (20 * A_PAGE).max((page + 1) * A_PAGE + 1);
    let asked = tokio::task::spawn_blocking(move || {
        let found = index.ask(&Asking {
            tags: &tags,
            any: &sections,
            from,
            until,
            order,
            now,
            limit,
            ..Asking::new(&question, &spaces)
        });
        drop(seat);
        found
    });
    answered(room, asked.await)
}

/// A seat for a question, unless too many ask.
pub(super) async fn seat(room: &Room) -> Result<OwnedSemaphorePermit, NotAnswered> {
    match timeout(PATIENCE, room.search.seat()).await {
        Ok(Some(seat)) => Ok(seat),
        _ => Err(NotAnswered::Busy),
    }
}

/// What the index answered. One that is damaged is asked no more.
pub(super) fn answered(
    room: &Room,
    answer: Result<Result<Found, Error>, tokio::task::JoinError>,
) -> Result<Found, NotAnswered> {
    match answer {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(error)) => {
            tracing::warn!(%error, "a question was not answered");
            if error.is_damage() {
                room.search.give_up();
            }
            Err(NotAnswered::Unavailable)
        }
        Err(died) => {
            // A reader of damaged files may stop anywhere.
            tracing::warn!(%died, "a question was not answered");
            room.search.give_up();
            Err(NotAnswered::Unavailable)
        }
    }
}

pub(super) fn index(room: &Room) -> Result<super::Index, NotAnswered> {
    room.search
        .index()
        .ok_or_else(|| match room.search.making().progress() {
            Some((done, of)) => NotAnswered::Making(done, of),
            None => NotAnswered::Unavailable,
        })
}

/// By which articles are known that were found.
pub fn short_ids(hits: &[Hit]) -> Vec<ShortId> {
    let keys = hits.iter().map(|hit| hit.key);
    keys.filter_map(ShortId::from_number).collect()
}

/// Those of what was found that have a public face now, in its order.
async fn public(room: &Room, found: &Found, edition: EditionId) -> Result<Vec<Card>, NotAnswered> {
    let short_ids = short_ids(&found.hits);
    let cards = room.db.read(move |c| indexed::cards(c, &short_ids));
    let mut cards = cards.await?;
    cards.retain(|card| card.edition == edition);
    Ok(cards)
}

/// These articles with their words marked; and what may have been meant, if they say it: a
/// word that only a text has which is public no longer is not proposed.
async fn told(
    room: &Room,
    found: Found,
    shown: Vec<ArticleId>,
    typed: String,
) -> Result<(Vec<Answer>, Option<String>), NotAnswered> {
    let index = index(room)?;
    let faces = room.db.read(move |c| live::faces(c, &shown)).await?;
    let told = tokio::task::spawn_blocking(move || {
        let marker = Marker::new(&index, &found);
        let meant = found.meant.clone();
        let meant = meant.filter(|meant| says(&faces, meant, &typed));
        let answers = faces.into_iter().map(|face| answer(&marker, face));
        (answers.collect(), meant)
    });
    told.await.map_err(|_| NotAnswered::Unavailable)
}

/// Whether these texts have every word of a question that another does not have.
fn says(faces: &[Face], meant: &str, typed: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        siraj_arabic::words(text)
            .map(|word| word.folded())
            .collect()
    };
    let typed = words(typed);
    let mut new = words(meant);
    new.retain(|word| !typed.contains(word));
    for face in faces {
        if new.is_empty() {
            break;
        }
        let card = &face.card;
        let body = face.manuscript.body.plain_text();
        for text in [&card.headline, &card.standfirst, &card.kicker, &body] {
            let said = words(text);
            new.retain(|word| !said.contains(word));
        }
    }
    new.is_empty()
}

fn answer(marker: &Marker<'_>, face: Face) -> Answer {
    let body = face.manuscript.body.plain_text();
    let passages: Vec<&str> = std::iter::once(face.card.standfirst.as_str())
        .chain(body.lines())
        .filter(|passage| !passage.trim().is_empty())
        .collect();
    Answer {
        headline: pieces(marker.mark(&face.card.headline)),
        snippet: part(marker.snippet(&passages)),
        card: face.card,
    }
}

pub(super) fn part(snippet: Snippet<'_>) -> Part {
    Part {
        pieces: pieces(snippet.pieces),
        is_cut_before: snippet.is_cut_before,
        is_cut_after: snippet.is_cut_after,
    }
}

pub(super) fn pieces(pieces: Vec<Piece<'_>>) -> Vec<Told> {
    let told = pieces.into_iter().map(|piece| Told {
        text: piece.text.to_owned(),
        is_found: piece.is_found,
    });
    told.collect()
}
