//! What happened in the newsroom: every act that changed something, with who did it and
//! to what, for chiefs and owners; also as a table to take along.

use super::gate::Gate;
use super::page::{self, Frame};
use super::people::chief;
use super::sent::Asked;
use crate::actions::entry;
use crate::room::ActError;
use crate::store::changes::{Change, Kind, Wanted, Whose, listed};
use crate::store::db::Reader;
use crate::store::{self, articles, house};
use crate::web::reply::{CachePolicy, page_headers};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::{PersonId, Timestamp};
use std::collections::HashMap;

/// Where it is.
pub const HERE: &str = "/newsroom/log";
/// Acts on a page.
const PAGE: i64 = 40;
/// Acts in a table: what spreadsheets open without complaint.
const TABLE: i64 = 50_000;

/// What is asked for, as the address has it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    who: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    before: String,
}

impl Query {
    /// What it asks of the store; what cannot be read asks for nothing in particular.
    fn wanted(&self, zone: &TimeZone, most: i64) -> Wanted {
        let moment = |day: &str, later: i64| {
            let day: Date = day.parse().ok()?;
            let day = day.checked_add(jiff::Span::new().days(later)).ok()?;
            let start = day.to_zoned_datetime(zone.clone()).ok()?;
            Some(Timestamp::from_micros(start.timestamp().as_microsecond()))
        };
        Wanted {
            actor: match self.who.as_str() {
                "all" => None,
                "machine" => Some(Whose::Machine),
                person => Some(person.parse().map_or(Whose::People, Whose::Person)),
            },
            kind: match self.what.as_str() {
                "articles" => Some(Kind::Articles),
                "people" => Some(Kind::People),
                "house" => Some(Kind::House),
                _ => None,
            },
            since: moment(&self.from, 0),
            until: moment(&self.to, 1),
            before: self.before.parse().ok(),
            most,
        }
    }

    /// The same without a place in it, as the end of an address.
    fn filters(&self) -> String {
        use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
        let pairs = [
            ("who", &self.who),
            ("what", &self.what),
            ("from", &self.from),
            ("to", &self.to),
        ];
        pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| {
                format!("&{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
            })
            .collect()
    }
}

/// Something that can be chosen.
struct Choice {
    value: String,
    words: String,
    chosen: bool,
}

/// One act.
struct Row {
    time: String,
    who: String,
    act: String,
    subject: String,
    url: Option<String>,
}

/// The acts of one day.
struct Day {
    date: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "rooms/log.html")]
struct LogPage {
    frame: Frame,
    query: Query,
    people: Vec<Choice>,
    kinds: Vec<Choice>,
    days: Vec<Day>,
    table: String,
    older: Option<String>,
    newest: Option<String>,
    is_filtered: bool,
}

/// Acts with the names of what they are about.
struct Told {
    changes: Vec<Change>,
    people: HashMap<String, siraj_editorial::named::Named>,
    /// Headlines, and the short addresses of what is public.
    articles: HashMap<String, (String, Option<String>)>,
    zone: TimeZone,
}

fn told(c: &mut Reader<'_>, query: &Query, most: i64) -> store::Result<Told> {
    let zone = house::identity(c)?.map(|identity| identity.time_zone);
    let zone = TimeZone::get(&zone.unwrap_or_default()).unwrap_or(TimeZone::UTC);
    let changes = listed(c, &query.wanted(&zone, most))?;
    let people = house::all_people(c)?
        .into_iter()
        .map(|person| (format!("person:{}", person.id), person.name))
        .collect();
    let mut known = HashMap::new();
    for change in &changes {
        let subject = &change.subject;
        let id = subject
            .strip_prefix("article:")
            .and_then(|id| id.parse().ok());
        if let Some(id) = id.filter(|_| !known.contains_key(subject))
            && let Some(article) = articles::by_id(c, id)?
        {
            let head = articles::revision(c, article.head)?;
            let headline = head
                .map(|head| head.manuscript.headline)
                .unwrap_or_default();
            let is_public = article.publication.is_some();
            let address = is_public.then(|| format!("/a/{}", article.short_id));
            known.insert(subject.clone(), (headline, address));
        }
    }
    Ok(Told {
        changes,
        people,
        articles: known,
        zone,
    })
}

impl Told {
    fn who(&self, frame: &Frame, change: &Change) -> String {
        if !change.actor.starts_with("person:") {
            return frame.t("log.machine").to_owned();
        }
        let name = self.people.get(&change.actor).map(|name| frame.named(name));
        name.unwrap_or_else(|| frame.t("log.former").to_owned())
    }

    fn act(frame: &Frame, change: &Change) -> String {
        let key = format!("log.act_{}", change.act);
        if frame.messages.has(&key) {
            frame.messages.text(&key).to_owned()
        } else {
            change.act.clone()
        }
    }

    fn subject(&self, frame: &Frame, change: &Change) -> (String, Option<String>) {
        if let Some((headline, address)) = self.articles.get(&change.subject) {
            let words = match headline.as_str() {
                "" => frame.t("log.no_headline").to_owned(),
                words => words.to_owned(),
            };
            return (words, address.clone());
        }
        match self.people.get(&change.subject) {
            // Who acts on their own account is named already.
            Some(_) if change.subject == change.actor => (String::new(), None),
            Some(name) => (frame.named(name), None),
            None => (String::new(), None),
        }
    }

    fn days(&self, frame: &Frame) -> Vec<Day> {
        let mut days: Vec<Day> = Vec::new();
        for change in &self.changes {
            let local = change.at.to_jiff().to_zoned_datetime(self.zone.clone());
            let date = local.strftime("%Y-%m-%d").to_string();
            let (subject, url) = self.subject(frame, change);
            let row = Row {
                time: local.strftime("%H:%M").to_string(),
                who: self.who(frame, change),
                act: Self::act(frame, change),
                subject,
                url,
            };
            match days.last_mut().filter(|day| day.date == date) {
                Some(day) => day.rows.push(row),
                None => days.push(Day {
                    date,
                    rows: vec![row],
                }),
            }
        }
        days
    }
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let asked = query.clone();
    let failed = |error: store::Error| page::failed(&headers, &ActError::Failed(error));
    let told = gate.room.db.read(move |c| told(c, &asked, PAGE + 1));
    let mut told = told.await.map_err(failed)?;
    let more = told.changes.len() > usize::try_from(PAGE).unwrap_or_default();
    if more {
        told.changes.pop();
    }
    let members = gate.room.db.read(entry::everybody).await.map_err(failed)?;
    let chosen = |value: &str, now: &str| value == now;
    let mut people: Vec<Choice> = [
        ("", "log.anybody"),
        ("machine", "log.machine"),
        ("all", "log.all"),
    ]
    .into_iter()
    .map(|(value, key)| Choice {
        value: value.to_owned(),
        words: frame.t(key).to_owned(),
        chosen: chosen(value, &query.who),
    })
    .collect();
    people.extend(members.iter().map(|member| {
        let value = PersonId::to_string(&member.person.id);
        Choice {
            chosen: chosen(&value, &query.who),
            words: frame.named(&member.person.name),
            value,
        }
    }));
    let kinds = [
        ("", "log.everything"),
        ("articles", "log.articles"),
        ("people", "log.people"),
        ("house", "log.house"),
    ];
    let kinds = kinds
        .into_iter()
        .map(|(value, key)| Choice {
            value: value.to_owned(),
            words: frame.t(key).to_owned(),
            chosen: chosen(value, &query.what),
        })
        .collect();
    let filters = query.filters();
    let rest = filters.strip_prefix('&').unwrap_or_default();
    let last = told.changes.last().map(|change| change.seq);
    let page = LogPage {
        days: told.days(&frame),
        table: format!("{HERE}.csv?{rest}"),
        older: last
            .filter(|_| more)
            .map(|seq| format!("{HERE}?before={seq}{filters}")),
        newest: (!query.before.is_empty()).then(|| format!("{HERE}?{rest}")),
        is_filtered: !filters.is_empty(),
        people,
        kinds,
        query,
        frame,
    };
    Ok(page::page(StatusCode::OK, &page))
}

/// The same as a table, for a spreadsheet or an archive.
pub async fn table(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let told = gate.room.db.read(move |c| told(c, &query, TABLE)).await;
    let told = told.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let heads = [
        "log.csv_number",
        "log.csv_at",
        "log.csv_who",
        "log.csv_act",
        "log.csv_subject",
    ];
    // A mark by which spreadsheets know the letters (UTF-8).
    let mut out = String::from("\u{FEFF}");
    line(&mut out, &heads.map(|head| frame.t(head).to_owned()));
    for change in &told.changes {
        let (words, _) = told.subject(&frame, change);
        let subject = if words.is_empty() {
            change.subject.clone()
        } else {
            format!("{words} ({})", change.subject)
        };
        line(
            &mut out,
            &[
                change.seq.to_string(),
                change
                    .at
                    .to_jiff()
                    .strftime("%Y-%m-%d %H:%M:%S")
                    .to_string(),
                told.who(&frame, change),
                Told::act(&frame, change),
                subject,
            ],
        );
    }
    let mut kept = page_headers("text/csv; charset=utf-8", CachePolicy::Never);
    kept.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"newsroom-log.csv\""),
    );
    Ok((StatusCode::OK, kept, out).into_response())
}

/// A line of a table (RFC 4180). What a spreadsheet would take for a formula is marked as
/// words.
fn line(out: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        out.push_str(&field.replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_words_whatever_is_in_it() {
        let mut out = String::new();
        line(&mut out, &["=1+1".to_owned(), "a, \"b\"\nc".to_owned()]);
        assert_eq!(out, "\"'=1+1\",\"a, \"\"b\"\"\nc\"\r\n");
    }
}
