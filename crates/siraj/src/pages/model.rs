//! The pages of the public site as plain values, each with its template.
//!
//! Nothing here knows a database, a request or a clock: addresses are finished
//! (percent-encoded), times are composed sentences, lists are cut to length.
//! Filling the structs from the store is done elsewhere; sentences of the program
//! come from the messages of the page's language.

pub mod article;
pub mod card;
pub mod coverage;
pub mod front;
pub mod lists;
pub mod marked;
pub mod notice;
pub mod picture;
pub mod safe;
pub mod search;
pub mod shell;
pub mod text;

pub use article::{
    ArticlePage, AuthorBox, BylineLine, CorrectionKind, CorrectionNote, Counterpart, EndNote,
    Published, Share, StoryBox, TopicLink,
};
pub use card::{Card, CardKind, Credit, Moment, SubLink};
pub use coverage::{Coverage, KeyMoment, NewPosts, PostItem, PostsPage, Removed};
pub use front::{BlockLayout, FrontBlock, FrontPage, LeadPackage, SectionBlock};
pub use lists::{
    ArchivePage, AuthorPage, DayOfCards, Milestone, PageNumbers, SectionPage, StoryPage, TopicPage,
};
pub use marked::Marked;
pub use notice::{CorrectionEntry, CorrectionsPage, NoticeKind, NoticePage, StaticPage};
pub use picture::{Focal, Frame, Picture};
pub use safe::{SafeHtml, SafeJson};
pub use search::{AnswerPages, Chip, Choice, Find, FoundCard, NamedLink, SearchForm, SearchPage};
pub use shell::{
    Alternate, Assets, Breaking, Crumb, FeedLink, Footer, LanguageSwitch, Link, Masthead,
    Placement, PlacementKind, ShareCard, ShareImage, Shell, Strip,
};
pub use text::Text;
