//! The editorial acts, one file each. An act loads what it is about, asks the
//! rule in `siraj-editorial`, saves through the store and is done: one
//! transaction, one change in the log. Acts know nothing of HTTP, of pages or of
//! who follows the log.

pub mod alarm;
pub mod approve;
pub mod bin;
pub mod checks;
pub mod correct;
pub mod coverage;
pub mod embargo;
pub mod entry;
pub mod erase;
pub mod expire;
pub mod feature;
pub mod front;
pub mod habit;
pub mod house;
pub mod note;
pub mod pair;
pub mod picture;
pub mod post;
pub mod publish;
pub mod relate;
pub mod schedule;
pub mod send_back;
pub mod share;
pub mod submit;
mod tell;
pub mod translate;
pub mod withdraw;
pub mod write;

use crate::room::{ActError, ActResult};
use crate::store::changes::{Act, By};
use crate::store::{articles, house as rows};
use siraj_editorial::article::Article;
use siraj_editorial::checklist::Found;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::{ArticleId, Language, RevisionId, Timestamp};

/// What somebody had before them when they decided: a text, as it was saved then. A save
/// that folds into the last one keeps the text's identity, so its moment counts too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Which text.
    pub revision: RevisionId,
    /// When it had last been saved.
    pub at: Timestamp,
}

impl Seen {
    /// A text that is being shown.
    #[must_use]
    pub const fn of(revision: &Revision) -> Self {
        Self {
            revision: revision.id,
            at: revision.at,
        }
    }

    /// Whether this is the text that was seen.
    #[must_use]
    pub fn is(&self, newest: &Revision) -> bool {
        self.revision == newest.id && self.at == newest.at
    }
}

/// The form that a page sends back: `{revision}.{microseconds}`.
impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.revision, self.at.micros())
    }
}

impl std::str::FromStr for Seen {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (revision, at) = text.split_once('.').ok_or(())?;
        Ok(Self {
            revision: revision.parse().map_err(|_| ())?,
            at: Timestamp::from_micros(at.parse().map_err(|_| ())?),
        })
    }
}

/// The article that an act is about, locked for it.
fn load(act: &mut Act<'_, '_>, id: ArticleId) -> ActResult<Article> {
    act.about("article", id);
    articles::for_change(act, id)?.ok_or(ActError::NotFound)
}

/// The newest text of an article.
fn newest(act: &mut Act<'_, '_>, article: &Article) -> ActResult<Revision> {
    articles::revision(act.conn(), article.head)?.ok_or(ActError::NotFound)
}

/// The checklist's answer for a manuscript.
fn findings(act: &mut Act<'_, '_>, article: &Article, text: &Manuscript) -> ActResult<Vec<Found>> {
    let now = act.at();
    let language = language(act, article)?;
    checks::found(act.conn(), (article.id, text), &language, now)
}

fn language(act: &mut Act<'_, '_>, article: &Article) -> ActResult<Language> {
    let editions = rows::editions(act.conn())?;
    editions
        .into_iter()
        .find(|edition| edition.id == article.edition)
        .map(|edition| edition.language)
        .ok_or(ActError::NotFound)
}

/// Whether the house wants a second person for an editor's own article.
fn second_person(act: &mut Act<'_, '_>) -> ActResult<bool> {
    Ok(rows::identity(act.conn())?.is_some_and(|identity| identity.second_person))
}

/// The log's name for whoever acts.
fn by(actor: &siraj_editorial::role::Actor) -> By {
    By::Person(actor.person)
}
