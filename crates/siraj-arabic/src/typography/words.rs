//! Words that are hardly meant as they stand: a hint with its reason, for a person to decide.
//!
//! Answers for spellings that are slips whatever stands around them; where one of two readings
//! is a word of its own («علي», «مدرسه», «لدي»), nothing is said. The spellings are listed in
//! `words/list`; what may stand before and behind them is decided here.

mod list;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

use super::line::is_arabic_letter;
use super::{Finding, Kind, Why};
use crate::chars::is_arabic_mark;

/// What should be written for a spelling, and why.
struct Slip {
    right: String,
    why: Why,
    /// Whether it is a slip with the article only: «المدرسه», but not «مدرسه».
    with_article: bool,
}

/// No longer word is looked up, in bytes, so that a hostile one costs no more than a word.
const LONGEST: usize = 48;

/// FNV-1a. Every word of a text is looked up several times, and the list is ours: nobody can
/// fill it with words that collide.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

type Slips = HashMap<String, Slip, BuildHasherDefault<Fnv>>;

static SLIPS: LazyLock<Slips> = LazyLock::new(|| {
    let mut slips = Slips::default();
    let mut add = |wrong: String, right: String, why, with_article| {
        let slip = Slip {
            right,
            why,
            with_article,
        };
        slips.insert(wrong, slip);
    };
    for (wrong, right, why) in list::WORDS {
        add(wrong.to_owned(), right.to_owned(), why, false);
    }
    for word in list::TA_MARBUTA {
        let stem = word.trim_end_matches('ة');
        add(format!("{stem}ه"), word.to_owned(), Why::TaMarbuta, false);
    }
    for word in list::TA_MARBUTA_WITH_ARTICLE {
        let stem = word.trim_end_matches('ة');
        add(format!("{stem}ه"), word.to_owned(), Why::TaMarbuta, true);
    }
    for word in list::FINAL_YA {
        let stem = word.trim_end_matches('ي');
        add(format!("{stem}ى"), word.to_owned(), Why::FinalYa, false);
    }
    for noun in list::JOINING {
        let stem = noun.trim_start_matches('ا');
        for ending in list::ENDINGS {
            for alef in ['إ', 'أ'] {
                let wrong = format!("{alef}{stem}{ending}");
                add(wrong, format!("{noun}{ending}"), Why::HamzaOfWasl, false);
            }
        }
    }
    slips
});

/// A word of a text, and whether one space stands between it and the word before it.
#[derive(Clone, Copy)]
struct Word<'t> {
    start: usize,
    text: &'t str,
    follows: bool,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// Adds the hints of a line that neither overlap nor touch what is `blocked`, which is in order.
pub(super) fn hint(
    text: &str,
    line: Range<usize>,
    blocked: &[Range<usize>],
    found: &mut Vec<Finding>,
) {
    let first = found.len();
    let mut before: [Option<Word>; 2] = [None, None];
    let mut blocked = blocked.iter().peekable();
    let mut at = line.start;
    while let Some(word) = next_word(text, at..line.end, before[1]) {
        at = word.end();
        let here = phrase(before, word)
            .or_else(|| slip_of(word.text).map(|(why, right)| (word.start, why, right)));
        if let Some((start, why, replacement)) = here {
            while blocked.next_if(|range| range.end < start).is_some() {}
            if blocked.peek().is_none_or(|range| range.start > at) {
                while found.len() > first && found.pop_if(|hint| hint.range.end > start).is_some() {
                }
                found.push(Finding {
                    range: start..at,
                    kind: Kind::Word(why),
                    replacement,
                });
            }
        }
        let [_, last] = before;
        before = [last.filter(|_| word.follows), Some(word)];
    }
}

/// Letters with their marks; a joiner between them is part of the word as well.
fn is_of_word(c: char) -> bool {
    match c {
        'ء'..='\u{064A}' => true,
        _ if c.is_ascii() => false,
        _ => is_arabic_letter(c) || is_arabic_mark(c) || matches!(c, '\u{200C}' | '\u{200D}'),
    }
}

/// The next word of a line; one that is too long for the list is empty.
fn next_word<'t>(text: &'t str, line: Range<usize>, last: Option<Word>) -> Option<Word<'t>> {
    let rest = text.get(line.clone())?;
    let gap = rest.find(is_of_word)?;
    let word = rest.get(gap..)?;
    let length = word.find(|c| !is_of_word(c)).unwrap_or(word.len());
    Some(Word {
        start: line.start + gap,
        text: word.get(..length)?,
        follows: last.is_some() && rest.get(..gap) == Some(" "),
    })
}

/// A slip of several words that ends with this one: where it begins, why, and what should
/// stand there.
fn phrase(before: [Option<Word>; 2], word: Word) -> Option<(usize, Why, String)> {
    let [first, last] = before;
    let last = last.filter(|_| word.follows)?;
    if word.text == "الله" {
        let (and, bare) = split_and(last.text);
        if matches!(bare, "إنشاء" | "انشاء" | "أنشاء") {
            return Some((last.start, Why::IfGodWills, format!("{and}إن شاء الله")));
        }
        let first = first.filter(|_| last.follows && last.text == "شاء")?;
        let (and, bare) = split_and(first.text);
        return matches!(bare, "ان" | "أن")
            .then(|| (first.start, Why::IfGodWills, format!("{and}إن شاء الله")));
    }
    let prefix = match last.text {
        "الغير" => "",
        "والغير" => "و",
        "بالغير" => "ب",
        "فالغير" => "ف",
        _ => return None,
    };
    let right = || format!("{prefix}غير ال{}", word.text);
    list::AFTER_GHAYR
        .contains(&word.text)
        .then(|| (last.start, Why::ArticleOnGhayr, right()))
}

fn split_and(word: &str) -> (&str, &str) {
    match word.strip_prefix('و') {
        Some(rest) => ("و", rest),
        None => ("", word),
    }
}

/// What should be written for a word, whatever is written onto its front.
fn slip_of(word: &str) -> Option<(Why, String)> {
    if word.len() > LONGEST {
        return None;
    }
    let fronts = fronts(word);
    fronts.into_iter().flatten().find_map(|(front, rest)| {
        right(front, "", rest)
            .or_else(|| right(front, "ال", rest.strip_prefix("ال")?))
            .or_else(|| {
                // After «ل» the article loses its alef: «للمدينه».
                let bare = rest.strip_prefix('ل').filter(|_| front.ends_with('ل'))?;
                right(front, "ل", bare)
            })
    })
}

fn right(front: &str, article: &str, rest: &str) -> Option<(Why, String)> {
    let slip = SLIPS.get(rest)?;
    let fits = !article.is_empty() || (!slip.with_article && may_follow(front, rest));
    fits.then(|| (slip.why, format!("{front}{article}{}", slip.right)))
}

/// Short words take no front, or only «و» and «ف»: «كفى», «لامس» and «بالى» are words.
fn may_follow(front: &str, rest: &str) -> bool {
    match rest.chars().count() {
        0..=2 => front.is_empty(),
        3 => matches!(front, "" | "و" | "ف"),
        _ => true,
    }
}

/// A word cut behind what may be written onto its front: nothing, «و» or «ف», and then
/// «ب», «ل» or «ك».
fn fronts(word: &str) -> [Option<(&str, &str)>; 3] {
    let without = |rest: &'static [char]| word.strip_prefix(rest);
    let cut = |rest| Some((word.strip_suffix(rest)?, rest));
    let and = without(&['و', 'ف']);
    let by = and.unwrap_or(word).strip_prefix(['ب', 'ل', 'ك']);
    [Some(("", word)), and.and_then(cut), by.and_then(cut)]
}
