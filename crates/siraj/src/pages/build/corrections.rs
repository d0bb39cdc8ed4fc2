//! The public list of corrections: dated, with the article that each stands in;
//! its newest, and numbered pages that count from the oldest.

use super::article::correction_kind;
use super::lists::Pages;
use super::shell::Sheet;
use super::{Press, places};
use crate::pages::model::{CorrectionEntry, CorrectionsPage, PageNumbers, Text};
use crate::store::Result;
use crate::store::corrections::Listed;
use crate::store::keys::List;
use crate::store::lists::PAGE_LENGTH;
use siraj_editorial::ArticleId;
use std::collections::{BTreeSet, HashMap};

impl Press<'_, '_> {
    /// The newest corrections of the edition.
    pub fn corrections(&mut self) -> Result<CorrectionsPage> {
        let mut all = self.view.corrections(self.edition.id, PAGE_LENGTH + 1)?;
        let shown = usize::try_from(PAGE_LENGTH).unwrap_or(usize::MAX);
        let next = all.get(shown).map(|(_, correction)| correction.at);
        all.truncate(shown);
        let numbers = self.numbers_from(&self.correction_pages(), next)?;
        self.corrections_page(&all, None, numbers)
    }

    /// A numbered page of corrections; `None` when there is none of this number.
    pub fn corrections_archive(&mut self, n: i64) -> Result<Option<CorrectionsPage>> {
        let Some(all) = self.view.corrections_page(self.edition.id, n)? else {
            return Ok(None);
        };
        let numbers = self.numbers_of(&self.correction_pages(), n)?;
        self.corrections_page(&all, Some(n), numbers).map(Some)
    }

    fn correction_pages(&self) -> Pages {
        Pages {
            list: List::Corrections(self.edition.id),
            head: places::corrections(None),
        }
    }

    fn corrections_page(
        &mut self,
        all: &[Listed],
        n: Option<i64>,
        numbers: PageNumbers,
    ) -> Result<CorrectionsPage> {
        let entries = self.correction_entries(all)?;
        let messages = self.words.messages;
        let title = messages.text("reader.corrections_title").to_owned();
        let number = n.map(|n| self.words.say_of("reader.page", &n.to_string()));
        let sheet = self.corrections_sheet(&title, n, number.as_ref());
        Ok(CorrectionsPage {
            shell: self.shell(sheet)?,
            head_url: n.map(|_| self.link(&places::corrections(None))),
            number,
            report_email: self.identity.email.clone(),
            entries,
            numbers,
        })
    }

    fn corrections_sheet(&self, title: &str, n: Option<i64>, number: Option<&Text>) -> Sheet {
        let rest = Some(places::corrections(n));
        let Some(number) = number.map(|number| number.plain().to_owned()) else {
            let head = places::corrections(None);
            let intro = self.words.messages.text("reader.corrections_intro");
            return Sheet {
                description: intro.to_owned(),
                steps: vec![(title.to_owned(), None)],
                title: Some(title.to_owned()),
                counterparts: self.everywhere(&head),
                translated: true,
                linked: vec![self.organization()],
                rest,
                ..Sheet::default()
            };
        };
        Sheet {
            steps: vec![
                (title.to_owned(), Some(places::corrections(None))),
                (number.clone(), None),
            ],
            title: Some(format!("{title}: {number}")),
            rest,
            ..Sheet::default()
        }
    }

    fn correction_entries(&mut self, all: &[Listed]) -> Result<Vec<CorrectionEntry>> {
        let ids: BTreeSet<ArticleId> = all.iter().map(|(article, _)| *article).collect();
        let ids: Vec<ArticleId> = ids.into_iter().collect();
        let mut articles = HashMap::new();
        for card in self.view.cards(&ids)? {
            let url = self.link_to(&card)?;
            articles.insert(card.article, (card.headline, url));
        }
        let entries = all.iter().filter_map(|(article, correction)| {
            let (headline, url) = articles.get(article)?;
            Some(CorrectionEntry {
                headline: self.words.text(headline),
                url: url.clone(),
                kind: correction_kind(correction.kind),
                at: self.words.moment(correction.at),
                words: self.words.text(&correction.text),
            })
        });
        Ok(entries.collect())
    }
}
