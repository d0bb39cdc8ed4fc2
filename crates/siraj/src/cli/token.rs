//! `siraj token`: tokens for the write API. A token is shown once, alone on
//! standard output, so that a script can take it; the store keeps its hash.

use super::console::{Console, print, print_json, say};
use crate::room::{Room, fresh_id};
use crate::store::{self, house, sections, tokens};
use crate::tokens::mint;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use serde_json::json;
use siraj_editorial::role::Role;
use siraj_editorial::{SectionId, Timestamp};
use uuid::Uuid;

#[derive(Debug, Subcommand)]
pub(super) enum Token {
    /// Make a token and print it, alone, on standard output
    Create(Create),
    /// List all tokens, newest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Take a token back at once
    Revoke {
        /// Its identity, as the list shows it
        id: Uuid,
    },
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// Whose: the person's path (`demo-editor`) or identity
    #[arg(long, value_name = "ID")]
    person: String,
    /// As what: contributor, reporter, editor, chief or owner; not above the person's own role
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Role,
    /// For how long, such as 90d or 12h [default: until it is taken back]
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    expires: Option<i64>,
    /// Confine it to a section (by path) and all below; may be given more than once
    #[arg(long, value_name = "PATH")]
    section: Vec<String>,
    /// As JSON, with identity and expiry
    #[arg(long)]
    json: bool,
}

/// A role by its name.
pub(super) fn role(name: &str) -> Result<Role, String> {
    Role::named(name).ok_or_else(|| Role::ALL.map(Role::name).join(", "))
}

/// A length of time such as `90d`.
fn seconds(text: &str) -> Result<i64, String> {
    crate::span::Span::try_from(text.to_owned()).map(|span| span.0)
}

impl Token {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let room = console.house().await?;
        match self {
            Self::Create(create) => create.run(console, &room).await,
            Self::List { json } => list(console, &room, json).await,
            Self::Revoke { id } => {
                let now = room.clock.now();
                if !room.db.write(move |tx| tokens::revoke(tx, id, now)).await? {
                    return Err(console.refuse("cli.no_token", &[("id", &id.to_string())]));
                }
                say(console.text("cli.token_revoked"));
                Ok(())
            }
        }
    }
}

impl Create {
    async fn run(self, console: &Console, room: &Room) -> Result<()> {
        let person = console.person(room, &self.person).await?;
        let account = room.db.read(move |c| tokens::account(c, person.id)).await?;
        let Some(account) = account else {
            return Err(console.refuse("cli.no_account", &[("person", &self.person)]));
        };
        if self.role > account.role {
            let own = account.role.name();
            return Err(console.refuse("cli.role_above", &[("role", own)]));
        }
        let sections = if self.section.is_empty() {
            account.sections
        } else {
            Some(sections_at(console, room, &self.section).await?)
        };
        let (text, hash) = mint()?;
        let now = room.clock.now();
        let token = tokens::Token {
            id: fresh_id(),
            person: person.id,
            role: self.role,
            sections,
            created_at: now,
            expires_at: self.expires.map(|seconds| now.plus_seconds(seconds)),
            revoked_at: None,
        };
        let kept = token.clone();
        room.db
            .write(move |tx| tokens::save(tx, &kept, &hash))
            .await?;
        if self.json {
            let expires = token.expires_at.map(shown);
            return print_json(&json!({"token": text, "id": token.id, "expires_at": expires}));
        }
        print(&text)
    }
}

/// The sections at these paths, in whichever editions have them.
async fn sections_at(console: &Console, room: &Room, slugs: &[String]) -> Result<Vec<SectionId>> {
    let mut found = Vec::new();
    for slug in slugs {
        let wanted = slug.clone();
        let here: Vec<SectionId> = room
            .db
            .read(move |c| {
                let mut here = Vec::new();
                for edition in house::editions(c)? {
                    let section = sections::by_slug(c, edition.id, &wanted)?;
                    here.extend(section.map(|section| section.id));
                }
                Ok::<_, store::Error>(here)
            })
            .await?;
        if here.is_empty() {
            return Err(console.refuse("cli.no_section", &[("section", slug)]));
        }
        found.extend(here);
    }
    Ok(found)
}

async fn list(console: &Console, room: &Room, as_json: bool) -> Result<()> {
    let now = room.clock.now();
    let (all, people) = room
        .db
        .read(|c| Ok::<_, store::Error>((tokens::all(c)?, house::all_people(c)?)))
        .await?;
    let rows = all.iter().map(|token| {
        let person = people.iter().find(|person| person.id == token.person);
        json!({
            "id": token.id,
            "person": person.map(|person| &person.slug),
            "role": token.role,
            "created_at": shown(token.created_at),
            "expires_at": token.expires_at.map(shown),
            "good": token.is_good(now),
        })
    });
    let rows: Vec<_> = rows.collect();
    if as_json {
        return print_json(&rows);
    }
    if rows.is_empty() {
        say(console.text("cli.no_tokens"));
    }
    for (token, row) in all.iter().zip(&rows) {
        let state = if token.is_good(now) {
            "cli.token_good"
        } else {
            "cli.token_gone"
        };
        let until = token.expires_at.map_or_else(|| "–".to_owned(), shown);
        let person = row
            .get("person")
            .and_then(|person| person.as_str())
            .unwrap_or("–");
        let role = token.role.name();
        print(&format!(
            "{}  {person}  {role}  {until}  {}",
            token.id,
            console.text(state)
        ))
        .context("listing the tokens")?;
    }
    Ok(())
}

fn shown(moment: Timestamp) -> String {
    moment.to_jiff().to_string()
}
