//! The way through the pages of a list. The head leads to the archive page that
//! holds the first article it does not show, so nothing is skipped; a numbered
//! page knows its neighbours only, since a total would change every page.

use super::{Listing, Press};
use crate::pages::build::places;
use crate::pages::model::{Link, PageNumbers};
use crate::store::Result;
use crate::store::live::Card;

/// How many older pages a numbered page names.
const OLDER: i64 = 2;

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
        let page = match next {
            Some(at) => self.view.page_of(&listing.list, at)?,
            None => None,
        };
        let numbers = page.map_or_else(PageNumbers::default, |page| PageNumbers {
            around: self.numbered(listing, page, page),
            older: Some(self.page_link(listing, page)),
            oldest: (page > 1).then(|| self.page_link(listing, 1)),
            ..PageNumbers::default()
        });
        Ok(Head { cards, numbers })
    }

    /// The way on from numbered page `n`.
    pub(super) fn numbers_of(&mut self, listing: &Listing, n: i64) -> Result<PageNumbers> {
        let newer = self.view.has_page(&listing.list, n + 1)?;
        let newest = if newer { n + 1 } else { n };
        let mut around = self.numbered(listing, newest, n);
        for link in &mut around {
            link.current = link.url == self.page_link(listing, n);
        }
        Ok(PageNumbers {
            newest: Some(self.link(&places::list(&listing.of, None))),
            newer: newer.then(|| self.page_link(listing, n + 1)),
            around,
            older: (n > 1).then(|| self.page_link(listing, n - 1)),
            oldest: (n > 1).then(|| self.page_link(listing, 1)),
        })
    }

    fn page_link(&self, listing: &Listing, n: i64) -> String {
        self.link(&places::list(&listing.of, Some(n)))
    }

    fn numbered(&self, listing: &Listing, newest: i64, n: i64) -> Vec<Link> {
        let oldest = (n - OLDER).max(1);
        (oldest..=newest)
            .rev()
            .map(|n| Link {
                label: self.words.number(n),
                url: self.page_link(listing, n),
                current: false,
            })
            .collect()
    }
}
