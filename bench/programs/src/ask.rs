//! Asks for articles one after the other, each as often as is wanted, and sees
//! that every answer is the page in the encoding that was asked for. What that
//! costs the server is read by `bench/run` before and after.

use crate::client::Client;
use crate::figures::{Times, tell};
use anyhow::{Context, Result, ensure};
use clap::Args;
use http::StatusCode;
use http::header::CONTENT_ENCODING;
use std::path::PathBuf;
use std::time::Instant;

#[derive(Debug, Args)]
pub struct Ask {
    /// The site: http://host:port
    #[arg(long)]
    site: String,
    /// A file with an address on each line
    #[arg(long)]
    addresses: PathBuf,
    /// Addresses passed over at the beginning
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// How many addresses are asked for
    #[arg(long)]
    count: usize,
    /// How often all of them are asked for, round after round
    #[arg(long, default_value_t = 1)]
    rounds: usize,
    /// The value of Accept-Encoding; left out, pages are asked for as they are
    #[arg(long)]
    encoding: Option<String>,
}

impl Ask {
    /// Asks and tells how many requests that were.
    ///
    /// # Errors
    /// At the first answer that is not the page.
    pub async fn run(self) -> Result<()> {
        let listed = std::fs::read_to_string(&self.addresses)
            .with_context(|| self.addresses.display().to_string())?;
        let paths: Vec<&str> = listed.lines().skip(self.skip).take(self.count).collect();
        ensure!(paths.len() == self.count, "there are not so many addresses");
        let mut client = Client::connect(&self.site).await?;
        let mut times = Vec::with_capacity(paths.len() * self.rounds);
        let mut bytes = 0;
        for path in paths.iter().cycle().take(paths.len() * self.rounds) {
            let begun = Instant::now();
            let answer = client.get(path, self.encoding.as_deref()).await?;
            times.push(begun.elapsed());
            let answer = answer.expect(StatusCode::OK, path)?;
            let coding = answer.headers.get(CONTENT_ENCODING);
            let coding = coding.and_then(|coding| coding.to_str().ok());
            ensure!(self.allows(coding), "{path} is {coding:?}");
            bytes += answer.body.len();
        }
        tell("requests", times.len())?;
        tell("bytes", bytes / times.len().max(1))?;
        Times::from_iter(times).tell("answer")
    }

    /// Whether an answer may be encoded so: in one of the ways asked for, where any was.
    fn allows(&self, coding: Option<&str>) -> bool {
        match (&self.encoding, coding) {
            (None, None) => true,
            (Some(asked), Some(coding)) => asked.split(',').any(|one| one.trim() == coding),
            _ => false,
        }
    }
}
