//! Two texts of one article beside each other: block by block, and word by word where a
//! block was rewritten. Spelling counts: nothing is folded, for a hamza that was mended is a
//! change. A word is what stands between spaces, punctuation is a piece of its own.

mod passages;

pub use passages::{Passage, passages};

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both.
    Kept,
    /// It stands in the older text alone.
    Removed,
    /// It stands in the newer text alone.
    Added,
}

/// Words that share a fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub fate: Fate,
    /// The words.
    pub text: String,
}

/// A passage of both texts, or of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Passages that are the same in both.
    Same(Vec<Passage>),
    /// The same words in another form: marks, links, a level.
    Form(Passage),
    /// A passage that was rewritten.
    Changed {
        /// What the newer one is.
        kind: &'static str,
        /// Its words.
        pieces: Vec<Piece>,
    },
    /// A passage of the newer text alone.
    Added(Passage),
    /// A passage of the older text alone.
    Removed(Passage),
}

/// Passages that share fewer of their words than this are not one that was rewritten.
const AKIN: f64 = 0.35;
/// Longer passages are compared by their words' run alone, for time's sake.
const MOST_TOKENS: usize = 20_000;

/// The older passages beside the newer.
#[must_use]
pub fn rows(old: &[Passage], new: &[Passage]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (before, after) = (
            old.get(op.old_range()).unwrap_or_default(),
            new.get(op.new_range()).unwrap_or_default(),
        );
        match op {
            DiffOp::Equal { .. } => rows.push(Row::Same(after.to_vec())),
            DiffOp::Delete { .. } => rows.extend(before.iter().cloned().map(Row::Removed)),
            DiffOp::Insert { .. } => rows.extend(after.iter().cloned().map(Row::Added)),
            DiffOp::Replace { .. } => pair(before, after, &mut rows),
        }
    }
    rows
}

/// Passages that took the place of others: each beside the one that it is akin to.
fn pair(before: &[Passage], after: &[Passage], rows: &mut Vec<Row>) {
    let mut rest = after;
    for old in before {
        let akin = rest
            .iter()
            .position(|new| new.kind == old.kind && likeness(&old.text, &new.text) >= AKIN)
            // A field is itself whatever is written in it.
            .or_else(|| {
                rest.iter()
                    .position(|new| old.is_field && new.kind == old.kind)
            });
        let Some(at) = akin else {
            rows.push(Row::Removed(old.clone()));
            continue;
        };
        let (skipped, from) = rest.split_at(at);
        rows.extend(skipped.iter().cloned().map(Row::Added));
        if let Some((new, later)) = from.split_first() {
            rows.push(if new.text == old.text {
                Row::Form(new.clone())
            } else {
                Row::Changed {
                    kind: new.kind,
                    pieces: words(&old.text, &new.text),
                }
            });
            rest = later;
        }
    }
    rows.extend(rest.iter().cloned().map(Row::Added));
}

/// How much of two texts is the same, from 0 to 1.
fn likeness(old: &str, new: &str) -> f64 {
    let (old, new) = (tokens(old), tokens(new));
    let all = old.len() + new.len();
    if all == 0 {
        return 1.0;
    }
    if all > MOST_TOKENS {
        return if old.first() == new.first() { 1.0 } else { 0.0 };
    }
    let same: usize = capture_diff_slices(Algorithm::Myers, &old, &new)
        .iter()
        .filter(|op| matches!(op, DiffOp::Equal { .. }))
        .map(|op| op.new_range().len())
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let likeness = 2.0 * same as f64 / all as f64;
    likeness
}

/// Two texts word by word.
#[must_use]
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (tokens(old), tokens(new));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |fate, tokens: Option<&[&str]>| {
        let text = tokens.unwrap_or_default().concat();
        if text.is_empty() {
            return;
        }
        match pieces.last_mut().filter(|last| last.fate == fate) {
            Some(last) => last.text.push_str(&text),
            None => pieces.push(Piece { fate, text }),
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if matches!(op, DiffOp::Equal { .. }) {
            push(Fate::Kept, after.get(op.new_range()));
        } else {
            push(Fate::Removed, before.get(op.old_range()));
            push(Fate::Added, after.get(op.new_range()));
        }
    }
    pieces
}

/// How many words were written or struck between two texts; one that took another's place
/// counts once.
#[must_use]
pub fn words_changed(old: &[Passage], new: &[Passage]) -> usize {
    let count = |text: &str| tokens(text).iter().filter(|token| is_word(token)).count();
    let mut changed = 0;
    for row in rows(old, new) {
        changed += match row {
            Row::Same(_) | Row::Form(_) => 0,
            Row::Added(one) | Row::Removed(one) => count(&one.text),
            Row::Changed { pieces, .. } => {
                let of = |fate| {
                    let pieces = pieces.iter().filter(move |piece| piece.fate == fate);
                    pieces.map(|piece| count(&piece.text)).sum::<usize>()
                };
                of(Fate::Added).max(of(Fate::Removed))
            }
        };
    }
    changed
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

/// Words, spaces and single signs. Vowel marks and joiners belong to their word.
fn tokens(text: &str) -> Vec<&str> {
    #[derive(PartialEq, Clone, Copy)]
    enum Sort {
        Word,
        Space,
        Sign,
    }
    let sort = |letter: char| {
        if letter.is_whitespace() {
            Sort::Space
        } else if letter.is_alphanumeric() || is_within_words(letter) {
            Sort::Word
        } else {
            Sort::Sign
        }
    };
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let now = sort(letter);
        if before.is_some_and(|before| before != now || now == Sort::Sign) {
            tokens.extend(text.get(from..at));
            from = at;
        }
        before = Some(now);
    }
    tokens.extend(text.get(from..).filter(|rest| !rest.is_empty()));
    tokens
}

/// Vowel marks, tatweel, joiners and marks of direction: no word ends at one.
fn is_within_words(letter: char) -> bool {
    matches!(letter, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(text: &str) -> Passage {
        Passage {
            kind: "paragraph",
            text: text.to_owned(),
            form: String::new(),
            is_field: false,
        }
    }

    fn shown(pieces: &[Piece]) -> String {
        let shown = pieces.iter().map(|piece| match piece.fate {
            Fate::Kept => piece.text.clone(),
            Fate::Removed => format!("[-{}-]", piece.text),
            Fate::Added => format!("[+{}+]", piece.text),
        });
        shown.collect()
    }

    #[test]
    fn words_are_compared_as_they_are_spelled() {
        let check = |old, new, expected: &str| assert_eq!(shown(&words(old, new)), expected);
        check("دخلت 38 سفينة", "دخلت 39 سفينة", "دخلت [-38-][+39+] سفينة");
        check("إلى المرفأ", "الى المرفأ", "[-إلى-][+الى+] المرفأ");
        check("كُتب.", "كتب.", "[-كُتب-][+كتب+].");
        check("قال،ثم", "قال, ثم", "قال[-،-][+, +]ثم");
        check("", "كلمة", "[+كلمة+]");
        check("same", "same", "same");
    }

    #[test]
    fn passages_stand_beside_those_they_were_made_of() {
        let old = [
            "فتحت اللجنة المرفأ الشرقي صباح اليوم",
            "وعاد الصيادون",
            "نهاية",
        ]
        .map(line);
        let new = ["فتحت اللجنة المرفأ الغربي صباح اليوم", "نهاية", "وأضيف سطر"].map(line);
        let rows = rows(&old, &new);
        assert!(matches!(rows[0], Row::Changed { .. }), "{rows:?}");
        assert!(matches!(rows[1], Row::Removed(_)), "{rows:?}");
        assert!(matches!(rows[2], Row::Same(_)), "{rows:?}");
        assert!(matches!(rows[3], Row::Added(_)), "{rows:?}");
        assert_eq!(words_changed(&old, &new), 1 + 2 + 2);
        let bold = Passage {
            form: "bold".to_owned(),
            ..line("نهاية")
        };
        assert_eq!(
            super::rows(&[line("نهاية")], std::slice::from_ref(&bold)),
            [Row::Form(bold)]
        );
    }

    proptest! {
        /// Whatever is compared, both texts can be read off the comparison.
        #[test]
        fn both_texts_stand_in_what_is_shown(old in "[ابج ,.x\u{064E}]{0,40}", new in "[ابج ,.x\u{064E}]{0,40}") {
            let pieces = words(&old, &new);
            let read = |not: Fate| pieces.iter().filter(|piece| piece.fate != not)
                .map(|piece| piece.text.as_str()).collect::<String>();
            prop_assert_eq!(read(Fate::Added), old);
            prop_assert_eq!(read(Fate::Removed), new);
        }

        #[test]
        fn no_passage_is_left_out(old in proptest::collection::vec("[اب ]{1,12}", 0..8), new in proptest::collection::vec("[اب ]{1,12}", 0..8)) {
            let old: Vec<Passage> = old.iter().map(|text| line(text)).collect();
            let new: Vec<Passage> = new.iter().map(|text| line(text)).collect();
            let (mut before, mut after) = (0, 0);
            for row in rows(&old, &new) {
                let (from, to) = match row {
                    Row::Same(same) => (same.len(), same.len()),
                    Row::Form(_) | Row::Changed { .. } => (1, 1),
                    Row::Added(_) => (0, 1),
                    Row::Removed(_) => (1, 0),
                };
                before += from;
                after += to;
            }
            prop_assert_eq!((before, after), (old.len(), new.len()));
        }
    }
}
