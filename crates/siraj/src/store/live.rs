//! The public face of an article: present in the store exactly while the public
//! may see it, written and taken away in the transaction of the act that changes
//! it. A card is what lists show of it; lists read nothing else.

use super::Result;
use super::changes::Act;
use super::db::{Conn, ToValue};
use super::keys::Key;
use super::lists;
use super::touched::RowChange;
use super::values::{Json, in_list};
use serde::{Deserialize, Serialize};
use siraj_editorial::article::Article;
use siraj_editorial::byline::Byline;
use siraj_editorial::correction::Correction;
use siraj_editorial::revision::{Format, Manuscript};
use siraj_editorial::{
    ArticleId, EditionId, MediaId, RevisionId, SectionId, ShortId, StoryId, Timestamp, TopicId,
};

/// What lists, fronts and feeds show of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Which article.
    pub article: ArticleId,
    /// Its id in addresses.
    pub short_id: ShortId,
    /// Of which edition.
    pub edition: EditionId,
    /// In which section.
    pub section: SectionId,
    /// The last part of its address.
    pub slug: String,
    /// What kind of piece.
    pub format: Format,
    /// A word or two over the headline.
    pub kicker: String,
    /// The headline.
    pub headline: String,
    /// The paragraph under it.
    pub standfirst: String,
    /// Who signs.
    pub bylines: Vec<Byline>,
    /// The lead picture.
    pub picture: Option<MediaId>,
    /// The running story.
    pub story: Option<StoryId>,
    /// The topics.
    pub topics: Vec<TopicId>,
    /// When it was first public.
    pub first_at: Timestamp,
    /// When it last changed in substance.
    pub updated_at: Timestamp,
    /// How much an editor wants it on the fronts.
    pub prominence: u8,
}

/// The whole public face.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// What lists show.
    pub card: Card,
    /// Which revision is public.
    pub revision: RevisionId,
    /// Why it was last updated.
    pub update_reason: Option<String>,
    /// Public corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// The text.
    pub manuscript: Manuscript,
}

impl Face {
    /// Whether the article is one of dated posts.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.card.format == Format::Live
    }

    /// The face of an article at `now`, when it has one.
    #[must_use]
    pub fn of(article: &Article, manuscript: &Manuscript, now: Timestamp) -> Option<Self> {
        let publication = article.publication.as_ref()?;
        if !article.is_public(now) {
            return None;
        }
        Some(Self {
            revision: publication.revision,
            ..Self::looked_at(article, manuscript, now)
        })
    }

    /// The face that an article would have if this text were public at `now`: for looking
    /// at it before. It is never kept.
    #[must_use]
    pub fn looked_at(article: &Article, manuscript: &Manuscript, now: Timestamp) -> Self {
        let publication = article.publication.as_ref();
        Self {
            card: Card {
                article: article.id,
                short_id: article.short_id,
                edition: article.edition,
                section: manuscript.section,
                slug: manuscript.slug(),
                format: manuscript.format,
                kicker: manuscript.kicker.clone(),
                headline: manuscript.headline.clone(),
                standfirst: manuscript.standfirst.clone(),
                bylines: manuscript.bylines.clone(),
                picture: manuscript.picture,
                story: manuscript.story,
                topics: manuscript.topics.clone(),
                first_at: publication.map_or(now, |publication| publication.first_at),
                updated_at: publication.map_or(now, |publication| publication.updated_at),
                prominence: article.prominence,
            },
            revision: article.head,
            update_reason: publication.and_then(|publication| publication.update_reason.clone()),
            corrections: article.corrections.clone(),
            manuscript: manuscript.clone(),
        }
    }
}

/// The card of a live article.
pub fn card(c: &mut Conn<'_>, id: ArticleId) -> Result<Option<Card>> {
    c.row("SELECT card FROM live WHERE article = $1", &[&id], |row| {
        Ok(row.get::<Json<Card>>(0)?.0)
    })
}

/// The cards of those of these articles that are live, in the order given.
pub fn cards(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<Card>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT card FROM live WHERE article IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let mut found = c.rows(&sql, &params, |row| Ok(row.get::<Json<Card>>(0)?.0))?;
    found.sort_by_key(|card| ids.iter().position(|id| *id == card.article));
    Ok(found)
}

/// The face of a live article.
pub fn face(c: &mut Conn<'_>, id: ArticleId) -> Result<Option<Face>> {
    Ok(faces(c, &[id])?.pop())
}

/// The faces of those of these articles that are live, in the order given.
pub fn faces(c: &mut Conn<'_>, ids: &[ArticleId]) -> Result<Vec<Face>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT a.value, r.manuscript, l.card, l.revision
         FROM live l JOIN articles a ON a.id = l.article JOIN revisions r ON r.id = l.revision
         WHERE l.article IN ({})",
        in_list(ids.len())
    );
    let params: Vec<&dyn ToValue> = ids.iter().map(|id| id as _).collect();
    let mut found = c.rows(&sql, &params, |row| {
        let article = row.get::<Json<Article>>(0)?.0;
        Ok(Face {
            manuscript: row.get::<Json<Manuscript>>(1)?.0,
            card: row.get::<Json<Card>>(2)?.0,
            revision: row.get(3)?,
            update_reason: article
                .publication
                .and_then(|publication| publication.update_reason),
            corrections: article.corrections,
        })
    })?;
    found.sort_by_key(|face| ids.iter().position(|id| *id == face.card.article));
    Ok(found)
}

/// Brings the face of an article, and the lists it stands in, to what the
/// article is now: called by every save of an article, so no act can forget it.
///
/// `before` is the face as it was before the article's own row was written: what
/// stands in that row (corrections, the reason of an update) is part of the face.
pub(super) fn settle(
    act: &mut Act<'_, '_>,
    before: Option<&Face>,
    article: &Article,
    published: Option<&Manuscript>,
) -> Result<()> {
    let after = published.and_then(|manuscript| Face::of(article, manuscript, act.at()));
    if before == after.as_ref() {
        return Ok(());
    }
    match &after {
        Some(face) => write(act, face)?,
        None => {
            act.execute("DELETE FROM live WHERE article = $1", &[&article.id])?;
        }
    }
    act.change(&RowChange::Face(before, after.as_ref()));
    lists::settle(act, before, after.as_ref())?;
    settle_pictures(act, article.id, after.as_ref())?;
    super::corrections::settle(act, article, after.as_ref())
}

fn write(act: &mut Act<'_, '_>, face: &Face) -> Result<()> {
    let card = &face.card;
    act.execute(
        "INSERT INTO live (article, edition, section, revision, first_at, prominence, card)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (article) DO UPDATE SET section = excluded.section,
             revision = excluded.revision, first_at = excluded.first_at,
             prominence = excluded.prominence, card = excluded.card",
        &[
            &card.article,
            &card.edition,
            &card.section,
            &face.revision,
            &card.first_at,
            &i64::from(card.prominence),
            &Json(card),
        ],
    )?;
    Ok(())
}

/// Brings what the public may see of pictures to what the face of an article and,
/// under a live one, its posts show.
pub(super) fn settle_pictures(
    act: &mut Act<'_, '_>,
    article: ArticleId,
    face: Option<&Face>,
) -> Result<()> {
    let mut pictures = face.map_or_else(Vec::new, |face| face.manuscript.pictures());
    if face.is_some_and(Face::is_live) {
        pictures.extend(super::posts::pictures_of(act.conn(), article)?);
    }
    super::media::settle_uses(act, &format!("article:{article}"), &pictures)
}

/// The key under which a page depends on a card.
#[must_use]
pub const fn card_key(card: &Card) -> Key {
    Key::Card(card.article)
}
