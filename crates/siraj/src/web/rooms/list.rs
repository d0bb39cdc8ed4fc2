//! The list of articles: tabs of states, one row of filters, a sentence that says what is
//! shown, rows under their days. All that is chosen stands in the address, so that a view
//! can be kept, shared and gone back to.

mod bulk;
pub(super) mod found;
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
use crate::search::answers::{Part, Told};
use crate::store;
use crate::store::dockets::{self, Docket};
use crate::store::habits;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use found::{One, Shown};
use serde::Deserialize;
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
    /// The headline in pieces; what was asked for is marked.
    headline: Vec<Told>,
    plain: String,
    /// The part of the text that has the words.
    snippet: Part,
    meta: Option<String>,
    section: String,
    writers: String,
    state: &'static str,
    state_name: &'static str,
    words: String,
    is_ticked: bool,
}

/// The articles of one day, or those that answer best, of any.
struct Day {
    date: Option<Moment>,
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
    /// Whether rows stand under their days.
    by_day: bool,
    /// The pages of what words found: where, which, whether it is this one.
    pages: Vec<(String, String, bool)>,
    /// Where the same stands in the other order.
    reordered: Option<String>,
    /// The words that may be meant, and where they are looked for.
    meant: Option<(String, String)>,
    /// Why only headlines were looked through.
    why_headlines: Option<String>,
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
    let actor = inside.actor.clone();
    let read = gate.room.db.read(move |c| {
        let names = Names::read(c)?;
        let zone = store::house::zone_now(c)?;
        let counts = dockets::counts(c, &Sight::of(&actor))?;
        let habits = habits::all(c, actor.person)?;
        Ok::<_, store::Error>((names, zone, counts, habits))
    });
    let failed = |error: store::Error| page::failed(headers, &ActError::Failed(error));
    let (names, zone, counts, habits) = read.await.map_err(failed)?;
    let wanted = query.wanted(&inside.actor, &names, (frame.now, &zone));
    let shown = found::look(&gate.room, &query, wanted)
        .await
        .map_err(failed)?;
    let status = if beside.refused.is_empty() && beside.said.is_none() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    frame.said = beside.said;
    let (newer, older) = pages(&query, &shown);
    let filtered = query.is_filtered();
    let page = ListPage {
        tabs: tabs(&frame, &query, &counts),
        sections: query::sections(&names, &query.section),
        people: query::people(&frame, &names, &query.who, inside.actor.person),
        editions: query::editions(&names, &query.edition),
        formats: query::formats(&frame, &query.format),
        times: query::times(&frame, &query.since),
        sentence: query.sentence(&frame, &names, &shown),
        is_filtered: filtered,
        clear: query.cleared(),
        by_day: !shown.by_text || query.is_newest_first(),
        pages: numbered(&frame, &query, &shown),
        reordered: (shown.by_text && shown.count > 1).then(|| query.reordered()),
        meant: shown
            .meant
            .as_ref()
            .map(|meant| (meant.clone(), query.with_words(meant))),
        why_headlines: shown.why(&frame),
        days: days(&frame, &names, (shown, &query, &beside.ticked)),
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
fn pages(query: &Query, shown: &Shown) -> (Option<String>, Option<String>) {
    if shown.by_text {
        let at = |page: usize| query.at("page", &page.to_string());
        return (
            (shown.page > 1).then(|| at(shown.page - 1)),
            (shown.page < shown.pages).then(|| at(shown.page + 1)),
        );
    }
    let place = |one: &One| format!("{}_{}", one.docket.touched_at.micros(), one.docket.article);
    let newer = shown.all.first().filter(|_| shown.has_newer);
    let older = shown.all.last().filter(|_| shown.has_older);
    (
        newer.map(|one| query.at("after", &place(one))),
        older.map(|one| query.at("before", &place(one))),
    )
}

/// The pages of what words found, where there are several.
fn numbered(frame: &Frame, query: &Query, shown: &Shown) -> Vec<(String, String, bool)> {
    if shown.pages < 2 {
        return Vec::new();
    }
    let all = 1..=shown.pages;
    all.map(|page| {
        let number = frame.number(i64::try_from(page).unwrap_or(i64::MAX));
        (
            query.at("page", &page.to_string()),
            number,
            page == shown.page,
        )
    })
    .collect()
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
    (shown, query, ticked): (Shown, &Query, &[String]),
) -> Vec<Day> {
    let by_day = !shown.by_text || query.is_newest_first();
    let mut days: Vec<Day> = Vec::new();
    for one in shown.all {
        let date = by_day.then(|| frame.near_day(one.docket.touched_at));
        let mut row = row(frame, names, one, by_day);
        row.is_ticked = ticked.contains(&row.id);
        let iso = |date: &Option<Moment>| date.as_ref().map(|date| date.iso.clone());
        match days.last_mut().filter(|day| iso(&day.date) == iso(&date)) {
            Some(day) => day.rows.push(row),
            None => days.push(Day {
                date,
                rows: vec![row],
            }),
        }
    }
    days
}

fn row(frame: &Frame, names: &Names, one: One, by_day: bool) -> Row {
    let docket = &one.docket;
    let plain = names::headline(frame, docket);
    let headline = match one.headline {
        pieces if pieces.is_empty() => vec![Told {
            text: plain.clone(),
            is_found: false,
        }],
        pieces => pieces,
    };
    Row {
        id: docket.short_id.to_string(),
        url: article_url(docket.short_id),
        at: if by_day {
            frame.hour(docket.touched_at)
        } else {
            frame.when(docket.touched_at)
        },
        headline,
        snippet: one.snippet,
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
