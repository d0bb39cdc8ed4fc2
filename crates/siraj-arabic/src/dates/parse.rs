//! Dates read back: what a line, a wire or a file of another program says of a day or an hour.
//!
//! Answers for everything that [`super::DateStyle`] writes and for what others write beside it. What
//! could be read in two ways is refused, or read as most write it and said to be doubtful. Clocks
//! of other places are named and not turned; months and years that are told by their age
//! («قبل شهرين») have no fixed length and are not read.

mod clock;
mod day;
mod lexicon;
mod relative;
#[cfg(test)]
mod tests;
mod token;

use std::ops::Range;

use super::{CivilDate, CivilTime, HijriOffset};
use token::{Token, tokens};

/// What a date without a year, «أمس» and a Hijri date are read by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The day on which the text was written.
    pub today: CivilDate,
    /// How the country of the text counts Hijri days, where that is known.
    pub hijri: Option<HijriOffset>,
}

/// What a text says of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day, the hour or the age.
    pub when: When,
    /// What is doubtful about it; mostly nothing.
    pub doubts: Vec<Doubt>,
}

/// A day, an hour of one, or an age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// «15 مارس/آذار 2016، 14:30».
    Day(Day, Option<Clock>),
    /// «الساعة 14:30» of no named day.
    Clock(Clock),
    /// Age in seconds as [`super::DateStyle::relative`] takes it: «قبل دقيقتين» is 120, «بعد
    /// ساعة» is -3600.
    Age(i64),
}

/// Which day, as far as a text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// «15 مارس 2016», «أمس».
    One(CivilDate),
    /// A Hijri date of a country whose sighting is not known: one of these days.
    OneOf {
        /// The first day that it may be.
        first: CivilDate,
        /// The last.
        last: CivilDate,
    },
    /// «مارس/آذار 2016».
    Month {
        /// The year, 1 to 9999.
        year: i32,
        /// The month, 1 to 12.
        month: u8,
    },
}

/// A time of day and whose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time, in 24 hours.
    pub time: CivilTime,
    /// Whose clock shows it.
    pub zone: Zone,
}

/// Whose clock a time is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The text does not say.
    Unsaid,
    /// «بالتوقيت المحلي»: where the news happened.
    Local,
    /// «بتوقيت غرينتش», "GMT".
    Utc,
    /// «بتوقيت مرسى النور»: the place as it is written.
    Place(String),
}

/// What is doubtful about a date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The weekday beside it is not that day's: «الأربعاء 15 مارس 2016».
    Weekday,
    /// Day and month could be the other way round: «5/3/2016» was read as 5 March.
    DayOrMonth,
    /// A year of two digits: «مارس 44» was read as the year 44.
    ShortYear,
    /// Which half of the day is not said: «الساعة 2:30» was read as 02:30.
    HalfOfDay,
}

/// A text that is a date, and nothing else.
///
/// `parse("الثلاثاء 15 مارس/آذار 2016، 14:30 بتوقيت مرسى النور", …)` is that day, that
/// time, and the place. `None` for anything else, and for what is no date (31 April), says
/// two things («مارس/نيسان») or could be two («تشرين 2016»).
///
/// Source of the names: CLDR (five sets of months, Hijri months); the order of day, month and
/// year in figures: that of all Arabic countries.
#[must_use]
pub fn parse(text: &str, reference: &Reference) -> Option<Dated> {
    if text.len() > LONGEST {
        return None;
    }
    let reader = Reader::new(text, reference, true);
    let (dated, end) = reader.dated(0)?;
    (end == reader.tokens.len()).then_some(dated)
}

/// No date is longer, in bytes, with the name of a place.
const LONGEST: usize = 512;

/// The dates within a running text, in order, each with its place.
///
/// More careful than [`parse`]: years have four digits here, and «اليوم» is a date only where it
/// cannot be “that day”.
#[must_use]
pub fn find(text: &str, reference: &Reference) -> Vec<(Range<usize>, Dated)> {
    let reader = Reader::new(text, reference, false);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = reader.tokens.get(at) {
        let dated = reader
            .may_begin(at)
            .then(|| reader.dated(at))
            .flatten()
            .filter(|(_, end)| reader.may_end(*end));
        match dated.and_then(|(dated, end)| Some((dated, end, reader.tokens.get(end - 1)?))) {
            Some((dated, end, last)) => {
                found.push((token.range.start..last.range.end, dated));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A text as the grammar reads it. Each reading function takes the place of a token, and
/// answers what it read and the place behind it; none looks further than a few tokens.
struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    reference: &'t Reference,
    /// Whether the whole text should be one date.
    whole: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, reference: &'t Reference, whole: bool) -> Self {
        Self {
            text,
            tokens: tokens(text),
            reference,
            whole,
        }
    }

    fn dated(&self, at: usize) -> Option<(Dated, usize)> {
        self.relative(at)
            .or_else(|| self.day_and_clock(at))
            .or_else(|| {
                let (clock, doubt, end) = self.clock(at)?;
                let doubts = doubt.into_iter().collect();
                let when = When::Clock(clock);
                Some((Dated { when, doubts }, end))
            })
    }

    /// A day, and the time that may stand behind it: «15 مارس 2016، الساعة 14:30».
    fn day_and_clock(&self, at: usize) -> Option<(Dated, usize)> {
        let (day, mut doubts, end) = self.day(at)?;
        let behind = self.skip_joint(end);
        let Some((clock, doubt, clock_end)) = self.clock(behind) else {
            let when = When::Day(day, None);
            return Some((Dated { when, doubts }, end));
        };
        doubts.extend(doubt);
        let when = When::Day(day, Some(clock));
        Some((Dated { when, doubts }, clock_end))
    }
}
