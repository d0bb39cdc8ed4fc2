//! Numbers read back from either digits, as exactly as they are written.
//!
//! Answers for a text that is one number. It finds no numbers within sentences, knows no words
//! for numbers, and takes no comma for a decimal sign: «1,5» could be two things and is refused.

use std::fmt;

use super::{has_decimals, has_thousands, to_western};

/// A decimal number as it was written: nothing is rounded, and the zeros at its end stay.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    negative: bool,
    whole: u64,
    fraction: String,
}

impl Decimal {
    /// Whether a minus stands before it.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// What stands before the decimal sign, without the minus: 1234 of «-١٬٢٣٤٫٥».
    #[must_use]
    pub fn whole(&self) -> u64 {
        self.whole
    }

    /// The ASCII digits behind the decimal sign, with the zeros at their end; mostly empty.
    #[must_use]
    pub fn fraction(&self) -> &str {
        &self.fraction
    }

    /// The number, if it is a whole one that fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        if self.fraction.bytes().any(|digit| digit != b'0') {
            return None;
        }
        if self.negative {
            0_i64.checked_sub_unsigned(self.whole)
        } else {
            i64::try_from(self.whole).ok()
        }
    }
}

/// Without thousands, as programs read it: `-1234.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        write!(f, "{sign}{}", self.whole)?;
        if self.fraction.is_empty() {
            return Ok(());
        }
        write!(f, ".{}", self.fraction)
    }
}

/// The number that a text is: `read_number("١٬٢٣٤٫٥")` and `read_number("1,234.5")` are 1234.5.
///
/// The rule: digits of one of the three kinds; «٫» or a full stop before decimals; «٬» or a
/// comma between groups of exactly three; a minus, as hyphen or as its own sign, or a plus
/// before it. Everything else is `None`: what is no number, what could be two («1,5»,
/// «1.234.567», «1٬234.5» of mixed signs), and what is above 2⁶⁴. It reads what [`super::group`]
/// and [`super::DigitStyle::show`] write.
#[must_use]
pub fn read_number(text: &str) -> Option<Decimal> {
    let (negative, number) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(number) => (true, number),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !number.ends_with(char::is_numeric) || is_mixed(number) {
        return None;
    }
    let number = to_western(number);
    let known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let decimals = number.contains('.');
    let fits = !decimals || has_decimals(&number);
    if !number.starts_with(|c: char| c.is_ascii_digit())
        || !number.chars().all(known)
        || !fits
        || (number.contains(',') && !has_thousands(&number))
    {
        return None;
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    Some(Decimal {
        negative,
        whole: whole.replace(',', "").parse().ok()?,
        fraction: fraction.to_owned(),
    })
}

/// Whether a number has digits or signs of more than one kind.
fn is_mixed(number: &str) -> bool {
    let has = |kind: fn(char) -> bool| usize::from(number.contains(kind));
    let digits = has(|c| c.is_ascii_digit())
        + has(|c| ('٠'..='٩').contains(&c))
        + has(|c| ('۰'..='۹').contains(&c));
    let western = number.contains(['.', ',']);
    let arabic = number.contains(['٫', '٬']);
    let of_western = number.contains(|c: char| c.is_ascii_digit());
    digits != 1 || (western && arabic) || (arabic && of_western)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read_number;
    use crate::digits::{DigitStyle, group};
    use crate::properties;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let read = read_number(text).map_or("nothing".to_owned(), |number| number.to_string());
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_in_either_digits() {
        check("١٬٢٣٤٫٥", "1234.5");
        check("1,234.5", "1234.5");
        check("٤٫٥٠", "4.50");
        check("۱۲۳", "123");
        check("۱۲٫۵", "12.5");
        check("-12,500", "-12500");
        check("\u{2212}٥", "-5");
        check("+3", "3");
        check("007", "7");
        check("18,446,744,073,709,551,615", "18446744073709551615");
        check("٣.٥", "3.5");
    }

    #[test]
    fn what_is_no_number_or_two_is_refused() {
        for text in [
            "",
            "-",
            "+-3",
            "1,5",
            "1,23,456",
            "1.234.567",
            "1.2,345",
            "1234,567",
            "12 500",
            "1٬234.5",
            "١2",
            "١،٥",
            ".5",
            "5.",
            "4.5%",
            "ثلاثة",
            "18446744073709551616",
            "²",
            "1٫5",
        ] {
            check(text, "nothing");
        }
    }

    #[test]
    fn whole_numbers_are_known() {
        let whole = |text| read_number(text).unwrap().to_i64();
        assert_eq!(whole("-9,223,372,036,854,775,808"), Some(i64::MIN));
        assert_eq!(whole("9,223,372,036,854,775,808"), None);
        assert_eq!(whole("12.00"), Some(12));
        assert_eq!(whole("12.05"), None);
        let number = read_number("-١٬٢٣٤٫٥٠").unwrap();
        let parts = (number.is_negative(), number.whole(), number.fraction());
        assert_eq!(parts, (true, 1_234, "50"));
    }

    proptest! {
        #[test]
        fn every_number_that_the_house_writes_is_read_as_itself(n in any::<i64>(), fraction in "[0-9]{1,9}") {
            for style in [DigitStyle::Western, DigitStyle::ArabicIndic] {
                prop_assert_eq!(read_number(&group(n, style)).unwrap().to_i64(), Some(n));
                let plain = format!("{n}.{fraction}");
                prop_assert_eq!(read_number(&style.show(&plain)).unwrap().to_string(), plain);
                let grouped = format!("{}.{fraction}", group(n, DigitStyle::Western));
                let read = read_number(&style.show(&grouped)).unwrap();
                prop_assert_eq!(read.to_string(), format!("{n}.{fraction}"));
            }
        }

        #[test]
        fn what_looks_like_a_number_keeps_the_promises(text in "[-+\u{2212}]?[0-9٠-٩۰-۹.,٫٬]{0,24}") {
            properties::digits(&text);
        }
    }
}
