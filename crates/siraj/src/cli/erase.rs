//! `siraj erase`: an article goes for good because the law says so, and with it the
//! pictures that nothing else names. Its address answers that it was removed; the
//! log keeps that it was, when and by whom.

use super::console::{Console, print_json, say};
use crate::actions::{erase, house};
use crate::store::{self, articles, tokens};
use anyhow::Result;
use clap::Args;
use serde_json::json;
use siraj_editorial::role::Role;

#[derive(Debug, Args)]
pub(super) struct Erase {
    /// The article: its short id (as in its address) or its identity
    article: String,
    /// Why, for the record: an order of a court, a person's right
    #[arg(long)]
    reason: String,
    /// In whose name: an owner's path or identity [default: the first owner]
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// Say as JSON what was erased
    #[arg(long)]
    json: bool,
}

impl Erase {
    pub(super) async fn run(self, console: &Console) -> Result<()> {
        let room = console.house().await?;
        let wanted = self.article.clone();
        let found = room
            .db
            .read(move |c| match (wanted.parse(), wanted.parse()) {
                (Ok(short_id), _) => articles::by_short_id(c, short_id),
                (_, Ok(id)) => articles::by_id(c, id),
                _ => Ok::<_, store::Error>(None),
            });
        let Some(article) = found.await? else {
            return Err(console.refuse("cli.no_article", &[("article", &self.article)]));
        };
        let person = match &self.person {
            Some(named) => Some(console.person(&room, named).await?.id),
            None => room.db.read(|c| tokens::first_with(c, Role::Owner)).await?,
        };
        let Some(person) = person else {
            return Err(console.refuse("cli.no_owner", &[]));
        };
        let actor = console.did(house::account(&room, person).await)?;
        let erased = erase::erase(&room, actor, article.id, self.reason).await;
        let pictures = console.did(erased)?.value;
        if self.json {
            return print_json(&json!({
                "article": article.id,
                "short_id": article.short_id,
                "pictures": pictures,
            }));
        }
        say(&console.with("cli.erased", &[("article", article.short_id.as_str())]));
        if !pictures.is_empty() {
            say(&console.count("cli.erased_pictures", pictures.len()));
        }
        Ok(())
    }
}
