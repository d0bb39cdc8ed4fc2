//! The site's own small files: what crawlers may read, whom a security researcher
//! writes to, how the site stands on a home screen and how a browser searches it.

use super::rendered;
use super::xml::Xml;
use crate::assets;
use crate::messages::Messages;
use crate::pages::answer::Rendered;
use crate::pages::build::places;
use crate::pages::view::View;
use crate::store::Result;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use siraj_editorial::edition::{Edition, Identity};

const TEXT: &str = "text/plain; charset=utf-8";

/// Crawlers that gather texts to train models on, as their makers name them.
const TRAINING_CRAWLERS: &[&str] = &[
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "omgili",
    "PanguBot",
    "Timpibot",
];

/// `robots.txt` of an edition's host: everybody may read what is public; crawlers
/// that train models only where the publication lets them.
pub(super) fn robots(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    let Some(identity) = view.identity() else {
        return Ok(None);
    };
    let site = view.site();
    let mut out = String::from("User-agent: *\nDisallow: /newsroom\nDisallow: /api/\n");
    for one in super::on_the_host_of(view, edition) {
        // What anybody may type is no page: looking for it again and again finds nothing.
        let search = site.path(&one, places::SEARCH);
        out.push_str(&format!("Disallow: {search}?\nDisallow: {search}/\n"));
    }
    out.push('\n');
    if !identity.ai_crawlers {
        for name in TRAINING_CRAWLERS {
            out.push_str(&format!("User-agent: {name}\n"));
        }
        out.push_str("Disallow: /\n\n");
    }
    out.push_str(&format!(
        "Sitemap: {}\n",
        site.absolute(edition, "/sitemap.xml")
    ));
    for one in super::on_the_host_of(view, edition) {
        out.push_str(&format!(
            "Sitemap: {}\n",
            site.absolute(&one, "/news-sitemap.xml")
        ));
    }
    Ok(Some(rendered(TEXT, out.into_bytes(), edition, "robots")))
}

/// `security.txt` (RFC 9116); `None` when the publication names nobody, or before
/// the clock has first run. It expires a year after the edition's present day, so
/// it is never found expired while the newsroom lives.
pub(super) fn security(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    let day = view.day(edition.id)?;
    let expires = day
        .and_then(|day| day.parse::<Date>().ok())
        .and_then(|day| day.checked_add(1.year()).ok());
    let contact = view.identity().and_then(contact);
    let (Some(contact), Some(expires)) = (contact, expires) else {
        return Ok(None);
    };
    let languages: Vec<&str> = view
        .editions()
        .iter()
        .map(|edition| edition.language.tag())
        .collect();
    let own = view.site().absolute(edition, "/.well-known/security.txt");
    let out = format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: {}\nCanonical: {own}\n",
        languages.join(", "),
    );
    Ok(Some(rendered(TEXT, out.into_bytes(), edition, "security")))
}

/// Whom to write to, as an address with a scheme; the public letter box where no
/// other is named. What could not stand on one line is nobody's address.
fn contact(identity: &Identity) -> Option<String> {
    let named = [&identity.security_contact, &identity.email];
    let known = named
        .into_iter()
        .flatten()
        .map(|words| words.trim())
        .find(|words| {
            let plain = words.chars().all(|letter| letter.is_ascii_graphic());
            plain && !words.is_empty()
        })?;
    let schemes = ["https://", "mailto:", "tel:"];
    if schemes.iter().any(|scheme| known.starts_with(scheme)) {
        Some(known.to_owned())
    } else {
        known.contains('@').then(|| format!("mailto:{known}"))
    }
}

/// The icons of the build: file, sizes, media type, purpose.
const ICONS: &[(&str, &str, &str, &str)] = &[
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-maskable.svg", "any", "image/svg+xml", "maskable"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
];

/// The web manifest of an edition.
pub(super) fn manifest(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    let Some(identity) = view.identity() else {
        return Ok(None);
    };
    let home = view.site().path(edition, "/");
    let name = identity.name.in_language(&edition.language);
    let icons: Vec<Value> = ICONS
        .iter()
        .filter(|(file, ..)| assets::named(file).is_some())
        .map(|(file, sizes, kind, purpose)| {
            json!({ "src": assets::url(file), "sizes": sizes, "type": kind, "purpose": purpose })
        })
        .collect();
    let manifest = json!({
        "name": name,
        "short_name": name,
        "description": identity.description.in_language(&edition.language),
        "lang": edition.language.tag(),
        "dir": edition.direction().as_str(),
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    });
    let body = manifest.to_string().into_bytes();
    Ok(Some(rendered(
        "application/manifest+json; charset=utf-8",
        body,
        edition,
        "manifest",
    )))
}

/// How a browser searches an edition (OpenSearch 1.1). The short name has sixteen letters
/// at most, as the specification asks.
pub(super) fn open_search(view: &mut View<'_>, edition: &Edition) -> Result<Option<Rendered>> {
    const SHORT_NAME: usize = 16;
    let Some(identity) = view.identity() else {
        return Ok(None);
    };
    let name = identity.name.in_language(&edition.language);
    let short: String = name.chars().take(SHORT_NAME).collect();
    let messages = Messages::for_language(edition.language.tag());
    let search = view.site().absolute(edition, places::SEARCH);
    let own = view.site().absolute(edition, places::OPEN_SEARCH);
    let icon = format!("{}{}", view.site().origin(edition), assets::url("icon.png"));
    let mut xml = Xml::new();
    xml.open(
        "OpenSearchDescription",
        &[("xmlns", "http://a9.com/-/spec/opensearch/1.1/")],
    );
    xml.text("ShortName", &short);
    xml.text(
        "Description",
        &messages.with("search.description", &[("name", name)]),
    );
    xml.text("Language", edition.language.tag());
    xml.text("InputEncoding", "UTF-8");
    xml.text("OutputEncoding", "UTF-8");
    if assets::named("icon.png").is_some() {
        xml.words("Image", &[("type", "image/png")], &icon);
    }
    xml.empty(
        "Url",
        &[
            ("type", "text/html"),
            ("method", "get"),
            ("template", &format!("{search}?q={{searchTerms}}")),
        ],
    );
    xml.empty(
        "Url",
        &[
            ("type", "application/opensearchdescription+xml"),
            ("rel", "self"),
            ("template", &own),
        ],
    );
    xml.close("OpenSearchDescription");
    Ok(Some(rendered(
        "application/opensearchdescription+xml; charset=utf-8",
        xml.finish(),
        edition,
        "opensearch",
    )))
}
