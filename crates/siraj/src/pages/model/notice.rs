//! Pages that say something about the site itself: corrections, static pages,
//! and what is shown instead of a page that cannot be.

use super::{Card, CorrectionKind, Moment, PageNumbers, SafeHtml, Shell, Text};
use askama::Template;

/// A correction on the public list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionEntry {
    /// The corrected article.
    pub headline: Text,
    /// Where it is.
    pub url: String,
    /// What kind.
    pub kind: CorrectionKind,
    /// When.
    pub at: Moment,
    /// What was wrong and what is right.
    pub words: Text,
}

/// The public list of corrections.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/corrections.html")]
pub struct CorrectionsPage {
    /// What stands around.
    pub shell: Shell,
    /// The newest corrections, from a numbered page.
    pub head_url: Option<String>,
    /// «الصفحة 12», composed for the edition; absent on the head.
    pub number: Option<Text>,
    /// The address to which readers report mistakes.
    pub report_email: Option<String>,
    /// Newest first.
    pub entries: Vec<CorrectionEntry>,
    /// The way to older pages.
    pub numbers: PageNumbers,
}

/// About, contact, ethics, privacy and the like.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/static.html")]
pub struct StaticPage {
    /// What stands around.
    pub shell: Shell,
    /// The page's title.
    pub title: Text,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// The text.
    pub body: SafeHtml,
}

/// Why there is a notice instead of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeKind {
    /// No such page (404).
    NotFound,
    /// The article was withdrawn (410).
    Withdrawn {
        /// Its headline, where the notice may name it.
        headline: Option<Text>,
        /// What the newsroom says about it.
        notice: Text,
        /// When it was withdrawn.
        at: Moment,
    },
    /// The article was erased by law (410): nothing is said but when.
    Erased {
        /// When it was erased.
        at: Moment,
    },
    /// Something of ours broke (500).
    Failed {
        /// The request's id, for who reports it.
        request_id: String,
    },
    /// The page cannot be made right now (503).
    Unavailable,
    /// The address that was asked for is longer than is read (414).
    TooLong,
    /// The reader has no network; the service worker keeps this page.
    Offline,
}

impl NoticeKind {
    /// The messages of the kind: its heading, and what to do next.
    fn keys(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("notice.not_found_title", "notice.not_found_advice"),
            Self::Withdrawn { .. } => ("notice.withdrawn_title", "notice.withdrawn_advice"),
            Self::Erased { .. } => ("notice.erased_title", "notice.erased_advice"),
            Self::Failed { .. } => ("notice.failed_title", "notice.failed_advice"),
            Self::Unavailable => ("notice.unavailable_title", "notice.unavailable_advice"),
            Self::TooLong => ("notice.too_long_title", "notice.too_long_advice"),
            Self::Offline => ("notice.offline_title", "notice.offline_advice"),
        }
    }
}

/// What is shown instead of a page that cannot be.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/notice.html")]
pub struct NoticePage {
    /// What stands around.
    pub shell: Shell,
    /// Why.
    pub kind: NoticeKind,
    /// The latest headlines, when they are known.
    pub latest: Vec<Card>,
}

impl NoticePage {
    /// «الرمز 404»: what to name when asking for help.
    fn code(&self) -> Option<String> {
        let code = match self.kind {
            NoticeKind::NotFound => "404",
            NoticeKind::Withdrawn { .. } | NoticeKind::Erased { .. } => "410",
            NoticeKind::Failed { .. } => "500",
            NoticeKind::Unavailable => "503",
            NoticeKind::TooLong => "414",
            NoticeKind::Offline => return None,
        };
        Some(self.shell.messages.with("notice.code", &[("code", code)]))
    }

    /// Whether searching may find what is not here. Without the store or the network it
    /// would not.
    fn offers_search(&self) -> bool {
        !matches!(
            self.kind,
            NoticeKind::Failed { .. } | NoticeKind::Unavailable | NoticeKind::Offline
        )
    }

    /// The heading.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.shell.messages.text(self.kind.keys().0)
    }

    /// What happened and what to do next.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        self.shell.messages.text(self.kind.keys().1)
    }
}
