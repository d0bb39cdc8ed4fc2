//! The words of a picture as a form: filled from the picture or with what somebody typed,
//! and read back. What was typed is never lost: a form that is refused comes back as it was.

use crate::actions::picture::{ALT, CAPTION, CREDIT, Words};
use crate::room::ActError;
use crate::web::rooms::page::Frame;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use siraj_editorial::edition::Edition;
use siraj_editorial::media::{FocalPoint, Media};
use siraj_editorial::named::Named;
use siraj_editorial::{Language, Timestamp};
use std::collections::{BTreeMap, HashMap};

/// What was typed, by field.
pub type Typed = HashMap<String, String>;

/// The words in one language.
#[derive(Debug, Clone)]
pub struct Spoken {
    pub tag: String,
    pub dir: &'static str,
    /// What the language calls itself.
    pub name: String,
    pub alt: String,
    pub caption: String,
    pub credit: String,
    pub warning: String,
}

/// A field of words as the page shows it.
pub struct Field<'f> {
    pub name: &'static str,
    pub tag: &'f str,
    pub dir: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub value: &'f str,
    /// Letters that it takes.
    pub most: usize,
    pub wrong: Option<&'f str>,
}

/// A picture's form.
#[derive(Debug, Clone)]
pub struct Form {
    pub languages: Vec<Spoken>,
    pub rights: String,
    pub source: String,
    pub expires: String,
    /// Hundredths from the left and from the top.
    pub x: String,
    pub y: String,
    pub decorative: bool,
    pub covered: bool,
    /// The version that the person has seen.
    pub seen: String,
    /// Whether somebody else saved meanwhile.
    pub overtaken: bool,
    /// What is wrong, by field.
    pub wrong: BTreeMap<String, String>,
}

/// What a field of words is, of a picture and of its form.
const WORDS: [&str; 4] = ["alt", "caption", "credit", "warning"];

fn words<'m>(media: &'m Media, field: &str) -> &'m Named {
    match field {
        "alt" => &media.alt,
        "caption" => &media.caption,
        "credit" => &media.credit,
        _ => &media.warning,
    }
}

fn hundredths(fraction: f32) -> String {
    format!("{:.0}", f64::from(fraction.clamp(0.0, 1.0)) * 100.0)
}

/// The languages of a house, its own first; of two editions in one language, one.
fn languages(editions: &[Edition]) -> Vec<Language> {
    let mut found: Vec<Language> = Vec::new();
    for edition in editions {
        if !found.contains(&edition.language) {
            found.push(edition.language.clone());
        }
    }
    found
}

impl Form {
    /// Filled with what is kept.
    pub fn of(
        frame: &Frame,
        media: &Media,
        editions: &[Edition],
        zone: &TimeZone,
        seen: String,
    ) -> Self {
        let expires = media.expires_at.map(|end| {
            let local = end.to_jiff().to_zoned_datetime(zone.clone());
            local.strftime("%Y-%m-%dT%H:%M").to_string()
        });
        Self {
            languages: spoken(frame, editions, |field, language| {
                let kept = words(media, field).exactly(language);
                kept.unwrap_or_default().to_owned()
            }),
            rights: media.rights.clone().unwrap_or_default(),
            source: media.source.map(|id| id.to_string()).unwrap_or_default(),
            expires: expires.unwrap_or_default(),
            x: hundredths(media.focal.x),
            y: hundredths(media.focal.y),
            decorative: media.decorative,
            covered: !media.warning.is_empty(),
            seen,
            overtaken: false,
            wrong: BTreeMap::new(),
        }
    }

    /// Filled with what somebody typed.
    pub fn typed(frame: &Frame, typed: &Typed, editions: &[Edition]) -> Self {
        let text = |field: &str| typed.get(field).cloned().unwrap_or_default();
        Self {
            languages: spoken(frame, editions, |field, language| {
                text(&format!("{field}.{language}"))
            }),
            rights: text("rights"),
            source: text("source"),
            expires: text("expires"),
            x: text("x"),
            y: text("y"),
            decorative: typed.contains_key("decorative"),
            covered: typed.contains_key("covered"),
            seen: text("seen"),
            overtaken: false,
            wrong: BTreeMap::new(),
        }
    }

    /// What it says of a picture. Languages that it does not show stay as they are.
    ///
    /// # Errors
    /// What is wrong, by field, as keys of sentences.
    pub fn words(
        &self,
        media: &Media,
        zone: &TimeZone,
    ) -> Result<Words, BTreeMap<String, &'static str>> {
        let mut wrong = BTreeMap::new();
        let named = |field: &str| {
            let mut named = words(media, field).clone();
            for spoken in &self.languages {
                let Ok(language) = spoken.tag.parse::<Language>() else {
                    continue;
                };
                let words = match field {
                    "alt" => &spoken.alt,
                    "caption" => &spoken.caption,
                    "credit" => &spoken.credit,
                    _ => &spoken.warning,
                };
                if words.trim().is_empty() {
                    named.0.remove(&language);
                } else {
                    named.0.insert(language, words.clone());
                }
            }
            named
        };
        let warning = if self.covered {
            named("warning")
        } else {
            Named::default()
        };
        if self.covered && warning.is_empty() {
            let first = self.languages.first().map(|spoken| spoken.tag.as_str());
            let field = format!("warning.{}", first.unwrap_or_default());
            wrong.insert(field, "library.no_reason");
        }
        let expires_at = match self.expires.trim() {
            "" => None,
            // Unchanged, it keeps its seconds.
            text if Some(text) == kept_end(media, zone).as_deref() => media.expires_at,
            text => match moment(text, zone) {
                Some(moment) => Some(moment),
                None => {
                    wrong.insert("expires".to_owned(), "library.bad_expiry");
                    None
                }
            },
        };
        let mut part = |field: &str, text: &str, kept: f32| {
            if text == hundredths(kept) {
                return kept;
            }
            match text.trim().parse::<u8>() {
                Ok(hundredths @ 0..=100) => f32::from(hundredths) / 100.0,
                _ => {
                    wrong.insert(field.to_owned(), "library.bad_point");
                    kept
                }
            }
        };
        let focal = FocalPoint {
            x: part("x", &self.x, media.focal.x),
            y: part("y", &self.y, media.focal.y),
        };
        let source = match self.source.as_str() {
            "" => None,
            id => match id.parse() {
                Ok(id) => Some(id),
                Err(_) => {
                    wrong.insert("source".to_owned(), "field.dead_reference");
                    None
                }
            },
        };
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Words {
            alt: named("alt"),
            decorative: self.decorative,
            caption: named("caption"),
            credit: named("credit"),
            rights: Some(self.rights.clone()).filter(|rights| !rights.trim().is_empty()),
            expires_at,
            focal,
            warning,
            source,
        })
    }

    /// Notes what an act found wrong with fields; whether that was why.
    pub fn blame(&mut self, frame: &Frame, error: &ActError) -> bool {
        let ActError::Fields(problems) = error else {
            return false;
        };
        for problem in problems {
            let limit = problem.why.limit().unwrap_or_default() as u64;
            let words = frame
                .messages
                .with(problem.why.message_key(), &[("limit", limit)]);
            self.wrong.insert(problem.field.clone(), words);
        }
        true
    }

    /// Where what is kept differs from what is typed: the field and what is kept.
    pub fn differences(&self, frame: &Frame, kept: &Self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (mine, theirs) in self.languages.iter().zip(&kept.languages) {
            let language = &theirs.name;
            let pairs = [
                ("library.alt", &mine.alt, &theirs.alt),
                ("library.caption", &mine.caption, &theirs.caption),
                ("library.credit", &mine.credit, &theirs.credit),
                ("library.warning", &mine.warning, &theirs.warning),
            ];
            for (label, mine, theirs) in pairs {
                if mine.trim() != theirs.trim() {
                    let label = format!("{} ({language})", frame.t(label));
                    found.push((label, theirs.clone()));
                }
            }
        }
        let rest = [
            ("library.rights", &self.rights, &kept.rights),
            ("library.expires", &self.expires, &kept.expires),
        ];
        for (key, mine, theirs) in rest {
            if mine.trim() != theirs.trim() {
                found.push((frame.t(key).to_owned(), theirs.clone()));
            }
        }
        if (&self.x, &self.y) != (&kept.x, &kept.y) {
            let point = format!("{}% · {}%", kept.x, kept.y);
            found.push((frame.t("library.focal").to_owned(), point));
        }
        found
    }

    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.wrong.get(field).map(String::as_str)
    }

    /// The fields of a language, in their order.
    pub fn fields<'f>(&'f self, spoken: &'f Spoken) -> Vec<Field<'f>> {
        let field = |name, label, hint, value: &'f str, most| Field {
            name,
            tag: &spoken.tag,
            dir: spoken.dir,
            label,
            hint,
            value,
            most,
            wrong: self.error(&format!("{name}.{}", spoken.tag)),
        };
        vec![
            field("alt", "library.alt", "library.alt_hint", &spoken.alt, ALT),
            field(
                "caption",
                "library.caption",
                "library.caption_hint",
                &spoken.caption,
                CAPTION,
            ),
            field(
                "credit",
                "library.credit",
                "library.credit_hint",
                &spoken.credit,
                CREDIT,
            ),
        ]
    }

    /// Why a reader is asked first, in a language.
    pub fn reason<'f>(&'f self, spoken: &'f Spoken) -> Option<Field<'f>> {
        Some(Field {
            name: "warning",
            tag: &spoken.tag,
            dir: spoken.dir,
            label: "library.warning",
            hint: match spoken.tag.as_str() {
                "ar" => "library.in_arabic",
                "en" => "library.in_english",
                _ => "library.warning_hint",
            },
            value: &spoken.warning,
            most: CREDIT,
            wrong: self.error(&format!("warning.{}", spoken.tag)),
        })
    }
}

fn spoken(
    frame: &Frame,
    editions: &[Edition],
    text: impl Fn(&str, &Language) -> String,
) -> Vec<Spoken> {
    languages(editions)
        .iter()
        .map(|language| {
            let [alt, caption, credit, warning] = WORDS.map(|field| text(field, language));
            Spoken {
                tag: language.tag().to_owned(),
                dir: language.direction().as_str(),
                name: frame.name_of(language.tag()).to_owned(),
                alt,
                caption,
                credit,
                warning,
            }
        })
        .collect()
}

fn kept_end(media: &Media, zone: &TimeZone) -> Option<String> {
    let local = media.expires_at?.to_jiff().to_zoned_datetime(zone.clone());
    Some(local.strftime("%Y-%m-%dT%H:%M").to_string())
}

fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let local: DateTime = text.parse().ok()?;
    let zoned = local.to_zoned_datetime(zone.clone()).ok()?;
    Some(Timestamp::from_micros(zoned.timestamp().as_microsecond()))
}
