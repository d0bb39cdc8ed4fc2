//! How long things may grow, and that each file says what it is for. The limits are where a reader
//! loses the thread, not a target: most files are a quarter of them.

use super::Findings;
use super::source::{Source, sources};
use super::tree;

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 100;
const TEMPLATE_LINES: usize = 150;

#[test]
fn no_file_is_longer_than_500_lines() {
    let mut findings =
        Findings::of("a file has at most 500 lines; split it by what its parts answer");
    for file in tree::files_ending(&["rs", "ts", "mjs", "js", "css", "sh", "sql"]) {
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            findings.add(&file.path, lines, format!("{lines} lines"));
        }
    }
    findings.none();
}

#[test]
fn no_template_is_longer_than_150_lines() {
    let mut findings =
        Findings::of("a template has at most 150 lines; move a part into templates/parts/");
    for file in tree::files() {
        let lines = file.text.lines().count();
        if file.path.starts_with("crates/siraj/templates/") && lines > TEMPLATE_LINES {
            findings.add(&file.path, lines, format!("{lines} lines"));
        }
    }
    findings.none();
}

#[test]
fn no_function_is_longer_than_100_lines() {
    let mut findings =
        Findings::of("a function has at most 100 lines; name the steps and call them");
    for source in sources() {
        for (name, line, length) in functions(&source) {
            if length > FUNCTION_LINES {
                findings.add(&source.path, line, format!("fn {name} has {length} lines"));
            }
        }
    }
    findings.none();
}

#[test]
fn every_rust_file_opens_with_what_it_answers() {
    let mut findings = Findings::of(
        "a Rust file opens with `//!`: what it answers, what it leaves out and who does that",
    );
    for file in tree::files_ending(&["rs"]) {
        if !file.text.starts_with("//! ") {
            findings.add(&file.path, 1, "does not open with `//!`");
        }
    }
    findings.none();
}

#[test]
fn every_script_and_style_sheet_opens_with_what_it_answers() {
    let mut findings =
        Findings::of("a script or style sheet opens with a comment: what it answers");
    for file in tree::files_ending(&["ts", "mjs", "css", "sh"]) {
        let mut lines = file.text.lines();
        let first = lines
            .next()
            .filter(|line| !line.starts_with("#!"))
            .or_else(|| lines.next());
        let opens =
            first.is_some_and(|line| ["//", "/*", "#"].iter().any(|mark| line.starts_with(mark)));
        if !opens {
            findings.add(&file.path, 1, "does not open with a comment");
        }
    }
    findings.none();
}

/// Each function's name, first line and length, found by counting braces.
fn functions(source: &Source) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, usize, i32)> = Vec::new();
    let mut announced: Option<(String, usize)> = None;
    let mut depth = 0_i32;
    for (index, line) in source.lines.iter().enumerate() {
        if let Some(name) = declared_function(&line.code) {
            announced = Some((name, index));
        }
        for letter in line.code.chars() {
            match letter {
                '{' => {
                    if let Some((name, start)) = announced.take() {
                        open.push((name, start, depth));
                    }
                    depth += 1;
                }
                '}' => {
                    depth -= 1;
                    if open.last().is_some_and(|(_, _, at)| *at == depth) {
                        let (name, start, _) = open.pop().expect("just seen");
                        found.push((name, start + 1, index - start + 1));
                    }
                }
                // A trait's method without a body; `[u8; 3]` in a signature is none.
                ';' if line.code.trim_end().ends_with(';') => announced = None,
                _ => {}
            }
        }
    }
    found
}

fn declared_function(code: &str) -> Option<String> {
    let mut words = code.split_whitespace();
    words.by_ref().find(|word| *word == "fn")?;
    let name: String = words
        .next()?
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn functions_are_measured_from_their_name_to_their_brace() {
    let text = "pub fn a(x: u8) -> u8 {\n    if x > 1 {\n        2\n    } else {\n        3\n    }\n}\ntrait B {\n    fn c();\n}\n";
    let found = functions(&Source::scan("crates/siraj/src/a.rs", text));
    assert_eq!(found, [("a".to_owned(), 1, 7)]);
}
