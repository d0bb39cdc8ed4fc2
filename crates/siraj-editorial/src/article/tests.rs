//! The life of an article, told in sentences. Every verb's refusals are here.

use super::*;
use crate::body::{Block, Body, Paragraph};
use crate::checklist::{self, Finding, Found, Severities};
use crate::correction::{CorrectionKind, CorrectionPriority};
use crate::publication::Release;
use crate::refusal::{
    ApproveRefused, BinRefused, CorrectRefused, EmbargoRefused, PairRefused, PublishRefused,
    ScheduleRefused, SendBackRefused, SubmitRefused, WithdrawRefused, WriteRefused,
};
use crate::revision::{FOLDING_SECONDS, Manuscript};
use crate::role::Role;
use crate::section::Section;
use crate::{CorrectionId, Language, MediaId};
use uuid::Uuid;

const START: Timestamp = Timestamp::from_micros(1_700_000_000_000_000);

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn person(number: u128, role: Role) -> Actor {
    Actor {
        person: PersonId(id(number)),
        role,
        sections: None,
    }
}

fn section(number: u128) -> Section {
    Section {
        id: SectionId(id(number)),
        edition: EditionId(id(1)),
        parent: None,
        slug: format!("s{number}"),
        name: "سياسة".to_owned(),
        description: String::new(),
        position: 0,
        counterparts: Vec::new(),
        opinion: false,
    }
}

fn draft(by: &Actor) -> Article {
    let ids = (
        ArticleId(id(10)),
        ShortId::from_random([7; 8]),
        RevisionId(id(20)),
    );
    Article::begin(ids, EditionId(id(1)), &section(5), by, START).unwrap()
}

fn manuscript(headline: &str, text: &str) -> Manuscript {
    let json = serde_json::json!({
        "section": id(5), "headline": headline,
        "standfirst": "الأشغال تبدأ الأحد وتستمر شهرين.",
        "bylines": [{"person": id(2), "role": "writing"}],
    });
    let mut manuscript: Manuscript = serde_json::from_value(json).unwrap();
    if !text.is_empty() {
        manuscript.body = Body::new(vec![Block::Paragraph(Paragraph::plain(text))]);
    }
    manuscript
}

fn published(editor: &Actor) -> Article {
    let mut article = draft(editor);
    let head = article.head;
    article
        .publish(head, &Release::First, &[], false, (editor, START))
        .unwrap();
    article
}

#[test]
fn a_story_goes_from_draft_through_review_to_the_public() {
    let layla = person(2, Role::Reporter);
    let maha = person(3, Role::Editor);
    let mut article = draft(&layla);
    assert_eq!(article.state(START), State::Draft);
    let text = manuscript("الميناء يستأنف العمل", "قال مدير المرفأ إن الرافعات عادت.");
    article.submit(&text, &layla).unwrap();
    assert_eq!(article.state(START), State::InReview);
    assert!(
        !article.may_edit(&layla),
        "what is under review is the editor's"
    );
    article.approve(false, &maha).unwrap();
    let head = article.head;
    article
        .publish(head, &Release::First, &[], false, (&maha, START))
        .unwrap();
    assert_eq!(article.state(START), State::Published);
    assert!(article.is_public(START));
}

#[test]
fn saves_of_one_person_within_ten_minutes_are_one_revision() {
    let layla = person(2, Role::Reporter);
    let mut article = draft(&layla);
    let soon = START.plus_seconds(FOLDING_SECONDS - 1);
    let later = START.plus_seconds(FOLDING_SECONDS);
    let (head, fresh) = (article.head, RevisionId(id(21)));
    let saved = article.revise(head, fresh, &section(5), &layla, soon);
    assert_eq!(saved, Ok(Saved::Folded));
    assert_eq!(article.head, head);
    let saved = article.revise(head, fresh, &section(5), &layla, later);
    assert_eq!(saved, Ok(Saved::New));
    assert_eq!((article.head, article.head_number), (fresh, 2));
}

#[test]
fn a_stale_save_is_refused_and_so_is_a_strangers() {
    let layla = person(2, Role::Reporter);
    let mut article = draft(&layla);
    let (old, fresh) = (RevisionId(id(99)), RevisionId(id(21)));
    assert_eq!(
        article.revise(old, fresh, &section(5), &layla, START),
        Err(WriteRefused::Stale)
    );
    let head = article.head;
    let stranger = person(9, Role::Reporter);
    assert_eq!(
        article.revise(head, fresh, &section(5), &stranger, START),
        Err(WriteRefused::NotAllowed)
    );
    let mut foreign = section(6);
    foreign.edition = EditionId(id(2));
    assert_eq!(
        article.revise(head, fresh, &foreign, &layla, START),
        Err(WriteRefused::ForeignSection)
    );
}

#[test]
fn an_edit_of_a_published_article_waits_until_it_is_published_again() {
    let maha = person(3, Role::Editor);
    let mut article = published(&maha);
    let (head, fresh) = (article.head, RevisionId(id(21)));
    article
        .revise(head, fresh, &section(5), &maha, START.plus_seconds(5))
        .unwrap();
    assert!(article.has_pending_revision());
    assert_eq!(article.publication.as_ref().unwrap().revision, head);
    assert_eq!(article.state(START), State::Published);
}

#[test]
fn an_update_has_a_new_time_and_a_fix_has_not() {
    let maha = person(3, Role::Editor);
    let mut article = published(&maha);
    let (head, second, third) = (article.head, RevisionId(id(21)), RevisionId(id(22)));
    let later = START.plus_seconds(3600);
    article
        .revise(head, second, &section(5), &maha, later)
        .unwrap();
    article
        .publish(second, &Release::Fix, &[], false, (&maha, later))
        .unwrap();
    assert_eq!(article.publication.as_ref().unwrap().updated_at, START);
    article
        .revise(second, third, &section(5), &maha, later)
        .unwrap();
    let release = Release::Update {
        reason: Some("أضيف ردّ الوزارة.".to_owned()),
    };
    article
        .publish(third, &release, &[], false, (&maha, later))
        .unwrap();
    let publication = article.publication.unwrap();
    assert_eq!(
        (publication.first_at, publication.updated_at),
        (START, later)
    );
}

#[test]
fn publishing_is_refused_with_a_reason() {
    let maha = person(3, Role::Editor);
    let mut article = draft(&maha);
    let head = article.head;
    let reporter = person(2, Role::Reporter);
    let mut refuse = |reviewed, release: &Release, findings: &[Found], second, actor: &Actor| {
        article
            .publish(reviewed, release, findings, second, (actor, START))
            .unwrap_err()
    };
    let first = Release::First;
    assert_eq!(
        refuse(head, &first, &[], false, &reporter),
        PublishRefused::NotAllowed
    );
    assert_eq!(
        refuse(head, &first, &[], true, &maha),
        PublishRefused::OwnArticle
    );
    assert_eq!(
        refuse(RevisionId(id(99)), &first, &[], false, &maha),
        PublishRefused::Stale
    );
    assert_eq!(
        refuse(head, &Release::Fix, &[], false, &maha),
        PublishRefused::NotPublished
    );
    assert_eq!(
        refuse(
            head,
            &first,
            &Severities::default().weigh(vec![Finding::NoText, Finding::NoStandfirst]),
            false,
            &maha
        ),
        PublishRefused::Blocked { findings: 1 }
    );
    let mut article = published(&maha);
    let again = article.publish(head, &first, &[], false, (&maha, START));
    assert_eq!(again.unwrap_err(), PublishRefused::NothingNew);
}

#[test]
fn an_embargo_is_a_hard_stop_and_hides_what_was_public() {
    let maha = person(3, Role::Editor);
    let mut article = draft(&maha);
    let until = START.plus_seconds(3600);
    article.set_embargo(until, &maha, START).unwrap();
    let head = article.head;
    let refused = article.publish(head, &Release::First, &[], false, (&maha, START));
    assert_eq!(refused.unwrap_err(), PublishRefused::Embargoed { until });
    let before = until.plus_seconds(-1);
    assert_eq!(
        article.schedule(before, &[], false, (&maha, START)),
        Err(ScheduleRefused::Embargoed { until })
    );
    let mut article = published(&maha);
    article.set_embargo(until, &maha, START).unwrap();
    assert_eq!(article.state(START), State::Held);
    assert_eq!(article.next_event(), Some(until));
    assert_eq!(article.state(until), State::Published);
    article.lift_embargo(&maha).unwrap();
    assert_eq!(article.lift_embargo(&maha), Err(EmbargoRefused::NoEmbargo));
    assert_eq!(
        article.set_embargo(START, &maha, START),
        Err(EmbargoRefused::InThePast)
    );
}

#[test]
fn a_schedule_fires_once_also_when_its_moment_was_slept_through() {
    let maha = person(3, Role::Editor);
    let mut article = draft(&maha);
    let at = START.plus_seconds(60);
    article.schedule(at, &[], false, (&maha, START)).unwrap();
    assert_eq!(article.state(START), State::Scheduled);
    assert!(article.publish_scheduled(START).is_none());
    let woken = at.plus_seconds(86_400);
    assert_eq!(article.publish_scheduled(woken).unwrap().first_at, woken);
    assert!(article.publish_scheduled(woken).is_none());
    assert_eq!(
        article.schedule(START, &[], false, (&maha, START)),
        Err(ScheduleRefused::InThePast)
    );
    let far = START.plus_seconds(367 * 24 * 3600);
    assert_eq!(
        article.schedule(far, &[], false, (&maha, START)),
        Err(ScheduleRefused::TooFarAhead)
    );
    assert_eq!(
        article.unschedule(&maha),
        Err(ScheduleRefused::NotScheduled)
    );
}

#[test]
fn an_edit_takes_approval_and_schedule_back() {
    let maha = person(3, Role::Editor);
    let mut article = draft(&maha);
    article
        .schedule(START.plus_seconds(60), &[], false, (&maha, START))
        .unwrap();
    let (head, fresh) = (article.head, RevisionId(id(21)));
    article
        .revise(head, fresh, &section(5), &maha, START)
        .unwrap();
    assert_eq!(article.stage, Stage::Draft);
    assert!(article.publish_scheduled(START.plus_seconds(60)).is_none());
}

#[test]
fn a_correction_is_added_to_what_is_public_only() {
    let maha = person(3, Role::Editor);
    let correction = |text: &str| Correction {
        id: CorrectionId(id(40)),
        kind: CorrectionKind::Correction,
        priority: CorrectionPriority::High,
        text: text.to_owned(),
        at: START,
        by: maha.person,
    };
    let mut article = draft(&maha);
    let text = "ذكرت نسخة سابقة أن الجسر طوله 500 متر، والصحيح 450 مترًا.";
    assert_eq!(
        article.correct(correction(text), &maha),
        Err(CorrectRefused::NotPublished)
    );
    let mut article = published(&maha);
    assert_eq!(
        article.correct(correction(" "), &maha),
        Err(CorrectRefused::NoText)
    );
    let reporter = person(2, Role::Reporter);
    assert_eq!(
        article.correct(correction(text), &reporter),
        Err(CorrectRefused::NotAllowed)
    );
    article.correct(correction(text), &maha).unwrap();
    assert_eq!(article.corrections.len(), 1);
}

#[test]
fn a_withdrawn_article_is_gone_and_stays_gone() {
    let maha = person(3, Role::Editor);
    let mut article = published(&maha);
    let notice = "سُحب هذا المقال لأن مصدره الوحيد تراجع عن روايته.";
    assert_eq!(
        article.withdraw("  ", &maha, START),
        Err(WithdrawRefused::NoNotice)
    );
    article.withdraw(notice, &maha, START).unwrap();
    assert_eq!(article.state(START), State::Withdrawn);
    assert_eq!(
        article.withdraw(notice, &maha, START),
        Err(WithdrawRefused::NotPublished)
    );
    let head = article.head;
    let refused = article.publish(head, &Release::First, &[], false, (&maha, START));
    assert_eq!(refused.unwrap_err(), PublishRefused::Withdrawn);
    assert_eq!(article.next_event(), None);
}

#[test]
fn an_expired_article_leaves_the_public_by_itself() {
    let maha = person(3, Role::Editor);
    let mut article = published(&maha);
    let end = START.plus_seconds(60);
    article.set_expiry(Some(end), &maha, START).unwrap();
    assert!(article.is_public(START));
    assert!(!article.is_public(end));
    article.set_expiry(None, &maha, START).unwrap();
    assert!(article.is_public(end));
}

#[test]
fn review_has_its_refusals() {
    let layla = person(2, Role::Reporter);
    let maha = person(3, Role::Editor);
    let mut article = draft(&layla);
    let empty = manuscript("", "");
    assert_eq!(
        article.submit(&empty, &layla),
        Err(SubmitRefused::NoHeadline)
    );
    let bare = manuscript("عنوان بلا نص", "");
    assert_eq!(article.submit(&bare, &layla), Err(SubmitRefused::NoText));
    assert_eq!(
        article.approve(false, &maha),
        Err(ApproveRefused::NotInReview)
    );
    let full = manuscript("الميناء يستأنف العمل", "عادت الرافعات.");
    article.submit(&full, &layla).unwrap();
    assert_eq!(article.submit(&full, &layla), Err(SubmitRefused::NotADraft));
    assert_eq!(article.send_back(" ", &maha), Err(SendBackRefused::NoNote));
    assert_eq!(
        article.send_back("ينقصه ردّ المرفأ.", &layla),
        Err(SendBackRefused::NotAllowed)
    );
    article.send_back("ينقصه ردّ المرفأ.", &maha).unwrap();
    assert_eq!(article.stage, Stage::Draft);
}

#[test]
fn a_published_article_is_withdrawn_not_binned() {
    let maha = person(3, Role::Editor);
    assert_eq!(
        published(&maha).bin(&maha, START),
        Err(BinRefused::Published)
    );
    let mut article = draft(&maha);
    assert_eq!(article.bring_back(&maha), Err(BinRefused::NotInBin));
    article.bin(&maha, START).unwrap();
    assert_eq!(article.state(START), State::Binned);
    article.bring_back(&maha).unwrap();
    assert_eq!(article.state(START), State::Draft);
}

#[test]
fn counterparts_are_of_different_editions() {
    let maha = person(3, Role::Editor);
    let (one, mut other) = (draft(&maha), draft(&maha));
    assert_eq!(
        one.pair(&other, false, &maha),
        Err(PairRefused::SameEdition)
    );
    other.edition = EditionId(id(2));
    assert_eq!(
        one.pair(&other, true, &maha),
        Err(PairRefused::AlreadyPaired)
    );
    assert_eq!(one.pair(&other, false, &maha), Ok(()));
    let stranger = person(9, Role::Reporter);
    assert_eq!(
        one.pair(&other, false, &stranger),
        Err(PairRefused::NotAllowed)
    );
}

#[test]
fn the_checklist_finds_what_stops_an_article() {
    let empty = manuscript("", "");
    let found = checklist::run(&empty, &[], &Language::arabic(), START);
    assert_eq!(found, [Finding::NoHeadline, Finding::NoText]);
    let mut full = manuscript("الميناء يستأنف العمل", "عادت الرافعات.");
    assert_eq!(checklist::run(&full, &[], &Language::arabic(), START), []);
    let picture = MediaId(id(70));
    full.picture = Some(picture);
    full.bylines.clear();
    assert_eq!(
        checklist::run(&full, &[], &Language::arabic(), START),
        [Finding::NobodySigns, Finding::PictureMissing(picture)]
    );
}
