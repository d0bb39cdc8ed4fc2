//! The words of the generated newsroom (`words.toml`), and how sentences are made
//! of them: a seeded author who keeps to one subject and one cast of people for
//! an article. Only words; what becomes of them is `article`'s business.

use crate::dice::Dice;
use anyhow::{Context, Result};
use serde::Deserialize;

/// Everything that `words.toml` lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub place: Vec<String>,
    pub man: Vec<String>,
    pub woman: Vec<String>,
    man_title: Vec<String>,
    woman_title: Vec<String>,
    body: Vec<String>,
    pub project: Vec<String>,
    pub service: Vec<String>,
    day: Vec<String>,
    pub clause: Vec<String>,
    pub headline: Vec<String>,
    pub standfirst: Vec<String>,
    pub kicker: Vec<String>,
    pub lead: Vec<String>,
    pub sentence: Vec<String>,
    pub subhead: Vec<String>,
    pub quotation: Vec<String>,
    pub point: Vec<String>,
    pub house: HouseWords,
    pub section: Vec<SectionWords>,
}

/// What the house calls itself, and what is said of its pictures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseWords {
    pub edition: String,
    pub name: String,
    pub tagline: String,
    pub description: String,
    pub city: String,
    pub owner: String,
    pub picture_alt: String,
    pub picture_caption: String,
    pub picture_credit: String,
}

/// A section of the newsroom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionWords {
    pub slug: String,
    pub name: String,
}

impl Words {
    /// The words of the file.
    ///
    /// # Errors
    /// With the line that is wrong.
    pub fn read() -> Result<Self> {
        toml::from_str(include_str!("../words.toml")).context("words.toml")
    }
}

/// What an article is about, as places in the lists.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    pub place: usize,
    pub project: usize,
    pub service: usize,
}

/// Somebody whom an article quotes.
#[derive(Debug, Clone, Copy)]
struct Voice<'w> {
    name: &'w str,
    title: &'w str,
}

/// How many men and how many women an article quotes.
const VOICES: usize = 3;

/// How often a sentence speaks of the article's own subject, in percent.
const TO_THE_POINT: usize = 60;

/// Who writes one article.
#[derive(Debug)]
pub struct Author<'w> {
    pub words: &'w Words,
    pub dice: Dice,
    pub subject: Subject,
    men: Vec<Voice<'w>>,
    women: Vec<Voice<'w>>,
    /// What was said already: nobody says it again before all has been said.
    said: Vec<&'w str>,
}

impl<'w> Author<'w> {
    /// The author of one article; the dice decide everything.
    #[must_use]
    pub fn new(words: &'w Words, mut dice: Dice) -> Self {
        let subject = Subject {
            place: dice.below(words.place.len()),
            project: dice.below(words.project.len()),
            service: dice.below(words.service.len()),
        };
        let men = cast(&mut dice, &words.man, &words.man_title);
        let women = cast(&mut dice, &words.woman, &words.woman_title);
        Self {
            words,
            dice,
            subject,
            men,
            women,
            said: Vec::new(),
        }
    }

    /// One of these templates, filled.
    pub fn one_of(&mut self, templates: &'w [String]) -> String {
        let template = self.dice.pick(templates).map_or("", String::as_str);
        self.fill(template)
    }

    /// These templates in an order of the dice's.
    pub fn shuffled(&mut self, templates: &'w [String]) -> Vec<&'w str> {
        let mut left: Vec<&str> = templates.iter().map(String::as_str).collect();
        let mut order = Vec::with_capacity(left.len());
        while !left.is_empty() {
            order.push(left.swap_remove(self.dice.below(left.len())));
        }
        order
    }

    /// A template with its slots filled.
    pub fn fill(&mut self, template: &str) -> String {
        let man = self.dice.pick(&self.men).copied();
        let woman = self.dice.pick(&self.women).copied();
        let mut used: Vec<&str> = Vec::new();
        let mut filled = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            match slot {
                "man" => filled.push_str(man.map_or("", |voice| voice.name)),
                "man_title" => filled.push_str(man.map_or("", |voice| voice.title)),
                "woman" => filled.push_str(woman.map_or("", |voice| voice.name)),
                "woman_title" => filled.push_str(woman.map_or("", |voice| voice.title)),
                "few" => filled.push_str(&self.dice.between(3, 10).to_string()),
                "tens" => filled.push_str(&self.dice.between(11, 99).to_string()),
                "hundreds" => filled.push_str(&(self.dice.between(3, 9) * 100).to_string()),
                "year" => filled.push_str(&self.dice.between(1988, 2021).to_string()),
                _ => {
                    let word = self.word(slot, &used);
                    used.push(word);
                    filled.push_str(word);
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// A word for a slot that was not used in this sentence; often the subject's own.
    fn word(&mut self, slot: &str, used: &[&str]) -> &'w str {
        let (list, own) = match slot {
            "place" => (&self.words.place, Some(self.subject.place)),
            "project" => (&self.words.project, Some(self.subject.project)),
            "service" => (&self.words.service, Some(self.subject.service)),
            "body" => (&self.words.body, None),
            "day" => (&self.words.day, None),
            "clause" => return self.clause(),
            // A test holds that every slot of every template has a list.
            _ => return "",
        };
        let own = own.and_then(|place| list.get(place)).map(String::as_str);
        if let Some(own) = own.filter(|own| !used.contains(own))
            && self.dice.chance(TO_THE_POINT)
        {
            return own;
        }
        let fresh: Vec<&str> = list
            .iter()
            .map(String::as_str)
            .filter(|word| !used.contains(word))
            .collect();
        self.dice.pick(&fresh).copied().unwrap_or_default()
    }

    fn clause(&mut self) -> &'w str {
        let all = self.words.clause.iter().map(String::as_str);
        let unsaid = |said: &[&str]| -> Vec<&'w str> {
            all.clone()
                .filter(|clause| !said.contains(clause))
                .collect()
        };
        let mut fresh = unsaid(&self.said);
        if fresh.is_empty() {
            self.said.clear();
            fresh = unsaid(&self.said);
        }
        let clause = self.dice.pick(&fresh).copied().unwrap_or_default();
        self.said.push(clause);
        clause
    }
}

/// Different people with a title each.
fn cast<'w>(dice: &mut Dice, names: &'w [String], titles: &'w [String]) -> Vec<Voice<'w>> {
    let (first, step) = (dice.below(names.len()), 1 + dice.below(VOICES));
    let title = dice.below(titles.len());
    let voice = |n: usize| {
        Some(Voice {
            name: names.get((first + n * step) % names.len())?,
            title: titles.get((title + n) % titles.len())?,
        })
    };
    (0..VOICES).filter_map(voice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_filled_whole() {
        let words = Words::read().unwrap();
        let lists = [
            &words.headline,
            &words.standfirst,
            &words.lead,
            &words.sentence,
            &words.point,
        ];
        for seed in 0..20 {
            let mut author = Author::new(&words, Dice::new(seed, 1));
            for template in lists.into_iter().flatten() {
                let filled = author.fill(template);
                assert!(!filled.contains(['{', '}']), "{template}: {filled}");
                assert!(!filled.contains("  "), "{template}: {filled}");
            }
        }
    }

    #[test]
    fn a_place_is_not_named_twice_in_one_sentence() {
        let words = Words::read().unwrap();
        for seed in 0..200 {
            let mut author = Author::new(&words, Dice::new(seed, 1));
            let filled = author.fill("{place}|{place}");
            let (one, other) = filled.split_once('|').unwrap();
            assert_ne!(one, other);
        }
    }

    #[test]
    fn the_same_seed_writes_the_same_sentence() {
        let words = Words::read().unwrap();
        let write = |seed| Author::new(&words, Dice::new(seed, 1)).one_of(&words.lead);
        assert_eq!(write(7), write(7));
        assert_ne!(write(7), write(8));
    }
}
