//! What stands at the addresses of a live article's posts: a post wherever it is,
//! a numbered page, and the newest alone for the script that asks for them. Where the
//! article is not public or not live, there are none.

use super::{Answer, Asked, gone, html_of, not_found, numbered};
use crate::pages::build::places;
use crate::pages::view::{Standing, Stands, View};
use crate::store::Result;
use crate::store::live::Face;
use siraj_editorial::ShortId;

/// The way to a post: its place on the page on which it stands now.
pub(super) fn one(
    view: &mut View<'_>,
    asked: &Asked<'_>,
    short: ShortId,
    number: i64,
) -> Result<Answer> {
    let face = match face(view, asked, short)? {
        Ok(face) => face,
        Err(answer) => return Ok(answer),
    };
    let place = match view.post_stands(face.card.article, number)? {
        Stands::Nowhere => return not_found(view, asked.edition),
        Stands::Article => article(view, asked, &face)?,
        Stands::Page(n) => places::numbered(&article(view, asked, &face)?, n),
    };
    Ok(Answer::Moved(format!(
        "{}#{}",
        linked(view, asked, &face, &place),
        places::anchor(number)
    )))
}

/// A numbered page of posts.
pub(super) fn page(
    view: &mut View<'_>,
    asked: &Asked<'_>,
    short: ShortId,
    n: i64,
) -> Result<Answer> {
    let face = match face(view, asked, short)? {
        Ok(face) => face,
        Err(answer) => return Ok(answer),
    };
    let rest = places::numbered(&article(view, asked, &face)?, n);
    if face.card.edition != asked.edition.id {
        return Ok(Answer::Moved(linked(view, asked, &face, &rest)));
    }
    let about = format!("article:{}", face.card.article);
    numbered(view, asked, &rest, &about, |press| press.posts(&face, n))
}

/// The newest posts alone.
pub(super) fn newest(view: &mut View<'_>, asked: &Asked<'_>, short: ShortId) -> Result<Answer> {
    let face = match face(view, asked, short)? {
        Ok(face) => face,
        Err(answer) => return Ok(answer),
    };
    let rest = places::new_posts(short);
    if face.card.edition != asked.edition.id {
        return Ok(Answer::Moved(linked(view, asked, &face, &rest)));
    }
    let about = format!("article:{}", face.card.article);
    super::page(view, asked, &rest, &about, |press| {
        html_of(&press.new_posts(&face)?)
    })
}

/// The face of a live article, or what is answered where there is none.
fn face(
    view: &mut View<'_>,
    asked: &Asked<'_>,
    short: ShortId,
) -> Result<std::result::Result<Box<Face>, Answer>> {
    match view.standing(short)? {
        Standing::Live(face) if face.is_live() => Ok(Ok(face)),
        Standing::Gone { edition, why } => gone(view, asked, edition, short, &why).map(Err),
        _ => not_found(view, asked.edition).map(Err),
    }
}

/// The address of the article after the prefix of its edition.
fn article(view: &mut View<'_>, asked: &Asked<'_>, face: &Face) -> Result<String> {
    let edition = view.edition(face.card.edition).unwrap_or(asked.edition).id;
    Ok(places::article(&face.card, &view.sections(edition)?))
}

/// An address of the article's edition as this one links to it.
fn linked(view: &View<'_>, asked: &Asked<'_>, face: &Face, rest: &str) -> String {
    let own = view.edition(face.card.edition).unwrap_or(asked.edition);
    view.site().link(asked.edition, own, rest)
}
