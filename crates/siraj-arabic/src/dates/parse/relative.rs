//! Ages and days told from today: «قبل دقيقتين», «منذ 3 أيام», «أول أمس», «غدًا الثلاثاء».

use super::lexicon::Lexeme;
use super::{Dated, Day, Doubt, Reader, When};

impl Reader<'_> {
    pub(super) fn relative(&self, at: usize) -> Option<(Dated, usize)> {
        let sure = |when| Dated {
            when,
            doubts: Vec::new(),
        };
        match self.lexeme(at) {
            Lexeme::Now => Some((sure(When::Age(0)), at + 1)),
            Lexeme::Before => {
                let (seconds, end) = self.span(at + 1)?;
                Some((sure(When::Age(seconds)), end))
            }
            Lexeme::After | Lexeme::In => self.later(at).map(|(when, end)| (sure(when), end)),
            Lexeme::Number { .. } => {
                let (seconds, end) = self.counted(at)?;
                let ago = self.lexeme(end) == Lexeme::Ago;
                ago.then(|| (sure(When::Age(seconds)), end + 1))
            }
            _ => self.told_from_today(at),
        }
        .or_else(|| self.told_from_today(at))
    }

    /// «بعد ساعة», "in 5 minutes".
    fn later(&self, at: usize) -> Option<(When, usize)> {
        let arabic = self.lexeme(at) == Lexeme::After;
        // "in 5 minutes", but no «في 5 دقائق», which says how long something took.
        if !arabic && !self.raw(at).eq_ignore_ascii_case("in") {
            return None;
        }
        let (seconds, end) = self.span(at + 1)?;
        Some((When::Age(seconds.checked_neg()?), end))
    }

    /// What stands behind «قبل», unless it is told from something else («قبل يومين من الحفل»,
    /// «قبل يوم الثلاثاء»).
    fn span(&self, at: usize) -> Option<(i64, usize)> {
        let (seconds, end) = match (self.lexeme(at), self.lexeme(at + 1)) {
            (
                Lexeme::Unit {
                    seconds,
                    dual: true,
                },
                _,
            ) => (i64::from(seconds) * 2, at + 1),
            (
                Lexeme::Unit {
                    seconds,
                    dual: false,
                },
                Lexeme::One,
            ) => (i64::from(seconds), at + 2),
            (
                Lexeme::Unit {
                    seconds,
                    dual: false,
                },
                _,
            ) => (i64::from(seconds), at + 1),
            _ => self.counted(at)?,
        };
        let elsewhere = matches!(
            self.lexeme(end),
            Lexeme::Of | Lexeme::Weekday(_) | Lexeme::Number { .. } | Lexeme::Ordinal(_)
        );
        (!elsewhere).then_some((seconds, end))
    }

    /// «3 أيام», «ثلاثة أيام».
    fn counted(&self, at: usize) -> Option<(i64, usize)> {
        let count = match self.lexeme(at) {
            Lexeme::Number { value, .. } => i64::try_from(value).ok()?,
            Lexeme::Count(count) => i64::from(count),
            _ => return None,
        };
        let Lexeme::Unit {
            seconds,
            dual: false,
        } = self.lexeme(at + 1)
        else {
            return None;
        };
        Some((count.checked_mul(i64::from(seconds))?, at + 2))
    }

    /// A day by its distance from today, and the weekday that may stand beside it.
    fn told_from_today(&self, at: usize) -> Option<(Dated, usize)> {
        let (days, end) = self.distance(at)?;
        let date = self.reference.today.plus(days)?;
        let mut doubts = Vec::new();
        let end = match self.lexeme(end) {
            // The weekday of a whole date behind it is that date's.
            Lexeme::Weekday(weekday) if self.day(end).is_none() => {
                if date.weekday() != weekday {
                    doubts.push(Doubt::Weekday);
                }
                end + 1
            }
            _ if days == 0 && !self.whole && self.is_that_day(at) => return None,
            _ => end,
        };
        let mut dated = Dated {
            when: When::Day(Day::One(date), None),
            doubts,
        };
        let behind = self.skip_joint(end);
        if let Some((clock, doubt, clock_end)) = self.clock(behind) {
            dated.when = When::Day(Day::One(date), Some(clock));
            dated.doubts.extend(doubt);
            return Some((dated, clock_end));
        }
        Some((dated, end))
    }

    fn distance(&self, at: usize) -> Option<(i32, usize)> {
        let next = self.lexeme(at + 1);
        match self.lexeme(at) {
            // «أمس الأول» is the day before.
            Lexeme::DayFromToday(-1)
                if next == Lexeme::Ordinal(1) && self.raw(at + 1) != "الحادي" =>
            {
                Some((-2, at + 2))
            }
            Lexeme::DayFromToday(days) => Some((i32::from(days), at + 1)),
            Lexeme::First if next == Lexeme::DayFromToday(-1) => Some((-2, at + 2)),
            Lexeme::First
                if next == Lexeme::Of && self.lexeme(at + 2) == Lexeme::DayFromToday(-1) =>
            {
                Some((-2, at + 3))
            }
            Lexeme::After if next == Lexeme::Morrow => Some((2, at + 2)),
            Lexeme::Unit {
                seconds: 86_400,
                dual: false,
            } if next == Lexeme::Morrow => Some((1, at + 2)),
            Lexeme::Morrow if self.whole => Some((1, at + 1)),
            _ => None,
        }
    }

    /// Whether «اليوم» may be “that day” or “the … day” here.
    fn is_that_day(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.raw(at)).unwrap_or_default();
        let after = self.raw(at + 1);
        matches!(
            before,
            "ذلك"
                | "في"
                | "كل"
                | "هذا"
                | "نفس"
                | "ذاك"
                | "طوال"
                | "خلال"
                | "منتصف"
                | "مدار"
        ) || after.starts_with("ال")
            || matches!(after, "نفسه" | "ذاته" | "الذي")
    }
}
