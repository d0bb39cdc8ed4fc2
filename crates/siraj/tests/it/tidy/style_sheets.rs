//! One style sheet serves both directions of writing, so it speaks of start and end and never of
//! left and right.

use super::Findings;
use super::tree;

/// Properties that name a side, with the one to write instead.
const PROPERTIES: [(&str, &str); 16] = [
    ("margin-left", "margin-inline-start/-end"),
    ("margin-right", "margin-inline-start/-end"),
    ("padding-left", "padding-inline-start/-end"),
    ("padding-right", "padding-inline-start/-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    (
        "border-top-left-radius",
        "border-start-start-radius or -start-end-",
    ),
    (
        "border-top-right-radius",
        "border-start-start-radius or -start-end-",
    ),
    (
        "border-bottom-left-radius",
        "border-end-start-radius or -end-end-",
    ),
    (
        "border-bottom-right-radius",
        "border-end-start-radius or -end-end-",
    ),
    ("scroll-margin-left", "scroll-margin-inline-start/-end"),
    ("scroll-margin-right", "scroll-margin-inline-start/-end"),
    ("scroll-padding-left", "scroll-padding-inline-start/-end"),
    ("scroll-padding-right", "scroll-padding-inline-start/-end"),
    ("left", "inset-inline-start/-end"),
    ("right", "inset-inline-start/-end"),
];

/// Properties that have logical values.
const VALUES: [&str; 4] = ["text-align", "float", "clear", "caption-side"];

#[test]
fn style_sheets_know_no_left_or_right() {
    let mut findings =
        Findings::of("one style sheet for both directions: logical properties and values only");
    for file in tree::files_ending(&["css"]) {
        for (number, what) in physical(&file.text) {
            findings.add(&file.path, number, what);
        }
    }
    findings.none();
}

/// Each declaration that names a side, with its line.
fn physical(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in without_comments(text).lines().enumerate() {
        for declaration in line.split(['{', '}', ';']) {
            let Some((property, value)) = declaration.split_once(':') else {
                continue;
            };
            let property = property.trim();
            for (name, instead) in PROPERTIES {
                let longer = property
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('-'));
                if property == name || (longer && name.starts_with("border")) {
                    found.push((index + 1, format!("{property}: write {instead}")));
                }
            }
            let side = value
                .split_whitespace()
                .find(|word| matches!(*word, "left" | "right"));
            if let Some(side) = side.filter(|_| VALUES.contains(&property)) {
                found.push((index + 1, format!("{property}: {side}; write start or end")));
            }
        }
    }
    found
}

/// The text with comments blanked and its lines kept.
fn without_comments(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..]
            .find("*/")
            .map_or(rest.len(), |length| start + length + 2);
        left.push_str(&rest[..start]);
        left.extend(rest[start..end].chars().filter(|letter| *letter == '\n'));
        rest = &rest[end..];
    }
    left + rest
}

#[test]
fn sides_are_found_and_logical_properties_are_not() {
    let text = "/* left: 1px */\na { margin-left: 1px }\nb{text-align:right;float: inline-start}\nc { border-left-color: red; background: url(left) left top }\n.left { inset-inline-start: 0 }\n";
    let lines: Vec<usize> = physical(text).iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [2, 3, 4]);
}
