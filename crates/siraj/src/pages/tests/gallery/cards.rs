//! Sample articles as cards, in Arabic and English.

use super::shells::{moment, text};
use crate::pages::model::{Card, CardKind, Credit, Focal, Picture, SubLink};

/// Kicker, headline, standfirst, author, time; a `!` before the kicker means no picture.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const ARABIC: &[Line] = &[
    (
        "شؤون دولية",
        "النجد الأعلى يأمر الجزء الأكبر من قواته بمغادرة ضفاف الفيروز ويُبقي على قاعدتين",
        "القرار يبدأ تنفيذه فجر الأربعاء، ووزراء خارجية ثلاث دول يلتقون في سرو لبحث ضمانات الانسحاب وفتح الممر النهري أمام قوافل الحبوب.",
        "عمر فايز",
        "الثلاثاء، 14:30",
    ),
    (
        "مرافئ",
        "صندوق إعمار المرفأ: أربعون مليوناً خرجت ولم تدخل حساباً",
        "",
        "دانا خليل",
        "الثلاثاء، 13:10",
    ),
    (
        "مياه",
        "منسوب بحيرة المرايا يهبط إلى أدنى مستوى منذ عقدين",
        "",
        "طارق منسي",
        "الثلاثاء، 12:45",
    ),
    (
        "سياسة",
        "كتلة الميناء تعلّق مشاركتها في لجنة الموازنة احتجاجاً على «رفع الدعم»",
        "",
        "ليلى حدّاد",
        "الثلاثاء، 11:20",
    ),
    (
        "اقتصاد",
        "المصرف المركزي يثبّت الفائدة ويتوقع تضخماً عند 4.5%",
        "",
        "رنا الصبّاح",
        "الثلاثاء، 10:05",
    ),
    (
        "رياضة",
        "نادي المرفأ يقلب الطاولة على الرمّان 3-2 في الدقيقة الأخيرة",
        "",
        "زياد النمر",
        "الثلاثاء، 9:40",
    ),
    (
        "طاقة",
        "توربينات بوابة الريح تدخل الشبكة: ربع كهرباء العاصمة من الهواء",
        "الشركة تقول إن الإنتاج تجاوز التوقعات في أول أسبوع، والمزارعون يطالبون بحصتهم من عائد الأرض.",
        "طارق منسي",
        "الاثنين، 21:00",
    ),
    (
        "قضاء",
        "محكمة العاصمة تؤجل النطق بالحكم في قضية عبّارة اللُبان",
        "",
        "ليلى حدّاد",
        "الاثنين، 19:30",
    ),
    (
        "مرسى النور",
        "البلدية تفتح الواجهة البحرية للمشاة أيام الجمعة",
        "",
        "ليلى حدّاد",
        "الاثنين، 18:15",
    ),
    (
        "علوم",
        "مرصد رأس المنارة يلتقط إشارة من مذنّب لم يُرصد من قبل",
        "",
        "طارق منسي",
        "الاثنين، 17:00",
    ),
    (
        "ثقافة",
        "مهرجان المنارة يفتتح دورته بفيلم صُوّر كله في الحدباء القديمة",
        "المخرجة عادت إلى بيت جدّها لتصوّر مدينة تختفي، والجمهور وقف سبع دقائق.",
        "هند بركات",
        "الاثنين، 16:20",
    ),
    (
        "اقتصاد",
        "ارتفاع سعر ربطة الخبز للمرة الثالثة هذا العام",
        "",
        "رنا الصبّاح",
        "الاثنين، 15:00",
    ),
    (
        "الإقليم",
        "مملكة البيادر تعرض استضافة الجولة الثانية من المحادثات",
        "",
        "عمر فايز",
        "الاثنين، 14:10",
    ),
    (
        "مناخ وبيئة",
        "مرجان الخليج يستعيد لونه: ما الذي فعله الغوّاصون؟",
        "ثلاث سنوات من زراعة الشعاب بالأيدي تعطي ثمارها في خليج المرجان.",
        "طارق منسي",
        "الأحد، 20:00",
    ),
    (
        "!تحقيق",
        "ماء ملوّث في سبع بلدات ولا أحد يجيب: وثائق هيئة المياه تكشف أن الفحوص أُجريت وأُخفيت نتائجها عن السكان",
        "حصلت «سِراج» على نتائج 112 فحصاً تُظهر تجاوز الحدّ المسموح منذ الربيع.",
        "دانا خليل",
        "الأحد، 18:00",
    ),
    (
        "مرافئ",
        "أول سفينة حاويات كهربائية ترسو في مرفأ مرسى النور",
        "",
        "رنا الصبّاح",
        "الأحد، 16:30",
    ),
    (
        "العالم",
        "منظمة الأقاليم المتعاونة تدعو إلى هدنة إنسانية وتذكّر بالقرار 118",
        "",
        "عمر فايز",
        "الأحد، 15:10",
    ),
    (
        "ثقافة",
        "متحف الحدباء يعيد فتح قاعة المخطوطات بعد ترميم دام عشر سنوات",
        "",
        "هند بركات",
        "الأحد، 13:00",
    ),
    (
        "رياضة",
        "دوري السواحل: خمس مباريات تحسم الهبوط",
        "",
        "زياد النمر",
        "السبت، 22:00",
    ),
    (
        "سياسة",
        "رئيس المجلس الحكومي نديم الصبّاغ يجري تعديلاً يطال ثلاث حقائب",
        "",
        "ليلى حدّاد",
        "السبت، 20:40",
    ),
    (
        "طاقة",
        "كهرباء السواحل تعدّل جدول التقنين في سهل الزعفران ووادي السرو",
        "",
        "رنا الصبّاح",
        "السبت، 17:00",
    ),
    (
        "علوم",
        "جامعة تلّ الرمّان تطلق أرشيفاً مفتوحاً للهجات الساحل",
        "",
        "هند بركات",
        "السبت، 12:00",
    ),
    (
        "مناخ وبيئة",
        "موسم الزعفران يتأخر ثلاثة أسابيع والمزارعون يراقبون السماء",
        "",
        "طارق منسي",
        "السبت، 9:00",
    ),
    (
        "مرسى النور",
        "مكتبة الميناء تفتح أبوابها حتى منتصف الليل",
        "",
        "هند بركات",
        "الجمعة، 18:00",
    ),
];

const ENGLISH: &[Line] = &[
    (
        "Diplomacy",
        "Upper Najd orders the main part of its force away from the Fairuz banks, keeping two bases",
        "The order takes effect at dawn on Wednesday; foreign ministers of three states meet in Sarw over guarantees and a river corridor for grain.",
        "Omar Fayez",
        "Tuesday, 14:30",
    ),
    (
        "Ports",
        "The harbour fund: forty million left it and reached no account",
        "",
        "Dana Khalil",
        "Tuesday, 13:10",
    ),
    (
        "Water",
        "Mirror Lake falls to its lowest level in two decades",
        "",
        "Tarek Mansi",
        "Tuesday, 12:45",
    ),
    (
        "Politics",
        "Mina bloc walks out of the budget committee over fuel prices",
        "",
        "Layla Haddad",
        "Tuesday, 11:20",
    ),
    (
        "Economy",
        "Central bank holds rates and expects inflation at 4.5%",
        "",
        "Rana Sabbah",
        "Tuesday, 10:05",
    ),
    (
        "Sport",
        "Harbour turn the derby around in the final minute, 3–2",
        "",
        "Ziad Nimr",
        "Tuesday, 9:40",
    ),
    (
        "Energy",
        "Wind Gate turbines join the grid: a quarter of the capital's power now comes from the air",
        "The first week beat the forecast, and farmers want their share of the rent.",
        "Tarek Mansi",
        "Monday, 21:00",
    ),
    (
        "Courts",
        "Verdict in the Luban ferry case postponed again",
        "",
        "Layla Haddad",
        "Monday, 19:30",
    ),
    (
        "Marsa al-Nur",
        "The seafront opens to walkers on Fridays",
        "",
        "Layla Haddad",
        "Monday, 18:15",
    ),
    (
        "Science",
        "Lighthouse Cape observatory picks up a comet nobody had seen",
        "",
        "Tarek Mansi",
        "Monday, 17:00",
    ),
    (
        "Culture",
        "Lighthouse Festival opens with a film shot entirely in old Hadba",
        "The director went home to film a vanishing town; the audience stood for seven minutes.",
        "Hind Barakat",
        "Monday, 16:20",
    ),
    (
        "Economy",
        "Bread goes up for the third time this year",
        "",
        "Rana Sabbah",
        "Monday, 15:00",
    ),
    (
        "Region",
        "Kingdom of Bayader offers to host a second round of talks",
        "",
        "Omar Fayez",
        "Monday, 14:10",
    ),
    (
        "Climate",
        "Coral Bay regains its colour: what the divers did",
        "Three years of planting reefs by hand are bearing fruit.",
        "Tarek Mansi",
        "Sunday, 20:00",
    ),
    (
        "!Investigation",
        "Tainted water in seven towns and nobody answers",
        "Siraj has obtained the results of 112 tests.",
        "Dana Khalil",
        "Sunday, 18:00",
    ),
    (
        "Ports",
        "First electric container ship docks in Marsa al-Nur",
        "",
        "Rana Sabbah",
        "Sunday, 16:30",
    ),
];

const ARABIC_OPINION: &[Line] = &[
    (
        "رأي",
        "لا إصلاح بلا قضاء مستقل",
        "المحاكم التي تنتظر الهاتف لا تحكم، والموازنات التي تُكتب في الصالونات لا تُنفَّذ.",
        "نادر الكيلاني",
        "الثلاثاء، 8:00",
    ),
    (
        "رأي",
        "ما الذي نريده من مدينة على البحر؟",
        "ليست الواجهة البحرية جداراً يحمي الأبراج من الناس.",
        "هند بركات",
        "الاثنين، 8:00",
    ),
    (
        "رأي",
        "النهر لا يوقّع اتفاقات",
        "يمكن للوزراء أن يتقاسموا الماء على الورق، أما المطر فلم يُدعَ إلى سرو.",
        "طارق منسي",
        "الأحد، 8:00",
    ),
    (
        "رأي",
        "من يقرأ الموازنة غير من كتبها؟",
        "مئتا صفحة من الأرقام، وصفحة واحدة تعني المواطن.",
        "رنا الصبّاح",
        "السبت، 8:00",
    ),
];

const ENGLISH_OPINION: &[Line] = &[
    (
        "Opinion",
        "No reform without independent courts",
        "A court that waits for the telephone does not judge.",
        "Nader Kilani",
        "Tuesday, 8:00",
    ),
    (
        "Opinion",
        "What do we want from a city by the sea?",
        "The seafront is not a wall to keep people from towers.",
        "Hind Barakat",
        "Monday, 8:00",
    ),
    (
        "Opinion",
        "A river signs no agreements",
        "Ministers may share water on paper; the rain was not invited.",
        "Tarek Mansi",
        "Sunday, 8:00",
    ),
    (
        "Opinion",
        "Who reads a budget but its authors?",
        "Two hundred pages of figures, one that concerns the citizen.",
        "Rana Sabbah",
        "Saturday, 8:00",
    ),
];

pub(super) fn picture(key: usize, alt: &str) -> Picture {
    Picture {
        base: format!("/media/{key:016x}"),
        alt: text(alt),
        caption: None,
        credit: None,
        width: 1920,
        height: 1280,
        focal: Focal { x: 50, y: 60 },
        warning: None,
    }
}

fn card(place: usize, line: &Line, english: bool) -> Card {
    let (kicker, headline, standfirst, author, time) = *line;
    let bare = kicker.starts_with('!');
    let prefix = if english { "/en" } else { "" };
    Card {
        url: format!("{prefix}/world/7k2m9q{place:02}/x"),
        kicker: Some(text(kicker.trim_start_matches('!'))),
        headline: text(headline),
        standfirst: (!standfirst.is_empty()).then(|| text(standfirst)),
        picture: (!bare).then(|| picture(place + 1, "")),
        time: Some(moment("2026-03-03T14:30:00+02:00", time)),
        authors: vec![Credit {
            name: text(author),
            portrait: Some(picture(900 + place, "")),
        }],
        kind: match (kicker.trim_start_matches('!'), place) {
            ("رأي" | "Opinion", _) => CardKind::Opinion,
            (_, 4) => CardKind::Live,
            _ => CardKind::News,
        },
        boosted: false,
        sub_links: Vec::new(),
    }
}

/// All sample cards of a language; the first has further headlines.
pub(super) fn cards(english: bool) -> Vec<Card> {
    let lines = if english { ENGLISH } else { ARABIC };
    let mut cards: Vec<Card> = lines
        .iter()
        .enumerate()
        .map(|(place, line)| card(place, line, english))
        .collect();
    if let Some(lead) = cards.first_mut() {
        let more: [&str; 3] = if english {
            [
                "What the two remaining bases guard",
                "Text: the joint statement of Sarw",
                "Analysis: why now?",
            ]
        } else {
            [
                "ما الذي تحرسه القاعدتان الباقيتان؟",
                "نص البيان المشترك في سرو",
                "تحليل: لماذا الآن؟",
            ]
        };
        lead.sub_links = more
            .iter()
            .map(|headline| SubLink {
                headline: text(headline),
                url: "/world/7k2m9q99/x".to_owned(),
            })
            .collect();
    }
    cards
}

/// The four sample opinions of a language.
pub(super) fn opinions(english: bool) -> Vec<Card> {
    let lines = if english {
        ENGLISH_OPINION
    } else {
        ARABIC_OPINION
    };
    lines
        .iter()
        .enumerate()
        .map(|(place, line)| card(60 + place, line, english))
        .collect()
}

/// Some of the cards, beginning again after the last.
pub(super) fn slice(cards: &[Card], range: std::ops::Range<usize>) -> Vec<Card> {
    range
        .map(|place| cards[place % cards.len()].clone())
        .collect()
}
