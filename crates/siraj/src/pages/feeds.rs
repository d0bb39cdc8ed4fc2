//! Feeds, sitemaps and the site's own files.

use super::answer::Rendered;
use super::route::Route;
use super::view::View;
use crate::store::Result;
use siraj_editorial::edition::Edition;

/// The file at a route; `None` when nothing stands there.
pub fn answer(
    _view: &mut View<'_>,
    _edition: &Edition,
    _route: &Route,
) -> Result<Option<Rendered>> {
    Ok(None)
}
