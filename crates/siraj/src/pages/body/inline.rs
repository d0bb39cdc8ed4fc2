//! Text with its marks: elements nested in canonical order, a link that goes on over
//! several runs being one link, and foreign runs isolated as was measured.

use super::{Form, Renderer};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use siraj_arabic::{Direction, first_strong, isolate, isolate_plain};
use siraj_editorial::body::{Href, Mark, Run, is_allowed_address};

/// The direction of a text of its own: another than the edition's only where its
/// first letter and most of its words say so, so that «BBC تعلن …» stays Arabic.
pub(super) fn direction_of(text: &str, edition: Direction) -> Direction {
    let Some(first) = first_strong(text).filter(|first| *first != edition) else {
        return edition;
    };
    let (mut own, mut other) = (0_usize, 0_usize);
    for direction in text.split_whitespace().filter_map(first_strong) {
        if direction == first {
            other += 1;
        } else {
            own += 1;
        }
    }
    if other > own { first } else { edition }
}

impl Renderer<'_> {
    /// The value of `dir` for a text of this direction; nothing where it is the edition's.
    pub(super) fn dir(&self, direction: Direction) -> &'static str {
        if direction == self.direction {
            ""
        } else {
            direction.as_str()
        }
    }

    /// Runs in a line of this direction.
    pub(super) fn runs(&mut self, runs: &[Run], line: Direction) {
        let mut open: Vec<&Mark> = Vec::new();
        let mut breaks = 0_usize;
        for run in runs {
            let Run::Text(run) = run else {
                breaks += 1;
                continue;
            };
            let wanted: Vec<&Mark> = run
                .marks
                .iter()
                .filter(|mark| self.is_shown(mark))
                .collect();
            let kept = open
                .iter()
                .zip(&wanted)
                .take_while(|(open, wanted)| open == wanted)
                .count();
            self.close_marks(&mut open, kept);
            // A break stands within those marks alone that go on after it.
            self.breaks(std::mem::take(&mut breaks));
            for mark in wanted.into_iter().skip(kept) {
                self.open_mark(mark);
                open.push(mark);
            }
            let inside = open.iter().rev().find_map(|mark| direction_within(mark));
            self.text(&run.text, inside.unwrap_or(line), inside.is_none());
        }
        self.close_marks(&mut open, 0);
        self.breaks(breaks);
    }

    fn breaks(&mut self, count: usize) {
        for _ in 0..count {
            self.html.open("br", &[]);
        }
    }

    /// Text without marks in a line of this direction.
    pub(super) fn plain(&mut self, text: &str, line: Direction) {
        self.text(text, line, true);
    }

    /// Text for an attribute, where no element can stand.
    pub(super) fn attribute(&self, text: &str) -> String {
        isolate_plain(&self.context.digits.show(text), self.direction)
    }

    fn text(&mut self, text: &str, line: Direction, own: bool) {
        // Foreign words and code keep their digits.
        let shown = if own && line == self.direction {
            self.context.digits.show(text)
        } else {
            text.to_owned()
        };
        if let Form::Feed { .. } = self.form {
            return self.html.text(&isolate_plain(&shown, line));
        }
        for run in isolate(&shown, line) {
            let words = run.text(&shown);
            match run.isolated {
                None => self.html.text(words),
                Some(direction) => {
                    // The element's own guess is right but for signs without letters.
                    let guessed = first_strong(words).unwrap_or(Direction::Ltr) == direction;
                    let dir = if guessed { "" } else { direction.as_str() };
                    self.html.open("bdi", &[("dir", dir)]);
                    self.html.text(words);
                    self.html.close("bdi");
                }
            }
        }
    }

    /// Whether readers see a mark. Where words came from is the newsroom's business;
    /// a link to what is not public, or not allowed, is none.
    fn is_shown(&self, mark: &Mark) -> bool {
        match mark {
            Mark::Provenance { .. } => false,
            Mark::Link {
                href: Href::Article(id),
            } => self.context.articles.contains_key(id),
            Mark::Link {
                href: Href::Address(address),
            } => is_allowed_address(address),
            Mark::Foreign { .. } | Mark::LeftToRight | Mark::Strong | Mark::Emphasis => true,
        }
    }

    fn open_mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Link { href } => self.open_link(href),
            Mark::Foreign { language } => {
                let dir = language.direction().as_str();
                self.html
                    .open("span", &[("lang", language.tag()), ("dir", dir)]);
            }
            Mark::LeftToRight => self.html.open("span", &[("dir", "ltr")]),
            Mark::Strong => self.html.open("strong", &[]),
            Mark::Emphasis => self.html.open("em", &[]),
            Mark::Provenance { .. } => {}
        }
    }

    fn open_link(&mut self, href: &Href) {
        match href {
            Href::Address(address) => self.open_address(address),
            Href::Article(id) => {
                let path = self
                    .context
                    .articles
                    .get(id)
                    .map(|card| self.own_address(&card.url));
                self.html
                    .open("a", &[("href", path.as_deref().unwrap_or_default())]);
            }
        }
    }

    /// A link to somewhere else.
    pub(super) fn open_address(&mut self, address: &str) {
        let elsewhere = address
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("http"));
        let rel = if elsewhere { "noopener external" } else { "" };
        self.html
            .open("a", &[("href", &encoded(address)), ("rel", rel)]);
    }

    fn close_marks(&mut self, open: &mut Vec<&Mark>, kept: usize) {
        while open.len() > kept {
            match open.pop() {
                Some(Mark::Link { .. }) => self.html.close("a"),
                Some(Mark::Foreign { .. } | Mark::LeftToRight) => self.html.close("span"),
                Some(Mark::Strong) => self.html.close("strong"),
                Some(Mark::Emphasis) => self.html.close("em"),
                Some(Mark::Provenance { .. }) | None => {}
            }
        }
    }
}

fn direction_within(mark: &Mark) -> Option<Direction> {
    match mark {
        Mark::Foreign { language } => Some(language.direction()),
        Mark::LeftToRight => Some(Direction::Ltr),
        _ => None,
    }
}

/// An address with its letters outside ASCII percent-encoded. A host keeps its
/// letters: what they stand for there is another encoding, which browsers do.
fn encoded(address: &str) -> String {
    let after_scheme = address.split_once("://");
    match after_scheme {
        Some((scheme, rest)) => {
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            format!("{scheme}://{host}{}", utf8_percent_encode(path, CONTROLS))
        }
        None => utf8_percent_encode(address, CONTROLS).to_string(),
    }
}
