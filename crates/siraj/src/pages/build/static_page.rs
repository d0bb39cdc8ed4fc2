//! Static pages: «من نحن», contact, ethics, privacy, written as an article's body.

use super::shell::Sheet;
use super::{Press, places};
use crate::pages::model::StaticPage as Page;
use crate::pages::view::At;
use crate::store::Result;
use siraj_editorial::EditionId;
use siraj_editorial::edition::StaticPage;

impl Press<'_, '_> {
    /// A static page.
    pub fn static_page(&mut self, page: &StaticPage) -> Result<Page> {
        let references = self.references(std::iter::once(&page.body))?;
        let counterparts = self.static_counterparts(page)?;
        let steps = vec![(page.title.clone(), None)];
        let shell = self.shell(Sheet {
            title: Some(page.title.clone()),
            description: page.body.first_paragraph().unwrap_or_default(),
            rest: Some(places::named(&page.slug)),
            linked: vec![self.organization(), self.breadcrumb_list(&steps, None)],
            steps,
            counterparts,
            translated: true,
            ..Sheet::default()
        })?;
        Ok(Page {
            shell,
            title: self.words.text(&page.title),
            updated: Some(self.words.day_of(page.updated_at)),
            body: self.body(&page.body, &references),
        })
    }

    /// Pages of other editions at the same path say the same.
    pub(in crate::pages) fn static_counterparts(
        &mut self,
        page: &StaticPage,
    ) -> Result<Vec<(EditionId, String)>> {
        let mut found = Vec::new();
        for other in self.others() {
            if let At::Here(theirs) = self.view.static_page_at(other.id, &page.slug)? {
                found.push((other.id, places::named(&theirs.slug)));
            }
        }
        Ok(found)
    }
}
