//! What cleaning keeps, takes and refuses, on sentences as they arrive.

use super::*;
use proptest::prelude::*;

fn line(text: &str) -> Cleaned {
    clean_line(text, 500).unwrap()
}

#[test]
fn an_ordinary_sentence_is_left_alone() {
    let sentence = "أعلنت هيئة المياه، صباح الثلاثاء، أنّ منسوب «بحيرة المرايا» ارتفع 4.5%.";
    // The shadda and the vowel are in canonical order already.
    assert_eq!(line(sentence).text, sentence);
    assert!(line(sentence).removed.is_nothing());
}

#[test]
fn overrides_are_removed_and_counted() {
    let cleaned = line("وصل الوفد \u{202E}إلى\u{202C} سرو");
    assert_eq!(cleaned.text, "وصل الوفد إلى سرو");
    assert_eq!(cleaned.removed.overrides, 2);
}

#[test]
fn null_bytes_and_controls_are_removed_and_counted() {
    let cleaned = line("مرفأ\u{0} مرسى\u{7} النور\u{9b}\u{feff}\u{fffe}");
    assert_eq!(cleaned.text, "مرفأ مرسى النور");
    assert_eq!(cleaned.removed.controls, 5);
}

#[test]
fn marks_joiners_and_paired_isolates_stay_in_text() {
    let sentence = "كتب\u{200F} می\u{200C}روم \u{2068}C++\u{2069} ه\u{200D}";
    assert_eq!(line(sentence).text, sentence);
}

#[test]
fn an_open_isolate_is_closed_and_a_stray_end_is_dropped() {
    assert_eq!(line("لغة \u{2066}C++").text, "لغة \u{2066}C++\u{2069}");
    assert_eq!(line("لغة \u{2066}C++").removed.isolates_closed, 1);
    assert_eq!(line("لغة\u{2069} أخرى").text, "لغة أخرى");
    assert_eq!(line("لغة\u{2069} أخرى").removed.isolate_ends, 1);
}

#[test]
fn a_line_has_no_breaks_and_single_spaces() {
    assert_eq!(line("  سطر\r\nأوّل \u{2028} ثانٍ\t ").text, "سطر أوّل ثانٍ");
}

#[test]
fn lines_keep_single_blank_lines() {
    let cleaned = clean_lines("\nأوّل\r\n\r\n\r\n\r\nثانٍ \nثالث\n", 100).unwrap();
    assert_eq!(cleaned.text, "أوّل\n\nثانٍ\nثالث");
}

#[test]
fn decomposed_letters_become_one_spelling() {
    assert_eq!(line("ا\u{653}ذار").text, "آذار");
}

#[test]
fn a_name_refuses_what_nobody_sees() {
    for invisible in [
        "ليلى\u{200F} حدّاد",
        "سامر\u{200C}عون",
        "\u{2068}رنا\u{2069}",
        "مها\u{AD}",
    ] {
        assert_eq!(clean_name(invisible, 80), Err(TextRefused::InvisibleInName));
    }
    assert_eq!(clean_name(" ليلى  حدّاد ", 80).unwrap().text, "ليلى حدّاد");
}

#[test]
fn length_is_counted_in_characters() {
    assert!(clean_line("سراج", 4).is_ok());
    assert_eq!(
        clean_line("سراج!", 4),
        Err(TextRefused::TooLong {
            limit: 4,
            length: 5
        })
    );
}

#[test]
fn blank_is_what_a_reader_does_not_see() {
    assert!(is_blank(" \u{A0}\u{200F}\u{2060}\n"));
    assert!(!is_blank("،"));
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
        let once = clean_lines(&text, usize::MAX).unwrap();
        let twice = clean_lines(&once.text, usize::MAX).unwrap();
        prop_assert!(twice.removed.is_nothing());
        prop_assert_eq!(once.text, twice.text);
    }
}
