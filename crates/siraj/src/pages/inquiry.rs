//! What a reader asks the search, as its address says it: read from what stands behind
//! the question mark and written there again.
//!
//! Any text can be read. What means nothing is left out and told of (`amiss`); whether there
//! is such a section, topic or author is for whoever asks the store.

use super::build::places;
use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use siraj_editorial::revision::Format;

/// Of a longer question the rest is left out.
const MOST_BYTES: usize = 2_000;
/// No name and no date of ours is longer.
const MOST_NAME: usize = 400;

/// By what a search was to be narrowed that means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrowing {
    /// A section.
    Section,
    /// A topic.
    Topic,
    /// An author.
    Author,
    /// A format.
    Format,
    /// The first day.
    From,
    /// The last day.
    Until,
}

/// Something in an address that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amiss {
    /// What it was to be.
    pub what: Narrowing,
    /// As it was written.
    pub written: String,
}

/// What a reader asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inquiry {
    /// The question as it was typed, without controls.
    pub q: String,
    /// Whether a part of it was left out because it is too long.
    pub is_cut: bool,
    /// Which page, from 1.
    pub page: usize,
    /// The path of a section.
    pub section: Option<String>,
    /// The path of a topic.
    pub topic: Option<String>,
    /// The path of an author.
    pub author: Option<String>,
    /// What kind of piece.
    pub format: Option<Format>,
    /// From this day on.
    pub from: Option<Date>,
    /// To this day, which belongs to it.
    pub until: Option<Date>,
    /// Whether the newest comes first, and not what answers best.
    pub newest: bool,
    /// Whether newer articles weigh a little more.
    pub prefers_new: bool,
    /// What means nothing.
    pub amiss: Vec<Amiss>,
}

impl Default for Inquiry {
    fn default() -> Self {
        Self {
            q: String::new(),
            is_cut: false,
            page: 1,
            section: None,
            topic: None,
            author: None,
            format: None,
            from: None,
            until: None,
            newest: false,
            prefers_new: true,
            amiss: Vec::new(),
        }
    }
}

impl Inquiry {
    /// Reads what stands behind a question mark. Of a name that stands there twice the
    /// first counts.
    #[must_use]
    pub fn read(query: &str) -> Self {
        let mut read = Self::default();
        let mut seen: Vec<String> = Vec::new();
        for pair in query.split('&').take(100) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, _) = decoded(name, MOST_NAME);
            if seen.contains(&name) {
                continue;
            }
            read.take(&name, value);
            seen.push(name);
        }
        read
    }

    fn take(&mut self, name: &str, raw: &str) {
        if name == "q" {
            let (q, is_cut) = decoded(raw, MOST_BYTES);
            q.trim().clone_into(&mut self.q);
            self.is_cut = is_cut;
            return;
        }
        let (value, _) = decoded(raw, MOST_NAME);
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let some = || Some(value.to_owned());
        match name {
            "page" => self.page = number(value),
            "section" => self.section = some(),
            "topic" => self.topic = some(),
            "author" => self.author = some(),
            "format" => {
                self.format = Format::ALL.into_iter().find(|one| one.name() == value);
                self.told_of(Narrowing::Format, value, self.format.is_none());
            }
            "from" => {
                self.from = day(value);
                self.told_of(Narrowing::From, value, self.from.is_none());
            }
            "until" => {
                self.until = day(value);
                self.told_of(Narrowing::Until, value, self.until.is_none());
            }
            "sort" => self.newest = value == "newest",
            "prefer_new" => self.prefers_new = value != "off",
            _ => {}
        }
    }

    fn told_of(&mut self, what: Narrowing, written: &str, is_amiss: bool) {
        if is_amiss {
            self.amiss.push(Amiss {
                what,
                written: written.to_owned(),
            });
        }
    }

    /// Whether anything narrows it.
    #[must_use]
    pub const fn is_narrowed(&self) -> bool {
        self.section.is_some()
            || self.topic.is_some()
            || self.author.is_some()
            || self.format.is_some()
            || self.from.is_some()
            || self.until.is_some()
    }

    /// The same question with nothing that narrows it, from its first page.
    #[must_use]
    pub fn everywhere(&self) -> Self {
        Self {
            q: self.q.clone(),
            newest: self.newest,
            prefers_new: self.prefers_new,
            ..Self::default()
        }
    }

    /// Another page of the same.
    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// Its address after the edition's prefix.
    #[must_use]
    pub fn address(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let page = (self.page > 1).then(|| self.page.to_string());
        let pairs = [
            ("q", Some(self.q.clone())),
            ("section", self.section.clone()),
            ("topic", self.topic.clone()),
            ("author", self.author.clone()),
            ("format", self.format.map(|format| format.name().to_owned())),
            ("from", day(self.from)),
            ("until", day(self.until)),
            ("sort", self.newest.then(|| "newest".to_owned())),
            ("prefer_new", (!self.prefers_new).then(|| "off".to_owned())),
            ("page", page),
        ];
        let pairs: Vec<String> = pairs
            .into_iter()
            .filter_map(|(name, value)| {
                let value = value.filter(|value| !value.is_empty())?;
                let value = utf8_percent_encode(&value, NON_ALPHANUMERIC);
                Some(format!("{name}={value}"))
            })
            .collect();
        if pairs.is_empty() {
            return places::SEARCH.to_owned();
        }
        format!("{}?{}", places::SEARCH, pairs.join("&"))
    }
}

/// Words of an address, at most so many bytes of them, and whether that cut them. What is no
/// text and what steers a line's direction is left out: it is shown again.
fn decoded(raw: &str, most: usize) -> (String, bool) {
    let raw = raw.replace('+', " ");
    let text = percent_decode_str(&raw).decode_utf8_lossy();
    let end = text.floor_char_boundary(most);
    let kept = text.get(..end).unwrap_or_default();
    let plain = siraj_arabic::strip_controls(kept).text;
    let letters = plain.chars();
    let spaced = letters.map(|letter| if letter.is_control() { ' ' } else { letter });
    (spaced.collect(), end < text.len())
}

/// A page's number; what is none is the first.
fn number(text: &str) -> usize {
    let number = siraj_arabic::to_western(text).parse::<usize>();
    number.unwrap_or(1).max(1)
}

fn day(text: &str) -> Option<Date> {
    let text = siraj_arabic::to_western(text);
    // A year has four digits: the calendar of others reaches further than a newspaper.
    let plain = text.len() == 10 && !text.starts_with('-');
    plain.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, address: &str) {
        let read = Inquiry::read(query);
        assert_eq!(read.address(), address, "{query}");
        let again = Inquiry::read(address.split_once('?').map_or("", |(_, query)| query));
        assert_eq!(again.address(), address, "{query}");
    }

    #[test]
    fn an_address_says_what_was_asked_and_nothing_else() {
        check("", "/search");
        check(
            "q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1+x&page=3",
            "/search?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1%20x&page=3",
        );
        check("q=a&page=1&sort=best&prefer_new=on", "/search?q=a");
        check("q=a&q=b", "/search?q=a");
        check("page=abc&q=a", "/search?q=a");
        check("page=0&q=a", "/search?q=a");
        check("page=-1&q=a", "/search?q=a");
        check("page=99999999999999999999999&q=a", "/search?q=a");
        check(
            "q=a&from=2026-11-01&until=%D9%A2%D9%A0%D9%A2%D9%A6-11-23",
            "/search?q=a&from=2026%2D11%2D01&until=2026%2D11%2D23",
        );
        check(
            "format=opinion&section=world&topic=t&author=b&sort=newest&prefer_new=off",
            "/search?section=world&topic=t&author=b&format=opinion&sort=newest&prefer_new=off",
        );
        check("q=%ff%00%E2%80%AEa", "/search?q=%EF%BF%BD%20a");
        check("&&=&=a&q", "/search");
    }

    #[test]
    fn what_means_nothing_is_told_of() {
        let read = Inquiry::read("from=yesterday&until=2026-13-40&format=song&page=x");
        let what: Vec<Narrowing> = read.amiss.iter().map(|amiss| amiss.what).collect();
        assert_eq!(what, [Narrowing::From, Narrowing::Until, Narrowing::Format]);
        assert!(!read.is_narrowed());
    }

    #[test]
    fn a_question_of_any_length_is_cut_on_a_letter() {
        let read = Inquiry::read(&format!("q={}", "م".repeat(50_000)));
        assert!(read.is_cut && read.q.len() <= MOST_BYTES);
        assert!(!Inquiry::read("q=a").is_cut);
    }
}
