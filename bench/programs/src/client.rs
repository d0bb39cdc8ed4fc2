//! One keep-alive connection to a site, over which one request follows the other,
//! as from a reader or a script. An answer counts when its last byte is here.

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, ORIGIN};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// The connection.
#[derive(Debug)]
pub struct Client {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The answer, if it is the one that was hoped for.
    ///
    /// # Errors
    /// With status and words of any other.
    pub fn expect(self, status: StatusCode, what: &str) -> Result<Self> {
        if self.status != status {
            let words = String::from_utf8_lossy(&self.body);
            bail!("{what} answers {}: {words}", self.status);
        }
        Ok(self)
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    /// Connects to `http://host:port`.
    ///
    /// # Errors
    /// When nobody listens there.
    pub async fn connect(site: &str) -> Result<Self> {
        let host = host(site)?.to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the sender; what went wrong is told by the request that failed.
        tokio::spawn(async move { drop(connection.await) });
        Ok(Self { sender, host })
    }

    /// Asks for a page, in this encoding or as it is.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn get(&mut self, path: &str, encoding: Option<&str>) -> Result<Answer> {
        let mut request = Request::builder().uri(path).header(HOST, &self.host);
        if let Some(encoding) = encoding {
            request = request.header(ACCEPT_ENCODING, encoding);
        }
        self.send(request.body(Full::default())?).await
    }

    /// Asks for a page as somebody who is inside.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn get_as(&mut self, path: &str, cookie: &str) -> Result<Answer> {
        let request = Request::builder()
            .uri(path)
            .header(HOST, &self.host)
            .header(COOKIE, cookie);
        self.send(request.body(Full::default())?).await
    }

    /// Sends a form, as a page of this site does.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn post_form(&mut self, path: &str, site: &str, form: &str) -> Result<Answer> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, &self.host)
            .header(ORIGIN, site)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = Bytes::copy_from_slice(form.as_bytes());
        self.send(request.body(Full::new(body))?).await
    }

    /// Sends JSON to the write API.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn post(&mut self, path: &str, token: &str, sent: Bytes) -> Result<Answer> {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(HOST, &self.host)
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .header(CONTENT_TYPE, "application/json");
        self.send(request.body(Full::new(sent))?).await
    }

    async fn send(&mut self, request: Request<Full<Bytes>>) -> Result<Answer> {
        self.sender.ready().await?;
        let (head, body) = self.sender.send_request(request).await?.into_parts();
        Ok(Answer {
            status: head.status,
            headers: head.headers,
            body: body.collect().await?.to_bytes(),
        })
    }
}

/// Host and port of a site's address.
///
/// # Errors
/// When it is not one over plain HTTP.
pub fn host(site: &str) -> Result<&str> {
    site.strip_prefix("http://")
        .context("a site is measured over http://")
}
