//! A curated front: what an editor has put where on the home page of an edition or
//! on the front of a section. Everything that nobody placed is filled by itself, so
//! an empty arrangement is a whole front. Where blocks stand and how they are laid
//! out is not decided here.

mod arrange;
mod compare;
mod draft;
#[cfg(test)]
mod tests;

pub use arrange::Step;
pub use compare::Difference;
pub use draft::{Draft, MOST_STEPS};

use crate::refusal::CurateRefused;
use crate::role::{Actor, Right};
use crate::{ArticleId, EditionId, SectionId, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

/// Which front: the home page of an edition, or the front of one of its sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrontOf {
    /// Of which edition.
    pub edition: EditionId,
    /// Of which section; `None` for the home page.
    pub section: Option<SectionId>,
}

impl FrontOf {
    /// The home page of an edition.
    #[must_use]
    pub const fn home(edition: EditionId) -> Self {
        Self {
            edition,
            section: None,
        }
    }

    /// Whether somebody may curate it: a section's front within one's sections.
    ///
    /// # Errors
    /// [`CurateRefused::NotAllowed`].
    pub fn may_be_curated_by(self, actor: &Actor) -> Result<(), CurateRefused> {
        let may = match self.section {
            Some(section) => actor.may_in(Right::Curate, section),
            None => actor.may(Right::Curate),
        };
        if may {
            Ok(())
        } else {
            Err(CurateRefused::NotAllowed)
        }
    }

    /// How many places a container has here; none where it does not stand.
    #[must_use]
    pub const fn places(self, container: Container) -> u8 {
        match (self.section, container) {
            (None, Container::Top | Container::Section(_)) => 6,
            (None, Container::LongRead) => 1,
            (Some(_), Container::Top) => 5,
            (Some(_), _) => 0,
        }
    }
}

/// The edition, and after a full stop the section.
impl fmt::Display for FrontOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.section {
            Some(section) => write!(f, "{}.{section}", self.edition),
            None => self.edition.fmt(f),
        }
    }
}

impl FromStr for FrontOf {
    type Err = crate::id::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once('.') {
            Some((edition, section)) => Ok(Self {
                edition: edition.parse()?,
                section: Some(section.parse()?),
            }),
            None => Ok(Self::home(text.parse()?)),
        }
    }
}

/// A part of a front whose places can be given to articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Container {
    /// The lead and what stands beside it.
    Top,
    /// The long piece that stands alone.
    LongRead,
    /// The block of a section on the home page.
    Section(SectionId),
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => f.write_str("top"),
            Self::LongRead => f.write_str("long_read"),
            Self::Section(section) => section.fmt(f),
        }
    }
}

impl FromStr for Container {
    type Err = crate::id::NotAnId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "top" => Ok(Self::Top),
            "long_read" => Ok(Self::LongRead),
            section => section.parse().map(Self::Section),
        }
    }
}

impl From<Container> for String {
    fn from(container: Container) -> Self {
        container.to_string()
    }
}

impl TryFrom<String> for Container {
    type Error = crate::id::NotAnId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// An article that was given a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Which article.
    pub article: ArticleId,
    /// In which part of the front.
    pub container: Container,
    /// At which place of it, from 0.
    pub place: u8,
    /// Until when; `None` until it is taken away.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// How a card reads on this front and nowhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The headline; empty for the article's own.
    #[serde(default)]
    pub headline: String,
    /// The words over it; empty for the article's own.
    #[serde(default)]
    pub kicker: String,
}

impl Wording {
    /// Whether it says nothing of its own.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.headline.is_empty() && self.kicker.is_empty()
    }
}

/// All that was decided about a front.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrangement {
    /// Who stands where: no article twice, no place twice.
    #[serde(default)]
    pub pins: Vec<Pin>,
    /// Cards that read otherwise here.
    #[serde(default)]
    pub words: BTreeMap<ArticleId, Wording>,
    /// Cards that stand out.
    #[serde(default)]
    pub boosted: BTreeSet<ArticleId>,
    /// Articles that do not come onto this front by themselves.
    #[serde(default)]
    pub hidden: BTreeSet<ArticleId>,
    /// Whether the front is quiet and without colour, as in mourning.
    #[serde(default)]
    pub sombre: bool,
}

impl Arrangement {
    /// The pin of an article.
    #[must_use]
    pub fn pin(&self, article: ArticleId) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.article == article)
    }

    /// The pins of a container, by place.
    #[must_use]
    pub fn pins_in(&self, container: Container) -> Vec<&Pin> {
        let mut pins: Vec<&Pin> = self.pins.iter().collect();
        pins.retain(|pin| pin.container == container);
        pins.sort_by_key(|pin| pin.place);
        pins
    }

    /// When the next pin ends.
    #[must_use]
    pub fn next_end(&self) -> Option<Timestamp> {
        self.pins.iter().filter_map(|pin| pin.until).min()
    }

    /// The same at a moment: without the pins that have ended by then.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Self {
        let mut then = self.clone();
        then.pins
            .retain(|pin| pin.until.is_none_or(|until| until > now));
        then
    }

    /// Every article that it names.
    #[must_use]
    pub fn articles(&self) -> BTreeSet<ArticleId> {
        let pinned = self.pins.iter().map(|pin| pin.article);
        let others = self.words.keys().chain(&self.boosted).chain(&self.hidden);
        pinned.chain(others.copied()).collect()
    }

    /// The same with nothing said of these articles, whose readers see them no more.
    #[must_use]
    pub fn without(&self, gone: &BTreeSet<ArticleId>) -> Self {
        let mut rest = self.clone();
        rest.pins.retain(|pin| !gone.contains(&pin.article));
        rest.words.retain(|article, _| !gone.contains(article));
        rest.boosted.retain(|article| !gone.contains(article));
        rest.hidden.retain(|article| !gone.contains(article));
        rest
    }

    /// Sets it before the public in the place of what stood there.
    ///
    /// # Errors
    /// [`CurateRefused::NothingNew`] when the public sees just this.
    pub fn publish(&self, public: &Self, now: Timestamp) -> Result<Self, CurateRefused> {
        let new = self.at(now);
        if new == public.at(now) {
            return Err(CurateRefused::NothingNew);
        }
        Ok(new)
    }
}
