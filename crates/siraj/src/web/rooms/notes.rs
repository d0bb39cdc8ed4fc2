//! Notes beside an article: read, written, settled. The page works without a script; the
//! writing page shows the same notes in its margin.

use super::gate::Gate;
use super::names::{self, Names, article_url};
use super::page::{self, Frame, Said};
use super::sent::{Last, Sent};
use crate::actions::entry::Inside;
use crate::actions::{habit, note as acts};
use crate::pages::model::Moment;
use crate::room::ActError;
use crate::store::dockets::{self, Docket};
use crate::store::{self, articles, entry, notes as rows, tokens};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use siraj_editorial::note::{Note, NoteKind};
use siraj_editorial::{PersonId, ShortId};

/// Somebody who may be named.
struct Person {
    id: String,
    name: String,
    is_named: bool,
}

/// A note in words.
struct Row {
    id: String,
    by: String,
    at: Moment,
    is_sent_back: bool,
    /// Paragraphs, those who are named in them marked.
    words: Vec<Vec<(String, bool)>>,
    quotes: Option<String>,
    names: String,
    /// Who settled it and when, in words.
    settled: Option<String>,
}

#[derive(Template)]
#[template(path = "rooms/notes.html")]
struct NotesPage {
    frame: Frame,
    here: String,
    article: String,
    headline: String,
    open: Vec<Row>,
    settled: Vec<Row>,
    people: Vec<Person>,
    typed: String,
}

/// What was typed and not kept.
#[derive(Default)]
struct Typed {
    words: String,
    named: Vec<PersonId>,
    said: Option<Said>,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    draw(&gate, &headers, &inside, (&id, Typed::default())).await
}

/// What the page shows, read at once; `None` in the place of notes that are not for this
/// person.
struct Found {
    docket: Docket,
    notes: Option<Vec<Note>>,
    may_be_named: Vec<PersonId>,
    names: Names,
}

async fn found(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    id: &str,
) -> Result<Found, Response> {
    let nothing = || page::failed(headers, &ActError::NotFound);
    let short: ShortId = id.parse().map_err(|_| nothing())?;
    let (actor, now) = (inside.actor.clone(), gate.room.clock.now());
    let read = gate.room.db.read(move |c| {
        let Some(article) = articles::by_short_id(c, short)? else {
            return Ok(None);
        };
        let Some(docket) = dockets::of(c, article.id)? else {
            return Ok(None);
        };
        let is_named = rows::names(c, article.id, actor.person)?;
        let may = article.may_note(is_named, &actor, now);
        let notes = if may {
            Some(rows::of_article(c, article.id)?)
        } else {
            None
        };
        let mut may_be_named = Vec::new();
        for member in entry::members(c, None)? {
            if member.account.person != actor.person
                && let Some(account) = tokens::acting(c, member.account.person)?
                && article.is_seen_by(&account, now)
            {
                may_be_named.push(account.person);
            }
        }
        Ok::<_, store::Error>(Some(Found {
            docket,
            notes,
            may_be_named,
            names: Names::read(c)?,
        }))
    });
    let found = read
        .await
        .map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    found.ok_or_else(nothing)
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    (id, typed): (&str, Typed),
) -> Result<Response, Response> {
    let found = found(gate, headers, inside, id).await?;
    let mut frame = Frame::inside(gate, inside, super::list::HERE).await;
    let Some(notes) = &found.notes else {
        return Ok(page::noticed(
            frame,
            StatusCode::FORBIDDEN,
            "not_your_notes",
        ));
    };
    let article = found.docket.article;
    habit::opened(&gate.room, inside.actor.person, article)
        .await
        .map_err(|error| page::failed(headers, &error))?;
    let status = match &typed.said {
        Some(said) if said.stop => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    frame.said = typed.said;
    let row = |note: &Note| row(&frame, &found.names, note);
    let mut people: Vec<Person> = found
        .may_be_named
        .iter()
        .map(|id| Person {
            id: id.to_string(),
            name: found.names.person(&frame, *id),
            is_named: typed.named.contains(id),
        })
        .collect();
    people.sort_by_cached_key(|person| siraj_arabic::fold(&person.name));
    let url = article_url(found.docket.short_id);
    let page = NotesPage {
        here: format!("{url}/notes"),
        headline: names::headline(&frame, &found.docket),
        open: notes
            .iter()
            .filter(|note| note.settled.is_none())
            .map(row)
            .collect(),
        settled: notes
            .iter()
            .filter(|note| note.settled.is_some())
            .map(row)
            .collect(),
        article: url,
        people,
        typed: typed.words,
        frame,
    };
    Ok(page::page(status, &page))
}

fn row(frame: &Frame, names: &Names, note: &Note) -> Row {
    let named: Vec<String> = note
        .named
        .iter()
        .map(|person| names.person(frame, *person))
        .collect();
    let settled = note.settled.map(|settled| {
        let by = names.person(frame, settled.by);
        let at = frame.when(settled.at);
        frame.with(
            "notes.settled_by",
            &[("name", &by), ("when", at.words.plain())],
        )
    });
    Row {
        id: note.id.to_string(),
        by: names.person(frame, note.by),
        at: frame.when(note.at),
        is_sent_back: note.kind == NoteKind::SentBack,
        words: note
            .words
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| marked(line, &named))
            .collect(),
        quotes: note
            .anchor
            .as_ref()
            .map(|anchor| anchor.words.clone())
            .filter(|words| !words.is_empty()),
        names: frame.joined("list.then", &named),
        settled,
    }
}

/// A line with the names in it that call somebody.
fn marked(line: &str, named: &[String]) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('@') {
        let name = named.iter().find(|name| after.starts_with(name.as_str()));
        let (Some(name), tail) = (name, after) else {
            pieces.push((format!("{before}@"), false));
            rest = after;
            continue;
        };
        pieces.push((before.to_owned(), false));
        pieces.push((format!("@{name}"), true));
        rest = tail.strip_prefix(name.as_str()).unwrap_or_default();
    }
    pieces.push((rest.to_owned(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// What is sent: `words`, `named` of each person; or `settle` or `reopen` a note.
type Form = Vec<(String, String)>;

pub async fn send(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(form): Sent<Form>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let found = found(&gate, &headers, &inside, &id).await?;
    let (room, actor, article) = (&gate.room, inside.actor.clone(), found.docket.article);
    let value = |name: &str| {
        let found = form.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let named: Vec<PersonId> = form
        .iter()
        .filter(|(name, _)| name == "named")
        .filter_map(|(_, value)| value.parse().ok())
        .collect();
    let words = value("words").to_owned();
    let done = match (value("settle").parse(), value("reopen").parse()) {
        (Ok(note), _) => acts::settle(room, actor, article, note).await,
        (_, Ok(note)) => acts::reopen(room, actor, article, note).await,
        _ => {
            let said = acts::Words {
                words: words.clone(),
                named: named.clone(),
                anchor: None,
            };
            acts::note(room, actor, article, said).await
        }
    };
    let here = format!("{}/notes", article_url(found.docket.short_id));
    let error = match done {
        Ok(done) => return Ok(page::see(&format!("{here}#n-{}", done.value.id))),
        Err(error) => error,
    };
    let frame = Frame::inside(&gate, &inside, super::list::HERE).await;
    let said = match &error {
        ActError::Fields(_) => Said::stop(frame.t("notes.bad_note")),
        error => frame
            .why(error)
            .ok_or_else(|| page::failed(&headers, error))?,
    };
    let typed = Typed {
        words,
        named,
        said: Some(said),
    };
    draw(&gate, &headers, &inside, (&id, typed)).await
}
