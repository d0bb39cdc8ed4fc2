//! Every page with rich sample words, in both languages, written as HTML to
//! `target/gallery/`: for eyes, for the HTML checker, and for tests of what all
//! pages have in common. The words are invented.

mod articles;
mod cards;
mod pages;
mod search;
mod shells;

use askama::Template;
use std::path::PathBuf;

/// A rendered page and its file name.
struct Shown {
    name: &'static str,
    html: String,
}

fn shown(name: &'static str, page: &impl Template) -> Shown {
    let html = page.render().expect("a page struct renders");
    Shown { name, html }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/gallery")
}

#[test]
fn every_page_renders_to_the_gallery() {
    let folder = folder();
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    for page in pages::all() {
        let path = folder.join(format!("{}.html", page.name));
        std::fs::write(path, &page.html).expect("the target folder can be written");
    }
}

#[test]
fn every_page_has_one_main_heading_and_no_level_is_skipped() {
    for page in pages::all() {
        let levels: Vec<u32> = page
            .html
            .split("<h")
            .skip(1)
            .filter_map(|rest| rest.chars().next()?.to_digit(10))
            .collect();
        assert_eq!(
            levels.iter().filter(|level| **level == 1).count(),
            1,
            "{}",
            page.name
        );
        for pair in levels.windows(2) {
            assert!(
                pair[1] <= pair[0] + 1,
                "{}: h{} follows h{}",
                page.name,
                pair[1],
                pair[0]
            );
        }
    }
}

#[test]
fn no_page_needs_an_inline_style_or_an_inline_script() {
    for page in pages::all() {
        assert!(!page.html.contains(" style="), "{}", page.name);
        assert!(!page.html.contains("<style"), "{}", page.name);
        for script in page.html.split("<script").skip(1) {
            assert!(
                script.starts_with(" src=") || script.starts_with(" type=\"application/ld+json\""),
                "{}",
                page.name
            );
        }
    }
}

#[test]
fn hostile_words_stay_words_on_every_page() {
    for page in pages::all() {
        assert!(!page.html.contains("<script>alert"), "{}", page.name);
    }
}
