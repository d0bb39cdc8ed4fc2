//! A collection: texts, questions and which texts answer them, in the files that the
//! README of such a folder describes.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A text.
#[derive(Debug, Deserialize)]
pub struct Text {
    pub id: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub lead: String,
    pub body: String,
    #[serde(default)]
    date: String,
}

impl Text {
    /// When it was published, in seconds of Unix time; 0 where that is not known.
    pub fn moment(&self) -> i64 {
        let date: Result<jiff::civil::Date, _> = self.date.parse();
        let day = date.and_then(|date| jiff::tz::TimeZone::UTC.to_timestamp(date.into()));
        day.map_or(0, |day| day.as_second())
    }
}

/// The texts of a folder.
#[derive(Debug)]
pub struct Collection {
    pub news: Vec<Text>,
    pub qa: Vec<Text>,
    places: HashMap<String, usize>,
}

impl Collection {
    /// Reads them.
    ///
    /// # Errors
    /// With the file that is missing or not of this form.
    pub fn read(folder: &Path) -> Result<Self> {
        let news = texts(&folder.join("news-docs.jsonl.gz"))?;
        let places = news.iter().enumerate();
        Ok(Self {
            places: places.map(|(at, text)| (text.id.clone(), at)).collect(),
            qa: texts(&folder.join("qa-docs.jsonl.gz"))?,
            news,
        })
    }

    /// The article of this name, and its number.
    pub fn news_text(&self, id: &str) -> Result<(u64, &Text)> {
        let at = *self
            .places
            .get(id)
            .with_context(|| format!("no article {id}"))?;
        let text = self
            .news
            .get(at)
            .with_context(|| format!("no article {id}"))?;
        Ok((u64::try_from(at)?, text))
    }
}

fn texts(path: &Path) -> Result<Vec<Text>> {
    let named = || format!("reading {}", path.display());
    let file = flate2::read::MultiGzDecoder::new(File::open(path).with_context(named)?);
    let mut texts = Vec::new();
    for line in BufReader::new(file).lines() {
        texts.push(serde_json::from_str(&line.with_context(named)?).with_context(named)?);
    }
    Ok(texts)
}

/// Questions with their names.
pub fn questions(path: &Path) -> Result<Vec<(String, String)>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let pairs = text.lines().filter_map(|line| line.split_once('\t'));
    Ok(pairs
        .map(|(id, text)| (id.to_owned(), text.to_owned()))
        .collect())
}

/// Which texts answer which question.
pub fn right(path: &Path) -> Result<HashMap<String, HashSet<String>>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut right: HashMap<String, HashSet<String>> = HashMap::new();
    for line in text.lines() {
        let mut fields = line.split_whitespace();
        let (question, _, text, grade) =
            (fields.next(), fields.next(), fields.next(), fields.next());
        if let (Some(question), Some(text), Some(grade)) = (question, text, grade)
            && grade != "0"
        {
            right
                .entry(question.to_owned())
                .or_default()
                .insert(text.to_owned());
        }
    }
    Ok(right)
}
