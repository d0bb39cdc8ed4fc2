//! `siraj serve`: opens the house, starts the followers, serves until it is told
//! to stop.

use crate::clock::Clock;
use crate::config::{Config, StorageKind};
use crate::followers;
use crate::media::store::MediaStore;
use crate::opening;
use crate::store::house;
use crate::web::fallback::Fallback;
use crate::web::trouble::Trouble;
use crate::web::{self, Web};
use anyhow::Context;
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
    let opened = opening::open(&config, Clock::system()).await?;
    for name in &opened.migrated.applied {
        tracing::info!(migration.name = name, "the database has a new schema");
    }
    let room = opened.room;
    if config.storage.kind == StorageKind::Local {
        let (folder, start) = (config.data.join(opening::MEDIA), room.clock.now());
        tokio::task::spawn_blocking(move || MediaStore::sweep(&folder, start));
    }
    if demo && room.db.read(|c| house::identity(c)).await?.is_none() {
        crate::demo::seed(&room)
            .await
            .context("laying out the demo")?;
    }
    let _followers = followers::start(&room);
    let web = Web {
        other: web::api::router(room.clone()),
        trouble: Trouble::new(room.clock.clone()),
        fallback: Arc::new(Fallback::default()),
        flights: Arc::default(),
        room,
    };
    web.fallback.refresh(&web.room).await;
    tokio::spawn(web::fallback::keep_fresh(web.clone()));
    tokio::spawn(web::trouble::watch(web.clone()));
    let mut terminate = signal(SignalKind::terminate()).context("waiting for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("waiting for SIGINT")?;
    // Scripts and tests wait for this line.
    let mut out = std::io::stdout();
    writeln!(out, "listening on {}", config.public_url).context("saying where")?;
    out.flush().context("saying where")?;
    web::server::serve(web, listener, async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    })
    .await;
    Ok(())
}
