//! All that the room of a front reads, in one snapshot: the draft laid out as the page
//! would be, what the public sees, the articles that may come, who did what.

use super::pool::{self, Pool};
use super::{Gate, Query};
use crate::pages::build::Press;
use crate::pages::build::front::Laid;
use crate::pages::view::View;
use crate::room::{ActError, ActResult};
use crate::store::articles::{self, Called};
use crate::store::db::Conn;
use crate::store::fronts::{self, Version, Worked};
use crate::store::{house, placements, sections};
use jiff::tz::TimeZone;
use siraj_editorial::edition::Edition;
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::named::Named;
use siraj_editorial::placement::Breaking;
use siraj_editorial::section::Section;
use siraj_editorial::{ArticleId, PersonId, Timestamp};
use std::collections::{BTreeSet, HashMap};

/// What was read.
pub(super) struct Desk {
    pub of: FrontOf,
    pub editions: Vec<Edition>,
    /// The sections of each edition, in their order.
    pub sections: Vec<Section>,
    pub worked: Worked,
    /// The draft, or where there is none what the public sees.
    pub arrangement: Arrangement,
    pub public: Arrangement,
    /// The version that is public.
    pub last: Option<Version>,
    pub laid: Laid,
    pub pool: Pool,
    pub called: HashMap<ArticleId, Called>,
    pub people: HashMap<PersonId, Named>,
    pub breaking: Option<Breaking>,
    /// The article for which a place is being chosen.
    pub placing: Option<ArticleId>,
    pub zone: TimeZone,
    pub now: Timestamp,
}

impl Desk {
    /// Reads it.
    pub(super) async fn open(gate: &Gate, of: FrontOf, query: Query) -> ActResult<Self> {
        let (site, now) = (gate.room.site.clone(), gate.room.clock.now());
        gate.room
            .db
            .read(move |c| {
                let worked = fronts::draft(c, of)?;
                let public = fronts::public(c, of)?;
                let arrangement = match &worked.draft {
                    Some(draft) => draft.arrangement.at(now),
                    None => public.clone(),
                };
                let mut view = View::open(c, &site)?;
                let laid = laid(&mut view, of, &arrangement)?;
                let editions = house::editions(c)?;
                let mut all = Vec::new();
                for edition in &editions {
                    all.extend(sections::all(c, edition.id)?);
                }
                let last = fronts::versions(c, of, i64::MAX, 1)?.pop();
                let named = named(&arrangement, &public, query.article());
                let people: Vec<PersonId> = worked
                    .person
                    .into_iter()
                    .chain(last.iter().map(|version| version.person))
                    .collect();
                Ok(Self {
                    of,
                    pool: pool::read(c, of, &query.q, &query.within)?,
                    called: articles::called(c, &named)?,
                    people: names(c, &people)?,
                    breaking: placements::breaking(c, of.edition)?,
                    placing: query.article(),
                    zone: house::zone_now(c)?,
                    editions,
                    sections: all,
                    worked,
                    arrangement,
                    public,
                    last,
                    laid,
                    now,
                })
            })
            .await
    }
}

/// Every article that is to be named.
fn named(
    arrangement: &Arrangement,
    public: &Arrangement,
    placing: Option<ArticleId>,
) -> Vec<ArticleId> {
    let mut all: BTreeSet<ArticleId> = arrangement.articles();
    all.extend(public.articles());
    all.extend(placing);
    all.into_iter().collect()
}

/// The names of people.
pub(super) fn names(
    c: &mut Conn<'_>,
    people: &[PersonId],
) -> crate::store::Result<HashMap<PersonId, Named>> {
    let people = house::people(c, people)?.into_iter();
    Ok(people.map(|person| (person.id, person.name)).collect())
}

fn laid(view: &mut View<'_>, of: FrontOf, arrangement: &Arrangement) -> ActResult<Laid> {
    let edition = view.edition(of.edition).cloned();
    let edition = edition.ok_or(ActError::NotFound)?;
    let mut press = Press::of(view, &edition)?.ok_or(ActError::NotFound)?;
    let Some(section) = of.section else {
        return Ok(press.laid_out(arrangement)?);
    };
    let section = press.section(section).cloned().ok_or(ActError::NotFound)?;
    Ok(press.section_laid_out(&section, arrangement)?)
}
