//! `siraj serve`: opens the house, starts the followers, serves until it is told
//! to stop.

use crate::actions::erase;
use crate::clock::Clock;
use crate::config::{Config, StorageKind};
use crate::followers;
use crate::media::store::MediaStore;
use crate::opening;
use crate::pages::copies::Copies;
use crate::store::db::Migrated;
use crate::store::house;
use crate::web::fallback::Fallback;
use crate::web::trouble::Trouble;
use crate::web::{self, Web};
use anyhow::Context;
use siraj_editorial::Timestamp;
use std::io::Write as _;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// Serves until SIGTERM or SIGINT. `demo` fills an empty house with the demo
/// newsroom first.
///
/// # Errors
/// When the house cannot be opened or the address not be listened at.
pub async fn serve(mut config: Config, demo: bool) -> anyhow::Result<()> {
    let listener = TcpListener::bind(config.listen)
        .await
        .with_context(|| format!("listening at {}", config.listen))?;
    let address = listener.local_addr().context("the address listened at")?;
    if config.listen.port() == 0 && config.public_url == format!("http://{}", config.listen) {
        // A free port was asked for: the public address follows it.
        config.public_url = format!("http://{address}");
    }
    let opened = opening::open_for_readers(&config, Clock::system()).await?;
    let room = opened.room;
    let found = opened.migrated.is_some();
    if let Some(migrated) = &opened.migrated {
        say_schema(migrated);
    }
    if config.storage.kind == StorageKind::Local {
        let (folder, start) = (config.data.join(opening::MEDIA), room.clock.now());
        tokio::task::spawn_blocking(move || MediaStore::sweep(&folder, start));
    }
    if demo && found && room.db.read(|c| house::identity(c)).await?.is_none() {
        crate::demo::seed(&room)
            .await
            .context("laying out the demo")?;
    }
    let _followers = followers::start(&room);
    let burying = room.clone();
    tokio::spawn(async move { erase::bury(&burying).await });
    let web = Web {
        other: web::api::router(room.clone()),
        trouble: Trouble::new(room.clock.clone()),
        fallback: Arc::new(Fallback::default()),
        flights: Arc::default(),
        room,
    };
    if let (false, Some(seen)) = (found, web.room.pages.copies().and_then(Copies::seen)) {
        web.trouble.began(Timestamp::from_micros(seen.read_at));
    }
    web.fallback.recall(&web.room);
    web.fallback.refresh(&web.room).await;
    tokio::spawn(web::fallback::keep_fresh(web.clone()));
    tokio::spawn(web::trouble::watch(web.clone()));
    tokio::spawn(web::pages::make_again(web.clone()));
    let mut terminate = signal(SignalKind::terminate()).context("waiting for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("waiting for SIGINT")?;
    // Scripts and tests wait for this line.
    let mut out = std::io::stdout();
    writeln!(out, "listening on {}", config.public_url).context("saying where")?;
    out.flush().context("saying where")?;
    let database = {
        let room = web.room.clone();
        async move {
            if found {
                return std::future::pending().await;
            }
            let found = opening::find_database(&config, &room).await;
            found.inspect(say_schema).map(drop)
        }
    };
    let mut failed = None;
    let ended = &mut failed;
    web::server::serve(web, listener, async move {
        let mut database = std::pin::pin!(database);
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                found = &mut database, if ended.is_none() => match found {
                    Ok(()) => *ended = Some(Ok(())),
                    error => { *ended = Some(error); break; }
                },
            }
        }
        tracing::info!("stopping");
    })
    .await;
    failed.unwrap_or(Ok(()))
}

fn say_schema(migrated: &Migrated) {
    for name in &migrated.applied {
        tracing::info!(migration.name = name, "the database has a new schema");
    }
}
