//! The checklist of the house: what it finds in a text, and which of its checks stop an
//! article.

use super::by;
use crate::outside::links::{self as asked, Answer};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::Act;
use crate::store::db::Conn;
use crate::store::{checks, links, media, notes};
use siraj_editorial::article::Article;
use siraj_editorial::checklist::{self, Check, Finding, Found, Severities, Severity};
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{ArticleId, Language, Timestamp};
use std::collections::BTreeSet;

/// What the checklist finds in a text, by the severities of the house.
///
/// # Errors
/// When the store cannot serve.
pub fn found(
    c: &mut Conn<'_>,
    (article, text): (ArticleId, &Manuscript),
    language: &Language,
    now: Timestamp,
) -> ActResult<Vec<Found>> {
    let pictures = media::by_ids(c, &text.pictures())?;
    let severities = checks::severities(c)?;
    let mut findings = checklist::run(text, &pictures, language, now);
    let open = u64::try_from(notes::open_count(c, article)?).unwrap_or_default();
    if open > 0 {
        findings.push(Finding::OpenNotes(open));
    }
    for (address, answer) in links::broken(c, asked::askable(text))? {
        findings.push(match answer {
            Answer::Nowhere => Finding::LinkNowhere(address),
            _ => Finding::LinkSilent(address),
        });
    }
    Ok(severities.weigh(findings))
}

/// Asks the links of a text, where the house wants that. Answers how many have not
/// answered yet: they are asked on, and whoever looks again is told.
///
/// # Errors
/// When the store cannot serve.
pub async fn ask_links(room: &Room, text: &Manuscript) -> ActResult<usize> {
    let wanted = severities(room).await?.of(Check::Links);
    if wanted == Severity::Rests {
        return Ok(0);
    }
    Ok(asked::ask(room, text).await?)
}

/// Writes down which warnings whoever acts passes with the newest text of an article.
pub(super) fn pass(act: &mut Act<'_, '_>, article: &Article, found: &[Found]) -> ActResult<()> {
    let warnings: BTreeSet<Check> = found
        .iter()
        .filter(|found| !found.blocks())
        .map(|found| found.finding.check())
        .collect();
    let warnings: Vec<Check> = warnings.into_iter().collect();
    Ok(checks::pass(act, (article.id, article.head), &warnings)?)
}

/// The severities that the house has chosen.
///
/// # Errors
/// When the store cannot serve.
pub async fn severities(room: &Room) -> ActResult<Severities> {
    Ok(room.db.read(|c| checks::severities(c)).await?)
}

/// Chooses what checks do. What a check does not have to choose changes nothing.
///
/// # Errors
/// `NotAllowed` for whoever does not govern the house.
pub async fn choose(
    room: &Room,
    actor: Actor,
    choices: Vec<(Check, Severity)>,
) -> ActResult<Done<Severities>> {
    room.act(by(&actor), "choose_checks", move |act| {
        if !actor.may(Right::Govern) {
            return Err(ActError::refused(HouseRefused::NotAllowed));
        }
        let before = checks::severities(act.conn())?;
        let after = choices
            .iter()
            .fold(before, |all, (check, severity)| all.with(*check, *severity));
        checks::save(act, &after)?;
        Ok(after)
    })
    .await
}
