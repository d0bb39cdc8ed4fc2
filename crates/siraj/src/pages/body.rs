//! The one place where a body becomes HTML: the page's form, styled and isolated
//! against direction accidents, and the feeds' form with absolute addresses.
//!
//! All text is escaped here, every tag is written here, and an address that a link
//! may not have is not written even if it stands in the store. What a body refers
//! to is looked up beforehand; what is not found is left out without a hole.

mod blocks;
mod inline;
mod markup;
mod media;
#[cfg(test)]
mod tests;

use super::model::{Card, Picture, SafeHtml};
use crate::messages::Messages;
use markup::Markup;
use siraj_arabic::{DigitStyle, Direction};
use siraj_editorial::Language;
use siraj_editorial::body::Body;
use siraj_editorial::id::{ArticleId, MediaId};
use std::collections::{BTreeMap, BTreeSet};

/// What surrounds a body on its page.
#[derive(Debug, Clone, Copy)]
pub struct BodyContext<'a> {
    /// The edition's language; its direction is the page's.
    pub language: &'a Language,
    /// The edition's digits.
    pub digits: DigitStyle,
    /// The pictures of [`Body::media_ids`], with their words in the edition's language.
    pub pictures: &'a BTreeMap<MediaId, Picture>,
    /// The public articles among [`Body::article_refs`].
    pub articles: &'a BTreeMap<ArticleId, Card>,
}

/// The body as it stands on its page.
#[must_use]
pub fn render(body: &Body, context: BodyContext<'_>) -> SafeHtml {
    let mut renderer = Renderer::new(context, Form::Page);
    renderer.blocks(&body.blocks);
    SafeHtml::from_renderer(renderer.html.finish())
}

/// The body as feeds carry it: no classes, addresses made absolute with `origin`
/// (scheme and host, no closing slash), runs isolated by characters because feed
/// readers drop the element, all in one element that says language and direction.
#[must_use]
pub fn render_for_feed(body: &Body, context: BodyContext<'_>, origin: &str) -> SafeHtml {
    let mut renderer = Renderer::new(context, Form::Feed { origin });
    let direction = renderer.direction.as_str();
    renderer.html.open(
        "div",
        &[("dir", direction), ("lang", context.language.tag())],
    );
    renderer.blocks(&body.blocks);
    renderer.html.close("div");
    SafeHtml::from_renderer(renderer.html.finish())
}

/// For whom the HTML is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form<'a> {
    Page,
    Feed { origin: &'a str },
}

/// What most bodies find room in as they are drawn, in bytes.
const ROOM: usize = 32 << 10;

struct Renderer<'a> {
    context: BodyContext<'a>,
    form: Form<'a>,
    /// The edition's direction.
    direction: Direction,
    messages: &'static Messages,
    html: Markup,
    /// The ids of subheads so far.
    ids: BTreeSet<String>,
}

impl<'a> Renderer<'a> {
    fn new(context: BodyContext<'a>, form: Form<'a>) -> Self {
        Self {
            context,
            form,
            direction: context.language.direction(),
            messages: Messages::for_language(context.language.tag()),
            html: Markup::of_about(ROOM),
            ids: BTreeSet::new(),
        }
    }

    fn is_page(&self) -> bool {
        self.form == Form::Page
    }

    /// An address of our own as this form prints it.
    fn own_address(&self, path: &str) -> String {
        match self.form {
            Form::Feed { origin } if path.starts_with('/') => format!("{origin}{path}"),
            _ => path.to_owned(),
        }
    }
}
