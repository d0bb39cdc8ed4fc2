//! Search or run: articles by their whole texts, the places of the rooms, and what can be
//! done from anywhere. A page that works by itself; the script shows the same in a dialog.
//! And the page that names every key.

use super::gate::Gate;
use super::list;
use super::names::{self, Names, article_url, state_key};
use super::page::{self, Frame};
use super::sent::{Asked, Sent, asking};
use crate::actions::habit;
use crate::room::ActError;
use crate::search::answers::{Part, Told};
use crate::store;
use crate::store::dockets::Wanted;
use crate::store::habits::NO_KEYS;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_arabic::{asked_terms, terms};
use siraj_editorial::role::Right;
use siraj_editorial::sight::Sight;

/// Where one searches.
pub const HERE: &str = "/newsroom/find";
/// As many articles are offered.
const MOST: usize = 8;
/// No more is searched with than this.
const WORDS: usize = 200;

/// What can be done from anywhere: where it leads, its sentence, who may.
const COMMANDS: &[(&str, &str, Option<Right>)] = &[
    ("/newsroom/articles/new", "find.write", Some(Right::Write)),
    (
        "/newsroom/articles?who=me&state=draft",
        "find.my_drafts",
        None,
    ),
    (
        "/newsroom/articles?state=in_review",
        "find.in_review",
        Some(Right::Review),
    ),
    (
        "/newsroom/articles?state=approved",
        "find.approved",
        Some(Right::Review),
    ),
    ("/newsroom/articles?state=scheduled", "find.scheduled", None),
    (
        "/newsroom/articles?state=published&since=1",
        "find.published_today",
        None,
    ),
    ("/newsroom/articles?state=binned", "find.bin", None),
    ("/newsroom/notices", "notices.title", None),
    ("/newsroom/account", "find.account", None),
    ("/newsroom/account#s-language", "find.language", None),
    ("/newsroom/keys", "keys.title", None),
    ("/", "find.front", None),
];

/// Something found.
struct Hit {
    url: String,
    /// What it is called; words that were asked for are marked.
    words: Vec<Told>,
    meta: String,
    /// The part of an article's text that has the words.
    snippet: Part,
}

/// Hits of one sort.
struct Sort {
    id: &'static str,
    title: &'static str,
    hits: Vec<Hit>,
}

impl Sort {
    /// Whether one of its commands begins with what was typed.
    fn begins_with(&self, asked: &[String]) -> bool {
        let begins = |hit: &Hit| {
            let words = hit.words.iter().map(|piece| piece.text.as_str());
            let words = words.collect::<String>();
            let first = words.split_whitespace().next().map(terms);
            let forms = first.unwrap_or_default();
            let has = |asked: &String| forms.iter().any(|form| form.starts_with(asked.as_str()));
            asked.iter().any(has)
        };
        self.id == "commands" && self.hits.iter().any(begins)
    }
}

#[derive(Template)]
#[template(path = "rooms/find.html")]
struct FindPage {
    frame: Frame,
    q: String,
    sorts: Vec<Sort>,
    /// Why only headlines were looked through.
    why: Option<String>,
    all: String,
}

/// What is looked for.
#[derive(Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let q: String = query
        .q
        .chars()
        .take(WORDS)
        .filter(|c| !c.is_control())
        .collect();
    let asked = asked_terms(&q);
    let mut wanted = Wanted::all(Sight::of(&inside.actor), MOST);
    wanted.terms.clone_from(&asked);
    // With nothing typed, what one has begun or signed oneself is nearest.
    wanted.person = asked.is_empty().then_some(inside.actor.person);
    let failed = |error: store::Error| page::failed(&headers, &ActError::Failed(error));
    let names = gate
        .room
        .db
        .read(|c| Names::read(c))
        .await
        .map_err(failed)?;
    let question = list::Query::of_words(&q);
    let shown = list::found::look(&gate.room, &question, wanted)
        .await
        .map_err(failed)?;
    let why = shown.why(&frame);
    let hits = shown.all.into_iter().map(|one| Hit {
        url: article_url(one.docket.short_id),
        meta: format!(
            "{} · {}",
            frame.t(state_key(one.docket.state)),
            names.writers(&frame, &one.docket)
        ),
        words: if one.headline.is_empty() {
            called(&names::headline(&frame, &one.docket))
        } else {
            one.headline
        },
        snippet: one.snippet,
    });
    let mut sorts = vec![
        Sort {
            id: "articles",
            title: frame.t("list.title"),
            hits: hits.collect(),
        },
        Sort {
            id: "commands",
            title: frame.t("find.commands"),
            hits: commands(&frame, &asked),
        },
    ];
    // Words stand in many texts: a command that is called so comes before them.
    if !asked.is_empty() && sorts.iter().any(|sort| sort.begins_with(&asked)) {
        sorts.reverse();
    }
    sorts.retain(|sort| !sort.hits.is_empty());
    let page = FindPage {
        all: format!("{}?{}", list::HERE, asking([("q", q.as_str())])),
        sorts,
        why,
        q,
        frame,
    };
    Ok(page::page(StatusCode::OK, &page))
}

/// Words of which none is marked.
fn called(words: &str) -> Vec<Told> {
    vec![Told {
        text: words.to_owned(),
        is_found: false,
    }]
}

/// The commands and places whose names have the words that were typed.
fn commands(frame: &Frame, asked: &[String]) -> Vec<Hit> {
    let fits = |words: &str| {
        let terms = terms(words);
        asked
            .iter()
            .all(|asked| terms.iter().any(|term| term.starts_with(asked.as_str())))
    };
    let places = frame.places().into_iter();
    let places = places.map(|place| (place.url, place.words, frame.t("find.place")));
    let verbs = COMMANDS
        .iter()
        .filter(|(_, _, right)| right.is_none_or(|right| frame.may(right)))
        .map(|(url, key, _)| (*url, frame.t(key), ""));
    places
        .chain(verbs)
        .filter(|(_, words, _)| fits(words))
        .map(|(url, words, meta)| Hit {
            url: url.to_owned(),
            words: called(words),
            meta: meta.to_owned(),
            snippet: Part::default(),
        })
        .collect()
}

/// Caps that are pressed, with the sentence of what they do.
type Key = (&'static [&'static str], &'static str);

/// Keys and what they do, by where they do it.
const KEYS: &[(&str, &[Key])] = &[
    (
        "keys.everywhere",
        &[
            (&["Ctrl", "/"], "keys.find"),
            (&["?"], "keys.all"),
            (&["N"], "keys.write"),
            (&["G", "D"], "keys.desk"),
            (&["G", "A"], "keys.articles"),
            (&["G", "P"], "keys.pictures"),
            (&["G", "F"], "keys.front"),
            (&["Esc"], "keys.back"),
        ],
    ),
    (
        "keys.lists",
        &[
            (&["↑", "↓"], "keys.move"),
            (&["K", "J"], "keys.move"),
            (&["Enter"], "keys.open"),
            (&["Space"], "keys.look"),
            (&["X"], "keys.tick"),
            (&["Shift", "↑", "↓"], "keys.extend"),
            (&["/"], "keys.search"),
            (&["R"], "keys.review"),
            (&["E"], "keys.section"),
        ],
    ),
];

/// Keys under a heading.
struct Keys {
    title: &'static str,
    rows: Vec<(&'static [&'static str], &'static str)>,
}

#[derive(Template)]
#[template(path = "rooms/keys.html")]
struct KeysPage {
    frame: Frame,
    groups: Vec<Keys>,
}

pub async fn keys(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, "/newsroom/keys").await;
    let groups = KEYS.iter().map(|(title, rows)| Keys {
        title: frame.t(title),
        rows: rows
            .iter()
            .map(|(caps, key)| (*caps, frame.t(key)))
            .collect(),
    });
    let page = KeysPage {
        groups: groups.collect(),
        frame,
    };
    Ok(page::page(StatusCode::OK, &page))
}

/// Whether single keys do something.
#[derive(Deserialize)]
pub struct Switch {
    #[serde(default)]
    keys: String,
}

/// Switches single keys off, or on again.
pub async fn switch_keys(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Switch>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let off = (typed.keys == "off").then(|| "yes".to_owned());
    habit::set(&gate.room, inside.actor.person, NO_KEYS.to_owned(), off)
        .await
        .map_err(|error| page::failed(&headers, &error))?;
    Ok(page::see("/newsroom/account?done=keys"))
}
