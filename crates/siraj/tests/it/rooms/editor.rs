//! The editor's document and ours are one: what the browser tests send through the editor's schema
//! unchanged is here sent through the body, unchanged too.

use serde_json::Value;
use siraj_editorial::body::Body;

const EVERY_BLOCK: &str = include_str!("../../browser/harness/every-block.json");

#[test]
fn every_block_and_mark_of_the_editor_is_one_of_the_body() {
    let document: Value = serde_json::from_str(EVERY_BLOCK).expect("the document is JSON");
    let body = Body::from_prosemirror(&document).expect("the body holds every block");
    assert_eq!(body.validate(), Ok(()));
    assert_eq!(body.to_prosemirror(), document);
}
