//! Related articles: rows written by their follower, so that what a page shows
//! is state like everything else on it; and what editors decided about them.

use super::Result;
use super::changes::Act;
use super::db::Conn;
use super::live;
use super::touched::RowChange;
use siraj_editorial::ArticleId;
use siraj_editorial::related::{Choice, Choices};

const PINNED: &str = "pinned";
const BANNED: &str = "banned";

/// The related articles of one, best first.
pub fn of(c: &mut Conn<'_>, article: ArticleId) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT other FROM related WHERE article = $1 ORDER BY position",
        &[&article],
        |row| row.get(0),
    )
}

/// The articles that name this one as related, or would if it were public.
pub fn naming(c: &mut Conn<'_>, other: ArticleId) -> Result<Vec<ArticleId>> {
    c.rows(
        "SELECT article FROM related WHERE other = $1
         UNION SELECT article FROM related_choices WHERE other = $1 ORDER BY article",
        &[&other],
        |row| row.get(0),
    )
}

/// What editors decided about the related articles of one.
pub fn choices(c: &mut Conn<'_>, article: ArticleId) -> Result<Choices> {
    let rows: Vec<(ArticleId, String)> = c.rows(
        "SELECT other, choice FROM related_choices WHERE article = $1 ORDER BY choice, position",
        &[&article],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut choices = Choices::default();
    for (other, choice) in rows {
        match choice.as_str() {
            PINNED => choices.pinned.push(other),
            _ => choices.banned.push(other),
        }
    }
    Ok(choices)
}

/// The act's name in the log, by what is decided.
#[must_use]
pub const fn decision(choice: Choice) -> &'static str {
    match choice {
        Choice::Pinned(_) => "pin_related",
        Choice::Banned => "ban_related",
        Choice::Open => "free_related",
    }
}

/// Whether an act of this name decided about the related articles of its subject.
#[must_use]
pub fn decides(act: &str) -> bool {
    [Choice::Pinned(None), Choice::Banned, Choice::Open]
        .map(decision)
        .contains(&act)
}

/// Keeps what is decided about the related articles of one, and shows it: what is banned is
/// named no longer, what is pinned stands first. The follower fills the places that are left.
pub fn decide(act: &mut Act<'_, '_>, article: ArticleId, choices: &Choices) -> Result<()> {
    act.execute(
        "DELETE FROM related_choices WHERE article = $1",
        &[&article],
    )?;
    for (choice, others) in [(PINNED, &choices.pinned), (BANNED, &choices.banned)] {
        for (position, other) in (0i64..).zip(others) {
            act.execute(
                "INSERT INTO related_choices (article, other, choice, position) VALUES ($1, $2, $3, $4)",
                &[&article, other, &choice, &position],
            )?;
        }
    }
    if live::card(act.conn(), article)?.is_none() {
        return Ok(());
    }
    let chosen = of(act.conn(), article)?;
    let named = arranged(act.conn(), choices, &chosen)?;
    set(act, article, &named)?;
    Ok(())
}

/// What is named of what was chosen, with what editors decided.
pub fn arranged(
    c: &mut Conn<'_>,
    choices: &Choices,
    chosen: &[ArticleId],
) -> Result<Vec<ArticleId>> {
    let public = live::cards(c, &choices.pinned)?;
    let is_public = |one| public.iter().any(|card| card.article == one);
    Ok(choices.arrange(is_public, chosen))
}

/// Writes the related articles of one; says whether they differ from before.
pub fn set(act: &mut Act<'_, '_>, article: ArticleId, others: &[ArticleId]) -> Result<bool> {
    if of(act.conn(), article)? == others {
        return Ok(false);
    }
    act.execute("DELETE FROM related WHERE article = $1", &[&article])?;
    for (position, other) in (0i64..).zip(others) {
        act.execute(
            "INSERT INTO related (article, position, other) VALUES ($1, $2, $3)",
            &[&article, &position, other],
        )?;
    }
    act.change(&RowChange::Related(article));
    Ok(true)
}
