//! One's own desk: alarms, what waits, one's drafts, what goes out by itself, what was
//! just published. The order is the same for everybody.

use super::gate::Gate;
use super::names::{self, Names, article_url};
use super::page::{self, Frame, Said};
use super::sent::{Asked, Sent, asking};
use crate::actions::alarm as acts;
use crate::pages::model::{Moment, Text};
use crate::room::ActError;
use crate::store;
use crate::store::alarms::{self, Alarm};
use crate::store::dockets::{self, Desk, Docket};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::Timestamp;
use siraj_editorial::alarm::{AlarmKind, is_for};
use siraj_editorial::media::Media;
use siraj_editorial::note::Note;
use siraj_editorial::role::Actor;

/// Where the desk is.
pub const HERE: &str = "/newsroom/";
/// So much is quoted of a note, or of what a picture shows.
const QUOTED: usize = 90;

/// An alarm in words.
struct AlarmRow {
    name: String,
    is_urgent: bool,
    kind: &'static str,
    sentence: String,
    verb: &'static str,
    url: String,
}

/// Something that waits, or a draft.
struct Row {
    url: String,
    headline: String,
    meta: Vec<String>,
    /// What it is, in a word; `is_grave` in the colour of what stops somebody.
    word: &'static str,
    at: Moment,
    verb: &'static str,
    verb_url: String,
    since: Timestamp,
}

/// Something beside its hour.
struct Timed {
    url: String,
    headline: String,
    at: Moment,
    meta: Vec<String>,
}

#[derive(Template)]
#[template(path = "rooms/desk.html")]
struct DeskPage {
    frame: Frame,
    today: Moment,
    zone: Option<Text>,
    alarms: Vec<AlarmRow>,
    waiting: Vec<Row>,
    drafts: Vec<Row>,
    scheduled: Vec<Timed>,
    published: Vec<Timed>,
    /// The alarm that was just put aside, to be brought back.
    aside: Option<String>,
}

/// What was done before: `?aside=` an alarm.
#[derive(Default, Deserialize)]
pub struct Before {
    #[serde(default)]
    aside: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(before): Asked<Before>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    draw(&gate, &headers, before.aside, None).await
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    aside: String,
    said: Option<Said>,
) -> Result<Response, Response> {
    let inside = gate.inside(headers).await?;
    let mut frame = Frame::inside(gate, &inside, HERE).await;
    let (actor, now) = (inside.actor.clone(), frame.now);
    let read = gate.room.db.read(move |c| {
        let mut alarms = alarms::standing(c, now)?;
        alarms.retain(|alarm| concerns(alarm, &actor));
        let desk = dockets::desk(c, &actor)?;
        Ok::<_, store::Error>((alarms, desk, Names::read(c)?))
    });
    let failed = |error: store::Error| page::failed(headers, &ActError::Failed(error));
    let (alarms, desk, names) = read.await.map_err(failed)?;
    let status = match &said {
        Some(said) if said.stop => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    frame.said = said;
    let page = DeskPage {
        today: frame.day(now),
        zone: frame.zone(),
        alarms: alarms
            .iter()
            .map(|alarm| alarm_row(&frame, alarm))
            .collect(),
        waiting: waiting(&frame, &names, &desk),
        drafts: desk
            .drafts
            .iter()
            .map(|docket| draft(&frame, &names, docket))
            .collect(),
        scheduled: desk
            .scheduled
            .iter()
            .map(|docket| scheduled(&frame, &names, docket))
            .collect(),
        published: desk
            .published
            .iter()
            .map(|docket| published(&frame, &names, docket))
            .collect(),
        aside: Some(aside).filter(|name| !name.is_empty()),
        frame,
    };
    Ok(page::page(status, &page))
}

/// Whether an alarm is somebody's to act on. A picture that stands only where no section
/// is, on a page or beside a person, is for those who answer for the whole house.
fn concerns(alarm: &Alarm, actor: &Actor) -> bool {
    is_for(actor, &alarm.sections()) || (alarm.elsewhere && is_for(actor, &[]))
}

fn alarm_row(frame: &Frame, alarm: &Alarm) -> AlarmRow {
    let when = frame.appointed(alarm.at);
    let when = when.words.plain();
    let docket = alarm.dockets.first();
    let headline = docket.map_or_else(String::new, |docket| names::headline(frame, docket));
    let of = |key| frame.with(key, &[("headline", headline.as_str()), ("when", when)]);
    let url = docket.map_or_else(String::new, |docket| article_url(docket.short_id));
    let (kind, sentence, verb, url) = match alarm.kind {
        AlarmKind::NotSent => (
            "desk.not_sent",
            of("desk.not_sent_says"),
            "desk.look_at_it",
            format!("{url}/publish"),
        ),
        AlarmKind::HeldBack => (
            "desk.held_back",
            of("desk.held_back_says"),
            "desk.look_at_it",
            format!("{url}/publish"),
        ),
        AlarmKind::SourceChanged => (
            "desk.source_changed",
            of("desk.source_changed_says"),
            "desk.compare",
            format!("{url}/translate"),
        ),
        AlarmKind::Pending => (
            "desk.pending",
            of("desk.pending_says"),
            "desk.look_at_it",
            format!("{url}/publish"),
        ),
        AlarmKind::RightsEnded => (
            "desk.rights_ended",
            rights(frame, alarm, "desk.rights_ended_says"),
            "desk.replace",
            picture_url(alarm.picture.as_ref()),
        ),
        AlarmKind::RightsEnding => (
            "desk.rights_ending",
            rights(frame, alarm, "desk.rights_ending_says"),
            "desk.replace",
            picture_url(alarm.picture.as_ref()),
        ),
    };
    AlarmRow {
        name: alarm.name.clone(),
        is_urgent: alarm.kind.is_urgent(),
        kind: frame.t(kind),
        sentence,
        verb: frame.t(verb),
        url,
    }
}

fn picture_url(picture: Option<&Media>) -> String {
    picture.map_or_else(String::new, |picture| {
        format!("/newsroom/pictures/{}", picture.id)
    })
}

fn rights(frame: &Frame, alarm: &Alarm, key: &'static str) -> String {
    let when = frame.appointed(alarm.at);
    let shows = alarm.picture.as_ref().map_or_else(String::new, |picture| {
        let alt = frame.named(&picture.alt);
        let words = if alt.is_empty() {
            frame.named(&picture.caption)
        } else {
            alt
        };
        quoted(&words)
    });
    let words = [("picture", shows.as_str()), ("when", when.words.plain())];
    let used = u64::try_from(alarm.dockets.len()).unwrap_or_default();
    let mut sentence = frame.with(key, &words);
    sentence.push(' ');
    sentence.push_str(&if used == 0 {
        frame.t("desk.used_elsewhere").to_owned()
    } else {
        frame.count("desk.used_in", used)
    });
    sentence
}

/// The beginning of words, cut between two of them.
fn quoted(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= QUOTED {
        return line;
    }
    let cut: String = line.chars().take(QUOTED).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

fn waiting(frame: &Frame, names: &Names, desk: &Desk) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let review = |docket: &Docket, word, verb| {
        let url = article_url(docket.short_id);
        Row {
            headline: names::headline(frame, docket),
            meta: meta(frame, names, docket),
            word: frame.t(word),
            at: frame.when(docket.state_since),
            verb: frame.t(verb),
            verb_url: format!("{url}/publish"),
            since: docket.state_since,
            url,
        }
    };
    rows.extend(
        desk.to_review
            .iter()
            .map(|docket| review(docket, "desk.to_review", "desk.review")),
    );
    rows.extend(
        desk.to_publish
            .iter()
            .map(|docket| review(docket, "desk.to_publish", "desk.publish")),
    );
    let noted = |docket: &Docket, note: &Note, (word, verb, says), leads: &str| {
        let url = article_url(docket.short_id);
        let by = names.person(frame, note.by);
        let said = quoted(&note.words);
        Row {
            headline: names::headline(frame, docket),
            meta: vec![frame.with(says, &[("name", by.as_str()), ("words", said.as_str())])],
            word: frame.t(word),
            at: frame.when(note.at),
            verb: frame.t(verb),
            verb_url: format!("{url}{leads}"),
            since: note.at,
            url,
        }
    };
    let back = ("desk.sent_back", "desk.continue", "desk.sent_back_says");
    let asks = ("desk.question", "desk.answer", "desk.question_says");
    rows.extend(
        desk.sent_back
            .iter()
            .map(|(d, note)| noted(d, note, back, "")),
    );
    rows.extend(
        desk.questions
            .iter()
            .map(|(d, note)| noted(d, note, asks, "/notes")),
    );
    rows.sort_by_key(|row| std::cmp::Reverse(row.since));
    rows
}

/// Who, where, how long.
fn meta(frame: &Frame, names: &Names, docket: &Docket) -> Vec<String> {
    let mut meta = vec![names.writers(frame, docket)];
    meta.extend(placed(frame, names, docket));
    meta
}

fn placed(frame: &Frame, names: &Names, docket: &Docket) -> Vec<String> {
    let mut meta = vec![names.section(docket.section).to_owned()];
    let edition = names.foreign_edition(frame, docket.edition);
    meta.extend(edition.map(str::to_owned));
    let words = u64::try_from(docket.words).unwrap_or_default();
    meta.push(frame.count("desk.words", words));
    meta.retain(|part| !part.is_empty());
    meta
}

fn draft(frame: &Frame, names: &Names, docket: &Docket) -> Row {
    let url = article_url(docket.short_id);
    Row {
        headline: names::headline(frame, docket),
        meta: placed(frame, names, docket),
        word: frame.t("desk.saved"),
        at: frame.when(docket.touched_at),
        verb: frame.t("desk.continue"),
        verb_url: url.clone(),
        since: docket.touched_at,
        url,
    }
}

fn scheduled(frame: &Frame, names: &Names, docket: &Docket) -> Timed {
    let mut meta = vec![names.section(docket.section).to_owned()];
    if let Some(until) = docket.embargo_until {
        let until = frame.appointed(until);
        meta.push(frame.with("desk.embargoed", &[("when", until.words.plain())]));
    }
    let at = docket.due_at.unwrap_or(docket.touched_at);
    Timed {
        url: article_url(docket.short_id),
        headline: names::headline(frame, docket),
        at: frame.appointed(at),
        meta,
    }
}

fn published(frame: &Frame, names: &Names, docket: &Docket) -> Timed {
    let mut meta = vec![names.writers(frame, docket)];
    let changed = docket.changed_at.filter(|at| Some(*at) > docket.first_at);
    if let Some(at) = changed {
        let at = frame.appointed(at);
        meta.push(frame.with("desk.changed", &[("when", at.words.plain())]));
    }
    Timed {
        url: article_url(docket.short_id),
        headline: names::headline(frame, docket),
        at: frame.when(docket.first_at.unwrap_or(docket.touched_at)),
        meta,
    }
}

/// What is to be done with an alarm.
#[derive(Deserialize)]
pub struct Aside {
    #[serde(default)]
    name: String,
    #[serde(default)]
    reason: String,
    /// Whether it comes back.
    #[serde(default)]
    back: String,
}

/// Puts an alarm aside, or brings it back.
pub async fn put_aside(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Aside>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    if typed.name.contains('\0') || typed.name.len() > 200 {
        return draw(&gate, &headers, String::new(), None).await;
    }
    let actor = inside.actor.clone();
    let name = typed.name.clone();
    let (done, way) = if typed.back.is_empty() {
        let way = format!("{HERE}?{}", asking([("aside", name.as_str())]));
        (
            acts::put_aside(&gate.room, actor, name, typed.reason).await,
            way,
        )
    } else {
        let done = acts::bring_back(&gate.room, actor, name).await;
        (done, HERE.to_owned())
    };
    match done {
        Ok(_) => Ok(page::see(&way)),
        // Its cause is gone, or somebody else was faster: the desk shows what is so now.
        Err(ActError::NotFound) => Ok(page::see(HERE)),
        Err(error) => {
            let frame = Frame::inside(&gate, &inside, HERE).await;
            let said = match &error {
                ActError::Fields(_) => Said::stop(frame.t("desk.long_reason")),
                error => frame
                    .why(error)
                    .ok_or_else(|| page::failed(&headers, error))?,
            };
            draw(&gate, &headers, String::new(), Some(said)).await
        }
    }
}
