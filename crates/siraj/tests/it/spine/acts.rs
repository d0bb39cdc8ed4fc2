//! Everything that can be done to a newsroom and be noticed by its readers, drawn
//! by dice. An act may be refused, as in life; the store may not fail.

mod articles;
mod fronts;
mod house;
mod live;
mod time;

use super::dice::Dice;
use super::newsroom::Newsroom;
use siraj::room::{ActError, ActResult};
use std::fmt::Debug;

/// An act, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Publish,
    Update,
    Fix,
    MoveArticle,
    ReleasePending,
    Correct,
    Withdraw,
    Embargo,
    LiftEmbargo,
    Schedule,
    Expire,
    Feature,
    Pair,
    Unpair,
    DecideRelated,
    Erase,
    Cover,
    Post,
    ChangePost,
    CorrectPost,
    PinPost,
    RemovePost,
    DecideCoverage,
    EndCoverage,
    NewSection,
    RenameSection,
    MoveSection,
    OrderSections,
    PairSections,
    MergeSections,
    ChangeIdentity,
    ChangeEdition,
    ReplacePicture,
    MoveFocalPoint,
    CoverPicture,
    ExpirePicture,
    RenamePerson,
    HangPortrait,
    TakePortraitDown,
    RenameTopic,
    MergeTopics,
    NewTopic,
    RemoveTopic,
    TellStory,
    MergeStories,
    MergePeople,
    RenameStory,
    EndStory,
    RenameSource,
    RewriteStaticPage,
    OrderStaticPages,
    SetBreaking,
    EndBreaking,
    SavePlacement,
    RemovePlacement,
    CurateFront,
    ChangeMenus,
    PassMinutes,
    PassHours,
    PassDays,
    Relate,
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 61] = [
        Self::Publish,
        Self::Update,
        Self::Fix,
        Self::MoveArticle,
        Self::ReleasePending,
        Self::Correct,
        Self::Withdraw,
        Self::Embargo,
        Self::LiftEmbargo,
        Self::Schedule,
        Self::Expire,
        Self::Feature,
        Self::Pair,
        Self::Unpair,
        Self::DecideRelated,
        Self::Erase,
        Self::Cover,
        Self::Post,
        Self::ChangePost,
        Self::CorrectPost,
        Self::PinPost,
        Self::RemovePost,
        Self::DecideCoverage,
        Self::EndCoverage,
        Self::NewSection,
        Self::RenameSection,
        Self::MoveSection,
        Self::OrderSections,
        Self::PairSections,
        Self::MergeSections,
        Self::ChangeIdentity,
        Self::ChangeEdition,
        Self::ReplacePicture,
        Self::MoveFocalPoint,
        Self::CoverPicture,
        Self::ExpirePicture,
        Self::RenamePerson,
        Self::HangPortrait,
        Self::TakePortraitDown,
        Self::RenameTopic,
        Self::MergeTopics,
        Self::NewTopic,
        Self::RemoveTopic,
        Self::TellStory,
        Self::MergeStories,
        Self::MergePeople,
        Self::RenameStory,
        Self::EndStory,
        Self::RenameSource,
        Self::RewriteStaticPage,
        Self::OrderStaticPages,
        Self::SetBreaking,
        Self::EndBreaking,
        Self::SavePlacement,
        Self::RemovePlacement,
        Self::CurateFront,
        Self::ChangeMenus,
        Self::PassMinutes,
        Self::PassHours,
        Self::PassDays,
        Self::Relate,
    ];

    /// Does it, to whatever the dice choose; answers in words what came of it.
    pub async fn perform(self, room: &Newsroom, dice: &Dice) -> String {
        let outcome = match self {
            Self::Publish
            | Self::Update
            | Self::Fix
            | Self::MoveArticle
            | Self::ReleasePending
            | Self::Correct
            | Self::Withdraw
            | Self::Embargo
            | Self::LiftEmbargo
            | Self::Schedule
            | Self::Expire
            | Self::Feature
            | Self::Pair
            | Self::Unpair
            | Self::DecideRelated
            | Self::Erase => articles::perform(self, room, dice).await,
            Self::Cover
            | Self::Post
            | Self::ChangePost
            | Self::CorrectPost
            | Self::PinPost
            | Self::RemovePost
            | Self::DecideCoverage
            | Self::EndCoverage => live::perform(self, room, dice).await,
            Self::PassMinutes | Self::PassHours | Self::PassDays | Self::Relate => {
                time::perform(self, room, dice).await
            }
            Self::CurateFront => fronts::curate(room, dice).await,
            Self::ChangeMenus => fronts::change_menus(room, dice).await,
            _ => house::perform(self, room, dice).await,
        };
        match outcome {
            Ok(words) => format!("{self:?}: {words}"),
            Err(ActError::Failed(error)) => panic!("the store failed at {self:?}: {error:?}"),
            Err(refused) => format!("{self:?}: refused, {refused:?}"),
        }
    }
}

/// What an act did, in words.
fn told<T>(outcome: ActResult<siraj::room::Done<T>>, about: impl Debug) -> ActResult<String> {
    outcome.map(|done| format!("{about:?} (change {})", done.seq))
}

/// Nothing to do it to.
fn nothing() -> ActResult<String> {
    Ok("nothing to do it to".to_owned())
}
