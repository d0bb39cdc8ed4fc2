//! What stands under a thing belongs to it: the caption of a picture or a table, the
//! name under a quotation.

use siraj_editorial::body::query::plain;
use siraj_editorial::body::{Block, Paragraph, Quotation, limits};
use siraj_editorial::text::is_blank;

/// The blocks of a figure, its caption given to the last thing that can bear one.
pub(super) fn captioned(mut blocks: Vec<Block>, caption: Option<String>) -> Vec<Block> {
    let Some(caption) = caption.filter(|caption| !caption.trim().is_empty()) else {
        return blocks;
    };
    let short = caption.chars().count() <= limits::SHORT_TEXT;
    let place = match blocks.last_mut() {
        Some(Block::Picture(picture)) if short => Some(&mut picture.caption),
        Some(Block::Table(table)) if short => Some(&mut table.caption),
        Some(Block::Quotation(quotation)) if short => Some(&mut quotation.attribution),
        _ => None,
    };
    match place {
        Some(place @ None) => *place = Some(caption),
        _ => blocks.push(Block::Paragraph(Paragraph::plain(caption))),
    }
    blocks
}

/// A quotation as blocks: its last paragraph is the attribution when it begins with
/// a long dash («— ريم الغدير، رئيسة البلدية») and is not alone.
pub(super) fn quoted(mut quotation: Quotation) -> Vec<Block> {
    // An item that only held another list says nothing, and nothing bears a name.
    let says = |paragraph: &Paragraph| !is_blank(&plain(&paragraph.runs));
    quotation.paragraphs.retain(says);
    if quotation.attribution.is_none() && quotation.paragraphs.len() > 1 {
        let named = quotation
            .paragraphs
            .last()
            .and_then(|last| attribution(&plain(&last.runs)));
        if named.is_some() {
            quotation.paragraphs.pop();
            quotation.attribution = named;
        }
    }
    if quotation.paragraphs.is_empty() {
        // A name alone is nobody's words.
        let name = quotation.attribution.into_iter();
        return name
            .map(|name| Block::Paragraph(Paragraph::plain(name)))
            .collect();
    }
    let mut blocks = Vec::new();
    let mut paragraphs = quotation.paragraphs.into_iter().peekable();
    while paragraphs.peek().is_some() {
        let part: Vec<_> = paragraphs
            .by_ref()
            .take(limits::QUOTATION_PARAGRAPHS)
            .collect();
        blocks.push(Quotation {
            paragraphs: part,
            attribution: None,
        });
    }
    if let Some(last) = blocks.last_mut() {
        last.attribution = quotation.attribution;
    }
    blocks.into_iter().map(Block::Quotation).collect()
}

/// The name in a line such as «— ريم الغدير».
pub(super) fn attribution(line: &str) -> Option<String> {
    let line = line.trim();
    let name = line
        .strip_prefix(['\u{2014}', '\u{2015}'])
        .or_else(|| line.strip_prefix("--"))?
        .trim();
    let fits = !name.is_empty() && name.chars().count() <= limits::SHORT_TEXT;
    fits.then(|| name.replace('\n', " "))
}
