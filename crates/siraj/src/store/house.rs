//! The house: identity, editions, sources, people, topics, running stories,
//! static pages. Each is a value kept whole beside the columns that queries ask
//! for, and each is read by id or by path.

use super::Result;
use super::changes::Act;
use super::db::{Conn, ToValue};
use super::library::settle_named;
use super::media::settle_uses;
use super::slugs::{self, Kind};
use super::touched::RowChange;
use super::values::{Json, in_list};
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::person::Person;
use siraj_editorial::story::Story;
use siraj_editorial::topic::Topic;
use siraj_editorial::{EditionId, PageId, PersonId, StoryId, TopicId};

fn one<T: DeserializeOwned>(
    c: &mut Conn<'_>,
    sql: &str,
    params: &[&dyn ToValue],
) -> Result<Option<T>> {
    c.row(sql, params, |row| Ok(row.get::<Json<T>>(0)?.0))
}

fn many<T: DeserializeOwned>(
    c: &mut Conn<'_>,
    sql: &str,
    params: &[&dyn ToValue],
) -> Result<Vec<T>> {
    c.rows(sql, params, |row| Ok(row.get::<Json<T>>(0)?.0))
}

/// Those of these rows that exist, in no order.
fn among<T: DeserializeOwned, I: ToValue>(
    c: &mut Conn<'_>,
    table: &'static str,
    ids: &[I],
) -> Result<Vec<T>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT value FROM {table} WHERE id IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    many(c, &sql, &params)
}

/// The publication's time zone; UTC where the database of zones does not know it.
#[must_use]
pub fn zone(identity: &Identity) -> TimeZone {
    TimeZone::get(&identity.time_zone).unwrap_or(TimeZone::UTC)
}

/// The publication's time zone; UTC before the house is founded.
pub fn zone_now(c: &mut Conn<'_>) -> Result<TimeZone> {
    Ok(identity(c)?.as_ref().map_or(TimeZone::UTC, zone))
}

/// The publication's identity; `None` before the house is founded.
pub fn identity(c: &mut Conn<'_>) -> Result<Option<Identity>> {
    one(c, "SELECT value FROM identity WHERE id = 1", &[])
}

/// Writes the publication's identity.
pub fn save_identity(act: &mut Act<'_, '_>, identity: &Identity) -> Result<()> {
    let before = self::identity(act.conn())?;
    act.execute(
        "INSERT INTO identity (id, value) VALUES (1, $1)
         ON CONFLICT (id) DO UPDATE SET value = excluded.value",
        &[&Json(identity)],
    )?;
    act.change(&RowChange::Identity(before.as_ref(), identity));
    let logo: Vec<_> = identity.logo.into_iter().collect();
    settle_uses(act, "identity", &logo)?;
    Ok(())
}

/// All editions in their order; the first is the publication's own.
pub fn editions(c: &mut Conn<'_>) -> Result<Vec<Edition>> {
    many(c, "SELECT value FROM editions ORDER BY position, id", &[])
}

/// Writes an edition.
pub fn save_edition(act: &mut Act<'_, '_>, edition: &Edition) -> Result<()> {
    let before: Option<Edition> = one(
        act.conn(),
        "SELECT value FROM editions WHERE id = $1",
        &[&edition.id],
    )?;
    act.execute(
        "INSERT INTO editions (id, prefix, position, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET prefix = excluded.prefix,
             position = excluded.position, value = excluded.value",
        &[
            &edition.id,
            &edition.prefix,
            &edition.position,
            &Json(edition),
        ],
    )?;
    act.change(&RowChange::Edition(before.as_ref(), edition));
    Ok(())
}

/// All agencies and networks.
pub fn sources(c: &mut Conn<'_>) -> Result<Vec<Source>> {
    many(c, "SELECT value FROM sources ORDER BY slug", &[])
}

/// Writes an agency or a network.
pub fn save_source(act: &mut Act<'_, '_>, source: &Source) -> Result<()> {
    act.execute(
        "INSERT INTO sources (id, slug, value) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, value = excluded.value",
        &[&source.id, &source.slug, &Json(source)],
    )?;
    act.change(&RowChange::Source);
    Ok(())
}

/// These people, in no order.
pub fn people(c: &mut Conn<'_>, ids: &[PersonId]) -> Result<Vec<Person>> {
    among(c, "people", ids)
}

/// Everybody, by path.
pub fn all_people(c: &mut Conn<'_>) -> Result<Vec<Person>> {
    many(c, "SELECT value FROM people ORDER BY slug", &[])
}

/// The person at a path.
pub fn person_at(c: &mut Conn<'_>, slug: &str) -> Result<Option<Person>> {
    one(c, "SELECT value FROM people WHERE slug = $1", &[&slug])
}

/// Writes a person's profile.
pub fn save_person(act: &mut Act<'_, '_>, person: &Person) -> Result<()> {
    let before: Option<Person> = people(act.conn(), &[person.id])?.pop();
    act.execute(
        "INSERT INTO people (id, slug, value) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug, value = excluded.value",
        &[&person.id, &person.slug, &Json(person)],
    )?;
    act.change(&RowChange::Person(before.as_ref(), person));
    let portrait: Vec<_> = person.portrait.into_iter().collect();
    settle_uses(act, &format!("person:{}", person.id), &portrait)?;
    settle_named(act.tx(), &format!("person:{}", person.id), &portrait)?;
    let old = before.as_ref().map(|before| before.slug.as_str());
    slugs::settle(
        act,
        Kind::Person,
        "",
        old,
        (&person.slug, &person.id.to_string()),
    )
}

/// These topics, in no order.
pub fn topics(c: &mut Conn<'_>, ids: &[TopicId]) -> Result<Vec<Topic>> {
    among(c, "topics", ids)
}

/// All topics, by path.
pub fn all_topics(c: &mut Conn<'_>) -> Result<Vec<Topic>> {
    many(c, "SELECT value FROM topics ORDER BY slug", &[])
}

/// The topic at a path.
pub fn topic_at(c: &mut Conn<'_>, slug: &str) -> Result<Option<Topic>> {
    one(c, "SELECT value FROM topics WHERE slug = $1", &[&slug])
}

/// Writes a topic.
pub fn save_topic(act: &mut Act<'_, '_>, topic: &Topic) -> Result<()> {
    let before: Option<Topic> = topics(act.conn(), &[topic.id])?.pop();
    act.execute(
        "INSERT INTO topics (id, slug, merged_into, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug,
             merged_into = excluded.merged_into, value = excluded.value",
        &[&topic.id, &topic.slug, &topic.merged_into, &Json(topic)],
    )?;
    act.change(&RowChange::Topic(before.as_ref(), Some(topic)));
    let picture: Vec<_> = topic.picture.into_iter().collect();
    settle_uses(act, &format!("topic:{}", topic.id), &picture)?;
    let old = before.as_ref().map(|before| before.slug.as_str());
    slugs::settle(
        act,
        Kind::Topic,
        "",
        old,
        (&topic.slug, &topic.id.to_string()),
    )
}

/// Takes away a topic that no text names, with every path that led to it.
pub fn remove_topic(act: &mut Act<'_, '_>, topic: &Topic) -> Result<()> {
    let id = topic.id.to_string();
    act.execute("DELETE FROM topics WHERE id = $1", &[&topic.id])?;
    act.change(&RowChange::Topic(Some(topic), None));
    settle_uses(act, &format!("topic:{id}"), &[])?;
    forget_list(act, &format!("topic:%:{id}"))?;
    slugs::forget(act, Kind::Topic, &id)
}

/// Takes away a running story that no text names, with every path that led to it.
pub fn remove_story(act: &mut Act<'_, '_>, story: &Story) -> Result<()> {
    let id = story.id.to_string();
    act.execute("DELETE FROM stories WHERE id = $1", &[&story.id])?;
    act.change(&RowChange::Story(Some(story), None));
    settle_uses(act, &format!("story:{id}"), &[])?;
    forget_list(act, &format!("story:%:{id}"))?;
    slugs::forget(act, Kind::Story, &id)
}

/// Forgets the numbered pages of lists in which nothing stands any more.
fn forget_list(act: &mut Act<'_, '_>, lists: &str) -> Result<()> {
    act.execute("DELETE FROM list_pages WHERE list LIKE $1", &[&lists])?;
    Ok(())
}

/// These running stories, in no order.
pub fn stories(c: &mut Conn<'_>, ids: &[StoryId]) -> Result<Vec<Story>> {
    among(c, "stories", ids)
}

/// All running stories, by path.
pub fn all_stories(c: &mut Conn<'_>) -> Result<Vec<Story>> {
    many(c, "SELECT value FROM stories ORDER BY slug", &[])
}

/// The running story at a path.
pub fn story_at(c: &mut Conn<'_>, slug: &str) -> Result<Option<Story>> {
    one(c, "SELECT value FROM stories WHERE slug = $1", &[&slug])
}

/// Writes a running story.
pub fn save_story(act: &mut Act<'_, '_>, story: &Story) -> Result<()> {
    let before: Option<Story> = stories(act.conn(), &[story.id])?.pop();
    act.execute(
        "INSERT INTO stories (id, slug, running, value) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug,
             running = excluded.running, value = excluded.value",
        &[&story.id, &story.slug, &story.running, &Json(story)],
    )?;
    act.change(&RowChange::Story(before.as_ref(), Some(story)));
    let picture: Vec<_> = story.picture.into_iter().collect();
    settle_uses(act, &format!("story:{}", story.id), &picture)?;
    settle_named(act.tx(), &format!("story:{}", story.id), &picture)?;
    let old = before.as_ref().map(|before| before.slug.as_str());
    slugs::settle(
        act,
        Kind::Story,
        "",
        old,
        (&story.slug, &story.id.to_string()),
    )
}

/// The static pages of an edition, in their order.
pub fn static_pages(c: &mut Conn<'_>, edition: EditionId) -> Result<Vec<StaticPage>> {
    many(
        c,
        "SELECT value FROM static_pages WHERE edition = $1 ORDER BY position, slug",
        &[&edition],
    )
}

/// The static page at a path.
pub fn static_page_at(
    c: &mut Conn<'_>,
    edition: EditionId,
    slug: &str,
) -> Result<Option<StaticPage>> {
    one(
        c,
        "SELECT value FROM static_pages WHERE edition = $1 AND slug = $2",
        &[&edition, &slug],
    )
}

/// One static page.
pub fn static_page(c: &mut Conn<'_>, id: PageId) -> Result<Option<StaticPage>> {
    one(c, "SELECT value FROM static_pages WHERE id = $1", &[&id])
}

/// Writes a static page at this place of the list.
pub fn save_static_page(act: &mut Act<'_, '_>, page: &StaticPage, position: i64) -> Result<()> {
    let before = static_page(act.conn(), page.id)?;
    let stood: Option<i64> = act.conn().row(
        "SELECT position FROM static_pages WHERE id = $1",
        &[&page.id],
        |row| row.get(0),
    )?;
    act.execute(
        "INSERT INTO static_pages (id, edition, slug, position, value) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET slug = excluded.slug,
             position = excluded.position, value = excluded.value",
        &[&page.id, &page.edition, &page.slug, &position, &Json(page)],
    )?;
    act.change(&RowChange::StaticPage(before.as_ref(), Some(page)));
    if stood != Some(position) {
        act.change(&RowChange::StaticPageOrder(page.edition));
    }
    let pictures: Vec<_> = page.body.media_ids().into_iter().collect();
    settle_uses(act, &format!("page:{}", page.id), &pictures)?;
    settle_named(act.tx(), &format!("page:{}", page.id), &pictures)?;
    let old = before.as_ref().map(|before| before.slug.as_str());
    let scope = page.edition.to_string();
    slugs::settle(
        act,
        Kind::Page,
        &scope,
        old,
        (&page.slug, &page.id.to_string()),
    )
}
