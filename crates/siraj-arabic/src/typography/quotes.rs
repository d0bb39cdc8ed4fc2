//! Quotation marks: which ones belong together, and which pair the house writes there.
//!
//! A mark opens or closes by what stands around it, and by its shape or its turn only where
//! that does not say. Marks without a partner are left, and so are single ones, which are
//! apostrophes and minutes as well, and the pairs of a foreign sentence.

use super::line::{Letter, Line, Quote, Side, closes_bracket, opens_bracket, side};
use super::{Kind, QuotationMarks};

/// The double marks, straight and curved.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟')
}

/// Two marks that belong together, as places in the line.
struct Pair {
    opens: usize,
    closes: usize,
    /// Pairs around this one.
    depth: usize,
}

pub(super) fn mend(line: &mut Line, house: QuotationMarks) {
    if !line.letters.iter().any(|letter| is_mark(letter.c)) {
        return;
    }
    let pairs = pairs(&mut line.letters);
    if !line.arabic {
        return;
    }
    let arabic_until = arabic_until(&line.letters);
    for pair in pairs {
        if is_foreign(line, &pair, &arabic_until) {
            continue;
        }
        let [opening, closing] = house.pair(pair.depth);
        put(&mut line.letters, pair.opens, opening);
        put(&mut line.letters, pair.closes, closing);
    }
}

fn put(letters: &mut [Letter], at: usize, mark: char) {
    if let Some(letter) = letters.get_mut(at).filter(|letter| letter.c != mark) {
        letter.c = mark;
        letter.kind = Some(Kind::Quotes);
    }
}

/// Says of each mark what it does, and which belong together, in the order of their ends.
fn pairs(letters: &mut [Letter]) -> Vec<Pair> {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for at in 0..letters.len() {
        let Some(letter) = letters.get(at) else { break };
        if letter.covered || !is_mark(letter.c) {
            continue;
        }
        let quote = what_it_does(letters, at, !open.is_empty());
        if quote == Quote::Opens {
            open.push(at);
        } else if let Some(opens) = open.pop() {
            pairs.push(Pair {
                opens,
                closes: at,
                depth: 0,
            });
        }
        if let Some(letter) = letters.get_mut(at) {
            letter.quote = Some(quote);
        }
    }
    nest(&mut pairs);
    pairs
}

/// The depth of each pair. Openings without an end count for nothing.
fn nest(pairs: &mut [Pair]) {
    pairs.sort_by_key(|pair| pair.opens);
    let mut around: Vec<usize> = Vec::new();
    for pair in pairs {
        while around.pop_if(|closes| *closes < pair.opens).is_some() {}
        pair.depth = around.len();
        around.push(pair.closes);
    }
}

fn what_it_does(letters: &[Letter], at: usize, one_is_open: bool) -> Quote {
    let before = at.checked_sub(1).and_then(|at| letters.get(at));
    let after = letters.get(at + 1).map(|letter| letter.c);
    let may_open = before.is_some_and(|before| before.quote == Some(Quote::Opens))
        || may_open_behind(before.map(|before| before.c));
    match (may_open, may_close_before(after)) {
        (true, false) => Quote::Opens,
        (false, true) => Quote::Closes,
        _ => match letters.get(at).map(|letter| letter.c) {
            Some('«' | '“' | '„' | '‟') => Quote::Opens,
            Some('»' | '”') => Quote::Closes,
            _ if one_is_open => Quote::Closes,
            // After a digit it is an inch.
            _ if before.is_some_and(|before| before.c.is_numeric()) => Quote::Closes,
            _ => Quote::Opens,
        },
    }
}

/// Whether a mark behind this character looks like an opening one.
pub(super) fn may_open_behind(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || opens_bracket(c)
            || matches!(
                c,
                '،' | '؛' | '؟' | ',' | ';' | '?' | '-' | '–' | '—' | '/' | '…'
            )
    })
}

/// Whether a mark before this character looks like a closing one.
pub(super) fn may_close_before(after: Option<char>) -> bool {
    after.is_none_or(|c| {
        c.is_whitespace()
            || closes_bracket(c)
            || matches!(c, '،' | '؛' | '؟' | ',' | ';' | '?' | '.' | ':' | '!' | '…')
    })
}

/// For each place, how many Arabic letters stand before it.
fn arabic_until(letters: &[Letter]) -> Vec<usize> {
    let mut count = 0;
    let counted = letters.iter().map(|letter| {
        let until = count;
        count += usize::from(side(letter.c) == Side::Arabic);
        until
    });
    counted.collect()
}

/// Whether a pair belongs to a foreign sentence: no Arabic in it, nor next to it.
fn is_foreign(line: &Line, pair: &Pair, arabic_until: &[usize]) -> bool {
    let side = |sides: &[Side], at: usize| sides.get(at).copied().unwrap_or_default();
    arabic_until.get(pair.opens) == arabic_until.get(pair.closes)
        && side(&line.before, pair.opens) == Side::Foreign
        && side(&line.after, pair.opens) == Side::Foreign
        && side(&line.after, pair.closes) == Side::Foreign
}
