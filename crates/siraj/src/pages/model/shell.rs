//! What stands around every page: head, masthead, menu, top slot and footer.
//!
//! A page of one edition has one shell. What is global (menu, footer, identity)
//! and what is the page's own (title, canonical address, breadcrumbs) are fields
//! side by side: who fills a shell copies the first and sets the second.

use super::{Find, Moment, Picture, SafeHtml, SafeJson, Text};
use crate::messages::Messages;
use siraj_editorial::Language;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub label: Text,
    /// Where it leads.
    pub url: String,
    /// Whether the page at hand is there, or below it.
    pub current: bool,
}

/// The same page in another language, for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// A language tag or `x-default`.
    pub hreflang: String,
    /// The absolute address.
    pub url: String,
}

/// A feed of what the page lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// What the feed holds.
    pub title: Text,
    /// Where it is.
    pub url: String,
    /// `application/rss+xml` or `application/feed+json`.
    pub media_type: &'static str,
}

/// The picture that stands for a page elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareImage {
    /// The absolute address.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// What it shows.
    pub alt: Text,
}

/// What other sites show when a page is shared (Open Graph and card tags).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShareCard {
    /// Whether the page is an article.
    pub article: bool,
    /// The page's own title; the shell's title where there is none.
    pub title: Option<Text>,
    /// `ar_AR`, `en_US`, …
    pub locale: String,
    /// Locales of the counterparts.
    pub alternate_locales: Vec<String>,
    /// The picture.
    pub image: Option<ShareImage>,
    /// ISO 8601, articles only.
    pub published: Option<String>,
    /// ISO 8601, articles only.
    pub modified: Option<String>,
    /// The section's title, articles only.
    pub section: Option<String>,
    /// Topics, articles only.
    pub tags: Vec<String>,
    /// Absolute addresses of the authors' pages, articles only.
    pub authors: Vec<String>,
}

/// One step from home to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// The step's name.
    pub label: Text,
    /// Where it is; the page itself has none.
    pub url: Option<String>,
}

/// The head of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masthead {
    /// The publication's name.
    pub name: Text,
    /// Its logo, which stands in the name's place.
    pub logo: Option<Picture>,
    /// The publication's tagline.
    pub tagline: Option<Text>,
    /// The edition's front.
    pub home: String,
    /// Today in the publication's city. Fronts only: other pages must not change
    /// at midnight.
    pub date: Option<Text>,
    /// The same day in the Hijri calendar.
    pub hijri: Option<Text>,
    /// Whether the masthead stands large, as on the front.
    pub large: bool,
}

/// The way to another edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageSwitch {
    /// The other edition's language.
    pub language: Language,
    /// Its name in itself: «English».
    pub label: Text,
    /// The counterpart of this page, else the other edition's front.
    pub url: String,
}

/// The line above everything while something breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaking {
    /// Names the item, so that who dismissed it is not shown it again.
    pub id: String,
    /// The line.
    pub words: Text,
    /// The report, when there is one.
    pub url: Option<String>,
    /// Since when.
    pub time: Option<Moment>,
}

/// What a placement shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlacementKind {
    /// A picture that may lead somewhere; its `alt` carries its words.
    Image(Picture),
    /// Words, made from a typed body.
    Words(SafeHtml),
}

/// What stands in a slot: an announcement, a notice, a paid banner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement {
    /// What it shows.
    pub kind: PlacementKind,
    /// Where it leads.
    pub url: Option<String>,
    /// Whether somebody pays for it: then it is labelled and its link is `sponsored`.
    pub paid: bool,
    /// Who pays.
    pub sponsor: Option<Text>,
}

/// The end of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footer {
    /// A sentence about the publication.
    pub about: Option<Text>,
    /// The main sections.
    pub sections: Vec<Link>,
    /// About, contact, ethics, privacy, corrections.
    pub pages: Vec<Link>,
    /// The edition's feeds.
    pub feeds: Vec<Link>,
    /// The line about rights.
    pub rights: Option<Text>,
}

/// Addresses of the built assets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// The stylesheet.
    pub stylesheet: String,
    /// A second, tiny stylesheet that sets the publication's accent colour.
    pub accent_stylesheet: Option<String>,
    /// The blocking script that sets theme and text size before the first paint.
    pub theme_script: String,
    /// The deferred script.
    pub script: String,
    /// Font files to load early.
    pub preload_fonts: Vec<String>,
    /// The small icon (SVG).
    pub icon: String,
    /// The icon for home screens (PNG).
    pub touch_icon: String,
    /// The web manifest.
    pub manifest: String,
}

/// What is told over a page that is not public, and how it is looked at. Such a page has
/// no scripts: they remember readers' choices, and offer what is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// What the page is, in a word.
    pub what: Text,
    /// What is to be known of it.
    pub words: Text,
    /// Its language, where that is not the page's.
    pub tag: &'static str,
    /// And its direction.
    pub dir: &'static str,
    /// The theme that was asked for; the device's own when `None`.
    pub theme: Option<&'static str>,
    /// The stylesheets of the strip, and of paper where it is asked for.
    pub sheets: Vec<&'static str>,
}

/// What stands around a page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The sentences of the page's language.
    pub messages: &'static Messages,
    /// The page's language.
    pub language: Language,
    /// The page's title, as the browser's tab shows it: page, then publication.
    pub title: Text,
    /// What the page is, for search engines and shared links.
    pub description: Option<Text>,
    /// The one absolute address of the page; error pages have none.
    pub canonical: Option<String>,
    /// The page's counterparts and itself, when there are counterparts.
    pub alternates: Vec<Alternate>,
    /// Whether search engines are asked to keep the page out.
    pub noindex: bool,
    /// What is shown when the page is shared.
    pub share_card: ShareCard,
    /// Linked data.
    pub linked_data: Vec<SafeJson>,
    /// Feeds of what the page lists.
    pub feeds: Vec<FeedLink>,
    /// From home to the page; empty on the front.
    pub breadcrumbs: Vec<Crumb>,
    /// Whether the page is quiet and without colour, as in mourning.
    pub sombre: bool,
    /// The head of the page.
    pub masthead: Masthead,
    /// Six to nine sections.
    pub menu: Vec<Link>,
    /// How one searches from here; not where no edition is known.
    pub find: Option<Find>,
    /// The ways to other editions.
    pub language_switch: Vec<LanguageSwitch>,
    /// The breaking line.
    pub breaking: Option<Breaking>,
    /// The top slot.
    pub placement: Option<Placement>,
    /// The end of the page.
    pub footer: Footer,
    /// Addresses of the built assets.
    pub assets: Assets,
    /// What is told over the page, where it is not public.
    pub strip: Option<Strip>,
}

impl Shell {
    /// The value of `dir` on the page.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        dir(&self.language)
    }

    /// A sentence of the page's language.
    pub(super) fn t<'k>(&self, key: &'k str) -> &'k str {
        self.messages.text(key)
    }

    /// The title that other sites show: the page's own, without the publication.
    pub(super) fn share_title(&self) -> &Text {
        self.share_card.title.as_ref().unwrap_or(&self.title)
    }

    /// The canonical address as the print edition shows it.
    pub(super) fn canonical_or_empty(&self) -> &str {
        self.canonical.as_deref().unwrap_or_default()
    }

    /// The way to the search where the masthead offers it. A page that is not public leads
    /// nowhere.
    pub(super) fn find_in_masthead(&self) -> Option<&Find> {
        let find = self.find.as_ref();
        find.filter(|find| find.is_in_masthead && self.strip.is_none())
    }

    /// The label of a paid placement with a named sponsor.
    pub(super) fn paid_by(&self, sponsor: &Text) -> String {
        let name = sponsor.attribute();
        self.messages.with("reader.paid_by", &[("name", &name)])
    }
}

impl LanguageSwitch {
    /// The value of `dir` on the link.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        dir(&self.language)
    }
}

/// A language's direction as HTML writes it.
pub(super) fn dir(language: &Language) -> &'static str {
    language.direction().as_str()
}
