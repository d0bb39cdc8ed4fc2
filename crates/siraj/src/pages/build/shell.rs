//! The shell: what stands around every page of an edition, and the head that
//! machines read. What is a page's own comes in a [`Sheet`]; all else is the same
//! on every page and depends on global keys alone.

mod global;

use super::crumbs::Step;
use super::pictures::share_image;
use super::{Press, places};
use crate::pages::model::{
    Alternate, FeedLink, Find, LanguageSwitch, Masthead, Picture, SafeJson, ShareCard, Shell, Text,
};
use crate::pages::route::{FeedForm, Of};
use crate::pages::site::Site;
use crate::store::Result;
use serde_json::Value;
use siraj_editorial::edition::Edition;
use siraj_editorial::placement::Slot;
use siraj_editorial::{EditionId, SectionId};

pub use global::{bare, look_address, look_stylesheet, remembered};

/// What is a page's own in its shell.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The page's title; the front has the publication's.
    pub title: Option<String>,
    /// What the page is, in a sentence.
    pub description: String,
    /// Its address after the prefix; a notice has none.
    pub rest: Option<String>,
    /// The section it belongs to.
    pub section: Option<SectionId>,
    /// The steps from home to it.
    pub steps: Vec<Step>,
    /// What it lists, when that has a feed.
    pub feed: Option<Of>,
    /// The same page in other editions: address after the prefix.
    pub counterparts: Vec<(EditionId, String)>,
    /// Whether counterparts say the same in another language, so that search
    /// engines are told.
    pub translated: bool,
    /// Whether search engines are asked to keep it out.
    pub noindex: bool,
    /// Whether one searches on it: then its masthead offers that not once more.
    pub searches: bool,
    /// Whether it is a front: the only page that knows the day.
    pub front: bool,
    /// Whether it is quiet and without colour.
    pub sombre: bool,
    /// Its picture elsewhere.
    pub picture: Option<Picture>,
    /// What an article tells other sites.
    pub share: ShareCard,
    /// What machines are told.
    pub linked: Vec<Value>,
}

impl Press<'_, '_> {
    /// The shell of a page.
    pub fn shell(&mut self, sheet: Sheet) -> Result<Shell> {
        let name = self.name();
        let title = self.title(sheet.title.as_deref(), &name);
        let breaking = self.breaking()?;
        let placement = self.placement(Slot::Top)?;
        let masthead = self.masthead(sheet.front)?;
        let counterparts = self.counterpart_editions(&sheet);
        let description = self.words.some(&sheet.description);
        let own_title = sheet.title.as_deref().map(|title| self.words.text(title));
        let steps = if sheet.steps.is_empty() {
            Vec::new()
        } else {
            self.breadcrumbs(&sheet.steps)
        };
        Ok(Shell {
            messages: self.words.messages,
            language: self.edition.language.clone(),
            title,
            description: description.or_else(|| self.description()),
            canonical: sheet.rest.as_deref().map(|rest| self.absolute(rest)),
            alternates: self.alternates(&sheet, &counterparts),
            noindex: sheet.noindex,
            share_card: ShareCard {
                title: own_title,
                locale: locale(&self.edition).to_owned(),
                alternate_locales: if sheet.translated {
                    counterparts
                        .iter()
                        .map(|(edition, _)| locale(edition).to_owned())
                        .collect()
                } else {
                    Vec::new()
                },
                image: Some(share_image(sheet.picture.as_ref(), self.origin(), &name)),
                ..sheet.share
            },
            linked_data: sheet
                .linked
                .iter()
                .filter_map(|value| SafeJson::of(value).ok())
                .collect(),
            feeds: self.feed_links(sheet.feed.as_ref(), sheet.title.as_deref(), &name),
            breadcrumbs: steps,
            masthead,
            sombre: sheet.sombre,
            menu: self.menu(sheet.section),
            find: Some(self.find(!sheet.searches)),
            language_switch: self.language_switch(&counterparts),
            breaking,
            placement,
            footer: self.footer(),
            assets: self.assets(),
            strip: None,
        })
    }

    /// How one searches in this edition.
    pub(super) fn find(&self, is_in_masthead: bool) -> Find {
        Find {
            url: self.link(places::SEARCH),
            suggest: self.link(places::SUGGEST),
            open_search: self.link(places::OPEN_SEARCH),
            is_in_masthead,
        }
    }

    fn title(&self, own: Option<&str>, name: &Text) -> Text {
        let tagline = self.identity.tagline.in_language(&self.edition.language);
        match own {
            Some(own) => self.words.text(&format!("{own} | {}", name.plain())),
            None if tagline.is_empty() => name.clone(),
            None => self.words.text(&format!("{} | {tagline}", name.plain())),
        }
    }

    fn description(&self) -> Option<Text> {
        let language = &self.edition.language;
        self.words
            .some(self.identity.description.in_language(language))
            .or_else(|| self.words.some(self.identity.tagline.in_language(language)))
    }

    /// Only a front shows the day, large: other pages must not change at midnight.
    fn masthead(&mut self, front: bool) -> Result<Masthead> {
        let day = if front {
            self.view.day(self.edition.id)?
        } else {
            None
        };
        let (date, hijri) = day
            .and_then(|day| self.words.day(&day))
            .map_or((None, None), |(date, hijri)| (Some(date), hijri));
        let tagline = self.identity.tagline.in_language(&self.edition.language);
        Ok(Masthead {
            name: self.name(),
            logo: self.logo.clone(),
            tagline: self.words.some(tagline),
            home: self.link("/"),
            date,
            hijri,
            large: front,
        })
    }

    fn counterpart_editions(&self, sheet: &Sheet) -> Vec<(Edition, String)> {
        let editions = self.others().into_iter();
        editions
            .filter_map(|edition| {
                let (_, rest) = sheet
                    .counterparts
                    .iter()
                    .find(|(id, _)| *id == edition.id)?;
                Some((edition, rest.clone()))
            })
            .collect()
    }

    fn alternates(&self, sheet: &Sheet, counterparts: &[(Edition, String)]) -> Vec<Alternate> {
        let (Some(rest), true) = (&sheet.rest, sheet.translated && !counterparts.is_empty()) else {
            return Vec::new();
        };
        alternates(self.site, (&self.edition, rest), counterparts)
    }

    fn language_switch(&self, counterparts: &[(Edition, String)]) -> Vec<LanguageSwitch> {
        self.others()
            .iter()
            .map(|other| {
                let rest = counterparts
                    .iter()
                    .find(|(edition, _)| edition.id == other.id)
                    .map_or("/", |(_, rest)| rest.as_str());
                LanguageSwitch {
                    language: other.language.clone(),
                    label: Text::new(other.label.as_str(), other.direction()),
                    url: self.site.link(&self.edition, other, rest),
                }
            })
            .collect()
    }

    fn feed_links(&self, of: Option<&Of>, title: Option<&str>, name: &Text) -> Vec<FeedLink> {
        let mut links = Vec::new();
        if let Some(of) = of.filter(|of| **of != Of::Latest) {
            let title = format!("{} | {}", title.unwrap_or_default(), name.plain());
            links.push(self.feed_link(of, FeedForm::Rss, &title));
            links.push(self.feed_link(of, FeedForm::Json, &title));
        }
        links.push(self.feed_link(&Of::Latest, FeedForm::Rss, name.plain()));
        links.push(self.feed_link(&Of::Latest, FeedForm::Json, name.plain()));
        links
    }

    /// A feed as pages link to it.
    #[must_use]
    pub fn feed_link(&self, of: &Of, form: FeedForm, title: &str) -> FeedLink {
        FeedLink {
            title: self.words.text(title),
            url: self.link(&places::feed(of, form)),
            media_type: match form {
                FeedForm::Rss => "application/rss+xml",
                FeedForm::Json => "application/feed+json",
            },
        }
    }
}

/// A page and its translations, the same list on each of them; whoever speaks
/// neither language is sent to the edition that comes first. Nothing for a page
/// without a translation.
#[must_use]
pub fn alternates(
    site: &Site,
    (edition, rest): (&Edition, &str),
    counterparts: &[(Edition, String)],
) -> Vec<Alternate> {
    if counterparts.is_empty() {
        return Vec::new();
    }
    let others = counterparts.iter();
    let others = others.map(|(edition, rest)| (edition, rest.as_str()));
    let mut all: Vec<(&Edition, &str)> = others.chain([(edition, rest)]).collect();
    all.sort_by_key(|(edition, _)| (edition.position, edition.id));
    let alternate = |hreflang: &str, (edition, rest): &(&Edition, &str)| Alternate {
        hreflang: hreflang.to_owned(),
        url: site.absolute(edition, rest),
    };
    let fallback = all.first().map(|first| alternate("x-default", first));
    all.iter()
        .map(|one| alternate(one.0.language.tag(), one))
        .chain(fallback)
        .collect()
}

/// `ar_AR` and the like. Source: the list that share cards know; a language that
/// stands for many countries is said as one.
fn locale(edition: &Edition) -> &str {
    match edition.language.tag() {
        "ar" => "ar_AR",
        "en" => "en_US",
        "fa" => "fa_IR",
        "fr" => "fr_FR",
        "tr" => "tr_TR",
        "ur" => "ur_PK",
        "es" => "es_ES",
        "de" => "de_DE",
        other => other,
    }
}
