//! XML that is well-formed whatever the words are: escaped by the writer, and
//! without the characters that XML 1.0 has no way to carry.

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// A document being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self(Writer::new(Vec::with_capacity(16 << 10)));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(start(name, attributes)));
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with attributes alone.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// An element with words.
    pub(super) fn text(&mut self, name: &str, words: &str) {
        self.words(name, &[], words);
    }

    /// An element with attributes and words.
    pub(super) fn words(&mut self, name: &str, attributes: &[(&str, &str)], words: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&carried(words))));
        self.close(name);
    }

    /// An element with markup as its words, unescaped where XML allows it: half
    /// the bytes of escaped markup.
    pub(super) fn markup(&mut self, name: &str, html: &str) {
        self.open(name, &[]);
        for part in BytesCData::escaped(&carried(html)) {
            self.event(Event::CData(part));
        }
        self.close(name);
    }

    /// The document's bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event<'_>) {
        self.0
            .write_event(event)
            .expect("writing to memory does not fail");
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, carried(value).as_ref()));
    }
    start
}

/// The words without what is no `Char` of XML 1.0 (<https://www.w3.org/TR/xml/#charsets>).
pub(super) fn carried(words: &str) -> Cow<'_, str> {
    let allowed = |letter: char| matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if words.chars().all(allowed) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.chars().filter(|letter| allowed(*letter)).collect())
    }
}
