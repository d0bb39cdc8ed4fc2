//! Templates hold structure and no sentences, print nothing unescaped, and stay
//! within the content security policy: no inline style, script or event handler.

use super::Findings;
use super::places::has_arabic_letter;
use super::tree::{self, File};

/// Names that are the same in every language.
const NAMES: [&str; 14] = [
    "RSS", "JSON", "Feed", "XML", "WhatsApp", "Telegram", "Facebook", "X", "PDF", "OPML", "Atom",
    "Siraj", "API", "hatom",
];

fn templates() -> Vec<File> {
    let mut files = tree::files();
    files.retain(|file| file.path.starts_with("crates/siraj/templates/"));
    files
}

#[test]
fn only_safe_html_is_printed_unescaped() {
    let mut findings = Findings::of("no `|safe`: text is escaped, and SafeHtml prints itself");
    for file in templates() {
        for (index, line) in file.text.lines().enumerate() {
            for what in unsafe_prints(line) {
                findings.add(&file.path, index + 1, what);
            }
        }
    }
    findings.none();
}

fn unsafe_prints(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for expression in line
        .split("{{")
        .skip(1)
        .filter_map(|rest| rest.split("}}").next())
    {
        let squeezed: String = expression.split_whitespace().collect();
        if squeezed.contains("|safe") || squeezed.contains("|escape(\"none\")") {
            found.push(expression.trim().to_owned());
        }
    }
    if line.contains("{%") && line.contains("filter safe") {
        found.push(line.trim().to_owned());
    }
    found
}

#[test]
fn templates_hold_no_inline_style_or_script() {
    let mut findings =
        Findings::of("the content security policy allows no inline style, script or event handler");
    for file in templates().iter().filter(|file| file.has_extension("html")) {
        for (index, line) in file.text.lines().enumerate() {
            for what in inline_code(line) {
                findings.add(&file.path, index + 1, what);
            }
        }
    }
    findings.none();
}

fn inline_code(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in line.split_whitespace() {
        let name = word.split('=').next().unwrap_or_default();
        let handler = name.len() > 3
            && name.starts_with("on")
            && name.chars().all(|letter| letter.is_ascii_lowercase());
        if word.contains('=') && (name == "style" || handler) {
            found.push(word.to_owned());
        }
    }
    if let Some((_, tag)) = line.split_once("<script") {
        let tag = tag.split('>').next().unwrap_or_default();
        // What a script reads is no script.
        let is_data = tag.contains("application/ld+json") || tag.contains("application/json");
        if !tag.contains("src=") && !is_data {
            found.push(format!("<script{tag}>"));
        }
    }
    if line.contains("javascript:") {
        found.push("javascript:".to_owned());
    }
    found
}

#[test]
fn templates_hold_no_sentences() {
    let mut findings = Findings::of(
        "every sentence that a person sees lives in messages/; a template only asks for it",
    );
    for file in templates() {
        for (number, words) in visible_words(&file.text, file.has_extension("html")) {
            findings.add(&file.path, number, words);
        }
    }
    findings.none();
}

/// Words between tags, and in attributes that a person reads or hears, with their lines.
fn visible_words(text: &str, html: bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let text = blank(&blank(&blank(text, "{#", "#}"), "{%", "%}"), "{{", "}}");
    for (index, line) in text.lines().enumerate() {
        if has_arabic_letter(line) {
            found.push((index + 1, line.trim().to_owned()));
        }
    }
    if !html {
        return found;
    }
    let text = blank(&blank(&text, "<!--", "-->"), "<!doctype", ">");
    let text = blank(&blank(&text, "<svg", "</svg>"), "<script", "</script>");
    // Keys are called what stands on them, in every language.
    let text = blank(&text, "<kbd>", "</kbd>");
    for (number, tag) in tags(&text) {
        for attribute in ["aria-label", "title", "alt", "placeholder"] {
            let Some((before, rest)) = tag.split_once(&format!("{attribute}=\"")) else {
                continue;
            };
            let value = rest.split('"').next().unwrap_or_default();
            if before.ends_with(char::is_whitespace) && is_sentence(value) {
                found.push((number, format!("{attribute}=\"{value}\"")));
            }
        }
    }
    for (index, line) in blank(&text, "<", ">").lines().enumerate() {
        if is_sentence(line) && !has_arabic_letter(line) {
            found.push((index + 1, line.trim().to_owned()));
        }
    }
    found
}

/// The inside of each tag, with the line on which it begins.
fn tags(text: &str) -> Vec<(usize, String)> {
    let mut line = 1;
    let mut found = Vec::new();
    for (index, piece) in text.split('<').enumerate() {
        if index > 0 {
            found.push((line, piece.split('>').next().unwrap_or_default().to_owned()));
        }
        line += piece.matches('\n').count();
    }
    found
}

fn is_sentence(text: &str) -> bool {
    text.replace("&nbsp;", " ")
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| word.chars().count() > 1 && !NAMES.contains(&word) && !is_entity(text, word))
}

fn is_entity(text: &str, word: &str) -> bool {
    text.contains(&format!("&{word};"))
}

/// `text` with everything from each `start` to its `end` replaced by spaces, lines kept.
fn blank(text: &str, start: &str, end: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(start) {
        let inner = at + start.len();
        let stop = rest[inner..]
            .find(end)
            .map_or(rest.len(), |length| inner + length + end.len());
        out.push_str(&rest[..at]);
        out.push(' ');
        out.extend(rest[at..stop].chars().filter(|letter| *letter == '\n'));
        rest = &rest[stop..];
    }
    out + rest
}

#[test]
fn unescaped_prints_and_inline_code_are_found() {
    assert!(unsafe_prints("{{ article.body }} is safe").is_empty());
    assert_eq!(
        unsafe_prints("<p>{{ article.headline | safe }}</p>").len(),
        1
    );
    assert_eq!(
        inline_code("<a onclick=\"x()\" style=\"color:red\">").len(),
        2
    );
    assert_eq!(inline_code("<script>alert(1)</script>").len(), 1);
    assert!(inline_code("<script src=\"{{ script }}\" defer></script>").is_empty());
}

#[test]
fn sentences_are_told_from_structure() {
    let text = "<!doctype html>\n<a href=\"/about\" title=\"{{ m.about() }}\">{{ m.about() }}</a> &middot; · ×\n<b>Read more</b>\n<i title=\"Close\">RSS</i>\n{# a comment #}{% if more %}نعم{% endif %}\n";
    let lines: Vec<usize> = visible_words(text, true)
        .iter()
        .map(|(line, _)| *line)
        .collect();
    let mut sorted = lines;
    sorted.sort_unstable();
    assert_eq!(sorted, [3, 4, 5]);
}
