//! Pictures on their way in over bad lines: what has arrived lies in parts beside the
//! originals, each under the place at which it begins, so that any node goes on where
//! any other was stopped, also by a restart. A part that comes twice replaces itself.
//!
//! Whether the whole is a picture is [`super::intake`]'s to say, when it is whole.

use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStoreExt, PutPayload};
use serde::{Deserialize, Serialize};
use siraj_editorial::{MediaId, PersonId, Timestamp};
use std::collections::BTreeMap;

use super::intake::fingerprint;
use super::store::{MediaError, MediaStore};

/// The most parts of one upload: smaller ones would only cost.
pub const MOST_PARTS: usize = 2_000;
/// The most uploads that one person has under way.
pub const MOST_UPLOADS: usize = 100;
/// What an upload is, beside its parts.
const ABOUT: &str = "about.json";
/// Where uploads lie that are under way, and what is remembered of those that are not.
const UNDER_WAY: &str = "uploads";
const ENDED: &str = "uploaded";

/// An upload: whose, of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Who uploads.
    pub person: PersonId,
    /// What the sender calls the content: the same file has the same mark.
    pub mark: String,
    /// Bytes of the whole.
    pub length: u64,
    /// The file's name.
    pub name: String,
    /// The media type that it is said to be; may be empty.
    pub kind: String,
    /// The picture that was made of it.
    #[serde(default)]
    pub picture: Option<MediaId>,
}

impl Upload {
    /// Its name in addresses: the same for the same content of the same person.
    #[must_use]
    pub fn id(&self) -> String {
        let all = format!("{}\n{}\n{}", self.person, self.mark, self.length);
        fingerprint(all.as_bytes()).chars().take(32).collect()
    }

    /// The hash that the sender promised, where it could make one.
    #[must_use]
    pub fn promised(&self) -> Option<&str> {
        let hash = self.mark.strip_prefix("sha256-")?;
        let is_one = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        is_one.then_some(hash)
    }
}

/// An upload and how much of it has arrived.
#[derive(Debug, Clone)]
pub struct Arriving {
    /// The upload.
    pub upload: Upload,
    /// The bytes from the beginning that are here without a gap.
    pub offset: u64,
    parts: Vec<Path>,
    kept: usize,
}

impl Arriving {
    /// Whether all of it is here.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.offset == self.upload.length
    }

    /// Whether it comes in pieces that are too small to go on with.
    #[must_use]
    pub fn is_scattered(&self) -> bool {
        self.kept >= MOST_PARTS
    }
}

impl MediaStore {
    /// Begins an upload, or finds the one that was begun.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_upload(&self, upload: Upload) -> Result<Arriving, MediaError> {
        let (person, id) = (upload.person, upload.id());
        if let Some(found) = self.upload(person, &id).await? {
            return Ok(found);
        }
        self.describe(UNDER_WAY, &upload).await?;
        Ok(Arriving {
            upload,
            offset: 0,
            parts: Vec::new(),
            kept: 0,
        })
    }

    /// An upload of a person.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn upload(&self, person: PersonId, id: &str) -> Result<Option<Arriving>, MediaError> {
        let mut about = None;
        let mut lying: Vec<ObjectMeta> = Vec::new();
        for root in [UNDER_WAY, ENDED] {
            let Some(folder) = folder(root, person, id) else {
                return Ok(None);
            };
            match self.objects().get(&folder.clone().join(ABOUT)).await {
                Ok(found) => about = Some(found.bytes().await?),
                Err(object_store::Error::NotFound { .. }) => continue,
                Err(error) => return Err(error.into()),
            }
            lying = self.objects().list(Some(&folder)).try_collect().await?;
            break;
        }
        let Some(about) = about else {
            return Ok(None);
        };
        // What cannot be read is begun anew.
        let Ok(upload) = serde_json::from_slice::<Upload>(&about) else {
            return Ok(None);
        };
        let by_place: BTreeMap<u64, &ObjectMeta> = lying
            .iter()
            .filter_map(|part| Some((part.location.filename()?.parse().ok()?, part)))
            .collect();
        let (mut offset, mut parts) = (0, Vec::new());
        while let Some(part) = by_place.get(&offset).filter(|part| part.size > 0) {
            parts.push(part.location.clone());
            offset += part.size;
        }
        Ok(Some(Arriving {
            upload,
            offset,
            parts,
            kept: by_place.len(),
        }))
    }

    /// How many uploads of a person are under way.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn uploads_of(&self, person: PersonId) -> Result<usize, MediaError> {
        let all = Path::from_iter([UNDER_WAY, &person.to_string()]);
        let lying: Vec<ObjectMeta> = self.objects().list(Some(&all)).try_collect().await?;
        let about = |object: &&ObjectMeta| object.location.filename() == Some(ABOUT);
        Ok(lying.iter().filter(about).count())
    }

    /// Keeps a part that begins at a place.
    ///
    /// # Errors
    /// When the store does not answer, or has no room.
    pub async fn keep_part(
        &self,
        upload: &Upload,
        at: u64,
        bytes: Bytes,
    ) -> Result<(), MediaError> {
        let Some(folder) = folder(UNDER_WAY, upload.person, &upload.id()) else {
            return Ok(());
        };
        let place = folder.join(format!("{at:012}"));
        self.objects()
            .put(&place, PutPayload::from_bytes(bytes))
            .await?;
        Ok(())
    }

    /// The whole, put together.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn whole(&self, arriving: &Arriving) -> Result<Bytes, MediaError> {
        let mut whole = BytesMut::new();
        for part in &arriving.parts {
            whole.extend_from_slice(&self.objects().get(part).await?.bytes().await?);
        }
        Ok(whole.freeze())
    }

    /// An upload has become a picture: its parts go, and for a while it is remembered
    /// what became of it, for a sender who did not hear the answer.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn end_upload(&self, upload: &Upload) -> Result<(), MediaError> {
        self.describe(ENDED, upload).await?;
        self.drop_all(UNDER_WAY, upload).await
    }

    /// An upload is given up, or what became of it forgotten.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget_upload(&self, upload: &Upload) -> Result<(), MediaError> {
        self.drop_all(ENDED, upload).await?;
        self.drop_all(UNDER_WAY, upload).await
    }

    /// Takes away what has not grown since a moment; answers how many objects went.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sweep_uploads(&self, before: Timestamp) -> Result<usize, MediaError> {
        let mut all: Vec<ObjectMeta> = Vec::new();
        for root in [UNDER_WAY, ENDED] {
            let under = self.objects().list(Some(&Path::from(root)));
            all.extend(under.try_collect::<Vec<_>>().await?);
        }
        let mut newest: BTreeMap<String, i64> = BTreeMap::new();
        for object in &all {
            let moment = object.last_modified.timestamp_micros();
            let latest = newest.entry(upload_of(&object.location)).or_insert(moment);
            *latest = (*latest).max(moment);
        }
        let mut swept = 0;
        for object in &all {
            let latest = newest.get(&upload_of(&object.location)).copied();
            if latest.is_some_and(|latest| latest < before.micros()) {
                self.remove(&object.location).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    async fn describe(&self, root: &str, upload: &Upload) -> Result<(), MediaError> {
        let Some(folder) = folder(root, upload.person, &upload.id()) else {
            return Ok(());
        };
        // Our own values always serialise.
        let about = serde_json::to_vec(upload).unwrap_or_default();
        let place = folder.join(ABOUT);
        self.objects().put(&place, PutPayload::from(about)).await?;
        Ok(())
    }

    async fn drop_all(&self, root: &str, upload: &Upload) -> Result<(), MediaError> {
        let Some(folder) = folder(root, upload.person, &upload.id()) else {
            return Ok(());
        };
        let lying: Vec<ObjectMeta> = self.objects().list(Some(&folder)).try_collect().await?;
        for object in lying {
            self.remove(&object.location).await?;
        }
        Ok(())
    }
}

/// Where an upload lies; `None` for a name that none has.
fn folder(root: &str, person: PersonId, id: &str) -> Option<Path> {
    let fits = id.len() == 32 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    fits.then(|| Path::from_iter([root, &person.to_string(), id]))
}

/// The upload to which an object belongs: all of its place but the name.
fn upload_of(place: &Path) -> String {
    let text = place.as_ref();
    text.rsplit_once('/')
        .map_or(text, |(folder, _)| folder)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use object_store::memory::InMemory;
    use std::sync::Arc;
    use uuid::Uuid;

    fn upload(bytes: &[u8]) -> Upload {
        Upload {
            person: PersonId(Uuid::nil()),
            mark: format!("sha256-{}", fingerprint(bytes)),
            length: bytes.len() as u64,
            name: "quay.jpg".to_owned(),
            kind: "image/jpeg".to_owned(),
            picture: None,
        }
    }

    fn store() -> MediaStore {
        MediaStore::over(Arc::new(InMemory::new()))
    }

    async fn again(store: &MediaStore, upload: &Upload) -> Arriving {
        let found = store.upload(upload.person, &upload.id()).await;
        found.unwrap().unwrap()
    }

    #[tokio::test]
    async fn parts_that_come_twice_or_too_early_make_the_same_whole() {
        let (store, all) = (store(), b"one picture in many parts".as_slice());
        let upload = upload(all);
        assert_eq!(store.begin_upload(upload.clone()).await.unwrap().offset, 0);
        let part = |from: usize, to: usize| Bytes::copy_from_slice(all.get(from..to).unwrap());
        store.keep_part(&upload, 10, part(10, 14)).await.unwrap();
        assert_eq!(again(&store, &upload).await.offset, 0, "there is a gap");
        store.keep_part(&upload, 0, part(0, 10)).await.unwrap();
        assert_eq!(again(&store, &upload).await.offset, 14);
        // A shorter repeat leaves a gap, which the next part covers.
        store.keep_part(&upload, 0, part(0, 4)).await.unwrap();
        assert_eq!(again(&store, &upload).await.offset, 4);
        store
            .keep_part(&upload, 4, part(4, all.len()))
            .await
            .unwrap();
        let arriving = store.begin_upload(upload.clone()).await.unwrap();
        assert!(arriving.is_whole());
        assert_eq!(store.whole(&arriving).await.unwrap(), all);
    }

    #[tokio::test]
    async fn what_became_of_an_upload_is_remembered_and_what_lies_long_is_swept() {
        let (store, all) = (store(), b"a picture".as_slice());
        let mut upload = upload(all);
        store.begin_upload(upload.clone()).await.unwrap();
        let bytes = Bytes::copy_from_slice(all);
        store.keep_part(&upload, 0, bytes).await.unwrap();
        upload.picture = Some(MediaId(Uuid::max()));
        store.end_upload(&upload).await.unwrap();
        let found = again(&store, &upload).await;
        assert_eq!((found.offset, found.upload.picture), (0, upload.picture));
        assert_eq!(store.uploads_of(upload.person).await.unwrap(), 0);
        let swept = store.sweep_uploads(Timestamp::from_micros(0)).await;
        assert_eq!(swept.unwrap(), 0);
        let swept = store.sweep_uploads(Timestamp::from_micros(i64::MAX)).await;
        assert_eq!(swept.unwrap(), 1);
        let gone = store.upload(upload.person, &upload.id()).await.unwrap();
        assert!(gone.is_none());
    }

    #[tokio::test]
    async fn a_name_that_no_upload_has_finds_none() {
        let store = store();
        for id in [
            "",
            "..",
            "../../originals",
            &"a".repeat(31),
            &"G".repeat(32),
        ] {
            let found = store.upload(PersonId(Uuid::nil()), id).await.unwrap();
            assert!(found.is_none(), "{id}");
        }
    }
}
