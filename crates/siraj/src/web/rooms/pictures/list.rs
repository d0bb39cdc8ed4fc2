//! The library looked through: the newest pictures, narrowed by words and by what is
//! asked of them, a page at a time. The address holds all that is asked.

use super::{HERE, Keys};
use crate::pages::model::Moment;
use crate::room::ActError;
use crate::store::entry;
use crate::store::library::{self, Found, Wanted};
use crate::store::media::public_key;
use crate::web::rooms::form::Choice;
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::sent::{Asked, asking};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::PersonId;
use siraj_editorial::Timestamp;
use siraj_editorial::role::Role;

/// Pictures on a page.
const PAGE: i64 = 40;
/// Rights that end within so many seconds are ending.
const ENDING_SECONDS: i64 = 30 * 24 * 3600;
/// Formats that are taken, by what they are called in addresses.
const FORMATS: [(&str, &str, &str); 4] = [
    ("jpeg", "image/jpeg", "JPEG"),
    ("png", "image/png", "PNG"),
    ("webp", "image/webp", "WebP"),
    ("gif", "image/gif", "GIF"),
];

/// What is asked for, as the address has it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    whose: String,
    #[serde(default)]
    used: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    before: String,
}

impl Query {
    /// What it asks of the store; what cannot be read asks for nothing in particular.
    fn wanted(&self, own: PersonId, now: Timestamp) -> Wanted {
        let format = FORMATS.iter().find(|(name, ..)| *name == self.format);
        Wanted {
            words: self.q.clone(),
            added_by: match self.whose.as_str() {
                "mine" => Some(own),
                other => other.parse().ok(),
            },
            named: match self.used.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            ending: (self.show == "ending").then(|| now.plus_seconds(ENDING_SECONDS)),
            undescribed: self.show == "undescribed",
            content_type: format.map(|(_, kind, _)| (*kind).to_owned()),
            binned: self.show == "bin",
            before: self.before.parse().ok(),
            most: PAGE + 1,
        }
    }

    /// The same from another place on, as the end of an address.
    fn from(&self, place: &str) -> String {
        asking([
            ("before", place),
            ("q", self.q.as_str()),
            ("whose", self.whose.as_str()),
            ("used", self.used.as_str()),
            ("show", self.show.as_str()),
            ("format", self.format.as_str()),
        ])
    }
}

/// A picture of the page.
struct Card {
    url: String,
    src: String,
    /// What it is called: what it shows, or what the file was called.
    name: String,
    credit: String,
    added: Moment,
    is_described: bool,
    is_used: bool,
    /// Why its rights want a look.
    ending: Option<String>,
}

#[derive(Template)]
#[template(path = "rooms/pictures/list.html")]
struct ListPage {
    frame: Frame,
    query: Query,
    people: Vec<Choice>,
    uses: Vec<Choice>,
    shows: Vec<Choice>,
    formats: Vec<Choice>,
    cards: Vec<Card>,
    older: Option<String>,
    newest: Option<String>,
    is_filtered: bool,
    keys: Keys,
}

const KEYS: Keys = &[
    (&["/"], "library.key_search"),
    (&["↑", "↓", "←", "→"], "library.key_move"),
    (&["Enter"], "library.key_open"),
    (&["Ctrl V"], "library.key_paste"),
];

/// What a picture is called in lists.
pub fn name(frame: &Frame, found: &Found) -> String {
    let media = &found.media;
    let said = [frame.named(&media.alt), frame.named(&media.caption)];
    let mut said = said.into_iter().chain([media.file_name.clone()]);
    said.find(|words| !words.is_empty())
        .unwrap_or_else(|| frame.t("library.script.no_words").to_owned())
}

/// What is to be said of the end of a picture's rights, if anything is.
pub fn ending(frame: &Frame, found: &Found, now: Timestamp) -> Option<String> {
    let end = found.media.expires_at?;
    if end <= now {
        return Some(frame.t("library.ended").to_owned());
    }
    let soon = end <= now.plus_seconds(ENDING_SECONDS);
    let words = frame.moment(end).words.plain().to_owned();
    soon.then(|| {
        frame
            .messages
            .with("library.ends", &[("when", words.as_str())])
    })
}

fn card(frame: &Frame, found: &Found, now: Timestamp) -> Card {
    let media = &found.media;
    Card {
        url: format!("{HERE}/{}", media.id),
        src: format!("/newsroom/media/{}/4x3-320", public_key(media)),
        name: name(frame, found),
        credit: frame.named(&media.credit),
        added: frame.day(found.added_at),
        is_described: media.has_description(),
        is_used: found.is_named,
        ending: ending(frame, found, now),
    }
}

fn choices(frame: &Frame, now: &str, all: &[(&str, &'static str)]) -> Vec<Choice> {
    all.iter()
        .map(|(value, key)| {
            Choice::new((*value).to_owned(), frame.t(key).to_owned(), *value == now)
        })
        .collect()
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    listed(&gate, &headers, query, None, StatusCode::OK).await
}

/// The library, saying something.
pub async fn listed(
    gate: &Gate,
    headers: &HeaderMap,
    query: Query,
    said: Option<Said>,
    status: StatusCode,
) -> Result<Response, Response> {
    let inside = super::user(gate, headers).await?;
    let mut frame = Frame::inside(gate, &inside, HERE).await;
    frame.said = said;
    let now = gate.room.clock.now();
    let wanted = query.wanted(inside.actor.person, now);
    let read = gate.room.db.read(move |c| {
        let found = library::page(c, &wanted)?;
        Ok::<_, crate::store::Error>((found, entry::members(c, None)?))
    });
    let read = read.await;
    let (mut found, members) =
        read.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let more = found.len() > usize::try_from(PAGE).unwrap_or_default();
    if more {
        found.pop();
    }
    let mut people = choices(
        &frame,
        &query.whose,
        &[("", "library.anybody"), ("mine", "library.mine")],
    );
    let others = members.iter().filter(|member| {
        let person = &member.person;
        person.id != inside.actor.person && member.account.role > Role::Contributor
    });
    people.extend(others.map(|member| {
        let value = member.person.id.to_string();
        Choice::new(
            &value,
            frame.named(&member.person.name),
            value == query.whose,
        )
    }));
    let newest = query.from("");
    let last = found.last().map(|found| found.media.id);
    let page = ListPage {
        cards: found.iter().map(|found| card(&frame, found, now)).collect(),
        uses: choices(
            &frame,
            &query.used,
            &[
                ("", "library.used_or_not"),
                ("yes", "library.used"),
                ("no", "library.unused"),
            ],
        ),
        shows: choices(
            &frame,
            &query.show,
            &[
                ("", "library.everything"),
                ("undescribed", "library.undescribed"),
                ("ending", "library.ending"),
                ("bin", "library.in_bin"),
            ],
        ),
        formats: std::iter::once(Choice::new(
            String::new(),
            frame.t("library.any_format").to_owned(),
            query.format.is_empty(),
        ))
        .chain(FORMATS.iter().map(|(value, _, words)| {
            Choice::new(
                (*value).to_owned(),
                (*words).to_owned(),
                *value == query.format,
            )
        }))
        .collect(),
        older: last
            .filter(|_| more)
            .map(|id| format!("{HERE}?{}", query.from(&id.to_string()))),
        is_filtered: !newest.is_empty(),
        newest: (!query.before.is_empty()).then(|| format!("{HERE}?{newest}")),
        keys: KEYS,
        people,
        query,
        frame,
    };
    Ok(page::page(status, &page))
}
