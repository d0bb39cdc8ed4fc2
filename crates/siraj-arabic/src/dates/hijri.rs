//! The Hijri date: Umm al-Qura with a correction of one day for sighting countries.
//!
//! Answers the second date beside the Gregorian one. The month lengths are the official
//! ones from 1300 to 1600 AH; outside them the tabular calendar stands in.

use icu_calendar::cal::Hijri;
use icu_calendar::types::RataDie;
use icu_calendar::{Date, Iso};
use serde::{Deserialize, Serialize};

use super::months::numbered;
use super::{CivilDate, DateStyle};

/// How many days a country's calendar stands from Umm al-Qura; stored as -1, 0 or 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "i8", into = "i8")]
pub enum HijriOffset {
    /// One day behind: the new moon was seen a day later.
    DayBehind,
    /// Umm al-Qura itself.
    #[default]
    Same,
    /// One day ahead.
    DayAhead,
}

/// A number of days that no sighting differs by; holds the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HijriOffsetRefused(pub i8);

impl std::fmt::Display for HijriOffsetRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the Hijri offset is -1, 0 or 1, not {}", self.0)
    }
}

impl std::error::Error for HijriOffsetRefused {}

impl TryFrom<i8> for HijriOffset {
    type Error = HijriOffsetRefused;

    fn try_from(days: i8) -> Result<Self, Self::Error> {
        match days {
            -1 => Ok(Self::DayBehind),
            0 => Ok(Self::Same),
            1 => Ok(Self::DayAhead),
            _ => Err(HijriOffsetRefused(days)),
        }
    }
}

impl From<HijriOffset> for i8 {
    fn from(offset: HijriOffset) -> Self {
        match offset {
            HijriOffset::DayBehind => -1,
            HijriOffset::Same => 0,
            HijriOffset::DayAhead => 1,
        }
    }
}

const ARABIC: [&str; 12] = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
];
const ENGLISH: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Akhir",
    "Jumada al-Ula",
    "Jumada al-Akhira",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qadah",
    "Dhu al-Hijjah",
];

/// The day of a Hijri date in a country of this offset; `None` if there is no such date.
pub(super) fn from_hijri(year: i32, month: u8, day: u8, offset: HijriOffset) -> Option<CivilDate> {
    let calendar = Hijri::new_umm_al_qura();
    let date = Date::try_new_hijri_with_calendar(year, month, day, calendar).ok()?;
    let days = i64::from(i8::from(offset));
    CivilDate::from_day_number(date.to_rata_die().to_i64_date() - days)
}

/// The Hijri year of a day.
pub(super) fn hijri_year(date: CivilDate) -> i32 {
    let hijri = date.iso().to_calendar(Hijri::new_umm_al_qura());
    hijri.year().extended_year()
}

impl DateStyle {
    /// The Hijri date, if the style shows one: «14 رمضان 1447 هـ», "14 Ramadan 1447 AH".
    ///
    /// The day is that of the daylight hours; the evening before, when the Hijri day
    /// begins, still bears the earlier date, as newspapers print it. `None` as well for
    /// days before the Hijra.
    #[must_use]
    pub fn hijri_date(&self, date: CivilDate) -> Option<String> {
        let days = i64::from(i8::from(self.hijri?));
        let shifted = RataDie::new(date.iso().to_rata_die().to_i64_date() + days);
        let hijri = Date::<Iso>::from_rata_die(shifted, Iso).to_calendar(Hijri::new_umm_al_qura());
        let year = hijri.year().extended_year();
        if year < 1 {
            return None;
        }
        let month = numbered(self.either(&ARABIC, &ENGLISH), hijri.month().ordinal);
        let era = self.either("هـ", "AH");
        let day = hijri.day_of_month().0;
        Some(self.digits.show(&format!("{day} {month} {year} {era}")))
    }
}
