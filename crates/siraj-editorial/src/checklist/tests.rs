//! The checklist on manuscripts of every state.

use super::*;
use crate::named::Named;
use crate::{SectionId, Timestamp};
use serde_json::json;
use uuid::Uuid;

const NOW: Timestamp = Timestamp::from_micros(1_000_000);

fn manuscript(fields: &serde_json::Value) -> Manuscript {
    let mut all = json!({
        "section": SectionId(Uuid::nil()),
        "headline": "عادت القوارب إلى المرفأ",
        "standfirst": "بعد أسبوعين من الإصلاح.",
        "dateline": {"place": "سرو"},
        "bylines": [{"guest": "سامر عون", "role": "writing"}],
        "body": {"version": 1, "blocks": [{"type": "paragraph", "runs": [{"type": "text", "text": "عادت القوارب صباح اليوم."}]}]},
    });
    let changed = fields.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(changed);
    serde_json::from_value(all).unwrap()
}

fn found(fields: &serde_json::Value, pictures: &[Media]) -> Vec<Finding> {
    run(&manuscript(fields), pictures, &Language::arabic(), NOW)
}

fn picture(fields: &serde_json::Value) -> Media {
    let mut all = json!({
        "id": MediaId(Uuid::from_u128(7)), "original": "", "content_type": "image/jpeg",
        "width": 10, "height": 10, "alt": {"ar": "قارب عند الرصيف"}, "credit": {"ar": "سراج"},
    });
    all.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    serde_json::from_value(all).unwrap()
}

#[test]
fn a_dateline_is_a_place_and_agencies_with_the_house_dash_between_them() {
    assert_eq!(found(&json!({}), &[]), []);
    for dateline in [
        json!({"place": "سرو:"}),
        json!({"place": "سرو - وكالات"}),
        json!({"place": "سرو/المرفأ"}),
        json!({"place": "سرو", "as_sent": "سرو (وكالة الساحل) -"}),
    ] {
        let fields = json!({"dateline": dateline});
        assert_eq!(found(&fields, &[]), [Finding::DatelineForm], "{fields}");
    }
    let house = json!({"dateline": {"as_sent": "سرو – وكالة الساحل"}});
    assert_eq!(found(&house, &[]), []);
}

#[test]
fn a_picture_is_described_in_the_language_of_the_article() {
    let id = MediaId(Uuid::from_u128(7));
    let fields = json!({"picture": id});
    assert_eq!(found(&fields, &[picture(&json!({}))]), []);
    let english = picture(&json!({"alt": {"en": "A boat"}}));
    assert_eq!(
        found(&fields, &[english]),
        [Finding::PictureDescribedElsewhere(id)]
    );
    let nothing = Media {
        alt: Named::default(),
        ..picture(&json!({}))
    };
    assert_eq!(
        found(&fields, std::slice::from_ref(&nothing)),
        [Finding::PictureWithoutDescription(id)]
    );
    let decorative = Media {
        decorative: true,
        ..nothing
    };
    assert_eq!(found(&fields, &[decorative]), []);
}

#[test]
fn a_picture_within_the_text_may_be_described_there_and_the_lead_may_not() {
    let id = MediaId(Uuid::from_u128(7));
    let nothing = Media {
        alt: Named::default(),
        ..picture(&json!({}))
    };
    let block = json!({"type": "picture", "media": id, "alt": "قارب", "layout": "column"});
    let words = json!({"type": "paragraph", "runs": [{"type": "text", "text": "عاد القارب."}]});
    let body = json!({"version": 1, "blocks": [words, block]});
    assert_eq!(
        found(&json!({"body": body}), std::slice::from_ref(&nothing)),
        []
    );
    assert_eq!(
        found(&json!({"body": body, "picture": id}), &[nothing]),
        [Finding::PictureWithoutDescription(id)]
    );
}

#[test]
fn a_counterpart_that_nobody_translated_is_told() {
    let fields = json!({"headline": "The boats are back at the harbour"});
    assert_eq!(found(&fields, &[]), [Finding::OtherScript]);
    let named = json!({"headline": "أسهم شركة Coast Line تعود إلى السوق"});
    assert_eq!(found(&named, &[]), []);
}

#[test]
fn a_name_spelled_two_ways_is_told_with_both_spellings() {
    let fields = json!({"headline": "الجابري يعود", "standfirst": "قال الجابرى إنه عائد."});
    let findings = found(&fields, &[]);
    let [finding] = findings.as_slice() else {
        panic!("{findings:?}");
    };
    assert_eq!(finding.check(), Check::Spelling);
    assert_eq!(finding.args().len(), 2);
}

#[test]
fn the_house_chooses_what_stops_an_article_within_bounds() {
    let house = Severities::default()
        .with(Check::Standfirst, Severity::Blocks)
        .with(Check::PictureCredit, Severity::Warns)
        .with(Check::Text, Severity::Warns)
        .with(Check::Byline, Severity::Blocks);
    let chosen: Vec<_> = house.chosen().collect();
    assert_eq!(
        chosen,
        [
            (Check::Standfirst, Severity::Blocks),
            (Check::PictureCredit, Severity::Warns)
        ]
    );
    let findings = vec![
        Finding::LongHeadline,
        Finding::NoText,
        Finding::NoStandfirst,
    ];
    let weighed: Vec<_> = house.weigh(findings);
    let blocking: Vec<_> = weighed
        .iter()
        .filter(|found| found.blocks())
        .map(|found| found.finding.clone())
        .collect();
    assert_eq!(blocking, [Finding::NoText, Finding::NoStandfirst]);
    assert_eq!(weighed.len(), 3);
}

#[test]
fn every_check_and_severity_is_known_by_its_name() {
    for check in Check::ALL {
        assert_eq!(Check::named(check.name()), Some(*check));
        assert_eq!(
            serde_json::to_value(check).unwrap(),
            json!(check.name()),
            "one name in forms and in JSON"
        );
    }
    for severity in Severity::ALL {
        assert_eq!(Severity::named(severity.name()), Some(severity));
    }
    assert_eq!(Check::named("nothing"), None);
}
