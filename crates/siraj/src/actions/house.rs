//! The house: found it, change its identity and editions, say who may do what.
//! Its sections, names and what it shows are in the files below. One right for
//! each act, asked here; the rows say what pages they touch.

mod menus;
mod merged;
mod named;
mod section;
mod shown;
mod token;

pub use menus::save_menus;
pub use merged::{merge_person, merge_story, merge_topic, remove_story, remove_topic};
pub use named::{save_person, save_source, save_story, save_topic};
pub use section::{merge_section, move_section, save_section, save_section_at};
pub use shown::{
    order_static_pages, remove_placement, save_placement, save_static_page, set_breaking,
};
pub use token::{make_token, take_token_back};

use super::{by, picture};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::By;
use crate::store::{house, tokens};
use siraj_editorial::colour::{self, Colour, LIGHT_PAPER};
use siraj_editorial::edition::{Edition, Identity, RESERVED_SLUGS};
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right, Role};
use siraj_editorial::{PersonId, Timestamp};

/// Longest name, title or label.
const NAME: usize = 120;
/// Longest line about something.
const LINE: usize = 500;
/// Longest paragraph about something.
const PARAGRAPH: usize = 4_000;

/// Whether somebody has a right at all; that they have not is written down.
async fn may(room: &Room, actor: &Actor, right: Right, act: &'static str) -> ActResult<()> {
    let may = has(actor, right);
    if let Err(error) = &may {
        room.note(by(actor), (act, ""), error).await;
    }
    may
}

fn has(actor: &Actor, right: Right) -> ActResult<()> {
    if actor.may(right) {
        Ok(())
    } else {
        Err(ActError::refused(HouseRefused::NotAllowed))
    }
}

fn named(cleaning: &mut Cleaning, field: &str, named: &mut Named, limit: usize, needed: bool) {
    for (language, words) in &mut named.0 {
        let field = format!("{field}.{language}");
        *words = cleaning.lines(&field, words, limit);
    }
    if needed && named.is_empty() {
        cleaning.wrong(field, FieldWhy::Empty);
    }
}

/// A path that the site does not use itself.
fn free_slug(slug: &str) -> ActResult<()> {
    if RESERVED_SLUGS.contains(&slug) {
        return Err(ActError::refused(HouseRefused::ReservedSlug));
    }
    Ok(())
}

fn taken(slug: &str) -> ActError {
    ActError::refused(HouseRefused::SlugTaken {
        slug: slug.to_owned(),
    })
}

/// What a house is founded with.
#[derive(Debug, Clone)]
pub struct Foundation {
    /// The publication's identity.
    pub identity: Identity,
    /// Its editions, the first its own.
    pub editions: Vec<Edition>,
    /// Its first people, with what they may do.
    pub people: Vec<(Person, Role)>,
}

/// Founds the house: identity, editions and first people, in one act.
///
/// # Errors
/// As [`save_identity`] and [`save_person`], but for the rights: nobody has any yet.
pub async fn found(room: &Room, at: Timestamp, foundation: Foundation) -> ActResult<Done<()>> {
    let identity = good_identity(foundation.identity)?;
    let editions = foundation.editions;
    let people = foundation.people.into_iter();
    let people: Vec<(Person, Role)> = people
        .map(|(person, role)| Ok((named::good_person(person)?, role)))
        .collect::<ActResult<_>>()?;
    room.act_at(at, By::House, "found", move |act| {
        house::save_identity(act, &identity)?;
        for edition in &editions {
            house::save_edition(act, edition)?;
        }
        for (person, role) in &people {
            house::save_person(act, person)?;
            let account = Actor {
                person: person.id,
                role: *role,
                sections: None,
            };
            tokens::save_account(act, &account)?;
        }
        Ok(())
    })
    .await
}

/// Changes the publication's identity.
///
/// # Errors
/// Not a chief; a name missing; a colour too faint; a time zone that is none.
pub async fn save_identity(room: &Room, actor: Actor, new: Identity) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "change_identity").await?;
    let new = good_identity(new)?;
    room.act(by(&actor), "change_identity", move |act| {
        picture::must_exist(act, new.logo)?;
        Ok(house::save_identity(act, &new)?)
    })
    .await
}

/// An identity by the rules: cleaned, its zone known, its colour readable.
fn good_identity(mut new: Identity) -> ActResult<Identity> {
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    named(&mut cleaning, "tagline", &mut new.tagline, LINE, false);
    named(
        &mut cleaning,
        "description",
        &mut new.description,
        LINE,
        false,
    );
    named(&mut cleaning, "city", &mut new.city, NAME, false);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    if jiff::tz::TimeZone::get(&new.time_zone).is_err() {
        return Err(ActError::refused(HouseRefused::BadTimeZone));
    }
    if let Some(accent) = &new.accent {
        let colour =
            Colour::read(accent).ok_or_else(|| ActError::refused(HouseRefused::BadColour))?;
        // By night pages take the nearest shade that can be read on dark paper.
        if !colour.is_read_on(LIGHT_PAPER) {
            return Err(ActError::refused(HouseRefused::FaintColour {
                ratio: colour::ratio(colour.contrast(LIGHT_PAPER)),
                shade: colour.readable_on(LIGHT_PAPER).to_string(),
            }));
        }
    }
    Ok(new)
}

/// Changes an edition's habits.
///
/// # Errors
/// Not a chief; a label that cannot be one.
pub async fn save_edition(room: &Room, actor: Actor, mut new: Edition) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "change_edition").await?;
    let mut cleaning = Cleaning::default();
    new.label = cleaning.name("label", &new.label, NAME);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "change_edition", move |act| {
        Ok(house::save_edition(act, &new)?)
    })
    .await
}

pub(crate) fn dead(field: &str) -> ActError {
    ActError::Fields(vec![FieldProblem::new(field, FieldWhy::DeadReference)])
}

/// Gives a person an account or changes what they may do. The last owner stays one.
///
/// # Errors
/// Not a chief (an owner, where an owner is made or unmade); no such person; the last owner.
pub async fn save_account(room: &Room, actor: Actor, new: Actor) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "save_account").await?;
    room.act(by(&actor), "save_account", move |act| {
        act.about("person", new.person);
        if house::people(act.conn(), &[new.person])?.is_empty() {
            return Err(ActError::NotFound);
        }
        let before = tokens::account(act.conn(), new.person)?.map(|account| account.role);
        if before == Some(Role::Owner) || new.role == Role::Owner {
            has(&actor, Right::Own)?;
        }
        let last = before == Some(Role::Owner) && tokens::owners(act.conn())? == 1;
        if last && new.role != Role::Owner {
            return Err(ActError::refused(HouseRefused::LastOwner));
        }
        tokens::save_account(act, &new)?;
        Ok(())
    })
    .await
}

/// The account of a person, for acting in their name on the command line.
///
/// # Errors
/// No such person, or one without an account.
pub async fn account(room: &Room, person: PersonId) -> ActResult<Actor> {
    room.db
        .read(move |c| tokens::account(c, person)?.ok_or(ActError::NotFound))
        .await
}
