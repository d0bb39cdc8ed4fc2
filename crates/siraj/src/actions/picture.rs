//! Pictures of the library: take one in, change its words, replace its original.
//! The bytes are kept first, under the hash of their content, so an act that
//! fails leaves nothing but a file that nobody names.

use super::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::Act;
use crate::store::media;
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::media::{FocalPoint, Media};
use siraj_editorial::named::Named;
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{Language, MediaId, Timestamp};

const ALT: usize = 500;
const CAPTION: usize = 1_000;
const CREDIT: usize = 200;

/// Bytes that are kept, and what they are.
#[derive(Debug, Clone)]
pub struct Original {
    /// SHA-256 of the bytes, hexadecimal.
    pub hash: String,
    /// `image/jpeg` and the like.
    pub content_type: &'static str,
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
}

/// What is said of a picture.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What it shows.
    pub alt: Named,
    /// It says nothing that the text does not say.
    pub decorative: bool,
    /// Who, what, where, when.
    pub caption: Named,
    /// Who made it.
    pub credit: Named,
    /// Under what terms it may be used.
    pub rights: Option<String>,
    /// Not after.
    pub expires_at: Option<Timestamp>,
    /// What crops keep in view.
    pub focal: FocalPoint,
    /// Why a reader is asked before seeing it.
    pub warning: Named,
}

impl Words {
    fn cleaned(mut self) -> ActResult<Self> {
        let mut cleaning = Cleaning::default();
        let fields = [
            ("alt", &mut self.alt, ALT),
            ("caption", &mut self.caption, CAPTION),
            ("credit", &mut self.credit, CREDIT),
            ("warning", &mut self.warning, CREDIT),
        ];
        for (field, named, limit) in fields {
            for (language, words) in &mut named.0 {
                *words = cleaning.line(&format!("{field}.{language}"), words, limit);
            }
        }
        self.rights = self
            .rights
            .map(|rights| cleaning.line("rights", &rights, CAPTION))
            .filter(|rights| !rights.is_empty());
        let (words, _) = cleaning.finish(self).map_err(ActError::Fields)?;
        if !words.focal.is_inside() {
            return Err(ActError::refused(HouseRefused::BadFocalPoint));
        }
        if !words.decorative && words.alt.is_empty() {
            return Err(ActError::refused(HouseRefused::NoAlternativeText));
        }
        Ok(words)
    }

    fn onto(self, media: &mut Media) {
        media.alt = self.alt;
        media.decorative = self.decorative;
        media.caption = self.caption;
        media.credit = self.credit;
        media.rights = self.rights;
        media.expires_at = self.expires_at;
        media.focal = self.focal;
        media.warning = self.warning;
    }
}

fn may(actor: &Actor) -> ActResult<()> {
    if actor.may(Right::UseMedia) {
        Ok(())
    } else {
        Err(ActError::refused(HouseRefused::NotAllowed))
    }
}

/// Takes a picture into the library; `original` is already kept.
///
/// # Errors
/// Not a reporter; no alternative text; a focal point outside.
pub async fn add(
    room: &Room,
    actor: Actor,
    id: MediaId,
    original: Original,
    words: Words,
) -> ActResult<Done<Media>> {
    may(&actor)?;
    let words = words.cleaned()?;
    room.act(by(&actor), "add_picture", move |act| {
        act.about("media", id);
        let mut media = Media {
            id,
            original: original.hash.clone(),
            content_type: original.content_type.to_owned(),
            width: original.width,
            height: original.height,
            alt: Named::default(),
            decorative: false,
            caption: Named::default(),
            credit: Named::default(),
            rights: None,
            expires_at: None,
            focal: FocalPoint::default(),
            warning: Named::default(),
        };
        words.clone().onto(&mut media);
        media::save(act, &media)?;
        Ok(media)
    })
    .await
}

/// Changes what is said of a picture, and with `original` the picture itself.
///
/// # Errors
/// As [`add`]; no such picture.
pub async fn change(
    room: &Room,
    actor: Actor,
    id: MediaId,
    original: Option<Original>,
    words: Words,
) -> ActResult<Done<Media>> {
    may(&actor)?;
    let words = words.cleaned()?;
    room.act(by(&actor), "change_picture", move |act| {
        act.about("media", id);
        let mut media = media::by_ids(act.conn(), &[id])?
            .pop()
            .ok_or(ActError::NotFound)?;
        if let Some(original) = &original {
            media.original.clone_from(&original.hash);
            original.content_type.clone_into(&mut media.content_type);
            media.width = original.width;
            media.height = original.height;
        }
        words.clone().onto(&mut media);
        media::save(act, &media)?;
        Ok(media)
    })
    .await
}

/// One thing that is said of a picture where it is missing.
#[derive(Debug, Clone)]
pub enum Said {
    /// What it shows, in a language.
    Description(Language, String),
    /// It says nothing that the text does not say.
    Decorative,
    /// Who made it, in a language.
    Credit(Language, String),
}

/// Says one thing of a picture and leaves all else as it is.
///
/// # Errors
/// As [`add`]; no such picture; nothing said.
pub async fn say(room: &Room, actor: Actor, id: MediaId, said: Said) -> ActResult<Done<Media>> {
    may(&actor)?;
    let mut cleaning = Cleaning::default();
    let said = match said {
        Said::Description(language, words) => {
            Said::Description(language, cleaning.line("alt", &words, ALT))
        }
        Said::Credit(language, words) => {
            Said::Credit(language, cleaning.line("credit", &words, CREDIT))
        }
        Said::Decorative => Said::Decorative,
    };
    let (said, _) = cleaning.finish(said).map_err(ActError::Fields)?;
    if matches!(&said, Said::Description(_, words) | Said::Credit(_, words) if words.is_empty()) {
        let problem = FieldProblem::new("words", FieldWhy::Empty);
        return Err(ActError::Fields(vec![problem]));
    }
    room.act(by(&actor), "change_picture", move |act| {
        act.about("media", id);
        let mut media = media::by_ids(act.conn(), &[id])?
            .pop()
            .ok_or(ActError::NotFound)?;
        match said.clone() {
            Said::Description(language, words) => {
                media.alt = media.alt.and(language, words);
                media.decorative = false;
            }
            Said::Decorative => media.decorative = true,
            Said::Credit(language, words) => media.credit = media.credit.and(language, words),
        }
        media::save(act, &media)?;
        Ok(media)
    })
    .await
}

/// A picture that something names must be in the library.
pub(super) fn must_exist(act: &mut Act<'_, '_>, picture: Option<MediaId>) -> ActResult<()> {
    if let Some(id) = picture
        && media::by_ids(act.conn(), &[id])?.is_empty()
    {
        let problem = FieldProblem::new("picture", FieldWhy::DeadReference);
        return Err(ActError::Fields(vec![problem]));
    }
    Ok(())
}
