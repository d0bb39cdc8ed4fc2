//! What live articles have: their coverage and their posts.

use super::BYLINE;
use crate::web::api::fields::{Field, Kind, may, must};

const LABELS: &[&str] = &[
    "breaking",
    "verified",
    "on_the_spot",
    "statement",
    "picture",
    "analysis",
    "correction",
];

/// The coverage of a live article.
pub const COVERAGE: &[Field] = &[
    may(
        "key_points",
        Kind::References,
        "What has to be known, most important first; seven at most.",
    ),
    may(
        "quiet_hours",
        Kind::Number(0, 72),
        "It ends after so many hours without a post; 0 for never, 6 when left out.",
    ),
    may(
        "ends_at",
        Kind::Moment,
        "It ends at this moment whatever is posted.",
    ),
];

macro_rules! post {
    ($($extra:expr),*) => {
        &[
            $($extra,)*
            may("headline", Kind::Text, "A headline, where it needs one."),
            may("label", Kind::OneOf(LABELS), "What it is, in a word before the text."),
            may("bylines", Kind::List(BYLINE), "Who signs, in order; whoever sends it when left out."),
            may("body", Kind::Body, "The text: `{format, document}` or `{format, text}`."),
        ]
    };
}

/// A new post.
pub const NEW_POST: &[Field] = post!(may(
    "id",
    Kind::Reference,
    "A UUID of the sender's own: sent twice, the post is added once."
));

/// A new text of a post.
pub const POST_TEXT: &[Field] = post!(must(
    "base",
    Kind::Number(1, i64::MAX),
    "The revision over which it was written."
));

/// A public correction of a post.
pub const POST_CORRECTION: &[Field] = &[
    may(
        "kind",
        Kind::OneOf(&["correction", "clarification", "retraction"]),
        "What went wrong; `correction` when left out.",
    ),
    must("text", Kind::Text, "What was wrong and what is right."),
];

/// A removal.
pub const REMOVAL: &[Field] = &[may(
    "reason",
    Kind::Text,
    "What readers are told; nothing when left out.",
)];
