//! What belongs where: SQL in the store, axum in the web, the environment in the command line and
//! the configuration, nothing of the outside world in the pure crates, Arabic in the messages, and
//! which module may know which.

use super::Findings;
use super::source::{Source, sources};

/// Whether `text` has `word` with no letter, digit or `_` on either side.
fn has_word(text: &str, word: &str) -> bool {
    let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
    })
}

/// Looks through the program's shipped code outside `allowed` (path beginnings under `src/`).
fn program_outside(allowed: &[&str], mut look: impl FnMut(&Source, usize, &str, &str)) {
    for source in sources() {
        let Some(path) = source.in_program() else {
            continue;
        };
        if allowed.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        for (number, line) in source.shipped() {
            look(&source, number, &line.code, &line.strings);
        }
    }
}

#[test]
fn only_the_store_contains_sql() {
    let mut findings = Findings::of("only `store/` contains SQL or knows a database driver");
    program_outside(&["store"], |source, number, code, strings| {
        if let Some(found) = sql_in(strings) {
            findings.add(&source.path, number, format!("a statement with {found}"));
        }
        for driver in ["rusqlite", "postgres", "tokio_postgres"] {
            if has_word(code, driver) && code.contains(&format!("{driver}::")) {
                findings.add(&source.path, number, format!("the driver {driver}"));
            }
        }
    });
    findings.none();
}

/// The beginning of a statement in upper case, as we write SQL.
fn sql_in(text: &str) -> Option<&'static str> {
    const STATEMENTS: [(&str, &str); 8] = [
        ("SELECT ", ""),
        ("INSERT INTO ", ""),
        ("DELETE FROM ", ""),
        ("UPDATE ", " SET "),
        ("CREATE TABLE ", ""),
        ("ALTER TABLE ", ""),
        ("DROP TABLE ", ""),
        ("PRAGMA ", ""),
    ];
    STATEMENTS
        .iter()
        .find(|(start, then)| text.contains(start) && text.contains(then))
        .map(|(start, _)| start.trim_end())
}

#[test]
fn only_the_web_imports_axum() {
    let mut findings = Findings::of("only `web/` imports axum");
    program_outside(&["web"], |source, number, code, _| {
        if has_word(code, "axum") {
            findings.add(&source.path, number, code.trim());
        }
    });
    findings.none();
}

#[test]
fn other_servers_are_asked_through_one_guarded_client() {
    let mut findings = Findings::of(
        "only `outside` makes a client: what people write must not lead into the neighbourhood",
    );
    program_outside(&["outside", "outside.rs"], |source, number, code, _| {
        for call in ["Client::builder", "Client::new", "reqwest::get"] {
            if has_word(code, call) {
                findings.add(&source.path, number, code.trim());
            }
        }
    });
    findings.none();
}

#[test]
fn only_the_search_imports_tantivy() {
    let mut findings = Findings::of("only `search/` imports tantivy");
    program_outside(&["search"], |source, number, code, _| {
        if has_word(code, "tantivy") {
            findings.add(&source.path, number, code.trim());
        }
    });
    findings.none();
}

#[test]
fn only_the_command_line_and_the_configuration_read_the_environment() {
    let mut findings = Findings::of("only `cli` and `config` read the environment");
    program_outside(&["cli", "config", "main.rs"], |source, number, code, _| {
        for call in [
            "env::var",
            "env::var_os",
            "env::vars",
            "env::vars_os",
            "env::args",
        ] {
            if has_word(code, call) {
                findings.add(&source.path, number, code.trim());
            }
        }
    });
    findings.none();
}

#[test]
fn pure_crates_do_not_touch_the_world() {
    const WORLD: [&str; 12] = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant",
        "tokio",
        "reqwest",
        "axum",
        "rusqlite",
        "getrandom",
    ];
    let mut findings = Findings::of(
        "siraj-arabic, siraj-editorial and siraj-wire are pure: no files, network, clock, chance or threads",
    );
    for source in sources() {
        let pure = [
            "crates/siraj-arabic/src/",
            "crates/siraj-editorial/src/",
            "crates/siraj-wire/src/",
        ];
        if !pure.iter().any(|start| source.path.starts_with(start)) {
            continue;
        }
        for (number, line) in source.shipped() {
            for word in WORLD.iter().filter(|word| has_word(&line.code, word)) {
                findings.add(&source.path, number, format!("uses {word}"));
            }
        }
    }
    findings.none();
}

/// A module, and those of the program that it may not know because they stand on it.
const ABOVE: [(&str, &[&str]); 7] = [
    (
        "config",
        &[
            "store",
            "search",
            "pages",
            "actions",
            "followers",
            "web",
            "cli",
        ],
    ),
    (
        "store",
        &["search", "pages", "actions", "followers", "web", "cli"],
    ),
    ("search", &["actions", "followers", "web", "cli"]),
    ("pages", &["actions", "followers", "web", "cli"]),
    ("actions", &["followers", "web", "cli"]),
    ("followers", &["cli"]),
    ("web", &["cli"]),
];

#[test]
fn modules_know_only_what_they_stand_on() {
    let mut findings = Findings::of(
        "config <- store <- pages, search <- actions <- followers, web <- cli (ARCHITECTURE.md)",
    );
    for source in sources() {
        let Some(path) = source.in_program() else {
            continue;
        };
        let module = path
            .split('/')
            .next()
            .unwrap_or_default()
            .trim_end_matches(".rs");
        let Some((_, above)) = ABOVE.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for (number, line) in source.shipped() {
            for higher in above
                .iter()
                .filter(|higher| has_word(&line.code, &format!("crate::{higher}")))
            {
                findings.add(&source.path, number, format!("{module} knows {higher}"));
            }
        }
    }
    findings.none();
}

#[test]
fn arabic_sentences_live_in_the_messages() {
    let mut findings = Findings::of(
        "no Arabic outside messages/: every sentence that a person sees has its key there",
    );
    for source in sources() {
        let text_itself =
            source.path.starts_with("crates/siraj-arabic/") || source.path.contains("/demo/");
        if text_itself || source.path.ends_with("/demo.rs") || !source.path.starts_with("crates/") {
            continue;
        }
        for (number, line) in source.shipped() {
            if has_arabic_letter(&line.strings) || has_arabic_letter(&line.code) {
                findings.add(&source.path, number, line.strings.trim());
            }
        }
    }
    findings.none();
}

/// Letters only: a rule that names « » or ، in code is about typography and not a sentence.
pub fn has_arabic_letter(text: &str) -> bool {
    text.chars().any(|letter| {
        letter.is_alphabetic()
            && matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
    })
}

#[test]
fn words_and_statements_are_recognised() {
    assert!(has_word("use axum::Router;", "axum"));
    assert!(!has_word("let axum_like = 1;", "axum"));
    assert!(has_word("std::env::var(x)", "env::var"));
    assert!(!has_word("std::env::vars()", "env::var"));
    assert_eq!(sql_in("SELECT id FROM articles"), Some("SELECT"));
    assert_eq!(sql_in("UPDATE articles SET x = $1"), Some("UPDATE"));
    assert_eq!(sql_in("Select a picture. UPDATE it."), None);
    assert!(has_arabic_letter("نعم"));
    assert!(!has_arabic_letter("، « »"));
}
