//! The pages for bad times, drawn while times are good: one for each edition, and
//! one for a program that never reached its store.

use super::{Rendered, html};
use crate::pages::build::{Press, notices};
use crate::pages::view::View;
use crate::store::Result;
use siraj_editorial::Language;

/// The page for bad times, by edition prefix: drawn while the store answers, to be
/// remembered for when it does not.
///
/// # Errors
/// The store's.
pub fn unavailable(view: &mut View<'_>) -> Result<Vec<(String, Rendered)>> {
    let editions = view.editions().to_vec();
    let mut pages = Vec::new();
    for edition in editions {
        if let Some(mut press) = Press::of(view, &edition)? {
            let page = notices::unavailable(&press.plain_shell()?);
            pages.push((edition.prefix.clone(), html(&page, String::new())?));
        }
    }
    Ok(pages)
}

/// The same where no edition was ever read.
#[must_use]
pub fn bare_unavailable() -> Rendered {
    let page = notices::unavailable_anywhere(&Language::arabic());
    html(&page, String::new()).unwrap_or_else(|_| Rendered {
        content_type: "text/plain; charset=utf-8",
        body: b"503\n".to_vec(),
        surrogate: String::new(),
    })
}
