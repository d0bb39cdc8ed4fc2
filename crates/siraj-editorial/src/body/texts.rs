//! Changing the words of a body and nothing else of it.

use super::{Block, Body, List, Paragraph, Passage, Picture, Run};

impl Body {
    /// Calls `change` for every text that readers see, in reading order. Marks, pictures
    /// and references stay as they are.
    pub fn change_texts(&mut self, change: &mut impl FnMut(&mut String)) {
        for block in &mut self.blocks {
            of_block(block, change);
        }
    }
}

fn of_block(block: &mut Block, change: &mut impl FnMut(&mut String)) {
    match block {
        Block::Paragraph(paragraph) => of_runs(&mut paragraph.runs, change),
        Block::Subhead(subhead) => of_runs(&mut subhead.runs, change),
        Block::List(list) => of_list(list, change),
        Block::Quotation(quotation) => {
            of_paragraphs(&mut quotation.paragraphs, change);
            quotation.attribution.iter_mut().for_each(change);
        }
        Block::PullQuote(quote) => {
            change(&mut quote.text);
            quote.attribution.iter_mut().for_each(change);
        }
        Block::Picture(picture) => of_picture(picture, change),
        Block::Gallery(gallery) => {
            for picture in &mut gallery.pictures {
                of_picture(picture, change);
            }
        }
        Block::FactBox(fact_box) => {
            change(&mut fact_box.title);
            for passage in &mut fact_box.blocks {
                match passage {
                    Passage::Paragraph(paragraph) => of_runs(&mut paragraph.runs, change),
                    Passage::List(list) => of_list(list, change),
                }
            }
        }
        Block::KeyPoints(points) => of_paragraphs(&mut points.points, change),
        Block::Table(table) => {
            table.caption.iter_mut().for_each(&mut *change);
            of_paragraphs(&mut table.header, change);
            for row in &mut table.rows {
                of_paragraphs(row, change);
            }
        }
        Block::Embed(embed) => change(&mut embed.title),
        Block::Related(_) | Block::Divider => {}
    }
}

fn of_picture(picture: &mut Picture, change: &mut impl FnMut(&mut String)) {
    picture.caption.iter_mut().for_each(change);
}

fn of_paragraphs(paragraphs: &mut [Paragraph], change: &mut impl FnMut(&mut String)) {
    for paragraph in paragraphs {
        of_runs(&mut paragraph.runs, change);
    }
}

fn of_runs(runs: &mut [Run], change: &mut impl FnMut(&mut String)) {
    for run in runs {
        if let Run::Text(text) = run {
            change(&mut text.text);
        }
    }
}

fn of_list(list: &mut List, change: &mut impl FnMut(&mut String)) {
    for item in &mut list.items {
        of_runs(&mut item.runs, change);
        if let Some(list) = &mut item.list {
            of_list(list, change);
        }
    }
}
