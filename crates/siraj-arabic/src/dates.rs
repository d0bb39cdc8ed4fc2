//! Dates as a publication writes them: month names, calendars, digits, relative times.
//!
//! Answers the words for a civil date and time that are given to it. It reads no clock
//! and knows no time zone: the caller turns a moment into a civil date of the newsroom's
//! zone first. Machine-readable times (`datetime` in a page) are not made here either.

mod hijri;
mod months;
pub mod parse;
mod relative;
#[cfg(test)]
mod tests;

use icu_calendar::types::{RataDie, Weekday};
use icu_calendar::{Date, Iso};
use serde::{Deserialize, Serialize};

use crate::digits::DigitStyle;

pub use hijri::{HijriOffset, HijriOffsetRefused};
pub use months::MonthStyle;

/// A day of the Gregorian calendar, in the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilDate {
    year: i32,
    month: u8,
    day: u8,
}

impl CivilDate {
    /// The day, or `None` if there is no such day: 29 February 2026, month 13, year 0.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let known = (1..=9999).contains(&year) && Date::try_new_iso(year, month, day).is_ok();
        known.then_some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The day of the week, 1 to 7; Monday is 1.
    #[must_use]
    pub fn weekday(self) -> u8 {
        match self.iso().weekday() {
            Weekday::Monday => 1,
            Weekday::Tuesday => 2,
            Weekday::Wednesday => 3,
            Weekday::Thursday => 4,
            Weekday::Friday => 5,
            Weekday::Saturday => 6,
            Weekday::Sunday => 7,
        }
    }

    /// How many days it lies after another day; negative before it.
    #[must_use]
    pub fn days_from(self, other: Self) -> i64 {
        self.day_number() - other.day_number()
    }

    /// The day so many days later, or earlier; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn plus(self, days: i32) -> Option<Self> {
        Self::from_day_number(self.day_number() + i64::from(days))
    }

    fn day_number(self) -> i64 {
        self.iso().to_rata_die().to_i64_date()
    }

    fn from_day_number(day: i64) -> Option<Self> {
        let iso = Date::from_rata_die(RataDie::new(day), Iso);
        Self::new(
            iso.year().extended_year(),
            iso.month().ordinal,
            iso.day_of_month().0,
        )
    }

    fn iso(self) -> Date<Iso> {
        Date::try_new_iso(self.year, self.month, self.day)
            .expect("`new` has accepted these three numbers")
    }
}

/// A time of day to the minute, 00:00 to 23:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CivilTime {
    hour: u8,
    minute: u8,
}

impl CivilTime {
    /// The time, or `None` if a day has no such time: 24:00, 12:60.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }
}

/// The language of a date. Smaller than the list of languages a newsroom writes in: a
/// language without its own words here is dated in one of these two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateLanguage {
    /// «الثلاثاء 15 مارس 2016».
    #[default]
    Arabic,
    /// "Tuesday 15 March 2016".
    English,
}

/// How a publication writes dates; a setting of each edition. The default is Arabic,
/// «مارس/آذار», Western digits, without the Hijri date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateStyle {
    /// The language of weekdays, months and relative times.
    pub language: DateLanguage,
    /// The Arabic month names; English dates do not look at it.
    pub months: MonthStyle,
    /// The digits of every number in a date.
    pub digits: DigitStyle,
    /// Whether the Hijri date is shown beside the Gregorian one, and how many days the
    /// country's sighting differs from Umm al-Qura.
    pub hijri: Option<HijriOffset>,
}

impl DateStyle {
    /// Weekday, day, month and year: «الثلاثاء 15 مارس/آذار 2016», "Tuesday 15 March 2016".
    #[must_use]
    pub fn full(&self, date: CivilDate) -> String {
        format!("{} {}", self.weekday(date), self.day_month_year(date))
    }

    /// The name of the weekday: «الثلاثاء».
    #[must_use]
    pub fn weekday(&self, date: CivilDate) -> &'static str {
        let (arabic, english) = match date.iso().weekday() {
            Weekday::Monday => ("الاثنين", "Monday"),
            Weekday::Tuesday => ("الثلاثاء", "Tuesday"),
            Weekday::Wednesday => ("الأربعاء", "Wednesday"),
            Weekday::Thursday => ("الخميس", "Thursday"),
            Weekday::Friday => ("الجمعة", "Friday"),
            Weekday::Saturday => ("السبت", "Saturday"),
            Weekday::Sunday => ("الأحد", "Sunday"),
        };
        self.either(arabic, english)
    }

    /// Day and month: «15 مارس/آذار», "15 March".
    #[must_use]
    pub fn day_month(&self, date: CivilDate) -> String {
        self.shown(&format!("{} {}", date.day, self.month(date.month)))
    }

    /// Day, month and year: «15 مارس/آذار 2016».
    #[must_use]
    pub fn day_month_year(&self, date: CivilDate) -> String {
        let month = self.month(date.month);
        self.shown(&format!("{} {month} {}", date.day, date.year))
    }

    /// Month and year, the title of an archive: «مارس/آذار 2016».
    #[must_use]
    pub fn month_year(&self, date: CivilDate) -> String {
        self.shown(&format!("{} {}", self.month(date.month), date.year))
    }

    /// The time of day, in 24 hours: «14:30».
    #[must_use]
    pub fn time(&self, time: CivilTime) -> String {
        self.shown(&format!("{:02}:{:02}", time.hour, time.minute))
    }

    /// The time with the place whose clock it is: «14:30 بتوقيت مرسى النور»,
    /// "14:30 Marsa al-Nur time". The place is named in the language of the style, and
    /// an empty one is left out.
    #[must_use]
    pub fn time_in(&self, time: CivilTime, place: &str) -> String {
        let time = self.time(time);
        match (place.is_empty(), self.language) {
            (true, _) => time,
            (false, DateLanguage::Arabic) => format!("{time} بتوقيت {place}"),
            (false, DateLanguage::English) => format!("{time} {place} time"),
        }
    }

    /// Date and time: «15 مارس/آذار 2016، 14:30», "15 March 2016, 14:30".
    #[must_use]
    pub fn date_time(&self, date: CivilDate, time: CivilTime) -> String {
        self.date_time_in(date, time, "")
    }

    /// Date and time with the place whose clock it is:
    /// «15 مارس/آذار 2016، 14:30 بتوقيت مرسى النور».
    #[must_use]
    pub fn date_time_in(&self, date: CivilDate, time: CivilTime, place: &str) -> String {
        let comma = self.either("،", ",");
        let time = self.time_in(time, place);
        format!("{}{comma} {time}", self.day_month_year(date))
    }

    fn shown(&self, text: &str) -> String {
        self.digits.show(text)
    }

    fn either<T>(&self, arabic: T, english: T) -> T {
        match self.language {
            DateLanguage::Arabic => arabic,
            DateLanguage::English => english,
        }
    }
}
