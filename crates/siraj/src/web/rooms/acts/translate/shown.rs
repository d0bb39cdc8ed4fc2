//! What changed in a source, word by word, as the page shows it.

use crate::web::rooms::page::Frame;
use siraj_editorial::compare::{self, Fate, Passage, passages};
use siraj_editorial::revision::Manuscript;

/// A run of words.
pub struct Piece {
    /// `kept`, `removed` or `added`.
    pub class: &'static str,
    /// The words.
    pub words: String,
}

/// A passage that changed, or passages that did not.
pub struct Row {
    /// What came between that is the same, in words.
    pub folded: Option<String>,
    /// The words of one that changed.
    pub pieces: Vec<Piece>,
}

fn all(text: &Manuscript) -> Vec<Passage> {
    let mut all = vec![
        Passage::field("kicker", text.kicker.clone()),
        Passage::field("headline", text.headline.clone()),
        Passage::field("standfirst", text.standfirst.clone()),
    ];
    all.extend(passages(&text.body));
    all
}

/// The rows of a comparison; none when nothing differs.
pub fn rows(frame: &Frame, then: &Manuscript, now: &Manuscript) -> Vec<Row> {
    let found = compare::rows(&all(then), &all(now));
    if found.iter().all(|row| matches!(row, compare::Row::Same(_))) {
        return Vec::new();
    }
    let whole = |class, passage: Passage| Row {
        folded: None,
        pieces: vec![Piece {
            class,
            words: passage.text,
        }],
    };
    found
        .into_iter()
        .filter_map(|row| match row {
            compare::Row::Same(passages) => {
                let n = passages.iter().filter(|one| !one.text.trim().is_empty());
                let n = u64::try_from(n.count()).unwrap_or_default();
                (n > 0).then(|| Row {
                    folded: Some(frame.messages.with("acts.same", &[("n", n)])),
                    pieces: Vec::new(),
                })
            }
            compare::Row::Form(passage) => Some(whole("kept", passage)),
            compare::Row::Added(passage) => Some(whole("added", passage)),
            compare::Row::Removed(passage) => Some(whole("removed", passage)),
            compare::Row::Changed { pieces, .. } => Some(Row {
                folded: None,
                pieces: pieces
                    .into_iter()
                    .map(|piece| Piece {
                        class: match piece.fate {
                            Fate::Kept => "kept",
                            Fate::Removed => "removed",
                            Fate::Added => "added",
                        },
                        words: piece.text,
                    })
                    .collect(),
            }),
        })
        .collect()
}
