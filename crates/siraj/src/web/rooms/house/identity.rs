//! What the publication is: its names, its clock, its colour, its promises. Each choice
//! says what it does, and the whole can be seen on the real front before it is saved.

use super::{editions, failed, framed};
use crate::actions::entry::Inside;
use crate::actions::house as acts;
use crate::pages::answer::{self, Answer};
use crate::pages::view::View;
use crate::room::ActError;
use crate::store::{self, house};
use crate::web::reply::{CachePolicy, page_headers};
use crate::web::rooms::form::{Choice, Field, Typed, by_language, keeping};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::people::chief;
use crate::web::rooms::sent::Sent;
use crate::web::rooms::sheet::{brought_back, kept, picture_field, pictures, settled};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use siraj_editorial::colour::{Colour, DARK_PAPER, LIGHT_PAPER, ratio};
use siraj_editorial::edition::{Edition, Identity, Typeface};
use siraj_editorial::fields::{FieldProblem, FieldWhy};

/// Where it is.
pub const HERE: &str = "/newsroom/house/identity";
/// The oldest year in which a publication may have begun, and the last.
const YEARS: std::ops::RangeInclusive<i16> = 1400..=9999;

/// The colour on both papers, as a picture shows it.
struct Swatch {
    paper: Colour,
    accent: Colour,
}

#[derive(Template)]
#[template(path = "rooms/house/identity.html")]
struct IdentityPage {
    frame: Frame,
    here: &'static str,
    fields: Vec<Field>,
    swatches: Vec<Swatch>,
    /// The nearest shade that can be read, where the colour cannot.
    shade: Option<String>,
    undo: Option<String>,
}

/// The accent of a publication that has chosen none.
const OWN_ACCENT: Colour = Colour(11, 92, 99);

fn fields(frame: &Frame, editions: &[Edition], identity: &Identity, now: &str) -> Vec<Field> {
    let mut all = by_language(
        editions,
        "name",
        frame.t("house.publication"),
        &identity.name,
    );
    for (id, label, hint, words, most) in [
        (
            "tagline",
            "house.tagline",
            "house.tagline_hint",
            &identity.tagline,
            500,
        ),
        (
            "description",
            "house.description",
            "house.description_hint",
            &identity.description,
            500,
        ),
        ("city", "house.city", "house.city_hint", &identity.city, 120),
    ] {
        for field in by_language(editions, id, frame.t(label), words) {
            all.push(field.hint(frame.t(hint)).most(most));
        }
    }
    let mut zones = Field::one(
        "time_zone",
        frame.t("house.zone"),
        zones(&identity.time_zone),
    )
    .hint(frame.t("house.zone_hint"));
    let words = [("time", now)];
    zones.example = Some(frame.messages.with("house.zone_now", &words));
    all.push(zones);
    let accent = identity.accent.as_deref().unwrap_or_default();
    let mut colour = Field::path("accent", frame.t("house.accent"), accent)
        .hint(&frame.isolated(frame.t("house.accent_hint")))
        .most(7);
    if let Some(read) = Colour::read(accent) {
        let dark = read.readable_on(DARK_PAPER);
        let words = [
            ("light", ratio(read.contrast(LIGHT_PAPER))),
            ("dark", ratio(dark.contrast(DARK_PAPER))),
            ("shade", dark.to_string()),
        ];
        let words = words.each_ref().map(|(name, words)| (*name, words));
        colour.example = Some(frame.isolated(&frame.messages.with("house.accent_ratio", &words)));
    }
    all.push(colour);
    for (id, label, own, chosen) in [
        (
            "headlines",
            "house.headlines",
            Typeface::Sans,
            identity.headlines,
        ),
        ("text", "house.text", Typeface::Naskh, identity.text),
    ] {
        let chosen = chosen.unwrap_or(own);
        let faces = [
            (Typeface::Sans, "sans", "house.face_sans"),
            (Typeface::Naskh, "naskh", "house.face_naskh"),
        ];
        let faces = faces.map(|(face, name, key)| Choice::new(name, frame.t(key), face == chosen));
        let field = Field::one(id, frame.t(label), faces.into());
        all.push(field.hint(frame.t("house.faces_hint")));
    }
    let email = identity.email.as_deref().unwrap_or_default();
    let security = identity.security_contact.as_deref().unwrap_or_default();
    let founded = identity.founded.map(|year| year.to_string());
    all.extend([
        Field::path("email", frame.t("house.letters"), email).hint(frame.t("house.letters_hint")),
        Field::path("security_contact", frame.t("house.security"), security)
            .hint(frame.t("house.security_hint")),
        Field::path(
            "founded",
            frame.t("house.founded"),
            founded.as_deref().unwrap_or_default(),
        )
        .most(4),
        Field::tick(
            "second_person",
            frame.t("house.second_person"),
            identity.second_person,
        )
        .hint(frame.t("house.second_person_hint")),
        Field::tick(
            "ai_crawlers",
            frame.t("house.crawlers"),
            identity.ai_crawlers,
        )
        .hint(frame.t("house.crawlers_hint")),
    ]);
    all
}

/// The typeface that was chosen; `None` for what stands there by itself.
fn face(typed: &Typed, id: &str) -> Option<Typeface> {
    match typed.get(id) {
        "sans" => Some(Typeface::Sans),
        "naskh" => Some(Typeface::Naskh),
        _ => None,
    }
}

/// Every zone that the database names by a place.
fn zones(chosen: &str) -> Vec<Choice> {
    let mut names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| name.contains('/') || name == "UTC")
        .collect();
    if !names.iter().any(|name| name == chosen) {
        names.push(chosen.to_owned());
    }
    names.sort();
    names
        .into_iter()
        .map(|name| {
            let is_chosen = name == chosen;
            Choice::new(name.clone(), name, is_chosen)
        })
        .collect()
}

/// The identity that was typed, over what it was; what is no year is told.
fn typed_over(
    before: &Identity,
    typed: &Typed,
    editions: &[Edition],
) -> (Identity, Option<ActError>) {
    let words = |name: &str| Some(typed.get(name).trim().to_owned()).filter(|it| !it.is_empty());
    let year = words("founded");
    let founded = year.as_ref().and_then(|year| year.parse().ok());
    let founded = founded.filter(|year| YEARS.contains(year));
    let wrong = (year.is_some() && founded.is_none())
        .then(|| ActError::Fields(vec![FieldProblem::new("founded", FieldWhy::NotAYear)]));
    let accent = if typed.has("shade") {
        words("shade")
    } else {
        words("accent")
    };
    let new = Identity {
        name: keeping(typed.named("name"), &before.name, editions),
        tagline: keeping(typed.named("tagline"), &before.tagline, editions),
        description: keeping(typed.named("description"), &before.description, editions),
        city: keeping(typed.named("city"), &before.city, editions),
        time_zone: typed.get("time_zone").to_owned(),
        accent,
        email: words("email"),
        security_contact: words("security_contact"),
        founded,
        ai_crawlers: typed.has("ai_crawlers"),
        second_person: typed.has("second_person"),
        logo: typed.id("logo"),
        headlines: face(typed, "headlines").filter(|face| *face != Typeface::Sans),
        text: face(typed, "text").filter(|face| *face != Typeface::Naskh),
    };
    (new, wrong)
}

async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    (inside, editions): (&Inside, &[Edition]),
    (identity, outcome): (&Identity, Result<Option<String>, ActError>),
) -> Result<Response, Response> {
    let mut frame = framed(gate, inside).await;
    let zone = house::zone(identity);
    let now = gate.room.clock.now().to_jiff().to_zoned_datetime(zone);
    let now = now.strftime("%H:%M").to_string();
    let mut fields = fields(&frame, editions, identity, &now);
    let logo = identity.logo;
    let read = gate.room.db.read(move |c| pictures(c, logo)).await;
    let all = read.map_err(|error| failed(headers, error))?;
    let mut logo = picture_field(&frame, "logo", &all, logo);
    frame.t("house.logo").clone_into(&mut logo.label);
    frame.t("house.logo_hint").clone_into(&mut logo.hint);
    fields.push(logo);
    let (status, undo) = settled(&mut frame, headers, outcome, &mut fields)?;
    let chosen = identity.accent.as_deref().and_then(Colour::read);
    let shade = chosen
        .filter(|colour| !colour.is_read_on(LIGHT_PAPER))
        .map(|colour| colour.readable_on(LIGHT_PAPER).to_string());
    let accent = chosen.unwrap_or(OWN_ACCENT);
    let swatches = [LIGHT_PAPER, DARK_PAPER].map(|paper| Swatch {
        paper,
        accent: accent.readable_on(paper),
    });
    let page = IdentityPage {
        frame,
        here: HERE,
        fields,
        swatches: swatches.into(),
        shade,
        undo,
    };
    Ok(page::page(status, &page))
}

async fn now(gate: &Gate, headers: &HeaderMap) -> Result<Identity, Response> {
    let read = gate.room.db.read(|c| house::identity(c)).await;
    let read = read.map_err(|error| failed(headers, error))?;
    read.ok_or_else(|| page::failed(headers, &ActError::NotFound))
}

pub async fn show(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let editions = editions(&gate, &headers).await?;
    let identity = now(&gate, &headers).await?;
    let shown = (&identity, Ok(None));
    draw(&gate, &headers, (&inside, &editions), shown).await
}

/// Saves the identity, shows it on the front, or brings back what it was.
pub async fn act(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let editions = editions(&gate, &headers).await?;
    let before = now(&gate, &headers).await?;
    let (new, wrong) = match brought_back::<Identity>(&typed) {
        Some(back) => (back, None),
        None => typed_over(&before, &typed, &editions),
    };
    if typed.get("act") == "preview" {
        return preview(&gate, &headers, Some(new), None).await;
    }
    let saved = match wrong {
        Some(wrong) => Err(wrong),
        None => acts::save_identity(&gate.room, inside.actor.clone(), new.clone()).await,
    };
    let about = (&inside, editions.as_slice());
    match saved {
        Ok(_) => {
            let after = now(&gate, &headers).await?;
            draw(&gate, &headers, about, (&after, Ok(kept(&before)))).await
        }
        Err(error) => draw(&gate, &headers, about, (&new, Err(error))).await,
    }
}

/// The real front as it would be with these settings, which are kept nowhere.
pub(super) async fn preview(
    gate: &Gate,
    headers: &HeaderMap,
    identity: Option<Identity>,
    edition: Option<Edition>,
) -> Result<Response, Response> {
    let site = gate.room.site.clone();
    let read = gate.room.db.read(move |c| {
        let identity = match identity {
            Some(identity) => Some(identity),
            None => house::identity(c)?,
        };
        let mut editions = house::editions(c)?;
        let home = match edition {
            Some(draft) => {
                let home = draft.home();
                for one in &mut editions {
                    if one.id == draft.id {
                        draft.clone_into(one);
                    }
                }
                home
            }
            None => editions
                .first()
                .map_or_else(|| "/".to_owned(), Edition::home),
        };
        let mut view = View::drafted(c, &site, identity, editions)?;
        answer::answer(&mut view, &home)
    });
    let found: Result<Answer, store::Error> = read.await;
    match found.map_err(|error| failed(headers, error))? {
        Answer::Page(page) => {
            let dressed = page_headers(page.content_type, CachePolicy::Never);
            Ok((StatusCode::OK, dressed, page.body).into_response())
        }
        _ => Err(page::failed(headers, &ActError::NotFound)),
    }
}
