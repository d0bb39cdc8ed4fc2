//! Going through a body in reading order: the one place that knows where text,
//! pictures and references stand in each block.

use super::{Block, Body, Item, List, Paragraph, Passage, Picture, Run};

/// What is met on the way.
#[derive(Debug, Clone, Copy)]
pub(super) enum Met<'a> {
    /// Text with marks, a paragraph of its own.
    Runs(&'a [Run]),
    /// Text without marks: a title, an attribution, a caption.
    Plain(&'a str),
    /// A picture; its caption follows as text.
    Picture(&'a Picture),
}

impl Body {
    /// Calls `meet` for all that stands in the body, in reading order.
    pub(super) fn walk<'a>(&'a self, meet: &mut impl FnMut(Met<'a>)) {
        for block in &self.blocks {
            walk_block(block, meet);
        }
    }
}

fn walk_block<'a>(block: &'a Block, meet: &mut impl FnMut(Met<'a>)) {
    match block {
        Block::Paragraph(paragraph) => meet(Met::Runs(&paragraph.runs)),
        Block::Subhead(subhead) => meet(Met::Runs(&subhead.runs)),
        Block::List(list) => walk_list(list, meet),
        Block::Quotation(quotation) => {
            walk_paragraphs(&quotation.paragraphs, meet);
            walk_plain(quotation.attribution.as_deref(), meet);
        }
        Block::PullQuote(quote) => {
            meet(Met::Plain(&quote.text));
            walk_plain(quote.attribution.as_deref(), meet);
        }
        Block::Picture(picture) => walk_picture(picture, meet),
        Block::Gallery(gallery) => {
            for picture in &gallery.pictures {
                walk_picture(picture, meet);
            }
        }
        Block::FactBox(fact_box) => {
            meet(Met::Plain(&fact_box.title));
            for passage in &fact_box.blocks {
                match passage {
                    Passage::Paragraph(paragraph) => meet(Met::Runs(&paragraph.runs)),
                    Passage::List(list) => walk_list(list, meet),
                }
            }
        }
        Block::KeyPoints(points) => walk_paragraphs(&points.points, meet),
        Block::Table(table) => {
            walk_plain(table.caption.as_deref(), meet);
            walk_paragraphs(&table.header, meet);
            for row in &table.rows {
                walk_paragraphs(row, meet);
            }
        }
        Block::Embed(embed) => meet(Met::Plain(&embed.title)),
        Block::Related(_) | Block::Divider => {}
    }
}

fn walk_paragraphs<'a>(paragraphs: &'a [Paragraph], meet: &mut impl FnMut(Met<'a>)) {
    for paragraph in paragraphs {
        meet(Met::Runs(&paragraph.runs));
    }
}

fn walk_plain<'a>(text: Option<&'a str>, meet: &mut impl FnMut(Met<'a>)) {
    if let Some(text) = text {
        meet(Met::Plain(text));
    }
}

fn walk_picture<'a>(picture: &'a Picture, meet: &mut impl FnMut(Met<'a>)) {
    meet(Met::Picture(picture));
    walk_plain(picture.caption.as_deref(), meet);
}

fn walk_list<'a>(list: &'a List, meet: &mut impl FnMut(Met<'a>)) {
    for Item { runs, list } in &list.items {
        meet(Met::Runs(runs));
        if let Some(list) = list {
            walk_list(list, meet);
        }
    }
}
