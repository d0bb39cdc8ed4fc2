//! The programs that measure Siraj. `bench/run` calls them; each can be called by
//! hand and says with `--help` what it wants.

mod article;
mod ask;
mod client;
mod dice;
mod figures;
mod find;
mod first_page;
mod newsroom;
mod publish;
mod search;
mod words;

use anyhow::Result;
use clap::Parser;

#[derive(Debug, Parser)]
#[command(name = "siraj-bench")]
enum Program {
    /// Fill an empty data folder with a large invented newsroom
    Newsroom(newsroom::Newsroom),
    /// Ask for many articles, one after the other
    Ask(ask::Ask),
    /// Take the time from a start to the first page
    FirstPage(first_page::FirstPage),
    /// Take the time that the newsroom's search takes while somebody types
    Find(find::Find),
    /// Take the time that publishing takes
    Publish(publish::Publish),
    /// Say how right answers are, by a collection whose right answers are known
    Search(search::Search),
    /// Take the time that answers take among a million articles
    SearchScale(search::SearchScale),
}

#[tokio::main]
async fn main() -> Result<()> {
    match Program::parse() {
        Program::Newsroom(newsroom) => newsroom.run().await,
        Program::Ask(ask) => ask.run().await,
        Program::FirstPage(first_page) => first_page.run().await,
        Program::Find(find) => find.run().await,
        Program::Publish(publish) => publish.run().await,
        Program::Search(search) => search.run(),
        Program::SearchScale(scale) => scale.run(),
    }
}
