//! What happened in the newsroom: every act that changed something, with who did it and
//! to what, for chiefs and owners; also as a table to take along. And what was tried and
//! refused, with why.

mod subjects;

use super::form::Choice;
use super::gate::Gate;
use super::page::{self, Frame};
use super::people::chief;
use super::sent::{Asked, asking};
use crate::messages::Argument;
use crate::pages::model::Moment;
use crate::room::ActError;
use crate::store::articles::Called;
use crate::store::changes::{Change, Kind, Wanted, Whose, listed};
use crate::store::db::Conn;
use crate::store::{self, articles, checks, entry, house, refused};
use crate::web::api::fault::sentence;
use crate::web::reply::{CachePolicy, page_headers};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::checklist::Check;
use siraj_editorial::named::Named;
use siraj_editorial::refusal::Arg;
use siraj_editorial::{ArticleId, PersonId, Timestamp};
use std::collections::{BTreeSet, HashMap};

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

    /// The same from another place on, as the end of an address.
    fn from(&self, place: &str) -> String {
        asking([
            ("before", place),
            ("who", self.who.as_str()),
            ("what", self.what.as_str()),
            ("from", self.from.as_str()),
            ("to", self.to.as_str()),
        ])
    }
}

/// One act.
struct Row {
    time: String,
    who: String,
    act: String,
    subject: String,
    url: Option<String>,
    /// Why it was refused; empty for what was done.
    why: String,
}

/// The acts of one day.
struct Day {
    date: Moment,
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

/// What asks for what was refused.
const REFUSED: &str = "refused";

/// Why acts were refused, and how often.
type Whys = Vec<(refused::Why, i64)>;

/// Acts with the names of who did them and of what they are about.
struct Told {
    changes: Vec<Change>,
    /// Why each was refused and how often, where these are refused ones.
    whys: Whys,
    names: HashMap<String, Named>,
    /// The warnings that were passed, by article and moment.
    passed: HashMap<(ArticleId, Timestamp), Vec<Check>>,
    zone: TimeZone,
}

fn told(c: &mut Conn<'_>, query: &Query, most: i64) -> store::Result<Told> {
    let zone = house::zone_now(c)?;
    let wanted = query.wanted(&zone, most);
    let (changes, whys) = if query.what == REFUSED {
        tried(c, &wanted)?
    } else {
        (listed(c, &wanted)?, Vec::new())
    };
    let moments = || changes.iter().map(|change| change.at);
    let mut passed: HashMap<(ArticleId, Timestamp), Vec<Check>> = HashMap::new();
    if let (Some(first), Some(last)) = (moments().min(), moments().max()) {
        for (article, at, check) in checks::passed(c, (first, last))? {
            passed.entry((article, at)).or_default().push(check);
        }
    }
    Ok(Told {
        names: subjects::names(c, &changes)?,
        changes,
        whys,
        passed,
        zone,
    })
}

/// What was refused, as acts whose number is their moment.
fn tried(c: &mut Conn<'_>, wanted: &Wanted) -> store::Result<(Vec<Change>, Whys)> {
    let before = wanted.before.map(Timestamp::from_micros);
    let all = refused::listed(
        c,
        &refused::Wanted {
            person: match wanted.actor {
                Some(Whose::Person(person)) => Some(person),
                _ => None,
            },
            since: wanted.since,
            until: [wanted.until, before].into_iter().flatten().min(),
            most: wanted.most,
        },
    )?;
    Ok(all
        .into_iter()
        .map(|one| {
            let change = Change {
                seq: one.at.micros(),
                at: one.at,
                actor: one.actor,
                act: one.act,
                subject: one.subject,
                keys: Vec::new(),
                takes_away: false,
            };
            (change, (one.why, one.times))
        })
        .unzip())
}

/// The article that an act is about.
fn article(change: &Change) -> Option<ArticleId> {
    change.subject.strip_prefix("article:")?.parse().ok()
}

impl Told {
    /// The articles that the acts are about, each once.
    fn articles(&self) -> Vec<ArticleId> {
        let all: BTreeSet<ArticleId> = self.changes.iter().filter_map(article).collect();
        all.into_iter().collect()
    }

    fn who(&self, frame: &Frame, change: &Change) -> String {
        if !change.actor.starts_with("person:") {
            return frame.t("log.machine").to_owned();
        }
        let name = self.names.get(&change.actor).map(|name| frame.named(name));
        name.unwrap_or_else(|| frame.t("log.former").to_owned())
    }

    fn act(&self, frame: &Frame, change: &Change) -> String {
        let key = format!("log.act_{}", change.act);
        let act = if frame.messages.has(&key) {
            frame.messages.text(&key)
        } else {
            &change.act
        };
        let passes = matches!(
            change.act.as_str(),
            "publish" | "update" | "fix" | "schedule"
        );
        let passed = article(change).and_then(|id| self.passed.get(&(id, change.at)));
        let Some(passed) = passed.filter(|_| passes) else {
            return act.to_owned();
        };
        let list: Vec<&str> = passed
            .iter()
            .map(|check| frame.messages.text(check.message_key()))
            .collect();
        let list = frame.list(&list);
        let words = [("act", act), ("list", list.as_str())];
        frame.messages.with("log.passed", &words)
    }

    /// What an act is about, unless it is who did it.
    fn subject(&self, frame: &Frame, change: &Change) -> Option<String> {
        let name = self.names.get(&change.subject)?;
        (change.subject != change.actor).then(|| frame.named(name))
    }

    /// Why the act of this place was refused, and how often.
    fn why(&self, frame: &Frame, n: usize) -> String {
        let Some((why, times)) = self.whys.get(n) else {
            return String::new();
        };
        // A sentence of an older program may be there no more.
        let words = if frame.messages.has(&why.key) {
            let args = why.args.iter();
            let args: Vec<(&str, Arg)> = args
                .map(|(name, arg)| (name.as_str(), arg.clone()))
                .collect();
            sentence(frame.messages, &why.key, &args, &self.zone)
        } else {
            why.key.clone()
        };
        if *times < 2 {
            return words;
        }
        let n = [("n", Argument::Count(times.unsigned_abs()))];
        format!("{words} {}", frame.messages.with("log.times", &n))
    }

    fn row(
        &self,
        frame: &Frame,
        (n, change): (usize, &Change),
        articles: &HashMap<ArticleId, Called>,
    ) -> Row {
        let local = change.at.to_jiff().to_zoned_datetime(self.zone.clone());
        let called = article(change).and_then(|id| articles.get(&id));
        let subject = match called.map(|called| called.headline.as_str()) {
            Some("") => frame.t("log.no_headline").to_owned(),
            Some(headline) => headline.to_owned(),
            None => self.subject(frame, change).unwrap_or_default(),
        };
        Row {
            time: local.strftime("%H:%M").to_string(),
            who: self.who(frame, change),
            act: self.act(frame, change),
            subject,
            url: called
                .filter(|called| called.is_live)
                .map(|called| format!("/a/{}", called.short_id)),
            why: self.why(frame, n),
        }
    }

    fn days(&self, frame: &Frame, articles: &HashMap<ArticleId, Called>) -> Vec<Day> {
        let mut days: Vec<Day> = Vec::new();
        for one in self.changes.iter().enumerate() {
            let (date, row) = (frame.day(one.1.at), self.row(frame, one, articles));
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
    let read = gate.room.db.read(move |c| {
        let mut told = told(c, &asked, PAGE + 1)?;
        let more = told.changes.len() > usize::try_from(PAGE).unwrap_or_default();
        if more {
            told.changes.pop();
        }
        let called = articles::called(c, &told.articles())?;
        Ok::<_, store::Error>((told, more, called, entry::members(c, None)?))
    });
    let (told, more, called, members) = read.await.map_err(failed)?;
    let chosen = |value: &str, now: &str| value == now;
    let mut people: Vec<Choice> = [
        ("", "log.anybody"),
        ("machine", "log.machine"),
        ("all", "log.all"),
    ]
    .into_iter()
    .map(|(value, key)| {
        Choice::new(
            value.to_owned(),
            frame.t(key).to_owned(),
            chosen(value, &query.who),
        )
    })
    .collect();
    people.extend(members.iter().map(|member| {
        let value = PersonId::to_string(&member.person.id);
        Choice::new(
            &value,
            frame.named(&member.person.name),
            chosen(&value, &query.who),
        )
    }));
    let kinds = [
        ("", "log.everything"),
        ("articles", "log.articles"),
        ("people", "log.people"),
        ("house", "log.house"),
        (REFUSED, "log.refused"),
    ];
    let kinds = kinds
        .into_iter()
        .map(|(value, key)| {
            Choice::new(
                value.to_owned(),
                frame.t(key).to_owned(),
                chosen(value, &query.what),
            )
        })
        .collect();
    let newest = query.from("");
    let last = told.changes.last().map(|change| change.seq);
    let page = LogPage {
        days: told.days(&frame, &called),
        table: format!("{HERE}.csv?{newest}"),
        older: last
            .filter(|_| more)
            .map(|seq| format!("{HERE}?{}", query.from(&seq.to_string()))),
        is_filtered: !newest.is_empty(),
        newest: (!query.before.is_empty()).then(|| format!("{HERE}?{newest}")),
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
    let read = gate.room.db.read(move |c| {
        let told = told(c, &query, TABLE)?;
        let short_ids = articles::short_ids(c, &told.articles())?;
        Ok::<_, store::Error>((told, short_ids))
    });
    let failed = |error: store::Error| page::failed(&headers, &ActError::Failed(error));
    let (told, short_ids) = read.await.map_err(failed)?;
    let lines = told.changes.iter().enumerate().map(|(n, change)| {
        let address = |id| short_ids.get(&id).map(|short| format!("/a/{short}"));
        let subject = article(change)
            .and_then(address)
            .or_else(|| told.subject(&frame, change))
            .unwrap_or_else(|| change.subject.clone());
        [
            change.seq.to_string(),
            change
                .at
                .to_jiff()
                .strftime("%Y-%m-%d %H:%M:%S")
                .to_string(),
            told.who(&frame, change),
            told.act(&frame, change),
            subject,
            told.why(&frame, n),
        ]
    });
    let heads = HEADS.map(|head| frame.t(head).to_owned());
    let out = written(std::iter::once(heads).chain(lines));
    let out = out.map_err(|error| failed(store::Error::other(error)))?;
    let mut kept = page_headers("text/csv; charset=utf-8", CachePolicy::Never);
    kept.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"newsroom-log.csv\""),
    );
    Ok((StatusCode::OK, kept, out).into_response())
}

const HEADS: [&str; 6] = [
    "log.csv_number",
    "log.csv_at",
    "log.csv_who",
    "log.csv_act",
    "log.csv_subject",
    "log.csv_why",
];

/// A table, with the mark by which spreadsheets know its letters (UTF-8). What they would
/// take for a formula is marked as words.
fn written<const N: usize>(lines: impl Iterator<Item = [String; N]>) -> csv::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
    for fields in lines {
        writer.write_record(fields.map(|field| {
            if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                format!("'{field}")
            } else {
                field
            }
        }))?;
    }
    writer
        .into_inner()
        .map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_words_whatever_is_in_it() {
        let fields = ["=1+1", "a, \"b\"\nc", "-5", "@x", "نشر"].map(str::to_owned);
        let table = written(std::iter::once(fields)).unwrap();
        let expected = "\u{FEFF}'=1+1,\"a, \"\"b\"\"\nc\",'-5,'@x,نشر\n";
        assert_eq!(String::from_utf8(table).unwrap(), expected);
    }
}
