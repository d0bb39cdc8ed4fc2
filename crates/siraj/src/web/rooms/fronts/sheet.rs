//! The room of a front as its template draws it: containers with their places, the
//! articles that may come, what was changed and not published yet.

use super::desk::Desk;
use super::page::Frame;
use super::parts::{Away, Bar, Block, Pending, Row, Slot};
use super::words::Names;
use super::{Query, when};
use crate::messages::Argument;
use crate::pages::build::front::{Kind, Part};
use crate::pages::model::{Card, Frame as Shape};
use crate::store::live::Card as Listed;
use crate::web::rooms::form::Choice;
use askama::Template;
use siraj_editorial::front::{Container, FrontOf};
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{ArticleId, SectionId};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "rooms/fronts.html")]
pub(super) struct FrontSheet {
    pub frame: Frame,
    pub of: String,
    pub edition: String,
    pub revision: i64,
    pub fronts: Vec<Choice>,
    pub sections: Vec<Choice>,
    pub q: String,
    pub within: String,
    /// How much was changed and not published.
    pub changed: Option<String>,
    pub changes: Vec<String>,
    /// What the public sees, since when and by whom.
    pub public: String,
    /// Who took the last step in the draft, and when.
    pub worked: Option<String>,
    pub can_undo: bool,
    pub can_redo: bool,
    pub sombre: bool,
    pub bar: Option<Bar>,
    pub blocks: Vec<Block>,
    /// Given a place in a part that the front does not have now.
    pub strays: Vec<Away>,
    pub hidden: Vec<Away>,
    pub pool: Vec<Row>,
    pub pool_note: Option<String>,
    /// The article for which a place is being chosen.
    pub placing: Option<Away>,
    pub pending: Option<Pending>,
    /// The same page without choosing a place.
    pub here: String,
}

impl FrontSheet {
    pub(super) fn of(
        frame: Frame,
        actor: &Actor,
        desk: Desk,
        query: &Query,
        pending: Option<Pending>,
    ) -> Self {
        let view = Looking {
            frame: &frame,
            desk: &desk,
            query,
        };
        let changes: Vec<String> = view.changes();
        let draft = desk.worked.draft.as_ref();
        let count = u64::try_from(changes.len()).unwrap_or_default();
        let mut sheet = Self {
            of: desk.of.to_string(),
            edition: desk.of.edition.to_string(),
            revision: desk.worked.revision,
            fronts: view.fronts(actor),
            sections: view.sections(),
            q: query.q.clone(),
            within: query.within.clone(),
            changed: (count > 0).then(|| {
                let n = [("n", Argument::Count(count))];
                frame.messages.with("fronts.changed", &n)
            }),
            changes,
            public: view.public(),
            worked: view.worked(),
            can_undo: draft.is_some_and(|draft| !draft.past.is_empty()),
            can_redo: draft.is_some_and(|draft| !draft.future.is_empty()),
            sombre: desk.arrangement.sombre,
            bar: desk.breaking.as_ref().map(|bar| Bar {
                text: frame.isolated(&bar.text),
                until: view.moment(bar.until),
            }),
            blocks: view.blocks(),
            strays: view.strays(),
            hidden: view.away(desk.arrangement.hidden.iter().copied()),
            pool: view.pool(),
            pool_note: view.pool_note(),
            placing: desk.placing.and_then(|id| view.away([id]).pop()),
            pending,
            here: query.address(desk.of),
            frame: frame.clone(),
        };
        // A place is chosen for an article that is there.
        sheet.placing = sheet.placing.take().filter(|one| !one.headline.is_empty());
        sheet
    }
}

/// What is looked at.
struct Looking<'a> {
    frame: &'a Frame,
    desk: &'a Desk,
    query: &'a Query,
}

impl Looking<'_> {
    fn section_name(&self, id: SectionId) -> String {
        let found = self.desk.sections.iter().find(|section| section.id == id);
        found.map_or_else(String::new, |section| section.name.clone())
    }

    fn container(&self, container: Container) -> String {
        match container {
            Container::Top => self.frame.t("fronts.top").to_owned(),
            Container::LongRead => self.frame.t("fronts.long_read").to_owned(),
            Container::Section(section) => self.section_name(section),
        }
    }

    fn headline(&self, article: ArticleId) -> String {
        let called = self.desk.called.get(&article);
        called.map_or_else(String::new, |called| self.frame.isolated(&called.headline))
    }

    fn moment(&self, at: siraj_editorial::Timestamp) -> String {
        when::short(at, self.desk.now, &self.desk.zone)
            .unwrap_or_else(|| self.frame.moment(at).words.plain().to_owned())
    }

    fn who(&self, person: siraj_editorial::PersonId) -> String {
        let name = self.desk.people.get(&person);
        name.map_or_else(
            || self.frame.t("log.former").to_owned(),
            |name| self.frame.isolated(&self.frame.named(name)),
        )
    }

    fn changes(&self) -> Vec<String> {
        let names = Names {
            frame: self.frame,
            headline: &|article| self.headline(article),
            container: &|container| self.container(container),
        };
        let differences = self.desk.arrangement.since(&self.desk.public);
        differences.iter().map(|one| names.say(one)).collect()
    }

    /// Every front that the person may curate.
    fn fronts(&self, actor: &Actor) -> Vec<Choice> {
        let mut all = Vec::new();
        for edition in &self.desk.editions {
            let several = self.desk.editions.len() > 1;
            let named = |name: &str| {
                let label = edition.label.as_str();
                if several {
                    self.frame.isolated(&format!("{name} ({label})"))
                } else {
                    self.frame.isolated(name)
                }
            };
            let mut offer = |of: FrontOf, name: &str| {
                if of.may_be_curated_by(actor).is_ok() {
                    all.push(Choice::new(of.to_string(), named(name), of == self.desk.of));
                }
            };
            offer(FrontOf::home(edition.id), self.frame.t("fronts.home"));
            for section in &self.desk.sections {
                if section.edition == edition.id {
                    let of = FrontOf {
                        edition: edition.id,
                        section: Some(section.id),
                    };
                    offer(of, &section.name);
                }
            }
        }
        all
    }

    fn sections(&self) -> Vec<Choice> {
        let all = self.frame.t("fronts.everywhere").to_owned();
        let own = self.desk.of.section;
        let chosen = self.query.within.as_str();
        let first = Choice::new("all".to_owned(), all, chosen == "all");
        let sections = self.desk.sections.iter();
        let sections = sections
            .filter(|section| section.edition == self.desk.of.edition)
            .map(|section| {
                Choice::new(
                    section.id.to_string(),
                    section.name.clone(),
                    chosen == section.id.to_string()
                        || (chosen.is_empty() && own == Some(section.id)),
                )
            });
        std::iter::once(first).chain(sections).collect()
    }

    fn public(&self) -> String {
        let Some(version) = &self.desk.last else {
            return self.frame.t("fronts.never").to_owned();
        };
        let (at, who) = (self.moment(version.at), self.who(version.person));
        let words = [("at", at.as_str()), ("who", who.as_str())];
        self.frame.messages.with("fronts.public_since", &words)
    }

    fn worked(&self) -> Option<String> {
        self.desk.worked.draft.as_ref()?;
        let (at, who) = (
            self.moment(self.desk.worked.at),
            self.who(self.desk.worked.person?),
        );
        let words = [("at", at.as_str()), ("who", who.as_str())];
        Some(self.frame.messages.with("fronts.worked", &words))
    }

    fn blocks(&self) -> Vec<Block> {
        let parts = self.desk.laid.parts.iter().enumerate();
        let mut blocks: Vec<Block> = parts.map(|(at, part)| self.block(at, part)).collect();
        if self.desk.of.section.is_some() {
            return blocks;
        }
        // Sections with nothing to show have no block; one can be opened by giving a place.
        let empty = self.desk.sections.iter().filter(|section| {
            let container = Container::Section(section.id).to_string();
            section.edition == self.desk.of.edition
                && section.parent.is_none()
                && blocks
                    .iter()
                    .all(|block| block.key.as_ref() != Some(&container))
        });
        let empty: Vec<Block> = empty
            .map(|section| Block {
                key: Some(section.id.to_string()),
                id: format!("c-{}", section.id),
                title: section.name.clone(),
                about: self.frame.t("fronts.empty_block").to_owned(),
                slots: Vec::new(),
                next: Some(0),
            })
            .collect();
        blocks.extend(empty);
        blocks
    }

    fn block(&self, at: usize, part: &Part) -> Block {
        let container = match &part.kind {
            Kind::Open(container) => Some(*container),
            _ => None,
        };
        let title = match &part.kind {
            Kind::Open(container) => self.container(*container),
            Kind::SubLinks => self.frame.t("fronts.sub_links").to_owned(),
            Kind::Latest => self.frame.t("fronts.latest").to_owned(),
            Kind::Story(title) => self.frame.isolated(title),
        };
        let slots: Vec<Slot> = part
            .cards
            .iter()
            .enumerate()
            .map(|(place, (listed, card))| self.slot(container, place, listed, card))
            .collect();
        let pinned = slots.iter().filter(|slot| slot.pinned).count();
        let about = match container {
            Some(_) if pinned > 0 => {
                let n = Argument::Count(u64::try_from(pinned).unwrap_or_default());
                self.frame.messages.with("fronts.pinned_of", &[("n", n)])
            }
            Some(_) => self.frame.t("fronts.all_by_itself").to_owned(),
            None => self.frame.t("fronts.closed").to_owned(),
        };
        let next = container
            .filter(|container| usize::from(self.desk.of.places(*container)) > slots.len());
        Block {
            key: container.map(|container| container.to_string()),
            id: format!("c-{at}"),
            title,
            about,
            next: next.map(|_| slots.len()),
            slots,
        }
    }

    fn slot(
        &self,
        container: Option<Container>,
        place: usize,
        listed: &Listed,
        card: &Card,
    ) -> Slot {
        let arrangement = &self.desk.arrangement;
        let pin = arrangement
            .pin(listed.article)
            .filter(|pin| Some(pin.container) == container);
        let words = arrangement.words.get(&listed.article);
        let picture = card.picture.as_ref();
        Slot {
            article: listed.article.to_string(),
            place,
            number: place + 1,
            picture: picture.and_then(|picture| {
                let files = Shape::Classic.jpeg(picture);
                files.split(' ').next().map(str::to_owned)
            }),
            own: words
                .filter(|words| !words.headline.is_empty())
                .map(|_| self.frame.isolated(&listed.headline)),
            pinned: pin.is_some(),
            until: pin
                .and_then(|pin| pin.until)
                .map(|until| self.moment(until)),
            until_field: pin
                .and_then(|pin| pin.until)
                .map(|until| when::field(until, &self.desk.zone))
                .unwrap_or_default(),
            headline_field: words.map_or_else(String::new, |words| words.headline.clone()),
            kicker_field: words.map_or_else(String::new, |words| words.kicker.clone()),
            card: card.clone(),
        }
    }

    /// Pinned to a part that the front does not have now.
    fn strays(&self) -> Vec<Away> {
        let stands = |article: ArticleId| {
            let mut all = self.desk.laid.cards();
            all.any(|(listed, _)| listed.article == article)
        };
        let pins = self.desk.arrangement.pins.iter().map(|pin| pin.article);
        let strays = pins.filter(|article| {
            let public = self.desk.called.get(article).is_some_and(|one| one.is_live);
            public && !stands(*article)
        });
        self.away(strays)
    }

    fn away(&self, articles: impl IntoIterator<Item = ArticleId>) -> Vec<Away> {
        let articles = articles.into_iter();
        articles
            .map(|article| Away {
                article: article.to_string(),
                headline: self.headline(article),
            })
            .collect()
    }

    /// Where articles stand: «in the top, 2».
    fn stands(&self) -> HashMap<ArticleId, String> {
        let mut found = HashMap::new();
        for part in &self.desk.laid.parts {
            let title = match &part.kind {
                Kind::Open(container) => self.container(*container),
                Kind::SubLinks => self.frame.t("fronts.sub_links").to_owned(),
                Kind::Latest => self.frame.t("fronts.latest").to_owned(),
                Kind::Story(title) => title.clone(),
            };
            for (place, (listed, _)) in part.cards.iter().enumerate() {
                let number = (place + 1).to_string();
                let words = [("container", title.as_str()), ("place", number.as_str())];
                found.insert(
                    listed.article,
                    self.frame.messages.with("fronts.stands", &words),
                );
            }
        }
        found
    }

    fn pool(&self) -> Vec<Row> {
        let stands = self.stands();
        let here = self.query.address(self.desk.of);
        let cards = self.desk.pool.cards.iter();
        cards
            .map(|card| Row {
                article: card.article.to_string(),
                headline: self.frame.isolated(&card.headline),
                section: self.section_name(card.section),
                time: {
                    let mut moment = self.frame.moment(card.first_at);
                    if let Some(short) = when::short(card.first_at, self.desk.now, &self.desk.zone)
                    {
                        let line = siraj_arabic::Direction::Ltr;
                        moment.words = crate::pages::model::Text::new(short, line);
                    }
                    moment
                },
                stands: stands.get(&card.article).cloned(),
                add: format!("{here}&add={}#placing", card.article),
            })
            .collect()
    }

    fn pool_note(&self) -> Option<String> {
        let pool = &self.desk.pool;
        if pool.cards.is_empty() {
            let filtered = !self.query.q.is_empty() || !self.query.within.is_empty();
            let key = if filtered {
                "fronts.pool_nothing"
            } else {
                "fronts.pool_empty"
            };
            return Some(self.frame.t(key).to_owned());
        }
        if pool.more {
            return Some(self.frame.t("fronts.pool_more").to_owned());
        }
        let since = self.frame.day(pool.since?).words;
        let words = [("day", since.plain())];
        Some(self.frame.messages.with("fronts.pool_since", &words))
    }
}
