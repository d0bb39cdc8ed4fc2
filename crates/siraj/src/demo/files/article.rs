//! An article of the demo: front matter and Markdown of the house.

use super::{parted, toml_of};
use crate::span::Span;
use anyhow::{Error, Result, anyhow, ensure};
use serde::Deserialize;
use siraj_editorial::Language;
use siraj_editorial::byline::BylineRole;
use siraj_editorial::correction::{CorrectionKind, CorrectionPriority};
use siraj_editorial::post::Label;
use siraj_editorial::revision::Format;

/// A file of `articles/`.
#[derive(Debug)]
pub struct ArticleFile {
    /// Its path within `demo/`, for saying what is wrong where.
    path: String,
    /// All of it, for the same.
    text: String,
    /// The edition's language.
    pub language: Language,
    /// What the front matter says.
    pub front: Front,
    /// Markdown.
    pub body: String,
}

/// Front matter: keys of other files, words, and lengths of time before the first start.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// The name of the file.
    pub key: String,
    /// Path of a section of the same edition.
    pub section: String,
    /// What kind of piece.
    pub format: Format,
    /// Over the headline.
    #[serde(default)]
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// Under the headline.
    pub standfirst: String,
    /// Where it comes from.
    #[serde(default)]
    pub dateline: Dateline,
    /// Who signs.
    #[serde(default)]
    pub bylines: Vec<Byline>,
    /// When it was published; of what is not, since when it is being written.
    pub age: Option<Span>,
    /// When it was published again, with news in it.
    pub updated: Option<Span>,
    /// What was new then.
    pub update_reason: Option<String>,
    /// What readers may follow.
    #[serde(default)]
    pub topics: Vec<String>,
    /// The running story.
    pub story: Option<String>,
    /// The lead picture.
    pub picture: Option<String>,
    /// The article that says the same in another edition.
    pub counterpart: Option<String>,
    /// Whether the counterpart does not say yet what changed here last.
    #[serde(default)]
    pub counterpart_behind: bool,
    /// How far it has come.
    #[serde(default)]
    pub state: Standing,
    /// When it goes out by itself.
    pub scheduled_in: Option<Span>,
    /// How much the fronts want it.
    #[serde(default)]
    pub boost: u8,
    /// What was wrong in it.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// That it was taken back.
    pub withdrawn: Option<Withdrawn>,
    /// Of a live piece: what has to be known.
    #[serde(default)]
    pub key_points: Vec<String>,
    /// Of a live piece: its posts, in any order.
    #[serde(default)]
    pub posts: Vec<PostFile>,
    /// Of a live piece: when its coverage ended.
    pub ended: Option<Span>,
}

/// A post of a live piece.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostFile {
    /// When it came.
    pub age: Span,
    /// What it is.
    pub label: Option<Label>,
    /// Its headline.
    #[serde(default)]
    pub headline: String,
    /// Who signs it.
    pub person: String,
    /// A picture after its text.
    pub picture: Option<String>,
    /// Whether it is a key moment.
    #[serde(default)]
    pub pinned: bool,
    /// Markdown.
    pub text: String,
}

/// How far an article has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Readers have it.
    #[default]
    Published,
    /// It is being written.
    Draft,
    /// It waits for an editor.
    InReview,
    /// An editor has read it.
    Approved,
    /// It goes out by itself.
    Scheduled,
}

/// Where it comes from.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dateline {
    /// The place as readers read it.
    pub place: Option<String>,
    /// Agencies and networks.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// Who signs: a person of the house or a guest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Byline {
    /// Somebody of the house.
    pub person: Option<String>,
    /// A guest's name.
    pub guest: Option<String>,
    /// For what.
    pub role: BylineRole,
}

/// What was wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Of what kind.
    pub kind: CorrectionKind,
    /// Where it is shown.
    pub priority: CorrectionPriority,
    /// When it was added.
    pub age: Span,
    /// What was wrong and what is right.
    pub text: String,
}

/// That it was taken back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// When.
    pub age: Span,
    /// Why, for readers.
    pub notice: String,
}

impl ArticleFile {
    pub(super) fn read(path: &str, text: String, language: Language, key: &str) -> Result<Self> {
        let (front, body) = parted(path, &text)?;
        let front: Front = toml_of(path, front)?;
        let body = body.to_owned();
        let article = Self {
            path: path.to_owned(),
            text,
            language,
            front,
            body,
        };
        let front = &article.front;
        ensure!(
            front.key == key,
            article.wrong("key =", "the key is not the file's name")
        );
        let out = front.state == Standing::Published;
        ensure!(
            !out || front.age.is_some(),
            article.wrong("key =", "it is published, but nobody knows since when")
        );
        let waits = front.state == Standing::Scheduled;
        ensure!(
            waits == front.scheduled_in.is_some(),
            article.wrong("scheduled_in =", "only what is scheduled says for when")
        );
        let later = [
            front.updated,
            front.withdrawn.as_ref().map(|withdrawn| withdrawn.age),
        ];
        let later = later
            .into_iter()
            .flatten()
            .chain(front.corrections.iter().map(|one| one.age))
            .chain(front.posts.iter().map(|one| one.age))
            .chain(front.ended);
        for moment in later {
            ensure!(
                front.age.is_some_and(|age| age > moment),
                article.wrong("age =", "something happened to it before it was published")
            );
        }
        Ok(article)
    }

    /// What is wrong, with the file and the line in which `words` stand.
    pub fn wrong(&self, words: &str, why: &str) -> Error {
        let before = self.text.split(words).next().unwrap_or_default();
        let line = if before.len() == self.text.len() {
            0
        } else {
            before.matches('\n').count()
        };
        anyhow!("demo/{}:{}: {why}", self.path, line + 1)
    }
}
