//! Both languages say the same things: the same keys in the same files, the same `{arguments}` in
//! each sentence, and every plural form that the language has.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::tree;

const FOLDER: &str = "crates/siraj/messages/";
const PLURAL_FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Forms that a language's sentences with a number must have; `zero` may be left to `other`.
const NEEDED: [(&str, &[&str]); 2] = [
    ("ar", &["one", "two", "few", "many", "other"]),
    ("en", &["one", "other"]),
];

/// Key to sentence; one sentence has a form for each plural it needs.
type Sentences = BTreeMap<String, BTreeMap<String, String>>;

#[test]
fn every_language_has_every_message() {
    let mut findings =
        Findings::of("messages/ar and messages/en have the same files, keys and {arguments}");
    let languages: Vec<Sentences> = NEEDED.iter().map(|(language, _)| read(language)).collect();
    let [arabic, english] = languages.as_slice() else {
        unreachable!("two languages are compared");
    };
    for (key, what) in differences(arabic, english) {
        findings.add(&format!("{FOLDER}{{ar,en}}/{key}"), 1, what);
    }
    findings.none();
}

#[test]
fn every_sentence_with_a_number_has_every_plural_form() {
    let mut findings =
        Findings::of("a sentence with a number has every plural form of its language");
    for (language, needed) in NEEDED {
        for (key, forms) in read(language) {
            let plural = forms.keys().any(|form| !form.is_empty());
            for form in needed
                .iter()
                .filter(|form| plural && !forms.contains_key(**form))
            {
                findings.add(
                    &format!("{FOLDER}{language}/{key}"),
                    1,
                    format!("has no form `{form}`"),
                );
            }
        }
    }
    findings.none();
}

#[test]
fn no_sentence_is_empty_or_in_the_wrong_script() {
    let mut findings =
        Findings::of("a message is a sentence in its own language, without spaces around it");
    for (language, _) in NEEDED {
        for (key, forms) in read(language) {
            for text in forms.values() {
                let foreign = language == "en" && super::places::has_arabic_letter(text);
                if text.trim().is_empty() || text.trim() != text || foreign {
                    findings.add(&format!("{FOLDER}{language}/{key}"), 1, format!("«{text}»"));
                }
            }
        }
    }
    findings.none();
}

/// Every message of a language under `AREA.key.key`.
fn read(language: &str) -> Sentences {
    let mut sentences = Sentences::new();
    for file in tree::files_ending(&["toml"]) {
        let Some(name) = file.path.strip_prefix(&format!("{FOLDER}{language}/")) else {
            continue;
        };
        let table: toml::Table = file
            .text
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", file.path));
        gather(name.trim_end_matches(".toml"), &table, &mut sentences);
    }
    sentences
}

fn gather(key: &str, table: &toml::Table, sentences: &mut Sentences) {
    let plural = !table.is_empty()
        && table
            .keys()
            .all(|form| PLURAL_FORMS.contains(&form.as_str()));
    for (name, value) in table {
        let (key, form) = if plural {
            (key.to_owned(), name.as_str())
        } else {
            (format!("{key}.{name}"), "")
        };
        match value {
            toml::Value::Table(inner) => gather(&key, inner, sentences),
            toml::Value::String(text) => {
                sentences
                    .entry(key)
                    .or_default()
                    .insert(form.to_owned(), text.clone());
            }
            toml::Value::Array(list) => {
                for (index, text) in list.iter().filter_map(toml::Value::as_str).enumerate() {
                    let one = BTreeMap::from([(String::new(), text.to_owned())]);
                    sentences.insert(format!("{key}[{index}]"), one);
                }
            }
            other => panic!("{key} is neither a sentence nor a table: {other}"),
        }
    }
}

fn differences(left: &Sentences, right: &Sentences) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (key, forms) in left {
        match right.get(key) {
            None => found.push((key.clone(), "is missing in en".to_owned())),
            Some(other) => {
                let (a, b) = (arguments(forms), arguments(other));
                if a != b {
                    found.push((
                        key.clone(),
                        format!("the arguments differ: {a:?} in ar, {b:?} in en"),
                    ));
                }
            }
        }
    }
    for key in right.keys().filter(|key| !left.contains_key(*key)) {
        found.push((key.clone(), "is missing in ar".to_owned()));
    }
    found
}

/// The names in braces, over all plural forms: «دقيقتين» needs no number, but its neighbours do.
fn arguments(forms: &BTreeMap<String, String>) -> BTreeSet<String> {
    let pieces = forms.values().flat_map(|text| text.split('{').skip(1));
    pieces
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim().to_owned())
        .collect()
}

#[test]
fn missing_keys_and_arguments_are_found() {
    let parse = |text: &str| {
        let mut sentences = Sentences::new();
        gather(
            "a",
            &text.parse().expect("the test's own TOML"),
            &mut sentences,
        );
        sentences
    };
    let arabic =
        parse("b = \"قال {who}\"\n[c]\none = \"دقيقة\"\nother = \"{n} دقيقة\"\n[d]\ne = \"نعم\"");
    let english = parse(
        "b = \"said {whom}\"\n[c]\none = \"{n} minute\"\nother = \"{n} minutes\"\n[d]\nf = \"yes\"",
    );
    let keys: Vec<String> = differences(&arabic, &english)
        .into_iter()
        .map(|(key, _)| key)
        .collect();
    assert_eq!(keys, ["a.b", "a.d.e", "a.d.f"]);
}
