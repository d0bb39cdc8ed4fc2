//! Searching over the API: what readers find, for programs. It answers public articles alone,
//! so nobody needs a token; a network that asks too often waits, as on the page.

use super::call::{Answer, json_response};
use super::fault::{Fault, Wrong};
use super::gate::Gate;
use super::views::moment;
use crate::pages::answer::search as narrows;
use crate::pages::build::places;
use crate::pages::build::search::Outcome;
use crate::pages::inquiry::{Amiss, Inquiry, Narrowing};
use crate::pages::view::View;
use crate::search::answers::{Answers, Asked, MOST_PAGES, Part, Told};
use crate::store;
use crate::web::search;
use crate::web::visitor::Visitor;
use axum::Extension;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{StatusCode, Uri};
use serde_json::{Value, json};
use siraj_editorial::edition::Edition;
use siraj_editorial::refusal::Arg;
use siraj_editorial::section::Section;
use std::sync::Arc;

/// What may stand behind the question mark.
pub const ASKED: &[&str] = &[
    "q",
    "edition",
    "section",
    "topic",
    "author",
    "format",
    "from",
    "until",
    "sort",
    "prefer_new",
    "page",
];

/// Answers a question about what is public.
pub async fn search(
    State(gate): State<Gate>,
    visitor: Option<Extension<Visitor>>,
    uri: Uri,
) -> Answer {
    let query = uri.query().unwrap_or_default();
    let inquiry = read(query)?;
    let called = value(query, "edition");
    let (edition, inquiry, asked, sections) = meant(&gate, inquiry, called).await?;
    let outcome = match search::weigh(&inquiry.q) {
        Some(_) => Outcome::Answered(Answers {
            page: inquiry.page,
            is_empty: true,
            ..Answers::default()
        }),
        None => {
            let visitor = visitor.map(|Extension(visitor)| visitor);
            if let Some(seconds) = visitor.and_then(|visitor| gate.asks_too_often(&visitor)) {
                return Err(waits("api.search_throttled", seconds).with("n", Arg::Count(seconds)));
            }
            search::look(&gate.room, asked).await?
        }
    };
    match outcome {
        Outcome::Answered(answers) => {
            let told = Telling {
                gate: &gate,
                edition: &edition,
                sections: &sections,
            };
            let told = told.whole(&inquiry, &answers);
            Ok(json_response(StatusCode::OK, told.to_string()))
        }
        Outcome::Making(done) => Err(waits("api.search_making", 30).with("n", Arg::Count(done))),
        Outcome::Busy => Err(waits("api.search_busy", 5)),
        _ => Err(waits("api.search_unavailable", 10)),
    }
}

/// What is asked, where every part of it means something.
fn read(query: &str) -> Result<Inquiry, Fault> {
    let inquiry = Inquiry::read(query);
    let mut wrong = wrong(&inquiry.amiss);
    let page = value(query, "page").map(|page| page.parse::<usize>());
    let most = MOST_PAGES as u64;
    match page {
        None | Some(Ok(1..=MOST_PAGES)) => {}
        Some(_) => wrong.push(
            Wrong::new("page", "api.out_of_range")
                .with("least", 1_u64)
                .with("most", most),
        ),
    }
    if wrong.is_empty() {
        Ok(inquiry)
    } else {
        Err(Fault::fields(wrong))
    }
}

fn wrong(amiss: &[Amiss]) -> Vec<Wrong> {
    let one = |amiss: &Amiss| match amiss.what {
        Narrowing::Section => Wrong::new("section", "field.dead_reference"),
        Narrowing::Topic => Wrong::new("topic", "field.dead_reference"),
        Narrowing::Author => Wrong::new("author", "field.dead_reference"),
        Narrowing::Format => Wrong::new("format", "api.wrong_value"),
        Narrowing::From => Wrong::new("from", "field.not_a_day"),
        Narrowing::Until => Wrong::new("until", "field.not_a_day"),
    };
    amiss.iter().map(one).collect()
}

/// A value that the page of the search does not have, or reads more kindly.
fn value(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| {
        let (its, value) = pair.split_once('=')?;
        (its == name).then_some(value)
    })?;
    let decoded = percent_encoding::percent_decode_str(value).decode_utf8_lossy();
    Some(decoded.into_owned())
}

type Meant = (Edition, Inquiry, Asked, Arc<Vec<Section>>);

/// The question as the index is asked it, in the edition that is called so or in the
/// publication's own.
async fn meant(gate: &Gate, mut inquiry: Inquiry, called: Option<String>) -> Result<Meant, Fault> {
    let site = gate.room.site.clone();
    let read = gate.room.db.read(move |c| {
        let mut view = View::open(c, &site)?;
        let Some(edition) = edition(view.editions(), called.as_deref()) else {
            return Ok::<_, store::Error>(Err(vec![Wrong::new("edition", "field.dead_reference")]));
        };
        let narrowed = narrows::narrowed(&mut view, &edition, &mut inquiry)?;
        if !inquiry.amiss.is_empty() {
            return Ok(Err(wrong(&inquiry.amiss)));
        }
        let asked = narrows::asked(&mut view, &edition, &inquiry, &narrowed)?;
        let sections = view.sections(edition.id)?;
        Ok(Ok((edition, inquiry, asked, sections)))
    });
    read.await?.map_err(Fault::fields)
}

/// By id, by prefix, by language, as elsewhere in the API.
fn edition(editions: &[Edition], called: Option<&str>) -> Option<Edition> {
    let Some(called) = called else {
        return editions.first().cloned();
    };
    let mut all = editions.iter();
    let exact = all.find(|one| one.id.to_string() == called || one.prefix == called);
    let tagged = || editions.iter().find(|one| one.language.tag() == called);
    exact.or_else(tagged).cloned()
}

fn waits(key: &'static str, seconds: u64) -> Fault {
    let status = if key == "api.search_throttled" {
        StatusCode::TOO_MANY_REQUESTS
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let mut fault = Fault::new(status, key);
    fault.headers.push((RETRY_AFTER, seconds.into()));
    fault
}

/// What is told of answers.
struct Telling<'a> {
    gate: &'a Gate,
    edition: &'a Edition,
    sections: &'a [Section],
}

impl Telling<'_> {
    fn whole(&self, inquiry: &Inquiry, answers: &Answers) -> Value {
        let told = answers.answers.iter().map(|answer| {
            let card = &answer.card;
            let rest = places::article(card, self.sections);
            let section = self.sections.iter().find(|one| one.id == card.section);
            json!({
                "id": card.article,
                "short_id": card.short_id,
                "url": self.gate.room.site.absolute(self.edition, &rest),
                "section": section.map(|section| section.slug.as_str()),
                "format": card.format.name(),
                "kicker": card.kicker,
                "headline": card.headline,
                "standfirst": card.standfirst,
                "published_at": moment(card.first_at),
                "updated_at": moment(card.updated_at),
                "marked": {
                    "headline": pieces(&answer.headline),
                    "snippet": part(&answer.snippet),
                },
            })
        });
        json!({
            "q": inquiry.q,
            "edition": self.edition.id,
            "language": self.edition.language.tag(),
            "page": answers.page,
            "pages": answers.pages,
            "goes_on": answers.goes_on,
            "meant": answers.meant,
            "is_cut": inquiry.is_cut || answers.is_cut,
            "is_short": answers.is_short,
            "answers": told.collect::<Vec<_>>(),
        })
    }
}

fn part(part: &Part) -> Value {
    json!({
        "pieces": pieces(&part.pieces),
        "is_cut_before": part.is_cut_before,
        "is_cut_after": part.is_cut_after,
    })
}

fn pieces(pieces: &[Told]) -> Value {
    let told = pieces.iter();
    told.map(|piece| json!({"text": piece.text, "is_found": piece.is_found}))
        .collect()
}
