//! What all pages of one state of the log have in common: identity, editions,
//! sections, static pages, sources, what stands over every page. Read once for each
//! state and shared by the renders of that state; a page that asks for any of it
//! writes down the same keys as if it had read it itself.
//!
//! The state is named by the number of its newest change: whatever the public sees
//! is changed by acts, and every act is numbered in its own transaction. A view
//! holds one snapshot, so what it reads belongs to the number that it read.

use crate::store::db::Conn;
use crate::store::{Result, clock, house, menus, placements, sections};
use arc_swap::ArcSwapOption;
use parking_lot::Mutex;
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::menu::Menus;
use siraj_editorial::person::Person;
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::section::Section;
use siraj_editorial::topic::Topic;
use siraj_editorial::{EditionId, PersonId, TopicId};
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
    menus: Kept<EditionId, Menus>,
    sources: Kept<(), Vec<Source>>,
    breaking: Kept<EditionId, Option<Breaking>>,
    placements: Kept<(EditionId, Slot), Option<Placement>>,
    days: Kept<EditionId, Option<String>>,
    people: Rows<PersonId, Person>,
    topics: Rows<TopicId, Topic>,
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

/// Rows of a table are kept up to this number: a site has many, and a state may last.
const ROWS: usize = 1_000;

/// Rows that were read, and those that are not there.
#[derive(Debug)]
struct Rows<K, T>(Mutex<HashMap<K, Option<T>>>);

impl<K, T> Default for Rows<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Copy + Eq + Hash, T: Clone> Rows<K, T> {
    /// The rows that are there, in the order asked for; read now if need be, in one query.
    fn among(
        &self,
        ids: &[K],
        id_of: impl Fn(&T) -> K,
        read: impl FnOnce(&[K]) -> Result<Vec<T>>,
    ) -> Result<Vec<T>> {
        let (mut found, mut missing) = (HashMap::new(), Vec::new());
        {
            let kept = self.0.lock();
            for id in ids {
                match kept.get(id) {
                    Some(row) => drop(found.insert(*id, row.clone())),
                    None if missing.contains(id) => {}
                    None => missing.push(*id),
                }
            }
        }
        if !missing.is_empty() {
            let rows = read(&missing)?;
            let mut fresh: HashMap<K, Option<T>> = missing.iter().map(|id| (*id, None)).collect();
            fresh.extend(rows.into_iter().map(|row| (id_of(&row), Some(row))));
            let mut kept = self.0.lock();
            if kept.len() + fresh.len() <= ROWS {
                kept.extend(fresh.iter().map(|(id, row)| (*id, row.clone())));
            }
            found.extend(fresh);
        }
        Ok(ids
            .iter()
            .filter_map(|id| found.get(id).cloned().flatten())
            .collect())
    }
}

impl Still {
    fn read(c: &mut Conn<'_>, seq: i64) -> Result<Self> {
        let identity = house::identity(c)?;
        Ok(Self::drafted(seq, identity, house::editions(c)?))
    }

    /// A state with another identity and other editions: for a look at how pages would be.
    pub(super) fn drafted(seq: i64, identity: Option<Identity>, editions: Vec<Edition>) -> Self {
        Self {
            seq,
            identity,
            editions,
            sections: Kept::default(),
            pages: Kept::default(),
            menus: Kept::default(),
            sources: Kept::default(),
            breaking: Kept::default(),
            placements: Kept::default(),
            days: Kept::default(),
            people: Rows::default(),
            topics: Rows::default(),
        }
    }

    /// The sections of an edition, in their order.
    pub fn sections(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Vec<Section>>> {
        self.sections.get(of, || sections::all(c, of))
    }

    /// The static pages of an edition.
    pub fn static_pages(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Vec<StaticPage>>> {
        self.pages.get(of, || house::static_pages(c, of))
    }

    /// The menus of an edition.
    pub fn menus(&self, c: &mut Conn<'_>, of: EditionId) -> Result<Arc<Menus>> {
        self.menus.get(of, || menus::of(c, of))
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

    /// These people.
    pub fn people(&self, c: &mut Conn<'_>, ids: &[PersonId]) -> Result<Vec<Person>> {
        let read = |missing: &[PersonId]| house::people(c, missing);
        self.people.among(ids, |person| person.id, read)
    }

    /// These topics, merged ones as they are.
    pub fn topics(&self, c: &mut Conn<'_>, ids: &[TopicId]) -> Result<Vec<Topic>> {
        let read = |missing: &[TopicId]| house::topics(c, missing);
        self.topics.among(ids, |topic| topic.id, read)
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
