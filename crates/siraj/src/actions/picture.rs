//! Pictures of the library: take one in, change its words, replace its original, bin it.
//! The bytes are kept first, under the hash of their content, so an act that
//! fails leaves nothing but a file that nobody names.

use super::by;
use crate::media::{Embedded, fingerprint};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::{Act, By};
use crate::store::{house, library, media};
use siraj_arabic::{Direction, first_strong};
use siraj_editorial::article::BIN_SECONDS;
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::media::{FocalPoint, Media};
use siraj_editorial::named::Named;
use siraj_editorial::refusal::{HouseRefused, LibraryRefused};
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{Language, MediaId, SourceId, Timestamp};

/// Letters of an alternative text.
pub const ALT: usize = 500;
/// Letters of a caption, and of the rights line.
pub const CAPTION: usize = 1_000;
/// Letters of a credit, and of the reason why a reader is asked first.
pub const CREDIT: usize = 200;

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
    /// The agency or network that it comes from.
    pub source: Option<SourceId>,
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
        Ok(words)
    }

    fn describe(&self) -> bool {
        self.decorative || !self.alt.is_empty()
    }

    /// What a file says of itself, cut to what the fields hold. The language is that of
    /// the script in which it is written.
    #[must_use]
    pub fn of_file(embedded: &Embedded) -> Self {
        let named = |words: Option<String>, limit: usize| {
            let words = words.unwrap_or_default();
            let line: Vec<&str> = words.split_whitespace().collect();
            let line: String = line.join(" ").chars().take(limit).collect();
            let arabic = first_strong(&line) == Some(Direction::Rtl);
            match (line.is_empty(), arabic) {
                (true, _) => Named::default(),
                (false, true) => Named::one(Language::arabic(), line),
                (false, false) => Named::one(Language::english(), line),
            }
        };
        let (byline, credit) = (embedded.byline.clone(), embedded.credit.clone());
        let credit = match (byline, credit) {
            (Some(byline), Some(credit)) if byline != credit => {
                Some(format!("{byline} / {credit}"))
            }
            (byline, credit) => byline.or(credit),
        };
        let rights = embedded.rights.as_deref().unwrap_or_default();
        let rights: String = rights.chars().take(CAPTION).collect();
        Self {
            caption: named(embedded.caption.clone(), CAPTION),
            credit: named(credit, CREDIT),
            rights: Some(rights).filter(|rights| !rights.is_empty()),
            ..Self::default()
        }
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let silent = self.alt.is_empty() && self.caption.is_empty() && self.credit.is_empty();
        silent && self.rights.is_none()
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
        media.source = self.source;
    }
}

fn may(actor: &Actor) -> ActResult<()> {
    if actor.may(Right::UseMedia) {
        Ok(())
    } else {
        Err(ActError::refused(HouseRefused::NotAllowed))
    }
}

/// Takes a picture into the library with its words; `original` is already kept.
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
    if !words.describe() {
        return Err(ActError::refused(HouseRefused::NoAlternativeText));
    }
    taken(room, actor, id, original, (words, String::new(), false)).await
}

/// Takes a picture into the library as its file is: whoever added it says later what it
/// shows. Until then the checklist publishes nothing with it.
///
/// # Errors
/// Not a reporter.
pub async fn take_in(
    room: &Room,
    actor: Actor,
    id: MediaId,
    original: Original,
    (file_name, embedded): (String, Embedded),
) -> ActResult<Done<Media>> {
    may(&actor)?;
    let words = Words::of_file(&embedded);
    // A word of the file's that no field takes is left out, for it stops nobody's work.
    let words = words.cleaned().unwrap_or_default();
    let prefilled = !words.is_empty();
    let mut cleaning = Cleaning::default();
    let short: String = file_name.chars().take(CREDIT).collect();
    let file_name = cleaning.line("file_name", &short, CREDIT);
    taken(room, actor, id, original, (words, file_name, prefilled)).await
}

async fn taken(
    room: &Room,
    actor: Actor,
    id: MediaId,
    original: Original,
    (words, file_name, prefilled): (Words, String, bool),
) -> ActResult<Done<Media>> {
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
            source: None,
            file_name: file_name.clone(),
            added_by: Some(actor.person),
            prefilled,
            binned: None,
        };
        words.clone().onto(&mut media);
        source_exists(act, media.source)?;
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
    change_seen(room, actor, id, None, (original, words)).await
}

/// [`change`] by somebody who has seen this [`version`] of it.
///
/// # Errors
/// As [`change`]; somebody else changed it meanwhile.
pub async fn change_seen(
    room: &Room,
    actor: Actor,
    id: MediaId,
    seen: Option<String>,
    (original, words): (Option<Original>, Words),
) -> ActResult<Done<Media>> {
    may(&actor)?;
    let words = words.cleaned()?;
    room.act(by(&actor), "change_picture", move |act| {
        let mut media = load(act, id)?;
        if seen.as_ref().is_some_and(|seen| *seen != version(&media)) {
            return Err(ActError::refused(LibraryRefused::Overtaken));
        }
        // One that was described, or that readers see, is never left without a word.
        let must_describe = media.has_description() || media::is_public(act.conn(), id)?;
        if must_describe && !words.describe() {
            return Err(ActError::refused(HouseRefused::NoAlternativeText));
        }
        if let Some(original) = &original {
            replace(&mut media, original);
        }
        words.clone().onto(&mut media);
        media.prefilled = false;
        source_exists(act, media.source)?;
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

/// Puts another original under the same words.
///
/// # Errors
/// Not a reporter; no such picture.
pub async fn replace_original(
    room: &Room,
    actor: Actor,
    id: MediaId,
    original: Original,
) -> ActResult<Done<Media>> {
    may(&actor)?;
    room.act(by(&actor), "change_picture", move |act| {
        let mut media = load(act, id)?;
        replace(&mut media, &original);
        media::save(act, &media)?;
        Ok(media)
    })
    .await
}

fn replace(media: &mut Media, original: &Original) {
    media.original.clone_from(&original.hash);
    original.content_type.clone_into(&mut media.content_type);
    media.width = original.width;
    media.height = original.height;
}

/// Puts a picture that nothing names into the bin, for as long as articles lie there.
///
/// # Errors
/// [`LibraryRefused`]; no such picture.
pub async fn bin(room: &Room, actor: Actor, id: MediaId) -> ActResult<Done<Media>> {
    room.act(by(&actor), "bin_picture", move |act| {
        let mut media = load(act, id)?;
        let is_named = !library::named_by(act.conn(), id)?.is_empty();
        let now = act.at();
        media
            .bin(&actor, is_named, now)
            .map_err(ActError::refused)?;
        media::save(act, &media)?;
        Ok(media)
    })
    .await
}

/// Takes a picture out of the bin.
///
/// # Errors
/// [`LibraryRefused`]; no such picture.
pub async fn bring_back(room: &Room, actor: Actor, id: MediaId) -> ActResult<Done<Media>> {
    room.act(by(&actor), "bring_back_picture", move |act| {
        let mut media = load(act, id)?;
        media.bring_back(&actor).map_err(ActError::refused)?;
        media::save(act, &media)?;
        Ok(media)
    })
    .await
}

/// Takes out of the library for good what has lain in the bin for its time and is named
/// by nothing, not even by an old text that could be restored. The bytes are buried.
///
/// # Errors
/// When the store cannot serve; the rest goes the next time.
pub async fn empty_bin(room: &Room) -> ActResult<usize> {
    let before = room.clock.now().plus_seconds(-BIN_SECONDS);
    let old = room.db.read(move |c| {
        let old = library::binned_before(c, before)?;
        media::unnamed(c, &old)
    });
    let old = old.await.map_err(ActError::Failed)?;
    for id in &old {
        let id = *id;
        room.act(By::Clock, "empty_bin", move |act| {
            act.about("media", id);
            let still = media::unnamed(act.conn(), &[id])?;
            for media in media::by_ids(act.conn(), &still)? {
                if media.binned.as_ref().is_some_and(|bin| bin.at < before) {
                    media::erase(act, &media)?;
                }
            }
            Ok(())
        })
        .await?;
    }
    if !old.is_empty() {
        super::erase::bury(room).await;
    }
    Ok(old.len())
}

/// Names the state of a picture that somebody has seen.
#[must_use]
pub fn version(media: &Media) -> String {
    // Our own values have string keys and finite numbers: they always serialise.
    let value = serde_json::to_vec(media).unwrap_or_default();
    fingerprint(&value)
}

fn load(act: &mut Act<'_, '_>, id: MediaId) -> ActResult<Media> {
    act.about("media", id);
    media::by_ids(act.conn(), &[id])?
        .pop()
        .ok_or(ActError::NotFound)
}

/// The source that a picture is said to come from must be one.
fn source_exists(act: &mut Act<'_, '_>, source: Option<SourceId>) -> ActResult<()> {
    let Some(id) = source else { return Ok(()) };
    if house::sources(act.conn())?
        .iter()
        .any(|source| source.id == id)
    {
        return Ok(());
    }
    let problem = FieldProblem::new("source", FieldWhy::DeadReference);
    Err(ActError::Fields(vec![problem]))
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
