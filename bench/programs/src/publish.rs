//! Writes and publishes articles through the write API, one after the other, and
//! takes the time from sending "publish" to the last byte of its answer. At some of
//! them it holds the newsroom to its promise: the pages that mention the article
//! are in the cache before, and must be right when the answer is here.

use crate::article::{self, Around};
use crate::client::Client;
use crate::figures::{Times, tell};
use crate::words::Words;
use anyhow::{Context, Result};
use bytes::Bytes;
use clap::Args;
use http::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Far from the seeds of generated newsrooms: these articles are new to them.
const SEED: u64 = 0xfeed;

#[derive(Debug, Args)]
pub struct Publish {
    /// The site: http://host:port
    #[arg(long)]
    site: String,
    /// A token that may publish
    #[arg(long)]
    token: String,
    /// How many articles are published
    #[arg(long)]
    count: usize,
    /// At each how-manieth article the pages are looked at
    #[arg(long, default_value_t = 20)]
    look_every: usize,
}

/// The work and what it found.
struct Publishing {
    client: Client,
    token: String,
    words: Words,
    /// Nothing that has an identity: the API is told paths.
    around: Around,
    written: Vec<Duration>,
    published: Vec<Duration>,
    looked: usize,
    wrong: usize,
}

impl Publish {
    /// Publishes and tells the times.
    ///
    /// # Errors
    /// When the API refuses something.
    pub async fn run(self) -> Result<()> {
        let mut publishing = Publishing {
            client: Client::connect(&self.site).await?,
            token: self.token,
            words: Words::read()?,
            around: Around::default(),
            written: Vec::new(),
            published: Vec::new(),
            looked: 0,
            wrong: 0,
        };
        for number in 0..self.count {
            let look = number % self.look_every.max(1) == 0;
            publishing.one(number, look).await?;
        }
        Times::from_iter(publishing.written).tell("write")?;
        Times::from_iter(publishing.published).tell("publish")?;
        tell("looked", publishing.looked)?;
        tell("wrong", publishing.wrong)
    }
}

impl Publishing {
    async fn one(&mut self, number: usize, look: bool) -> Result<()> {
        let section = self.words.section.get(number % self.words.section.len());
        let section = section.context("the newsroom has sections")?.slug.clone();
        let pages = [
            "/".to_owned(),
            format!("/{section}"),
            "/feed.xml".to_owned(),
            format!("/{section}/feed.xml"),
        ];
        let sent = self.article(number, &section)?;
        let begun = Instant::now();
        let draft = self.post("/api/v1/articles", sent).await?;
        self.written.push(begun.elapsed());
        let id = told(&draft, "/id")?;
        let short_id = told(&draft, "/short_id")?;
        let revision = told(&draft, "/head/id")?;
        if look {
            for page in &pages {
                let before = self.client.get(page, None).await?;
                before.expect(StatusCode::OK, page)?;
            }
        }
        let sent = json!({"kind": "first", "revision": revision}).to_string();
        let path = format!("/api/v1/articles/{id}/publication");
        let begun = Instant::now();
        let answer = self.post(&path, sent.into()).await?;
        self.published.push(begun.elapsed());
        if look {
            self.looked += 1;
            if !self.is_everywhere(short_id, &answer, &pages).await? {
                self.wrong += 1;
            }
        }
        Ok(())
    }

    async fn post(&mut self, path: &str, sent: Bytes) -> Result<Value> {
        let answer = self.client.post(path, &self.token, sent).await?;
        let wanted = if path.ends_with("/articles") {
            StatusCode::CREATED
        } else {
            StatusCode::OK
        };
        let answer = answer.expect(wanted, path)?;
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// An article as a script would send it.
    fn article(&self, number: usize, section: &str) -> Result<Bytes> {
        let number = u64::try_from(number)?;
        let manuscript = article::manuscript(&self.words, &self.around, (SEED, number), &[]);
        let sent = json!({
            "edition": "ar",
            "section": section,
            "headline": manuscript.headline,
            "standfirst": manuscript.standfirst,
            "bylines": [{"person": "writer-1"}],
            "dateline": {"place": manuscript.dateline.place},
            "body": {"format": "document", "document": manuscript.body},
        });
        Ok(sent.to_string().into())
    }

    /// Whether the article's own page is there and each of these pages leads to it.
    async fn is_everywhere(
        &mut self,
        short_id: &str,
        answer: &Value,
        pages: &[String],
    ) -> Result<bool> {
        let address = told(answer, "/address")?;
        let path = address.splitn(4, '/').nth(3).unwrap_or_default();
        let own = self.client.get(&format!("/{path}"), None).await?;
        let mut right = own.status == StatusCode::OK && own.text().contains(short_id);
        for page in pages {
            let page = self.client.get(page, None).await?;
            right &= page.status == StatusCode::OK && page.text().contains(short_id);
        }
        Ok(right)
    }
}

/// What the API tells at this place of its answer.
fn told<'a>(answer: &'a Value, place: &str) -> Result<&'a str> {
    let told = answer.pointer(place).and_then(Value::as_str);
    told.with_context(|| format!("the API does not tell {place}"))
}
