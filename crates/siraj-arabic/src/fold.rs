//! Folding: the form in which two spellings of one word are the same text.
//!
//! Answers what search compares and what lists sort by. It keeps punctuation and word
//! borders; cutting words into tokens and stemming them belong to search, and the
//! text that a reader sees is never folded.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::chars::{TATWEEL, is_arabic_mark, is_invisible, western_digit};

/// The text as search and sort see it.
///
/// The rule, in order: presentation forms and other compatibility letters become
/// plain ones (NFKD); tashkeel, tatweel, the accents of Latin, Greek and Cyrillic,
/// joiners and controls are dropped; أ إ آ ٱ → ا, ى → ي, ة → ه, ؤ → و, ئ → ي, and a
/// lone ء is dropped; letters of Persian, Urdu and Kurdish become the Arabic letter
/// an Arab reader types instead; Arabic-Indic and Persian digits become ASCII; letters
/// become lower case; white space becomes single spaces, none at the ends.
///
/// `fold("أَخْبـار  المدينةِ ٢٠٢٦")` is `"اخبار المدينه 2026"`. Folding twice changes
/// nothing more.
///
/// Source: the rules of Lucene's Arabic normaliser, widened after measuring on news
/// headlines, where unifying alef, ya and ta marbuta was the largest single gain.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Writes the folded text behind what the buffer holds.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    let before = folded.len();
    // No normalisation reaches over a space, so that each word is folded by itself.
    for word in text.split_ascii_whitespace() {
        let end = folded.len();
        if end > before {
            folded.push(' ');
        }
        let start = folded.len();
        if !fold_plain(word, folded) {
            folded.truncate(start);
            folded.push_str(&fold_any(word));
        }
        if folded.len() == start {
            folded.truncate(end);
        }
    }
}

/// Adds a word of ASCII, of the Arabic block and of the signs of newspapers, whose letters
/// fold one by one; `false` for any other word, of which a part may have been added.
fn fold_plain(word: &str, folded: &mut String) -> bool {
    for c in word.chars() {
        match c {
            '!'..='~' => folded.push(c.to_ascii_lowercase()),
            '\u{0600}'..='\u{06FF}' => {
                let place = u32::from(c) - 0x0600;
                match usize::try_from(place).ok().and_then(|at| ARABIC.get(at)) {
                    Some(Plain::Letter(letter)) => folded.push(*letter),
                    Some(Plain::Dropped) => {}
                    Some(Plain::Other) | None => return false,
                }
            }
            '«' | '»' | '“' | '”' | '‘' | '’' | '–' | '—' => folded.push(c),
            _ => return false,
        }
    }
    true
}

/// What one letter folds to, whatever stands beside it.
enum Plain {
    Letter(char),
    Dropped,
    /// Several letters, or something that only the whole rule knows.
    Other,
}

/// The Arabic block, letter by letter, as the whole rule folds it.
static ARABIC: LazyLock<[Plain; 0x100]> = LazyLock::new(|| {
    let fold_at = |place: usize| {
        let code = u32::try_from(place).unwrap_or_default() + 0x0600;
        let c = char::from_u32(code)?;
        let folded = fold_any(c.encode_utf8(&mut [0; 4]));
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            (None, _) => Some(Plain::Dropped),
            (Some(letter), None) => Some(Plain::Letter(letter)),
            _ => None,
        }
    };
    std::array::from_fn(|place| fold_at(place).unwrap_or(Plain::Other))
});

/// The rule itself.
fn fold_any(text: &str) -> String {
    let letters = text
        .chars()
        // Before normalisation, because an isolated tashkeel decomposes to a space.
        .filter(|&c| !is_arabic_mark(c))
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_dropped(c))
        .map(fold_letter);
    let mut folded = String::with_capacity(text.len());
    let mut space_due = false;
    for c in letters {
        if c.is_whitespace() {
            space_due = !folded.is_empty();
        } else {
            if std::mem::take(&mut space_due) {
                folded.push(' ');
            }
            folded.push(c);
        }
    }
    folded.nfc().collect()
}

fn is_dropped(c: char) -> bool {
    is_arabic_mark(c)
        || is_invisible(c)
        || matches!(c, TATWEEL | 'ء' | '\u{0674}')
        // Accents: «Erdoğan» is typed «Erdogan». Marks of other scripts are letters
        // to their readers (Devanagari vowels, Japanese voicing) and stay.
        || matches!(c, '\u{0300}'..='\u{036F}')
}

/// One decomposed letter; أ إ آ ؤ ئ ۀ have already lost their mark to decomposition.
fn fold_letter(c: char) -> char {
    match c {
        'ٱ' | 'ٲ' | 'ٳ' => 'ا',
        'ى' | 'ی' | 'ې' | 'ۍ' | 'ێ' | 'ے' | 'ۑ' => 'ي',
        'ة' | 'ۃ' | 'ہ' | 'ھ' | 'ە' => 'ه',
        'ک' | 'ڪ' | 'ګ' | 'گ' | 'ڭ' | 'ݣ' => 'ك',
        'پ' => 'ب',
        'چ' => 'ج',
        'ڤ' | 'ڨ' | 'ڥ' | 'ڢ' | 'ڡ' => 'ف',
        'ژ' => 'ز',
        'ڕ' | 'ڑ' => 'ر',
        'ڵ' => 'ل',
        'ٹ' | 'ټ' => 'ت',
        'ڈ' | 'ډ' => 'د',
        'ں' | 'ڼ' => 'ن',
        'ۆ' | 'ۇ' | 'ۋ' | 'ۈ' | 'ۉ' | 'ۊ' => 'و',
        // One sigma, for upper case knows no final form.
        'ς' => 'σ',
        _ => western_digit(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_any};
    use crate::properties;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text:?}");
    }

    #[test]
    fn two_spellings_of_a_sentence_fold_to_one() {
        check(
            "أَعْلَنَتْ بَلَدِيَّةُ مرسى النور عن خُطَّةٍ جديدة.",
            "اعلنت بلديه مرسي النور عن خطه جديده.",
        );
        check("إفتتاح المكتبه", "افتتاح المكتبه");
        check("افتتاح المكتبة", "افتتاح المكتبه");
        check("آلاف القرّاء في الميناء", "الاف القرا في المينا");
        check("مسؤولون وشاطئ هادئ", "مسوولون وشاطي هادي");
        check("ٱلرَّحْمَٰن", "الرحمن");
        check("ســـراج", "سراج");
    }

    #[test]
    fn hamza_written_as_a_mark_folds_as_the_joined_letter_does() {
        check("ا\u{0654}خبار", "اخبار");
        check("ا\u{064E}\u{0653}لاف", "الاف");
    }

    #[test]
    fn persian_urdu_and_kurdish_letters_fold_to_the_arabic_ones() {
        check("کتاب فارسی", "كتاب فارسي");
        check(
            "گرگان وپاريس وچاد وڤيينا وژينا",
            "كركان وباريس وجاد وفيينا وزينا",
        );
        check("می\u{200C}خواهم", "ميخواهم");
        check("ہے", "هي");
    }

    #[test]
    fn digits_become_ascii() {
        check("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹", "0123456789 0123456789");
    }

    #[test]
    fn presentation_forms_become_letters() {
        check("ﻣﺪﻳﻨﺔ ﻻ", "مدينه لا");
        check("كلم\u{FE70}ة", "كلمه");
        check("ﷺ", "صلي الله عليه وسلم");
    }

    #[test]
    fn latin_letters_lose_case_and_accents() {
        check("ÉCOLE Erdoğan İzmir ΟΔΌΣ", "ecole erdogan izmir οδοσ");
    }

    #[test]
    fn marks_that_are_letters_elsewhere_stay() {
        check("हिन्दी", "हिन्दी");
        check("がんばる", "がんばる");
    }

    #[test]
    fn controls_are_dropped_and_space_is_collapsed() {
        check(
            "\u{2067}\u{FEFF}  سراج \u{00A0}\n\t نيوز\u{200F}\u{0000} ",
            "سراج نيوز",
        );
        check(" \u{200B} ", "");
    }

    #[test]
    fn every_single_character_folds_to_a_fixed_point() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn every_letter_folds_alone_as_it_does_among_others() {
        let scripts = ('\0'..='\u{33FF}').chain('\u{A000}'..='\u{FFFF}');
        for c in scripts.chain(('\u{10000}'..=char::MAX).step_by(61)) {
            let text = format!("ا{c}ب a{c} \u{0653}\u{0301}{c}");
            assert_eq!(fold(&text), fold_any(&text), "U+{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn words_fold_alone_as_they_do_among_others(
            text in "[\u{0600}-\u{06FF}\u{0300}-\u{0345}\u{200C}\u{2060}\u{2066} \u{00A0}\u{00A8}\t\u{000B}a-zÀ-ÿ«»’–…\u{FB50}-\u{FDFF}]{0,24}",
        ) {
            prop_assert_eq!(fold(&text), fold_any(&text));
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            properties::folding(&text);
        }

        #[test]
        fn folding_arabic_and_marks_twice_changes_nothing(
            text in "[\u{0600}-\u{06FF}\u{0300}-\u{0345}\u{200C}\u{2066} a-zÀ-ÿ\u{FB50}-\u{FDFF}\u{1100}-\u{11FF}]{0,24}",
        ) {
            properties::folding(&text);
        }
    }
}
