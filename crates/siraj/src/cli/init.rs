//! `siraj init`: founds a newsroom that can be shown at once and is nobody's yet:
//! editions, sections, an owner, and static pages that say what belongs on them.

use super::console::{Console, print_json, say};
use crate::actions::house::{self, Foundation};
use crate::convert::{NothingOfOurs, Surroundings, from_markdown};
use crate::room::{Room, fresh_id};
use crate::store::house as rows;
use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;
use serde_json::json;
use siraj_arabic::{DigitStyle, MonthStyle};
use siraj_editorial::edition::{Edition, Identity, QuotationStyle, StaticPage};
use siraj_editorial::named::Named;
use siraj_editorial::person::Person;
use siraj_editorial::role::{Actor, Role};
use siraj_editorial::section::Section;
use siraj_editorial::{EditionId, Language, PageId, PersonId, SectionId};

#[derive(rust_embed::Embed)]
#[folder = "house/"]
struct Files;

/// The static pages, in their order.
const PAGES: [&str; 4] = ["about", "contact", "ethics", "privacy"];

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The publication's name [default: a word for newsroom in each language]
    #[arg(long)]
    name: Option<String>,
    /// Its languages, the first at the root of the site: ar, en
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "ar,en",
        value_name = "LIST"
    )]
    languages: Vec<String>,
    /// Its time zone by the IANA name, such as Africa/Tunis
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    time_zone: String,
    /// The city that pages name
    #[arg(long)]
    city: Option<String>,
    /// The owner's name
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// The path of the owner's page, by which the command line names them too
    #[arg(long, default_value = "owner", value_name = "PATH")]
    owner_path: String,
    /// Where readers write
    #[arg(long)]
    email: Option<String>,
    /// Say as JSON what was founded
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct House {
    edition: Vec<Pattern>,
}

/// An edition as it is founded.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    language: Language,
    label: String,
    name: String,
    owner: String,
    months: MonthStyle,
    quotations: QuotationStyle,
    hijri: Option<i8>,
    section: Vec<PatternSection>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternSection {
    slug: String,
    name: String,
}

/// A pattern and the identities of what is made of it.
struct Planned {
    pattern: Pattern,
    edition: Edition,
    sections: Vec<(PatternSection, SectionId)>,
}

impl Init {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let planned = self.plan(console)?;
        let room = console.open().await?;
        let data = console.config.data.display().to_string();
        if room.db.read(|c| rows::identity(c)).await?.is_some() {
            return Err(console.refuse("cli.init_exists", &[("data", &data)]));
        }
        let owner = Actor {
            person: PersonId(fresh_id()),
            role: Role::Owner,
            sections: None,
        };
        let foundation = self.foundation(&planned, owner.person);
        let now = room.clock.now();
        console.did(house::found(&room, now, foundation).await)?;
        for one in &planned {
            sections(console, &room, &owner, one, &planned).await?;
            pages(console, &room, &owner, one).await?;
        }
        if self.json {
            return print_json(&json!({"data": data, "owner": self.owner_path}));
        }
        let arguments = [
            ("data", data.as_str()),
            ("person", self.owner_path.as_str()),
        ];
        say(&console.with("cli.init_done", &arguments));
        Ok(())
    }

    fn plan(&self, console: &Console) -> Result<Vec<Planned>> {
        let file = Files::get("house.toml").context("the house's pattern is embedded")?;
        let house: House = toml::from_str(std::str::from_utf8(&file.data)?)?;
        let known: Vec<&str> = house.edition.iter().map(|one| one.language.tag()).collect();
        let mut planned: Vec<Planned> = Vec::new();
        for (position, language) in self.languages.iter().enumerate() {
            let pattern = house
                .edition
                .iter()
                .find(|one| one.language.tag() == language);
            let again = planned
                .iter()
                .any(|one| one.edition.language.tag() == language);
            let Some(pattern) = pattern.filter(|_| !again) else {
                let known = known.join(", ");
                let arguments = [("language", language.as_str()), ("known", known.as_str())];
                return Err(console.refuse("cli.init_language", &arguments));
            };
            let prefix = if position == 0 { "" } else { language.as_str() };
            let edition = Edition {
                id: EditionId(fresh_id()),
                language: pattern.language.clone(),
                prefix: prefix.to_owned(),
                label: pattern.label.clone(),
                position: i64::try_from(position)?,
                months: pattern.months,
                digits: DigitStyle::Western,
                hijri: pattern.hijri,
                quotations: pattern.quotations,
            };
            let sections = pattern.section.iter();
            planned.push(Planned {
                edition,
                sections: sections
                    .map(|one| (one.clone(), SectionId(fresh_id())))
                    .collect(),
                pattern: pattern.clone(),
            });
        }
        Ok(planned)
    }

    fn foundation(&self, planned: &[Planned], owner: PersonId) -> Foundation {
        let named = |given: &Option<String>, own: fn(&Pattern) -> &str| {
            let words = planned.iter().map(|one| {
                let words = given
                    .clone()
                    .unwrap_or_else(|| own(&one.pattern).to_owned());
                (one.edition.language.clone(), words)
            });
            Named(words.collect())
        };
        let identity = Identity {
            name: named(&self.name, |pattern| &pattern.name),
            tagline: Named::default(),
            description: Named::default(),
            time_zone: self.time_zone.clone(),
            city: self
                .city
                .as_ref()
                .map_or_else(Named::default, |_| named(&self.city, |_| "")),
            accent: None,
            email: self.email.clone(),
            security_contact: None,
            founded: None,
            ai_crawlers: false,
            second_person: false,
            logo: None,
            headlines: None,
            text: None,
        };
        let person = Person {
            id: owner,
            slug: self.owner_path.clone(),
            name: named(&self.owner, |pattern| &pattern.owner),
            title: Named::default(),
            biography: Named::default(),
            portrait: None,
            email: None,
            links: Vec::new(),
            merged_into: None,
        };
        Foundation {
            identity,
            editions: planned.iter().map(|one| one.edition.clone()).collect(),
            people: vec![(person, Role::Owner)],
        }
    }
}

async fn sections(
    console: &Console,
    room: &Room,
    owner: &Actor,
    one: &Planned,
    all: &[Planned],
) -> Result<()> {
    for (position, (pattern, id)) in one.sections.iter().enumerate() {
        let others = all
            .iter()
            .filter(|other| other.edition.id != one.edition.id);
        let same = others
            .flat_map(|other| &other.sections)
            .filter(|(other, _)| other.slug == pattern.slug);
        let section = Section {
            id: *id,
            edition: one.edition.id,
            parent: None,
            slug: pattern.slug.clone(),
            name: pattern.name.clone(),
            description: String::new(),
            position: i64::try_from(position)?,
            counterparts: same.map(|(_, id)| *id).collect(),
            opinion: pattern.slug == "opinion",
        };
        console.did(house::save_section(room, owner.clone(), section).await)?;
    }
    Ok(())
}

async fn pages(console: &Console, room: &Room, owner: &Actor, one: &Planned) -> Result<()> {
    #[derive(Deserialize)]
    struct Head {
        title: String,
    }
    for (position, slug) in PAGES.into_iter().enumerate() {
        let path = format!("pages/{}/{slug}.md", one.edition.language.tag());
        let file = Files::get(&path).with_context(|| format!("{path} is embedded"))?;
        let text = std::str::from_utf8(&file.data)?;
        let (head, body) = text
            .strip_prefix("+++")
            .and_then(|rest| rest.split_once("\n+++\n"))
            .with_context(|| format!("{path} has front matter"))?;
        let head: Head = toml::from_str(head)?;
        let around = Surroundings {
            language: &one.edition.language,
            resolver: &NothingOfOurs,
        };
        let page = StaticPage {
            id: PageId(fresh_id()),
            edition: one.edition.id,
            slug: slug.to_owned(),
            title: head.title,
            body: from_markdown(body, around).body,
            updated_at: room.clock.now(),
        };
        let position = i64::try_from(position)?;
        console.did(house::save_static_page(room, owner.clone(), page, position).await)?;
    }
    Ok(())
}
