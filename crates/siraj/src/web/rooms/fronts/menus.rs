//! The menus of an edition: what stands in the masthead and in the foot, and in which
//! order. Every step is a form and takes effect at once; the usual menu comes back with
//! one verb.

use super::breaking::choices;
use super::{Frame, Gate, HERE, Query, edition_of, page};
use crate::actions::house as acts;
use crate::room::ActError;
use crate::store::{self, house, menus, sections};
use crate::web::rooms::form::Choice;
use crate::web::rooms::page::Said;
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::{Asked, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::EditionId;
use siraj_editorial::menu::{Entry, MOST_IN_MASTHEAD, Menus};
use siraj_editorial::role::Right;

/// Where they are.
pub const MENUS: &str = "/newsroom/fronts/menus";

/// An entry that stands in a menu.
struct Row {
    entry: String,
    words: String,
    what: &'static str,
    is_first: bool,
    is_last: bool,
}

/// A menu.
struct Menu {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    rows: Vec<Row>,
    /// What may be added.
    others: Vec<Choice>,
    /// Whether somebody chose it.
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "rooms/fronts/menus.html")]
struct MenusSheet {
    frame: Frame,
    of: String,
    tab: &'static str,
    editions: Vec<Choice>,
    menus: Vec<Menu>,
}

/// Everything that may stand in a menu, with its name, and what does as things are.
struct Known {
    all: Vec<(Entry, String)>,
    menus: Menus,
    usual: Menus,
}

impl Known {
    async fn read(gate: &Gate, headers: &HeaderMap, edition: EditionId) -> Result<Self, Response> {
        let read = gate.room.db.read(move |c| {
            let sections = sections::all(c, edition)?;
            let pages = house::static_pages(c, edition)?;
            Ok::<_, store::Error>((sections, pages, menus::of(c, edition)?))
        });
        let failed = |error| page::failed(headers, &ActError::Failed(error));
        let (sections, pages, menus) = read.await.map_err(failed)?;
        let top = sections.iter().filter(|section| section.parent.is_none());
        let top: Vec<Entry> = top.map(|section| Entry::Section(section.id)).collect();
        let masthead = top.iter().copied().take(MOST_IN_MASTHEAD).collect();
        let own = pages.iter().map(|page| Entry::Page(page.id));
        let foot = top.iter().copied().chain(own).collect();
        let sections = sections
            .into_iter()
            .map(|section| (Entry::Section(section.id), section.name));
        let pages = pages
            .into_iter()
            .map(|page| (Entry::Page(page.id), page.title));
        Ok(Self {
            all: sections.chain(pages).collect(),
            menus,
            usual: Menus {
                masthead: Some(masthead),
                foot: Some(foot),
            },
        })
    }

    /// The entries of a menu, as they stand now.
    fn entries(&self, name: &str) -> Vec<Entry> {
        let of = |menus: &Menus| match name {
            "masthead" => menus.masthead.clone(),
            _ => menus.foot.clone(),
        };
        let mut entries = of(&self.menus)
            .or_else(|| of(&self.usual))
            .unwrap_or_default();
        // What is there no more stands nowhere.
        entries.retain(|entry| self.all.iter().any(|(known, _)| known == entry));
        entries
    }

    fn menu(&self, frame: &Frame, name: &'static str) -> Menu {
        let entries = self.entries(name);
        let last = entries.len().saturating_sub(1);
        let what = |entry: &Entry| match entry {
            Entry::Section(_) => frame.t("fronts.entry_section"),
            Entry::Page(_) => frame.t("fronts.entry_page"),
        };
        let named = |entry: &Entry| {
            let found = self.all.iter().find(|(known, _)| known == entry);
            found.map_or_else(String::new, |(_, words)| frame.isolated(words))
        };
        let masthead = name == "masthead";
        Menu {
            name,
            title: frame.t(if masthead {
                "fronts.masthead"
            } else {
                "fronts.foot"
            }),
            about: frame.t(if masthead {
                "fronts.masthead_what"
            } else {
                "fronts.foot_what"
            }),
            rows: entries
                .iter()
                .enumerate()
                .map(|(at, entry)| Row {
                    entry: entry.to_string(),
                    words: named(entry),
                    what: what(entry),
                    is_first: at == 0,
                    is_last: at == last,
                })
                .collect(),
            others: self
                .all
                .iter()
                .filter(|(entry, _)| !entries.contains(entry))
                .map(|(entry, words)| {
                    Choice::new(
                        entry.to_string(),
                        format!("{} ({})", frame.isolated(words), what(entry)),
                        false,
                    )
                })
                .collect(),
            is_chosen: if masthead {
                self.menus.masthead.is_some()
            } else {
                self.menus.foot.is_some()
            },
        }
    }
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    draw(&gate, &headers, &query.of, StatusCode::OK, |_| None).await
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    of: &str,
    status: StatusCode,
    said: impl FnOnce(&Frame) -> Option<Said>,
) -> Result<Response, Response> {
    let inside = chief(gate, headers).await?;
    let (edition, editions) = edition_of(gate, headers, &inside, of).await?;
    let known = Known::read(gate, headers, edition.id).await?;
    let mut frame = Frame::inside(gate, &inside, HERE).await;
    frame.said = said(&frame);
    let sheet = MenusSheet {
        of: edition.id.to_string(),
        tab: "menus",
        editions: choices(&editions, &edition),
        menus: ["masthead", "foot"]
            .map(|name| known.menu(&frame, name))
            .into(),
        frame,
    };
    Ok(page::page(status, &sheet))
}

/// What a form brings.
#[derive(Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    of: String,
    #[serde(default)]
    menu: String,
    #[serde(default)]
    entry: String,
    #[serde(default)]
    act: String,
}

pub async fn change(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let (edition, _) = edition_of(&gate, &headers, &inside, &typed.of).await?;
    let known = Known::read(&gate, &headers, edition.id).await?;
    let mut entries = known.entries(&typed.menu);
    let entry: Option<Entry> = typed.entry.parse().ok();
    let at = entry.and_then(|entry| entries.iter().position(|one| *one == entry));
    let chosen = match (typed.act.as_str(), entry, at) {
        ("usual", ..) => None,
        ("add", Some(entry), None) => {
            entries.push(entry);
            Some(entries)
        }
        ("remove", _, Some(at)) => {
            entries.remove(at);
            Some(entries)
        }
        ("up", _, Some(at)) => {
            entries.swap(at, at.saturating_sub(1));
            Some(entries)
        }
        ("down", _, Some(at)) => {
            let last = entries.len().saturating_sub(1);
            entries.swap(at, (at + 1).min(last));
            Some(entries)
        }
        // Somebody was faster: the menu is shown as it is now.
        _ => return Ok(page::see(&format!("{MENUS}?of={}", edition.id))),
    };
    let new = match typed.menu.as_str() {
        "masthead" => Menus {
            masthead: chosen,
            ..known.menus
        },
        _ => Menus {
            foot: chosen,
            ..known.menus
        },
    };
    match acts::save_menus(&gate.room, inside.actor, edition.id, new).await {
        Ok(_) => Ok(page::see(&format!(
            "{MENUS}?of={}#{}",
            edition.id,
            typed.menu_id()
        ))),
        Err(error @ ActError::Refused(_)) => {
            let said = |frame: &Frame| frame.why(&error);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            draw(&gate, &headers, &typed.of, status, said).await
        }
        Err(error) => Err(page::failed(&headers, &error)),
    }
}

impl Typed {
    /// Where the page is looked at after the step.
    fn menu_id(&self) -> &'static str {
        if self.menu == "masthead" {
            "masthead"
        } else {
            "foot"
        }
    }
}
