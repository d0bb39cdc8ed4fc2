//! The life of a live article's posts, told in sentences. Every verb's refusals are here.

use super::*;
use crate::article::Bin;
use crate::body::Paragraph;
use crate::correction::{CorrectionKind, CorrectionPriority};
use crate::coverage::{Ended, Plan, QUIET_HOURS};
use crate::publication::{Release, Withdrawal};
use crate::role::Role;
use crate::section::Section;
use crate::{CorrectionId, EditionId, RevisionId, SectionId, ShortId};
use uuid::Uuid;

const START: Timestamp = Timestamp::from_micros(1_795_417_200_000_000);
const HOUR: i64 = 3600;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn actor(role: Role) -> Actor {
    Actor {
        person: PersonId(id(7)),
        role,
        sections: None,
    }
}

fn draft() -> Article {
    let section = Section {
        id: SectionId(id(5)),
        edition: EditionId(id(1)),
        parent: None,
        slug: "sport".to_owned(),
        name: "رياضة".to_owned(),
        description: String::new(),
        position: 0,
        counterparts: Vec::new(),
        opinion: false,
    };
    let ids = (
        ArticleId(id(10)),
        ShortId::from_random([7; 8]),
        RevisionId(id(20)),
    );
    Article::begin(ids, EditionId(id(1)), &section, &actor(Role::Chief), START).unwrap()
}

fn published() -> Article {
    let mut article = draft();
    let head = article.head;
    article
        .publish(
            head,
            &Release::First,
            &[],
            false,
            (&actor(Role::Chief), START),
        )
        .unwrap();
    article
}

fn live(article: &Article) -> Covered<'_> {
    Covered {
        article,
        format: Format::Live,
    }
}

fn text(words: &str) -> PostText {
    PostText {
        body: Body::new(vec![Block::Paragraph(Paragraph::plain(words))]),
        ..PostText::default()
    }
}

fn added(
    article: &Article,
    coverage: &mut Coverage,
    at: Timestamp,
) -> Result<LivePost, PostRefused> {
    let ids = (PostId(id(30)), 1);
    let by = actor(Role::Editor);
    LivePost::add(
        ids,
        text("انطلقت المباراة."),
        coverage,
        live(article),
        (&by, at),
    )
}

#[test]
fn the_first_post_begins_the_coverage_and_silence_ends_it() {
    let article = published();
    let mut coverage = Coverage::of(article.id, START);
    assert_eq!(coverage.next_event(), None);
    let later = START.plus_seconds(HOUR);
    let post = added(&article, &mut coverage, later).unwrap();
    assert_eq!((post.number, post.revision, post.at), (1, 1, later));
    assert!(coverage.is_running());
    assert_eq!(coverage.started_at, Some(later));
    let end = later.plus_seconds(i64::from(QUIET_HOURS) * HOUR);
    assert_eq!(coverage.next_event(), Some(end));
    assert!(!coverage.let_end(end.plus_seconds(-1)));
    assert!(coverage.let_end(end.plus_seconds(HOUR)));
    let ended = Ended { at: end, by: None };
    assert_eq!(
        coverage.ended,
        Some(ended),
        "when it was, not when it was noticed"
    );
    assert!(!coverage.let_end(end.plus_seconds(2 * HOUR)), "only once");
    assert_eq!(
        added(&article, &mut coverage, end.plus_seconds(HOUR)),
        Err(PostRefused::Ended)
    );
}

#[test]
fn a_coverage_is_begun_ended_and_taken_up_again() {
    let article = published();
    let chief = actor(Role::Chief);
    let mut coverage = Coverage::of(article.id, START);
    assert_eq!(
        coverage.end(&article, &chief, START),
        Err(CoverageRefused::NotRunning)
    );
    let about = (&article, Format::Live);
    coverage.start(about, &chief, START).unwrap();
    assert_eq!(
        coverage.start(about, &chief, START),
        Err(CoverageRefused::Running)
    );
    let later = START.plus_seconds(HOUR);
    coverage.end(&article, &chief, later).unwrap();
    coverage.start(about, &chief, later).unwrap();
    assert!(coverage.is_running());
    assert_eq!(coverage.started_at, Some(START), "it is the same coverage");
}

#[test]
fn a_coverage_is_for_editors_of_published_live_articles() {
    let (article, draft) = (published(), draft());
    let mut coverage = Coverage::of(article.id, START);
    let chief = actor(Role::Chief);
    for role in Role::ALL {
        let started = coverage
            .clone()
            .start((&article, Format::Live), &actor(role), START);
        let allowed = role >= Role::Editor;
        assert_eq!(started.is_ok(), allowed, "{role:?}");
    }
    assert_eq!(
        coverage.start((&article, Format::News), &chief, START),
        Err(CoverageRefused::NotLive)
    );
    assert_eq!(
        coverage.start((&draft, Format::Live), &chief, START),
        Err(CoverageRefused::NotPublished)
    );
    let mut gone = article.clone();
    gone.withdrawal = Some(Withdrawal {
        notice: "سُحبت".to_owned(),
        at: START,
        by: chief.person,
    });
    assert_eq!(
        coverage.start((&gone, Format::Live), &chief, START),
        Err(CoverageRefused::Gone)
    );
    let plan = Plan {
        ends_at: Some(START),
        ..Plan::default()
    };
    assert_eq!(
        coverage.decide(plan, (&article, Format::Live), &chief, START),
        Err(CoverageRefused::InThePast)
    );
    let plan = Plan {
        ends_at: Some(START.plus_seconds(90 * 24 * HOUR)),
        ..Plan::default()
    };
    assert_eq!(
        coverage.decide(plan, (&article, Format::Live), &chief, START),
        Err(CoverageRefused::TooFarAhead)
    );
}

#[test]
fn a_plan_holds_few_points_that_say_something() {
    let plan = Plan {
        key_points: vec!["  هدف  مبكر ".to_owned(), " ".to_owned()],
        quiet_hours: Some(200),
        ends_at: None,
    };
    let plan = plan.clean().unwrap();
    assert_eq!(plan.key_points, ["هدف مبكر"]);
    assert_eq!(plan.quiet_hours, Some(crate::coverage::MOST_QUIET_HOURS));
    let many = Plan {
        key_points: vec!["نقطة".to_owned(); 8],
        ..Plan::default()
    };
    assert!(many.clean().is_err());
    let long = Plan {
        key_points: vec!["ن".repeat(301)],
        ..Plan::default()
    };
    assert!(long.clean().is_err());
}

#[test]
fn a_post_is_short_and_of_few_kinds_of_blocks() {
    let article = published();
    let chief = actor(Role::Chief);
    let add = |text: PostText| {
        let mut coverage = Coverage::of(article.id, START);
        let ids = (PostId(id(30)), 1);
        LivePost::add(ids, text, &mut coverage, live(&article), (&chief, START)).map(|_| ())
    };
    assert_eq!(add(PostText::default()), Err(PostRefused::NoText));
    assert_eq!(add(text("  ")), Err(PostRefused::NoText));
    let headline = PostText {
        headline: "هدف".to_owned(),
        ..PostText::default()
    };
    assert_eq!(add(headline), Ok(()));
    let long = add(text(&"ك".repeat(MOST_CHARACTERS + 1)));
    assert!(matches!(long, Err(PostRefused::TooLong { .. })));
    let mut divided = text("قبل الفاصل");
    divided.body.blocks.push(Block::Divider);
    assert_eq!(add(divided), Err(PostRefused::WrongBlock));
}

#[test]
fn a_changed_post_says_when_and_nothing_is_written_over_in_silence() {
    let article = published();
    let chief = actor(Role::Chief);
    let mut post = added(&article, &mut Coverage::of(article.id, START), START).unwrap();
    let later = START.plus_seconds(60);
    let change = |post: &mut LivePost, base, words: &str| {
        post.change(base, text(words), live(&article), (&chief, later))
    };
    assert_eq!(
        change(&mut post, 1, "انطلقت المباراة."),
        Err(PostRefused::NothingNew)
    );
    change(&mut post, 1, "انطلقت المباراة في موعدها.").unwrap();
    assert_eq!((post.revision, post.changed_at), (2, Some(later)));
    assert_eq!(change(&mut post, 1, "كلام آخر"), Err(PostRefused::Stale));
}

#[test]
fn a_removed_post_leaves_its_time_and_comes_back() {
    let article = published();
    let chief = actor(Role::Chief);
    let mut post = added(&article, &mut Coverage::of(article.id, START), START).unwrap();
    let at = (&chief, START.plus_seconds(60));
    let covered = live(&article);
    assert_eq!(
        post.bring_back(covered, &chief),
        Err(PostRefused::NotRemoved)
    );
    post.remove("نُشر بالخطأ".to_owned(), covered, at).unwrap();
    assert!(!post.stands());
    let again = post.remove(String::new(), covered, at);
    assert_eq!(again, Err(PostRefused::Removed));
    assert_eq!(
        post.change(1, text("نص"), covered, at),
        Err(PostRefused::Removed)
    );
    assert_eq!(
        post.pin(true, 0, covered, &chief),
        Err(PostRefused::Removed)
    );
    assert_eq!(
        post.correct(correction(""), covered, &chief),
        Err(PostRefused::Removed)
    );
    post.bring_back(covered, &chief).unwrap();
    assert!(post.stands());
}

fn correction(words: &str) -> Correction {
    Correction {
        id: CorrectionId(id(40)),
        kind: CorrectionKind::Correction,
        priority: CorrectionPriority::Low,
        text: words.to_owned(),
        at: START,
        by: PersonId(id(7)),
    }
}

#[test]
fn posts_are_corrected_and_marked_by_editors() {
    let article = published();
    let chief = actor(Role::Chief);
    let mut post = added(&article, &mut Coverage::of(article.id, START), START).unwrap();
    let covered = live(&article);
    assert_eq!(
        post.correct(correction(" "), covered, &chief),
        Err(PostRefused::NoText)
    );
    let wrong = correction("الهدف لعلاء بدران لا لجاد الشرقاوي.");
    post.correct(wrong, covered, &chief).unwrap();
    assert_eq!(post.corrections.len(), 1);
    let full = post.pin(true, MOST_PINNED, covered, &chief);
    assert!(matches!(full, Err(PostRefused::TooManyPinned { .. })));
    post.pin(true, 0, covered, &chief).unwrap();
    assert!(post.pinned);
    for role in [Role::Contributor, Role::Reporter] {
        let who = actor(role);
        assert_eq!(
            post.pin(false, 1, covered, &who),
            Err(PostRefused::NotAllowed)
        );
        assert_eq!(
            post.remove(String::new(), covered, (&who, START)),
            Err(PostRefused::NotAllowed)
        );
    }
    let mut binned = article.clone();
    binned.binned = Some(Bin {
        at: START,
        by: chief.person,
    });
    assert_eq!(
        post.pin(false, 1, live(&binned), &chief),
        Err(PostRefused::Gone)
    );
}

#[test]
fn a_post_without_a_headline_is_called_by_how_it_begins() {
    assert_eq!(text("صافرة البداية.").called(), "صافرة البداية.");
    let called = text(&"كلمة ".repeat(40)).called();
    assert!(
        called.ends_with('…') && called.chars().count() <= 91,
        "{called}"
    );
    for label in Label::ALL {
        assert_eq!(Label::named(label.name()), Some(label));
        assert_eq!(serde_json::to_value(label).unwrap(), label.name());
    }
}
