//! A reader of the small newsroom who searches, in process: each question is answered by
//! what answers over a socket.

use crate::spine::newsroom::Newsroom;
use crate::spine::places::Place;
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use siraj::followers::search::Follower;
use siraj::web::reply::Reply;
use siraj::web::visitor::Visitor;
use siraj::web::{pages, search};
use siraj_editorial::body::{Block, Body, Paragraph};
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{ArticleId, EditionId};
use std::net::{IpAddr, Ipv4Addr};

/// A newsroom without articles, and an index that follows it.
pub struct Library {
    pub newsroom: Newsroom,
    follower: tokio::sync::Mutex<Follower>,
    _place: Place,
}

/// A page as the reader gets it.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub html: String,
}

/// A text of these words, in the first section of an edition.
pub async fn text(
    newsroom: &Newsroom,
    edition: EditionId,
    headline: &str,
    body: &str,
) -> Manuscript {
    let section = newsroom.sections(edition).await[0].id;
    let mut text = newsroom.manuscript(section, 0, 1);
    text.headline = headline.to_owned();
    text.standfirst = String::new();
    text.topics = Vec::new();
    text.story = None;
    text.picture = None;
    let paragraphs = body
        .lines()
        .map(|line| Block::Paragraph(Paragraph::plain(line)));
    text.body = Body::new(paragraphs.collect());
    text
}

impl Library {
    /// Opens a newsroom without Arabic articles.
    pub async fn open() -> Self {
        let place = Place::sqlite();
        let newsroom = Newsroom::open(&place, 48 << 20, 0).await;
        let follower = Follower::new(newsroom.room.clone());
        Self {
            newsroom,
            follower: tokio::sync::Mutex::new(follower),
            _place: place,
        }
    }

    /// Publishes an Arabic article of this headline and these paragraphs.
    pub async fn publish(&self, headline: &str, body: &str) -> ArticleId {
        let (newsroom, arabic) = (&self.newsroom, self.newsroom.arabic);
        newsroom.room.clock.advance(60);
        let text = text(newsroom, arabic, headline, body).await;
        newsroom.publish_new(arabic, text).await
    }

    /// Lets the index catch up.
    pub async fn follow(&self) {
        self.follower.lock().await.step().await.unwrap();
    }

    /// Asks at an address, as it stands in a browser's address bar.
    pub async fn get(&self, address: &str) -> Page {
        self.get_from(Ipv4Addr::LOCALHOST.into(), address).await
    }

    /// The same for a reader elsewhere.
    pub async fn get_from(&self, reader: IpAddr, address: &str) -> Page {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (web, headers) = (&self.newsroom.web, HeaderMap::new());
        let visitor = Visitor {
            address: reader,
            secure: true,
        };
        let searches = search::is_here(path, Some(query).filter(|query| !query.is_empty()));
        let asked = (path, query);
        let found = match searches {
            true => search::answer(web, asked, &visitor, &headers).await,
            false => None,
        };
        page(match found {
            Some(reply) => reply,
            None => pages::make(web, path, &headers).await,
        })
        .await
    }

    /// Searches in the Arabic edition for this, however it is written.
    pub async fn search(&self, q: &str) -> Page {
        self.get(&format!("/search?q={}", encoded(q))).await
    }
}

/// As a form sends it.
pub fn encoded(q: &str) -> String {
    utf8_percent_encode(q, NON_ALPHANUMERIC).to_string()
}

async fn page(reply: Reply) -> Page {
    let (parts, body) = reply.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Page {
        status: parts.status,
        headers: parts.headers,
        html: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

impl Page {
    /// The headlines of the answers, in their order, without their marks.
    pub fn headlines(&self) -> Vec<String> {
        let entries = self.html.split("<h2 class=\"headline\">").skip(1);
        entries
            .map(|entry| plain(entry.split("</h2>").next().unwrap()))
            .collect()
    }

    /// The words that are marked.
    pub fn marked(&self) -> Vec<String> {
        let marks = self.html.split("<mark>").skip(1);
        marks
            .map(|mark| plain(mark.split("</mark>").next().unwrap()))
            .collect()
    }

    /// What the page says of the question.
    pub fn told(&self) -> String {
        let told = self
            .html
            .split("<div class=\"told\" role=\"status\">")
            .nth(1);
        plain(told.unwrap_or_default().split("</div>").next().unwrap())
    }

    /// A page in the design that helps: with a field to ask again, and no internal word.
    #[track_caller]
    pub fn helps(&self) {
        assert_eq!(
            self.headers[header::CONTENT_TYPE],
            "text/html; charset=utf-8"
        );
        assert_eq!(self.headers[header::CACHE_CONTROL], "no-store");
        assert!(self.html.contains("noindex"), "{}", self.html);
        assert!(self.html.contains("name=\"q\""), "{}", self.html);
        assert!(!self.told().is_empty(), "{}", self.html);
        for internal in ["tantivy", "Error", "None", "panicked", "unwrap", "sqlite"] {
            assert!(!self.html.contains(internal), "{internal}: {}", self.html);
        }
    }

    /// The addresses to which its links and forms lead.
    pub fn links(&self) -> Vec<String> {
        let links = self.html.split("href=\"").skip(1);
        links
            .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"))
            .map(|link| link.replace("&amp;", "&"))
            .collect()
    }
}

/// Words without their elements.
fn plain(html: &str) -> String {
    let words: String = html
        .split('<')
        .enumerate()
        .map(|(at, part)| match at {
            0 => part,
            _ => part.split_once('>').map_or("", |(_, words)| words),
        })
        .collect();
    words.trim().to_owned()
}
