//! Which checks stop an article and which only warn: the house's choice, kept by name so
//! that a check that comes later has its own default.

use super::Finding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a check that finds something does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is published until it is dealt with.
    Blocks,
    /// It asks for a second look; whoever passes it is written down.
    Warns,
    /// It is not looked at.
    Rests,
}

impl Severity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Blocks, Self::Warns, Self::Rests];

    /// Its name in forms and in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Warns => "warns",
            Self::Rests => "rests",
        }
    }

    /// The severity of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident $name:literal = $default:ident $bound:literal,)*) => {
        /// One check of the list.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum Check { $($(#[$doc])* $variant,)* }

        impl Check {
            /// All checks, in the order in which a person goes through them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in forms and in the store.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The key of what it looks at, in a word or two.
            #[must_use]
            pub const fn message_key(self) -> &'static str {
                match self { $(Self::$variant => concat!("checklist.of.", $name),)* }
            }

            /// The key of the sentence that says when it is content.
            #[must_use]
            pub const fn asks_key(self) -> &'static str {
                match self { $(Self::$variant => concat!("checklist.asks.", $name),)* }
            }

            /// What it does where the house has not chosen.
            #[must_use]
            pub const fn default_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$default,)* }
            }

            /// Whether the house cannot choose: without a headline, an address, a text
            /// or its pictures an article is none.
            #[must_use]
            pub const fn is_bound(self) -> bool {
                match self { $(Self::$variant => $bound,)* }
            }
        }
    };
}

checks! {
    /// There is a headline.
    Headline "headline" = Blocks true,
    /// It is not too long.
    HeadlineLength "headline_length" = Warns false,
    /// An address can be made of it.
    Slug "slug" = Blocks true,
    /// There is a text.
    Text "text" = Blocks true,
    /// It is written in the language of its edition.
    Language "language" = Warns false,
    /// There is a standfirst.
    Standfirst "standfirst" = Warns false,
    /// Somebody signs or a source is named.
    Byline "byline" = Blocks false,
    /// The dateline is in the house form.
    Dateline "dateline" = Warns false,
    /// Names are spelled alike throughout.
    Spelling "spelling" = Warns false,
    /// What was asked beside the text is answered.
    Notes "notes" = Warns false,
    /// Somebody answers where the text links to.
    Links "links" = Warns false,
    /// Every picture is in the library.
    PictureThere "picture_there" = Blocks true,
    /// Every picture is described.
    PictureDescription "picture_description" = Blocks false,
    /// In the article's language.
    PictureLanguage "picture_language" = Warns false,
    /// Every picture says who made it.
    PictureCredit "picture_credit" = Blocks false,
    /// The rights of every picture last.
    PictureRights "picture_rights" = Blocks false,
}

impl Check {
    /// The check of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|check| check.name() == name)
    }

    /// What the house can choose. Links alone can rest: asking them tells other servers
    /// that this newsroom looks at them.
    #[must_use]
    pub const fn severities(self) -> &'static [Severity] {
        match self {
            Self::Links => &Severity::ALL,
            _ if self.is_bound() => &[Severity::Blocks],
            _ => &[Severity::Blocks, Severity::Warns],
        }
    }
}

/// What the house has chosen for its checks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Severities(BTreeMap<Check, Severity>);

impl Severities {
    /// What a check does.
    #[must_use]
    pub fn of(&self, check: Check) -> Severity {
        let chosen = self.0.get(&check).copied();
        let allowed = chosen.filter(|chosen| check.severities().contains(chosen));
        allowed.unwrap_or(check.default_severity())
    }

    /// The same with another choice for a check; one that it does not have changes nothing.
    #[must_use]
    pub fn with(mut self, check: Check, severity: Severity) -> Self {
        if severity == check.default_severity() {
            self.0.remove(&check);
        } else if check.severities().contains(&severity) {
            self.0.insert(check, severity);
        }
        self
    }

    /// What was chosen otherwise than by default.
    pub fn chosen(&self) -> impl Iterator<Item = (Check, Severity)> + '_ {
        self.0.iter().map(|(check, severity)| (*check, *severity))
    }

    /// Findings with what they do, those that stop an article first.
    #[must_use]
    pub fn weigh(&self, findings: Vec<Finding>) -> Vec<Found> {
        let mut found: Vec<Found> = findings
            .into_iter()
            .map(|finding| Found {
                severity: self.of(finding.check()),
                finding,
            })
            .filter(|found| found.severity != Severity::Rests)
            .collect();
        // Stable: within a severity they stay in the order of the list.
        found.sort_by_key(|one| one.severity);
        found
    }
}

/// Something found, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub finding: Finding,
    /// Whether it stops the article.
    pub severity: Severity,
}

impl Found {
    /// Whether it stops publishing.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Blocks
    }
}
