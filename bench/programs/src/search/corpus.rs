//! A large corpus: invented articles whose words are as unevenly spread as those of a
//! newspaper. Words are made of roots, patterns and what Arabic writes onto them; none means
//! anything. It is made once and kept, a line an article: headline, tab, text.

use crate::dice::Dice;
use anyhow::{Context, Result};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// So many words there are before anything is written onto them. Of a million newspaper
/// articles' words that is the order of magnitude.
const WORDS: usize = 400_000;
/// Letters of roots.
const LETTERS: [char; 26] = [
    'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف',
    'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'و',
];
/// What roots become: 1, 2, 3 stand for their letters.
const PATTERNS: [&str; 16] = [
    "123",
    "1ا23",
    "12ا3",
    "12ي3",
    "12و3",
    "م123",
    "م12و3",
    "ت12ي3",
    "ا1ت2ا3",
    "است12ا3",
    "م1ا23",
    "123ة",
    "م123ة",
    "1ا23ة",
    "ا123",
    "م1ت23",
];
/// What is written before and behind a word, each for so many of a hundred.
const BEFORE: [(&str, usize); 6] = [
    ("ال", 30),
    ("و", 4),
    ("ب", 3),
    ("ل", 3),
    ("وال", 3),
    ("لل", 2),
];
const BEHIND: [(&str, usize); 5] = [("ات", 5), ("ين", 4), ("ون", 2), ("ية", 4), ("ها", 2)];
/// Words of an article that it comes back to.
const SUBJECT: usize = 14;

/// An article.
#[derive(Debug)]
pub struct Invented {
    pub headline: String,
    pub text: String,
}

/// The words, and how often each is used.
struct Vocabulary {
    words: Vec<String>,
    /// For each word, the sum of the shares of all words up to it.
    shares: Vec<f64>,
}

impl Vocabulary {
    fn new(dice: &mut Dice) -> Self {
        let mut words = Vec::with_capacity(WORDS);
        let mut seen = std::collections::HashSet::new();
        while words.len() < WORDS {
            let root: Vec<char> = (0..3)
                .filter_map(|_| dice.pick(&LETTERS).copied())
                .collect();
            let pattern = dice.pick(&PATTERNS).copied().unwrap_or("123");
            let mut word = filled(pattern, &root);
            // There are fewer words of three letters than are needed: the rest are longer.
            while !seen.insert(word.clone()) {
                word.extend(dice.pick(&LETTERS));
            }
            words.push(word);
        }
        let mut sum = 0.0;
        // Zipf and Mandelbrot: the word of rank r is used 1 / (r + 2.7)^1.07 as often.
        let shares = (0..WORDS).map(|rank| {
            sum += 1.0 / (float(rank) + 2.7).powf(1.07);
            sum
        });
        Self {
            shares: shares.collect(),
            words,
        }
    }

    /// A word as often as it is used, none commoner than `least`.
    fn word(&self, dice: &mut Dice, least: usize) -> &str {
        let whole = self.shares.last().copied().unwrap_or(1.0);
        let below = least.checked_sub(1).and_then(|rank| self.shares.get(rank));
        let below = below.copied().unwrap_or(0.0);
        let at = below + (whole - below) * float(dice.below(1 << 30)) / float(1usize << 30);
        let rank = self.shares.partition_point(|share| *share <= at);
        self.words.get(rank).map_or("", String::as_str)
    }
}

fn filled(pattern: &str, root: &[char]) -> String {
    let letters = pattern.chars().map(|c| match c.to_digit(10) {
        Some(place) => root.get(place as usize - 1).copied().unwrap_or(c),
        None => c,
    });
    letters.collect()
}

#[expect(clippy::cast_precision_loss, reason = "ranks and shares")]
fn float(n: usize) -> f64 {
    n as f64
}

/// What of a list is written onto a word.
fn onto(dice: &mut Dice, all: &[(&'static str, usize)]) -> &'static str {
    let mut roll = dice.below(100);
    for (affix, percent) in all {
        match roll.checked_sub(*percent) {
            Some(left) => roll = left,
            None => return affix,
        }
    }
    ""
}

/// The file of a corpus of so many articles, made if it is not there.
pub fn file(work: &Path, articles: usize) -> Result<PathBuf> {
    let path = work.join(format!("corpus-{articles}.tsv"));
    if path.exists() {
        return Ok(path);
    }
    std::fs::create_dir_all(work)?;
    let partial = path.with_extension("partial");
    let mut out = BufWriter::new(File::create(&partial)?);
    let mut dice = Dice::new(7, 41);
    let vocabulary = Vocabulary::new(&mut dice);
    let bar = indicatif::ProgressBar::new(articles as u64);
    for number in 0..articles {
        let article = article(&vocabulary, Dice::new(number as u64, 42));
        writeln!(out, "{}\t{}", article.headline, article.text)?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    out.flush()?;
    std::fs::rename(&partial, &path)?;
    Ok(path)
}

fn article(vocabulary: &Vocabulary, mut dice: Dice) -> Invented {
    let subject: Vec<&str> = (0..SUBJECT)
        .map(|_| vocabulary.word(&mut dice, 150))
        .collect();
    let mut text = String::new();
    let count = dice.between(250, 350);
    for n in 0..count {
        let word = match dice.chance(22) {
            true => dice.pick(&subject).copied().unwrap_or_default(),
            false => vocabulary.word(&mut dice, 0),
        };
        push(&mut text, word, &mut dice);
        if n % 17 == 16 {
            text.push('.');
        }
    }
    let mut headline = String::new();
    for _ in 0..dice.between(6, 10) {
        let word = match dice.chance(80) {
            true => dice.pick(&subject).copied().unwrap_or_default(),
            false => vocabulary.word(&mut dice, 0),
        };
        push(&mut headline, word, &mut dice);
    }
    Invented { headline, text }
}

fn push(text: &mut String, word: &str, dice: &mut Dice) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(onto(dice, &BEFORE));
    text.push_str(word);
    text.push_str(onto(dice, &BEHIND));
}

/// The first so many articles of a corpus.
pub fn articles(path: &Path, most: usize) -> Result<impl Iterator<Item = Result<Invented>>> {
    let lines = BufReader::with_capacity(1 << 20, File::open(path)?).lines();
    Ok(lines.take(most).map(|line| {
        let line = line?;
        let (headline, text) = line.split_once('\t').context("a line without a tab")?;
        Ok(Invented {
            headline: headline.to_owned(),
            text: text.to_owned(),
        })
    }))
}
