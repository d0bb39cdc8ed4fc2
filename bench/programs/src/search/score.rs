//! How right answers are: reciprocal rank of the first right one, the share of right ones
//! found, and the discounted gain, all among the first ten, each a mean over all questions
//! that have a right answer.

use super::ANSWERS;
use super::collection;
use anyhow::Result;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;

/// The means of a task.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scores {
    pub mrr: f64,
    pub recall: f64,
    pub ndcg: f64,
}

/// The mean of the reciprocal ranks of all tasks.
pub fn mean(scores: &[Scores]) -> f64 {
    scores.iter().map(|scores| scores.mrr).sum::<f64>() / count(scores.len().max(1))
}

/// What was answered to the questions of a task.
#[derive(Debug, Default)]
pub struct Answers(Vec<(String, Vec<(String, f32)>)>);

impl Answers {
    pub fn add(&mut self, question: String, answers: Vec<(String, f32)>) {
        self.0.push((question, answers));
    }

    /// How right they are.
    pub fn score(&self, right: &Path) -> Result<Scores> {
        let right = collection::right(right)?;
        let mut sum = Scores::default();
        for (question, answers) in &self.0 {
            let Some(right) = right.get(question) else {
                continue;
            };
            let one = one(answers, right);
            sum.mrr += one.mrr;
            sum.recall += one.recall;
            sum.ndcg += one.ndcg;
        }
        let all = count(right.len().max(1));
        Ok(Scores {
            mrr: sum.mrr / all,
            recall: sum.recall / all,
            ndcg: sum.ndcg / all,
        })
    }

    /// Writes them as TREC's tools read them.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut text = String::new();
        for (question, answers) in &self.0 {
            for (rank, (answer, weight)) in (1..).zip(answers) {
                writeln!(text, "{question} Q0 {answer} {rank} {weight} siraj")?;
            }
        }
        Ok(std::fs::write(path, text)?)
    }
}

fn one(answers: &[(String, f32)], right: &HashSet<String>) -> Scores {
    let mut scores = Scores::default();
    let (mut found, mut gain) = (0, 0.0);
    for (rank, (answer, _)) in answers.iter().take(ANSWERS).enumerate() {
        if right.contains(answer) {
            if found == 0 {
                scores.mrr = 1.0 / count(rank + 1);
            }
            found += 1;
            gain += 1.0 / count(rank + 2).log2();
        }
    }
    let best: f64 = (0..right.len().min(ANSWERS))
        .map(|rank| 1.0 / count(rank + 2).log2())
        .sum();
    scores.recall = count(found) / count(right.len().max(1));
    scores.ndcg = gain / best.max(f64::MIN_POSITIVE);
    scores
}

#[expect(clippy::cast_precision_loss, reason = "counts of answers")]
fn count(n: usize) -> f64 {
    n as f64
}
