//! How much a body may hold. A limit is far above what a newsroom writes and far
//! below what would hurt a page, a reader's telephone or the store.

/// Blocks in a body.
pub const BLOCKS: usize = 2_000;
/// Characters of text in a body: a short novel.
pub const CHARACTERS: usize = 400_000;
/// Lists within lists. Nothing else nests without end: the types of the body see to it.
pub const LIST_LEVELS: usize = 3;
/// Items in one list.
pub const LIST_ITEMS: usize = 500;
/// Runs in one paragraph.
pub const RUNS: usize = 5_000;
/// Characters of a link's address.
pub const LINK_LENGTH: usize = 2_048;
/// Paragraphs in a quotation.
pub const QUOTATION_PARAGRAPHS: usize = 50;
/// Characters of a title, an attribution, a caption or an alternative text.
pub const SHORT_TEXT: usize = 1_000;
/// Pictures in a gallery.
pub const GALLERY_PICTURES: usize = 60;
/// Blocks in a fact box.
pub const FACT_BOX_BLOCKS: usize = 50;
/// Key points.
pub const KEY_POINTS: usize = 7;
/// Columns of a table.
pub const TABLE_COLUMNS: usize = 12;
/// Rows of a table, without its header.
pub const TABLE_ROWS: usize = 200;
/// Characters of a wire item's reference or of its source's name.
pub const PROVENANCE_LENGTH: usize = 200;
