//! Blocks: which elements each of them is.

use super::Renderer;
use super::inline::direction_of;
use siraj_editorial::body::query::plain;
use siraj_editorial::body::{
    Block, FactBox, Gallery, KeyPoints, List, Paragraph, Passage, PullQuote, Quotation, Run,
    Subhead, Table,
};

impl Renderer<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => self.element("p", &paragraph.runs),
            Block::Subhead(subhead) => self.subhead(subhead),
            Block::List(list) => self.list(list),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::PullQuote(quote) => self.pull_quote(quote),
            Block::Picture(picture) => self.picture(picture),
            Block::Gallery(gallery) => self.gallery(gallery),
            Block::FactBox(fact_box) => self.fact_box(fact_box),
            Block::KeyPoints(points) => self.key_points(points),
            Block::Table(table) => self.table(table),
            Block::Related(related) => self.related(related),
            Block::Embed(embed) => self.embed(embed),
            Block::Divider => self.html.open("hr", &[]),
        }
    }

    /// An element with a class on pages and without one in feeds.
    pub(super) fn open_styled(&mut self, name: &'static str, class: &str) {
        let class = if self.is_page() { class } else { "" };
        self.html.open(name, &[("class", class)]);
    }

    /// An element that holds one text of its own direction.
    fn element(&mut self, name: &'static str, runs: &[Run]) {
        let direction = direction_of(&plain(runs), self.direction);
        self.html.open(name, &[("dir", self.dir(direction))]);
        self.runs(runs, direction);
        self.html.close(name);
    }

    /// An element that holds one text without marks.
    pub(super) fn small(&mut self, name: &'static str, class: &str, text: &str) {
        let direction = direction_of(text, self.direction);
        let class = if self.is_page() { class } else { "" };
        self.html
            .open(name, &[("class", class), ("dir", self.dir(direction))]);
        self.plain(text, direction);
        self.html.close(name);
    }

    fn subhead(&mut self, subhead: &Subhead) {
        let name = match subhead.level.number() {
            2 => "h2",
            _ => "h3",
        };
        let text = plain(&subhead.runs);
        let direction = direction_of(&text, self.direction);
        let id = if self.is_page() {
            self.id(&text)
        } else {
            String::new()
        };
        self.html
            .open(name, &[("id", &id), ("dir", self.dir(direction))]);
        self.runs(&subhead.runs, direction);
        self.html.close(name);
    }

    /// An id that no other subhead has, nor anything else on the page: the ids of
    /// templates do not begin with `s-`.
    fn id(&mut self, text: &str) -> String {
        let base = format!("s-{}", siraj_arabic::slug(text));
        let mut id = base.clone();
        let mut next = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{base}-{next}");
            next += 1;
        }
        id
    }

    fn list(&mut self, list: &List) {
        let name = if list.ordered { "ol" } else { "ul" };
        self.html.open(name, &[]);
        for item in &list.items {
            let direction = direction_of(&plain(&item.runs), self.direction);
            self.html.open("li", &[("dir", self.dir(direction))]);
            self.runs(&item.runs, direction);
            if let Some(inner) = &item.list {
                self.list(inner);
            }
            self.html.close("li");
        }
        self.html.close(name);
    }

    fn quotation(&mut self, quotation: &Quotation) {
        self.open_styled("blockquote", "quote");
        for paragraph in &quotation.paragraphs {
            self.element("p", &paragraph.runs);
        }
        if let Some(name) = &quotation.attribution {
            self.small("footer", "attribution", name);
        }
        self.html.close("blockquote");
    }

    /// A feed has no place beside the text, and there the sentence stands twice.
    fn pull_quote(&mut self, quote: &PullQuote) {
        if !self.is_page() {
            return;
        }
        self.html.open("aside", &[("class", "pull")]);
        self.small("p", "", &quote.text);
        if let Some(name) = &quote.attribution {
            self.small("footer", "", name);
        }
        self.html.close("aside");
    }

    fn gallery(&mut self, gallery: &Gallery) {
        self.open_styled("figure", "gallery");
        for picture in &gallery.pictures {
            self.picture(picture);
        }
        self.html.close("figure");
    }

    fn fact_box(&mut self, fact_box: &FactBox) {
        self.open_styled("aside", "facts");
        self.small("h2", "", &fact_box.title);
        for passage in &fact_box.blocks {
            match passage {
                Passage::Paragraph(paragraph) => self.element("p", &paragraph.runs),
                Passage::List(list) => self.list(list),
            }
        }
        self.html.close("aside");
    }

    fn key_points(&mut self, points: &KeyPoints) {
        self.open_styled("section", "key-points");
        self.small("h2", "", self.messages.text("body.key_points"));
        self.html.open("ul", &[]);
        for point in &points.points {
            self.element("li", &point.runs);
        }
        self.html.close("ul");
        self.html.close("section");
    }

    /// A wide table scrolls within its own region, which the keyboard can reach and
    /// a screen reader names.
    fn table(&mut self, table: &Table) {
        if self.is_page() {
            let label = match &table.caption {
                Some(caption) => self.attribute(caption),
                None => self.messages.text("body.table").to_owned(),
            };
            self.html.open(
                "div",
                &[
                    ("class", "table-scroll"),
                    ("role", "region"),
                    ("tabindex", "0"),
                    ("aria-label", &label),
                ],
            );
        }
        self.html.open("table", &[]);
        if let Some(caption) = &table.caption {
            self.small("caption", "", caption);
        }
        if !table.header.is_empty() {
            self.html.open("thead", &[]);
            self.row(&table.header, "th");
            self.html.close("thead");
        }
        self.html.open("tbody", &[]);
        for row in &table.rows {
            self.row(row, "td");
        }
        self.html.close("tbody");
        self.html.close("table");
        if self.is_page() {
            self.html.close("div");
        }
    }

    fn row(&mut self, cells: &[Paragraph], name: &'static str) {
        self.html.open("tr", &[]);
        for cell in cells {
            let direction = direction_of(&plain(&cell.runs), self.direction);
            let scope = if name == "th" { "col" } else { "" };
            self.html
                .open(name, &[("scope", scope), ("dir", self.dir(direction))]);
            self.runs(&cell.runs, direction);
            self.html.close(name);
        }
        self.html.close("tr");
    }
}
