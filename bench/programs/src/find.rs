//! Types questions into the newsroom's search as somebody at a desk does, letter by letter, and
//! takes the time of every page of answers: of the list of articles and of the quick search.

use crate::client::Client;
use crate::dice::Dice;
use crate::figures::{Times, tell};
use crate::words::Words;
use anyhow::{Context, Result, ensure};
use clap::Args;
use http::StatusCode;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::Instant;

const SEED: u64 = 0xf1d;
/// Typed within the pause after which the rooms ask: two letters.
const STEP: usize = 2;
/// So much of a sentence is typed.
const MOST_WORDS: usize = 4;
/// The pages of answers: the list of all, and the first few in a dialog.
const PAGES: [(&str, &str); 2] = [
    ("list", "/newsroom/articles?q="),
    ("quick", "/newsroom/find?q="),
];

#[derive(Debug, Args)]
pub struct Find {
    /// The site: http://host:port
    #[arg(long)]
    site: String,
    /// A link that lets its person in once, as `siraj user link` prints it
    #[arg(long)]
    link: String,
    /// How many questions are typed
    #[arg(long, default_value_t = 60)]
    count: usize,
}

impl Find {
    /// Asks and tells the times.
    ///
    /// # Errors
    /// When nobody is let in, or an answer is none.
    pub async fn run(self) -> Result<()> {
        let mut client = Client::connect(&self.site).await?;
        let cookie = self.come_in(&mut client).await?;
        let questions = questions(self.count)?;
        for (name, page) in PAGES {
            let (mut times, mut empty) = (Vec::new(), 0);
            for question in &questions {
                for typed in beginnings(question) {
                    let asked = utf8_percent_encode(&typed, NON_ALPHANUMERIC);
                    let path = format!("{page}{asked}");
                    let begun = Instant::now();
                    let answer = client.get_as(&path, &cookie).await?;
                    times.push(begun.elapsed());
                    let text = answer.expect(StatusCode::OK, &path)?.text();
                    empty += usize::from(!text.contains("<mark>"));
                }
            }
            // Answers with nothing in them are quick, and say nothing.
            ensure!(
                empty * 10 <= times.len(),
                "{name}: {empty} answers are empty"
            );
            tell(&format!("{name}_asked"), times.len())?;
            Times::from_iter(times).tell(name)?;
        }
        Ok(())
    }

    /// The cookie of the person whom the link lets in.
    async fn come_in(&self, client: &mut Client) -> Result<String> {
        let path = self.link.strip_prefix(&self.site);
        let path = path.context("the link is of another site")?;
        let form = "email=desk%40siraj.example&password=seven+boats+before+dawn&language=ar";
        let answer = client.post_form(path, &self.site, form).await?;
        let answer = answer.expect(StatusCode::SEE_OTHER, "the link")?;
        let cookie = answer.headers.get(http::header::SET_COOKIE);
        let cookie = cookie.context("nobody is let in")?.to_str()?;
        Ok(cookie.split(';').next().unwrap_or_default().to_owned())
    }
}

/// What a desk looks for: people, projects, places, and sentences half remembered.
fn questions(count: usize) -> Result<Vec<String>> {
    let words = Words::read()?;
    let lists = [
        &words.man,
        &words.woman,
        &words.project,
        &words.place,
        &words.clause,
    ];
    let mut dice = Dice::new(SEED, 1);
    let mut questions = Vec::with_capacity(count);
    for list in lists.into_iter().cycle().take(count) {
        let picked = dice.pick(list).context("the lists have words")?;
        let begun = picked.split_whitespace().take(MOST_WORDS);
        questions.push(begun.collect::<Vec<_>>().join(" "));
    }
    Ok(questions)
}

/// What stands in the field whenever the rooms ask.
fn beginnings(question: &str) -> Vec<String> {
    let letters: Vec<char> = question.chars().collect();
    let ends = (STEP..letters.len()).step_by(STEP).chain([letters.len()]);
    ends.filter_map(|end| letters.get(..end))
        .map(|typed| typed.iter().collect())
        .collect()
}
