//! The acts that are open to a person now, and why those are not that are not. Each verb
//! of the rules is tried on a copy of the article, so the page and the act cannot
//! disagree.

use super::super::Case;
use super::Known;
use crate::room::ActError;
use siraj_editorial::article::{Article, Stage};
use siraj_editorial::publication::Release;
use siraj_editorial::refusal::{ApproveRefused, PublishRefused, Refusal};
use siraj_editorial::role::Right;

/// An act, and why it cannot be done now.
pub struct Verb {
    /// Its name in the form.
    pub act: &'static str,
    /// What the button says.
    pub words: String,
    /// Why it would be refused; the button is there all the same.
    pub reason: Option<String>,
}

/// The acts of the page.
#[derive(Default)]
pub struct Verbs {
    /// What the page is for: the one filled button.
    pub first: Option<Verb>,
    /// What may be done in its place.
    pub second: Vec<Verb>,
    /// Whether it may be sent back with a note.
    pub sends_back: bool,
    /// Whether a day and an hour may be set.
    pub schedules: bool,
    /// When it goes out by itself.
    pub scheduled: Option<String>,
    /// Whether an embargo may be set.
    pub embargoes: bool,
    /// The embargo that holds it.
    pub embargo: Option<String>,
    /// Whether an end may be set.
    pub expires: bool,
    /// The end that is set.
    pub expiry: Option<String>,
    /// Whether an update asks for its reason.
    pub updates: bool,
    /// Who does what this person may not, in a sentence.
    pub who: Option<String>,
    /// What to know before the button is pressed.
    pub remark: Option<String>,
    /// Whether it can be corrected and withdrawn.
    pub corrects: bool,
    /// Whether it may be put into the bin.
    pub bins: bool,
    /// Whether it may be shown to somebody outside.
    pub shares: bool,
    /// It was withdrawn or lies in the bin: nothing is done here.
    pub gone: Option<(&'static str, String)>,
}

impl Verbs {
    /// The acts of an article for whoever looks.
    pub fn of(case: &Case, known: &Known) -> Self {
        let article = &case.subject.article;
        let t = |key| case.frame.t(key);
        if article.binned.is_some() {
            return Self {
                gone: Some((t("acts.binned_title"), case.room("/bin"))),
                ..Self::default()
            };
        }
        if article.withdrawal.is_some() {
            return Self {
                gone: Some((t("acts.withdrawn_title"), case.room("/withdraw"))),
                ..Self::default()
            };
        }
        let mut verbs = Self::held(case);
        verbs.shares = article.may_share(case.actor());
        verbs.bins = article.publication.is_none() && case.may_edit();
        verbs.corrects = article.publication.is_some() && case.may(Right::Publish);
        if case.may(Right::Publish) {
            verbs.for_editors(case, known);
        } else {
            verbs.for_writers(case);
        }
        if known.found.iter().any(|found| !found.blocks()) && case.may(Right::Publish) {
            verbs.remark = Some(t("acts.passing").to_owned());
        }
        verbs
    }

    /// What holds the article or lets it out, and whether that may be changed.
    fn held(case: &Case) -> Self {
        let article = &case.subject.article;
        let may = case.may(Right::Publish);
        let messages = case.frame.messages;
        let zone = case.frame.zone();
        let zone = zone.as_ref().map_or("", |zone| zone.plain());
        let said = |key, at| {
            let at = case.frame.full_moment(at);
            let words = [("at", at.words.plain()), ("zone", zone)];
            case.frame.isolated(messages.with(key, &words).trim())
        };
        let embargo = article.embargo.as_ref().map(|embargo| embargo.until);
        let embargo = embargo.filter(|until| *until > case.now);
        Self {
            schedules: may,
            scheduled: match article.stage {
                Stage::Scheduled { at, .. } => Some(said("acts.goes_out", at)),
                _ => None,
            },
            embargoes: may,
            embargo: embargo.map(|until| said("acts.embargoed", until)),
            expires: may,
            expiry: article.expires_at.map(|end| said("acts.expires", end)),
            ..Self::default()
        }
    }

    fn for_editors(&mut self, case: &Case, known: &Known) {
        let article = &case.subject.article;
        let t = |key| case.frame.t(key).to_owned();
        let may_back = matches!(
            article.stage,
            Stage::InReview | Stage::Approved | Stage::Scheduled { .. }
        );
        self.sends_back = may_back && case.may(Right::Review);
        if article.stage == Stage::InReview {
            let second = case.subject.identity.second_person;
            let tried = article.clone().approve(second, case.actor());
            self.second.push(Verb {
                act: "approve",
                words: t("acts.approve"),
                reason: tried.err().map(|why| why_approve(case, why)),
            });
        }
        if article.stage == Stage::Draft && article.publication.is_none() {
            let tried = article
                .clone()
                .submit(&case.subject.head.manuscript, case.actor());
            self.second.push(Verb {
                act: "submit",
                words: t("acts.submit"),
                reason: tried.err().map(|why| said(case, why)),
            });
        }
        let reason = |release: &Release| tried(case, known, article.clone(), release);
        if article.publication.is_none() {
            self.first = Some(Verb {
                act: "publish",
                words: t("acts.publish_now"),
                reason: reason(&Release::First),
            });
            return;
        }
        if !article.has_pending_revision() {
            self.schedules = false;
            return;
        }
        self.updates = true;
        let update = Release::Update { reason: None };
        self.first = Some(Verb {
            act: "update",
            words: t("acts.publish_update"),
            reason: reason(&update),
        });
        self.second.push(Verb {
            act: "fix",
            words: t("acts.publish_fix"),
            reason: reason(&Release::Fix),
        });
    }

    fn for_writers(&mut self, case: &Case) {
        let article = &case.subject.article;
        let own = article.created_by == case.actor().person;
        let who = case.who_may();
        let with = |key| Some(case.frame.messages.with(key, &[("who", who.as_str())]));
        if article.publication.is_some() {
            self.who = with("acts.published_who");
            return;
        }
        if article.stage == Stage::Draft && own {
            let tried = article
                .clone()
                .submit(&case.subject.head.manuscript, case.actor());
            self.first = Some(Verb {
                act: "submit",
                words: case.frame.t("acts.submit").to_owned(),
                reason: tried.err().map(|why| said(case, why)),
            });
            self.who = with("acts.publish_who");
        } else {
            self.who = with("acts.waits_for");
        }
    }
}

/// Why publishing would be refused now, in words.
fn tried(case: &Case, known: &Known, mut article: Article, release: &Release) -> Option<String> {
    let second = case.subject.identity.second_person;
    let reviewed = case.subject.head.id;
    let now = (case.actor(), case.now);
    let tried = article.publish(reviewed, release, &known.found, second, now);
    match tried.err()? {
        why @ PublishRefused::OwnArticle => {
            let who = case.who_may();
            let more = case
                .frame
                .messages
                .with("acts.ask", &[("who", who.as_str())]);
            Some(format!("{} {more}", said(case, why)))
        }
        why => Some(said(case, why)),
    }
}

fn why_approve(case: &Case, why: ApproveRefused) -> String {
    said(case, why)
}

fn said(case: &Case, why: impl Refusal + Send + Sync + 'static) -> String {
    let said = case.frame.why(&ActError::refused(why));
    said.map(|said| said.words).unwrap_or_default()
}
