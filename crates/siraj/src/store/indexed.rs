//! What a search index is told of articles: read from the same rows as pages are, so that
//! what is not public is not said to be.

use super::changes::Change;
use super::db::{Conn, ToValue};
use super::keys::List;
use super::live::{self, Face};
use super::values::{Json, in_list};
use super::{Result, heirs, house, lists, media, posts};
use siraj_editorial::byline::{Byline, Signatory};
use siraj_editorial::named::Named;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::{
    ArticleId, EditionId, MediaId, PersonId, RevisionId, ShortId, Timestamp, TopicId,
};
use std::collections::HashMap;

/// What there is of an article to be found.
#[derive(Debug, Clone)]
pub struct Indexed {
    /// Which.
    pub article: ArticleId,
    /// By which the index knows it.
    pub short_id: ShortId,
    /// Of which edition.
    pub edition: EditionId,
    /// What the public sees.
    pub public: Option<Text>,
    /// The newest text, where the public sees another or none.
    pub newsroom: Option<Text>,
}

/// A text with what it is told by.
#[derive(Debug, Clone)]
pub struct Text {
    /// The text.
    pub manuscript: Manuscript,
    /// What the reader reads besides: the lead picture's caption, posts of live coverage.
    pub besides: Vec<String>,
    /// Names of who signs and of topics, in every language.
    pub names: Vec<String>,
    /// When it was published, or last saved.
    pub moment: Timestamp,
}

impl Text {
    /// What is read after the headline, a passage each.
    #[must_use]
    pub fn passages(&self) -> Vec<String> {
        let body = self.manuscript.body.plain_text();
        std::iter::once(self.manuscript.standfirst.as_str())
            .chain(body.lines())
            .chain(self.besides.iter().map(String::as_str))
            .filter(|passage| !passage.trim().is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// By what it is told besides its text.
    #[must_use]
    pub fn told_by(&self) -> Vec<&str> {
        let manuscript = &self.manuscript;
        let also = [
            manuscript.kicker.as_str(),
            manuscript.dateline.place.as_deref().unwrap_or_default(),
        ];
        let names = self.names.iter().map(String::as_str);
        names.chain(also).filter(|name| !name.is_empty()).collect()
    }
}

/// Everything the index is told of these articles. Those that are no more are left out.
pub fn of(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<Indexed>> {
    let mut faces: HashMap<ArticleId, Face> = live::faces(c, ids)?
        .into_iter()
        .map(|face| (face.card.article, face))
        .collect();
    let heads = heads(c, ids)?;
    // Most newest texts are the public ones, and are not read twice.
    let others: Vec<RevisionId> = heads
        .iter()
        .filter(|head| {
            let face = faces.get(&head.article);
            face.is_none_or(|face| face.revision != head.revision)
        })
        .map(|head| head.revision)
        .collect();
    let mut others = manuscripts(c, &others)?;
    let public = faces.values().map(|face| &face.manuscript);
    let texts: Vec<&Manuscript> = public.chain(others.values()).collect();
    let names = Names::of(c, &texts)?;
    let mut indexed = Vec::with_capacity(heads.len());
    for head in heads {
        let public = match faces.remove(&head.article) {
            Some(face) => {
                let mut text = names.text(face.manuscript, face.card.first_at);
                if face.card.format == siraj_editorial::revision::Format::Live {
                    text.besides.extend(post_texts(c, head.article)?);
                }
                Some(text)
            }
            None => None,
        };
        indexed.push(Indexed {
            article: head.article,
            short_id: head.short_id,
            edition: head.edition,
            public,
            newsroom: others
                .remove(&head.revision)
                .map(|text| names.text(text, head.touched_at)),
        });
    }
    Ok(indexed)
}

/// What the standing posts of live coverage say.
fn post_texts(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<String>> {
    let posts = posts::all(c, article)?.into_iter();
    let standing = posts.filter(siraj_editorial::post::LivePost::stands);
    Ok(standing
        .flat_map(|post| [post.text.headline.clone(), post.text.body.plain_text()])
        .collect())
}

/// An article and which its newest text is.
struct Head {
    article: ArticleId,
    short_id: ShortId,
    edition: EditionId,
    revision: RevisionId,
    touched_at: Timestamp,
}

/// These articles, as far as they have a text.
fn heads(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<Head>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT a.id, a.short_id, a.edition, r.id, a.touched_at
         FROM articles a JOIN revisions r ON r.id = a.head WHERE a.id IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    c.rows(&sql, &params, |row| {
        Ok(Head {
            article: row.get(0)?,
            short_id: row.get(1)?,
            edition: row.get(2)?,
            revision: row.get(3)?,
            touched_at: row.get(4)?,
        })
    })
}

/// The texts of these revisions.
fn manuscripts(c: &mut Conn<'_>, ids: &[RevisionId]) -> Result<HashMap<RevisionId, Manuscript>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT r.id, r.manuscript FROM revisions r WHERE r.id IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let all = c.rows(&sql, &params, |row| {
        Ok((row.get(0)?, row.get::<Json<Manuscript>>(1)?.0))
    })?;
    Ok(all.into_iter().collect())
}

/// The names and captions that texts refer to.
#[derive(Default)]
struct Names {
    people: HashMap<PersonId, Named>,
    topics: HashMap<TopicId, Vec<String>>,
    captions: HashMap<MediaId, Named>,
}

impl Names {
    fn of(c: &mut Conn<'_>, texts: &[&Manuscript]) -> Result<Self> {
        let mut people: Vec<PersonId> = texts
            .iter()
            .flat_map(|text| text.bylines.iter().filter_map(person))
            .collect();
        people.sort_unstable();
        people.dedup();
        let mut topics: Vec<TopicId> = texts.iter().flat_map(|text| text.topics.clone()).collect();
        topics.sort_unstable();
        topics.dedup();
        let mut pictures: Vec<MediaId> = texts.iter().filter_map(|text| text.picture).collect();
        pictures.sort_unstable();
        pictures.dedup();
        let mut names = Self::default();
        for ids in people.chunks(AT_ONCE) {
            let found = house::people(c, ids)?.into_iter();
            names
                .people
                .extend(found.map(|person| (person.id, person.name)));
        }
        for ids in topics.chunks(AT_ONCE) {
            for topic in house::topics(c, ids)? {
                let other = topic.aliases.into_values().flatten();
                let all = topic.name.0.into_values().chain(other).collect();
                names.topics.insert(topic.id, all);
            }
        }
        for ids in pictures.chunks(AT_ONCE) {
            let found = media::shown(c, ids)?.into_iter();
            names
                .captions
                .extend(found.map(|media| (media.id, media.caption)));
        }
        Ok(names)
    }

    fn text(&self, manuscript: Manuscript, moment: Timestamp) -> Text {
        let signed = manuscript
            .bylines
            .iter()
            .flat_map(|byline| match &byline.who {
                Signatory::Person(person) => self
                    .people
                    .get(person)
                    .map(|name| name.0.values().cloned().collect())
                    .unwrap_or_default(),
                Signatory::Guest(name) => vec![name.clone()],
            });
        let topics = manuscript.topics.iter();
        let topics = topics.filter_map(|topic| self.topics.get(topic)).flatten();
        let names = signed.chain(topics.cloned()).collect();
        let caption = manuscript.picture.and_then(|id| self.captions.get(&id));
        let captions = caption.map(|caption| caption.0.values().cloned().collect());
        Text {
            manuscript,
            besides: captions.unwrap_or_default(),
            names,
            moment,
        }
    }
}

fn person(byline: &Byline) -> Option<PersonId> {
    match byline.who {
        Signatory::Person(person) => Some(person),
        Signatory::Guest(_) => None,
    }
}

/// Well below what a statement may hold of parameters.
const AT_ONCE: usize = 500;

/// The articles behind this one in the order of their ids.
pub fn ids_after(c: &mut Conn<'_>, after: Option<ArticleId>, most: i64) -> Result<Vec<ArticleId>> {
    let after = after.map(|id| id.to_string()).unwrap_or_default();
    c.rows(
        "SELECT id FROM articles WHERE id > $1 ORDER BY id LIMIT $2",
        &[&after, &most],
        |row| row.get(0),
    )
}

/// How many articles there are.
pub fn count(c: &mut Conn<'_>) -> Result<i64> {
    let count = c.row("SELECT COUNT(*) FROM articles", &[], |row| row.get(0))?;
    Ok(count.unwrap_or(0))
}

/// The articles of which a change may say something else than before.
pub fn concerned(c: &mut Conn<'_>, change: &Change) -> Result<Vec<ArticleId>> {
    let mut ids = Vec::new();
    // What stands beside an article is no word of it.
    let is_related = |key: &String| key.starts_with("related:");
    if !change.keys.is_empty() && change.keys.iter().all(is_related) {
        return Ok(ids);
    }
    let subject = change.subject.strip_prefix("article:");
    ids.extend(subject.and_then(|id| id.parse::<ArticleId>().ok()));
    for key in &change.keys {
        let Some((kind, id)) = key.split_once(':') else {
            continue;
        };
        match kind {
            "article" | "card" | "coverage" => ids.extend(id.parse::<ArticleId>().ok()),
            "topic" => {
                if let Ok(topic) = id.parse() {
                    for edition in house::editions(c)? {
                        ids.extend(lists::all(c, &List::Topic(edition.id, topic))?);
                    }
                    ids.extend(about(c, topic)?);
                }
            }
            "person" => {
                if let Ok(person) = id.parse::<PersonId>() {
                    ids.extend(signed_by(c, person)?);
                }
            }
            "media" => {
                if let Ok(picture) = id.parse() {
                    let uses = media::uses(c, picture)?;
                    let articles = uses.iter().filter_map(|by| by.strip_prefix("article:"));
                    ids.extend(articles.filter_map(|id| id.parse::<ArticleId>().ok()));
                }
            }
            _ => {}
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The articles whose newest text is about a topic, where the public sees another or none.
fn about(c: &mut Conn<'_>, topic: TopicId) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT a.id FROM dockets d JOIN articles a ON a.id = d.article
         JOIN revisions r ON r.id = a.head
         WHERE (d.state <> 'published' OR d.pending_since IS NOT NULL) AND r.manuscript LIKE $1",
        &[&heirs::naming(&topic.to_string())],
        |row| row.get(0),
    )
}

/// The articles that a person signs, in any state.
fn signed_by(c: &mut Conn<'_>, person: PersonId) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT article FROM docket_people WHERE person = $1",
        &[&person],
        |row| row.get(0),
    )
}

/// Under which ids and in which editions articles are known that have no text any more.
pub fn erased(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<(ShortId, EditionId)>> {
    let mut found = Vec::new();
    for ids in ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT short_id, edition FROM articles WHERE id IN ({})",
            in_list(ids.len())
        );
        let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
        found.extend(c.rows(&sql, &params, |row| Ok((row.get(0)?, row.get(1)?)))?);
    }
    Ok(found)
}

/// The articles of these short ids that are public, as lists show them, in that order.
pub fn cards(c: &mut Conn<'_>, short_ids: &[ShortId]) -> Result<Vec<live::Card>> {
    let ids = articles_of(c, short_ids)?;
    live::cards(c, &ids)
}

/// The articles of these short ids, in that order.
pub fn articles_of(c: &mut Conn<'_>, short_ids: &[ShortId]) -> Result<Vec<ArticleId>> {
    let mut found: HashMap<ShortId, ArticleId> = HashMap::new();
    for ids in short_ids.chunks(AT_ONCE) {
        let sql = format!(
            "SELECT short_id, id FROM articles WHERE short_id IN ({})",
            in_list(ids.len())
        );
        let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
        let rows: Vec<(ShortId, ArticleId)> =
            c.rows(&sql, &params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.extend(rows);
    }
    Ok(short_ids
        .iter()
        .filter_map(|id| found.get(id).copied())
        .collect())
}
