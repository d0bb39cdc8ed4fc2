//! Whether somebody answers where a text links to. Asked when an article is about to go
//! out, and remembered for a while; what has not been answered soon is answered the next
//! time somebody looks.

use super::{Unreachable, client, usable};
use crate::room::Room;
use crate::store::{self, links};
use futures_util::future::join_all;
use parking_lot::Mutex;
use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode};
use siraj_editorial::revision::Manuscript;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// How long whoever looks waits for answers.
const PATIENCE: Duration = Duration::from_millis(1_200);
/// How long one link may take altogether.
const WITHIN: Duration = Duration::from_secs(15);
/// Redirects that are followed.
const STEPS: usize = 6;
/// How many links are asked at the same time.
const AT_ONCE: usize = 8;
/// How many links of one text are asked.
const MOST: usize = 100;
/// What is asked: a letter or a call are not.
const SCHEMES: &[&str] = &["http", "https"];

/// What is known of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Somebody answers, be it that one has to sign in.
    Answers,
    /// There is nothing, or nothing that readers could reach.
    Nowhere,
    /// Nobody answered, or the server said that it is in trouble.
    Silent,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Answers, Self::Nowhere, Self::Silent];

    /// Its name in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Nowhere => "nowhere",
            Self::Silent => "silent",
        }
    }
}

/// The links that are being asked now, by this node.
#[derive(Debug, Clone)]
pub struct Asking {
    under_way: Arc<Mutex<HashSet<String>>>,
    doors: Arc<Semaphore>,
}

impl Default for Asking {
    fn default() -> Self {
        Self {
            under_way: Arc::default(),
            doors: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

/// The addresses of a text that can be asked, each once and no more than are asked.
#[must_use]
pub fn askable(text: &Manuscript) -> Vec<String> {
    let links = text.body.links().into_iter();
    let links = links.filter(|address| usable(address, SCHEMES).is_ok());
    links.take(MOST).map(str::to_owned).collect()
}

/// Those that lead to other sites than ours: the program knows what it has.
fn elsewhere(room: &Room, mut addresses: Vec<String>) -> Vec<String> {
    addresses.retain(|address| {
        let url = usable(address, SCHEMES);
        url.is_ok_and(|url| !room.site.is_ours(&url.origin().ascii_serialization()))
    });
    addresses
}

/// Asks the links of a text of which nothing is known, and waits a moment for their
/// answers. Answers how many are still being asked.
///
/// # Errors
/// When the store cannot serve.
pub async fn ask(room: &Room, text: &Manuscript) -> store::Result<usize> {
    let (addresses, now) = (elsewhere(room, askable(text)), room.clock.now());
    let unknown = room
        .db
        .read(move |c| links::unknown(c, addresses, now))
        .await?;
    let mut under_way = Vec::new();
    for address in &unknown {
        if room.asking.under_way.lock().insert(address.clone()) {
            under_way.push(tokio::spawn(one(room.clone(), address.clone())));
        }
    }
    // Those that take longer go on; whoever looks again is told.
    let _ = tokio::time::timeout(PATIENCE, join_all(under_way)).await;
    let still = room.asking.under_way.lock();
    Ok(unknown.iter().filter(|one| still.contains(*one)).count())
}

/// Asks one link and remembers the answer.
async fn one(room: Room, address: String) {
    // The semaphore is never closed.
    let _door = room.asking.doors.acquire().await;
    let answer = tokio::time::timeout(WITHIN, answer(&address)).await;
    let answer = answer.unwrap_or(Answer::Silent);
    let (kept, now) = (address.clone(), room.clock.now());
    let kept = room
        .db
        .write(move |tx| links::keep(tx, &kept, answer, now))
        .await;
    if let Err(error) = kept {
        tracing::warn!(%error, "what a link answered could not be kept");
    }
    room.asking.under_way.lock().remove(&address);
}

async fn answer(address: &str) -> Answer {
    match follow(address).await {
        Ok(answer) => answer,
        Err(Unreachable::Silent) => Answer::Silent,
        Err(Unreachable::NotPublic | Unreachable::NotUsable) => Answer::Nowhere,
    }
}

async fn follow(address: &str) -> Result<Answer, Unreachable> {
    let mut url = usable(address, SCHEMES)?;
    for _ in 0..=STEPS {
        let client = client(&url, WITHIN).await?;
        let send = |method| client.request(method, url.clone()).send();
        let mut answered = send(Method::HEAD).await;
        // Some servers know no HEAD, and say so in many ways.
        let refused = |status: StatusCode| status.is_client_error() || status.is_server_error();
        if answered.as_ref().map_or(true, |one| refused(one.status())) {
            answered = send(Method::GET).await;
        }
        let answered = answered.map_err(|_| Unreachable::Silent)?;
        if !answered.status().is_redirection() {
            return Ok(meant(answered.status()));
        }
        let next = answered.headers().get(LOCATION);
        let next = next.and_then(|next| next.to_str().ok());
        let next = next.and_then(|next| url.join(next).ok());
        let Some(next) = next else {
            return Ok(Answer::Nowhere);
        };
        url = usable(next.as_str(), SCHEMES)?;
    }
    Ok(Answer::Nowhere)
}

/// What a status means for a reader who follows the link.
fn meant(status: StatusCode) -> Answer {
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Answer::Nowhere,
        status if status.is_server_error() => Answer::Silent,
        // Whoever asks for a password, a payment or a browser is there.
        _ => Answer::Answers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use siraj_editorial::SectionId;

    #[test]
    fn a_status_is_taken_as_a_reader_meets_it() {
        for (status, wanted) in [
            (200, Answer::Answers),
            (401, Answer::Answers),
            (403, Answer::Answers),
            (429, Answer::Answers),
            (404, Answer::Nowhere),
            (410, Answer::Nowhere),
            (500, Answer::Silent),
            (503, Answer::Silent),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(meant(status), wanted, "{status}");
        }
    }

    #[test]
    fn of_a_text_full_of_links_no_more_are_looked_at_than_are_asked() {
        let runs = (0..40_000).map(|n| {
            let href = format!("https://a.example/{n}");
            json!({"type": "text", "text": "م ", "marks": [{"type": "link", "href": href}]})
        });
        let runs: Vec<_> = std::iter::once(json!({
            "type": "text", "text": "م ", "marks": [{"type": "link", "href": "mailto:a@a.example"}]
        }))
        .chain(runs)
        .collect();
        let text: Manuscript = serde_json::from_value(json!({
            "section": SectionId(uuid::Uuid::nil()),
            "headline": "لوحة الميناء",
            "body": {"version": 1, "blocks": [{"type": "paragraph", "runs": runs}]},
        }))
        .unwrap();
        let asked = askable(&text);
        assert_eq!(asked.len(), MOST);
        assert_eq!(asked[0], "https://a.example/0");
    }

    #[tokio::test]
    async fn what_readers_cannot_reach_is_not_asked() {
        for address in [
            "http://127.0.0.1/",
            "https://localhost/admin",
            "http://169.254.169.254/latest/meta-data",
            "http://[::1]/",
            "http://10.0.0.8/wiki",
        ] {
            assert_eq!(answer(address).await, Answer::Nowhere, "{address}");
        }
        for address in [
            "mailto:desk@siraj.example",
            "tel:+9612",
            "https://a.example:22/",
        ] {
            assert!(usable(address, SCHEMES).is_err(), "{address}");
        }
    }
}
