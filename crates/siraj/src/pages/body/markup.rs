//! Writing tags and text: the only functions that put a `<` into the HTML of a body.

use askama::filters::{Escaper, Html};

/// HTML that is being written.
#[derive(Debug)]
pub(super) struct Markup(String);

impl Markup {
    /// HTML that will be about so many bytes long.
    pub(super) fn of_about(len: usize) -> Self {
        Self(String::with_capacity(len))
    }

    /// A start tag. An attribute whose value is empty is left out, `alt` excepted,
    /// where nothing is something to say.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            if value.is_empty() && *attribute != "alt" {
                continue;
            }
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// An end tag.
    pub(super) fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// Text, escaped for elements and for attributes alike.
    pub(super) fn text(&mut self, text: &str) {
        Html.write_escaped_str(&mut self.0, text)
            .expect("writing to a string does not fail");
    }

    /// The HTML so far.
    pub(super) fn finish(self) -> String {
        self.0
    }
}
