//! An index over invented articles, asked as readers ask.

use super::{
    Asking, Counting, Entry, Index, Likeness, Marker, Order, Question, Scope, Space, Tag, Writing,
};
use siraj_editorial::EditionId;
use tempfile::TempDir;
use uuid::Uuid;

const ARABIC: EditionId = EditionId(Uuid::from_u128(1));
const ENGLISH: EditionId = EditionId(Uuid::from_u128(2));
const HARBOUR: Uuid = Uuid::from_u128(77);

fn public(edition: EditionId) -> Space {
    Space {
        scope: Scope::Public,
        edition,
    }
}

/// Headline and text; their place in the list is their key.
const ARTICLES: [(&str, &str); 12] = [
    (
        "الأمم المتحدة تدعو إلى هدنة في وادي السرو",
        "دعت الأمم المتحدة الطرفين إلى هدنة تبدأ فجر الأحد.",
    ),
    (
        "مدرسة جديدة في حي المنارة",
        "افتتحت البلدية مدرسة جديدة، والمدرسة الثانية تُفتح في الخريف.",
    ),
    (
        "مجلس البلدية يناقش موازنة السدود",
        "ناقش المجلس كلفة ثلاثة سدود تبلغ مليار درهم، والسدود القديمة تحتاج إلى ترميم.",
    ),
    (
        "ميناء سرو يستقبل أول سفينة بعد التوسعة",
        "دخلت السفينة الميناء صباحًا، ورحب بها عمال الأرصفة.",
    ),
    (
        "تدريب لمعلمين على شبكات المياه",
        "شارك معلمون من ثلاث مدن، وتحدث خبير عن أعطال لشبكات قديمة.",
    ),
    (
        "العام الدراسي يبدأ في موعده",
        "يبدأ العام الدراسي في سبتمبر، وتُدرس علوم الأرض أول مرة.",
    ),
    (
        "اتحاد الصيادين ينتخب رئيسًا",
        "انتخب الاتحاد رئيسة له بعد تقرير عن حال القوارب.",
    ),
    (
        "زمن الانتظار في المنزل يطول كل يوم",
        "قال السكان إن الأمن عاد إلى المنزل وزمن الانتظار طال.",
    ),
    (
        "Harbour masters meet in Sarw",
        "The harbours of the coast were open, and the BBC's crew filmed الميناء القديم.",
    ),
    (
        "سباق القوارب عام ٢٠٣٧",
        "حضر السباق خمسة آلاف متفرج، وفاز قارب «غضنفر» في 2037.",
    ),
    (
        "وزير النقل يزور الجسر",
        "زار الوزير الجسر الجديد، وقال إن وزارة النقل رصدت 1,250 عاملًا.",
    ),
    (
        "حلف شمال الأطلسي يجتمع",
        "وللناتو مكتب في المدينة، كما قال متحدث باسم الحلف.",
    ),
];

fn index() -> (TempDir, Index) {
    index_of(&ARTICLES)
}

fn index_of(articles: &[(&str, &str)]) -> (TempDir, Index) {
    let folder = TempDir::new().unwrap();
    let mut counting = Counting::default();
    for (headline, text) in articles {
        counting.text([*headline, *text]);
    }
    let index = Index::create(folder.path(), counting.finish()).unwrap();
    let mut writer = index.writer(Writing::Following).unwrap();
    for (key, (headline, text)) in (0..).zip(articles) {
        let edition = if headline.is_ascii() { ENGLISH } else { ARABIC };
        let entry = entry(key, public(edition), headline, text);
        writer.put(&entry).unwrap();
    }
    let secret = Space {
        scope: Scope::Newsroom,
        edition: ARABIC,
    };
    let draft = entry(
        900,
        secret,
        "مسودة عن الميناء",
        "لم يُنشر بعد شيء عن الدردبيس.",
    );
    writer.put(&draft).unwrap();
    writer.commit(7).unwrap();
    (folder, index)
}

fn entry<'t>(key: u64, space: Space, headline: &'t str, text: &'t str) -> Entry<'t> {
    Entry {
        key,
        space,
        headline,
        passages: vec![text],
        names: vec!["سلمى حداد"],
        tags: vec![Tag::Section(if key.is_multiple_of(2) {
            HARBOUR
        } else {
            Uuid::nil()
        })],
        moment: i64::try_from(key).unwrap() * 86_400,
    }
}

fn keys(index: &Index, typed: &str) -> Vec<u64> {
    let question = Question::of(typed);
    let found = index
        .ask(&Asking::new(&question, &[public(ARABIC)]))
        .unwrap();
    found.hits.iter().map(|hit| hit.key).collect()
}

#[track_caller]
fn check(index: &Index, typed: &str, first: u64) {
    let keys = keys(index, typed);
    assert_eq!(keys.first(), Some(&first), "«{typed}»: {keys:?}");
}

#[test]
fn words_are_found_however_they_are_written() {
    let (_folder, index) = index();
    for typed in ["الأمم", "الامم", "أمم", "امم", "الأُمَم", "الأمـم"]
    {
        assert_eq!(keys(&index, typed), [0], "«{typed}»");
    }
    for typed in ["المدرسة", "مدرسة", "مدرسه", "والمدرسة", "للمدرسه"]
    {
        check(&index, typed, 1);
    }
    for typed in ["السدود", "سدود", "مليار", "وبالسدود"] {
        check(&index, typed, 2);
    }
    for typed in ["ميناء", "الميناء", "المينا", "سفينه الميناء"] {
        check(&index, typed, 3);
    }
    for typed in ["معلمين", "المعلمون", "لشبكات", "شبكات", "الشبكات"]
    {
        check(&index, typed, 4);
    }
    for typed in ["الإتحاد", "اتحاد", "تقرير"] {
        check(&index, typed, 6);
    }
    for typed in ["2037", "٢٠٣٧", "غضنفر", "غضـنفر"] {
        check(&index, typed, 9);
    }
    for typed in ["1250 عاملا", "١٬٢٥٠ عاملًا", "وزاره"] {
        check(&index, typed, 10);
    }
    check(&index, "ناتو", 11);
}

#[test]
fn a_word_is_no_part_of_another() {
    let (_folder, index) = index();
    // «من» stands in article 4 alone, not in «زمن», «الأمن», «المنزل».
    assert!(!keys(&index, "من").contains(&7));
    assert!(
        !keys(&index, "امم").contains(&5),
        "«العام» and «علوم» are other words"
    );
    assert!(keys(&index, "ال").is_empty());
}

#[test]
fn a_noun_is_found_in_its_other_number_after_the_one_that_was_typed() {
    let (_folder, index) = index_of(&[
        (
            "سفير جديد في العاصمة",
            "وصل السفير صباحًا واستقبله وكيل الوزارة.",
        ),
        (
            "أسواق الخضر تفتح ليلًا",
            "تبقى الأسواق مفتوحة حتى منتصف الليل.",
        ),
        (
            "سوق السمك يعود إلى مكانه",
            "عاد السوق إلى الرصيف القديم بعد عام.",
        ),
        (
            "السفر بين الجزر يزيد",
            "زاد السفر بحرًا منذ خُفض ثمن البطاقة.",
        ),
    ]);
    assert_eq!(keys(&index, "السفراء"), [0], "«السفر» is another word");
    assert_eq!(keys(&index, "أسواق"), [1, 2]);
    assert_eq!(keys(&index, "السوق"), [2, 1]);
    let (_folder, index) = index_of(&[(
        "السفر بين الجزر يزيد",
        "زاد السفر بحرًا منذ خُفض ثمن البطاقة.",
    )]);
    assert!(keys(&index, "السفراء").is_empty(), "it is a word by itself");
}

#[test]
fn slips_of_the_keyboard_are_repaired_and_said() {
    let (_folder, index) = index();
    check(&index, "السفبنة", 3);
    let question = Question::of("موازنة السودد");
    let found = index
        .ask(&Asking::new(&question, &[public(ARABIC)]))
        .unwrap();
    assert_eq!(found.hits.first().map(|hit| hit.key), Some(2));
    assert_eq!(found.meant.as_deref(), Some("موازنة السدود"));
    let question = Question::of("موازنة السدود");
    let found = index
        .ask(&Asking::new(&question, &[public(ARABIC)]))
        .unwrap();
    assert_eq!(found.meant, None);
}

#[test]
fn a_word_that_a_small_house_wrote_is_no_slip_for_a_common_one() {
    let mut articles = vec![(
        "الأنهار تفيض بعد المطر",
        "فاضت الأنهار الثلاثة ليلًا وغمرت الحقول.",
    )];
    let common = (
        "البلدية تفتح الحديقة",
        "قالت البلدية إنها تفتح الحديقة غدًا.",
    );
    articles.extend([common; 30]);
    let (_folder, index) = index_of(&articles);
    assert_eq!(keys(&index, "الأنهار"), [0]);
    assert_eq!(keys(&index, "الأنهاز"), [0], "nobody wrote this one");
}

#[test]
fn phrases_stand_as_they_are_written_and_words_can_be_left_out() {
    let (_folder, index) = index();
    assert_eq!(keys(&index, "\"هدنة في وادي\""), [0]);
    assert_eq!(keys(&index, "«وادي السرو»"), [0]);
    assert!(keys(&index, "\"وادي هدنة\"").is_empty());
    assert!(keys(&index, "\"مدرسة الجديدة\"").is_empty());
    assert!(keys(&index, "الميناء -السفينة").is_empty());
    assert_eq!(keys(&index, "القوارب -تقرير"), [9]);
}

#[test]
fn a_space_meets_no_word_of_another() {
    let (_folder, index) = index();
    assert!(keys(&index, "الدردبيس").is_empty());
    assert!(keys(&index, "harbour").is_empty());
    let question = Question::of("harbour");
    let spaces = [public(ENGLISH)];
    let found = index.ask(&Asking::new(&question, &spaces)).unwrap();
    assert_eq!(found.hits.len(), 1, "English words are stemmed too");
    let question = Question::of("الموانئ القديم bbc");
    let found = index.ask(&Asking::new(&question, &spaces)).unwrap();
    assert_eq!(found.hits.len(), 1, "Arabic words stand in English texts");
    let spaces = [
        public(ARABIC),
        Space {
            scope: Scope::Newsroom,
            edition: ARABIC,
        },
    ];
    let question = Question::of("مسودة الميناء");
    let found = index.ask(&Asking::new(&question, &spaces)).unwrap();
    assert_eq!(found.hits.first().map(|hit| hit.key), Some(900));
}

#[test]
fn answers_are_narrowed_and_sorted() {
    let (_folder, index) = index();
    let spaces = [public(ARABIC)];
    let question = Question::of("سلمى حداد");
    let ask = |asking: Asking<'_>| -> Vec<u64> {
        let found = index.ask(&asking).unwrap();
        found.hits.iter().map(|hit| hit.key).collect()
    };
    let by_name = Asking {
        limit: 100,
        order: Order::Newest,
        ..Asking::new(&question, &spaces)
    };
    assert_eq!(ask(by_name.clone()), [11, 10, 9, 7, 6, 5, 4, 3, 2, 1, 0]);
    let tags = [Tag::Section(HARBOUR)];
    let narrowed = Asking {
        tags: &tags,
        from: Some(4 * 86_400),
        until: Some(10 * 86_400),
        ..by_name
    };
    assert_eq!(ask(narrowed), [6, 4]);
}

#[test]
fn half_a_word_is_enough_while_one_types() {
    let (_folder, index) = index();
    let spaces = [public(ARABIC)];
    let typed = |typed: &str| {
        let question = Question::of(typed);
        let typing = Asking {
            is_typing: true,
            ..Asking::new(&question, &spaces)
        };
        let found = index.ask(&typing).unwrap();
        found.hits.first().map(|hit| hit.key)
    };
    assert_eq!(typed("سفي"), Some(3));
    for begun in ["السفينة و", "السفينة وا", "قوارب غ"] {
        assert!(typed(begun).is_some(), "«{begun}» has a word already");
    }
}

#[test]
fn found_words_are_marked_in_their_own_spelling() {
    let (_folder, index) = index();
    let question = Question::of("مدرسه");
    let found = index
        .ask(&Asking::new(&question, &[public(ARABIC)]))
        .unwrap();
    let marker = Marker::new(&index, &found);
    let (headline, text) = ARTICLES[1];
    let marked = |text: &str| -> Vec<String> {
        let pieces = marker.mark(text).into_iter();
        pieces
            .filter(|piece| piece.is_found)
            .map(|piece| piece.text.to_owned())
            .collect()
    };
    assert_eq!(marked(headline), ["مدرسة"]);
    assert_eq!(marked("في المَدْرَسَةِ."), ["المَدْرَسَةِ"]);
    let whole: String = marker.mark(text).iter().map(|piece| piece.text).collect();
    assert_eq!(whole, text);
    let long = format!("{} {text} {}", "كلام ".repeat(80), "كلام ".repeat(80));
    let snippet = marker.snippet(&["لا شيء هنا.", &long]);
    assert!(snippet.is_cut_before && snippet.is_cut_after);
    assert!(
        snippet
            .pieces
            .iter()
            .any(|piece| piece.text == "والمدرسة" && piece.is_found)
    );
    assert_eq!(marker.snippet(&[]), super::Snippet::default());
}

#[test]
fn what_says_the_same_is_alike_and_nothing_is_like_itself() {
    let (_folder, index) = index();
    let (headline, text) = ARTICLES[3];
    let passages = [
        text,
        "وسُمعت صفارات السفن في وادي السرو، والأمم المتحدة حاضرة.",
    ];
    let likeness = Likeness {
        headline,
        passages: &passages,
        key: Some(3),
        moment: Some(3 * 86_400),
    };
    let hits = index.like(&likeness, public(ARABIC), &[], 5).unwrap();
    assert_eq!(hits.first().map(|hit| hit.key), Some(0));
    assert!(hits.iter().all(|hit| hit.key != 3));
}

#[test]
fn any_question_is_answered() {
    let (_folder, index) = index();
    let spaces = [public(ARABIC)];
    let long = "الميناء ".repeat(20_000);
    for typed in [
        "",
        " ",
        "؟!،؛",
        "\"",
        "\"\"",
        "«",
        "-",
        "--",
        "- -",
        "-ا",
        "a:b AND (c OR d) ^2 ~3 *",
        ".*[^ا]+?",
        "title:الميناء",
        "\u{202E}\u{2066}",
        "\u{064B}\u{0651}",
        "\u{0640}\u{0640}",
        "\0\u{1F}\u{1E}",
        "ﷺ",
        "\"الميناء",
        "الميناء\"",
        "\"-\" -\"",
        "من في على إلى",
        long.as_str(),
    ] {
        let question = Question::of(typed);
        for order in [Order::Relevance, Order::Newest] {
            let asking = Asking {
                order,
                is_typing: true,
                ..Asking::new(&question, &spaces)
            };
            index.ask(&asking).unwrap();
        }
    }
    assert!(Question::of(&long).is_cut);
    check(&index, "title:الميناء", 3);
    check(&index, "\"الميناء", 3);
}

#[test]
fn an_index_is_opened_again_as_it_was() {
    let (folder, index) = index();
    index.check().unwrap();
    let again = Index::open(folder.path()).unwrap();
    assert_eq!(again.cursor().unwrap(), Some(7));
    assert_eq!(again.entries(), 13);
    assert_eq!(keys(&again, "امم"), [0]);
    let writer = again.writer(Writing::Following).unwrap();
    assert!(matches!(
        index.writer(Writing::Following),
        Err(super::Error::InUse)
    ));
    writer.unite().unwrap();
    assert_eq!(keys(&again, "امم"), [0]);
}
