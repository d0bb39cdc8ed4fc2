//! What holds for every text: the promises of the modules as functions that panic where one is
//! broken. The tests feed them with chosen and random text, the fuzz targets with hostile one.
//! Built for those two alone.

use crate::dates::parse::{Day, Reference, When, find, parse};
use crate::slug::MAX_CHARS;
use crate::typography::{QuotationMarks, findings, mend};
use crate::{
    CivilDate, DigitStyle, Direction, HijriOffset, fold, group, is_slug, isolate, isolate_plain,
    read_number, slug, strip_controls, to_western,
};

/// Mending is idempotent, leaves no slip, changes no letter and no digit, and its findings
/// lie in order on borders of characters and say what was mended.
///
/// # Panics
/// Where a promise is broken, as all functions of this module do.
pub fn typography(text: &str) {
    for quotes in [QuotationMarks::Guillemets, QuotationMarks::Curly] {
        let mended = mend(text, quotes);
        assert_eq!(mended.findings, findings(text, quotes));
        let mut applied = String::new();
        let mut end = 0;
        for finding in &mended.findings {
            assert!(
                finding.range.start >= end,
                "{finding:?} overlaps in {text:?}"
            );
            let between = text.get(end..finding.range.start);
            let there = text.get(finding.range.clone());
            applied.push_str(between.expect("a finding begins at a character"));
            let there = there.expect("a finding ends at a character");
            assert!(!there.is_empty(), "{finding:?} is nowhere in {text:?}");
            applied.push_str(if finding.kind.is_slip() {
                assert_ne!(there, finding.replacement, "{finding:?} in {text:?}");
                &finding.replacement
            } else {
                there
            });
            end = finding.range.end;
        }
        applied.push_str(text.get(end..).unwrap_or_default());
        assert_eq!(applied, mended.text, "of {text:?}");
        let again = mend(&mended.text, quotes);
        assert_eq!(again.text, mended.text, "mended twice: {text:?}");
        assert!(again.findings.iter().all(|finding| !finding.kind.is_slip()));
        assert_eq!(letters(&mended.text), letters(text), "of {text:?}");
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Reading dates ends, and what is found lies in order on borders of characters, never empty.
///
/// # Panics
/// Where a promise is broken.
pub fn dates(text: &str) {
    let today = CivilDate::new(2026, 3, 15).expect("it is a day");
    for hijri in [None, Some(HijriOffset::DayAhead)] {
        let reference = Reference { today, hijri };
        let _ = parse(text, &reference);
        let mut end = 0;
        for (range, dated) in find(text, &reference) {
            assert!(
                range.start >= end && !range.is_empty(),
                "{range:?} in {text:?}"
            );
            assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
            end = range.end;
            if let When::Day(Day::OneOf { first, last }, _) = dated.when {
                assert_eq!(last.days_from(first), 2, "in {text:?}");
            }
        }
    }
}

/// Folding twice changes nothing more, and leaves neither upper case nor double spaces.
///
/// # Panics
/// Where a promise is broken.
pub fn folding(text: &str) {
    let once = fold(text);
    assert_eq!(fold(&once), once, "folded twice: {text:?}");
    assert!(!once.contains("  ") && once.trim() == once, "of {text:?}");
}

/// A slug is its own slug, is short, and holds nothing that an address could misread.
///
/// # Panics
/// Where a promise is broken.
pub fn slugs(text: &str) {
    let made = slug(text);
    assert_eq!(slug(&made), made, "of {text:?}");
    assert_eq!(is_slug(&made), !made.is_empty(), "of {text:?}");
    assert!(made.chars().count() <= MAX_CHARS, "of {text:?}");
    assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"));
    let forbidden = |c: char| {
        matches!(
            c,
            '%' | '/' | '.' | '?' | '#' | '&' | '\\' | '\u{200C}' | '\u{200D}'
        ) || c.is_whitespace()
            || c.is_control()
            || ('\u{2066}'..='\u{2069}').contains(&c)
    };
    assert!(!made.contains(forbidden), "{made:?} of {text:?}");
}

/// Runs join to the text again, isolating twice changes nothing more, and no control is
/// left to strip after stripping.
///
/// # Panics
/// Where a promise is broken.
pub fn direction(text: &str) {
    for base in [Direction::Rtl, Direction::Ltr] {
        let mut end = 0;
        for run in isolate(text, base) {
            assert_eq!(run.range.start, end, "of {text:?}");
            assert!(!run.text(text).is_empty(), "of {text:?}");
            end = run.range.end;
        }
        assert_eq!(end, text.len(), "of {text:?}");
        let once = isolate_plain(text, base);
        assert_eq!(isolate_plain(&once, base), once, "isolated twice: {text:?}");
    }
    let stripped = strip_controls(text);
    let again = strip_controls(&stripped.text);
    assert_eq!(
        (again.removed, &again.text),
        (0, &stripped.text),
        "of {text:?}"
    );
}

/// Either digits are as many characters, bringing them back is stable, and a number that is
/// read is the number that was written.
///
/// # Panics
/// Where a promise is broken.
pub fn digits(text: &str) {
    let shown = DigitStyle::ArabicIndic.show(text);
    assert_eq!(shown.chars().count(), text.chars().count(), "of {text:?}");
    let western = to_western(text);
    assert_eq!(to_western(&western), western, "of {text:?}");
    let Some(number) = read_number(text) else {
        return;
    };
    assert_eq!(read_number(&number.to_string()), Some(number.clone()));
    if let Some(whole) = number.to_i64() {
        let grouped = group(whole, DigitStyle::ArabicIndic);
        let read = read_number(&grouped).and_then(|read| read.to_i64());
        assert_eq!(read, Some(whole), "of {text:?}");
    }
}
