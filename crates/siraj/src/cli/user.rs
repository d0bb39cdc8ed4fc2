//! `siraj user`: who has an account, and links that let somebody in once: the owner who
//! has lost their way in gets theirs here.

use super::console::{Console, print, print_json, say};
use crate::actions::entry;
use crate::store::changes::By;
use crate::store::entry::{self as rows, Member};
use crate::store::tokens;
use crate::web::rooms::link_address;
use anyhow::Result;
use clap::Subcommand;
use serde_json::json;
use siraj_editorial::role::Role;

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// List everybody who has an account
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a link that lets a person in once, and print it alone on standard output
    Link {
        /// Whose: the person's path or identity [default: the first owner]
        #[arg(long, value_name = "ID")]
        person: Option<String>,
    },
}

impl User {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let room = console.house().await?;
        match self {
            Self::List { json } => {
                let found = room.db.read(|c| rows::members(c, None)).await?;
                if json {
                    let rows: Vec<_> = found
                        .iter()
                        .map(
                            |Member {
                                 person,
                                 account,
                                 sign_in,
                             }| {
                                json!({
                                    "person": person.id,
                                    "path": person.slug,
                                    "role": account.role,
                                    "email": sign_in.as_ref().map(|own| &own.email),
                                    "codes": sign_in.as_ref().is_some_and(|own| own.totp.is_some()),
                                })
                            },
                        )
                        .collect();
                    return print_json(&rows);
                }
                for Member {
                    person,
                    account,
                    sign_in,
                } in found
                {
                    let email = sign_in.map(|own| own.email);
                    let email = email.as_deref().unwrap_or(console.text("cli.no_sign_in"));
                    print(&format!(
                        "{}\t{}\t{email}",
                        person.slug,
                        account.role.name()
                    ))?;
                }
                Ok(())
            }
            Self::Link { person } => {
                let person = match person {
                    Some(named) => Some(console.person(&room, &named).await?.id),
                    None => room.db.read(|c| tokens::first_with(c, Role::Owner)).await?,
                };
                let Some(person) = person else {
                    return Err(console.refuse("cli.no_person", &[("person", "owner")]));
                };
                let made = entry::make_link(&room, By::House, person).await;
                let text = console.did(made)?;
                say(console.text("cli.link_made"));
                print(&link_address(room.site.main_origin(), &text))
            }
        }
    }
}
