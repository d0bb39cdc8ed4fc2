//! All sizes of a picture, made ahead of its first reader: in the background, one picture
//! after another, decoded once for each frame. Whoever asks for one meanwhile is served
//! first come; what is not made when the program stops is made when it is asked for.

use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::{ObjectStoreExt, PutPayload};
use std::collections::BTreeSet;

use super::derive::derive_all;
use super::name::{Crop, Derivative, Format, WIDTHS};
use super::store::{MediaError, MediaStore, Wanted, derivatives_path};

/// The frames in which pages show pictures.
const FRAMES: [Crop; 5] = [Crop::Full, Crop::R16x9, Crop::R4x3, Crop::R3x2, Crop::R1x1];

/// The sizes in which pages show a picture of so many pixels, frame by frame.
#[must_use]
pub fn sizes(original: (u32, u32)) -> Vec<Vec<Derivative>> {
    let mut frames: Vec<Vec<Derivative>> = vec![vec![Derivative::OG]];
    for crop in FRAMES {
        let fits = |width: &u32| {
            let whole = Derivative::new(crop, 1920, Format::Webp);
            let widest = whole.map_or(0, |whole| whole.size(original).0);
            *width == 320 || *width <= widest
        };
        let both = |width| [Format::Webp, Format::Jpeg].map(|format| (width, format));
        let all = WIDTHS.into_iter().filter(fits).flat_map(both);
        frames.push(
            all.filter_map(|(width, format)| Derivative::new(crop, width, format))
                .collect(),
        );
    }
    frames
}

impl MediaStore {
    /// How many sizes of a picture there are, of how many.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sizes_made(
        &self,
        key: &str,
        original: (u32, u32),
    ) -> Result<(usize, usize), MediaError> {
        let lying = self.lying(key).await?;
        let all: Vec<Derivative> = sizes(original).into_iter().flatten().collect();
        let made = all.iter().filter(|size| lying.contains(&size.to_string()));
        Ok((made.count(), all.len()))
    }

    /// Makes the sizes of a picture that are missing, when it is their turn. `wanted`
    /// names the picture; its derivative does not count.
    pub fn make_sizes(&self, wanted: Wanted, original: (u32, u32)) {
        if !self.begin_sizes(&wanted.key) {
            return;
        }
        let store = self.clone();
        tokio::spawn(async move {
            let made = store.make_all(&wanted, original).await;
            store.end_sizes(&wanted.key);
            if let Err(error) = made {
                tracing::warn!(key = wanted.key, %error, "sizes of a picture wait to be asked for");
            }
        });
    }

    async fn lying(&self, key: &str) -> Result<BTreeSet<String>, MediaError> {
        let place = derivatives_path(key)?;
        let all: Vec<_> = self.objects().list(Some(&place)).try_collect().await?;
        let names = all.iter().filter_map(|object| object.location.filename());
        Ok(names.map(str::to_owned).collect())
    }

    async fn make_all(&self, wanted: &Wanted, original: (u32, u32)) -> Result<(), MediaError> {
        let _turn = self.one_at_a_time().await;
        let lying = self.lying(&wanted.key).await?;
        let bytes = self.get_original(&wanted.original).await?;
        for frame in sizes(original) {
            let missing = |size: &Derivative| !lying.contains(&size.to_string());
            let missing: Vec<Derivative> = frame.into_iter().filter(missing).collect();
            if missing.is_empty() {
                continue;
            }
            let (bytes, focus) = (bytes.clone(), wanted.focus);
            let made = self
                .workshop()
                .run(move || derive_all(&bytes, focus, &missing))
                .await?;
            for (size, made) in made {
                let place = derivatives_path(&wanted.key)?.join(size.to_string());
                let payload = PutPayload::from_bytes(Bytes::from(made));
                self.objects().put(&place, payload).await?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_no_size_larger_than_itself_and_always_the_smallest() {
        let names = |original| -> Vec<String> {
            let all = sizes(original).into_iter().flatten();
            all.map(|size| size.to_string()).collect()
        };
        let small = names((90, 60));
        assert_eq!(small.len(), 11);
        assert!(small.contains(&"1x1-320.jpg".to_owned()));
        let wide = names((1000, 563));
        assert!(wide.contains(&"960.webp".to_owned()));
        assert!(!wide.contains(&"1280.webp".to_owned()));
        assert!(!wide.contains(&"1x1-640.webp".to_owned()));
        assert_eq!(names((6000, 4000)).len(), 71);
    }
}
