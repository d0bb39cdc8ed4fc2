//! Texts that are not public, as readers would see them: made by the same builders as
//! public pages, kept nowhere, and leading nowhere.

use super::build::Press;
use super::build::pictures::picture;
use super::model::{Picture, SafeHtml, Share, Strip, Text};
use super::site::Site;
use super::view::View;
use crate::store::db::Conn;
use crate::store::live::Face;
use crate::store::{Error, Result};
use askama::Template;
use siraj_editorial::Timestamp;
use siraj_editorial::article::Article;
use siraj_editorial::revision::Manuscript;

/// The page of an article with this text, at `now`; `None` before the house is founded.
/// Pictures are found under `pictures`.
///
/// # Errors
/// The store's.
pub fn page(
    c: &mut Conn<'_>,
    site: &Site,
    (article, text): (&Article, &Manuscript),
    now: Timestamp,
    (pictures, strip): (&str, Strip),
) -> Result<Option<String>> {
    let mut view = View::open(c, site)?;
    let Some(edition) = view.edition(article.edition).cloned() else {
        return Ok(None);
    };
    let Some(mut press) = Press::of(&mut view, &edition)? else {
        return Ok(None);
    };
    pictures.clone_into(&mut press.words.pictures);
    let face = Face::looked_at(article, text, now);
    let mut page = press.article(&face)?;
    page.share = Share::nowhere(page.share);
    page.shell.noindex = true;
    page.shell.canonical = None;
    page.shell.alternates.clear();
    page.shell.linked_data.clear();
    page.shell.strip = Some(strip);
    page.render().map(Some).map_err(Error::other)
}

/// A text with what it shows, for a place that is not its page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The words over the headline.
    pub kicker: Option<Text>,
    /// The headline.
    pub headline: Text,
    /// The paragraph under it.
    pub standfirst: Option<Text>,
    /// Where the report comes from.
    pub dateline: Option<Text>,
    /// The lead picture.
    pub lead: Option<Picture>,
    /// The text.
    pub body: SafeHtml,
    /// What a link to it shows elsewhere: the description.
    pub description: Text,
    /// The publication's name, as that shows it.
    pub publication: Text,
}

/// A text with what it shows; `None` before the house is founded.
///
/// # Errors
/// The store's.
pub fn text(
    c: &mut Conn<'_>,
    site: &Site,
    (article, text): (&Article, &Manuscript),
    pictures: &str,
) -> Result<Option<Shown>> {
    let mut view = View::open(c, site)?;
    let Some(edition) = view.edition(article.edition).cloned() else {
        return Ok(None);
    };
    let Some(mut press) = Press::of(&mut view, &edition)? else {
        return Ok(None);
    };
    pictures.clone_into(&mut press.words.pictures);
    let references = press.references(std::iter::once(&text.body))?;
    let lead = match text.picture {
        Some(id) => press.view.picture(id)?,
        None => None,
    };
    let sources = press.view.sources()?;
    let agencies = press.words.messages.text("reader.agencies");
    let dateline = text.dateline.compose(&sources, &edition.language, agencies);
    let first = text.body.first_paragraph().unwrap_or_default();
    let description = match text.standfirst.trim() {
        "" => first.as_str(),
        standfirst => standfirst,
    };
    Ok(Some(Shown {
        kicker: press.words.some(&text.kicker),
        headline: press.words.text(&text.headline),
        standfirst: press.words.some(&text.standfirst),
        dateline: press.words.some(&dateline),
        lead: lead.map(|media| picture(&media, &press.words)),
        body: press.body(&text.body, &references),
        description: press.words.text(description),
        publication: press.name(),
    }))
}
