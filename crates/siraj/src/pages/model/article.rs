//! The page of one article, in the order in which it is read.

use super::{Card, CardKind, Coverage, Moment, Picture, Placement, SafeHtml, Shell, Text};
use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use siraj_editorial::Language;

/// One name under the headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BylineLine {
    /// What the person did, when it was not the writing: «تصوير»، «ترجمة».
    pub role: Option<Text>,
    /// Who.
    pub name: Text,
    /// The author's page; a guest has none.
    pub url: Option<String>,
    /// Office or place: «مراسلة الشؤون السياسية».
    pub note: Option<Text>,
}

/// When the article appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The first publication, with the hour.
    pub at: Moment,
    /// The same day in the Hijri calendar, where the edition shows it.
    pub hijri: Option<Text>,
    /// The last editorial update; mended typing mistakes are none.
    pub updated: Option<Moment>,
    /// What the update brought.
    pub update_reason: Option<Text>,
    /// Whose clock this is: «بتوقيت مرسى النور».
    pub zone: Option<Text>,
}

/// The same article in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counterpart {
    /// Its language.
    pub language: Language,
    /// «Read in English», in that language.
    pub label: Text,
    /// Where it is.
    pub url: String,
}

impl Counterpart {
    /// The value of `dir` on the link.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        super::shell::dir(&self.language)
    }
}

/// Addresses for passing an article on: plain links, nobody's script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The short absolute address.
    pub short_url: String,
    /// The short address as a person reads it: without the scheme.
    pub short_words: String,
    /// Opens WhatsApp.
    pub whatsapp: String,
    /// Opens Telegram.
    pub telegram: String,
    /// Opens X.
    pub x: String,
    /// Opens Facebook.
    pub facebook: String,
    /// Opens the reader's mail.
    pub email: String,
}

impl Share {
    /// The links for a short absolute address and a headline.
    #[must_use]
    pub fn of(short_url: &str, headline: &str) -> Self {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (url, words) = (encode(short_url), encode(headline));
        let plain = short_url
            .split_once("://")
            .map_or(short_url, |(_, rest)| rest);
        Self {
            short_url: short_url.to_owned(),
            short_words: plain.to_owned(),
            whatsapp: format!("https://wa.me/?text={words}%20{url}"),
            telegram: format!("https://t.me/share/url?url={url}&text={words}"),
            x: format!("https://x.com/intent/post?url={url}&text={words}"),
            facebook: format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
            email: format!("mailto:?subject={words}&body={url}"),
        }
    }
}

impl Share {
    /// The same, leading nowhere: what is not public cannot be passed on.
    #[must_use]
    pub fn nowhere(self) -> Self {
        let nowhere = || "#main".to_owned();
        Self {
            whatsapp: nowhere(),
            telegram: nowhere(),
            x: nowhere(),
            facebook: nowhere(),
            email: nowhere(),
            ..self
        }
    }
}

/// What kind of admission a correction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionKind {
    /// Something was wrong.
    Correction,
    /// Something could be misread.
    Clarification,
    /// A statement is taken back.
    Retraction,
}

impl CorrectionKind {
    /// The message that names the kind.
    #[must_use]
    pub fn label_key(self) -> &'static str {
        match self {
            Self::Correction => "reader.correction",
            Self::Clarification => "reader.clarification",
            Self::Retraction => "reader.retraction",
        }
    }
}

/// A correction as the article shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionNote {
    /// What kind.
    pub kind: CorrectionKind,
    /// When.
    pub at: Moment,
    /// What was wrong and what is right.
    pub words: Text,
}

/// A topic the article is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicLink {
    /// Its name.
    pub name: Text,
    /// Its page.
    pub url: String,
}

/// The running story to which the article belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryBox {
    /// The story's title.
    pub title: Text,
    /// The story's page.
    pub url: String,
    /// Its latest other articles, newest first, up to five.
    pub entries: Vec<Card>,
}

/// A few words about an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorBox {
    /// Who.
    pub name: Text,
    /// The author's page.
    pub url: Option<String>,
    /// Office.
    pub role: Option<Text>,
    /// A sentence or two.
    pub bio: Option<Text>,
    /// Portrait.
    pub portrait: Option<Picture>,
}

/// A line under the body: sources, method, who translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndNote {
    /// What the line is about.
    pub label: Text,
    /// The line.
    pub words: Text,
}

/// The page of one article.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/article.html")]
pub struct ArticlePage {
    /// What stands around.
    pub shell: Shell,
    /// What kind of piece it is.
    pub kind: CardKind,
    /// The few words above the headline.
    pub kicker: Option<Text>,
    /// The headline.
    pub headline: Text,
    /// One or two sentences under it.
    pub standfirst: Option<Text>,
    /// Who made it, in order.
    pub bylines: Vec<BylineLine>,
    /// Place and sources in the house form: «سرو – وكالة الساحل – شبكة سراج».
    pub dateline: Option<Text>,
    /// When.
    pub published: Published,
    /// «4 دقائق قراءة», composed for the edition.
    pub reading_time: Option<Text>,
    /// The same article in other languages.
    pub counterparts: Vec<Counterpart>,
    /// Ways to pass it on.
    pub share: Share,
    /// The lead picture.
    pub lead: Option<Picture>,
    /// Corrections that a reader must see before the text.
    pub corrections_above: Vec<CorrectionNote>,
    /// Up to five points.
    pub key_points: Vec<Text>,
    /// The text.
    pub body: SafeHtml,
    /// Absolute addresses of the text's links, in order: the notes of the print edition.
    pub printed_links: Vec<String>,
    /// The coverage, of a live article.
    pub coverage: Option<Coverage>,
    /// What stands in the slot under the text.
    pub placement: Option<Placement>,
    /// Corrections that may stand after the text.
    pub corrections_below: Vec<CorrectionNote>,
    /// Sources, method, translator.
    pub end_notes: Vec<EndNote>,
    /// What it is about.
    pub topics: Vec<TopicLink>,
    /// The running story.
    pub story: Option<StoryBox>,
    /// Who its authors are.
    pub authors: Vec<AuthorBox>,
    /// Four further articles; the first of them also slides in near the end.
    pub related: Vec<Card>,
}

impl ArticlePage {
    /// Whether anything stands beside the text on wide screens.
    fn has_side(&self) -> bool {
        self.story.is_some() || !self.topics.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_cannot_escape_its_place_in_a_sharing_link() {
        let share = Share::of("https://siraj.example/a/7k2m9q0t", "«خمسة & ستة» ?x=#1");
        assert_eq!(share.short_words, "siraj.example/a/7k2m9q0t");
        assert!(
            share
                .telegram
                .starts_with("https://t.me/share/url?url=https%3A%2F%2Fsiraj%2Eexample%2Fa%2F7k2m9q0t&text=%C2%AB"),
            "{}",
            share.telegram
        );
        assert!(share.telegram.ends_with("%20%3Fx%3D%231"));
    }
}
