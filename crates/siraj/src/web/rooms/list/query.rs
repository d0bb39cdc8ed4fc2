//! What is asked of the list: read from an address, written into one, and said in words.

use super::super::names::{Names, format_key, state_key};
use super::super::page::Frame;
use super::super::sent::asking;
use super::found::Shown;
use super::{Choice, Group, HERE};
use crate::store::dockets::{Place, Wanted};
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use siraj_editorial::article::State;
use siraj_editorial::revision::Format;
use siraj_editorial::role::Actor;
use siraj_editorial::section::with_descendants;
use siraj_editorial::sight::Sight;
use siraj_editorial::{ArticleId, PersonId, SectionId, Timestamp};

/// Rows on a page.
const PAGE: usize = 40;
/// No headline is searched with more than this.
const WORDS: usize = 200;
const DAY_SECONDS: i64 = 24 * 3600;
/// Oneself, in the place of a person's id.
const ME: &str = "me";
/// The order of the list, for what words find.
const NEW: &str = "new";

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    /// A state; empty for all but the bin.
    pub state: String,
    /// Words of the text.
    pub q: String,
    /// A section's id.
    pub section: String,
    /// A person's id, or `me`.
    pub who: String,
    /// An edition's id.
    pub edition: String,
    /// A format.
    pub format: String,
    /// Touched within so many days.
    pub since: String,
    /// `new` for those touched last first, where words are asked for.
    pub order: String,
    /// Which page of what words found, from 1.
    pub page: String,
    pub(super) before: String,
    pub(super) after: String,
    /// What was just done to several articles, and to which.
    pub(super) did: String,
    pub(super) of: String,
}

impl Query {
    /// The question for these words and nothing else.
    pub fn of_words(q: &str) -> Self {
        Self {
            q: q.to_owned(),
            ..Self::default()
        }
    }

    /// The question of an address's part after the question mark.
    pub fn of_address(address: &str) -> Self {
        let text = address.strip_prefix('?').unwrap_or(address);
        let mut query = Self::default();
        for (name, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
            let field = match name {
                "state" => &mut query.state,
                "q" => &mut query.q,
                "section" => &mut query.section,
                "who" => &mut query.who,
                "edition" => &mut query.edition,
                "format" => &mut query.format,
                "since" => &mut query.since,
                "order" => &mut query.order,
                "page" => &mut query.page,
                "before" => &mut query.before,
                "after" => &mut query.after,
                _ => continue,
            };
            *field = percent_decode_str(value).decode_utf8_lossy().into_owned();
        }
        query
    }

    /// The state that is asked for.
    pub fn state(&self) -> Option<State> {
        State::named(&self.state)
    }

    fn format(&self) -> Option<Format> {
        Format::named(&self.format)
    }

    fn section(&self) -> Option<SectionId> {
        self.section.parse().ok()
    }

    fn days(&self) -> Option<i64> {
        let days: i64 = self.since.parse().ok()?;
        (1..=366).contains(&days).then_some(days)
    }

    /// The words that are asked for, as they were typed.
    pub fn typed(&self) -> String {
        self.q.chars().take(WORDS).collect()
    }

    /// Whether what words find is shown in the order of the list.
    pub fn is_newest_first(&self) -> bool {
        self.order == NEW
    }

    /// The page of what words found.
    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// Where the same is shown in the other order, from its first page on.
    pub fn reordered(&self) -> String {
        let order = if self.is_newest_first() { "" } else { NEW };
        let other = Self {
            order: order.to_owned(),
            ..self.clone()
        };
        other.newest()
    }

    /// Where other words are looked for with the same filters.
    pub fn with_words(&self, q: &str) -> String {
        let other = Self {
            q: q.to_owned(),
            ..self.clone()
        };
        other.newest()
    }

    /// Whether it begins elsewhere than at the newest.
    pub fn has_place(&self) -> bool {
        self.place() != Place::Newest
    }

    fn place(&self) -> Place {
        let read = |text: &str| {
            let (at, id) = text.split_once('_')?;
            let id: ArticleId = id.parse().ok()?;
            Some((Timestamp::from_micros(at.parse().ok()?), id))
        };
        match (read(&self.before), read(&self.after)) {
            (Some((at, id)), _) => Place::Before(at, id),
            (None, Some((at, id))) => Place::After(at, id),
            (None, None) => Place::Newest,
        }
    }

    /// The question to the store, as far as this person sees.
    pub fn wanted(
        &self,
        actor: &Actor,
        names: &Names,
        (now, zone): (Timestamp, &TimeZone),
    ) -> Wanted {
        let since = self.days().map(|days| {
            let then = now.plus_seconds(-(days - 1) * DAY_SECONDS);
            let day = then.to_jiff().to_zoned_datetime(zone.clone());
            day.start_of_day()
                .map_or(then, |day| day.timestamp().into())
        });
        Wanted {
            state: self.state(),
            sections: self
                .section()
                .map(|section| with_descendants(&names.sections, section)),
            edition: self.edition.parse().ok(),
            person: if self.who == ME {
                Some(actor.person)
            } else {
                self.who.parse().ok()
            },
            format: self.format(),
            since,
            terms: siraj_arabic::asked_terms(&self.typed()),
            place: self.place(),
            ..Wanted::all(Sight::of(actor), PAGE)
        }
    }

    fn filters(&self) -> [(&'static str, &str); 7] {
        [
            ("q", &self.q),
            ("section", &self.section),
            ("who", &self.who),
            ("edition", &self.edition),
            ("format", &self.format),
            ("since", &self.since),
            ("order", &self.order),
        ]
    }

    /// Whether anything but a state is asked for.
    pub fn is_filtered(&self) -> bool {
        let mut filters = self.filters().into_iter();
        filters.any(|(name, value)| name != "order" && !value.is_empty())
    }

    fn written(&self, state: &str, place: Option<(&str, &str)>) -> String {
        let pairs = self
            .filters()
            .into_iter()
            .chain([("state", state)])
            .chain(place);
        let text = asking(pairs);
        if text.is_empty() {
            text
        } else {
            format!("?{text}")
        }
    }

    /// The part of the address that asks the same, with its question mark.
    pub fn address(&self) -> String {
        let place = [
            ("before", &self.before),
            ("after", &self.after),
            ("page", &self.page),
        ]
        .into_iter()
        .find(|(_, value)| !value.is_empty());
        self.written(
            &self.state,
            place.map(|(name, value)| (name, value.as_str())),
        )
    }

    /// The same from the newest on.
    pub fn newest_address(&self) -> String {
        self.written(&self.state, None)
    }

    /// Where the same is shown from the newest on.
    pub fn newest(&self) -> String {
        format!("{HERE}{}", self.newest_address())
    }

    /// Where the same is shown from a place on.
    pub fn at(&self, name: &str, place: &str) -> String {
        format!("{HERE}{}", self.written(&self.state, Some((name, place))))
    }

    /// Where the same filters show another state.
    pub fn in_state(&self, state: &str) -> String {
        format!("{HERE}{}", self.written(state, None))
    }

    /// Where the state is shown without filters.
    pub fn cleared(&self) -> String {
        let plain = Self {
            state: self.state.clone(),
            ..Self::default()
        };
        plain.newest()
    }

    /// What is shown, in a sentence.
    pub fn sentence(&self, frame: &Frame, names: &Names, shown: &Shown) -> String {
        let mut parts = vec![match shown.counted() {
            (n, true) => frame.count("list.found_more", n),
            (n, false) => frame.count("list.found", n),
        }];
        let mut say = |key: &str, words: &str| parts.push(frame.with(key, &[("name", words)]));
        if let Some(state) = self.state() {
            say("list.of_state", frame.t(state_key(state)));
        }
        if !siraj_arabic::asked_terms(&self.q).is_empty() {
            let key = if shown.by_text {
                "list.of_text"
            } else {
                "list.of_words"
            };
            say(key, self.q.trim());
        }
        if let Some(section) = self.section() {
            say("list.of_section", names.section(section));
        }
        if let Ok(edition) = self.edition.parse()
            && let Some(edition) = names.edition(edition)
        {
            say("list.of_edition", edition);
        }
        if self.who == ME {
            parts.push(frame.t("list.of_me").to_owned());
        } else if let Ok(person) = self.who.parse::<PersonId>() {
            let name = names.person(frame, person);
            parts.push(frame.with("list.of_person", &[("name", &name)]));
        }
        if let Some(format) = self.format() {
            let name = frame.t(format_key(format));
            parts.push(frame.with("list.of_format", &[("name", name)]));
        }
        if let Some(days) = self.days() {
            let days = u64::try_from(days).unwrap_or_default();
            parts.push(frame.count("list.of_days", days));
        }
        frame.joined("list.then", &parts)
    }
}

/// The sections of each edition, one of them chosen. Those inside others are set in.
pub(in crate::web::rooms) fn sections(names: &Names, chosen: &str) -> Vec<Group> {
    let of = |edition: &siraj_editorial::edition::Edition| {
        let own: Vec<_> = names
            .sections
            .iter()
            .filter(|section| section.edition == edition.id)
            .cloned()
            .collect();
        let mut choices = Vec::new();
        for section in own.iter().filter(|section| section.parent.is_none()) {
            for id in with_descendants(&own, section.id) {
                let trail = siraj_editorial::section::trail(&own, id);
                let path: Vec<&str> = trail.iter().map(|one| one.name.as_str()).collect();
                let value = id.to_string();
                choices.push(Choice::new(&value, path.join(" / "), value == chosen));
            }
        }
        Group {
            label: edition.label.clone(),
            choices,
        }
    };
    names.editions.iter().map(of).collect()
}

pub(super) fn people(frame: &Frame, names: &Names, chosen: &str, me: PersonId) -> Vec<Choice> {
    let mut all = vec![
        choice("", frame.t("list.anybody"), chosen),
        choice(ME, frame.t("list.me"), chosen),
    ];
    let mut others: Vec<Choice> = names
        .people(frame)
        .into_iter()
        .filter(|(id, _)| *id != me)
        .map(|(id, name)| choice(&id.to_string(), &name, chosen))
        .collect();
    others.sort_by_cached_key(|choice| siraj_arabic::fold(&choice.words));
    all.extend(others);
    all
}

pub(super) fn editions(names: &Names, chosen: &str) -> Vec<Choice> {
    let all = names.editions.iter();
    all.map(|edition| choice(&edition.id.to_string(), &edition.label, chosen))
        .collect()
}

pub(super) fn formats(frame: &Frame, chosen: &str) -> Vec<Choice> {
    let first = choice("", frame.t("list.any_format"), chosen);
    let all = Format::ALL.into_iter();
    let all = all.map(|format| choice(format.name(), frame.t(format_key(format)), chosen));
    std::iter::once(first).chain(all).collect()
}

pub(super) fn times(frame: &Frame, chosen: &str) -> Vec<Choice> {
    let first = choice("", frame.t("list.any_time"), chosen);
    let all = [1_u64, 7, 30].into_iter();
    let all = all.map(|days| choice(&days.to_string(), &frame.count("list.days", days), chosen));
    std::iter::once(first).chain(all).collect()
}

fn choice(value: &str, words: &str, chosen: &str) -> Choice {
    Choice::new(value.to_owned(), words.to_owned(), value == chosen)
}
