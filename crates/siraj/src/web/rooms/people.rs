//! The people of the newsroom: who has an account, as what, and how they come in. For
//! chiefs and owners; who else comes here is told whose room it is.

use super::form::{Choice, Field, Kind, Typed};
use super::gate::Gate;
use super::link_address;
use super::page::{self, Frame, Said};
use super::sent::{Asked, Last, Sent};
use crate::actions::entry::{self, Inside};
use crate::actions::house;
use crate::room::{ActError, ActResult};
use crate::store::entry::Member;
use crate::store::{self, house as rows, sections};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::named::Named;
use siraj_editorial::role::{Actor, Right, Role};
use siraj_editorial::{Language, PersonId, SectionId};

/// Where the list is.
pub const HERE: &str = "/newsroom/people";

/// The sentence of a role's name.
pub(super) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Contributor => "rooms.role_contributor",
        Role::Reporter => "rooms.role_reporter",
        Role::Editor => "rooms.role_editor",
        Role::Chief => "rooms.role_chief",
        Role::Owner => "rooms.role_owner",
    }
}

/// The sentence of what a role may do.
fn does_key(role: Role) -> &'static str {
    match role {
        Role::Contributor => "rooms.does_contributor",
        Role::Reporter => "rooms.does_reporter",
        Role::Editor => "rooms.does_editor",
        Role::Chief => "rooms.does_chief",
        Role::Owner => "rooms.does_owner",
    }
}

/// The roles that somebody may give, one of them chosen.
fn choices(frame: &Frame, actor: &Actor, chosen: Role) -> Vec<Choice> {
    Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Owner || actor.may(Right::Own))
        .map(|role| {
            let words = format!("{}: {}", frame.t(role_key(role)), frame.t(does_key(role)));
            Choice::new(role.name(), words, role == chosen)
        })
        .collect()
}

/// Somebody in the list.
struct Row {
    url: String,
    name: String,
    role: &'static str,
    /// How they come in, in words.
    entry: String,
}

#[derive(Template)]
#[template(path = "rooms/people.html")]
struct PeoplePage {
    frame: Frame,
    rows: Vec<Row>,
    /// Who signs without coming in: where, the name.
    others: Vec<(String, String)>,
    roles: Vec<Choice>,
    name_ar: String,
    name_en: String,
    slug: String,
}

#[derive(Template)]
#[template(path = "rooms/person.html")]
struct PersonPage {
    frame: Frame,
    here: String,
    name: String,
    slug: String,
    entry: String,
    roles: Vec<Choice>,
    /// Whether the one who looks may change anything here.
    may_change: bool,
    /// Whether it is their own page.
    is_own: bool,
    /// A link that was just made.
    link: Option<String>,
    can_sign_in: bool,
    /// The sections to which an editor can be confined; none for other roles.
    sections: Vec<Field>,
}

/// How somebody comes in, in words.
fn entry_words(frame: &Frame, member: &Member) -> String {
    match &member.sign_in {
        None => frame.t("rooms.cannot_sign_in").to_owned(),
        Some(own) if own.totp.is_some() => {
            let words = [("email", own.email.as_str())];
            frame.isolated(&frame.messages.with("rooms.with_codes", &words))
        }
        Some(own) => frame.isolated(&own.email),
    }
}

/// Whoever is inside and may be here.
pub(super) async fn chief(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
    let inside = gate.inside(headers).await?;
    if inside.actor.may(Right::Govern) {
        return Ok(inside);
    }
    let frame = Frame::inside(gate, &inside, "").await;
    Err(page::noticed(frame, StatusCode::FORBIDDEN, "not_yours"))
}

async fn list(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (shows, typed): (Shows, Invitation),
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, HERE).await;
    let (status, _) = shows.on(&mut frame, headers)?;
    let members = entry::members(&gate.room, &inside.actor).await;
    let members = members.map_err(|error| page::failed(headers, &error))?;
    let rows = members
        .iter()
        .map(|member| Row {
            url: format!("{HERE}/{}", member.person.id),
            name: frame.named(&member.person.name),
            role: frame.t(role_key(member.account.role)),
            entry: entry_words(&frame, member),
        })
        .collect();
    let all = gate.room.db.read(|c| rows::all_people(c)).await;
    let all = all.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let others = all
        .iter()
        .filter(|one| members.iter().all(|member| member.person.id != one.id))
        .filter(|one| one.merged_into.is_none())
        .map(|one| (format!("{HERE}/{}/profile", one.id), frame.named(&one.name)))
        .collect();
    let chosen = Role::named(&typed.role).unwrap_or(Role::Reporter);
    let page = PeoplePage {
        others,
        rows,
        roles: choices(&frame, &inside.actor, chosen),
        frame,
        name_ar: typed.name_ar,
        name_en: typed.name_en,
        slug: typed.slug,
    };
    Ok(page::page(status, &page))
}

pub async fn show(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let nothing = (Shows::Nothing, Invitation::default());
    list(&gate, &headers, &inside, nothing).await
}

/// Whom to invite.
#[derive(Default, Deserialize)]
pub struct Invitation {
    #[serde(default)]
    name_ar: String,
    #[serde(default)]
    name_en: String,
    #[serde(default)]
    slug: String,
    #[serde(default)]
    role: String,
}

impl Invitation {
    fn name(&self) -> Named {
        [("ar", &self.name_ar), ("en", &self.name_en)]
            .into_iter()
            .filter(|(_, words)| !words.trim().is_empty())
            .filter_map(|(tag, words)| Some((tag.parse::<Language>().ok()?, words)))
            .fold(Named::default(), |name, (language, words)| {
                name.and(language, words.trim())
            })
    }
}

pub async fn invite(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Invitation>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let role = Role::named(&typed.role).unwrap_or(Role::Contributor);
    let (name, slug) = (typed.name(), typed.slug.clone());
    match entry::invite(&gate.room, &inside.actor, name, slug, role).await {
        Ok((person, text)) => {
            let link = link_address(gate.room.site.main_origin(), &text);
            person_page(&gate, &headers, &inside, person, Shows::Link(link)).await
        }
        Err(error) => list(&gate, &headers, &inside, (Shows::WhyNot(error), typed)).await,
    }
}

/// What a page shows beside what it is about.
enum Shows {
    Nothing,
    /// A link that was just made.
    Link(String),
    /// The sentence of what was done.
    Done(&'static str),
    /// Why an act was not done.
    WhyNot(ActError),
}

impl Shows {
    /// Has the frame say it; the page's status, and the link. Where nothing can be said,
    /// the answer instead.
    fn on(
        self,
        frame: &mut Frame,
        headers: &HeaderMap,
    ) -> Result<(StatusCode, Option<String>), Response> {
        let said = match self {
            Self::Nothing => return Ok((StatusCode::OK, None)),
            Self::Link(link) => return Ok((StatusCode::OK, Some(link))),
            Self::Done(key) => Said::done(frame.t(key)),
            Self::WhyNot(ActError::Fields(_)) => Said::stop(frame.t("rooms.bad_name")),
            Self::WhyNot(error) => frame
                .why(&error)
                .ok_or_else(|| page::failed(headers, &error))?,
        };
        let status = if said.stop {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        frame.said = Some(said);
        Ok((status, None))
    }
}

async fn person_page(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    person: PersonId,
    shows: Shows,
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, HERE).await;
    let member = entry::member(&gate.room, &inside.actor, person).await;
    let member = member.map_err(|error| page::failed(headers, &error))?;
    let (status, link) = shows.on(&mut frame, headers)?;
    let page = PersonPage {
        here: format!("{HERE}/{person}"),
        name: frame.named(&member.person.name),
        entry: entry_words(&frame, &member),
        roles: choices(&frame, &inside.actor, member.account.role),
        may_change: member.account.role != Role::Owner || inside.actor.may(Right::Own),
        is_own: inside.session.person == person,
        link,
        sections: confining(gate, headers, &frame, &member.account).await?,
        can_sign_in: member.sign_in.is_some(),
        slug: member.person.slug,
        frame,
    };
    Ok(page::page(status, &page))
}

/// What was done, as the page that follows says it: `?done=role`.
#[derive(Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

pub async fn show_person(
    State(gate): State<Gate>,
    Last(id): Last,
    Asked(done): Asked<Done>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let shows = match done.done.as_deref() {
        Some("role") => Shows::Done("rooms.role_changed"),
        Some("sections") => Shows::Done("house.confined"),
        _ => Shows::Nothing,
    };
    person_page(&gate, &headers, &inside, person_of(&id), shows).await
}

/// The person of an address; nobody's, where it is none.
fn person_of(id: &str) -> PersonId {
    id.parse().unwrap_or(PersonId(uuid::Uuid::nil()))
}

pub async fn change_person(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let person = person_of(&id);
    let here = format!("{HERE}/{person}");
    let done = match (typed.get("act"), Role::named(typed.get("role"))) {
        ("link", _) => match entry::let_in(&gate.room, &inside.actor, person).await {
            Ok(text) => {
                let link = link_address(gate.room.site.main_origin(), &text);
                return person_page(&gate, &headers, &inside, person, Shows::Link(link)).await;
            }
            Err(error) => Err(error),
        },
        ("leave", _) => entry::take_account(&gate.room, &inside.actor, person)
            .await
            .map(|()| HERE.to_owned()),
        ("role", Some(role)) => change_role(&gate, &inside, person, role)
            .await
            .map(|()| format!("{here}?done=role")),
        ("sections", _) => confine(&gate, &inside, person, &typed)
            .await
            .map(|()| format!("{here}?done=sections")),
        _ => Ok(here),
    };
    match done {
        Ok(way) => Ok(page::see(&way)),
        Err(error) => person_page(&gate, &headers, &inside, person, Shows::WhyNot(error)).await,
    }
}

async fn change_role(gate: &Gate, inside: &Inside, person: PersonId, role: Role) -> ActResult<()> {
    let before = house::account(&gate.room, person).await?;
    let new = Actor { role, ..before };
    house::save_account(&gate.room, inside.actor.clone(), new).await?;
    Ok(())
}

/// The sections of all editions, those ticked to which an editor is confined.
async fn confining(
    gate: &Gate,
    headers: &HeaderMap,
    frame: &Frame,
    account: &Actor,
) -> Result<Vec<Field>, Response> {
    if account.role != Role::Editor {
        return Ok(Vec::new());
    }
    let read = gate.room.db.read(|c| {
        let mut found = Vec::new();
        for edition in rows::editions(c)? {
            let all = sections::all(c, edition.id)?;
            found.push((edition, all));
        }
        Ok::<_, store::Error>(found)
    });
    let found = read.await;
    let found = found.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let own = account.sections.clone().unwrap_or_default();
    Ok(found
        .iter()
        .map(|(edition, all)| {
            let choices = super::house::choices(all, &[], None).into_iter();
            let choices = choices.map(|choice| Choice {
                chosen: own.iter().any(|id| id.to_string() == choice.value),
                ..choice
            });
            let label = [("edition", edition.label.as_str())];
            Field {
                kind: Kind::Any(choices.collect()),
                ..Field::line(
                    "section",
                    frame.messages.with("house.confine_in", &label),
                    "",
                )
            }
        })
        .collect())
}

/// Confines an editor to the sections that were ticked; to none in particular where none
/// was.
async fn confine(gate: &Gate, inside: &Inside, person: PersonId, typed: &Typed) -> ActResult<()> {
    let before = house::account(&gate.room, person).await?;
    let ticked: Vec<SectionId> = typed
        .all("section")
        .filter_map(|id| id.parse().ok())
        .collect();
    let new = Actor {
        sections: Some(ticked).filter(|ticked| !ticked.is_empty()),
        ..before
    };
    house::save_account(&gate.room, inside.actor.clone(), new).await?;
    Ok(())
}
