//! The public list of corrections: dated, with the article that each stands in.

use super::Press;
use super::article::correction_kind;
use super::shell::Sheet;
use crate::pages::model::{CorrectionEntry, CorrectionsPage, PageNumbers};
use crate::store::Result;
use siraj_editorial::ArticleId;
use std::collections::{BTreeSet, HashMap};

/// How many corrections the page shows. Each also stands in its article for good.
const SHOWN: i64 = 200;

impl Press<'_, '_> {
    /// The corrections of the edition, newest first.
    pub fn corrections(&mut self) -> Result<CorrectionsPage> {
        let all = self.view.corrections(self.edition.id, SHOWN)?;
        let ids: BTreeSet<ArticleId> = all.iter().map(|(article, _)| *article).collect();
        let ids: Vec<ArticleId> = ids.into_iter().collect();
        let mut articles = HashMap::new();
        for card in self.view.cards(&ids)? {
            let url = self.link_to(&card)?;
            articles.insert(card.article, (card.headline, url));
        }
        let entries = all
            .iter()
            .filter_map(|(article, correction)| {
                let (headline, url) = articles.get(article)?;
                Some(CorrectionEntry {
                    headline: self.words.text(headline),
                    url: url.clone(),
                    kind: correction_kind(correction.kind),
                    at: self.words.moment(correction.at),
                    words: self.words.text(&correction.text),
                })
            })
            .collect();
        let title = self.words.messages.text("reader.corrections_title").to_owned();
        let shell = self.shell(Sheet {
            description: self.words.messages.text("reader.corrections_intro").to_owned(),
            rest: Some("/corrections".to_owned()),
            steps: vec![(title.clone(), None)],
            title: Some(title),
            counterparts: self.everywhere("/corrections"),
            translated: true,
            linked: vec![self.organization()],
            ..Sheet::default()
        })?;
        Ok(CorrectionsPage {
            shell,
            report_email: self.identity.email.clone(),
            entries,
            numbers: PageNumbers::default(),
        })
    }
}
