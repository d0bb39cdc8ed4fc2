//! What conversion keeps, what it drops, and what it says about it.

mod hostile;
mod house;
mod paste;

pub(crate) use hostile::VECTORS;

use super::{Converted, DroppedKind, Resolver, Surroundings, from_html, from_markdown};
use serde_json::{Value, json};
use siraj_editorial::Language;
use siraj_editorial::id::{ArticleId, MediaId};

const ARTICLE: &str = "0190d6a4-2f6e-7b11-8f00-1f2e3d4c5b6a";
const PICTURE: &str = "0190d6a4-2f6e-7b11-8f00-aaaaaaaaaaaa";

/// Knows one article and one picture.
struct Library;

impl Resolver for Library {
    fn article(&self, reference: &str) -> Option<ArticleId> {
        let known = ["najd-orders", "https://siraj.example/world/1abcdefg/x"];
        known.contains(&reference).then(|| ARTICLE.parse().unwrap())
    }
    fn picture(&self, reference: &str) -> Option<MediaId> {
        (reference == "river-base").then(|| PICTURE.parse().unwrap())
    }
}

fn html(html: &str) -> Converted {
    from_html(
        html,
        Surroundings {
            language: &Language::arabic(),
            resolver: &Library,
        },
    )
}

fn markdown(markdown: &str) -> Converted {
    from_markdown(
        markdown,
        Surroundings {
            language: &Language::arabic(),
            resolver: &Library,
        },
    )
}

/// The blocks in a short form: runs without marks are their text.
#[track_caller]
fn check(converted: &Converted, expected: Value) {
    let mut blocks = serde_json::to_value(&converted.body.blocks).unwrap();
    shorten(&mut blocks);
    assert_eq!(
        blocks,
        expected,
        "\n{}",
        serde_json::to_string(&blocks).unwrap()
    );
    converted.body.validate().unwrap();
}

/// `{"type":"text","text":"x"}` becomes `"x"`, a break `"/"`, marks their names.
fn shorten(value: &mut Value) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(shorten),
        Value::Object(fields) => {
            fields.values_mut().for_each(shorten);
            let kind = fields
                .get("type")
                .and_then(Value::as_str)
                .map(str::to_owned);
            match kind.as_deref() {
                Some("text") => {
                    let text = fields["text"].clone();
                    *value = match fields.get("marks") {
                        Some(marks) => json!([text, marks]),
                        None => text,
                    };
                }
                Some("break") => *value = json!("/"),
                Some("link") => *value = fields["href"].clone(),
                Some("foreign") => *value = fields["language"].clone(),
                Some(name @ ("strong" | "emphasis" | "left_to_right")) => *value = json!(name),
                _ => {}
            }
        }
        _ => {}
    }
}

fn dropped(converted: &Converted) -> Vec<(DroppedKind, usize)> {
    converted
        .report
        .dropped
        .iter()
        .map(|dropped| (dropped.what, dropped.count))
        .collect()
}
