//! Words that never enter the repository: names that say nothing, notes of unfinished work,
//! switched-off tests, and paths of somebody's machine.

use super::Findings;
use super::source::sources;
use super::tree;

/// Endings of names that hide what a thing is.
const EMPTY_ENDINGS: [&str; 9] = [
    "Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Data", "Info", "Entity",
];

/// Words for our nouns that belong to other systems; whole names only, as `PostalAddress` is fine.
const FOREIGN_NOUNS: [&str; 4] = ["Post", "Content", "Node", "Entity"];

const EMPTY_MODULES: [&str; 12] = [
    "manager", "managers", "service", "services", "helper", "helpers", "util", "utils", "misc",
    "common", "info", "data",
];

#[test]
fn names_say_what_a_thing_is() {
    let mut findings = Findings::of(
        "a name is a noun of the newsroom; never Manager, Service, Helper, Util, Data, Info, Post, Content, Node, Entity",
    );
    for source in sources() {
        let file = source
            .path
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".rs");
        if EMPTY_MODULES.contains(&file) {
            findings.add(&source.path, 1, format!("a file named {file}"));
        }
        for (index, line) in source.lines.iter().enumerate() {
            // An associated type of an implementation is named by its trait.
            if line.code.starts_with(' ') && line.code.trim_start().starts_with("type ") {
                continue;
            }
            for name in declared_names(&line.code).filter(|name| is_empty_name(name)) {
                findings.add(&source.path, index + 1, name);
            }
        }
    }
    findings.none();
}

fn declared_names(code: &str) -> impl Iterator<Item = &str> {
    let words: Vec<&str> = code
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let names: Vec<&str> = words
        .windows(2)
        .filter(|pair| ["struct", "enum", "trait", "type", "mod", "union"].contains(&pair[0]))
        .map(|pair| pair[1])
        .collect();
    names.into_iter()
}

fn is_empty_name(name: &str) -> bool {
    EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending))
        || FOREIGN_NOUNS.contains(&name)
        || EMPTY_MODULES.contains(&name)
}

#[test]
fn empty_names_are_recognised() {
    let declared: Vec<&str> =
        declared_names("pub(crate) struct PageManager<T> { inner: Store }").collect();
    assert_eq!(declared, ["PageManager"]);
    assert!(is_empty_name("PageManager"));
    assert!(is_empty_name("Node"));
    assert!(!is_empty_name("ContentType"));
    assert!(!is_empty_name("DataFolder"));
}

#[test]
fn no_work_is_left_marked_as_unfinished() {
    // Split, so that this file does not break its own rule.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X:"),
        concat!("HA", "CK:"),
    ];
    let mut findings = Findings::of("no note of unfinished work: do it, or open an issue");
    for file in tree::files_ending(&[
        "rs", "ts", "mjs", "css", "html", "xml", "toml", "sh", "sql", "md",
    ]) {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| line.contains(*mark)) {
                findings.add(&file.path, index + 1, mark);
            }
        }
    }
    findings.none();
}

#[test]
fn every_test_runs() {
    let mut findings = Findings::of("no test is switched off, and none passes by panicking");
    for source in sources() {
        for (index, line) in source.lines.iter().enumerate() {
            let code = line.code.trim_start();
            if code.starts_with("#[ignore") || code.starts_with("#[should_panic") {
                findings.add(&source.path, index + 1, code);
            }
        }
    }
    for file in tree::files_ending(&["mjs"]) {
        for (index, line) in file.text.lines().enumerate() {
            let switched_off = [
                "test.skip(",
                "test.todo(",
                "test.only(",
                "it.skip(",
                "it.only(",
            ];
            if file.path.contains("/tests/") && switched_off.iter().any(|call| line.contains(call))
            {
                findings.add(&file.path, index + 1, line.trim());
            }
        }
    }
    findings.none();
}

#[test]
fn no_file_names_a_path_of_somebodys_machine() {
    let roots = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
    ];
    let mut findings = Findings::of(
        "no path of a machine: paths are relative to the repository or come from a setting",
    );
    for file in tree::files() {
        for (index, line) in file.text.lines().enumerate() {
            if let Some(root) = roots.iter().find(|root| stands_alone(line, root)) {
                findings.add(&file.path, index + 1, root);
            }
        }
    }
    findings.none();
}

/// Whether `root` begins a path here, and is not the middle of an address such as `/en/work/`.
fn stands_alone(line: &str, root: &str) -> bool {
    line.match_indices(root).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || "-_.}".contains(letter))
    })
}

#[test]
fn a_path_is_told_from_the_middle_of_an_address() {
    let root = concat!("/ho", "me/");
    assert!(stands_alone(&format!("open(\"{root}me\")"), root));
    assert!(!stands_alone(&format!("https://example.com{root}"), root));
}
