//! Pictures and cards within a body.

use super::{Form, Renderer};
use crate::pages::model::{Card, Frame, Picture, Text};
use siraj_editorial::body;

/// How wide a picture in the text is shown.
const COLUMN: &str = "(min-width: 672px) 640px, 100vw";
/// How wide a picture beyond the text is shown.
const WIDE: &str = "(min-width: 1296px) 1264px, 100vw";

impl Renderer<'_> {
    /// A picture with its words; those of this article go before its own.
    pub(super) fn picture(&mut self, block: &body::Picture) {
        let Some(own) = self.context.pictures.get(&block.media) else {
            return;
        };
        let text = |words: &String| Text::new(words.as_str(), self.direction);
        let picture = Picture {
            alt: block.alt.as_ref().map_or_else(|| own.alt.clone(), text),
            caption: block
                .caption
                .as_ref()
                .map(text)
                .or_else(|| own.caption.clone()),
            ..own.clone()
        };
        let wide = block.layout == body::Layout::Wide;
        let class = if wide { "picture wide" } else { "picture" };
        self.open_styled("figure", class);
        match &picture.warning {
            Some(warning) if self.is_page() => self.covered(&picture, warning, wide),
            // A feed cannot cover a picture: it says why and leaves it on the page.
            Some(warning) => self.small("p", "", warning.plain()),
            None => self.frames(&picture, wide),
        }
        self.caption(&picture);
        self.html.close("figure");
    }

    fn covered(&mut self, picture: &Picture, warning: &Text, wide: bool) {
        self.html.open("details", &[("class", "covered")]);
        self.html.open("summary", &[]);
        self.html.open("strong", &[]);
        self.html.text(self.messages.text("reader.covered"));
        self.html.close("strong");
        self.html.text(" ");
        self.small("span", "why", warning.plain());
        self.html.text(" ");
        self.small("span", "show", self.messages.text("reader.show_picture"));
        self.html.close("summary");
        self.frames(picture, wide);
        self.html.close("details");
    }

    fn frames(&mut self, picture: &Picture, wide: bool) {
        let frame = Frame::Full;
        let width = frame.width(picture).to_string();
        let height = frame.height(picture).to_string();
        let alt = self.attribute(picture.alt.plain());
        if let Form::Feed { .. } = self.form {
            let source = self.own_address(&frame.src(picture));
            return self.html.open(
                "img",
                &[
                    ("src", &source),
                    ("width", &width),
                    ("height", &height),
                    ("alt", &alt),
                ],
            );
        }
        let sizes = if wide { WIDE } else { COLUMN };
        self.html.open("picture", &[]);
        self.html.open(
            "source",
            &[
                ("type", "image/webp"),
                ("srcset", &frame.webp(picture)),
                ("sizes", sizes),
            ],
        );
        self.html.open(
            "img",
            &[
                ("src", &frame.src(picture)),
                ("srcset", &frame.jpeg(picture)),
                ("sizes", sizes),
                ("width", &width),
                ("height", &height),
                ("alt", &alt),
                ("loading", "lazy"),
                ("decoding", "async"),
            ],
        );
        self.html.close("picture");
    }

    fn caption(&mut self, picture: &Picture) {
        if picture.caption.is_none() && picture.credit.is_none() {
            return;
        }
        self.html.open("figcaption", &[]);
        if let Some(caption) = &picture.caption {
            self.small("span", "caption", caption.plain());
        }
        if let Some(credit) = &picture.credit {
            self.html.text(" ");
            self.small("span", "credit", credit.plain());
        }
        self.html.close("figcaption");
    }

    /// A card that leads to another article.
    pub(super) fn related(&mut self, block: &body::Related) {
        let Some(card) = self.context.articles.get(&block.article) else {
            return;
        };
        let label = self.messages.text("body.related");
        if self.is_page() {
            self.html
                .open("aside", &[("class", "related"), ("aria-label", label)]);
        } else {
            self.html.open("p", &[]);
            self.html.text(label);
            self.html.text(": ");
        }
        self.card(card);
        self.html.close(if self.is_page() { "aside" } else { "p" });
    }

    fn card(&mut self, card: &Card) {
        self.html
            .open("a", &[("href", &self.own_address(&card.url))]);
        if self.is_page()
            && let Some(kicker) = &card.kicker
        {
            self.small("span", "kicker", kicker.plain());
            self.html.text(" ");
        }
        self.small("span", "headline", card.headline.plain());
        self.html.close("a");
    }

    /// A card that leads to something at a known provider. Nothing of the
    /// provider's is loaded before the reader goes there.
    pub(super) fn embed(&mut self, block: &body::Embed) {
        if body::Provider::of(&block.url) != Some(block.provider)
            || !body::is_allowed_address(&block.url)
        {
            return;
        }
        self.open_styled("aside", "embed");
        self.open_address(&block.url);
        self.small("span", "title", &block.title);
        self.html.text(" ");
        let from = self
            .messages
            .with("body.embed", &[("provider", block.provider.name())]);
        self.small("span", "provider", &from);
        self.html.close("a");
        self.html.close("aside");
    }
}
