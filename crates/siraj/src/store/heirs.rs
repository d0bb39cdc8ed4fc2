//! What happens to texts when one thing of the house becomes part of another: every
//! revision that named it names the heir, and the public faces, with the lists that
//! they stand in, follow in the same transaction.

use super::Result;
use super::articles as rows;
use super::changes::Act;
use super::db::Conn;
use super::slugs::{self, Kind};
use super::values::Json;
use super::{dockets, house, live};
use siraj_editorial::byline::Signatory;
use siraj_editorial::heir::Heir;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::{ArticleId, RevisionId};
use std::collections::BTreeSet;

/// A text that names an identity holds it between quotation marks, and nowhere a text
/// of people's own: there, quotation marks are escaped.
pub(super) fn naming(id: &str) -> String {
    format!("%\"{id}\"%")
}

/// The articles of which any text names this identity.
fn naming_it(c: &mut Conn<'_>, gone: &str) -> Result<BTreeSet<ArticleId>> {
    let found: Vec<ArticleId> = c.rows(
        "SELECT DISTINCT article FROM revisions WHERE manuscript LIKE $1",
        &[&naming(gone)],
        |row| row.get(0),
    )?;
    Ok(found.into_iter().collect())
}

/// Of how many articles any text names this identity.
pub fn count(c: &mut Conn<'_>, gone: &str) -> Result<u64> {
    let found: Option<i64> = c.row(
        "SELECT COUNT(DISTINCT article) FROM revisions WHERE manuscript LIKE $1",
        &[&naming(gone)],
        |row| row.get(0),
    )?;
    Ok(found.unwrap_or_default().unsigned_abs())
}

/// The text with the heirs of whatever it names that became part of another: it may
/// have been written on a page that was opened before that.
pub fn now(c: &mut Conn<'_>, mut text: Manuscript) -> Result<Manuscript> {
    let mut heirs = Vec::new();
    let gone = text.section.to_string();
    let heir = slugs::leads_to(c, Kind::GoneSection, "", &gone)?;
    if let Some(heir) = heir.and_then(|heir| heir.parse().ok()) {
        heirs.push(Heir::Section(text.section, heir));
    }
    for topic in house::topics(c, &text.topics)? {
        heirs.extend(topic.merged_into.map(|heir| Heir::Topic(topic.id, heir)));
    }
    let story: Vec<_> = text.story.into_iter().collect();
    for story in house::stories(c, &story)? {
        heirs.extend(story.merged_into.map(|heir| Heir::Story(story.id, heir)));
    }
    let signed: Vec<_> = text
        .bylines
        .iter()
        .filter_map(|byline| match byline.who {
            Signatory::Person(person) => Some(person),
            Signatory::Guest(_) => None,
        })
        .collect();
    for person in house::people(c, &signed)? {
        heirs.extend(person.merged_into.map(|heir| Heir::Person(person.id, heir)));
    }
    for heir in heirs {
        heir.take_over(&mut text);
    }
    Ok(text)
}

/// Has every text name the heir; answers of how many articles. A text is not said to
/// be touched by it: nobody wrote.
pub fn take_over(act: &mut Act<'_, '_>, heir: Heir) -> Result<u64> {
    let gone = heir.gone();
    let mut all = naming_it(act.conn(), &gone)?;
    if let Heir::Section(gone, _) = heir {
        // An erased article has no text, but its row is in the section still.
        let rows: Vec<ArticleId> = act.conn().rows(
            "SELECT id FROM articles WHERE section = $1",
            &[&gone],
            |row| row.get(0),
        )?;
        all.extend(rows);
    }
    for id in &all {
        one(act, heir, &gone, *id)?;
    }
    Ok(all.len() as u64)
}

fn one(act: &mut Act<'_, '_>, heir: Heir, gone: &str, id: ArticleId) -> Result<()> {
    let Some(mut article) = rows::for_change(act, id)? else {
        return Ok(());
    };
    let shown = live::face(act.conn(), id)?;
    let texts: Vec<(RevisionId, Manuscript)> = act.conn().rows(
        "SELECT id, manuscript FROM revisions WHERE article = $1 AND manuscript LIKE $2",
        &[&id, &naming(gone)],
        |row| Ok((row.get(0)?, row.get::<Json<Manuscript>>(1)?.0)),
    )?;
    for (revision, mut text) in texts {
        if heir.take_over(&mut text) {
            act.execute(
                "UPDATE revisions SET manuscript = $2 WHERE id = $1",
                &[&revision, &Json(&text)],
            )?;
        }
    }
    if let Heir::Section(from, into) = heir
        && article.section == from
    {
        article.section = into;
        act.execute(
            "UPDATE articles SET section = $2, value = $3 WHERE id = $1",
            &[&id, &into, &Json(&article)],
        )?;
    }
    dockets::settle_untouched(act, &article)?;
    let Some(publication) = &article.publication else {
        return Ok(());
    };
    let published: Option<Revision> = rows::revision(act.conn(), publication.revision)?;
    let published = published.map(|revision| revision.manuscript);
    live::settle(act, shown.as_ref(), &article, published.as_ref())
}
