//! Notes beside an article: what the newsroom says about a text among itself. A note may
//! name people and may point at a passage; settling it keeps it. Readers never see one.

use crate::article::Article;
use crate::refusal::NoteRefused;
use crate::role::Actor;
use crate::{ArticleId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest note.
pub const NOTE_CHARACTERS: usize = 4_000;
/// Longest quotation of the passage that a note points at.
pub const QUOTED_CHARACTERS: usize = 300;
/// The most people that one note names.
pub const MOST_NAMED: usize = 20;

/// How a note came about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Somebody wrote it.
    #[default]
    Note,
    /// The article was sent back with it. It is settled when the article is sent for
    /// review again.
    SentBack,
}

impl NoteKind {
    /// Its name in the store and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::SentBack => "sent_back",
        }
    }

    /// The kind of this name; what is not known is a plain note.
    #[must_use]
    pub fn named(name: &str) -> Self {
        if name == Self::SentBack.name() {
            Self::SentBack
        } else {
            Self::Note
        }
    }
}

/// The passage that a note points at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The block of the body, from 0.
    pub block: u32,
    /// The words there, so that the passage is found after the text has moved.
    #[serde(default)]
    pub words: String,
}

/// Who settled a note and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub id: Uuid,
    /// Beside which article.
    pub article: ArticleId,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// How it came about.
    pub kind: NoteKind,
    /// What it says.
    pub words: String,
    /// Where it points.
    pub anchor: Option<Anchor>,
    /// Whom it names.
    pub named: Vec<PersonId>,
    /// Who settled it, where somebody did.
    pub settled: Option<Settled>,
}

impl Article {
    /// Whether this person reads and writes notes here: the article concerns them, or a
    /// note names them (`is_named`), and they see it.
    #[must_use]
    pub fn may_note(&self, is_named: bool, actor: &Actor, now: Timestamp) -> bool {
        self.is_seen_by(actor, now) && (is_named || self.concerns(actor))
    }

    /// Checks that a note may be kept here. `named` are the people it names, each with
    /// what they are called: naming somebody opens no article to them.
    ///
    /// # Errors
    /// Not allowed, no words, or somebody named who does not see the article.
    pub fn note(
        &self,
        words: &str,
        named: &[(Actor, String)],
        is_named: bool,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<(), NoteRefused> {
        if !self.may_note(is_named, actor, now) {
            return Err(NoteRefused::NotAllowed);
        }
        if words.trim().is_empty() {
            return Err(NoteRefused::NoWords);
        }
        match named.iter().find(|(who, _)| !self.is_seen_by(who, now)) {
            Some((_, name)) => Err(NoteRefused::CannotSee { name: name.clone() }),
            None => Ok(()),
        }
    }
}
