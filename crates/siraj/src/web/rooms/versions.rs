//! The revisions of an article: who saved what and when, any two word by word beside each
//! other, and an older one brought back as a new one. Works without a script.

use super::gate::Gate;
use super::page::{self, Frame, Said};
use super::sent::{Asked, Last, Sent};
use super::write::{self, ARTICLES, Read, title, words_of};
use crate::actions::write as acts;
use crate::messages::Argument;
use crate::pages::model::Moment;
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::{articles, house, sections};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::byline::Signatory;
use siraj_editorial::compare::{Fate, Passage, Piece, Row, passages, rows, words_changed};
use siraj_editorial::named::Named;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::{Language, PersonId, RevisionId, Timestamp};
use std::collections::HashMap;

/// Which two are asked for, and what was done just before.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    done: String,
}

/// What is to be brought back, over what was newest when the page was made.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    revision: String,
    head: String,
}

/// A revision in the list.
struct Version {
    id: String,
    number: i64,
    who: String,
    at: Moment,
    changed: String,
    is_newest: bool,
    is_public: bool,
    is_old: bool,
    is_new: bool,
}

/// A passage of the comparison.
struct Shown {
    what: &'static str,
    class: &'static str,
    pieces: Vec<Piece>,
    /// How many equal passages are folded here.
    folded: String,
    lines: Vec<String>,
}

impl Shown {
    /// The element of a piece.
    const fn element(piece: &Piece) -> &'static str {
        match piece.fate {
            Fate::Kept => "span",
            Fate::Removed => "del",
            Fate::Added => "ins",
        }
    }
}

#[derive(Template)]
#[template(path = "rooms/versions.html")]
struct VersionsPage {
    frame: Frame,
    url: String,
    title: String,
    tag: String,
    dir: &'static str,
    state: &'static str,
    state_class: &'static str,
    head: String,
    versions: Vec<Version>,
    compared: Option<String>,
    shown: Vec<Shown>,
    may_edit: bool,
}

/// Revisions with the names that stand in them.
struct Kept {
    read: Read,
    revisions: Vec<Revision>,
    people: HashMap<PersonId, Named>,
    /// Each revision's passages, in their order.
    passages: Vec<Vec<Passage>>,
}

fn kept(
    c: &mut Conn<'_>,
    called: &str,
    frame: &Frame,
    reader: (&siraj_editorial::role::Actor, Timestamp),
) -> ActResult<Kept> {
    let read = write::read(c, called, reader)?;
    let revisions = articles::revisions(c, read.article.id)?;
    let all = house::all_people(c)?.into_iter();
    let people: HashMap<PersonId, Named> = all.map(|one| (one.id, one.name)).collect();
    let names = Names::of(c, &read, &people)?;
    let passages = revisions
        .iter()
        .map(|revision| names.passages(&revision.manuscript, frame))
        .collect();
    Ok(Kept {
        read,
        revisions,
        people,
        passages,
    })
}

/// What a manuscript refers to, by name.
struct Names<'a> {
    people: &'a HashMap<PersonId, Named>,
    sections: HashMap<String, String>,
    topics: HashMap<String, Named>,
    stories: HashMap<String, Named>,
    sources: HashMap<String, Named>,
}

impl<'a> Names<'a> {
    fn of(c: &mut Conn<'_>, read: &Read, people: &'a HashMap<PersonId, Named>) -> ActResult<Self> {
        let sections = sections::all(c, read.edition.id)?.into_iter();
        let topics = house::all_topics(c)?.into_iter();
        let stories = house::all_stories(c)?.into_iter();
        let sources = house::sources(c)?.into_iter();
        Ok(Self {
            people,
            sections: sections.map(|one| (one.id.to_string(), one.name)).collect(),
            topics: topics.map(|one| (one.id.to_string(), one.name)).collect(),
            stories: stories.map(|one| (one.id.to_string(), one.title)).collect(),
            sources: sources.map(|one| (one.id.to_string(), one.name)).collect(),
        })
    }

    /// The fields and the text.
    fn passages(&self, text: &Manuscript, frame: &Frame) -> Vec<Passage> {
        let called = |names: &HashMap<String, Named>, id: String| {
            names
                .get(&id)
                .map_or_else(String::new, |name| frame.named(name))
        };
        let bylines: Vec<String> = text
            .bylines
            .iter()
            .map(|byline| match &byline.who {
                Signatory::Person(id) => self
                    .people
                    .get(id)
                    .map_or_else(String::new, |name| frame.named(name)),
                Signatory::Guest(name) => name.clone(),
            })
            .collect();
        let mut dateline: Vec<String> = text.dateline.place.iter().cloned().collect();
        let sources = text.dateline.sources.iter();
        dateline.extend(sources.map(|id| called(&self.sources, id.to_string())));
        dateline.extend(text.dateline.as_sent.clone());
        let topics = text.topics.iter();
        let topics: Vec<String> = topics
            .map(|id| called(&self.topics, id.to_string()))
            .collect();
        let story = text.story.map(|id| called(&self.stories, id.to_string()));
        let section = self.sections.get(&text.section.to_string());
        let picture = text.picture.map(|id| id.to_string());
        let mut all = vec![
            Passage::field("kicker", text.kicker.clone()),
            Passage::field("headline", text.headline.clone()),
            Passage::field("standfirst", text.standfirst.clone()),
        ];
        all.extend(passages(&text.body));
        all.extend([
            Passage::field("section", section.cloned().unwrap_or_default()),
            Passage::field("bylines", bylines.join("\n")),
            Passage::field("dateline", dateline.join("\n")),
            Passage::field("topics", topics.join("\n")),
            Passage::field("story", story.unwrap_or_default()),
            Passage::field("slug", text.slug.clone().unwrap_or_default()),
            Passage {
                form: picture.unwrap_or_default(),
                ..Passage::field("lead_picture", "")
            },
        ]);
        all
    }
}

impl Kept {
    fn place(&self, id: &str) -> Option<usize> {
        let id: RevisionId = id.parse().ok()?;
        self.revisions.iter().position(|one| one.id == id)
    }

    /// The older and the newer of the two that are asked for; else the newest and the one before it.
    fn pair(&self, query: &Query) -> Option<(usize, usize)> {
        let new = self.place(&query.new).unwrap_or(0);
        let old = self.place(&query.old).unwrap_or(new + 1);
        let (old, new) = (old.max(new), old.min(new));
        (old < self.revisions.len() && old != new).then_some((old, new))
    }

    fn versions(&self, frame: &Frame, pair: Option<(usize, usize)>) -> Vec<Version> {
        let publication = self.read.article.publication.as_ref();
        let one = |(n, revision): (usize, &Revision)| {
            let own = self.passages.get(n).map_or(&[][..], Vec::as_slice);
            let before = self.passages.get(n + 1).map_or(&[][..], Vec::as_slice);
            let changed = words_changed(before, own) as u64;
            let who = self.people.get(&revision.by).map(|name| frame.named(name));
            Version {
                id: revision.id.to_string(),
                number: revision.number,
                who: who.unwrap_or_else(|| frame.t("log.former").to_owned()),
                at: frame.moment(revision.at),
                changed: frame
                    .messages
                    .with("write.words_changed", &[("n", Argument::Count(changed))]),
                is_newest: n == 0,
                is_public: publication.is_some_and(|public| public.revision == revision.id),
                is_old: pair.is_some_and(|(old, _)| old == n),
                is_new: pair.is_some_and(|(_, new)| new == n),
            }
        };
        self.revisions.iter().enumerate().map(one).collect()
    }

    fn compared(&self, frame: &Frame, (old, new): (usize, usize)) -> Vec<Shown> {
        let of = |n: usize| self.passages.get(n).map_or(&[][..], Vec::as_slice);
        rows(of(old), of(new))
            .into_iter()
            .filter_map(|row| shown(frame, row))
            .collect()
    }
}

/// What a row says; nothing where only empty fields are equal.
fn shown(frame: &Frame, row: Row) -> Option<Shown> {
    let whole = |passage: Passage, class, fate| Shown {
        what: frame.t(kind_key(passage.kind)),
        class,
        pieces: vec![Piece {
            fate,
            text: passage.text,
        }],
        folded: String::new(),
        lines: Vec::new(),
    };
    Some(match row {
        Row::Same(passages) => {
            let lines: Vec<String> = passages
                .into_iter()
                .map(|passage| passage.text)
                .filter(|text| !text.is_empty())
                .collect();
            if lines.is_empty() {
                return None;
            }
            let n = [("n", Argument::Count(lines.len() as u64))];
            Shown {
                what: "",
                class: "same",
                pieces: Vec::new(),
                folded: frame.messages.with("write.same_passages", &n),
                lines,
            }
        }
        Row::Form(passage) => whole(passage, "form", Fate::Kept),
        Row::Added(passage) => whole(passage, "added", Fate::Added),
        Row::Removed(passage) => whole(passage, "removed", Fate::Removed),
        Row::Changed { kind, pieces } => Shown {
            what: frame.t(kind_key(kind)),
            class: "changed",
            pieces,
            folded: String::new(),
            lines: Vec::new(),
        },
    })
}

/// The sentence of what a passage is.
fn kind_key(kind: &str) -> &'static str {
    match kind {
        "kicker" => "write.kicker",
        "headline" => "write.headline",
        "standfirst" => "write.standfirst",
        "subhead" => "write.kind_subhead",
        "list" => "write.kind_list",
        "quotation" | "pull_quote" => "write.kind_quotation",
        "picture" | "lead_picture" => "write.kind_picture",
        "gallery" => "write.kind_gallery",
        "fact_box" => "write.kind_fact_box",
        "key_points" => "write.kind_key_points",
        "table" => "write.kind_table",
        "related" => "write.kind_related",
        "embed" => "write.kind_embed",
        "divider" => "write.kind_divider",
        "section" => "write.section",
        "bylines" => "write.bylines",
        "dateline" => "write.dateline",
        "topics" => "write.topics",
        "story" => "write.story",
        "slug" => "write.slug",
        _ => "write.kind_paragraph",
    }
}

pub async fn show(
    State(gate): State<Gate>,
    Last(called): Last,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let said =
        |frame: &Frame| (query.done == "restored").then(|| Said::done(frame.t("write.restored")));
    made(&gate, &called, &query, &headers, said, StatusCode::OK).await
}

async fn made(
    gate: &Gate,
    called: &str,
    query: &Query,
    headers: &HeaderMap,
    say: impl FnOnce(&Frame) -> Option<Said>,
    status: StatusCode,
) -> Result<Response, Response> {
    let inside = gate.inside(headers).await?;
    let mut frame = Frame::inside(gate, &inside, ARTICLES).await;
    let (asked, actor, speaker) = (called.to_owned(), inside.actor.clone(), frame.clone());
    let now = gate.room.clock.now();
    let read = gate
        .room
        .db
        .read(move |c| kept(c, &asked, &speaker, (&actor, now)));
    let kept = read
        .await
        .map_err(|error| write::failed(&frame, headers, &error))?;
    let article = &kept.read.article;
    if let Some(way) = write::other_spelling(called, article, "/versions") {
        return Ok(way);
    }
    frame.said = say(&frame);
    let pair = kept.pair(query);
    let language: &Language = &kept.read.edition.language;
    let (state, state_class) = words_of(
        article.state(gate.room.clock.now()),
        article.has_pending_revision(),
    );
    let versions = kept.versions(&frame, pair);
    let number = |n: usize| kept.revisions.get(n).map_or(0, |one| one.number);
    let compared = pair.map(|(old, new)| {
        let pair = [
            ("old", Argument::Count(number(old).unsigned_abs())),
            ("new", Argument::Count(number(new).unsigned_abs())),
        ];
        frame.messages.with("write.compared", &pair)
    });
    let page = VersionsPage {
        url: format!("{ARTICLES}/{}", article.short_id),
        title: title(&frame, &kept.read.newest.manuscript),
        tag: language.tag().to_owned(),
        dir: language.direction().as_str(),
        state: frame.t(state),
        state_class,
        head: article.head.to_string(),
        shown: pair.map_or_else(Vec::new, |pair| kept.compared(&frame, pair)),
        may_edit: article.may_edit(&inside.actor) && article.binned.is_none(),
        versions,
        compared,
        frame,
    };
    Ok(page::page(status, &page))
}

/// Brings an older text back.
pub async fn restore(
    State(gate): State<Gate>,
    Last(called): Last,
    headers: HeaderMap,
    Sent(wanted): Sent<Wanted>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, ARTICLES).await;
    let (asked, actor) = (called.clone(), inside.actor.clone());
    let now = gate.room.clock.now();
    let read = gate
        .room
        .db
        .read(move |c| write::read(c, &asked, (&actor, now)));
    let article = read
        .await
        .map_err(|error| write::failed(&frame, &headers, &error))?
        .article;
    let (Ok(from), Ok(base)) = (wanted.revision.parse(), wanted.head.parse()) else {
        return Err(page::noticed(frame, StatusCode::BAD_REQUEST, "garbled"));
    };
    let done = acts::restore(&gate.room, inside.actor, (article.id, base), from).await;
    match done {
        Ok(_) => Ok(page::see(&format!(
            "{ARTICLES}/{}/versions?done=restored",
            article.short_id
        ))),
        Err(error) => {
            let refused = matches!(error, ActError::Refused(_) | ActError::Fields(_));
            if !refused {
                return Err(write::failed(&frame, &headers, &error));
            }
            let short_id = article.short_id.to_string();
            let plain = || Said::stop(frame.t("write.not_restored"));
            let said = frame.why(&error).unwrap_or_else(plain);
            let why = |_: &Frame| Some(said);
            let status = StatusCode::CONFLICT;
            made(&gate, &short_id, &Query::default(), &headers, why, status).await
        }
    }
}
