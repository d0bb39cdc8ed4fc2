//! What a page may read of a live article's coverage and posts.

use super::View;
use crate::store::Result;
use crate::store::keys::{Key, List};
use crate::store::{lists, posts};
use siraj_editorial::ArticleId;
use siraj_editorial::coverage::Coverage;
use siraj_editorial::post::LivePost;

pub use posts::Newest;

/// Where a post of an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// On the article's own page.
    Article,
    /// On this numbered page of its posts.
    Page(i64),
    /// There is no such post.
    Nowhere,
}

impl View<'_> {
    /// How the coverage of an article stands; `None` before it has begun.
    pub fn coverage(&mut self, article: ArticleId) -> Result<Option<Coverage>> {
        self.ask(Key::Coverage(article));
        let coverage = posts::coverage(&mut self.c, article)?;
        Ok(coverage.filter(|coverage| coverage.started_at.is_some()))
    }

    /// The newest posts of an article, newest first.
    pub fn newest_posts(&mut self, article: ArticleId) -> Result<Newest> {
        self.ask(Key::ListHead(List::Posts(article)));
        posts::newest(&mut self.c, article)
    }

    /// The posts of numbered page `n`, newest first; `None` when there is no such page.
    pub fn posts_page(&mut self, article: ArticleId, n: i64) -> Result<Option<Vec<LivePost>>> {
        self.ask(Key::ListPage(List::Posts(article), n));
        posts::page(&mut self.c, article, n)
    }

    /// The key moments of an article, newest first, and where each stands. Asks for
    /// the head of its posts, which every change of one touches.
    pub fn key_moments(&mut self, article: ArticleId) -> Result<Vec<(LivePost, Stands)>> {
        self.ask(Key::ListHead(List::Posts(article)));
        let mut found = Vec::new();
        for post in posts::pinned(&mut self.c, article)? {
            let stands = self.stands(&post)?;
            found.push((post, stands));
        }
        Ok(found)
    }

    /// Where the post of a number stands.
    pub fn post_stands(&mut self, article: ArticleId, number: i64) -> Result<Stands> {
        self.ask(Key::ListHead(List::Posts(article)));
        match posts::by_number(&mut self.c, article, number)? {
            Some(post) => self.stands(&post),
            None => Ok(Stands::Nowhere),
        }
    }

    fn stands(&mut self, post: &LivePost) -> Result<Stands> {
        let list = List::Posts(post.article);
        let last = lists::last_page(&mut self.c, &list)?.unwrap_or(1);
        let page = lists::page_of(&mut self.c, &list, post.at)?.unwrap_or(1);
        Ok(if page + 1 >= last {
            Stands::Article
        } else {
            Stands::Page(page)
        })
    }
}
