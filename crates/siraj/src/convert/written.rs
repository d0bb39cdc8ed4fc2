//! A typed body as the Markdown of the house, for who writes a text by hand: what
//! [`super::from_markdown`] reads becomes the same body again. Where a text came from
//! is not written, and tables without a header are written as HTML.

use siraj_editorial::body::{
    Block, Body, Item, List, Mark, Paragraph, Passage, Picture, Quotation, Run, Table,
};

/// The text.
#[must_use]
pub fn to_markdown(body: &Body) -> String {
    let blocks: Vec<String> = body.blocks.iter().map(block).collect();
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(paragraph) => runs(&paragraph.runs),
        Block::Subhead(subhead) => {
            let marks = "#".repeat(usize::from(subhead.level.number()));
            format!("{marks} {}", runs(&subhead.runs))
        }
        Block::List(one) => list(one, ""),
        Block::Quotation(one) => quotation(one),
        Block::PullQuote(pull) => {
            let attribution = pull.attribution.iter();
            let attribution: String = attribution.map(|who| format!("\n\u{2014} {who}")).collect();
            format!(":::pull\n{}{attribution}\n:::", escaped(&pull.text))
        }
        Block::Picture(one) => picture(one),
        Block::Gallery(gallery) => {
            let keys: Vec<String> = gallery
                .pictures
                .iter()
                .map(|picture| picture.media.to_string())
                .collect();
            format!(":::gallery {}", keys.join(" "))
        }
        Block::FactBox(facts) => {
            let inside: Vec<String> = facts
                .blocks
                .iter()
                .map(|passage| match passage {
                    Passage::Paragraph(paragraph) => runs(&paragraph.runs),
                    Passage::List(one) => list(one, ""),
                })
                .collect();
            format!(":::facts {}\n{}\n:::", facts.title, inside.join("\n\n"))
        }
        Block::KeyPoints(points) => {
            let points: Vec<String> = points
                .points
                .iter()
                .map(|point| format!("- {}", runs(&point.runs)))
                .collect();
            format!(":::key-points\n{}\n:::", points.join("\n"))
        }
        Block::Table(one) => table(one),
        Block::Related(related) => format!(":::related {}", related.article),
        Block::Embed(embed) => format!(":::embed {}\n{}\n:::", embed.url, embed.title),
        Block::Divider => "---".to_owned(),
    }
}

fn picture(picture: &Picture) -> String {
    match &picture.caption {
        Some(caption) => format!(":::picture {}\n{caption}\n:::", picture.media),
        None => format!(":::picture {}", picture.media),
    }
}

fn list(list: &List, before: &str) -> String {
    let items: Vec<String> = list
        .items
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let mark = if list.ordered {
                format!("{}. ", at + 1)
            } else {
                "- ".to_owned()
            };
            item(one, before, &mark)
        })
        .collect();
    items.join("\n")
}

fn item(item: &Item, before: &str, mark: &str) -> String {
    let words = format!("{before}{mark}{}", runs(&item.runs));
    let inside = format!("{before}{}", " ".repeat(mark.len()));
    item.list.as_ref().map_or_else(
        || words.clone(),
        |inner| format!("{words}\n{}", list(inner, &inside)),
    )
}

fn quotation(quotation: &Quotation) -> String {
    let mut parts: Vec<String> = quotation
        .paragraphs
        .iter()
        .map(|paragraph| runs(&paragraph.runs))
        .collect();
    parts.extend(
        quotation
            .attribution
            .iter()
            .map(|who| format!("\u{2014} {}", escaped(who))),
    );
    let lines = parts.join("\n\n");
    let lines: Vec<String> = lines
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

fn table(table: &Table) -> String {
    if table.header.is_empty() || table.caption.is_some() {
        return html_table(table);
    }
    let row = |cells: &[Paragraph]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| runs(&cell.runs).replace("\\\n", " "))
            .collect();
        format!("| {} |", cells.join(" | "))
    };
    let under = vec!["---"; table.header.len()];
    let mut lines = vec![row(&table.header), format!("| {} |", under.join(" | "))];
    lines.extend(table.rows.iter().map(|cells| row(cells)));
    lines.join("\n")
}

fn html_table(table: &Table) -> String {
    let row = |cells: &[Paragraph], name: &str| {
        let cells: String = cells
            .iter()
            .map(|cell| {
                let words = siraj_editorial::body::query::plain(&cell.runs);
                format!("<{name}>{}</{name}>", html(&words))
            })
            .collect();
        format!("<tr>{cells}</tr>")
    };
    let caption = table.caption.iter();
    let caption: String = caption
        .map(|words| format!("<caption>{}</caption>", html(words)))
        .collect();
    let header = if table.header.is_empty() {
        String::new()
    } else {
        format!("<thead>{}</thead>", row(&table.header, "th"))
    };
    let rows: Vec<String> = table.rows.iter().map(|cells| row(cells, "td")).collect();
    format!("<table>{caption}{header}{}</table>", rows.join(""))
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn runs(runs: &[Run]) -> String {
    let lines = runs.split(|run| *run == Run::Break);
    let lines: Vec<String> = lines
        .map(|line| {
            let words = line.iter().map(|run| match run {
                Run::Text(words) => marked(&words.text, &words.marks),
                Run::Break => String::new(),
            });
            shielded(words.collect())
        })
        .collect();
    lines.join("\\\n")
}

/// Words inside their marks. Spaces at their ends stand outside: a mark that opens
/// before a space is none.
fn marked(text: &str, marks: &[Mark]) -> String {
    let inner = text.trim();
    if inner.is_empty() || marks.is_empty() {
        return escaped(text);
    }
    let lead: String = text.chars().take_while(|one| one.is_whitespace()).collect();
    let tail = text.trim_start().len() - inner.len();
    let tail = if tail > 0 { " " } else { "" };
    let mut out = escaped(inner);
    for mark in marks.iter().rev() {
        out = match mark {
            Mark::Strong => format!("**{out}**"),
            Mark::Emphasis => format!("*{out}*"),
            Mark::LeftToRight => format!("<span dir=\"ltr\">{out}</span>"),
            Mark::Foreign { language } => format!("<span lang=\"{}\">{out}</span>", language.tag()),
            Mark::Link { href } => format!("[{out}](<{href}>)"),
            Mark::Provenance { .. } => out,
        };
    }
    format!("{lead}{out}{tail}")
}

/// Words none of whose signs mean anything.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '#' | '~'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The same, when what stands first would begin something.
fn shielded(text: String) -> String {
    let first = text.chars().next();
    let begins = matches!(first, Some('-' | '+' | '=' | ':'));
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text.chars().nth(digits);
    if begins {
        format!("\\{text}")
    } else if digits > 0 && matches!(after, Some('.' | ')')) {
        let (number, rest) = text.split_at(digits);
        format!("{number}\\{rest}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NothingOfOurs, Surroundings, from_markdown};
    use super::*;
    use siraj_editorial::Language;

    fn read(text: &str, language: &Language) -> Body {
        let around = Surroundings {
            language,
            resolver: &NothingOfOurs,
        };
        from_markdown(text, around).body
    }

    #[test]
    fn what_was_written_is_read_again_as_the_same_text() {
        let text = "أول *الكلام* و**أشدّه** و[رابط](https://example.org/a_(b)).\n\n## جزء\n\n- واحد\n- اثنان\n  1. داخل\n  2. آخر\n\n> قال شيئًا.\n>\n> ثم زاد.\n>\n> — فلان\n\n---\n\n:::facts ما نعرفه\nسطر\n\n- نقطة\n:::\n\n:::key-points\n- نقطة\n- أخرى\n:::\n\n:::pull\nجملة تُقرأ\n— قائلها\n:::\n\n| عمود | آخر |\n| --- | --- |\n| 1 | 2 |\n\n3\\. ليست قائمة\n\n\\- ولا هذه\\\nسطر جديد\n";
        let language = Language::arabic();
        let body = read(text, &language);
        assert!(body.blocks.len() >= 11, "{body:?}");
        let written = to_markdown(&body);
        assert_eq!(read(&written, &language), body, "{written}");
    }

    #[test]
    fn signs_in_words_mean_nothing() {
        let language = Language::english();
        for words in [
            "a * b * c",
            "<script>alert(1)</script>",
            "[not](a link)",
            "# no head",
            "- no list",
            "+ none",
            "1) none",
            "2026. A year",
            "`code`",
            "a_b_c",
            "x | y",
            "&amp; so",
            "::: no block",
            "~~no~~",
            "\\back",
        ] {
            let body = Body::new(vec![Block::Paragraph(Paragraph::plain(words))]);
            let written = to_markdown(&body);
            assert_eq!(read(&written, &language), body, "{written}");
        }
    }
}
