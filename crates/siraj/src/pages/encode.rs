//! A finished page and its encodings. The identity bytes are made by the render;
//! gzip and brotli when they are first asked for, quickly, and again slowly and
//! better for pages that are asked for often. The ETag is the hash of the encoded
//! bytes, so a better encoding is swapped in together with its ETag.

use super::cache::HOT;
use arc_swap::ArcSwapOption;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use libdeflater::{CompressionLvl, Compressor, Decompressor};
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// How a body is encoded on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    Identity,
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

impl Coding {
    /// The best coding that an `Accept-Encoding` header allows. Brotli before
    /// gzip; `q=0` refuses; what cannot be read is ignored.
    #[must_use]
    pub fn best(accept: Option<&HeaderValue>) -> Self {
        let (brotli, gzip) = allowed(accept);
        if brotli {
            Self::Brotli
        } else if gzip {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// The word for it in `Content-Encoding`; none for the identity.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// The coding of a word that [`Coding::name`] gives; empty for the identity.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Identity, Self::Gzip, Self::Brotli]
            .into_iter()
            .find(|coding| coding.name().unwrap_or_default() == name)
    }

    /// Whether an `Accept-Encoding` header allows it.
    #[must_use]
    pub fn is_allowed(self, accept: Option<&HeaderValue>) -> bool {
        let (brotli, gzip) = allowed(accept);
        match self {
            Self::Identity => true,
            Self::Gzip => gzip,
            Self::Brotli => brotli,
        }
    }

    /// The bytes that were encoded; `None` when they are no such encoding.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Identity => Some(bytes.to_vec()),
            Self::Gzip => gunzip(bytes),
            Self::Brotli => {
                let (mut reader, mut out) = (bytes, Vec::with_capacity(bytes.len() * 4));
                brotli::BrotliDecompress(&mut reader, &mut out).ok()?;
                Some(out)
            }
        }
    }
}

/// Whether an `Accept-Encoding` header allows brotli and gzip.
fn allowed(accept: Option<&HeaderValue>) -> (bool, bool) {
    let accept = accept
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let (mut brotli, mut gzip) = (false, false);
    for part in accept.split(',') {
        let (name, rest) = part.split_once(';').unwrap_or((part, ""));
        let name = name.trim();
        let slot = if name.eq_ignore_ascii_case("br") {
            &mut brotli
        } else if name.eq_ignore_ascii_case("gzip") {
            &mut gzip
        } else {
            continue;
        };
        *slot = !rest
            .split(';')
            .any(|word| matches!(word.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
    }
    (brotli, gzip)
}

/// What gzip carries is no larger than this.
const LARGEST: u32 = 64 << 20;

fn gunzip(bytes: &[u8]) -> Option<Vec<u8>> {
    // Its length stands at the end (RFC 1952 §2.3.1).
    let len = u32::from_le_bytes(*bytes.last_chunk()?);
    let mut out = vec![0; usize::try_from(len.min(LARGEST)).ok()?];
    let whole = Decompressor::new().gzip_decompress(bytes, &mut out).ok()?;
    (whole == out.len()).then_some(out)
}

/// How hard to compress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// While a reader waits: gzip 4, about 0.2 ms for a page of 30 KB; brotli 3, twice
    /// as long.
    Quick,
    /// In the background: brotli 7, within a hundredth of 9 at half its cost; gzip 9.
    Thorough,
}

/// Compresses bytes; the identity when the coding fails, which in memory it does not.
fn compress(bytes: &[u8], coding: Coding, effort: Effort) -> Option<Vec<u8>> {
    match coding {
        Coding::Identity => Some(bytes.to_vec()),
        Coding::Gzip => {
            thread_local! {
                /// Making its tables takes longer than compressing a page.
                static QUICK: RefCell<Compressor> = RefCell::new(compressor(4));
            }
            match effort {
                Effort::Quick => QUICK.with_borrow_mut(|quick| gzip(quick, bytes)),
                Effort::Thorough => gzip(&mut compressor(9), bytes),
            }
        }
        Coding::Brotli => {
            let params = brotli::enc::BrotliEncoderParams {
                quality: match effort {
                    Effort::Quick => 3,
                    Effort::Thorough => 7,
                },
                lgwin: match effort {
                    // As large as pages are mostly: the tables are made for each.
                    Effort::Quick => 16,
                    Effort::Thorough => 18,
                },
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut out = Vec::with_capacity(bytes.len() / 3);
            let mut reader = bytes;
            brotli::BrotliCompress(&mut reader, &mut out, &params).ok()?;
            Some(out)
        }
    }
}

/// A level is one of 0 to 12.
fn compressor(level: i32) -> Compressor {
    Compressor::new(CompressionLvl::new(level).unwrap_or_default())
}

fn gzip(compressor: &mut Compressor, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let len = compressor.gzip_compress(bytes, &mut out).ok()?;
    // A copy of what is there takes less than the room for what might have been.
    Some(out.get(..len)?.to_vec())
}

/// Encoded bytes with the headers that belong to them.
#[derive(Debug)]
pub struct Encoded {
    /// The bytes on the wire.
    pub bytes: Bytes,
    /// Every header of a 200 with these bytes.
    pub headers: HeaderMap,
    /// Their hash, in quotation marks.
    pub etag: HeaderValue,
}

/// The strong ETag of encoded bytes: half of their SHA-256.
#[must_use]
pub fn etag(bytes: &[u8]) -> HeaderValue {
    let mut text = String::with_capacity(34);
    text.push('"');
    for byte in Sha256::digest(bytes).iter().take(16) {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.push('"');
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

/// A finished page.
#[derive(Debug)]
pub struct Stored {
    /// No other page of this process has it.
    pub number: u64,
    /// The number of the change up to which the page is right.
    pub seq: i64,
    /// What it depends on, but for global keys.
    pub keys: Box<[u64]>,
    /// The global keys that it depends on.
    pub globals: Box<[u64]>,
    /// The epoch at which its global keys were last compared.
    pub epoch: AtomicU64,
    /// When it was last asked for, in ticks of the cache.
    pub used: AtomicU64,
    /// How often it was asked for.
    pub asked: AtomicU64,
    /// The bytes that the cache has counted for it; 0 while it holds it not.
    pub counted: AtomicUsize,
    headers: HeaderMap,
    body: Bytes,
    /// Dressed when it is first asked for so, which few do.
    identity: OnceLock<Arc<Encoded>>,
    gzip: ArcSwapOption<Encoded>,
    brotli: ArcSwapOption<Encoded>,
}

impl Stored {
    /// A page from its identity bytes and the headers that do not depend on the
    /// encoding.
    #[must_use]
    pub fn new(
        body: Vec<u8>,
        headers: HeaderMap,
        seq: i64,
        (keys, globals): (Box<[u64]>, Box<[u64]>),
    ) -> Self {
        static PAGES: AtomicU64 = AtomicU64::new(0);
        Self {
            number: PAGES.fetch_add(1, Ordering::Relaxed),
            seq,
            keys,
            globals,
            epoch: AtomicU64::new(0),
            used: AtomicU64::new(0),
            asked: AtomicU64::new(0),
            counted: AtomicUsize::new(0),
            headers,
            body: Bytes::from(body),
            identity: OnceLock::new(),
            gzip: ArcSwapOption::empty(),
            brotli: ArcSwapOption::empty(),
        }
    }

    /// The page's identity bytes.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    fn identity(&self) -> &Arc<Encoded> {
        let dress = || dress(self.body.clone(), Coding::Identity, &self.headers);
        self.identity.get_or_init(|| Arc::new(dress()))
    }

    /// The page in this coding, when it has been made.
    #[must_use]
    pub fn ready(&self, coding: Coding) -> Option<Arc<Encoded>> {
        match coding {
            Coding::Identity => Some(Arc::clone(self.identity())),
            Coding::Gzip => self.gzip.load_full(),
            Coding::Brotli => self.brotli.load_full(),
        }
    }

    /// The coding in which a reader gets the page: the best that is allowed, but
    /// while a page has no brotli yet, gzip, which takes a fraction of the time to
    /// make. Pages that are asked for often get their brotli in the background.
    #[must_use]
    pub fn coding_for(&self, accept: Option<&HeaderValue>) -> Coding {
        match allowed(accept) {
            (true, true) if self.brotli.load().is_none() => Coding::Gzip,
            (true, _) => Coding::Brotli,
            (false, true) => Coding::Gzip,
            (false, false) => Coding::Identity,
        }
    }

    /// The page in this coding, made now if need be. Answers also by how many
    /// bytes the page grew. Falls back to the identity if coding fails.
    #[must_use]
    pub fn encoded(&self, coding: Coding) -> (Arc<Encoded>, usize) {
        match self.ready(coding) {
            Some(ready) => (ready, 0),
            None => self.encode(coding, Effort::Quick),
        }
    }

    /// What `give` makes of the page in this coding, which is made now if need be; and
    /// by how many bytes the page grew. [`Stored::encoded`] without a count of holders.
    pub fn give<T>(&self, coding: Coding, give: impl FnOnce(&Encoded) -> T) -> (T, usize) {
        let made = match coding {
            Coding::Identity => return (give(self.identity()), 0),
            Coding::Gzip => self.gzip.load(),
            Coding::Brotli => self.brotli.load(),
        };
        if let Some(made) = made.as_ref() {
            return (give(made), 0);
        }
        let (encoded, grown) = self.encode(coding, Effort::Quick);
        (give(&encoded), grown)
    }

    /// Counts one who asked for the page; how many there were. Exact up to [`HOT`],
    /// then in sixteens: what matters of a hot page is about how hot it is.
    pub fn was_asked_for(&self) -> u64 {
        thread_local! {
            static ASKED: Cell<u64> = const { Cell::new(0) };
        }
        let asked = self.asked.load(Ordering::Relaxed);
        if asked < HOT {
            return self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        }
        let own = ASKED.get() + 1;
        ASKED.set(own);
        if own.is_multiple_of(16) {
            self.asked.fetch_add(16, Ordering::Relaxed);
        }
        asked + 1
    }

    /// Makes the encoding and swaps it in together with its ETag, unless the one
    /// that is there is no longer.
    pub fn encode(&self, coding: Coding, effort: Effort) -> (Arc<Encoded>, usize) {
        let slot = match coding {
            Coding::Identity => return (Arc::clone(self.identity()), 0),
            Coding::Gzip => &self.gzip,
            Coding::Brotli => &self.brotli,
        };
        let Some(bytes) = compress(self.body(), coding, effort) else {
            return (Arc::clone(self.identity()), 0);
        };
        let before = slot.load_full();
        if let Some(before) = before
            .as_ref()
            .filter(|before| before.bytes.len() <= bytes.len())
        {
            return (Arc::clone(before), 0);
        }
        let fresh = Arc::new(dress(Bytes::from(bytes), coding, &self.headers));
        slot.store(Some(Arc::clone(&fresh)));
        let grown = if before.is_some() {
            0
        } else {
            fresh.bytes.len()
        };
        (fresh, grown)
    }

    /// Bytes held in this coding.
    #[must_use]
    pub fn size(&self, coding: Coding) -> usize {
        match coding {
            Coding::Identity => self.body.len(),
            coding => self.ready(coding).map_or(0, |made| made.bytes.len()),
        }
    }
}

/// Encoded bytes with their headers: the common ones and those of the coding.
#[must_use]
pub fn dress(bytes: Bytes, coding: Coding, common: &HeaderMap) -> Encoded {
    let etag = etag(&bytes);
    let mut headers = common.clone();
    headers.insert(header::ETAG, etag.clone());
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if let Some(name) = coding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Encoded {
        bytes,
        headers,
        etag,
    }
}

/// Whether an `If-None-Match` header names this ETag. A weak comparison, as RFC
/// 9110 §13.1.2 asks of a GET.
#[must_use]
pub fn matches(if_none_match: Option<&HeaderValue>, etag: &HeaderValue) -> bool {
    let Some(asked) = if_none_match.and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let Ok(etag) = etag.to_str() else {
        return false;
    };
    asked.trim() == "*"
        || asked
            .split(',')
            .any(|one| one.trim().trim_start_matches("W/") == etag)
}

/// The header that tells a content network what a page is made of.
pub const SURROGATE_KEY: HeaderName = HeaderName::from_static("surrogate-key");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_coding_that_is_allowed_is_chosen() {
        let check = |accept: &'static str, expected| {
            let value = HeaderValue::from_static(accept);
            assert_eq!(Coding::best(Some(&value)), expected, "{accept}");
        };
        check("gzip, deflate, br, zstd", Coding::Brotli);
        check("gzip", Coding::Gzip);
        check("br;q=0, gzip;q=0.5", Coding::Gzip);
        check("identity", Coding::Identity);
        check("", Coding::Identity);
        assert_eq!(Coding::best(None), Coding::Identity);
    }

    #[test]
    fn a_better_encoding_comes_with_its_own_etag() {
        let body = "قال رئيس المجلس الحكومي إن الأشغال تبدأ الأحد. "
            .repeat(400)
            .into_bytes();
        let page = Stored::new(body.clone(), HeaderMap::new(), 1, Default::default());
        let (quick, grown) = page.encoded(Coding::Gzip);
        assert_eq!(grown, quick.bytes.len());
        let (better, _) = page.encode(Coding::Gzip, Effort::Thorough);
        assert!(better.bytes.len() <= quick.bytes.len());
        assert_eq!(better.etag, etag(&better.bytes));
        assert_eq!(page.body().as_ref(), body);
    }

    #[test]
    fn an_etag_is_found_in_a_list() {
        let tag = etag(b"x");
        let list = format!("\"other\", W/{}", tag.to_str().unwrap());
        assert!(matches(Some(&HeaderValue::from_str(&list).unwrap()), &tag));
        assert!(!matches(Some(&HeaderValue::from_static("\"other\"")), &tag));
        assert!(matches(Some(&HeaderValue::from_static("*")), &tag));
    }
}
