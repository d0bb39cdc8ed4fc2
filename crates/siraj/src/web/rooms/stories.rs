//! The running stories: what has happened so far, what happened on which day, which
//! articles belong to one; made one where two are the same. For editors.

use super::form::{Field, Kind as FieldKind, Typed, by_language, keeping, told};
use super::gate::Gate;
use super::going::{self, Changes, Goes, Leaves};
use super::house::{editions, failed};
use super::page::{self, Frame, Said};
use super::sent::{Asked, Sent, asking};
use super::sheet::{
    FormPage, GoingWords, Group, Way, articles_in, picture_field, pictures, settled,
};
use super::topics::{self, Pages, Row, slug_of, slug_typed, under};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::slugs::{self, Kind};
use crate::store::{self, house};
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use siraj_editorial::StoryId;
use siraj_editorial::edition::Edition;
use siraj_editorial::fields::{FieldProblem, FieldWhy};
use siraj_editorial::named::Named;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::story::{MOST_MILESTONES, Milestone, Story};
use siraj_editorial::topic::Topic;

/// Where they are.
pub const HERE: &str = "/newsroom/stories";
/// How many things stand on a page of a list.
const PAGE: usize = 40;
/// How many empty days are offered beside those that are there.
const EMPTY_DAYS: usize = 2;
/// What a story with all its days takes, percent-encoded.
const FORM_BYTES: usize = 1 << 20;

/// The routes of stories and topics.
pub fn router() -> Router<Gate> {
    Router::new()
        .route(HERE, get(show).post(add))
        .route(
            "/newsroom/stories/{id}",
            get(going::show::<Story>).post(going::act::<Story>),
        )
        .route(
            "/newsroom/stories/{id}/merge",
            get(going::ask_merge::<Story>).post(going::merge::<Story>),
        )
        .route(
            "/newsroom/stories/{id}/remove",
            get(going::ask_remove::<Story>).post(going::remove::<Story>),
        )
        .route(topics::HERE, get(topics::show).post(topics::add))
        .route(
            "/newsroom/topics/{id}",
            get(going::show::<Topic>).post(going::act::<Topic>),
        )
        .route(
            "/newsroom/topics/{id}/merge",
            get(going::ask_merge::<Topic>).post(going::merge::<Topic>),
        )
        .route(
            "/newsroom/topics/{id}/remove",
            get(going::ask_remove::<Topic>).post(going::remove::<Topic>),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

/// Whoever is inside and curates.
pub async fn curator(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
    let inside = gate.inside(headers).await?;
    if inside.actor.may(Right::Curate) {
        return Ok(inside);
    }
    let frame = Frame::inside(gate, &inside, "").await;
    Err(page::noticed(
        frame,
        StatusCode::FORBIDDEN,
        "not_yours_editors",
    ))
}

/// Stories and topics beside each other: where, the name, whether it is here.
pub fn tabs(frame: &Frame, here: &str) -> Vec<(&'static str, &'static str, bool)> {
    [(HERE, "house.stories"), (topics::HERE, "house.topics")]
        .map(|(url, words)| (url, frame.t(words), url == here))
        .into()
}

/// A page of a list, and the way to its other pages.
pub fn pages(all: Vec<Row>, here: &str, filters: &[(&str, &str)], page: &str) -> (Vec<Row>, Pages) {
    let count = all.len().div_ceil(PAGE);
    let now = page.parse().unwrap_or(1).clamp(1, count.max(1));
    let address = |n: usize| {
        let page = n.to_string();
        let all = [("page", page.as_str())].into_iter();
        format!("{here}?{}", asking(all.chain(filters.iter().copied())))
    };
    let pages = (1..=count)
        .filter(|_| count > 1)
        .map(|n| (address(n), n, n == now))
        .collect();
    let rows = all.into_iter().skip((now - 1) * PAGE).take(PAGE);
    (rows.collect(), pages)
}

/// What is asked of the list.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    page: String,
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "rooms/house/stories.html")]
struct StoriesPage {
    frame: Frame,
    tabs: Vec<(&'static str, &'static str, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    fields: Vec<Field>,
}

fn row(frame: &Frame, all: &[Story], story: &Story) -> Row {
    let heir = story.merged_into;
    let heir = heir.and_then(|heir| all.iter().find(|one| one.id == heir));
    let state = match heir {
        Some(heir) => {
            let heir = frame.named(&heir.title);
            let words = [("name", heir.as_str())];
            frame.isolated(&frame.messages.with("house.merged_into", &words))
        }
        None if story.running => frame.t("house.runs").to_owned(),
        None => frame.t("house.ended").to_owned(),
    };
    let name = frame.named(&story.title);
    let other = story.title.0.values().find(|one| **one != name).cloned();
    let path = format!("/story/{}", story.slug);
    let meta: Vec<String> = other.into_iter().chain([path]).collect();
    Row {
        url: format!("{HERE}/{}", story.id),
        meta: frame.isolated(&meta.join(" · ")),
        name,
        state,
    }
}

fn empty() -> Story {
    Story {
        id: StoryId(fresh_id()),
        slug: String::new(),
        title: Named::default(),
        summary: Named::default(),
        picture: None,
        running: true,
        timeline: Vec::new(),
        merged_into: None,
    }
}

async fn all(gate: &Gate, headers: &HeaderMap) -> Result<Vec<Story>, Response> {
    let read = gate.room.db.read(|c| house::all_stories(c)).await;
    read.map_err(|error| failed(headers, error))
}

async fn list(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, query): (&Inside, Query),
    refused: Option<(Story, ActError)>,
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, HERE).await;
    let editions = editions(gate, headers).await?;
    let mut all = all(gate, headers).await?;
    if query.done == "removed" {
        frame.said = Some(Said::done(frame.t("house.story_removed")));
    }
    // Those that run come first, then those that ended, then what became of others.
    all.sort_by_key(|story| (story.merged_into.is_some(), !story.running));
    let found = all.iter().map(|story| row(&frame, &all, story)).collect();
    let (rows, pages) = pages(found, HERE, &[], &query.page);
    let new = refused.as_ref().map_or_else(empty, |(new, _)| new.clone());
    let mut fields = by_language(&editions, "title", frame.t("house.story_title"), &new.title);
    let mut status = StatusCode::OK;
    if let Some((_, error)) = &refused {
        status = told(&mut frame, headers, error, &mut fields)?;
    }
    let page = StoriesPage {
        tabs: tabs(&frame, HERE),
        frame,
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

/// Makes a story of its title; the rest is written on its own page.
pub async fn add(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let mut new = empty();
    new.title = typed.named("title");
    new.slug = slug_of(&new.title);
    match acts::save_story(&gate.room, inside.actor.clone(), new.clone()).await {
        Ok(done) => Ok(page::see(&format!("{HERE}/{}", done.value.id))),
        Err(error) => {
            let refused = Some((new, error));
            list(&gate, &headers, (&inside, Query::default()), refused).await
        }
    }
}

fn fields(frame: &Frame, editions: &[Edition], story: &Story) -> Vec<Field> {
    let mut fields = by_language(
        editions,
        "title",
        frame.t("house.story_title"),
        &story.title,
    );
    let label = frame.t("house.summary");
    for field in by_language(editions, "summary", label, &story.summary) {
        fields.push(field.hint(frame.t("house.summary_hint")).of_lines(4_000));
    }
    fields.push(
        Field::tick("running", frame.t("house.running"), story.running)
            .hint(frame.t("house.running_hint")),
    );
    fields.push(
        Field::path("slug", frame.t("house.path"), &story.slug).hint(frame.t("house.path_hint")),
    );
    fields
}

/// A group for each day, and some for days to come.
fn days(frame: &Frame, editions: &[Edition], story: &Story) -> Vec<Field> {
    let known = story.timeline.len();
    let rows = (known + EMPTY_DAYS).min(MOST_MILESTONES.max(known));
    let empty = Milestone {
        day: String::new(),
        words: Named::default(),
    };
    (0..rows)
        .flat_map(|n| {
            let milestone = story.timeline.get(n).unwrap_or(&empty);
            let day = Field {
                kind: FieldKind::Day,
                ..Field::line(format!("day[{n}]"), frame.t("house.day"), &milestone.day)
            };
            let id = format!("timeline[{n}]");
            let words = by_language(editions, &id, frame.t("house.day_words"), &milestone.words);
            let words = words.into_iter().map(|field| field.most(500));
            std::iter::once(day).chain(words)
        })
        .collect()
}

/// A day that is none is told at the day, not at its words.
fn at_days(error: ActError) -> ActError {
    let ActError::Fields(problems) = error else {
        return error;
    };
    let problems = problems.into_iter().map(|problem| match problem.why {
        FieldWhy::NotADay => {
            FieldProblem::new(problem.field.replace("timeline", "day"), problem.why)
        }
        _ => problem,
    });
    ActError::Fields(problems.collect())
}

impl Changes for Story {
    fn known_as(self, id: StoryId) -> Self {
        Self { id, ..self }
    }

    fn typed_over(&self, typed: &Typed, editions: &[Edition]) -> Self {
        let title = keeping(typed.named("title"), &self.title, editions);
        let timeline = (0..MOST_MILESTONES)
            .map(|n| Milestone {
                day: typed.get(&format!("day[{n}]")).trim().to_owned(),
                words: typed.named(&format!("timeline[{n}]")),
            })
            // A day is taken away by emptying it.
            .filter(|one| !one.day.is_empty() || !one.words.is_empty())
            .collect();
        Self {
            slug: slug_typed(typed, &title),
            summary: keeping(typed.named("summary"), &self.summary, editions),
            picture: typed.id("picture"),
            running: typed.has("running"),
            title,
            timeline,
            ..self.clone()
        }
    }

    async fn save(room: &Room, actor: Actor, new: Self) -> ActResult<Done<Self>> {
        acts::save_story(room, actor, new).await
    }

    async fn draw(
        gate: &Gate,
        headers: &HeaderMap,
        (inside, all): (&Inside, &[Self]),
        (story, outcome): (&Self, Result<Option<String>, ActError>),
    ) -> Result<Response, Response> {
        let mut frame = Frame::inside(gate, inside, HERE).await;
        let editions = editions(gate, headers).await?;
        let mut fields = fields(&frame, &editions, story);
        let (id, picture, asks) = (story.id, story.picture, frame.clone());
        let read = gate.room.db.read(move |c| {
            let old = slugs::old(c, Kind::Story, &id.to_string())?;
            let articles = articles_in(c, &asks, |edition| List::Story(edition, id))?;
            Ok::<_, store::Error>((old, articles, pictures(c, picture)?))
        });
        let (old, articles, pictures) = read.await.map_err(|error| failed(headers, error))?;
        fields.push(picture_field(&frame, "picture", &pictures, story.picture));
        let own = fields.len();
        fields.extend(days(&frame, &editions, story));
        let outcome = outcome.map_err(at_days);
        let (status, undo) = settled(&mut frame, headers, outcome, &mut fields)?;
        let days = fields.split_off(own);
        let here = format!("{HERE}/{}", story.id);
        let way = |end: &str, words, what| Way {
            url: format!("{here}/{end}"),
            words: frame.t(words).to_owned(),
            what: frame.t(what).to_owned(),
        };
        let page = FormPage {
            back: (HERE.to_owned(), frame.t("house.stories").to_owned()),
            title: frame.named(&story.title),
            under: under(&frame, "story", &old, row(&frame, all, story)),
            public: Some(format!("/story/{}", story.slug)).filter(|_| story.merged_into.is_none()),
            ways: vec![
                way("merge", "house.merge_story", "house.merge_story_what"),
                way("remove", "house.remove_story", "house.remove_story_what"),
            ],
            here,
            fields,
            groups: vec![Group {
                legend: frame.t("house.days").to_owned(),
                hint: frame.t("house.days_hint").to_owned(),
                fields: days,
            }],
            undo,
            articles: Some(articles),
            frame,
        };
        Ok(page::page(status, &page))
    }
}

impl Goes for Story {
    type Id = StoryId;
    const HERE: &'static str = HERE;
    const PLACE: &'static str = HERE;
    const END: &'static str = "";
    const WORDS: GoingWords = GoingWords {
        into: "house.merge_into_story",
        merge_title: "house.merge_story_title",
        merge: "house.merge_story",
        addresses: "house.merge_story_addresses",
        alone: "house.no_other_story",
        remove_title: "house.remove_title",
        remove: "house.remove_story",
    };

    fn id(&self) -> StoryId {
        self.id
    }

    fn called(&self) -> &Named {
        &self.title
    }

    fn slug(&self) -> &str {
        &self.slug
    }

    fn is_merged(&self) -> bool {
        self.merged_into.is_some()
    }

    fn all(c: &mut Conn<'_>) -> store::Result<Vec<Self>> {
        house::all_stories(c)
    }

    async fn whose(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
        curator(gate, headers).await
    }

    async fn merge(room: &Room, actor: Actor, gone: StoryId, heir: StoryId) -> ActResult<Done<()>> {
        acts::merge_story(room, actor, gone, heir).await
    }
}

impl Leaves for Story {
    async fn remove(room: &Room, actor: Actor, id: StoryId) -> ActResult<Done<()>> {
        acts::remove_story(room, actor, id).await
    }
}
