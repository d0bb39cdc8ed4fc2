//! What each noun of the write API has: one table a noun. Requests are read by
//! these tables and the OpenAPI document is made of them.

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
pub const ARTICLE_TEXT: &[Field] = manuscript!(must(
    "base",
    Kind::Reference,
    "The revision over which it was written: the newest that the sender knows."
));

/// Nothing.
pub const NOTHING: &[Field] = &[];

/// A note.
pub const NOTE: &[Field] = &[must("note", Kind::Text, "What is missing.")];

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
];

/// A section.
pub const SECTION: &[Field] = &[
    must(
        "edition",
        Kind::Text,
        "Its edition: id, prefix or language.",
    ),
    may(
        "parent",
        Kind::Reference,
        "The section around it, by id or path.",
    ),
    must("slug", Kind::Text, "Its path, unique in the edition."),
    must("name", Kind::Text, "Its name."),
    may("description", Kind::Text, "One line about it."),
    may(
        "position",
        Kind::Number(0, 10_000),
        "Its place among its neighbours.",
    ),
    may(
        "counterparts",
        Kind::Ids,
        "The same section of other editions.",
    ),
    may("opinion", Kind::Flag, "Its articles are opinion."),
];

/// A person.
pub const PERSON: &[Field] = &[
    must("slug", Kind::Text, "Path of the author page."),
    must("name", Kind::Named, "Name by language."),
    may("title", Kind::Named, "What they do, in words."),
    may("biography", Kind::Named, "A paragraph about them."),
    may("portrait", Kind::Reference, "Portrait, by id."),
    may("email", Kind::Text, "Public address for letters."),
];

/// What a person may do.
pub const ACCOUNT: &[Field] = &[
    must(
        "role",
        Kind::OneOf(&["contributor", "reporter", "editor", "chief", "owner"]),
        "What they are in the newsroom.",
    ),
    may(
        "sections",
        Kind::Ids,
        "An editor's sections, each with all below it; all when left out.",
    ),
];

/// A topic.
pub const TOPIC: &[Field] = &[
    must("slug", Kind::Text, "Path of its page."),
    must(
        "kind",
        Kind::OneOf(&[
            "person",
            "organisation",
            "place",
            "document",
            "event",
            "subject",
        ]),
        "What it is.",
    ),
    must("name", Kind::Named, "Name by language."),
    may("aliases", Kind::NamedLists, "Other names by language."),
    may("description", Kind::Named, "A paragraph about it."),
    may(
        "merged_into",
        Kind::Reference,
        "The topic that took its place.",
    ),
];

/// A running story.
pub const STORY: &[Field] = &[
    must("slug", Kind::Text, "Path of its page."),
    must("title", Kind::Named, "Title by language."),
    may("summary", Kind::Named, "What has happened so far."),
    may("picture", Kind::Reference, "A picture for it, by id."),
    may(
        "running",
        Kind::Flag,
        "Whether it still runs; yes when left out.",
    ),
];

/// An agency or a network.
pub const SOURCE: &[Field] = &[
    must("slug", Kind::Text, "Its key."),
    must("name", Kind::Named, "Name by language."),
    may(
        "own",
        Kind::Flag,
        "Whether it is the newsroom's own network.",
    ),
];

/// A static page.
pub const PAGE: &[Field] = &[
    must(
        "edition",
        Kind::Text,
        "Its edition: id, prefix or language.",
    ),
    must("slug", Kind::Text, "Its path in the edition."),
    must("title", Kind::Text, "Its title."),
    must("body", Kind::Body, "Its text."),
    may(
        "position",
        Kind::Number(0, 10_000),
        "Its place in the list of pages.",
    ),
];

/// The publication.
pub const IDENTITY: &[Field] = &[
    must("name", Kind::Named, "Name by language."),
    may("tagline", Kind::Named, "The line under the name."),
    may(
        "description",
        Kind::Named,
        "What the publication is, in one sentence.",
    ),
    must(
        "time_zone",
        Kind::Text,
        "IANA name of the time zone of its pages.",
    ),
    may("city", Kind::Named, "The city named with times."),
    may(
        "accent",
        Kind::Text,
        "Accent colour on light paper, `#rrggbb`.",
    ),
    may("email", Kind::Text, "Public letters."),
    may(
        "security_contact",
        Kind::Text,
        "Where security researchers write.",
    ),
    may(
        "founded",
        Kind::Number(1400, 9999),
        "The year in which it began.",
    ),
    may(
        "ai_crawlers",
        Kind::Flag,
        "Whether crawlers that train models are let in.",
    ),
    may(
        "second_person",
        Kind::Flag,
        "Whether an editor's own article wants a second person.",
    ),
];

/// An edition's habits.
pub const EDITION: &[Field] = &[
    may(
        "label",
        Kind::Text,
        "Its name, as the language switch says it.",
    ),
    may(
        "months",
        Kind::OneOf(&[
            "egyptian",
            "levantine",
            "algerian",
            "moroccan",
            "mauritanian",
            "dual_gregorian_first",
            "dual_levant_first",
        ]),
        "How months are called.",
    ),
    may(
        "digits",
        Kind::OneOf(&["western", "arabic_indic"]),
        "How digits are shown.",
    ),
    may(
        "hijri",
        Kind::Number(-1, 1),
        "Days by which the Hijri date differs from Umm al-Qura; left out: no Hijri date.",
    ),
    may(
        "quotations",
        Kind::OneOf(&["guillemets", "curly"]),
        "Which quotation marks.",
    ),
];

/// The breaking bar.
pub const BREAKING: &[Field] = &[
    must("text", Kind::Text, "What happened, in one line."),
    may("link", Kind::Text, "Where to read on."),
    must("until", Kind::Moment, "When it goes by itself."),
];

/// An announcement in a slot.
pub const PLACEMENT: &[Field] = &[
    must(
        "edition",
        Kind::Text,
        "Its edition: id, prefix or language.",
    ),
    must(
        "slot",
        Kind::OneOf(&["top", "front_middle", "article_end"]),
        "Where.",
    ),
    must(
        "text",
        Kind::Text,
        "The words, or the picture's alternative text.",
    ),
    may(
        "picture",
        Kind::Reference,
        "A picture instead of the words, by id.",
    ),
    may("link", Kind::Text, "Where it leads."),
    may("paid", Kind::Flag, "Whether somebody paid for it."),
    may("starts_at", Kind::Moment, "From when; now when left out."),
    may("ends_at", Kind::Moment, "Until when."),
];
