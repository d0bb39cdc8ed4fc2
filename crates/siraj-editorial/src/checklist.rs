//! The checklist before publishing: what stops an article and what only asks
//! for a second look. Pure: the caller brings what it knows of the pictures. Which
//! checks stop an article and which warn is the house's choice, within bounds.

mod severity;
#[cfg(test)]
mod tests;

pub use severity::{Check, Found, Severities, Severity};

use crate::body::{Block, Picture};
use crate::dateline::Dateline;
use crate::media::Media;
use crate::refusal::Arg;
use crate::revision::{Format, Manuscript};
use crate::{Language, MediaId};
use siraj_arabic::{TwoWays, spelled_two_ways};
use std::collections::BTreeSet;

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
    /// Headline or text are in another script than the edition's.
    OtherScript,
    /// There is no standfirst.
    NoStandfirst,
    /// Nobody signs and no source is named.
    NobodySigns,
    /// The dateline is not in the house form.
    DatelineForm,
    /// A word is spelled in two ways.
    SpelledTwoWays(TwoWays),
    /// Notes beside the text are open: the caller counts them.
    OpenNotes(u64),
    /// There is nothing where the text links to: the caller asks.
    LinkNowhere(String),
    /// Nobody answered where the text links to: the caller asks.
    LinkSilent(String),
    /// A picture says nothing to whoever does not see it.
    PictureWithoutDescription(MediaId),
    /// A picture is described in another language than the article's.
    PictureDescribedElsewhere(MediaId),
    /// A picture does not say who made it.
    PictureWithoutCredit(MediaId),
    /// A picture is not in the library any more.
    PictureMissing(MediaId),
    /// A picture's rights have ended.
    PictureExpired(MediaId),
}

impl Finding {
    /// Which check found it.
    #[must_use]
    pub const fn check(&self) -> Check {
        match self {
            Self::NoHeadline => Check::Headline,
            Self::LongHeadline => Check::HeadlineLength,
            Self::NoSlug => Check::Slug,
            Self::NoText => Check::Text,
            Self::OtherScript => Check::Language,
            Self::NoStandfirst => Check::Standfirst,
            Self::NobodySigns => Check::Byline,
            Self::DatelineForm => Check::Dateline,
            Self::SpelledTwoWays(_) => Check::Spelling,
            Self::OpenNotes(_) => Check::Notes,
            Self::LinkNowhere(_) | Self::LinkSilent(_) => Check::Links,
            Self::PictureWithoutDescription(_) => Check::PictureDescription,
            Self::PictureDescribedElsewhere(_) => Check::PictureLanguage,
            Self::PictureWithoutCredit(_) => Check::PictureCredit,
            Self::PictureMissing(_) => Check::PictureThere,
            Self::PictureExpired(_) => Check::PictureRights,
        }
    }

    /// The key of its sentence.
    #[must_use]
    pub const fn message_key(&self) -> &'static str {
        match self {
            Self::NoHeadline => "checklist.no_headline",
            Self::LongHeadline => "checklist.long_headline",
            Self::NoSlug => "checklist.no_slug",
            Self::NoText => "checklist.no_text",
            Self::OtherScript => "checklist.other_script",
            Self::NoStandfirst => "checklist.no_standfirst",
            Self::NobodySigns => "checklist.nobody_signs",
            Self::DatelineForm => "checklist.dateline_form",
            Self::SpelledTwoWays(_) => "checklist.spelled_two_ways",
            Self::OpenNotes(_) => "checklist.open_notes",
            Self::LinkNowhere(_) => "checklist.link_nowhere",
            Self::LinkSilent(_) => "checklist.link_silent",
            Self::PictureWithoutDescription(_) => "checklist.picture_without_description",
            Self::PictureDescribedElsewhere(_) => "checklist.picture_described_elsewhere",
            Self::PictureWithoutCredit(_) => "checklist.picture_without_credit",
            Self::PictureMissing(_) => "checklist.picture_missing",
            Self::PictureExpired(_) => "checklist.picture_expired",
        }
    }

    /// What stands in its sentence.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::SpelledTwoWays(two) => vec![
                ("often", Arg::Words(two.often.clone())),
                ("seldom", Arg::Words(two.seldom.clone())),
            ],
            Self::OpenNotes(n) => vec![("n", Arg::Count(*n))],
            Self::LinkNowhere(address) | Self::LinkSilent(address) => {
                vec![("address", Arg::Words(address.clone()))]
            }
            _ => Vec::new(),
        }
    }

    /// The picture that it is about.
    #[must_use]
    pub const fn picture(&self) -> Option<MediaId> {
        match self {
            Self::PictureWithoutDescription(id)
            | Self::PictureDescribedElsewhere(id)
            | Self::PictureWithoutCredit(id)
            | Self::PictureMissing(id)
            | Self::PictureExpired(id) => Some(*id),
            _ => None,
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
    let text = manuscript.body.plain_text();
    if text.trim().is_empty() {
        findings.push(Finding::NoText);
    }
    if is_foreign(headline, language) || is_foreign(&text, language) {
        findings.push(Finding::OtherScript);
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
    if !is_in_form(&manuscript.dateline) {
        findings.push(Finding::DatelineForm);
    }
    of_pictures(manuscript, pictures, language, now, &mut findings);
    let whole = format!("{headline}\n{}\n{text}", manuscript.standfirst);
    findings.extend(
        spelled_two_ways(&whole)
            .into_iter()
            .map(Finding::SpelledTwoWays),
    );
    findings
}

fn of_pictures(
    manuscript: &Manuscript,
    pictures: &[Media],
    language: &Language,
    now: crate::Timestamp,
    findings: &mut Vec<Finding>,
) {
    let described = described(manuscript);
    for id in manuscript.pictures() {
        let Some(media) = pictures.iter().find(|media| media.id == id) else {
            findings.push(Finding::PictureMissing(id));
            continue;
        };
        let own = |words: &str| !words.trim().is_empty();
        // The lead picture is shown without the text too, and needs words of its own.
        let by_text = described.contains(&id) && manuscript.picture != Some(id);
        if !media.has_description() && !by_text {
            findings.push(Finding::PictureWithoutDescription(id));
        } else if !media.decorative
            && !media.alt.exactly(language).is_some_and(own)
            && !described.contains(&id)
        {
            findings.push(Finding::PictureDescribedElsewhere(id));
        }
        if media.credit.in_language(language).trim().is_empty() {
            findings.push(Finding::PictureWithoutCredit(id));
        }
        if media.expires_at.is_some_and(|end| end <= now) {
            findings.push(Finding::PictureExpired(id));
        }
    }
}

/// The pictures that the text itself describes.
fn described(manuscript: &Manuscript) -> BTreeSet<MediaId> {
    let shown = manuscript.body.blocks.iter().flat_map(|block| match block {
        Block::Picture(picture) => std::slice::from_ref(picture),
        Block::Gallery(gallery) => gallery.pictures.as_slice(),
        _ => &[],
    });
    let own = |picture: &&Picture| {
        let alt = picture.alt.as_deref();
        alt.is_some_and(|alt| !alt.trim().is_empty())
    };
    shown.filter(own).map(|picture| picture.media).collect()
}

/// Whether most letters are of a script in which the edition's language is not written: a
/// counterpart that nobody has translated yet. Only the two scripts that we know are told apart.
fn is_foreign(text: &str, language: &Language) -> bool {
    let (mut arabic, mut latin) = (0_usize, 0_usize);
    for c in text.chars() {
        if matches!(c, '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}') {
            arabic += 1;
        } else if c.is_ascii_alphabetic() {
            latin += 1;
        }
    }
    match language.direction() {
        siraj_arabic::Direction::Rtl => latin > arabic,
        siraj_arabic::Direction::Ltr => arabic > latin,
    }
}

/// Whether the place is a place alone and an agency's wording reads as the house form
/// does: parts with an en dash between them, nothing at the ends.
fn is_in_form(dateline: &Dateline) -> bool {
    let place = dateline.place.as_deref().unwrap_or_default().trim();
    let as_sent = dateline.as_sent.as_deref().unwrap_or_default().trim();
    let ends = |text: &str| text.ends_with([':', '.', '،', ',', '-', '–', '—', '/']);
    let of_place =
        !place.contains(['–', '—', '/', ':', '(', ')']) && !place.contains(" - ") && !ends(place);
    let of_words = !as_sent.contains(['—', '/', ':']) && !as_sent.contains(" - ") && !ends(as_sent);
    of_place && of_words
}
