//! The words of dates in both languages, in any spelling that folds to the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::months::{ALGERIAN, EGYPTIAN, ENGLISH, LEVANTINE, MAURITANIAN, MOROCCAN};
use crate::fold::fold;

/// What a token means in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexeme {
    Number {
        value: u64,
        digits: usize,
    },
    Sign(char),
    /// A word that dates do not use.
    Unknown,
    /// Monday is 1.
    Weekday(u8),
    /// A Gregorian month; whether its name is English.
    Month {
        month: u8,
        english: bool,
    },
    /// The first word of a month of two; [`second`] knows the other.
    HalfMonth(Half),
    /// A Hijri month of one word.
    Hijri(u8),
    /// «الأول» to «العاشر», and «الحادي» as 1.
    Ordinal(u8),
    /// What an ordinal adds to the one before it: «عشر», «والعشرين».
    Tens(u8),
    /// «ثلاث» to «عشرة».
    Count(u8),
    /// A counted unit: its seconds, and whether it is a dual.
    Unit {
        seconds: u32,
        dual: bool,
    },
    /// «واحد», «واحدة».
    One,
    /// «قبل», «منذ».
    Before,
    /// «بعد».
    After,
    /// "ago".
    Ago,
    /// «الآن».
    Now,
    /// A day by its distance from today: «أمس» is -1.
    DayFromToday(i8),
    /// «غد», which needs a word before it.
    Morrow,
    /// «أول» of «أول أمس» and of «أول أبريل».
    First,
    /// «من».
    Of,
    /// «في», "at", "on", "in".
    In,
    /// «عام», «سنة».
    Year,
    /// «هـ».
    HijriEra,
    /// «م».
    GregorianEra,
    /// «الساعة».
    Hour,
    /// «صباحًا», am.
    Half(HalfOfDay),
    /// «الظهر», behind «قبل» and «بعد».
    Noon,
    /// «بتوقيت».
    ByTimeOf,
    /// «بالتوقيت», before «المحلي».
    ByTime,
    /// «المحلي».
    Local,
    /// "time".
    Time,
    /// «غرينتش», GMT, UTC.
    Utc,
}

/// First words of months of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Kanun,
    Tishrin,
    Rabi,
    Jumada,
    Dhu,
}

/// Parts of the day behind a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HalfOfDay {
    /// «صباحًا», «فجرًا», am.
    Morning,
    /// «ظهرًا».
    Midday,
    /// «عصرًا», «مساءً», «بعد الظهر», pm.
    Evening,
    /// «ليلًا».
    Night,
}

/// The longest word of the list, in bytes, with a mark on each letter. Longer ones are not folded.
const LONGEST: usize = 48;

static LEXICON: LazyLock<HashMap<String, Lexeme>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    let sets = [&EGYPTIAN, &LEVANTINE, &ALGERIAN, &MOROCCAN, &MAURITANIAN];
    let arabic = sets.map(|set| (set, false));
    for (names, english) in arabic.into_iter().chain([(&ENGLISH, true)]) {
        for (name, month) in names.iter().zip(1..) {
            if !name.contains(' ') {
                lexicon.insert(fold(name), Lexeme::Month { month, english });
            }
        }
    }
    for (words, lexeme) in words() {
        for word in words.split(' ') {
            lexicon.insert(fold(word), lexeme);
        }
    }
    lexicon
});

/// What a word means; «أب» is a father and no month.
pub(super) fn lexeme(word: &str) -> Lexeme {
    if word.len() > LONGEST
        || word.starts_with('أ') && word.chars().nth(1) == Some('ب') && word.chars().count() == 2
    {
        return Lexeme::Unknown;
    }
    LEXICON
        .get(fold(word).as_str())
        .copied()
        .unwrap_or(Lexeme::Unknown)
}

/// The month that the second word of its name makes, and whether it is Hijri.
pub(super) fn second(half: Half, word: &str) -> Option<(u8, bool)> {
    let word = fold(word);
    let first = matches!(word.as_str(), "الاول" | "الاولي" | "al-awwal" | "al-ula");
    let second = matches!(
        word.as_str(),
        "الثاني" | "الثانيه" | "الاخر" | "الاخره" | "al-thani" | "al-akhir" | "al-akhira"
    );
    let levantine = matches!(word.as_str(), "الاول" | "الثاني");
    match half {
        Half::Kanun if levantine => Some((if first { 12 } else { 1 }, false)),
        Half::Tishrin if levantine => Some((if first { 10 } else { 11 }, false)),
        Half::Rabi if first => Some((3, true)),
        Half::Rabi if second => Some((4, true)),
        Half::Jumada if first => Some((5, true)),
        Half::Jumada if second => Some((6, true)),
        Half::Dhu if matches!(word.as_str(), "القعده" | "al-qadah") => Some((11, true)),
        Half::Dhu if matches!(word.as_str(), "الحجه" | "al-hijjah") => Some((12, true)),
        _ => None,
    }
}

const MINUTE: u32 = 60;
const HOUR: u32 = 3_600;
const DAY: u32 = 86_400;
const WEEK: u32 = 604_800;

fn unit(seconds: u32) -> Lexeme {
    Lexeme::Unit {
        seconds,
        dual: false,
    }
}

fn dual(seconds: u32) -> Lexeme {
    Lexeme::Unit {
        seconds,
        dual: true,
    }
}

fn english(month: u8) -> Lexeme {
    Lexeme::Month {
        month,
        english: true,
    }
}

fn arabic(month: u8) -> Lexeme {
    Lexeme::Month {
        month,
        english: false,
    }
}

/// Every word that is no month of [`super::super::months`], with its meaning.
fn words() -> impl Iterator<Item = (&'static str, Lexeme)> {
    days()
        .into_iter()
        .chain(months())
        .chain(counts())
        .chain(clocks())
}

fn days() -> [(&'static str, Lexeme); 15] {
    use Lexeme::{DayFromToday, First, In, Morrow, Of, Weekday, Year};
    [
        ("الاثنين Monday Mon", Weekday(1)),
        ("الثلاثاء Tuesday Tue", Weekday(2)),
        ("الأربعاء Wednesday Wed", Weekday(3)),
        ("الخميس Thursday Thu", Weekday(4)),
        ("الجمعة Friday Fri", Weekday(5)),
        ("السبت Saturday Sat", Weekday(6)),
        ("الأحد Sunday Sun", Weekday(7)),
        ("اليوم today", DayFromToday(0)),
        ("أمس yesterday", DayFromToday(-1)),
        ("غدًا tomorrow", DayFromToday(1)),
        ("غد الغد", Morrow),
        ("أول", First),
        ("من of", Of),
        ("في at on in", In),
        ("عام لعام سنة لسنة", Year),
    ]
}

fn months() -> [(&'static str, Lexeme); 29] {
    use Lexeme::{GregorianEra, HalfMonth, Hijri, HijriEra};
    [
        ("Jan", english(1)),
        ("Feb", english(2)),
        ("Mar", english(3)),
        ("Apr", english(4)),
        ("Jun", english(6)),
        ("Jul", english(7)),
        ("Aug", english(8)),
        ("Sep Sept", english(9)),
        ("Oct", english(10)),
        ("Nov", english(11)),
        ("Dec", english(12)),
        ("آيار", arabic(5)),
        ("يوليه", arabic(7)),
        ("يونيه", arabic(6)),
        ("كانون", HalfMonth(Half::Kanun)),
        ("تشرين", HalfMonth(Half::Tishrin)),
        ("ربيع Rabi", HalfMonth(Half::Rabi)),
        ("جمادى Jumada", HalfMonth(Half::Jumada)),
        ("ذو ذي ذا Dhu", HalfMonth(Half::Dhu)),
        ("محرم المحرم Muharram", Hijri(1)),
        ("صفر Safar", Hijri(2)),
        ("رجب Rajab", Hijri(7)),
        ("شعبان Shaban", Hijri(8)),
        ("رمضان Ramadan", Hijri(9)),
        ("شوال Shawwal", Hijri(10)),
        ("هـ للهجرة هجري هجرية AH", HijriEra),
        ("م للميلاد ميلادي ميلادية AD CE", GregorianEra),
        ("ديسيمبر", arabic(12)),
        ("اغسطس", arabic(8)),
    ]
}

fn counts() -> [(&'static str, Lexeme); 39] {
    use Lexeme::{After, Ago, Before, Count, Now, One, Ordinal, Tens};
    [
        ("الأول", Ordinal(1)),
        ("الحادي", Ordinal(1)),
        ("الثاني", Ordinal(2)),
        ("الثالث", Ordinal(3)),
        ("الرابع", Ordinal(4)),
        ("الخامس", Ordinal(5)),
        ("السادس", Ordinal(6)),
        ("السابع", Ordinal(7)),
        ("الثامن", Ordinal(8)),
        ("التاسع", Ordinal(9)),
        ("العاشر", Ordinal(10)),
        ("العشرين", Ordinal(20)),
        ("الثلاثين", Ordinal(30)),
        ("والعشرين والعشرون", Tens(20)),
        ("والثلاثين والثلاثون", Tens(30)),
        ("ثلاث ثلاثة", Count(3)),
        ("أربع أربعة", Count(4)),
        ("خمس خمسة", Count(5)),
        ("ست ستة", Count(6)),
        ("سبع سبعة", Count(7)),
        ("ثمان ثماني ثمانية", Count(8)),
        ("تسع تسعة", Count(9)),
        ("عشر عشرة", Count(10)),
        ("واحد واحدة", One),
        ("دقيقة دقائق minute minutes", unit(MINUTE)),
        ("دقيقتين دقيقتان", dual(MINUTE)),
        ("ساعة ساعات hour hours", unit(HOUR)),
        ("ساعتين ساعتان", dual(HOUR)),
        ("يوم أيام يومًا day days", unit(DAY)),
        ("يومين يومان", dual(DAY)),
        ("أسبوع أسابيع أسبوعًا week weeks", unit(WEEK)),
        ("أسبوعين أسبوعان", dual(WEEK)),
        ("قبل", Before),
        ("منذ", Before),
        ("بعد", After),
        ("ago", Ago),
        ("الآن now", Now),
        ("للساعة", Lexeme::Hour),
        ("والساعة", Lexeme::Hour),
    ]
}

fn clocks() -> [(&'static str, Lexeme); 13] {
    use HalfOfDay::{Evening, Midday, Morning, Night};
    use Lexeme::{ByTime, ByTimeOf, Half, Hour, Local, Noon, Time, Utc};
    [
        ("الساعة", Hour),
        ("صباحًا صباح فجرًا فجر am a.m", Half(Morning)),
        ("ظهرًا", Half(Midday)),
        ("عصرًا عصر مساءً مساء pm p.m", Half(Evening)),
        ("ليلًا ليل", Half(Night)),
        ("الظهر", Noon),
        ("بتوقيت", ByTimeOf),
        ("بالتوقيت", ByTime),
        ("المحلي", Local),
        ("time", Time),
        ("GMT UTC", Utc),
        ("غرينتش جرينتش غرينيتش جرينيتش", Utc),
        ("قرينتش", Utc),
    ]
}
