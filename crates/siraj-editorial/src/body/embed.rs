//! The providers whose things may be shown as a card, known by their hosts.
//!
//! The list is closed on purpose: a card names its provider to the reader before
//! the reader decides to go there. Nobody's code is ever loaded.

use super::{Embed, mark::host};
use serde::{Serialize, Serializer};

/// Who keeps what an embed leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// Video.
    YouTube,
    /// Video.
    Vimeo,
    /// Video.
    Dailymotion,
    /// Short video.
    TikTok,
    /// Short messages.
    X,
    /// Short messages.
    Bluesky,
    /// Channels.
    Telegram,
    /// Messages and video.
    Facebook,
    /// Pictures.
    Instagram,
    /// Sound.
    SoundCloud,
    /// Sound.
    Spotify,
    /// Charts.
    Datawrapper,
    /// Charts.
    Flourish,
    /// Maps.
    OpenStreetMap,
}

/// Name in JSON, name for people, hosts (each with its subdomains).
type Entry = (
    Provider,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const PROVIDERS: &[Entry] = &[
    (
        Provider::YouTube,
        "youtube",
        "YouTube",
        &["youtube.com", "youtu.be", "youtube-nocookie.com"],
    ),
    (Provider::Vimeo, "vimeo", "Vimeo", &["vimeo.com"]),
    (
        Provider::Dailymotion,
        "dailymotion",
        "Dailymotion",
        &["dailymotion.com", "dai.ly"],
    ),
    (Provider::TikTok, "tiktok", "TikTok", &["tiktok.com"]),
    (Provider::X, "x", "X", &["x.com", "twitter.com"]),
    (Provider::Bluesky, "bluesky", "Bluesky", &["bsky.app"]),
    (
        Provider::Telegram,
        "telegram",
        "Telegram",
        &["t.me", "telegram.me"],
    ),
    (
        Provider::Facebook,
        "facebook",
        "Facebook",
        &["facebook.com", "fb.watch"],
    ),
    (
        Provider::Instagram,
        "instagram",
        "Instagram",
        &["instagram.com"],
    ),
    (
        Provider::SoundCloud,
        "soundcloud",
        "SoundCloud",
        &["soundcloud.com"],
    ),
    (Provider::Spotify, "spotify", "Spotify", &["spotify.com"]),
    (
        Provider::Datawrapper,
        "datawrapper",
        "Datawrapper",
        &["datawrapper.de", "dwcdn.net"],
    ),
    (
        Provider::Flourish,
        "flourish",
        "Flourish",
        &["flourish.studio"],
    ),
    (
        Provider::OpenStreetMap,
        "openstreetmap",
        "OpenStreetMap",
        &["openstreetmap.org"],
    ),
];

impl Provider {
    /// The provider to whom an https address belongs.
    #[must_use]
    pub fn of(url: &str) -> Option<Self> {
        if !url.starts_with("https://") {
            return None;
        }
        let host = host(url)?;
        let belongs = |domain: &str| {
            host.strip_suffix(domain)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        PROVIDERS
            .iter()
            .find(|(_, _, _, hosts)| hosts.iter().any(|domain| belongs(domain)))
            .map(|(provider, ..)| *provider)
    }

    /// The provider of a name in JSON.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        PROVIDERS
            .iter()
            .find(|(_, key, ..)| *key == name)
            .map(|(provider, ..)| *provider)
    }

    /// The name in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.entry().1
    }

    /// The provider's own name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().2
    }

    fn entry(self) -> &'static Entry {
        PROVIDERS
            .iter()
            .find(|(provider, ..)| *provider == self)
            .expect("every provider has its entry in the table; a test counts them")
    }
}

impl Serialize for Provider {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl Embed {
    /// A card for an address of a known provider; `None` for any other address.
    #[must_use]
    pub fn of(url: &str, title: &str) -> Option<Self> {
        let provider = Provider::of(url)?;
        let title = if title.is_empty() {
            provider.name()
        } else {
            title
        };
        Some(Self {
            url: url.to_owned(),
            provider,
            title: title.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_known_by_its_host_and_subdomains_alone() {
        assert_eq!(
            Provider::of("https://www.youtube.com/watch?v=1"),
            Some(Provider::YouTube)
        );
        assert_eq!(Provider::of("https://youtu.be/1"), Some(Provider::YouTube));
        assert_eq!(Provider::of("https://notyoutube.com/"), None);
        assert_eq!(Provider::of("https://youtube.com.evil.example/"), None);
        assert_eq!(Provider::of("https://youtube.com@evil.example/"), None);
        assert_eq!(Provider::of("http://youtube.com/"), None);
        assert_eq!(Provider::of("javascript://youtube.com/%0aalert(1)"), None);
    }

    #[test]
    fn every_provider_is_read_back_by_its_name() {
        for (provider, key, name, _) in PROVIDERS {
            assert_eq!(Provider::named(key), Some(*provider));
            assert_eq!((provider.key(), provider.name()), (*key, *name));
        }
        // The last variant of the enumeration tells how many there are.
        assert_eq!(PROVIDERS.len(), Provider::OpenStreetMap as usize + 1);
    }
}
