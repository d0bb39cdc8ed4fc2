//! The topics that readers follow: found, named, described, made one where two are the
//! same, taken away where nothing names them. For editors.

use super::form::{Choice, Field, Typed, by_language, keeping, told};
use super::gate::Gate;
use super::going::{Changes, Goes, Leaves};
use super::house::{editions, failed};
use super::page::{self, Frame, Said};
use super::sent::{Asked, Sent};
use super::sheet::{
    FormPage, GoingWords, Way, articles_in, old_paths, picture_field, pictures, settled,
};
use super::stories::{HERE as STORIES, curator, pages, tabs};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::slugs::{self, Kind};
use crate::store::{self, house};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::edition::Edition;
use siraj_editorial::named::Named;
use siraj_editorial::role::Actor;
use siraj_editorial::topic::{Topic, TopicKind};
use siraj_editorial::{Language, TopicId};
use std::collections::BTreeMap;

/// Where they are.
pub const HERE: &str = "/newsroom/topics";

const KINDS: [(TopicKind, &str, &str); 6] = [
    (TopicKind::Person, "person", "reader.topic_person"),
    (
        TopicKind::Organisation,
        "organisation",
        "reader.topic_organisation",
    ),
    (TopicKind::Place, "place", "reader.topic_place"),
    (TopicKind::Document, "document", "reader.topic_document"),
    (TopicKind::Event, "event", "reader.topic_event"),
    (TopicKind::Subject, "subject", "reader.topic_subject"),
];

fn kind_words(frame: &Frame, kind: TopicKind) -> &'static str {
    let found = KINDS.iter().find(|(one, _, _)| *one == kind);
    frame.t(found.map_or("reader.topic_subject", |(_, _, key)| *key))
}

/// What is asked of the list.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    q: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    done: String,
}

/// A thing in a list.
pub struct Row {
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub name: String,
    /// More about it.
    pub meta: String,
    /// What has become of it, where that is not plain.
    pub state: String,
}

/// The pages of a list: where each is, its number, whether it is this one.
pub type Pages = Vec<(String, usize, bool)>;

#[derive(Template)]
#[template(path = "rooms/house/topics.html")]
struct TopicsPage {
    frame: Frame,
    tabs: Vec<(&'static str, &'static str, bool)>,
    query: Query,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    pages: Pages,
    /// Whether there is any topic at all.
    any: bool,
    fields: Vec<Field>,
}

/// Whether a topic is meant by these words, folded.
fn is_meant(topic: &Topic, words: &str) -> bool {
    let holds = |name: &String| siraj_arabic::fold(name).contains(words);
    topic.slug.contains(words)
        || topic.name.0.values().any(holds)
        || topic.aliases.values().flatten().any(holds)
}

fn row(frame: &Frame, all: &[Topic], topic: &Topic) -> Row {
    let name = frame.named(&topic.name);
    let mut meta = vec![kind_words(frame, topic.kind).to_owned()];
    meta.extend(topic.name.0.values().filter(|one| **one != name).cloned());
    meta.push(format!("/topic/{}", topic.slug));
    let heir = topic.merged_into;
    let heir = heir.and_then(|heir| all.iter().find(|one| one.id == heir));
    Row {
        url: format!("{HERE}/{}", topic.id),
        meta: frame.isolated(&meta.join(" · ")),
        state: heir.map_or_else(String::new, |heir| {
            let heir = frame.named(&heir.name);
            let words = [("name", heir.as_str())];
            frame.isolated(&frame.messages.with("house.merged_into", &words))
        }),
        name,
    }
}

fn new_fields(frame: &Frame, editions: &[Edition], topic: &Topic) -> Vec<Field> {
    let mut fields = by_language(editions, "name", frame.t("house.name"), &topic.name);
    fields.push(kinds_field(frame, topic.kind));
    fields
}

fn kinds_field(frame: &Frame, chosen: TopicKind) -> Field {
    let kinds = KINDS.map(|(kind, name, key)| Choice::new(name, frame.t(key), kind == chosen));
    Field::one("kind", frame.t("house.topic_kind"), kinds.into())
}

fn empty() -> Topic {
    Topic {
        id: TopicId(fresh_id()),
        slug: String::new(),
        kind: TopicKind::Subject,
        name: Named::default(),
        aliases: BTreeMap::new(),
        description: Named::default(),
        merged_into: None,
        picture: None,
    }
}

async fn all(gate: &Gate, headers: &HeaderMap) -> Result<Vec<Topic>, Response> {
    let read = gate.room.db.read(|c| house::all_topics(c)).await;
    read.map_err(|error| failed(headers, error))
}

async fn list(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, query): (&Inside, Query),
    refused: Option<(Topic, ActError)>,
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, STORIES).await;
    let editions = editions(gate, headers).await?;
    let all = all(gate, headers).await?;
    if query.done == "removed" {
        frame.said = Some(Said::done(frame.t("house.topic_removed")));
    }
    let words = siraj_arabic::fold(query.q.trim());
    let mut found: Vec<Row> = all
        .iter()
        .filter(|topic| words.is_empty() || is_meant(topic, &words))
        .filter(|topic| {
            query.kind.is_empty()
                || KINDS
                    .iter()
                    .any(|(kind, name, _)| *kind == topic.kind && *name == query.kind)
        })
        .map(|topic| row(&frame, &all, topic))
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    let filters = [("q", query.q.as_str()), ("kind", query.kind.as_str())];
    let (rows, pages) = pages(found, HERE, &filters, &query.page);
    let mut kinds = vec![Choice::new(
        "",
        frame.t("house.every_kind"),
        query.kind.is_empty(),
    )];
    kinds.extend(KINDS.map(|(_, name, key)| Choice::new(name, frame.t(key), query.kind == name)));
    let new = refused.as_ref().map_or_else(empty, |(new, _)| new.clone());
    let mut fields = new_fields(&frame, &editions, &new);
    let mut status = StatusCode::OK;
    if let Some((_, error)) = &refused {
        status = told(&mut frame, headers, error, &mut fields)?;
    }
    for field in &mut fields {
        field.place = format!("new-{}", field.id);
    }
    let page = TopicsPage {
        tabs: tabs(&frame, HERE),
        any: !all.is_empty(),
        frame,
        query,
        kinds,
        rows,
        pages,
        fields,
    };
    Ok(page::page(status, &page))
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    list(&gate, &headers, (&inside, query), None).await
}

/// Makes a topic of its names; the rest is written on its own page.
pub async fn add(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let mut new = empty();
    new.name = typed.named("name");
    new.kind = kind(&typed, new.kind);
    new.slug = slug_of(&new.name);
    match acts::save_topic(&gate.room, inside.actor.clone(), new.clone()).await {
        Ok(done) => Ok(page::see(&format!("{HERE}/{}", done.value.id))),
        Err(error) => {
            let refused = Some((new, error));
            list(&gate, &headers, (&inside, Query::default()), refused).await
        }
    }
}

fn kind(typed: &Typed, now: TopicKind) -> TopicKind {
    let found = KINDS.iter().find(|(_, name, _)| *name == typed.get("kind"));
    found.map_or(now, |(kind, _, _)| *kind)
}

/// A path made of a name: of the Latin one where there is one, for it is typed anywhere.
pub fn slug_of(name: &Named) -> String {
    let words = name.0.values().find(|words| words.is_ascii());
    let words = words.or_else(|| name.0.values().next());
    siraj_arabic::slug(words.map_or("", String::as_str))
}

/// The path that was typed, or one made of the name.
pub fn slug_typed(typed: &Typed, name: &Named) -> String {
    match typed.get("slug").trim() {
        "" => slug_of(name),
        slug => slug.to_owned(),
    }
}

fn fields(frame: &Frame, editions: &[Edition], topic: &Topic) -> Vec<Field> {
    let mut fields = new_fields(frame, editions, topic);
    for edition in editions {
        let known = topic.aliases.get(&edition.language);
        let lines = known.map(|all| all.join("\n")).unwrap_or_default();
        let one = std::slice::from_ref(edition);
        let words = Named::one(edition.language.clone(), lines);
        let label = format!("{} ({})", frame.t("house.aliases"), edition.label);
        for mut field in by_language(one, "aliases", &label, &words) {
            frame.t("house.aliases_hint").clone_into(&mut field.hint);
            fields.push(field.of_lines(4_000));
        }
    }
    let label = frame.t("house.about_it");
    for field in by_language(editions, "description", label, &topic.description) {
        fields.push(field.of_lines(4_000));
    }
    fields.push(
        Field::path("slug", frame.t("house.path"), &topic.slug).hint(frame.t("house.path_hint")),
    );
    fields
}

/// What stands under a title: what it is, what became of it, which old paths lead to it.
pub fn under(frame: &Frame, base: &str, old: &[String], row: Row) -> String {
    let mut parts = vec![row.meta];
    if !row.state.is_empty() {
        parts.push(row.state);
    }
    let old = old_paths(frame, &format!("/{base}"), old);
    parts.extend(old.map(|old| frame.isolated(&old)));
    parts.join(" · ")
}

impl Changes for Topic {
    fn known_as(self, id: TopicId) -> Self {
        Self { id, ..self }
    }

    fn typed_over(&self, typed: &Typed, editions: &[Edition]) -> Self {
        let name = keeping(typed.named("name"), &self.name, editions);
        let mut aliases = self.aliases.clone();
        for edition in editions {
            let lines = typed.get(&format!("aliases.{}", edition.language)).lines();
            let lines = lines.map(|line| line.trim().to_owned());
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            aliases.insert(edition.language.clone(), lines);
        }
        aliases.retain(|_: &Language, lines| !lines.is_empty());
        Self {
            slug: slug_typed(typed, &name),
            kind: kind(typed, self.kind),
            description: keeping(typed.named("description"), &self.description, editions),
            aliases,
            picture: typed.id("picture"),
            name,
            ..self.clone()
        }
    }

    async fn save(room: &Room, actor: Actor, new: Self) -> ActResult<Done<Self>> {
        acts::save_topic(room, actor, new).await
    }

    async fn draw(
        gate: &Gate,
        headers: &HeaderMap,
        (inside, all): (&Inside, &[Self]),
        (topic, outcome): (&Self, Result<Option<String>, ActError>),
    ) -> Result<Response, Response> {
        let mut frame = Frame::inside(gate, inside, STORIES).await;
        let editions = editions(gate, headers).await?;
        let mut fields = fields(&frame, &editions, topic);
        let (id, picture, asks) = (topic.id, topic.picture, frame.clone());
        let read = gate.room.db.read(move |c| {
            let old = slugs::old(c, Kind::Topic, &id.to_string())?;
            let articles = articles_in(c, &asks, |edition| List::Topic(edition, id))?;
            Ok::<_, store::Error>((old, articles, pictures(c, picture)?))
        });
        let (old, articles, pictures) = read.await.map_err(|error| failed(headers, error))?;
        fields.push(picture_field(&frame, "picture", &pictures, topic.picture));
        let (status, undo) = settled(&mut frame, headers, outcome, &mut fields)?;
        let here = format!("{HERE}/{}", topic.id);
        let way = |end: &str, words, what| Way {
            url: format!("{here}/{end}"),
            words: frame.t(words).to_owned(),
            what: frame.t(what).to_owned(),
        };
        let page = FormPage {
            back: (HERE.to_owned(), frame.t("house.topics").to_owned()),
            title: frame.named(&topic.name),
            under: under(&frame, "topic", &old, row(&frame, all, topic)),
            public: Some(format!("/topic/{}", topic.slug)).filter(|_| topic.merged_into.is_none()),
            ways: vec![
                way("merge", "house.merge_topic", "house.merge_topic_what"),
                way("remove", "house.remove_topic", "house.remove_topic_what"),
            ],
            here,
            fields,
            groups: Vec::new(),
            undo,
            articles: Some(articles),
            frame,
        };
        Ok(page::page(status, &page))
    }
}

impl Goes for Topic {
    type Id = TopicId;
    const HERE: &'static str = HERE;
    const PLACE: &'static str = STORIES;
    const END: &'static str = "";
    const WORDS: GoingWords = GoingWords {
        into: "house.merge_into_topic",
        merge_title: "house.merge_topic_title",
        merge: "house.merge_topic",
        addresses: "house.merge_topic_addresses",
        alone: "house.no_other_topic",
        remove_title: "house.remove_title",
        remove: "house.remove_topic",
    };

    fn id(&self) -> TopicId {
        self.id
    }

    fn called(&self) -> &Named {
        &self.name
    }

    fn slug(&self) -> &str {
        &self.slug
    }

    fn is_merged(&self) -> bool {
        self.merged_into.is_some()
    }

    fn all(c: &mut Conn<'_>) -> store::Result<Vec<Self>> {
        house::all_topics(c)
    }

    async fn whose(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
        curator(gate, headers).await
    }

    async fn merge(room: &Room, actor: Actor, gone: TopicId, heir: TopicId) -> ActResult<Done<()>> {
        acts::merge_topic(room, actor, gone, heir).await
    }
}

impl Leaves for Topic {
    async fn remove(room: &Room, actor: Actor, id: TopicId) -> ActResult<Done<()>> {
        acts::remove_topic(room, actor, id).await
    }
}
