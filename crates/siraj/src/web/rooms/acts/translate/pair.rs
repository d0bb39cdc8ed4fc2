//! One other edition: what stands there of this article, or how something comes to.

use super::super::Case;
use super::super::panel::PICTURES;
use super::Query;
use super::shown::{Row, rows};
use crate::actions::Seen;
use crate::pages::model::{Moment, Text};
use crate::pages::preview::{self, Shown};
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::levels::{self, Level};
use crate::store::{articles, house, sections};
use crate::web::rooms::article_head::{ARTICLES, words_of};
use crate::web::rooms::gate::Gate;
use siraj_arabic::fold;
use siraj_editorial::Timestamp;
use siraj_editorial::article::Article;
use siraj_editorial::edition::Edition;
use siraj_editorial::revision::Revision;
use siraj_editorial::section::Section;

/// How many articles are looked through, and how many are offered.
const LOOKED_AT: i64 = 500;
const OFFERED: usize = 12;

/// What is known of one other edition.
pub struct Known {
    edition: Edition,
    state: Standing,
}

enum Standing {
    /// Nothing stands there yet.
    Nothing {
        /// Where it would be written, when the section has no counterpart there.
        sections: Vec<Section>,
        /// What could be its counterpart.
        candidates: Vec<(Article, String)>,
        words: String,
    },
    /// Something that this person may not read.
    Hidden,
    /// The counterpart.
    There(Box<There>),
}

struct There {
    article: Article,
    head: Revision,
    own: Shown,
    text: Shown,
    /// How far the one that is no source has come, where somebody said so.
    level: Option<(Level, Option<Revision>, String)>,
}

/// Reads what stands in the other editions.
pub async fn read(gate: &Gate, case: &Case, query: Query) -> ActResult<Vec<Known>> {
    let (subject, actor, now) = (case.subject.clone(), case.actor().clone(), case.now);
    let site = gate.room.site.clone();
    gate.room
        .db
        .read(move |c| {
            let (article, text) = (&subject.article, &subject.head.manuscript);
            let counterparts = articles::counterparts(c, article.id)?;
            let mut all = Vec::new();
            for edition in house::editions(c)? {
                if edition.id == article.edition {
                    continue;
                }
                let there = counterparts.iter().find(|(its, _)| *its == edition.id);
                let state = match there {
                    None => nothing(c, &subject, &edition, (&actor, now), &query)?,
                    Some((_, id)) => {
                        let other = articles::by_id(c, *id)?.ok_or(ActError::NotFound)?;
                        let head = articles::revision(c, other.head)?;
                        match head {
                            Some(head) if other.is_seen_by(&actor, now) => {
                                let own = preview::text(c, &site, (article, text), PICTURES)?;
                                let its = (&other, &head.manuscript);
                                let its = preview::text(c, &site, its, PICTURES)?;
                                let (Some(own), Some(text)) = (own, its) else {
                                    return Err(ActError::NotFound);
                                };
                                let level = level(c, article, &other)?;
                                Standing::There(Box::new(There {
                                    article: other,
                                    head,
                                    own,
                                    text,
                                    level,
                                }))
                            }
                            _ => Standing::Hidden,
                        }
                    }
                };
                all.push(Known { edition, state });
            }
            Ok(all)
        })
        .await
}

/// How far either has come after the other.
fn level(
    c: &mut Conn<'_>,
    one: &Article,
    other: &Article,
) -> ActResult<Option<(Level, Option<Revision>, String)>> {
    for (article, source) in [(one, other), (other, one)] {
        if let Some(level) = levels::of(c, article.id)?.filter(|level| level.source == source.id) {
            let then = articles::revision(c, level.revision)?;
            let by = house::people(c, &[level.by])?.pop();
            let by = by.map_or_else(String::new, |by| {
                by.name.0.values().next().cloned().unwrap_or_default()
            });
            return Ok(Some((level, then, by)));
        }
    }
    Ok(None)
}

fn nothing(
    c: &mut Conn<'_>,
    subject: &super::super::Subject,
    edition: &Edition,
    (actor, now): (&siraj_editorial::role::Actor, Timestamp),
    query: &Query,
) -> ActResult<Standing> {
    let own = subject.head.manuscript.section;
    let there = sections::all(c, edition.id)?;
    let own = subject.sections.iter().find(|section| section.id == own);
    let has_counterpart = own.is_some_and(|own| {
        there.iter().any(|section| {
            own.counterparts.contains(&section.id) || section.counterparts.contains(&own.id)
        })
    });
    let asked = query.edition == edition.id.to_string();
    let words = if asked { query.words.trim() } else { "" };
    let looked_for = fold(words);
    let all = levels::unpaired(c, edition.id, subject.edition.id, LOOKED_AT)?;
    let candidates = all
        .into_iter()
        .filter(|(article, headline)| {
            article.binned.is_none()
                && article.is_seen_by(actor, now)
                && looked_for
                    .split(' ')
                    .all(|word| fold(headline).contains(word))
        })
        .take(OFFERED)
        .collect();
    Ok(Standing::Nothing {
        sections: if has_counterpart { Vec::new() } else { there },
        candidates,
        words: words.to_owned(),
    })
}

/// What could be the counterpart.
pub struct Candidate {
    pub short: String,
    pub headline: Text,
    pub state: &'static str,
}

/// One text of the two.
pub struct Side {
    pub heading: String,
    pub tag: String,
    pub dir: &'static str,
    pub text: Shown,
    /// Where it is written, for whoever may.
    pub write: Option<String>,
    pub room: String,
    pub state: &'static str,
}

/// One other edition, as the page shows it.
pub struct Pair {
    /// The edition's name.
    pub label: String,
    pub id: String,
    pub tag: String,
    /// The ways to a counterpart, where there is none.
    pub sections: Vec<(String, String)>,
    pub candidates: Vec<Candidate>,
    pub words: String,
    pub is_nothing: bool,
    pub is_hidden: bool,
    /// The other article's short id.
    pub other: String,
    /// The source, then its counterpart.
    pub sides: Vec<Side>,
    /// Whether somebody has said which is the source.
    pub is_decided: bool,
    /// Which of the two is the source, for the form: `this` or `other`.
    pub source: &'static str,
    /// The source's text as it is shown, and the other's.
    pub seen: String,
    pub seen_other: String,
    /// Since when it is level, and who said so.
    pub level: Option<(Moment, String)>,
    /// What changed in the source since; `None` where nothing did.
    pub changes: Option<Vec<Row>>,
    /// Whether this person may say that it is level.
    pub may_level: bool,
}

impl Pair {
    /// One other edition.
    pub fn of(case: &Case, known: Known) -> Self {
        let mut pair = Self {
            label: known.edition.label.clone(),
            id: known.edition.id.to_string(),
            tag: known.edition.language.tag().to_owned(),
            sections: Vec::new(),
            candidates: Vec::new(),
            words: String::new(),
            is_nothing: false,
            is_hidden: false,
            other: String::new(),
            sides: Vec::new(),
            is_decided: false,
            source: "this",
            seen: String::new(),
            seen_other: String::new(),
            level: None,
            changes: None,
            may_level: false,
        };
        match known.state {
            Standing::Hidden => pair.is_hidden = true,
            Standing::Nothing {
                sections,
                candidates,
                words,
            } => {
                pair.is_nothing = true;
                pair.words = words;
                pair.sections = sections
                    .into_iter()
                    .map(|section| (section.id.to_string(), section.name))
                    .collect();
                pair.candidates = candidates
                    .into_iter()
                    .map(|(article, headline)| Candidate {
                        state: state(case, &article),
                        short: article.short_id.to_string(),
                        headline: Text::new(
                            if headline.trim().is_empty() {
                                case.frame.t("log.no_headline").to_owned()
                            } else {
                                headline
                            },
                            known.edition.direction(),
                        ),
                    })
                    .collect();
            }
            Standing::There(there) => pair.beside(case, &known.edition, *there),
        }
        pair
    }

    /// The two texts beside each other, the source first.
    fn beside(&mut self, case: &Case, edition: &Edition, there: There) {
        let this = &case.subject;
        self.other = there.article.short_id.to_string();
        let other_is_source = there
            .level
            .as_ref()
            .is_some_and(|(level, ..)| level.article == this.article.id);
        self.is_decided = there.level.is_some();
        self.source = if other_is_source { "other" } else { "this" };
        let (source, counterpart) = if other_is_source {
            (&there.head, &this.article)
        } else {
            (&this.head, &there.article)
        };
        self.seen = Seen::of(source).to_string();
        self.seen_other = Seen::of(&there.head).to_string();
        self.may_level = counterpart.level(true, case.actor()).is_ok();
        if let Some((level, then, by)) = &there.level {
            self.level = Some((case.frame.moment(level.at), by.clone()));
            let changed = level.revision != source.id;
            if let Some(then) = then.as_ref().filter(|_| changed) {
                let found = rows(&case.frame, &then.manuscript, &source.manuscript);
                self.changes = Some(found).filter(|rows| !rows.is_empty());
            }
        }
        let own = side(case, &this.article, &this.edition, there.own);
        let its = side(case, &there.article, edition, there.text);
        self.sides = if other_is_source {
            vec![its, own]
        } else {
            vec![own, its]
        };
    }
}

fn state(case: &Case, article: &Article) -> &'static str {
    let (key, _) = words_of(article.state(case.now), article.has_pending_revision());
    case.frame.t(key)
}

fn side(case: &Case, article: &Article, edition: &Edition, text: Shown) -> Side {
    let room = format!("{ARTICLES}/{}", article.short_id);
    Side {
        heading: edition.label.clone(),
        tag: edition.language.tag().to_owned(),
        dir: edition.direction().as_str(),
        text,
        write: article.may_edit(case.actor()).then(|| room.clone()),
        room,
        state: state(case, article),
    }
}
