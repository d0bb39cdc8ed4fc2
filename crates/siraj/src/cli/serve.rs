//! `siraj serve`: opens the house, starts the followers, serves until it is told
//! to stop.

use super::console::Console;
use crate::actions::{entry, erase};
use crate::clock::Clock;
use crate::config::{Config, Problem, Refused, StorageKind};
use crate::followers;
use crate::media::store::MediaStore;
use crate::messages::Messages;
use crate::opening::{self, Opened};
use crate::pages::copies::Copies;
use crate::room::Room;
use crate::store::db::Migrated;
use crate::store::house;
use crate::web::admin::Admin;
use crate::web::door::Door;
use crate::web::door::tls::Certificate;
use crate::web::{self, Web};
use anyhow::{Context, Result};
use siraj_editorial::Timestamp;
use std::io::Write as _;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Serves until SIGTERM or SIGINT. `demo` fills an empty house with the demo
/// newsroom first.
///
/// # Errors
/// When the certificate cannot be read, the house not be opened or an address not
/// be listened at.
pub(super) async fn serve(console: Console, demo: bool) -> Result<()> {
    let Console {
        mut config,
        messages,
    } = console;
    let certificate = certificate(&config)?;
    let (listener, address) = listen(config.listen).await?;
    let admin = match config.admin {
        Some(admin) => Some(listen(admin).await?),
        None => None,
    };
    let scheme = if config.speaks_tls() { "https" } else { "http" };
    if config.listen.port() == 0 && config.public_url == format!("{scheme}://{}", config.listen) {
        // A free port was asked for: the public address follows it.
        config.public_url = format!("{scheme}://{address}");
    }
    let opened = open(&config, demo).await?;
    let found = opened.migrated.is_some();
    let _followers = followers::start(&opened.room);
    let web = Web::new(opened.room, config.limits);
    begin(&web, found).await;
    let mut terminate = on(SignalKind::terminate(), "SIGTERM")?;
    let mut interrupt = on(SignalKind::interrupt(), "SIGINT")?;
    tokio::spawn(reread(
        on(SignalKind::hangup(), "SIGHUP")?,
        certificate.clone(),
    ));
    if let Some(files) = open_files().filter(|files| *files < config.limits.connections) {
        let connections = config.limits.connections;
        tracing::warn!(
            files,
            connections,
            "the system lets fewer files be open than limits.connections"
        );
    }
    let operator = Admin::new(web.clone(), config.limits);
    // Scripts and tests wait for this line.
    say(&format!("listening on {}", config.public_url))?;
    if let Some((listener, address)) = admin {
        if !address.ip().is_loopback() {
            tracing::warn!(%address, "health and metrics can be read from other machines");
        }
        say(&format!("health and metrics on http://{address}"))?;
        tokio::spawn(operator.clone().serve(listener));
    }
    if found {
        tokio::spawn(say_first_link(web.room.clone(), messages));
    }
    let door = Door {
        listener,
        limits: config.limits,
        certificate,
    };
    let proxies = config.trusted_proxies.clone();
    let missing = web.room.clone();
    let database = async move {
        if found {
            return std::future::pending().await;
        }
        opening::find_database(&config, &missing).await
    };
    let (tell, mut ended) = tokio::sync::oneshot::channel();
    web::server::serve(web, door, proxies, async move {
        let stopped = async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        };
        tokio::select! {
            () = stopped => {}
            error = unusable(database) => {
                // Whoever waits for it stands at the end of this function.
                let _ = tell.send(error);
            }
        }
        tracing::info!("stopping");
        operator.stops();
    })
    .await;
    match ended.try_recv() {
        Ok(error) => Err(error),
        Err(_) => Ok(()),
    }
}

/// Answers only when the database that was missing at the start is there and cannot
/// be used.
async fn unusable(database: impl Future<Output = Result<Migrated>>) -> anyhow::Error {
    match database.await {
        Ok(migrated) => {
            say_schema(&migrated);
            std::future::pending().await
        }
        Err(error) => error,
    }
}

/// What goes on beside the answering of requests. `found` says whether the database
/// is there; else its trouble began when the program last read it.
async fn begin(web: &Web, found: bool) {
    if let (false, Some(seen)) = (found, web.room.pages.copies().and_then(Copies::seen)) {
        web.trouble.began(Timestamp::from_micros(seen.read_at));
    }
    if !found {
        web.fallback.recall(&web.room);
    }
    web.fallback.refresh(&web.room).await;
    tokio::spawn(web::fallback::keep_fresh(web.clone()));
    tokio::spawn(web::trouble::watch(web.clone()));
    tokio::spawn(web::pages::make_again(web.clone()));
    let room = web.room.clone();
    tokio::spawn(async move { erase::bury(&room).await });
}

/// Opens the house; an empty one is filled with the demo where that is asked for.
async fn open(config: &Config, demo: bool) -> Result<Opened> {
    let opened = opening::open_for_readers(config, Clock::system()).await?;
    if let Some(migrated) = &opened.migrated {
        say_schema(migrated);
    }
    let room = &opened.room;
    if config.storage.kind == StorageKind::Local {
        let (folder, start) = (config.data.join(opening::MEDIA), room.clock.now());
        tokio::task::spawn_blocking(move || MediaStore::sweep(&folder, start));
    }
    let found = opened.migrated.is_some();
    if demo && found && room.db.read(|c| house::identity(c)).await?.is_none() {
        crate::demo::seed(room)
            .await
            .context("laying out the demo")?;
    }
    Ok(opened)
}

/// While no owner can sign in, whoever started the program gets the link for the first.
async fn say_first_link(room: Room, messages: &'static Messages) {
    let said = match entry::first_link(&room).await {
        Ok(None) => return,
        Ok(Some(text)) => {
            let link = web::rooms::link_address(room.site.main_origin(), &text);
            say(&messages.with("cli.first_link", &[("link", link.as_str())]))
        }
        Err(error) => Err(anyhow::anyhow!("{error:?}")),
    };
    // Nobody who listens is no reason not to serve.
    if let Err(error) = said {
        tracing::warn!(%error, "nobody was told the link for the first owner");
    }
}

fn say_schema(migrated: &Migrated) {
    for name in &migrated.applied {
        tracing::info!(migration.name = name, "the database has a new schema");
    }
}

fn certificate(config: &Config) -> Result<Option<Arc<Certificate>>> {
    let (Some(cert), Some(key)) = (&config.tls_cert, &config.tls_key) else {
        return Ok(None);
    };
    let opened = Certificate::open(cert, key);
    let certificate = opened.map_err(|problem| Refused(vec![problem]))?;
    Ok(Some(Arc::new(certificate)))
}

/// Reads the certificate again at each SIGHUP. A bad one leaves the one there is.
async fn reread(mut hangup: Signal, certificate: Option<Arc<Certificate>>) {
    while hangup.recv().await.is_some() {
        let Some(certificate) = &certificate else {
            tracing::info!("SIGHUP: there is no certificate to read again");
            continue;
        };
        let reading = Arc::clone(certificate);
        let read = tokio::task::spawn_blocking(move || reading.reread()).await;
        match read {
            Ok(Ok(())) => tracing::info!("SIGHUP: the certificate was read again"),
            Ok(Err(problem)) => stays(&problem),
            Err(error) => tracing::error!(%error, "SIGHUP: reading the certificate broke off"),
        }
    }
}

fn stays(problem: &Problem) {
    let why = problem.sentence(Messages::for_language("en"));
    tracing::error!("SIGHUP: the certificate stays as it was: {why}");
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("listening at {address}"))?;
    let address = listener.local_addr().context("the address listened at")?;
    Ok((listener, address))
}

/// How many files the system lets this process hold open, where it tells it as
/// Linux does; a connection is one.
fn open_files() -> Option<u64> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn on(kind: SignalKind, name: &str) -> Result<Signal> {
    signal(kind).with_context(|| format!("waiting for {name}"))
}

fn say(line: &str) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").context("saying where")?;
    out.flush().context("saying where")
}
