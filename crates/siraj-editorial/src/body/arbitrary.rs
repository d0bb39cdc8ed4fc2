//! Arbitrary bodies for property tests: of every block and mark, with text of
//! every kind that breaks lines, directions and markup. Part of the crate's tests,
//! and of other crates' under the feature `arbitrary`.

use super::{
    Block, Body, Embed, FactBox, Gallery, Href, Item, KeyPoints, Layout, Level, List, Mark,
    Paragraph, Passage, Picture, Provider, PullQuote, Quotation, Related, Run, Subhead, Table,
    Text,
};
use crate::Language;
use crate::id::{ArticleId, MediaId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use uuid::Uuid;

/// Any body: often not normalised, always of the form.
pub fn any_body() -> impl Strategy<Value = Body> {
    vec(block(), 0..8).prop_map(Body::new)
}

/// A body that is normalised and validates.
pub fn valid_body() -> impl Strategy<Value = Body> {
    any_body()
        .prop_map(Body::normalise)
        .prop_filter("the body validates", |body| body.validate().is_ok())
}

/// Text of a few pieces that are awkward beside each other.
pub fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => Just("قال المتحدّث إنّ السدّ ".to_owned()),
        2 => Just("the port of Marsa ".to_owned()),
        1 => Just("2-1".to_owned()),
        1 => Just("+961 1 234567".to_owned()),
        1 => Just("<script>alert(\"1\")</script>&amp;'".to_owned()),
        1 => Just("\u{2066}C++".to_owned()),
        1 => Just("\u{2069}".to_owned()),
        1 => Just("\u{202E}".to_owned()),
        1 => Just("e".to_owned()),
        1 => Just("\u{301}\u{653}".to_owned()),
        1 => Just("\n\t\u{0} ".to_owned()),
        2 => any::<String>(),
        1 => Just(String::new()),
    ];
    vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn mark() -> impl Strategy<Value = Mark> {
    prop_oneof![
        Just(Mark::Strong),
        Just(Mark::Emphasis),
        Just(Mark::LeftToRight),
        Just(Mark::Foreign {
            language: Language::english()
        }),
        Just(Mark::Foreign {
            language: Language::arabic()
        }),
        any::<u128>().prop_map(|id| Mark::Link {
            href: Href::Article(ArticleId(Uuid::from_u128(id)))
        }),
        prop_oneof![
            Just("https://example.org/a?b=1&c=\u{645}"),
            Just("mailto:desk@example.org"),
            Just("tel:+9611234567"),
        ]
        .prop_map(|address| Mark::Link {
            href: Href::Address(address.to_owned())
        }),
        Just(Mark::Provenance {
            item: "sahil:2041".to_owned(),
            source: "sahil-agency".to_owned()
        }),
    ]
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let run = prop_oneof![
        8 => (text(), vec(mark(), 0..4)).prop_map(|(text, marks)| Run::Text(Text { text, marks })),
        1 => Just(Run::Break),
    ];
    vec(run, 0..5)
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    runs().prop_map(|runs| Paragraph { runs })
}

fn list() -> impl Strategy<Value = List> {
    let flat = (any::<bool>(), vec(runs(), 0..3)).prop_map(|(ordered, items)| List {
        ordered,
        items: items
            .into_iter()
            .map(|runs| Item { runs, list: None })
            .collect(),
    });
    flat.prop_recursive(2, 12, 3, |inner| {
        (any::<bool>(), vec((runs(), option::of(inner)), 0..3)).prop_map(|(ordered, items)| List {
            ordered,
            items: items
                .into_iter()
                .map(|(runs, list)| Item { runs, list })
                .collect(),
        })
    })
}

fn picture() -> impl Strategy<Value = Picture> {
    let layout = prop_oneof![Just(Layout::Column), Just(Layout::Wide)];
    (
        any::<u128>(),
        option::of(text()),
        option::of(text()),
        layout,
    )
        .prop_map(|(id, alt, caption, layout)| Picture {
            media: MediaId(Uuid::from_u128(id)),
            alt,
            caption,
            layout,
        })
}

fn table() -> impl Strategy<Value = Table> {
    (1..4_usize, 0..4_usize, any::<bool>()).prop_flat_map(|(columns, rows, with_header)| {
        let header = if with_header { columns } else { 0 };
        (
            option::of(text()),
            vec(paragraph(), header..=header),
            vec(vec(paragraph(), columns..=columns), rows..=rows),
        )
            .prop_map(|(caption, header, rows)| Table {
                caption,
                header,
                rows,
            })
    })
}

fn block() -> impl Strategy<Value = Block> {
    let level = prop_oneof![Just(Level::Two), Just(Level::Three)];
    let passage = prop_oneof![
        paragraph().prop_map(Passage::Paragraph),
        list().prop_map(Passage::List),
    ];
    prop_oneof![
        4 => paragraph().prop_map(Block::Paragraph),
        1 => (level, runs()).prop_map(|(level, runs)| Block::Subhead(Subhead { level, runs })),
        2 => list().prop_map(Block::List),
        1 => (vec(paragraph(), 0..3), option::of(text())).prop_map(|(paragraphs, attribution)| {
            Block::Quotation(Quotation { paragraphs, attribution })
        }),
        1 => (text(), option::of(text())).prop_map(|(text, attribution)| {
            Block::PullQuote(PullQuote { text, attribution })
        }),
        1 => picture().prop_map(Block::Picture),
        1 => vec(picture(), 0..3).prop_map(|pictures| Block::Gallery(Gallery { pictures })),
        1 => (text(), vec(passage, 0..3)).prop_map(|(title, blocks)| {
            Block::FactBox(FactBox { title, blocks })
        }),
        1 => vec(paragraph(), 0..4).prop_map(|points| Block::KeyPoints(KeyPoints { points })),
        1 => table().prop_map(Block::Table),
        1 => any::<u128>().prop_map(|id| {
            Block::Related(Related { article: ArticleId(Uuid::from_u128(id)) })
        }),
        1 => text().prop_map(|title| Block::Embed(Embed {
            url: "https://www.youtube.com/watch?v=1&t=2".to_owned(),
            provider: Provider::YouTube,
            title,
        })),
        1 => Just(Block::Divider),
    ]
}
