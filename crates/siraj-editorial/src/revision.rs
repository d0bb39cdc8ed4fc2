//! A revision: one saved text of an article, immutable once somebody else has
//! relied on it. Everything that the public sees of an article is in its
//! manuscript, so that a page shows one revision and never a mixture.

use crate::body::Body;
use crate::byline::{Byline, MOST_BYLINES, Signatory};
use crate::dateline::Dateline;
use crate::fields::{Cleaning, FieldProblem, FieldWhy};
use crate::text::Removed;
use crate::{ArticleId, MediaId, PersonId, RevisionId, SectionId, StoryId, Timestamp, TopicId};
use serde::{Deserialize, Serialize};

/// Saves by one person within this time become one revision, so that a list of
/// revisions shows work and not key strokes.
pub const FOLDING_SECONDS: i64 = 10 * 60;

/// The most topics that an article carries.
pub const MOST_TOPICS: usize = 30;

/// What kind of piece it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A report.
    #[default]
    News,
    /// A few lines.
    Brief,
    /// What it means.
    Analysis,
    /// What somebody thinks.
    Opinion,
    /// A long read.
    Feature,
    /// Dated entries while it happens.
    Live,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 6] = [
        Self::News,
        Self::Brief,
        Self::Analysis,
        Self::Opinion,
        Self::Feature,
        Self::Live,
    ];

    /// Its name in the store, in addresses and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Brief => "brief",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
            Self::Feature => "feature",
            Self::Live => "live",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// All that an article says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manuscript {
    /// Its section.
    pub section: SectionId,
    /// What kind of piece.
    #[serde(default)]
    pub format: Format,
    /// A word or two over the headline.
    #[serde(default)]
    pub kicker: String,
    /// The headline.
    #[serde(default)]
    pub headline: String,
    /// The paragraph under the headline.
    #[serde(default)]
    pub standfirst: String,
    /// The last part of its address; made from the headline when `None`.
    #[serde(default)]
    pub slug: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub dateline: Dateline,
    /// Who signs, in order.
    #[serde(default)]
    pub bylines: Vec<Byline>,
    /// The lead picture.
    #[serde(default)]
    pub picture: Option<MediaId>,
    /// What a reader may follow.
    #[serde(default)]
    pub topics: Vec<TopicId>,
    /// The running story it belongs to.
    #[serde(default)]
    pub story: Option<StoryId>,
    /// The text.
    #[serde(default)]
    pub body: Body,
}

/// Longest headline that is kept, in characters; the checklist asks for far less.
pub const HEADLINE_CHARACTERS: usize = 300;
/// Longest kicker.
pub const KICKER_CHARACTERS: usize = 80;
/// Longest standfirst.
pub const STANDFIRST_CHARACTERS: usize = 1_000;
/// Longest name of a person or a place.
pub const NAME_CHARACTERS: usize = 120;

impl Manuscript {
    /// A sheet with nothing on it but where it belongs and who signs.
    #[must_use]
    pub fn empty(section: SectionId, bylines: Vec<Byline>) -> Self {
        Self {
            section,
            format: Format::default(),
            kicker: String::new(),
            headline: String::new(),
            standfirst: String::new(),
            slug: None,
            dateline: Dateline::default(),
            bylines,
            picture: None,
            topics: Vec::new(),
            story: None,
            body: Body::default(),
        }
    }

    /// The manuscript with every text cleaned, and what was taken away.
    ///
    /// # Errors
    /// Every field with something wrong; the body's own problems are found by
    /// [`Body::validate`].
    pub fn clean(mut self) -> Result<(Self, Removed), Vec<FieldProblem>> {
        let mut cleaning = Cleaning::default();
        self.headline = cleaning.line("headline", &self.headline, HEADLINE_CHARACTERS);
        self.kicker = cleaning.line("kicker", &self.kicker, KICKER_CHARACTERS);
        self.standfirst = cleaning.line("standfirst", &self.standfirst, STANDFIRST_CHARACTERS);
        self.slug = self
            .slug
            .filter(|slug| !slug.is_empty())
            .map(|slug| cleaning.slug("slug", &slug));
        self.dateline.place = self
            .dateline
            .place
            .map(|place| cleaning.name("dateline.place", &place, NAME_CHARACTERS))
            .filter(|place| !place.is_empty());
        self.dateline.as_sent = self
            .dateline
            .as_sent
            .map(|words| cleaning.line("dateline.as_sent", &words, NAME_CHARACTERS * 2))
            .filter(|words| !words.is_empty());
        if self.bylines.len() > MOST_BYLINES {
            cleaning.wrong("bylines", FieldWhy::TooMany(MOST_BYLINES));
        }
        for (n, byline) in self.bylines.iter_mut().enumerate() {
            if let Signatory::Guest(name) = &mut byline.who {
                let field = format!("bylines[{n}].guest");
                *name = cleaning.name(&field, name, NAME_CHARACTERS);
                if name.is_empty() {
                    cleaning.wrong(&field, FieldWhy::Empty);
                }
            }
        }
        if self.topics.len() > MOST_TOPICS {
            cleaning.wrong("topics", FieldWhy::TooMany(MOST_TOPICS));
        }
        let (body, removed) = self.body.clean();
        self.body = body;
        cleaning.removed = cleaning.removed.and(removed);
        cleaning.finish(self)
    }

    /// The last part of the address: the slug that was chosen, or the headline's.
    #[must_use]
    pub fn slug(&self) -> String {
        self.slug
            .clone()
            .filter(|slug| !slug.is_empty())
            .unwrap_or_else(|| siraj_arabic::slug(&self.headline))
    }

    /// Every picture that it shows: the lead, then those in the text.
    #[must_use]
    pub fn pictures(&self) -> Vec<MediaId> {
        let mut pictures: Vec<MediaId> = self.picture.into_iter().collect();
        for id in self.body.media_ids() {
            if !pictures.contains(&id) {
                pictures.push(id);
            }
        }
        pictures
    }
}

/// One saved text of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// Which.
    pub id: RevisionId,
    /// Of which article.
    pub article: ArticleId,
    /// Counts from 1.
    pub number: i64,
    /// The revision that it was written over.
    pub base: Option<RevisionId>,
    /// Who saved it.
    pub by: PersonId,
    /// When it was last saved.
    pub at: Timestamp,
    /// The text.
    pub manuscript: Manuscript,
}
