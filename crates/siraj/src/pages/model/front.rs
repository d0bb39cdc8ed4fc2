//! The front of an edition: the lead package, then blocks in an order chosen
//! elsewhere, so that curation may change the order without touching a template.

use super::{Card, Shell, Text};
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
    /// Two middle-sized cards and a list of headlines (best with five to seven).
    DuetAndList,
    /// One large card and rows: half the page's width, two such blocks side by side.
    Half,
}

/// How a card of a block is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawing {
    /// A quarter of the width, picture above.
    Quarter,
    /// A third, picture above.
    Middle,
    /// Half, picture above.
    Large,
    /// Words with a small picture.
    Row,
    /// Words alone.
    Text,
}

impl BlockLayout {
    /// How the card at a place of the block is drawn.
    fn drawing(self, place: usize) -> Drawing {
        match (self, place) {
            (Self::Quartet, _) => Drawing::Quarter,
            (Self::DuetAndList, 0 | 1) => Drawing::Middle,
            (Self::DuetAndList, _) => Drawing::Text,
            (Self::LeadAndRows | Self::Half, 0) => Drawing::Large,
            (Self::LeadAndRows | Self::Half, _) => Drawing::Row,
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

/// One long piece on wash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongRead {
    /// The section's title: «تحقيقات».
    pub title: Text,
    /// The section's page.
    pub url: String,
    /// The piece.
    pub card: Card,
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
    /// A long piece.
    LongRead(LongRead),
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
