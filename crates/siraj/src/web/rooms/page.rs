//! How a room is drawn: the frame around every page, and the answers that are no page
//! of their own.

mod spoken;

use super::gate::Gate;
use super::pictures;
use crate::actions::entry::Inside;
use crate::messages::{Argument, Messages};
use crate::pages::build::words::Words;
use crate::room::ActError;
use crate::store::{habits, house, notices};
use crate::web::api::fault::{language, sentence};
use crate::web::reply::{CachePolicy, page_headers};
use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use siraj_editorial::edition::{Edition, Identity};
use siraj_editorial::named::Named;
use siraj_editorial::refusal::Arg;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{Language, PersonId, Timestamp};

/// What stands around every page of the rooms.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The sentences of the person's language.
    pub messages: &'static Messages,
    /// The publication's name; empty where the store does not answer.
    pub publication: String,
    /// Who is inside.
    pub person: Option<String>,
    /// What they may do.
    actor: Option<Actor>,
    /// How many notices they have not read.
    pub unread: u64,
    /// Whether single keys do something.
    pub has_keys: bool,
    /// The moment at which the page is made.
    pub now: Timestamp,
    /// The place that the page belongs to; outside, its address, for the way to the other
    /// language.
    pub here: String,
    /// What was just done, or why it was not: stands above everything.
    pub said: Option<Said>,
    /// How dates and times are said; `None` where the store does not answer.
    words: Option<Words>,
    /// How many bytes a picture may have.
    pub upload_bytes: usize,
}

/// The places of the bar, in their order: where, the sentence of the name, and who has
/// something to do there.
const PLACES: &[(&str, &str, Option<Right>)] = &[
    ("/newsroom/", "desk.title", None),
    ("/newsroom/articles", "list.title", None),
    ("/newsroom/pictures", "library.nav", Some(Right::UseMedia)),
    ("/newsroom/fronts", "fronts.nav", Some(Right::Curate)),
    (
        "/newsroom/stories",
        "house.stories_nav",
        Some(Right::Curate),
    ),
    ("/newsroom/people", "rooms.people", Some(Right::Govern)),
    ("/newsroom/house", "house.nav", Some(Right::Govern)),
    ("/newsroom/log", "log.nav", Some(Right::Govern)),
];

/// Where beginning an article is what the page is for: there its button is the filled one.
const BEGINS: [&str; 3] = ["/newsroom/", "/newsroom/articles", "/newsroom/pictures"];

/// A place of the bar.
#[derive(Debug, Clone)]
pub struct Place {
    /// Where it is.
    pub url: &'static str,
    /// What it is called.
    pub words: &'static str,
    /// Whether the page is in it.
    pub is_here: bool,
}

/// Something that is said to the person.
#[derive(Debug, Clone)]
pub struct Said {
    /// Whether something did not happen.
    pub stop: bool,
    /// The words.
    pub words: String,
}

impl Said {
    /// Something was done.
    pub fn done(words: impl Into<String>) -> Self {
        Self {
            stop: false,
            words: words.into(),
        }
    }

    /// Something was not done.
    pub fn stop(words: impl Into<String>) -> Self {
        Self {
            stop: true,
            words: words.into(),
        }
    }
}

impl Frame {
    /// The frame for somebody outside, in the language that they asked for or that their
    /// browser wishes.
    pub async fn outside(
        gate: &Gate,
        headers: &HeaderMap,
        asked: Option<&str>,
        here: &str,
    ) -> Self {
        let tag = asked
            .filter(|tag| is_spoken(tag))
            .unwrap_or_else(|| language(headers));
        Self::new(gate, tag, here, None).await
    }

    /// The frame for somebody inside, in the language that they chose.
    pub async fn inside(gate: &Gate, inside: &Inside, here: &str) -> Self {
        let person = Some(inside.actor.person);
        let mut frame = Self::new(gate, &inside.sign_in.language, here, person).await;
        frame.person = Some(frame.named(&inside.person.name));
        frame.actor = Some(inside.actor.clone());
        frame
    }

    async fn new(gate: &Gate, tag: &str, here: &str, person: Option<PersonId>) -> Self {
        let read = gate.room.db.read(move |c| {
            let identity = house::identity(c)?;
            let own = match person {
                Some(person) => Some((
                    notices::unread(c, person)?,
                    habits::has(c, person, habits::NO_KEYS)?,
                )),
                None => None,
            };
            Ok::<_, crate::store::Error>((identity, house::editions(c)?, own))
        });
        let found = read.await;
        let mut frame = Self::empty(tag, here, gate.room.clock.now());
        frame.upload_bytes = gate.limits.upload();
        if let Ok((Some(identity), editions, own)) = found {
            frame.publication = frame.named(&identity.name);
            frame.words = words(&identity, &editions, tag);
            if let Some((unread, no_keys)) = own {
                frame.unread = u64::try_from(unread).unwrap_or_default();
                frame.has_keys = !no_keys;
            }
        }
        frame
    }

    fn empty(tag: &str, here: &str, now: Timestamp) -> Self {
        Self {
            messages: Messages::for_language(tag),
            publication: String::new(),
            person: None,
            actor: None,
            unread: 0,
            has_keys: false,
            now,
            here: here.to_owned(),
            said: None,
            words: None,
            upload_bytes: 0,
        }
    }

    /// A name in the page's language, or in another.
    pub fn named(&self, name: &Named) -> String {
        let language: Option<Language> = self.tag().parse().ok();
        language.map_or_else(String::new, |language| {
            name.in_language(&language).to_owned()
        })
    }

    /// Whether the button that begins an article is what the page is for.
    pub fn begins(&self) -> bool {
        BEGINS.contains(&self.here.as_str())
    }

    /// A sentence.
    pub fn t(&self, key: &'static str) -> &'static str {
        self.messages.text(key)
    }

    /// The places of the bar that are open to whoever is inside.
    pub fn places(&self) -> Vec<Place> {
        PLACES
            .iter()
            .filter(|(_, _, right)| right.is_none_or(|right| self.may(right)))
            .map(|(url, key, _)| Place {
                url,
                words: self.t(key),
                is_here: self.here == *url,
            })
            .collect()
    }

    /// Whether somebody inside has a right, whatever the section.
    pub fn may(&self, right: Right) -> bool {
        self.actor.as_ref().is_some_and(|actor| actor.may(right))
    }

    /// The language's tag.
    pub fn tag(&self) -> &'static str {
        self.messages.language()
    }

    /// The value of `dir` of the page.
    pub fn direction(&self) -> &'static str {
        let language: Option<Language> = self.tag().parse().ok();
        language.map_or("ltr", |language| language.direction().as_str())
    }

    /// The other language's tag.
    pub fn other(&self) -> &'static str {
        if self.tag() == "ar" { "en" } else { "ar" }
    }

    /// Words with what is foreign in them isolated.
    pub fn isolated(&self, words: &str) -> String {
        let language: Option<Language> = self.tag().parse().ok();
        language.map_or_else(
            || words.to_owned(),
            |language| siraj_arabic::isolate_plain(words, language.direction()),
        )
    }

    /// What a language calls itself.
    pub fn name_of(&self, tag: &str) -> &'static str {
        Messages::for_language(tag).text("rooms.own_name")
    }

    /// The address of an asset.
    pub fn asset(&self, logical: &str) -> &'static str {
        crate::assets::address(logical).unwrap_or_default()
    }

    /// The fonts that every page asks for at once.
    pub fn fonts(&self) -> [&'static str; 2] {
        crate::assets::preload_fonts()
    }

    /// What scripts say of pictures, as a block that any page can bring along.
    pub fn picture_words(&self) -> String {
        pictures::script_words(self)
    }

    /// The same frame, saying something.
    #[must_use]
    pub fn saying(mut self, said: Said) -> Self {
        self.said = Some(said);
        self
    }

    /// How long somebody has to wait who has guessed too often.
    pub fn wait(&self, seconds: u64) -> Said {
        let minutes = [("n", Argument::Count(seconds.div_ceil(60)))];
        Said::stop(self.messages.with("rooms.wait", &minutes))
    }

    /// Why an act was not done, in words.
    pub fn why(&self, error: &ActError) -> Option<Said> {
        let ActError::Refused(refusal) = error else {
            return None;
        };
        let said = refusal.message();
        let utc = jiff::tz::TimeZone::UTC;
        // Moments are said as the editions say them.
        let args: Vec<(&'static str, Arg)> = said
            .args
            .into_iter()
            .map(|(name, arg)| match arg {
                Arg::Moment(at) => (name, Arg::Words(self.moment(at).words.plain().to_owned())),
                arg => (name, arg),
            })
            .collect();
        Some(Said::stop(sentence(self.messages, said.key, &args, &utc)))
    }
}

/// How the edition of a language speaks; where there is none, how the publication's own
/// edition would in that language.
fn words(identity: &Identity, editions: &[Edition], tag: &str) -> Option<Words> {
    let own = editions.iter().find(|one| one.language.tag() == tag);
    if let Some(edition) = own {
        return Some(Words::of(identity, edition));
    }
    let spoken = Edition {
        language: tag.parse().ok()?,
        ..editions.first()?.clone()
    };
    Some(Words::of(identity, &spoken))
}

/// Whether the rooms speak a language.
pub fn is_spoken(tag: &str) -> bool {
    matches!(tag, "ar" | "en")
}

/// A page with its status.
pub fn page(status: StatusCode, page: &impl Template) -> Response {
    let Ok(html) = page.render() else {
        tracing::error!("a room could not be drawn");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut headers = page_headers("text/html; charset=utf-8", CachePolicy::Never);
    // The secret of a link stands in its address, and is nobody else's business.
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    (status, headers, html).into_response()
}

/// The way to another page, to be asked for anew.
pub fn see(location: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, CachePolicy::Never.value());
    // Ours, and ASCII.
    if let Ok(location) = HeaderValue::from_str(location) {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// A page that says one thing.
#[derive(Template)]
#[template(path = "rooms/notice.html")]
struct Notice {
    frame: Frame,
    title: &'static str,
    words: &'static str,
}

/// Says one thing, in the language of the request: `nothing` (there is no such room),
/// `foreign`, `garbled`, `slow`, `trouble`,
/// `broken`, `void_link`.
pub async fn notice(
    gate: &Gate,
    headers: &HeaderMap,
    status: StatusCode,
    what: &'static str,
) -> Response {
    let frame = Frame::outside(gate, headers, None, "").await;
    noticed(frame, status, what)
}

pub fn noticed(frame: Frame, status: StatusCode, what: &'static str) -> Response {
    let (title, words) = match what {
        "foreign" => ("rooms.foreign_title", "rooms.foreign"),
        "slow" => ("rooms.slow_title", "rooms.slow"),
        "trouble" => ("rooms.trouble_title", "rooms.trouble"),
        "broken" => ("rooms.broken_title", "rooms.broken"),
        "garbled" => ("rooms.garbled_title", "rooms.garbled"),
        "no_pictures" => ("library.not_yours_title", "library.not_yours"),
        "not_yours_owners" => ("house.owners_title", "house.owners"),
        "not_yours_editors" => ("house.not_yours_title", "house.not_yours"),
        "not_yours" => ("rooms.not_yours_title", "rooms.not_yours"),
        "not_curator" => ("fronts.not_yours_title", "fronts.not_yours"),
        "not_your_notes" => ("notes.not_yours_title", "notes.not_yours"),
        "void_link" => ("rooms.void_link_title", "rooms.void_link"),
        "share_over" => ("acts.share_over_title", "acts.share_over"),
        _ => ("rooms.nothing_title", "rooms.nothing"),
    };
    let (title, words) = (frame.t(title), frame.t(words));
    let mut response = page(
        status,
        &Notice {
            frame,
            title,
            words,
        },
    );
    if status == StatusCode::SERVICE_UNAVAILABLE {
        let soon = HeaderValue::from_static("10");
        response.headers_mut().insert(header::RETRY_AFTER, soon);
    }
    response
}

/// The store did not answer, or something of ours is broken: told plainly, and the log
/// gets the rest.
pub fn failed(headers: &HeaderMap, error: &ActError) -> Response {
    let (status, what) = match error {
        ActError::NotFound => (StatusCode::NOT_FOUND, "nothing"),
        ActError::Failed(crate::store::Error::Unavailable(_)) => {
            tracing::warn!(?error, "a room could not be made");
            (StatusCode::SERVICE_UNAVAILABLE, "trouble")
        }
        error => {
            tracing::error!(?error, "a room is broken");
            (StatusCode::INTERNAL_SERVER_ERROR, "broken")
        }
    };
    let frame = Frame::empty(language(headers), "", Timestamp::default());
    noticed(frame, status, what)
}
