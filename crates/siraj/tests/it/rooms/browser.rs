//! Somebody at a browser: keeps what it is told to keep, and sends forms from our pages.

use crate::harness::{Answer, Desk};
use axum::body::Body;
use http::{Request, StatusCode, header};
use siraj::actions::entry;
use siraj::web::rooms::ROOT;
use siraj::web::visitor::Visitor;

/// Where the newsroom is.
pub const ORIGIN: &str = "https://siraj.example";
/// An address and a password that are good.
pub const EMAIL: &str = "layla@marsa.example";
pub const PASSWORD: &str = "تمشي القافلة ليلاً";

/// A browser with its one cookie.
pub struct Browser<'d> {
    pub desk: &'d Desk,
    pub cookie: Option<String>,
    agent: &'static str,
    /// From where requests come, as the server noted it.
    pub from: Option<Visitor>,
}

impl<'d> Browser<'d> {
    pub fn at(desk: &'d Desk) -> Self {
        Self {
            desk,
            cookie: None,
            from: None,
            agent: "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0",
        }
    }

    /// Another device of the same person.
    pub fn phone(desk: &'d Desk) -> Self {
        Self {
            agent: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36",
            ..Self::at(desk)
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request("GET", path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form from a page of ours.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request("POST", path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, ORIGIN);
        self.post_as(request, fields).await
    }

    /// Sends JSON from a script of ours.
    pub async fn json(&mut self, path: &str, body: &str) -> Answer {
        let request = self
            .request("POST", path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_owned())).unwrap())
            .await
    }

    /// Sends a form with these headers alone.
    pub async fn post_as(
        &mut self,
        request: http::request::Builder,
        fields: &[(&str, &str)],
    ) -> Answer {
        let form: Vec<String> = fields
            .iter()
            .map(|(name, value)| {
                let all = percent_encoding::NON_ALPHANUMERIC;
                format!(
                    "{name}={}",
                    percent_encoding::utf8_percent_encode(value, all)
                )
            })
            .collect();
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.join("&"))).unwrap())
            .await
    }

    pub fn request(&self, method: &str, path: &str) -> http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::USER_AGENT, self.agent)
            .header(header::ACCEPT_LANGUAGE, "en");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, format!("theme=dark; {cookie}"));
        }
        request
    }

    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let mut request = request;
        if let Some(from) = self.from {
            request.extensions_mut().insert(from);
        }
        let answer = self.desk.send(request).await;
        assert_eq!(answer.headers["cache-control"], "no-store");
        if let Some(set) = answer.headers.get(header::SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (kept, how) = set.split_once(';').unwrap();
            assert!(
                how.contains("Path=/newsroom;") && how.contains("HttpOnly"),
                "{set}"
            );
            assert!(
                how.contains("SameSite=Lax") && how.contains("Secure"),
                "{set}"
            );
            self.cookie = (!kept.ends_with('=')).then(|| kept.to_owned());
        }
        answer
    }

    /// Signs in with what is good, up to the code where one is asked for.
    pub async fn signs_in(&mut self) -> Answer {
        let fields = [("email", EMAIL), ("password", PASSWORD)];
        self.post(&format!("{ROOT}/sign-in"), &fields).await
    }

    /// Whether the account is shown.
    pub async fn is_inside(&mut self) -> bool {
        let answer = self.get("/newsroom/account").await;
        match answer.status {
            StatusCode::OK => true,
            StatusCode::SEE_OTHER => false,
            other => panic!("{other}"),
        }
    }
}

/// Where an answer leads.
#[track_caller]
pub fn leads_to(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers["location"].to_str().unwrap()
}

/// What is said above everything.
#[track_caller]
pub fn said(answer: &Answer) -> &str {
    let (_, rest) = answer
        .text
        .split_once(r#"<p class="said"#)
        .expect("something said");
    let (_, rest) = rest.split_once('>').unwrap();
    rest.split_once("</p>").unwrap().0
}

/// The address of a fresh link for the first owner.
pub async fn first_link(desk: &Desk) -> Option<String> {
    let text = entry::first_link(&desk.newsroom.room).await.unwrap()?;
    Some(format!("{ROOT}/link/{text}"))
}

/// A newsroom whose owner can sign in, and the owner's browser, inside.
pub async fn opened(desk: &Desk) -> Browser<'_> {
    let mut owner = Browser::at(desk);
    let link = first_link(desk).await.unwrap();
    let answer = owner
        .post(&link, &[("email", EMAIL), ("password", PASSWORD)])
        .await;
    assert_eq!(leads_to(&answer), "/newsroom/account");
    owner
}
