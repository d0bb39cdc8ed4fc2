//! A post's text as it is typed into a box, and back: each line a paragraph, the few
//! signs of Markdown that one types by hand. What cannot be typed is not shown for
//! typing, so that nothing is lost by saving what somebody saw.

use crate::convert::{NothingOfOurs, Surroundings, from_markdown};
use siraj_editorial::body::{Block, Body, Href, Item, Layout, List, Mark, Picture, Quotation, Run};
use siraj_editorial::{Language, MediaId};

/// The body of a typed text, with a picture after it.
pub fn body_of(text: &str, language: &Language, picture: Option<MediaId>) -> Body {
    let around = Surroundings {
        language,
        resolver: &NothingOfOurs,
    };
    let mut body = from_markdown(&paragraphs(text), around).body;
    body.blocks.extend(picture.map(shown));
    body
}

fn shown(media: MediaId) -> Block {
    Block::Picture(Picture {
        media,
        alt: None,
        caption: None,
        layout: Layout::Column,
    })
}

/// Each line a paragraph, but for lines that go on with a list or a quotation.
fn paragraphs(text: &str) -> String {
    let goes_on = |line: &str| {
        let line = line.trim_start();
        let number = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
        line.starts_with(['-', '*', '>', '+'])
            || (number.len() < line.len() && number.starts_with(['.', ')']))
    };
    let mut out = String::with_capacity(text.len() + 16);
    let mut before: Option<&str> = None;
    for line in text.lines() {
        if let Some(before) = before {
            let together = goes_on(before) && goes_on(line);
            out.push_str(if together { "\n" } else { "\n\n" });
        }
        out.push_str(line.trim());
        before = Some(line);
    }
    out
}

/// What somebody types for a body: the text and the picture after it. `None` where
/// something in it cannot be typed.
pub fn typed(body: &Body, language: &Language) -> Option<(String, Option<MediaId>)> {
    let (picture, blocks) = match body.blocks.split_last() {
        Some((Block::Picture(picture), rest)) => (Some(picture.media), rest),
        _ => (None, body.blocks.as_slice()),
    };
    let parts: Option<Vec<String>> = blocks.iter().map(block).collect();
    let text = parts?.join("\n");
    (body_of(&text, language, picture) == *body).then_some((text, picture))
}

fn block(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph(paragraph) => runs(&paragraph.runs),
        Block::List(List { ordered, items }) => {
            let lines: Option<Vec<String>> = (1..)
                .zip(items)
                .map(|(n, item): (usize, &Item)| {
                    let sign = if *ordered {
                        format!("{n}.")
                    } else {
                        "-".to_owned()
                    };
                    let words = runs(&item.runs).filter(|_| item.list.is_none())?;
                    Some(format!("{sign} {words}"))
                })
                .collect();
            Some(lines?.join("\n"))
        }
        Block::Quotation(Quotation {
            paragraphs,
            attribution,
        }) => {
            let lines: Option<Vec<String>> = paragraphs
                .iter()
                .map(|paragraph| Some(format!("> {}", runs(&paragraph.runs)?)))
                .collect();
            let mut lines = lines?;
            lines.extend(attribution.iter().map(|name| format!("> — {name}")));
            Some(lines.join("\n>\n"))
        }
        _ => None,
    }
}

fn runs(runs: &[Run]) -> Option<String> {
    let mut out = String::new();
    for run in runs {
        let Run::Text(text) = run else {
            return None;
        };
        let mut words = text.text.clone();
        for mark in text.marks.iter().rev() {
            words = match mark {
                Mark::Strong => format!("**{words}**"),
                Mark::Emphasis => format!("*{words}*"),
                Mark::Link {
                    href: Href::Address(address),
                } => format!("[{words}]({address})"),
                // Said again when it is read again.
                Mark::Foreign { .. } | Mark::LeftToRight => words,
                Mark::Link { .. } | Mark::Provenance { .. } => return None,
            };
        }
        out.push_str(&words);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(text: &str) -> Option<String> {
        let arabic = Language::arabic();
        let picture = Some(MediaId(uuid::Uuid::nil()));
        let body = body_of(text, &arabic, picture);
        assert!(body.validate().is_ok(), "{text}");
        let (back, shown) = typed(&body, &arabic)?;
        assert_eq!(shown, picture);
        assert_eq!(body_of(&back, &arabic, picture), body);
        Some(back)
    }

    #[test]
    fn what_is_typed_comes_back_as_it_was() {
        for text in [
            "صافرة البداية.",
            "هدف أول.\nسجّله **جاد الشرقاوي** في الدقيقة 12.",
            "- بطاقة صفراء\n- بطاقة حمراء",
            "1. المرفأ\n2. الرمّان",
            "قال المدرّب:\n> لعبنا كما تدرّبنا.\n>\n> — نبيل صعب",
            "[البيان كاملاً](https://league.example/a) من الاتحاد.",
            "",
        ] {
            assert!(there_and_back(text).is_some(), "{text}");
        }
    }

    #[test]
    fn each_line_is_a_paragraph() {
        let body = body_of("سطر أول\nسطر ثانٍ\n\nسطر ثالث", &Language::arabic(), None);
        assert_eq!(body.blocks.len(), 3);
    }

    #[test]
    fn what_cannot_be_typed_is_not_shown_for_typing() {
        let arabic = Language::arabic();
        let signs = Body::new(vec![Block::Paragraph(
            siraj_editorial::body::Paragraph::plain("نجمتان **هكذا** بالحرف"),
        )]);
        assert_eq!(typed(&signs, &arabic), None);
        let mut body = body_of("نص", &arabic, None);
        body.blocks.push(Block::Divider);
        assert_eq!(typed(&body, &arabic), None);
    }
}
