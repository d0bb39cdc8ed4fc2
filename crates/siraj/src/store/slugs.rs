//! Old paths: where an address used to lead, it leads for good. A path that is
//! taken again by something new belongs to the new.

use super::Result;
use super::changes::Act;
use super::db::Conn;

/// What kind of thing a path belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A section; its scope is the edition.
    Section,
    /// A person.
    Person,
    /// A topic.
    Topic,
    /// A running story.
    Story,
    /// A static page; its scope is the edition.
    Page,
    /// The identity of a section that became part of another, for texts that are saved
    /// by somebody who does not know it yet.
    GoneSection,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Story => "story",
            Self::Page => "page",
            Self::GoneSection => "gone_section",
        }
    }
}

/// Remembers where `before` leads and forgets that the path in use once led elsewhere.
pub(super) fn settle(
    act: &mut Act<'_, '_>,
    kind: Kind,
    scope: &str,
    before: Option<&str>,
    (slug, id): (&str, &str),
) -> Result<()> {
    if before == Some(slug) {
        return Ok(());
    }
    act.execute(
        "DELETE FROM old_slugs WHERE kind = $1 AND scope = $2 AND slug = $3",
        &[&kind.name(), &scope, &slug],
    )?;
    if let Some(before) = before {
        act.execute(
            "INSERT INTO old_slugs (kind, scope, slug, leads_to) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kind, scope, slug) DO UPDATE SET leads_to = excluded.leads_to",
            &[&kind.name(), &scope, &before, &id],
        )?;
    }
    Ok(())
}

/// The id of what an old path leads to.
pub fn leads_to(c: &mut Conn<'_>, kind: Kind, scope: &str, slug: &str) -> Result<Option<String>> {
    c.row(
        "SELECT leads_to FROM old_slugs WHERE kind = $1 AND scope = $2 AND slug = $3",
        &[&kind.name(), &scope, &slug],
        |row| row.get(0),
    )
}

/// Whatever led to `gone` leads to its heir from now on, and so does its own path.
pub(super) fn inherit(
    act: &mut Act<'_, '_>,
    (kind, gone_kind): (Kind, Kind),
    scope: &str,
    slug: &str,
    (gone, heir): (&str, &str),
) -> Result<()> {
    act.execute(
        "UPDATE old_slugs SET leads_to = $4 WHERE kind IN ($1, $2) AND leads_to = $3",
        &[&kind.name(), &gone_kind.name(), &gone, &heir],
    )?;
    for (kind, scope, slug) in [(kind, scope, slug), (gone_kind, "", gone)] {
        act.execute(
            "INSERT INTO old_slugs (kind, scope, slug, leads_to) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kind, scope, slug) DO UPDATE SET leads_to = excluded.leads_to",
            &[&kind.name(), &scope, &slug, &heir],
        )?;
    }
    Ok(())
}

/// Forgets every path that led to what is there no more.
pub(super) fn forget(act: &mut Act<'_, '_>, kind: Kind, id: &str) -> Result<()> {
    act.execute(
        "DELETE FROM old_slugs WHERE kind = $1 AND leads_to = $2",
        &[&kind.name(), &id],
    )?;
    Ok(())
}

/// The paths that once led where `id` is now, in their order.
pub fn old(c: &mut Conn<'_>, kind: Kind, id: &str) -> Result<Vec<String>> {
    c.rows(
        "SELECT slug FROM old_slugs WHERE kind = $1 AND leads_to = $2 ORDER BY slug",
        &[&kind.name(), &id],
        |row| row.get(0),
    )
}
