//! The sections of the editions: a tree that is added to, put in order and thinned out.
//! Whatever is done to it, every address that led somewhere leads somewhere.

mod one;

use super::{failed, framed};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, fresh_id};
use crate::store::{self, sections};
use crate::web::rooms::form::{Choice, Field, Typed, told};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::{Asked, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::edition::Edition;
use siraj_editorial::section::{Section, Step, below, stepped, trail, with_descendants};
use siraj_editorial::{EditionId, SectionId};

pub use one::{act, ask_merge, merge, show_one};

/// Where the tree is.
pub const HERE: &str = "/newsroom/house/sections";

/// A verb that moves a section.
struct Move {
    name: &'static str,
    words: &'static str,
    /// What it would do, for those who hear the page.
    label: String,
    /// Whether it is where the person was.
    is_here: bool,
}

/// A section in the tree.
struct Row {
    url: String,
    name: String,
    /// Where it stands: its path, and what is around it.
    meta: String,
    depth: usize,
    moves: Vec<Move>,
    /// Whether something was just done to it.
    is_at: bool,
    /// Whether the person goes on from its name: the verb they pressed is there no more.
    is_here: bool,
}

/// The tree of an edition, and what a new section is made of.
struct Tree {
    id: EditionId,
    label: String,
    language: String,
    rows: Vec<Row>,
    fields: Vec<Field>,
}

#[derive(Template)]
#[template(path = "rooms/house/sections.html")]
struct SectionsPage {
    frame: Frame,
    trees: Vec<Tree>,
}

/// What was just done, and where: `?at=ID&step=up`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Here {
    at: Option<String>,
    step: Option<String>,
    done: Option<String>,
}

/// All sections, edition by edition.
async fn all(gate: &Gate, headers: &HeaderMap) -> Result<Vec<(Edition, Vec<Section>)>, Response> {
    let read = gate.room.db.read(|c| {
        let mut found = Vec::new();
        for edition in store::house::editions(c)? {
            let sections = sections::all(c, edition.id)?;
            found.push((edition, sections));
        }
        Ok::<_, store::Error>(found)
    });
    read.await.map_err(|error| failed(headers, error))
}

/// The tree in the order in which it is read, with how deep each lies.
fn in_order(all: &[Section]) -> Vec<(usize, &Section)> {
    fn walk<'s>(
        all: &'s [Section],
        parent: Option<SectionId>,
        depth: usize,
        into: &mut Vec<(usize, &'s Section)>,
    ) {
        // A loop in the rows ends here as it does on pages.
        if depth >= siraj_editorial::section::MOST_SECTION_LEVELS {
            return;
        }
        for section in below(all, parent) {
            into.push((depth, section));
            walk(all, Some(section.id), depth + 1, into);
        }
    }
    let mut found = Vec::new();
    walk(all, None, 0, &mut found);
    found
}

/// The sections of an edition to choose from, but for these.
pub fn choices(all: &[Section], without: &[SectionId], chosen: Option<SectionId>) -> Vec<Choice> {
    in_order(all)
        .into_iter()
        .filter(|(_, section)| !without.contains(&section.id))
        .map(|(depth, section)| Choice {
            depth,
            ..Choice::new(
                section.id.to_string(),
                section.name.as_str(),
                chosen == Some(section.id),
            )
        })
        .collect()
}

fn row(frame: &Frame, all: &[Section], (depth, section): (usize, &Section), here: &Here) -> Row {
    let id = section.id.to_string();
    let is_at = here.at.as_deref() == Some(id.as_str());
    let moves: Vec<Move> = Step::ALL
        .into_iter()
        .filter(|step| !stepped(all, section.id, *step).is_empty())
        .map(|step| {
            let words = frame.t(match step {
                Step::Up => "house.step_up",
                Step::Down => "house.step_down",
                Step::In => "house.step_in",
                Step::Out => "house.step_out",
            });
            Move {
                name: step.name(),
                words,
                label: format!("{words}: {}", section.name),
                is_here: is_at && here.step.as_deref() == Some(step.name()),
            }
        })
        .collect();
    let above = trail(all, section.id);
    let around = above.iter().rev().nth(1);
    let path = format!("/{}", section.slug);
    Row {
        url: format!("{HERE}/{id}"),
        name: section.name.clone(),
        meta: match around {
            Some(around) => {
                let words = [("path", path.as_str()), ("name", around.name.as_str())];
                frame.isolated(&frame.messages.with("house.path_within", &words))
            }
            None => frame.isolated(&path),
        },
        depth,
        is_at,
        is_here: is_at && !moves.iter().any(|one| one.is_here),
        moves,
    }
}

/// What a section is made of.
fn fields(frame: &Frame, edition: &Edition, all: &[Section], section: &Section) -> Vec<Field> {
    let own = with_descendants(all, section.id);
    let mut around = vec![Choice::new(
        "",
        frame.t("house.outermost"),
        section.parent.is_none(),
    )];
    around.extend(choices(all, &own, section.parent));
    let language = edition.language.tag().to_owned();
    let direction = edition.direction().as_str();
    vec![
        Field {
            direction,
            language: language.clone(),
            ..Field::line("name", frame.t("house.name"), &section.name)
        },
        Field::path("slug", frame.t("house.path"), &section.slug).hint(frame.t("house.path_hint")),
        Field {
            direction,
            language,
            ..Field::line("description", frame.t("house.line"), &section.description)
        }
        .hint(frame.t("house.line_hint"))
        .most(500),
        Field::one("parent", frame.t("house.within"), around),
        Field::tick("opinion", frame.t("house.opinion"), section.opinion)
            .hint(frame.t("house.opinion_hint")),
    ]
}

/// The section that was typed, over what it was before.
fn typed_over(before: Section, typed: &Typed) -> Section {
    let slug = typed.get("slug").trim();
    Section {
        name: typed.get("name").to_owned(),
        slug: if slug.is_empty() {
            siraj_arabic::slug(typed.get("name"))
        } else {
            slug.to_owned()
        },
        description: typed.get("description").to_owned(),
        parent: typed.id("parent"),
        opinion: typed.has("opinion"),
        ..before
    }
}

fn empty(edition: EditionId) -> Section {
    Section {
        id: SectionId(fresh_id()),
        edition,
        parent: None,
        slug: String::new(),
        name: String::new(),
        description: String::new(),
        position: 0,
        counterparts: Vec::new(),
        opinion: false,
    }
}

/// What came of an act on the tree, as the tree shows it.
#[derive(Default)]
struct Outcome {
    here: Here,
    /// A section that was not added, with its edition.
    typed: Option<Section>,
    error: Option<ActError>,
}

async fn list(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    outcome: Outcome,
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let all = all(gate, headers).await?;
    let mut status = StatusCode::OK;
    frame.said = said(&frame, &all, &outcome.here);
    if let (Some(error), None) = (&outcome.error, &outcome.typed) {
        status = told(&mut frame, headers, error, &mut [])?;
    }
    let mut trees = Vec::new();
    for (edition, sections) in &all {
        let typed = outcome.typed.as_ref();
        let typed = typed.filter(|typed| typed.edition == edition.id);
        let new = typed.cloned().unwrap_or_else(|| empty(edition.id));
        let mut fields = fields(&frame, edition, sections, &new);
        if let (Some(error), Some(_)) = (&outcome.error, typed) {
            status = told(&mut frame, headers, error, &mut fields)?;
        }
        // The rest is for the section's own page.
        fields.retain(|field| ["name", "slug", "parent"].contains(&field.id.as_str()));
        for field in &mut fields {
            field.place = format!("{}-{}", field.id, edition.language);
        }
        let rows = in_order(sections)
            .into_iter()
            .map(|one| row(&frame, sections, one, &outcome.here))
            .collect();
        trees.push(Tree {
            id: edition.id,
            label: edition.label.clone(),
            language: edition.language.tag().to_owned(),
            rows,
            fields,
        });
    }
    Ok(page::page(status, &SectionsPage { frame, trees }))
}

/// What is said of what was just done.
fn said(frame: &Frame, all: &[(Edition, Vec<Section>)], here: &Here) -> Option<Said> {
    let id: Option<SectionId> = here.at.as_ref().and_then(|id| id.parse().ok());
    let sections = &all
        .iter()
        .find(|(_, sections)| sections.iter().any(|one| Some(one.id) == id))?
        .1;
    let section = sections.iter().find(|one| Some(one.id) == id)?;
    let name = section.name.as_str();
    if here.step.is_some() {
        let row = below(sections, section.parent);
        let place = row.iter().position(|one| one.id == section.id)? as u64 + 1;
        let place = (place.to_string(), row.len().to_string());
        let words = [
            ("name", name),
            ("place", place.0.as_str()),
            ("of", place.1.as_str()),
        ];
        return Some(Said::done(
            frame.isolated(&frame.messages.with("house.section_moved", &words)),
        ));
    }
    let key = match here.done.as_deref()? {
        "added" => "house.section_added",
        "merged" => "house.section_merged",
        _ => return None,
    };
    let words = [("name", name)];
    Some(Said::done(
        frame.isolated(&frame.messages.with(key, &words)),
    ))
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(here): Asked<Here>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let outcome = Outcome {
        here,
        ..Outcome::default()
    };
    list(&gate, &headers, &inside, outcome).await
}

/// Adds a section after its neighbours.
pub async fn add(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let all = all(&gate, &headers).await?;
    let edition: Option<EditionId> = typed.id("edition");
    let Some((edition, sections)) = all.iter().find(|(one, _)| Some(one.id) == edition) else {
        return Err(page::failed(&headers, &ActError::NotFound));
    };
    let mut new = typed_over(empty(edition.id), &typed);
    let last = below(sections, new.parent).last().map(|last| last.position);
    new.position = last.map_or(0, |last| last + 1);
    match acts::save_section(&gate.room, inside.actor.clone(), new.clone()).await {
        Ok(done) => {
            let id = done.value.id;
            Ok(page::see(&format!("{HERE}?at={id}&done=added")))
        }
        Err(error) => {
            let outcome = Outcome {
                typed: Some(new),
                error: Some(error),
                ..Outcome::default()
            };
            list(&gate, &headers, &inside, outcome).await
        }
    }
}
