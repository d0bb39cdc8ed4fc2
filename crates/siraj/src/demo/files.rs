//! The demo's own newsroom as it lies in `demo/`: embedded in the program, read
//! into typed values. Whatever is wrong with a file is said with its name and
//! line. What the keys in it refer to is resolved by `keys`, and all of it is
//! made real by `seed`.

mod article;
#[cfg(test)]
mod tests;

pub use article::{ArticleFile, Byline, Front, PostFile, Standing};

use crate::span::Span;
use anyhow::{Context, Result, anyhow, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::Language;
use siraj_editorial::edition::QuotationStyle;
use siraj_editorial::named::Named;
use siraj_editorial::placement::Slot;
use siraj_editorial::role::Role;
use siraj_editorial::topic::TopicKind;

#[derive(rust_embed::Embed)]
#[folder = "demo/"]
struct Files;

/// All of the demo.
#[derive(Debug)]
pub struct Demo {
    /// Identity and editions.
    pub publication: Publication,
    /// Everybody of the house.
    pub people: Vec<Person>,
    /// Agencies and networks.
    pub sources: Vec<Source>,
    /// The sections of all editions, parents before children.
    pub sections: Vec<Section>,
    /// What readers follow.
    pub topics: Vec<Topic>,
    /// Running stories.
    pub stories: Vec<Story>,
    /// What is drawn.
    pub pictures: Vec<Picture>,
    /// Static pages.
    pub pages: Vec<Page>,
    /// Articles.
    pub articles: Vec<ArticleFile>,
}

/// `publication.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// IANA name.
    pub time_zone: String,
    /// Where readers write.
    pub email: String,
    /// Where security researchers write.
    pub security_contact: String,
    /// The editions, the first the publication's own.
    pub edition: Vec<Edition>,
}

/// An edition and what stands over its pages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Its language, by which all other files name it.
    pub language: Language,
    /// The first part of its addresses.
    pub prefix: String,
    /// What the language switch says.
    pub label: String,
    /// The publication's name in it.
    pub name: String,
    /// The line under the name.
    pub tagline: String,
    /// The city that pages name.
    pub city: String,
    /// What the publication is.
    pub description: String,
    /// Names of months.
    pub months: MonthStyle,
    /// Digits.
    pub digits: DigitStyle,
    /// Quotation marks.
    pub quotations: QuotationStyle,
    /// Days by which the moon differs from the tables; absent: no Hijri dates.
    pub hijri: Option<i8>,
    /// The breaking bar.
    pub breaking: Option<Breaking>,
    /// What stands in its slots.
    #[serde(default)]
    pub placements: Vec<Placement>,
}

/// The breaking bar of an edition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breaking {
    /// What it says.
    pub text: String,
    /// The article that it leads to.
    pub article: String,
    /// How long it stands.
    pub lifetime: Span,
}

/// What stands in a slot of an edition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Where.
    pub slot: Slot,
    /// What it says.
    pub text: String,
    /// The static page that it leads to.
    pub page: String,
    /// Whether somebody paid for it.
    pub paid: bool,
}

macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident { $($fields:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "the fields are the lines of the demo's files, word for word")]
        pub struct $name { $($fields)* }
    )*};
}

entries! {
    /// One of `people.toml`.
    Person {
        pub slug: String,
        pub role: Role,
        pub name_ar: String,
        pub name_en: String,
        pub title_ar: String,
        pub title_en: String,
        pub bio_ar: String,
        pub bio_en: String,
        pub email: String,
    }
    /// One of `sources.toml`.
    Source {
        pub slug: String,
        pub name_ar: String,
        pub name_en: String,
        #[serde(default)]
        pub own: bool,
    }
    /// One of `sections.toml`; `edition` is a language.
    Section {
        pub edition: Language,
        pub slug: String,
        pub title: String,
        pub parent: Option<String>,
        pub counterpart: Option<String>,
        pub description: String,
        pub order: i64,
    }
    /// One of `topics.toml`.
    Topic {
        pub slug: String,
        pub kind: TopicKind,
        pub name_ar: String,
        pub name_en: String,
        pub aliases_ar: Vec<String>,
        pub aliases_en: Vec<String>,
        pub description_ar: String,
        pub description_en: String,
    }
    /// One of `stories.toml`; its topics are for editors who write its next piece.
    Story {
        pub slug: String,
        pub name_ar: String,
        pub name_en: String,
        pub summary_ar: String,
        pub summary_en: String,
        pub topics: Vec<String>,
        pub picture: String,
        pub timeline: Vec<Milestone>,
    }
    /// What happened on one day of a story.
    Milestone {
        pub day: String,
        pub ar: String,
        pub en: String,
    }
    /// One of `pictures*.toml`.
    Picture {
        pub key: String,
        pub motif: String,
        pub seed: u64,
        pub alt_ar: String,
        pub alt_en: String,
        pub caption_ar: String,
        pub caption_en: String,
        pub credit_ar: String,
        pub credit_en: String,
        pub focal: [f32; 2],
    }
}

/// A static page.
#[derive(Debug)]
pub struct Page {
    /// The edition's language.
    pub language: Language,
    /// Its path: the name of its file.
    pub slug: String,
    /// Its heading.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// Words in both languages.
#[must_use]
pub fn both(ar: &str, en: &str) -> Named {
    Named::one(Language::arabic(), ar).and(Language::english(), en)
}

impl Demo {
    /// Reads all files.
    ///
    /// # Errors
    /// The first thing that is wrong, with its file and line.
    pub fn read() -> Result<Self> {
        let (mut pictures, mut pages, mut articles) = (Vec::new(), Vec::new(), Vec::new());
        let mut paths: Vec<_> = Files::iter().collect();
        paths.sort_unstable();
        for path in &paths {
            let parts: Vec<&str> = path.split('/').collect();
            match parts.as_slice() {
                [name] if name.starts_with("pictures") => {
                    pictures.extend(list::<Picture>(path, "picture")?);
                }
                ["pages", language, name] => pages.push(page(path, language, name)?),
                ["articles", language, name] => {
                    let language = language.parse().context("a folder's name is a language")?;
                    let key = name.strip_suffix(".md").unwrap_or(name);
                    articles.push(ArticleFile::read(path, text(path)?, language, key)?);
                }
                _ => {}
            }
        }
        Ok(Self {
            publication: toml_of("publication.toml", &text("publication.toml")?)?,
            people: list("people.toml", "person")?,
            sources: list("sources.toml", "source")?,
            sections: list("sections.toml", "section")?,
            topics: list("topics.toml", "topic")?,
            stories: list("stories.toml", "story")?,
            pictures,
            pages,
            articles,
        })
    }
}

fn page(path: &str, language: &str, name: &str) -> Result<Page> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Head {
        title: String,
    }
    let text = text(path)?;
    let (head, body) = parted(path, &text)?;
    let head: Head = toml_of(path, head)?;
    Ok(Page {
        language: language.parse().context("a folder's name is a language")?,
        slug: name.strip_suffix(".md").unwrap_or(name).to_owned(),
        title: head.title,
        body: body.to_owned(),
    })
}

/// The front matter of a file and what follows it. The front matter keeps the end
/// of the line that opens it, so that its lines have the numbers of the file's.
fn parted<'t>(path: &str, text: &'t str) -> Result<(&'t str, &'t str)> {
    text.strip_prefix("+++")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .ok_or_else(|| anyhow!("demo/{path}:1: no front matter between lines of +++"))
}

fn text(path: &str) -> Result<String> {
    let file = Files::get(path).ok_or_else(|| anyhow!("demo/{path} is not there"))?;
    String::from_utf8(file.data.into_owned()).with_context(|| format!("demo/{path} is not UTF-8"))
}

fn list<T: DeserializeOwned>(path: &str, name: &str) -> Result<Vec<T>> {
    let mut all: std::collections::BTreeMap<String, Vec<T>> = toml_of(path, &text(path)?)?;
    let found = all.remove(name).unwrap_or_default();
    ensure!(!found.is_empty(), "demo/{path}:1: no [[{name}]] in it");
    ensure!(
        all.is_empty(),
        "demo/{path}:1: something beside [[{name}]] in it"
    );
    Ok(found)
}

fn toml_of<T: DeserializeOwned>(path: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let lines = text
            .bytes()
            .take(start)
            .filter(|byte| *byte == b'\n')
            .count();
        anyhow!("demo/{path}:{}: {}", lines + 1, error.message())
    })
}
