//! The parts of the shell that are the same on every page of an edition: menu,
//! breaking line, top slot, foot, assets. And shells for when there is no store
//! to ask: one remembered from a page, one that knows nothing.

use super::super::pictures::{open_picture, picture};
use super::super::{Press, places};
use crate::assets;
use crate::messages::Messages;
use crate::pages::model::{
    Assets, Breaking, Footer, Link, Masthead, Placement, PlacementKind, ShareCard, Shell, Text,
};
use crate::pages::route::{FeedForm, Of};
use crate::store::Result;
use siraj_editorial::colour::{Colour, DARK_PAPER};
use siraj_editorial::edition::{Identity, Typeface};
use siraj_editorial::menu::{Entry, MOST_IN_MASTHEAD};
use siraj_editorial::placement::{Breaking as Stands, Placement as Placed, Slot};
use siraj_editorial::{Language, SectionId};

impl Press<'_, '_> {
    pub(super) fn menu(&self, current: Option<SectionId>) -> Vec<Link> {
        let trail = current.map(|id| self.trail(id)).unwrap_or_default();
        let home = Link {
            label: self.words.say("reader.home"),
            url: self.link("/"),
            current: false,
        };
        let usual = || {
            let top = self.below(None).into_iter().take(MOST_IN_MASTHEAD);
            top.map(|section| Entry::Section(section.id)).collect()
        };
        let entries = self.menus.masthead.clone().unwrap_or_else(usual);
        let links = entries.iter().filter_map(|entry| {
            let mut link = self.entry(entry)?;
            link.current = trail
                .iter()
                .any(|around| *entry == Entry::Section(around.id));
            Some(link)
        });
        std::iter::once(home).chain(links).collect()
    }

    /// An entry of a menu, while there is what it leads to.
    fn entry(&self, entry: &Entry) -> Option<Link> {
        let (label, slug) = match entry {
            Entry::Section(id) => {
                let section = self.section(*id)?;
                (&section.name, &section.slug)
            }
            Entry::Page(id) => {
                let page = self.pages.iter().find(|page| page.id == *id)?;
                (&page.title, &page.slug)
            }
        };
        Some(Link {
            label: self.words.text(label),
            url: self.link(&places::named(slug)),
            current: false,
        })
    }

    /// The foot's entries: those that somebody chose, else the outermost sections and
    /// all pages.
    fn foot(&self) -> Vec<Entry> {
        self.menus.foot.clone().unwrap_or_else(|| {
            let top = self.below(None).into_iter();
            let pages = self.pages.iter().map(|page| Entry::Page(page.id));
            top.map(|section| Entry::Section(section.id))
                .chain(pages)
                .collect()
        })
    }

    pub(super) fn breaking(&mut self) -> Result<Option<Breaking>> {
        let breaking = self.view.breaking(self.edition.id)?;
        Ok(breaking.map(|breaking| self.bar(breaking)))
    }

    /// A breaking line as pages show it.
    #[must_use]
    pub fn bar(&self, breaking: Stands) -> Breaking {
        Breaking {
            id: breaking.since.micros().to_string(),
            words: self.words.text(&breaking.text),
            url: breaking.link.filter(|link| is_address(link)),
            time: Some(self.words.moment(breaking.since)),
        }
    }

    /// What stands in a slot. A picture that may not be shown any more leaves its words.
    pub(in crate::pages::build) fn placement(&mut self, slot: Slot) -> Result<Option<Placement>> {
        let found = self.view.placement(self.edition.id, slot)?;
        found.map(|placement| self.placed(placement)).transpose()
    }

    /// A placement as pages show it.
    ///
    /// # Errors
    /// The store's.
    pub fn placed(&mut self, placement: Placed) -> Result<Placement> {
        let image = match placement.picture {
            Some(id) => self.view.picture(id)?,
            None => None,
        };
        let kind = match image {
            Some(media) => {
                let mut image = open_picture(&media, &self.words)
                    .unwrap_or_else(|| picture(&media, &self.words));
                if !placement.text.is_empty() {
                    image.alt = self.words.text(&placement.text);
                }
                PlacementKind::Image(image)
            }
            None => PlacementKind::Words(self.line(&placement.text)),
        };
        Ok(Placement {
            kind,
            url: placement.link.filter(|link| is_address(link)),
            paid: placement.paid,
            sponsor: None,
        })
    }

    pub(super) fn footer(&self) -> Footer {
        let language = &self.edition.language;
        let link = |label: Text, rest: &str| Link {
            label,
            url: self.link(rest),
            current: false,
        };
        let foot = self.foot();
        let (sections, pages): (Vec<&Entry>, Vec<&Entry>) = foot
            .iter()
            .partition(|entry| matches!(entry, Entry::Section(_)));
        let pages = pages.into_iter().filter_map(|entry| self.entry(entry));
        let corrections = link(self.words.say("reader.corrections_title"), "/corrections");
        let feeds = [FeedForm::Rss, FeedForm::Json].map(|form| {
            let key = match form {
                FeedForm::Rss => "reader.feed_rss",
                FeedForm::Json => "reader.feed_json",
            };
            link(self.words.say(key), &places::feed(&Of::Latest, form))
        });
        Footer {
            about: self
                .words
                .some(self.identity.description.in_language(language)),
            sections: sections
                .into_iter()
                .filter_map(|entry| self.entry(entry))
                .collect(),
            pages: pages.chain([corrections]).collect(),
            feeds: feeds.into(),
            rights: Some(
                self.words
                    .say_of("reader.rights", self.identity.name.in_language(language)),
            ),
        }
    }

    pub(super) fn assets(&self) -> Assets {
        Assets {
            accent_stylesheet: look_address(&self.identity),
            manifest: self.link("/manifest.webmanifest"),
            ..built_assets()
        }
    }
}

/// What the build made. Icons stand at addresses that browsers ask for anyway
/// when the build has none.
fn built_assets() -> Assets {
    let icon = |name: &str| assets::address(name).unwrap_or("/favicon.ico").to_owned();
    let built = |name: &str| assets::address(name).unwrap_or_default().to_owned();
    Assets {
        stylesheet: built("reader.css"),
        accent_stylesheet: None,
        theme_script: built("theme.js"),
        script: built("reader.js"),
        preload_fonts: assets::preload_fonts().map(str::to_owned).into(),
        icon: icon("icon.svg"),
        touch_icon: icon("icon.png"),
        manifest: "/manifest.webmanifest".to_owned(),
    }
}

/// What stands for "the house's own" in the address of a look.
const OWN: &str = "own";

/// Where the stylesheet of a look lies: the address holds the colour and the typefaces, so
/// it never goes stale. `None` for the look that the house has by itself.
#[must_use]
pub fn look_address(identity: &Identity) -> Option<String> {
    let colour = identity.accent.as_deref().and_then(Colour::read);
    let headlines = identity.headlines.filter(|face| *face != Typeface::Sans);
    let text = identity.text.filter(|face| *face != Typeface::Naskh);
    if colour.is_none() && headlines.is_none() && text.is_none() {
        return None;
    }
    let colour = colour.map_or_else(
        || OWN.to_owned(),
        |colour| colour.to_string().trim_start_matches('#').to_owned(),
    );
    let face = |face: Option<Typeface>, own| face.map_or(own, letter);
    Some(format!(
        "/assets/look.{colour}.{}{}.css",
        face(headlines, 's'),
        face(text, 'n')
    ))
}

const fn letter(face: Typeface) -> char {
    match face {
        Typeface::Sans => 's',
        Typeface::Naskh => 'n',
    }
}

/// The stylesheet at such an address. On dark paper stands the nearest shade that can
/// be read there.
#[must_use]
pub fn look_stylesheet(address: &str) -> Option<String> {
    let look = address
        .strip_prefix("/assets/look.")?
        .strip_suffix(".css")?;
    let (colour, faces) = look.split_once('.')?;
    let mut sheet = String::new();
    if colour != OWN {
        let read = Colour::read(&format!("#{colour}"))?;
        if read.to_string().trim_start_matches('#') != colour {
            return None;
        }
        let dark = read.readable_on(DARK_PAPER);
        sheet = format!(
            "@media screen{{:root{{--accent:{read}}}\n\
             :root[data-theme=dark]{{--accent:{dark}}}}}\n\
             @media screen and (prefers-color-scheme:dark)\
             {{:root:not([data-theme=light]){{--accent:{dark}}}}}\n"
        );
    }
    let (headlines, text) = match faces {
        "sn" => ("", ""),
        "nn" => (NASKH_HEADLINES, ""),
        "ss" => ("", SANS_TEXT),
        "ns" => (NASKH_HEADLINES, SANS_TEXT),
        _ => return None,
    };
    sheet.push_str(headlines);
    sheet.push_str(text);
    Some(sheet)
}

const NASKH_HEADLINES: &str =
    "h1,h2,h3,.card .headline{font-family:\"Siraj Naskh\",\"Siraj Naskh Fallback\",serif}\n";
const SANS_TEXT: &str = ":root{--naskh:var(--sans)}\n";

/// Whether a link of ours may lead there: a path of this site or an allowed address.
fn is_address(link: &str) -> bool {
    let own = link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/\\");
    own || siraj_editorial::body::is_allowed_address(link)
}

/// A shell without what was one page's own: to be remembered for the hour in
/// which the store cannot be asked.
#[must_use]
pub fn remembered(shell: &Shell) -> Shell {
    Shell {
        title: shell.masthead.name.clone(),
        description: None,
        canonical: None,
        alternates: Vec::new(),
        noindex: true,
        share_card: ShareCard::default(),
        linked_data: Vec::new(),
        breadcrumbs: Vec::new(),
        sombre: false,
        masthead: Masthead {
            date: None,
            hijri: None,
            large: false,
            ..shell.masthead.clone()
        },
        ..shell.clone()
    }
}

/// A shell that knows nothing but a language: before the house is founded, and
/// when the store could never be asked.
#[must_use]
pub fn bare(language: &Language) -> Shell {
    let messages = Messages::for_language(language.tag());
    let name = Text::new(messages.text("reader.program"), language.direction());
    Shell {
        messages,
        language: language.clone(),
        title: name.clone(),
        description: None,
        canonical: None,
        alternates: Vec::new(),
        noindex: true,
        share_card: ShareCard::default(),
        linked_data: Vec::new(),
        feeds: Vec::new(),
        breadcrumbs: Vec::new(),
        sombre: false,
        masthead: Masthead {
            logo: None,
            name,
            tagline: None,
            home: "/".to_owned(),
            date: None,
            hijri: None,
            large: false,
        },
        menu: Vec::new(),
        find: None,
        language_switch: Vec::new(),
        breaking: None,
        placement: None,
        footer: Footer {
            about: None,
            sections: Vec::new(),
            pages: Vec::new(),
            feeds: Vec::new(),
            rights: None,
        },
        assets: built_assets(),
        strip: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(accent: &str, headlines: Option<Typeface>, text: Option<Typeface>) -> Option<String> {
        look_address(&Identity {
            name: Default::default(),
            tagline: Default::default(),
            description: Default::default(),
            time_zone: String::new(),
            city: Default::default(),
            accent: Some(accent.to_owned()),
            email: None,
            security_contact: None,
            founded: None,
            ai_crawlers: false,
            second_person: false,
            logo: None,
            headlines,
            text,
        })
    }

    #[test]
    fn a_look_is_a_colour_and_typefaces_and_nothing_else() {
        let address = look("#0B5C63", None, Some(Typeface::Sans)).unwrap();
        assert_eq!(address, "/assets/look.0b5c63.ss.css");
        let sheet = look_stylesheet(&address).unwrap();
        assert!(sheet.contains("--accent:#0b5c63") && sheet.contains("--naskh:var(--sans)"));
        let dark = Colour(11, 92, 99).readable_on(DARK_PAPER);
        assert!(sheet.contains(&format!("[data-theme=dark]{{--accent:{dark}}}")));
        assert_eq!(look("", None, None), None);
        assert_eq!(look("", Some(Typeface::Sans), Some(Typeface::Naskh)), None);
        let naskh = look("", Some(Typeface::Naskh), None).unwrap();
        assert!(look_stylesheet(&naskh).unwrap().contains("Siraj Naskh"));
        for wrong in ["red", "#12345", "#12345g", "#123456}body{"] {
            assert_eq!(look(wrong, None, None), None, "{wrong}");
        }
        for wrong in [
            "/assets/look.0B5C63.sn.css",
            "/assets/look.}.sn.css",
            "/assets/look.own.xx.css",
            "/assets/reader.css",
        ] {
            assert_eq!(look_stylesheet(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_banner_leads_to_addresses_only() {
        assert!(is_address("/world") && is_address("https://siraj.example/"));
        for wrong in [
            "//elsewhere.example",
            "/\\elsewhere.example",
            "javascript:alert(1)",
            "",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }
}
