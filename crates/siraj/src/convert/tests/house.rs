//! Markdown with the blocks of the house.

use super::*;

#[test]
fn an_article_of_the_house_is_read_whole() {
    let article = markdown(
        "قال **الوزير** إنّ [التقرير](article:najd-orders) صدر\nأمس في `v1.2`.\n\n## ما بعد\n\n> لن نتأخّر\n> — باسل عنتر، وزير المياه\n\n\
         :::pull\nالماء للجميع\n— هالة مرتضى\n:::\n\n:::key-points\n- أوّل\n- ثانٍ\n:::\n\n\
         :::facts أرقام السدّ\nسعته كبيرة.\n\n- بند\n:::\n\n:::picture river-base\n:::\n\n:::gallery river-base river-base\n:::\n\n\
         :::related najd-orders\n:::\n\n| اليوم | متر |\n| --- | --- |\n| الثلاثاء | 4 |\n\n---\n\n1. واحد\n2. اثنان\n",
    );
    check(
        &article,
        json!([
            { "type": "paragraph", "runs": ["قال ", ["الوزير", ["strong"]], " إنّ ",
                ["التقرير", [format!("article:{ARTICLE}")]], " صدر أمس في ", ["v1.2", ["left_to_right"]], "."] },
            { "type": "subhead", "level": 2, "runs": ["ما بعد"] },
            { "type": "quotation", "paragraphs": [{ "runs": ["لن نتأخّر"] }], "attribution": "باسل عنتر، وزير المياه" },
            { "type": "pull_quote", "text": "الماء للجميع", "attribution": "هالة مرتضى" },
            { "type": "key_points", "points": [{ "runs": ["أوّل"] }, { "runs": ["ثانٍ"] }] },
            { "type": "fact_box", "title": "أرقام السدّ", "blocks": [
                { "type": "paragraph", "runs": ["سعته كبيرة."] },
                { "type": "list", "ordered": false, "items": [{ "runs": ["بند"] }] } ] },
            { "type": "picture", "media": PICTURE, "layout": "column" },
            { "type": "gallery", "pictures": [
                { "media": PICTURE, "layout": "column" }, { "media": PICTURE, "layout": "column" }] },
            { "type": "related", "article": ARTICLE },
            { "type": "table", "header": [{ "runs": ["اليوم"] }, { "runs": ["متر"] }],
              "rows": [[{ "runs": ["الثلاثاء"] }, { "runs": ["4"] }]] },
            { "type": "divider" },
            { "type": "list", "ordered": true, "items": [{ "runs": ["واحد"] }, { "runs": ["اثنان"] }] },
        ]),
    );
    assert!(article.report.dropped.is_empty(), "{:?}", article.report);
}

#[test]
fn references_to_what_we_do_not_have_are_reported() {
    let article = markdown(
        ":::picture nowhere\n:::\n\n:::related nothing\n:::\n\n[نصّ](article:none) ![صورة](x.jpg)",
    );
    check(&article, json!([{ "type": "paragraph", "runs": ["نصّ"] }]));
    assert_eq!(
        dropped(&article),
        [
            (DroppedKind::UnknownReference, 3),
            (DroppedKind::Picture, 1)
        ]
    );
    assert_eq!(article.report.dropped[0].sample, "nowhere");
}

#[test]
fn an_unknown_block_keeps_its_text_and_is_reported() {
    let article = markdown(":::poll\nهل توافق؟\n:::\n\nبعد");
    check(
        &article,
        json!([
            { "type": "paragraph", "runs": ["هل توافق؟"] },
            { "type": "paragraph", "runs": ["بعد"] },
        ]),
    );
    assert_eq!(dropped(&article), [(DroppedKind::Directive, 1)]);
}

#[test]
fn a_block_that_is_never_closed_loses_nothing() {
    let article = markdown(":::facts صندوق\nأوّل\n\n:::related najd-orders\n\nثانٍ");
    check(
        &article,
        json!([
            { "type": "fact_box", "title": "صندوق", "blocks": [{ "type": "paragraph", "runs": ["أوّل"] }] },
            { "type": "related", "article": ARTICLE },
            { "type": "paragraph", "runs": ["ثانٍ"] },
        ]),
    );
}

#[test]
fn html_within_markdown_obeys_the_rules_of_html() {
    let article = markdown(
        "قال <b onclick='x()'>الوزير</b> <script>alert(1)</script>أمس.\n\n<div>\n<p>فقرة</p>\n<style>p{}</style>\n</div>\n\nبعد",
    );
    check(
        &article,
        json!([
            { "type": "paragraph", "runs": ["قال ", ["الوزير", ["strong"]], " أمس."] },
            { "type": "paragraph", "runs": ["فقرة"] },
            { "type": "paragraph", "runs": ["بعد"] },
        ]),
    );
    assert_eq!(
        dropped(&article),
        [(DroppedKind::Script, 1), (DroppedKind::EventHandler, 1)]
    );
}

#[test]
fn what_stands_in_fenced_code_opens_nothing() {
    check(
        &markdown("```\n:::pull\n```\n"),
        json!([{ "type": "paragraph", "runs": [":::pull"] }]),
    );
}

#[test]
fn every_kind_of_loss_has_its_own_message() {
    let mut keys: Vec<_> = DroppedKind::ALL
        .iter()
        .map(|kind| kind.message_key())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), DroppedKind::ALL.len());
}
