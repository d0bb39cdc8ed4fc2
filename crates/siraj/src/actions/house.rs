//! The house: found it, and change its identity, editions, sections, people,
//! topics, running stories, sources, static pages, breaking bar and placements.
//! One right for each, asked here; the rows say what pages they touch.

use super::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::{Act, By};
use crate::store::{house, placements, sections, tokens};
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::{Edition, Identity, RESERVED_SLUGS, StaticPage};
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::placement::{Breaking, Placement};
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right, Role};
use siraj_editorial::section::{self, MOST_SECTION_LEVELS, Section};
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{EditionId, PersonId, PlacementId, Timestamp};

/// Longest name, title or label.
const NAME: usize = 120;
/// Longest line about something.
const LINE: usize = 500;
/// Longest paragraph about something.
const PARAGRAPH: usize = 4_000;
/// The least contrast of the accent colour on paper: WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;

fn may(actor: &Actor, right: Right) -> ActResult<()> {
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
/// When the store cannot serve.
pub async fn found(room: &Room, at: Timestamp, foundation: Foundation) -> ActResult<Done<()>> {
    room.act_at(at, By::House, "found", move |act| {
        house::save_identity(act, &foundation.identity)?;
        for edition in &foundation.editions {
            house::save_edition(act, edition)?;
        }
        for (person, role) in &foundation.people {
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
pub async fn save_identity(room: &Room, actor: Actor, mut new: Identity) -> ActResult<Done<()>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    named(&mut cleaning, "tagline", &mut new.tagline, LINE, false);
    named(&mut cleaning, "description", &mut new.description, LINE, false);
    named(&mut cleaning, "city", &mut new.city, NAME, false);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    if jiff::tz::TimeZone::get(&new.time_zone).is_err() {
        return Err(ActError::refused(HouseRefused::BadTimeZone));
    }
    if let Some(accent) = &new.accent {
        let contrast = contrast_on_white(accent)
            .ok_or_else(|| ActError::refused(HouseRefused::BadColour))?;
        if contrast < LEAST_CONTRAST {
            return Err(ActError::refused(HouseRefused::FaintColour));
        }
    }
    room.act(by(&actor), "change_identity", move |act| {
        Ok(house::save_identity(act, &new)?)
    })
    .await
}

/// Contrast of a colour `#rrggbb` on white, by WCAG 2.2's formula.
fn contrast_on_white(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let value = u32::from_str_radix(hex, 16).ok()?;
    let channel = |shift: u32| {
        let part = f64::from((value >> shift) & 0xff) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
    Some(1.05 / (luminance + 0.05))
}

/// Changes an edition's habits.
///
/// # Errors
/// Not a chief; a label that cannot be one.
pub async fn save_edition(room: &Room, actor: Actor, mut new: Edition) -> ActResult<Done<()>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    new.label = cleaning.name("label", &new.label, NAME);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "change_edition", move |act| {
        Ok(house::save_edition(act, &new)?)
    })
    .await
}

/// Writes a section: new, renamed or moved.
///
/// # Errors
/// Not a chief; a path that is taken, reserved or none; sections in a loop or too deep.
pub async fn save_section(room: &Room, actor: Actor, new: Section) -> ActResult<Done<Section>> {
    save_section_at(room, room.clock.now(), actor, new).await
}

/// [`save_section`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`save_section`].
pub async fn save_section_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    mut new: Section,
) -> ActResult<Done<Section>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    new.name = cleaning.name("name", &new.name, NAME);
    new.description = cleaning.line("description", &new.description, LINE);
    new.slug = cleaning.slug("slug", &new.slug);
    if new.name.is_empty() {
        cleaning.wrong("name", FieldWhy::Empty);
    }
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    free_slug(&new.slug)?;
    room.act_at(at, by(&actor), "save_section", move |act| {
        act.about("section", new.id);
        place_section(act, &new)?;
        sections::save(act, &new)?;
        Ok(new.clone())
    })
    .await
}

fn place_section(act: &mut Act<'_, '_>, new: &Section) -> ActResult<()> {
    if !house::editions(act.conn())?.iter().any(|edition| edition.id == new.edition) {
        return Err(dead("edition"));
    }
    let mut all = sections::all(act.conn(), new.edition)?;
    let same_path = |other: &Section| other.slug == new.slug && other.id != new.id;
    let page = house::static_page_at(act.conn(), new.edition, &new.slug)?;
    if all.iter().any(same_path) || page.is_some() {
        return Err(taken(&new.slug));
    }
    if let Some(parent) = new.parent
        && !all.iter().any(|section| section.id == parent)
    {
        return Err(dead("parent"));
    }
    all.retain(|section| section.id != new.id);
    all.push(new.clone());
    let above = section::trail(&all, new.id);
    if above.iter().filter(|section| section.id == new.id).count() > 1 {
        return Err(ActError::refused(HouseRefused::SectionLoop));
    }
    if above.first().is_some_and(|top| top.parent.is_some()) {
        return Err(ActError::refused(if above.len() >= MOST_SECTION_LEVELS {
            HouseRefused::TooDeep
        } else {
            HouseRefused::SectionLoop
        }));
    }
    Ok(())
}

fn dead(field: &str) -> ActError {
    ActError::Fields(vec![FieldProblem::new(field, FieldWhy::DeadReference)])
}

/// Writes a person's profile.
///
/// # Errors
/// Not a chief; a name missing; a path that is taken or none.
pub async fn save_person(room: &Room, actor: Actor, mut new: Person) -> ActResult<Done<Person>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    named(&mut cleaning, "title", &mut new.title, NAME, false);
    named(&mut cleaning, "biography", &mut new.biography, PARAGRAPH, false);
    new.slug = cleaning.slug("slug", &new.slug);
    new.email = new
        .email
        .map(|email| cleaning.name("email", &email, NAME * 2))
        .filter(|email| !email.is_empty());
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "save_person", move |act| {
        act.about("person", new.id);
        if house::person_at(act.conn(), &new.slug)?.is_some_and(|other| other.id != new.id) {
            return Err(taken(&new.slug));
        }
        super::picture::must_exist(act, new.portrait)?;
        house::save_person(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Gives a person an account or changes what they may do. The last owner stays one.
///
/// # Errors
/// Not a chief (an owner, where an owner is made or unmade); no such person; the last owner.
pub async fn save_account(room: &Room, actor: Actor, new: Actor) -> ActResult<Done<()>> {
    may(&actor, Right::Govern)?;
    room.act(by(&actor), "save_account", move |act| {
        act.about("person", new.person);
        if house::people(act.conn(), &[new.person])?.is_empty() {
            return Err(ActError::NotFound);
        }
        let before = tokens::account(act.conn(), new.person)?.map(|account| account.role);
        if before == Some(Role::Owner) || new.role == Role::Owner {
            may(&actor, Right::Own)?;
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

/// Writes a topic.
///
/// # Errors
/// Not an editor; a name missing; a path that is taken or none.
pub async fn save_topic(room: &Room, actor: Actor, mut new: Topic) -> ActResult<Done<Topic>> {
    may(&actor, Right::Curate)?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    named(&mut cleaning, "description", &mut new.description, PARAGRAPH, false);
    new.slug = cleaning.slug("slug", &new.slug);
    for (language, aliases) in &mut new.aliases {
        for (n, alias) in aliases.iter_mut().enumerate() {
            *alias = cleaning.name(&format!("aliases.{language}[{n}]"), alias, NAME);
        }
        aliases.retain(|alias| !alias.is_empty());
    }
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "save_topic", move |act| {
        act.about("topic", new.id);
        if house::topic_at(act.conn(), &new.slug)?.is_some_and(|other| other.id != new.id) {
            return Err(taken(&new.slug));
        }
        house::save_topic(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Writes a running story.
///
/// # Errors
/// Not an editor; a title missing; a path that is taken or none.
pub async fn save_story(room: &Room, actor: Actor, mut new: Story) -> ActResult<Done<Story>> {
    may(&actor, Right::Curate)?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "title", &mut new.title, NAME, true);
    named(&mut cleaning, "summary", &mut new.summary, PARAGRAPH, false);
    new.slug = cleaning.slug("slug", &new.slug);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "save_story", move |act| {
        act.about("story", new.id);
        if house::story_at(act.conn(), &new.slug)?.is_some_and(|other| other.id != new.id) {
            return Err(taken(&new.slug));
        }
        super::picture::must_exist(act, new.picture)?;
        house::save_story(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Writes an agency or a network.
///
/// # Errors
/// Not a chief; a name missing; a key that is taken or none.
pub async fn save_source(room: &Room, actor: Actor, mut new: Source) -> ActResult<Done<Source>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    new.slug = cleaning.slug("slug", &new.slug);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "save_source", move |act| {
        let sources = house::sources(act.conn())?;
        if sources.iter().any(|other| other.slug == new.slug && other.id != new.id) {
            return Err(taken(&new.slug));
        }
        house::save_source(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Writes a static page.
///
/// # Errors
/// Not a chief; a title missing; a body that is wrong; a path that is taken, reserved or none.
pub async fn save_static_page(
    room: &Room,
    actor: Actor,
    mut new: StaticPage,
    position: i64,
) -> ActResult<Done<StaticPage>> {
    may(&actor, Right::Govern)?;
    let mut cleaning = Cleaning::default();
    new.title = cleaning.line("title", &new.title, NAME);
    new.slug = cleaning.slug("slug", &new.slug);
    if new.title.is_empty() {
        cleaning.wrong("title", FieldWhy::Empty);
    }
    new.body = new.body.normalise();
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    new.body.validate().map_err(ActError::Body)?;
    free_slug(&new.slug)?;
    room.act(by(&actor), "save_static_page", move |act| {
        act.about("page", new.id);
        let page = house::static_page_at(act.conn(), new.edition, &new.slug)?;
        let section = sections::by_slug(act.conn(), new.edition, &new.slug)?;
        if page.is_some_and(|other| other.id != new.id) || section.is_some() {
            return Err(taken(&new.slug));
        }
        house::save_static_page(act, &new, position)?;
        Ok(new.clone())
    })
    .await
}

/// Sets the breaking bar of an edition, or takes it away.
///
/// # Errors
/// Not an editor; no words; an end before now.
pub async fn set_breaking(
    room: &Room,
    actor: Actor,
    edition: EditionId,
    breaking: Option<Breaking>,
) -> ActResult<Done<()>> {
    may(&actor, Right::Curate)?;
    let mut cleaning = Cleaning::default();
    let breaking = breaking.map(|mut breaking| {
        breaking.text = cleaning.line("text", &breaking.text, NAME * 2);
        if breaking.text.is_empty() {
            cleaning.wrong("text", FieldWhy::Empty);
        }
        breaking
    });
    let (breaking, _) = cleaning.finish(breaking).map_err(ActError::Fields)?;
    let link = breaking.as_ref().and_then(|breaking| breaking.link.as_deref());
    good_address(link)?;
    room.act(by(&actor), "set_breaking", move |act| {
        act.about("edition", edition);
        if breaking.as_ref().is_some_and(|breaking| breaking.until <= act.at()) {
            return Err(ActError::refused(HouseRefused::EndsBeforeStart));
        }
        Ok(placements::set_breaking(act, edition, breaking.as_ref())?)
    })
    .await
}

/// Writes a placement.
///
/// # Errors
/// Not an editor; no words; an address that is none; an end before its beginning.
pub async fn save_placement(
    room: &Room,
    actor: Actor,
    mut new: Placement,
) -> ActResult<Done<Placement>> {
    may(&actor, Right::Curate)?;
    let mut cleaning = Cleaning::default();
    new.text = cleaning.line("text", &new.text, LINE);
    if new.text.is_empty() {
        cleaning.wrong("text", FieldWhy::Empty);
    }
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    good_address(new.link.as_deref())?;
    if new.ends_at.is_some_and(|end| end <= new.starts_at) {
        return Err(ActError::refused(HouseRefused::EndsBeforeStart));
    }
    room.act(by(&actor), "save_placement", move |act| {
        act.about("placement", new.id);
        super::picture::must_exist(act, new.picture)?;
        placements::save(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Takes a placement away.
///
/// # Errors
/// Not an editor; no such placement.
pub async fn remove_placement(room: &Room, actor: Actor, id: PlacementId) -> ActResult<Done<()>> {
    may(&actor, Right::Curate)?;
    room.act(by(&actor), "remove_placement", move |act| {
        act.about("placement", id);
        if placements::remove(act, id)? {
            Ok(())
        } else {
            Err(ActError::NotFound)
        }
    })
    .await
}

/// An absolute http(s) address, or a path of our own.
fn good_address(link: Option<&str>) -> ActResult<()> {
    let good = link.is_none_or(|link| {
        let own = link.starts_with('/') && !link.starts_with("//");
        let web = link.starts_with("https://") || link.starts_with("http://");
        (own || web) && !link.chars().any(|letter| letter.is_control() || letter == ' ')
    });
    if good {
        Ok(())
    } else {
        Err(ActError::refused(HouseRefused::BadAddress))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_houses_own_accent_is_read_easily_and_a_pale_one_is_not() {
        assert!(contrast_on_white("#0B5C63").unwrap() > 7.0);
        assert!(contrast_on_white("#9AA0A9").unwrap() < LEAST_CONTRAST);
        assert_eq!(contrast_on_white("teal"), None);
        assert_eq!(contrast_on_white("#12345é"), None);
    }

    #[test]
    fn an_address_leads_to_the_web_or_to_a_page_of_ours() {
        for good in [None, Some("/world"), Some("https://example.org/a")] {
            assert!(good_address(good).is_ok());
        }
        for bad in ["javascript:alert(1)", "//example.org", "world", "https://a b"] {
            assert!(good_address(Some(bad)).is_err(), "{bad}");
        }
    }
}
