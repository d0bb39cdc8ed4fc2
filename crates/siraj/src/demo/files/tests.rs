//! The demo's files are whole, and a mistake in one is said with its line.

use super::*;
use crate::demo::draw::Motif;
use crate::demo::keys::Keys;

#[test]
fn every_file_of_the_demo_is_read_and_every_key_in_it_leads_somewhere() {
    let demo = Demo::read().unwrap();
    Keys::fresh(&demo).check(&demo).unwrap();
    let count = |language: &str| {
        demo.articles
            .iter()
            .filter(|one| one.language.tag() == language)
            .count()
    };
    assert!(count("ar") >= 60 && count("en") >= 15);
    for picture in &demo.pictures {
        assert!(Motif::named(&picture.motif).is_some(), "{}", picture.key);
    }
}

#[test]
fn a_mistake_in_front_matter_is_said_with_its_file_and_line() {
    let text = "+++\nkey = \"a\"\nsection = 7\n+++\nText.\n";
    let error = ArticleFile::read(
        "articles/en/a.md",
        text.to_owned(),
        Language::english(),
        "a",
    );
    assert!(
        error
            .unwrap_err()
            .to_string()
            .starts_with("demo/articles/en/a.md:3: ")
    );
}

#[test]
fn a_key_that_leads_nowhere_is_said_with_its_file_and_line() {
    let mut demo = Demo::read().unwrap();
    let file = demo.articles.first_mut().unwrap();
    file.front.topics.push("no-such-topic".to_owned());
    let error = Keys::fresh(&demo).check(&demo).unwrap_err().to_string();
    assert!(
        error.contains("there is no topic \"no-such-topic\""),
        "{error}"
    );
    assert!(error.starts_with("demo/articles/"), "{error}");
}
