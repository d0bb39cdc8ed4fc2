//! Direction on real sentences, on the measured table, and on arbitrary text.
//!
//! Isolates are written ⟦…⟧ for left-to-right and ⟨…⟩ for right-to-left runs.

use proptest::prelude::*;

use super::{Direction, first_strong, isolate, isolate_plain, strip_controls};
use crate::properties;

fn marked(text: &str, base: Direction) -> String {
    isolate(text, base)
        .iter()
        .map(|run| match run.isolated {
            Some(Direction::Ltr) => format!("⟦{}⟧", run.text(text)),
            Some(Direction::Rtl) => format!("⟨{}⟩", run.text(text)),
            None => run.text(text).to_owned(),
        })
        .collect()
}

/// The expected text shows the isolates; without them it is the text itself.
#[track_caller]
fn check(base: Direction, expected: &str) {
    let text = expected.replace(['⟦', '⟧', '⟨', '⟩'], "");
    assert_eq!(marked(&text, base), expected);
}

#[test]
fn the_measured_table_holds_in_right_to_left_text() {
    for expected in [
        "فاز الأهلي ⟦2-1⟧",
        "⟦2-1⟧ للأهلي",
        "بين ⟦10-15⟧ كتابا",
        "هاتف المكتبة ⟦+961 1 234567⟧.",
        "بلغت الحرارة ⟦-5⟧ درجات",
        "كُتب البرنامج بلغة ⟦C++⟧ ثم ⟦C#⟧",
        "تابعونا على ⟦@siraj⟧، أو ⟦#siraj_news⟧",
        "ارتفع 4.5% ثم ٤٫٥٪ في 3/3/2026 عند 14:30",
        "قال الصندوق (⟦IMF⟧) إن",
        "فاز الأهلي ⟦2-1⟧ أمس",
        "تابعوا ⟦C++⟧ ، ⟦@siraj⟧",
        "⟦-5⟧ درجات",
        "⟦+961 1 234567⟧",
        "من 10 إلى 15 و5 تحت الصفر",
    ] {
        check(Direction::Rtl, expected);
    }
}

#[test]
fn the_measured_table_holds_in_plain_text() {
    for (text, expected) in [
        ("فاز الأهلي 2-1", "فاز الأهلي \u{2066}2-1\u{2069}"),
        ("بين 10-15", "بين \u{2066}10-15\u{2069}"),
        ("هاتف +961 1 234567", "هاتف \u{2066}+961 1 234567\u{2069}"),
        ("-5 درجات", "\u{2066}-5\u{2069} درجات"),
        (
            "لغة C++ ، @siraj",
            "لغة \u{2066}C++\u{2069} ، \u{2066}@siraj\u{2069}",
        ),
        (
            "في 4.5% و٤٫٥٪ و3/3/2026 و14:30",
            "في 4.5% و٤٫٥٪ و3/3/2026 و14:30",
        ),
        ("قال (IMF) إن", "قال (\u{2066}IMF\u{2069}) إن"),
    ] {
        assert_eq!(isolate_plain(text, Direction::Rtl), expected);
    }
}

#[test]
fn foreign_words_are_isolated_with_their_signs_only() {
    for expected in [
        "كتبت «⟦The Harbour Post⟧» أن",
        "قالت ⟦Layla O'Neil⟧، وأضافت",
        "راسلونا: ⟦news@siraj.example⟧.",
        "انظر ⟦https://siraj.example/قسم/12?p=3⟧، ثم عد",
        "(⟦https://siraj.example/a_(b)⟧)",
        "الملف ⟦report-v2.final.pdf⟧ جاهز",
        "منصة ⟦.NET... Yes⟧! ثم ...⟦end⟧",
        "مارس/⟦March⟧/آذار",
        "الـ-⟦IMF⟧ والـ⟦WHO⟧",
        "نظام ⟦Windows 11 Pro⟧ الجديد",
        "هاتف ⟦Nova 15⟧، وسعره 300",
        "استدعى الدالة ⟦f(x)⟧ و⟦main()⟧",
        "طائرة ⟦F-16⟧ وفيروس ⟦COVID-19⟧",
        "بالروسية: ⟦Добрый день⟧؟",
        "⟦May 3, 2026⟧",
        "سافرت ⟦10km⟧ ثم 10 ⟦km⟧",
        "⟦IMF⟧ (⟦World Fund⟧)",
        "سطر ⟦One⟧\n⟦Two⟧ سطر",
    ] {
        check(Direction::Rtl, expected);
    }
}

#[test]
fn numbers_with_signs_or_dashes_are_isolated_and_others_left() {
    for expected in [
        "فاز (⟦2-1⟧) بعد ⟦3–0⟧",
        "في ⟦2026-03-15⟧ الساعة ⟦14:30-15:30⟧",
        "بنسبة ⟦10-15%⟧ أو ⟦-2.5%⟧ أو ⟦+3⟧",
        "الحرارة:⟦-5⟧ والهاتف:⟦+961 (1) 234567⟧",
        "اتصلوا على ⟦01 234567⟧ أو ⟦00961 1 234567⟧",
        "عام 2016 12 كتابا",
        "الـ-5 و٢-١ و-٥ و24/7",
        "الفوز 2 - 1 أمس",
        "العنوان 192.168.1.1 و1,250",
    ] {
        check(Direction::Rtl, expected);
    }
}

#[test]
fn arabic_runs_are_isolated_in_left_to_right_text() {
    for expected in [
        "The word ⟨سراج⟩ means lamp.",
        "She said «⟨نعم، مَرحبا⟩» (⟨مرسى النور⟩), then left",
        "Tag ⟨#وسم⟩ and ⟨عام 2016 في المدينة⟩ 2017",
        "No Arabic, -5 and 2-1 and +961 1 234567",
        "One ⟨سطر⟩\n⟨سطر⟩ two, ⟨أين؟⟩",
    ] {
        check(Direction::Ltr, expected);
    }
}

#[test]
fn what_is_isolated_already_is_left_alone() {
    let text = "فاز \u{2066}2-1\u{2069} أمس";
    assert_eq!(isolate_plain(text, Direction::Rtl), text);
    assert_eq!(
        isolate_plain("فاز 2-1 أمس", Direction::Rtl),
        "فاز \u{2066}2-1\u{2069} أمس"
    );
    assert_eq!(
        isolate_plain("the سراج", Direction::Ltr),
        "the \u{2067}سراج\u{2069}"
    );
    // An isolate that is never closed isolates nothing.
    assert_eq!(
        isolate_plain("\u{2066} 2-1", Direction::Rtl),
        "\u{2066} \u{2066}2-1\u{2069}"
    );
}

#[test]
fn the_first_strong_letter_gives_the_direction() {
    for (text, expected) in [
        ("«سراج» نيوز", Some(Direction::Rtl)),
        ("2026: عام", Some(Direction::Rtl)),
        ("... Siraj سراج", Some(Direction::Ltr)),
        ("שלום", Some(Direction::Rtl)),
        ("\u{2066}Siraj\u{2069} سراج", Some(Direction::Rtl)),
        ("\u{2066}Siraj سراج", None),
        ("\u{2066}12\nسراج", Some(Direction::Rtl)),
        ("\u{2069}\u{2069}Siraj", Some(Direction::Ltr)),
        ("123 + ٤٥", None),
        ("", None),
    ] {
        assert_eq!(first_strong(text), expected, "{text:?}");
    }
}

#[test]
fn overrides_are_taken_out_and_isolates_closed() {
    let check = |text: &str, expected: &str, removed: usize| {
        let stripped = strip_controls(text);
        assert_eq!(
            (stripped.text.as_str(), stripped.removed),
            (expected, removed)
        );
    };
    check("صورة \u{202E}gpj.exe\u{202C}", "صورة gpj.exe", 2);
    check(
        "می\u{200C}خواهم\u{200F}\u{200D}",
        "می\u{200C}خواهم\u{200F}\u{200D}",
        0,
    );
    check("\u{2066}ok\u{2069}", "\u{2066}ok\u{2069}", 0);
    check(
        "\u{2067}a\u{2066}b",
        "\u{2067}a\u{2066}b\u{2069}\u{2069}",
        0,
    );
    check("\u{2067}a\nb", "\u{2067}a\u{2069}\nb", 0);
    check("a\u{2069}b", "ab", 0);
}

#[test]
fn a_sign_that_ends_addresses_begins_none() {
    for text in ["<a://", "نعم <a://b", ">www.a://", "a<b://c>"] {
        properties::direction(text);
    }
    check(Direction::Rtl, "<⟦a://b⟧");
}

#[test]
fn hostile_lengths_take_linear_time() {
    for piece in [
        "a(",
        "\u{2066}",
        "+",
        "0 ",
        "(",
        "a ",
        "2-",
        "@",
        "http://",
        "\u{2066}a\u{2069}",
        "<a://",
    ] {
        let text = piece.repeat(40_000);
        for base in [Direction::Rtl, Direction::Ltr] {
            assert!(!isolate(&text, base).is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn runs_join_to_the_text_again(text in any::<String>()) {
        properties::direction(&text);
    }

    #[test]
    fn runs_of_dense_mixtures_join_to_the_text_again(
        text in "[a-cأ-جً٠-٢0-2 .,:;/()\\[\\]«»،٪%+@#\u{2212}–\u{2066}\u{2067}\u{2069}\u{200E}\u{202E}\u{0301}\n-]{0,40}",
    ) {
        properties::direction(&text);
    }

    #[test]
    fn arabic_without_foreign_parts_is_one_run(text in "[أ-ي ،.؟]{1,40}") {
        prop_assert_eq!(isolate(&text, Direction::Rtl).len(), 1);
    }
}
