//! Starts the program again and again and takes the time from the start of the
//! process to the last byte of the first front page, as a reader would wait for it
//! who came at the worst moment.

use crate::client::Client;
use crate::figures::Times;
use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use http::StatusCode;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Between two looks whether somebody listens: well below what is measured.
const LOOK_EVERY: Duration = Duration::from_micros(500);

/// A program that does not answer by then never will.
const WITHIN: Duration = Duration::from_secs(60);

#[derive(Debug, Args)]
pub struct FirstPage {
    /// The program
    #[arg(long)]
    siraj: PathBuf,
    /// Its data folder
    #[arg(long)]
    data: PathBuf,
    /// Whether an empty folder is filled with the demo first
    #[arg(long)]
    demo: bool,
    /// How often it is started
    #[arg(long, default_value_t = 1)]
    times: usize,
}

impl FirstPage {
    /// Starts, asks, stops, and tells the times.
    ///
    /// # Errors
    /// When it does not start or answers anything but a page.
    pub async fn run(self) -> Result<()> {
        let mut times = Vec::new();
        for _ in 0..self.times {
            times.push(self.once().await?);
        }
        Times::from_iter(times).tell("first_page")
    }

    async fn once(&self) -> Result<Duration> {
        let address = free_address()?;
        let mut command = Command::new(&self.siraj);
        command.arg("serve").arg("--data").arg(&self.data);
        command.args(["--listen", &address]);
        if self.demo {
            command.arg("--demo");
        }
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let begun = Instant::now();
        let running = Running(command.spawn().context("starting the program")?);
        let site = format!("http://{address}");
        let page = loop {
            match Client::connect(&site).await {
                Ok(mut client) => break client.get("/", None).await?,
                Err(error) if begun.elapsed() > WITHIN => bail!("it does not answer: {error}"),
                Err(_) => tokio::time::sleep(LOOK_EVERY).await,
            }
        };
        let took = begun.elapsed();
        let page = page.expect(StatusCode::OK, "the front page")?;
        ensure!(page.text().trim_end().ends_with("</html>"), "half a page");
        running.stop()?;
        Ok(took)
    }
}

/// An address of this machine at which nobody listens.
fn free_address() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.to_string())
}

/// The program under measurement, which never outlives this one's interest in it.
struct Running(Child);

impl Running {
    /// Stops it as an operator would, so that the next start finds a folder in order.
    fn stop(mut self) -> Result<()> {
        let pid = self.0.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status()?;
        ensure!(told.success(), "it could not be stopped");
        let ended = self.0.wait()?;
        ensure!(ended.success(), "it ended with {ended}");
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail when it has ended, which is what is wanted.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
