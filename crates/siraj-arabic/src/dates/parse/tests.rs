//! Dates as the house, wires and imports write them, and what is no date.

use proptest::prelude::*;

use super::{Clock, Dated, Day, Reference, When, Zone, find, parse};
use crate::dates::{CivilDate, CivilTime, DateLanguage, DateStyle, HijriOffset, MonthStyle};
use crate::digits::DigitStyle;
use crate::properties;

fn date(year: i32, month: u8, day: u8) -> CivilDate {
    CivilDate::new(year, month, day).unwrap()
}

/// Sunday, 15 March 2026; 26 Ramadan 1447.
fn reference() -> Reference {
    Reference {
        today: date(2026, 3, 15),
        hijri: Some(HijriOffset::Same),
    }
}

/// What was read, as a line: the day or age, the time, the place, and the doubts.
fn line(dated: &Dated) -> String {
    let one = |date: CivilDate| format!("{}-{}-{}", date.year(), date.month(), date.day());
    let day = |day: &Day| match day {
        Day::One(date) => one(*date),
        Day::OneOf { first, last } => format!("{}..{}", one(*first), one(*last)),
        Day::Month { year, month } => format!("{year}-{month}"),
    };
    let clock = |clock: &Clock| {
        let zone = match &clock.zone {
            Zone::Unsaid => String::new(),
            Zone::Local => " local".to_owned(),
            Zone::Utc => " UTC".to_owned(),
            Zone::Place(place) => format!(" @{place}"),
        };
        format!("{}:{}{zone}", clock.time.hour(), clock.time.minute())
    };
    let mut line = match &dated.when {
        When::Day(read, None) => day(read),
        When::Day(read, Some(time)) => format!("{} {}", day(read), clock(time)),
        When::Clock(time) => clock(time),
        When::Age(seconds) => format!("{seconds} s"),
    };
    for doubt in &dated.doubts {
        line.push_str(&format!(" {doubt:?}?"));
    }
    line
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let read = parse(text, &reference()).map_or("nothing".to_owned(), |dated| line(&dated));
    assert_eq!(read, expected, "{text}");
    properties::dates(text);
}

#[track_caller]
fn finds(text: &str, expected: &[(&str, &str)]) {
    let found: Vec<_> = find(text, &reference())
        .into_iter()
        .map(|(range, dated)| (text.get(range).unwrap(), line(&dated)))
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(there, line)| (*there, line.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
    properties::dates(text);
}

#[test]
fn the_months_of_all_countries_are_known_in_any_spelling() {
    for text in [
        "15 مارس 2016",
        "15 آذار 2016",
        "15 مارس/آذار 2016",
        "15 مارس / آذار 2016",
        "15 مارس/ اذار 2016",
        "15 مارس/\u{2060}آذار 2016",
        "15 اذار/مارس 2016",
        "١٥ مارس ٢٠١٦",
        "۱۵ مارس ۲۰۱۶م",
        "الثلاثاء 15 مارس 2016",
        "الثلاثاء، 15 مارس/آذار 2016",
        "يوم الثلاثاء 15 من مارس عام 2016",
        "15 مَارِس ‏2016 ميلادية",
        "الخامس عشر من مارس/آذار 2016",
        "15 March 2016",
        "Tuesday 15 March 2016",
        "Tuesday, March 15, 2016",
        "Tue, 15 Mar. 2016",
    ] {
        check(text, "2016-3-15");
    }
    check("1 ابريل 2016", "2016-4-1");
    check("1 إبريل/نيسان 2016", "2016-4-1");
    check("1 أفريل 2016", "2016-4-1");
    check("2 أوت/آب 2016", "2016-8-2");
    check("2 غشت 2016", "2016-8-2");
    check("3 كانون الثاني/يناير 2016", "2016-1-3");
    check("3 يناير/كانون الثاني 2016", "2016-1-3");
    check("3 تشرين الاول 2016", "2016-10-3");
    check("3 جويلية 2016", "2016-7-3");
    check("3 دجنبر 2016", "2016-12-3");
    check("أول أبريل 2016", "2016-4-1");
    check("الأول من أبريل", "2026-4-1");
    check("الحادي والثلاثين من مايو 2016", "2016-5-31");
    check("مارس/آذار 2016", "2016-3");
    check("كانون الأول 2016", "2016-12");
}

#[test]
fn a_date_without_its_year_is_the_nearest() {
    check("15 مارس", "2026-3-15");
    check("1 يناير", "2026-1-1");
    check("30 ديسمبر/كانون الأول", "2025-12-30");
    check("29 فبراير", "2028-2-29");
    check("10 September", "2026-9-10");
    check("الاثنين 16 مارس", "2026-3-16");
}

#[test]
fn dates_in_figures_have_the_day_first_or_the_year() {
    check("15/3/2016", "2016-3-15");
    check("15-03-2016", "2016-3-15");
    check("2016-03-15", "2016-3-15");
    check("٢٠١٦/٣/١٥", "2016-3-15");
    check("15.3.2016", "2016-3-15");
    check("الثلاثاء 15/3/2016", "2016-3-15");
    check("5/3/2016", "2016-3-5 DayOrMonth?");
    check("3/3/2016", "2016-3-3");
    check("3/15/2016", "nothing");
    check("15/3/16", "nothing");
    check("31/4/2016", "nothing");
    check("15/3-2016", "nothing");
}

#[test]
fn what_is_no_date_or_two_is_refused() {
    for text in [
        "",
        "15",
        "مارس",
        "31 أبريل 2016",
        "29 فبراير 2026",
        "15 مارس/نيسان 2016",
        "15 تشرين 2016",
        "3 أب 2016",
        "15 مارس 1447 هـ",
        "15 رمضان 2016 م",
        "31 رمضان 1447 هـ",
        "مارس 15",
        "March 7",
        "15 مارس 2016 ثم",
        "الثلاثاء مارس 2016",
        "الأسبوع الماضي",
        "قبل شهرين",
        "3 صفر",
        "15 مارس 99999",
    ] {
        check(text, "nothing");
    }
}

#[test]
fn a_wrong_weekday_is_told_and_the_date_believed() {
    check("الأربعاء 15 مارس/آذار 2016", "2016-3-15 Weekday?");
    check("Monday 15 March 2016", "2016-3-15 Weekday?");
    check("أمس الثلاثاء", "2026-3-14 Weekday?");
    check("أمس السبت", "2026-3-14");
    check("مارس 44", "44-3 ShortYear?");
}

#[test]
fn hijri_dates_are_days_where_the_sighting_is_known() {
    check("14 رمضان 1447 هـ", "2026-3-3");
    check("١٤ رمضان ١٤٤٧هـ", "2026-3-3");
    check("الثلاثاء 14 رمضان 1447", "2026-3-3");
    check("14 Ramadan 1447 AH", "2026-3-3");
    check("14 رمضان", "2026-3-3");
    check("1 ذي القعدة 1447 هـ", "2026-4-18");
    check("2 جمادى الثانية 1447", "2025-11-23");
    check("2 ربيع الآخر 1447 هـ", "2025-9-24");
    let unknown = Reference {
        hijri: None,
        ..reference()
    };
    let read = parse("14 رمضان 1447 هـ", &unknown).unwrap();
    assert_eq!(line(&read), "2026-3-2..2026-3-4");
    let behind = Reference {
        hijri: Some(HijriOffset::DayBehind),
        ..reference()
    };
    let read = parse("13 رمضان 1447 هـ", &behind).unwrap();
    assert_eq!(line(&read), "2026-3-3");
}

#[test]
fn times_are_read_with_their_half_and_their_place() {
    check("14:30", "14:30");
    check("١٤:٣٠", "14:30");
    check("14:30:59", "14:30");
    check("14:30 بتوقيت مرسى النور", "14:30 @مرسى النور");
    check("09:05 GMT", "9:5 UTC");
    check("09:05 بتوقيت غرينتش", "9:5 UTC");
    check("الساعة 14:30 بالتوقيت المحلي", "14:30 local");
    check("الساعة 2:30 ظهرًا", "14:30");
    check("الساعة 2:30 مساءً", "14:30");
    check("الساعة 2.30 بعد الظهر", "14:30");
    check("الساعة 9:05 صباحا", "9:5");
    check("الساعة 9 صباحًا", "9:0");
    check("الساعة 11 قبل الظهر", "11:0");
    check("11:30 ليلًا", "23:30");
    check("2:30 pm", "14:30");
    check("9 a.m.", "9:0");
    check("الساعة 2:30", "2:30 HalfOfDay?");
    check("الساعة 12 مساءً", "nothing");
    check("14:30 صباحًا", "nothing");
    check("24:00", "nothing");
    check("14:60", "nothing");
    check("الساعة 9", "nothing");
}

#[test]
fn a_day_may_carry_its_time() {
    check("15 مارس/آذار 2016، 14:30", "2016-3-15 14:30");
    check(
        "الثلاثاء 15 مارس 2016 في الساعة 2:30 ظهرًا بتوقيت مرسى النور",
        "2016-3-15 14:30 @مرسى النور",
    );
    check(
        "15 March 2016, 14:30 Marsa al-Nur time",
        "2016-3-15 14:30 @Marsa al-Nur",
    );
    check("15 March 2016 at 2:30 pm", "2016-3-15 14:30");
    check("15 مارس 14:30", "2026-3-15 14:30");
    check("أمس الساعة 14:30", "2026-3-14 14:30");
}

#[test]
fn ages_are_read_in_all_their_forms() {
    for (text, seconds) in [
        ("الآن", 0),
        ("قبل دقيقة واحدة", 60),
        ("قبل دقيقة", 60),
        ("قبل دقيقتين", 120),
        ("قبل 3 دقائق", 180),
        ("منذ ثلاث دقائق", 180),
        ("قبل ١١ دقيقة", 660),
        ("منذ 3 أيام", 259_200),
        ("قبل 11 يومًا", 950_400),
        ("قبل 11 يوما", 950_400),
        ("قبل 100 يوم", 8_640_000),
        ("قبل أسبوع", 604_800),
        ("بعد ساعتين", -7_200),
        ("بعد خمس دقائق", -300),
        ("2 minutes ago", 120),
        ("in 1 hour", -3_600),
        ("now", 0),
    ] {
        check(text, &format!("{seconds} s"));
    }
}

#[test]
fn days_are_told_from_today() {
    for (text, expected) in [
        ("اليوم", "2026-3-15"),
        ("اليوم الأحد", "2026-3-15"),
        ("أمس", "2026-3-14"),
        ("أول أمس", "2026-3-13"),
        ("أول من أمس", "2026-3-13"),
        ("أمس الأول", "2026-3-13"),
        ("غدًا", "2026-3-16"),
        ("غدا الاثنين", "2026-3-16"),
        ("يوم غد", "2026-3-16"),
        ("بعد غد", "2026-3-17"),
        ("yesterday", "2026-3-14"),
    ] {
        check(text, expected);
    }
}

#[test]
fn dates_are_found_within_a_running_text() {
    finds(
        "دخلت السفينة المرفأ أمس السبت، وكانت غادرته في 3 فبراير/شباط 2026، بعد 11 يومًا.",
        &[
            ("أمس السبت", "2026-3-14"),
            ("3 فبراير/شباط 2026", "2026-2-3"),
            ("بعد 11 يومًا", "-950400 s"),
        ],
    );
    finds(
        "يفتتح المعرض الثلاثاء 17 مارس، الساعة 14:30 بتوقيت مرسى النور في القاعة الكبرى.",
        &[(
            "الثلاثاء 17 مارس، الساعة 14:30 بتوقيت مرسى النور",
            "2026-3-17 14:30 @مرسى النور",
        )],
    );
    finds(
        "بين 3 و15 مارس 2016، وفي 2016-03-15 و15/3/2016.",
        &[
            ("15 مارس 2016", "2016-3-15"),
            ("2016-03-15", "2016-3-15"),
            ("15/3/2016", "2016-3-15"),
        ],
    );
    finds(
        "وافق 14 رمضان 1447 هـ الثلاثاء 3 مارس 2026م.",
        &[
            ("14 رمضان 1447 هـ", "2026-3-3"),
            ("الثلاثاء 3 مارس 2026م", "2026-3-3"),
        ],
    );
    finds(
        "في مارس 2016 وفي 3 مارس 5 أشخاص",
        &[("مارس 2016", "2016-3"), ("3 مارس", "2026-3-3")],
    );
    finds(
        "The ship left on March 3, 2026, at 09:05 GMT.",
        &[("March 3, 2026, at 09:05 GMT", "2026-3-3 9:5 UTC")],
    );
}

#[test]
fn what_only_looks_like_a_date_is_not_found() {
    for text in [
        "في ذلك اليوم عاد، وفي اليوم التالي مضى، وكان اليوم العالمي للبحر",
        "تعمل ثلاث مرات في اليوم",
        "قبل يومين من الحفل، وقبل يوم الثلاثاء",
        "قرأت 1,250 مارس و3.15 مارس",
        "فاز 3 صفر",
        "انتظر في 5 دقائق",
        "https://siraj.example/2016/03/15/x و192.168.1.2016",
        "رقم 15/3/2016/4 و12:30:15:20",
        "He may 2016 times march",
        "طائرة F15 مارس",
        "هاتف 03-05-20266",
    ] {
        finds(text, &[]);
    }
}

#[test]
fn hostile_lengths_take_linear_time() {
    for piece in [
        "1/",
        "الثلاثاء ",
        "15 مارس/",
        "بتوقيت ",
        "الأول ",
        "1:",
        "قبل ",
        "أمس ",
        "March 1, ",
        "a-",
        "ـ",
        "9",
    ] {
        let text = piece.repeat(40_000);
        assert!(parse(&text, &reference()).is_none());
        let _ = find(&text, &reference());
    }
}

/// How many [`styles`] there are.
const STYLES: usize = 7 * 2 * 2 * 3;

fn styles() -> impl Iterator<Item = DateStyle> {
    let months = [
        MonthStyle::Egyptian,
        MonthStyle::Levantine,
        MonthStyle::Algerian,
        MonthStyle::Moroccan,
        MonthStyle::Mauritanian,
        MonthStyle::DualGregorianFirst,
        MonthStyle::DualLevantFirst,
    ];
    let languages = [DateLanguage::Arabic, DateLanguage::English];
    let digits = [DigitStyle::Western, DigitStyle::ArabicIndic];
    let offsets = [
        HijriOffset::DayBehind,
        HijriOffset::Same,
        HijriOffset::DayAhead,
    ];
    months.into_iter().flat_map(move |months| {
        languages.into_iter().flat_map(move |language| {
            digits.into_iter().flat_map(move |digits| {
                offsets.into_iter().map(move |offset| DateStyle {
                    language,
                    months,
                    digits,
                    hijri: Some(offset),
                })
            })
        })
    })
}

fn when(text: &str, style: &DateStyle, today: CivilDate) -> Option<When> {
    let reference = Reference {
        today,
        hijri: style.hijri,
    };
    parse(text, &reference).map(|dated| dated.when)
}

fn assert_round_trip(
    style: &DateStyle,
    day: CivilDate,
    time: CivilTime,
    age: i64,
) -> Result<(), TestCaseError> {
    let today = date(2026, 3, 15);
    let read = |text: &str| when(text, style, today);
    let one = Some(When::Day(Day::One(day), None));
    prop_assert_eq!(&read(&style.full(day)), &one);
    prop_assert_eq!(&read(&style.day_month_year(day)), &one);
    prop_assert_eq!(&when(&style.day_month(day), style, day), &one);
    if let Some(hijri) = style.hijri_date(day) {
        prop_assert_eq!(&read(&hijri), &one, "{}", hijri);
    }
    let (year, month) = (day.year(), day.month());
    if year > 31 {
        let month = Some(When::Day(Day::Month { year, month }, None));
        prop_assert_eq!(read(&style.month_year(day)), month);
    }
    let place = match style.language {
        DateLanguage::Arabic => "مرسى النور",
        DateLanguage::English => "Marsa al-Nur",
    };
    let clock = |zone| Clock { time, zone };
    let placed = clock(Zone::Place(place.to_owned()));
    let unplaced = clock(Zone::Unsaid);
    prop_assert_eq!(read(&style.time(time)), Some(When::Clock(unplaced.clone())));
    prop_assert_eq!(
        read(&style.time_in(time, place)),
        Some(When::Clock(placed.clone()))
    );
    let both = Some(When::Day(Day::One(day), Some(unplaced)));
    prop_assert_eq!(read(&style.date_time(day, time)), both);
    let all = Some(When::Day(Day::One(day), Some(placed)));
    prop_assert_eq!(read(&style.date_time_in(day, time, place)), all);
    let relative = style.relative(age);
    match read(&relative) {
        Some(When::Age(read)) => prop_assert_eq!(style.relative(read), relative),
        other => prop_assert!(false, "{} is {:?}", relative, other),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_date_that_the_house_writes_is_read_as_itself(
        style in 0..STYLES,
        year in 1..=9999_i32, month in 1..=12_u8, day in 1..=31_u8,
        hour in 0..24_u8, minute in 0..60_u8, age in any::<i64>(), shift in 0..64_u32,
    ) {
        let time = CivilTime::new(hour, minute).unwrap();
        let style = styles().nth(style).unwrap();
        if let Some(day) = CivilDate::new(year, month, day) {
            assert_round_trip(&style, day, time, age >> shift)?;
        }
    }

    #[test]
    fn any_text_keeps_the_promises(text in any::<String>()) {
        properties::dates(&text);
    }

    #[test]
    fn dense_mixtures_keep_the_promises(
        text in "((يوم|الثلاثاء|15|3|2016|مارس|آذار|كانون|الثاني|رمضان|هـ|الساعة|بتوقيت|النور|مساءً|قبل|بعد|أمس|غد|دقيقتين|أول|من|March|time|GMT|p.m.|١)[ /:.،-]?){0,12}",
    ) {
        properties::dates(&text);
    }
}
