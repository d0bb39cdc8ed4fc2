//! What has names and a path shared by all editions: people, topics, running
//! stories, sources.

use super::merged::{put_person, put_story, put_topic};
use super::{LINE, NAME, PARAGRAPH, may, named, taken};
use crate::actions::{by, picture};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::house;
use siraj_editorial::dateline::Source;
use siraj_editorial::fields::{Cleaning, FieldWhy};
use siraj_editorial::person::{MOST_LINKS, Person};
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::story::{MOST_MILESTONES, Story};
use siraj_editorial::topic::Topic;

/// Writes a person's profile.
///
/// # Errors
/// Not a chief; a name missing; a path that is taken or none.
pub async fn save_person(room: &Room, actor: Actor, new: Person) -> ActResult<Done<Person>> {
    may(room, &actor, Right::Govern, "save_person").await?;
    let new = good_person(new)?;
    room.act(by(&actor), "save_person", move |act| {
        act.about("person", new.id);
        if house::person_at(act.conn(), &new.slug)?.is_some_and(|other| other.id != new.id) {
            return Err(taken(&new.slug));
        }
        picture::must_exist(act, new.portrait)?;
        put_person(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// A person's profile by the rules: cleaned, with a name and a path.
pub(super) fn good_person(mut new: Person) -> ActResult<Person> {
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    named(&mut cleaning, "title", &mut new.title, NAME, false);
    named(
        &mut cleaning,
        "biography",
        &mut new.biography,
        PARAGRAPH,
        false,
    );
    new.slug = cleaning.slug("slug", &new.slug);
    new.email = new
        .email
        .map(|email| cleaning.name("email", &email, NAME * 2))
        .filter(|email| !email.is_empty());
    let links = std::mem::take(&mut new.links);
    for (n, link) in links.iter().enumerate() {
        let link = cleaning.line("links", link, LINE);
        if !is_address(&link) {
            cleaning.wrong(&format!("links[{n}]"), FieldWhy::NotAnAddress);
        }
        if !new.links.contains(&link) {
            new.links.push(link);
        }
    }
    if new.links.len() > MOST_LINKS {
        cleaning.wrong("links", FieldWhy::TooMany(MOST_LINKS));
    }
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    Ok(new)
}

/// A whole address on the web.
fn is_address(link: &str) -> bool {
    let rest = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
        && siraj_editorial::body::is_allowed_address(link)
}

/// Writes a topic.
///
/// # Errors
/// Not an editor; a name missing; a path that is taken or none.
pub async fn save_topic(room: &Room, actor: Actor, mut new: Topic) -> ActResult<Done<Topic>> {
    may(room, &actor, Right::Curate, "save_topic").await?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    named(
        &mut cleaning,
        "description",
        &mut new.description,
        PARAGRAPH,
        false,
    );
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
        picture::must_exist(act, new.picture)?;
        put_topic(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Writes a running story.
///
/// # Errors
/// Not an editor; a title missing; a path that is taken or none.
pub async fn save_story(room: &Room, actor: Actor, mut new: Story) -> ActResult<Done<Story>> {
    may(room, &actor, Right::Curate, "save_story").await?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "title", &mut new.title, NAME, true);
    named(&mut cleaning, "summary", &mut new.summary, PARAGRAPH, false);
    new.slug = cleaning.slug("slug", &new.slug);
    for (n, milestone) in new.timeline.iter_mut().enumerate() {
        let field = format!("timeline[{n}]");
        named(&mut cleaning, &field, &mut milestone.words, LINE, true);
        if milestone.day.parse::<jiff::civil::Date>().is_err() {
            cleaning.wrong(&field, FieldWhy::NotADay);
        }
    }
    if new.timeline.len() > MOST_MILESTONES {
        cleaning.wrong("timeline", FieldWhy::TooMany(MOST_MILESTONES));
    }
    new.timeline.sort_by(|one, other| one.day.cmp(&other.day));
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "save_story", move |act| {
        act.about("story", new.id);
        if house::story_at(act.conn(), &new.slug)?.is_some_and(|other| other.id != new.id) {
            return Err(taken(&new.slug));
        }
        picture::must_exist(act, new.picture)?;
        put_story(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Writes an agency or a network.
///
/// # Errors
/// Not a chief; a name missing; a key that is taken or none.
pub async fn save_source(room: &Room, actor: Actor, mut new: Source) -> ActResult<Done<Source>> {
    may(room, &actor, Right::Govern, "save_source").await?;
    let mut cleaning = Cleaning::default();
    named(&mut cleaning, "name", &mut new.name, NAME, true);
    new.slug = cleaning.slug("slug", &new.slug);
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    room.act(by(&actor), "save_source", move |act| {
        let sources = house::sources(act.conn())?;
        if sources
            .iter()
            .any(|other| other.slug == new.slug && other.id != new.id)
        {
            return Err(taken(&new.slug));
        }
        house::save_source(act, &new)?;
        Ok(new.clone())
    })
    .await
}
