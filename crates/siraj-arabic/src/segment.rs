//! Segments: the words of a text, each with the place where it stands in the original.
//!
//! Answers what search indexes and what a snippet marks. It folds nothing and cuts nothing
//! off a word: [`Word::folded`] gives the word as [`crate::fold()`] sees it, and
//! [`crate::stem()`] what it is about.

use std::ops::Range;

use crate::chars::{TATWEEL, is_arabic_mark, is_invisible};
use crate::fold::fold_into;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands in the text, in bytes; both ends are borders of characters.
    pub range: Range<usize>,
    /// The word as it is written there, with its tashkeel and joiners.
    pub text: &'t str,
    /// What its letters are.
    pub script: Script,
}

/// What the letters of a word are. A word has one script: «الـBBC» is two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Arabic letters, those of Persian, Urdu and Kurdish among them.
    Arabic,
    /// Latin letters.
    Latin,
    /// Digits of any script, without letters: «2026», «٢٠٢٦», «1,250».
    Number,
    /// Letters of any other script.
    Other,
}

impl Word<'_> {
    /// The word as search sees it: folded, a number without its thousands separators, an
    /// English word without its `'s`: «٢٬٠٢٦» is `"2026"`, "Harbour's" is `"harbour"`.
    ///
    /// A ligature may hold several words, which then stand with spaces between them:
    /// «ﷺ».
    #[must_use]
    pub fn folded(&self) -> String {
        let mut folded = String::with_capacity(self.text.len());
        self.fold_into(&mut folded);
        folded
    }

    /// Writes [`Self::folded`] into a buffer, which is cleared first.
    pub fn fold_into(&self, folded: &mut String) {
        folded.clear();
        fold_into(self.text, folded);
        match self.script {
            Script::Number => folded.retain(|c| !is_thousands(c)),
            Script::Latin if folded.contains(is_apostrophe) => {
                let without = folded.trim_end_matches('s');
                if without.len() + 1 == folded.len() && without.ends_with(is_apostrophe) {
                    folded.truncate(without.len());
                }
                folded.retain(|c| !is_apostrophe(c));
            }
            _ => {}
        }
    }
}

/// The words of a text, in its order.
///
/// A word is a run of letters of one script, or of digits, with the marks, tatweel and
/// joiners among them. So «في2026» is two words, «الـBBC» two, «می‌خواهم» one; an
/// apostrophe within a Latin word belongs to it ("don't"), and so does a separator of
/// thousands within a number («1,250»).
#[must_use]
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// The iterator of [`words`].
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let rest = self.text.get(self.at..)?;
        let (skipped, script) = rest
            .char_indices()
            .find_map(|(at, c)| Some((at, script_of(c)?)))?;
        let start = self.at + skipped;
        let run = self.text.get(start..)?;
        let end = start + run_of(run, script);
        self.at = end;
        let text = self.text.get(start..end)?;
        Some(Word {
            range: start..end,
            text,
            script,
        })
    }
}

/// How many bytes from the beginning of a text belong to one word of this script. What
/// stands after the last letter, a mark apart, is not of the word.
fn run_of(text: &str, script: Script) -> usize {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let after = at + c.len_utf8();
        if script_of(c) == Some(script) || is_mark(c) {
            end = after;
        } else if c == TATWEEL || is_invisible(c) {
            // Counts only if the word goes on.
        } else {
            let goes_on = match script {
                Script::Latin => {
                    is_apostrophe(c)
                        && letters.peek().and_then(|(_, c)| script_of(*c)) == Some(Script::Latin)
                }
                Script::Number => is_thousands(c) && is_group(text.get(after..)),
                _ => false,
            };
            if !goes_on {
                break;
            }
        }
    }
    end
}

/// Whether the text begins with a group of exactly three digits.
fn is_group(text: Option<&str>) -> bool {
    let mut letters = text.unwrap_or_default().chars();
    let three = letters.by_ref().take(3).filter(|c| c.is_numeric()).count() == 3;
    three && !letters.next().is_some_and(char::is_numeric)
}

fn is_thousands(c: char) -> bool {
    matches!(c, ',' | '٬')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A mark that stands on the letter before it.
fn is_mark(c: char) -> bool {
    is_arabic_mark(c) || matches!(c, '\u{0300}'..='\u{036F}')
}

/// The script of a letter or digit; `None` of anything else. Marks of other scripts that
/// are letters to their readers count as letters, which `char::is_alphanumeric` says too.
fn script_of(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '0'..='9' => Some(Script::Number),
        '\0'..='\u{7F}' => None,
        TATWEEL => None,
        _ if is_arabic_mark(c) || is_invisible(c) => None,
        'ء'..='ي' => Some(Script::Arabic),
        '٠'..='٩' | '۰'..='۹' => Some(Script::Number),
        _ if !c.is_alphanumeric() => None,
        '\u{0600}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{0870}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}' => Some(Script::Arabic),
        '\u{00AA}'..='\u{02AF}'
        | '\u{1E00}'..='\u{1EFF}'
        | '\u{2C60}'..='\u{2C7F}'
        | '\u{A720}'..='\u{A7FF}'
        | '\u{FB00}'..='\u{FB06}'
        | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}'
            if c.is_alphabetic() =>
        {
            Some(Script::Latin)
        }
        _ if c.is_numeric() && !c.is_alphabetic() => Some(Script::Number),
        _ => Some(Script::Other),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::words;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = words(text).map(|word| word.text).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[track_caller]
    fn check_folded(text: &str, expected: &[&str]) {
        let found: Vec<String> = words(text).map(|word| word.folded()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_sentence_is_cut_into_its_words() {
        check(
            "قال والي «مرسى النور»: أُعيدَ فتحُ الميناءِ، أخيرًا!",
            &[
                "قال",
                "والي",
                "مرسى",
                "النور",
                "أُعيدَ",
                "فتحُ",
                "الميناءِ",
                "أخيرًا",
            ],
        );
        check("", &[]);
        check(" ،؛؟ «…» \u{064B} \u{0640}", &[]);
    }

    #[test]
    fn letters_digits_and_scripts_part() {
        check("في2026م", &["في", "2026", "م"]);
        check("الـBBC والـGPS", &["ال", "BBC", "وال", "GPS"]);
        check("كوفيد-19", &["كوفيد", "19"]);
        check("Москва東京", &["Москва東京"]);
    }

    #[test]
    fn joiners_tatweel_and_marks_stay_within_their_word() {
        check("می\u{200C}خواهم", &["می\u{200C}خواهم"]);
        check("غضـنفر", &["غضـنفر"]);
        check("\u{2067}سمهريّ\u{2069}.", &["سمهريّ"]);
        check("cafe\u{0301} noir", &["cafe\u{0301}", "noir"]);
    }

    #[test]
    fn apostrophes_and_thousands_belong_to_their_word() {
        check_folded(
            "the harbour's masters' don’t",
            &["the", "harbour", "masters", "dont"],
        );
        check_folded(
            "١٬٢٥٠ و1,250,000 و2,5",
            &["1250", "و", "1250000", "و", "2", "5"],
        );
        check_folded("عام ٢٠٣٧", &["عام", "2037"]);
        check_folded("boss ss 's", &["boss", "ss", "s"]);
    }

    fn letters(text: &str) -> usize {
        text.chars()
            .filter(|c| super::script_of(*c).is_some())
            .count()
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say_in_order_and_apart(text in any::<String>()) {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.range.start >= last && word.range.end > word.range.start);
                prop_assert_eq!(text.get(word.range.clone()), Some(word.text));
                last = word.range.end;
            }
        }

        #[test]
        fn every_letter_is_of_some_word(
            text in "[ \u{0600}-\u{06FF}\u{200C}\u{2066}a-zÀ-ÿ'’,0-9\u{FB50}-\u{FDFF}]{0,40}",
        ) {
            let inside: usize = words(&text)
                .map(|word| letters(word.text))
                .sum();
            let all = letters(&text);
            prop_assert_eq!(inside, all);
        }
    }
}
