//! The blocks of the house in Markdown: `:::name argument`, lines, `:::`.
//!
//! A block that is not whole or not known keeps its text as ordinary Markdown and
//! is reported; a reference to what we do not have is reported and left out.

use super::Surroundings;
use super::markdown::{blocks_of, quoted_blocks_of};
use super::report::{DroppedKind, Drops};
use siraj_editorial::body::query::plain;
use siraj_editorial::body::{
    Block, Embed, FactBox, Gallery, Item, KeyPoints, Layout, List, Paragraph, Passage, Picture,
    PullQuote, Related,
};

/// What opens and closes a block of the house.
const FENCE: &str = ":::";

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Segment {
    Markdown(String),
    Directive(Directive),
}

/// A block of the house as it is written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Directive {
    name: String,
    argument: String,
    inside: String,
}

/// Cuts a text into ordinary Markdown and blocks of the house. Within fenced code
/// nothing opens.
pub(super) fn segments(markdown: &str) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut directive: Option<Directive> = None;
    let mut code: Option<&str> = None;
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        let fence = ["```", "~~~"]
            .into_iter()
            .find(|fence| line.trim_start().starts_with(fence));
        match (code, fence) {
            (None, Some(_)) => code = fence,
            (Some(open), Some(close)) if open == close => code = None,
            _ => {}
        }
        let opened = line
            .strip_prefix(FENCE)
            .map(str::trim)
            .filter(|_| code.is_none());
        match opened {
            Some("") => {
                if let Some(done) = directive.take() {
                    found.push(Segment::Directive(done));
                }
            }
            Some(head) => {
                let (name, argument) = head.split_once(char::is_whitespace).unwrap_or((head, ""));
                // A block that was never closed ends where the next one begins.
                found.extend(directive.take().map(Segment::Directive));
                push_text(&mut found, &mut text);
                let begun = Directive {
                    name: name.to_owned(),
                    argument: argument.trim().to_owned(),
                    inside: String::new(),
                };
                // What refers only needs no end.
                let refers = matches!(name, "picture" | "gallery" | "related");
                if refers && lines.peek().is_none_or(|next| next.trim().is_empty()) {
                    found.push(Segment::Directive(begun));
                } else {
                    directive = Some(begun);
                }
            }
            None => {
                let into = directive
                    .as_mut()
                    .map_or(&mut text, |directive| &mut directive.inside);
                into.push_str(line);
                into.push('\n');
            }
        }
    }
    found.extend(directive.take().map(Segment::Directive));
    push_text(&mut found, &mut text);
    found
}

fn push_text(found: &mut Vec<Segment>, text: &mut String) {
    if !text.trim().is_empty() {
        found.push(Segment::Markdown(std::mem::take(text)));
    }
    text.clear();
}

/// The blocks of a block of the house.
pub(super) fn blocks(
    directive: &Directive,
    around: Surroundings<'_>,
    drops: &mut Drops,
) -> Vec<Block> {
    match directive.name.as_str() {
        "pull" => pull_quote(directive, around, drops),
        "key-points" => {
            let mut points = Vec::new();
            let rest = split(
                blocks_of(&directive.inside, around, drops),
                |block| match block {
                    Block::List(list) => {
                        items(list, &mut points);
                        Ok(())
                    }
                    Block::Paragraph(paragraph) => {
                        points.push(paragraph);
                        Ok(())
                    }
                    other => Err(other),
                },
            );
            joined(
                Block::KeyPoints(KeyPoints { points }),
                rest,
                directive,
                drops,
            )
        }
        "facts" => {
            let mut inside = Vec::new();
            let rest = split(blocks_of(&directive.inside, around, drops), |block| {
                inside.push(match block {
                    Block::List(list) => Passage::List(list),
                    Block::Paragraph(paragraph) => Passage::Paragraph(paragraph),
                    Block::Subhead(subhead) => Passage::Paragraph(Paragraph { runs: subhead.runs }),
                    other => return Err(other),
                });
                Ok(())
            });
            let title = directive.argument.clone();
            joined(
                Block::FactBox(FactBox {
                    title,
                    blocks: inside,
                }),
                rest,
                directive,
                drops,
            )
        }
        "picture" => pictures(directive, around, drops)
            .into_iter()
            .map(|picture| {
                let caption = directive.inside.trim();
                let caption = (!caption.is_empty()).then(|| caption.to_owned());
                Block::Picture(Picture { caption, ..picture })
            })
            .collect(),
        "gallery" => vec![Block::Gallery(Gallery {
            pictures: pictures(directive, around, drops),
        })],
        "related" => match around.resolver.article(&directive.argument) {
            Some(article) => vec![Block::Related(Related { article })],
            None => {
                drops.add(DroppedKind::UnknownReference, &directive.argument);
                Vec::new()
            }
        },
        "embed" => match Embed::of(&directive.argument, directive.inside.trim()) {
            Some(embed) => vec![Block::Embed(embed)],
            None => {
                drops.add(DroppedKind::Frame, &directive.argument);
                Vec::new()
            }
        },
        unknown => {
            drops.add(DroppedKind::Directive, unknown);
            blocks_of(&directive.inside, around, drops)
        }
    }
}

/// Gives each block to `take`; comes back with those that it does not want.
fn split(blocks: Vec<Block>, take: impl FnMut(Block) -> Result<(), Block>) -> Vec<Block> {
    blocks
        .into_iter()
        .map(take)
        .filter_map(Result::err)
        .collect()
}

/// The block, and after it what could not stand in it.
fn joined(block: Block, rest: Vec<Block>, directive: &Directive, drops: &mut Drops) -> Vec<Block> {
    if !rest.is_empty() {
        drops.add(DroppedKind::Directive, &directive.name);
    }
    std::iter::once(block).chain(rest).collect()
}

fn items(list: List, into: &mut Vec<Paragraph>) {
    for Item { runs, list } in list.items {
        into.push(Paragraph { runs });
        if let Some(inner) = list {
            items(inner, into);
        }
    }
}

fn pull_quote(directive: &Directive, around: Surroundings<'_>, drops: &mut Drops) -> Vec<Block> {
    let mut found = Vec::new();
    for block in quoted_blocks_of(&directive.inside, around, drops) {
        match block {
            Block::Quotation(quotation) => {
                let lines: Vec<_> = quotation
                    .paragraphs
                    .iter()
                    .map(|line| plain(&line.runs))
                    .collect();
                found.push(Block::PullQuote(PullQuote {
                    text: lines.join(" "),
                    attribution: quotation.attribution,
                }));
            }
            other => found.push(other),
        }
    }
    found
}

fn pictures(directive: &Directive, around: Surroundings<'_>, drops: &mut Drops) -> Vec<Picture> {
    let mut found = Vec::new();
    for key in directive.argument.split_whitespace() {
        match around.resolver.picture(key) {
            Some(media) => found.push(Picture {
                media,
                alt: None,
                caption: None,
                layout: Layout::default(),
            }),
            None => drops.add(DroppedKind::UnknownReference, key),
        }
    }
    found
}
