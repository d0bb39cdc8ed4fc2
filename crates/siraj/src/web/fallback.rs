//! What a reader sees when a page cannot be made, or when more was asked than is read: the
//! design's own page, drawn while the store still answered and remembered. Drawn again whenever
//! something global changed, so that it wears the publication's name and menu of today.

use crate::pages::answer::{self, Rendered};
use crate::pages::encode::Stored;
use crate::pages::view::View;
use crate::room::Room;
use arc_swap::ArcSwap;
use http::HeaderMap;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// How often the remembered pages are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Where the copies on disk keep them; no address begins like this.
const KEPT_AT: &str = "unavailable:";

/// The remembered pages by edition prefix; the root edition has the empty one.
#[derive(Debug, Default)]
pub struct Fallback {
    pages: ArcSwap<HashMap<String, Rendered>>,
    too_long: ArcSwap<HashMap<String, Rendered>>,
}

impl Fallback {
    /// The page for a path: its edition's, else any, else bare words.
    #[must_use]
    pub fn for_path(&self, path: &str) -> Rendered {
        of(&self.pages.load(), path).unwrap_or_else(answer::bare_unavailable)
    }

    /// The page for a path that is longer than is read, of which this is the beginning.
    #[must_use]
    pub fn too_long(&self, path: &str) -> Option<Rendered> {
        of(&self.too_long.load(), path)
    }

    /// Remembers the pages that were drawn when the program last ran.
    pub fn recall(&self, room: &Room) {
        let kept = room.pages.copies().and_then(|copies| copies.get(KEPT_AT));
        let pages: Option<HashMap<String, String>> = kept
            .and_then(|copy| copy.coding.decode(&copy.bytes))
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let pages = pages.unwrap_or_default().into_iter().map(|(prefix, html)| {
            let page = Rendered {
                content_type: answer::HTML,
                body: html.into_bytes(),
                surrogate: String::new(),
            };
            (prefix, page)
        });
        self.pages.store(pages.collect::<HashMap<_, _>>().into());
    }

    /// Has the copies on disk keep the pages for [`Fallback::recall`].
    fn keep(room: &Room, pages: &HashMap<String, Rendered>, seq: i64) {
        let Some(copies) = room.pages.copies() else {
            return;
        };
        let html: HashMap<&str, Cow<'_, str>> = pages
            .iter()
            .map(|(prefix, page)| (prefix.as_str(), String::from_utf8_lossy(&page.body)))
            .collect();
        if let Ok(body) = serde_json::to_vec(&html) {
            let page = Stored::new(body, HeaderMap::new(), seq, Default::default());
            copies.keep(KEPT_AT, &Arc::new(page));
        }
    }

    /// Draws the pages anew; says whether the store let it.
    pub async fn refresh(&self, room: &Room) -> bool {
        let site = room.site.clone();
        let drawn = room
            .db
            .read(move |c| {
                let mut view = View::open(c, &site)?;
                let seq = view.seq();
                answer::remembered(&mut view).map(|pages| (pages, seq))
            })
            .await;
        match drawn {
            Ok((pages, seq)) => {
                let (pages, too_long): (HashMap<_, _>, HashMap<_, _>) = pages
                    .into_iter()
                    .map(|(prefix, page)| {
                        ((prefix.clone(), page.unavailable), (prefix, page.too_long))
                    })
                    .unzip();
                Self::keep(room, &pages, seq);
                self.pages.store(pages.into());
                self.too_long.store(too_long.into());
                true
            }
            // The store is in trouble already: what is remembered stays.
            Err(error) => {
                tracing::debug!(?error, "the page for bad times is not redrawn");
                false
            }
        }
    }
}

/// The page of a path's edition, else of the edition at the root.
fn of(pages: &HashMap<String, Rendered>, path: &str) -> Option<Rendered> {
    let prefix = path.split(['/', '?']).nth(1).unwrap_or_default();
    pages.get(prefix).or_else(|| pages.get("")).cloned()
}

/// Keeps the remembered pages fresh, for ever.
pub async fn keep_fresh(web: super::Web) {
    let mut seen = None;
    loop {
        let epoch = web.room.pages.epoch();
        if seen != Some(epoch) && web.fallback.refresh(&web.room).await {
            seen = Some(epoch);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
