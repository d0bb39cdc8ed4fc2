//! Slugs: the readable word part of an address, «افتتاح-المكتبة-الجديدة».
//!
//! Answers which letters of a headline stand in its address. It does not percent-encode
//! (the one who prints the address does), does not make slugs unique, and does not
//! choose a name when nothing is left (an empty slug is the caller's to replace).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::chars::{TATWEEL, is_arabic_mark, is_invisible, western_digit};

/// The longest slug, in characters. An Arabic letter takes six bytes in a percent-encoded
/// address; 80 keep the address of an article under 600 bytes, which mail programs
/// and message limits survive.
pub const MAX_CHARS: usize = 80;

/// The address part made from a headline or a name.
///
/// The rule: letters and digits of any script stay, Arabic letters as they are written
/// (hamza and ta marbuta are spelling), in NFKC, which is also NFC; tashkeel, tatweel,
/// apostrophes, joiners and controls vanish inside a word; every other sign is a word
/// border; words are joined by one hyphen; Arabic-Indic and Persian digits become ASCII;
/// letters become lower case; the slug is cut on a word border at [`MAX_CHARS`], and
/// a longer first word before a letter, never before its accent.
///
/// `slug("مدينةُ «مرسى النور» تفتح ٣ مكتبات!")` is `"مدينة-مرسى-النور-تفتح-3-مكتبات"`.
/// `slug("؟!")` is empty.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = Slug::default();
    let mut words = Vec::new();
    // No normalisation reaches over a space, and nothing behind the cut is read.
    for piece in text.split_ascii_whitespace() {
        if !plain_words(piece, &mut words) {
            words = any_words(piece);
        }
        for word in words.drain(..) {
            if !slug.add(&word) {
                return slug.text;
            }
        }
    }
    slug.text
}

/// The words of a piece, by the rule itself.
fn any_words(piece: &str) -> Vec<String> {
    let cleaned: String = piece
        .chars()
        .filter(|&c| !is_isolated_tashkeel(c))
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|&c| !vanishes(c))
        .nfkc()
        .map(western_digit)
        .collect();
    words(&cleaned)
}

/// Adds the words of a piece of plain letters, digits and signs, which stay what they are one by
/// one; `false`, and nothing added, for any other piece.
fn plain_words(piece: &str, words: &mut Vec<String>) -> bool {
    words.clear();
    let mut word = String::new();
    for c in piece.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'ء'..='غ' | 'ف'..='ي' => word.push(c),
            'A'..='Z' => word.push(c.to_ascii_lowercase()),
            '٠'..='٩' => word.push(western_digit(c)),
            '\'' | '’' | '‘' | TATWEEL | '\u{064B}'..='\u{0652}' => {}
            '!'..='~' | '،' | '؛' | '؟' | '«' | '»' | '“' | '”' | '–' | '—' => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            _ => {
                words.clear();
                return false;
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    true
}

/// Whether the text is exactly what [`slug`] would make of it; the door of an address
/// asks this before any look-up. The empty text is no slug: it names nothing.
///
/// `is_slug("مرسى-النور")` holds; `is_slug("مرسى النور")` does not.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    !text.is_empty() && slug(text) == text
}

/// Presentation-form tashkeel goes before normalisation, which would make a space of
/// it; ordinary tashkeel stays until alef and a maddah mark have become آ.
fn is_isolated_tashkeel(c: char) -> bool {
    is_arabic_mark(c) && c >= '\u{FB50}'
}

fn vanishes(c: char) -> bool {
    is_arabic_mark(c)
        || is_invisible(c)
        || matches!(c, TATWEEL | '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

/// The words: runs of letters and digits with the marks that follow them.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let mark = is_combining_mark(c);
        if (mark && !word.is_empty()) || (!mark && c.is_alphanumeric()) {
            word.push(c);
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A slug while it grows.
#[derive(Default)]
struct Slug {
    text: String,
    length: usize,
}

impl Slug {
    /// Adds a word; `false` once nothing more fits.
    fn add(&mut self, word: &str) -> bool {
        let hyphen = usize::from(!self.text.is_empty());
        let word_length = word.chars().count();
        if self.length + hyphen + word_length > MAX_CHARS {
            if self.text.is_empty() {
                self.text = cut_word(word);
            }
            return false;
        }
        if hyphen == 1 {
            self.text.push('-');
        }
        self.text.push_str(word);
        self.length += hyphen + word_length;
        true
    }
}

/// A word longer than the whole slug, cut so that no letter loses its mark. A hostile
/// letter under eighty marks is cut among them all the same.
fn cut_word(word: &str) -> String {
    let end = (1..=MAX_CHARS)
        .rev()
        .find(|&n| {
            word.chars()
                .nth(n)
                .is_none_or(|next| !is_combining_mark(next))
        })
        .unwrap_or(MAX_CHARS);
    word.chars().take(end).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_CHARS, Slug, any_words, is_slug, slug};
    use crate::properties;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(slug(text), expected, "{text:?}");
    }

    #[test]
    fn a_headline_becomes_its_words() {
        check(
            "مدينةُ «مرسى النور» تفتح ٣ مكتبات!",
            "مدينة-مرسى-النور-تفتح-3-مكتبات",
        );
        check(
            "أُعيدَ فتحُ الميناء؛ والصيّادون: عُدنا",
            "أعيد-فتح-الميناء-والصيادون-عدنا",
        );
        check("ســراج نيوز", "سراج-نيوز");
        check("مارس/آذار 2016، 4.5%", "مارس-آذار-2016-4-5");
        check(
            "The Harbour's New Library — C++ & 50%",
            "the-harbours-new-library-c-50",
        );
    }

    #[test]
    fn spelling_is_kept() {
        check(
            "شؤون الشاطئ: آراء وإعلانات لليلى",
            "شؤون-الشاطئ-آراء-وإعلانات-لليلى",
        );
        check("ا\u{0653}راء", "آراء");
        check("गाँव की हिन्दी", "गाँव-की-हिन्दी");
        check("São Tomé", "são-tomé");
    }

    #[test]
    fn nothing_but_signs_is_an_empty_slug() {
        check("؟! … «»", "");
        check("\u{064E}\u{0640}\u{200D}", "");
        check("", "");
    }

    #[test]
    fn joiners_isolates_and_path_signs_never_survive() {
        check("می\u{200C}خواهم", "میخواهم");
        check("\u{2067}سراج\u{2069}\u{202E}/../%2e%2E", "سراج-2e-2e");
    }

    #[test]
    fn presentation_forms_become_letters() {
        check("ﻣﺪﻳﻨﺔ", "مدينة");
    }

    #[test]
    fn a_long_headline_is_cut_between_words() {
        let cut = slug(&"مكتبة ".repeat(40));
        assert_eq!(cut, vec!["مكتبة"; 13].join("-"));
        assert_eq!(cut.chars().count(), 77);
    }

    #[test]
    fn a_single_long_word_is_cut_before_a_letter() {
        assert_eq!(slug(&"ن".repeat(200)).chars().count(), MAX_CHARS);
        let accented = format!("{}x\u{0302}tail", "a".repeat(79));
        assert_eq!(slug(&accented), "a".repeat(79));
        let hostile = format!("a{}", "\u{0302}".repeat(200));
        assert_eq!(slug(&hostile).chars().count(), MAX_CHARS);
    }

    #[test]
    fn a_slug_is_known_when_seen() {
        assert!(is_slug("مرسى-النور-2026"));
        for other in [
            "",
            "مرسى النور",
            "-مرسى",
            "مرسى--النور",
            "Harbour",
            "مَرسى",
            "a/b",
            "٣",
        ] {
            assert!(!is_slug(other), "{other:?}");
        }
    }

    #[test]
    fn every_single_character_has_a_stable_slug() {
        for c in '\0'..=char::MAX {
            let once = slug(c.encode_utf8(&mut [0; 4]));
            assert_eq!(slug(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    /// The slug of a text whose words were never taken apart.
    fn slug_of_whole(text: &str) -> String {
        let mut slug = Slug::default();
        let _ = any_words(text).iter().all(|word| slug.add(word));
        slug.text
    }

    #[test]
    fn every_letter_stands_alone_as_it_does_among_others() {
        let scripts = ('\0'..='\u{33FF}').chain('\u{A000}'..='\u{FFFF}');
        for c in scripts.chain(('\u{10000}'..=char::MAX).step_by(61)) {
            let text = format!("ا{c}ب a{c} \u{0653}\u{0301}{c}");
            assert_eq!(slug(&text), slug_of_whole(&text), "U+{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn words_stand_alone_as_they_do_among_others(
            text in "[\u{0600}-\u{06FF}\u{0300}-\u{0330}\u{200C}\u{2060} \u{00A0}\u{00A8}\t\u{000B}a-zA-ZÀ-ÿ'’«»–./\u{FB50}-\u{FDFF}]{0,120}",
        ) {
            prop_assert_eq!(slug(&text), slug_of_whole(&text));
        }

        #[test]
        fn a_slug_is_its_own_slug(text in any::<String>()) {
            properties::slugs(&text);
        }

        #[test]
        fn long_mixed_headlines_stay_clean(
            text in "[\u{0600}-\u{06FF}\u{0300}-\u{0330}\u{200C}-\u{200F}\u{2066}-\u{2069} a-zA-ZÀ-ÿ./%\u{FB50}-\u{FDFF}\u{1100}-\u{11FF}\u{0900}-\u{097F}]{0,200}",
        ) {
            properties::slugs(&text);
        }
    }
}
