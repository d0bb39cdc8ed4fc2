//! The checklist before publishing: what stops an article and what only asks
//! for a second look. Pure: the caller brings what it knows of the pictures.

use crate::media::Media;
use crate::revision::{Format, Manuscript};
use crate::{Language, MediaId};

/// A longer headline is cut by search engines and social cards.
pub const LONGEST_HEADLINE: usize = 110;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// There is no headline.
    NoHeadline,
    /// The headline is longer than [`LONGEST_HEADLINE`] characters.
    LongHeadline,
    /// The headline has no letter or digit of which an address can be made.
    NoSlug,
    /// There is no text.
    NoText,
    /// There is no standfirst.
    NoStandfirst,
    /// Nobody signs and no source is named.
    NobodySigns,
    /// A picture says nothing to whoever does not see it.
    PictureWithoutDescription(MediaId),
    /// A picture does not say who made it.
    PictureWithoutCredit(MediaId),
    /// A picture is not in the library any more.
    PictureMissing(MediaId),
    /// A picture's rights have ended.
    PictureExpired(MediaId),
}

impl Finding {
    /// Whether it stops publishing.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        !matches!(self, Self::LongHeadline | Self::NoStandfirst)
    }

    /// The key of its sentence.
    #[must_use]
    pub const fn message_key(&self) -> &'static str {
        match self {
            Self::NoHeadline => "checklist.no_headline",
            Self::LongHeadline => "checklist.long_headline",
            Self::NoSlug => "checklist.no_slug",
            Self::NoText => "checklist.no_text",
            Self::NoStandfirst => "checklist.no_standfirst",
            Self::NobodySigns => "checklist.nobody_signs",
            Self::PictureWithoutDescription(_) => "checklist.picture_without_description",
            Self::PictureWithoutCredit(_) => "checklist.picture_without_credit",
            Self::PictureMissing(_) => "checklist.picture_missing",
            Self::PictureExpired(_) => "checklist.picture_expired",
        }
    }
}

/// Runs the checklist over a manuscript. `pictures` are those of the manuscript
/// that the library has.
#[must_use]
pub fn run(
    manuscript: &Manuscript,
    pictures: &[Media],
    language: &Language,
    now: crate::Timestamp,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let headline = manuscript.headline.trim();
    if headline.is_empty() {
        findings.push(Finding::NoHeadline);
    } else if manuscript.slug().is_empty() {
        findings.push(Finding::NoSlug);
    }
    if headline.chars().count() > LONGEST_HEADLINE {
        findings.push(Finding::LongHeadline);
    }
    if manuscript.body.plain_text().trim().is_empty() {
        findings.push(Finding::NoText);
    }
    if manuscript.standfirst.trim().is_empty() && manuscript.format != Format::Brief {
        findings.push(Finding::NoStandfirst);
    }
    if manuscript.bylines.is_empty()
        && manuscript.dateline.sources.is_empty()
        && manuscript.dateline.as_sent.is_none()
    {
        findings.push(Finding::NobodySigns);
    }
    for id in manuscript.pictures() {
        let Some(media) = pictures.iter().find(|media| media.id == id) else {
            findings.push(Finding::PictureMissing(id));
            continue;
        };
        if !media.has_description() {
            findings.push(Finding::PictureWithoutDescription(id));
        }
        if media.credit.in_language(language).trim().is_empty() {
            findings.push(Finding::PictureWithoutCredit(id));
        }
        if media.expires_at.is_some_and(|end| end <= now) {
            findings.push(Finding::PictureExpired(id));
        }
    }
    findings
}
