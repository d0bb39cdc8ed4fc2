//! The steps from home to a page, as the page shows them and as linked data
//! tells them.

use super::{Press, places};
use crate::pages::model::Crumb;
use serde_json::{Value, json};
use siraj_editorial::SectionId;

/// A step: its name, and its address after the edition's prefix; the page itself
/// has none.
pub type Step = (String, Option<String>);

impl Press<'_, '_> {
    /// The sections around something, all of them links.
    #[must_use]
    pub fn section_steps(&self, section: SectionId) -> Vec<Step> {
        let trail = self.trail(section);
        let step = |slug: &str| Some(places::named(slug));
        trail
            .into_iter()
            .map(|section| (section.name, step(&section.slug)))
            .collect()
    }

    /// The breadcrumbs of a page: home, then these steps.
    #[must_use]
    pub(super) fn breadcrumbs(&self, steps: &[Step]) -> Vec<Crumb> {
        let home = Crumb {
            label: self.words.say("reader.home"),
            url: Some(self.link("/")),
        };
        let rest = steps.iter().map(|(name, rest)| Crumb {
            label: self.words.text(name),
            url: rest.as_deref().map(|rest| self.link(rest)),
        });
        std::iter::once(home).chain(rest).collect()
    }

    /// The same as a `BreadcrumbList`; `last` names the page where the steps end above it.
    #[must_use]
    pub(super) fn breadcrumb_list(&self, steps: &[Step], last: Option<&str>) -> Value {
        let home = (self.words.messages.text("reader.home").to_owned(), Some("/".to_owned()));
        let last = last.map(|name| (name.to_owned(), None));
        let items: Vec<Value> = std::iter::once(&home)
            .chain(steps)
            .chain(last.as_ref())
            .zip(1..)
            .map(|((name, rest), position)| {
                let mut item = json!({ "@type": "ListItem", "position": position, "name": name });
                if let (Some(rest), Some(map)) = (rest, item.as_object_mut()) {
                    map.insert("item".to_owned(), json!(self.absolute(rest)));
                }
                item
            })
            .collect();
        json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": items,
        })
    }
}
