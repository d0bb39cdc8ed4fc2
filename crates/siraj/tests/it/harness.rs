//! A newsroom that is asked over its write API, in process and without a socket:
//! the small newsroom of the spine with one person of every role, each holding a
//! token. It lives on SQLite, or on PostgreSQL where `SIRAJ_TEST_DATABASE_URL`
//! names a server. The clock stands until a test moves it.

use crate::spine::newsroom::{MORNING, Newsroom};
use crate::spine::places::Place;
use crate::spine::words::both;
use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use siraj::actions::house;
use siraj::room::fresh_id;
use siraj::store::tokens::{self, Token};
use siraj::web::{api, pages};
use siraj_editorial::person::Person;
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::{PersonId, SectionId, Timestamp};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Whatever is waited for has come by then, on the slowest machine.
pub const WITHIN: Duration = Duration::from_secs(30);

/// Waits until it is so.
#[track_caller]
pub fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < WITHIN, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The newsroom, its API, and a token of every role.
pub struct Desk {
    pub newsroom: Newsroom,
    pub router: Router,
    tokens: HashMap<Role, String>,
    _place: Place,
}

impl Desk {
    /// A newsroom with two Arabic articles and three English ones.
    pub async fn open() -> Self {
        let place = Place::here();
        let newsroom = Newsroom::open(&place, 1 << 20, 2).await;
        let mut desk = Self {
            router: newsroom.web.other.clone(),
            tokens: HashMap::new(),
            newsroom,
            _place: place,
        };
        for role in Role::ALL {
            let person = desk.hire(role).await;
            let token = desk.token(person, role, None, None).await;
            desk.tokens.insert(role, token);
        }
        desk
    }

    /// A person with an account of this role.
    pub async fn hire(&self, role: Role) -> PersonId {
        let person = Person {
            id: PersonId(fresh_id()),
            slug: format!("{role:?}-{}", fresh_id().simple()).to_lowercase(),
            name: both("هند بركات", "Hind Barakat"),
            title: both("", ""),
            biography: both("", ""),
            portrait: None,
            email: None,
            links: Vec::new(),
            merged_into: None,
        };
        let id = person.id;
        let (room, owner) = (&self.newsroom.room, || self.newsroom.owner.clone());
        house::save_person(room, owner(), person).await.unwrap();
        let account = Actor {
            person: id,
            role,
            sections: None,
        };
        house::save_account(room, owner(), account).await.unwrap();
        id
    }

    /// A fresh token of a person.
    pub async fn token(
        &self,
        person: PersonId,
        role: Role,
        sections: Option<Vec<SectionId>>,
        expires_at: Option<Timestamp>,
    ) -> String {
        let (text, hash) = siraj::tokens::mint().unwrap();
        let token = Token {
            id: fresh_id(),
            person,
            role,
            sections,
            created_at: MORNING,
            expires_at,
            revoked_at: None,
        };
        let kept = self
            .newsroom
            .room
            .db
            .write(move |tx| tokens::save(tx, &token, &hash));
        kept.await.unwrap();
        text
    }

    /// The token of a role.
    pub fn token_of(&self, role: Role) -> &str {
        &self.tokens[&role]
    }

    /// A public article of the desk's editor, of this text.
    pub async fn public(&self, text: &Value) -> Value {
        let article = self.ask(Role::Editor, "POST", "/articles").json(text);
        let article = article.await.done(201);
        let path = format!("/articles/{}/publication", article["id"].as_str().unwrap());
        let first = json!({"kind": "first", "revision": article["head"]["id"]});
        let published = self.ask(Role::Editor, "POST", &path).json(&first);
        published.await.done(200)
    }

    /// A request in the name of a role.
    pub fn ask(&self, role: Role, method: &str, path: &str) -> Ask<'_> {
        self.with(&self.tokens[&role], method, path)
    }

    /// A request with this token.
    pub fn with(&self, token: &str, method: &str, path: &str) -> Ask<'_> {
        let request = Request::builder()
            .method(method.parse::<Method>().unwrap())
            .uri(format!("{}{path}", api::ROOT))
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        Ask {
            desk: self,
            request,
            body: Vec::new(),
        }
    }

    /// Sends a request as it is.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// Status and headers of an answer that is no text.
    pub async fn router_bytes(&self, request: Request<Body>) -> (StatusCode, http::HeaderMap) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        (response.status(), response.headers().clone())
    }

    /// What a reader sees at an absolute address of the site: status and page.
    pub async fn read(&self, address: &str) -> (StatusCode, String) {
        let path = address.strip_prefix("https://siraj.example").unwrap();
        let reply = pages::make(&self.newsroom.web, path, &http::HeaderMap::new()).await;
        let (parts, body) = reply.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        (parts.status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A draft of the editor's that may be published, as the API tells it.
    pub async fn draft(&self) -> Value {
        self.ask(Role::Editor, "POST", "/articles")
            .json(&manuscript())
            .await
            .done(201)
    }

    /// The number of the newest change: what refused requests must not move.
    pub async fn head(&self) -> i64 {
        let read = self.newsroom.room.db.read(siraj::store::changes::head_of);
        read.await.unwrap()
    }
}

/// A new article that the checklist lets pass.
pub fn manuscript() -> Value {
    json!({
        "edition": "ar",
        "section": "harbour",
        "headline": "لجنة الصيد تفتح المرفأ الشرقي قبل موعده",
        "standfirst": "عادت القوارب إلى الرصيف بعد أسبوعين من الإصلاح.",
        "dateline": {"place": "سرو", "sources": ["coast", "siraj"]},
        "body": {"format": "markdown", "text": "فتحت اللجنة المرفأ الشرقي صباح اليوم."},
    })
}

/// A request under way.
pub struct Ask<'d> {
    desk: &'d Desk,
    request: http::request::Builder,
    body: Vec<u8>,
}

impl Ask<'_> {
    /// With a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// In this language.
    pub fn in_language(self, language: &str) -> Self {
        self.header("accept-language", language)
    }

    /// Once, under this name.
    pub fn once(self, key: &str) -> Self {
        self.header("idempotency-key", key)
    }

    /// With JSON.
    pub async fn json(self, body: &Value) -> Answer {
        self.bytes("application/json", body.to_string().into_bytes())
            .await
    }

    /// With these bytes.
    pub async fn bytes(mut self, kind: &str, body: Vec<u8>) -> Answer {
        self.body = body;
        self.header("content-type", kind).send().await
    }

    /// As it is.
    pub async fn send(self) -> Answer {
        let request = self.request.body(Body::from(self.body)).unwrap();
        self.desk.send(request).await
    }
}

/// What the API answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Answer {
    /// The answer of something that was done.
    #[track_caller]
    pub fn done(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert_eq!(self.headers["content-type"], "application/json");
        serde_json::from_str(&self.text).unwrap()
    }

    /// The problem of something that was refused; its form is checked here for all.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        let problem: Value = serde_json::from_str(&self.text).unwrap();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], format!("urn:siraj:problem:{code}"));
        for sentence in [&problem["title"], &problem["detail"]] {
            assert!(!sentence.as_str().unwrap().is_empty(), "{problem}");
        }
        assert!(
            !problem["detail"].as_str().unwrap().contains('{'),
            "{problem}"
        );
        problem
    }
}

/// The code of the problem at a field.
#[track_caller]
pub fn code_at<'p>(problem: &'p Value, field: &str) -> &'p str {
    let errors = problem["errors"].as_array().unwrap();
    let error = errors.iter().find(|error| error["field"] == field);
    error.unwrap_or_else(|| panic!("no problem at {field}: {problem}"))["code"]
        .as_str()
        .unwrap()
}
