//! The command line: what can be asked of the program, and how it answers. Each
//! command is a file below. Results go to standard output, as JSON where that is
//! asked for; everything said to the operator goes to standard error, in the
//! language of `SIRAJ_LANGUAGE` or the locale.

mod archive;
mod backup;
mod check;
mod console;
mod erase;
mod init;
mod progress;
mod reindex;
mod restore;
mod serve;
mod token;
mod user;

use crate::config::{self, Config, Refused, Sources};
use crate::messages::Messages;
use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use console::Console;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// A newsroom in one binary: writes, publishes and serves news, Arabic first.
///
/// Everything embedded lives in the data folder (--data, `var` unless said
/// otherwise); nothing is written elsewhere.
#[derive(Debug, Parser)]
#[command(name = "siraj", version, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  siraj serve --demo                                  an invented newsroom to look at
  siraj init --name 'The Valley' --owner 'Nour Salim'  a newsroom of your own
  siraj token create --person demo-editor --role editor
  siraj backup siraj-backup.tar                       while it serves
  siraj config --explain                              every setting and what it means";

/// Where things are.
#[derive(Debug, Args)]
struct Places {
    /// The folder that holds everything embedded [default: var]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The configuration [default: siraj.toml in the data folder, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the newsroom until SIGTERM or Ctrl-C
    Serve {
        /// Address and port [default: 127.0.0.1:8080]; port 0 takes a free one
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
        /// Fill an empty data folder with an invented newsroom first
        #[arg(long)]
        demo: bool,
    },
    /// Found a newsroom in an empty place; asks nothing
    Init(init::Init),
    /// Make, list and take back tokens for the write API
    #[command(subcommand)]
    Token(token::Token),
    /// Say who has an account, and make links that let somebody in once
    #[command(subcommand)]
    User(user::User),
    /// Write database, pictures and configuration to one file, while serving goes on
    Backup(backup::Backup),
    /// Bring a backup into an empty data folder or an empty PostgreSQL database
    Restore(restore::Restore),
    /// Look through everything for what is not as it should be; fails when it finds any
    Check(check::Check),
    /// Make the search index anew, while serving goes on from the old one
    Reindex(reindex::Reindex),
    /// Erase an article by law: its texts go for good, its address says that it is gone
    Erase(erase::Erase),
    /// Show the configuration in force (secrets hidden), or explain its keys
    Config {
        /// Explain every key: kind, default, variable, meaning
        #[arg(long)]
        explain: bool,
        /// With --explain: as the Markdown page of the documentation
        #[arg(long, requires = "explain")]
        markdown: bool,
    },
}

/// Does what the command line says.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let mut sources = Sources::of_process();
    let messages = Messages::for_language(config::operator_language(&sources.environment));
    if let Some(data) = &cli.places.data {
        sources
            .flags
            .insert("data", data.to_string_lossy().into_owned());
    }
    if let Command::Serve {
        listen: Some(listen),
        ..
    } = &cli.command
    {
        sources.flags.insert("listen", listen.to_string());
    }
    sources.file = cli.places.config;
    if let Command::Config {
        explain: true,
        markdown,
    } = cli.command
    {
        return answered(messages, console::print(&explained(messages, markdown)));
    }
    let config = match Config::load(&sources) {
        Ok(config) => config,
        Err(refused) => {
            return misconfigured(messages, &refused);
        }
    };
    log(&config, matches!(cli.command, Command::Serve { .. }));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let done = runtime
        .context("starting the threads")
        .and_then(|runtime| runtime.block_on(command(cli.command, Console { config, messages })));
    match done {
        Ok(code) => code,
        Err(error) => answered(messages, Err(error)),
    }
}

async fn command(command: Command, console: Console) -> Result<ExitCode> {
    match command {
        Command::Serve { demo, .. } => serve::serve(console, demo).await?,
        Command::Init(init) => init.run(&console).await?,
        Command::Backup(backup) => backup.run(&console).await?,
        Command::Restore(restore) => restore.run(&console).await?,
        Command::Check(check) => return check.run(&console).await,
        Command::Token(token) => token.run(&console).await?,
        Command::User(user) => user.run(&console).await?,
        Command::Reindex(reindex) => reindex.run(&console).await?,
        Command::Erase(erase) => erase.run(&console).await?,
        Command::Config { .. } => console::print_json(&console.config)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn explained(messages: &Messages, markdown: bool) -> String {
    let text = if markdown {
        config::page(messages)
    } else {
        config::explain(messages)
    };
    text.trim_end().to_owned()
}

fn answered(messages: &Messages, done: Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What the files of the configuration hold shows only when they are used.
            if let Some(refused) = error.downcast_ref::<Refused>() {
                return misconfigured(messages, refused);
            }
            console::say(&messages.with("cli.failed", &[("why", format!("{error:#}").as_str())]));
            ExitCode::FAILURE
        }
    }
}

fn misconfigured(messages: &Messages, refused: &Refused) -> ExitCode {
    console::say(refused.sentences(messages).trim_end());
    ExitCode::from(2)
}

/// Logs to standard error. A server tells what happens, a command only what is wrong.
fn log(config: &Config, server: bool) {
    let level = if server { config.log.name() } else { "warn" };
    let set = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(level))
        .with_writer(std::io::stderr)
        .try_init();
    // Only a second logger in one process could be refused, and the first one serves as well.
    drop(set);
}
