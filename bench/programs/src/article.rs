//! One article of the generated newsroom: 600 to 900 words with what articles
//! have: headline and standfirst, a picture mostly, subheads, a quotation, now
//! and then a list, points to note or a card of an earlier article.

use crate::dice::Dice;
use crate::words::{Author, Words};
use siraj_editorial::body::{
    Block, Body, Item, KeyPoints, Level, List, Mark, Paragraph, Quotation, Related, Run, Subhead,
    Text,
};
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::dateline::Dateline;
use siraj_editorial::revision::{Format, Manuscript};
use siraj_editorial::{ArticleId, MediaId, PersonId, SectionId, StoryId, TopicId};

/// The fewest and the most words of a text.
const WORDS: (usize, usize) = (600, 900);

/// What articles of the newsroom may name.
#[derive(Debug, Default)]
pub struct Around {
    pub sections: Vec<SectionId>,
    pub writers: Vec<PersonId>,
    pub pictures: Vec<MediaId>,
    pub stories: Vec<StoryId>,
    /// In the order of the words' lists.
    pub places: Vec<TopicId>,
    pub projects: Vec<TopicId>,
    pub services: Vec<TopicId>,
}

/// The manuscript of article `number`: the same for ever. `earlier` are published
/// articles to which it may lead.
#[must_use]
pub fn manuscript(
    words: &Words,
    around: &Around,
    (seed, number): (u64, u64),
    earlier: &[ArticleId],
) -> Manuscript {
    let mut author = Author::new(words, Dice::new(seed, number));
    let section = author.dice.pick(&around.sections).copied();
    let headline = author.one_of(&words.headline);
    let standfirst = author.one_of(&words.standfirst);
    let kicker = if author.dice.chance(40) {
        author.one_of(&words.kicker)
    } else {
        String::new()
    };
    let format = match author.dice.below(10) {
        0 => Format::Analysis,
        1 => Format::Feature,
        _ => Format::News,
    };
    let bylines = (0..author.dice.between(1, 2))
        .filter_map(|_| author.dice.pick(&around.writers).copied())
        .collect();
    Manuscript {
        // The house is founded with its sections; an article without one would be refused.
        section: section.unwrap_or(SectionId(siraj::room::fresh_id())),
        format,
        kicker,
        headline,
        standfirst,
        slug: None,
        dateline: Dateline {
            place: words.place.get(author.subject.place).cloned(),
            ..Dateline::default()
        },
        bylines: signed(bylines),
        picture: if author.dice.chance(75) {
            author.dice.pick(&around.pictures).copied()
        } else {
            None
        },
        topics: topics(&mut author, around),
        story: if author.dice.chance(4) {
            author.dice.pick(&around.stories).copied()
        } else {
            None
        },
        body: body(&mut author, earlier),
    }
}

fn signed(mut people: Vec<PersonId>) -> Vec<Byline> {
    people.dedup();
    let sign = |person| Byline {
        who: Signatory::Person(person),
        role: BylineRole::Writing,
    };
    people.into_iter().map(sign).collect()
}

/// The place always; what it is about in most.
fn topics(author: &mut Author<'_>, around: &Around) -> Vec<TopicId> {
    let subject = author.subject;
    let mut topics: Vec<TopicId> = around
        .places
        .get(subject.place)
        .copied()
        .into_iter()
        .collect();
    if author.dice.chance(60) {
        topics.extend(around.projects.get(subject.project));
    }
    if author.dice.chance(40) {
        topics.extend(around.services.get(subject.service));
    }
    topics
}

fn body(author: &mut Author<'_>, earlier: &[ArticleId]) -> Body {
    let words = author.words;
    let wanted = author.dice.between(WORDS.0, WORDS.1);
    let mut blocks = Vec::new();
    let mut written = 0;
    if author.dice.chance(15) {
        let points = author.shuffled(&words.point).into_iter().take(3);
        let points: Vec<String> = points.map(|point| author.fill(point)).collect();
        blocks.push(Block::KeyPoints(KeyPoints {
            points: points.into_iter().map(Paragraph::plain).collect(),
        }));
    }
    let lead = author.one_of(&words.lead);
    written += count(&lead);
    blocks.push(Block::Paragraph(Paragraph::plain(lead)));
    // A sentence comes again only when all have been there.
    let mut left: Vec<&str> = Vec::new();
    let mut paragraphs = 0;
    let quoted_after = author.dice.between(3, 6);
    while written < wanted {
        let mut runs = Vec::new();
        for _ in 0..author.dice.between(3, 5) {
            if left.is_empty() {
                left = author.shuffled(&words.sentence);
            }
            let sentence = author.fill(left.pop().unwrap_or_default());
            written += count(&sentence);
            run(author, &mut runs, sentence);
        }
        blocks.push(Block::Paragraph(Paragraph { runs }));
        paragraphs += 1;
        if paragraphs == quoted_after {
            blocks.push(interlude(author, earlier));
        } else if paragraphs % 4 == 0 && written < wanted {
            let words = author.one_of(&words.subhead);
            blocks.push(Block::Subhead(Subhead {
                level: Level::Two,
                runs: vec![Run::plain(words)],
            }));
        }
    }
    Body::new(blocks)
}

/// Adds a sentence to a paragraph; a few are set in bold.
fn run(author: &mut Author<'_>, runs: &mut Vec<Run>, sentence: String) {
    let space = if runs.is_empty() { "" } else { " " };
    let strong = author.dice.chance(6);
    match runs.last_mut() {
        Some(Run::Text(last)) if !strong && last.marks.is_empty() => {
            last.text.push_str(space);
            last.text.push_str(&sentence);
        }
        _ => runs.push(Run::Text(Text {
            text: format!("{space}{sentence}"),
            marks: if strong {
                vec![Mark::Strong]
            } else {
                Vec::new()
            },
        })),
    }
}

/// What interrupts the text once.
fn interlude(author: &mut Author<'_>, earlier: &[ArticleId]) -> Block {
    let words = author.words;
    let leads_to = author.dice.pick(earlier).copied();
    match author.dice.below(4) {
        0 => {
            let points = author.shuffled(&words.point).into_iter().take(4);
            let points: Vec<String> = points.map(|point| author.fill(point)).collect();
            let item = |point| Item {
                runs: vec![Run::plain(point)],
                list: None,
            };
            Block::List(List {
                ordered: false,
                items: points.into_iter().map(item).collect(),
            })
        }
        1 if leads_to.is_some() => leads_to.map_or(Block::Divider, |article| {
            Block::Related(Related { article })
        }),
        _ => Block::Quotation(Quotation {
            paragraphs: vec![Paragraph::plain(author.one_of(&words.quotation))],
            attribution: author.dice.pick(&words.woman).cloned(),
        }),
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use siraj_editorial::checklist;

    fn around() -> Around {
        Around {
            sections: vec![SectionId(siraj::room::fresh_id())],
            writers: vec![PersonId(siraj::room::fresh_id())],
            ..Around::default()
        }
    }

    #[test]
    fn articles_are_as_long_as_news_is_and_pass_the_newsrooms_rules() {
        let (words, around) = (Words::read().unwrap(), around());
        for number in 0..200 {
            let manuscript = manuscript(&words, &around, (1, number), &[]);
            let length = count(&manuscript.body.plain_text());
            assert!((600..1_050).contains(&length), "{number}: {length} words");
            manuscript.body.validate().unwrap();
            let now = siraj_editorial::Timestamp::from_micros(0);
            let language = siraj_editorial::Language::arabic();
            let findings = checklist::run(&manuscript, &[], &language, now);
            assert_eq!(findings, [], "{}", manuscript.headline);
        }
    }

    #[test]
    fn the_same_number_is_the_same_article() {
        let (words, around) = (Words::read().unwrap(), around());
        let write = |number| manuscript(&words, &around, (1, number), &[]);
        assert_eq!(write(3), write(3));
        assert_ne!(write(3).body, write(4).body);
    }
}
