//! What the checklist found, put right where it is told: a missing word is written into
//! the newest text as a save of its own, a picture's words into the library.

use super::Case;
use super::publish::{Typed, dead};
use crate::actions::picture::{self, Said};
use crate::actions::write::{self, Over};
use crate::room::{ActError, ActResult};
use crate::web::rooms::gate::Gate;
use siraj_arabic::respell;
use siraj_editorial::MediaId;
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::checklist::Check;
use siraj_editorial::fields::{FieldProblem, FieldWhy};
use siraj_editorial::refusal::WriteRefused;
use siraj_editorial::revision::Manuscript;

/// Puts one finding right.
///
/// # Errors
/// What the save refuses; nothing written; a finding that is not repaired here.
pub async fn repair(gate: &Gate, case: &Case, typed: &Typed) -> ActResult<()> {
    let check = Check::named(&typed.check).ok_or_else(|| dead(()))?;
    let language = case.subject.edition.language.clone();
    let words = typed.value.trim().to_owned();
    match check {
        Check::PictureDescription | Check::PictureLanguage if typed.from == "decorative" => {
            say(gate, case, typed, Said::Decorative).await
        }
        Check::PictureDescription | Check::PictureLanguage => {
            say(gate, case, typed, Said::Description(language, words)).await
        }
        Check::PictureCredit => say(gate, case, typed, Said::Credit(language, words)).await,
        _ => save(gate, case, typed, check).await,
    }
}

async fn say(gate: &Gate, case: &Case, typed: &Typed, said: Said) -> ActResult<()> {
    let id: MediaId = typed.picture.parse().map_err(|_| ActError::NotFound)?;
    // Only what this article shows is described from here.
    if !case.subject.head.manuscript.pictures().contains(&id) {
        return Err(ActError::NotFound);
    }
    picture::say(&gate.room, case.actor().clone(), id, said).await?;
    Ok(())
}

/// Saves the newest text with one thing put right, over the text that the page showed.
async fn save(gate: &Gate, case: &Case, typed: &Typed, check: Check) -> ActResult<()> {
    let subject = &case.subject;
    let seen = typed.seen.parse::<crate::actions::Seen>();
    if !seen.is_ok_and(|seen| seen.is(&subject.head)) {
        return Err(ActError::refused(WriteRefused::Stale));
    }
    let text = mended(subject.head.manuscript.clone(), check, typed)?;
    let over = Over {
        base: subject.head.id,
        seen: Some(subject.head.at),
        apart: false,
    };
    let (actor, id) = (case.actor().clone(), subject.article.id);
    write::revise_over(&gate.room, actor, (id, over), text).await?;
    Ok(())
}

/// The text with one thing put right.
fn mended(mut text: Manuscript, check: Check, typed: &Typed) -> ActResult<Manuscript> {
    let words = typed.value.trim();
    let empty = || ActError::Fields(vec![FieldProblem::new("value", FieldWhy::Empty)]);
    if words.is_empty() {
        return Err(empty());
    }
    match check {
        Check::Headline | Check::HeadlineLength => words.clone_into(&mut text.headline),
        Check::Standfirst => words.clone_into(&mut text.standfirst),
        Check::Slug => text.slug = Some(siraj_arabic::slug(words)),
        Check::Dateline => {
            text.dateline.place = Some(words.to_owned());
            text.dateline.as_sent = None;
        }
        Check::Byline => {
            let person = words.parse().map_err(|_| dead(()))?;
            text.bylines.push(Byline {
                who: Signatory::Person(person),
                role: BylineRole::Writing,
            });
        }
        Check::Spelling => {
            let mut times = 0;
            let mut change = |text: &mut String| {
                let (new, n) = respell(text, &typed.from, words);
                if n > 0 {
                    *text = new;
                    times += n;
                }
            };
            change(&mut text.headline);
            change(&mut text.standfirst);
            text.body.change_texts(&mut change);
            if times == 0 {
                return Err(ActError::NotFound);
            }
        }
        _ => return Err(dead(())),
    }
    Ok(text)
}
