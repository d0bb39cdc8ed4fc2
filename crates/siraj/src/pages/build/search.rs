//! The page on which a reader searches: the form, what came of a question, and what helps
//! where nothing did. What was found and whether it may be seen is decided before.

use super::lists::PACKAGE;
use super::shell::Sheet;
use super::{Press, places};
use crate::pages::inquiry::{Amiss, Inquiry, Narrowing};
use crate::pages::model::{
    AnswerPages, Card, Chip, Choice, FoundCard, Link, Marked, NamedLink, SearchForm, SearchPage,
    Text,
};
use crate::pages::names::Name;
use crate::pages::route::Of;
use crate::search::answers::{Answer, Answers, MOST_PAGES, Told};
use crate::store::Result;
use crate::store::keys::List;
use siraj_editorial::edition::Edition;
use siraj_editorial::person::Person;
use siraj_editorial::revision::Format;
use siraj_editorial::section::{Section, trail};
use siraj_editorial::topic::Topic;
use std::collections::BTreeSet;

/// So many of the newest articles are shown where nothing was found.
const LATEST: i64 = PACKAGE + 1;
/// From the topics of so many articles those are taken that are offered, so many at most.
const TALKED_OF: i64 = 30;
const TOPICS: usize = 12;
/// So many numbered pages are named on either side of the one that is read.
const AROUND: usize = 2;

/// By what an inquiry is narrowed, as far as there is such a thing.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// The section.
    pub section: Option<Section>,
    /// The topic.
    pub topic: Option<Topic>,
    /// The author.
    pub author: Option<Person>,
}

/// What came of a question.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing was asked yet.
    Begun,
    /// What was asked is too little: an article, a mark, one letter.
    Little,
    /// It was answered, perhaps by nothing.
    Answered(Answers),
    /// The index is being made: so much of a hundred is done.
    Making(u64),
    /// The index does not answer.
    Unavailable,
    /// Too many ask at once.
    Busy,
    /// This reader's network has asked too often; so many seconds are to be waited.
    TooMany(u64),
}

/// A question and everything that is known of it.
#[derive(Debug)]
pub struct Searched {
    /// The question.
    pub inquiry: Inquiry,
    /// By what it is narrowed.
    pub narrowed: Narrowed,
    /// What came of it.
    pub outcome: Outcome,
    /// Sections, topics and authors of that name.
    pub names: Vec<Name>,
    /// Other editions that have answers where this one has none.
    pub elsewhere: Vec<Edition>,
}

impl Press<'_, '_> {
    /// The page before anything is asked.
    pub fn search(&mut self) -> Result<SearchPage> {
        self.searched(&Searched {
            inquiry: Inquiry::default(),
            narrowed: Narrowed::default(),
            outcome: Outcome::Begun,
            names: Vec::new(),
            elsewhere: Vec::new(),
        })
    }

    /// The page of a question.
    pub fn searched(&mut self, searched: &Searched) -> Result<SearchPage> {
        let inquiry = &searched.inquiry;
        let find = self.find(false);
        let others = self.others();
        let address = inquiry.everywhere().address();
        let title = if inquiry.q.is_empty() {
            self.words.messages.text("search.title").to_owned()
        } else {
            let title = self.words.say_of("search.title_of", &inquiry.q);
            title.plain().to_owned()
        };
        let shell = self.shell(Sheet {
            title: Some(title),
            noindex: true,
            searches: true,
            counterparts: others
                .iter()
                .map(|other| (other.id, address.clone()))
                .collect(),
            ..Sheet::default()
        })?;
        let none = Answers::default();
        let answers = match &searched.outcome {
            Outcome::Answered(answers) => answers,
            _ => &none,
        };
        let is_bare = answers.answers.is_empty();
        Ok(SearchPage {
            shell,
            find,
            form: self.form(searched),
            chips: self.chips(searched),
            told: self.told(searched, answers),
            notes: self.notes(searched, answers),
            tips: self.tips(searched),
            meant: self.meant(inquiry, answers),
            ways: self.ways(searched, answers),
            names: searched.names.iter().map(|name| self.named(name)).collect(),
            answers: self.found(&answers.answers)?,
            pages: self.answer_pages(inquiry, answers),
            end: self.end(answers),
            latest: if is_bare { self.newest()? } else { Vec::new() },
            topics: if is_bare {
                self.talked_of()?
            } else {
                Vec::new()
            },
        })
    }

    fn form(&self, searched: &Searched) -> SearchForm {
        let inquiry = &searched.inquiry;
        let narrowed = &searched.narrowed;
        let chosen = narrowed.section.as_ref().map(|section| section.id);
        let sections = self.sections.iter().map(|section| Choice {
            value: section.slug.clone(),
            label: self.words.text(&full_name(&self.sections, section)),
            chosen: chosen == Some(section.id),
        });
        let formats = Format::ALL.into_iter().map(|format| Choice {
            value: format.name().to_owned(),
            label: self.words.say(format_key(format)),
            chosen: inquiry.format == Some(format),
        });
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        SearchForm {
            q: inquiry.q.clone(),
            sections: sections.collect(),
            formats: formats.collect(),
            topic: narrowed.topic.as_ref().map(|topic| topic.slug.clone()),
            author: narrowed.author.as_ref().map(|person| person.slug.clone()),
            from: day(inquiry.from).unwrap_or_default(),
            until: day(inquiry.until).unwrap_or_default(),
            newest: inquiry.newest,
            prefers_new: inquiry.prefers_new,
            // Once something was asked, chips tell what narrows it, and answers come first.
            is_open: inquiry.q.is_empty() && inquiry.is_narrowed(),
        }
    }

    fn chips(&self, searched: &Searched) -> Vec<Chip> {
        let (inquiry, narrowed) = (&searched.inquiry, &searched.narrowed);
        let language = &self.edition.language;
        let mut chips = Vec::new();
        let mut add = |label: Text, without: &dyn Fn(&mut Inquiry)| {
            let mut rest = inquiry.on_page(1);
            without(&mut rest);
            chips.push(Chip {
                removes: self.words.say_of("search.remove", label.plain()),
                label,
                url: self.link(&rest.address()),
            });
        };
        if let Some(section) = &narrowed.section {
            add(self.words.text(&section.name), &|rest| rest.section = None);
        }
        if let Some(topic) = &narrowed.topic {
            let name = topic.name.in_language(language);
            add(self.words.text(name), &|rest| rest.topic = None);
        }
        if let Some(author) = &narrowed.author {
            let name = author.name.in_language(language);
            add(self.words.text(name), &|rest| rest.author = None);
        }
        if let Some(format) = inquiry.format {
            add(self.words.say(format_key(format)), &|rest| {
                rest.format = None;
            });
        }
        let day = |key: &str, day: jiff::civil::Date| {
            let (words, _) = self.words.day(&day.to_string())?;
            Some(self.words.say_of(key, words.plain()))
        };
        if let Some(from) = inquiry.from.and_then(|from| day("search.from_day", from)) {
            add(from, &|rest| rest.from = None);
        }
        if let Some(until) = inquiry
            .until
            .and_then(|until| day("search.until_day", until))
        {
            add(until, &|rest| rest.until = None);
        }
        if inquiry.newest {
            add(self.words.say("search.sort_newest"), &|rest| {
                rest.newest = false
            });
        }
        if !inquiry.prefers_new {
            add(self.words.say("search.no_newer"), &|rest| {
                rest.prefers_new = true;
            });
        }
        chips
    }

    /// What came of it, in a sentence.
    fn told(&self, searched: &Searched, answers: &Answers) -> Text {
        let inquiry = &searched.inquiry;
        match &searched.outcome {
            Outcome::Begun => self.words.say("search.begin"),
            Outcome::Little => self.words.say("search.little"),
            Outcome::Making(done) => self.words.say_of("search.making", &format!("{done}%")),
            Outcome::Unavailable => self.words.say("search.unavailable"),
            Outcome::Busy => self.words.say("search.busy"),
            Outcome::TooMany(seconds) => self.words.count("search.too_many", *seconds),
            Outcome::Answered(_) if !answers.answers.is_empty() => {
                self.words.say_of("search.results", &inquiry.q)
            }
            Outcome::Answered(answers) if answers.pages > 0 => self
                .words
                .say_of("search.beyond", &answers.pages.to_string()),
            Outcome::Answered(_) if inquiry.is_narrowed() => {
                self.words.say_of("search.none_narrowed", &inquiry.q)
            }
            Outcome::Answered(_) => self.words.say_of("search.none", &inquiry.q),
        }
    }

    /// What else there is to know.
    fn notes(&self, searched: &Searched, answers: &Answers) -> Vec<Text> {
        let inquiry = &searched.inquiry;
        let mut notes = Vec::new();
        if inquiry.is_cut || answers.is_cut {
            notes.push(self.words.say("search.cut"));
        }
        if answers.is_short {
            notes.push(self.words.say("search.short"));
        }
        let amiss = inquiry.amiss.iter();
        notes.extend(amiss.map(|amiss| self.words.say_of(amiss_key(amiss), &amiss.written)));
        notes
    }

    fn tips(&self, searched: &Searched) -> Vec<Text> {
        let Outcome::Answered(answers) = &searched.outcome else {
            return Vec::new();
        };
        if !answers.answers.is_empty() || answers.pages > 0 {
            return Vec::new();
        }
        let q = &searched.inquiry.q;
        let mut keys = vec!["search.tip_spelling"];
        if q.split_whitespace().nth(1).is_some() {
            keys.push("search.tip_fewer");
        }
        if q.contains(['"', '«', '»', '“', '”']) {
            keys.push("search.tip_quotes");
        }
        keys.into_iter().map(|key| self.words.say(key)).collect()
    }

    fn meant(&self, inquiry: &Inquiry, answers: &Answers) -> Option<Link> {
        let meant = answers.meant.as_ref()?;
        let other = Inquiry {
            q: meant.clone(),
            ..inquiry.on_page(1)
        };
        Some(Link {
            label: self.words.text(meant),
            url: self.link(&other.address()),
            current: false,
        })
    }

    /// Other ways to look.
    fn ways(&self, searched: &Searched, answers: &Answers) -> Vec<Link> {
        let inquiry = &searched.inquiry;
        let mut ways = Vec::new();
        let mut add = |label: Text, url: String| {
            ways.push(Link {
                label,
                url,
                current: false,
            });
        };
        match &searched.outcome {
            Outcome::Making(_) | Outcome::Unavailable | Outcome::Busy | Outcome::TooMany(_) => {
                add(
                    self.words.say("search.again"),
                    self.link(&inquiry.address()),
                );
            }
            Outcome::Answered(_) if answers.answers.is_empty() => {
                if answers.pages > 0 {
                    let last = inquiry.on_page(answers.pages).address();
                    add(self.words.say("search.to_last"), self.link(&last));
                } else if inquiry.is_narrowed() {
                    let everywhere = inquiry.everywhere().address();
                    add(self.words.say("search.everywhere"), self.link(&everywhere));
                }
                for other in &searched.elsewhere {
                    let rest = inquiry.everywhere().address();
                    add(
                        self.words.say_of("search.other_edition", &other.label),
                        self.site.link(&self.edition, other, &rest),
                    );
                }
            }
            _ => {}
        }
        ways
    }

    fn named(&self, name: &Name) -> NamedLink {
        NamedLink {
            kind: name.kind.message(),
            label: self.words.text(&name.label),
            url: name.url.clone(),
        }
    }

    fn found(&mut self, answers: &[Answer]) -> Result<Vec<FoundCard>> {
        let listed: Vec<_> = answers.iter().map(|answer| answer.card.clone()).collect();
        let cards = self.dress(&listed, None)?;
        Ok(cards
            .into_iter()
            .zip(answers)
            .map(|(card, answer)| FoundCard {
                card,
                headline: self.marked(&answer.headline),
                snippet: self
                    .marked(&answer.snippet.pieces)
                    .cut(answer.snippet.is_cut_before, answer.snippet.is_cut_after),
            })
            .collect())
    }

    fn marked(&self, pieces: &[Told]) -> Marked {
        let pieces = pieces.iter();
        self.words
            .marked(pieces.map(|piece| (piece.text.as_str(), piece.is_found)))
    }

    fn answer_pages(&self, inquiry: &Inquiry, answers: &Answers) -> AnswerPages {
        let (page, last) = (answers.page, answers.pages);
        if answers.answers.is_empty() {
            return AnswerPages::default();
        }
        let url = |page: usize| self.link(&inquiry.on_page(page).address());
        let near = page.saturating_sub(AROUND).max(1)..=(page + AROUND).min(last);
        let mut numbers: Vec<usize> = near.collect();
        if numbers.first().is_some_and(|first| *first > 1) {
            numbers.insert(0, 1);
        }
        AnswerPages {
            previous: (page > 1).then(|| url(page - 1)),
            around: numbers
                .into_iter()
                .map(|number| Link {
                    label: self.words.text(&number.to_string()),
                    url: url(number),
                    current: number == page,
                })
                .collect(),
            next: (page < last).then(|| url(page + 1)),
        }
    }

    fn end(&self, answers: &Answers) -> Option<Text> {
        let is_last = answers.page == MOST_PAGES && answers.goes_on && !answers.answers.is_empty();
        is_last.then(|| self.words.say("search.last"))
    }

    fn newest(&mut self) -> Result<Vec<Card>> {
        let listed = self
            .view
            .list_head(&List::Latest(self.edition.id), LATEST)?;
        self.dress(&listed, None)
    }

    /// What the newest articles are about.
    fn talked_of(&mut self) -> Result<Vec<Link>> {
        let latest = List::Latest(self.edition.id);
        let listed = self.view.list_head(&latest, TALKED_OF)?;
        let mut seen = BTreeSet::new();
        let ids: Vec<_> = listed
            .iter()
            .flat_map(|card| &card.topics)
            .filter(|topic| seen.insert(**topic))
            .take(TOPICS)
            .copied()
            .collect();
        let topics = self.view.topics(&ids)?;
        let language = &self.edition.language;
        Ok(topics
            .iter()
            .map(|topic| Link {
                label: self.words.text(topic.name.in_language(language)),
                url: self.link(&places::list(&Of::Topic(topic.slug.clone()), None)),
                current: false,
            })
            .collect())
    }
}

/// A section with those around it: «العالم / الميناء».
fn full_name(all: &[Section], section: &Section) -> String {
    let names: Vec<&str> = trail(all, section.id)
        .into_iter()
        .map(|around| around.name.as_str())
        .collect();
    names.join(" / ")
}

const fn format_key(format: Format) -> &'static str {
    match format {
        Format::News => "search.format_news",
        Format::Brief => "search.format_brief",
        Format::Analysis => "search.format_analysis",
        Format::Opinion => "search.format_opinion",
        Format::Feature => "search.format_feature",
        Format::Live => "search.format_live",
    }
}

const fn amiss_key(amiss: &Amiss) -> &'static str {
    match amiss.what {
        Narrowing::Section => "search.amiss_section",
        Narrowing::Topic => "search.amiss_topic",
        Narrowing::Author => "search.amiss_author",
        Narrowing::Format => "search.amiss_format",
        Narrowing::From | Narrowing::Until => "search.amiss_day",
    }
}
