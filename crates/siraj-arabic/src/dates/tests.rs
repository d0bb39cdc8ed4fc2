//! Dates as whole lines of a page, in every style.

use proptest::prelude::*;

use super::{CivilDate, CivilTime, DateLanguage, DateStyle, HijriOffset, MonthStyle};
use crate::digits::DigitStyle;
use crate::slug::slug;

const ENGLISH: DateStyle = DateStyle {
    language: DateLanguage::English,
    months: MonthStyle::DualGregorianFirst,
    digits: DigitStyle::Western,
    hijri: Some(HijriOffset::Same),
};

fn arabic(months: MonthStyle) -> DateStyle {
    DateStyle {
        months,
        ..DateStyle::default()
    }
}

fn date(year: i32, month: u8, day: u8) -> CivilDate {
    CivilDate::new(year, month, day).unwrap()
}

#[test]
fn a_full_date_names_weekday_day_month_and_year() {
    let day = date(2016, 3, 15);
    let table = [
        (MonthStyle::Egyptian, "الثلاثاء 15 مارس 2016"),
        (MonthStyle::Levantine, "الثلاثاء 15 آذار 2016"),
        (
            MonthStyle::DualGregorianFirst,
            "الثلاثاء 15 مارس/\u{2060}آذار 2016",
        ),
        (
            MonthStyle::DualLevantFirst,
            "الثلاثاء 15 آذار/\u{2060}مارس 2016",
        ),
    ];
    for (months, expected) in table {
        assert_eq!(arabic(months).full(day), expected);
    }
    assert_eq!(ENGLISH.full(day), "Tuesday 15 March 2016");
}

#[test]
fn each_country_has_its_months() {
    let table = [
        (MonthStyle::Egyptian, ["يناير", "يوليو", "أغسطس", "ديسمبر"]),
        (
            MonthStyle::Levantine,
            ["كانون الثاني", "تموز", "آب", "كانون الأول"],
        ),
        (MonthStyle::Algerian, ["جانفي", "جويلية", "أوت", "ديسمبر"]),
        (MonthStyle::Moroccan, ["يناير", "يوليوز", "غشت", "دجنبر"]),
        (MonthStyle::Mauritanian, ["يناير", "يوليو", "أغشت", "دجمبر"]),
    ];
    for (months, expected) in table {
        assert_eq!([1, 7, 8, 12].map(|month| months.name(month)), expected);
    }
    assert_eq!(MonthStyle::DualLevantFirst.name(13), "");
    assert_eq!(MonthStyle::Egyptian.name(0), "");
}

#[test]
fn the_joiner_of_a_month_pair_does_not_reach_addresses() {
    let title = arabic(MonthStyle::DualGregorianFirst).month_year(date(2016, 1, 1));
    assert_eq!(title, "يناير/\u{2060}كانون الثاني 2016");
    assert_eq!(slug(&title), "يناير-كانون-الثاني-2016");
}

#[test]
fn shorter_forms_leave_out_what_the_page_knows() {
    let style = arabic(MonthStyle::Levantine);
    let day = date(2026, 6, 3);
    assert_eq!(style.day_month(day), "3 حزيران");
    assert_eq!(style.day_month_year(day), "3 حزيران 2026");
    assert_eq!(style.month_year(day), "حزيران 2026");
    assert_eq!(ENGLISH.day_month(day), "3 June");
    assert_eq!(ENGLISH.month_year(day), "June 2026");
}

#[test]
fn times_may_name_the_place_of_their_clock() {
    let style = arabic(MonthStyle::Egyptian);
    let (day, time) = (date(2026, 3, 5), CivilTime::new(9, 5).unwrap());
    assert_eq!(style.time(time), "09:05");
    assert_eq!(style.time_in(time, "مرسى النور"), "09:05 بتوقيت مرسى النور");
    assert_eq!(style.date_time(day, time), "5 مارس 2026، 09:05");
    assert_eq!(
        style.date_time_in(day, time, "مرسى النور"),
        "5 مارس 2026، 09:05 بتوقيت مرسى النور"
    );
    assert_eq!(
        ENGLISH.date_time_in(day, time, "Marsa al-Nur"),
        "5 March 2026, 09:05 Marsa al-Nur time"
    );
}

#[test]
fn arabic_indic_digits_are_a_setting() {
    let style = DateStyle {
        digits: DigitStyle::ArabicIndic,
        hijri: Some(HijriOffset::Same),
        ..arabic(MonthStyle::Egyptian)
    };
    let day = date(2026, 3, 3);
    assert_eq!(style.full(day), "الثلاثاء ٣ مارس ٢٠٢٦");
    assert_eq!(style.time(CivilTime::new(14, 30).unwrap()), "١٤:٣٠");
    assert_eq!(style.hijri_date(day).unwrap(), "١٤ رمضان ١٤٤٧ هـ");
    assert_eq!(style.relative(180), "قبل ٣ دقائق");
}

#[test]
fn the_hijri_date_follows_umm_al_qura_and_the_offset() {
    let day = date(2026, 3, 3);
    let table = [
        (HijriOffset::DayBehind, "13 رمضان 1447 هـ"),
        (HijriOffset::Same, "14 رمضان 1447 هـ"),
        (HijriOffset::DayAhead, "15 رمضان 1447 هـ"),
    ];
    for (offset, expected) in table {
        let style = DateStyle {
            hijri: Some(offset),
            ..DateStyle::default()
        };
        assert_eq!(style.hijri_date(day).unwrap(), expected);
    }
    assert_eq!(ENGLISH.hijri_date(day).unwrap(), "14 Ramadan 1447 AH");
    assert_eq!(DateStyle::default().hijri_date(day), None);
    assert_eq!(ENGLISH.hijri_date(date(600, 1, 1)), None);
}

#[test]
fn the_offset_is_one_day_at_most() {
    for days in [-1, 0, 1] {
        assert_eq!(i8::from(HijriOffset::try_from(days).unwrap()), days);
    }
    let refused = HijriOffset::try_from(2).unwrap_err();
    assert_eq!(refused.to_string(), "the Hijri offset is -1, 0 or 1, not 2");
}

#[test]
fn relative_times_count_in_all_arabic_forms() {
    let (minute, hour, day) = (60, 3_600, 86_400);
    let table = [
        (0, "الآن"),
        (59, "الآن"),
        (-59, "الآن"),
        (minute, "قبل دقيقة واحدة"),
        (2 * minute + 59, "قبل دقيقتين"),
        (3 * minute, "قبل 3 دقائق"),
        (10 * minute, "قبل 10 دقائق"),
        (11 * minute, "قبل 11 دقيقة"),
        (59 * minute, "قبل 59 دقيقة"),
        (hour, "قبل ساعة واحدة"),
        (2 * hour, "قبل ساعتين"),
        (3 * hour, "قبل 3 ساعات"),
        (11 * hour, "قبل 11 ساعة"),
        (day, "قبل يوم واحد"),
        (2 * day, "قبل يومين"),
        (7 * day, "قبل 7 أيام"),
        (11 * day, "قبل 11 يومًا"),
        (99 * day, "قبل 99 يومًا"),
        (100 * day, "قبل 100 يوم"),
        (102 * day, "قبل 102 يوم"),
        (103 * day, "قبل 103 أيام"),
        (-5 * minute, "بعد 5 دقائق"),
        (-2 * hour, "بعد ساعتين"),
    ];
    for (age, expected) in table {
        assert_eq!(DateStyle::default().relative(age), expected, "{age}");
    }
}

#[test]
fn relative_times_in_english_have_two_forms() {
    let table = [
        (5, "now"),
        (60, "1 minute ago"),
        (7_200, "2 hours ago"),
        (86_400, "1 day ago"),
        (-300, "in 5 minutes"),
    ];
    for (age, expected) in table {
        assert_eq!(ENGLISH.relative(age), expected);
    }
}

#[test]
fn days_and_times_that_do_not_exist_are_refused() {
    for (year, month, day) in [
        (2026, 2, 29),
        (2026, 13, 1),
        (2026, 0, 1),
        (2026, 1, 0),
        (0, 1, 1),
        (10_000, 1, 1),
    ] {
        assert_eq!(CivilDate::new(year, month, day), None);
    }
    assert!(CivilDate::new(2028, 2, 29).is_some());
    assert_eq!(CivilTime::new(24, 0), None);
    assert_eq!(CivilTime::new(12, 60), None);
}

proptest! {
    #[test]
    fn every_date_can_be_written(
        year in any::<i32>(), month in any::<u8>(), day in any::<u8>(), age in any::<i64>(),
    ) {
        prop_assert!(!ENGLISH.relative(age).is_empty());
        prop_assert!(!DateStyle::default().relative(age).is_empty());
        if let Some(date) = CivilDate::new(year, month, day) {
            prop_assert!(!ENGLISH.full(date).is_empty());
        }
        let near = CivilDate::new(1 + year.rem_euclid(9999), 1 + month % 12, 1 + day % 28).unwrap();
        prop_assert!(ENGLISH.full(near).ends_with(&near.year().to_string()));
        prop_assert_eq!(ENGLISH.hijri_date(near).is_some(), near >= CivilDate::new(622, 7, 19).unwrap());
    }
}
