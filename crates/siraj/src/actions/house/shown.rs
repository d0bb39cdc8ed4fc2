//! What pages show beside articles: static pages, the breaking bar, placements.

use super::{LINE, NAME, free_slug, may, taken};
use crate::actions::{by, picture};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::{house, placements, sections};
use siraj_editorial::edition::StaticPage;
use siraj_editorial::fields::{Cleaning, FieldWhy};
use siraj_editorial::placement::{Breaking, Placement};
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{EditionId, PageId, PlacementId};

/// Writes a static page.
///
/// # Errors
/// Not a chief; a title missing; a body that is wrong; a path that is taken, reserved or none.
pub async fn save_static_page(
    room: &Room,
    actor: Actor,
    mut new: StaticPage,
    position: i64,
) -> ActResult<Done<StaticPage>> {
    may(room, &actor, Right::Govern, "save_static_page").await?;
    let mut cleaning = Cleaning::default();
    new.title = cleaning.line("title", &new.title, NAME);
    new.slug = cleaning.slug("slug", &new.slug);
    if new.title.is_empty() {
        cleaning.wrong("title", FieldWhy::Empty);
    }
    new.body = new.body.normalise();
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    new.body.validate().map_err(ActError::Body)?;
    free_slug(&new.slug)?;
    room.act(by(&actor), "save_static_page", move |act| {
        act.about("page", new.id);
        let page = house::static_page_at(act.conn(), new.edition, &new.slug)?;
        let section = sections::by_slug(act.conn(), new.edition, &new.slug)?;
        if page.is_some_and(|other| other.id != new.id) || section.is_some() {
            return Err(taken(&new.slug));
        }
        house::save_static_page(act, &new, position)?;
        Ok(new.clone())
    })
    .await
}

/// Puts the static pages of an edition in this order; those that are not named follow.
///
/// # Errors
/// Not a chief.
pub async fn order_static_pages(
    room: &Room,
    actor: Actor,
    edition: EditionId,
    ids: Vec<PageId>,
) -> ActResult<Done<()>> {
    may(room, &actor, Right::Govern, "order_static_pages").await?;
    room.act(by(&actor), "order_static_pages", move |act| {
        act.about("edition", edition);
        let mut pages = house::static_pages(act.conn(), edition)?;
        pages.sort_by_key(|page| {
            ids.iter()
                .position(|id| *id == page.id)
                .unwrap_or(ids.len())
        });
        for (position, page) in (0..).zip(&pages) {
            house::save_static_page(act, page, position)?;
        }
        Ok(())
    })
    .await
}

/// Sets the breaking bar of an edition, or takes it away.
///
/// # Errors
/// Not an editor; no words; an end before now.
pub async fn set_breaking(
    room: &Room,
    actor: Actor,
    edition: EditionId,
    breaking: Option<Breaking>,
) -> ActResult<Done<()>> {
    may(room, &actor, Right::Curate, "set_breaking").await?;
    let mut cleaning = Cleaning::default();
    let breaking = breaking.map(|mut breaking| {
        breaking.text = cleaning.line("text", &breaking.text, NAME * 2);
        if breaking.text.is_empty() {
            cleaning.wrong("text", FieldWhy::Empty);
        }
        breaking
    });
    let (breaking, _) = cleaning.finish(breaking).map_err(ActError::Fields)?;
    let link = breaking
        .as_ref()
        .and_then(|breaking| breaking.link.as_deref());
    good_address(link)?;
    room.act(by(&actor), "set_breaking", move |act| {
        act.about("edition", edition);
        if breaking
            .as_ref()
            .is_some_and(|breaking| breaking.until <= act.at())
        {
            return Err(ActError::refused(HouseRefused::EndsBeforeStart));
        }
        Ok(placements::set_breaking(act, edition, breaking.as_ref())?)
    })
    .await
}

/// Writes a placement.
///
/// # Errors
/// Not an editor; no words; an address that is none; an end before its beginning.
pub async fn save_placement(
    room: &Room,
    actor: Actor,
    mut new: Placement,
) -> ActResult<Done<Placement>> {
    may(room, &actor, Right::Curate, "save_placement").await?;
    let mut cleaning = Cleaning::default();
    new.text = cleaning.line("text", &new.text, LINE);
    if new.text.is_empty() {
        cleaning.wrong("text", FieldWhy::Empty);
    }
    let (new, _) = cleaning.finish(new).map_err(ActError::Fields)?;
    good_address(new.link.as_deref())?;
    if new.ends_at.is_some_and(|end| end <= new.starts_at) {
        return Err(ActError::refused(HouseRefused::EndsBeforeStart));
    }
    room.act(by(&actor), "save_placement", move |act| {
        act.about("placement", new.id);
        picture::must_exist(act, new.picture)?;
        placements::save(act, &new)?;
        Ok(new.clone())
    })
    .await
}

/// Takes a placement away.
///
/// # Errors
/// Not an editor; no such placement.
pub async fn remove_placement(room: &Room, actor: Actor, id: PlacementId) -> ActResult<Done<()>> {
    may(room, &actor, Right::Curate, "remove_placement").await?;
    room.act(by(&actor), "remove_placement", move |act| {
        act.about("placement", id);
        if placements::remove(act, id)? {
            Ok(())
        } else {
            Err(ActError::NotFound)
        }
    })
    .await
}

/// An absolute http(s) address, or a path of our own.
fn good_address(link: Option<&str>) -> ActResult<()> {
    let good = link.is_none_or(|link| {
        let own = link.starts_with('/') && !link.starts_with("//");
        let web = link.starts_with("https://") || link.starts_with("http://");
        (own || web)
            && !link
                .chars()
                .any(|letter| letter.is_control() || letter == ' ')
    });
    if good {
        Ok(())
    } else {
        Err(ActError::refused(HouseRefused::BadAddress))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_web_or_to_a_page_of_ours() {
        for good in [None, Some("/world"), Some("https://example.org/a")] {
            assert!(good_address(good).is_ok());
        }
        for bad in [
            "javascript:alert(1)",
            "//example.org",
            "world",
            "https://a b",
        ] {
            assert!(good_address(Some(bad)).is_err(), "{bad}");
        }
    }
}
