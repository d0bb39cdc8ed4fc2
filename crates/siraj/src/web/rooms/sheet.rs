//! The page of one thing that can be changed: a form, the way back to what it was, what
//! else can be done with it; and the page that asks before one thing becomes part of
//! another or goes.

use super::form::{Choice, Field, Typed, told};
use super::page::{self, Frame, Said};
use crate::messages::Argument;
use crate::room::ActError;
use crate::store::db::Conn;
use crate::store::keys::List;
use crate::store::live::Card;
use crate::store::{self, house, lists, media};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use siraj_editorial::media::Media;
use siraj_editorial::{EditionId, MediaId, Timestamp};

/// How many pictures can be chosen from: the newest.
const PICTURES: i64 = 200;
/// How many articles are listed under a thing that they are in.
const ARTICLES: i64 = 40;

/// A way that leads on.
pub struct Way {
    /// Where.
    pub url: String,
    /// What it is called.
    pub words: String,
    /// What is there.
    pub what: String,
}

/// Fields that belong together.
pub struct Group {
    /// What they are.
    pub legend: String,
    /// What helps to fill them in.
    pub hint: String,
    /// The fields.
    pub fields: Vec<Field>,
}

/// A page that is one form, with what leads on from it.
#[derive(Template)]
#[template(path = "rooms/house/form.html")]
pub struct FormPage {
    /// The frame around it.
    pub frame: Frame,
    /// Where the form is sent.
    pub here: String,
    /// What is above it: where, and its name.
    pub back: (String, String),
    /// What it is about.
    pub title: String,
    /// What stands under the title; empty for nothing.
    pub under: String,
    /// What readers see of it, where they see it.
    pub public: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
    /// More fields, by what they belong to.
    pub groups: Vec<Group>,
    /// What was there before the act, for taking it back.
    pub undo: Option<String>,
    /// What else can be done, each with its own page.
    pub ways: Vec<Way>,
    /// The articles that name it; `None` where none could.
    pub articles: Option<Vec<Way>>,
}

impl FormPage {
    /// Whether a picture is chosen in it, which takes a script and its sentences.
    fn chooses_pictures(&self) -> bool {
        let grouped = self.groups.iter().flat_map(|group| &group.fields);
        self.fields.iter().chain(grouped).any(Field::is_picture)
    }
}

/// What would be done for good, asked before it is.
#[derive(Template)]
#[template(path = "rooms/house/merge.html")]
pub struct AskPage {
    /// The frame around it.
    pub frame: Frame,
    /// What is above it: where, and its name.
    pub back: (String, String),
    /// Where the answer is sent.
    pub here: String,
    /// The question.
    pub title: String,
    /// What it would do, in sentences.
    pub effects: Vec<String>,
    /// What has to be chosen, if anything.
    pub fields: Vec<Field>,
    /// What does it.
    pub verb: &'static str,
    /// Why it cannot be done, where it cannot.
    pub cannot: Option<&'static str>,
}

/// A value as a form keeps it, to be brought back by a button.
pub fn kept(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// The value that such a button brings back.
pub fn brought_back<T: DeserializeOwned>(typed: &Typed) -> Option<T> {
    serde_json::from_str(typed.get("before")).ok()
}

/// What became of an act, told on the page that is drawn again: that it is done, with the
/// way back, or what is wrong at which field. `None` as the way back: nothing was done yet.
///
/// # Errors
/// Where nothing can be said to the person, the answer instead.
pub fn settled(
    frame: &mut Frame,
    headers: &HeaderMap,
    outcome: Result<Option<String>, ActError>,
    fields: &mut [Field],
) -> Result<(StatusCode, Option<String>), Response> {
    match outcome {
        Ok(undo) => {
            if undo.is_some() {
                frame.said = Some(Said::done(frame.t("house.saved")));
            }
            Ok((StatusCode::OK, undo))
        }
        Err(error) => Ok((told(frame, headers, &error, fields)?, None)),
    }
}

/// Which old paths still lead to something, where any do. `base` stands before each.
pub fn old_paths(frame: &Frame, base: &str, old: &[String]) -> Option<String> {
    let paths: Vec<String> = old.iter().map(|path| format!("{base}/{path}")).collect();
    let paths = paths.join(" ");
    let words = [("paths", paths.as_str())];
    (!old.is_empty()).then(|| frame.messages.with("house.old_paths", &words))
}

/// The newest pictures of the library, and the one that is chosen.
///
/// # Errors
/// The store's.
pub fn pictures(c: &mut Conn<'_>, chosen: Option<MediaId>) -> store::Result<Vec<Media>> {
    let end = Timestamp::from_micros(i64::MAX);
    let mut all = media::newest(c, end, PICTURES)?;
    all.retain(|one| one.binned.is_none());
    if let Some(chosen) = chosen
        && !all.iter().any(|one| one.id == chosen)
    {
        all.extend(media::by_ids(c, &[chosen])?);
    }
    Ok(all)
}

/// A field that chooses a picture of the library.
pub fn picture_field(frame: &Frame, id: &str, all: &[Media], chosen: Option<MediaId>) -> Field {
    let mut choices = vec![Choice::new(
        "",
        frame.t("house.no_picture"),
        chosen.is_none(),
    )];
    choices.extend(all.iter().map(|one| {
        let words = [frame.named(&one.caption), frame.named(&one.alt)];
        let words = words.into_iter().find(|words| !words.is_empty());
        Choice::new(
            one.id.to_string(),
            words.unwrap_or_else(|| one.id.to_string()),
            chosen == Some(one.id),
        )
    }));
    Field::picture(id, frame.t("house.picture"), choices).hint(frame.t("house.picture_hint"))
}

/// The public articles in something, as ways to them, the newest first. `list` is its list
/// in an edition.
///
/// # Errors
/// The store's.
pub fn articles_in(
    c: &mut Conn<'_>,
    frame: &Frame,
    list: impl Fn(EditionId) -> List,
) -> store::Result<Vec<Way>> {
    let mut cards = Vec::new();
    for edition in house::editions(c)? {
        cards.extend(lists::head(c, &list(edition.id), ARTICLES)?);
    }
    cards.sort_by_key(|card| std::cmp::Reverse(card.first_at));
    cards.truncate(usize::try_from(ARTICLES).unwrap_or(usize::MAX));
    let way = |card: Card| Way {
        url: format!("/newsroom/articles/{}", card.short_id),
        what: frame.day(card.first_at).words.plain().to_owned(),
        words: card.headline,
    };
    Ok(cards.into_iter().map(way).collect())
}

/// The sentences with which it is asked whether a thing shall go.
#[derive(Debug, Clone, Copy)]
pub struct GoingWords {
    /// Into what.
    pub into: &'static str,
    /// The question.
    pub merge_title: &'static str,
    /// What does it.
    pub merge: &'static str,
    /// What becomes of its addresses.
    pub addresses: &'static str,
    /// There is nothing that it could become part of.
    pub alone: &'static str,
    /// The question, where it goes altogether.
    pub remove_title: &'static str,
    /// What does that.
    pub remove: &'static str,
}

/// A thing that shall become part of another, or go.
pub struct Going {
    /// Where it is.
    pub here: String,
    /// Where its own page is.
    pub back: String,
    /// Its name.
    pub name: String,
    /// What it could become part of; `None` where it is to go altogether.
    pub merging: Option<Vec<Choice>>,
    /// How many articles name it.
    pub count: u64,
    /// The sentences.
    pub words: GoingWords,
}

/// Asks before a thing goes, or says why it does not.
///
/// # Errors
/// Where nothing can be said to the person, the answer instead.
pub fn ask(
    mut frame: Frame,
    headers: &HeaderMap,
    going: Going,
    error: Option<ActError>,
) -> Result<Response, Response> {
    let (mut effects, mut fields, mut cannot) = (Vec::new(), Vec::new(), None);
    let name = [("name", going.name.as_str())];
    let (title, verb, end) = match &going.merging {
        Some(others) => {
            let chosen = others.iter().any(|one| one.chosen);
            let mut into = vec![Choice::new("", frame.t("house.choose"), !chosen)];
            into.extend(others.iter().cloned());
            into.sort_by(|one, other| one.words.cmp(&other.words));
            into.sort_by_key(|one| !one.value.is_empty());
            cannot = others.is_empty().then(|| frame.t(going.words.alone));
            fields.push(Field::one("into", frame.t(going.words.into), into));
            let n = [("n", Argument::Count(going.count))];
            effects.push(frame.messages.with("house.merge_named", &n));
            effects.push(frame.t(going.words.addresses).to_owned());
            effects.push(frame.t("house.merge_for_good").to_owned());
            (going.words.merge_title, going.words.merge, "merge")
        }
        None => {
            effects.push(frame.t("house.remove_effect").to_owned());
            (going.words.remove_title, going.words.remove, "remove")
        }
    };
    let title = frame.isolated(&frame.messages.with(title, &name));
    let verb = frame.t(verb);
    let status = match error {
        Some(error) => told(&mut frame, headers, &error, &mut fields)?,
        None => StatusCode::OK,
    };
    let page = AskPage {
        here: format!("{}/{end}", going.here),
        back: (going.back, going.name.clone()),
        title,
        effects,
        fields,
        verb,
        cannot,
        frame,
    };
    Ok(page::page(status, &page))
}
