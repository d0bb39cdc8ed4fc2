//! Month names: five Arabic sets, two pairs of them, and English.
//!
//! Answers the name of a Gregorian month in the habit of a publication's country. The
//! months of the Hijri year are [`super::hijri`]'s.

use serde::{Deserialize, Serialize};

use super::{DateLanguage, DateStyle};

/// Joins the pair «مارس/آذار». UAX 14 forbids a break before a slash (LB13) but allows one
/// after it when a letter follows, so one word joiner stands behind the slash and none
/// before it. It is not seen, and folding and slugs drop it.
const UNBROKEN_SLASH: &str = "/\u{2060}";

/// Which Arabic names the Gregorian months have. Source of the five sets and their
/// countries: CLDR.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthStyle {
    /// «يناير، فبراير»: Egypt, the Gulf, Yemen, Sudan, Libya.
    Egyptian,
    /// «كانون الثاني، شباط»: Syria, Lebanon, Jordan, Palestine, Iraq.
    Levantine,
    /// «جانفي، فيفري»: Algeria, Tunisia.
    Algerian,
    /// «يناير، فبراير … يوليوز، غشت»: Morocco.
    Moroccan,
    /// «يناير، فبراير … يوليو، أغشت»: Mauritania.
    Mauritanian,
    /// «مارس/آذار»: readers of all countries, the European name first; our default.
    #[default]
    DualGregorianFirst,
    /// «آذار/مارس»: the order of the Levant and of the United Nations.
    DualLevantFirst,
}

pub(super) const EGYPTIAN: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
pub(super) const LEVANTINE: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
pub(super) const ALGERIAN: [&str; 12] = [
    "جانفي",
    "فيفري",
    "مارس",
    "أفريل",
    "ماي",
    "جوان",
    "جويلية",
    "أوت",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
pub(super) const MOROCCAN: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "ماي",
    "يونيو",
    "يوليوز",
    "غشت",
    "شتنبر",
    "أكتوبر",
    "نونبر",
    "دجنبر",
];
pub(super) const MAURITANIAN: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "إبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغشت",
    "شتمبر",
    "أكتوبر",
    "نوفمبر",
    "دجمبر",
];
pub(super) const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl MonthStyle {
    /// The Arabic name of a month, 1 to 12; empty for any other number.
    ///
    /// A pair carries a word joiner (U+2060) behind its slash and no spaces around it.
    #[must_use]
    pub fn name(self, month: u8) -> String {
        let pair = |first, second| {
            let names = [numbered(first, month), numbered(second, month)];
            names.join(UNBROKEN_SLASH)
        };
        match self {
            _ if !(1..=12).contains(&month) => String::new(),
            Self::Egyptian => numbered(&EGYPTIAN, month).to_owned(),
            Self::Levantine => numbered(&LEVANTINE, month).to_owned(),
            Self::Algerian => numbered(&ALGERIAN, month).to_owned(),
            Self::Moroccan => numbered(&MOROCCAN, month).to_owned(),
            Self::Mauritanian => numbered(&MAURITANIAN, month).to_owned(),
            Self::DualGregorianFirst => pair(&EGYPTIAN, &LEVANTINE),
            Self::DualLevantFirst => pair(&LEVANTINE, &EGYPTIAN),
        }
    }
}

impl DateStyle {
    /// The name of a Gregorian month, 1 to 12, in this style; empty for any other number.
    #[must_use]
    pub fn month(&self, month: u8) -> String {
        match self.language {
            DateLanguage::Arabic => self.months.name(month),
            DateLanguage::English => numbered(&ENGLISH, month).to_owned(),
        }
    }
}

/// The name of a month counted from 1.
pub(super) fn numbered(names: &[&'static str; 12], month: u8) -> &'static str {
    let index = usize::from(month).checked_sub(1);
    index
        .and_then(|index| names.get(index))
        .copied()
        .unwrap_or_default()
}
