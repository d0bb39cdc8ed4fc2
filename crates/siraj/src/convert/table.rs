//! A table that is being read: cells that stretch over rows and columns leave empty
//! cells behind, short rows are filled up, and what is no table is its text.

use siraj_editorial::body::{Block, Paragraph, Run, Table, limits};

/// A table's rows so far.
#[derive(Debug, Default)]
pub(super) struct TableFrame {
    pub(super) caption: Option<String>,
    header: Vec<Paragraph>,
    rows: Vec<Vec<Paragraph>>,
    /// For each column, how many further rows a cell above reaches into.
    reaching: Vec<usize>,
}

/// A row's cells so far.
#[derive(Debug, Default)]
pub(super) struct RowFrame {
    cells: Vec<Paragraph>,
    headers: usize,
    read: usize,
}

/// A cell's text so far.
#[derive(Debug, Default)]
pub(super) struct CellFrame {
    pub(super) runs: Vec<Run>,
    pub(super) header: bool,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl TableFrame {
    /// Puts a cell into the row that is being read; gives it back where the row has
    /// no room for it.
    pub(super) fn put(&mut self, row: &mut RowFrame, cell: CellFrame) -> Option<CellFrame> {
        self.fill_from_above(row);
        if row.cells.len() >= limits::TABLE_COLUMNS {
            return Some(cell);
        }
        row.read += 1;
        row.headers += usize::from(cell.header);
        let room = limits::TABLE_COLUMNS - row.cells.len();
        let columns = cell.columns.clamp(1, room);
        let below = cell.rows.clamp(1, limits::TABLE_ROWS) - 1;
        let mut runs = Some(cell.runs);
        for _ in 0..columns {
            let column = row.cells.len();
            row.cells.push(Paragraph {
                runs: runs.take().unwrap_or_default(),
            });
            if self.reaching.len() <= column {
                self.reaching.resize(column + 1, 0);
            }
            if let Some(reaching) = self.reaching.get_mut(column) {
                *reaching = below;
            }
        }
        None
    }

    fn fill_from_above(&mut self, row: &mut RowFrame) {
        while let Some(reaching) = self.reaching.get_mut(row.cells.len()) {
            if *reaching == 0 || row.cells.len() >= limits::TABLE_COLUMNS {
                break;
            }
            *reaching -= 1;
            row.cells.push(Paragraph::default());
        }
    }

    /// Ends a row. The first row is the header when all its cells are headers.
    pub(super) fn end_row(&mut self, mut row: RowFrame) {
        self.fill_from_above(&mut row);
        if row.cells.is_empty() {
            return;
        }
        let first = self.header.is_empty() && self.rows.is_empty();
        if first && row.read > 0 && row.headers == row.read {
            self.header = row.cells;
        } else {
            self.rows.push(row.cells);
        }
    }

    /// The table as blocks: several where it is longer than one may be, and mere
    /// paragraphs where it has one column, which is somebody's layout.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        let Self {
            caption,
            mut header,
            rows,
            ..
        } = self;
        let width = rows
            .iter()
            .map(Vec::len)
            .max()
            .unwrap_or(0)
            .max(header.len());
        if width <= 1 && header.is_empty() {
            return rows.into_iter().flatten().map(Block::Paragraph).collect();
        }
        if !header.is_empty() {
            header.resize_with(width, Paragraph::default);
        }
        let mut parts: Vec<Table> = Vec::new();
        for mut row in rows {
            row.resize_with(width, Paragraph::default);
            match parts.last_mut() {
                Some(part) if part.rows.len() < limits::TABLE_ROWS => part.rows.push(row),
                _ => parts.push(Table {
                    caption: caption.clone(),
                    header: header.clone(),
                    rows: vec![row],
                }),
            }
        }
        if parts.is_empty() {
            parts.push(Table {
                caption,
                header,
                rows: Vec::new(),
            });
        }
        parts.into_iter().map(Block::Table).collect()
    }
}
