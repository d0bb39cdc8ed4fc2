//! The bar of an article's rooms: the way back, what the article is in one word, and
//! the rooms that it has. A page of an article shows it in the place of the house's bar:
//! a field `head` and `{% block bar %}{% include "rooms/article_head.html" %}{% endblock %}`.

use super::page::Frame;
use siraj_editorial::article::{Article, State};
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{Language, Timestamp};

/// Where the articles are.
pub const ARTICLES: &str = "/newsroom/articles";

/// A room of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleRoom {
    /// The text, where it is written.
    Text,
    /// What was saved, and when.
    Versions,
    /// What changes the article for the public, and what hangs on it: correct, withdraw, bin.
    Publish,
    /// What is asked and answered beside it.
    Notes,
    /// The text as readers would see it, and links that show it to somebody outside.
    Preview,
    /// Its counterparts in other editions.
    Translate,
}

/// The rooms of the bar in their order: which, the end of the address, the sentence of the name.
const ROOMS: &[(ArticleRoom, &str, &str)] = &[
    (ArticleRoom::Text, "", "write.text"),
    (ArticleRoom::Versions, "/versions", "write.versions"),
    (ArticleRoom::Notes, "/notes", "notes.title"),
    (ArticleRoom::Preview, "/preview", "acts.preview"),
    (ArticleRoom::Translate, "/translate", "acts.translate"),
    (ArticleRoom::Publish, "/publish", "acts.publish"),
];

/// One room of the bar.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Where it is.
    pub url: String,
    /// What it is called.
    pub words: &'static str,
    /// Whether the page is in it.
    pub is_here: bool,
}

/// What stands over every page of an article.
#[derive(Debug, Clone)]
pub struct ArticleHead {
    /// The address of the article's rooms, without a slash at its end.
    pub url: String,
    /// The way back.
    pub list: &'static str,
    /// What it is called.
    pub list_words: &'static str,
    /// The headline, or the words for an article that has none yet.
    pub title: String,
    /// The article's language.
    pub tag: String,
    /// And its direction, as `dir` has it.
    pub dir: &'static str,
    /// What the article is, in one word.
    pub state: &'static str,
    /// The same for the stylesheet: `draft`, `published` …
    pub state_class: &'static str,
    /// The article's rooms.
    pub tabs: Vec<Tab>,
}

impl ArticleHead {
    /// The head of an article with this newest text, in an edition of this language.
    pub fn of(
        frame: &Frame,
        (article, text): (&Article, &Manuscript),
        language: &Language,
        now: Timestamp,
        here: ArticleRoom,
    ) -> Self {
        let url = format!("{ARTICLES}/{}", article.short_id);
        let state = article.state(now);
        let (state_key, state_class) = words_of(state, article.has_pending_revision());
        let tab = |(room, end, key): &(ArticleRoom, &str, &'static str)| Tab {
            url: format!("{url}{end}"),
            words: frame.t(key),
            is_here: *room == here,
        };
        Self {
            tabs: ROOMS.iter().map(tab).collect(),
            list: "/newsroom/",
            list_words: frame.t("acts.to_desk"),
            title: title(frame, text),
            tag: language.tag().to_owned(),
            dir: language.direction().as_str(),
            state: frame.t(state_key),
            state_class,
            url,
        }
    }
}

/// What an article is called in the rooms.
pub fn title(frame: &Frame, text: &Manuscript) -> String {
    match text.headline.trim() {
        "" => frame.t("log.no_headline").to_owned(),
        headline => headline.to_owned(),
    }
}

/// The sentence of a state, and its name for the stylesheet.
pub const fn words_of(state: State, pending: bool) -> (&'static str, &'static str) {
    match state {
        State::Draft => ("acts.state_draft", "draft"),
        State::InReview => ("acts.state_in_review", "in-review"),
        State::Approved => ("acts.state_approved", "approved"),
        State::Scheduled => ("acts.state_scheduled", "scheduled"),
        State::Published if pending => ("acts.state_pending", "published"),
        State::Published => ("acts.state_published", "published"),
        State::Held => ("acts.state_held", "held"),
        State::Withdrawn => ("acts.state_withdrawn", "withdrawn"),
        State::Binned => ("acts.state_binned", "binned"),
    }
}
