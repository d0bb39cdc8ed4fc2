//! The acts on an article, each on a page of its own: what stops it, what will happen,
//! and what can be done about it. Who may do what is the acts' to say; these pages show
//! it before it is tried and repeat it where it is tried all the same.

pub mod bin;
pub mod correct;
mod media;
mod panel;
mod preview;
pub mod publish;
mod repair;
pub mod share;
pub mod translate;
mod when;
pub mod withdraw;

use super::article_head::{self, ArticleHead, ArticleRoom};
use super::gate::Gate;
use super::page::{self, Frame, Said};
use crate::actions::entry::Inside;
use crate::pages::build::places;
use crate::pages::model::Text;
use crate::room::ActError;
use crate::store::db::Conn;
use crate::store::live::Card;
use crate::store::{articles, entry, house, live, sections};
use crate::web::api::fault::sentence;
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use siraj_editorial::article::Article;
use siraj_editorial::edition::{Edition, Identity};
use siraj_editorial::person::Person;
use siraj_editorial::refusal::{Arg, RefusalKind};
use siraj_editorial::revision::Revision;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::section::Section;
use siraj_editorial::{PersonId, ShortId, Timestamp};
use std::collections::HashMap;

/// The routes of the acts.
pub fn router() -> Router<Gate> {
    Router::new()
        .route(
            "/newsroom/articles/{short_id}/publish",
            get(publish::show).post(publish::send),
        )
        .route("/newsroom/articles/{short_id}/preview", get(preview::show))
        .route(
            "/newsroom/articles/{short_id}/preview/page",
            get(preview::page),
        )
        .route(
            "/newsroom/articles/{short_id}/share",
            get(share::show).post(share::send),
        )
        .route(
            "/newsroom/articles/{short_id}/translate",
            get(translate::show).post(translate::send),
        )
        .route("/newsroom/shared/{*rest}", get(share::open))
        .route(
            "/newsroom/articles/{short_id}/correct",
            get(correct::show).post(correct::send),
        )
        .route(
            "/newsroom/articles/{short_id}/withdraw",
            get(withdraw::show).post(withdraw::send),
        )
        .route(
            "/newsroom/articles/{short_id}/bin",
            get(bin::show).post(bin::send),
        )
}

/// An article with what its rooms say of it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The article.
    pub article: Article,
    /// Its newest text.
    pub head: Revision,
    /// Its edition.
    pub edition: Edition,
    /// All sections of the edition.
    pub sections: Vec<Section>,
    /// The publication.
    pub identity: Identity,
    /// What the public sees of it now.
    pub card: Option<Card>,
    /// Those who could publish it, the chiefs last.
    pub editors: Vec<Person>,
}

/// A page of an article, before it is drawn: who asks, what stands around, what it is about.
pub struct Case {
    /// Who is inside.
    pub inside: Inside,
    /// What stands around.
    pub frame: Frame,
    /// What it is about.
    pub subject: Subject,
    /// The moment for which the page is drawn.
    pub now: Timestamp,
}

/// What was done, as the page that follows says it: `?done=published`.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    /// The sentence of what was done, among those that a page knows.
    pub fn said(&self, frame: &Frame, known: &[(&str, &'static str)]) -> Option<Said> {
        let (_, key) = known.iter().find(|(name, _)| *name == self.done)?;
        Some(Said::done(frame.t(key)))
    }
}

/// Reads an article for its rooms.
fn read(c: &mut Conn<'_>, short_id: ShortId) -> Result<Subject, ActError> {
    let article = articles::by_short_id(c, short_id)?.ok_or(ActError::NotFound)?;
    // Of what was erased by law nothing is left to show.
    let head = articles::revision(c, article.head)?.ok_or(ActError::NotFound)?;
    let edition = edition(c, &article)?;
    let mut editors = entry::who_may(c, Right::Publish, article.section)?;
    editors.sort_by_key(|(actor, _)| (actor.role, actor.sections.is_none()));
    Ok(Subject {
        sections: sections::all(c, edition.id)?,
        identity: house::identity(c)?.ok_or(ActError::NotFound)?,
        card: live::card(c, article.id)?,
        editors: editors.into_iter().map(|(_, person)| person).collect(),
        article,
        head,
        edition,
    })
}

/// The edition of an article.
pub fn edition(c: &mut Conn<'_>, article: &Article) -> Result<Edition, ActError> {
    house::editions(c)?
        .into_iter()
        .find(|edition| edition.id == article.edition)
        .ok_or(ActError::NotFound)
}

impl Case {
    /// Opens a page of the article of a short id for whoever is inside and may read it.
    ///
    /// # Errors
    /// The way to the door, or the page that says that there is no such article.
    pub async fn open(gate: &Gate, headers: &HeaderMap, short: &str) -> Result<Self, Response> {
        let inside = gate.inside(headers).await?;
        let frame = Frame::inside(gate, &inside, article_head::ARTICLES).await;
        let Ok(short_id) = short.parse::<ShortId>() else {
            return Err(page::noticed(frame, StatusCode::NOT_FOUND, "nothing"));
        };
        let now = gate.room.clock.now();
        let found = gate.room.db.read(move |c| read(c, short_id)).await;
        match found {
            Ok(subject) if subject.article.is_seen_by(&inside.actor, now) => Ok(Self {
                now,
                inside,
                frame,
                subject,
            }),
            // Whose it is not need not learn that it is there.
            Ok(_) | Err(ActError::NotFound) => {
                Err(page::noticed(frame, StatusCode::NOT_FOUND, "nothing"))
            }
            Err(error) => Err(page::failed(headers, &error)),
        }
    }

    /// The bar of the page.
    pub fn head(&self, here: ArticleRoom) -> ArticleHead {
        let Subject {
            article,
            head,
            edition,
            ..
        } = &self.subject;
        let about = (article, &head.manuscript);
        ArticleHead::of(&self.frame, about, &edition.language, self.now, here)
    }

    /// Who acts.
    pub const fn actor(&self) -> &Actor {
        &self.inside.actor
    }

    /// Whether the person has a right over this article.
    pub fn may(&self, right: Right) -> bool {
        self.actor().may_in(right, self.subject.article.section)
    }

    /// Whether the person may change the text now.
    pub fn may_edit(&self) -> bool {
        self.subject.article.may_edit(self.actor())
    }

    /// The address of one of the article's rooms: `/publish`.
    pub fn room(&self, end: &str) -> String {
        format!(
            "{}/{}{end}",
            article_head::ARTICLES,
            self.subject.article.short_id
        )
    }

    /// Where readers find the article, while they do.
    pub fn public_address(&self, gate: &Gate) -> Option<String> {
        let card = self.subject.card.as_ref()?;
        let rest = places::article(card, &self.subject.sections);
        Some(gate.room.site.absolute(&self.subject.edition, &rest))
    }

    /// The headline with what is foreign in it isolated, as its edition writes.
    pub fn title(&self) -> Text {
        let title = article_head::title(&self.frame, &self.subject.head.manuscript);
        Text::new(title, self.subject.edition.direction())
    }

    /// Who could do what this person may not, in words: some names, or the section's editors.
    pub fn who_may(&self) -> String {
        let others = self.subject.editors.iter();
        let names: Vec<String> = others
            .filter(|person| person.id != self.actor().person)
            .take(2)
            .map(|person| self.frame.named(&person.name))
            .collect();
        if names.is_empty() {
            self.frame.t("acts.the_chief").to_owned()
        } else {
            names.join(&format!(" {} ", self.frame.t("acts.or")))
        }
    }

    /// Why an act was not done: the status of the answer and what it says.
    ///
    /// # Errors
    /// The answer in its place, where the person can do nothing about it.
    pub fn refused(
        &self,
        headers: &HeaderMap,
        error: &ActError,
    ) -> Result<(StatusCode, Said), Response> {
        match error {
            ActError::Refused(refusal) => {
                let status = match refusal.kind() {
                    RefusalKind::Right => StatusCode::FORBIDDEN,
                    RefusalKind::Conflict => StatusCode::CONFLICT,
                    RefusalKind::Rule => StatusCode::UNPROCESSABLE_ENTITY,
                };
                let said = self.frame.why(error);
                Ok((status, said.unwrap_or_else(|| Said::stop(""))))
            }
            ActError::Fields(problems) => {
                let said = problems.first().map_or_else(String::new, |problem| {
                    let limit = problem.why.limit();
                    let args: Vec<(&'static str, Arg)> = limit
                        .map(|limit| ("limit", Arg::Count(u64::try_from(limit).unwrap_or(0))))
                        .into_iter()
                        .collect();
                    let key = problem.why.message_key();
                    sentence(self.frame.messages, key, &args, &jiff::tz::TimeZone::UTC)
                });
                Ok((StatusCode::UNPROCESSABLE_ENTITY, Said::stop(said)))
            }
            error => Err(page::failed(headers, error)),
        }
    }
}

/// What these people are called.
///
/// # Errors
/// The store's, as an answer.
pub async fn names(
    gate: &Gate,
    headers: &HeaderMap,
    frame: &Frame,
    ids: Vec<PersonId>,
) -> Result<HashMap<PersonId, String>, Response> {
    let found = gate.room.db.read(move |c| house::people(c, &ids)).await;
    let found = found.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    Ok(found
        .into_iter()
        .map(|person| (person.id, frame.named(&person.name)))
        .collect())
}
