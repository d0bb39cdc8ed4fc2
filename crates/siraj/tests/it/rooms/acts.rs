//! What is done with an article on its pages: asked in process as a browser asks them.

mod matrix;
mod outside;
mod pairs;
mod panel;

use super::browser::Browser;
use super::people::inside;
use crate::harness::{Answer, Desk, manuscript};
use http::StatusCode;
use serde_json::{Value, json};
use siraj_editorial::PersonId;
use siraj_editorial::role::Role;

/// Somebody of a role, inside, and a draft that they began.
struct Writer<'d> {
    desk: &'d Desk,
    browser: Browser<'d>,
    token: String,
    person: PersonId,
    draft: Value,
}

impl<'d> Writer<'d> {
    async fn with(desk: &'d Desk, role: Role, fields: &Value) -> Self {
        let (person, mut browser) = inside(desk, role).await;
        browser
            .post("/newsroom/account/language", &[("language", "en")])
            .await;
        let token = desk.token(person, role, None, None).await;
        let mut text = manuscript();
        text.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let draft = desk
            .with(&token, "POST", "/articles")
            .json(&text)
            .await
            .done(201);
        Self {
            desk,
            browser,
            token,
            person,
            draft,
        }
    }

    async fn of(desk: &'d Desk, role: Role) -> Self {
        Self::with(desk, role, &json!({})).await
    }

    fn short(&self) -> &str {
        self.draft["short_id"].as_str().unwrap()
    }

    fn room(&self, end: &str) -> String {
        format!("/newsroom/articles/{}{end}", self.short())
    }

    /// The article as the API tells it now.
    async fn now(&self) -> Value {
        let path = format!("/articles/{}", self.short());
        let ask = self.desk.with(&self.token, "GET", &path);
        ask.send().await.done(200)
    }

    async fn state(&self) -> String {
        self.now().await["state"].as_str().unwrap().to_owned()
    }

    /// Saves the draft with another headline over its newest text, a minute later.
    async fn renames(&self, headline: &str) {
        self.changes(&json!({"headline": headline})).await;
    }

    /// Saves other fields of the text, a minute later.
    async fn changes(&self, fields: &Value) {
        self.desk.newsroom.room.clock.advance(60);
        let now = self.now().await;
        let mut text = now["manuscript"].clone();
        for (name, value) in fields.as_object().unwrap() {
            text[name] = value.clone();
        }
        text["base"] = now["head"]["id"].clone();
        let path = format!("/articles/{}", self.short());
        let ask = self.desk.with(&self.token, "PUT", &path);
        ask.json(&text).await.done(200);
    }

    /// Opens the panel and sends this act from it, as the form there would.
    async fn acts(&mut self, act: &str, fields: &[(&str, &str)]) -> Answer {
        let room = self.room("/publish");
        let page = self.browser.get(&room).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let seen = field(&page, "seen").unwrap_or_default();
        let mut all = vec![("act", act), ("seen", seen.as_str())];
        all.extend(fields);
        self.browser.post(&room, &all).await
    }
}

/// The value of the first hidden field of this name.
fn field(page: &Answer, name: &str) -> Option<String> {
    let (_, rest) = page.text.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}
