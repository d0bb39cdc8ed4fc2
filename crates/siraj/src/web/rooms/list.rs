//! The list of articles: tabs of states, one row of filters, a sentence that says what is
//! shown, rows under their days. All that is chosen stands in the address, so that a view
//! can be kept, shared and gone back to.

mod bulk;
mod query;

pub use bulk::act;
pub use query::Query;
pub(super) use query::sections;

use super::form::Choice;
use super::gate::Gate;
use super::names::{self, Names, article_url, format_key, state_key};
use super::page::{self, Frame, Said};
use super::sent::Asked;
use crate::actions::entry::Inside;
use crate::actions::habit;
use crate::pages::model::Moment;
use crate::room::ActError;
use crate::store;
use crate::store::dockets::{self, Answer, Docket};
use crate::store::habits;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_arabic::is_hit;
use siraj_editorial::article::State as ArticleState;
use siraj_editorial::revision::Format;
use siraj_editorial::sight::Sight;

/// Where the list is.
pub const HERE: &str = "/newsroom/articles";

/// A state with how many are in it.
struct Tab {
    url: String,
    words: &'static str,
    count: String,
    is_here: bool,
}

/// Choices under what they belong to.
pub(super) struct Group {
    pub label: String,
    pub choices: Vec<Choice>,
}

/// An article.
struct Row {
    id: String,
    url: String,
    at: Moment,
    /// The headline, in words and what is between them; hits are marked.
    headline: Vec<(String, bool)>,
    plain: String,
    meta: Option<String>,
    section: String,
    writers: String,
    state: &'static str,
    state_name: &'static str,
    words: String,
    is_ticked: bool,
}

/// The articles of one day.
struct Day {
    date: Moment,
    rows: Vec<Row>,
}

/// What was done to several articles a moment ago, and how it is undone.
pub(super) struct Toast {
    pub words: String,
    pub act: &'static str,
    pub ids: Vec<String>,
}

/// A search under a name.
struct Search {
    name: String,
    url: String,
}

#[derive(Template)]
#[template(path = "rooms/list.html")]
struct ListPage {
    frame: Frame,
    query: Query,
    tabs: Vec<Tab>,
    sections: Vec<Group>,
    people: Vec<Choice>,
    editions: Vec<Choice>,
    formats: Vec<Choice>,
    times: Vec<Choice>,
    sentence: String,
    is_filtered: bool,
    clear: String,
    days: Vec<Day>,
    newer: Option<String>,
    older: Option<String>,
    newest: Option<String>,
    in_bin: bool,
    toast: Option<Toast>,
    refused: Vec<(String, String)>,
    not_done: String,
    searches: Vec<Search>,
    back: String,
}

/// What a page shows beside what was asked for.
#[derive(Default)]
pub(super) struct Beside {
    pub toast: Option<Toast>,
    /// Headlines of articles to which something was not done, and why.
    pub refused: Vec<(String, String)>,
    pub said: Option<Said>,
    /// Those that were ticked stay ticked.
    pub ticked: Vec<String>,
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let beside = Beside {
        toast: bulk::toast(&frame, &query),
        ..Beside::default()
    };
    draw(&gate, &headers, (&inside, frame), (query, beside)).await
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, mut frame): (&Inside, Frame),
    (query, beside): (Query, Beside),
) -> Result<Response, Response> {
    let (actor, now, asked) = (inside.actor.clone(), frame.now, query.clone());
    let read = gate.room.db.read(move |c| {
        let names = Names::read(c)?;
        let zone = store::house::zone_now(c)?;
        let sight = Sight::of(&actor);
        let wanted = asked.wanted(&actor, &names, (now, &zone));
        let found = dockets::find(c, &wanted)?;
        let count = dockets::count(c, &wanted)?;
        let counts = dockets::counts(c, &sight)?;
        let habits = habits::all(c, actor.person)?;
        Ok::<_, store::Error>((names, found, count, counts, habits))
    });
    let failed = |error: store::Error| page::failed(headers, &ActError::Failed(error));
    let (names, found, count, counts, habits) = read.await.map_err(failed)?;
    let status = if beside.refused.is_empty() && beside.said.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    frame.said = beside.said;
    let (newer, older) = pages(&query, &found);
    let filtered = query.is_filtered();
    let page = ListPage {
        tabs: tabs(&frame, &query, &counts),
        sections: query::sections(&names, &query.section),
        people: query::people(&frame, &names, &query.who, inside.actor.person),
        editions: query::editions(&names, &query.edition),
        formats: query::formats(&frame, &query.format),
        times: query::times(&frame, &query.since),
        sentence: query.sentence(&frame, &names, count),
        is_filtered: filtered,
        clear: query.cleared(),
        days: days(&frame, &names, (&found.dockets, &query, &beside.ticked)),
        newest: query.has_place().then(|| query.newest()),
        newer,
        older,
        in_bin: query.state() == Some(ArticleState::Binned),
        toast: beside.toast,
        not_done: frame.count(
            "list.not_done",
            u64::try_from(beside.refused.len()).unwrap_or_default(),
        ),
        refused: beside.refused,
        searches: searches(&habits),
        back: query.address(),
        query,
        frame,
    };
    Ok(page::page(status, &page))
}

/// The addresses of the pages before and after.
fn pages(query: &Query, found: &Answer) -> (Option<String>, Option<String>) {
    let place = |docket: &Docket| format!("{}_{}", docket.touched_at.micros(), docket.article);
    let newer = found.dockets.first().filter(|_| found.has_newer);
    let older = found.dockets.last().filter(|_| found.has_older);
    (
        newer.map(|docket| query.at("after", &place(docket))),
        older.map(|docket| query.at("before", &place(docket))),
    )
}

fn tabs(frame: &Frame, query: &Query, counts: &[(ArticleState, i64)]) -> Vec<Tab> {
    let of = |state: ArticleState| {
        let found = counts.iter().find(|(known, _)| *known == state);
        found.map_or(0, |(_, count)| *count)
    };
    let all: i64 = ArticleState::ALL
        .into_iter()
        .filter(|state| *state != ArticleState::Binned)
        .map(of)
        .sum();
    let mut tabs = vec![Tab {
        url: query.in_state(""),
        words: frame.t("list.all"),
        count: frame.number(all),
        is_here: query.state().is_none(),
    }];
    for state in ArticleState::ALL {
        // What is rare is a tab only while there is some of it.
        let rare = matches!(state, ArticleState::Held | ArticleState::Withdrawn);
        let is_here = query.state() == Some(state);
        if rare && of(state) == 0 && !is_here {
            continue;
        }
        tabs.push(Tab {
            url: query.in_state(state.name()),
            words: frame.t(state_key(state)),
            count: frame.number(of(state)),
            is_here,
        });
    }
    tabs
}

fn days(
    frame: &Frame,
    names: &Names,
    (dockets, query, ticked): (&[Docket], &Query, &[String]),
) -> Vec<Day> {
    let asked = siraj_arabic::asked_terms(&query.q);
    let mut days: Vec<Day> = Vec::new();
    for docket in dockets {
        let date = frame.near_day(docket.touched_at);
        let mut row = row(frame, names, docket, &asked);
        row.is_ticked = ticked.contains(&row.id);
        match days.last_mut().filter(|day| day.date.iso == date.iso) {
            Some(day) => day.rows.push(row),
            None => days.push(Day {
                date,
                rows: vec![row],
            }),
        }
    }
    days
}

fn row(frame: &Frame, names: &Names, docket: &Docket, asked: &[String]) -> Row {
    let plain = names::headline(frame, docket);
    let headline = plain
        .split_inclusive(' ')
        .flat_map(|piece| {
            let word = piece.trim_end_matches(' ');
            let space = piece.get(word.len()..).unwrap_or_default();
            [
                (word.to_owned(), is_hit(word, asked)),
                (space.to_owned(), false),
            ]
        })
        .filter(|(piece, _)| !piece.is_empty())
        .collect();
    Row {
        id: docket.short_id.to_string(),
        url: article_url(docket.short_id),
        at: frame.hour(docket.touched_at),
        headline,
        meta: meta(frame, names, docket),
        section: names.section(docket.section).to_owned(),
        writers: names.writers(frame, docket),
        state: frame.t(state_key(docket.state)),
        state_name: docket.state.name(),
        words: frame.number(docket.words),
        is_ticked: false,
        plain,
    }
}

/// What a row says beside its columns, where there is something to say.
fn meta(frame: &Frame, names: &Names, docket: &Docket) -> Option<String> {
    let mut parts = Vec::new();
    if docket.format != Format::News {
        parts.push(frame.t(format_key(docket.format)).to_owned());
    }
    let with = |key, at| {
        let at = frame.appointed(at);
        frame.with(key, &[("when", at.words.plain())])
    };
    if let Some(due) = docket.due_at {
        parts.push(with("list.goes_out", due));
    }
    if let Some(until) = docket.embargo_until.filter(|until| *until > frame.now) {
        parts.push(with("list.embargoed", until));
    }
    if docket.pending_since.is_some() && docket.state == ArticleState::Published {
        parts.push(frame.t("list.pending").to_owned());
    }
    let edition = names.foreign_edition(frame, docket.edition);
    parts.extend(edition.map(str::to_owned));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn searches(habits: &[(String, String)]) -> Vec<Search> {
    let of = |(name, value): &(String, String)| {
        let name = name.strip_prefix(habits::SEARCH)?;
        Some(Search {
            name: name.to_owned(),
            url: format!("{HERE}{value}"),
        })
    };
    habits.iter().filter_map(of).collect()
}

/// A search to be kept or forgotten.
#[derive(Deserialize)]
pub struct Kept {
    #[serde(default)]
    name: String,
    #[serde(default)]
    back: String,
    #[serde(default)]
    forget: String,
}

/// Longest name of a search.
const NAME_CHARACTERS: usize = 40;

/// Keeps what is shown under a name, or forgets a name.
pub async fn keep(
    State(gate): State<Gate>,
    headers: HeaderMap,
    super::sent::Sent(kept): super::sent::Sent<Kept>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let back = Query::of_address(&kept.back);
    let forget = !kept.forget.is_empty();
    let name = if forget { &kept.forget } else { &kept.name };
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > NAME_CHARACTERS {
        let frame = Frame::inside(&gate, &inside, HERE).await;
        let beside = Beside {
            said: Some(Said::stop(frame.t("list.bad_name"))),
            ..Beside::default()
        };
        return draw(&gate, &headers, (&inside, frame), (back, beside)).await;
    }
    let way = format!("{HERE}{}", back.address());
    let value = (!forget).then(|| back.newest_address());
    let name = format!("{}{name}", habits::SEARCH);
    habit::set(&gate.room, inside.actor.person, name, value)
        .await
        .map_err(|error| page::failed(&headers, &error))?;
    Ok(page::see(&way))
}
