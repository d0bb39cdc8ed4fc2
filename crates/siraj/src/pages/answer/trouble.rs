//! The pages that are drawn before they are needed: for bad times, one for each edition and
//! one for a program that never reached its store; and for a request that nobody reads whole.

use super::{Rendered, html};
use crate::pages::build::{Press, notices};
use crate::pages::view::View;
use crate::store::Result;
use siraj_editorial::Language;

/// What is remembered of an edition.
#[derive(Debug, Clone)]
pub struct Remembered {
    /// For when the store does not answer.
    pub unavailable: Rendered,
    /// For a request whose address is longer than is read.
    pub too_long: Rendered,
}

/// What is remembered, by edition prefix: drawn while the store answers.
///
/// # Errors
/// The store's.
pub fn remembered(view: &mut View<'_>) -> Result<Vec<(String, Remembered)>> {
    let editions = view.editions().to_vec();
    let mut pages = Vec::new();
    for edition in editions {
        if let Some(mut press) = Press::of(view, &edition)? {
            let shell = press.plain_shell()?;
            let remembered = Remembered {
                unavailable: html(&notices::unavailable(&shell), String::new())?,
                too_long: html(&notices::too_long(&shell), String::new())?,
            };
            pages.push((edition.prefix.clone(), remembered));
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
