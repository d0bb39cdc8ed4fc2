//! The rules of a newsroom: what an article is, how it lives, who may do what,
//! and why the newsroom says no.
//!
//! Everything here is a value or a function of values: no IO, no clock (`now` is
//! always an argument), no sentence in any language (a refusal names a message,
//! the program's edge says it). The program, `siraj`, stores these values and
//! runs these verbs inside one transaction each.

pub mod alarm;
pub mod article;
pub mod body;
pub mod byline;
pub mod checklist;
pub mod colour;
pub mod compare;
pub mod correction;
pub mod coverage;
pub mod dateline;
pub mod edition;
pub mod fields;
pub mod front;
pub mod heir;
pub mod id;
pub mod language;
pub mod media;
pub mod menu;
pub mod named;
pub mod note;
pub mod person;
pub mod placement;
pub mod post;
pub mod presence;
pub mod publication;
pub mod refusal;
pub mod related;
pub mod revision;
pub mod role;
pub mod section;
pub mod sight;
pub mod story;
pub mod text;
pub mod time;
pub mod topic;

pub use id::{
    ArticleId, CorrectionId, EditionId, MediaId, PageId, PersonId, PlacementId, PostId, RevisionId,
    SectionId, ShortId, SourceId, StoryId, TopicId,
};
pub use language::Language;
pub use time::Timestamp;
