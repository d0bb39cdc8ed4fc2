//! The press: what every page of one edition is built with. It holds the view,
//! the edition's habits and what all its pages need (sections, static pages),
//! and knows the addresses of everything that a page links to.

use super::pictures::open_picture;
use super::places;
use super::words::Words;
use crate::pages::model::{Picture, Text};
use crate::pages::site::Site;
use crate::pages::view::View;
use crate::store::Result;
use crate::store::live::Card;
use siraj_editorial::edition::{Edition, Identity, StaticPage};
use siraj_editorial::menu::Menus;
use siraj_editorial::section::{Section, trail};
use siraj_editorial::{EditionId, SectionId};
use std::sync::Arc;

/// What the pages of one edition are built with.
pub struct Press<'p, 'v> {
    /// Everything a page may read.
    pub view: &'p mut View<'v>,
    /// Where the site is.
    pub site: &'v Site,
    /// Who publishes.
    pub identity: Identity,
    /// In which edition.
    pub edition: Edition,
    /// How it speaks.
    pub words: Words,
    /// Its sections, in their order.
    pub sections: Arc<Vec<Section>>,
    /// Its static pages, in their order.
    pub pages: Arc<Vec<StaticPage>>,
    /// Its menus, as far as somebody chose them.
    pub menus: Arc<Menus>,
    /// The publication's logo.
    pub logo: Option<Picture>,
}

impl<'p, 'v> Press<'p, 'v> {
    /// The press of an edition; `None` before the house is founded.
    pub fn of(view: &'p mut View<'v>, edition: &Edition) -> Result<Option<Self>> {
        let Some(identity) = view.identity().cloned() else {
            return Ok(None);
        };
        let sections = view.sections(edition.id)?;
        let pages = view.static_pages(edition.id)?;
        let menus = view.menus(edition.id)?;
        let words = Words::of(&identity, edition);
        let logo = match identity.logo {
            Some(id) => view.picture(id)?,
            None => None,
        };
        Ok(Some(Self {
            site: view.site(),
            logo: logo.and_then(|logo| open_picture(&logo, &words)),
            words,
            edition: edition.clone(),
            identity,
            sections,
            pages,
            menus,
            view,
        }))
    }

    /// The publication's name.
    #[must_use]
    pub fn name(&self) -> Text {
        self.words
            .text(self.identity.name.in_language(&self.edition.language))
    }

    /// An address of this edition as its pages print it.
    #[must_use]
    pub fn link(&self, rest: &str) -> String {
        self.site.path(&self.edition, rest)
    }

    /// An address of this edition with scheme and host.
    #[must_use]
    pub fn absolute(&self, rest: &str) -> String {
        self.site.absolute(&self.edition, rest)
    }

    /// Scheme and host of this edition.
    #[must_use]
    pub fn origin(&self) -> &'v str {
        self.site.origin(&self.edition)
    }

    /// The other editions, in their order.
    #[must_use]
    pub fn others(&self) -> Vec<Edition> {
        let own = self.edition.id;
        let others = self.view.editions().iter();
        others.filter(|other| other.id != own).cloned().collect()
    }

    /// One section of this edition.
    #[must_use]
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The section and all around it, the outermost first.
    #[must_use]
    pub fn trail(&self, id: SectionId) -> Vec<Section> {
        trail(&self.sections, id).into_iter().cloned().collect()
    }

    /// The sections directly below one, or the outermost.
    #[must_use]
    pub fn below(&self, parent: Option<SectionId>) -> Vec<Section> {
        let all = self.sections.iter();
        all.filter(|section| section.parent == parent)
            .cloned()
            .collect()
    }

    /// Where an article stands: its edition and its address after the prefix. The
    /// sections of another edition are read once.
    pub fn place(&mut self, card: &Card) -> Result<(Edition, String)> {
        if card.edition == self.edition.id {
            return Ok((self.edition.clone(), places::article(card, &self.sections)));
        }
        let edition = self.edition_of(card.edition);
        let sections = self.view.sections(card.edition)?;
        Ok((edition, places::article(card, &sections)))
    }

    /// The address of an article as this edition prints it.
    pub fn link_to(&mut self, card: &Card) -> Result<String> {
        let (edition, rest) = self.place(card)?;
        Ok(self.site.link(&self.edition, &edition, &rest))
    }

    /// An edition; this one where there is none of that id any more.
    #[must_use]
    pub fn edition_of(&self, id: EditionId) -> Edition {
        self.view.edition(id).unwrap_or(&self.edition).clone()
    }
}
