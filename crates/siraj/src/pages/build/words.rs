//! An edition's habits of speech: dates in the publication's time zone, digits,
//! the direction of its lines, counts with their plural forms. Stored text has
//! ASCII digits; here they take the edition's form, never inside an address.

use crate::messages::{Argument, Messages};
use crate::pages::model::{Marked, Moment, Text};
use crate::store::house;
use jiff::ZonedDateTime;
use jiff::tz::TimeZone;
use siraj_arabic::{
    CivilDate, CivilTime, DateLanguage, DateStyle, DigitStyle, Direction, HijriOffset,
};
use siraj_editorial::edition::{Edition, Identity};
use siraj_editorial::{Language, Timestamp};

/// Where readers find pictures.
pub const PICTURES: &str = "/media";

/// How one edition speaks.
#[derive(Debug, Clone)]
pub struct Words {
    /// Its language.
    pub language: Language,
    /// The program's sentences in it.
    pub messages: &'static Messages,
    direction: Direction,
    style: DateStyle,
    digits: DigitStyle,
    zone: TimeZone,
    city: String,
    /// Where its pages find pictures.
    pub pictures: String,
}

impl Words {
    /// The habits of an edition. A time zone that is not known counts as UTC: the
    /// settings refuse it, and a page is better shown than not.
    #[must_use]
    pub fn of(identity: &Identity, edition: &Edition) -> Self {
        let language = edition.language.clone();
        let dates = if language == Language::arabic() {
            DateLanguage::Arabic
        } else {
            DateLanguage::English
        };
        Self {
            messages: Messages::for_language(language.tag()),
            direction: edition.direction(),
            style: DateStyle {
                language: dates,
                months: edition.months,
                digits: edition.digits,
                hijri: edition
                    .hijri
                    .and_then(|days| HijriOffset::try_from(days).ok()),
            },
            digits: edition.digits,
            zone: house::zone(identity),
            city: identity.city.in_language(&language).to_owned(),
            pictures: PICTURES.to_owned(),
            language,
        }
    }

    /// Words of an editor on a page of the edition.
    #[must_use]
    pub fn text(&self, words: &str) -> Text {
        Text::new(self.digits.show(words), self.direction)
    }

    /// The same, or nothing where there is nothing to say.
    #[must_use]
    pub fn some(&self, words: &str) -> Option<Text> {
        let words = words.trim();
        (!words.is_empty()).then(|| self.text(words))
    }

    /// A text of several paragraphs, each on lines of its own.
    #[must_use]
    pub fn paragraphs(&self, words: &str) -> Vec<Text> {
        words.lines().filter_map(|line| self.some(line)).collect()
    }

    /// A text in pieces, some of them marked.
    #[must_use]
    pub fn marked<'p>(&self, pieces: impl Iterator<Item = (&'p str, bool)>) -> Marked {
        Marked::new(pieces, self.direction, |text| self.digits.show(text))
    }

    /// The first moment of a day by the publication's clock, and the first after it.
    #[must_use]
    pub fn moments_of(&self, day: jiff::civil::Date) -> Option<(Timestamp, Timestamp)> {
        let midnight = |day: jiff::civil::Date| {
            let begins = day.to_zoned_datetime(self.zone.clone()).ok()?;
            Some(Timestamp::from_micros(begins.timestamp().as_microsecond()))
        };
        Some((midnight(day)?, midnight(day.tomorrow().ok()?)?))
    }

    /// A sentence of the program.
    #[must_use]
    pub fn say(&self, key: &str) -> Text {
        Text::new(self.messages.text(key), self.direction)
    }

    /// A sentence of the program about something named.
    #[must_use]
    pub fn say_of(&self, key: &str, name: &str) -> Text {
        let name = self.digits.show(name);
        Text::new(
            self.messages.with(key, &[("name", name.as_str())]),
            self.direction,
        )
    }

    /// A sentence with a count in the edition's digits.
    #[must_use]
    pub fn count(&self, key: &str, n: u64) -> Text {
        let shown = self.digits.show(&n.to_string());
        let words = self
            .messages
            .with(key, &[("n", Argument::Shown(n, shown.as_str()))]);
        Text::new(words, self.direction)
    }

    /// A number that names something, such as a page: never grouped.
    #[must_use]
    pub fn number(&self, n: i64) -> Text {
        self.text(&n.to_string())
    }

    fn local(&self, at: Timestamp) -> ZonedDateTime {
        at.to_jiff().to_zoned_datetime(self.zone.clone())
    }

    /// ISO 8601 with the publication's offset, for machines.
    #[must_use]
    pub fn iso(&self, at: Timestamp) -> String {
        self.local(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// Day and hour.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> Moment {
        let local = self.local(at);
        let words = match (date(&local), time(&local)) {
            (Some(date), Some(time)) => self.style.date_time(date, time),
            _ => self.iso(at),
        };
        Moment {
            iso: self.iso(at),
            words: Text::new(words, self.direction),
        }
    }

    /// Weekday, day and hour: the moment of an article on its own page.
    #[must_use]
    pub fn full_moment(&self, at: Timestamp) -> Moment {
        let local = self.local(at);
        let mut moment = self.moment(at);
        if let Some(date) = date(&local) {
            let words = format!("{} {}", self.style.weekday(date), moment.words.plain());
            moment.words = Text::new(words, self.direction);
        }
        moment
    }

    /// The day alone.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Moment {
        let local = self.local(at);
        let words = date(&local).map_or_else(|| self.iso(at), |date| self.style.full(date));
        Moment {
            iso: local.strftime("%Y-%m-%d").to_string(),
            words: Text::new(words, self.direction),
        }
    }

    /// The hour alone.
    #[must_use]
    pub fn hour(&self, at: Timestamp) -> Moment {
        let local = self.local(at);
        let words = time(&local).map_or_else(|| self.iso(at), |time| self.style.time(time));
        self.moment_in(at, words)
    }

    /// A moment as a row of the rooms says it: how long ago within the hour, the hour
    /// within the day, then «yesterday», then the day.
    #[must_use]
    pub fn when(&self, at: Timestamp, now: Timestamp) -> Moment {
        let age = now.seconds_since(at);
        if (0..3_600).contains(&age) {
            return self.moment_in(at, self.style.relative(age));
        }
        match self.days_from(at, now) {
            Some(0) => self.hour(at),
            _ => self.moment_in(at, self.short_day(at, now)),
        }
    }

    /// A moment with its day, unless that is today: «06:00»، «غدًا 06:00».
    #[must_use]
    pub fn appointed(&self, at: Timestamp, now: Timestamp) -> Moment {
        let hour = self.hour(at);
        if self.days_from(at, now) == Some(0) {
            return hour;
        }
        let words = format!("{} {}", self.short_day(at, now), hour.words.plain());
        self.moment_in(at, words)
    }

    /// The day of a moment as a heading over rows: today and yesterday are called so.
    #[must_use]
    pub fn near_day(&self, at: Timestamp, now: Timestamp) -> Moment {
        let day = self.day_of(at);
        let key = match self.days_from(at, now) {
            Some(0) => "list.today_is",
            Some(-1) => "list.yesterday_was",
            _ => return day,
        };
        let words = self.messages.with(key, &[("day", day.words.plain())]);
        Moment {
            words: Text::new(words, self.direction),
            ..day
        }
    }

    /// A count with its thousands apart, in the edition's digits.
    #[must_use]
    pub fn grouped(&self, n: i64) -> String {
        siraj_arabic::group(n, self.digits)
    }

    fn moment_in(&self, at: Timestamp, words: String) -> Moment {
        Moment {
            iso: self.iso(at),
            words: Text::new(words, self.direction),
        }
    }

    /// How many days a moment's day lies after today.
    fn days_from(&self, at: Timestamp, now: Timestamp) -> Option<i32> {
        let span = self.local(now).date().until(self.local(at).date()).ok()?;
        Some(span.get_days())
    }

    fn short_day(&self, at: Timestamp, now: Timestamp) -> String {
        match self.days_from(at, now) {
            Some(0) => self.messages.text("list.today").to_owned(),
            Some(-1) => self.messages.text("list.yesterday").to_owned(),
            Some(1) => self.messages.text("list.tomorrow").to_owned(),
            _ => {
                let local = self.local(at);
                let same_year = local.year() == self.local(now).year();
                date(&local).map_or_else(
                    || self.iso(at),
                    |day| {
                        if same_year {
                            self.style.day_month(day)
                        } else {
                            self.style.day_month_year(day)
                        }
                    },
                )
            }
        }
    }

    /// The day of a moment in the Hijri calendar, where the edition shows it.
    #[must_use]
    pub fn hijri(&self, at: Timestamp) -> Option<Text> {
        let day = date(&self.local(at))?;
        Some(Text::new(self.style.hijri_date(day)?, self.direction))
    }

    /// A day such as `2026-11-23` in words, and in the Hijri calendar.
    #[must_use]
    pub fn day(&self, iso: &str) -> Option<(Text, Option<Text>)> {
        let day: jiff::civil::Date = iso.parse().ok()?;
        let day = civil(day)?;
        let text = |words: String| Text::new(words, self.direction);
        Some((
            text(self.style.full(day)),
            self.style.hijri_date(day).map(text),
        ))
    }

    /// Whose clock the times show: «بتوقيت مرسى النور».
    #[must_use]
    pub fn zone(&self) -> Option<Text> {
        (!self.city.trim().is_empty()).then(|| self.say_of("reader.zone", &self.city))
    }
}

fn civil(day: jiff::civil::Date) -> Option<CivilDate> {
    let number = |n: i8| u8::try_from(n).ok();
    CivilDate::new(day.year().into(), number(day.month())?, number(day.day())?)
}

fn date(local: &ZonedDateTime) -> Option<CivilDate> {
    civil(local.date())
}

fn time(local: &ZonedDateTime) -> Option<CivilTime> {
    let number = |n: i8| u8::try_from(n).ok();
    CivilTime::new(number(local.hour())?, number(local.minute())?)
}
