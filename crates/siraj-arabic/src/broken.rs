//! Broken plurals: nouns whose plural is another word, not the singular with an ending.
//!
//! Answers, for a stem, the stems of its noun in the other number. No rule makes the one of
//! the other, so they are a list.

use crate::fold;
use crate::stem::without_endings;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The nouns, by the patterns of their plurals. The list is ours.
const NOUNS: &str = include_str!("broken/nouns.txt");

static STEMS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let stem = |word: &str| without_endings(&fold(word)).to_owned();
    let mut stems: HashMap<String, Vec<String>> = HashMap::new();
    for (plural, singular) in pairs() {
        let (plural, singular) = (stem(plural), stem(singular));
        if plural == singular {
            continue;
        }
        for (one, other) in [(&plural, &singular), (&singular, &plural)] {
            let others = stems.entry(one.clone()).or_default();
            if !others.contains(other) {
                others.push(other.clone());
            }
        }
    }
    stems
});

/// The stems of a noun in its other number, where its plural is broken: of «انهار» it is
/// «نهر», of «نهر» «انهار». Nothing for any other stem.
///
/// A stem is what [`crate::stem()`] makes of a folded word.
#[must_use]
pub fn other_numbers(stem: &str) -> &'static [String] {
    STEMS.get(stem).map_or(&[], Vec::as_slice)
}

/// Every plural of the list with each of its singulars.
fn pairs() -> impl Iterator<Item = (&'static str, &'static str)> {
    NOUNS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(plural, singulars)| {
            singulars.split(' ').map(move |singular| (plural, singular))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stem;
    use std::collections::HashSet;

    #[test]
    fn a_noun_is_known_in_its_other_number() {
        for (typed, others) in [
            ("الأنهار", &["نهر"][..]),
            ("نهر", &["انهار"]),
            ("والوزراء", &["وزير"]),
            ("مدرسة", &["مدارس"]),
            ("فرق", &["فريق"]),
            ("الشاطئ", &["شواط", "شطان"]),
            ("الهدوء", &[]),
            ("", &[]),
        ] {
            let folded = fold(typed);
            let found = other_numbers(stem(&folded, &()));
            assert_eq!(found, others, "{typed}");
        }
    }

    #[test]
    fn every_word_of_the_list_is_an_arabic_word_and_no_pair_stands_twice() {
        let mut seen = HashSet::new();
        for (plural, singular) in pairs() {
            assert!(seen.insert((plural, singular)), "{plural} {singular} again");
            for word in [plural, singular] {
                let letters = word.chars().all(|c| matches!(c, 'ء'..='غ' | 'ف'..='ي'));
                assert!(letters && word.chars().count() >= 2, "«{word}»");
            }
        }
        assert!(seen.len() > 600);
    }
}
