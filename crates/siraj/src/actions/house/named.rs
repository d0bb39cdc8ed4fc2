//! What has names and a path shared by all editions: people, topics, running
//! stories, sources.

use super::{NAME, PARAGRAPH, may, named, taken};
use crate::actions::{by, picture};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::house;
use siraj_editorial::dateline::Source;
use siraj_editorial::fields::Cleaning;
use siraj_editorial::person::Person;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;

/// Writes a person's profile.
///
/// # Errors
/// Not a chief; a name missing; a path that is taken or none.
pub async fn save_person(room: &Room, actor: Actor, new: Person) -> ActResult<Done<Person>> {
    may(&actor, Right::Govern)?;
    let new = good_person(new)?;
    room.act(by(&actor), "save_person", move |act| {
        act.about("person", new.id);
        if house::person_at(act.conn(), &new.slug)?.is_some_and(|other| other.id != new.id) {
            return Err(taken(&new.slug));
        }
        picture::must_exist(act, new.portrait)?;
        house::save_person(act, &new)?;
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
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    Ok(new)
}

/// Writes a topic.
///
/// # Errors
/// Not an editor; a name missing; a path that is taken or none.
pub async fn save_topic(room: &Room, actor: Actor, mut new: Topic) -> ActResult<Done<Topic>> {
    may(&actor, Right::Curate)?;
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
        picture::must_exist(act, new.picture)?;
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
