//! What stands at a path: a page, a way to where it moved, or a notice. Every
//! page has one address; any other spelling of it (another section, slug, letter
//! case or percent-encoding, a slash too many) is answered by the one right
//! address. It renders from a view and from nothing else.

mod posts;
mod resolve;
pub mod search;
mod shown;
#[cfg(test)]
mod tests;
mod trouble;

use super::build::notices;
use super::build::{Press, places};
use super::feeds;
use super::names;
use super::route::{Of, Route, segments};
use super::site::Site;
use super::view::{At, Gone, Standing, View};
use crate::store::{Error, Result};
use askama::Template;
use resolve::{Found, lower, own_edition};
use siraj_editorial::edition::Edition;
use siraj_editorial::{Language, ShortId};

pub use shown::Shown;
pub use trouble::{bare_unavailable, remembered};

/// The media type of pages.
pub const HTML: &str = "text/html; charset=utf-8";

/// Finished bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
    /// The value of `Surrogate-Key`: what the page is about, for a content
    /// network that purges. Empty for none.
    pub surrogate: String,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A page (200).
    Page(Rendered),
    /// Its one right address, as a link (301).
    Moved(String),
    /// Nothing (404).
    NotFound(Rendered),
    /// A withdrawn article's notice (410).
    Gone(Rendered),
}

/// The answer to a path inside the site: the edition's prefix included, the
/// query left out, percent-encoded as it came.
///
/// # Errors
/// The store's.
pub fn answer(view: &mut View<'_>, path: &str) -> Result<Answer> {
    if let Some(key) = Shown::key(path) {
        return shown::answer(view, key);
    }
    if let Some(prefix) = names::prefix(path) {
        return search::names(view, prefix);
    }
    let Some(edition) = own_edition(view.editions(), path) else {
        let page = notices::nowhere(&Language::arabic());
        return Ok(Answer::NotFound(html(&page, String::new())?));
    };
    let Some(asked) = Asked::read(&edition, path, view.site()) else {
        return not_found(view, &edition);
    };
    match &asked.route {
        Route::Short(short) => short_address(view, &asked, *short),
        Route::Article(_, short, _) => article(view, &asked, *short),
        Route::Post(short, number) => posts::one(view, &asked, *short, *number),
        Route::NewPosts(short) => posts::newest(view, &asked, *short),
        Route::Posts(short, n) => posts::page(view, &asked, *short, *n),
        Route::Named(slug) => named(view, &asked, slug),
        Route::List(of, page) => list(view, &asked, of, *page),
        Route::Feed(of, form) => match resolve::list(view, &edition, of)? {
            Found::Here(listing) => {
                let rest = places::feed(&listing.of(), *form);
                file(view, &asked, &rest)
            }
            Found::Moved(of) => Ok(moved(view, &edition, &places::feed(&of, *form))),
            Found::Nothing => not_found(view, &edition),
        },
        Route::Home => page(view, &asked, "/", "home", |press| html_of(&press.front()?)),
        Route::Corrections(None) => {
            let rest = places::corrections(None);
            page(view, &asked, &rest, "corrections", |press| {
                html_of(&press.corrections()?)
            })
        }
        Route::Corrections(Some(n)) => {
            let rest = places::corrections(Some(*n));
            numbered(view, &asked, &rest, "corrections", |press| {
                press.corrections_archive(*n)
            })
        }
        Route::Offline => page(view, &asked, "/offline", "offline", |press| {
            html_of(&press.offline()?)
        }),
        Route::Search => page(view, &asked, places::SEARCH, "search", |press| {
            html_of(&press.search()?)
        }),
        Route::OpenSearch => file(view, &asked, places::OPEN_SEARCH),
        Route::NewsSitemap => file(view, &asked, "/news-sitemap.xml"),
        Route::PagesSitemap => file(view, &asked, "/sitemap-pages.xml"),
        Route::MonthSitemap(month) => {
            let rest = format!("/sitemap-{:04}-{:02}.xml", month / 100, month % 100);
            file(view, &asked, &rest)
        }
        Route::Manifest => file(view, &asked, "/manifest.webmanifest"),
        Route::SitemapIndex => file(view, &asked, "/sitemap.xml"),
        Route::Robots => file(view, &asked, "/robots.txt"),
        Route::SecurityTxt => file(view, &asked, "/.well-known/security.txt"),
    }
}

/// What was asked for.
struct Asked<'a> {
    edition: &'a Edition,
    route: Route,
    /// The path as it came.
    path: &'a str,
}

impl<'a> Asked<'a> {
    fn read(edition: &'a Edition, path: &'a str, site: &Site) -> Option<Self> {
        let mut parts = lower(&segments(path)?);
        if !edition.prefix.is_empty() && parts.first() == Some(&edition.prefix) {
            parts.remove(0);
        }
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        let route = Route::parse(&parts, site.is_at_root(edition))?;
        Some(Self {
            edition,
            route,
            path,
        })
    }

    /// Whether it was asked for at its one address.
    fn is_at(&self, rest: &str) -> bool {
        self.path.strip_prefix(self.edition.base().as_str()) == Some(rest)
    }
}

/// What most pages find room in as they are drawn, in bytes.
const ROOM: usize = 64 << 10;

/// A page as it is drawn.
///
/// # Errors
/// When its template fails.
pub fn html_of(page: &impl Template) -> Result<Vec<u8>> {
    let mut html = String::with_capacity(ROOM);
    page.render_into(&mut html).map_err(Error::other)?;
    // It stays in the cache for long.
    html.shrink_to_fit();
    Ok(html.into_bytes())
}

fn html(page: &impl Template, surrogate: String) -> Result<Rendered> {
    Ok(Rendered {
        content_type: HTML,
        body: html_of(page)?,
        surrogate,
    })
}

/// A page at its one address; elsewhere the way there.
fn page(
    view: &mut View<'_>,
    asked: &Asked<'_>,
    rest: &str,
    about: &str,
    build: impl FnOnce(&mut Press<'_, '_>) -> Result<Vec<u8>>,
) -> Result<Answer> {
    if !asked.is_at(rest) {
        return Ok(moved(view, asked.edition, rest));
    }
    let Some(mut press) = Press::of(view, asked.edition)? else {
        return not_found(view, asked.edition);
    };
    Ok(Answer::Page(Rendered {
        content_type: HTML,
        body: build(&mut press)?,
        surrogate: surrogate(asked.edition, about),
    }))
}

/// What a content network knows the page by: its edition, and what it is about.
fn surrogate(edition: &Edition, about: &str) -> String {
    format!("edition:{} {about}", edition.id)
}

fn moved(view: &View<'_>, edition: &Edition, rest: &str) -> Answer {
    Answer::Moved(view.site().path(edition, rest))
}

fn not_found(view: &mut View<'_>, edition: &Edition) -> Result<Answer> {
    let page = match Press::of(view, edition)? {
        Some(mut press) => press.not_found()?,
        None => notices::nowhere(&edition.language),
    };
    Ok(Answer::NotFound(html(
        &page,
        surrogate(edition, "not-found"),
    )?))
}

/// A file that the feeds make.
fn file(view: &mut View<'_>, asked: &Asked<'_>, rest: &str) -> Result<Answer> {
    if !asked.is_at(rest) {
        return Ok(moved(view, asked.edition, rest));
    }
    match feeds::answer(view, asked.edition, &asked.route)? {
        Some(rendered) => Ok(Answer::Page(rendered)),
        None => not_found(view, asked.edition),
    }
}

fn short_address(view: &mut View<'_>, asked: &Asked<'_>, short: ShortId) -> Result<Answer> {
    match view.standing(short)? {
        Standing::Live(face) => {
            let edition = view
                .edition(face.card.edition)
                .unwrap_or(asked.edition)
                .clone();
            let rest = places::article(&face.card, &view.sections(edition.id)?);
            let link = view.site().link(asked.edition, &edition, &rest);
            Ok(Answer::Moved(link))
        }
        Standing::Gone { edition, why } => gone(view, asked, edition, short, &why),
        Standing::Nothing => not_found(view, asked.edition),
    }
}

fn article(view: &mut View<'_>, asked: &Asked<'_>, short: ShortId) -> Result<Answer> {
    let face = match view.standing(short)? {
        Standing::Live(face) => face,
        Standing::Gone { edition, why } => return gone(view, asked, edition, short, &why),
        Standing::Nothing => return not_found(view, asked.edition),
    };
    let edition = view
        .edition(face.card.edition)
        .unwrap_or(asked.edition)
        .clone();
    let rest = places::article(&face.card, &view.sections(edition.id)?);
    if edition.id != asked.edition.id || !asked.is_at(&rest) {
        let link = view.site().link(asked.edition, &edition, &rest);
        return Ok(Answer::Moved(link));
    }
    let about = format!("article:{}", face.card.article);
    page(view, asked, &rest, &about, |press| {
        html_of(&press.article(&face)?)
    })
}

fn gone(
    view: &mut View<'_>,
    asked: &Asked<'_>,
    edition: siraj_editorial::EditionId,
    short: ShortId,
    why: &Gone,
) -> Result<Answer> {
    let edition = view.edition(edition).unwrap_or(asked.edition).clone();
    let Some(mut press) = Press::of(view, &edition)? else {
        return not_found(view, asked.edition);
    };
    let page = press.gone(why)?;
    let about = surrogate(&edition, &format!("gone:{short}"));
    Ok(Answer::Gone(html(&page, about)?))
}

/// A section, else a static page.
fn named(view: &mut View<'_>, asked: &Asked<'_>, slug: &str) -> Result<Answer> {
    match resolve::section(view, asked.edition, slug)? {
        At::Here(section) => {
            let about = format!("section:{}", section.id);
            let rest = places::named(&section.slug);
            return page(view, asked, &rest, &about, |press| {
                html_of(&press.section_page(&section)?)
            });
        }
        At::Moved(slug) => return Ok(moved(view, asked.edition, &places::named(&slug))),
        At::Nothing => {}
    }
    match resolve::static_page(view, asked.edition, slug)? {
        At::Here(found) => {
            let about = format!("page:{}", found.id);
            let rest = places::named(&found.slug);
            page(view, asked, &rest, &about, |press| {
                html_of(&press.static_page(&found)?)
            })
        }
        At::Moved(slug) => Ok(moved(view, asked.edition, &places::named(&slug))),
        At::Nothing => not_found(view, asked.edition),
    }
}

fn list(view: &mut View<'_>, asked: &Asked<'_>, of: &Of, n: Option<i64>) -> Result<Answer> {
    let listing = match resolve::list(view, asked.edition, of)? {
        Found::Here(listing) => listing,
        Found::Moved(of) => {
            // What became part of another left its numbered pages behind.
            let n = match n {
                Some(n) if is_there(view, asked.edition, &of, n)? => Some(n),
                _ => None,
            };
            return Ok(moved(view, asked.edition, &places::list(&of, n)));
        }
        Found::Nothing => return not_found(view, asked.edition),
    };
    let rest = places::list(&listing.of(), n);
    let about = listing.about();
    let Some(n) = n else {
        return page(view, asked, &rest, &about, |press| listing.head(press));
    };
    numbered(view, asked, &rest, &about, |press| {
        let listed = listing.listing(press);
        press.archive(&listed, n)
    })
}

/// Whether a list has a page of this number.
fn is_there(view: &mut View<'_>, edition: &Edition, of: &Of, n: i64) -> Result<bool> {
    let Found::Here(listing) = resolve::list(view, edition, of)? else {
        return Ok(false);
    };
    let Some(press) = Press::of(view, edition)? else {
        return Ok(false);
    };
    let list = listing.listing(&press).list;
    press.view.has_page(&list, n)
}

/// A numbered page at its one address, while there is one of this number.
fn numbered<T: Template>(
    view: &mut View<'_>,
    asked: &Asked<'_>,
    rest: &str,
    about: &str,
    build: impl FnOnce(&mut Press<'_, '_>) -> Result<Option<T>>,
) -> Result<Answer> {
    if !asked.is_at(rest) {
        return Ok(moved(view, asked.edition, rest));
    }
    let Some(mut press) = Press::of(view, asked.edition)? else {
        return not_found(view, asked.edition);
    };
    match build(&mut press)? {
        Some(page) => {
            let about = surrogate(asked.edition, about);
            Ok(Answer::Page(html(&page, about)?))
        }
        None => not_found(view, asked.edition),
    }
}
