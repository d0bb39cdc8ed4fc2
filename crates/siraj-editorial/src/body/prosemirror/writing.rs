//! From a body to the editor's document.

use crate::body::{
    Block, Body, FactBox, Item, List, Mark, Paragraph, Passage, Picture, Run, Table, Text,
};
use serde_json::{Value, json};

pub(super) fn document(body: &Body) -> Value {
    let content: Vec<Value> = if body.blocks.is_empty() {
        vec![json!({ "type": "paragraph" })]
    } else {
        body.blocks.iter().map(block).collect()
    };
    json!({ "type": "doc", "content": content })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Paragraph(it) => inline("paragraph", &it.runs),
        Block::Subhead(it) => {
            let mut heading = inline("heading", &it.runs);
            set(&mut heading, "attrs", json!({ "level": it.level.number() }));
            heading
        }
        Block::List(it) => list(it),
        Block::Quotation(it) => {
            let mut content: Vec<Value> = it.paragraphs.iter().map(paragraph).collect();
            content.push(plain(
                "attribution",
                it.attribution.as_deref().unwrap_or_default(),
            ));
            json!({ "type": "quotation", "content": content })
        }
        Block::PullQuote(it) => json!({ "type": "pull_quote", "content": [
            plain("pull_text", &it.text),
            plain("attribution", it.attribution.as_deref().unwrap_or_default()),
        ] }),
        Block::Picture(it) => picture(it),
        Block::Gallery(it) => {
            let pictures: Vec<Value> = it.pictures.iter().map(picture).collect();
            json!({ "type": "gallery", "content": pictures })
        }
        Block::FactBox(it) => fact_box(it),
        Block::KeyPoints(it) => {
            let points: Vec<Value> = it
                .points
                .iter()
                .map(|point| inline("key_point", &point.runs))
                .collect();
            json!({ "type": "key_points", "content": points })
        }
        Block::Table(it) => table(it),
        Block::Related(it) => json!({ "type": "related", "attrs": { "article": it.article } }),
        Block::Embed(it) => json!({ "type": "embed", "attrs": {
            "url": it.url, "provider": it.provider, "title": it.title,
        } }),
        Block::Divider => json!({ "type": "horizontal_rule" }),
    }
}

fn list(list: &List) -> Value {
    let name = if list.ordered {
        "ordered_list"
    } else {
        "bullet_list"
    };
    let items: Vec<Value> = list.items.iter().map(item).collect();
    json!({ "type": name, "content": items })
}

fn item(item: &Item) -> Value {
    let mut content = vec![inline("paragraph", &item.runs)];
    content.extend(item.list.as_ref().map(list));
    json!({ "type": "list_item", "content": content })
}

fn fact_box(fact_box: &FactBox) -> Value {
    let mut content = vec![plain("fact_title", &fact_box.title)];
    content.extend(fact_box.blocks.iter().map(|passage| match passage {
        Passage::Paragraph(it) => paragraph(it),
        Passage::List(it) => list(it),
    }));
    json!({ "type": "fact_box", "content": content })
}

fn table(table: &Table) -> Value {
    let row = |cells: &[Paragraph], name: &str| {
        let cells: Vec<Value> = cells
            .iter()
            .map(|cell| json!({ "type": name, "content": [paragraph(cell)] }))
            .collect();
        json!({ "type": "table_row", "content": cells })
    };
    let mut rows = Vec::with_capacity(table.rows.len() + 1);
    if !table.header.is_empty() {
        rows.push(row(&table.header, "table_header"));
    }
    rows.extend(table.rows.iter().map(|cells| row(cells, "table_cell")));
    json!({ "type": "table", "attrs": { "caption": table.caption }, "content": rows })
}

fn picture(picture: &Picture) -> Value {
    json!({ "type": "picture", "attrs": {
        "media": picture.media, "alt": picture.alt, "caption": picture.caption,
        "layout": picture.layout,
    } })
}

fn paragraph(paragraph: &Paragraph) -> Value {
    inline("paragraph", &paragraph.runs)
}

/// ProseMirror has no empty text: an empty block has no content at all.
fn plain(name: &str, text: &str) -> Value {
    if text.is_empty() {
        json!({ "type": name })
    } else {
        json!({ "type": name, "content": [{ "type": "text", "text": text }] })
    }
}

fn inline(name: &str, runs: &[Run]) -> Value {
    let mut block = json!({ "type": name });
    if !runs.is_empty() {
        set(&mut block, "content", runs.iter().map(run).collect());
    }
    block
}

fn run(run: &Run) -> Value {
    match run {
        Run::Break => json!({ "type": "hard_break" }),
        Run::Text(Text { text, marks }) if marks.is_empty() => {
            json!({ "type": "text", "text": text })
        }
        Run::Text(Text { text, marks }) => {
            let marks: Vec<Value> = marks.iter().map(mark).collect();
            json!({ "type": "text", "text": text, "marks": marks })
        }
    }
}

fn mark(mark: &Mark) -> Value {
    match mark {
        Mark::Strong => json!({ "type": "strong" }),
        Mark::Emphasis => json!({ "type": "em" }),
        Mark::LeftToRight => json!({ "type": "left_to_right" }),
        Mark::Link { href } => json!({ "type": "link", "attrs": { "href": href } }),
        Mark::Foreign { language } => {
            json!({ "type": "foreign", "attrs": { "language": language } })
        }
        Mark::Provenance { item, source } => {
            json!({ "type": "provenance", "attrs": { "item": item, "source": source } })
        }
    }
}

fn set(block: &mut Value, field: &str, value: Value) {
    if let Value::Object(fields) = block {
        fields.insert(field.to_owned(), value);
    }
}
