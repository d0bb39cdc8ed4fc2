//! The choice of a front, from nothing published to a full newsroom.

use super::plan::{Choice, Plan, Stock, plan};
use crate::pages::model::BlockLayout;
use crate::store::live::Card;
use siraj_editorial::front::Container;
use siraj_editorial::revision::Format;
use siraj_editorial::{ArticleId, EditionId, MediaId, SectionId, ShortId, StoryId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

fn card(number: u128) -> Card {
    Card {
        article: ArticleId(Uuid::from_u128(number)),
        short_id: ShortId::from_random([7; 8]),
        edition: EditionId(Uuid::nil()),
        section: SectionId(Uuid::from_u128(number % 4)),
        slug: "خبر".to_owned(),
        format: Format::News,
        kicker: String::new(),
        headline: format!("خبر {number}"),
        standfirst: String::new(),
        bylines: Vec::new(),
        picture: Some(MediaId(Uuid::from_u128(number))),
        story: None,
        topics: Vec::new(),
        first_at: Timestamp::from_micros(i64::try_from(number).unwrap() * 60_000_000),
        updated_at: Timestamp::from_micros(0),
        prominence: 0,
    }
}

/// A newsroom of four sections with these articles, newest first.
fn stock(mut cards: Vec<Card>) -> Stock {
    cards.sort_by_key(|card| std::cmp::Reverse(card.first_at));
    let of = |section: u128| {
        let id = SectionId(Uuid::from_u128(section));
        (
            id,
            cards
                .iter()
                .filter(|card| card.section == id)
                .cloned()
                .collect(),
        )
    };
    Stock {
        sections: (0..4).map(of).collect(),
        latest: cards,
        ..Stock::default()
    }
}

fn no_article_twice(plan: &Plan) -> usize {
    let all: Vec<ArticleId> = plan.cards().map(|card| card.article).collect();
    let distinct: HashSet<ArticleId> = all.iter().copied().collect();
    assert_eq!(all.len(), distinct.len(), "an article stands twice");
    all.len()
}

#[test]
fn a_front_is_sensible_with_any_number_of_articles() {
    for count in [0, 1, 2, 3, 6, 10, 25, 60] {
        let plan = plan(&stock((1..=count).map(card).collect()));
        assert_eq!(plan.lead.is_some(), count > 0);
        let shown = no_article_twice(&plan);
        assert!(shown > 0 || count == 0);
        if count <= 14 {
            assert_eq!(
                shown,
                usize::try_from(count).unwrap(),
                "a small newsroom shows all"
            );
        }
    }
}

#[test]
fn prominence_outweighs_some_hours_and_not_some_days() {
    let mut old = card(10);
    old.prominence = 2;
    let fresh = card(10 + 5 * 60);
    let lead = plan(&stock(vec![old.clone(), fresh])).lead.unwrap().lead;
    assert_eq!(lead.article, old.article);
    let next_day = card(10 + 30 * 60);
    let lead = plan(&stock(vec![old, next_day.clone()])).lead.unwrap().lead;
    assert_eq!(lead.article, next_day.article);
}

#[test]
fn an_opinion_leads_only_where_there_is_nothing_else() {
    let mut opinion = card(9);
    opinion.format = Format::Opinion;
    let lead = |cards| plan(&stock(cards)).lead.unwrap().lead.article;
    assert_eq!(lead(vec![opinion.clone(), card(1)]), card(1).article);
    assert_eq!(lead(vec![opinion.clone()]), opinion.article);
}

#[test]
fn the_lead_carries_headlines_of_its_own_story() {
    let story = StoryId(Uuid::from_u128(1));
    let mut cards: Vec<Card> = (1..=12).map(card).collect();
    for card in cards.iter_mut().skip(6) {
        card.story = Some(story);
    }
    let mut stock = stock(cards);
    let told = stock.latest.iter().filter(|card| card.story.is_some());
    stock.stories = vec![(story, told.cloned().collect())];
    let plan = plan(&stock);
    no_article_twice(&plan);
    let package = plan.lead.unwrap();
    assert_eq!(package.sub_links.len(), 3);
    assert!(
        package
            .sub_links
            .iter()
            .all(|card| card.story == Some(story))
    );
}

#[test]
fn a_large_place_is_given_to_an_article_with_a_picture() {
    let mut cards: Vec<Card> = (1..=60).map(card).collect();
    for card in &mut cards {
        // Of three in turn one has a picture.
        card.picture = card.picture.filter(|_| card.article.0.as_u128() % 3 == 0);
    }
    let plan = plan(&stock(cards));
    no_article_twice(&plan);
    let mut seen = 0;
    for block in &plan.blocks {
        let Choice::Section(_, layout, cards) = block else {
            continue;
        };
        seen += 1;
        let pictured = cards.iter().filter(|card| card.picture.is_some()).count();
        let large = if *layout == BlockLayout::DuetAndList {
            2
        } else {
            1
        };
        let first = cards.iter().take(large.min(pictured));
        assert!(pictured > 0 && first.clone().all(|card| card.picture.is_some()));
        let rest: Vec<_> = cards.iter().skip(large).map(|card| card.first_at).collect();
        assert!(rest.is_sorted_by(|one, next| one > next), "{rest:?}");
    }
    assert!(seen >= 3);
}

#[test]
fn opinions_stand_in_a_row_and_a_long_piece_alone() {
    let section = SectionId(Uuid::from_u128(9));
    let opinions = (101..=106).map(|number| Card {
        format: Format::Opinion,
        section,
        ..card(number)
    });
    let opinions: Vec<Card> = opinions.collect();
    let mut cards: Vec<Card> = (1..=40).map(card).collect();
    cards[3].format = Format::Feature;
    cards.extend(opinions.clone());
    let mut stock = stock(cards);
    stock.opinion = Some((section, opinions));
    let plan = plan(&stock);
    no_article_twice(&plan);
    let row = plan.blocks.iter().find_map(|block| match block {
        Choice::Opinion(_, cards) => Some(cards.len()),
        _ => None,
    });
    assert_eq!(row, Some(4));
    assert!(
        plan.blocks
            .iter()
            .any(|block| matches!(block, Choice::LongRead(_)))
    );
}

/// A newsroom in which these were given places.
fn pinned(count: u128, pins: &[(Container, usize, u128)]) -> Stock {
    let mut stock = stock((1..=count).map(card).collect());
    for (container, place, number) in pins {
        let places = stock.pins.entry(*container).or_default();
        places.insert(*place, card(*number));
    }
    stock
}

fn top(plan: &Plan) -> Vec<u128> {
    let package = plan.lead.as_ref().unwrap();
    let top = std::iter::once(&package.lead).chain(&package.rows);
    top.map(|card| card.article.0.as_u128()).collect()
}

#[test]
fn who_was_given_a_place_has_it_and_the_rest_fills_itself() {
    let container = Container::Section(SectionId(Uuid::from_u128(2)));
    let stock = pinned(
        60,
        &[
            (Container::Top, 0, 3),
            (Container::Top, 3, 7),
            (container, 1, 1),
            (container, 5, 2),
            (Container::LongRead, 0, 4),
        ],
    );
    let plan = plan(&stock);
    no_article_twice(&plan);
    assert_eq!(top(&plan), [3, 60, 59, 7, 58, 57]);
    let block = plan.blocks.iter().find_map(|block| match block {
        Choice::Section(id, _, cards) if Container::Section(*id) == container => Some(cards),
        _ => None,
    });
    let numbers: Vec<u128> = block
        .unwrap()
        .iter()
        .map(|one| one.article.0.as_u128())
        .collect();
    assert_eq!((numbers[1], numbers[5], numbers.len()), (1, 2, 6));
    let long = plan.blocks.iter().any(|block| match block {
        Choice::LongRead(one) => one.article == card(4).article,
        _ => false,
    });
    assert!(long);
}

#[test]
fn a_front_of_nothing_but_given_places_closes_up() {
    let mut stock = Stock::default();
    let places = BTreeMap::from([(2, card(5)), (4, card(6))]);
    stock.pins.insert(Container::Top, places);
    let plan = plan(&stock);
    assert_eq!(top(&plan), [5, 6]);
}

#[test]
fn who_is_kept_away_does_not_come_by_itself() {
    let mut stock = pinned(20, &[]);
    stock.keep_away(&BTreeSet::from([card(20).article, card(3).article]));
    let plan = plan(&stock);
    let all: HashSet<ArticleId> = plan.cards().map(|card| card.article).collect();
    assert!(!all.contains(&card(20).article) && !all.contains(&card(3).article));
    assert_eq!(top(&plan)[0], 19);
}
