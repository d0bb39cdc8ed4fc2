//! Begin an article: in the edition and the section in which one wrote last, without a
//! question; where that is not known, they are asked for.

use super::gate::Gate;
use super::list::{self, Group, HERE};
use super::names::{Names, article_url};
use super::page::{self, Frame, Said};
use super::sent::{Asked, Sent};
use crate::actions::entry::Inside;
use crate::actions::write;
use crate::room::{ActError, ActResult};
use crate::store;
use crate::store::dockets;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::revision::Manuscript;
use siraj_editorial::section::Section;
use siraj_editorial::{EditionId, SectionId};

/// Where one is asked.
const ASKS: &str = "/newsroom/articles/new";

#[derive(Template)]
#[template(path = "rooms/begin.html")]
struct BeginPage {
    frame: Frame,
    sections: Vec<Group>,
}

/// Where an article is to be begun, as far as it was said.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Begun {
    edition: String,
    section: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(asked): Asked<Begun>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    draw(&gate, &headers, &inside, (&asked.section, None)).await
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (chosen, said): (&str, Option<Said>),
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, HERE).await;
    let person = inside.actor.person;
    let read = gate.room.db.read(move |c| {
        let last = dockets::last_used(c, person)?;
        Ok::<_, store::Error>((Names::read(c)?, last))
    });
    let failed = |error: store::Error| page::failed(headers, &ActError::Failed(error));
    let (names, last) = read.await.map_err(failed)?;
    let last = last.map(|(_, section)| section.to_string());
    let chosen = Some(chosen).filter(|chosen| !chosen.is_empty());
    let chosen = chosen.map(str::to_owned).or(last).unwrap_or_default();
    let status = if said.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    frame.said = said;
    let page = BeginPage {
        sections: list::sections(&names, &chosen),
        frame,
    };
    Ok(page::page(status, &page))
}

/// Begins a draft and leads to where it is written.
pub async fn begin(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(asked): Sent<Begun>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let place = place(&gate, &inside, &asked).await;
    let Some((edition, section)) = place.map_err(|error| page::failed(&headers, &error))? else {
        return Ok(page::see(ASKS));
    };
    let (person, room) = (inside.actor.person, &gate.room);
    let read = room
        .db
        .read(move |c| dockets::untouched(c, person, section));
    let failed = |error: store::Error| page::failed(&headers, &ActError::Failed(error));
    if let Some(untouched) = read.await.map_err(failed)? {
        return Ok(page::see(&article_url(untouched)));
    }
    let signs = Byline {
        who: Signatory::Person(person),
        role: BylineRole::Writing,
    };
    let empty = Manuscript::empty(section, vec![signs]);
    match write::begin(room, inside.actor.clone(), edition, empty).await {
        Ok(done) => Ok(page::see(&article_url(done.value.article.short_id))),
        Err(error) => {
            let frame = Frame::inside(&gate, &inside, HERE).await;
            let said = frame
                .why(&error)
                .ok_or_else(|| page::failed(&headers, &error))?;
            draw(&gate, &headers, &inside, (&asked.section, Some(said))).await
        }
    }
}

/// Where it is begun: where it was said; where one wrote last; in the only section there
/// is. `None` where one has to be asked.
async fn place(
    gate: &Gate,
    inside: &Inside,
    asked: &Begun,
) -> ActResult<Option<(EditionId, SectionId)>> {
    let (person, asked) = (inside.actor.person, asked.clone());
    let read = gate.room.db.read(move |c| {
        let names = Names::read(c)?;
        let known = |id: SectionId| names.sections.iter().find(|section| section.id == id);
        let of = |section: &Section| (section.edition, section.id);
        if let Ok(section) = asked.section.parse() {
            return Ok(known(section).map(of));
        }
        let edition: Option<EditionId> = asked.edition.parse().ok();
        let last = dockets::last_used(c, person)?
            .filter(|(last, _)| edition.is_none_or(|edition| edition == *last));
        if let Some((_, section)) = last {
            return Ok(known(section).map(of));
        }
        let mut all = names
            .sections
            .iter()
            .filter(|section| edition.is_none_or(|edition| edition == section.edition));
        let only = all.next().filter(|_| all.next().is_none());
        Ok::<_, ActError>(only.map(of))
    });
    read.await
}
