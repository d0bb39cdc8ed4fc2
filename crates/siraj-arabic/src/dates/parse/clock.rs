//! Times of day: «14:30 بتوقيت مرسى النور», «الساعة 2:30 ظهرًا», "09:05 GMT".

use super::lexicon::{HalfOfDay, Lexeme};
use super::{Clock, Doubt, Reader, Zone};
use crate::dates::CivilTime;

/// How many words the name of a place may have in a running text.
const WORDS_OF_PLACE: usize = 3;

/// Words that end the name of a place in a running text.
const BEHIND_PLACE: [&str; 16] = [
    "في",
    "من",
    "إلى",
    "على",
    "عن",
    "إن",
    "أن",
    "بعد",
    "قبل",
    "يوم",
    "أمس",
    "اليوم",
    "غدًا",
    "حيث",
    "ثم",
    "مع",
];

impl Reader<'_> {
    /// A time with the half of the day and the place that may stand behind it.
    pub(super) fn clock(&self, at: usize) -> Option<(Clock, Option<Doubt>, usize)> {
        let announced = self.lexeme(at) == Lexeme::Hour;
        let (hour, minute, padded, end) =
            self.hour_and_minute(at + usize::from(announced), announced)?;
        let (hour, doubt, end) = match self.half(end) {
            Some((half, end)) => (in_24_hours(hour, half)?, None, end),
            None => {
                minute?;
                let doubtful = (1..=12).contains(&hour) && !padded && (announced || hour < 10);
                (hour, doubtful.then_some(Doubt::HalfOfDay), end)
            }
        };
        let time = CivilTime::new(hour, minute.unwrap_or(0))?;
        let (zone, end) = self.zone(end);
        Some((Clock { time, zone }, doubt, end))
    }

    /// «14:30», or an hour alone behind «الساعة» or before a half of the day; whether the hour
    /// begins with a zero, as only 24 hours are written.
    fn hour_and_minute(&self, at: usize, announced: bool) -> Option<(u8, Option<u8>, bool, usize)> {
        let Lexeme::Number { value, digits } = self.lexeme(at) else {
            return None;
        };
        let hour = u8::try_from(value).ok().filter(|_| digits <= 2)?;
        let padded = digits == 2 && hour < 10;
        let separated = match self.lexeme(at + 1) {
            Lexeme::Sign(':') => self.glued(at + 1),
            Lexeme::Sign('.') => announced && self.glued(at + 1),
            _ => false,
        };
        if !separated || !self.glued(at + 2) {
            return Some((hour, None, padded, at + 1));
        }
        let minute = self.two_digits(at + 2)?;
        let seconds = self.lexeme(at + 3) == Lexeme::Sign(':') && self.glued(at + 3);
        let end = match self.two_digits(at + 4).filter(|_| seconds) {
            Some(seconds) if seconds < 60 && self.glued(at + 4) => at + 5,
            Some(_) => return None,
            None => at + 3,
        };
        Some((hour, Some(minute), padded, end))
    }

    fn two_digits(&self, at: usize) -> Option<u8> {
        match self.lexeme(at) {
            Lexeme::Number { value, digits: 2 } => u8::try_from(value).ok(),
            _ => None,
        }
    }

    fn half(&self, at: usize) -> Option<(HalfOfDay, usize)> {
        match (self.lexeme(at), self.lexeme(at + 1)) {
            // The full stop of "p.m." is part of it.
            (Lexeme::Half(half), Lexeme::Sign('.')) if self.raw(at).contains('.') => {
                Some((half, at + 2))
            }
            (Lexeme::Half(half), _) => Some((half, at + 1)),
            (Lexeme::After, Lexeme::Noon) => Some((HalfOfDay::Evening, at + 2)),
            (Lexeme::Before, Lexeme::Noon) => Some((HalfOfDay::Morning, at + 2)),
            _ => None,
        }
    }

    fn zone(&self, at: usize) -> (Zone, usize) {
        match (self.lexeme(at), self.lexeme(at + 1)) {
            (Lexeme::Utc, _) => (Zone::Utc, at + 1),
            (Lexeme::ByTimeOf, Lexeme::Utc) => (Zone::Utc, at + 2),
            (Lexeme::ByTime, Lexeme::Local) => (Zone::Local, at + 2),
            (Lexeme::ByTimeOf, _) => self.place(at + 1).unwrap_or((Zone::Unsaid, at)),
            _ => self.english_place(at).unwrap_or((Zone::Unsaid, at)),
        }
    }

    /// The place behind «بتوقيت»: all that is left of a date, or a few words of a running text.
    fn place(&self, at: usize) -> Option<(Zone, usize)> {
        let end = if self.whole {
            self.tokens.len()
        } else {
            let words = (at..at + WORDS_OF_PLACE).take_while(|&word| self.is_of_place(word, at));
            at + words.count()
        };
        let name = self.between(at, end)?;
        Some((Zone::Place(name.to_owned()), end))
    }

    fn is_of_place(&self, at: usize, first: usize) -> bool {
        let is_word = !matches!(self.lexeme(at), Lexeme::Sign(_) | Lexeme::Number { .. });
        let word = self.raw(at);
        let ends = at > first && (BEHIND_PLACE.contains(&word) || word.starts_with('و'));
        is_word && !word.is_empty() && !ends
    }

    /// "14:30 Marsa al-Nur time".
    fn english_place(&self, at: usize) -> Option<(Zone, usize)> {
        let end = if self.whole {
            self.tokens.len().checked_sub(1)?
        } else {
            let words = (at..=at + WORDS_OF_PLACE).take_while(|&word| {
                self.lexeme(word) != Lexeme::Time
                    && self
                        .raw(word)
                        .starts_with(|c: char| c.is_ascii_alphabetic())
            });
            at + words.count()
        };
        if self.lexeme(end) != Lexeme::Time {
            return None;
        }
        let name = self.between(at, end)?;
        let capital = self.whole || name.starts_with(|c: char| c.is_ascii_uppercase());
        let zone = || Zone::Place(name.to_owned());
        capital.then(|| (zone(), end + 1))
    }

    /// The text from one token up to another.
    fn between(&self, from: usize, to: usize) -> Option<&str> {
        let first = self.tokens.get(from)?;
        let last = self.tokens.get(to.checked_sub(1)?)?;
        let text = self.text.get(first.range.start..last.range.end)?;
        (!text.is_empty()).then_some(text)
    }
}

/// The hour of 24; `None` where hour and half contradict each other, or where custom is
/// divided («12 مساءً», «6 ليلًا»).
fn in_24_hours(hour: u8, half: HalfOfDay) -> Option<u8> {
    match (half, hour) {
        (HalfOfDay::Morning, 1..=11) => Some(hour),
        (HalfOfDay::Midday, 11 | 12) => Some(hour),
        (HalfOfDay::Midday | HalfOfDay::Evening, 1..=3) => Some(hour + 12),
        (HalfOfDay::Evening, 4..=11) => Some(hour + 12),
        (HalfOfDay::Evening, 12) => None,
        (HalfOfDay::Evening, 13..=23) | (HalfOfDay::Midday, 13..=15) => Some(hour),
        (HalfOfDay::Night, 1..=4) => Some(hour),
        (HalfOfDay::Night, 7..=11) => Some(hour + 12),
        (HalfOfDay::Night, 12) => Some(0),
        (HalfOfDay::Night, 19..=23 | 0) => Some(hour),
        _ => None,
    }
}
