//! Originals and derivatives in an object store: a folder, or S3.
//!
//! Originals lie under `originals/{sha256}` as they came and are never served. Derivatives
//! lie under `derivatives/{key}/{name}` and may be deleted at any time: they are made again
//! when asked for.

use std::collections::HashSet;
use std::path::Path as Folder;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use parking_lot::Mutex;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::derive::{Focus, derive};
use super::intake::{PictureRefused, fingerprint};
use super::name::Derivative;
use super::workshop::{SingleFlight, Workshop};
use siraj_editorial::Timestamp;

/// What stands in the name of a file that is still being written.
const STAGED: char = '#';

/// Why a picture cannot be had.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MediaError {
    /// The original is not in the store.
    #[error("the original {0} is not in the media store")]
    MissingOriginal(String),
    /// A key or fingerprint that cannot exist.
    #[error("{0:?} is not a name that the media store gives")]
    BadName(String),
    /// The original cannot be decoded any more.
    #[error("the original cannot be read as a picture: {0}")]
    Refused(#[from] PictureRefused),
    /// The store does not answer.
    #[error("the media store is not available")]
    Unavailable(#[source] Arc<object_store::Error>),
}

impl From<object_store::Error> for MediaError {
    fn from(error: object_store::Error) -> Self {
        Self::Unavailable(Arc::new(error))
    }
}

/// One wanted derivative of one picture version.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The picture's public version: 16 lower-case hex digits. It changes with original
    /// and focal point.
    pub key: String,
    /// The original's SHA-256 in lower-case hex.
    pub original: String,
    /// The focal point of that version.
    pub focus: Focus,
    /// What is wanted.
    pub derivative: Derivative,
}

/// The pictures' bytes. Clones share one store.
#[derive(Clone)]
pub struct MediaStore {
    objects: Arc<dyn ObjectStore>,
    workshop: Workshop,
    flights: Arc<SingleFlight<Path, Result<Bytes, MediaError>>>,
    /// Uploads of which a picture is being made.
    making: Arc<Mutex<HashSet<String>>>,
    /// Pictures whose sizes are being made, or wait for it.
    sizing: Arc<Mutex<HashSet<String>>>,
    background: Arc<Semaphore>,
}

/// Nobody else makes a picture of the same upload while this is held.
pub struct Turn {
    name: String,
    making: Arc<Mutex<HashSet<String>>>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.making.lock().remove(&self.name);
    }
}

impl MediaStore {
    /// A store in a folder, which is made when it is not there.
    pub fn in_folder(folder: &Folder) -> Result<Self, MediaError> {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|source| object_store::Error::Generic {
            store: "folder",
            source: source.into(),
        })?;
        Ok(Self::over(Arc::new(LocalFileSystem::new_with_prefix(
            folder,
        )?)))
    }

    /// Takes away what was being written under `folder` when the program was
    /// killed before `start`. A finished file never has such a name.
    pub fn sweep(folder: &Folder, start: Timestamp) {
        let mut folders = vec![folder.to_path_buf()];
        while let Some(folder) = folders.pop() {
            let entries = std::fs::read_dir(&folder).into_iter().flatten();
            for entry in entries.filter_map(Result::ok) {
                let kind = entry.file_type();
                if kind.as_ref().is_ok_and(std::fs::FileType::is_dir) {
                    folders.push(entry.path());
                } else if entry.file_name().to_string_lossy().contains(STAGED)
                    && modified(&entry).is_some_and(|at| at < start)
                    && let Err(error) = std::fs::remove_file(entry.path())
                {
                    tracing::warn!(%error, "a half-written picture could not be taken away");
                }
            }
        }
    }

    /// A store over any object store.
    pub fn over(objects: Arc<dyn ObjectStore>) -> Self {
        Self {
            objects,
            workshop: Workshop::default(),
            flights: Arc::default(),
            making: Arc::default(),
            sizing: Arc::default(),
            background: Arc::new(Semaphore::new(1)),
        }
    }

    /// Where pictures are decoded; intake shares its places.
    pub fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// Keeps an original and returns its SHA-256; one that is there already stays.
    pub async fn put_original(&self, bytes: Bytes) -> Result<String, MediaError> {
        let sha256 = fingerprint(&bytes);
        let place = original_path(&sha256)?;
        match self.objects.head(&place).await {
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) => {
                self.objects
                    .put(&place, PutPayload::from_bytes(bytes))
                    .await?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(sha256)
    }

    /// The bytes of an original, for backups, checks and editors; never for readers.
    pub async fn get_original(&self, sha256: &str) -> Result<Bytes, MediaError> {
        match self.objects.get(&original_path(sha256)?).await {
            Ok(found) => Ok(found.bytes().await?),
            Err(object_store::Error::NotFound { .. }) => {
                Err(MediaError::MissingOriginal(sha256.to_owned()))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// A derivative: from the store, or made now and kept. Equal requests that come
    /// together are made once.
    pub async fn derivative(&self, wanted: &Wanted) -> Result<Bytes, MediaError> {
        let place = derivatives_path(&wanted.key)?.join(wanted.derivative.to_string());
        match self.objects.get(&place).await {
            Ok(found) => return Ok(found.bytes().await?),
            Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        self.flights
            .join(place.clone(), || self.make(wanted, place))
            .await
    }

    /// Deletes all derivatives under a key, and the original where one is named: a
    /// legal removal. Doing it twice changes nothing.
    pub async fn erase(&self, key: &str, original: Option<&str>) -> Result<(), MediaError> {
        let under: Vec<_> = self
            .objects
            .list(Some(&derivatives_path(key)?))
            .try_collect()
            .await?;
        for object in under {
            self.remove(&object.location).await?;
        }
        match original {
            Some(sha256) => self.remove(&original_path(sha256)?).await,
            None => Ok(()),
        }
    }

    /// The turn to make a picture of an upload, unless somebody has it.
    #[must_use]
    pub fn turn(&self, upload: &str) -> Option<Turn> {
        let name = upload.to_owned();
        let mine = self.making.lock().insert(name.clone());
        mine.then(|| Turn {
            name,
            making: Arc::clone(&self.making),
        })
    }

    /// Notes that the sizes of a picture are being made, unless they are.
    pub(super) fn begin_sizes(&self, key: &str) -> bool {
        self.sizing.lock().insert(key.to_owned())
    }

    /// They are made.
    pub(super) fn end_sizes(&self, key: &str) {
        self.sizing.lock().remove(key);
    }

    /// Waits for the one place of work that nobody waits for.
    pub(super) async fn one_at_a_time(&self) -> Option<SemaphorePermit<'_>> {
        self.background.acquire().await.ok()
    }

    /// Where everything lies.
    pub(super) fn objects(&self) -> &dyn ObjectStore {
        &*self.objects
    }

    pub(super) async fn remove(&self, place: &Path) -> Result<(), MediaError> {
        match self.objects.delete(place).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn make(&self, wanted: &Wanted, place: Path) -> Result<Bytes, MediaError> {
        // One that was finished between our look and our turn need not be made again.
        if let Ok(found) = self.objects.get(&place).await {
            return Ok(found.bytes().await?);
        }
        let original = self.get_original(&wanted.original).await?;
        let (focus, derivative) = (wanted.focus, wanted.derivative);
        let made = self
            .workshop
            .run(move || derive(&original, focus, derivative))
            .await?;
        let made = Bytes::from(made);
        // The reader has the picture even when the disk is full; the next one makes it again.
        if let Err(error) = self
            .objects
            .put(&place, PutPayload::from_bytes(made.clone()))
            .await
        {
            tracing::warn!(picture.key = wanted.key, %error, "a derivative could not be kept");
        }
        Ok(made)
    }
}

/// When a file was last written to.
fn modified(entry: &std::fs::DirEntry) -> Option<Timestamp> {
    let modified = entry.metadata().and_then(|its| its.modified()).ok()?;
    jiff::Timestamp::try_from(modified)
        .ok()
        .map(Timestamp::from)
}

fn hex(name: &str, long: usize) -> Result<&str, MediaError> {
    let fits = name.len() == long && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if fits {
        Ok(name)
    } else {
        Err(MediaError::BadName(name.to_owned()))
    }
}

fn original_path(sha256: &str) -> Result<Path, MediaError> {
    Ok(Path::from_iter(["originals", hex(sha256, 64)?]))
}

pub(super) fn derivatives_path(key: &str) -> Result<Path, MediaError> {
    Ok(Path::from_iter(["derivatives", hex(key, 16)?]))
}
