//! What was published on a front, version by version: who, when, what was different
//! from the one before; and each can come back into the draft.

use super::desk::names;
use super::words::Names;
use super::{Frame, Gate, HERE, Query, curator, front_of, page};
use crate::pages::model::Moment;
use crate::room::ActError;
use crate::store::articles::{self, Called};
use crate::store::fronts::{self, Version};
use crate::store::{self, sections};
use crate::web::rooms::sent::Asked;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::front::{Arrangement, Container};
use siraj_editorial::role::Right;
use siraj_editorial::section::Section;
use siraj_editorial::{ArticleId, PersonId};
use std::collections::{BTreeSet, HashMap};

/// Versions on a page.
const PAGE: i64 = 20;

/// A version in the list.
struct Row {
    number: i64,
    time: Moment,
    who: String,
    changes: Vec<String>,
    /// Whether the public sees it.
    is_public: bool,
}

#[derive(Template)]
#[template(path = "rooms/fronts/history.html")]
struct HistorySheet {
    frame: Frame,
    of: String,
    revision: i64,
    back: String,
    rows: Vec<Row>,
    older: Option<String>,
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let of = front_of(&gate, &headers, &inside, &query.of).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let before = query.before.parse().unwrap_or(i64::MAX);
    let read = gate.room.db.read(move |c| {
        let versions = fronts::versions(c, of, before, PAGE + 1)?;
        let named: BTreeSet<ArticleId> = versions
            .iter()
            .flat_map(|version| version.arrangement.articles())
            .collect();
        let named: Vec<ArticleId> = named.into_iter().collect();
        let people: Vec<PersonId> = versions.iter().map(|version| version.person).collect();
        Ok::<_, store::Error>((
            versions,
            articles::called(c, &named)?,
            names(c, &people)?,
            sections::all(c, of.edition)?,
            fronts::draft(c, of)?.revision,
            fronts::version_now(c, of)?,
        ))
    });
    let (versions, called, people, sections, revision, public) = read
        .await
        .map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let told = Told {
        frame: &frame,
        called: &called,
        sections: &sections,
    };
    let shown = usize::try_from(PAGE).unwrap_or_default();
    let more = versions.len() > shown;
    let rows: Vec<Row> = versions
        .iter()
        .take(shown)
        .enumerate()
        .map(|(at, version)| Row {
            number: version.number,
            time: frame.moment(version.at),
            who: people.get(&version.person).map_or_else(
                || frame.t("log.former").to_owned(),
                |name| frame.isolated(&frame.named(name)),
            ),
            changes: told.changes(version, versions.get(at + 1)),
            is_public: version.number == public,
        })
        .collect();
    let last = rows.last().map(|row| row.number);
    let sheet = HistorySheet {
        of: of.to_string(),
        revision,
        back: format!("{HERE}?of={of}"),
        older: last
            .filter(|_| more)
            .map(|number| format!("{HERE}/history?of={of}&before={number}")),
        rows,
        frame,
    };
    Ok(page::page(StatusCode::OK, &sheet))
}

struct Told<'a> {
    frame: &'a Frame,
    called: &'a HashMap<ArticleId, Called>,
    sections: &'a [Section],
}

impl Told<'_> {
    /// What a version changed of the one before; of the first one, of nothing.
    fn changes(&self, version: &Version, before: Option<&Version>) -> Vec<String> {
        let nothing = Arrangement::default();
        let before = before.map_or(&nothing, |before| &before.arrangement);
        let names = Names {
            frame: self.frame,
            headline: &|article| {
                let called = self.called.get(&article);
                called.map_or_else(
                    || self.frame.t("log.no_headline").to_owned(),
                    |called| called.headline.clone(),
                )
            },
            container: &|container| match container {
                Container::Top => self.frame.t("fronts.top").to_owned(),
                Container::LongRead => self.frame.t("fronts.long_read").to_owned(),
                Container::Section(id) => {
                    let section = self.sections.iter().find(|section| section.id == id);
                    section.map_or_else(String::new, |section| section.name.clone())
                }
            },
        };
        let before = before.at(version.at);
        let differences = version.arrangement.since(&before);
        differences.iter().map(|one| names.say(one)).collect()
    }
}
