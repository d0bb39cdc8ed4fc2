//! The front of an edition: the lead package, then blocks in an order chosen
//! elsewhere, so that curation may change the order without touching a template.

use super::{Card, Placement, Shell, Text};
use askama::Template;

/// The top of the front: one lead, four to six rows beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadPackage {
    /// The lead, with up to three further headlines.
    pub lead: Card,
    /// Four to six.
    pub rows: Vec<Card>,
}

/// How a section's block is laid out on wide screens. On narrow ones each is one
/// large card and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockLayout {
    /// Four equal cards.
    Quartet,
    /// One large card, then rows beside it (best with four to six).
    LeadAndRows,
    /// Two middle-sized cards and a list of headlines (best with five or six).
    DuetAndList,
    /// One large card and rows: half the page's width, two such blocks side by side.
    Half,
}

impl BlockLayout {
    /// How many cards stand with their picture above their words.
    fn pictured(self) -> usize {
        match self {
            Self::Quartet => 4,
            Self::LeadAndRows | Self::Half => 1,
            Self::DuetAndList => 2,
        }
    }

    /// How wide those pictures are shown. Half as wide again as their column,
    /// since a picture may grow taller than its frame to fill its block.
    fn sizes(self) -> &'static str {
        match self {
            Self::Quartet => "(min-width: 1280px) 284px, (min-width: 600px) 46vw, 100vw",
            Self::LeadAndRows | Self::Half => "(min-width: 1008px) 700px, 100vw",
            Self::DuetAndList => "(min-width: 1008px) 600px, 100vw",
        }
    }

    /// The stylesheet's class for the layout.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Quartet => "quartet",
            Self::LeadAndRows => "lead-rows",
            Self::DuetAndList => "duet-list",
            Self::Half => "half",
        }
    }
}

/// A section on the front.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionBlock {
    /// The section's title.
    pub title: Text,
    /// The section's page.
    pub url: String,
    /// Its sub-sections.
    pub sub_sections: Vec<super::Link>,
    /// How it is laid out.
    pub layout: BlockLayout,
    /// Its articles, most important first.
    pub cards: Vec<Card>,
}

impl SectionBlock {
    /// The cards with large pictures.
    fn pictured(&self) -> &[Card] {
        let count = self.layout.pictured().min(self.cards.len());
        self.cards.split_at(count).0
    }

    /// The cards that follow them in a list.
    fn listed(&self) -> &[Card] {
        let count = self.layout.pictured().min(self.cards.len());
        self.cards.split_at(count).1
    }
}

/// One block of the front under the lead package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrontBlock {
    /// The latest articles of all sections, with their times.
    Latest {
        /// The page of all latest articles.
        url: String,
        /// Eight.
        cards: Vec<Card>,
    },
    /// A section over the whole width.
    Section(SectionBlock),
    /// Two sections side by side.
    Pair(SectionBlock, SectionBlock),
    /// The opinion row with portraits.
    Opinion(SectionBlock),
    /// One long piece, on wash.
    LongRead(Card),
    /// What stands in the slot between the blocks.
    Slot(Placement),
}

/// The front of an edition.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/front.html")]
pub struct FrontPage {
    /// What stands around.
    pub shell: Shell,
    /// The top; absent only while nothing is published.
    pub lead: Option<LeadPackage>,
    /// The rest, in order.
    pub blocks: Vec<FrontBlock>,
}
