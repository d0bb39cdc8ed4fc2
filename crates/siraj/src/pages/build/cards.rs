//! Cards: articles of lists dressed for a page. All pictures and all people of
//! all cards are asked for together, so a page of thirty cards costs two queries.

use super::Press;
use super::pictures::open_picture;
use crate::pages::model::{Card, CardKind, Credit, Picture};
use crate::store::Result;
use crate::store::live::Card as Listed;
use siraj_editorial::byline::{BylineRole, Signatory};
use siraj_editorial::person::Person;
use siraj_editorial::revision::Format;
use siraj_editorial::{MediaId, PersonId, SectionId};
use std::collections::{BTreeSet, HashMap};

/// What kind of piece a card shows.
#[must_use]
pub const fn kind(format: Format) -> CardKind {
    match format {
        Format::News => CardKind::News,
        Format::Brief => CardKind::Brief,
        Format::Analysis => CardKind::Analysis,
        Format::Opinion => CardKind::Opinion,
        Format::Feature => CardKind::Feature,
        Format::Live => CardKind::Live,
    }
}

/// The same, where it is known whether the coverage of a live piece runs: only then
/// is it shown as live.
#[must_use]
pub const fn standing_kind(format: Format, running: bool) -> CardKind {
    match format {
        Format::Live if !running => CardKind::News,
        other => kind(other),
    }
}

/// The people of the house who sign any of these articles.
#[must_use]
pub fn signatories(cards: &[Listed]) -> Vec<PersonId> {
    let people: BTreeSet<PersonId> = cards
        .iter()
        .flat_map(|card| &card.bylines)
        .filter_map(|byline| match byline.who {
            Signatory::Person(person) => Some(person),
            Signatory::Guest(_) => None,
        })
        .collect();
    people.into_iter().collect()
}

impl Press<'_, '_> {
    /// These articles as cards, in the order given. On the page of a section the
    /// cards do not repeat that section's name.
    pub fn dress(&mut self, listed: &[Listed], within: Option<SectionId>) -> Result<Vec<Card>> {
        let people: HashMap<PersonId, Person> = self
            .view
            .people(&signatories(listed))?
            .into_iter()
            .map(|person| (person.id, person))
            .collect();
        let mut wanted: BTreeSet<MediaId> = listed.iter().filter_map(|card| card.picture).collect();
        for card in listed.iter().filter(|card| card.format == Format::Opinion) {
            wanted.extend(portrait_of(card, &people));
        }
        let pictures = self.open_pictures(&wanted)?;
        listed
            .iter()
            .map(|card| self.card(card, within, &people, &pictures))
            .collect()
    }

    /// These pictures for cards and portraits, by identity, in one query.
    pub fn open_pictures(
        &mut self,
        wanted: &BTreeSet<MediaId>,
    ) -> Result<HashMap<MediaId, Picture>> {
        let wanted: Vec<MediaId> = wanted.iter().copied().collect();
        let found = self.view.pictures(&wanted)?;
        Ok(found
            .iter()
            .filter_map(|media| Some((media.id, open_picture(media, &self.words)?)))
            .collect())
    }

    fn card(
        &mut self,
        card: &Listed,
        within: Option<SectionId>,
        people: &HashMap<PersonId, Person>,
        pictures: &HashMap<MediaId, Picture>,
    ) -> Result<Card> {
        let url = self.link_to(card)?;
        let running = card.format == Format::Live
            && self
                .view
                .coverage(card.article)?
                .is_some_and(|coverage| coverage.is_running());
        let kicker = self.words.some(&card.kicker).or_else(|| {
            let section = self.section(card.section)?;
            let told = within == Some(section.id);
            (!told).then(|| self.words.text(&section.name))
        });
        Ok(Card {
            url,
            kicker,
            headline: self.words.text(&card.headline),
            standfirst: self.words.some(&card.standfirst),
            picture: card.picture.and_then(|id| pictures.get(&id).cloned()),
            time: Some(self.words.moment(card.first_at)),
            authors: self.credits(card, people, pictures),
            kind: standing_kind(card.format, running),
            boosted: false,
            sub_links: Vec::new(),
        })
    }

    fn credits(
        &self,
        card: &Listed,
        people: &HashMap<PersonId, Person>,
        pictures: &HashMap<MediaId, Picture>,
    ) -> Vec<Credit> {
        let opinion = card.format == Format::Opinion;
        let writers = card.bylines.iter();
        writers
            .filter(|byline| byline.role == BylineRole::Writing)
            .filter_map(|byline| match &byline.who {
                Signatory::Guest(name) => Some(Credit {
                    name: self.words.text(name),
                    portrait: None,
                }),
                Signatory::Person(id) => {
                    let person = people.get(id)?;
                    let portrait = person.portrait.filter(|_| opinion);
                    Some(Credit {
                        name: self
                            .words
                            .text(person.name.in_language(&self.words.language)),
                        portrait: portrait.and_then(|id| pictures.get(&id).cloned()),
                    })
                }
            })
            .collect()
    }
}

/// The portraits of those who wrote an article.
fn portrait_of(card: &Listed, people: &HashMap<PersonId, Person>) -> Vec<MediaId> {
    card.bylines
        .iter()
        .filter(|byline| byline.role == BylineRole::Writing)
        .filter_map(|byline| match &byline.who {
            Signatory::Person(id) => people.get(id)?.portrait,
            Signatory::Guest(_) => None,
        })
        .collect()
}
