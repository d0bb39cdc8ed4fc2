//! A front as its readers would see it: the very page, made of the draft by the builder
//! that makes the public one, kept nowhere; and the sheet that shows it at the width of a
//! telephone or of a desk. A breaking bar and what stands in a slot are seen on it before
//! they are set.

use super::{Frame, Gate, HERE, Query, curator, front_of, page};
use crate::pages::answer::{HTML, html_of};
use crate::pages::build::Press;
use crate::pages::model::FrontBlock;
use crate::pages::view::{Standing, View};
use crate::room::{ActError, ActResult};
use crate::store::db::Conn;
use crate::store::fronts;
use crate::store::keys::List;
use crate::web::reply::{CachePolicy, page_headers, shows_frames, stands_in_frames};
use crate::web::rooms::sent::{Asked, asking};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use siraj_editorial::front::{Arrangement, FrontOf};
use siraj_editorial::placement::{Breaking, Placement, Slot};
use siraj_editorial::role::Right;
use siraj_editorial::{EditionId, PlacementId, Timestamp};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "rooms/fronts/preview.html")]
struct PreviewSheet {
    frame: Frame,
    draft: String,
    back: String,
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let of = front_of(&gate, &headers, &inside, &query.of).await?;
    let sheet = PreviewSheet {
        frame: Frame::inside(&gate, &inside, HERE).await,
        draft: format!("{HERE}/draft?of={of}"),
        back: format!("{HERE}?of={of}"),
    };
    let mut response = page::page(StatusCode::OK, &sheet);
    shows_frames(response.headers_mut());
    Ok(response)
}

/// What is seen on the page beside the draft.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Seen {
    #[serde(default)]
    of: String,
    /// `bar`, or the name of a slot.
    #[serde(default)]
    what: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    link: String,
    #[serde(default)]
    picture: String,
    #[serde(default)]
    paid: String,
}

impl Seen {
    /// A breaking bar that is not set yet.
    pub(super) fn bar(text: &str, link: &str) -> Self {
        Self {
            what: "bar".to_owned(),
            text: text.to_owned(),
            link: link.trim().to_owned(),
            ..Self::default()
        }
    }

    /// A placement that is not saved yet.
    pub(super) fn placement(placement: &Placement) -> Self {
        Self {
            what: placement.slot.name().to_owned(),
            text: placement.text.clone(),
            link: placement.link.clone().unwrap_or_default(),
            picture: placement
                .picture
                .map_or_else(String::new, |picture| picture.to_string()),
            paid: if placement.paid { "on" } else { "" }.to_owned(),
            ..Self::default()
        }
    }

    /// Where it is seen.
    pub(super) fn address(&self, edition: EditionId) -> String {
        let of = edition.to_string();
        let pairs = [
            ("of", of.as_str()),
            ("what", self.what.as_str()),
            ("text", self.text.as_str()),
            ("link", self.link.as_str()),
            ("picture", self.picture.as_str()),
            ("paid", self.paid.as_str()),
        ];
        format!("{HERE}/draft?{}", asking(pairs))
    }

    fn link(&self) -> Option<String> {
        (!self.link.is_empty()).then(|| self.link.clone())
    }

    fn stands(&self, now: Timestamp) -> Option<Breaking> {
        (self.what == "bar").then(|| Breaking {
            text: self.text.clone(),
            link: self.link(),
            since: now,
            until: now,
        })
    }

    fn placed(&self, edition: EditionId, now: Timestamp) -> Option<Placement> {
        let slot = Slot::ALL
            .into_iter()
            .find(|slot| slot.name() == self.what)?;
        Some(Placement {
            id: PlacementId(uuid::Uuid::nil()),
            edition,
            slot,
            text: self.text.clone(),
            picture: self.picture.parse().ok(),
            link: self.link(),
            paid: !self.paid.is_empty(),
            starts_at: now,
            ends_at: None,
        })
    }
}

/// The page that the draft would be.
pub async fn draft(
    State(gate): State<Gate>,
    Asked(seen): Asked<Seen>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = curator(&gate, &headers).await?;
    let of = front_of(&gate, &headers, &inside, &seen.of).await?;
    let (site, now) = (Arc::clone(&gate.room.site), gate.room.clock.now());
    let made = gate.room.db.read(move |c| {
        let arrangement = worked(c, of, now)?;
        let mut view = View::open(c, &site)?;
        made(&mut view, of, &arrangement, (&seen, now))
    });
    let html = made.await.map_err(|error| page::failed(&headers, &error))?;
    let mut headers = page_headers(HTML, CachePolicy::Never);
    stands_in_frames(&mut headers);
    Ok((StatusCode::OK, headers, html).into_response())
}

/// The draft, or what the public sees where there is none.
fn worked(c: &mut Conn<'_>, of: FrontOf, now: Timestamp) -> ActResult<Arrangement> {
    Ok(match fronts::draft(c, of)?.draft {
        Some(draft) => draft.arrangement.at(now),
        None => fronts::public(c, of)?,
    })
}

fn made(
    view: &mut View<'_>,
    of: FrontOf,
    arrangement: &Arrangement,
    (seen, now): (&Seen, Timestamp),
) -> ActResult<Vec<u8>> {
    let edition = view.edition(of.edition).cloned();
    let edition = edition.ok_or(ActError::NotFound)?;
    let mut press = Press::of(view, &edition)?.ok_or(ActError::NotFound)?;
    if let Some(section) = of.section {
        let section = press.section(section).cloned().ok_or(ActError::NotFound)?;
        return Ok(html_of(&press.section_page_as(&section, arrangement)?)?);
    }
    let placed = seen.placed(edition.id, now);
    if let Some(placement) = &placed
        && placement.slot == Slot::ArticleEnd
        && let Some(html) = under_an_article(&mut press, placement)?
    {
        return Ok(html);
    }
    let mut page = press.front_as(arrangement)?;
    if let Some(bar) = seen.stands(now) {
        page.shell.breaking = Some(press.bar(bar));
    }
    if let Some(placement) = placed {
        let (slot, placement) = (placement.slot, press.placed(placement)?);
        if slot == Slot::Top {
            page.shell.placement = Some(placement);
        } else {
            let in_slot = |block: &FrontBlock| matches!(block, FrontBlock::Slot(_));
            page.blocks.retain(|block| !in_slot(block));
            let middle = page.blocks.len().div_ceil(2);
            page.blocks.insert(middle, FrontBlock::Slot(placement));
        }
    }
    Ok(html_of(&page)?)
}

/// The newest article with a placement under its text; `None` where there is none.
fn under_an_article(
    press: &mut Press<'_, '_>,
    placement: &Placement,
) -> ActResult<Option<Vec<u8>>> {
    let newest = press.view.list_head(&List::Latest(press.edition.id), 1)?;
    let Some(card) = newest.first() else {
        return Ok(None);
    };
    let Standing::Live(face) = press.view.standing(card.short_id)? else {
        return Ok(None);
    };
    let mut page = press.article(&face)?;
    page.placement = Some(press.placed(placement.clone())?);
    Ok(Some(html_of(&page)?))
}
