//! Foreign runs: where a text holds words or numbers that its own direction would turn.
//!
//! Answers with byte ranges in order. Each reading of the text is one pass with bounded
//! looking ahead, because the text may be hostile. What a range is wrapped in, and what
//! the gaps between ranges are, [`super::isolate`] decides.

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::classes::{bidi_class, has_foreign};
use super::numbers::{Number, is_sign, number_at};

/// How far a bracket inside a word (`f(x)`) may close, in bytes. A bound, so that a page
/// of opening brackets costs no more than a page.
const LONGEST_BRACKET: usize = 128;

/// Runs of right-to-left words in left-to-right text.
pub(super) fn in_ltr(text: &str) -> Vec<Range<usize>> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where the run that is being read ends, or `None` outside a run.
    let mut open: Option<Range<usize>> = None;
    let mut sign_at = None;
    for (at, c) in visible_chars(text) {
        let end = at + c.len_utf8();
        let class = bidi_class(c);
        match (&mut open, class) {
            (None, BidiClass::R | BidiClass::AL) if !is_mark_control(c) => {
                let start = sign_at.filter(|sign| sign + 1 == at).unwrap_or(at);
                open = Some(start..end);
            }
            (None, _) if matches!(c, '@' | '#') => sign_at = Some(at),
            (None, _) => {}
            (Some(run), BidiClass::R | BidiClass::AL | BidiClass::AN) => run.end = end,
            // A mark belongs to the letter before it, not to a sign in between.
            (Some(run), BidiClass::NSM) if run.end == at => run.end = end,
            (Some(_), BidiClass::NSM | BidiClass::EN | BidiClass::BN) => {}
            (Some(_), _) if is_joint(c) || c == '،' => {}
            (Some(_), _) => {
                found.extend(open.take());
                sign_at = matches!(c, '@' | '#').then_some(at);
            }
        }
    }
    found.extend(open);
    found
}

/// The characters with their offsets; of what stands between isolates only the opening
/// character is left, which ends every run.
fn visible_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut isolates = isolated_ranges(text).into_iter().peekable();
    text.char_indices().filter_map(move |(at, c)| {
        while isolates.next_if(|isolate| isolate.end <= at).is_some() {}
        match isolates.peek() {
            Some(isolate) if isolate.start < at => None,
            _ => Some((at, c)),
        }
    })
}

/// Runs of left-to-right words, and numbers that would break, in right-to-left text.
pub(super) fn in_rtl(text: &str) -> Vec<Range<usize>> {
    if !has_foreign(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut isolates = isolated_ranges(text).into_iter().peekable();
    let mut before = None;
    let mut at = 0;
    while let Some(c) = next_char(text, at) {
        if let Some(isolate) = isolates.next_if(|isolate| isolate.start <= at) {
            at = isolate.end.max(at);
            before = Some('\u{2069}');
            continue;
        }
        if let Some((last, end)) = plain_end(text, at) {
            at = end;
            before = Some(last);
            continue;
        }
        if is_border(c) || is_bracket(c) || bidi_class(c) == BidiClass::NSM {
            at += c.len_utf8();
            before = Some(c);
            continue;
        }
        let word = word_at(text, at);
        at = match foreign_part(text, word.clone(), before) {
            Some(part) => {
                let end = with_following_words(text, part.end);
                found.push(part.start..end);
                end
            }
            None => breaking_numbers(text, word, before, &mut found),
        };
        before = text.get(..at).and_then(|read| read.chars().next_back());
    }
    found
}

/// Where the Arabic letters with their marks and the spaces that begin at `at` end, and
/// the last of them. Nothing in them is foreign, and most of a text is nothing else.
fn plain_end(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let len = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
    let last = rest.get(..len)?.chars().next_back()?;
    Some((last, at + len))
}

fn is_plain(c: char) -> bool {
    matches!(c, ' ' | '\u{0621}'..='\u{063A}' | '\u{0640}'..='\u{065F}')
}

/// What stands between an isolate character and its closing one, outermost only; UAX 9,
/// BD9: an isolate left open at the end of a paragraph matches nothing.
fn isolated_ranges(text: &str) -> Vec<Range<usize>> {
    // The first byte of all of them; most texts do not hold it.
    if !text.as_bytes().contains(&0xE2) {
        return Vec::new();
    }
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match bidi_class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => open.push(at),
            BidiClass::B => open.clear(),
            BidiClass::PDI => {
                if let Some(start) = open.pop() {
                    while ranges.pop_if(|inner| inner.start > start).is_some() {}
                    ranges.push(start..at + c.len_utf8());
                }
            }
            _ => {}
        }
    }
    ranges
}

/// The unbroken word that starts at `start`: up to white space, a right-to-left letter,
/// a quotation mark, or a bracket that does not belong to it. An address keeps its
/// right-to-left letters: `https://siraj.example/قسم/12` is one word.
fn word_at(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let mut brackets: Vec<usize> = Vec::new();
    let mut previous = None;
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let lost = brackets
            .first()
            .is_some_and(|open| at - open > LONGEST_BRACKET);
        if lost || is_border(c) {
            end = at;
            break;
        }
        match c {
            '(' | '[' | '{' if previous.is_some_and(is_foreign_char) => brackets.push(at),
            ')' | ']' | '}' if !brackets.is_empty() => {
                brackets.pop();
            }
            _ if is_bracket(c) => {
                end = at;
                break;
            }
            _ => {}
        }
        previous = Some(c);
    }
    let end = brackets.first().copied().unwrap_or(end);
    let is_address = rest.get(..end).is_some_and(|word| {
        word.contains("://") || word.starts_with("www.") || word.starts_with("mailto:")
    });
    if is_address {
        // A sign that ends addresses begins none: «<a://» is an ordinary word, for an empty
        // one would be read again without end.
        match address_end(rest) {
            0 => {}
            length => return start..start + length,
        }
    }
    start..start + end
}

/// Up to white space or a sign no address holds; a closing bracket ends it unless the
/// address has opened it.
fn address_end(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' if open == 0 => return at,
            ')' | ']' | '}' => open -= 1,
            _ if ends_address(c) => return at,
            _ => {}
        }
    }
    text.len()
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '<' | '>' | '«' | '»' | '“' | '”' | '،' | '؛' | '؟')
        || (is_border(c) && !is_rtl(c) && bidi_class(c) != BidiClass::AN)
}

/// The word without the punctuation around it, but with the signs that belong to it:
/// `C++`, `#tag`, `.NET`; `None` for a word without a left-to-right letter.
fn foreign_part(text: &str, word: Range<usize>, before: Option<char>) -> Option<Range<usize>> {
    let chars = text.get(word.clone())?;
    if !chars.contains(is_ltr_letter) {
        return None;
    }
    let first = chars.find(is_foreign_char)?;
    let glued = before.is_some_and(ends_rtl_word);
    let lead = chars.get(..first)?;
    // Two full stops are the end of an ellipsis, not of `.NET`; `../` is a path.
    let signs = if lead.ends_with("..") {
        0
    } else {
        let own = lead
            .chars()
            .rev()
            .take_while(|&c| is_leading_sign(c, glued));
        own.map(char::len_utf8).sum::<usize>()
    };
    let (last, last_char) = chars
        .char_indices()
        .rfind(|&(_, c)| is_foreign_char(c) || is_rtl(c))?;
    let after_last = last + last_char.len_utf8();
    let glued_after = next_char(text, word.end).is_some_and(is_rtl);
    let trailing = chars
        .get(after_last..)?
        .chars()
        .take_while(|&c| is_trailing_sign(c, glued_after))
        .map(char::len_utf8)
        .sum::<usize>();
    Some(word.start + first - signs..word.start + after_last + trailing)
}

/// Signs that open a foreign word. After an Arabic letter only those that cannot belong
/// to the Arabic word: in «الـ-IMF» the hyphen is Arabic's, in «عبر@siraj» the sign is not.
fn is_leading_sign(c: char, glued: bool) -> bool {
    match c {
        '@' | '#' | '_' => true,
        '+' | '-' | '$' | '€' | '£' | '.' | '/' | '~' | '&' | '*' | '\\' => !glued,
        _ => false,
    }
}

/// Signs that close a foreign word; a joint before an Arabic letter («March/مارس») is
/// shared and stays outside.
fn is_trailing_sign(c: char, glued: bool) -> bool {
    match c {
        '+' | '#' | '*' | '%' | '°' | '™' | '®' | '$' | '€' | '£' | ')' | ']' | '}' => true,
        '(' | '[' | '{' => true,
        '/' | '_' | '=' | '&' => !glued,
        _ => false,
    }
}

/// The end of a foreign run with the foreign words and the plain numbers that follow it on
/// the same line. Numbers go with the word before them (`Windows 11`), as they do without
/// isolation: names with a number are commoner than a number that counts what follows.
fn with_following_words(text: &str, mut end: usize) -> usize {
    let mut after_number = false;
    while let Some(rest) = text.get(end..) {
        let gap_length = rest.find(|c| !is_joint(c)).unwrap_or(rest.len());
        let (gap, start) = (rest.get(..gap_length), end + gap_length);
        let Some(c) = next_char(text, start) else {
            break;
        };
        if gap_length == 0 || is_border(c) || is_bracket(c) {
            break;
        }
        let before = text.get(..start).and_then(|read| read.chars().next_back());
        if let Some(part) = foreign_part(text, word_at(text, start), before) {
            end = part.end;
            after_number = false;
            continue;
        }
        // The gap has swallowed a sign, so the number is read behind its one space.
        let spaced = rest.strip_prefix([' ', '\u{00A0}']);
        let listed = rest
            .strip_prefix(", ")
            .filter(|_| after_number && gap == Some(", "));
        let Some(number_text) = listed.or(spaced) else {
            break;
        };
        let Some(number) = number_at(number_text, true) else {
            break;
        };
        end += rest.len() - number_text.len() + number.end;
        after_number = true;
    }
    end
}

/// Adds the numbers of a word that would break, and returns where reading goes on: behind
/// the word, or behind a telephone number that began in it.
fn breaking_numbers(
    text: &str,
    word: Range<usize>,
    before: Option<char>,
    found: &mut Vec<Range<usize>>,
) -> usize {
    let mut previous = before;
    let mut at = word.start;
    while at < word.end {
        let Some(c) = next_char(text, at) else {
            break;
        };
        let number = if c.is_ascii_digit() || is_sign(c) {
            number_at(
                text.get(at..).unwrap_or_default(),
                sign_may_follow(previous, c),
            )
        } else {
            None
        };
        match number {
            Some(Number { end, breaks }) => {
                if breaks {
                    found.push(at..at + end);
                }
                at += end;
                previous = Some('0');
            }
            None => {
                at += c.len_utf8();
                previous = Some(c);
            }
        }
    }
    at
}

/// A minus stands free; after a letter or a number the same sign is a dash («الـ-5»).
/// A plus is always a sign, unless a number stands before it.
fn sign_may_follow(previous: Option<char>, sign: char) -> bool {
    previous.is_none_or(|c| {
        let after_number = matches!(bidi_class(c), BidiClass::EN | BidiClass::AN);
        let after_isolate = c == '\u{2069}';
        !after_number && !after_isolate && !is_sign(c) && (sign == '+' || !ends_rtl_word(c))
    })
}

fn next_char(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// What no foreign word contains: white space, right-to-left letters, Arabic digits and
/// signs, quotation marks, paragraph ends and direction controls.
fn is_border(c: char) -> bool {
    use BidiClass::{AL, AN, B, FSI, LRE, LRI, LRO, PDF, PDI, R, RLE, RLI, RLO, S, WS};
    c.is_whitespace()
        || is_mark_control(c)
        || matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‹' | '›' | '،' | '٪')
        || matches!(
            bidi_class(c),
            R | AL | AN | B | S | WS | LRI | RLI | FSI | PDI | LRE | RLE | LRO | RLO | PDF
        )
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}')
}

/// Left-to-right mark, right-to-left mark, Arabic letter mark: strong, but no letters.
fn is_mark_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

fn is_ltr_letter(c: char) -> bool {
    bidi_class(c) == BidiClass::L && !is_mark_control(c)
}

fn is_foreign_char(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::L | BidiClass::EN | BidiClass::NSM) && !is_mark_control(c)
}

fn is_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL) && !is_mark_control(c)
}

/// Letters of right-to-left scripts with their marks; the sign after one is glued to it.
fn ends_rtl_word(c: char) -> bool {
    c == '\u{0640}' || (is_rtl(c) && c.is_alphabetic()) || bidi_class(c) == BidiClass::NSM
}

/// What may stand between two words of one run: spaces and signs, but no line end, and
/// neither bracket nor quotation mark, whose partner may stand outside.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{00A0}'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '&'
            | '\''
            | '’'
            | '-'
            | '–'
            | '—'
            | '/'
            | '+'
            | '|'
            | '·'
            | '%'
            | '@'
            | '#'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_at_once_is_what_would_be_passed_over_one_by_one() {
        for c in ('\0'..=char::MAX).filter(|&c| is_plain(c)) {
            assert!(is_border(c) || bidi_class(c) == BidiClass::NSM, "{c:?}");
        }
    }
}
