//! Arabic as readers type it: spellings, prefixes and digits that must find, and words that
//! must not.

use super::reader::Library;

/// A word of a text, and what a reader types who looks for it.
const PAIRS: [(&str, &str); 21] = [
    ("الأرخبيل", "الارخبيل"),
    ("الارجوحة", "الأرجوحة"),
    ("إسطرلاب", "اسطرلاب"),
    ("آجرومية", "اجرومية"),
    ("خنفشارية", "خنفشاريه"),
    ("طنطاوىّ", "طنطاوي"),
    ("قهرمانى", "قهرماني"),
    ("لؤلئيات", "لولييات"),
    ("سَمْهَرِيّ", "سمهري"),
    ("دردبيس", "دَرْدَبيس"),
    ("شـمـردل", "شمردل"),
    ("غضنفر", "غضـنفر"),
    ("والزنبرك", "زنبرك"),
    ("بالزمخشر", "الزمخشر"),
    ("للخزعبل", "الخزعبل"),
    ("سفرجلة", "السفرجلة"),
    ("متلازمات", "متلازمة"),
    ("٢٠٣٧", "2037"),
    ("2038", "٢٠٣٨"),
    ("کهرطیس", "كهرطيس"),
    ("خیطیة", "خيطية"),
];

#[tokio::test(flavor = "multi_thread")]
async fn however_a_word_is_written_it_is_found() {
    let library = Library::open().await;
    for (number, (word, _)) in PAIRS.iter().enumerate() {
        let headline = format!("ورشة الحيّ رقم {number} تعرض أعمالها");
        library
            .publish(&headline, &format!("شاهد الزوّار {word} في القاعة الكبرى."))
            .await;
    }
    library.follow().await;
    for (number, (word, typed)) in PAIRS.iter().enumerate() {
        let page = library.search(typed).await;
        let expected = format!("ورشة الحيّ رقم {number} تعرض أعمالها");
        assert_eq!(
            page.headlines(),
            [expected],
            "«{word}» by «{typed}»: {}",
            page.told()
        );
        assert!(!page.marked().is_empty(), "«{word}» by «{typed}»");
    }
    let turned = library.search("القاعة الزوار دردبيس").await;
    assert_eq!(turned.headlines()[0], "ورشة الحيّ رقم 9 تعرض أعمالها");
}

/// Articles of an invented country: headline, body.
const ARTICLES: [(&str, &str); 18] = [
    (
        "الأمم المتحدة ترسل خبراء إلى سرو",
        "وصل الوفد مساء أمس لدراسة حال الشاطئ.",
    ),
    (
        "مدرسة الحقول تفتح صفًّا للموسيقى",
        "اشترى الأهالي ثلاثة أعواد وطبلًا.",
    ),
    (
        "البلدية والمدرسة تقتسمان الملعب",
        "يلعب الطلاب صباحًا والحيّ مساءً.",
    ),
    (
        "مجلس القرية ينتخب رئيسة",
        "نالت وداد سبعة أصوات من أحد عشر.",
    ),
    ("بلدية المرسى تنظّف الساقية", "عمل ثلاثون متطوّعًا نهارًا كاملًا."),
    (
        "الميناء الشرقي يستقبل سفينة القمح",
        "حملت السفينة اثني عشر ألف طن.",
    ),
    (
        "خطة للريّ بعد شتاء جافّ",
        "قالت الهيئة إن السدود امتلأت إلى نصفها.",
    ),
    (
        "موازنة الطرق تكبر هذا العام",
        "خُصّص للطرق مليار واحد بعد نقاش طويل.",
    ),
    (
        "نقابة المعلمين تطلب تعديل الدوام",
        "يريد المعلمون حصة أقل في الأسبوع.",
    ),
    ("ثلاث شبكات للمياه تُجدَّد", "تبدأ الأشغال في الحيّ القديم."),
    (
        "عطل يصيب لشبكات القرى أجهزة القياس",
        "أصلحه الفنيون قبل الفجر.",
    ),
    ("المدينة الجديدة تستقبل أوّل سكانها", "سُلّمت مئة شقة."),
    ("تقرير عن هجرة الطيور", "راقبها الهواة من التلّة."),
    ("الإتحاد يعلن مواعيد الدوري", "تبدأ المباريات في آذار."),
    ("موسم العام الماضي كان وفيرًا", "قُطف الزيتون باكرًا."),
    ("كلية علوم البحار تكرّم باحثيها", "نُشرت لهم ستّ دراسات."),
    ("شبكات الصيد القديمة في المتحف", "جُمعت من بيوت البحّارة."),
    ("شبكات الكهرباء تُفحص قبل الشتاء", "يمرّ الفنيون بكل الأحياء."),
];

/// A question and the beginnings of the headlines that must come first, in any order.
const QUESTIONS: [(&str, &[usize]); 25] = [
    ("الأمم", &[0]),
    ("الامم", &[0]),
    ("أمم", &[0]),
    ("امم", &[0]),
    ("المدرسة", &[1, 2]),
    ("مدرسة", &[1, 2]),
    ("مدرسه", &[1, 2]),
    ("والمدرسة", &[1, 2]),
    ("المتحده", &[0]),
    ("الجديده", &[11]),
    ("مجلس", &[3]),
    ("المجلس", &[3]),
    ("بلدية", &[2, 4]),
    ("بلديه", &[2, 4]),
    ("الميناء", &[5]),
    ("ميناء", &[5]),
    ("مليار", &[7]),
    ("السدود", &[6]),
    ("الإتحاد", &[13]),
    ("الأُمَم", &[0]),
    ("معلمين", &[8]),
    ("تقرير", &[12]),
    ("لشبكات", &[9, 10, 16, 17]),
    ("شبكات", &[9, 10, 16, 17]),
    ("الشبكات", &[9, 10, 16, 17]),
];

#[tokio::test(flavor = "multi_thread")]
async fn each_question_finds_its_articles_and_no_word_inside_another() {
    let library = Library::open().await;
    for (headline, body) in ARTICLES {
        library.publish(headline, body).await;
    }
    library.follow().await;
    let headline = |at: &usize| ARTICLES[*at].0.to_owned();
    for (q, right) in QUESTIONS {
        let page = library.search(q).await;
        let mut first: Vec<String> = page.headlines().into_iter().take(right.len()).collect();
        let mut expected: Vec<String> = right.iter().map(headline).collect();
        first.sort_unstable();
        expected.sort_unstable();
        assert_eq!(first, expected, "{q}: {:?}", page.headlines());
    }
    for q in ["امم", "أمم", "الأمم"] {
        let found = library.search(q).await.headlines();
        for wrong in [14, 15] {
            assert!(!found.contains(&headline(&wrong)), "{q}: {found:?}");
        }
    }
    let little = library.search("ال").await;
    assert!(little.headlines().is_empty());
    little.helps();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_word_is_not_found_inside_longer_ones() {
    let library = Library::open().await;
    for headline in [
        "زمن الحصاد يبدأ باكرًا",
        "أمن الشاطئ في عهدة الحيّ",
        "منزل قديم يصير متحفًا",
    ] {
        library.publish(headline, "تفاصيل قليلة.").await;
    }
    library
        .publish("عودة البحّارة من الشمال", "رجعوا سالمين.")
        .await;
    library.follow().await;
    let page = library.search("من").await;
    assert!(
        page.marked().iter().all(|word| word == "من"),
        "{:?}",
        page.marked()
    );
    for wrong in [
        "زمن الحصاد يبدأ باكرًا",
        "أمن الشاطئ في عهدة الحيّ",
        "منزل قديم يصير متحفًا",
    ] {
        assert!(
            !page.headlines().contains(&wrong.to_owned()),
            "{:?}",
            page.headlines()
        );
    }
}
