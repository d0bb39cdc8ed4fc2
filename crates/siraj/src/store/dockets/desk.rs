//! What lies on somebody's desk: what waits for them, their drafts, what goes out by
//! itself, what was just published. Each question is answered by an index.

use super::find::Asked;
use super::{DOCKET, Docket, of_all};
use crate::store::Result;
use crate::store::db::Conn;
use crate::store::notes;
use siraj_editorial::PersonId;
use siraj_editorial::article::State;
use siraj_editorial::note::Note;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::sight::Sight;

/// As many rows of each sort.
const MOST: i64 = 20;
const DRAFTS: i64 = 8;
const PUBLISHED: i64 = 6;

/// What lies on a desk.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Waits for review in one's sections, the longest first.
    pub to_review: Vec<Docket>,
    /// Is approved in one's sections and not out.
    pub to_publish: Vec<Docket>,
    /// Was sent back to oneself, with the note.
    pub sent_back: Vec<(Docket, Note)>,
    /// Notes that name one, not settled and not answered.
    pub questions: Vec<(Docket, Note)>,
    /// One's own drafts, the newest first.
    pub drafts: Vec<Docket>,
    /// Goes out by itself, the next first.
    pub scheduled: Vec<Docket>,
    /// Just published.
    pub published: Vec<Docket>,
}

/// What lies on the desk of somebody.
pub fn desk(c: &mut Conn<'_>, actor: &Actor) -> Result<Desk> {
    let sight = Sight::of(actor);
    let person = actor.person;
    let (mut to_review, mut to_publish) = (Vec::new(), Vec::new());
    if actor.may(Right::Review) {
        to_review = in_sections(c, actor, State::InReview)?;
        to_publish = in_sections(c, actor, State::Approved)?;
    }
    let sent_back = notes::sent_back_to(c, person, MOST)?;
    let sent_back = beside(c, sent_back, &sight)?;
    let questions = notes::questions_to(c, person, MOST)?;
    let questions = beside(c, questions, &sight)?;
    Ok(Desk {
        to_review,
        to_publish,
        drafts: drafts(c, person, &sent_back)?,
        scheduled: scheduled(c, &sight)?,
        published: published(c)?,
        sent_back,
        questions,
    })
}

/// What is in a state and stands in the sections in which somebody reviews.
fn in_sections(c: &mut Conn<'_>, actor: &Actor, state: State) -> Result<Vec<Docket>> {
    let mut asked = Asked::default();
    asked.is("d.state", &state.name());
    asked.seen(&Sight::of(actor), Some(state));
    let limit = asked.bind(&MOST);
    let rest = format!("ORDER BY d.state_since, d.article LIMIT {limit}");
    let mut found = asked.run(c, DOCKET, &rest)?;
    // One sees one's own article elsewhere too, and does not review it.
    found.retain(|docket| actor.may_in(Right::Review, docket.section));
    Ok(found)
}

fn drafts(c: &mut Conn<'_>, person: PersonId, sent_back: &[(Docket, Note)]) -> Result<Vec<Docket>> {
    let mut asked = Asked::default();
    asked.is("d.begun_by", &person);
    asked.is("d.state", &State::Draft.name());
    let limit = asked.bind(&(DRAFTS + MOST));
    let rest = format!("ORDER BY d.touched_at DESC, d.article DESC LIMIT {limit}");
    let mut found = asked.run(c, DOCKET, &rest)?;
    found.retain(|draft| {
        let waits = |(docket, _): &(Docket, Note)| docket.article == draft.article;
        !sent_back.iter().any(waits)
    });
    found.truncate(usize::try_from(DRAFTS).unwrap_or_default());
    Ok(found)
}

fn scheduled(c: &mut Conn<'_>, sight: &Sight) -> Result<Vec<Docket>> {
    let mut asked = Asked::default();
    asked.is("d.state", &State::Scheduled.name());
    asked.seen(sight, Some(State::Scheduled));
    let limit = asked.bind(&MOST);
    let rest = format!("ORDER BY d.due_at, d.article LIMIT {limit}");
    asked.run(c, DOCKET, &rest)
}

fn published(c: &mut Conn<'_>) -> Result<Vec<Docket>> {
    let mut asked = Asked::default();
    asked.is("d.state", &State::Published.name());
    let limit = asked.bind(&PUBLISHED);
    let rest = format!("ORDER BY d.published_at DESC LIMIT {limit}");
    asked.run(c, DOCKET, &rest)
}

/// Notes with the dockets of their articles, as far as these are still seen.
fn beside(c: &mut Conn<'_>, notes: Vec<Note>, sight: &Sight) -> Result<Vec<(Docket, Note)>> {
    let ids: Vec<_> = notes.iter().map(|note| note.article).collect();
    let dockets = of_all(c, &ids)?;
    let with = |note: Note| {
        let docket = dockets.iter().find(|one| one.article == note.article)?;
        let seen = sight.sees(docket.begun_by, docket.section, docket.state);
        (seen && docket.state != State::Binned).then(|| (docket.clone(), note))
    };
    Ok(notes.into_iter().filter_map(with).collect())
}
