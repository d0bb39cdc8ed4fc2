//! Days by their date: «الثلاثاء 15 مارس/آذار 2016», «14 رمضان 1447 هـ», «2016-03-15».

use super::lexicon::{Lexeme, second};
use super::{Day, Doubt, Reader};
use crate::dates::CivilDate;
use crate::dates::hijri::{HijriOffset, from_hijri, hijri_year};

/// A month as it is named.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Month {
    number: u8,
    hijri: bool,
    english: bool,
}

/// What was read of a year.
enum Year {
    Gregorian(i32),
    Hijri(i32),
    Unsaid,
}

type Read = (Day, Vec<Doubt>, usize);

impl Reader<'_> {
    /// What a token means; an unknown word beyond the end.
    pub(super) fn lexeme(&self, at: usize) -> Lexeme {
        self.tokens
            .get(at)
            .map_or(Lexeme::Unknown, |token| token.lexeme)
    }

    /// A token as it is written; nothing beyond the end.
    pub(super) fn raw(&self, at: usize) -> &str {
        let range = self.tokens.get(at).map(|token| token.range.clone());
        range
            .and_then(|range| self.text.get(range))
            .unwrap_or_default()
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Whether a date may begin here in a running text: not within a number, a code or an address.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.glued(at)) else {
            return true;
        };
        match self.lexeme(before) {
            Lexeme::Sign(sign) => !matches!(
                sign,
                ',' | '.' | '٬' | '٫' | '/' | '-' | ':' | '+' | '_' | '=' | '#' | '@' | '%'
            ),
            // «و15 مارس», but no «F15».
            _ => !self
                .raw(before)
                .ends_with(|c: char| c.is_ascii_alphanumeric()),
        }
    }

    /// Whether a date may end before this token in a running text.
    pub(super) fn may_end(&self, at: usize) -> bool {
        match self.lexeme(at) {
            _ if !self.glued(at) => true,
            Lexeme::Number { .. } => false,
            Lexeme::Sign('/' | '-' | ':' | '.' | ',') => {
                !(self.glued(at + 1) && matches!(self.lexeme(at + 1), Lexeme::Number { .. }))
            }
            Lexeme::Sign('@' | '_' | '%') => false,
            _ => true,
        }
    }

    /// Behind the comma, «في» and the like that may stand between a day and its time.
    pub(super) fn skip_joint(&self, at: usize) -> usize {
        let comma = matches!(self.lexeme(at), Lexeme::Sign('،' | ',' | '-' | '–' | '|'));
        let at = at + usize::from(comma);
        at + usize::from(self.lexeme(at) == Lexeme::In)
    }

    pub(super) fn day(&self, at: usize) -> Option<Read> {
        let (weekday, at) = self.weekday(at);
        let (day, mut doubts, end) = self
            .in_figures(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))?;
        if let Some(weekday) = weekday {
            match day {
                Day::One(date) if date.weekday() != weekday => doubts.push(Doubt::Weekday),
                Day::Month { .. } => return None,
                _ => {}
            }
        }
        Some((day, doubts, end))
    }

    /// «يوم الثلاثاء،» before a date.
    fn weekday(&self, at: usize) -> (Option<u8>, usize) {
        let is_day = matches!(
            self.lexeme(at),
            Lexeme::Unit {
                seconds: 86_400,
                dual: false
            }
        );
        let named = at + usize::from(is_day);
        let Lexeme::Weekday(weekday) = self.lexeme(named) else {
            return (None, named);
        };
        let comma = matches!(self.lexeme(named + 1), Lexeme::Sign('،' | ','));
        (Some(weekday), named + 1 + usize::from(comma))
    }

    /// 15/3/2016, 15-03-2016, 2016-03-15.
    fn in_figures(&self, at: usize) -> Option<Read> {
        let Lexeme::Sign(sign @ ('/' | '-' | '.')) = self.lexeme(at + 1) else {
            return None;
        };
        let one_piece = (at + 1..at + 5).all(|at| self.glued(at));
        if !one_piece || self.lexeme(at + 3) != Lexeme::Sign(sign) {
            return None;
        }
        let number = |at| match self.lexeme(at) {
            Lexeme::Number { value, digits } => Some((u16::try_from(value).ok()?, digits)),
            _ => None,
        };
        let [first, month, last] = [number(at)?, number(at + 2)?, number(at + 4)?];
        let (year, day) = match (first.1, last.1) {
            (4, 1..=2) => (first.0, last.0),
            (1..=2, 4) => (last.0, first.0),
            _ => return None,
        };
        if month.1 > 2 {
            return None;
        }
        let (month, day) = (u8::try_from(month.0).ok()?, u8::try_from(day).ok()?);
        let date = CivilDate::new(i32::from(year), month, day)?;
        let either = first.1 != 4 && day <= 12 && day != month;
        let doubts = either.then_some(Doubt::DayOrMonth).into_iter().collect();
        Some((Day::One(date), doubts, at + 5))
    }

    /// «15 مارس/آذار 2016», «الأول من أبريل».
    fn day_first(&self, at: usize) -> Option<Read> {
        let (day, at) = self.day_of_month(at)?;
        let (month, at) = self.month(at)?;
        self.resolve(day, month, at)
    }

    fn day_of_month(&self, at: usize) -> Option<(u8, usize)> {
        let of = |at| at + usize::from(self.lexeme(at) == Lexeme::Of);
        match self.lexeme(at) {
            Lexeme::Number {
                value,
                digits: 1..=2,
            } => {
                let day = u8::try_from(value).ok()?;
                let dash = self.lexeme(at + 1) == Lexeme::Sign('-') && self.glued(at + 1);
                Some((day, of(at + 1 + usize::from(dash))))
            }
            Lexeme::First => Some((1, of(at + 1))),
            Lexeme::Ordinal(ones) => {
                let (tens, end) = match self.lexeme(at + 1) {
                    Lexeme::Tens(tens) => (tens, at + 2),
                    Lexeme::Count(10) => (10, at + 2),
                    _ => (0, at + 1),
                };
                let alone = ones < 10 || tens == 0;
                (alone && self.lexeme(end) == Lexeme::Of).then_some((ones + tens, end + 1))
            }
            _ => None,
        }
    }

    /// "March 15, 2016", «مارس/آذار 2016».
    fn month_first(&self, at: usize) -> Option<Read> {
        let (month, at) = self.month(at)?;
        if month.english
            && let Lexeme::Number {
                value: day @ 1..=31,
                digits: 1..=2,
            } = self.lexeme(at)
            && self.lexeme(at + 1) != Lexeme::Sign(':')
        {
            let day = u8::try_from(day).ok()?;
            let comma = self.lexeme(at + 1) == Lexeme::Sign(',');
            let named = at + 1 + usize::from(comma);
            let has_year = matches!(
                self.year(named, month),
                (Year::Gregorian(_) | Year::Hijri(_), _)
            );
            // A small number alone may be a year as well.
            let careful = self.whole && !has_year;
            if !careful {
                return self.resolve(day, month, if has_year { named } else { at + 1 });
            }
            return None;
        }
        match self.year(at, month) {
            (Year::Gregorian(year), end) if !month.hijri && year > 31 => {
                let doubts = short_year(year).into_iter().collect();
                let number = month.number;
                Some((
                    Day::Month {
                        year,
                        month: number,
                    },
                    doubts,
                    end,
                ))
            }
            _ => None,
        }
    }

    /// A month by its name, or by two names that say the same: «مارس/آذار».
    fn month(&self, at: usize) -> Option<(Month, usize)> {
        let (month, end) = self.one_month(at)?;
        if self.lexeme(end) != Lexeme::Sign('/') {
            return Some((month, end));
        }
        match self.one_month(end + 1) {
            Some((other, end)) => {
                (other.number == month.number && other.hijri == month.hijri).then_some((month, end))
            }
            None => Some((month, end)),
        }
    }

    fn one_month(&self, at: usize) -> Option<(Month, usize)> {
        match self.lexeme(at) {
            // “may” is no May.
            Lexeme::Month { english: true, .. } if !self.whole && self.is_lower_case(at) => None,
            Lexeme::Month { month, english } => {
                // The full stop of "Mar." is part of it.
                let short =
                    english && self.raw(at).len() <= 4 && self.lexeme(at + 1) == Lexeme::Sign('.');
                let month = Month {
                    number: month,
                    hijri: false,
                    english,
                };
                Some((month, at + 1 + usize::from(short && self.glued(at + 1))))
            }
            Lexeme::Hijri(number) => Some((
                Month {
                    number,
                    hijri: true,
                    english: false,
                },
                at + 1,
            )),
            Lexeme::HalfMonth(half) => {
                let (number, hijri) = second(half, self.raw(at + 1))?;
                Some((
                    Month {
                        number,
                        hijri,
                        english: false,
                    },
                    at + 2,
                ))
            }
            _ => None,
        }
    }

    fn is_lower_case(&self, at: usize) -> bool {
        self.raw(at).starts_with(char::is_lowercase)
    }

    /// The year behind a month, by its number and its era.
    fn year(&self, at: usize, month: Month) -> (Year, usize) {
        let none = (Year::Unsaid, at);
        let named = at + usize::from(self.lexeme(at) == Lexeme::Year);
        let Lexeme::Number { value, digits } = self.lexeme(named) else {
            return none;
        };
        let is_time = self.lexeme(named + 1) == Lexeme::Sign(':') && self.glued(named + 1);
        let fits = if self.whole { 1..=4 } else { 4..=4 };
        let Some(year) = i32::try_from(value)
            .ok()
            .filter(|_| fits.contains(&digits) && !is_time)
        else {
            return none;
        };
        match self.lexeme(named + 1) {
            Lexeme::HijriEra => (Year::Hijri(year), named + 2),
            Lexeme::GregorianEra => (Year::Gregorian(year), named + 2),
            _ if month.hijri => (Year::Hijri(year), named + 1),
            _ => (Year::Gregorian(year), named + 1),
        }
    }

    fn resolve(&self, day: u8, month: Month, at: usize) -> Option<Read> {
        match self.year(at, month) {
            (Year::Gregorian(year), end) if !month.hijri => {
                let date = CivilDate::new(year, month.number, day)?;
                let doubts = short_year(year).into_iter().collect();
                Some((Day::One(date), doubts, end))
            }
            (Year::Hijri(year), end) if month.hijri => {
                Some((self.of_hijri(year, month.number, day)?, Vec::new(), end))
            }
            (Year::Unsaid, end) if month.hijri => {
                // «3 صفر» is a score.
                let day = (month.number != 2).then(|| self.nearest_hijri(month.number, day))??;
                Some((day, Vec::new(), end))
            }
            (Year::Unsaid, end) => {
                let today = self.reference.today;
                let years = (today.year() - 4)..=(today.year() + 4);
                let dates = years.filter_map(|year| CivilDate::new(year, month.number, day));
                let nearest = dates.min_by_key(|date| (date.days_from(today).abs(), *date))?;
                Some((Day::One(nearest), Vec::new(), end))
            }
            _ => None,
        }
    }

    /// The day of a Hijri date, or the three days that it may be.
    fn of_hijri(&self, year: i32, month: u8, day: u8) -> Option<Day> {
        let on = |offset| from_hijri(year, month, day, offset);
        match self.reference.hijri {
            Some(offset) => Some(Day::One(on(offset)?)),
            None => Some(Day::OneOf {
                first: on(HijriOffset::DayAhead)?,
                last: on(HijriOffset::DayBehind)?,
            }),
        }
    }

    fn nearest_hijri(&self, month: u8, day: u8) -> Option<Day> {
        let today = self.reference.today;
        let this_year = hijri_year(today);
        let years = (this_year - 1)..=(this_year + 1);
        let nearest = years.min_by_key(|&year| {
            from_hijri(year, month, day, HijriOffset::Same)
                .map_or(i64::MAX, |date| date.days_from(today).abs())
        })?;
        self.of_hijri(nearest, month, day)
    }
}

fn short_year(year: i32) -> Option<Doubt> {
    (year < 100).then_some(Doubt::ShortYear)
}
