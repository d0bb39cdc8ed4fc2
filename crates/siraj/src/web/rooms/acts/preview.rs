//! The newest text as readers would see it: on a wide screen and on a telephone, in either
//! theme, on paper, and as a link to it shows it elsewhere. The page in the frame is made
//! by the builders of public pages.

use super::Case;
use super::panel::{PICTURES, read_aloud};
use crate::pages::build::places;
use crate::pages::model::{Strip, Text};
use crate::pages::preview::{self, Shown};
use crate::room::ActError;
use crate::store::live::Face;
use crate::web::reply::{self, CachePolicy, page_headers};
use crate::web::rooms::article_head::{ArticleHead, ArticleRoom};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame};
use crate::web::rooms::sent::{Asked, Last};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// How it is looked at.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Look {
    /// `reader`, `phone`, `print` or `card`.
    #[serde(default, rename = "as")]
    form: String,
    /// `light` or `dark`; else the device's own.
    #[serde(default)]
    theme: String,
}

const FORMS: [(&str, &str); 4] = [
    ("reader", "acts.as_reader"),
    ("phone", "acts.as_phone"),
    ("print", "acts.as_print"),
    ("card", "acts.as_card"),
];
const THEMES: [(&str, &str); 3] = [
    ("", "acts.theme_own"),
    ("light", "acts.theme_light"),
    ("dark", "acts.theme_dark"),
];

impl Look {
    fn form(&self) -> &'static str {
        let known = FORMS.iter().find(|(name, _)| *name == self.form);
        known.map_or("reader", |(name, _)| name)
    }

    fn theme(&self) -> &'static str {
        let known = THEMES.iter().find(|(name, _)| *name == self.theme);
        known.map_or("", |(name, _)| name)
    }
}

/// A way to look.
struct Way {
    url: String,
    words: &'static str,
    is_here: bool,
}

/// What a link to the article shows elsewhere.
struct Card {
    picture: String,
    alt: Text,
    site: Text,
    headline: Text,
    description: Text,
    address: String,
}

#[derive(Template)]
#[template(path = "rooms/preview.html")]
struct PreviewPage {
    frame: Frame,
    head: ArticleHead,
    title: Text,
    form: &'static str,
    forms: Vec<Way>,
    themes: Vec<Way>,
    /// The page in the frame.
    page: String,
    card: Option<Card>,
}

pub async fn show(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(look): Asked<Look>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let case = Case::open(&gate, &headers, &short).await?;
    let (form, theme) = (look.form(), look.theme());
    let here = case.room("/preview");
    let way = |form: &str, theme: &str| format!("{here}?as={form}&theme={theme}");
    let card = match form {
        "card" => Some(card(&gate, &headers, &case).await?),
        _ => None,
    };
    let page = PreviewPage {
        head: case.head(ArticleRoom::Preview),
        title: case.title(),
        form,
        forms: FORMS
            .iter()
            .map(|(name, key)| Way {
                url: way(name, theme),
                words: case.frame.t(key),
                is_here: *name == form,
            })
            .collect(),
        themes: THEMES
            .iter()
            .map(|(name, key)| Way {
                url: way(form, name),
                words: case.frame.t(key),
                is_here: *name == theme,
            })
            .collect(),
        page: format!("{here}/page?as={form}&theme={theme}"),
        card,
        frame: case.frame,
    };
    let mut response = page::page(StatusCode::OK, &page);
    let policy = reply::with_frames();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

async fn card(gate: &Gate, headers: &HeaderMap, case: &Case) -> Result<Card, Response> {
    let (subject, site) = (case.subject.clone(), gate.room.site.clone());
    let shown = gate.room.db.read(move |c| {
        let about = (&subject.article, &subject.head.manuscript);
        preview::text(c, &site, about, PICTURES)?.ok_or(ActError::NotFound)
    });
    let Shown {
        headline,
        description,
        lead,
        publication,
        ..
    } = shown.await.map_err(|error| page::failed(headers, &error))?;
    let article = (&case.subject.article, &case.subject.head.manuscript);
    let face = Face::looked_at(article.0, article.1, case.now);
    let rest = places::article(&face.card, &case.subject.sections);
    let open = lead.filter(|picture| picture.warning.is_none());
    Ok(Card {
        picture: open.as_ref().map_or_else(
            || "/media/house/og.jpg".to_owned(),
            |picture| format!("{}/og.jpg", picture.base),
        ),
        alt: open.map_or_else(|| publication.clone(), |picture| picture.alt),
        site: publication,
        headline,
        description,
        address: read_aloud(&gate.room.site.absolute(&case.subject.edition, &rest)),
    })
}

/// The page itself, for the frame and for a window of its own.
pub async fn page(
    State(gate): State<Gate>,
    Last(short): Last,
    Asked(look): Asked<Look>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let case = Case::open(&gate, &headers, &short).await?;
    let frame = &case.frame;
    let saved = frame.moment(case.subject.head.at);
    let number = case.subject.head.number.to_string();
    let words = [("n", number.as_str()), ("at", saved.words.plain())];
    let published = case.subject.article.publication.as_ref();
    let key = if published.is_some_and(|one| one.revision == case.subject.head.id) {
        "acts.strip_public"
    } else {
        "acts.strip"
    };
    let words = frame.messages.with(key, &words);
    let strip = strip(frame, frame.t("acts.preview"), &words, &look);
    let (subject, now, site) = (case.subject.clone(), case.now, gate.room.site.clone());
    let drawn = gate.room.db.read(move |c| {
        let about = (&subject.article, &subject.head.manuscript);
        preview::page(c, &site, about, now, (PICTURES, strip))?.ok_or(ActError::NotFound)
    });
    let html = drawn
        .await
        .map_err(|error| page::failed(&headers, &error))?;
    Ok(hidden(html))
}

/// What is told over such a page.
pub fn strip(frame: &Frame, what: &str, words: &str, look: &Look) -> Strip {
    let direction = if frame.direction() == "rtl" {
        siraj_arabic::Direction::Rtl
    } else {
        siraj_arabic::Direction::Ltr
    };
    let mut sheets = vec![frame.asset("strip.css")];
    let paper = look.form() == "print";
    if paper {
        sheets.push(frame.asset("paper.css"));
    }
    Strip {
        what: Text::new(what, direction),
        words: Text::new(words, direction),
        tag: frame.tag(),
        dir: frame.direction(),
        theme: match look.theme() {
            _ if paper => Some("light"),
            "" => None,
            theme => Some(theme),
        },
        sheets,
    }
}

/// A page that is kept nowhere, found by nobody, and tells nobody where it was read.
pub fn hidden(html: String) -> Response {
    let mut headers = page_headers("text/html; charset=utf-8", CachePolicy::Never);
    headers.insert(header::CONTENT_SECURITY_POLICY, reply::framed());
    let values = [
        (header::REFERRER_POLICY, "no-referrer"),
        (reply::ROBOTS, "noindex, nofollow, noarchive"),
    ];
    for (name, value) in values {
        headers.insert(name, axum::http::HeaderValue::from_static(value));
    }
    (headers, html).into_response()
}
