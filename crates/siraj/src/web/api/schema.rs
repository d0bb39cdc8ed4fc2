//! What each noun of the write API has: one table a noun. Requests are read by
//! these tables and the OpenAPI document is made of them.

mod house;
mod live;

pub use house::{
    ACCOUNT, BREAKING, EDITION, IDENTITY, PAGE, PERSON, PLACEMENT, SECTION, SOURCE, STORY, TOPIC,
};

pub use live::{COVERAGE, NEW_POST, POST_CORRECTION, POST_TEXT, REMOVAL};

use super::fields::{Field, Kind, may, must};

const FORMATS: &[&str] = &["news", "brief", "analysis", "opinion", "feature", "live"];
const BYLINE_ROLES: &[&str] = &["writing", "photographs", "translation"];

const DATELINE: &[Field] = &[
    may(
        "place",
        Kind::Text,
        "Where the report comes from, as the reader reads it.",
    ),
    may(
        "sources",
        Kind::References,
        "Agencies and networks, by id or path, in order.",
    ),
    may(
        "as_sent",
        Kind::Text,
        "Words that replace the composed form.",
    ),
];

const BYLINE: &[Field] = &[
    may(
        "person",
        Kind::Reference,
        "Somebody of the house, by id or path.",
    ),
    may(
        "guest",
        Kind::Text,
        "A guest, by name; instead of `person`.",
    ),
    may(
        "role",
        Kind::OneOf(BYLINE_ROLES),
        "What they did; `writing` when left out.",
    ),
];

macro_rules! manuscript {
    ($($extra:expr),*) => {
        &[
            $($extra,)*
            must("section", Kind::Reference, "Its section, by id or path."),
            may("format", Kind::OneOf(FORMATS), "What kind of piece; `news` when left out."),
            may("kicker", Kind::Text, "A word or two over the headline."),
            may("headline", Kind::Text, "The headline."),
            may("standfirst", Kind::Text, "The paragraph under the headline."),
            may("slug", Kind::Text, "The last part of its address; made from the headline when left out."),
            may("dateline", Kind::Object(DATELINE), "Where it comes from."),
            may("bylines", Kind::List(BYLINE), "Who signs, in order."),
            may("picture", Kind::Reference, "The lead picture, by id."),
            may("topics", Kind::References, "Topics, by id or path."),
            may("story", Kind::Reference, "The running story, by id or path."),
            may("body", Kind::Body, "The text: `{format, document}` or `{format, text}`."),
        ]
    };
}

/// A new article.
pub const NEW_ARTICLE: &[Field] = manuscript!(must(
    "edition",
    Kind::Text,
    "Its edition: id, prefix (`\"\"` for the one at the root) or language."
));

/// A new text of an article.
pub const ARTICLE_TEXT: &[Field] = manuscript!(
    must(
        "base",
        Kind::Reference,
        "The revision over which it was written: the newest that the sender knows."
    ),
    may(
        "seen",
        Kind::Moment,
        "When the sender's copy of that revision had been saved, as `head.at` told it: saves of one person fold into one revision."
    ),
    may(
        "apart",
        Kind::Flag,
        "Keep it as a revision of its own, whatever was saved just before."
    )
);

/// What a window in which an article is open wants.
pub const PRESENCE: &[Field] = &[
    must(
        "window",
        Kind::Reference,
        "Which window; a UUID that it made.",
    ),
    must("wish", Kind::OneOf(WISHES), "What it wants."),
];

const WISHES: &[&str] = &["read", "write", "ask", "hand_over", "keep", "leave"];

const TEXT: &[Field] = &[must("text", Kind::Text, "A paragraph or a line.")];

/// Texts whose typography is asked about.
pub const TYPOGRAPHY: &[Field] = &[must(
    "texts",
    Kind::List(TEXT),
    "The texts, each looked at by itself.",
)];

/// Nothing.
pub const NOTHING: &[Field] = &[];

/// What is decided about a related article.
pub const RELATED: &[Field] = &[
    must(
        "choice",
        Kind::OneOf(&["pinned", "banned"]),
        "Named before those that are chosen, or never.",
    ),
    may(
        "place",
        Kind::Number(0, 3),
        "Where among the pinned, from 0; at their end without.",
    ),
];

/// A note.
pub const NOTE: &[Field] = &[must("note", Kind::Text, "What is missing.")];

const ANCHOR: &[Field] = &[
    must(
        "block",
        Kind::Number(0, 100_000),
        "The block of the body, from 0.",
    ),
    may("words", Kind::Text, "The words there."),
];

/// A note beside an article.
pub const NEW_NOTE: &[Field] = &[
    must("words", Kind::Text, "What it says."),
    may("named", Kind::Ids, "Whom it names, by id."),
    may(
        "anchor",
        Kind::Object(ANCHOR),
        "The passage that it points at.",
    ),
];

/// How a revision goes out.
pub const PUBLICATION: &[Field] = &[
    must(
        "kind",
        Kind::OneOf(&["first", "update", "fix"]),
        "For the first time, with news in it, or with a slip mended.",
    ),
    must(
        "revision",
        Kind::Reference,
        "The revision that was looked at; it must be the newest.",
    ),
    may(
        "reason",
        Kind::Text,
        "What is new, for the reader; only with `update`.",
    ),
];

/// A moment at which something happens.
pub const AT: &[Field] = &[must("at", Kind::Moment, "When.")];
/// A moment until which something lasts.
pub const UNTIL: &[Field] = &[must("until", Kind::Moment, "Until when.")];

/// A public correction.
pub const CORRECTION: &[Field] = &[
    may(
        "kind",
        Kind::OneOf(&["correction", "clarification", "retraction"]),
        "What went wrong; `correction` when left out.",
    ),
    may(
        "priority",
        Kind::OneOf(&["high", "low"]),
        "Above or below the text; `low` when left out.",
    ),
    must("text", Kind::Text, "What was wrong and what is right."),
];

/// A withdrawal.
pub const WITHDRAWAL: &[Field] = &[must(
    "notice",
    Kind::Text,
    "What readers are told at the address.",
)];
/// The other language's article.
pub const COUNTERPART: &[Field] = &[must(
    "article",
    Kind::Reference,
    "The other article, by id or short id.",
)];
/// How much an article is wanted on the fronts.
pub const PROMINENCE: &[Field] = &[must("prominence", Kind::Number(0, 9), "0 to 9.")];
/// Why something is erased.
pub const ERASURE: &[Field] = &[must(
    "reason",
    Kind::Text,
    "Why the law wants it gone; kept in the log.",
)];

const FOCAL: &[Field] = &[
    must("x", Kind::Fraction, "From the left, 0 to 1."),
    must("y", Kind::Fraction, "From the top, 0 to 1."),
];

/// What is said of a picture.
pub const PICTURE: &[Field] = &[
    may(
        "alt",
        Kind::Named,
        "What it shows, for whoever does not see it.",
    ),
    may(
        "decorative",
        Kind::Flag,
        "It says nothing that the text does not say.",
    ),
    may("caption", Kind::Named, "Who, what, where, when."),
    may("credit", Kind::Named, "Who made it."),
    may("rights", Kind::Text, "Under what terms it may be used."),
    may("expires_at", Kind::Moment, "Not to be shown after."),
    may(
        "focal",
        Kind::Object(FOCAL),
        "What crops keep in view; the middle when left out.",
    ),
    may(
        "warning",
        Kind::Named,
        "Why a reader is asked before seeing it.",
    ),
    may(
        "source",
        Kind::Reference,
        "The agency or network that it comes from, by id.",
    ),
];
