//! Tests of the sentences: both languages say the same things, and Arabic counts.

use super::{Argument, Messages, Sentence};
use std::collections::BTreeSet;

fn arguments_of(sentence: &Sentence) -> BTreeSet<String> {
    let patterns: Vec<&String> = match sentence {
        Sentence::One(pattern) => vec![pattern],
        Sentence::Plural(forms) => forms.values().collect(),
    };
    patterns
        .into_iter()
        .flat_map(|pattern| pattern.split('{').skip(1))
        .filter_map(|piece| Some(piece.split_once('}')?.0.to_owned()))
        // A dual or a singular may say its number in letters.
        .filter(|name| matches!(sentence, Sentence::One(_)) || name != "n")
        .collect()
}

#[test]
fn arabic_and_english_have_the_same_sentences_with_the_same_arguments() {
    let (ar, en) = (Messages::for_language("ar"), Messages::for_language("en"));
    let keys = |messages: &Messages| messages.sentences.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(ar), keys(en));
    for (key, sentence) in &ar.sentences {
        assert_eq!(
            arguments_of(sentence),
            arguments_of(&en.sentences[key]),
            "{key}"
        );
    }
}

#[test]
fn arabic_sentences_have_all_six_forms() {
    for (key, sentence) in &Messages::for_language("ar").sentences {
        if let Sentence::Plural(forms) = sentence {
            assert_eq!(forms.len(), 6, "{key}");
        }
    }
}

#[test]
fn a_count_chooses_its_arabic_form() {
    let ar = Messages::for_language("ar");
    let say = |n: u64| ar.with("reader.minutes", &[("n", n)]);
    assert_eq!(say(1), "دقيقة قراءة");
    assert_eq!(say(2), "دقيقتا قراءة");
    assert_eq!(say(3), "3 دقائق قراءة");
    assert_eq!(say(10), "10 دقائق قراءة");
    assert_eq!(say(11), "11 دقيقة قراءة");
    assert_eq!(say(99), "99 دقيقة قراءة");
    assert_eq!(say(100), "100 دقيقة قراءة");
    assert_eq!(say(103), "103 دقائق قراءة");
}

#[test]
fn a_count_is_shown_in_the_digits_of_the_edition() {
    let ar = Messages::for_language("ar");
    assert_eq!(
        ar.with("reader.minutes", &[("n", Argument::Shown(4, "٤"))]),
        "٤ دقائق قراءة"
    );
}

#[test]
fn a_language_without_sentences_is_answered_in_english() {
    assert_eq!(Messages::for_language("fr").language(), "en");
}

#[test]
fn an_unknown_key_is_found_by_any_test() {
    let asked = std::panic::catch_unwind(|| Messages::for_language("ar").text("reader.nonsense"));
    assert!(asked.is_err());
}

#[test]
fn a_brace_that_names_nothing_stays() {
    assert_eq!(
        super::fill("a {b} {c", &[("x", Argument::Count(1))]),
        "a {b} {c"
    );
}
