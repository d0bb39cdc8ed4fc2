//! What holds for every text: the promises of the modules as functions that panic where one is
//! broken. The tests feed them with chosen and random text, the fuzz targets with hostile one.
//! Built for those two alone.

use crate::dates::parse::{Day, Reference, When, find, parse};
use crate::typography::{QuotationMarks, findings, mend};
use crate::{CivilDate, HijriOffset, fold};

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
