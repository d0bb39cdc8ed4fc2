//! What tags refer to: links, pictures and frames, judged by their addresses.

use super::Builder;
use crate::convert::report::DroppedKind;
use crate::convert::style::Attributes;
use percent_encoding::percent_decode_str;
use siraj_editorial::body::{
    Block, Embed, Href, Layout, Picture, Provider, is_allowed_address, limits,
};

/// A picture this small shows nothing.
const PIXEL: usize = 3;

impl Builder<'_> {
    /// Where a link leads; reported when it leads nowhere that a text may lead.
    pub(super) fn href(&mut self, raw: &str) -> Option<Href> {
        // Browsers ignore white space and controls here, so they hide nothing.
        let href: String = raw.chars().filter(|c| !c.is_control()).collect();
        let href = unwrapped(href.trim());
        if let Some(key) = href.strip_prefix("article:") {
            let own = self.around.resolver.article(key).map(Href::Article);
            let known = own.or_else(|| match Href::read(&href) {
                Href::Article(id) => Some(Href::Article(id)),
                Href::Address(_) => None,
            });
            if known.is_none() {
                self.drops.add(DroppedKind::UnknownReference, &href);
            }
            return known;
        }
        if let Some(id) = self.around.resolver.article(&href) {
            return Some(Href::Article(id));
        }
        let mended = mended(&href);
        if is_allowed_address(&mended) {
            return Some(Href::Address(mended));
        }
        let scheme = href
            .split_once(':')
            .map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
        let runs_code = scheme
            .is_some_and(|scheme| matches!(scheme.as_str(), "javascript" | "vbscript" | "data"));
        let kind = if runs_code {
            DroppedKind::ScriptLink
        } else {
            DroppedKind::UnusableLink
        };
        self.drops.add(kind, &href);
        None
    }

    pub(super) fn image(&mut self, attributes: &Attributes) {
        let source = attributes.get("src").unwrap_or_default().trim();
        let alt = attributes
            .get("alt")
            .map(str::trim)
            .filter(|alt| !alt.is_empty());
        if let Some(media) = self.around.resolver.picture(source) {
            let fits = |alt: &&str| alt.chars().count() <= limits::SHORT_TEXT;
            let alt = alt.filter(fits).map(str::to_owned);
            return self.block(Block::Picture(Picture {
                media,
                alt,
                caption: None,
                layout: Layout::default(),
            }));
        }
        let tiny = |name| attributes.number(name).is_some_and(|size| size <= PIXEL);
        let kind = if tiny("width") || tiny("height") {
            DroppedKind::TrackingPixel
        } else {
            DroppedKind::Picture
        };
        // The bytes of a picture that lies in its address are no example of anything.
        let sample = if source.starts_with("data:") {
            alt.unwrap_or("data:")
        } else {
            source
        };
        self.drops.add(kind, sample);
    }

    /// A frame of a known provider becomes a card.
    pub(super) fn frame(&mut self, attributes: &Attributes) {
        let source = attributes.get("src").unwrap_or_default().trim();
        let https = match source.split_once("//") {
            Some(("" | "http:" | "https:", rest)) => format!("https://{rest}"),
            _ => source.to_owned(),
        };
        let https = watched(mended(&https));
        let title = attributes.get("title").unwrap_or_default().trim();
        let short: String = title.chars().take(limits::SHORT_TEXT).collect();
        match Embed::of(&https, &short).filter(|embed| is_allowed_address(&embed.url)) {
            Some(embed) => self.block(Block::Embed(embed)),
            None => self.drops.add(DroppedKind::Frame, source),
        }
    }
}

/// The address that a frame's address stands for: a page that people can visit.
fn watched(address: String) -> String {
    if Provider::of(&address) != Some(Provider::YouTube) {
        return address;
    }
    let id = address
        .split_once("/embed/")
        .map(|(_, rest)| rest.split(['?', '/', '#']).next().unwrap_or_default());
    match id {
        Some(id) if !id.is_empty() => format!("https://www.youtube.com/watch?v={id}"),
        _ => address,
    }
}

/// Google Docs and Gmail lead every link through an address that counts it.
fn unwrapped(href: &str) -> String {
    let counted = href
        .strip_prefix("https://www.google.com/url?")
        .and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("q=")));
    match counted {
        Some(target) => percent_decode_str(target).decode_utf8_lossy().into_owned(),
        None => href.to_owned(),
    }
}

/// Characters that people leave in addresses and that an address must not hold.
fn mended(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for character in address.chars() {
        match character {
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '\'' => out.push_str("%27"),
            '`' => out.push_str("%60"),
            '^' => out.push_str("%5E"),
            '{' => out.push_str("%7B"),
            '|' => out.push_str("%7C"),
            '}' => out.push_str("%7D"),
            other => out.push(other),
        }
    }
    out
}
