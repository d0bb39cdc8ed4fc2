//! A client of the tests' own over a bare socket: one connection a request, so
//! that a killed server is noticed as a reader would notice it.

use serde_json::Value;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the program takes to give up on its store.
const WITHIN: Duration = Duration::from_secs(30);

/// Where requests go, and as whom.
#[derive(Debug, Clone)]
pub struct Client {
    pub address: SocketAddr,
    /// The name by which the site is asked for.
    pub host: String,
    /// For the write API.
    pub token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answered {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (its, value) = line.split_once(':')?;
            its.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Client {
    /// Asks for a page, a picture, a file.
    pub fn get(&self, path: &str) -> Result<Answered> {
        self.ask("GET", path, "text/plain", b"")
    }

    /// Sends JSON to the write API.
    pub fn send(&self, method: &str, path: &str, body: &Value) -> Result<Answered> {
        let body = body.to_string();
        self.ask(method, path, "application/json", body.as_bytes())
    }

    /// Sends a picture with its words.
    pub fn send_picture(&self, picture: &[u8], words: &Value) -> Result<Answered> {
        let mut body = format!(
            "--edge\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n{words}\r\n\
             --edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(picture);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        let kind = "multipart/form-data; boundary=edge";
        self.ask("POST", "/api/v1/pictures", kind, &body)
    }

    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<Answered> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(WITHIN))?;
        let bearer = self.token.as_ref().map_or_else(String::new, |token| {
            format!("Authorization: Bearer {token}\r\n")
        });
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{bearer}\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.host,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        parse(&answer).ok_or_else(|| Error::from(ErrorKind::UnexpectedEof))
    }
}

/// A whole answer; `None` for one that was cut short.
fn parse(answer: &[u8]) -> Option<Answered> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let body = answer[end + 4..].to_vec();
    let answered = Answered { status, head, body };
    let length = answered.header("content-length").map(str::parse::<usize>);
    match length {
        Some(Ok(length)) if length != answered.body.len() => None,
        _ => Some(answered),
    }
}
