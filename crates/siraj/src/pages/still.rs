//! What all pages of one state of the log have in common: identity, editions,
//! sections, static pages, sources, what stands over every page. Read once for each
//! state and shared by the renders of that state; a page that asks for any of it
//! writes down the same keys as if it had read it itself.
//!
//! The state is named by the number of its newest change: whatever the public sees
//! is changed by acts, and every act is numbered in its own transaction. A view
//! holds one snapshot, so what it reads belongs to the number that it read.

use crate::store::db::Conn;
use crate::store::{Result, clock, house, placements, sections};
use arc_swap::ArcSwapOption;
use parking_lot::Mutex;
use siraj_editorial::EditionId;
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::section::Section;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// One state.
#[derive(Debug)]
pub struct Still {
    seq: i64,
    /// The publication's identity; `None` before the house is founded.
    pub identity: Option<Identity>,
    /// All editions; the first is the publication's own.
    pub editions: Vec<Edition>,
    sections: Kept<EditionId, Vec<Section>>,
    pages: Kept<EditionId, Vec<StaticPage>>,
    sources: Kept<(), Vec<Source>>,
    breaking: Kept<EditionId, Option<Breaking>>,
    placements: Kept<(EditionId, Slot), Option<Placement>>,
    days: Kept<EditionId, Option<String>>,
}

/// What was read, by what it is of.
#[derive(Debug)]
struct Kept<K, T>(Mutex<HashMap<K, Arc<T>>>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Eq + Hash, T> Kept<K, T> {
    /// What is kept, or what is read now. Two that read at once read the same.
    fn get(&self, of: K, read: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        if let Some(kept) = self.0.lock().get(&of) {
            return Ok(Arc::clone(kept));
        }
        let fresh = Arc::new(read()?);
        self.0.lock().insert(of, Arc::clone(&fresh));
        Ok(fresh)
    }
}

impl Still {
    fn read(c: &mut Conn<'_>, seq: i64) -> Result<Self> {
        Ok(Self {
            seq,
            identity: house::identity(c)?,
            editions: house::editions(c)?,
            sections: Kept::default(),
            pages: Kept::default(),
            sources: Kept::default(),
            breaking: Kept::default(),
            placements: Kept::default(),
            days: Kept::default(),
        })
    }

    /// The sections of an edition, in their order.
    pub fn sections(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Vec<Section>>> {
        self.sections.get(of, || sections::all(c, of))
    }

    /// The static pages of an edition.
    pub fn static_pages(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Vec<StaticPage>>> {
        self.pages.get(of, || house::static_pages(c, of))
    }

    /// Agencies and networks.
    pub fn sources(&self, c: &mut Conn<'_>) -> Result<Arc<Vec<Source>>> {
        self.sources.get((), || house::sources(c))
    }

    /// The breaking bar of an edition.
    pub fn breaking(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Option<Breaking>>> {
        self.breaking.get(of, || placements::breaking(c, of))
    }

    /// What stands in a slot.
    pub fn placement(
        &self,
        c: &mut Conn<'_>,
        of: EditionId,
        slot: Slot,
    ) -> Result<Arc<Option<Placement>>> {
        self.placements
            .get((of, slot), || placements::shown(c, of, slot))
    }

    /// The local day of an edition, as `2026-11-23`.
    pub fn day(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Option<String>>> {
        self.days.get(of, || clock::day(c, of))
    }
}

/// The newest state that was read, of one site.
#[derive(Debug, Default)]
pub struct Stills {
    newest: ArcSwapOption<Still>,
}

impl Stills {
    /// The state that a connection sees. It must hold one snapshot, whose newest
    /// change is `seq`.
    pub fn of(&self, c: &mut Conn<'_>, seq: i64) -> Result<Arc<Still>> {
        let newest = self.newest.load_full();
        if let Some(still) = newest.as_ref().filter(|still| still.seq == seq) {
            return Ok(Arc::clone(still));
        }
        let fresh = Arc::new(Still::read(c, seq)?);
        // An older snapshot reads for itself alone.
        if newest.is_none_or(|newest| newest.seq < seq) {
            self.newest.store(Some(Arc::clone(&fresh)));
        }
        Ok(fresh)
    }
}

/// Another site has read nothing yet.
impl Clone for Stills {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Where a site is does not depend on what was read of it.
impl PartialEq for Stills {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Stills {}
