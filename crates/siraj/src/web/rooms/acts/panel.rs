//! What the panel shows: the checklist with its repairs, what will happen in words, and
//! every act with the reason why it cannot be done, where it cannot.

mod items;
mod verbs;
mod will;

use super::publish::Typed;
use super::{Case, when};
use crate::actions::{Seen, checks};
use crate::pages::build::places;
use crate::pages::model::{Moment, Text};
use crate::pages::preview::{self, Shown};
use crate::room::{ActError, ActResult};
use crate::store::live::{Card, Face};
use crate::store::{articles, checks as passed, house, media, notes};
use crate::web::rooms::article_head::{ArticleHead, ArticleRoom};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::Frame;
use askama::Template;
use items::{Item, Repair};
use siraj_editorial::checklist::{Check, Found};
use siraj_editorial::media::Media;
use siraj_editorial::note::NoteKind;
use siraj_editorial::person::Person;
use siraj_editorial::{EditionId, PersonId};
use std::collections::HashMap;
use verbs::Verbs;

/// Where the rooms find pictures that readers may not see yet.
pub const PICTURES: &str = "/newsroom/media";

/// What the panel knows beside the article.
pub struct Known {
    /// What the checklist found.
    pub found: Vec<Found>,
    /// How many links have not answered yet.
    pub asking: usize,
    /// The text as readers would see it.
    pub text: Shown,
    /// What lists would show of it.
    pub card: Card,
    /// Its pictures.
    pub pictures: Vec<Media>,
    /// Everybody, for those who may sign.
    pub people: Vec<Person>,
    /// Its counterparts: in which edition, and whether they are public.
    pub counterparts: Vec<(EditionId, bool)>,
    /// The warnings that were passed when what is public was published.
    pub passed: Vec<Check>,
    /// The notes beside the draft, the newest last.
    pub notes: Vec<siraj_editorial::note::Note>,
    /// The labels of the editions.
    pub editions: HashMap<EditionId, String>,
    /// The names of topics and story, in the edition's language.
    pub gathered: Vec<String>,
}

/// Reads what the panel shows.
pub async fn read(gate: &Gate, case: &Case) -> ActResult<Known> {
    let (subject, now, site) = (case.subject.clone(), case.now, gate.room.site.clone());
    let asking = checks::ask_links(&gate.room, &subject.head.manuscript).await?;
    gate.room
        .db
        .read(move |c| {
            let (article, text) = (&subject.article, &subject.head.manuscript);
            let language = &subject.edition.language;
            let shown = preview::text(c, &site, (article, text), PICTURES)?;
            let published = article.publication.as_ref().map(|one| one.at);
            let passed = match published {
                Some(at) => passed::passed(c, (at, at))?,
                None => Vec::new(),
            };
            let pair = articles::counterparts(c, article.id)?;
            let others: Vec<_> = pair.iter().map(|(_, other)| *other).collect();
            let live = crate::store::live::cards(c, &others)?;
            let topics = house::topics(c, &text.topics)?.into_iter();
            let mut gathered: Vec<String> = topics
                .map(|topic| topic.name.in_language(language).to_owned())
                .collect();
            if let Some(story) = text.story {
                let stories = house::stories(c, &[story])?;
                let names = stories.iter().map(|one| one.title.in_language(language));
                gathered.extend(names.map(str::to_owned));
            }
            Ok(Known {
                found: checks::found(c, (article.id, text), language, now)?,
                asking,
                text: shown.ok_or(ActError::NotFound)?,
                card: Face::looked_at(article, text, now).card,
                pictures: media::by_ids(c, &text.pictures())?,
                people: house::all_people(c)?,
                counterparts: pair
                    .iter()
                    .map(|(edition, other)| {
                        (*edition, live.iter().any(|card| card.article == *other))
                    })
                    .collect(),
                passed: passed
                    .into_iter()
                    .filter(|(one, ..)| *one == article.id)
                    .map(|(.., check)| check)
                    .collect(),
                notes: notes::of_article(c, article.id)?,
                editions: house::editions(c)?
                    .into_iter()
                    .map(|edition| (edition.id, edition.label))
                    .collect(),
                gathered,
            })
        })
        .await
}

/// The page.
#[derive(Template)]
#[template(path = "rooms/publish.html")]
pub struct Panel {
    frame: Frame,
    head: ArticleHead,
    here: String,
    text: Shown,
    /// Whether the lead picture is what something was found about.
    lead_at_fault: bool,
    /// The public keys of the pictures that something was found about.
    at_fault: String,
    title: Text,
    seen: String,
    /// How many findings of each kind, in words.
    blocks: Option<String>,
    warns: Option<String>,
    passes: Option<String>,
    items: Vec<Item>,
    /// That links are still being asked, in words.
    asking: Option<String>,
    /// What was looked at and is in order.
    in_order: Vec<&'static str>,
    /// What will happen, a sentence each.
    will: Vec<String>,
    /// Where it will be, as a person reads it.
    address: String,
    verbs: Verbs,
    /// What is public now.
    public: Option<Public>,
    /// The last note to the writer, while it is a draft.
    note: Option<Note>,
    day: String,
    hour: String,
    note_typed: String,
    reason_typed: String,
    zone: Option<Text>,
}

/// What is public now.
struct Public {
    address: String,
    /// The address as a person reads it.
    words: String,
    /// Since when, or when it was last published.
    at: Moment,
    by: String,
    /// The warnings that were passed, in words.
    passed: Option<String>,
}

/// A note to the writer.
struct Note {
    by: String,
    at: Moment,
    words: String,
}

impl Panel {
    /// The page of an article.
    pub fn of(gate: &Gate, case: Case, known: Known, typed: &Typed) -> Self {
        let zone = house::zone(&case.subject.identity);
        let (day, hour) = match (typed.day.as_str(), typed.hour.as_str()) {
            ("", "") => when::offered(case.now, &zone),
            (day, hour) => (day.to_owned(), hour.to_owned()),
        };
        let (edition, sections) = (&case.subject.edition, &case.subject.sections);
        let rest = places::article(&known.card, sections);
        let people: HashMap<PersonId, String> = known
            .people
            .iter()
            .map(|person| (person.id, case.frame.named(&person.name)))
            .collect();
        let faults = items::pictures_at_fault(&known);
        let blocking = known.found.iter().filter(|found| found.blocks()).count();
        let in_order = items::in_order(&case, &known);
        let count = |key, n: usize| {
            let n = u64::try_from(n).unwrap_or_default();
            (n > 0).then(|| case.frame.messages.with(key, &[("n", n)]))
        };
        Self {
            head: case.head(ArticleRoom::Publish),
            here: case.room("/publish"),
            lead_at_fault: faults
                .iter()
                .any(|media| Some(media.id) == case.subject.head.manuscript.picture),
            at_fault: items::keys(&faults),
            title: case.title(),
            seen: Seen::of(&case.subject.head).to_string(),
            blocks: count("acts.blocks", blocking),
            warns: count("acts.warns", known.found.len() - blocking),
            passes: count("acts.passes", in_order.len()),
            items: items::of(&case, &known, typed),
            asking: count("acts.links_asked", known.asking),
            in_order,
            will: will::of(&case, &known),
            address: read_aloud(&gate.room.site.absolute(edition, &rest)),
            verbs: Verbs::of(&case, &known),
            public: public(gate, &case, &known, &people),
            note: note(&case, &known, &people),
            day,
            hour,
            note_typed: typed.note.clone(),
            reason_typed: typed.reason.clone(),
            zone: case.frame.zone(),
            text: known.text,
            frame: case.frame,
        }
    }
}

/// An address as a person reads it: its letters, not their codes.
pub fn read_aloud(address: &str) -> String {
    percent_encoding::percent_decode_str(address)
        .decode_utf8()
        .map_or_else(|_| address.to_owned(), std::borrow::Cow::into_owned)
}

fn public(
    gate: &Gate,
    case: &Case,
    known: &Known,
    people: &HashMap<PersonId, String>,
) -> Option<Public> {
    let publication = case.subject.article.publication.as_ref()?;
    let words: Vec<&str> = known
        .passed
        .iter()
        .map(|check| case.frame.messages.text(check.message_key()))
        .collect();
    let list = case.frame.list(&words);
    let by = people.get(&publication.by).cloned().unwrap_or_default();
    let address = case.public_address(gate)?;
    Some(Public {
        words: read_aloud(&address),
        address,
        at: case.frame.full_moment(publication.at),
        passed: (!words.is_empty()).then(|| {
            let words = [("list", list.as_str()), ("who", by.as_str())];
            case.frame.messages.with("acts.passed", &words)
        }),
        by,
    })
}

/// The last note to the writer, as long as the text is theirs to change.
fn note(case: &Case, known: &Known, people: &HashMap<PersonId, String>) -> Option<Note> {
    use siraj_editorial::article::Stage;
    if case.subject.article.stage != Stage::Draft || case.subject.article.publication.is_some() {
        return None;
    }
    let sent_back = |note: &&siraj_editorial::note::Note| note.kind == NoteKind::SentBack;
    let note = known.notes.iter().rfind(sent_back)?;
    Some(Note {
        by: people.get(&note.by).cloned().unwrap_or_default(),
        at: case.frame.moment(note.at),
        words: note.words.clone(),
    })
}
