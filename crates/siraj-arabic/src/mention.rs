//! Names in a text: whether a text mentions a name, whatever Arabic writes onto the front of
//! it («ووائل الجابري»، «للصندوق») and however it is spelled. Answers what is compared; which
//! names there are is the caller's.

use crate::fold::fold;
use std::collections::HashMap;

/// What is written onto the front of a word: and, so, by, for, like, alone or two together.
const FRONTS: [&str; 11] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك", "فك"];
/// Shorter words are left whole: of «ولد» nothing is taken away.
const SHORTEST: usize = 3;
/// A single word below this is no name that could be told from any other word.
const SHORTEST_NAME: usize = 4;

/// The words of a text, ready to be asked for names.
#[derive(Debug, Default)]
pub struct Mentions {
    words: Vec<String>,
    /// Where each word stands, also without what is written onto its front.
    starts: HashMap<String, Vec<usize>>,
}

impl Mentions {
    /// The words of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = words(text);
        let mut starts: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            for form in forms(word) {
                starts.entry(form).or_default().push(at);
            }
        }
        Self { words, starts }
    }

    /// Whether the text mentions this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let name = words(name);
        let Some((first, rest)) = name.split_first() else {
            return false;
        };
        if rest.is_empty() && first.chars().count() < SHORTEST_NAME {
            return false;
        }
        let Some(starts) = self.starts.get(first) else {
            return false;
        };
        starts.iter().any(|start| {
            let after = self.words.get(start + 1..).unwrap_or_default();
            after.starts_with(rest)
        })
    }
}

/// The folded words of a text, without what stands between them.
fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A word as it stands and as it would without what is written onto its front.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    for front in FRONTS {
        if let Some(rest) = word.strip_prefix(front)
            && rest.chars().count() >= SHORTEST
        {
            forms.push(rest.to_owned());
        }
    }
    // The article loses its alef after «ل»: «للصندوق» is «ل» and «الصندوق».
    for front in ["لل", "ولل", "فلل"] {
        if let Some(rest) = word.strip_prefix(front)
            && rest.chars().count() >= SHORTEST
        {
            forms.push(format!("ال{rest}"));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: &str, expected: bool) {
        assert_eq!(
            Mentions::of(text).has(name),
            expected,
            "«{name}» in «{text}»"
        );
    }

    #[test]
    fn a_name_is_found_with_its_fronts_and_in_either_spelling() {
        check("قال وائل الجابري إن", "وائل الجابري", true);
        check("وقال ووائل الجابرى، ثم", "وائل الجابري", true);
        check("سلّم لوائل الجابري", "وائل الجابري", true);
        check("دفع للصندوق البحري", "الصندوق البحري", true);
        check("في المرفأِ الشرقيّ", "المرفأ الشرقي", true);
        check("the Coast Fund paid", "Coast Fund", true);
        check("coast-fund", "Coast Fund", true);
    }

    #[test]
    fn parts_of_words_and_short_words_are_no_mention() {
        check("المرافئ كلها", "المرفأ", false);
        check("وائل قال", "وائل الجابري", false);
        check("الجابري وائل", "وائل الجابري", false);
        check("a law of it", "law", false);
        check("ولد صغير", "لد", false);
        check("", "وائل", false);
        check("وائل", "", false);
        check("!؟", "…", false);
    }
}
