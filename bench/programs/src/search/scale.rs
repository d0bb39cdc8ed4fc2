//! How fast search is, and how large: an index of many invented articles, asked one question
//! after the other on a warm machine.

use super::corpus::{self, Invented};
use super::space;
use crate::dice::Dice;
use crate::figures::{Times, tell};
use anyhow::{Context, Result};
use clap::Args;
use cpu_time::ThreadTime;
use siraj::search::{Asking, Counting, Entry, Index, Question, Writer, Writing};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Questions of a sort.
const QUESTIONS: usize = 1_000;
/// Articles that say which words are common, as the program counts them.
const COUNTED: usize = 50_000;
/// While the index is made its memory is looked at each time that so many were taken in.
const LOOKED: u64 = 1_000;
/// Published one after the other, each looked for until it is found.
const PUBLISHED: usize = 200;

#[derive(Debug, Args)]
pub struct SearchScale {
    /// How many articles
    #[arg(long, default_value_t = 1_000_000)]
    articles: usize,
    /// Where corpus and index lie
    #[arg(long, default_value = "target/bench/search")]
    work: PathBuf,
    /// Ask the index that is there instead of making it first
    #[arg(long)]
    made: bool,
}

impl SearchScale {
    /// Measures and tells.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn run(self) -> Result<()> {
        let corpus = corpus::file(&self.work, self.articles)?;
        let folder = self.work.join(format!("scale-{}", self.articles));
        if !self.made || !folder.exists() {
            make(&corpus, self.articles, &folder)?;
        }
        let text = std::fs::metadata(&corpus)?.len();
        let size = size_of(&folder)?;
        tell("text_mb", text / 1_000_000)?;
        tell("index_mb", size / 1_000_000)?;
        tell("index_to_text", format!("{:.3}", ratio(size, text)))?;
        let index = Index::open(&folder)?;
        tell("entries", index.entries())?;
        for (sort, questions) in questions(&corpus, self.articles)? {
            ask_all(&index, &questions)?;
            let (wall, cpu) = ask_all(&index, &questions)?;
            wall.tell(&format!("{sort}_wall"))?;
            cpu.tell(&format!("{sort}_cpu"))?;
        }
        publish(&index, self.articles)?;
        tell("anonymous_mb", memory("RssAnon")?)?;
        tell("mapped_mb", memory("RssFile")?)
    }
}

fn make(corpus: &Path, articles: usize, folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let begun = Instant::now();
    let mut counting = Counting::default();
    for article in corpus::articles(corpus, articles.min(COUNTED))? {
        let article = article?;
        counting.text([article.headline.as_str(), article.text.as_str()]);
    }
    let index = Index::create(folder, counting.finish())?;
    let mut writer = index.writer(Writing::Making)?;
    let bar = indicatif::ProgressBar::new(articles as u64);
    let (mut bytes, mut most) = (0, 0);
    for (key, article) in (0u64..).zip(corpus::articles(corpus, articles)?) {
        let article = article?;
        bytes += article.headline.len() + article.text.len();
        add(&writer, key, &article)?;
        bar.inc(1);
        if key % LOOKED == 0 {
            most = most.max(memory("RssAnon")?);
        }
    }
    bar.finish_and_clear();
    writer.commit(0)?;
    writer.unite()?;
    tell("making_anonymous_mb", most.max(memory("RssAnon")?))?;
    let taken = begun.elapsed();
    tell(
        "made_seconds",
        format!("{:.1}", begun.elapsed().as_secs_f64()),
    )?;
    tell(
        "made_a_second",
        format!("{:.0}", float(articles) / taken.as_secs_f64()),
    )?;
    tell(
        "made_mb_a_second",
        format!("{:.2}", float(bytes) / 1e6 / taken.as_secs_f64()),
    )
}

fn add(writer: &Writer, key: u64, article: &Invented) -> Result<()> {
    writer.add(&entry(key, article))?;
    Ok(())
}

fn entry(key: u64, article: &Invented) -> Entry<'_> {
    Entry {
        key,
        space: space(),
        headline: &article.headline,
        passages: vec![&article.text],
        names: Vec::new(),
        tags: Vec::new(),
        moment: i64::try_from(key).unwrap_or_default() * 60,
    }
}

/// Questions of three to five words of a headline, and long ones of a text.
fn questions(corpus: &Path, articles: usize) -> Result<[(&'static str, Vec<String>); 2]> {
    let every = (articles / QUESTIONS).max(1);
    let mut dice = Dice::new(11, 43);
    let (mut short, mut long) = (Vec::new(), Vec::new());
    for article in corpus::articles(corpus, articles)?
        .step_by(every)
        .take(QUESTIONS)
    {
        let article = article?;
        short.push(some_of(&article.headline, 3, 5, &mut dice));
        long.push(some_of(&article.text, 10, 16, &mut dice));
    }
    Ok([("short", short), ("long", long)])
}

/// Some words of a text, in their order.
fn some_of(text: &str, low: usize, high: usize, dice: &mut Dice) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let wanted = dice.between(low, high).min(words.len());
    let from = dice.below(words.len() - wanted + 1);
    let some: Vec<&str> = words.into_iter().skip(from).take(wanted).collect();
    some.join(" ")
}

/// Asks all questions; what each took by the clock and of the processor.
fn ask_all(index: &Index, questions: &[String]) -> Result<(Times, Times)> {
    let spaces = [space()];
    let (mut wall, mut cpu) = (Vec::new(), Vec::new());
    for question in questions {
        let (begun, used) = (Instant::now(), ThreadTime::now());
        let question = Question::of(question);
        let found = index.ask(&Asking::new(&question, &spaces))?;
        anyhow::ensure!(!found.hits.is_empty(), "nothing was found");
        wall.push(begun.elapsed());
        cpu.push(used.elapsed());
    }
    Ok((wall.into_iter().collect(), cpu.into_iter().collect()))
}

/// Publishes articles one after the other and takes the time until each is found.
fn publish(index: &Index, articles: usize) -> Result<()> {
    let mut writer = index.writer(Writing::Following)?;
    let spaces = [space()];
    let mut times = Vec::new();
    for n in 0..PUBLISHED {
        let key = u64::try_from(articles + n)?;
        let word = format!("مستجد{n}ا");
        let article = Invented {
            headline: format!("خبر عن {word} في المدينة"),
            text: format!("{word} ").repeat(250),
        };
        let begun = Instant::now();
        writer.put(&entry(key, &article))?;
        writer.commit(1)?;
        let question = Question::of(&article.headline);
        let found = index.ask(&Asking::new(&question, &spaces))?;
        let is_found = found.hits.iter().any(|hit| hit.key == key);
        anyhow::ensure!(is_found, "{key} was not found after its commit");
        times.push(begun.elapsed());
    }
    let times: Times = times.into_iter().collect();
    times.tell("publish_to_found")?;
    for n in 0..PUBLISHED {
        writer.remove(u64::try_from(articles + n)?, space())?;
    }
    writer.commit(1)?;
    Ok(writer.settle()?)
}

/// A line of this process's status, in MB.
fn memory(name: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes: u64 = line
        .and_then(|line| {
            line.trim_matches(|c: char| !c.is_ascii_digit())
                .parse()
                .ok()
        })
        .with_context(|| format!("no {name}"))?;
    Ok(kilobytes / 1024)
}

fn size_of(folder: &Path) -> Result<u64> {
    let mut size = 0;
    for file in std::fs::read_dir(folder)? {
        size += file?.metadata()?.len();
    }
    Ok(size)
}

#[expect(clippy::cast_precision_loss, reason = "sizes in bytes")]
fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other.max(1) as f64
}

#[expect(clippy::cast_precision_loss, reason = "counts")]
fn float(n: usize) -> f64 {
    n as f64
}
