//! An edition: one language of the publication, with its direction, its place
//! in addresses and its habits of dates and digits. And the identity that all
//! editions share.

use crate::named::Named;
use crate::{EditionId, Language, MediaId, Timestamp};
use serde::{Deserialize, Serialize};
use siraj_arabic::{DigitStyle, Direction, MonthStyle};

/// Which quotation marks the house sets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotationStyle {
    /// « » with “ ” inside.
    #[default]
    Guillemets,
    /// ” “ as CLDR has them for Arabic.
    Curly,
}

/// One language of the publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Which.
    pub id: EditionId,
    /// Its language.
    pub language: Language,
    /// First path segment; empty for the one edition at the root.
    pub prefix: String,
    /// Its name, as the language switch says it: «English».
    pub label: String,
    /// Place among the editions, from 0; the first is the publication's own.
    pub position: i64,
    /// How months are called.
    pub months: MonthStyle,
    /// How digits are shown.
    pub digits: DigitStyle,
    /// Days by which the Hijri date differs from Umm al-Qura (−1, 0, 1);
    /// `None` shows no Hijri date.
    #[serde(default)]
    pub hijri: Option<i8>,
    /// Which quotation marks.
    #[serde(default)]
    pub quotations: QuotationStyle,
}

impl Edition {
    /// The direction in which the edition is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.language.direction()
    }

    /// What stands before every path of the edition: `""` or `/en`.
    #[must_use]
    pub fn base(&self) -> String {
        if self.prefix.is_empty() {
            String::new()
        } else {
            format!("/{}", self.prefix)
        }
    }

    /// The path of the edition's front.
    #[must_use]
    pub fn home(&self) -> String {
        format!("{}/", self.base())
    }
}

/// A typeface that the house ships.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typeface {
    /// Even strokes: headlines, unless the house chooses otherwise.
    Sans,
    /// The hand of books: running text, unless the house chooses otherwise.
    Naskh,
}

/// What the whole publication is: its names, its clock, its colours, its promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Name per language.
    pub name: Named,
    /// The line under the name, per language.
    #[serde(default)]
    pub tagline: Named,
    /// What the publication is, in one sentence, per language.
    #[serde(default)]
    pub description: Named,
    /// IANA name of the time zone that its pages use.
    pub time_zone: String,
    /// The city named with times: «بتوقيت مرسى النور», per language.
    #[serde(default)]
    pub city: Named,
    /// Accent colour on light paper, `#rrggbb`; the house's own when `None`.
    #[serde(default)]
    pub accent: Option<String>,
    /// Public letters.
    #[serde(default)]
    pub email: Option<String>,
    /// Where security researchers write; an address or a page.
    #[serde(default)]
    pub security_contact: Option<String>,
    /// The year in which it began.
    #[serde(default)]
    pub founded: Option<i16>,
    /// Whether crawlers that train models are let in by `robots.txt`.
    #[serde(default)]
    pub ai_crawlers: bool,
    /// Whether an editor may publish what they wrote without a second person.
    #[serde(default)]
    pub second_person: bool,
    /// What stands in the masthead in the place of the name.
    #[serde(default)]
    pub logo: Option<MediaId>,
    /// The typeface of headlines; the sans where nothing is chosen.
    #[serde(default)]
    pub headlines: Option<Typeface>,
    /// The typeface of running text; the Naskh where nothing is chosen.
    #[serde(default)]
    pub text: Option<Typeface>,
}

/// A static page such as «من نحن», written in the same body as an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StaticPage {
    /// Which.
    pub id: crate::PageId,
    /// Of which edition.
    pub edition: EditionId,
    /// Its path in the edition.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: crate::body::Body,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// First path segments that belong to the site itself: no section and no page
/// is called so.
pub const RESERVED_SLUGS: &[&str] = &[
    "a",
    "api",
    "assets",
    "author",
    "corrections",
    "favicon.ico",
    "feed.json",
    "feed.xml",
    "latest",
    "manifest.webmanifest",
    "media",
    "newsroom",
    "news-sitemap.xml",
    "offline",
    "opensearch.xml",
    "page",
    "robots.txt",
    "search",
    "sitemap-pages.xml",
    "sitemap.xml",
    "story",
    "sw.js",
    "topic",
];
