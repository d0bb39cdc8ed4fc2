//! What is done with an article, each change of state a resource of its own:
//! a submission, a return, an approval, a publication, a schedule, an embargo …

use super::call::{Answer, Call};
use super::fault::{Fault, Wrong};
use super::fields::Field;
use super::references;
use super::schema;
use super::views::Here;
use crate::actions::{
    approve, bin, correct, embargo, erase, expire, feature, pair, publish, schedule, send_back,
    submit, withdraw,
};
use crate::room::{ActResult, Done, Room};
use crate::store::db::Conn;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use siraj_editorial::article::Article;
use siraj_editorial::correction::{CorrectionKind, CorrectionPriority};
use siraj_editorial::publication::Release;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, MediaId, RevisionId, Timestamp};

/// Does something with the article of the path and answers with the article.
async fn done<F, A>(mut call: Call, fields: &[Field], act: F) -> Answer
where
    F: FnOnce(Room, Actor, ArticleId, Map<String, Value>) -> A,
    A: Future<Output = ActResult<Done<Article>>>,
{
    let article = references::article_of(&call.room, call.param("id")).await?;
    let fields = call.fields(fields)?;
    let here = Here::of(&call.room);
    let shape = move |c: &mut Conn<'_>, article: &Article| Ok(here.whole(c, article)?.into());
    let room = call.room.clone();
    let answer = call
        .act(StatusCode::OK, shape, |room, actor| {
            act(room, actor, article.id, fields)
        })
        .await;
    match answer {
        Err(fault) if fault.key.ends_with(".blocked") => {
            Err(with_findings(&room, fault, article.id).await)
        }
        answer => answer,
    }
}

/// What the checklist found, as places of the problem.
async fn with_findings(room: &Room, mut fault: Fault, id: ArticleId) -> Fault {
    let findings = publish::check(room, id).await.unwrap_or_default();
    for found in findings.iter().filter(|found| found.blocks()) {
        let picture = found.finding.picture();
        let place = picture.map_or_else(String::new, |id| id.to_string());
        let mut wrong = Wrong::new(place, found.finding.message_key());
        wrong.args = found.finding.args();
        fault.wrong.push(wrong);
    }
    fault
}

fn words(fields: &Map<String, Value>, name: &str) -> String {
    let words = fields.get(name).and_then(Value::as_str);
    words.unwrap_or_default().to_owned()
}

fn moment(fields: &Map<String, Value>, name: &str) -> Timestamp {
    Timestamp::from_micros(fields.get(name).and_then(Value::as_i64).unwrap_or_default())
}

/// Sends it for review.
pub async fn submission(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        submit::submit(&room, actor, id).await
    })
    .await
}

/// Sends it back to its writer.
pub async fn returned(call: Call) -> Answer {
    done(call, schema::NOTE, |room, actor, id, fields| async move {
        send_back::send_back(&room, actor, id, words(&fields, "note")).await
    })
    .await
}

/// Approves it.
pub async fn approval(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        approve::approve(&room, actor, id).await
    })
    .await
}

/// Publishes, updates or fixes it.
pub async fn publication(call: Call) -> Answer {
    done(
        call,
        schema::PUBLICATION,
        |room, actor, id, fields| async move {
            let dead = || references::dead("revision");
            let reviewed: RevisionId = words(&fields, "revision").parse().map_err(|_| dead())?;
            let release = match words(&fields, "kind").as_str() {
                "update" => Release::Update {
                    reason: reason(&fields)?,
                },
                "fix" => Release::Fix,
                _ => Release::First,
            };
            publish::publish(&room, actor, id, reviewed, release).await
        },
    )
    .await
}

/// Longest reason of an update.
const REASON_CHARACTERS: usize = 300;

fn reason(fields: &Map<String, Value>) -> ActResult<Option<String>> {
    let mut cleaning = siraj_editorial::fields::Cleaning::default();
    let reason = cleaning.line("reason", &words(fields, "reason"), REASON_CHARACTERS);
    let (reason, _) = cleaning
        .finish(reason)
        .map_err(crate::room::ActError::Fields)?;
    Ok(Some(reason).filter(|reason| !reason.is_empty()))
}

/// Sets the moment at which it goes out by itself.
pub async fn set_schedule(call: Call) -> Answer {
    done(call, schema::AT, |room, actor, id, fields| async move {
        schedule::schedule(&room, actor, id, moment(&fields, "at")).await
    })
    .await
}

/// Takes its schedule back.
pub async fn drop_schedule(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        schedule::unschedule(&room, actor, id).await
    })
    .await
}

/// Sets an embargo.
pub async fn set_embargo(call: Call) -> Answer {
    done(call, schema::UNTIL, |room, actor, id, fields| async move {
        embargo::embargo(&room, actor, id, moment(&fields, "until")).await
    })
    .await
}

/// Lifts the embargo.
pub async fn drop_embargo(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        embargo::lift_embargo(&room, actor, id).await
    })
    .await
}

/// Sets when it leaves the public.
pub async fn set_expiry(call: Call) -> Answer {
    done(call, schema::AT, |room, actor, id, fields| async move {
        expire::expire(&room, actor, id, Some(moment(&fields, "at"))).await
    })
    .await
}

/// Keeps it for good.
pub async fn drop_expiry(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        expire::expire(&room, actor, id, None).await
    })
    .await
}

/// Corrects it in public.
pub async fn correction(call: Call) -> Answer {
    done(
        call,
        schema::CORRECTION,
        |room, actor, id, fields| async move {
            let kind = match words(&fields, "kind").as_str() {
                "clarification" => CorrectionKind::Clarification,
                "retraction" => CorrectionKind::Retraction,
                _ => CorrectionKind::Correction,
            };
            let priority = match words(&fields, "priority").as_str() {
                "high" => CorrectionPriority::High,
                _ => CorrectionPriority::Low,
            };
            let text = words(&fields, "text");
            let words = correct::Words {
                kind,
                priority,
                text,
            };
            correct::correct(&room, actor, id, words).await
        },
    )
    .await
}

/// Takes it back, with a notice.
pub async fn withdrawal(call: Call) -> Answer {
    done(
        call,
        schema::WITHDRAWAL,
        |room, actor, id, fields| async move {
            withdraw::withdraw(&room, actor, id, words(&fields, "notice")).await
        },
    )
    .await
}

/// Names its counterpart in another edition.
pub async fn set_counterpart(call: Call) -> Answer {
    done(
        call,
        schema::COUNTERPART,
        |room, actor, id, fields| async move {
            let called = words(&fields, "article");
            let other = room
                .db
                .read(move |c| references::article(c, &called))
                .await
                .map_err(|error| match error {
                    crate::room::ActError::NotFound => references::dead("article"),
                    error => error,
                })?;
            pair::pair(&room, actor, id, other.id).await
        },
    )
    .await
}

/// Takes it out of its pair.
pub async fn drop_counterpart(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        pair::unpair(&room, actor, id).await
    })
    .await
}

/// Puts it into the bin.
pub async fn set_bin(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        bin::bin(&room, actor, id).await
    })
    .await
}

/// Takes it out of the bin.
pub async fn drop_bin(call: Call) -> Answer {
    done(call, schema::NOTHING, |room, actor, id, _| async move {
        bin::bring_back(&room, actor, id).await
    })
    .await
}

/// Says how much it is wanted on the fronts.
pub async fn prominence(call: Call) -> Answer {
    done(
        call,
        schema::PROMINENCE,
        |room, actor, id, fields| async move {
            let wanted = fields.get("prominence").and_then(Value::as_u64);
            let wanted = u8::try_from(wanted.unwrap_or_default()).unwrap_or_default();
            feature::feature(&room, actor, id, wanted).await
        },
    )
    .await
}

/// Erases it by law.
pub async fn erasure(mut call: Call) -> Answer {
    let article = references::article_of(&call.room, call.param("id")).await?;
    let fields = call.fields(schema::ERASURE)?;
    let id = article.id;
    let shape = move |_: &mut Conn<'_>, pictures: &Vec<MediaId>| {
        Ok(json!({"id": id, "erased": true, "pictures": pictures}))
    };
    call.act(StatusCode::OK, shape, |room, actor| async move {
        erase::erase(&room, actor, id, words(&fields, "reason")).await
    })
    .await
}
