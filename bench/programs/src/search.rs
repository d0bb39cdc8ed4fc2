//! Measures search by collections whose right answers are known, through the program's own
//! index and questions. `search/scale` measures how fast it is with a million articles.

mod collection;
mod corpus;
mod peers;
mod scale;
mod score;

use crate::figures::line;
use anyhow::{Context, Result};
use clap::Args;
use collection::{Collection, Text};
use score::{Answers, Scores};
use siraj::search::{Asking, Counting, Entry, Index, Likeness, Question, Scope, Space, Writing};
use siraj_editorial::EditionId;
use std::path::{Path, PathBuf};

pub use scale::SearchScale;

/// Answers that count.
pub const ANSWERS: usize = 10;

#[derive(Debug, Args)]
pub struct Search {
    /// A folder with news-docs.jsonl.gz, qa-docs.jsonl.gz, their questions and right answers
    folder: PathBuf,
    /// Write what was answered, in TREC's form
    #[arg(long, value_name = "DIR")]
    runs: Option<PathBuf>,
    /// Ask WordPress's question and SQLite's FTS5 too
    #[arg(long)]
    peers: bool,
    /// Where the indexes are made
    #[arg(long, default_value = "target/bench/search")]
    work: PathBuf,
}

/// The seven tasks of search: their name, whether headlines are indexed, which questions.
pub const TASKS: [(&str, bool, &str); 6] = [
    ("clean-title", true, "news-clean.tsv"),
    ("noisy-title", true, "news-noisy.tsv"),
    ("typo-title", true, "news-typo.tsv"),
    ("clean-body", false, "news-clean.tsv"),
    ("noisy-body", false, "news-noisy.tsv"),
    ("typo-body", false, "news-typo.tsv"),
];

/// Where everything is put.
pub fn space() -> Space {
    Space {
        scope: Scope::Public,
        edition: EditionId(uuid::Uuid::from_u128(1)),
    }
}

impl Search {
    /// Measures and prints.
    ///
    /// # Errors
    /// When the folder is not of the form that its README describes.
    pub fn run(self) -> Result<()> {
        if let Some(runs) = &self.runs {
            std::fs::create_dir_all(runs)?;
        }
        line(format_args!(
            "{:<14}{:>9}{:>11}{:>9}",
            "task", "MRR@10", "Recall@10", "nDCG@10"
        ))?;
        let collection = Collection::read(&self.folder)?;
        let scores = self.seven(&collection)?;
        line(format_args!("{:<14}{:>9.4}", "mean7", score::mean(&scores)))?;
        if self.peers {
            peers::measure(&self, &collection)?;
        }
        Ok(())
    }

    fn seven(&self, collection: &Collection) -> Result<Vec<Scores>> {
        let mut scores = Vec::new();
        let index = self.index("qa", &collection.qa, false)?;
        scores.push(self.task("siraj.qa", "qa.tsv", "qa.qrels", |question| {
            ask(&index, &collection.qa, question)
        })?);
        for with_titles in [true, false] {
            let name = if with_titles { "titled" } else { "untitled" };
            let index = self.index(name, &collection.news, with_titles)?;
            for (task, _, questions) in TASKS.iter().filter(|task| task.1 == with_titles) {
                let name = format!("siraj.{task}");
                scores.push(self.task(&name, questions, "news.qrels", |question| {
                    ask(&index, &collection.news, question)
                })?);
            }
            if !with_titles {
                self.related(&index, collection)?;
            }
        }
        Ok(scores)
    }

    /// Related articles, without and with their dates.
    fn related(&self, index: &Index, collection: &Collection) -> Result<()> {
        for (name, with_dates) in [("related-undated", false), ("related", true)] {
            let name = format!("siraj.{name}");
            self.task(&name, "related.tsv", "related.qrels", |id| {
                let (key, text) = collection.news_text(id)?;
                let passages = [text.lead.as_str(), text.body.as_str()];
                let hits = index.like(
                    &Likeness {
                        headline: "",
                        passages: &passages,
                        key: Some(key),
                        moment: with_dates.then(|| text.moment()),
                    },
                    space(),
                    &[],
                    ANSWERS,
                )?;
                named(hits, &collection.news)
            })?;
        }
        Ok(())
    }

    /// Asks every question of a file, prints how right the answers are and keeps them.
    pub fn task(
        &self,
        name: &str,
        questions: &str,
        right: &str,
        mut ask: impl FnMut(&str) -> Result<Vec<(String, f32)>>,
    ) -> Result<Scores> {
        let mut answers = Answers::default();
        for (id, question) in collection::questions(&self.folder.join(questions))? {
            answers.add(id, ask(question.trim())?);
        }
        let scores = answers.score(&self.folder.join(right))?;
        if let Some(runs) = &self.runs {
            answers.write(&runs.join(format!("{name}.run")))?;
        }
        let shown = name.strip_prefix("siraj.").unwrap_or(name);
        line(format_args!(
            "{shown:<14}{:>9.4}{:>11.4}{:>9.4}",
            scores.mrr, scores.recall, scores.ndcg
        ))?;
        Ok(scores)
    }

    fn index(&self, name: &str, texts: &[Text], with_titles: bool) -> Result<Index> {
        index_of(&self.work.join(name), texts, with_titles)
    }
}

/// An index of these texts, numbered in their order.
fn index_of(folder: &Path, texts: &[Text], with_titles: bool) -> Result<Index> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).context("removing an older index")?;
    }
    let title = |text: &'_ Text| -> String {
        if with_titles {
            text.title.clone()
        } else {
            String::new()
        }
    };
    let mut counting = Counting::default();
    for text in texts {
        counting.text([title(text).as_str(), &text.lead, &text.body]);
    }
    let index = Index::create(folder, counting.finish())?;
    let mut writer = index.writer(Writing::Making)?;
    for (key, text) in (0u64..).zip(texts) {
        writer.add(&Entry {
            key,
            space: space(),
            headline: &title(text),
            passages: vec![&text.lead, &text.body],
            names: Vec::new(),
            tags: Vec::new(),
            moment: text.moment(),
        })?;
    }
    writer.commit(0)?;
    writer.unite()?;
    Ok(index)
}

fn ask(index: &Index, texts: &[Text], question: &str) -> Result<Vec<(String, f32)>> {
    let question = Question::of(question);
    let spaces = [space()];
    let found = index.ask(&Asking::new(&question, &spaces))?;
    named(found.hits, texts)
}

/// What was found, by the collection's own names.
fn named(hits: Vec<siraj::search::Hit>, texts: &[Text]) -> Result<Vec<(String, f32)>> {
    hits.into_iter()
        .map(|hit| {
            let text = texts
                .get(usize::try_from(hit.key)?)
                .context("no such text")?;
            Ok((text.id.clone(), hit.weight))
        })
        .collect()
}
