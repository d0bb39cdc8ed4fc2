//! What the list shows: the articles that fit, the newest first; or, where words are asked
//! for, those whose whole texts have them, the best first. While the index of texts does not
//! answer, words are looked for in headlines and the page says so.

use super::super::page::Frame;
use super::query::Query;
use crate::room::Room;
use crate::search::answers::{NotAnswered, Part, Told};
use crate::search::desk::{self, Asked, MOST};
use crate::store;
use crate::store::dockets::{self, Docket, MOST_COUNTED, Wanted};
use siraj_arabic::is_hit;

/// An article of the list.
pub(in crate::web::rooms) struct One {
    pub docket: Docket,
    /// Its headline in pieces, where it has one and words were asked for.
    pub headline: Vec<Told>,
    /// The part of its text that answers.
    pub snippet: Part,
}

/// What the list shows.
#[derive(Default)]
pub(in crate::web::rooms) struct Shown {
    pub all: Vec<One>,
    /// How many there are, on all pages.
    pub count: i64,
    /// Whether more fit than were gathered.
    pub goes_on: bool,
    pub has_newer: bool,
    pub has_older: bool,
    /// Whether whole texts were looked through.
    pub by_text: bool,
    /// Which page of how many, where whole texts were looked through.
    pub page: usize,
    pub pages: usize,
    /// The question that may be meant.
    pub meant: Option<String>,
    /// Why only headlines were looked through.
    pub why_headlines: Option<NotAnswered>,
}

/// What fits a question of the list's.
///
/// # Errors
/// When the store cannot serve.
pub(in crate::web::rooms) async fn look(
    room: &Room,
    query: &Query,
    wanted: Wanted,
) -> Result<Shown, store::Error> {
    if wanted.terms.is_empty() {
        return by_headline(room, wanted).await;
    }
    let asked = Asked {
        typed: query.typed(),
        wanted: wanted.clone(),
        newest_first: query.is_newest_first(),
        page: query.page(),
    };
    match desk::ask(room, asked).await {
        Ok(found) => Ok(Shown {
            count: i64::try_from(found.count).unwrap_or(i64::MAX),
            goes_on: found.goes_on,
            by_text: true,
            page: found.page,
            pages: found.pages,
            meant: found.meant,
            all: found
                .answers
                .into_iter()
                .map(|answer| One {
                    docket: answer.docket,
                    headline: answer.headline,
                    snippet: answer.snippet,
                })
                .collect(),
            ..Shown::default()
        }),
        Err(NotAnswered::Store(error)) => Err(error),
        Err(why) => {
            let shown = by_headline(room, wanted).await?;
            Ok(Shown {
                why_headlines: Some(why),
                ..shown
            })
        }
    }
}

async fn by_headline(room: &Room, wanted: Wanted) -> Result<Shown, store::Error> {
    let terms = wanted.terms.clone();
    let read = room.db.read(move |c| {
        let found = dockets::find(c, &wanted)?;
        Ok::<_, store::Error>((found, dockets::count(c, &wanted)?))
    });
    let (found, count) = read.await?;
    Ok(Shown {
        count,
        goes_on: count > MOST_COUNTED,
        has_newer: found.has_newer,
        has_older: found.has_older,
        all: found
            .dockets
            .into_iter()
            .map(|docket| One {
                headline: marked(&docket.headline, &terms),
                snippet: Part::default(),
                docket,
            })
            .collect(),
        ..Shown::default()
    })
}

/// A headline in words and what is between them; those that begin as a term does are found.
fn marked(headline: &str, terms: &[String]) -> Vec<Told> {
    headline
        .split_inclusive(' ')
        .flat_map(|piece| {
            let word = piece.trim_end_matches(' ');
            let space = piece.get(word.len()..).unwrap_or_default();
            [(word, is_hit(word, terms)), (space, false)]
        })
        .filter(|(piece, _)| !piece.is_empty())
        .map(|(piece, is_found)| Told {
            text: piece.to_owned(),
            is_found,
        })
        .collect()
}

impl Shown {
    /// How many are said to be there: at most as many as were counted.
    pub fn counted(&self) -> (u64, bool) {
        let most = if self.by_text {
            i64::try_from(MOST).unwrap_or(i64::MAX)
        } else {
            MOST_COUNTED
        };
        let count = u64::try_from(self.count.min(most)).unwrap_or_default();
        (count, self.goes_on)
    }

    /// Why only headlines were looked through, in a sentence.
    pub fn why(&self, frame: &Frame) -> Option<String> {
        Some(why(frame, self.why_headlines.as_ref()?))
    }
}

/// Why only headlines are looked through, in a sentence.
pub(in crate::web::rooms) fn why(frame: &Frame, why: &NotAnswered) -> String {
    match why {
        NotAnswered::Making(done, of) => {
            let part = done.saturating_mul(100) / (*of).max(1);
            let part = frame.number(i64::try_from(part.min(99)).unwrap_or_default());
            frame.with("list.index_made", &[("part", &part)])
        }
        _ => frame.t("list.no_index").to_owned(),
    }
}
