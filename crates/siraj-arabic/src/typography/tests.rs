//! Typography on real sentences, and its promises on arbitrary text.

use proptest::prelude::*;
use unicode_bidi::{BidiInfo, Level};

use super::clean::is_clean;
use super::line::Line;
use super::{Finding, Kind, QuotationMarks, Why, findings, mend};
use crate::properties;

const HOUSE: QuotationMarks = QuotationMarks::Guillemets;

#[track_caller]
fn check(text: &str, expected: &str) {
    let mended = mend(text, HOUSE);
    assert_eq!(mended.text, expected, "{text}");
    properties::typography(text);
}

#[track_caller]
fn stays(text: &str) {
    check(text, text);
    assert_eq!(findings(text, HOUSE), [], "{text}");
}

/// The hints of a text: what stands there, what should, and why.
#[track_caller]
fn hints(text: &str, expected: &[(&str, &str, Why)]) {
    let found = findings(text, HOUSE);
    let found: Vec<_> = found
        .iter()
        .filter_map(|finding| match finding.kind {
            Kind::Word(why) => {
                let there = text.get(finding.range.clone()).unwrap();
                Some((there, finding.replacement.as_str(), why))
            }
            _ => None,
        })
        .collect();
    assert_eq!(found, expected, "{text}");
    properties::typography(text);
}

#[test]
fn spaces_before_signs_go_and_missing_ones_after_them_come() {
    check("وصلت السفينة ، ثم عادت .", "وصلت السفينة، ثم عادت.");
    check("هل عادت ؟ نعم !", "هل عادت؟ نعم!");
    check("قال الوزير : نعم ؛ سنعود", "قال الوزير: نعم؛ سنعود");
    check("وصلت،ثم عادت؛وبقيت؟نعم", "وصلت، ثم عادت؛ وبقيت؟ نعم");
    check("بلغ 4.5% ، ثم 12 ؛ وانتهى", "بلغ 4.5%، ثم 12؛ وانتهى");
    check("عادت؟! ثم مضت !! نعم", "عادت؟! ثم مضت!! نعم");
    check(
        "رأى (المرفأ) ،فعاد «مسرعًا» .",
        "رأى (المرفأ)، فعاد «مسرعًا».",
    );
    check("قال:«نعم»،«لا»،(ربما)", "قال:«نعم»، «لا»، (ربما)");
}

#[test]
fn double_spaces_become_one_and_those_at_the_ends_stay() {
    check("وصلت  السفينة   أمس", "وصلت السفينة أمس");
    check("  سطر  أول \n  سطر  ثانٍ  ", "  سطر أول \n  سطر ثانٍ  ");
    check("plain  English", "plain English");
}

#[test]
fn signs_of_arabic_sentences_are_arabic() {
    check("وصلت, ثم عادت; هل بقيت?", "وصلت، ثم عادت؛ هل بقيت؟");
    check("نعم,لا", "نعم، لا");
    check(
        "استخدموا Windows, ثم عادوا إلى Linux.",
        "استخدموا Windows، ثم عادوا إلى Linux.",
    );
    check("هل تستخدم Windows?", "هل تستخدم Windows؟");
    check("في 2016, و2017", "في 2016، و2017");
    check("هل قرأت «The Harbour Post»?", "هل قرأت «The Harbour Post»؟");
    check("مدينةٌ, ثمّ", "مدينةٌ، ثمّ");
}

#[test]
fn foreign_sentences_keep_their_signs() {
    stays("قالت: Are you sure? ثم مضت");
    stays("كتب على اللوح: Well, yes; of course. ثم عاد إلى مكانه");
    stays("A wholly English sentence, with \"quotes\"; is it left alone?");
    stays("The word سراج, they said, means lamp.");
    stays("زاروا London, Paris في أسبوع");
    stays("سأل: Is it \"true\" then?");
}

#[test]
fn numbers_addresses_handles_tags_and_code_are_left_alone() {
    stays("بلغت الكلفة 1,000.50 في 3/3/2026 عند 14:30 بنسبة 3.5");
    stays("الأرقام 1,2,3 و١،٥");
    stays("انظر https://siraj.example/قسم,خبر?p=3,4 وwww.siraj.example?a=ب ثم عد");
    stays("راسلونا: news,desk@siraj.example أو siraj.example/قسم?q=ب");
    stays("تابعوا @سراج,نيوز و#وسم,آخر_ـطويلـة");
    stays("اكتب `قل,  \"نعم\" ،لا` كما هي");
    stays("الملف report,ب.final.pdf جاهز");
    stays("نصّ فيه &nbsp;كلمة");
    stays("يعمل على .NET منذ عام :) ;) ... ثم");
    check(
        "انظر https://siraj.example, ثم عد",
        "انظر https://siraj.example، ثم عد",
    );
    check("كُتب بلغة C#, ثم", "كُتب بلغة C#، ثم");
    check(
        "تابعوا #وسم , ثم",
        "تابعوا #وسم ، ثم".replace(" ،", "،").as_str(),
    );
}

#[test]
fn quotation_marks_become_those_of_the_house() {
    check("قال \"نعم\" ومضى", "قال «نعم» ومضى");
    check("قال “نعم” ومضى", "قال «نعم» ومضى");
    check("قال ”نعم“ و„لا“", "قال «نعم» و«لا»");
    check("قال »نعم« ومضى", "قال «نعم» ومضى");
    check("قال «نعم” ومضى", "قال «نعم» ومضى");
    check("صحيفة\"سراج\"وموقعها", "صحيفة«سراج»وموقعها");
    check("و\"سراج\" أيضًا", "و«سراج» أيضًا");
    check("قال: \"\"نعم\" كبيرة\"", "قال: «“نعم” كبيرة»");
    check("«قال إن «سراج» عادت»", "«قال إن “سراج” عادت»");
    check("“قال إن ‘سراج’ عادت”", "«قال إن ‘سراج’ عادت»");
    check("(\"سراج\")", "(«سراج»)");
    check("كتبت \"The Harbour Post\" أن", "كتبت «The Harbour Post» أن");
    let curly = mend("«قال إن \"سراج\" عادت»", QuotationMarks::Curly);
    assert_eq!(curly.text, "“قال إن «سراج» عادت”");
}

#[test]
fn marks_without_a_partner_are_left() {
    stays("شاشة 15\" جديدة");
    stays("قال \"نعم ومضى");
    stays("نعم\" ومضى");
    check("شاشة 15\" و\"سراج\" معها", "شاشة 15\" و«سراج» معها");
    check("\"أول السطر\n\"ثانٍ\"", "\"أول السطر\n«ثانٍ»");
}

#[test]
fn tatweel_goes_only_from_within_a_word() {
    check("ســـراج نيـوز", "سراج نيوز");
    check("سـَراج", "سَراج");
    stays("14 رمضان 1447 هـ، والـIMF وبـ«سراج» و«ـه» ــــ");
}

#[test]
fn presentation_forms_become_letters_and_signs_for_words_stay() {
    check("ﻣﺪﻳﻨﺔ ﻻ ﷺ", "مدينة لا ﷺ");
    check("كلم\u{FE70}ة و\u{FCF2}", "كلم\u{064B}ة و\u{064E}\u{0651}");
    let found = findings("في ﻣﺪﻳﻨﺔ", HOUSE);
    assert_eq!(
        found,
        [Finding {
            range: 5..20,
            kind: Kind::PresentationForm,
            replacement: "مدينة".to_owned(),
        }]
    );
}

#[test]
fn direction_marks_go_where_they_change_nothing() {
    check("سراج\u{200F} نيوز", "سراج نيوز");
    check("سر\u{061C}اج \u{200F}\u{200F}نيوز", "سراج نيوز");
    check("Siraj\u{200E} News", "Siraj News");
    stays("سراج\u{200F} (Siraj)");
    stays("سراج\u{200E} نيوز 12\u{200F} كتابًا");
    stays("می\u{200C}خواهم");
}

#[test]
fn findings_say_where_and_what() {
    let text = "نعم ,ثم  \"لا\"";
    let found: Vec<_> = findings(text, HOUSE)
        .into_iter()
        .map(|found| {
            (
                text.get(found.range).unwrap(),
                found.kind,
                found.replacement,
            )
        })
        .collect();
    let expected = [
        (",", Kind::LatinSign, "، "),
        (" ", Kind::DoubledSpace, ""),
        ("\"", Kind::Quotes, "«"),
        ("\"", Kind::Quotes, "»"),
    ];
    let mut expected: Vec<_> = expected
        .into_iter()
        .map(|(there, kind, text)| (there, kind, text.to_owned()))
        .collect();
    expected.insert(0, (" ", Kind::SpaceBefore, String::new()));
    assert_eq!(found, expected);
}

#[test]
fn words_that_are_hardly_meant_are_hints() {
    hints(
        "قال الوزير إنشاء الله، وان شاء الله سنعود، وانشاء الله",
        &[
            ("إنشاء الله", "إن شاء الله", Why::IfGodWills),
            ("وان شاء الله", "وإن شاء الله", Why::IfGodWills),
            ("وانشاء الله", "وإن شاء الله", Why::IfGodWills),
        ],
    );
    hints(
        "لاكن هاذا المرفأ وذالك المسئول عن الشئون",
        &[
            ("لاكن", "لكن", Why::AsItSounds),
            ("هاذا", "هذا", Why::AsItSounds),
            ("وذالك", "وذلك", Why::AsItSounds),
            ("المسئول", "المسؤول", Why::HouseSpelling),
            ("الشئون", "الشؤون", Why::HouseSpelling),
        ],
    );
    hints(
        "مضى الى المدينه التى فى الشمال حتي عاد، وهى للمدينه",
        &[
            ("الى", "إلى", Why::MissingHamza),
            ("المدينه", "المدينة", Why::TaMarbuta),
            ("التى", "التي", Why::FinalYa),
            ("فى", "في", Why::FinalYa),
            ("حتي", "حتى", Why::FinalAlef),
            ("وهى", "وهي", Why::FinalYa),
            ("للمدينه", "للمدينة", Why::TaMarbuta),
        ],
    );
    hints(
        "بعد إستقبال الوفد وإجتماعاته وللإنتخابات، الأمتحان وأستخدامها",
        &[
            ("إستقبال", "استقبال", Why::HamzaOfWasl),
            ("وإجتماعاته", "واجتماعاته", Why::HamzaOfWasl),
            ("وللإنتخابات", "وللانتخابات", Why::HamzaOfWasl),
            ("الأمتحان", "الامتحان", Why::HamzaOfWasl),
            ("وأستخدامها", "واستخدامها", Why::HamzaOfWasl),
        ],
    );
    hints(
        "الأمر الغير ممكن والغير قانونية",
        &[
            ("الغير ممكن", "غير الممكن", Why::ArticleOnGhayr),
            ("والغير قانونية", "وغير القانونية", Why::ArticleOnGhayr),
        ],
    );
}

#[test]
fn words_that_are_words_are_no_hints() {
    hints(
        "قال علي إن لديّ حقّ الغير محفوظ، وكفى بالله، ولامس والى مكتبه",
        &[("والى", "وإلى", Why::MissingHamza)],
    );
    hints("إنشاء المدرسة وإنتاج القمح وإعلام الناس", &[]);
    hints("مدرسه ووزاره وبطوله ومحافظه وطائره", &[]);
    hints("نادى القاضي فقاضى الرجل أهله", &[]);
    hints("أستخدم وأستقبل وأجتمع", &[]);
    hints("https://siraj.example/الى #الى `الى`", &[]);
    hints("الىّ", &[]);
}

#[test]
fn a_hint_waits_for_the_slips_of_its_word() {
    hints("مضى الـى هناك", &[]);
    hints("مضى الى هناك", &[("الى", "إلى", Why::MissingHamza)]);
}

#[test]
fn hostile_lengths_take_linear_time() {
    for piece in [
        "\"",
        "«",
        "ـ",
        "س\u{200F} ",
        ", ",
        "` ",
        "@",
        "ـً",
        "  ،",
        "؟ !",
        "ا",
        "\"ا ",
        "إنشاء الله ",
        "&;",
        "(؟",
    ] {
        let text = piece.repeat(60_000);
        assert!(!mend(&text, HOUSE).text.is_empty());
    }
}

fn assert_clean_lines_have_no_slip(text: &str) -> Result<(), TestCaseError> {
    for house in [HOUSE, QuotationMarks::Curly] {
        if is_clean(text, house) {
            let line = Line::read(0..text.len(), text, house);
            let mut slips = Vec::new();
            line.report(&mut slips);
            prop_assert_eq!(slips, []);
            prop_assert_eq!(line.covered(), []);
        }
    }
    Ok(())
}

/// The levels of what is seen of a text, after the bidirectional algorithm.
fn levels(text: &str, base: Level) -> Vec<(char, Level)> {
    let drawn = BidiInfo::new(text, Some(base));
    text.char_indices()
        .filter(|(_, c)| !matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}'))
        .map(|(at, c)| (c, drawn.levels[at]))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_line_that_looks_clean_has_no_slip(
        text in "([a-bأ-ج0-1]|[a-bأ-ج0-1 ]{1,3}|[\u{00A0}.,:/()«»“”،؛؟!%\u{064B}…-]|« ?ب|ب»|“ب|ب”){0,12}",
    ) {
        assert_clean_lines_have_no_slip(&text)?;
    }

    #[test]
    fn a_text_is_drawn_as_before_without_its_stray_direction_marks(
        text in "[a-bأ-ب\u{064B}٠-١0-1 (),.:+\u{200E}\u{200F}\u{061C}\u{2067}\u{2069}\t-]{0,24}",
    ) {
        let mut without = text.clone();
        for finding in findings(&text, HOUSE).iter().rev() {
            if finding.kind == Kind::StrayControl {
                without.replace_range(finding.range.clone(), "");
            }
        }
        for base in [Level::ltr(), Level::rtl()] {
            prop_assert_eq!(levels(&text, base), levels(&without, base), "{:?}", text);
        }
    }

    #[test]
    fn any_text_keeps_the_promises(text in any::<String>()) {
        properties::typography(&text);
    }

    #[test]
    fn dense_mixtures_keep_the_promises(
        text in "[a-cA-Bأ-جىلسه\u{064B}ـ٠-١0-1 \u{00A0}.,:;/()\"«»“”„،؛؟!%@#&`…\u{FE70}-\u{FE7F}\u{FC5E}-\u{FC66}ﷺﷲ\u{200E}\u{200F}\u{061C}\u{2066}\u{2069}\u{0301}\n-]{0,40}",
    ) {
        properties::typography(&text);
    }
}
