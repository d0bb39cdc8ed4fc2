//! Words that are hardly meant as they stand: a hint with its reason, for a person to decide.
//!
//! Answers for spellings that are slips whatever stands around them; where one of two readings
//! is a word of its own («علي», «مدرسه», «لدي»), nothing is said. The spellings are listed in
//! `words/list`; what may stand before and behind them is decided here.

mod list;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::line::{Letter, Line, is_arabic_letter};
use super::{Finding, Kind, Why};
use crate::chars::is_arabic_mark;

/// What should be written for a spelling, and why.
struct Slip {
    right: String,
    why: Why,
    /// Whether it is a slip with the article only: «المدرسه», but not «مدرسه».
    with_article: bool,
}

/// No longer word is looked up, so that a hostile one costs no more than a word.
const LONGEST: usize = 24;

static SLIPS: LazyLock<HashMap<String, Slip>> = LazyLock::new(|| {
    let mut slips = HashMap::new();
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

/// A word of the line: its letters as places in the line, and what they spell.
struct Word {
    from: usize,
    to: usize,
    text: String,
    /// Whether one space stands between it and the word before it.
    follows: bool,
}

pub(super) fn hint(line: &mut Line) {
    let mut found: Vec<(Finding, usize)> = Vec::new();
    let mut before: [Option<Word>; 2] = [None, None];
    let mut at = 0;
    while let Some(word) = next_word(&line.letters, at, before[1].as_ref()) {
        at = word.to;
        let here = match phrase(&before, &word) {
            Some((words_before, why, right)) => {
                let first = match words_before {
                    2 => before[0].as_ref(),
                    _ => before[1].as_ref(),
                };
                Some((first.unwrap_or(&word).from, why, right))
            }
            None => slip_of(&word.text).map(|(why, right)| (word.from, why, right)),
        };
        if let Some((from, why, right)) = here
            && let Some(letters) = line.letters.get(from..word.to)
            && let Some(finding) = finding(letters, why, right)
        {
            while found.pop_if(|(_, end)| *end > from).is_some() {}
            found.push((finding, word.to));
        }
        let [_, last] = before;
        before = [last.filter(|_| word.follows), Some(word)];
    }
    line.others
        .extend(found.into_iter().map(|(finding, _)| finding));
}

/// A hint about these letters, unless one of them is a slip or part of an address, or a
/// tatweel was taken from between them.
fn finding(letters: &[Letter], why: Why, replacement: String) -> Option<Finding> {
    let (first, last) = (letters.first()?, letters.last()?);
    let whole = letters
        .iter()
        .zip(letters.iter().skip(1))
        .all(|(letter, next)| letter.to == next.from);
    let touched = letters
        .iter()
        .any(|letter| letter.covered || letter.kind.is_some());
    (whole && !touched).then_some(Finding {
        range: first.from..last.to,
        kind: Kind::Word(why),
        replacement,
    })
}

fn is_of_word(c: char) -> bool {
    is_arabic_letter(c) || is_arabic_mark(c)
}

/// The next word at or after a place.
fn next_word(letters: &[Letter], at: usize, last: Option<&Word>) -> Option<Word> {
    let rest = letters.get(at..)?;
    let from = at + rest.iter().position(|letter| is_of_word(letter.c))?;
    let word = letters.get(from..)?;
    let length = word
        .iter()
        .take_while(|letter| is_of_word(letter.c))
        .count();
    let text = if length > LONGEST {
        String::new()
    } else {
        word.iter().take(length).map(|letter| letter.c).collect()
    };
    let follows = last.is_some_and(|last| last.to + 1 == from)
        && letters
            .get(from.wrapping_sub(1))
            .is_some_and(|gap| gap.c == ' ');
    Some(Word {
        from,
        to: from + length,
        text,
        follows,
    })
}

/// A slip of several words that ends with this one: how many words before it, why, and
/// what should stand there.
fn phrase(before: &[Option<Word>; 2], word: &Word) -> Option<(usize, Why, String)> {
    let last = before[1].as_ref().filter(|_| word.follows)?;
    let (and, bare) = split_and(&last.text);
    if word.text == "الله" {
        if matches!(bare, "إنشاء" | "انشاء" | "أنشاء") {
            return Some((1, Why::IfGodWills, format!("{and}إن شاء الله")));
        }
        let first = before[0].as_ref().filter(|_| last.follows)?;
        let (and, bare) = split_and(&first.text);
        return (last.text == "شاء" && matches!(bare, "ان" | "أن"))
            .then(|| (2, Why::IfGodWills, format!("{and}إن شاء الله")));
    }
    let prefix = match last.text.as_str() {
        "الغير" => "",
        "والغير" => "و",
        "بالغير" => "ب",
        "فالغير" => "ف",
        _ => return None,
    };
    list::AFTER_GHAYR.contains(&word.text.as_str()).then(|| {
        (
            1,
            Why::ArticleOnGhayr,
            format!("{prefix}غير ال{}", word.text),
        )
    })
}

fn split_and(word: &str) -> (&str, &str) {
    match word.strip_prefix('و') {
        Some(rest) => ("و", rest),
        None => ("", word),
    }
}

/// What should be written for a word, whatever is written onto its front.
fn slip_of(word: &str) -> Option<(Why, String)> {
    let right = |front: &str, rest: &str, article: bool| {
        let slip = SLIPS.get(rest)?;
        let fits = article || (!slip.with_article && may_follow(front, rest));
        fits.then(|| (slip.why, format!("{front}{}", slip.right)))
    };
    let with_article =
        |front: &str, rest: &str| right(&format!("{front}ال"), rest.strip_prefix("ال")?, true);
    let fronts = fronts(word);
    fronts.into_iter().flatten().find_map(|(front, rest)| {
        right(front, rest, false)
            .or_else(|| with_article(front, rest))
            .or_else(|| {
                // After «ل» the article loses its alef: «للمدينه».
                let bare = rest.strip_prefix('ل').filter(|_| front.ends_with('ل'))?;
                right(&format!("{front}ل"), bare, true)
            })
    })
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
