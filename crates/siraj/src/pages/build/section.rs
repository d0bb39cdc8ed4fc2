//! The head of a section: its lead, four beside it, and the list that follows,
//! with all below it. Its archive pages are [`super::lists`]'s.

use super::lists::{Listing, PACKAGE};
use super::shell::Sheet;
use super::{Press, places};
use crate::pages::model::{Link, SectionPage};
use crate::pages::route::Of;
use crate::store::Result;
use crate::store::keys::List;
use crate::store::lists::PAGE_LENGTH;
use siraj_editorial::EditionId;
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::section::Section;

impl Press<'_, '_> {
    /// The list of a section.
    #[must_use]
    pub fn section_listing(&self, section: &Section) -> Listing {
        Listing {
            of: Of::Section(section.slug.clone()),
            list: List::Section(section.id),
            title: section.name.clone(),
            section: Some(section.id),
        }
    }

    /// The head of a section, as it was arranged for the public.
    pub fn section_page(&mut self, section: &Section) -> Result<SectionPage> {
        let arrangement = self.view.arrangement(FrontOf {
            edition: self.edition.id,
            section: Some(section.id),
        })?;
        self.section_page_as(section, &arrangement)
    }

    /// The head of a section in an arrangement: the public one, or a draft.
    pub fn section_page_as(
        &mut self,
        section: &Section,
        arrangement: &Arrangement,
    ) -> Result<SectionPage> {
        let listing = self.section_listing(section);
        let head = self.head(&listing, PACKAGE + PAGE_LENGTH)?;
        let (package, list) = self.packaged(head.cards, arrangement)?;
        let mut cards = self
            .arranged(package.iter(), arrangement, Some(section.id))?
            .into_iter();
        let list = self.dress(&list, Some(section.id))?;
        let counterparts = self.section_counterparts(section)?;
        let mut steps = self.section_steps(section.id);
        if let Some((_, address)) = steps.last_mut() {
            *address = None;
        }
        let linked = self.breadcrumb_list(&steps, None);
        let shell = self.shell(Sheet {
            title: Some(section.name.clone()),
            description: section.description.clone(),
            rest: Some(places::named(&section.slug)),
            section: Some(section.id),
            steps,
            feed: Some(listing.of.clone()),
            counterparts,
            sombre: arrangement.sombre,
            translated: true,
            linked: vec![linked],
            ..Sheet::default()
        })?;
        Ok(SectionPage {
            shell,
            title: self.words.text(&section.name),
            description: self.words.some(&section.description),
            sub_sections: self.sub_sections(section),
            feed: self.feed_of(&listing.of, &listing.title),
            lead: cards.next(),
            rows: cards.collect(),
            list,
            numbers: head.numbers,
        })
    }

    /// Links to the sections directly below one.
    pub(super) fn sub_sections(&self, section: &Section) -> Vec<Link> {
        self.below(Some(section.id))
            .iter()
            .map(|below| Link {
                label: self.words.text(&below.name),
                url: self.link(&places::named(&below.slug)),
                current: false,
            })
            .collect()
    }

    /// The same section of other editions, where each names the other: search
    /// engines ignore a pair that only one side tells of.
    pub(in crate::pages) fn section_counterparts(
        &mut self,
        section: &Section,
    ) -> Result<Vec<(EditionId, String)>> {
        let mut found = Vec::new();
        if section.counterparts.is_empty() {
            return Ok(found);
        }
        for other in self.others() {
            let sections = self.view.sections(other.id)?;
            let theirs = sections.iter().find(|their| {
                section.counterparts.contains(&their.id) && their.counterparts.contains(&section.id)
            });
            found.extend(theirs.map(|their| (other.id, places::named(&their.slug))));
        }
        Ok(found)
    }
}
