//! One word spelled two ways within a text: «الجابري» here and «الجابرى» there, «أحمد»
//! and «احمد», “Salloum” and “Saloum”. It answers what a second look is asked for; it
//! corrects nothing by itself.

use crate::chars::{TATWEEL, is_arabic_mark, is_invisible};
use std::collections::BTreeMap;

/// A word that a text spells in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwoWays {
    /// The spelling that stands there more often; of two equally often, the first.
    pub often: String,
    /// How often.
    pub often_times: usize,
    /// The other spelling.
    pub seldom: String,
    /// How often.
    pub seldom_times: usize,
}

/// The fewest letters of a word that is looked at: shorter ones are too often two words
/// («على» and «علي», «أن» and «إن»).
const ARABIC_LETTERS: usize = 4;
const LATIN_LETTERS: usize = 5;

/// Words whose two spellings are two words: «المبنى» and «المبني».
const TWO_WORDS: [&str; 14] = [
    "المبني",
    "المعني",
    "المستوي",
    "المنفي",
    "المشتري",
    "الملغي",
    "المرضي",
    "المصفي",
    "المسمي",
    "المروي",
    "المحكي",
    "الملتقي",
    "المنتهي",
    "المؤدي",
];

/// The words that a text spells in two ways, in the order of their first mention.
///
/// Arabic: bare alef against alef with hamza or madda, and a final ى against ي in a word
/// with the article; Latin: names inside a sentence that differ in a doubled letter or
/// in a vowel that transliterations disagree about.
#[must_use]
pub fn spelled_two_ways(text: &str) -> Vec<TwoWays> {
    let mut found: BTreeMap<String, Vec<(String, usize, usize)>> = BTreeMap::new();
    for (place, word) in words(text).into_iter().enumerate() {
        let Some((key, spelling)) = key_of(&word) else {
            continue;
        };
        let spellings = found.entry(key).or_default();
        match spellings.iter_mut().find(|(known, ..)| *known == spelling) {
            Some((_, times, _)) => *times += 1,
            None => spellings.push((spelling, 1, place)),
        }
    }
    let mut two: Vec<(usize, TwoWays)> = found
        .into_values()
        .filter_map(|mut spellings| {
            let first = spellings.first().map_or(0, |(.., place)| *place);
            spellings.sort_by_key(|(_, times, place)| (std::cmp::Reverse(*times), *place));
            let mut spellings = spellings.into_iter();
            let (often, often_times, _) = spellings.next()?;
            let (seldom, seldom_times, _) = spellings.find(|(other, ..)| differ(&often, other))?;
            Some((
                first,
                TwoWays {
                    often,
                    often_times,
                    seldom,
                    seldom_times,
                },
            ))
        })
        .collect();
    two.sort_by_key(|(first, _)| *first);
    two.into_iter().map(|(_, two)| two).collect()
}

/// The text with every `from` that stands as a word of its own, an Arabic prefix apart,
/// written `to`; and how many there were.
#[must_use]
pub fn respell(text: &str, from: &str, to: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut times = 0;
    let mut word = String::new();
    let mut flush = |word: &mut String, out: &mut String| {
        let (prefix, rest) = split_prefix(word);
        if !from.is_empty() && (rest == from || word == from) {
            times += 1;
            out.push_str(if word == from { "" } else { prefix });
            out.push_str(to);
        } else {
            out.push_str(word);
        }
        word.clear();
    };
    for c in text.chars() {
        if is_of_word(c) {
            word.push(c);
        } else {
            flush(&mut word, &mut out);
            out.push(c);
        }
    }
    flush(&mut word, &mut out);
    (out, times)
}

fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || c == TATWEEL || is_arabic_mark(c) || is_invisible(c) || c == '\''
}

/// The words of a text; one that begins a sentence has a mark before it, for in Latin
/// scripts every word does begin with a capital there.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut begins = true;
    let mut first_of_sentence = true;
    for c in text.chars().chain(std::iter::once(' ')) {
        if is_of_word(c) {
            if word.is_empty() {
                first_of_sentence = begins;
                begins = false;
            }
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            let latin = word.starts_with(|c: char| c.is_ascii_alphabetic());
            if !(latin && first_of_sentence) {
                words.push(std::mem::take(&mut word));
            }
            word.clear();
        }
        begins |= matches!(c, '.' | '?' | '!' | '\n' | '"' | '“' | ':');
    }
    words
}

/// «و», «ف», «ب», «ك» before the article.
fn split_prefix(word: &str) -> (&str, &str) {
    let mut letters = word.chars();
    match letters.next() {
        Some('و' | 'ف' | 'ب' | 'ك') if letters.as_str().starts_with("ال") => {
            let rest = letters.as_str();
            word.split_at(word.len() - rest.len())
        }
        _ => ("", word),
    }
}

/// What spellings of one word have in common, and the spelling itself.
fn key_of(word: &str) -> Option<(String, String)> {
    let bare: String = word
        .chars()
        .filter(|c| !is_arabic_mark(*c) && !is_invisible(*c) && *c != TATWEEL)
        .collect();
    if bare.starts_with(|c: char| ('\u{0621}'..='\u{064A}').contains(&c)) {
        arabic_key(split_prefix(&bare).1)
    } else {
        latin_key(&bare)
    }
}

fn arabic_key(word: &str) -> Option<(String, String)> {
    let (with_article, stem) = match word.strip_prefix("ال") {
        Some(stem) => (true, stem),
        None => (false, word),
    };
    if stem.chars().count() < ARABIC_LETTERS {
        return None;
    }
    // A hamza within a word makes another word of it («وأحد» and «واحد»); at its head it
    // does so where a verb of the eighth or tenth form is told of oneself («أقترح»).
    let mut letters = stem.chars();
    let first = match letters.next() {
        Some('أ' | 'إ' | 'آ' | 'ٱ') => 'ا',
        Some(first) => first,
        None => return None,
    };
    let rest = letters.as_str();
    if first == 'ا' && (rest.starts_with("ست") || rest.chars().nth(1) == Some('ت')) {
        return None;
    }
    let article = if with_article { "ال" } else { "" };
    let mut key = format!("{article}{first}{rest}");
    if with_article && key.ends_with('ى') {
        key.pop();
        key.push('ي');
    }
    (!TWO_WORDS.contains(&key.as_str())).then(|| (key, word.to_owned()))
}

fn latin_key(word: &str) -> Option<(String, String)> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let name = word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().all(|c| c.is_ascii_alphabetic())
        && word.chars().skip(1).any(|c| c.is_ascii_lowercase());
    if !name || word.chars().count() < LATIN_LETTERS {
        return None;
    }
    let mut key = String::new();
    for c in word.to_ascii_lowercase().chars() {
        let c = match c {
            'e' => 'i',
            'o' => 'u',
            c => c,
        };
        if !key.ends_with(c) {
            key.push(c);
        }
    }
    Some((key, word.to_owned()))
}

/// Whether two spellings of one key are a slip: «إعلام» and «أعلام» are two words.
fn differ(one: &str, other: &str) -> bool {
    let both_carry = one
        .chars()
        .zip(other.chars())
        .any(|(a, b)| a != b && a != 'ا' && b != 'ا' && !matches!((a, b), ('ى', 'ي') | ('ي', 'ى')));
    one.is_ascii() || !both_carry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, usize, &str, usize)]) {
        let found = spelled_two_ways(text);
        let found: Vec<_> = found
            .iter()
            .map(|two| {
                (
                    two.often.as_str(),
                    two.often_times,
                    two.seldom.as_str(),
                    two.seldom_times,
                )
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_name_spelled_two_ways_is_found_whatever_stands_before_it() {
        check(
            "قال وائل الجابري إن الحركة عادت. وأضاف الجابرى، والجابري مدير الأرصفة.",
            &[("الجابري", 2, "الجابرى", 1)],
        );
        check(
            "وصل أحمد سالم أمس، وعاد احمد مساءً.",
            &[("أحمد", 1, "احمد", 1)],
        );
        check("الجَابِرِيّ والجابرى", &[("الجابري", 1, "الجابرى", 1)]);
    }

    #[test]
    fn two_words_are_not_one_spelled_two_ways() {
        check("على الطريق لقي علي أن الأمر إن صحّ", &[]);
        check("وزارة الإعلام رفعت الأعلام", &[]);
        check("المبنى المبني على الشاطئ", &[]);
        check("اقترح الوزير وأحد النواب، وأنا أقترح رأيًا واحدًا", &[]);
        check("كتابه عن فنّ الكتابة، مكتبه في المكتبة", &[]);
        check("", &[]);
    }

    #[test]
    fn latin_names_that_transliterations_disagree_about_are_found() {
        check("The minister, Ali Salloum, spoke first. Saloum left.", &[]);
        check(
            "A speech by Salloum was long; that of Saloum was not. Reporters met Reporter.",
            &[("Salloum", 1, "Saloum", 1)],
        );
    }

    #[test]
    fn respelling_keeps_everything_else_as_it_is() {
        let (text, times) = respell("الجابرى، والجابرى. الجابرية", "الجابرى", "الجابري");
        assert_eq!((text.as_str(), times), ("الجابري، والجابري. الجابرية", 2));
        assert_eq!(respell("abc", "", "x"), ("abc".to_owned(), 0));
    }
}
