//! Why the newsroom says no. A refusal is a reason an editor can act on: one
//! enum per verb, no sentences inside. Each variant names a message; the
//! program's edge says it in the person's language, and a test there proves
//! that every key listed in [`all_keys`] has its sentence in each.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// What a refusal is about, so that an edge can choose how to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// The person's role does not allow it (HTTP 403).
    Right,
    /// Somebody else was faster; nothing is lost (HTTP 409).
    Conflict,
    /// A rule of the newsroom (HTTP 422).
    Rule,
}

/// A value put into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arg {
    /// A count; chooses the plural form.
    Count(u64),
    /// A moment, said in the publication's time zone.
    Moment(Timestamp),
    /// Words as they are: a name, a headline.
    Words(String),
}

impl From<u64> for Arg {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}
impl From<Timestamp> for Arg {
    fn from(moment: Timestamp) -> Self {
        Self::Moment(moment)
    }
}
impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// A sentence to be said: its key and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Dotted key in `messages/`.
    pub key: &'static str,
    /// Named values of the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

/// What all refusals have in common.
pub trait Refusal: std::fmt::Debug {
    /// The sentence's key and values.
    fn message(&self) -> Message;
    /// How an edge should answer.
    fn kind(&self) -> RefusalKind;
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident of $verb:literal {
        $($(#[$vdoc:meta])* $variant:ident $({ $($field:ident : $ty:ty),* })? = $kind:ident $key:literal,)*
    })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub enum $name { $($(#[$vdoc])* $variant $({
                $(#[doc = concat!("The sentence's `", stringify!($field), "`.")] $field: $ty),*
            })?,)* }

            impl Refusal for $name {
                fn message(&self) -> Message {
                    match self {$(
                        Self::$variant $({ $($field),* })? => Message {
                            key: concat!("refused.", $verb, ".", $key),
                            args: vec![$($((stringify!($field), Arg::from($field.clone()))),*)?],
                        },
                    )*}
                }
                fn kind(&self) -> RefusalKind {
                    match self { $(Self::$variant { .. } => RefusalKind::$kind,)* }
                }
            }
        )*

        /// Every key that a refusal can name.
        #[must_use]
        pub fn all_keys() -> &'static [&'static str] {
            &[$($(concat!("refused.", $verb, ".", $key),)*)*]
        }
    };
}

refusals! {
    /// Why an article is not begun or its text not saved.
    WriteRefused of "write" {
        /// The role, or the article's owner, does not allow it.
        NotAllowed = Right "not_allowed",
        /// Somebody saved a newer revision; both texts are kept.
        Stale = Conflict "stale",
        /// The article is in the bin: bring it back first.
        InBin = Rule "in_bin",
        /// The section belongs to another edition.
        ForeignSection = Rule "foreign_section",
    }
    /// Why a draft is not sent for review.
    SubmitRefused of "submit" {
        /// Somebody else's draft.
        NotAllowed = Right "not_allowed",
        /// It is already being reviewed, or further.
        NotADraft = Rule "not_a_draft",
        /// There is no headline yet.
        NoHeadline = Rule "no_headline",
        /// There is no text yet.
        NoText = Rule "no_text",
        /// The article is in the bin.
        InBin = Rule "in_bin",
    }
    /// Why a reviewed draft is not sent back.
    SendBackRefused of "send_back" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// Only what waits for review or is approved is sent back.
        NotInReview = Rule "not_in_review",
        /// A note says what is missing.
        NoNote = Rule "no_note",
    }
    /// Why a draft is not approved.
    ApproveRefused of "approve" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// Only what waits for review is approved.
        NotInReview = Rule "not_in_review",
        /// The house wants a second person for an editor's own article.
        OwnArticle = Right "own_article",
        /// The text that was read is not the newest.
        Stale = Conflict "stale",
    }
    /// Why an article is not published, updated or fixed.
    PublishRefused of "publish" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// The house wants a second person for an editor's own article.
        OwnArticle = Right "own_article",
        /// The text that was reviewed is not the newest.
        Stale = Conflict "stale",
        /// Nothing leaves before the embargo's end.
        Embargoed { until: Timestamp } = Rule "embargoed",
        /// The public already sees this very revision.
        NothingNew = Rule "nothing_new",
        /// The article was withdrawn.
        Withdrawn = Rule "withdrawn",
        /// The article is in the bin.
        InBin = Rule "in_bin",
        /// An update or a fix needs something that is published.
        NotPublished = Rule "not_published",
        /// The checklist found something that stops it.
        Blocked { findings: u64 } = Rule "blocked",
    }
    /// Why a moment of publication is not set or taken back.
    ScheduleRefused of "schedule" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// The house wants a second person for an editor's own article.
        OwnArticle = Right "own_article",
        /// The text that was read is not the newest.
        Stale = Conflict "stale",
        /// The moment has passed.
        InThePast = Rule "in_the_past",
        /// More than a year ahead is taken for a slip.
        TooFarAhead = Rule "too_far_ahead",
        /// Before the embargo's end.
        Embargoed { until: Timestamp } = Rule "embargoed",
        /// Nothing is scheduled.
        NotScheduled = Rule "not_scheduled",
        /// The article was withdrawn or lies in the bin.
        Gone = Rule "gone",
        /// The checklist found something that stops it.
        Blocked { findings: u64 } = Rule "blocked",
    }
    /// Why an embargo or an expiry is not set or lifted.
    EmbargoRefused of "embargo" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// The moment has passed.
        InThePast = Rule "in_the_past",
        /// More than ten years ahead is taken for a slip.
        TooFarAhead = Rule "too_far_ahead",
        /// There is no embargo to lift.
        NoEmbargo = Rule "no_embargo",
        /// The article was withdrawn.
        Withdrawn = Rule "withdrawn",
    }
    /// Why a public correction is not added.
    CorrectRefused of "correct" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// Only what is public is corrected in public.
        NotPublished = Rule "not_published",
        /// The correction says nothing.
        NoText = Rule "no_text",
    }
    /// Why a coverage is not begun, ended or changed.
    CoverageRefused of "coverage" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// The public text is not of the live format.
        NotLive = Rule "not_live",
        /// The article was never published.
        NotPublished = Rule "not_published",
        /// The article was withdrawn or lies in the bin.
        Gone = Rule "gone",
        /// It runs already.
        Running = Rule "running",
        /// It does not run.
        NotRunning = Rule "not_running",
        /// The moment has passed.
        InThePast = Rule "in_the_past",
        /// More than sixty days ahead is taken for a slip.
        TooFarAhead = Rule "too_far_ahead",
    }
    /// Why a post of a live article is not added or changed.
    PostRefused of "post" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// The public text is not of the live format.
        NotLive = Rule "not_live",
        /// The article was never published.
        NotPublished = Rule "not_published",
        /// The article was withdrawn or lies in the bin.
        Gone = Rule "gone",
        /// The coverage has ended.
        Ended = Rule "ended",
        /// There is no text yet.
        NoText = Rule "no_text",
        /// Longer than a post.
        TooLong { most: u64 } = Rule "too_long",
        /// A block that posts do not have.
        WrongBlock = Rule "wrong_block",
        /// A picture without alternative text, credit or rights.
        BarePicture = Rule "bare_picture",
        /// Somebody changed it meanwhile.
        Stale = Conflict "stale",
        /// The text is what stands there.
        NothingNew = Rule "nothing_new",
        /// It was removed.
        Removed = Rule "removed",
        /// It was not removed.
        NotRemoved = Rule "not_removed",
        /// The article has as many as any may have.
        TooMany = Rule "too_many",
        /// As many are marked as key moments as may be.
        TooManyPinned { most: u64 } = Rule "too_many_pinned",
    }
    /// Why an article is not withdrawn.
    WithdrawRefused of "withdraw" {
        /// Not an editor of this section.
        NotAllowed = Right "not_allowed",
        /// It is not public.
        NotPublished = Rule "not_published",
        /// Readers are owed a notice.
        NoNotice = Rule "no_notice",
    }
    /// Why two articles are not made counterparts.
    PairRefused of "pair" {
        /// Neither one's own drafts nor an editor.
        NotAllowed = Right "not_allowed",
        /// Both are of the same edition.
        SameEdition = Rule "same_edition",
        /// One of them has another counterpart there.
        AlreadyPaired = Rule "already_paired",
        /// They are no counterparts of each other.
        NotPaired = Rule "not_paired",
        /// The source that was read is not the newest.
        Stale = Conflict "stale",
        /// The section has no counterpart in that edition, and none was chosen.
        NoSection = Rule "no_section",
    }
    /// Why nothing is decided about another article's place among the related ones.
    RelateRefused of "relate" {
        /// The editors of the section decide.
        NotAllowed = Right "not_allowed",
        /// No article is related to itself.
        Itself = Rule "itself",
        /// Readers of one edition are shown articles of it.
        OtherEdition = Rule "other_edition",
        /// Only what is public is pinned.
        NotPublic = Rule "not_public",
        /// More than are shown beside an article, or than may be banned.
        TooMany { most: u64 } = Rule "too_many",
    }
    /// Why an article is not binned or brought back.
    BinRefused of "bin" {
        /// Neither one's own draft nor an editor.
        NotAllowed = Right "not_allowed",
        /// What is public is withdrawn, not binned.
        Published = Rule "published",
        /// It is not in the bin.
        NotInBin = Rule "not_in_bin",
        /// It is in the bin already.
        InBin = Rule "in_bin",
    }
    /// Why a note is not kept or not settled.
    NoteRefused of "note" {
        /// The article is neither theirs nor in their sections, and no note names them.
        NotAllowed = Right "not_allowed",
        /// The note says nothing.
        NoWords = Rule "no_words",
        /// Somebody is named in it who does not see the article.
        CannotSee { name: String } = Rule "cannot_see",
    }
    /// Why an alarm is not put aside.
    AlarmRefused of "alarm" {
        /// It is for the editors of the section.
        NotAllowed = Right "not_allowed",
        /// A reason says why nothing is to be done.
        NoReason = Rule "no_reason",
    }
    /// Why a text is not shown to somebody outside, or goes on being shown.
    ShareRefused of "share" {
        /// Neither one's own article nor an editor.
        NotAllowed = Right "not_allowed",
        /// It is not said for whom.
        NoReader = Rule "no_reader",
        /// The moment has passed.
        InThePast = Rule "in_the_past",
        /// More than thirty days ahead.
        TooFarAhead = Rule "too_far_ahead",
        /// The article is in the bin.
        InBin = Rule "in_bin",
        /// More open links than anybody keeps an eye on.
        TooMany = Rule "too_many",
        /// It has ended before.
        Ended = Rule "ended",
    }
    /// Why a picture of the library is not put into the bin, brought back or changed.
    LibraryRefused of "library" {
        /// The role does not use pictures.
        NotAllowed = Right "not_allowed",
        /// Something in the newsroom shows it, public or not.
        InUse = Rule "in_use",
        /// It is in the bin already.
        InBin = Rule "in_bin",
        /// It is not in the bin.
        NotInBin = Rule "not_in_bin",
        /// Somebody else changed it since it was opened.
        Overtaken = Conflict "overtaken",
    }
    /// Why somebody does not come in, or does not change how.
    EntryRefused of "entry" {
        /// Address or password is wrong, or there is no such person: nobody learns which.
        Wrong = Rule "wrong",
        /// The code is not the app's now, was taken before, or is no recovery code.
        WrongCode = Rule "wrong_code",
        /// The device's answer is none, came too late, or is of a key that is not known.
        WrongKey = Rule "wrong_key",
        /// The person has as many passkeys as anybody may have.
        TooManyKeys = Rule "too_many_keys",
        /// The password in force is another.
        WrongPassword = Rule "wrong_password",
        /// The link is unknown, used, too old, or there is nothing left for it to open.
        VoidLink = Rule "void_link",
        /// What was typed is no address.
        BadEmail = Rule "bad_email",
        /// Another person signs in with this address.
        EmailTaken = Conflict "email_taken",
        /// Nobody takes their own account away.
        OneselfOut = Rule "oneself_out",
        /// The password is too short.
        ShortPassword = Rule "short_password",
        /// The password is longer than anybody types.
        LongPassword = Rule "long_password",
        /// The password is one that is guessed at once.
        GuessedPassword = Rule "guessed_password",
    }
    /// Why a front is not curated.
    CurateRefused of "curate" {
        /// The role, or the section, does not allow it.
        NotAllowed = Right "not_allowed",
        /// Somebody else changed the draft meanwhile; both are there.
        Stale = Conflict "stale",
        /// The article is not public, or belongs to another edition.
        NotPublic = Rule "not_public",
        /// The front has no such place.
        NoPlace = Rule "no_place",
        /// Nobody gave the article a place, so none can end.
        NotPinned = Rule "not_pinned",
        /// The moment has passed.
        InThePast = Rule "in_the_past",
        /// More than a year ahead is taken for a slip.
        TooFarAhead = Rule "too_far_ahead",
        /// More than one front may hold.
        TooMany = Rule "too_many",
        /// There is no step to take back or to take again.
        NoStep = Rule "no_step",
        /// The public sees just this.
        NothingNew = Rule "nothing_new",
    }
    /// Why an edition's menus are not set.
    MenuRefused of "menu" {
        /// The role does not allow it.
        NotAllowed = Right "not_allowed",
        /// An entry stands there twice.
        Repeated = Rule "repeated",
        /// A section or a page that is not there, or of another edition.
        Unknown = Rule "unknown",
        /// More than the menu holds.
        TooMany { most: u64 } = Rule "too_many",
    }
    /// Why the house (identity, editions, sections, people, topics, pictures …) is not changed.
    HouseRefused of "house" {
        /// The role does not allow it.
        NotAllowed = Right "not_allowed",
        /// A name is missing.
        NoName = Rule "no_name",
        /// A name holds letters that names cannot have (controls, joiners at its ends).
        BadName = Rule "bad_name",
        /// The path is not one: letters, digits and hyphens.
        BadSlug = Rule "bad_slug",
        /// The path is one of the site's own words.
        ReservedSlug = Rule "reserved_slug",
        /// Another thing of this edition has the path.
        SlugTaken { slug: String } = Conflict "slug_taken",
        /// Sections would contain each other.
        SectionLoop = Rule "section_loop",
        /// More than five sections deep.
        TooDeep = Rule "too_deep",
        /// The role is above the person's own, or above that of whoever gives it.
        RoleAbove = Right "role_above",
        /// The last owner cannot leave or be demoted.
        LastOwner = Rule "last_owner",
        /// A picture needs alternative text, or to be marked decorative.
        NoAlternativeText = Rule "no_alternative_text",
        /// The focal point lies outside the picture.
        BadFocalPoint = Rule "bad_focal_point",
        /// The colour is not one.
        BadColour = Rule "bad_colour",
        /// The colour cannot be read on the page: under 4.5:1. The nearest that can.
        FaintColour { ratio: String, shade: String } = Rule "faint_colour",
        /// The time zone is not in the database.
        BadTimeZone = Rule "bad_time_zone",
        /// The address is not an absolute http(s) address.
        BadAddress = Rule "bad_address",
        /// The end comes before the beginning.
        EndsBeforeStart = Rule "ends_before_start",
    }
    /// Why two things of the house do not become one, or one is not taken away.
    MergeRefused of "merge" {
        /// Both are the same.
        Itself = Rule "itself",
        /// They belong to different editions.
        OtherEdition = Rule "other_edition",
        /// The heir lies inside what would go.
        Inside = Rule "inside",
        /// What lies inside would lie deeper than sections go.
        TooDeep = Rule "too_deep",
        /// One of them has become part of another before.
        Merged = Rule "merged",
        /// Other addresses lead to it.
        LedTo = Rule "led_to",
        /// The person has an account still.
        HasAccount = Rule "has_account",
        /// Texts name it.
        InUse { n: u64 } = Rule "in_use",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_its_message_and_what_stands_in_it() {
        let until = Timestamp::from_micros(7);
        let message = PublishRefused::Embargoed { until }.message();
        assert_eq!(message.key, "refused.publish.embargoed");
        assert_eq!(message.args, vec![("until", Arg::Moment(until))]);
        assert!(all_keys().contains(&message.key));
        assert_eq!(PublishRefused::Stale.kind(), RefusalKind::Conflict);
    }

    #[test]
    fn no_two_refusals_share_a_key() {
        let mut keys = all_keys().to_vec();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all_keys().len());
    }
}
