//! Correct a published article in public: what kind of admission it is, where it stands,
//! what it says, and how readers will see it.

use super::{Case, Done};
use crate::actions::correct::{self, CORRECTION_CHARACTERS, Words};
use crate::pages::build::article::correction_kind;
use crate::pages::model::{Moment, Text};
use crate::web::rooms::article_head::{ArticleHead, ArticleRoom};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Asked, Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::correction::{CorrectionKind, CorrectionPriority};
use siraj_editorial::role::Right;

/// A choice among a few.
struct Choice {
    value: &'static str,
    words: &'static str,
    why: &'static str,
    /// What readers see over it, in the article's language.
    label: &'static str,
    chosen: bool,
}

/// A correction that stands already.
struct Standing {
    label: &'static str,
    at: Moment,
    by: String,
    words: Text,
}

#[derive(Template)]
#[template(path = "rooms/correct.html")]
struct CorrectPage {
    frame: Frame,
    head: ArticleHead,
    here: String,
    title: Text,
    public: Option<String>,
    /// Why nothing can be corrected here by this person now; who may, or what to do.
    barred: Option<String>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
    text: String,
    label: &'static str,
    limit: usize,
    at: Moment,
    standing: Vec<Standing>,
    /// Whether the preview was asked for, where no script draws it.
    previewed: bool,
}

/// What was written.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    text: String,
}

impl Typed {
    fn kind(&self) -> CorrectionKind {
        match self.kind.as_str() {
            "clarification" => CorrectionKind::Clarification,
            "retraction" => CorrectionKind::Retraction,
            _ => CorrectionKind::Correction,
        }
    }

    /// Where it stands. A claim that is taken back stands above unless asked otherwise.
    fn priority(&self) -> CorrectionPriority {
        match self.place.as_str() {
            "above" => CorrectionPriority::High,
            "below" => CorrectionPriority::Low,
            _ if self.kind() == CorrectionKind::Retraction => CorrectionPriority::High,
            _ => CorrectionPriority::Low,
        }
    }
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(done): Asked<Done>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    case.frame.said = done.said(&case.frame, &[("corrected", "acts.corrected")]);
    draw(&gate, &headers, case, StatusCode::OK, &Typed::default()).await
}

pub async fn send(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    if typed.act == "preview" {
        return draw(&gate, &headers, case, StatusCode::OK, &typed).await;
    }
    let words = Words {
        kind: typed.kind(),
        priority: typed.priority(),
        text: typed.text.clone(),
    };
    let (actor, id) = (case.actor().clone(), case.subject.article.id);
    match correct::correct(&gate.room, actor, id, words).await {
        Ok(_) => Ok(page::see(&format!(
            "{}?done=corrected",
            case.room("/correct")
        ))),
        Err(error) => {
            let (status, said) = case.refused(&headers, &error)?;
            case.frame.said = Some(said);
            draw(&gate, &headers, case, status, &typed).await
        }
    }
}

/// What readers see over a correction of a kind, in the article's language.
fn label(case: &Case, kind: CorrectionKind) -> &'static str {
    let tag = case.subject.edition.language.tag();
    let messages = crate::messages::Messages::for_language(tag);
    messages.text(correction_kind(kind).label_key())
}

fn kinds(case: &Case, typed: &Typed) -> Vec<Choice> {
    [
        (
            CorrectionKind::Correction,
            "correction",
            "acts.kind_correction",
            "acts.why_correction",
        ),
        (
            CorrectionKind::Clarification,
            "clarification",
            "acts.kind_clarification",
            "acts.why_clarification",
        ),
        (
            CorrectionKind::Retraction,
            "retraction",
            "acts.kind_retraction",
            "acts.why_retraction",
        ),
    ]
    .into_iter()
    .map(|(kind, value, words, why)| Choice {
        value,
        words: case.frame.t(words),
        why: case.frame.t(why),
        label: label(case, kind),
        chosen: typed.kind() == kind,
    })
    .collect()
}

fn places(case: &Case, typed: &Typed) -> Vec<Choice> {
    [
        (
            CorrectionPriority::High,
            "above",
            "acts.place_above",
            "acts.why_above",
        ),
        (
            CorrectionPriority::Low,
            "below",
            "acts.place_below",
            "acts.why_below",
        ),
    ]
    .into_iter()
    .map(|(priority, value, words, why)| Choice {
        value,
        words: case.frame.t(words),
        why: case.frame.t(why),
        label: "",
        chosen: typed.priority() == priority,
    })
    .collect()
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    case: Case,
    status: StatusCode,
    typed: &Typed,
) -> Result<Response, Response> {
    let by = case.subject.article.corrections.iter().map(|one| one.by);
    let people = super::names(gate, headers, &case.frame, by.collect()).await?;
    let direction = case.subject.edition.direction();
    let standing = case.subject.article.corrections.iter().rev();
    let article = &case.subject.article;
    let barred = if !case.may(Right::Publish) {
        let who = case.who_may();
        Some(
            case.frame
                .messages
                .with("acts.correct_who", &[("who", who.as_str())]),
        )
    } else if article.publication.is_none() || article.withdrawal.is_some() {
        Some(case.frame.t("refused.correct.not_published").to_owned())
    } else {
        None
    };
    let page = CorrectPage {
        head: case.head(ArticleRoom::Publish),
        here: case.room("/correct"),
        title: case.title(),
        public: case.public_address(gate),
        barred,
        kinds: kinds(&case, typed),
        places: places(&case, typed),
        text: typed.text.clone(),
        label: label(&case, typed.kind()),
        limit: CORRECTION_CHARACTERS,
        at: case.frame.moment(case.now),
        standing: standing
            .map(|one| Standing {
                label: label(&case, one.kind),
                at: case.frame.moment(one.at),
                by: people.get(&one.by).cloned().unwrap_or_default(),
                words: Text::new(one.text.clone(), direction),
            })
            .collect(),
        previewed: typed.act == "preview",
        frame: case.frame,
    };
    Ok(page::page(status, &page))
}
