//! Pages that list articles: section, archive, author, topic, running story.

use super::{Card, FeedLink, Link, Moment, Picture, Shell, Text};
use askama::Template;

/// The way through the pages of a list. Pages count from the oldest, so a full
/// page never changes; no total is shown, since it would change them all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageNumbers {
    /// The head of the list, unless this is it.
    pub newest: Option<String>,
    /// One page newer.
    pub newer: Option<String>,
    /// Numbered pages around this one, the higher (newer) number first.
    pub around: Vec<Link>,
    /// One page older.
    pub older: Option<String>,
    /// Page 1, unless this is it.
    pub oldest: Option<String>,
}

impl PageNumbers {
    /// Whether there is nowhere to go.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.newest.is_none()
            && self.newer.is_none()
            && self.older.is_none()
            && self.oldest.is_none()
    }
}

/// The head of a section.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/section.html")]
pub struct SectionPage {
    /// What stands around.
    pub shell: Shell,
    /// The section's title.
    pub title: Text,
    /// One line about it.
    pub description: Option<Text>,
    /// Its sub-sections.
    pub sub_sections: Vec<Link>,
    /// The section's feed, shown as a link.
    pub feed: Option<FeedLink>,
    /// The lead; absent while nothing is published.
    pub lead: Option<Card>,
    /// Four beside the lead.
    pub rows: Vec<Card>,
    /// The dated list that follows: up to twenty.
    pub list: Vec<Card>,
    /// The way to older pages.
    pub numbers: PageNumbers,
}

/// One numbered page of a section, topic, author, story or of all articles; also
/// the head of the list of all articles.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/archive.html")]
pub struct ArchivePage {
    /// What stands around.
    pub shell: Shell,
    /// What is listed.
    pub title: Text,
    /// The head of the list.
    pub head_url: Option<String>,
    /// «الصفحة 12», composed for the edition; absent on the head.
    pub number: Option<Text>,
    /// The list's feed.
    pub feed: Option<FeedLink>,
    /// The articles, newest first.
    pub list: Vec<Card>,
    /// The way on.
    pub numbers: PageNumbers,
}

/// The page of an author.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/author.html")]
pub struct AuthorPage {
    /// What stands around.
    pub shell: Shell,
    /// Who.
    pub name: Text,
    /// Office.
    pub role: Option<Text>,
    /// Paragraphs about the author.
    pub bio: Vec<Text>,
    /// Portrait.
    pub portrait: Option<Picture>,
    /// Languages in which the author writes or can be written to.
    pub languages: Option<Text>,
    /// Mail and other addresses.
    pub contacts: Vec<Link>,
    /// The author's feed.
    pub feed: Option<FeedLink>,
    /// The author's articles, newest first.
    pub list: Vec<Card>,
    /// The way to older pages.
    pub numbers: PageNumbers,
}

/// The page of a topic.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/topic.html")]
pub struct TopicPage {
    /// What stands around.
    pub shell: Shell,
    /// What kind of topic: «مكان»، «وثيقة».
    pub kind: Text,
    /// Its name.
    pub name: Text,
    /// A sentence or two.
    pub description: Option<Text>,
    /// A picture of it.
    pub picture: Option<Picture>,
    /// The topic's feed.
    pub feed: Option<FeedLink>,
    /// The newest article, shown large; absent while there is none.
    pub lead: Option<Card>,
    /// Four beside the lead.
    pub rows: Vec<Card>,
    /// The rest, newest first.
    pub list: Vec<Card>,
    /// The way to older pages.
    pub numbers: PageNumbers,
}

/// The articles of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfCards {
    /// The day.
    pub day: Moment,
    /// Its articles, newest first.
    pub cards: Vec<Card>,
}

/// What happened on one day of a running story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The day.
    pub day: Moment,
    /// What happened.
    pub words: Text,
}

/// The page of a running story «ملف».
#[derive(Debug, Clone, Template)]
#[template(path = "reader/story.html")]
pub struct StoryPage {
    /// What stands around.
    pub shell: Shell,
    /// The story's title.
    pub title: Text,
    /// What has happened so far, in paragraphs.
    pub summary: Vec<Text>,
    /// What happened, the latest first.
    pub milestones: Vec<Milestone>,
    /// The latest article.
    pub lead: Option<Card>,
    /// The story's feed.
    pub feed: Option<FeedLink>,
    /// Its articles by day, newest day first.
    pub days: Vec<DayOfCards>,
    /// The way to older pages.
    pub numbers: PageNumbers,
}
