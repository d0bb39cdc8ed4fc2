//! The body's promises: one form, strict reading, problems with their places, and
//! an editor's document that comes back as it went.

use super::arbitrary::{any_body, valid_body};
use super::query::reading_minutes;
use super::*;
use crate::Language;
use proptest::prelude::*;
use serde_json::{Value, json};

const ARTICLE: &str = "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a";
const PICTURE: &str = "0190d6a4-2f6e-7b11-8f00-aaaaaaaaaaaa";

fn body_of(blocks: &Value) -> Value {
    json!({ "version": 1, "blocks": blocks })
}

fn text(text: &str, marks: &Value) -> Value {
    json!({ "type": "text", "text": text, "marks": marks })
}

fn paragraph(runs: &Value) -> Value {
    body_of(&json!([{ "type": "paragraph", "runs": runs }]))
}

/// A story with every block and every mark.
fn full_story() -> Value {
    body_of(&json!([
        { "type": "paragraph", "runs": [
            { "type": "text", "text": "قال وزير المياه باسل عنتر إنّ " },
            text("سدّ الفيروز", &json!([
                { "type": "provenance", "item": "sahil:2041", "source": "sahil-agency" },
                { "type": "link", "href": format!("article:{ARTICLE}") },
                { "type": "foreign", "language": "en" },
                { "type": "left_to_right" }, { "type": "strong" }, { "type": "emphasis" },
            ])),
            { "type": "break" },
            { "type": "text", "text": "سيُفتح." },
        ] },
        { "type": "subhead", "level": 2, "runs": [{ "type": "text", "text": "ما بعد الفتح" }] },
        { "type": "list", "ordered": true, "items": [
            { "runs": [{ "type": "text", "text": "أوّلًا" }], "list": { "ordered": false, "items": [
                { "runs": [{ "type": "text", "text": "فرع" }] } ] } } ] },
        { "type": "quotation", "paragraphs": [{ "runs": [{ "type": "text", "text": "لن نتأخّر" }] }],
          "attribution": "باسل عنتر، وزير المياه" },
        { "type": "pull_quote", "text": "الماء للجميع", "attribution": "هالة مرتضى" },
        { "type": "picture", "media": PICTURE, "alt": "السدّ", "caption": "عند الفجر", "layout": "wide" },
        { "type": "gallery", "pictures": [{ "media": PICTURE, "layout": "column" }] },
        { "type": "fact_box", "title": "أرقام", "blocks": [
            { "type": "paragraph", "runs": [{ "type": "text", "text": "سعة البحيرة 40 مليونًا" }] },
            { "type": "list", "ordered": false, "items": [{ "runs": [{ "type": "text", "text": "بند" }] }] } ] },
        { "type": "key_points", "points": [{ "runs": [{ "type": "text", "text": "فتح السدّ" }] }] },
        { "type": "table", "caption": "المنسوب", "header": [{ "runs": [{ "type": "text", "text": "اليوم" }] }],
          "rows": [[{ "runs": [{ "type": "text", "text": "الثلاثاء" }] }]] },
        { "type": "related", "article": ARTICLE },
        { "type": "embed", "url": "https://youtu.be/1", "provider": "youtube", "title": "البثّ" },
        { "type": "divider" },
    ]))
}

#[test]
fn every_block_is_read_and_written_in_the_same_words() {
    let story = full_story();
    let (body, removed) = Body::accept(&story).unwrap();
    assert!(removed.is_nothing());
    assert_eq!(serde_json::to_value(&body).unwrap(), story);
    assert_eq!(serde_json::from_value::<Body>(story).unwrap(), body);
}

#[test]
fn every_block_goes_to_the_editor_and_comes_back() {
    let body = Body::read(&full_story()).unwrap();
    let document = body.to_prosemirror();
    assert_eq!(Body::from_prosemirror(&document).unwrap(), body);
    assert_eq!(
        Body::from_prosemirror(&document).unwrap().to_prosemirror(),
        document
    );
}

fn refused(document: &Value) -> Vec<(String, BodyProblemKind)> {
    let problems = Body::accept(document).expect_err("the body is refused");
    problems
        .into_iter()
        .map(|problem| (problem.path, problem.kind))
        .collect()
}

#[test]
fn what_a_body_does_not_have_is_refused_with_its_place() {
    use BodyProblemKind as Kind;
    let run = |run: Value| paragraph(&json!([{ "type": "text", "text": "أ" }, run]));
    let cases = [
        (json!([]), "", Kind::WrongType),
        (json!({ "version": 1 }), "blocks", Kind::Missing),
        (
            json!({ "version": 2, "blocks": [] }),
            "version",
            Kind::UnknownVersion,
        ),
        (
            json!({ "version": 1, "blocks": [], "html": "" }),
            "html",
            Kind::UnknownField,
        ),
        (
            body_of(&json!([{ "type": "html" }])),
            "blocks[0].type",
            Kind::UnknownBlock,
        ),
        (
            body_of(&json!([{ "type": "divider" }, { "runs": [] }])),
            "blocks[1].type",
            Kind::Missing,
        ),
        (
            run(json!({ "type": "text", "text": 7 })),
            "blocks[0].runs[1].text",
            Kind::WrongType,
        ),
        (
            run(json!({ "type": "image" })),
            "blocks[0].runs[1].type",
            Kind::UnknownValue,
        ),
        (
            run(text("ب", &json!([{ "type": "blink" }]))),
            "blocks[0].runs[1].marks[0].type",
            Kind::UnknownMark,
        ),
        (
            run(text("ب", &json!([{ "type": "strong", "style": "x" }]))),
            "blocks[0].runs[1].marks[0].style",
            Kind::UnknownField,
        ),
        (
            run(text(
                "ب",
                &json!([{ "type": "link", "href": "javascript:alert(1)" }]),
            )),
            "blocks[0].runs[1].marks[0].href",
            Kind::LinkNotAllowed,
        ),
        (
            run(text(
                "ب",
                &json!([{ "type": "link", "href": format!("https://e.org/{}", "a".repeat(2048)) }]),
            )),
            "blocks[0].runs[1].marks[0].href",
            Kind::LinkTooLong,
        ),
        (
            run(text(
                "ب",
                &json!([{ "type": "foreign", "language": "English" }]),
            )),
            "blocks[0].runs[1].marks[0].language",
            Kind::NotALanguage,
        ),
        (
            body_of(&json!([{ "type": "subhead", "level": 1, "runs": [] }])),
            "blocks[0].level",
            Kind::UnknownValue,
        ),
        (
            body_of(&json!([{ "type": "related", "article": "7" }])),
            "blocks[0].article",
            Kind::NotAnIdentity,
        ),
        (
            body_of(&json!([{ "type": "embed", "url": "https://evil.example/", "title": "x" }])),
            "blocks[0].url",
            Kind::UnknownProvider,
        ),
        (
            body_of(
                &json!([{ "type": "embed", "url": "https://vimeo.com/1", "provider": "x", "title": "x" }]),
            ),
            "blocks[0].provider",
            Kind::NotTheProviders,
        ),
    ];
    for (document, path, kind) in cases {
        assert_eq!(refused(&document), [(path.to_owned(), kind)], "{document}");
    }
}

#[test]
fn all_problems_are_told_not_only_the_first() {
    let bad = |href: &str| text("رابط", &json!([{ "type": "link", "href": href }]));
    let story = body_of(&json!([
        { "type": "paragraph", "runs": [bad("data:x")] },
        { "type": "list", "ordered": false, "items": [{ "runs": [bad("//x")] }] },
        { "type": "fact_box", "title": "", "blocks": [{ "type": "paragraph", "runs": [bad("x")] }] },
        { "type": "table", "rows": [
            [{ "runs": [{ "type": "text", "text": "أ" }] }],
            [{ "runs": [] }, { "runs": [] }] ] },
    ]));
    let paths: Vec<String> = refused(&story).into_iter().map(|(path, _)| path).collect();
    assert_eq!(
        paths,
        [
            "blocks[0].runs[0].marks[0].href",
            "blocks[1].items[0].runs[0].marks[0].href",
            "blocks[2].title",
            "blocks[2].blocks[0].runs[0].marks[0].href",
            "blocks[3].rows[1]",
        ]
    );
}

#[test]
fn more_than_a_body_holds_is_refused() {
    use BodyProblemKind as Kind;
    let dividers = vec![json!({ "type": "divider" }); limits::BLOCKS + 1];
    assert_eq!(
        refused(&body_of(&json!(dividers))),
        [("blocks".to_owned(), Kind::TooManyBlocks)]
    );
    let long = "س".repeat(limits::CHARACTERS + 1);
    assert_eq!(
        refused(&paragraph(&json!([{ "type": "text", "text": long }]))),
        [("blocks".to_owned(), Kind::TooManyCharacters)]
    );
    let points = vec![json!({ "runs": [{ "type": "text", "text": "نقطة" }] }); 8];
    assert_eq!(
        refused(&body_of(
            &json!([{ "type": "key_points", "points": points }])
        )),
        [("blocks[0].points".to_owned(), Kind::TooManyPoints)]
    );
    let cells = vec![json!({ "runs": [{ "type": "text", "text": "1" }] }); 13];
    assert_eq!(
        refused(&body_of(&json!([{ "type": "table", "rows": [cells] }]))),
        [("blocks[0]".to_owned(), Kind::TableTooWide)]
    );
}

#[test]
fn lists_nest_three_deep_and_fifty_deep_is_refused_without_harm() {
    let mut list =
        json!({ "ordered": false, "items": [{ "runs": [{ "type": "text", "text": "لبّ" }] }] });
    for _ in 0..50 {
        list = json!({ "ordered": false, "items": [{ "runs": [], "list": list }] });
    }
    let mut block = list;
    block["type"] = json!("list");
    let problems = refused(&body_of(&json!([block])));
    assert_eq!(
        problems,
        [(
            "blocks[0].items[0].list.items[0].list.items[0].list".to_owned(),
            BodyProblemKind::ListTooDeep
        )]
    );
}

#[test]
fn lone_surrogates_never_become_text() {
    let json =
        r#"{"version":1,"blocks":[{"type":"paragraph","runs":[{"type":"text","text":"\ud800"}]}]}"#;
    assert!(serde_json::from_str::<Value>(json).is_err());
}

#[test]
fn overrides_and_controls_are_removed_and_told() {
    let story = paragraph(&json!([
        { "type": "text", "text": "أ\u{202E}ب\u{0}" },
        text("\u{202C}", &json!([{ "type": "strong" }])),
        { "type": "text", "text": "ج\nد" },
    ]));
    let (body, removed) = Body::accept(&story).unwrap();
    assert_eq!(body.blocks, [Block::Paragraph(Paragraph::plain("أبج د"))]);
    assert_eq!((removed.overrides, removed.controls), (2, 1));
}

#[test]
fn isolates_pair_over_the_runs_of_a_paragraph() {
    let story = paragraph(&json!([
        { "type": "text", "text": "لغة \u{2066}" },
        text("C++", &json!([{ "type": "strong" }])),
        { "type": "text", "text": "\u{2069}." },
    ]));
    assert!(Body::accept(&story).unwrap().1.is_nothing());
    let open = paragraph(&json!([text(
        "\u{2066}C++",
        &json!([{ "type": "strong" }])
    )]));
    let (body, removed) = Body::accept(&open).unwrap();
    assert_eq!(removed.isolates_closed, 1);
    assert_eq!(body.plain_text(), "\u{2066}C++\u{2069}");
}

#[test]
fn an_uncleaned_body_does_not_validate() {
    for hidden in ["\u{202E}", "أ\u{0}", "\u{2066}أ", "أ\u{2069}"] {
        let body = Body::new(vec![Block::Paragraph(Paragraph::plain(hidden))]);
        assert!(body.validate().is_err(), "{hidden:?}");
    }
}

#[test]
fn equal_text_has_one_form() {
    let marks = |marks: &Value| {
        Body::read(&paragraph(&json!([
            text("ملف ", marks), text("السدّ", marks), { "type": "text", "text": "" },
        ])))
        .unwrap()
        .normalise()
    };
    let one = marks(&json!([{ "type": "emphasis" }, { "type": "strong" }, { "type": "strong" }]));
    let other = marks(&json!([{ "type": "strong" }, { "type": "emphasis" }]));
    assert_eq!(one, other);
    assert_eq!(
        one.blocks,
        [Block::Paragraph(Paragraph {
            runs: vec![Run::Text(Text {
                text: "ملف السدّ".to_owned(),
                marks: vec![Mark::Strong, Mark::Emphasis],
            })]
        })]
    );
}

#[test]
fn what_nobody_sees_is_not_stored() {
    let empty = body_of(&json!([
        { "type": "paragraph", "runs": [{ "type": "text", "text": " \u{200F}" }, { "type": "break" }] },
        { "type": "list", "ordered": false, "items": [{ "runs": [] }] },
        { "type": "quotation", "paragraphs": [] },
        { "type": "gallery", "pictures": [] },
        { "type": "table", "rows": [[{ "runs": [] }]] },
    ]));
    assert_eq!(Body::read(&empty).unwrap().normalise(), Body::default());
}

#[test]
fn the_editors_document_is_refused_with_its_own_places() {
    use BodyProblemKind as Kind;
    let doc = |content: Value| json!({ "type": "doc", "content": content });
    let cell = |attrs: Value| {
        doc(json!([{ "type": "table", "content": [{ "type": "table_row",
        "content": [{ "type": "table_cell", "attrs": attrs }] }] }]))
    };
    let cases = [
        (json!({ "type": "document" }), "type", Kind::UnknownBlock),
        (
            doc(json!([{ "type": "iframe" }])),
            "content[0].type",
            Kind::UnknownBlock,
        ),
        (
            doc(json!([{ "type": "paragraph", "attrs": { "style": "x" } }])),
            "content[0].attrs",
            Kind::UnknownField,
        ),
        (
            doc(json!([{ "type": "heading", "attrs": { "level": 1 } }])),
            "content[0].attrs.level",
            Kind::UnknownValue,
        ),
        (
            doc(
                json!([{ "type": "paragraph", "content": [{ "type": "text", "text": "أ",
                "marks": [{ "type": "link", "attrs": { "href": "https://e.org", "onclick": "x" } }] }] }]),
            ),
            "content[0].content[0].marks[0].attrs.onclick",
            Kind::UnknownField,
        ),
        (
            doc(json!([{ "type": "bullet_list", "content": [{ "type": "paragraph" }] }])),
            "content[0].content[0].type",
            Kind::UnknownBlock,
        ),
        (
            cell(json!({ "colspan": 2 })),
            "content[0].content[0].content[0].attrs.colspan",
            Kind::MergedCells,
        ),
        (
            doc(json!([{ "type": "picture", "attrs": { "media": "x" } }])),
            "content[0].attrs.media",
            Kind::NotAnIdentity,
        ),
    ];
    for (document, path, kind) in cases {
        let problem = Body::from_prosemirror(&document).unwrap_err();
        assert_eq!(
            (problem.path.as_str(), problem.kind),
            (path, kind),
            "{document}"
        );
    }
    assert!(
        Body::from_prosemirror(&cell(
            json!({ "colspan": 1, "rowspan": 1, "colwidth": null })
        ))
        .is_ok()
    );
}

#[test]
fn a_body_tells_its_words_and_what_it_refers_to() {
    let body = Body::read(&full_story()).unwrap();
    assert_eq!(
        body.first_paragraph().unwrap(),
        "قال وزير المياه باسل عنتر إنّ سدّ الفيروز\nسيُفتح."
    );
    assert_eq!(
        body.media_ids().into_iter().collect::<Vec<_>>(),
        [PICTURE.parse().unwrap()]
    );
    assert_eq!(
        body.article_refs().into_iter().collect::<Vec<_>>(),
        [ARTICLE.parse().unwrap()]
    );
    assert!(body.links().is_empty());
    assert!(body.plain_text().starts_with("قال وزير المياه"));
    assert!(body.plain_text().ends_with("البثّ"));
    assert_eq!(reading_minutes(body.words(), &Language::arabic()), 1);
}

#[test]
fn reading_time_is_counted_at_the_pace_of_the_language() {
    let body = Body::new(vec![Block::Paragraph(Paragraph::plain(
        "كلمة – ".repeat(361),
    ))]);
    assert_eq!(body.words(), 361);
    assert_eq!(reading_minutes(body.words(), &Language::arabic()), 3);
    assert_eq!(reading_minutes(body.words(), &Language::english()), 2);
    assert_eq!(reading_minutes(0, &Language::arabic()), 0);
}

#[test]
fn every_kind_of_problem_has_its_own_message() {
    let mut keys: Vec<_> = BodyProblemKind::ALL
        .iter()
        .map(|kind| kind.message_key())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), BodyProblemKind::ALL.len());
}

proptest! {
    #[test]
    fn normalising_twice_changes_nothing_more(body in any_body()) {
        let (once, _) = body.clean();
        let (twice, removed) = once.clone().clean();
        prop_assert!(removed.is_nothing(), "{:?}", removed);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn stored_json_is_read_back_as_it_was(body in any_body()) {
        let json = serde_json::to_string(&body).unwrap();
        prop_assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
    }

    #[test]
    fn a_body_goes_to_the_editor_and_comes_back(body in valid_body()) {
        let document = body.to_prosemirror();
        prop_assert_eq!(Body::from_prosemirror(&document).unwrap(), body);
    }
}
