//! A picture by its address elsewhere, over https alone.

use crate::outside::{self, Unreachable};
use bytes::{Bytes, BytesMut};
use reqwest::Url;
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use std::time::Duration;

/// How long the whole may take.
const WITHIN: Duration = Duration::from_secs(20);
/// Redirects that are followed.
const STEPS: usize = 4;

/// What was found at an address.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// The bytes, whatever they are.
    pub bytes: Bytes,
    /// The last part of the address.
    pub name: String,
    /// The media type that the other server gives it.
    pub kind: String,
}

/// Why nothing was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message_key())]
pub enum FetchRefused {
    /// No https address.
    NotHttps,
    /// It leads to no public place.
    NotPublic,
    /// Nobody answers there, or not in time.
    Silent,
    /// There is nothing.
    Nothing,
    /// More bytes than a picture may have.
    TooLarge,
}

impl FetchRefused {
    /// The key of its sentence.
    #[must_use]
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::NotHttps => "library.address_not_https",
            Self::NotPublic => "library.address_not_public",
            Self::Silent => "library.address_silent",
            Self::Nothing => "library.address_nothing",
            Self::TooLarge => "library.too_large",
        }
    }
}

impl From<Unreachable> for FetchRefused {
    fn from(unreachable: Unreachable) -> Self {
        match unreachable {
            Unreachable::NotUsable => Self::NotHttps,
            Unreachable::NotPublic => Self::NotPublic,
            Unreachable::Silent => Self::Silent,
        }
    }
}

/// Fetches what lies at an address, of at most so many bytes.
///
/// # Errors
/// [`FetchRefused`].
pub async fn fetch(address: &str, most: usize) -> Result<Fetched, FetchRefused> {
    let work = tokio::time::timeout(WITHIN, follow(address, most));
    work.await.unwrap_or(Err(FetchRefused::Silent))
}

async fn follow(address: &str, most: usize) -> Result<Fetched, FetchRefused> {
    let usable = |address: &str| outside::usable(address, &["https"]);
    let mut url = usable(address)?;
    for _ in 0..=STEPS {
        let client = outside::client(&url, WITHIN).await?;
        let asked = client.get(url.clone()).header(ACCEPT, "image/*").send();
        let answer = asked.await.map_err(|_| FetchRefused::Silent)?;
        if answer.status().is_redirection() {
            let next = answer.headers().get(LOCATION);
            let next = next.and_then(|next| next.to_str().ok());
            let next = next.and_then(|next| url.join(next).ok());
            url = usable(next.ok_or(FetchRefused::Nothing)?.as_str())?;
            continue;
        }
        if !answer.status().is_success() {
            return Err(FetchRefused::Nothing);
        }
        return whole(answer, &url, most).await;
    }
    Err(FetchRefused::Nothing)
}

async fn whole(
    mut answer: reqwest::Response,
    url: &Url,
    most: usize,
) -> Result<Fetched, FetchRefused> {
    if answer
        .content_length()
        .is_some_and(|length| length > most as u64)
    {
        return Err(FetchRefused::TooLarge);
    }
    let kind = answer.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    let kind = kind.unwrap_or_default().trim().to_owned();
    let mut bytes = BytesMut::new();
    while let Some(part) = answer.chunk().await.map_err(|_| FetchRefused::Silent)? {
        if bytes.len() + part.len() > most {
            return Err(FetchRefused::TooLarge);
        }
        bytes.extend_from_slice(&part);
    }
    let last = url.path_segments().and_then(|mut parts| parts.next_back());
    let name = percent_encoding::percent_decode_str(last.unwrap_or_default());
    Ok(Fetched {
        bytes: bytes.freeze(),
        name: name.decode_utf8_lossy().into_owned(),
        kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_no_public_https_address_is_refused_before_anybody_is_asked() {
        for address in [
            "",
            "quay.jpg",
            "http://pictures.example/a.jpg",
            "ftp://pictures.example/a",
            "file:///etc/passwd",
            "https://",
            "https://a:b@pictures.example/",
            "data:image/png,x",
            "https://pictures.example:8443/a.jpg",
            "javascript:alert(1)",
            "https://user@pictures.example/",
        ] {
            let refused = fetch(address, 9).await.unwrap_err();
            assert_eq!(refused, FetchRefused::NotHttps, "{address}");
        }
        for address in [
            "https://127.0.0.1/a.jpg",
            "https://localhost/a.jpg",
            "https://[::1]/a.jpg",
            "https://169.254.169.254/latest",
            "https://0x7f.1/a.jpg",
            "https://2130706433/a.jpg",
            "https://[::ffff:10.0.0.1]/a.jpg",
            "https://127.1/",
        ] {
            let refused = fetch(address, 9).await.unwrap_err();
            assert_eq!(refused, FetchRefused::NotPublic, "{address}");
        }
    }
}
