//! Terms: the words by which a headline is found, and what somebody means who types one.
//!
//! Answers what an index of words holds and which of them a question asks for. Arabic
//! writes «ال», and before it «و», «ف», «ب», «ك», onto the word: a term is kept with and
//! without them, so that «المرفأ» finds «والمرفأ» and «مرفأ». Deeper stemming is search's.

use crate::fold;
use std::collections::BTreeSet;

/// What is written onto a word together with the article, folded; the longest first.
const WRITTEN_ON: [&str; 10] = [
    "وبال", "وكال", "فبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال",
];

/// So many letters must be left, or the letters belong to the word: «الم», «بالي».
const LEAST_LETTERS: usize = 3;

/// A folded word without the article and what is written on before it.
fn bare(word: &str) -> &str {
    WRITTEN_ON
        .iter()
        .find_map(|on| word.strip_prefix(on))
        .filter(|rest| rest.chars().count() >= LEAST_LETTERS)
        .unwrap_or(word)
}

fn folded_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every term by which the text is found.
#[must_use]
pub fn terms(text: &str) -> BTreeSet<String> {
    let mut terms = BTreeSet::new();
    for word in folded_words(text) {
        let bare = bare(&word);
        if bare != word {
            terms.insert(bare.to_owned());
        }
        terms.insert(word);
    }
    terms
}

/// What a question asks for: the text must have, for each of these, a term that begins
/// so. The last word may be half typed, and so may the others.
#[must_use]
pub fn asked_terms(question: &str) -> Vec<String> {
    let mut asked: Vec<String> = Vec::new();
    for word in folded_words(question) {
        let term = bare(&word).to_owned();
        if !asked.contains(&term) {
            asked.push(term);
        }
    }
    asked
}

/// Whether one of the terms that are asked for is what this word is about: for marking
/// hits in a text that is shown.
#[must_use]
pub fn is_hit(word: &str, asked: &[String]) -> bool {
    terms(word)
        .iter()
        .any(|term| asked.iter().any(|asked| term.starts_with(asked.as_str())))
}

#[cfg(test)]
mod tests {
    use super::{asked_terms, is_hit, terms};

    /// Whether a text is found by a question.
    fn finds(question: &str, text: &str) -> bool {
        let terms = terms(text);
        asked_terms(question)
            .iter()
            .all(|asked| terms.iter().any(|term| term.starts_with(asked.as_str())))
    }

    #[test]
    fn a_word_is_found_whatever_is_written_onto_it() {
        for text in [
            "مرفأ سرو",
            "المرفأ",
            "والمرفأُ بديل",
            "بالمرفأ",
            "للمرفأ",
            "وللمرفأ",
            "كالمرفأ",
        ] {
            assert!(finds("المرفأ", text), "{text}");
            assert!(finds("مرفا", text), "{text}");
        }
        assert!(finds("والمرفأ", "مرفأ"));
        assert!(!finds("المرفأ", "مرفق"));
    }

    #[test]
    fn spelling_and_digits_do_not_matter_and_words_may_be_half_typed() {
        assert!(finds("افتتاح المكتبه", "إفتتاحُ المكتبةِ الوطنية"));
        assert!(finds("المكتبة افت", "إفتتاح المكتبة"), "in any order");
        assert!(finds("2026", "خطة ٢٠٢٦"));
        assert!(finds("erdo", "Erdoğan visits"));
        assert!(!finds("مكتبة جديدة", "إفتتاح المكتبة"));
    }

    #[test]
    fn letters_of_the_word_itself_are_not_taken_for_the_article() {
        assert_eq!(asked_terms("الم"), ["الم"]);
        assert_eq!(asked_terms("وزير"), ["وزير"]);
        assert!(finds("ألمانيا", "ألمانيا تنفي"));
    }

    #[test]
    fn nothing_asked_is_found_everywhere_and_marks_nothing() {
        assert!(finds("", "أي شيء") && finds(" ، «» ", "أي شيء"));
        assert!(!is_hit("المرفأ", &asked_terms("")));
        assert!(is_hit("«والمرفأ»،", &asked_terms("مرفأ")));
    }
}
