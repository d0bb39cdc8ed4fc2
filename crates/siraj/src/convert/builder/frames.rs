//! Frames: what is being gathered. A finished block goes to the innermost frame
//! that can hold it; what a frame cannot hold goes past it, so nothing is lost.

use crate::convert::figure::{attribution, captioned, quoted};
use crate::convert::report::{DroppedKind, Drops};
use crate::convert::table::{CellFrame, RowFrame, TableFrame};
use siraj_editorial::body::query::plain;
use siraj_editorial::body::{Block, Item, Level, List, Paragraph, Quotation, Run, Subhead, limits};

/// Something that is being gathered.
#[derive(Debug)]
pub(super) enum Frame {
    Heading(Level),
    Quote(Quotation),
    /// The name under a quotation.
    Attribution(String),
    List(List),
    Item(Item),
    Figure {
        blocks: Vec<Block>,
        caption: Option<String>,
    },
    /// What is said under a figure or over a table.
    Caption(String),
    Table(TableFrame),
    Row(RowFrame),
    Cell(CellFrame),
}

/// The frames that are open, outermost first, and the blocks that are done.
#[derive(Debug, Default)]
pub(super) struct Frames {
    blocks: Vec<Block>,
    open: Vec<Frame>,
    /// Whether the last block is a list of Word's that may go on.
    word_list: bool,
}

impl Frames {
    /// Opens a frame; tells how many there were before.
    pub(super) fn open(&mut self, frame: Frame) -> usize {
        self.open.push(frame);
        self.open.len() - 1
    }

    pub(super) fn innermost(&self) -> Option<&Frame> {
        self.open.last()
    }

    pub(super) fn lists(&self) -> usize {
        self.open
            .iter()
            .filter(|frame| matches!(frame, Frame::List(_)))
            .count()
    }

    /// Whether a line that ends here is a paragraph of its own.
    pub(super) fn takes_paragraphs(&self) -> bool {
        matches!(
            self.open.last(),
            None | Some(Frame::Quote(_) | Frame::Figure { .. })
        )
    }

    /// Closes the innermost frames until so many are left.
    pub(super) fn close_to(&mut self, left: usize, drops: &mut Drops) {
        while self.open.len() > left {
            self.close(drops);
        }
    }

    pub(super) fn close_innermost(&mut self, drops: &mut Drops) {
        self.close(drops);
    }

    pub(super) fn finish(mut self, drops: &mut Drops) -> Vec<Block> {
        self.close_to(0, drops);
        self.blocks
    }

    /// A line of text that has ended.
    pub(super) fn line(&mut self, runs: Vec<Run>) {
        match self.open.last() {
            Some(Frame::Heading(level)) => {
                let block = Block::Subhead(Subhead {
                    level: *level,
                    runs,
                });
                self.deliver(block);
            }
            _ => self.deliver(Block::Paragraph(Paragraph { runs })),
        }
    }

    /// Gives a block to the innermost frame that can hold it.
    pub(super) fn deliver(&mut self, block: Block) {
        self.word_list = false;
        let mut block = block;
        for index in (0..self.open.len()).rev() {
            match self.offer(index, block) {
                None => return,
                Some(refused) => block = refused,
            }
        }
        self.blocks.push(block);
    }

    /// Gives a block to one frame; comes back when the frame cannot hold it.
    fn offer(&mut self, index: usize, block: Block) -> Option<Block> {
        // An item that has its inner list already is followed by a new item.
        let full = matches!(
            self.open.get(index),
            Some(Frame::Item(Item { list: Some(_), .. }))
        );
        if full && matches!(block, Block::Paragraph(_) | Block::Subhead(_)) {
            self.next_item(index);
        }
        let frame = self.open.get_mut(index)?;
        match (frame, block) {
            (Frame::Figure { blocks, .. }, block) => blocks.push(block),
            (Frame::Quote(quote), block) => match lines(block) {
                Ok(paragraphs) => quote.paragraphs.extend(paragraphs),
                Err(block) => return Some(block),
            },
            (Frame::List(list), block) => match lines(block) {
                Ok(paragraphs) => list.items.extend(paragraphs.into_iter().map(|it| Item {
                    runs: it.runs,
                    list: None,
                })),
                Err(block) => return Some(block),
            },
            (Frame::Item(item), block) => match lines(block) {
                Ok(paragraphs) => append(&mut item.runs, paragraphs),
                Err(block) => return Some(block),
            },
            (Frame::Cell(cell), block) => match lines(block) {
                Ok(paragraphs) => append(&mut cell.runs, paragraphs),
                Err(block) => return Some(block),
            },
            (Frame::Caption(text) | Frame::Attribution(text), block) => match lines(block) {
                Ok(paragraphs) => {
                    for paragraph in paragraphs {
                        if !text.is_empty() {
                            text.push(' ');
                        }
                        text.push_str(&plain(&paragraph.runs).replace('\n', " "));
                    }
                }
                Err(block) => return Some(block),
            },
            (Frame::Heading(_) | Frame::Table(_) | Frame::Row(_), block) => return Some(block),
        }
        None
    }

    /// Puts the item at this place into its list and begins another.
    fn next_item(&mut self, index: usize) {
        let Some(Frame::Item(item)) = self.open.get_mut(index) else {
            return;
        };
        let done = std::mem::take(item);
        let below = index
            .checked_sub(1)
            .and_then(|below| self.open.get_mut(below));
        if let Some(Frame::List(list)) = below {
            list.items.push(done);
        }
    }

    fn close(&mut self, drops: &mut Drops) {
        let Some(frame) = self.open.pop() else {
            return;
        };
        match frame {
            Frame::Heading(_) => {}
            Frame::Quote(quotation) => self.deliver_all(quoted(quotation)),
            Frame::Figure { blocks, caption } => self.deliver_all(captioned(blocks, caption)),
            Frame::List(list) => self.end_list(list),
            Frame::Item(item) => self.end_item(item),
            Frame::Table(table) => self.deliver_all(table.into_blocks()),
            Frame::Row(row) => {
                if let Some(Frame::Table(table)) = self.open.last_mut() {
                    table.end_row(row);
                }
            }
            Frame::Cell(cell) => self.end_cell(cell, drops),
            Frame::Attribution(text) => {
                if let Some(Frame::Quote(quote)) = self.open.last_mut() {
                    let name = attribution(&text).unwrap_or(text);
                    quote.attribution = Some(name).filter(|name| !name.is_empty());
                }
            }
            Frame::Caption(text) => match self.open.last_mut() {
                Some(Frame::Figure { caption, .. }) => *caption = Some(text),
                Some(Frame::Table(table)) if text.chars().count() <= limits::SHORT_TEXT => {
                    table.caption = Some(text).filter(|text| !text.is_empty());
                }
                _ => self.deliver(Block::Paragraph(Paragraph::plain(text))),
            },
        }
    }

    fn deliver_all(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.deliver(block);
        }
    }

    /// A list within an item or a list belongs to the item; any other is a block.
    fn end_list(&mut self, list: List) {
        if list.items.is_empty() {
            return;
        }
        match self.open.last_mut() {
            Some(Frame::Item(item)) => nest(item, list),
            Some(Frame::List(outer)) => match outer.items.last_mut() {
                Some(item) => nest(item, list),
                None => outer.items.push(Item {
                    runs: Vec::new(),
                    list: Some(list),
                }),
            },
            _ => {
                let mut items = list.items.into_iter().peekable();
                while items.peek().is_some() {
                    let items = items.by_ref().take(limits::LIST_ITEMS).collect();
                    self.deliver(Block::List(List {
                        ordered: list.ordered,
                        items,
                    }));
                }
            }
        }
    }

    fn end_item(&mut self, item: Item) {
        if item.runs.is_empty() && item.list.is_none() {
            return;
        }
        if let Some(Frame::List(list)) = self.open.last_mut() {
            list.items.push(item);
        }
    }

    fn end_cell(&mut self, cell: CellFrame, drops: &mut Drops) {
        let Some((Frame::Row(row), below)) = self.open.split_last_mut() else {
            return;
        };
        if let Some(Frame::Table(table)) = below.last_mut()
            && let Some(refused) = table.put(row, cell)
        {
            drops.add(DroppedKind::Cell, &plain(&refused.runs));
        }
    }

    /// An item of a list of Word's, which is a paragraph that says its level.
    pub(super) fn word_item(&mut self, level: usize, marker: &str, runs: Vec<Run>) {
        if !self.open.is_empty() {
            return self.line(runs);
        }
        let ordered = marker.chars().any(char::is_alphanumeric)
            && marker.contains(['.', ')', '-'])
            && !marker.trim_start().starts_with(['o', '§']);
        let fresh = !matches!(self.blocks.last(), Some(Block::List(_)) if self.word_list);
        if fresh {
            self.blocks.push(Block::List(List {
                ordered,
                items: Vec::new(),
            }));
        }
        if let Some(Block::List(list)) = self.blocks.last_mut() {
            let target = inner_list(list, level.clamp(1, limits::LIST_LEVELS), ordered);
            target.items.push(Item { runs, list: None });
        }
        self.word_list = true;
    }
}

/// The list at a level below this one, made where it is missing.
fn inner_list(list: &mut List, level: usize, ordered: bool) -> &mut List {
    if level <= 1 || list.items.is_empty() {
        return list;
    }
    let last = list.items.len() - 1;
    let item = list
        .items
        .get_mut(last)
        .expect("the last item of a list that is not empty");
    let inner = item.list.get_or_insert_with(|| List {
        ordered,
        items: Vec::new(),
    });
    inner_list(inner, level - 1, ordered)
}

fn nest(item: &mut Item, list: List) {
    match &mut item.list {
        Some(inner) => inner.items.extend(list.items),
        None => item.list = Some(list),
    }
}

/// The lines of a block that is nothing but lines; else the block itself.
fn lines(block: Block) -> Result<Vec<Paragraph>, Block> {
    match block {
        Block::Paragraph(paragraph) => Ok(vec![paragraph]),
        Block::Subhead(subhead) => Ok(vec![Paragraph { runs: subhead.runs }]),
        Block::List(list) => {
            let mut found = Vec::new();
            collect(list, &mut found);
            Ok(found)
        }
        Block::Quotation(quotation) => {
            let mut found = quotation.paragraphs;
            found.extend(
                quotation
                    .attribution
                    .map(|name| Paragraph::plain(format!("— {name}"))),
            );
            Ok(found)
        }
        other => Err(other),
    }
}

fn collect(list: List, into: &mut Vec<Paragraph>) {
    for item in list.items {
        into.push(Paragraph { runs: item.runs });
        if let Some(inner) = item.list {
            collect(inner, into);
        }
    }
}

fn append(runs: &mut Vec<Run>, paragraphs: Vec<Paragraph>) {
    for paragraph in paragraphs {
        if !runs.is_empty() {
            runs.push(Run::Break);
        }
        runs.extend(paragraph.runs);
    }
}
