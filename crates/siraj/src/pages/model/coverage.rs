//! The posts of a live article as its page, its numbered pages and its script show
//! them: newest first, each with its own address.

use super::{BylineLine, CorrectionNote, Moment, PageNumbers, SafeHtml, Shell, Text};
use crate::messages::Messages;
use askama::Template;
use siraj_editorial::post::Label;

/// The sentence of a label's name.
#[must_use]
pub const fn label_key(label: Label) -> &'static str {
    match label {
        Label::Breaking => "live.label_breaking",
        Label::Verified => "live.label_verified",
        Label::Correction => "live.label_correction",
        Label::Picture => "live.label_picture",
        Label::Analysis => "live.label_analysis",
        Label::Statement => "live.label_statement",
        Label::OnTheSpot => "live.label_on_the_spot",
    }
}

/// A post that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// When.
    pub at: Moment,
    /// Why, where readers are told.
    pub reason: Option<Text>,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostItem {
    /// Its number in the article.
    pub number: i64,
    /// Changes whenever what is shown of it does.
    pub stamp: String,
    /// When it became public.
    pub at: Moment,
    /// Where it can be found for good.
    pub url: String,
    /// What it is, in a word.
    pub label: Option<Label>,
    /// Its headline.
    pub headline: Option<Text>,
    /// Who signs.
    pub bylines: Vec<BylineLine>,
    /// The text.
    pub body: SafeHtml,
    /// When its text was last changed.
    pub changed: Option<Moment>,
    /// What was corrected in it.
    pub corrections: Vec<CorrectionNote>,
    /// Whether it is a key moment.
    pub pinned: bool,
    /// Taken away: nothing else of it is shown.
    pub removed: Option<Removed>,
}

impl PostItem {
    /// Its place on the page.
    #[must_use]
    pub fn anchor(&self) -> String {
        crate::pages::build::places::anchor(self.number)
    }

    /// Whether it has just happened, for its colour.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        self.label == Some(Label::Breaking)
    }

    /// The sentence of its label.
    #[must_use]
    pub fn label_key(&self) -> Option<&'static str> {
        self.label.map(label_key)
    }
}

/// A key moment at the top of a coverage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyMoment {
    /// When.
    pub at: Moment,
    /// What.
    pub words: Text,
    /// Its post.
    pub url: String,
}

/// The coverage of a live article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Whether more may come.
    pub running: bool,
    /// Since when, once it has begun.
    pub started: Option<Moment>,
    /// When it ended.
    pub ended: Option<Moment>,
    /// When the newest post came or changed.
    pub latest: Option<Moment>,
    /// What has to be known.
    pub key_points: Vec<Text>,
    /// What mattered most.
    pub moments: Vec<KeyMoment>,
    /// The posts, newest first.
    pub posts: Vec<PostItem>,
    /// Where the script asks for new posts; nowhere when none will come.
    pub fresh_url: Option<String>,
    /// The page itself, for who has no script.
    pub page_url: String,
    /// «مدخل جديد»، «مدخلان جديدان» … for each number of new posts, and for more.
    pub fresh_words: Vec<Text>,
    /// The way to older posts.
    pub numbers: PageNumbers,
}

impl Coverage {
    /// The sentences for each number of new posts, in one attribute.
    #[must_use]
    pub fn fresh(&self) -> String {
        let words: Vec<&str> = self.fresh_words.iter().map(Text::plain).collect();
        words.join("|")
    }
}

/// The newest posts alone, as the script asks for them.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/new-posts.html")]
pub struct NewPosts {
    /// The sentences.
    pub messages: &'static Messages,
    /// The coverage with its newest posts.
    pub coverage: Coverage,
}

impl NewPosts {
    /// A sentence.
    fn t(&self, key: &'static str) -> &'static str {
        self.messages.text(key)
    }
}

/// A numbered page of posts.
#[derive(Debug, Clone, Template)]
#[template(path = "reader/posts.html")]
pub struct PostsPage {
    /// What stands around.
    pub shell: Shell,
    /// The article's headline.
    pub title: Text,
    /// The article.
    pub head_url: String,
    /// «الصفحة 3».
    pub number: Text,
    /// The posts, newest first.
    pub posts: Vec<PostItem>,
    /// The way on.
    pub numbers: PageNumbers,
}
