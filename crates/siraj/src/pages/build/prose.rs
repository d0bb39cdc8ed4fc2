//! Bodies on a page: what a typed body refers to is gathered first, pictures in
//! one query and articles in another, then the body renderer writes the HTML.

use super::Press;
use super::pictures::picture;
use crate::pages::body::{BodyContext, render, render_for_feed};
use crate::pages::model::{Card, Picture, SafeHtml};
use crate::store::Result;
use siraj_editorial::body::{Block, Body, Paragraph};
use siraj_editorial::{ArticleId, MediaId};
use std::collections::BTreeMap;

/// What bodies refer to, looked up.
#[derive(Debug, Default)]
pub struct References {
    /// Pictures, also covered ones.
    pub pictures: BTreeMap<MediaId, Picture>,
    /// Public articles.
    pub articles: BTreeMap<ArticleId, Card>,
}

impl Press<'_, '_> {
    /// All that these bodies refer to: of many bodies together, so that a feed of
    /// twenty articles asks no more often than one page.
    pub fn references<'b>(
        &mut self,
        bodies: impl Iterator<Item = &'b Body> + Clone,
    ) -> Result<References> {
        let media: std::collections::BTreeSet<MediaId> =
            bodies.clone().flat_map(Body::media_ids).collect();
        let media: Vec<MediaId> = media.into_iter().collect();
        let found = self.view.pictures(&media)?;
        let articles: std::collections::BTreeSet<ArticleId> =
            bodies.flat_map(Body::article_refs).collect();
        let articles: Vec<ArticleId> = articles.into_iter().collect();
        let listed = self.view.cards(&articles)?;
        let cards = self.dress(&listed, None)?;
        Ok(References {
            pictures: found
                .iter()
                .map(|media| (media.id, picture(media, &self.words)))
                .collect(),
            articles: listed.iter().map(|card| card.article).zip(cards).collect(),
        })
    }

    /// A body as its page shows it.
    #[must_use]
    pub fn body(&self, body: &Body, references: &References) -> SafeHtml {
        render(body, self.surroundings(references))
    }

    /// A body as feeds carry it.
    #[must_use]
    pub fn body_for_feed(&self, body: &Body, references: &References) -> SafeHtml {
        render_for_feed(body, self.surroundings(references), self.origin())
    }

    fn surroundings<'a>(&'a self, references: &'a References) -> BodyContext<'a> {
        BodyContext {
            language: &self.edition.language,
            digits: self.edition.digits,
            pictures: &references.pictures,
            articles: &references.articles,
        }
    }

    /// One line of plain words as finished HTML: a placement's words.
    #[must_use]
    pub fn line(&self, words: &str) -> SafeHtml {
        let body = Body::new(vec![Block::Paragraph(Paragraph::plain(words))]);
        self.body(&body, &References::default())
    }
}
