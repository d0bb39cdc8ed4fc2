//! One section: its names and its place, what it was called before, and the other section
//! that it may become part of.

use super::{HERE, Outcome, all, choices, fields, list, typed_over};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::messages::Argument;
use crate::room::{ActError, ActResult};
use crate::store::slugs::{self, Kind};
use crate::store::{self, sections, tokens};
use crate::web::rooms::form::{Choice, Field, Typed, told};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::house::{failed, framed};
use crate::web::rooms::page::{self};
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::{Last, Sent};
use crate::web::rooms::sheet::{AskPage, FormPage, Way, brought_back, kept, old_paths, settled};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::SectionId;
use siraj_editorial::edition::Edition;
use siraj_editorial::section::{Section, Step, below, with_descendants};

/// A section with its edition and all beside it.
struct Found {
    section: Section,
    edition: Edition,
    all: Vec<Section>,
    others: Vec<(Edition, Vec<Section>)>,
}

async fn found(gate: &Gate, headers: &HeaderMap, id: &str) -> Result<Found, Response> {
    let nothing = || page::failed(headers, &ActError::NotFound);
    let id: SectionId = id.parse().map_err(|_| nothing())?;
    let mut others = all(gate, headers).await?;
    let at = others
        .iter()
        .position(|(_, all)| all.iter().any(|one| one.id == id));
    let (edition, all) = others.remove(at.ok_or_else(nothing)?);
    let section = all.iter().find(|one| one.id == id).cloned();
    Ok(Found {
        section: section.ok_or_else(nothing)?,
        edition,
        all,
        others,
    })
}

/// The name of the field that chooses a section of another edition.
fn counterpart(edition: &Edition) -> String {
    format!("counterpart.{}", edition.language)
}

async fn one(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, found): (&Inside, &Found),
    (section, outcome): (&Section, Result<Option<String>, ActError>),
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let mut fields = fields(&frame, &found.edition, &found.all, section);
    for (other, theirs) in &found.others {
        let chosen = theirs
            .iter()
            .find(|one| section.counterparts.contains(&one.id))
            .map(|one| one.id);
        let mut all = vec![Choice::new(
            "",
            frame.t("house.no_counterpart"),
            chosen.is_none(),
        )];
        all.extend(choices(theirs, &[], chosen));
        let label = frame
            .messages
            .with("house.counterpart", &[("edition", other.label.as_str())]);
        fields.push(Field::one(&counterpart(other), &label, all));
    }
    let (id, kind) = (section.id, Kind::Section);
    let old = gate
        .room
        .db
        .read(move |c| slugs::old(c, kind, &id.to_string()));
    let old = old.await.map_err(|error| failed(headers, error))?;
    let under = old_paths(&frame, "", &old);
    let under = under.unwrap_or_else(|| format!("/{}", found.section.slug));
    let (status, undo) = settled(&mut frame, headers, outcome, &mut fields)?;
    let here = format!("{HERE}/{id}");
    let page = FormPage {
        back: (HERE.to_owned(), frame.t("house.sections").to_owned()),
        title: found.section.name.clone(),
        under: frame.isolated(&under),
        fields,
        undo,
        ways: vec![Way {
            url: format!("{here}/merge"),
            words: frame.t("house.merge_section").to_owned(),
            what: frame.t("house.merge_section_what").to_owned(),
        }],
        public: None,
        groups: Vec::new(),
        articles: None,
        here,
        frame,
    };
    Ok(page::page(status, &page))
}

pub async fn show_one(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let found = found(&gate, &headers, &id).await?;
    one(
        &gate,
        &headers,
        (&inside, &found),
        (&found.section, Ok(None)),
    )
    .await
}

/// Saves a section, moves it a step, or brings back what it was.
pub async fn act(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let found = found(&gate, &headers, &id).await?;
    if let Some(step) = Step::named(typed.get("act")) {
        return step_of(&gate, &headers, &inside, (found.section.id, step)).await;
    }
    let before = found.section.clone();
    let new = match brought_back::<Section>(&typed) {
        Some(back) => Section {
            id: before.id,
            edition: before.edition,
            ..back
        },
        None => {
            let counterparts = found.others.iter().filter_map(|(other, theirs)| {
                let chosen: SectionId = typed.id(&counterpart(other))?;
                theirs.iter().any(|one| one.id == chosen).then_some(chosen)
            });
            let mut new = typed_over(before.clone(), &typed);
            new.counterparts = counterparts.collect();
            if new.parent != before.parent {
                let last = below(&found.all, new.parent).last().map(|one| one.position);
                new.position = last.map_or(0, |last| last + 1);
            }
            new
        }
    };
    match acts::save_section(&gate.room, inside.actor.clone(), new.clone()).await {
        Ok(_) => {
            let found = self::found(&gate, &headers, &id).await?;
            let shown = (&found.section, Ok(kept(&before)));
            one(&gate, &headers, (&inside, &found), shown).await
        }
        Err(error) => one(&gate, &headers, (&inside, &found), (&new, Err(error))).await,
    }
}

async fn step_of(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (id, step): (SectionId, Step),
) -> Result<Response, Response> {
    let moved = acts::move_section(&gate.room, inside.actor.clone(), id, step).await;
    match moved {
        Ok(_) => {
            let step = step.name();
            Ok(page::see(&format!("{HERE}?at={id}&step={step}")))
        }
        Err(error) => {
            let outcome = Outcome {
                error: Some(error),
                ..Outcome::default()
            };
            list(gate, headers, inside, outcome).await
        }
    }
}

async fn merge_page(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, found): (&Inside, &Found),
    error: Option<(ActError, Option<SectionId>)>,
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let id = found.section.id;
    let read = gate.room.db.read(move |c| {
        let articles = sections::articles(c, id)?;
        Ok::<_, store::Error>((articles, tokens::confined_to(c, id)?))
    });
    let (articles, confined) = read.await.map_err(|error| failed(headers, error))?;
    let count = |key: &str, n: u64| frame.messages.with(key, &[("n", Argument::Count(n))]);
    let inside_it = below(&found.all, Some(id)).len() as u64;
    let mut effects = vec![count("house.merge_articles", articles)];
    if inside_it > 0 {
        effects.push(count("house.merge_inside", inside_it));
    }
    if confined > 0 {
        effects.push(count("house.merge_confined", confined));
    }
    effects.push(frame.t("house.merge_addresses").to_owned());
    effects.push(frame.t("house.merge_for_good").to_owned());
    let own = with_descendants(&found.all, id);
    let chosen = error.as_ref().and_then(|(_, chosen)| *chosen);
    let mut into = vec![Choice::new("", frame.t("house.choose"), chosen.is_none())];
    into.extend(choices(&found.all, &own, chosen));
    let cannot = (into.len() == 1).then(|| frame.t("house.nothing_to_merge"));
    let mut field = Field::one("into", frame.t("house.merge_into"), into);
    let mut status = StatusCode::OK;
    if let Some((error, _)) = error {
        status = told(
            &mut frame,
            headers,
            &error,
            std::slice::from_mut(&mut field),
        )?;
    }
    let name = [("name", found.section.name.as_str())];
    let here = format!("{HERE}/{id}");
    let page = AskPage {
        title: frame.isolated(&frame.messages.with("house.merge_title", &name)),
        back: (here.clone(), found.section.name.clone()),
        here: format!("{here}/merge"),
        effects,
        fields: vec![field],
        verb: frame.t("house.merge_section"),
        cannot,
        frame,
    };
    Ok(page::page(status, &page))
}

pub async fn ask_merge(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let found = found(&gate, &headers, &id).await?;
    merge_page(&gate, &headers, (&inside, &found), None).await
}

pub async fn merge(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let found = found(&gate, &headers, &id).await?;
    let into: Option<SectionId> = typed.id("into");
    let merged: ActResult<_> = match into {
        Some(into) => {
            let (actor, gone) = (inside.actor.clone(), found.section.id);
            acts::merge_section(&gate.room, actor, gone, into).await
        }
        None => Err(acts::dead("into")),
    };
    match merged {
        Ok(done) => {
            let heir = done.value.id;
            Ok(page::see(&format!("{HERE}?at={heir}&done=merged")))
        }
        Err(error) => {
            let error = Some((error, into));
            merge_page(&gate, &headers, (&inside, &found), error).await
        }
    }
}
