//! What the house's own nouns have: sections, people, topics, stories, sources,
//! pages, settings, breaking bar, placements.

use crate::web::api::fields::{Field, Kind, may, must};

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
    may(
        "links",
        Kind::References,
        "Whole addresses at which the person is found elsewhere.",
    ),
    may(
        "merged_into",
        Kind::Reference,
        "The person that this one turned out to be, by id.",
    ),
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
    may("picture", Kind::Reference, "A picture of it, by id."),
];

/// What happened on one day of a running story.
const MILESTONE: &[Field] = &[
    must("day", Kind::Text, "The day, such as `2026-11-23`."),
    must("words", Kind::Named, "What happened, by language."),
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
    may(
        "timeline",
        Kind::List(MILESTONE),
        "What happened on which day.",
    ),
    may(
        "merged_into",
        Kind::Reference,
        "The story that took its place, by id.",
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
    may(
        "logo",
        Kind::Reference,
        "A picture in the place of the name, by id.",
    ),
    may(
        "headlines",
        Kind::OneOf(&["sans", "naskh"]),
        "The typeface of headlines.",
    ),
    may(
        "text",
        Kind::OneOf(&["sans", "naskh"]),
        "The typeface of running text.",
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
