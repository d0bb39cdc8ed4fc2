//! Names in a text: whether a text mentions a name, whatever Arabic writes onto the front of
//! it («ووائل الجابري»، «للصندوق») and however it is spelled. Answers what is compared; which
//! names there are is the caller's.

use crate::fold::fold;
use std::collections::{BTreeSet, HashMap};

/// What is written onto the front of a word: and, so, by, for, like, alone or two together.
const FRONTS: [&str; 11] = ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك", "فك"];
/// Shorter words are left whole: of «ولد» nothing is taken away.
const SHORTEST: usize = 3;
/// A single word below this is no name that could be told from any other word.
const SHORTEST_NAME: usize = 4;

/// How a text mentions something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// In how many places.
    pub times: usize,
    /// How many words stand before the first of them.
    pub first: usize,
}

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
        self.places(name).next().is_some()
    }

    /// How the text mentions something that has several names, in full or by a part in
    /// parentheses: «حلف شمال الأطلسي (ناتو)» is mentioned by «وللناتو». What two of its
    /// names find in one place is mentioned once.
    #[must_use]
    pub fn of_any<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Option<Mention> {
        let mut places = BTreeSet::new();
        for name in names {
            places.extend(parts(name).flat_map(|name| self.places(name)));
        }
        let first = places.first().copied()?;
        Some(Mention {
            times: places.len(),
            first,
        })
    }

    /// The words at which a name begins. A single word may have the article before it:
    /// «الناتو» is «ناتو».
    fn places(&self, name: &str) -> impl Iterator<Item = usize> {
        let mut name = words(name).into_iter();
        let first = name.next().unwrap_or_default();
        let rest: Vec<String> = name.collect();
        let with_article = rest.is_empty().then(|| format!("ال{first}"));
        let is_name = !rest.is_empty() || first.chars().count() >= SHORTEST_NAME;
        [Some(first), with_article]
            .into_iter()
            .flatten()
            .filter(move |_| is_name)
            .filter_map(|word| self.starts.get(&word))
            .flatten()
            .copied()
            .filter(move |start| {
                let after = self.words.get(start + 1..).unwrap_or_default();
                after.starts_with(&rest)
            })
    }
}

/// A name without its parentheses, and what stands in each pair of them.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(['(', ')', '[', ']'])
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

    #[track_caller]
    fn check_any(text: &str, names: &[&str], expected: Option<(usize, usize)>) {
        let found = Mentions::of(text).of_any(names.iter().copied());
        let found = found.map(|found| (found.times, found.first));
        assert_eq!(found, expected, "{names:?} in «{text}»");
    }

    #[test]
    fn a_thing_is_mentioned_by_any_of_its_names_and_by_what_stands_in_parentheses() {
        let alliance = ["حلف شمال الأطلسي (ناتو)", "NATO"];
        check_any(
            "قال إن للحلف موعدًا، وللناتو موعدًا آخر.",
            &alliance,
            Some((1, 4)),
        );
        check_any("اجتمع حلف شمال الأطلسي أمس", &alliance, Some((1, 1)));
        check_any("حلف شمال الأطلسي (ناتو) وحده", &alliance, Some((2, 0)));
        check_any("The NATO meeting", &alliance, Some((1, 1)));
        check_any(
            "الناتو، ثم الناتو، ثم ناتو",
            &["ناتو", "الناتو"],
            Some((3, 0)),
        );
        check_any("لا أحد هنا", &alliance, None);
        check_any("شيء من هذا", &["", "()", "([)]", "(من)"], None);
    }
}
