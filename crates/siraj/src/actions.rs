//! The editorial acts, one file each. An act loads what it is about, asks the
//! rule in `siraj-editorial`, saves through the store and is done: one
//! transaction, one change in the log. Acts know nothing of HTTP, of pages or of
//! who follows the log.

pub mod approve;
pub mod bin;
pub mod correct;
pub mod coverage;
pub mod embargo;
pub mod entry;
pub mod erase;
pub mod expire;
pub mod feature;
pub mod front;
pub mod house;
pub mod pair;
pub mod picture;
pub mod post;
pub mod publish;
pub mod schedule;
pub mod send_back;
pub mod submit;
pub mod withdraw;
pub mod write;

use crate::room::{ActError, ActResult};
use crate::store::changes::{Act, By};
use crate::store::{articles, house as rows, media};
use siraj_editorial::article::Article;
use siraj_editorial::checklist::{self, Finding};
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::{ArticleId, Language};

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
fn findings(
    act: &mut Act<'_, '_>,
    article: &Article,
    text: &Manuscript,
) -> ActResult<Vec<Finding>> {
    let now = act.at();
    let pictures = media::by_ids(act.conn(), &text.pictures())?;
    let language = language(act, article)?;
    Ok(checklist::run(text, &pictures, &language, now))
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
