//! What a reader sees when a page cannot be made: the design's own page, drawn
//! while the store still answered and remembered. Drawn again whenever something
//! global changed, so that it wears the publication's name and menu of today.

use crate::pages::answer::{self, Rendered};
use crate::pages::view::View;
use crate::room::Room;
use arc_swap::ArcSwap;
use std::collections::HashMap;
use std::time::Duration;

/// How often the remembered pages are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// The remembered pages by edition prefix; the root edition has the empty one.
#[derive(Debug, Default)]
pub struct Fallback {
    pages: ArcSwap<HashMap<String, Rendered>>,
}

impl Fallback {
    /// The page for a path: its edition's, else any, else bare words.
    #[must_use]
    pub fn for_path(&self, path: &str) -> Rendered {
        let pages = self.pages.load();
        let prefix = path.split('/').nth(1).unwrap_or_default();
        pages
            .get(prefix)
            .or_else(|| pages.get(""))
            .cloned()
            .unwrap_or_else(answer::bare_unavailable)
    }

    /// Draws the pages anew.
    pub async fn refresh(&self, room: &Room) {
        let site = room.site.clone();
        let drawn = room
            .db
            .read(move |c| {
                let mut view = View::open(c, &site)?;
                answer::unavailable(&mut view)
            })
            .await;
        match drawn {
            Ok(pages) => self.pages.store(pages.into_iter().collect::<HashMap<_, _>>().into()),
            // The store is in trouble already: what is remembered stays.
            Err(error) => tracing::debug!(?error, "the page for bad times is not redrawn"),
        }
    }
}

/// Keeps the remembered pages fresh, for ever.
pub async fn keep_fresh(web: super::Web) {
    let mut seen = None;
    loop {
        let epoch = web.room.pages.epoch();
        if seen != Some(epoch) {
            web.fallback.refresh(&web.room).await;
            seen = Some(epoch);
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
