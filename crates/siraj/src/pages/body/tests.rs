//! The renderer's promises: the markup contract, direction as it was measured, and
//! nothing in the HTML that is not on the list of tags, whatever the body holds.

mod hostile;

use super::*;
use crate::pages::model::{CardKind, Focal, Text};
use serde_json::{Value, json};

const ARTICLE: &str = "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a";
const PICTURE: &str = "0190d6a4-2f6e-7b11-8f00-aaaaaaaaaaaa";

struct Surrounding {
    language: Language,
    digits: DigitStyle,
    pictures: BTreeMap<MediaId, Picture>,
    articles: BTreeMap<ArticleId, Card>,
}

fn surrounding() -> Surrounding {
    let text = |words: &str| Text::new(words, Direction::Rtl);
    let picture = Picture {
        base: "/media/0123456789abcdef".to_owned(),
        alt: text("رافعات \"المرفأ\""),
        caption: Some(text("المرفأ عند الفجر")),
        credit: Some(text("رسم: سامر عون / سراج")),
        width: 640,
        height: 400,
        focal: Focal::default(),
        warning: None,
    };
    let card = Card {
        url: "/world/1abcdefg/%D8%B3".to_owned(),
        kicker: Some(text("العالم")),
        headline: text("مجلس الوئام يصوّت"),
        standfirst: None,
        picture: None,
        time: None,
        authors: Vec::new(),
        kind: CardKind::News,
        boosted: false,
        sub_links: Vec::new(),
    };
    Surrounding {
        language: Language::arabic(),
        digits: DigitStyle::Western,
        pictures: BTreeMap::from([(PICTURE.parse().unwrap(), picture)]),
        articles: BTreeMap::from([(ARTICLE.parse().unwrap(), card)]),
    }
}

impl Surrounding {
    fn context(&self) -> BodyContext<'_> {
        BodyContext {
            language: &self.language,
            digits: self.digits,
            pictures: &self.pictures,
            articles: &self.articles,
        }
    }

    fn page(&self, blocks: &Value) -> String {
        let body = Body::accept(&json!({ "version": 1, "blocks": blocks }))
            .unwrap()
            .0;
        render(&body, self.context()).to_string()
    }

    fn feed(&self, blocks: &Value) -> String {
        let body = Body::accept(&json!({ "version": 1, "blocks": blocks }))
            .unwrap()
            .0;
        render_for_feed(&body, self.context(), "https://siraj.example").to_string()
    }
}

fn runs(text: &str) -> Value {
    json!([{ "type": "text", "text": text }])
}

fn paragraph(text: &str) -> Value {
    json!([{ "type": "paragraph", "runs": runs(text) }])
}

#[track_caller]
fn check(blocks: &Value, expected: &str) {
    assert_eq!(surrounding().page(blocks), expected);
}

#[test]
fn scores_telephones_signs_and_latin_words_are_isolated() {
    for (typed, shown) in [
        (
            "فاز نادي المرفأ 2-1 أمس",
            "فاز نادي المرفأ <bdi>2-1</bdi> أمس",
        ),
        (
            "للاتصال: +961 1 234567.",
            "للاتصال: <bdi>+961 1 234567</bdi>.",
        ),
        ("بلغت الحرارة -5 درجات", "بلغت الحرارة <bdi>-5</bdi> درجات"),
        (
            "لغة C++ وحساب @siraj",
            "لغة <bdi>C++</bdi> وحساب <bdi>@siraj</bdi>",
        ),
        ("ارتفع 4.5% عند 14:30", "ارتفع 4.5% عند 14:30"),
    ] {
        check(&paragraph(typed), &format!("<p>{shown}</p>"));
    }
}

#[test]
fn a_paragraph_says_its_direction_only_where_it_differs() {
    check(
        &paragraph("The port reopened on Tuesday."),
        "<p dir=\"ltr\">The port reopened on Tuesday.</p>",
    );
    check(
        &paragraph("BBC تعلن إغلاق إذاعة قديمة"),
        "<p><bdi>BBC</bdi> تعلن إغلاق إذاعة قديمة</p>",
    );
    let english = Surrounding {
        language: Language::english(),
        ..surrounding()
    };
    assert_eq!(
        english.page(&paragraph("The word سراج means lamp.")),
        "<p>The word <bdi>سراج</bdi> means lamp.</p>"
    );
    assert_eq!(
        english.page(&paragraph("سراج هو المصباح")),
        "<p dir=\"rtl\">سراج هو المصباح</p>"
    );
}

#[test]
fn marks_nest_in_order_and_a_link_goes_on_over_its_runs() {
    let link = json!({ "type": "link", "href": "https://example.org/أ?b=1&c" });
    check(
        &json!([{ "type": "paragraph", "runs": [
            { "type": "text", "text": "في ", "marks": [link] },
            { "type": "text", "text": "التقرير", "marks": [{ "type": "strong" }, link] },
            { "type": "break" },
            { "type": "text", "text": "The Coast", "marks": [
                { "type": "emphasis" }, { "type": "foreign", "language": "en" }] },
            { "type": "text", "text": "v1.2 أ", "marks": [{ "type": "left_to_right" }] },
            { "type": "text", "text": " برقية", "marks": [
                { "type": "provenance", "item": "sahil:1", "source": "sahil" }] },
        ] }]),
        "<p><a href=\"https://example.org/%D8%A3?b=1&#38;c\" rel=\"noopener external\">في <strong>التقرير</strong></a>\
         <br><span lang=\"en\" dir=\"ltr\"><em>The Coast</em></span><span dir=\"ltr\">v1.2 <bdi>أ</bdi></span> برقية</p>",
    );
}

#[test]
fn own_articles_are_linked_where_they_are_public_and_are_words_where_not() {
    let other = "0190d6a4-2f6e-7b11-8f00-000000000000";
    check(
        &json!([
            { "type": "paragraph", "runs": [
                { "type": "text", "text": "هنا", "marks": [{ "type": "link", "href": format!("article:{ARTICLE}") }] },
                { "type": "text", "text": " وهناك", "marks": [{ "type": "link", "href": format!("article:{other}") }] },
            ] },
            { "type": "related", "article": ARTICLE },
            { "type": "related", "article": other },
        ]),
        "<p><a href=\"/world/1abcdefg/%D8%B3\">هنا</a> وهناك</p>\
         <aside class=\"related\" aria-label=\"اقرأ أيضًا\"><a href=\"/world/1abcdefg/%D8%B3\"><span class=\"kicker\">العالم</span> \
         <span class=\"headline\">مجلس الوئام يصوّت</span></a></aside>",
    );
}

#[test]
fn subheads_have_ids_of_their_own() {
    check(
        &json!([
            { "type": "subhead", "level": 2, "runs": runs("ما بعد الفتح؟") },
            { "type": "subhead", "level": 3, "runs": runs("ما بعد الفتح") },
            { "type": "subhead", "level": 3, "runs": runs("؟!") },
        ]),
        "<h2 id=\"s-ما-بعد-الفتح\">ما بعد الفتح؟</h2><h3 id=\"s-ما-بعد-الفتح-2\">ما بعد الفتح</h3><h3 id=\"s-\">؟!</h3>",
    );
}

#[test]
fn quotations_lists_boxes_and_points_have_their_elements() {
    check(
        &json!([
            { "type": "quotation", "paragraphs": [{ "runs": runs("لن نتأخّر") }], "attribution": "باسل عنتر" },
            { "type": "pull_quote", "text": "الماء للجميع", "attribution": "هالة مرتضى" },
            { "type": "list", "ordered": true, "items": [{ "runs": runs("أوّل"),
                "list": { "ordered": false, "items": [{ "runs": runs("فرع") }] } }] },
            { "type": "fact_box", "title": "أرقام", "blocks": [{ "type": "paragraph", "runs": runs("سعته كبيرة") }] },
            { "type": "key_points", "points": [{ "runs": runs("فتح السدّ") }] },
            { "type": "divider" },
        ]),
        "<blockquote class=\"quote\"><p>لن نتأخّر</p><footer class=\"attribution\">باسل عنتر</footer></blockquote>\
         <aside class=\"pull\"><p>الماء للجميع</p><footer>هالة مرتضى</footer></aside>\
         <ol><li>أوّل<ul><li>فرع</li></ul></li></ol>\
         <aside class=\"facts\"><h2>أرقام</h2><p>سعته كبيرة</p></aside>\
         <section class=\"key-points\"><h2>أبرز النقاط</h2><ul><li>فتح السدّ</li></ul></section><hr>",
    );
}

#[test]
fn a_picture_reserves_its_place_and_carries_its_words() {
    check(
        &json!([{ "type": "picture", "media": PICTURE, "caption": "القاعدة", "layout": "wide" }]),
        "<figure class=\"picture wide\"><picture><source type=\"image/webp\" \
         srcset=\"/media/0123456789abcdef/320.webp 320w, /media/0123456789abcdef/480.webp 480w, /media/0123456789abcdef/640.webp 640w\" \
         sizes=\"(min-width: 1296px) 1264px, 100vw\"><img src=\"/media/0123456789abcdef/640.jpg\" \
         srcset=\"/media/0123456789abcdef/320.jpg 320w, /media/0123456789abcdef/480.jpg 480w, /media/0123456789abcdef/640.jpg 640w\" \
         sizes=\"(min-width: 1296px) 1264px, 100vw\" width=\"640\" height=\"400\" alt=\"رافعات &#34;المرفأ&#34;\" \
         loading=\"lazy\" decoding=\"async\"></picture><figcaption><span class=\"caption\">القاعدة</span> \
         <span class=\"credit\">رسم: سامر عون / سراج</span></figcaption></figure>",
    );
}

#[test]
fn a_table_can_be_scrolled_and_is_named() {
    check(
        &json!([{ "type": "table", "caption": "المنسوب", "header": [{ "runs": runs("اليوم") }, { "runs": runs("متر") }],
            "rows": [[{ "runs": runs("الثلاثاء") }, { "runs": [] }]] }]),
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"المنسوب\"><table><caption>المنسوب</caption>\
         <thead><tr><th scope=\"col\">اليوم</th><th scope=\"col\">متر</th></tr></thead>\
         <tbody><tr><td>الثلاثاء</td><td></td></tr></tbody></table></div>",
    );
}

#[test]
fn an_embed_is_a_link_and_nothing_more() {
    check(
        &json!([{ "type": "embed", "url": "https://youtu.be/1?a&b", "provider": "youtube", "title": "جلسة المجلس" }]),
        "<aside class=\"embed\"><a href=\"https://youtu.be/1?a&#38;b\" rel=\"noopener external\"><span class=\"title\">جلسة المجلس</span> \
         <span class=\"provider\">افتحه على <bdi>YouTube</bdi></span></a></aside>",
    );
}

#[test]
fn a_picture_that_may_shock_is_covered() {
    let mut around = surrounding();
    for picture in around.pictures.values_mut() {
        picture.warning = Some(Text::new("دمار", Direction::Rtl));
    }
    let html = around.page(&json!([{ "type": "picture", "media": PICTURE }]));
    assert!(
        html.starts_with("<figure class=\"picture\"><details class=\"covered\"><summary>"),
        "{html}"
    );
    let feed = around.feed(&json!([{ "type": "picture", "media": PICTURE }]));
    assert!(!feed.contains("<img") && feed.contains("دمار"), "{feed}");
}

#[test]
fn digits_are_shown_as_the_edition_shows_them_but_not_in_addresses_and_foreign_words() {
    let around = Surrounding {
        digits: DigitStyle::ArabicIndic,
        ..surrounding()
    };
    assert_eq!(
        around.page(&json!([{ "type": "paragraph", "runs": [
            { "type": "text", "text": "بلغ 12,500 " },
            { "type": "text", "text": "2024", "marks": [{ "type": "link", "href": "https://example.org/2024" },
                { "type": "left_to_right" }] },
        ] }])),
        "<p>بلغ ١٢٬٥٠٠ <a href=\"https://example.org/2024\" rel=\"noopener external\"><span dir=\"ltr\">2024</span></a></p>"
    );
}

#[test]
fn a_feed_has_absolute_addresses_its_language_and_no_classes() {
    let feed = surrounding().feed(&json!([
        { "type": "paragraph", "runs": [
            { "type": "text", "text": "فاز 2-1 " },
            { "type": "text", "text": "هنا", "marks": [{ "type": "link", "href": format!("article:{ARTICLE}") }] },
        ] },
        { "type": "pull_quote", "text": "لا تتكرّر" },
        { "type": "subhead", "level": 2, "runs": runs("عنوان") },
        { "type": "picture", "media": PICTURE },
    ]));
    assert_eq!(
        feed,
        "<div dir=\"rtl\" lang=\"ar\"><p>فاز \u{2066}2-1\u{2069} <a href=\"https://siraj.example/world/1abcdefg/%D8%B3\">هنا</a></p>\
         <h2>عنوان</h2><figure><img src=\"https://siraj.example/media/0123456789abcdef/640.jpg\" width=\"640\" height=\"400\" \
         alt=\"رافعات &#34;المرفأ&#34;\"><figcaption><span>المرفأ عند الفجر</span> <span>رسم: سامر عون / سراج</span></figcaption></figure></div>"
    );
}

#[test]
fn every_problem_and_every_loss_has_a_sentence_in_both_languages() {
    use crate::convert::DroppedKind;
    use siraj_editorial::body::BodyProblemKind;
    for language in ["ar", "en"] {
        let messages = Messages::for_language(language);
        for kind in BodyProblemKind::ALL {
            let sentence = messages.text(kind.message_key());
            assert_eq!(
                sentence.contains("{limit}"),
                kind.limit().is_some(),
                "{sentence}"
            );
        }
        for kind in DroppedKind::ALL {
            assert!(messages.has(kind.message_key()), "{kind:?}");
        }
    }
}
