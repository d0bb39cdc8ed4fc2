//! Arranging a front: places are given, closed up, let go; steps are taken back.

use super::{Arrangement, Container, Difference, Draft, FrontOf, MOST_STEPS, Step, Wording};
use crate::refusal::CurateRefused;
use crate::role::{Actor, Role};
use crate::{ArticleId, EditionId, PersonId, SectionId, Timestamp};
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_micros(1_000_000_000);
const HOME: FrontOf = FrontOf::home(EditionId(Uuid::nil()));

fn article(number: u128) -> ArticleId {
    ArticleId(Uuid::from_u128(number))
}

fn put(number: u128, place: u8) -> Step {
    Step::Put {
        article: article(number),
        container: Container::Top,
        place,
        from: None,
    }
}

/// The front's top as places, `0` where nobody was put.
fn top(front: &Arrangement) -> Vec<u128> {
    let mut places = vec![0; 6];
    for pin in front.pins_in(Container::Top) {
        places[usize::from(pin.place)] = pin.article.0.as_u128();
    }
    places
}

fn after(steps: &[Step]) -> Arrangement {
    let mut front = Arrangement::default();
    for step in steps {
        front.take(HOME, step, NOW).unwrap();
    }
    front
}

#[test]
fn who_is_put_at_a_place_pushes_down_those_who_stand_there() {
    let cases: [(&[Step], [u128; 6]); 5] = [
        (&[put(1, 0), put(2, 2)], [1, 0, 2, 0, 0, 0]),
        (&[put(1, 0), put(2, 1), put(3, 0)], [3, 1, 2, 0, 0, 0]),
        (&[put(1, 0), put(2, 2), put(3, 0)], [3, 1, 2, 0, 0, 0]),
        (&[put(1, 0), put(2, 3), put(3, 0)], [3, 1, 0, 2, 0, 0]),
        (&[put(1, 5), put(2, 5)], [0, 0, 0, 0, 0, 2]),
    ];
    for (steps, expected) in cases {
        assert_eq!(top(&after(steps)), expected, "{steps:?}");
    }
}

#[test]
fn within_a_container_the_others_close_up() {
    let three = [put(1, 0), put(2, 1), put(3, 2)];
    for (step, expected) in [
        (put(1, 1), [2, 1, 3, 0, 0, 0]),
        (put(3, 0), [3, 1, 2, 0, 0, 0]),
        (put(1, 5), [2, 3, 0, 0, 0, 1]),
        (put(2, 1), [1, 2, 3, 0, 0, 0]),
    ] {
        let steps: Vec<Step> = three.iter().cloned().chain([step]).collect();
        assert_eq!(top(&after(&steps)), expected, "{steps:?}");
    }
    // One who stood at the fourth place by itself goes up: the two it passes go down.
    let by_itself = Step::Put {
        article: article(9),
        container: Container::Top,
        place: 1,
        from: Some(3),
    };
    let steps = [put(1, 0), put(2, 1), put(3, 2), by_itself];
    assert_eq!(top(&after(&steps)), [1, 9, 2, 3, 0, 0]);
}

#[test]
fn an_article_stands_once_and_no_place_is_given_twice() {
    let container = Container::Section(SectionId(Uuid::from_u128(5)));
    let elsewhere = Step::Put {
        article: article(1),
        container,
        place: 3,
        from: None,
    };
    let front = after(&[put(1, 0), put(2, 1), elsewhere]);
    assert_eq!(top(&front), [0, 2, 0, 0, 0, 0]);
    assert_eq!(front.pin(article(1)).unwrap().container, container);
}

#[test]
fn a_place_that_is_not_there_is_refused_and_changes_nothing() {
    let mut front = after(&[put(1, 0)]);
    let before = front.clone();
    assert_eq!(
        front.take(HOME, &put(1, 6), NOW),
        Err(CurateRefused::NoPlace)
    );
    let section = FrontOf {
        section: Some(SectionId(Uuid::nil())),
        ..HOME
    };
    let long = Step::Put {
        article: article(1),
        container: Container::LongRead,
        place: 0,
        from: None,
    };
    assert_eq!(front.take(section, &long, NOW), Err(CurateRefused::NoPlace));
    assert_eq!(
        front.take(section, &put(1, 5), NOW),
        Err(CurateRefused::NoPlace)
    );
    assert_eq!(front, before);
}

#[test]
fn a_pin_ends_by_time_and_not_before() {
    let end = NOW.plus_seconds(60);
    let mut front = after(&[put(1, 0), put(2, 1)]);
    for (until, why) in [
        (NOW, CurateRefused::InThePast),
        (
            NOW.plus_seconds(400 * 24 * 3600),
            CurateRefused::TooFarAhead,
        ),
    ] {
        let step = Step::Until(article(1), Some(until));
        assert_eq!(front.take(HOME, &step, NOW), Err(why));
    }
    let nobody = Step::Until(article(7), None);
    assert_eq!(
        front.take(HOME, &nobody, NOW),
        Err(CurateRefused::NotPinned)
    );
    front
        .take(HOME, &Step::Until(article(1), Some(end)), NOW)
        .unwrap();
    assert_eq!(front.next_end(), Some(end));
    assert_eq!(front.at(NOW), front);
    assert_eq!(top(&front.at(end)), [0, 2, 0, 0, 0, 0]);
    // It keeps its end when it is moved.
    front.take(HOME, &put(1, 3), NOW).unwrap();
    assert_eq!(front.pin(article(1)).unwrap().until, Some(end));
}

#[test]
fn who_is_kept_away_has_no_place_and_who_gets_one_is_not_kept_away() {
    let front = after(&[put(1, 0), Step::Hide(article(1))]);
    assert_eq!(top(&front), [0; 6]);
    assert!(front.hidden.contains(&article(1)));
    let front = after(&[Step::Hide(article(1)), put(1, 0)]);
    assert!(front.hidden.is_empty());
}

#[test]
fn a_front_does_not_grow_without_end() {
    let mut front = Arrangement::default();
    let mut refused = None;
    for number in 0..200 {
        if let Err(why) = front.take(HOME, &Step::Hide(article(number)), NOW) {
            refused = Some(why);
            break;
        }
    }
    assert_eq!(refused, Some(CurateRefused::TooMany));
}

#[test]
fn steps_are_taken_back_and_taken_again() {
    let mut draft = Draft::default();
    assert_eq!(draft.undo(), Err(CurateRefused::NoStep));
    draft.take(HOME, &put(1, 0), NOW).unwrap();
    draft.take(HOME, &put(1, 0), NOW).unwrap();
    assert_eq!(draft.past.len(), 1, "what changes nothing is no step");
    draft.take(HOME, &put(2, 0), NOW).unwrap();
    draft.undo().unwrap();
    assert_eq!(top(&draft.arrangement), [1, 0, 0, 0, 0, 0]);
    draft.redo().unwrap();
    assert_eq!(top(&draft.arrangement), [2, 1, 0, 0, 0, 0]);
    draft.undo().unwrap();
    draft.take(HOME, &Step::Sombre(true), NOW).unwrap();
    assert_eq!(draft.redo(), Err(CurateRefused::NoStep));
    for number in 0..100 {
        draft
            .take(HOME, &Step::Sombre(number % 2 == 0), NOW)
            .unwrap();
        draft.take(HOME, &put(number + 9, 0), NOW).unwrap();
    }
    assert_eq!(draft.past.len(), MOST_STEPS);
}

#[test]
fn what_differs_is_said_one_decision_at_a_time() {
    let before = after(&[put(1, 0), put(2, 1), Step::Boost(article(2), true)]);
    let mut now = before.clone();
    let words = Wording {
        headline: "x".to_owned(),
        kicker: String::new(),
    };
    for step in [
        put(2, 0),
        Step::Boost(article(2), false),
        Step::Release(article(1)),
        Step::Hide(article(3)),
        Step::Word(article(2), words.clone()),
        Step::Sombre(true),
    ] {
        now.take(HOME, &step, NOW).unwrap();
    }
    let expected = [
        Difference::Sombre(true),
        Difference::Placed {
            article: article(2),
            container: Container::Top,
            place: 0,
            moved: true,
        },
        Difference::Released(article(1)),
        Difference::Worded(article(2), Some(words)),
        Difference::Unboosted(article(2)),
        Difference::Hidden(article(3)),
    ];
    assert_eq!(now.since(&before), expected);
    assert!(now.since(&now).is_empty());
    assert_eq!(now.publish(&now, NOW), Err(CurateRefused::NothingNew));
    assert_eq!(now.publish(&before, NOW), Ok(now));
}

#[test]
fn a_section_s_front_is_curated_by_who_may_curate_the_section() {
    let (mine, other) = (SectionId(Uuid::nil()), SectionId(Uuid::max()));
    let of = |section| FrontOf {
        section: Some(section),
        ..HOME
    };
    for role in Role::ALL {
        let actor = Actor {
            person: PersonId(Uuid::nil()),
            role,
            sections: Some(vec![mine]),
        };
        let curates = role >= Role::Editor;
        assert_eq!(HOME.may_be_curated_by(&actor).is_ok(), curates);
        assert_eq!(of(mine).may_be_curated_by(&actor).is_ok(), curates);
        let everywhere = role >= Role::Chief;
        assert_eq!(of(other).may_be_curated_by(&actor).is_ok(), everywhere);
    }
}

#[test]
fn an_arrangement_is_written_and_read_again() {
    let mut front = after(&[put(1, 0), Step::Hide(article(4))]);
    front.words.insert(article(1), Wording::default());
    let text = serde_json::to_string(&front).unwrap();
    assert_eq!(serde_json::from_str::<Arrangement>(&text).unwrap(), front);
    let section = FrontOf {
        section: Some(SectionId(Uuid::max())),
        ..HOME
    };
    for of in [HOME, section] {
        assert_eq!(of.to_string().parse(), Ok(of));
    }
    assert!("x.y".parse::<FrontOf>().is_err());
}
