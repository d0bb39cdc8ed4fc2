//! A post: one dated entry of a live article, public the moment it is added. It has
//! revisions of its own and a number that no other post of its article ever gets.
//! What is changed shows when; what is wrong is corrected in public; what is taken
//! away leaves its time and the reason.

use crate::article::Article;
use crate::body::{Block, Body};
use crate::byline::{Byline, MOST_BYLINES, Signatory};
use crate::correction::Correction;
use crate::coverage::{Coverage, may_cover};
use crate::fields::{Cleaning, FieldProblem, FieldWhy};
use crate::media::Media;
use crate::refusal::{CoverageRefused, PostRefused};
use crate::revision::{Format, HEADLINE_CHARACTERS, NAME_CHARACTERS};
use crate::role::{Actor, Right};
use crate::text::Removed;
use crate::{ArticleId, Language, MediaId, PersonId, PostId, Timestamp};
use serde::{Deserialize, Serialize};

/// Most blocks of a post: an entry, not an article.
pub const MOST_BLOCKS: usize = 40;
/// Most characters of its text.
pub const MOST_CHARACTERS: usize = 8_000;
/// Longest reason of a removal.
pub const REASON_CHARACTERS: usize = 300;
/// Most posts of one article: more than any newsroom writes in a month.
pub const MOST_POSTS: i64 = 10_000;
/// Most posts that are marked as key moments.
pub const MOST_PINNED: usize = 12;

/// What a post is, in a word before its text: the house's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// It has just happened.
    Breaking,
    /// Somebody of the house has checked it.
    Verified,
    /// What was said before is put right.
    Correction,
    /// A picture.
    Picture,
    /// What it means.
    Analysis,
    /// What somebody said officially.
    Statement,
    /// Seen by a reporter of the house.
    OnTheSpot,
}

impl Label {
    /// All labels, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Breaking,
        Self::Verified,
        Self::OnTheSpot,
        Self::Statement,
        Self::Picture,
        Self::Analysis,
        Self::Correction,
    ];

    /// Its name in forms and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Verified => "verified",
            Self::Correction => "correction",
            Self::Picture => "picture",
            Self::Analysis => "analysis",
            Self::Statement => "statement",
            Self::OnTheSpot => "on_the_spot",
        }
    }

    /// The label of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }
}

/// All that a post says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostText {
    /// A headline, where it has one.
    #[serde(default)]
    pub headline: String,
    /// What it is.
    #[serde(default)]
    pub label: Option<Label>,
    /// Who signs.
    #[serde(default)]
    pub bylines: Vec<Byline>,
    /// The text.
    #[serde(default)]
    pub body: Body,
}

impl PostText {
    /// The text with everything cleaned, and what was taken away.
    ///
    /// # Errors
    /// Every field with something wrong; the body's own problems are found by
    /// [`Body::validate`].
    pub fn clean(mut self) -> Result<(Self, Removed), Vec<FieldProblem>> {
        let mut cleaning = Cleaning::default();
        self.headline = cleaning.line("headline", &self.headline, HEADLINE_CHARACTERS);
        if self.bylines.len() > MOST_BYLINES {
            cleaning.wrong("bylines", FieldWhy::TooMany(MOST_BYLINES));
        }
        for (n, byline) in self.bylines.iter_mut().enumerate() {
            if let Signatory::Guest(name) = &mut byline.who {
                let field = format!("bylines[{n}].guest");
                *name = cleaning.name(&field, name, NAME_CHARACTERS);
                if name.is_empty() {
                    cleaning.wrong(&field, FieldWhy::Empty);
                }
            }
        }
        let (body, removed) = self.body.clean();
        self.body = body;
        cleaning.removed = cleaning.removed.and(removed);
        cleaning.finish(self)
    }

    /// The pictures that it shows.
    #[must_use]
    pub fn pictures(&self) -> Vec<MediaId> {
        self.body.media_ids().into_iter().collect()
    }

    /// What it is called: its headline, else the beginning of its text.
    #[must_use]
    pub fn called(&self) -> String {
        /// As long as a headline of a row.
        const SHORT: usize = 90;
        if !self.headline.is_empty() {
            return self.headline.clone();
        }
        let text = self.body.first_paragraph().unwrap_or_default();
        if text.chars().count() <= SHORT {
            return text;
        }
        let mut short: String = text.chars().take(SHORT).collect();
        if let Some((whole, _)) = short.rsplit_once(' ') {
            short = whole.to_owned();
        }
        format!("{short}…")
    }

    /// Whether its pictures may go out: what an article's checklist asks of them.
    /// `pictures` are those that the library has.
    ///
    /// # Errors
    /// A picture says nothing to who does not see it, names nobody who made it, or
    /// its rights have ended.
    pub fn check_pictures(
        &self,
        pictures: &[Media],
        language: &Language,
        now: Timestamp,
    ) -> Result<(), PostRefused> {
        let ready = |id: MediaId| {
            pictures.iter().any(|media| {
                media.id == id
                    && media.has_description()
                    && !media.credit.in_language(language).trim().is_empty()
                    && media.expires_at.is_none_or(|end| end > now)
            })
        };
        if self.pictures().into_iter().all(ready) {
            Ok(())
        } else {
            Err(PostRefused::BarePicture)
        }
    }

    /// Whether it is an entry: says something, is short, and holds nothing but
    /// paragraphs, lists, quotations, pictures and embeds.
    fn check(&self) -> Result<(), PostRefused> {
        let text = self.body.plain_text();
        let says = self.body.blocks.iter().any(|block| {
            matches!(
                block,
                Block::Picture(_) | Block::Gallery(_) | Block::Embed(_)
            )
        });
        if crate::text::is_blank(&text) && crate::text::is_blank(&self.headline) && !says {
            return Err(PostRefused::NoText);
        }
        if self.body.blocks.len() > MOST_BLOCKS || text.chars().count() > MOST_CHARACTERS {
            return Err(PostRefused::TooLong {
                most: u64::try_from(MOST_CHARACTERS).unwrap_or(u64::MAX),
            });
        }
        let fits = |block: &Block| {
            matches!(
                block,
                Block::Paragraph(_)
                    | Block::List(_)
                    | Block::Quotation(_)
                    | Block::Picture(_)
                    | Block::Gallery(_)
                    | Block::Embed(_)
            )
        };
        if self.body.blocks.iter().all(fits) {
            Ok(())
        } else {
            Err(PostRefused::WrongBlock)
        }
    }
}

/// A post that was taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// Why, as readers are told; empty for no word.
    pub reason: String,
}

/// One dated entry of a live article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LivePost {
    /// Which.
    pub id: PostId,
    /// Of which article.
    pub article: ArticleId,
    /// Counts from 1 in its article, and is never given again.
    pub number: i64,
    /// When it became public.
    pub at: Timestamp,
    /// Who added it.
    pub by: PersonId,
    /// Which revision the text is, from 1.
    pub revision: i64,
    /// What it says.
    pub text: PostText,
    /// When its text was last changed.
    pub changed_at: Option<Timestamp>,
    /// Public corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// Whether it is a key moment.
    pub pinned: bool,
    /// Taken away.
    pub removed: Option<Removal>,
}

/// The article that a post is about, as its verbs look at it.
#[derive(Debug, Clone, Copy)]
pub struct Covered<'a> {
    /// The article.
    pub article: &'a Article,
    /// What its public text is.
    pub format: Format,
}

impl LivePost {
    /// Adds a post. A coverage that has not begun begins with its first post.
    ///
    /// # Errors
    /// Not an editor here, not a live article, not published or gone, the coverage has
    /// ended, or the text is none for a post.
    pub fn add(
        (id, number): (PostId, i64),
        text: PostText,
        coverage: &mut Coverage,
        covered: Covered<'_>,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<Self, PostRefused> {
        may_cover(covered.article, covered.format, actor)?;
        if coverage.ended.is_some() {
            return Err(PostRefused::Ended);
        }
        if number > MOST_POSTS {
            return Err(PostRefused::TooMany);
        }
        text.check()?;
        if coverage.is_running() {
            coverage.latest_at = coverage.latest_at.max(now);
        } else {
            coverage.begin(now);
        }
        Ok(Self {
            id,
            article: covered.article.id,
            number,
            at: now,
            by: actor.person,
            revision: 1,
            text,
            changed_at: None,
            corrections: Vec::new(),
            pinned: false,
            removed: None,
        })
    }

    /// Whether the public may see it where its article is public.
    #[must_use]
    pub const fn stands(&self) -> bool {
        self.removed.is_none()
    }

    fn may_change(&self, covered: Covered<'_>, actor: &Actor) -> Result<(), PostRefused> {
        if !actor.may_in(Right::Publish, covered.article.section) {
            return Err(PostRefused::NotAllowed);
        }
        if covered.article.withdrawal.is_some() || covered.article.binned.is_some() {
            return Err(PostRefused::Gone);
        }
        Ok(())
    }

    fn may_change_standing(&self, covered: Covered<'_>, actor: &Actor) -> Result<(), PostRefused> {
        self.may_change(covered, actor)?;
        if self.stands() {
            Ok(())
        } else {
            Err(PostRefused::Removed)
        }
    }

    /// Changes the text that was `base`. Readers see when.
    ///
    /// # Errors
    /// Not an editor here, gone, removed, somebody else was faster, nothing differs,
    /// or the text is none for a post.
    pub fn change(
        &mut self,
        base: i64,
        text: PostText,
        covered: Covered<'_>,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<(), PostRefused> {
        self.may_change_standing(covered, actor)?;
        if base != self.revision {
            return Err(PostRefused::Stale);
        }
        text.check()?;
        if text == self.text {
            return Err(PostRefused::NothingNew);
        }
        self.text = text;
        self.revision += 1;
        self.changed_at = Some(now);
        Ok(())
    }

    /// Corrects it in public.
    ///
    /// # Errors
    /// Not an editor here, gone, removed, or the correction says nothing.
    pub fn correct(
        &mut self,
        correction: Correction,
        covered: Covered<'_>,
        actor: &Actor,
    ) -> Result<(), PostRefused> {
        self.may_change_standing(covered, actor)?;
        if crate::text::is_blank(&correction.text) {
            return Err(PostRefused::NoText);
        }
        self.corrections.push(correction);
        Ok(())
    }

    /// Marks it as a key moment, or no longer. `pinned` is how many are marked.
    ///
    /// # Errors
    /// Not an editor here, gone, removed, or too many are marked.
    pub fn pin(
        &mut self,
        pin: bool,
        pinned: usize,
        covered: Covered<'_>,
        actor: &Actor,
    ) -> Result<(), PostRefused> {
        self.may_change_standing(covered, actor)?;
        if pin && !self.pinned && pinned >= MOST_PINNED {
            return Err(PostRefused::TooManyPinned {
                most: u64::try_from(MOST_PINNED).unwrap_or(u64::MAX),
            });
        }
        self.pinned = pin;
        Ok(())
    }

    /// Takes it away: its time and the reason stay.
    ///
    /// # Errors
    /// Not an editor here, gone, or removed already.
    pub fn remove(
        &mut self,
        reason: String,
        covered: Covered<'_>,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<(), PostRefused> {
        self.may_change_standing(covered, actor)?;
        self.removed = Some(Removal {
            at: now,
            by: actor.person,
            reason,
        });
        Ok(())
    }

    /// Puts it back where it was.
    ///
    /// # Errors
    /// Not an editor here, gone, or not removed.
    pub fn bring_back(&mut self, covered: Covered<'_>, actor: &Actor) -> Result<(), PostRefused> {
        self.may_change(covered, actor)?;
        if self.removed.take().is_none() {
            return Err(PostRefused::NotRemoved);
        }
        Ok(())
    }
}

impl From<CoverageRefused> for PostRefused {
    fn from(refused: CoverageRefused) -> Self {
        match refused {
            CoverageRefused::NotLive => Self::NotLive,
            CoverageRefused::NotPublished => Self::NotPublished,
            CoverageRefused::Gone => Self::Gone,
            _ => Self::NotAllowed,
        }
    }
}

#[cfg(test)]
mod tests;
