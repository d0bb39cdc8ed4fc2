//! The way through the pages of a list. The head leads to the archive page that
//! holds the first entry it does not show, so nothing is skipped; a numbered
//! page knows its neighbours only, since a total would change every page.

use super::{Listing, Press};
use crate::pages::build::places;
use crate::pages::model::{Link, PageNumbers};
use crate::store::Result;
use crate::store::keys::List;
use crate::store::live::Card;
use siraj_editorial::Timestamp;

/// How many older pages a numbered page names.
const OLDER: i64 = 2;

/// A list as the way through its pages knows it.
#[derive(Debug, Clone)]
pub(in crate::pages::build) struct Pages {
    /// As the store knows it.
    pub list: List,
    /// The address of its head, after the prefix.
    pub head: String,
}

impl Listing {
    pub(in crate::pages::build) fn pages(&self) -> Pages {
        Pages {
            list: self.list.clone(),
            head: places::list(&self.of, None),
        }
    }
}

/// The head of a list.
#[derive(Debug)]
pub(in crate::pages::build) struct Head {
    /// Its newest articles.
    pub cards: Vec<Card>,
    /// The way to the older ones.
    pub numbers: PageNumbers,
}

impl Press<'_, '_> {
    /// The newest `most` of a list, and the way to the rest.
    pub(in crate::pages::build) fn head(&mut self, listing: &Listing, most: i64) -> Result<Head> {
        let mut cards = self.view.list_head(&listing.list, most + 1)?;
        let shown = usize::try_from(most).unwrap_or(usize::MAX);
        let next = cards.get(shown).map(|card| card.first_at);
        cards.truncate(shown);
        let numbers = self.numbers_from(&listing.pages(), next)?;
        Ok(Head { cards, numbers })
    }

    /// The way on from a head, to the page of the first moment that it does not
    /// show; nowhere when it shows all.
    pub(in crate::pages::build) fn numbers_from(
        &mut self,
        pages: &Pages,
        next: Option<Timestamp>,
    ) -> Result<PageNumbers> {
        let page = match next {
            Some(at) => self.view.page_of(&pages.list, at)?,
            None => None,
        };
        Ok(page.map_or_else(PageNumbers::default, |page| self.numbers_to(pages, page)))
    }

    /// The way on from a head to this page.
    #[must_use]
    pub(in crate::pages::build) fn numbers_to(&self, pages: &Pages, page: i64) -> PageNumbers {
        PageNumbers {
            around: self.numbered(pages, page, page),
            older: Some(self.page_link(pages, page)),
            oldest: (page > 1).then(|| self.page_link(pages, 1)),
            ..PageNumbers::default()
        }
    }

    /// The way on from numbered page `n`.
    pub(in crate::pages::build) fn numbers_of(
        &mut self,
        pages: &Pages,
        n: i64,
    ) -> Result<PageNumbers> {
        let newer = self.view.has_page(&pages.list, n + 1)?;
        let newest = if newer { n + 1 } else { n };
        let mut around = self.numbered(pages, newest, n);
        for link in &mut around {
            link.current = link.url == self.page_link(pages, n);
        }
        Ok(PageNumbers {
            newest: Some(self.link(&pages.head)),
            newer: newer.then(|| self.page_link(pages, n + 1)),
            around,
            older: (n > 1).then(|| self.page_link(pages, n - 1)),
            oldest: (n > 1).then(|| self.page_link(pages, 1)),
        })
    }

    fn page_link(&self, pages: &Pages, n: i64) -> String {
        self.link(&places::numbered(&pages.head, n))
    }

    fn numbered(&self, pages: &Pages, newest: i64, n: i64) -> Vec<Link> {
        let oldest = (n - OLDER).max(1);
        (oldest..=newest)
            .rev()
            .map(|n| Link {
                label: self.words.number(n),
                url: self.page_link(pages, n),
                current: false,
            })
            .collect()
    }
}
