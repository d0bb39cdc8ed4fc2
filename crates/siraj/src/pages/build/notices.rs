//! What is shown instead of a page that cannot be: 404, 410, 500, 503, and what
//! the device keeps for the time without a network. The last three can be made
//! without a store, from a shell remembered from the last good page.

use super::Press;
use super::shell::{Sheet, bare, remembered};
use crate::pages::model::{Card, NoticeKind, NoticePage, Shell, Text};
use crate::pages::view::Gone;
use crate::store::Result;
use crate::store::keys::List;
use siraj_editorial::Language;

/// How many headlines follow a notice.
const LATEST: i64 = 6;

impl Press<'_, '_> {
    /// No such page.
    pub fn not_found(&mut self) -> Result<NoticePage> {
        let latest = self.latest_headlines()?;
        self.notice(NoticeKind::NotFound, latest)
    }

    /// An article that was withdrawn, with its dated notice, or erased.
    pub fn gone(&mut self, why: &Gone) -> Result<NoticePage> {
        let kind = match why {
            Gone::Withdrawn(withdrawal) => NoticeKind::Withdrawn {
                headline: None,
                notice: self.words.text(&withdrawal.notice),
                at: self.words.full_moment(withdrawal.at),
            },
            Gone::Erased(at) => NoticeKind::Erased {
                at: self.words.full_moment(*at),
            },
        };
        let latest = self.latest_headlines()?;
        self.notice(kind, latest)
    }

    /// What the device shows without a network. It is kept for long, so it names
    /// no headlines.
    pub fn offline(&mut self) -> Result<NoticePage> {
        self.notice(NoticeKind::Offline, Vec::new())
    }

    /// The shell that the program remembers for the hour without a store.
    pub fn plain_shell(&mut self) -> Result<Shell> {
        let shell = self.shell(Sheet::default())?;
        Ok(remembered(&shell))
    }

    fn latest_headlines(&mut self) -> Result<Vec<Card>> {
        let listed = self
            .view
            .list_head(&List::Latest(self.edition.id), LATEST)?;
        self.dress(&listed, None)
    }

    fn notice(&mut self, kind: NoticeKind, latest: Vec<Card>) -> Result<NoticePage> {
        let shell = self.shell(Sheet {
            noindex: true,
            counterparts: Vec::new(),
            ..Sheet::default()
        })?;
        Ok(titled(&shell, kind, latest))
    }
}

/// The page cannot be made right now (503), in the design of the last good page.
#[must_use]
pub fn unavailable(last: &Shell) -> NoticePage {
    titled(&remembered(last), NoticeKind::Unavailable, Vec::new())
}

/// More was asked than is read (414).
#[must_use]
pub fn too_long(last: &Shell) -> NoticePage {
    titled(&remembered(last), NoticeKind::TooLong, Vec::new())
}

/// Something of ours broke (500); whoever reports it names the request.
#[must_use]
pub fn failed(last: &Shell, request_id: &str) -> NoticePage {
    let kind = NoticeKind::Failed {
        request_id: request_id.to_owned(),
    };
    titled(&remembered(last), kind, Vec::new())
}

/// No such page, where there is no newsroom yet or no edition to ask.
#[must_use]
pub fn nowhere(language: &Language) -> NoticePage {
    titled(&bare(language), NoticeKind::NotFound, Vec::new())
}

fn titled(shell: &Shell, kind: NoticeKind, latest: Vec<Card>) -> NoticePage {
    let mut page = NoticePage {
        shell: shell.clone(),
        kind,
        latest,
    };
    let title = format!("{} | {}", page.title(), shell.masthead.name.plain());
    page.shell.title = Text::new(title, shell.language.direction());
    page
}

/// The page cannot be made right now, and no page was ever made before.
#[must_use]
pub fn unavailable_anywhere(language: &Language) -> NoticePage {
    titled(&bare(language), NoticeKind::Unavailable, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use askama::Template;

    #[test]
    fn a_notice_needs_no_store() {
        let shell = bare(&Language::arabic());
        let page = unavailable(&shell).render().unwrap();
        assert!(
            page.contains("dir=\"rtl\"") && page.contains("503"),
            "{page}"
        );
        assert!(page.contains("noindex"));
        let page = failed(&shell, "01hx-<b>").render().unwrap();
        assert!(page.contains("500") && !page.contains("<b>"), "{page}");
    }
}
