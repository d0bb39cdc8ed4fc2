//! A front as its curators see it: every part with what stands in it, chosen by the
//! very code that makes the page.

use super::plan::{Choice, Plan, filled, plan};
use crate::pages::build::Press;
use crate::pages::build::lists::PACKAGE;
use crate::pages::model::Card;
use crate::store::Result;
use crate::store::lists::PAGE_LENGTH;
use crate::store::live::Card as Listed;
use siraj_editorial::front::{Arrangement, Container};
use siraj_editorial::section::Section;

/// What a part of a front is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A container whose places can be given.
    Open(Container),
    /// Headlines under the lead, from its running story.
    SubLinks,
    /// The latest.
    Latest,
    /// A running story, by its title.
    Story(String),
}

/// A part of a front.
#[derive(Debug)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Who stands in it, first place first: as the newsroom knows them and as the
    /// front shows them.
    pub cards: Vec<(Listed, Card)>,
}

/// A whole front.
#[derive(Debug)]
pub struct Laid {
    /// Its parts, in their order.
    pub parts: Vec<Part>,
}

impl Laid {
    /// Everybody who stands somewhere.
    pub fn cards(&self) -> impl Iterator<Item = &(Listed, Card)> {
        self.parts.iter().flat_map(|part| &part.cards)
    }
}

impl Press<'_, '_> {
    /// The edition's front in an arrangement, part by part.
    pub fn laid_out(&mut self, arrangement: &Arrangement) -> Result<Laid> {
        let (stock, stories) = self.stock(arrangement)?;
        let chosen = plan(&stock);
        let title = |id| {
            let story = stories.iter().find(|story| story.id == id);
            story.map(|story| story.title.in_language(&self.edition.language).to_owned())
        };
        let parts = parts(&chosen, title);
        self.laid(parts, arrangement, None)
    }

    /// The front of a section in an arrangement, part by part.
    pub fn section_laid_out(
        &mut self,
        section: &Section,
        arrangement: &Arrangement,
    ) -> Result<Laid> {
        let listing = self.section_listing(section);
        let head = self.head(&listing, PACKAGE + PAGE_LENGTH)?;
        let (package, _) = self.packaged(head.cards, arrangement)?;
        let parts = vec![(Kind::Open(Container::Top), package)];
        self.laid(parts, arrangement, Some(section.id))
    }

    fn laid(
        &mut self,
        parts: Vec<(Kind, Vec<Listed>)>,
        arrangement: &Arrangement,
        within: Option<siraj_editorial::SectionId>,
    ) -> Result<Laid> {
        let all = parts.iter().flat_map(|(_, listed)| listed);
        let mut cards = self.arranged(all, arrangement, within)?.into_iter();
        let parts = parts
            .into_iter()
            .map(|(kind, listed)| Part {
                kind,
                cards: listed.into_iter().zip(cards.by_ref()).collect(),
            })
            .collect();
        Ok(Laid { parts })
    }

    /// The package over a section's list and the list: who was given a place, then the
    /// newest that are not kept away; the list holds all others, so that none is lost.
    pub(in crate::pages::build) fn packaged(
        &mut self,
        newest: Vec<Listed>,
        arrangement: &Arrangement,
    ) -> Result<(Vec<Listed>, Vec<Listed>)> {
        let pins = self
            .pinned(arrangement)?
            .remove(&Container::Top)
            .unwrap_or_default();
        let places = usize::try_from(PACKAGE).unwrap_or_default();
        let mut free = places.saturating_sub(pins.len());
        let (mut by_itself, mut list) = (Vec::new(), Vec::new());
        for card in newest {
            if pins.values().any(|pinned| pinned.article == card.article) {
                continue;
            }
            if free > 0 && !arrangement.hidden.contains(&card.article) {
                free -= 1;
                by_itself.push(card);
            } else {
                list.push(card);
            }
        }
        Ok((filled(pins, by_itself), list))
    }
}

/// The parts of a plan, in the order of the page.
fn parts(
    chosen: &Plan,
    title: impl Fn(siraj_editorial::StoryId) -> Option<String>,
) -> Vec<(Kind, Vec<Listed>)> {
    let mut parts = Vec::new();
    if let Some(package) = &chosen.lead {
        let top = std::iter::once(&package.lead).chain(&package.rows);
        parts.push((Kind::Open(Container::Top), top.cloned().collect()));
        if !package.sub_links.is_empty() {
            parts.push((Kind::SubLinks, package.sub_links.clone()));
        }
    }
    for choice in &chosen.blocks {
        let section = |id| Kind::Open(Container::Section(id));
        match choice {
            Choice::Latest(cards) => parts.push((Kind::Latest, cards.clone())),
            Choice::Section(id, _, cards) | Choice::Opinion(id, cards) => {
                parts.push((section(*id), cards.clone()));
            }
            Choice::Pair(first, second) => {
                parts.push((section(first.0), first.1.clone()));
                parts.push((section(second.0), second.1.clone()));
            }
            Choice::LongRead(card) => {
                parts.push((Kind::Open(Container::LongRead), vec![(**card).clone()]));
            }
            Choice::Story(id, _, cards) => {
                parts.push((Kind::Story(title(*id).unwrap_or_default()), cards.clone()));
            }
        }
    }
    parts
}
