//! Digits: text is stored with ASCII digits and shown in the digits of the publication.
//!
//! Answers how the numbers of a sentence look in either style, and brings typed
//! Arabic-Indic or Persian digits back to ASCII, and reads a number in any of them. It leaves addresses, file names, names
//! such as F-16 and telephone numbers alone; code and embeds are the renderer's to spare.

mod reading;

use serde::{Deserialize, Serialize};

use crate::chars::western_digit;
use crate::direction::phone_end;

pub use reading::{Decimal, read_number};

/// The digits in which a publication shows numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigitStyle {
    /// 0123456789: the habit of Arabic news online, and our default.
    #[default]
    Western,
    /// ٠١٢٣٤٥٦٧٨٩ with ٫ for decimals, ٬ for thousands and ٪.
    ArabicIndic,
}

impl DigitStyle {
    /// The text with its numbers in this style; all other text stays as it is.
    ///
    /// Western changes nothing. Arabic-Indic turns `بلغ النمو 4.5% أي 12,500 كتاب`
    /// into `بلغ النمو ٤٫٥٪ أي ١٢٬٥٠٠ كتاب`. A full stop is a decimal sign only in a number
    /// that has one of it, a comma only before exactly three digits, so that dates
    /// (3.5.2026), lists (1,2,3) and sentences keep their signs. A word with a letter
    /// outside Arabic script keeps its digits, because `COVID-19` and addresses break
    /// otherwise, and so does a telephone number, whose groups would swap even inside
    /// an isolate. Source of the separators: CLDR, numbering system `arab`.
    #[must_use]
    pub fn show(&self, text: &str) -> String {
        match self {
            Self::Western => text.to_owned(),
            Self::ArabicIndic => to_arabic_indic(text),
        }
    }
}

/// The text with Arabic-Indic and Persian digits as ASCII, and ٫ ٬ between digits and ٪
/// after one as `.` `,` and `%`. What an editor types is stored through this.
///
/// `to_western("٤٫٥٪ من ١٢٬٥٠٠")` is `"4.5% من 12,500"`.
#[must_use]
pub fn to_western(text: &str) -> String {
    let mut western = String::with_capacity(text.len());
    let mut after_digit = false;
    let mut chars = text.chars().map(western_digit).peekable();
    while let Some(c) = chars.next() {
        let before_digit = chars.peek().is_some_and(char::is_ascii_digit);
        western.push(match c {
            '٫' if after_digit && before_digit => '.',
            '٬' if after_digit && before_digit => ',',
            '٪' if after_digit => '%',
            _ => c,
        });
        after_digit = c.is_ascii_digit();
    }
    western
}

/// A whole number with its thousands set apart: `12,500`, or `١٢٬٥٠٠`.
///
/// The sign of a negative number is the ASCII hyphen; right-to-left text isolates it
/// ([`crate::direction`]). Years and other names of things are not grouped: show them
/// with [`DigitStyle::show`].
#[must_use]
pub fn group(n: i64, style: DigitStyle) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3 + 1);
    if n < 0 {
        grouped.push('-');
    }
    for (written, digit) in digits.chars().enumerate() {
        if written > 0 && (digits.len() - written).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    style.show(&grouped)
}

fn to_arabic_indic(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (piece, after) = if is_word_border(first) {
            split_at(rest, first.len_utf8())
        } else if let Some(end) = phone_end(rest) {
            let (phone, after) = split_at(rest, end);
            shown.push_str(phone);
            rest = after;
            continue;
        } else {
            split_at(rest, rest.find(is_word_border).unwrap_or(rest.len()))
        };
        if piece.contains(is_foreign_letter) {
            shown.push_str(piece);
        } else {
            show_numbers(piece, &mut shown);
        }
        rest = after;
    }
    shown
}

/// Words end at white space and at the signs that only Arabic sentences use.
fn is_word_border(c: char) -> bool {
    c.is_whitespace() || matches!(c, '،' | '؛' | '؟' | '«' | '»')
}

fn is_foreign_letter(c: char) -> bool {
    !matches!(c, '\u{0600}'..='\u{08FF}' | '\u{FB50}'..='\u{FEFF}') && c.is_alphabetic()
}

fn show_numbers(word: &str, shown: &mut String) {
    let mut rest = word;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = split_at(rest, start);
        let (number, after) = split_at(from, number_end(from));
        shown.push_str(before);
        let (decimals, thousands) = (has_decimals(number), has_thousands(number));
        shown.extend(number.chars().map(|c| match c {
            '.' if decimals => '٫',
            ',' if thousands => '٬',
            _ => arabic_indic_digit(c),
        }));
        rest = after;
        if let Some(after) = rest.strip_prefix('%') {
            shown.push('٪');
            rest = after;
        }
    }
    shown.push_str(rest);
}

/// The end of the digits at the start of the text, with each `.` or `,` that stands
/// between two of them.
fn number_end(text: &str) -> usize {
    let mut end = 0;
    let mut separated = false;
    for (at, c) in text.char_indices() {
        match c {
            '0'..='9' => {
                end = at + 1;
                separated = false;
            }
            '.' | ',' if !separated => separated = true,
            _ => break,
        }
    }
    end
}

fn has_decimals(number: &str) -> bool {
    match number.split_once('.') {
        Some((whole, decimals)) => {
            !decimals.contains(['.', ',']) && (!whole.contains(',') || has_thousands(number))
        }
        None => false,
    }
}

fn has_thousands(number: &str) -> bool {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next().map_or(0, str::len);
    !decimals.contains(['.', ',']) && first <= 3 && groups.all(|group| group.len() == 3)
}

fn arabic_indic_digit(c: char) -> char {
    c.to_digit(10)
        .and_then(|digit| char::from_u32(0x0660 + digit))
        .unwrap_or(c)
}

fn split_at(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DigitStyle, group, to_western};
    use crate::properties;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(DigitStyle::ArabicIndic.show(text), expected, "{text:?}");
        assert_eq!(DigitStyle::Western.show(text), text);
        assert_eq!(to_western(expected), text);
    }

    #[test]
    fn numbers_in_a_sentence_take_arabic_digits_and_separators() {
        check(
            "بلغ النمو 4.5% أي 12,500 كتاب.",
            "بلغ النمو ٤٫٥٪ أي ١٢٬٥٠٠ كتاب.",
        );
        check(
            "بلغت الكلفة 1,234,567.89 دينار",
            "بلغت الكلفة ١٬٢٣٤٬٥٦٧٫٨٩ دينار",
        );
        check("عاد في عام 2016.", "عاد في عام ٢٠١٦.");
        check("الساعة 14:30 يوم 3/3/2026", "الساعة ١٤:٣٠ يوم ٣/٣/٢٠٢٦");
        check("فاز 2-1، ثم 3-0", "فاز ٢-١، ثم ٣-٠");
        check("«15 مارس/آذار»", "«١٥ مارس/آذار»");
    }

    #[test]
    fn signs_that_do_not_belong_to_a_number_stay() {
        check("صدر في 3.5.2026", "صدر في ٣.٥.٢٠٢٦");
        check("الأرقام 1,2,3 و10,20", "الأرقام ١,٢,٣ و١٠,٢٠");
        check("نسبة % وحدها, ثم. نقطة", "نسبة % وحدها, ثم. نقطة");
        check("7.,8 و1,234,56.7", "٧.,٨ و١,٢٣٤,٥٦.٧");
    }

    #[test]
    fn words_with_foreign_letters_and_telephones_keep_their_digits() {
        for text in [
            "COVID-19 وF-16",
            "https://siraj.example/قسم/12?p=3",
            "photo_2026.jpg layla1@siraj.example",
            "اتصلوا على +961 1 234567",
        ] {
            check(text, text);
        }
        check(
            "هاتف +961 1 234567، الطابق 3",
            "هاتف +961 1 234567، الطابق ٣",
        );
    }

    #[test]
    fn typed_digits_become_ascii() {
        assert_eq!(to_western("٤٫٥٪ من ١٢٬٥٠٠ و۱۲۳"), "4.5% من 12,500 و123");
        assert_eq!(to_western("٫ ٬ ٪"), "٫ ٬ ٪");
    }

    #[test]
    fn whole_numbers_are_grouped_by_thousands() {
        let table = [
            (0, "0", "٠"),
            (999, "999", "٩٩٩"),
            (1_000, "1,000", "١٬٠٠٠"),
            (12_500, "12,500", "١٢٬٥٠٠"),
            (-1_234_567, "-1,234,567", "-١٬٢٣٤٬٥٦٧"),
        ];
        for (n, western, arabic) in table {
            assert_eq!(group(n, DigitStyle::Western), western);
            assert_eq!(group(n, DigitStyle::ArabicIndic), arabic);
        }
        assert_eq!(
            group(i64::MIN, DigitStyle::Western),
            "-9,223,372,036,854,775,808"
        );
    }

    proptest! {
        #[test]
        fn showing_and_bringing_back_loses_nothing(text in "[0-9.,%+ ،«أ-يa-z:/\n-]{0,40}") {
            prop_assert_eq!(to_western(&DigitStyle::ArabicIndic.show(&text)), text);
        }

        #[test]
        fn any_text_can_be_shown(text in any::<String>()) {
            properties::digits(&text);
        }
    }
}
