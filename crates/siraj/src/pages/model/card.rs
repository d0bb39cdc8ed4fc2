//! A card: an article as it stands on a front, in a list or beside another.
//!
//! How a card is drawn is chosen by the list in which it stands; a card carries
//! all that any drawing of it may show.

use super::{Picture, Text};

/// A moment as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// ISO 8601 with offset, for machines.
    pub iso: String,
    /// The absolute time in words, composed for the edition («3 آذار/مارس، 14:30»).
    /// The small script may show a recent one as «قبل 25 دقيقة».
    pub words: Text,
}

/// Somebody who is named on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The name.
    pub name: Text,
    /// The portrait, shown on opinion cards.
    pub portrait: Option<Picture>,
}

/// What kind of piece a card leads to. News needs no mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CardKind {
    /// A report.
    #[default]
    News,
    /// A few lines.
    Brief,
    /// An explanation by the newsroom.
    Analysis,
    /// The opinion of its author.
    Opinion,
    /// A long piece.
    Feature,
    /// A running report.
    Live,
}

impl CardKind {
    /// The message that names the kind where the reader must know it.
    #[must_use]
    pub fn label_key(self) -> Option<&'static str> {
        match self {
            Self::News | Self::Brief => None,
            Self::Analysis => Some("reader.kind_analysis"),
            Self::Opinion => Some("reader.kind_opinion"),
            Self::Feature => Some("reader.kind_feature"),
            Self::Live => Some("reader.kind_live"),
        }
    }

    /// The stylesheet's class for the kind.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Brief => "brief",
            Self::Analysis => "analysis",
            Self::Opinion => "opinion",
            Self::Feature => "feature",
            Self::Live => "live",
        }
    }
}

/// A further headline under a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubLink {
    /// The headline.
    pub headline: Text,
    /// Where it leads.
    pub url: String,
}

/// An article on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Where the headline leads.
    pub url: String,
    /// The few words above the headline: the piece's own, else its section's name.
    pub kicker: Option<Text>,
    /// The headline, never cut.
    pub headline: Text,
    /// One or two sentences.
    pub standfirst: Option<Text>,
    /// The lead picture.
    pub picture: Option<Picture>,
    /// When it was published.
    pub time: Option<Moment>,
    /// Who wrote it, in order.
    pub authors: Vec<Credit>,
    /// What it is.
    pub kind: CardKind,
    /// Whether it stands out on its front.
    pub boosted: bool,
    /// Up to three further headlines, shown under a lead.
    pub sub_links: Vec<SubLink>,
}

impl Card {
    /// Whether the card belongs to the opinion pages.
    #[must_use]
    pub fn is_opinion(&self) -> bool {
        self.kind == CardKind::Opinion
    }

    /// The stylesheet's class for a card that stands out, after a space.
    #[must_use]
    pub fn boost(&self) -> &'static str {
        if self.boosted { " boosted" } else { "" }
    }

    /// Whether the piece is being written while it is read.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.kind == CardKind::Live
    }

    /// The portrait of the first author, for opinion cards.
    #[must_use]
    pub fn portrait(&self) -> Option<&Picture> {
        self.authors.first()?.portrait.as_ref()
    }
}
