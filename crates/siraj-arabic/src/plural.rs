//! Plural forms: which of the six Arabic (or two English) forms a count takes.
//!
//! Answers the form only; the words themselves stand in the message files, and the
//! counted nouns of relative times in [`crate::dates`].

use serde::{Deserialize, Serialize};

/// A plural category of CLDR; message files name their variants by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PluralForm {
    /// «لا دقائق».
    Zero,
    /// «دقيقة واحدة».
    One,
    /// «دقيقتان»; the number is not written.
    Two,
    /// «3 دقائق»: broken or sound plural.
    Few,
    /// «11 دقيقة»: singular, accusative («11 يومًا»).
    Many,
    /// «100 دقيقة»: singular, genitive («100 يوم»).
    Other,
}

/// The form an Arabic noun takes after `n`.
///
/// 0, 1 and 2 have their own forms; the last two digits decide the rest: 03–10 few,
/// 11–99 many, 00–02 other. So 103 minutes are «103 دقائق» and 102 «102 دقيقة».
/// Source: CLDR, plural rules of `ar`.
#[must_use]
pub fn plural_form_ar(n: u64) -> PluralForm {
    match (n, n % 100) {
        (0, _) => PluralForm::Zero,
        (1, _) => PluralForm::One,
        (2, _) => PluralForm::Two,
        (_, 3..=10) => PluralForm::Few,
        (_, 11..=99) => PluralForm::Many,
        _ => PluralForm::Other,
    }
}

/// The form an English noun takes after `n`: one or other.
///
/// Source: CLDR, plural rules of `en`, for whole numbers.
#[must_use]
pub fn plural_form_en(n: u64) -> PluralForm {
    if n == 1 {
        PluralForm::One
    } else {
        PluralForm::Other
    }
}

#[cfg(test)]
mod tests {
    use super::PluralForm::{Few, Many, One, Other, Two, Zero};
    use super::{plural_form_ar, plural_form_en};

    #[test]
    fn arabic_counts_take_the_six_forms_of_cldr() {
        let table = [
            (0, Zero),
            (1, One),
            (2, Two),
            (3, Few),
            (10, Few),
            (11, Many),
            (99, Many),
            (100, Other),
            (101, Other),
            (102, Other),
            (103, Few),
            (110, Few),
            (111, Many),
            (200, Other),
            (1000, Other),
            (1001, Other),
            (1002, Other),
            (1003, Few),
            (1_000_000, Other),
            (1_000_010, Few),
            (1_000_011, Many),
            (1_000_099, Many),
            (u64::MAX, Many),
        ];
        for (n, form) in table {
            assert_eq!(plural_form_ar(n), form, "{n}");
        }
    }

    #[test]
    fn english_counts_take_one_or_other() {
        for (n, form) in [(0, Other), (1, One), (2, Other), (11, Other), (101, Other)] {
            assert_eq!(plural_form_en(n), form, "{n}");
        }
    }
}
