//! What `siraj_arabic::typography` says of texts: slips that are mended without asking, and
//! words that want a second look. Told of an article as its editor has it, piece by piece
//! with places in UTF-16, and of any texts that a script asks about. It changes nothing.

use super::call::{Answer, Call, json_response};
use super::schema;
use axum::http::StatusCode;
use serde_json::{Value, json};
use siraj_arabic::typography::{Finding, Kind, QuotationMarks, Why, findings};
use siraj_editorial::revision::Manuscript;
use std::borrow::Cow;

/// What stands for each unit of what is nobody's sentence: code, addresses, names of files.
const COVER: char = '\u{fffc}';
/// A body is never so deep; what a sender nests deeper is not looked at.
const DEEPEST: usize = 32;

/// What is found in the fields of a text and in the pieces of its document, in reading
/// order. A piece of the body is numbered among those that hold text; clean ones are left out.
#[must_use]
pub fn of(text: &Manuscript, document: &Value) -> Value {
    let fields = [
        ("kicker", text.kicker.as_str()),
        ("headline", &text.headline),
        ("standfirst", &text.standfirst),
    ];
    told(&fields, document)
}

fn told(fields: &[(&str, &str)], document: &Value) -> Value {
    let mut told = Vec::new();
    for (name, words) in fields {
        let found = in_text(words);
        if !found.is_empty() {
            told.push(json!({"in": name, "found": found}));
        }
    }
    let mut pieces = Vec::new();
    gather(document, DEEPEST, &mut pieces);
    for (number, piece) in pieces.iter().enumerate() {
        let found = in_text(piece);
        if !found.is_empty() {
            told.push(json!({"in": "body", "piece": number, "found": found}));
        }
    }
    told.into()
}

/// Answers what is found in each text that was sent.
pub async fn look(mut call: Call) -> Answer {
    let mut fields = call.fields(schema::TYPOGRAPHY)?;
    let texts = match fields.remove("texts") {
        Some(Value::Array(texts)) => texts,
        _ => Vec::new(),
    };
    let items: Vec<Value> = texts
        .iter()
        .map(|text| {
            let text = text.get("text").and_then(Value::as_str);
            json!({"found": in_text(text.unwrap_or_default())})
        })
        .collect();
    let told = json!({"items": items}).to_string();
    Ok(json_response(StatusCode::OK, told))
}

/// The texts of an editor's document, each as its paragraph has it: a line break is one,
/// and what is written from left to right is covered, unit for unit.
fn gather(node: &Value, depth: usize, pieces: &mut Vec<String>) {
    let content = node.get("content").and_then(Value::as_array);
    let (Some(content), Some(depth)) = (content, depth.checked_sub(1)) else {
        return;
    };
    let kind = |child: &Value, name: &str| child.get("type").is_some_and(|kind| kind == name);
    let is_inline = |child: &Value| kind(child, "text") || kind(child, "hard_break");
    if !content.iter().any(is_inline) {
        for child in content {
            gather(child, depth, pieces);
        }
        return;
    }
    let texts = content.iter().map(|child| {
        let text = child.get("text").and_then(Value::as_str);
        match text {
            None => Cow::Borrowed("\n"),
            Some(text) if is_covered(child) => {
                std::iter::repeat_n(COVER, text.encode_utf16().count()).collect()
            }
            Some(text) => Cow::Borrowed(text),
        }
    });
    pieces.push(texts.collect());
}

fn is_covered(run: &Value) -> bool {
    let marks = run.get("marks").and_then(Value::as_array);
    let mut marks = marks.into_iter().flatten();
    marks.any(|mark| mark.get("type").is_some_and(|kind| kind == "left_to_right"))
}

/// What is found in a text, with its places in UTF-16.
fn in_text(text: &str) -> Vec<Value> {
    let (mut bytes, mut units) = (0, 0);
    let mut place = |byte: usize| {
        let between = text.get(bytes..byte).unwrap_or_default();
        units += between.encode_utf16().count();
        bytes = byte;
        units
    };
    findings(text, QuotationMarks::default())
        .into_iter()
        .map(
            |Finding {
                 range,
                 kind,
                 replacement,
             }| {
                json!({
                    "from": place(range.start),
                    "to": place(range.end),
                    "kind": name(kind),
                    "text": replacement,
                    "mends": kind.is_slip(),
                })
            },
        )
        .collect()
}

/// What a kind is called: its sentence is `editor.hint_` and this.
const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::SpaceBefore => "space_before",
        Kind::SpaceAfter => "space_after",
        Kind::DoubledSpace => "doubled_space",
        Kind::LatinSign => "latin_sign",
        Kind::Quotes => "quotes",
        Kind::Tatweel => "tatweel",
        Kind::PresentationForm => "presentation_form",
        Kind::StrayControl => "stray_control",
        Kind::Word(why) => match why {
            Why::FinalYa => "final_ya",
            Why::FinalAlef => "final_alef",
            Why::TaMarbuta => "ta_marbuta",
            Why::FinalHa => "final_ha",
            Why::HamzaOfWasl => "hamza_of_wasl",
            Why::MissingHamza => "missing_hamza",
            Why::AsItSounds => "as_it_sounds",
            Why::HouseSpelling => "house_spelling",
            Why::IfGodWills => "if_god_wills",
            Why::ArticleOnGhayr => "article_on_ghayr",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a text: places, kind, replacement.
    #[track_caller]
    fn check(text: &str, expected: &[(u64, u64, &str, &str)]) {
        let found = in_text(text);
        let found: Vec<_> = found
            .iter()
            .map(|one| {
                let number = |name: &str| one[name].as_u64().unwrap();
                let word = |name: &str| one[name].as_str().unwrap();
                (number("from"), number("to"), word("kind"), word("text"))
            })
            .collect();
        assert_eq!(found, expected, "«{text}»");
    }

    #[test]
    fn places_are_counted_as_the_browser_counts() {
        check("عاد الصيادون إلى المرفأ.", &[]);
        check("نعم ، ثم مضى", &[(3, 4, "space_before", "")]);
        // One sign of two units stands before it.
        check("🛥 نعم,ثم", &[(6, 7, "latin_sign", "، ")]);
        check("نعم،ثم", &[(3, 4, "space_after", "، ")]);
        check("مضى الى المرفأ", &[(4, 7, "missing_hamza", "إلى")]);
    }

    #[test]
    fn a_document_is_looked_through_piece_by_piece_and_code_is_left_alone() {
        let text = |words: &str| json!({"type": "text", "text": words});
        let code = json!({"type": "text", "text": "أ ,ب", "marks": [{"type": "left_to_right"}]});
        let document = json!({"type": "doc", "content": [
            {"type": "paragraph"},
            {"type": "paragraph", "content": [text("سطر سليم")]},
            {"type": "bullet_list", "content": [{"type": "list_item", "content": [
                {"type": "paragraph", "content": [text("بند,"), {"type": "hard_break"}, text("وبقيته  هنا")]},
            ]}]},
            {"type": "paragraph", "content": [text("الأمر "), code, text(" نافع")]},
        ]});
        let mut pieces = Vec::new();
        gather(&document, DEEPEST, &mut pieces);
        assert_eq!(
            pieces,
            [
                "سطر سليم",
                "بند,\nوبقيته  هنا",
                "الأمر \u{fffc}\u{fffc}\u{fffc}\u{fffc} نافع"
            ]
        );
        let told = super::told(&[("headline", "نعم ،")], &document);
        assert_eq!(told[0]["in"], "headline");
        let told = super::told(&[], &document);
        assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
        assert_eq!(told[0]["piece"], 1);
        assert_eq!(told[0]["found"][0]["from"], 3);
        assert_eq!(told[0]["found"].as_array().unwrap().len(), 2);
    }

    #[test]
    fn no_document_however_odd_breaks_it() {
        for odd in [
            json!(null),
            json!([1]),
            json!({"content": 3}),
            json!({"content": [{"type": "text"}]}),
        ] {
            assert!(told(&[], &odd).as_array().unwrap().is_empty());
        }
        let mut deep = json!({"type": "text", "text": "نعم,"});
        for _ in 0..100 {
            deep = json!({"type": "list_item", "content": [deep]});
        }
        assert!(told(&[], &deep).as_array().unwrap().is_empty());
    }
}
