//! Who is told of what: part of the acts that cause it, in their transactions.

use crate::room::ActResult;
use crate::store::changes::{Act, By};
use crate::store::notices::{self, NoticeKind};
use crate::store::{entry, tokens};
use siraj_editorial::PersonId;
use siraj_editorial::article::Article;
use siraj_editorial::byline::Signatory;
use siraj_editorial::note::Note;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::role::Right;

const fn who(by: By) -> Option<PersonId> {
    match by {
        By::Person(person) => Some(person),
        By::Clock | By::Related | By::House => None,
    }
}

/// Tells those whom a note names.
pub(super) fn of_note(act: &mut Act<'_, '_>, kind: NoticeKind, note: &Note) -> ActResult<()> {
    let by = who(act.by());
    let about = (kind, note.article);
    Ok(notices::tell(act, &note.named, about, (by, Some(note.id)))?)
}

/// Tells whoever began the article that it was sent back with a note.
pub(super) fn sent_back(act: &mut Act<'_, '_>, article: &Article, note: &Note) -> ActResult<()> {
    let by = who(act.by());
    let about = (NoticeKind::SentBack, article.id);
    Ok(notices::tell(
        act,
        &[article.created_by],
        about,
        (by, Some(note.id)),
    )?)
}

/// Tells the editors of the section that something waits for them. Where none has the
/// section by name, the editors of the whole house and the chiefs are told.
pub(super) fn reviewers(act: &mut Act<'_, '_>, article: &Article) -> ActResult<()> {
    let (mut own, mut all) = (Vec::new(), Vec::new());
    for member in entry::members(act.conn(), None)? {
        // An account names sections; what lies below them counts too.
        let Some(account) = tokens::acting(act.conn(), member.person.id)? else {
            continue;
        };
        if !account.may_in(Right::Review, article.section) {
            continue;
        }
        if account.sections.is_some() {
            own.push(account.person);
        }
        all.push(account.person);
    }
    let people = if own.is_empty() { all } else { own };
    let by = who(act.by());
    let about = (NoticeKind::ToReview, article.id);
    Ok(notices::tell(act, &people, about, (by, None))?)
}

/// Tells whoever began the article, and who signs it, what became of it.
pub(super) fn writers(
    act: &mut Act<'_, '_>,
    kind: NoticeKind,
    article: &Article,
    text: Option<&Manuscript>,
) -> ActResult<()> {
    let mut people = vec![article.created_by];
    for byline in text.map(|text| text.bylines.as_slice()).unwrap_or_default() {
        if let Signatory::Person(person) = byline.who {
            people.push(person);
        }
    }
    with_accounts(act, &mut people)?;
    let by = who(act.by());
    Ok(notices::tell(act, &people, (kind, article.id), (by, None))?)
}

/// Only who can come in is told.
fn with_accounts(act: &mut Act<'_, '_>, people: &mut Vec<PersonId>) -> ActResult<()> {
    let mut kept = Vec::new();
    for person in people.drain(..) {
        if tokens::account(act.conn(), person)?.is_some() {
            kept.push(person);
        }
    }
    *people = kept;
    Ok(())
}
