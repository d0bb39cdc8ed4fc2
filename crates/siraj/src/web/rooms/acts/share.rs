//! Links that show an unpublished text to somebody without an account: made, listed and
//! ended on one page, opened on another by whoever has the secret.

use super::preview::{Look, hidden, strip};
use super::{Case, Done, media, names, when};
use crate::actions::share::{self, READER_CHARACTERS, Wanted};
use crate::pages::model::{Moment, Text};
use crate::pages::preview;
use crate::room::ActError;
use crate::store::db::Conn;
use crate::store::shares::Share;
use crate::store::{articles, house, media as pictures, shares};
use crate::tokens;
use crate::web::rooms::ROOT;
use crate::web::rooms::article_head::{ArticleHead, ArticleRoom};
use crate::web::rooms::gate::{Asker, Gate};
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::sent::{Asked, Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use siraj_editorial::article::Article;
use siraj_editorial::fields::{FieldProblem, FieldWhy};
use siraj_editorial::revision::Revision;
use siraj_editorial::{MediaId, Timestamp};

/// What is offered first: a week.
const OFFERED_SECONDS: i64 = 7 * 24 * 3600;

/// One link in the list.
struct Row {
    id: String,
    reader: String,
    by: String,
    made: Moment,
    ends: Moment,
    /// Which text it shows.
    what: String,
    opens: bool,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "rooms/share.html")]
struct SharePage {
    frame: Frame,
    head: ArticleHead,
    here: String,
    title: Text,
    barred: Option<String>,
    /// A link that was just made.
    link: Option<String>,
    rows: Vec<Row>,
    reader: String,
    limit: usize,
    day: String,
    hour: String,
    newest: bool,
    number: String,
    zone: Option<Text>,
}

/// What was written.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    reader: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    hour: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    link: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(done): Asked<Done>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    case.frame.said = done.said(&case.frame, &[("ended", "acts.share_ended")]);
    let shows = (StatusCode::OK, None);
    draw(&gate, &headers, case, shows, &Typed::default()).await
}

pub async fn send(
    State(gate): State<Gate>,
    Last(short): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let mut case = Case::open(&gate, &headers, &short).await?;
    let (actor, id) = (case.actor().clone(), case.subject.article.id);
    if typed.act == "end" {
        // What is no identity names no link.
        let link = typed.link.parse().unwrap_or(uuid::Uuid::nil());
        return match share::end(&gate.room, actor, id, link).await {
            Ok(_) => Ok(page::see(&format!("{}?done=ended", case.room("/share")))),
            Err(error) => {
                let (status, said) = case.refused(&headers, &error)?;
                case.frame.said = Some(said);
                draw(&gate, &headers, case, (status, None), &typed).await
            }
        };
    }
    let zone = house::zone(&case.subject.identity);
    let made = match when::moment(&typed.day, &typed.hour, &zone) {
        Some(until) => {
            let wanted = Wanted {
                reader: typed.reader.clone(),
                until,
                newest: typed.what != "this",
            };
            share::share(&gate.room, actor, id, wanted).await
        }
        None => Err(ActError::Fields(vec![FieldProblem::new(
            "day",
            FieldWhy::Empty,
        )])),
    };
    match made {
        Ok(done) => {
            let origin = gate.room.site.main_origin();
            let link = format!("{origin}{ROOT}/shared/{}", done.value);
            let shows = (StatusCode::OK, Some(link));
            draw(&gate, &headers, case, shows, &Typed::default()).await
        }
        Err(ActError::Fields(problems)) if problems.iter().any(|one| one.field == "day") => {
            case.frame.said = Some(Said::stop(case.frame.t("acts.no_moment")));
            let shows = (StatusCode::UNPROCESSABLE_ENTITY, None);
            draw(&gate, &headers, case, shows, &typed).await
        }
        Err(error) => {
            let (status, said) = case.refused(&headers, &error)?;
            case.frame.said = Some(said);
            draw(&gate, &headers, case, (status, None), &typed).await
        }
    }
}

/// The links of an article, with the numbers of the texts that they show.
fn read(c: &mut Conn<'_>, article: &Article) -> Result<Vec<(Share, Option<i64>)>, ActError> {
    let mut links = Vec::new();
    for link in shares::of(c, article.id)? {
        let number = match link.revision {
            Some(id) => articles::revision(c, id)?.map(|revision| revision.number),
            None => None,
        };
        links.push((link, number));
    }
    Ok(links)
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    case: Case,
    (status, link): (StatusCode, Option<String>),
    typed: &Typed,
) -> Result<Response, Response> {
    let article = case.subject.article.clone();
    let may = article.may_share(case.actor());
    let links = gate.room.db.read(move |c| read(c, &article)).await;
    let links = links.map_err(|error| page::failed(headers, &error))?;
    let by = links.iter().map(|(link, _)| link.by).collect();
    let people = names(gate, headers, &case.frame, by).await?;
    let zone = house::zone(&case.subject.identity);
    let offered = when::fields(case.now.plus_seconds(OFFERED_SECONDS), &zone);
    let (day, hour) = match (typed.day.as_str(), typed.hour.as_str()) {
        ("", "") => offered,
        (day, hour) => (day.to_owned(), hour.to_owned()),
    };
    let row = |(link, number): (Share, Option<i64>)| row(&case, &link, number, &people);
    let page = SharePage {
        head: case.head(ArticleRoom::Preview),
        here: case.room("/share"),
        title: case.title(),
        barred: (!may).then(|| {
            let who = case.who_may();
            case.frame
                .messages
                .with("acts.share_who", &[("who", who.as_str())])
        }),
        link,
        rows: if may {
            links.into_iter().map(row).collect()
        } else {
            Vec::new()
        },
        reader: typed.reader.clone(),
        limit: READER_CHARACTERS,
        day,
        hour,
        newest: typed.what != "this",
        number: {
            let number = case.subject.head.number.to_string();
            let words = [("n", number.as_str())];
            case.frame.messages.with("acts.share_that", &words)
        },
        zone: case.frame.zone(),
        frame: case.frame,
    };
    Ok(page::page(status, &page))
}

fn row(
    case: &Case,
    link: &Share,
    number: Option<i64>,
    people: &std::collections::HashMap<siraj_editorial::PersonId, String>,
) -> Row {
    let t = |key| case.frame.t(key);
    let opens = link.opens(case.now);
    Row {
        id: link.id.to_string(),
        reader: link.reader.clone(),
        by: people.get(&link.by).cloned().unwrap_or_default(),
        made: case.frame.moment(link.made_at),
        ends: case.frame.moment(link.ended_at.unwrap_or(link.ends_at)),
        what: number.map_or_else(
            || t("acts.share_newest").to_owned(),
            |number| {
                let number = number.to_string();
                let words = [("n", number.as_str())];
                case.frame.messages.with("acts.share_that", &words)
            },
        ),
        opens,
        state: if opens {
            t("acts.share_opens")
        } else if link.ended_at.is_some() {
            t("acts.share_was_ended")
        } else {
            t("acts.share_is_over")
        },
    }
}

/// What a link shows.
struct Opened {
    link: Share,
    article: Article,
    text: Revision,
    by: String,
}

/// What opens behind a secret, if anything does at this moment. Of an article that lies in
/// the bin nothing is shown.
fn behind(
    c: &mut Conn<'_>,
    secret: &str,
    (now, language): (Timestamp, &str),
) -> Result<Option<Opened>, ActError> {
    let Some(link) = shares::by_hash(c, &tokens::hash(secret))?.filter(|link| link.opens(now))
    else {
        return Ok(None);
    };
    let Some(article) = articles::by_id(c, link.article)?.filter(|one| one.binned.is_none()) else {
        return Ok(None);
    };
    let Some(text) = articles::revision(c, link.revision.unwrap_or(article.head))? else {
        return Ok(None);
    };
    let language = language
        .parse()
        .unwrap_or(siraj_editorial::Language::arabic());
    let by = house::people(c, &[link.by])?.pop();
    Ok(Some(Opened {
        by: by.map_or_else(String::new, |one| {
            one.name.in_language(&language).to_owned()
        }),
        link,
        article,
        text,
    }))
}

/// Opens a link: the page of its text, or one of the pictures on it.
pub async fn open(
    State(gate): State<Gate>,
    Last(rest): Last,
    from: Asker,
    headers: HeaderMap,
) -> Result<Response, Response> {
    if let Some(seconds) = gate.network_waits(&from) {
        let frame = Frame::outside(&gate, &headers, None, "").await;
        let said = frame.wait(seconds);
        return Ok(page::noticed(
            frame.saying(said),
            StatusCode::TOO_MANY_REQUESTS,
            "slow",
        ));
    }
    let (secret, picture) = match rest.split_once("/media/") {
        Some((secret, picture)) => (secret.to_owned(), Some(picture)),
        None => (rest, None),
    };
    let frame = Frame::outside(&gate, &headers, None, "").await;
    let (asked, moment) = (secret.clone(), (gate.room.clock.now(), frame.tag()));
    let found = gate.room.db.read(move |c| behind(c, &asked, moment)).await;
    let found = found.map_err(|error| page::failed(&headers, &error))?;
    let Some(opened) = found else {
        gate.network_was_wrong(&from);
        return Err(page::noticed(frame, StatusCode::GONE, "share_over"));
    };
    if let Some(picture) = picture {
        let own = opened.text.manuscript.pictures();
        let may = move |c: &mut Conn<'_>, id: MediaId| {
            Ok(own.contains(&id) || pictures::is_public(c, id)?)
        };
        return media::answer(&gate, &headers, picture, may).await;
    }
    let until = frame.moment(opened.link.ends_at);
    let words = [
        ("who", opened.by.as_str()),
        ("reader", opened.link.reader.as_str()),
        ("until", until.words.plain()),
    ];
    let words = frame.messages.with("acts.shared_strip", &words);
    let strip = strip(&frame, frame.t("acts.shared"), &words, &Look::default());
    let pictures = format!("{ROOT}/shared/{secret}/media");
    let (now, site) = (gate.room.clock.now(), gate.room.site.clone());
    let drawn = gate.room.db.read(move |c| {
        let about = (&opened.article, &opened.text.manuscript);
        preview::page(c, &site, about, now, (&pictures, strip))?.ok_or(ActError::NotFound)
    });
    let html = drawn
        .await
        .map_err(|error| page::failed(&headers, &error))?;
    Ok(hidden(html))
}
