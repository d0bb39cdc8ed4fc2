//! How the room of a live article is drawn.

use super::typed::Typed;
use super::{Covered, Open, here, may, written};
use crate::actions::entry::Inside;
use crate::pages::build::places;
use crate::pages::model::Moment;
use crate::pages::model::coverage::label_key;
use crate::room::fresh_id;
use crate::web::rooms::form::Choice;
use crate::web::rooms::page::Frame;
use askama::Template;
use siraj_editorial::Timestamp;
use siraj_editorial::byline::Signatory;
use siraj_editorial::coverage::QUIET_HOURS;
use siraj_editorial::post::{Label, LivePost, PostText};
use siraj_editorial::revision::Format;

/// A post in the list.
pub struct Row {
    id: String,
    number: i64,
    stamp: String,
    at: Moment,
    label: Option<&'static str>,
    headline: String,
    lines: Vec<String>,
    by: String,
    changed: Option<Moment>,
    corrections: Vec<String>,
    pinned: bool,
    removed: Option<(Moment, String)>,
}

/// The fields of a post, new or changed.
pub struct Fields {
    /// The sender's name for a new post.
    key: String,
    headline: String,
    labels: Vec<Choice>,
    signed: Vec<Choice>,
    guest: String,
    picture: String,
    /// The text; `None` where it cannot be typed.
    text: Option<String>,
}

impl Fields {
    /// Whether what most posts leave alone is filled in: who signs, a picture.
    fn opens(&self) -> bool {
        let own = self
            .signed
            .iter()
            .any(|one| one.chosen && one.value == "own");
        !own || !self.guest.is_empty() || !self.picture.is_empty()
    }
}

/// A post that something is to be done with.
pub struct Opened {
    id: String,
    number: i64,
    base: i64,
    what: &'static str,
    title: String,
    fields: Fields,
    kinds: Vec<Choice>,
    correction: String,
    reason: String,
    /// The text that stands there, where somebody else was faster.
    theirs: Vec<String>,
}

/// Why nothing can be posted, or what has to be known before.
pub struct Notice(&'static str);

#[derive(Template)]
#[template(path = "rooms/live.html")]
pub struct RoomPage {
    frame: Frame,
    here: String,
    api: String,
    title: String,
    reader_url: Option<String>,
    state: String,
    running: bool,
    can_start: bool,
    begun: bool,
    notices: Vec<Notice>,
    may_post: bool,
    may_change: bool,
    fields: Fields,
    open: Option<Opened>,
    rows: Vec<Row>,
    page: Option<i64>,
    older: Option<i64>,
    points: String,
    quiet: String,
    ends_at: String,
    /// The post that was just removed: it can be brought back at once.
    pub undo: Option<String>,
    sentences: String,
}

/// The posts alone.
#[derive(Template)]
#[template(path = "rooms/live_posts.html")]
pub struct PostsPage {
    frame: Frame,
    here: String,
    rows: Vec<Row>,
    may_change: bool,
    state: String,
    running: bool,
}

/// The posts alone, as the script asks for them.
pub fn posts(frame: Frame, inside: &Inside, covered: &Covered) -> PostsPage {
    PostsPage {
        here: here(&covered.article),
        rows: rows(&frame, covered),
        may_change: may_change(inside, covered),
        state: state(&frame, covered),
        running: covered.coverage.is_running(),
        frame,
    }
}

/// The room.
pub fn room(
    frame: Frame,
    inside: &Inside,
    covered: &Covered,
    open: Option<Open>,
    typed: Option<&Typed>,
) -> RoomPage {
    let article = &covered.article;
    let coverage = &covered.coverage;
    let public = article.publication.is_some();
    let gone = article.withdrawal.is_some() || article.binned.is_some();
    let is_live = covered.format == Format::Live && public && !gone;
    let allowed = may(inside, covered);
    let mut notices = Vec::new();
    if !allowed {
        notices.push(Notice("live.not_yours"));
    } else if gone {
        notices.push(Notice("live.gone"));
    } else if covered.format != Format::Live {
        notices.push(Notice("live.not_live"));
    } else if !public {
        notices.push(Notice("live.not_published"));
    } else {
        if !covered.is_public {
            notices.push(Notice("live.held"));
        }
        if coverage.ended.is_some() {
            notices.push(Notice("live.ended_what"));
        } else if !coverage.is_running() {
            notices.push(Notice("live.begins_itself"));
        }
    }
    let new = typed.filter(|typed| typed.act == "post");
    let planned = typed.filter(|typed| typed.act == "decide");
    let open = open.filter(|_| allowed && !gone);
    let headline = if covered.headline.is_empty() {
        frame.t("live.no_headline").to_owned()
    } else {
        covered.headline.clone()
    };
    RoomPage {
        here: here(article),
        api: format!("/newsroom/api/v1/articles/{}/posts", article.short_id),
        title: headline,
        reader_url: covered.is_public.then(|| places::short(article.short_id)),
        state: state(&frame, covered),
        running: coverage.is_running(),
        can_start: is_live && allowed && !coverage.is_running(),
        begun: coverage.started_at.is_some(),
        notices,
        may_post: is_live && allowed && coverage.ended.is_none() && covered.page.is_none(),
        may_change: may_change(inside, covered),
        fields: fields(&frame, inside, new, None, covered),
        open: open.map(|open| opened(&frame, inside, covered, open, typed)),
        rows: rows(&frame, covered),
        page: covered.page,
        older: covered.older,
        points: planned.map_or_else(
            || coverage.plan.key_points.join("\n"),
            |typed| typed.points.clone(),
        ),
        quiet: planned.map_or_else(|| quiet(covered).to_string(), |typed| typed.quiet.clone()),
        ends_at: planned.map_or_else(|| ends_at(covered), |typed| typed.ends_at.clone()),
        undo: None,
        sentences: sentences(&frame),
        frame,
    }
}

fn may_change(inside: &Inside, covered: &Covered) -> bool {
    let article = &covered.article;
    may(inside, covered) && article.withdrawal.is_none() && article.binned.is_none()
}

fn quiet(covered: &Covered) -> u8 {
    if covered.coverage.started_at.is_none() && covered.coverage.plan.quiet_hours.is_none() {
        return QUIET_HOURS;
    }
    covered.coverage.plan.quiet_hours.unwrap_or_default()
}

fn ends_at(covered: &Covered) -> String {
    let local = |at: Timestamp| {
        let zoned = at.to_jiff().to_zoned_datetime(covered.zone.clone());
        zoned.strftime("%Y-%m-%dT%H:%M").to_string()
    };
    covered.coverage.plan.ends_at.map(local).unwrap_or_default()
}

/// How the coverage stands, in words.
fn state(frame: &Frame, covered: &Covered) -> String {
    let coverage = &covered.coverage;
    let with = |key: &'static str, at: Timestamp| {
        let moment = frame.moment(at);
        let words = [("moment", moment.words.plain())];
        frame.messages.with(key, &words)
    };
    match (&coverage.ended, coverage.started_at) {
        (Some(ended), _) if ended.by.is_none() => with("live.ended_alone_at", ended.at),
        (Some(ended), _) => with("live.ended_at", ended.at),
        (None, Some(started)) => {
            let mut words = with("live.since", started);
            if let Some(end) = coverage.next_event() {
                words.push_str(" · ");
                words.push_str(&with("live.ends_by", end));
            }
            words
        }
        (None, None) => frame.t("live.not_begun").to_owned(),
    }
}

fn rows(frame: &Frame, covered: &Covered) -> Vec<Row> {
    let row = |post: &LivePost| {
        let person = covered.people.iter().find(|person| person.id == post.by);
        let name = person.map(|person| frame.named(&person.name));
        let text = post.text.body.plain_text();
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        Row {
            id: post.id.to_string(),
            number: post.number,
            stamp: format!(
                "{}-{}-{}{}",
                post.revision,
                post.corrections.len(),
                u8::from(post.removed.is_some()),
                u8::from(post.pinned)
            ),
            at: frame.moment(post.at),
            label: post.text.label.map(|label| frame.t(label_key(label))),
            headline: post.text.headline.clone(),
            lines: lines.map(str::to_owned).collect(),
            by: name.unwrap_or_default(),
            changed: post.changed_at.map(|at| frame.moment(at)),
            corrections: post
                .corrections
                .iter()
                .map(|correction| correction.text.clone())
                .collect(),
            pinned: post.pinned,
            removed: post
                .removed
                .as_ref()
                .map(|removal| (frame.moment(removal.at), removal.reason.clone())),
        }
    };
    covered.posts.iter().map(row).collect()
}

/// The fields of a new post (`old` is `None`) or of one that is changed; what was
/// typed before counts more than what stands there.
fn fields(
    frame: &Frame,
    inside: &Inside,
    typed: Option<&Typed>,
    old: Option<&PostText>,
    covered: &Covered,
) -> Fields {
    let label = match (typed, old) {
        (Some(typed), _) => Label::named(&typed.label),
        (None, old) => old.and_then(|old| old.label),
    };
    let no_label = Choice::new("", frame.t("live.no_label").to_owned(), label.is_none());
    let labels = Label::ALL.into_iter().map(|one| {
        Choice::new(
            one.name(),
            frame.t(label_key(one)).to_owned(),
            label == Some(one),
        )
    });
    let typable = old.map(|old| written::typed(&old.body, &covered.language));
    let (text, picture) = match (typed, typable) {
        (Some(typed), _) => (typed.text.clone(), typed.picture.clone()),
        (None, Some(Some((text, picture)))) => {
            let picture = picture.map(|picture| picture.to_string());
            (Some(text), picture.unwrap_or_default())
        }
        (None, Some(None)) => (None, String::new()),
        (None, None) => (Some(String::new()), String::new()),
    };
    Fields {
        key: typed
            .filter(|typed| !typed.key.is_empty())
            .map_or_else(|| fresh_id().to_string(), |typed| typed.key.clone()),
        headline: match (typed, old) {
            (Some(typed), _) => typed.headline.clone(),
            (None, old) => old.map(|old| old.headline.clone()).unwrap_or_default(),
        },
        labels: std::iter::once(no_label).chain(labels).collect(),
        signed: signed(frame, inside, typed, old),
        guest: typed.map(|typed| typed.guest.clone()).unwrap_or_default(),
        picture,
        text,
    }
}

/// Who may be said to sign.
fn signed(
    frame: &Frame,
    inside: &Inside,
    typed: Option<&Typed>,
    old: Option<&PostText>,
) -> Vec<Choice> {
    let own = Signatory::Person(inside.session.person);
    let kept = old.filter(|old| {
        !old.bylines.is_empty() && !matches!(old.bylines.as_slice(), [one] if one.who == own)
    });
    let chosen = match (typed, old) {
        (Some(typed), _) if !typed.signed.is_empty() => typed.signed.as_str(),
        (_, Some(old)) if old.bylines.is_empty() => "none",
        _ if kept.is_some() => "kept",
        _ => "own",
    };
    let mut choices = vec![
        ("own", frame.person.clone().unwrap_or_default()),
        ("none", frame.t("live.unsigned").to_owned()),
        ("guest", frame.t("live.by_guest").to_owned()),
    ];
    if kept.is_some() {
        choices.insert(0, ("kept", frame.t("live.as_signed").to_owned()));
    }
    choices
        .into_iter()
        .map(|(value, words)| Choice::new(value, words, value == chosen))
        .collect()
}

fn opened(
    frame: &Frame,
    inside: &Inside,
    covered: &Covered,
    open: Open,
    typed: Option<&Typed>,
) -> Opened {
    let Open { post, what } = open;
    let typed = typed.filter(|typed| typed.act == what);
    let key = match what {
        "correct" => "live.correct_title",
        "remove" => "live.remove_title",
        _ => "live.change_title",
    };
    let number = post.number.to_string();
    let stale = typed.is_some_and(|typed| typed.base != post.revision.to_string());
    let theirs = if what == "change" && stale {
        let text = post.text.body.plain_text();
        let headline = Some(post.text.headline.as_str()).filter(|words| !words.is_empty());
        let lines = headline.into_iter().chain(text.lines());
        lines.map(str::to_owned).collect()
    } else {
        Vec::new()
    };
    let kinds = ["correction", "clarification", "retraction"];
    let names = [
        "reader.correction",
        "reader.clarification",
        "reader.retraction",
    ];
    Opened {
        id: post.id.to_string(),
        number: post.number,
        base: post.revision,
        what,
        title: frame.messages.with(key, &[("name", number.as_str())]),
        fields: fields(frame, inside, typed, Some(&post.text), covered),
        kinds: kinds
            .into_iter()
            .zip(names)
            .map(|(value, key)| {
                Choice::new(
                    value,
                    frame.t(key).to_owned(),
                    typed.is_some_and(|typed| typed.kind == value),
                )
            })
            .collect(),
        correction: typed
            .map(|typed| typed.correction.clone())
            .unwrap_or_default(),
        reason: typed.map(|typed| typed.reason.clone()).unwrap_or_default(),
        theirs,
    }
}

/// What the script says, by name.
fn sentences(frame: &Frame) -> String {
    let names = [
        ("kept", "live.kept"),
        ("keptHere", "live.kept_here"),
        ("sending", "live.sending"),
        ("waiting", "live.waiting"),
        ("refused", "live.refused_here"),
        ("again", "live.send_again"),
        ("back", "live.put_back"),
        ("away", "live.throw_away"),
        ("notKept", "live.not_kept"),
        ("posted", "live.posted"),
        ("changed", "live.fresh_changed"),
        ("publishing", "live.publishing"),
    ];
    let mut map = serde_json::Map::new();
    for (name, key) in names {
        map.insert(name.to_owned(), frame.t(key).into());
    }
    let fresh: Vec<String> = (1..=20u64)
        .map(|n| {
            let n = crate::messages::Argument::Count(n);
            frame.messages.with("live.fresh", &[("n", n)])
        })
        .collect();
    map.insert("fresh".to_owned(), fresh.into());
    serde_json::Value::Object(map).to_string()
}
