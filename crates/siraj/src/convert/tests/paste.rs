//! Pages, Word, Google Docs and mail as they arrive on the clipboard.

use super::*;

#[test]
fn a_page_keeps_its_structure() {
    let page = html(
        "<h1>انسحاب</h1><p>قال <b>الوزير</b> إنّ <a href='https://example.org/a?b=1'>التقرير</a>\n صدر.<br>أمس</p>
         <ul><li>أوّل<ol><li>فرع</ul><blockquote><p>لن نتأخّر<p>— باسل عنتر</blockquote><hr>",
    );
    check(
        &page,
        json!([
            { "type": "subhead", "level": 2, "runs": ["انسحاب"] },
            { "type": "paragraph", "runs": ["قال ", ["الوزير", ["strong"]], " إنّ ",
                ["التقرير", ["https://example.org/a?b=1"]], " صدر.", "/", "أمس"] },
            { "type": "list", "ordered": false, "items": [
                { "runs": ["أوّل"], "list": { "ordered": true, "items": [{ "runs": ["فرع"] }] } }] },
            { "type": "quotation", "paragraphs": [{ "runs": ["لن نتأخّر"] }], "attribution": "باسل عنتر" },
            { "type": "divider" },
        ]),
    );
    assert!(page.report.dropped.is_empty());
}

#[test]
fn two_line_breaks_begin_a_paragraph() {
    check(
        &html("أوّل<br><br>ثانٍ<br>سطر"),
        json!([
            { "type": "paragraph", "runs": ["أوّل"] },
            { "type": "paragraph", "runs": ["ثانٍ", "/", "سطر"] },
        ]),
    );
}

#[test]
fn a_table_keeps_its_cells_where_cells_are_merged() {
    let table = html(
        "<table><caption>المنسوب</caption><tr><th>اليوم<th>متر<tr><td rowspan=2>الثلاثاء<td>4
         <tr><td>5<tr><td colspan=2>لا قياس</table>",
    );
    check(
        &table,
        json!([{ "type": "table", "caption": "المنسوب",
        "header": [{ "runs": ["اليوم"] }, { "runs": ["متر"] }],
        "rows": [
            [{ "runs": ["الثلاثاء"] }, { "runs": ["4"] }],
            [{ "runs": [] }, { "runs": ["5"] }],
            [{ "runs": ["لا قياس"] }, { "runs": [] }],
        ] }]),
    );
}

#[test]
fn a_table_of_one_column_is_somebodys_layout() {
    check(
        &html("<table><tr><td><h2>عنوان</h2><p>نصّ</p></td></tr></table>"),
        json!([
            { "type": "paragraph", "runs": ["عنوان", "/", "نصّ"] },
        ]),
    );
}

#[test]
fn cells_beyond_the_columns_are_reported() {
    let row = "<td>1".repeat(14);
    let table = html(&format!("<table><tr>{row}<tr>{row}</table>"));
    assert_eq!(dropped(&table), [(DroppedKind::Cell, 4)]);
    table.body.validate().unwrap();
}

#[test]
fn google_docs_text_is_not_bold_because_its_wrapper_is_called_so() {
    let docs = html(
        "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"rtl\">
         <span style=\"font-weight:400;font-style:normal\">نصّ </span><span style=\"font-weight:700\">مهمّ</span>
         <span style=\"font-style:italic\"> مائل</span></p></b>
         <a href=\"https://www.google.com/url?q=https://example.org/a%3Fb&amp;sa=D\">رابط</a>",
    );
    check(
        &docs,
        json!([
            { "type": "paragraph", "runs": ["نصّ ", ["مهمّ", ["strong"]], " ", ["مائل", ["emphasis"]]] },
            { "type": "paragraph", "runs": [["رابط", ["https://example.org/a?b"]]] },
        ]),
    );
}

#[test]
fn words_own_lists_become_lists() {
    let word = html(
        "<p class=MsoNormal>قبل<o:p></o:p></p>
         <p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>أوّل<o:p></o:p></p>
         <p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·</span>فرع</p>
         <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>ثانٍ</p>
         <p class=MsoNormal><o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml><w:X/></xml><![endif]-->",
    );
    check(
        &word,
        json!([
            { "type": "paragraph", "runs": ["قبل"] },
            { "type": "list", "ordered": true, "items": [
                { "runs": ["أوّل"], "list": { "ordered": false, "items": [{ "runs": ["فرع"] }] } },
                { "runs": ["ثانٍ"] },
            ] },
        ]),
    );
    assert!(word.report.dropped.is_empty(), "{:?}", word.report);
}

#[test]
fn figures_keep_their_captions_and_pictures_are_reported() {
    let page = html(
        "<figure><img src='https://example.org/a.jpg' alt='مرفأ'><figcaption>عند الفجر</figcaption></figure>
         <figure><img src='river-base'><figcaption>القاعدة</figcaption></figure>
         <img src='https://stats.example/p.gif' width=1 height=1>",
    );
    check(
        &page,
        json!([
            { "type": "paragraph", "runs": ["عند الفجر"] },
            { "type": "picture", "media": PICTURE, "caption": "القاعدة", "layout": "column" },
        ]),
    );
    assert_eq!(
        dropped(&page),
        [(DroppedKind::Picture, 1), (DroppedKind::TrackingPixel, 1)]
    );
    assert_eq!(page.report.dropped[0].sample, "https://example.org/a.jpg");
}

#[test]
fn frames_of_known_providers_become_cards() {
    let page = html(
        "<iframe src='//www.youtube.com/embed/abc?rel=0' title='جلسة المجلس'></iframe>
         <iframe src='https://ads.example/x'><p>نصّ</p></iframe>بعد",
    );
    check(
        &page,
        json!([
            { "type": "embed", "url": "https://www.youtube.com/watch?v=abc", "provider": "youtube", "title": "جلسة المجلس" },
            { "type": "paragraph", "runs": ["بعد"] },
        ]),
    );
    assert_eq!(dropped(&page), [(DroppedKind::Frame, 1)]);
}

#[test]
fn powers_and_indices_do_not_become_other_numbers() {
    check(
        &html("10<sup>6</sup> م<sup>2</sup> H<sub>2</sub>O و1<sup>er</sup>"),
        json!([
            { "type": "paragraph", "runs": ["10⁶ م² H₂O و1er"] },
        ]),
    );
}

#[test]
fn foreign_words_keep_their_language_and_direction() {
    let page = html(
        "<p>صحيفة <span lang=en>The Coast</span> و<bdi dir=ltr>v1.2</bdi> <span lang=EN-US>3</span></p>",
    );
    check(
        &page,
        json!([{ "type": "paragraph", "runs": [
        "صحيفة ", ["The Coast", ["en"]], " و", ["v1.2", ["left_to_right"]], " 3"] }]),
    );
}

#[test]
fn links_to_our_own_addresses_become_references() {
    check(
        &html("<a href='https://siraj.example/world/1abcdefg/x'>هنا</a>"),
        json!([
            { "type": "paragraph", "runs": [["هنا", [format!("article:{ARTICLE}")]]] },
        ]),
    );
}

#[test]
fn lists_deeper_than_a_body_goes_keep_their_text() {
    let deep = html("<ul><li>1<ul><li>2<ul><li>3<ul><li>4<li>5</ul></ul></ul><li>6</ul>");
    check(
        &deep,
        json!([{ "type": "list", "ordered": false, "items": [
        { "runs": ["1"], "list": { "ordered": false, "items": [
            { "runs": ["2"], "list": { "ordered": false, "items": [
                { "runs": ["3", "/", "4", "/", "5"] }] } }] } },
        { "runs": ["6"] },
    ] }]),
    );
    assert_eq!(dropped(&deep), [(DroppedKind::Depth, 1)]);
}

#[test]
fn text_after_an_inner_list_begins_a_new_item() {
    check(
        &html("<ul><li>1<ul><li>2</ul>بعد</ul>"),
        json!([{ "type": "list", "ordered": false, "items": [
        { "runs": ["1"], "list": { "ordered": false, "items": [{ "runs": ["2"] }] } },
        { "runs": ["بعد"] },
    ] }]),
    );
}

#[test]
fn preformatted_lines_stay_lines() {
    check(
        &html("<pre>سطر\n  ثانٍ</pre>"),
        json!([
            { "type": "paragraph", "runs": ["سطر", "/", "  ثانٍ"] },
        ]),
    );
}
