//! The one form of a body: equal text is equal JSON.
//!
//! Text is cleaned by the rules of `crate::text`; marks stand in canonical order,
//! one of each kind; neighbours with the same marks are one run; what a reader
//! would not see (an empty paragraph, a list without items) is not there. Meaning
//! is never changed and nothing that somebody wrote is lost.

use super::{
    Block, Body, Embed, FactBox, Gallery, Item, KeyPoints, List, Mark, Paragraph, Passage, Picture,
    PullQuote, Quotation, Run, Subhead, Table, Text,
};
use crate::text::{self, Removed};
use std::mem;

impl Body {
    /// The normalised body, and what was taken away on the way.
    #[must_use]
    pub fn clean(self) -> (Self, Removed) {
        let mut cleaner = Cleaner::default();
        let blocks = self
            .blocks
            .into_iter()
            .filter_map(|block| cleaner.block(block))
            .collect();
        (
            Self {
                version: self.version,
                blocks,
            },
            cleaner.removed,
        )
    }

    /// The normalised body. Normalising twice changes nothing more.
    #[must_use]
    pub fn normalise(self) -> Self {
        self.clean().0
    }
}

#[derive(Default)]
struct Cleaner {
    removed: Removed,
}

impl Cleaner {
    fn block(&mut self, block: Block) -> Option<Block> {
        Some(match block {
            Block::Paragraph(paragraph) => Block::Paragraph(self.visible(paragraph)?),
            Block::Subhead(Subhead { level, runs }) => Block::Subhead(Subhead {
                level,
                runs: self.visible(Paragraph { runs })?.runs,
            }),
            Block::List(list) => Block::List(self.list(list)?),
            Block::Quotation(quotation) => {
                let paragraphs = self.paragraphs(quotation.paragraphs);
                let attribution = self.optional(quotation.attribution);
                if paragraphs.is_empty() && attribution.is_none() {
                    return None;
                }
                Block::Quotation(Quotation {
                    paragraphs,
                    attribution,
                })
            }
            Block::PullQuote(quote) => {
                let text = self.line(&quote.text);
                let attribution = self.optional(quote.attribution);
                if text.is_empty() && attribution.is_none() {
                    return None;
                }
                Block::PullQuote(PullQuote { text, attribution })
            }
            Block::Picture(picture) => Block::Picture(self.picture(picture)),
            Block::Gallery(Gallery { pictures }) => {
                let pictures: Vec<_> = pictures.into_iter().map(|p| self.picture(p)).collect();
                if pictures.is_empty() {
                    return None;
                }
                Block::Gallery(Gallery { pictures })
            }
            Block::FactBox(fact_box) => Block::FactBox(self.fact_box(fact_box)?),
            Block::KeyPoints(KeyPoints { points }) => {
                let points = self.paragraphs(points);
                if points.is_empty() {
                    return None;
                }
                Block::KeyPoints(KeyPoints { points })
            }
            Block::Table(table) => Block::Table(self.table(table)?),
            Block::Embed(embed) => Block::Embed(Embed {
                title: self.line(&embed.title),
                ..embed
            }),
            Block::Related(_) | Block::Divider => block,
        })
    }

    fn fact_box(&mut self, fact_box: FactBox) -> Option<FactBox> {
        let title = self.line(&fact_box.title);
        let blocks: Vec<_> = fact_box
            .blocks
            .into_iter()
            .filter_map(|passage| match passage {
                Passage::Paragraph(paragraph) => self.visible(paragraph).map(Passage::Paragraph),
                Passage::List(list) => self.list(list).map(Passage::List),
            })
            .collect();
        (!title.is_empty() || !blocks.is_empty()).then_some(FactBox { title, blocks })
    }

    fn table(&mut self, table: Table) -> Option<Table> {
        let caption = self.optional(table.caption);
        let mut cells = |cells: Vec<Paragraph>| -> Vec<Paragraph> {
            cells
                .into_iter()
                .map(|cell| Paragraph {
                    runs: self.runs(cell.runs),
                })
                .collect()
        };
        let header = cells(table.header);
        let rows: Vec<_> = table.rows.into_iter().map(&mut cells).collect();
        let seen = header
            .iter()
            .chain(rows.iter().flatten())
            .any(|cell| !is_blank(&cell.runs));
        (seen || caption.is_some()).then_some(Table {
            caption,
            header,
            rows,
        })
    }

    fn list(&mut self, list: List) -> Option<List> {
        let items: Vec<_> = list
            .items
            .into_iter()
            .filter_map(|item| {
                let runs = self.runs(item.runs);
                let list = item.list.and_then(|list| self.list(list));
                (list.is_some() || !is_blank(&runs)).then_some(Item { runs, list })
            })
            .collect();
        (!items.is_empty()).then_some(List {
            ordered: list.ordered,
            items,
        })
    }

    fn picture(&mut self, picture: Picture) -> Picture {
        Picture {
            alt: self.optional(picture.alt),
            caption: self.optional(picture.caption),
            ..picture
        }
    }

    fn paragraphs(&mut self, paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
        paragraphs
            .into_iter()
            .filter_map(|paragraph| self.visible(paragraph))
            .collect()
    }

    fn visible(&mut self, paragraph: Paragraph) -> Option<Paragraph> {
        let runs = self.runs(paragraph.runs);
        (!is_blank(&runs)).then_some(Paragraph { runs })
    }

    fn optional(&mut self, text: Option<String>) -> Option<String> {
        text.map(|text| self.line(&text))
            .filter(|text| !text.is_empty())
    }

    /// A text that is nothing but invisible characters is no text.
    fn line(&mut self, text: &str) -> String {
        let cleaned =
            text::clean_line(text, usize::MAX).expect("no text is longer than every length");
        self.removed = self.removed.and(cleaned.removed);
        if text::is_blank(&cleaned.text) {
            String::new()
        } else {
            cleaned.text
        }
    }

    /// Isolates may be opened in one run and closed in another, so they are paired
    /// over the paragraph; letters may compose over a border that disappears, so
    /// runs are merged before they are brought into NFC.
    fn runs(&mut self, runs: Vec<Run>) -> Vec<Run> {
        let mut open = 0;
        let mut out: Vec<Run> = Vec::with_capacity(runs.len());
        for run in runs {
            match run {
                Run::Break => out.push(Run::Break),
                Run::Text(Text { text, marks }) => {
                    let (text, removed) = text::strip_unpaired(&text);
                    let (text, still_open, isolates) = text::balance(&text, open);
                    open = still_open;
                    self.removed = self.removed.and(removed).and(isolates);
                    append(&mut out, text, ordered(marks));
                }
            }
        }
        let last = out.iter_mut().rev().find_map(|run| match run {
            Run::Text(text) => Some(text),
            Run::Break => None,
        });
        if let Some(last) = last {
            text::close(&mut last.text, open, &mut self.removed);
        }
        for run in &mut out {
            if let Run::Text(run) = run {
                run.text = text::composed(mem::take(&mut run.text));
            }
        }
        out
    }
}

fn append(out: &mut Vec<Run>, text: String, marks: Vec<Mark>) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Run::Text(last)) if last.marks == marks => last.text.push_str(&text),
        _ => out.push(Run::Text(Text { text, marks })),
    }
}

/// Canonical order; of two marks of a kind the first in that order stays.
fn ordered(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort();
    marks.dedup_by(|later, earlier| mem::discriminant(later) == mem::discriminant(earlier));
    marks
}

fn is_blank(runs: &[Run]) -> bool {
    runs.iter().all(|run| match run {
        Run::Text(run) => text::is_blank(&run.text),
        Run::Break => true,
    })
}
