//! Relative times: «قبل 3 دقائق», with all plural forms of the counted noun.
//!
//! Answers for a span that the caller has measured. From which age on a page shows the
//! date instead is the page's choice; this counts days without end.

use super::{DateLanguage, DateStyle};
use crate::plural::{PluralForm, plural_form_ar, plural_form_en};

/// A unit with its nouns after «قبل» and «بعد», which put them in the genitive: «دقيقتين».
struct Unit {
    seconds: u64,
    one: &'static str,
    two: &'static str,
    few: &'static str,
    /// 11 to 99 take the accusative, which shows only where no ta marbuta hides it.
    many: &'static str,
    other: &'static str,
    english: [&'static str; 2],
}

/// The longest first.
const UNITS: [Unit; 3] = [
    Unit {
        seconds: 86_400,
        one: "يوم واحد",
        two: "يومين",
        few: "أيام",
        many: "يومًا",
        other: "يوم",
        english: ["day", "days"],
    },
    Unit {
        seconds: 3_600,
        one: "ساعة واحدة",
        two: "ساعتين",
        few: "ساعات",
        many: "ساعة",
        other: "ساعة",
        english: ["hour", "hours"],
    },
    Unit {
        seconds: 60,
        one: "دقيقة واحدة",
        two: "دقيقتين",
        few: "دقائق",
        many: "دقيقة",
        other: "دقيقة",
        english: ["minute", "minutes"],
    },
];

impl DateStyle {
    /// How long ago something was, from its age in seconds: «الآن» under a minute, then
    /// whole minutes, hours and days: «قبل دقيقتين», «قبل 11 دقيقة», «قبل 3 أيام»,
    /// "2 minutes ago". A negative age is yet to come: «بعد 5 دقائق», "in 5 minutes".
    #[must_use]
    pub fn relative(&self, age_seconds: i64) -> String {
        let seconds = age_seconds.unsigned_abs();
        let Some(unit) = UNITS.iter().find(|unit| seconds >= unit.seconds) else {
            return self.either("الآن", "now").to_owned();
        };
        let count = seconds / unit.seconds;
        let past = age_seconds >= 0;
        let sentence = match (self.language, past) {
            (DateLanguage::Arabic, true) => format!("قبل {}", unit.arabic(count)),
            (DateLanguage::Arabic, false) => format!("بعد {}", unit.arabic(count)),
            (DateLanguage::English, true) => format!("{} ago", unit.english(count)),
            (DateLanguage::English, false) => format!("in {}", unit.english(count)),
        };
        self.digits.show(&sentence)
    }
}

impl Unit {
    fn arabic(&self, count: u64) -> String {
        let noun = match plural_form_ar(count) {
            PluralForm::One => return self.one.to_owned(),
            PluralForm::Two => return self.two.to_owned(),
            PluralForm::Few => self.few,
            PluralForm::Many => self.many,
            PluralForm::Zero | PluralForm::Other => self.other,
        };
        format!("{count} {noun}")
    }

    fn english(&self, count: u64) -> String {
        let [one, other] = self.english;
        let noun = match plural_form_en(count) {
            PluralForm::One => one,
            _ => other,
        };
        format!("{count} {noun}")
    }
}
