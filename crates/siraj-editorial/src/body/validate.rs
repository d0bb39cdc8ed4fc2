//! Whether a body may be stored: every problem with its place, not only the first,
//! so that an editor mends all of them at once.
//!
//! A body is validated after cleaning; one that was never cleaned is refused for
//! what cleaning would have taken.

use super::limits;
use super::problem::{BodyProblem, BodyProblemKind as Kind, Path};
use super::query::plain;
use super::{
    BODY_VERSION, Block, Body, Embed, FactBox, Href, Item, List, Mark, Paragraph, Passage, Picture,
    Provider, Quotation, Run, Table, Text, mark,
};
use crate::text;
use std::mem;

/// More problems than anybody mends in one sitting; the rest shows after these.
const PROBLEMS_SHOWN: usize = 50;

impl Body {
    /// Checks the body against the limits and the rules of addresses.
    ///
    /// # Errors
    /// What is wrong, each with its place; at most fifty, in reading order.
    pub fn validate(&self) -> Result<(), Vec<BodyProblem>> {
        let mut check = Check::default();
        if self.version != BODY_VERSION {
            check.wrong(&Path::Root.field("version"), Kind::UnknownVersion);
        }
        let blocks = Path::Root.field("blocks");
        check.at_most(
            self.blocks.len(),
            limits::BLOCKS,
            &blocks,
            Kind::TooManyBlocks,
        );
        for (index, block) in self.blocks.iter().enumerate() {
            check.block(block, &blocks.index(index));
        }
        if check.characters > limits::CHARACTERS {
            check.wrong(&blocks, Kind::TooManyCharacters);
        }
        if check.problems.is_empty() {
            Ok(())
        } else {
            Err(check.problems)
        }
    }
}

#[derive(Default)]
struct Check {
    problems: Vec<BodyProblem>,
    characters: usize,
}

impl Check {
    fn wrong(&mut self, at: &Path<'_>, kind: Kind) {
        if self.problems.len() < PROBLEMS_SHOWN {
            self.problems.push(at.problem(kind));
        }
    }

    fn at_most(&mut self, count: usize, limit: usize, at: &Path<'_>, kind: Kind) {
        if count > limit {
            self.wrong(at, kind);
        }
    }

    fn block(&mut self, block: &Block, at: &Path<'_>) {
        match block {
            Block::Paragraph(paragraph) => self.runs(&paragraph.runs, at),
            Block::Subhead(subhead) => self.runs(&subhead.runs, at),
            Block::List(list) => self.list(list, at, 1),
            Block::Quotation(quotation) => self.quotation(quotation, at),
            Block::PullQuote(quote) => {
                self.required(&quote.text, &at.field("text"));
                self.optional(quote.attribution.as_deref(), &at.field("attribution"));
            }
            Block::Picture(picture) => self.picture(picture, at),
            Block::Gallery(gallery) => {
                let at = at.field("pictures");
                let count = gallery.pictures.len();
                self.at_most(count, limits::GALLERY_PICTURES, &at, Kind::TooManyPictures);
                for (index, picture) in gallery.pictures.iter().enumerate() {
                    self.picture(picture, &at.index(index));
                }
            }
            Block::FactBox(fact_box) => self.fact_box(fact_box, at),
            Block::KeyPoints(points) => {
                let at = at.field("points");
                self.at_most(
                    points.points.len(),
                    limits::KEY_POINTS,
                    &at,
                    Kind::TooManyPoints,
                );
                self.paragraphs(&points.points, &at);
            }
            Block::Table(table) => self.table(table, at),
            Block::Embed(embed) => self.embed(embed, at),
            Block::Related(_) | Block::Divider => {}
        }
    }

    fn quotation(&mut self, quotation: &Quotation, at: &Path<'_>) {
        let inner = at.field("paragraphs");
        let count = quotation.paragraphs.len();
        if count == 0 {
            self.wrong(&inner, Kind::TextEmpty);
        }
        self.at_most(
            count,
            limits::QUOTATION_PARAGRAPHS,
            &inner,
            Kind::QuotationTooLong,
        );
        self.paragraphs(&quotation.paragraphs, &inner);
        self.optional(quotation.attribution.as_deref(), &at.field("attribution"));
    }

    fn fact_box(&mut self, fact_box: &FactBox, at: &Path<'_>) {
        self.required(&fact_box.title, &at.field("title"));
        let at = at.field("blocks");
        self.at_most(
            fact_box.blocks.len(),
            limits::FACT_BOX_BLOCKS,
            &at,
            Kind::FactBoxTooLong,
        );
        for (index, passage) in fact_box.blocks.iter().enumerate() {
            match passage {
                Passage::Paragraph(paragraph) => self.runs(&paragraph.runs, &at.index(index)),
                Passage::List(list) => self.list(list, &at.index(index), 1),
            }
        }
    }

    fn list(&mut self, list: &List, at: &Path<'_>, level: usize) {
        if level > limits::LIST_LEVELS {
            return self.wrong(at, Kind::ListTooDeep);
        }
        let items = at.field("items");
        self.at_most(
            list.items.len(),
            limits::LIST_ITEMS,
            &items,
            Kind::TooManyItems,
        );
        for (index, Item { runs, list }) in list.items.iter().enumerate() {
            let at = items.index(index);
            self.runs(runs, &at);
            if let Some(list) = list {
                self.list(list, &at.field("list"), level + 1);
            }
        }
    }

    fn table(&mut self, table: &Table, at: &Path<'_>) {
        self.optional(table.caption.as_deref(), &at.field("caption"));
        self.paragraphs(&table.header, &at.field("header"));
        let rows = at.field("rows");
        self.at_most(
            table.rows.len(),
            limits::TABLE_ROWS,
            &rows,
            Kind::TableTooLong,
        );
        let width = match (table.header.len(), table.rows.first()) {
            (0, Some(row)) => row.len(),
            (header, _) => header,
        };
        if width == 0 {
            self.wrong(at, Kind::TableRagged);
        }
        self.at_most(width, limits::TABLE_COLUMNS, at, Kind::TableTooWide);
        for (index, row) in table.rows.iter().enumerate() {
            let at = rows.index(index);
            if row.len() != width {
                self.wrong(&at, Kind::TableRagged);
            }
            for (index, cell) in row.iter().enumerate() {
                self.runs(&cell.runs, &at.index(index));
            }
        }
    }

    fn embed(&mut self, embed: &Embed, at: &Path<'_>) {
        self.required(&embed.title, &at.field("title"));
        self.address(&embed.url, &at.field("url"));
        match Provider::of(&embed.url) {
            None => self.wrong(&at.field("url"), Kind::UnknownProvider),
            Some(provider) if provider != embed.provider => {
                self.wrong(&at.field("provider"), Kind::NotTheProviders);
            }
            Some(_) => {}
        }
    }

    fn picture(&mut self, picture: &Picture, at: &Path<'_>) {
        self.optional(picture.alt.as_deref(), &at.field("alt"));
        self.optional(picture.caption.as_deref(), &at.field("caption"));
    }

    fn paragraphs(&mut self, paragraphs: &[Paragraph], at: &Path<'_>) {
        for (index, paragraph) in paragraphs.iter().enumerate() {
            self.runs(&paragraph.runs, &at.index(index));
        }
    }

    fn runs(&mut self, runs: &[Run], at: &Path<'_>) {
        let at = at.field("runs");
        self.at_most(runs.len(), limits::RUNS, &at, Kind::TooManyRuns);
        for (index, run) in runs.iter().enumerate() {
            if let Run::Text(run) = run {
                self.run(run, &at.index(index));
            }
        }
        // An isolate that is left open would run on over the rest of the page.
        let (_, open, isolates) = text::balance(&plain(runs), 0);
        if open > 0 || !isolates.is_nothing() {
            self.wrong(&at, Kind::ForbiddenCharacter);
        }
    }

    fn run(&mut self, run: &Text, at: &Path<'_>) {
        self.text(&run.text, &at.field("text"));
        let marks = at.field("marks");
        for (index, mark) in run.marks.iter().enumerate() {
            let at = marks.index(index);
            let kind = mem::discriminant(mark);
            if run
                .marks
                .iter()
                .take(index)
                .any(|earlier| mem::discriminant(earlier) == kind)
            {
                self.wrong(&at, Kind::MarkRepeated);
            }
            match mark {
                Mark::Link {
                    href: Href::Address(address),
                } => {
                    self.address(address, &at.field("href"));
                }
                Mark::Provenance { item, source } => {
                    self.reference(item, &at.field("item"));
                    self.reference(source, &at.field("source"));
                }
                _ => {}
            }
        }
    }

    fn reference(&mut self, text: &str, at: &Path<'_>) {
        if text::is_blank(text) || text.chars().count() > limits::PROVENANCE_LENGTH {
            self.wrong(at, Kind::ProvenanceBad);
        }
        if !text::is_stripped(text) {
            self.wrong(at, Kind::ForbiddenCharacter);
        }
    }

    fn address(&mut self, address: &str, at: &Path<'_>) {
        if address.chars().count() > limits::LINK_LENGTH {
            self.wrong(at, Kind::LinkTooLong);
        } else if !mark::is_allowed_address(address) {
            self.wrong(at, Kind::LinkNotAllowed);
        }
    }

    fn required(&mut self, text: &str, at: &Path<'_>) {
        if text::is_blank(text) {
            self.wrong(at, Kind::TextEmpty);
        }
        self.short(text, at);
    }

    fn optional(&mut self, text: Option<&str>, at: &Path<'_>) {
        if let Some(text) = text {
            self.short(text, at);
        }
    }

    fn short(&mut self, text: &str, at: &Path<'_>) {
        if text.chars().count() > limits::SHORT_TEXT {
            self.wrong(at, Kind::TextTooLong);
        }
        let (_, open, isolates) = text::balance(text, 0);
        if open > 0 || !isolates.is_nothing() {
            self.wrong(at, Kind::ForbiddenCharacter);
        }
        self.text(text, at);
    }

    fn text(&mut self, text: &str, at: &Path<'_>) {
        self.characters = self.characters.saturating_add(text.chars().count());
        if !text::is_stripped(text) {
            self.wrong(at, Kind::ForbiddenCharacter);
        }
    }
}
