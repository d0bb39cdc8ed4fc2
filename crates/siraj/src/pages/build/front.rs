//! The front of an edition, as editors arranged it and filled by itself around that:
//! the lists are read here, the choice of what stands where is `plan`'s, and the cards
//! of all blocks are dressed together.

mod arranged;
mod laid;
mod plan;
#[cfg(test)]
mod tests;

use super::shell::Sheet;
use super::{Press, places};
use crate::pages::model::{
    BlockLayout, Card, FrontBlock, FrontPage, LeadPackage, Link, SectionBlock, SubLink, Text,
};
use crate::pages::route::Of;
use crate::store::Result;
use crate::store::keys::List;
use crate::store::live::Card as Listed;
pub use laid::{Kind, Laid, Part};
use plan::{Choice, Stock, plan};
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::placement::Slot;
use siraj_editorial::section::Section;
use siraj_editorial::story::Story;
use siraj_editorial::{EditionId, SectionId};

/// How many of the newest articles the lead is chosen from.
const CANDIDATES: i64 = 48;
/// How many of each section are looked at: what stands above leaves enough.
const OF_A_SECTION: i64 = 16;
/// How many sections have a block.
const SECTIONS: usize = 9;
/// How many running stories have one.
const STORIES: usize = 2;

impl Press<'_, '_> {
    /// The edition's front, as it was arranged for the public.
    pub fn front(&mut self) -> Result<FrontPage> {
        let of = FrontOf::home(self.edition.id);
        let arrangement = self.view.arrangement(of)?;
        self.front_as(&arrangement)
    }

    /// The edition's front in an arrangement: the public one, or a draft.
    pub fn front_as(&mut self, arrangement: &Arrangement) -> Result<FrontPage> {
        let (stock, stories) = self.stock(arrangement)?;
        let plan = plan(&stock);
        let mut cards = self.arranged(plan.cards(), arrangement, None)?.into_iter();
        let mut take = |count: usize| -> Vec<Card> { cards.by_ref().take(count).collect() };
        let lead = match &plan.lead {
            Some(package) => {
                let mut lead = take(1);
                let rows = take(package.rows.len());
                let links = take(package.sub_links.len());
                lead.pop().map(|mut lead| {
                    lead.sub_links = links.into_iter().map(sub_link).collect();
                    LeadPackage { lead, rows }
                })
            }
            None => None,
        };
        let mut blocks = Vec::new();
        for choice in &plan.blocks {
            blocks.extend(self.block(choice, &stories, &mut take));
        }
        if let Some(placement) = self.placement(Slot::FrontMiddle)? {
            // In the middle, between two blocks where there are two.
            blocks.insert(blocks.len().div_ceil(2), FrontBlock::Slot(placement));
        }
        Ok(FrontPage {
            shell: self.front_shell(arrangement.sombre)?,
            lead,
            blocks,
        })
    }

    /// What the front may show.
    fn stock(&mut self, arrangement: &Arrangement) -> Result<(Stock, Vec<Story>)> {
        let edition = self.edition.id;
        let latest = self.view.list_head(&List::Latest(edition), CANDIDATES)?;
        let mut stock = Stock {
            latest,
            pins: self.pinned(arrangement)?,
            ..Stock::default()
        };
        let opinion = self
            .sections
            .iter()
            .find(|section| section.opinion)
            .cloned();
        if let Some(section) = &opinion {
            let cards = self
                .view
                .list_head(&List::Section(section.id), OF_A_SECTION)?;
            stock.opinion = Some((section.id, cards));
        }
        let told = opinion.map(|section| section.id);
        let top: Vec<Section> = self
            .below(None)
            .into_iter()
            .filter(|section| Some(section.id) != told)
            .take(SECTIONS)
            .collect();
        for section in top {
            let cards = self
                .view
                .list_head(&List::Section(section.id), OF_A_SECTION)?;
            stock.sections.push((section.id, cards));
        }
        let stories = self.running(&stock.latest)?;
        for story in &stories {
            let cards = self
                .view
                .list_head(&List::Story(edition, story.id), OF_A_SECTION)?;
            stock.stories.push((story.id, cards));
        }
        stock.keep_away(&arrangement.hidden);
        self.leave_out_hidden(&mut stock)?;
        Ok((stock, stories))
    }

    /// Some places are given to articles with a picture: one that may not be shown,
    /// or not uncovered, is none.
    fn leave_out_hidden(&mut self, stock: &mut Stock) -> Result<()> {
        let sections = stock.sections.iter_mut().map(|(_, cards)| cards);
        let stories = stock.stories.iter_mut().map(|(_, cards)| cards);
        let mut all: Vec<&mut Listed> = sections
            .chain(stories)
            .chain([&mut stock.latest])
            .flatten()
            .collect();
        let wanted = all.iter().filter_map(|card| card.picture).collect();
        let shown = self.open_pictures(&wanted)?;
        for card in &mut all {
            card.picture = card.picture.filter(|id| shown.contains_key(id));
        }
        Ok(())
    }

    /// The running stories that the newest articles belong to, the latest moved first.
    fn running(&mut self, latest: &[Listed]) -> Result<Vec<Story>> {
        let told = latest.iter().filter_map(|card| card.story);
        let mut stories = self.view.stories()?;
        let order: Vec<_> = told.collect();
        stories.retain(|story| story.running && order.contains(&story.id));
        stories.sort_by_key(|story| order.iter().position(|id| *id == story.id));
        stories.truncate(STORIES);
        Ok(stories)
    }

    fn block(
        &self,
        choice: &Choice,
        stories: &[Story],
        take: &mut impl FnMut(usize) -> Vec<Card>,
    ) -> Option<FrontBlock> {
        Some(match choice {
            Choice::Latest(cards) => FrontBlock::Latest {
                url: self.link(&places::list(&Of::Latest, None)),
                cards: take(cards.len()),
            },
            Choice::Section(id, layout, cards) => {
                FrontBlock::Section(self.section_block(*id, *layout, take(cards.len()))?)
            }
            Choice::Pair(first, second) => FrontBlock::Pair(
                self.section_block(first.0, BlockLayout::Half, take(first.1.len()))?,
                self.section_block(second.0, BlockLayout::Half, take(second.1.len()))?,
            ),
            Choice::Opinion(id, cards) => {
                let cards = take(cards.len());
                FrontBlock::Opinion(self.section_block(*id, BlockLayout::Quartet, cards)?)
            }
            Choice::LongRead(_) => FrontBlock::LongRead(take(1).pop()?),
            Choice::Story(id, layout, cards) => {
                let cards = take(cards.len());
                let story = stories.iter().find(|story| story.id == *id)?;
                let title = story.title.in_language(&self.edition.language);
                FrontBlock::Section(SectionBlock {
                    title: self.words.text(title),
                    url: self.link(&places::list(&Of::Story(story.slug.clone()), None)),
                    sub_sections: Vec::new(),
                    layout: *layout,
                    cards,
                })
            }
        })
    }

    fn section_link(&self, section: &Section) -> (Text, String) {
        (
            self.words.text(&section.name),
            self.link(&places::named(&section.slug)),
        )
    }

    fn section_block(
        &self,
        id: SectionId,
        layout: BlockLayout,
        cards: Vec<Card>,
    ) -> Option<SectionBlock> {
        let section = self.section(id)?;
        let (title, url) = self.section_link(section);
        let sub_sections: Vec<Link> = if layout == BlockLayout::Half {
            Vec::new()
        } else {
            self.sub_sections(section)
        };
        Some(SectionBlock {
            title,
            url,
            sub_sections,
            layout,
            cards,
        })
    }

    fn front_shell(&mut self, sombre: bool) -> Result<crate::pages::model::Shell> {
        let counterparts: Vec<(EditionId, String)> = self.everywhere("/");
        let linked = vec![self.organization(), self.website()];
        self.shell(Sheet {
            rest: Some("/".to_owned()),
            front: true,
            sombre,
            counterparts,
            translated: true,
            linked,
            ..Sheet::default()
        })
    }
}

fn sub_link(card: Card) -> SubLink {
    SubLink {
        headline: card.headline,
        url: card.url,
    }
}
