//! Everything public that is not HTML: feeds, sitemaps and the site's own files,
//! each a function of the view and nothing else. Which address leads here, and
//! whether it is the right spelling, is decided by `answer`.

mod files;
mod gather;
mod json;
mod posts;
mod rss;
mod sitemap;
#[cfg(test)]
mod tests;
mod xml;

use super::answer::Rendered;
use super::build::{Press, places};
use super::route::{FeedForm, Of, Route};
use super::view::View;
use crate::store::Result;
use crate::store::live::Card;
use siraj_editorial::edition::Edition;
use siraj_editorial::section::Section;

/// The file at a route of an edition; `None` when nothing stands there, or for
/// routes of pages.
///
/// # Errors
/// The store's.
pub fn answer(view: &mut View<'_>, edition: &Edition, route: &Route) -> Result<Option<Rendered>> {
    match route {
        Route::Feed(of, form) => feed(view, edition, of, *form),
        Route::NewsSitemap => sitemap::news(view, edition),
        Route::PagesSitemap => sitemap::pages(view, edition),
        Route::MonthSitemap(month) => sitemap::month(view, edition, *month),
        Route::SitemapIndex => sitemap::index(view, edition),
        Route::Robots => files::robots(view, edition),
        Route::SecurityTxt => files::security(view, edition),
        Route::Manifest => files::manifest(view, edition),
        Route::OpenSearch => files::open_search(view, edition),
        _ => Ok(None),
    }
}

fn feed(
    view: &mut View<'_>,
    edition: &Edition,
    of: &Of,
    form: FeedForm,
) -> Result<Option<Rendered>> {
    let Some(mut press) = Press::of(view, edition)? else {
        return Ok(None);
    };
    let Some(source) = gather::source(&mut press, of)? else {
        return Ok(None);
    };
    let about = source.about.clone();
    let feed = gather::feed(&mut press, source, of, form)?;
    let (content_type, body) = match form {
        FeedForm::Rss => ("application/rss+xml; charset=utf-8", rss::write(&feed)),
        FeedForm::Json => ("application/feed+json; charset=utf-8", json::write(&feed)),
    };
    Ok(Some(rendered(content_type, body, edition, &about)))
}

/// Bytes with what a content network knows them by.
fn rendered(content_type: &'static str, body: Vec<u8>, edition: &Edition, about: &str) -> Rendered {
    Rendered {
        content_type,
        body,
        surrogate: format!("edition:{} {about}", edition.id),
    }
}

/// All editions on the host of this one, in their order.
fn on_the_host_of(view: &View<'_>, edition: &Edition) -> Vec<Edition> {
    let origin = view.site().origin(edition);
    let all = view.editions().iter();
    all.filter(|one| view.site().origin(one) == origin)
        .cloned()
        .collect()
}

/// The absolute address of an article of this edition.
fn address(view: &View<'_>, edition: &Edition, sections: &[Section], card: &Card) -> String {
    view.site()
        .absolute(edition, &places::article(card, sections))
}
