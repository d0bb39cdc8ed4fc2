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
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Person => "person",
            Self::Topic => "topic",
            Self::Story => "story",
            Self::Page => "page",
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
