//! The checklist as the panel shows it: what, why, and the repair in place for whoever may
//! do it; who may, for everybody else.

use super::super::Case;
use super::super::publish::Typed;
use super::{Known, PICTURES};
use crate::store::media::public_key;
use crate::web::api::fault::sentence;
use siraj_editorial::MediaId;
use siraj_editorial::checklist::{Check, Finding, Found, LONGEST_HEADLINE};
use siraj_editorial::media::Media;
use siraj_editorial::revision::{NAME_CHARACTERS, STANDFIRST_CHARACTERS};
use siraj_editorial::role::Right;

/// Something found.
pub struct Item {
    /// The severity in a word.
    pub severity: &'static str,
    /// The same for the stylesheet.
    pub class: &'static str,
    /// What.
    pub what: String,
    /// Why that matters, and what to do.
    pub why: String,
    /// Makes the names of fields differ from those of other items.
    pub id: String,
    /// The check's name, for the form.
    pub check: &'static str,
    /// The small picture that it is about.
    pub picture: Option<(String, String)>,
    /// The repair.
    pub repair: Repair,
}

/// How something is put right.
pub enum Repair {
    /// A line is written.
    Line {
        label: &'static str,
        value: String,
        limit: usize,
        verb: &'static str,
        /// Whether the picture may be called decorative instead.
        decorative: bool,
    },
    /// A few lines are written.
    Lines {
        label: &'static str,
        value: String,
        limit: usize,
        verb: &'static str,
    },
    /// Somebody is chosen.
    Person {
        label: &'static str,
        people: Vec<(String, String, bool)>,
        verb: &'static str,
    },
    /// One spelling is taken for another.
    Spelling {
        from: String,
        to: String,
        verb: String,
        other: String,
    },
    /// It is put right where the text is written.
    Elsewhere { url: String, words: &'static str },
    /// Somebody else does it.
    Barred(String),
}

/// The findings, those that stop the article first.
pub fn of(case: &Case, known: &Known, typed: &Typed) -> Vec<Item> {
    let found = known.found.iter().enumerate();
    found
        .map(|(n, found)| item(case, known, found, (n, typed)))
        .collect()
}

fn item(case: &Case, known: &Known, found: &Found, (n, typed): (usize, &Typed)) -> Item {
    let finding = &found.finding;
    let utc = jiff::tz::TimeZone::UTC;
    let words = sentence(
        case.frame.messages,
        finding.message_key(),
        &finding.args(),
        &utc,
    );
    let words = case.frame.isolated(&words);
    let (what, why) = words
        .split_once(". ")
        .map_or((words.as_str(), ""), |(what, why)| (what, why));
    let (severity, class) = if found.blocks() {
        ("acts.blocks_word", "blocks")
    } else {
        ("acts.warns_word", "warns")
    };
    let media = finding.picture().and_then(|id| picture_of(known, id));
    Item {
        severity: case.frame.t(severity),
        class,
        what: what.trim_end_matches('.').to_owned(),
        why: why.to_owned(),
        id: format!("repair-{n}"),
        check: finding.check().name(),
        picture: media.map(|media| {
            let address = format!("{PICTURES}/{}/4x3-320.jpg", public_key(media));
            (media.id.to_string(), address)
        }),
        repair: repair(case, known, finding, typed),
    }
}

fn picture_of(known: &Known, id: MediaId) -> Option<&Media> {
    known.pictures.iter().find(|media| media.id == id)
}

/// What was typed last into this check's field, so that a refusal loses nothing.
fn typed_or(typed: &Typed, finding: &Finding, value: &str) -> String {
    let same_picture = finding
        .picture()
        .is_none_or(|id| typed.picture == id.to_string());
    if typed.check == finding.check().name() && same_picture && !typed.value.is_empty() {
        typed.value.clone()
    } else {
        value.to_owned()
    }
}

fn repair(case: &Case, known: &Known, finding: &Finding, typed: &Typed) -> Repair {
    let t = |key| case.frame.t(key);
    let of_picture = matches!(
        finding,
        Finding::PictureWithoutDescription(_)
            | Finding::PictureDescribedElsewhere(_)
            | Finding::PictureWithoutCredit(_)
    );
    if of_picture && !case.frame.may(Right::UseMedia) {
        return Repair::Barred(t("acts.pictures_who").to_owned());
    }
    if !of_picture && !case.may_edit() {
        let who = case.who_may();
        return Repair::Barred(
            case.frame
                .messages
                .with("acts.repair_who", &[("who", who.as_str())]),
        );
    }
    let text = &case.subject.head.manuscript;
    let line = |label, value: &str, limit, verb| Repair::Line {
        label: t(label),
        value: typed_or(typed, finding, value),
        limit,
        verb: t(verb),
        decorative: false,
    };
    match finding {
        Finding::NoHeadline | Finding::LongHeadline => line(
            "acts.headline",
            &text.headline,
            if *finding == Finding::NoHeadline {
                LONGEST_HEADLINE
            } else {
                300
            },
            "acts.save_headline",
        ),
        Finding::NoSlug => line("acts.slug", "", NAME_CHARACTERS, "acts.save_slug"),
        Finding::NoStandfirst => Repair::Lines {
            label: t("acts.standfirst"),
            value: typed_or(typed, finding, ""),
            limit: STANDFIRST_CHARACTERS,
            verb: t("acts.save_standfirst"),
        },
        Finding::DatelineForm => {
            let place = text.dateline.place.as_deref();
            let place = place
                .or(text.dateline.as_sent.as_deref())
                .unwrap_or_default();
            line("acts.place", place, NAME_CHARACTERS, "acts.save_place")
        }
        Finding::NobodySigns => Repair::Person {
            label: t("acts.signs"),
            people: who_could_sign(case, known),
            verb: t("acts.save_byline"),
        },
        Finding::SpelledTwoWays(two) => {
            let named = |key, word: &str| case.frame.messages.with(key, &[("word", word)]);
            Repair::Spelling {
                verb: named("acts.spell", &two.often),
                other: named("acts.spell", &two.seldom),
                from: two.seldom.clone(),
                to: two.often.clone(),
            }
        }
        Finding::PictureWithoutDescription(_) | Finding::PictureDescribedElsewhere(_) => {
            Repair::Line {
                label: t("acts.description"),
                value: typed_or(typed, finding, ""),
                limit: 500,
                verb: t("acts.save_description"),
                decorative: matches!(finding, Finding::PictureWithoutDescription(_)),
            }
        }
        Finding::PictureWithoutCredit(_) => line("acts.credit", "", 200, "acts.save_credit"),
        Finding::OpenNotes(_) => Repair::Elsewhere {
            url: case.room("/notes"),
            words: t("acts.to_notes"),
        },
        Finding::NoText
        | Finding::LinkNowhere(_)
        | Finding::LinkSilent(_)
        | Finding::OtherScript
        | Finding::PictureMissing(_)
        | Finding::PictureExpired(_) => Repair::Elsewhere {
            url: case.room(""),
            words: t("acts.to_text"),
        },
    }
}

/// Everybody by identity and name, and whether they began the article.
fn who_could_sign(case: &Case, known: &Known) -> Vec<(String, String, bool)> {
    let people = known.people.iter().map(|person| {
        let began = person.id == case.subject.article.created_by;
        (person.id.to_string(), case.frame.named(&person.name), began)
    });
    people.collect()
}

/// What was looked at and is in order, in the order of the list.
pub fn in_order(case: &Case, known: &Known) -> Vec<&'static str> {
    let has_pictures = !case.subject.head.manuscript.pictures().is_empty();
    let of_pictures = |check: Check| check.name().starts_with("picture");
    let has_links = !case.subject.head.manuscript.body.links().is_empty();
    Check::ALL
        .iter()
        .filter(|check| has_pictures || !of_pictures(**check))
        .filter(|check| (has_links && known.asking == 0) || **check != Check::Links)
        .filter(|check| {
            !known
                .found
                .iter()
                .any(|found| found.finding.check() == **check)
        })
        .map(|check| case.frame.t(check.message_key()))
        .collect()
}

/// The pictures that something was found about.
pub fn pictures_at_fault(known: &Known) -> Vec<&Media> {
    let ids = known
        .found
        .iter()
        .filter_map(|found| found.finding.picture());
    ids.filter_map(|id| picture_of(known, id)).collect()
}

/// Their public keys, as the script finds them in the text.
pub fn keys(faults: &[&Media]) -> String {
    let keys: Vec<String> = faults.iter().map(|media| public_key(media)).collect();
    keys.join(" ")
}
