//! The pieces of which the room of a front is drawn.

use super::Typed;
use crate::pages::model::{Card, Moment};

/// A step that was not taken because somebody was faster, to be taken again.
pub(super) struct Pending {
    pub fields: Vec<(&'static str, String)>,
}

impl Pending {
    pub(super) fn of(typed: Typed) -> Self {
        let fields = [
            ("act", typed.act),
            ("article", typed.article),
            ("container", typed.container),
            ("place", typed.place),
            ("headline", typed.headline),
            ("kicker", typed.kicker),
            ("until", typed.until),
            ("version", typed.version),
        ];
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        Self {
            fields: fields.collect(),
        }
    }
}

/// A place and who stands at it.
pub(super) struct Slot {
    pub article: String,
    pub place: usize,
    pub number: usize,
    pub card: Card,
    pub picture: Option<String>,
    /// The article's own headline, where the front has another.
    pub own: Option<String>,
    pub pinned: bool,
    /// Until when, in words.
    pub until: Option<String>,
    /// Until when, as the field holds it.
    pub until_field: String,
    pub headline_field: String,
    pub kicker_field: String,
}

/// A part of the front.
pub(super) struct Block {
    /// The container's name in forms; `None` where nobody can be given a place.
    pub key: Option<String>,
    pub id: String,
    pub title: String,
    pub about: String,
    pub slots: Vec<Slot>,
    /// The place after the last, where one more may stand.
    pub next: Option<usize>,
}

/// An article that may come.
pub(super) struct Row {
    pub article: String,
    pub headline: String,
    pub section: String,
    pub time: Moment,
    /// Where it stands already.
    pub stands: Option<String>,
    /// Where one chooses a place for it.
    pub add: String,
}

/// Somebody who is kept away.
pub(super) struct Away {
    pub article: String,
    pub headline: String,
}

/// The breaking bar, as far as it is told here.
pub(super) struct Bar {
    pub text: String,
    pub until: String,
}
