//! What stands in the named slots: now, next, and what has ended; one written, seen as
//! readers would see it, ended, or taken away for good.

use super::breaking::choices;
use super::preview::Seen;
use super::{Frame, Gate, HERE, Query, curator, edition_of, page, when};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, fresh_id};
use crate::store::{self, house, placements};
use crate::web::reply::shows_frames;
use crate::web::rooms::form::{Choice, Field};
use crate::web::rooms::page::Said;
use crate::web::rooms::sent::{Asked, Last, Sent};
use crate::web::rooms::sheet::{picture_field, pictures};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::edition::Edition;
use siraj_editorial::placement::{Placement, Slot};
use siraj_editorial::role::Right;
use siraj_editorial::{EditionId, MediaId, PlacementId, Timestamp};

/// Where the list is.
pub const LIST: &str = "/newsroom/fronts/placements";
/// Stands in the address in place of an identity while there is none.
const NEW: &str = "new";

fn slot_key(slot: Slot) -> &'static str {
    match slot {
        Slot::Top => "fronts.slot_top",
        Slot::FrontMiddle => "fronts.slot_middle",
        Slot::ArticleEnd => "fronts.slot_end",
    }
}

/// A placement in the list.
struct Row {
    url: String,
    text: String,
    slot: &'static str,
    time: String,
    paid: bool,
}

/// Placements that are of one time.
struct Group {
    id: &'static str,
    title: &'static str,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "rooms/fronts/placements.html")]
struct ListSheet {
    frame: Frame,
    of: String,
    tab: &'static str,
    editions: Vec<Choice>,
    groups: Vec<Group>,
}

pub async fn list(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let (edition, editions) = edition_of(&gate, &headers, &inside, &query.of).await?;
    let mut frame = Frame::inside(&gate, &inside, HERE).await;
    frame.said = match query.done.as_str() {
        "saved" => Some(Said::done(frame.t("fronts.placement_saved"))),
        "ended" => Some(Said::done(frame.t("fronts.placement_ended"))),
        "removed" => Some(Said::done(frame.t("fronts.placement_removed"))),
        _ => None,
    };
    let id = edition.id;
    let read = gate
        .room
        .db
        .read(move |c| Ok::<_, store::Error>((placements::all(c, id)?, house::zone_now(c)?)));
    let failed = |error| page::failed(&headers, &ActError::Failed(error));
    let (all, zone) = read.await.map_err(failed)?;
    let now = gate.room.clock.now();
    let when = Times {
        frame: &frame,
        now,
        zone: &zone,
    };
    let mut groups = ["now", "next", "ended"].map(|id| Group {
        id,
        title: frame.t(match id {
            "now" => "fronts.placed_now",
            "next" => "fronts.placed_next",
            _ => "fronts.placed_ended",
        }),
        rows: Vec::new(),
    });
    let [current, next, ended] = &mut groups;
    for one in &all {
        let group = if one.ends_at.is_some_and(|end| end <= now) {
            &mut *ended
        } else if one.starts_at > now {
            &mut *next
        } else {
            &mut *current
        };
        group.rows.push(Row {
            url: format!("{LIST}/{}?of={id}", one.id),
            text: frame.isolated(&one.text),
            slot: frame.t(slot_key(one.slot)),
            time: when.span(one),
            paid: one.paid,
        });
    }
    let sheet = ListSheet {
        of: id.to_string(),
        tab: "placements",
        editions: choices(&editions, &edition),
        groups: groups
            .into_iter()
            .filter(|group| !group.rows.is_empty())
            .collect(),
        frame,
    };
    Ok(page::page(StatusCode::OK, &sheet))
}

/// How times are said.
struct Times<'a> {
    frame: &'a Frame,
    now: Timestamp,
    zone: &'a TimeZone,
}

impl Times<'_> {
    fn of(&self, at: Timestamp) -> String {
        when::short(at, self.now, self.zone)
            .unwrap_or_else(|| self.frame.moment(at).words.plain().to_owned())
    }

    /// From when until when.
    fn span(&self, one: &Placement) -> String {
        let from = self.of(one.starts_at);
        match one.ends_at {
            None => self
                .frame
                .messages
                .with("fronts.from", &[("from", from.as_str())]),
            Some(end) => {
                let end = self.of(end);
                let words = [("from", from.as_str()), ("until", end.as_str())];
                self.frame.messages.with("fronts.from_until", &words)
            }
        }
    }
}

/// What the form brings.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    of: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    slot: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    picture: String,
    #[serde(default)]
    paid: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

impl Typed {
    fn of(placement: &Placement, zone: &TimeZone) -> Self {
        let field = |at| when::field(at, zone);
        Self {
            slot: placement.slot.name().to_owned(),
            text: placement.text.clone(),
            link: placement.link.clone().unwrap_or_default(),
            picture: placement
                .picture
                .map_or_else(String::new, |id| id.to_string()),
            paid: if placement.paid { "on" } else { "" }.to_owned(),
            from: field(placement.starts_at),
            until: placement.ends_at.map(field).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The placement that is meant; `None` where a moment or the slot cannot be read.
    fn meant(
        &self,
        id: PlacementId,
        edition: EditionId,
        now: Timestamp,
        zone: &TimeZone,
    ) -> Option<Placement> {
        let link = self.link.trim();
        let moment = |text: &str| when::read(text, zone);
        Some(Placement {
            id,
            edition,
            slot: Slot::ALL
                .into_iter()
                .find(|slot| slot.name() == self.slot)?,
            text: self.text.clone(),
            picture: match self.picture.as_str() {
                "" => None,
                picture => Some(picture.parse().ok()?),
            },
            link: (!link.is_empty()).then(|| link.to_owned()),
            paid: !self.paid.is_empty(),
            starts_at: if self.from.is_empty() {
                now
            } else {
                moment(&self.from)?
            },
            ends_at: if self.until.is_empty() {
                None
            } else {
                Some(moment(&self.until)?)
            },
        })
    }
}

#[derive(Template)]
#[template(path = "rooms/fronts/placement.html")]
struct PlacementSheet {
    frame: Frame,
    of: String,
    tab: &'static str,
    action: String,
    slots: Vec<Choice>,
    picture: Field,
    typed: Typed,
    /// Whether it is there already, and whether it stands now.
    is_there: bool,
    stands: bool,
    seen: Option<String>,
}

/// What is being written.
struct Writing {
    inside: Inside,
    edition: Edition,
    before: Option<Placement>,
    zone: TimeZone,
}

impl Writing {
    async fn begin(gate: &Gate, headers: &HeaderMap, of: &str, id: &str) -> Result<Self, Response> {
        let inside = curator(gate, headers).await?;
        let (edition, _) = edition_of(gate, headers, &inside, of).await?;
        let known: Option<PlacementId> = id.parse().ok();
        let own = edition.id;
        let read = gate.room.db.read(move |c| {
            let before = match known {
                Some(id) => placements::by_id(c, id)?.map(|(placement, _)| placement),
                None => None,
            };
            Ok::<_, store::Error>((before, house::zone_now(c)?))
        });
        let failed = |error| page::failed(headers, &ActError::Failed(error));
        let (before, zone) = read.await.map_err(failed)?;
        let before = before.filter(|before| before.edition == own);
        if id != NEW && before.is_none() {
            return Err(page::failed(headers, &ActError::NotFound));
        }
        Ok(Self {
            inside,
            edition,
            before,
            zone,
        })
    }

    async fn draw(
        &self,
        (gate, headers): (&Gate, &HeaderMap),
        status: StatusCode,
        typed: Option<Typed>,
        said: impl FnOnce(&Frame) -> Option<Said>,
    ) -> Result<Response, Response> {
        let mut frame = Frame::inside(gate, &self.inside, HERE).await;
        frame.said = said(&frame);
        let now = gate.room.clock.now();
        let before = self.before.as_ref();
        let typed = typed.unwrap_or_else(|| match before {
            Some(before) => Typed::of(before, &self.zone),
            None => Typed {
                from: when::field(now, &self.zone),
                slot: Slot::FrontMiddle.name().to_owned(),
                ..Typed::default()
            },
        });
        let id = before.map_or(PlacementId(uuid::Uuid::nil()), |before| before.id);
        let seen = typed
            .meant(id, self.edition.id, now, &self.zone)
            .filter(|_| typed.act == "see")
            .map(|placement| Seen::placement(&placement).address(self.edition.id));
        let chosen: Option<MediaId> = typed.picture.parse().ok();
        let read = gate.room.db.read(move |c| pictures(c, chosen)).await;
        let offered = read.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
        let last = before.map_or_else(|| NEW.to_owned(), |before| before.id.to_string());
        let sheet = PlacementSheet {
            of: self.edition.id.to_string(),
            tab: "placements",
            action: format!("{LIST}/{last}"),
            slots: Slot::ALL
                .into_iter()
                .map(|slot| {
                    Choice::new(
                        slot.name().to_owned(),
                        frame.t(slot_key(slot)).to_owned(),
                        slot.name() == typed.slot,
                    )
                })
                .collect(),
            picture: picture_field(&frame, "picture", &offered, chosen),
            is_there: before.is_some(),
            stands: before.is_some_and(|before| {
                before.starts_at <= now && before.ends_at.is_none_or(|end| end > now)
            }),
            typed,
            seen,
            frame,
        };
        let mut response = page::page(status, &sheet);
        shows_frames(response.headers_mut());
        Ok(response)
    }
}

/// One, or an empty sheet for a new one.
pub async fn one(
    State(gate): State<Gate>,
    Last(id): Last,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let writing = Writing::begin(&gate, &headers, &query.of, &id).await?;
    writing
        .draw((&gate, &headers), StatusCode::OK, None, |_| None)
        .await
}

pub async fn change(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    save(&gate, &headers, &id, typed).await
}

async fn save(
    gate: &Gate,
    headers: &HeaderMap,
    id: &str,
    typed: Typed,
) -> Result<Response, Response> {
    let writing = Writing::begin(gate, headers, &typed.of, id).await?;
    let (room, actor) = (&gate.room, writing.inside.actor.clone());
    let (edition, now) = (writing.edition.id, room.clock.now());
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let done = match (typed.act.as_str(), &writing.before) {
        ("remove", Some(before)) => acts::remove_placement(room, actor, before.id)
            .await
            .map(|_| "removed"),
        ("end", Some(before)) => {
            let ended = Placement {
                // One that begins at this very moment has an end after it all the same.
                starts_at: before.starts_at.min(now.plus_seconds(-1)),
                ends_at: Some(now),
                ..before.clone()
            };
            acts::save_placement(room, actor, ended)
                .await
                .map(|_| "ended")
        }
        _ => {
            let known = writing.before.as_ref().map(|before| before.id);
            let id = known.unwrap_or_else(|| PlacementId(fresh_id()));
            let Some(meant) = typed.meant(id, edition, now, &writing.zone) else {
                let said = |frame: &Frame| Some(Said::stop(frame.t("fronts.bad_moment")));
                return writing
                    .draw((gate, headers), wrong, Some(typed), said)
                    .await;
            };
            if typed.act == "see" {
                let draw = writing.draw((gate, headers), StatusCode::OK, Some(typed), |_| None);
                return draw.await;
            }
            acts::save_placement(room, actor, meant)
                .await
                .map(|_| "saved")
        }
    };
    match done {
        Ok(done) => Ok(page::see(&format!("{LIST}?of={edition}&done={done}"))),
        Err(error @ (ActError::Refused(_) | ActError::Fields(_))) => {
            let said = |frame: &Frame| match &error {
                ActError::Fields(_) => Some(Said::stop(frame.t("fronts.placement_words"))),
                error => frame.why(error),
            };
            writing
                .draw((gate, headers), wrong, Some(typed), said)
                .await
        }
        Err(error) => Err(page::failed(headers, &error)),
    }
}
